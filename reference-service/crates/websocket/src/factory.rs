use crate::lifecycle::{Line, Resume};
use crate::shared::Shared;
use crate::{IsolationKey, Limits, Subscription, TooManySubscriptions, WebSocketManager};
use events::{EmitError, Emitter, EncodeError, Encoded, Event, Heartbeat, Receipt};
use foundation::clock::Clock;
use foundation::entropy::EntropyFailure;
use foundation::environment::EnvironmentName;
use foundation::errors::AppError;
use foundation::ids::{IdGenerator, RequestId, ThreadId, UserId};
use foundation::retry::within;
use std::collections::HashMap;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often managers that nobody uses are looked for.
const SWEEP: Duration = Duration::from_secs(60);

/// The only source of managers: the same one for the same key, as long as it is used.
#[derive(Debug)]
pub struct ManagerFactory {
    shared: Arc<Shared>,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    managers: HashMap<UserId, HashMap<ThreadId, Arc<WebSocketManager>>>,
    closed: bool,
    created: u64,
    cleaned: u64,
    refused: u64,
    lives: Duration,
    /// By managers that are gone.
    lost: u64,
}

/// The factory in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ManagerFigures {
    /// Managers that were made.
    pub created: u64,
    /// Managers that are there.
    pub active: usize,
    /// Managers that were cleaned away.
    pub cleaned: u64,
    /// Users who have one.
    pub users: usize,
    /// How often a user had as many as may be.
    pub refused: u64,
    /// Connections that are there.
    pub connections: usize,
    /// Streams of events that are there.
    pub subscriptions: usize,
    /// How often somebody wanted to hear what is another's.
    pub violations: u64,
    /// Events that a connection did not take.
    pub dropped: u64,
    /// Critical events that had to go before anybody had them.
    pub lost: u64,
    /// How long a manager was there on average that was cleaned away.
    pub mean_life: Duration,
}

/// The user has as many managers as may be, and all are in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} threads are open already")]
pub struct TooManyManagers(pub usize);

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// It would be one to what is another's.
    #[error("the manager belongs to another user")]
    Foreign,
    /// The manager was cleaned away, or the service ends.
    #[error("nobody can connect any more")]
    Closed,
    /// The user has as many connections as may be.
    #[error("there are {0} connections already")]
    TooMany(usize),
    /// The user has as many managers as may be.
    #[error(transparent)]
    TooManyManagers(#[from] TooManyManagers),
    /// There is no id for it.
    #[error(transparent)]
    Entropy(#[from] EntropyFailure),
}

/// As those are told who wanted to connect.
impl From<ConnectError> for AppError {
    fn from(error: ConnectError) -> Self {
        match error {
            ConnectError::Foreign => Self::Forbidden,
            ConnectError::Closed => Self::Unavailable(error.into()),
            ConnectError::TooMany(_) | ConnectError::TooManyManagers(_) => Self::RateLimited,
            ConnectError::Entropy(_) => Self::internal(error),
        }
    }
}

impl ManagerFactory {
    /// A factory that has made nothing yet.
    #[must_use]
    pub fn new(
        environment: EnvironmentName,
        clock: Arc<dyn Clock>,
        ids: Arc<IdGenerator>,
        limits: Limits,
    ) -> Self {
        Self {
            shared: Arc::new(Shared::new(environment, clock, ids, limits)),
            inner: Mutex::default(),
        }
    }

    /// The manager of this key.
    ///
    /// # Errors
    /// When the user has as many as may be, and all are in use.
    pub fn manager(&self, key: &IsolationKey) -> Result<Arc<WebSocketManager>, TooManyManagers> {
        let manager = self.manager_in(&mut self.inner(), key);
        manager.inspect_err(|error| warn_of(key, *error))
    }

    /// A connection to the manager of this key, for its user.
    ///
    /// # Errors
    /// When the user has as many connections or managers as may be, or the service ends.
    pub fn connect(
        &self,
        key: &IsolationKey,
        resume: &Resume,
    ) -> Result<(Arc<WebSocketManager>, Line), ConnectError> {
        // Counted and made in one step, so that two requests at the same time do not both get the last one.
        let mut inner = self.inner();
        if inner.closed {
            return Err(ConnectError::Closed);
        }
        let mine = inner.managers.get(&key.user);
        let live = mine.map_or(0, |mine| connections(mine, resume));
        if live >= self.shared.limits.connections_per_user {
            return Err(ConnectError::TooMany(live));
        }
        let manager = self.manager_in(&mut inner, key);
        let manager = manager.inspect_err(|error| warn_of(key, *error))?;
        let line = manager.connect(&key.user, resume)?;
        Ok((manager, line))
    }

    /// How much there may be of everything.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    /// Says something to whoever listens to the thread or to all that concerns the user. A manager is made for it only if
    /// it has to be kept; without room for one more it is said to those who listen now and kept for nobody.
    ///
    /// # Errors
    /// When JSON cannot say it, or the manager is closed at this moment.
    pub async fn publish(
        &self,
        key: &IsolationKey,
        event: Event,
        request: Option<&RequestId>,
    ) -> Result<Receipt, EmitError> {
        let manager = if event.is_kept() {
            // Without a warning: there would be one for each event of a run.
            self.manager_in(&mut self.inner(), key).ok()
        } else {
            self.known(key)
        };
        if let Some(manager) = manager {
            return manager.emit(event, request).await;
        }
        Ok(self.announce(&key.user, event, request)?)
    }

    /// Notes that somebody has an event of [`Self::publish`] who listens neither on a connection nor to a stream of the
    /// factory's: it is kept for others as before, and not lost if none of them comes.
    pub fn taken(&self, key: &IsolationKey, event: &Encoded) {
        if event.is_kept()
            && let Some(manager) = self.known(key)
        {
            manager.taken(event);
        }
    }

    /// Says something that belongs to no thread to all that listen to what concerns the user.
    ///
    /// # Errors
    /// When JSON cannot say it.
    pub fn announce(
        &self,
        user: &UserId,
        event: Event,
        request: Option<&RequestId>,
    ) -> Result<Receipt, EncodeError> {
        let (sequence, event) = self.shared.encode(event, user, request)?;
        let listeners = self.shared.feeds.tell(user, &event);
        Ok(Receipt {
            event,
            sequence,
            listeners,
        })
    }

    /// Everything that concerns the user from now on, and what is kept of it after `last`.
    ///
    /// # Errors
    /// When the user has as many streams as may be.
    pub fn subscribe(
        &self,
        user: &UserId,
        last: Option<u64>,
    ) -> Result<Subscription, TooManySubscriptions> {
        let subscription = self.shared.feeds.subscribe(user)?;
        let Some(last) = last else {
            return Ok(subscription);
        };
        let inner = self.inner();
        let mine = inner.managers.get(user).into_iter();
        let mut missed: Vec<Encoded> = mine
            .flat_map(HashMap::values)
            .flat_map(|manager| manager.missed(last))
            .collect();
        missed.sort_by_key(Encoded::sequence);
        Ok(subscription.after(missed))
    }

    /// What a stream says when there is nothing else to say.
    ///
    /// # Errors
    /// Never in practice: JSON can say it.
    pub fn heartbeat(&self, user: &UserId) -> Result<Encoded, EncodeError> {
        let server_time = self.shared.clock.now().0;
        let heartbeat = Event::Heartbeat(Heartbeat { server_time });
        self.shared.encode_for_one(heartbeat, user)
    }

    /// Cleans away what nobody uses.
    pub fn sweep(&self) {
        let mut inner = self.inner();
        let mut managers = std::mem::take(&mut inner.managers);
        for mine in managers.values_mut() {
            clean(&mut inner, mine, self.shared.limits.idle);
        }
        managers.retain(|_, mine| !mine.is_empty());
        inner.managers = managers;
    }

    /// Cleans away what nobody uses, again and again until `stop` is ready.
    pub async fn keep_clean(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        while within(SWEEP, &mut stop).await.is_err() {
            self.sweep();
        }
    }

    /// Ends everything of a user who is gone.
    pub fn leave(&self, user: &UserId) {
        let mine = self.inner().managers.remove(user).unwrap_or_default();
        for manager in mine.into_values() {
            manager.close();
        }
        self.shared.feeds.leave(user);
    }

    /// Ends everything, for the end of the service: nobody can connect any more.
    pub fn close(&self) {
        let mut inner = self.inner();
        inner.closed = true;
        for manager in inner
            .managers
            .drain()
            .flat_map(|(_, mine)| mine.into_values())
        {
            manager.close();
        }
        self.shared.feeds.close();
    }

    /// The factory in numbers.
    #[must_use]
    pub fn figures(&self) -> ManagerFigures {
        let inner = self.inner();
        let managers = || inner.managers.values().flat_map(HashMap::values);
        let cleaned = u32::try_from(inner.cleaned).unwrap_or(u32::MAX);
        ManagerFigures {
            created: inner.created,
            active: managers().count(),
            cleaned: inner.cleaned,
            users: inner.managers.len(),
            refused: inner.refused,
            connections: managers().map(|manager| manager.connections()).sum(),
            subscriptions: self.shared.feeds.count(),
            violations: self.shared.violations.load(Ordering::Relaxed),
            lost: inner.lost + managers().map(|manager| manager.lost()).sum::<u64>(),
            dropped: self.shared.dropped.load(Ordering::Relaxed),
            mean_life: inner.lives.checked_div(cleaned).unwrap_or_default(),
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    fn known(&self, key: &IsolationKey) -> Option<Arc<WebSocketManager>> {
        let inner = self.inner();
        let manager = inner.managers.get(&key.user)?.get(&key.thread)?;
        // Within the lock: what was just used is not cleaned away.
        manager.touch();
        Some(manager.clone())
    }

    fn manager_in(
        &self,
        inner: &mut Inner,
        key: &IsolationKey,
    ) -> Result<Arc<WebSocketManager>, TooManyManagers> {
        let limits = &self.shared.limits;
        // Taken out, so that the user's managers and the counters can be changed side by side.
        let mut mine = inner.managers.remove(&key.user).unwrap_or_default();
        if !mine.contains_key(&key.thread) {
            if mine.len() >= limits.clean_up_at() {
                clean(inner, &mut mine, limits.idle);
            }
            if mine.len() >= limits.managers_per_user {
                clean(inner, &mut mine, limits.idle_in_need);
            }
        }
        let open = mine.len();
        let manager = match mine.get(&key.thread) {
            Some(manager) => {
                manager.touch();
                Ok(manager.clone())
            }
            None if open >= limits.managers_per_user => {
                inner.refused += 1;
                Err(TooManyManagers(open))
            }
            None => {
                let new = Arc::new(WebSocketManager::new(key.clone(), self.shared.clone()));
                mine.insert(key.thread.clone(), new.clone());
                inner.created += 1;
                Ok(new)
            }
        };
        if !mine.is_empty() {
            inner.managers.insert(key.user.clone(), mine);
        }
        manager
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic in the middle can lose managers of one user, whose clients then connect again.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn warn_of(key: &IsolationKey, TooManyManagers(open): TooManyManagers) {
    tracing::warn!(user = %key.user, open, "a user has as many managers as may be");
}

/// How many connections a user has, without the one that is to be resumed.
fn connections(mine: &HashMap<ThreadId, Arc<WebSocketManager>>, resume: &Resume) -> usize {
    let replaced = resume.connection.as_ref();
    mine.values()
        .map(|manager| manager.connections_but(replaced))
        .sum()
}

/// Takes out the managers that nobody has used for `idle`.
fn clean(inner: &mut Inner, mine: &mut HashMap<ThreadId, Arc<WebSocketManager>>, idle: Duration) {
    mine.retain(|_, manager| match manager.close_if_unused(idle) {
        Some(life) => {
            inner.cleaned += 1;
            inner.lost += manager.lost();
            inner.lives += life;
            false
        }
        None => true,
    });
}
