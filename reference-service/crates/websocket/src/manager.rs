use crate::lifecycle::{Lifecycles, Line, Recipient, Resume};
use crate::shared::Shared;
use crate::{ConnectError, ConnectionState, InvalidTransition, IsolationKey};
use events::{Delivery, EmitError, Emitter, Encoded, Event, Receipt, RecoveryQueue, deliver};
use foundation::ids::{ConnectionId, RequestId, UserId};
use foundation::retry::gather;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::future::ready;
use std::num::NonZeroUsize;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::error::TrySendError;

/// So many connections are told something at a time.
const AT_A_TIME: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9);

/// Everything live of one user in one thread: connections, and what those that were away have missed.
///
/// Only [`crate::ManagerFactory`] makes one, so that there is one for each key.
#[derive(Debug)]
pub struct WebSocketManager {
    key: IsolationKey,
    shared: Arc<Shared>,
    began: Duration,
    /// One event at a time, waits included: later events never overtake one that is tried again. No other lock is held
    /// over a wait.
    turn: tokio::sync::Mutex<()>,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    connections: Lifecycles,
    recovery: RecoveryQueue,
    last_used: Duration,
    closed: bool,
}

impl WebSocketManager {
    pub(crate) fn new(key: IsolationKey, shared: Arc<Shared>) -> Self {
        let (clock, limits) = (shared.clock.clone(), shared.limits);
        let began = clock.running_for();
        let inner = Inner {
            connections: Lifecycles::default(),
            recovery: RecoveryQueue::new(clock, limits.kept, limits.idle),
            last_used: began,
            closed: false,
        };
        Self {
            key,
            shared,
            began,
            turn: tokio::sync::Mutex::default(),
            inner: Mutex::new(inner),
        }
    }

    /// Whose and for which thread.
    #[must_use]
    pub fn key(&self) -> &IsolationKey {
        &self.key
    }

    /// A line for `user`, who has to be the manager's own, with what was missed at its start.
    ///
    /// # Errors
    /// When it is somebody else's, or the manager was cleaned away.
    pub fn connect(&self, user: &UserId, resume: &Resume) -> Result<Line, ConnectError> {
        if *user != self.key.user {
            self.shared.violations.fetch_add(1, Ordering::Relaxed);
            tracing::error!(%user, owner = %self.key.user, "somebody wanted to hear what is another's");
            return Err(ConnectError::Foreign);
        }
        let (now, limits) = (self.now(), self.shared.limits);
        let mut inner = self.inner();
        if inner.closed {
            return Err(ConnectError::Closed);
        }
        inner.last_used = now;
        let known = resume.connection.as_ref();
        let known = known.filter(|id| inner.connections.can_resume(id, now, limits.resume));
        let id = match known {
            Some(id) => id.clone(),
            None => ConnectionId::generate(&self.shared.ids)?,
        };
        let missed = inner.recovery.missed(resume.last_sequence);
        Ok(inner.connections.register(id, now, missed, limits.waiting))
    }

    /// A line for a connection that was another manager's and goes on here, under the same id.
    pub(crate) fn adopt(&self, id: ConnectionId) -> Result<Line, ConnectError> {
        let (now, limits) = (self.now(), self.shared.limits);
        let mut inner = self.inner();
        if inner.closed {
            return Err(ConnectError::Closed);
        }
        inner.last_used = now;
        let missed = inner.recovery.missed(None);
        Ok(inner.connections.register(id, now, missed, limits.waiting))
    }

    /// Whether the client at the end of the connection may speak and is heard: one look at one state.
    #[must_use]
    pub fn is_ready(&self, id: &ConnectionId) -> bool {
        self.state(id).is_some_and(ConnectionState::is_operational)
    }

    /// Where a connection stands; `None` for one that is over or another's.
    #[must_use]
    pub fn state(&self, id: &ConnectionId) -> Option<ConnectionState> {
        self.inner().connections.state(id)
    }

    /// How many lines there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.inner().connections.live(None)
    }

    /// How many lines there are, without the one that is about to be replaced.
    pub(crate) fn connections_but(&self, replaced: Option<&ConnectionId>) -> usize {
        self.inner().connections.live(replaced)
    }

    /// How many kept events had to go before anybody had them.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.inner().recovery.lost()
    }

    pub(crate) fn become_state(
        &self,
        line: &Line,
        next: ConnectionState,
    ) -> Result<(), InvalidTransition> {
        let now = self.now();
        let mut inner = self.inner();
        inner
            .connections
            .become_state(&line.id, line.number, next, now)
    }

    /// The client said something.
    pub(crate) fn heard(&self, line: &Line) {
        let now = self.now();
        let mut inner = self.inner();
        inner.last_used = now;
        inner.connections.heard(&line.id, line.number, now);
    }

    /// Whether the client has said nothing for so long that nobody waits for it any more.
    pub(crate) fn is_silent(&self, line: &Line) -> bool {
        let silence = self.inner().connections.silence(&line.id, self.now());
        silence.is_some_and(|silence| silence >= self.shared.limits.idle)
    }

    /// The event was written to a line.
    pub(crate) fn sent(&self, event: &Encoded) {
        if let Some(sequence) = event.sequence() {
            self.inner().recovery.sent(sequence);
        }
    }

    /// Somebody has the event who does not listen on a line.
    pub(crate) fn taken(&self, event: &Encoded) {
        if let Some(sequence) = event.sequence() {
            self.inner().recovery.taken(sequence);
        }
    }

    /// What a stream has to hear that heard everything up to `last`, for it to take.
    pub(crate) fn missed(&self, last: u64) -> Vec<Encoded> {
        let mut inner = self.inner();
        let missed = inner.recovery.missed(Some(last));
        for sequence in missed.iter().filter_map(Encoded::sequence) {
            inner.recovery.taken(sequence);
        }
        missed
    }

    /// The line broke.
    pub(crate) fn lose(&self, line: &Line) {
        let now = self.now();
        self.inner().connections.lose(&line.id, line.number, now);
    }

    /// The connection is over.
    pub(crate) fn disconnect(&self, line: &Line) {
        let now = self.now();
        self.inner().connections.remove(&line.id, line.number, now);
    }

    /// Notes that somebody needs it.
    pub(crate) fn touch(&self) {
        let now = self.now();
        self.inner().last_used = now;
    }

    /// Ends the manager if nobody is connected and nobody has used it for `idle`; for how long it was there, if so.
    pub(crate) fn close_if_unused(&self, idle: Duration) -> Option<Duration> {
        let now = self.now();
        let mut inner = self.inner();
        inner.connections.expire(now, self.shared.limits.resume);
        let unused = now.saturating_sub(inner.last_used) >= idle;
        if inner.connections.is_empty() && unused {
            inner.closed = true;
            return Some(now.saturating_sub(self.began));
        }
        None
    }

    /// Ends the manager and all its lines.
    pub(crate) fn close(&self) {
        let mut inner = self.inner();
        inner.closed = true;
        inner.connections.clear();
    }

    async fn say(&self, event: Event, request: Option<&RequestId>) -> Result<Receipt, EmitError> {
        let _turn = self.turn.lock().await;
        let delivery = Delivery::of(&event);
        let (sequence, encoded) = self.shared.encode(event, &self.key.user, request)?;
        let recipients = {
            // Kept and seen by who is there in one step: who connects later finds it among what was missed.
            let now = self.now();
            let mut inner = self.inner();
            if inner.closed {
                return Err(EmitError::Closed);
            }
            inner.last_used = now;
            inner.recovery.keep(&encoded);
            inner.connections.recipients()
        };
        let followers = self.shared.feeds.tell(&self.key.user, &encoded);
        if followers > 0 {
            self.taken(&encoded);
        }
        let told = recipients
            .into_iter()
            .map(|to| self.tell(to, encoded.clone(), delivery));
        let told = gather(AT_A_TIME, told).await;
        let listeners = told.into_iter().filter(|is_told| *is_told).count() + followers;
        Ok(Receipt {
            event: encoded,
            sequence,
            listeners,
        })
    }

    /// Puts the event on its way to one connection; whether that worked.
    async fn tell(&self, to: Recipient, event: Encoded, delivery: Delivery) -> bool {
        let is_passing = |error: &TrySendError<Encoded>| matches!(error, TrySendError::Full(_));
        let send = || ready(to.line.try_send(event.clone()));
        let outcome = deliver(delivery, is_passing, send).await;
        let now = self.now();
        let mut inner = self.inner();
        let next = match outcome {
            Ok(()) => return true,
            Err(TrySendError::Full(_)) if delivery == Delivery::Once => ConnectionState::Degraded,
            // It gets what it missed when it comes back. To go on would be to lose this one or the order.
            Err(_) => {
                inner.connections.lose(&to.id, to.number, now);
                return false;
            }
        };
        self.shared.dropped.fetch_add(1, Ordering::Relaxed);
        let step = inner.connections.become_state(&to.id, to.number, next, now);
        if let Err(error) = step {
            tracing::warn!(%error, "a connection that does not keep up");
        }
        false
    }

    fn now(&self) -> Duration {
        self.shared.clock.running_for()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic between two changes leaves a connection too much, which expires, or an event that is sent twice.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Emitter for WebSocketManager {
    fn emit<'a>(
        &'a self,
        event: Event,
        request: Option<&'a RequestId>,
    ) -> BoxFuture<'a, Result<Receipt, EmitError>> {
        self.say(event, request).boxed()
    }
}
