//! Events as the body of an answer.

use axum::body::Body;
use axum::http::{HeaderName, header};
use events::Encoded;
use futures_util::{Stream, StreamExt};
use std::convert::Infallible;

/// An answer that goes on as long as there are events.
pub(crate) type ServerSent = ([(HeaderName, &'static str); 2], Body);

/// What stands on the answer: nobody on the way may keep or gather it.
const HEADERS: [(HeaderName, &str); 2] = [
    (header::CONTENT_TYPE, "text/event-stream"),
    (HeaderName::from_static("x-accel-buffering"), "no"),
];

/// The answer that tells these events. It drops the stream when the client goes away.
pub(crate) fn server_sent(events: impl Stream<Item = Encoded> + Send + 'static) -> ServerSent {
    let events = events.map(|event| Ok::<_, Infallible>(event.server_sent()));
    (HEADERS, Body::from_stream(events))
}
