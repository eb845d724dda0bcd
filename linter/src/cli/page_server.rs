//! A page at a local address. It is made anew when somebody asks and its sources have changed since.
//!
//! Only this machine reaches the address, and only by the names of this machine. Otherwise the owner of another name could let it lead
//! here, and a page of theirs could read the report.

use tiny_http::{Header, Method, Request, Response, Server};

use super::failure::Failure;
use super::output::print_status;

/// A page and the state of the sources that it was made from.
struct ServedPage<K> {
    /// Differs whenever the sources do.
    key: K,
    /// The number of the state, which the page compares with its own.
    state: u64,
    page: Vec<u8>,
}

/// An answer to a request: status, type, body.
type PageAnswer = (u16, &'static str, Vec<u8>);

/// Serves a page until the program is stopped. `key` tells states of the sources apart, `make` makes the page of a numbered state.
pub(super) fn serve<K: PartialEq>(
    port: u16,
    key: impl Fn() -> Result<K, Failure>,
    mut make: impl FnMut(u64) -> Result<Vec<u8>, Failure>,
) -> Result<(), Failure> {
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        Failure::new(
            format!("port {port} cannot be used"),
            error.to_string(),
            "name another one with `--port`, or none for a free one",
        )
    })?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    let mut served = ServedPage {
        key: key()?,
        state: 1,
        page: make(1)?,
    };
    print_status(&format!(
        "the report is at http://127.0.0.1:{port}/ until this program is stopped"
    ));
    for request in server.incoming_requests() {
        let answer = match refusal(&request, port) {
            Some(answer) => answer,
            None if !matches!(request.url(), "/" | "/state") => absent(),
            None => {
                // A state that cannot be checked is told here, and the last page stays.
                if let Err(failure) = served.refresh(&key, &mut make) {
                    failure.print();
                }
                served.answer(&request)
            }
        };
        // Whoever asked may have gone.
        let _ = request.respond(response(answer));
    }
    Ok(())
}

impl<K: PartialEq> ServedPage<K> {
    /// Makes the page anew if its sources have changed.
    fn refresh(
        &mut self,
        key: impl Fn() -> Result<K, Failure>,
        make: &mut impl FnMut(u64) -> Result<Vec<u8>, Failure>,
    ) -> Result<(), Failure> {
        let key = key()?;
        if key != self.key {
            // Not again and again if that fails.
            self.key = key;
            self.page = make(self.state + 1)?;
            self.state += 1;
        }
        Ok(())
    }

    fn answer(&self, request: &Request) -> PageAnswer {
        match request.url() {
            "/" => (200, "text/html; charset=utf-8", self.page.clone()),
            "/state" => (200, "text/plain; charset=utf-8", self.state.to_string().into_bytes()),
            _ => absent(),
        }
    }
}

fn absent() -> PageAnswer {
    (404, "text/plain; charset=utf-8", b"there is nothing here\n".to_vec())
}

/// The answer to a request that is not for us.
fn refusal(request: &Request, port: u16) -> Option<PageAnswer> {
    let of_port = |host: &str| match port {
        80 => host.to_owned(), // which browsers leave out
        port => format!("{host}:{port}"),
    };
    let hosts = [of_port("127.0.0.1"), of_port("localhost")];
    let named: Vec<&str> = request
        .headers()
        .iter()
        .filter(|header| header.field.equiv("Host"))
        .map(|header| header.value.as_str())
        .collect();
    let is_ours = matches!(named[..], [name] if hosts.iter().any(|host| host == name));
    if !is_ours {
        let told = format!("the report is at http://{}/\n", hosts[0]);
        return Some((403, "text/plain; charset=utf-8", told.into_bytes()));
    }
    let is_read = matches!(request.method(), Method::Get | Method::Head);
    (!is_read).then(|| (405, "text/plain; charset=utf-8", b"the report can only be read\n".to_vec()))
}

fn response((status, kind, body): PageAnswer) -> Response<std::io::Cursor<Vec<u8>>> {
    let fields = [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ];
    let headers = fields
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(*name, *value).ok());
    let response = Response::from_data(body).with_status_code(status);
    headers.fold(response, Response::with_header)
}
