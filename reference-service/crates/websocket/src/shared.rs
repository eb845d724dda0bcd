use crate::Limits;
use crate::feeds::Feeds;
use events::{EncodeError, Encoded, Envelope, Event};
use foundation::clock::Clock;
use foundation::environment::EnvironmentName;
use foundation::ids::{IdGenerator, RequestId, UserId};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What the factory and all its managers share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) environment: EnvironmentName,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<IdGenerator>,
    pub(crate) limits: Limits,
    pub(crate) feeds: Feeds,
    /// Somebody wanted to hear what is another's.
    pub(crate) violations: AtomicU64,
    /// Events that a connection did not take.
    pub(crate) dropped: AtomicU64,
    sequence: AtomicU64,
}

impl Shared {
    pub(crate) fn new(
        environment: EnvironmentName,
        clock: Arc<dyn Clock>,
        ids: Arc<IdGenerator>,
        limits: Limits,
    ) -> Self {
        // A client that comes back after a restart names a number of the process before: those of this one are greater
        // as long as there were less than a thousand events in a millisecond.
        let first = clock.now().0.saturating_mul(1_000);
        Self {
            environment,
            clock,
            ids,
            limits,
            feeds: Feeds::new(limits),
            violations: AtomicU64::new(0),
            dropped: AtomicU64::new(0),
            sequence: AtomicU64::new(first),
        }
    }

    /// The event as it is said now, with the next number.
    pub(crate) fn encode(
        &self,
        event: Event,
        user: &UserId,
        request: Option<&RequestId>,
    ) -> Result<(u64, Encoded), EncodeError> {
        let sequence = self.sequence.fetch_add(1, Ordering::Relaxed);
        let now = self.clock.now();
        let envelope = Envelope::new(event, user.clone(), request.cloned(), now, Some(sequence));
        Ok((sequence, Encoded::of(&envelope)?))
    }

    /// The same for what concerns one connection alone, so that nobody else can miss it.
    pub(crate) fn encode_for_one(
        &self,
        event: Event,
        user: &UserId,
    ) -> Result<Encoded, EncodeError> {
        let now = self.clock.now();
        Encoded::of(&Envelope::new(event, user.clone(), None, now, None))
    }
}
