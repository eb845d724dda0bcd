//! HTTP headers of our own, in lower case as HTTP/2 demands.

/// Carries the id of the request on every answer.
pub const REQUEST_ID: &str = "x-request-id";
