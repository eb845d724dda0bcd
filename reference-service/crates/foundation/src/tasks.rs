//! Tasks: work that goes on although whoever began it has left. A task has the span of the request that began it, so that its
//! records can be found, and its handle tells how it ended.

use std::future::Future;

use tokio::task::JoinHandle;
use tracing::{Instrument, Span};

/// Starts a task.
pub fn spawn<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    tokio::spawn(work.instrument(Span::current()))
}

/// Starts work that blocks, on a thread where it keeps nobody from working.
pub fn spawn_blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> JoinHandle<T> {
    let span = Span::current();
    tokio::task::spawn_blocking(move || span.in_scope(work))
}
