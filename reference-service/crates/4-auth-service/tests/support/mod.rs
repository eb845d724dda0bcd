//! Starts the service within the test and talks HTTP to it over a socket.

use auth_service::{AuthService, Ending, serve};
use foundation::clock::{EpochMillis, ManualClock};
use foundation::entropy::{Entropy, SystemEntropy};
use foundation::environment::EnvironmentName;
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{HeaderMap, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const NOW: EpochMillis = EpochMillis(1_757_364_000_000);

/// A service at work, in the environment "test" and with a clock that stands still.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) clock: Arc<ManualClock>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<Ending>>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Running {
    pub(crate) async fn start() -> io::Result<Self> {
        Self::start_with(Arc::new(SystemEntropy)).await
    }

    pub(crate) async fn start_with(entropy: Arc<dyn Entropy>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let clock = Arc::new(ManualClock::at(NOW));
        let service = AuthService::new(EnvironmentName::Test, clock.clone(), entropy);
        let (stop, stopped) = oneshot::channel();
        let stopped = async {
            // A test that fails drops the sender, which stops the service as well.
            stopped.await.unwrap_or_default();
        };
        let task = tokio::spawn(serve(listener, service, stopped));
        Ok(Self {
            address,
            clock,
            stop,
            task,
        })
    }

    /// Asks the service to stop and waits until it has.
    pub(crate) async fn stop(self) -> Outcome<Ending> {
        drop(self.stop);
        Ok(self.task.await??)
    }

    pub(crate) async fn ask(&self, method: &str, path: &str) -> Outcome<Answer> {
        let request = Request::builder().method(method).uri(path);
        let request = request
            .header(header::HOST, self.address.to_string())
            .body(Empty::<Bytes>::new())?;

        let stream = TokioIo::new(TcpStream::connect(self.address).await?);
        let (mut sender, connection) = http1::handshake(stream).await?;
        let connection = tokio::spawn(connection);
        let (parts, body) = sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes().to_vec();

        drop(sender);
        connection.await??;
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        })
    }
}
