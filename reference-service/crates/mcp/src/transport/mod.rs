//! Ways to a server of tools.

mod direct;
mod http;
mod lines;

pub use direct::DirectTransport;
pub use http::HttpTransport;
pub use lines::{LineTransport, Program};
pub(crate) use lines::{read_line, write_line};

use crate::McpError;
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::fmt::Debug;

/// Carries questions to a server and answers back. Time is kept by who asks.
pub trait Transport: Debug + Send + Sync {
    /// The answer to a question, which has this id.
    ///
    /// # Errors
    /// When there is no answer, or it is a refusal.
    fn ask(&self, id: u64, question: Value) -> BoxFuture<'_, Result<Value, McpError>>;

    /// Says something that has no answer.
    ///
    /// # Errors
    /// When it cannot be said.
    fn tell(&self, notification: Value) -> BoxFuture<'_, Result<(), McpError>>;
}

/// The longest message that is read.
pub(crate) const MOST_BYTES: usize = 4 * 1024 * 1024;
