//! The chat page: files that are part of the program, so that there is nothing to build and nothing to install beside
//! it. What it does, it does through the routes that everybody has.

use axum::http::{HeaderName, HeaderValue, header};

/// A file, as browsers get it.
type File = ([(HeaderName, HeaderValue); 4], &'static str);

/// The page runs what came from here, asks nobody else, and stands in no other page.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// The page.
#[utoipa::path(get, path = "/", tag = "page",
    responses((status = 200, body = String, content_type = "text/html")))]
pub(crate) async fn page() -> File {
    file(
        "text/html; charset=utf-8",
        include_str!("../../page/index.html"),
    )
}

/// How the page looks.
#[utoipa::path(get, path = "/chat.css", tag = "page",
    responses((status = 200, body = String, content_type = "text/css")))]
pub(crate) async fn style() -> File {
    file(
        "text/css; charset=utf-8",
        include_str!("../../page/chat.css"),
    )
}

/// What the page does.
#[utoipa::path(get, path = "/chat.js", tag = "page",
    responses((status = 200, body = String, content_type = "text/javascript")))]
pub(crate) async fn script() -> File {
    module(include_str!("../../page/chat.js"))
}

/// Keeps the session of the page.
#[utoipa::path(get, path = "/session.js", tag = "page",
    responses((status = 200, body = String, content_type = "text/javascript")))]
pub(crate) async fn session() -> File {
    module(include_str!("../../page/session.js"))
}

/// Keeps the live line of the page.
#[utoipa::path(get, path = "/live.js", tag = "page",
    responses((status = 200, body = String, content_type = "text/javascript")))]
pub(crate) async fn live() -> File {
    module(include_str!("../../page/live.js"))
}

/// Shows answers on the page.
#[utoipa::path(get, path = "/markdown.js", tag = "page",
    responses((status = 200, body = String, content_type = "text/javascript")))]
pub(crate) async fn markdown() -> File {
    module(include_str!("../../page/markdown.js"))
}

fn module(text: &'static str) -> File {
    file("text/javascript; charset=utf-8", text)
}

fn file(media: &'static str, text: &'static str) -> File {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        // It is small, and may be another one after the next start.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, text)
}

#[cfg(test)]
mod tests {
    use agents::MOST_CHARACTERS;

    #[test]
    fn the_page_takes_messages_as_long_as_agents_do() {
        let page = include_str!("../../page/index.html");
        let (_, message) = page.split_once("<textarea id=\"message\"").unwrap();
        let longest = format!("maxlength=\"{MOST_CHARACTERS}\"");
        let (attributes, _) = message.split_once('>').unwrap();
        assert!(attributes.contains(&longest), "{attributes}");
    }
}
