//! Asking others over HTTP: one client, which gives every answer so much time and memory and no more.
//!
//! It stands below the crate that answers requests, so that who only asks does not build a server.

mod client;
mod stream;

pub use client::{AskError, ClientLimits, HttpAnswer, HttpClient};
pub use stream::HttpStream;
