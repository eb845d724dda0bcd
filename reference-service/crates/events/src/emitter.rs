use crate::{EncodeError, Encoded, Event};
use foundation::ids::RequestId;
use futures_util::future::BoxFuture;
use std::fmt;

/// How work tells those who wait for it what it does. Made for one user and one thread, so that no event can go astray.
pub trait Emitter: fmt::Debug + Send + Sync {
    /// Says `event`, which `request` led to. What may not be missed is kept for a client that is away, so that it is no
    /// error if nobody listens.
    fn emit<'a>(
        &'a self,
        event: Event,
        request: Option<&'a RequestId>,
    ) -> BoxFuture<'a, Result<Receipt, EmitError>>;
}

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The event as everybody hears it, for a front that tells it over a line of its own.
    pub event: Encoded,
    /// Its place among the events of the service.
    pub sequence: u64,
    /// On how many lines it is on its way.
    pub listeners: usize,
}

/// Why an event was not said.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// JSON cannot say what it holds.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// Nobody can listen any more: what it belonged to was cleaned away.
    #[error("nobody can listen any more")]
    Closed,
}
