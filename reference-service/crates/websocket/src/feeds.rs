use crate::Limits;
use events::Encoded;
use foundation::ids::UserId;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

/// Streams of everything that concerns a user, whatever the thread.
#[derive(Debug)]
pub(crate) struct Feeds {
    limits: Limits,
    listeners: Mutex<HashMap<UserId, Vec<mpsc::Sender<Encoded>>>>,
}

/// Everything that concerns a user, from now on. It ends when its reader does not keep up.
#[derive(Debug)]
pub struct Subscription {
    missed: VecDeque<Encoded>,
    replayed: HashSet<u64>,
    events: mpsc::Receiver<Encoded>,
}

/// The user has as many streams as may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are {0} streams of events already")]
pub struct TooManySubscriptions(pub usize);

impl Feeds {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            listeners: Mutex::default(),
        }
    }

    pub(crate) fn subscribe(&self, user: &UserId) -> Result<Subscription, TooManySubscriptions> {
        let mut listeners = self.listeners();
        let mine = listeners.entry(user.clone()).or_default();
        mine.retain(|listener| !listener.is_closed());
        if mine.len() >= self.limits.subscriptions_per_user {
            return Err(TooManySubscriptions(mine.len()));
        }
        let (sender, events) = mpsc::channel(self.limits.waiting);
        mine.push(sender);
        Ok(Subscription {
            missed: VecDeque::new(),
            replayed: HashSet::new(),
            events,
        })
    }

    /// Tells all streams of the user; how many there are. Who does not keep up is cut off: a stream with a hole in it
    /// would look whole, and one that ends is asked for again.
    pub(crate) fn tell(&self, user: &UserId, event: &Encoded) -> usize {
        let mut listeners = self.listeners();
        let Some(mine) = listeners.get_mut(user) else {
            return 0;
        };
        mine.retain(|listener| match listener.try_send(event.clone()) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Closed(_)) => false,
        });
        let told = mine.len();
        if told == 0 {
            listeners.remove(user);
        }
        told
    }

    /// Ends all streams of the user.
    pub(crate) fn leave(&self, user: &UserId) {
        self.listeners().remove(user);
    }

    /// Ends all streams.
    pub(crate) fn close(&self) {
        self.listeners().clear();
    }

    /// How many streams there are.
    pub(crate) fn count(&self) -> usize {
        let mut listeners = self.listeners();
        listeners.retain(|_, mine| {
            mine.retain(|listener| !listener.is_closed());
            !mine.is_empty()
        });
        listeners.values().map(Vec::len).sum()
    }

    fn listeners(&self) -> MutexGuard<'_, HashMap<UserId, Vec<mpsc::Sender<Encoded>>>> {
        // A panic elsewhere leaves a stream more or less, never that of another user.
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscription {
    /// The same, with what its reader missed in front.
    pub(crate) fn after(mut self, missed: Vec<Encoded>) -> Self {
        self.replayed = missed.iter().filter_map(Encoded::sequence).collect();
        self.missed = missed.into();
        self
    }

    /// The next event; `None` when the stream is over. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Encoded> {
        if let Some(event) = self.missed.pop_front() {
            return Some(event);
        }
        loop {
            let event = self.events.recv().await?;
            // Said while the reader was told what it missed: that was among it.
            let is_known = |sequence| self.replayed.remove(&sequence);
            if !event.sequence().is_some_and(is_known) {
                return Some(event);
            }
        }
    }
}
