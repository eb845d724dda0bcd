//! Which runs there are and were, for those who ask how they stand.

use foundation::clock::Clock;
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::ids::{RunId, ThreadId, UserId};
use foundation::outcome::WorkOutcome;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// So many runs of a user that are over are remembered.
const MOST_REMEMBERED: usize = 20;

/// For so long.
const REMEMBERED_FOR: Duration = Duration::from_secs(10 * 60);

/// Runs by user. Those that are over go after a while, or when others came after them.
#[derive(Debug)]
pub(crate) struct RunBook {
    clock: Arc<dyn Clock>,
    runs: Mutex<HashMap<UserId, Vec<Arc<Run>>>>,
}

/// A run as it is remembered.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) id: RunId,
    pub(crate) thread: ThreadId,
    begun: Duration,
    stop: Notify,
    ending: watch::Sender<Option<Ending>>,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) outcome: WorkOutcome,
    /// The answer in words, if there is one.
    pub(crate) response: Option<String>,
}

/// A run that is under way. However it is dropped, the run is over then.
#[derive(Debug)]
pub(crate) struct Ongoing(Arc<Run>);

impl RunBook {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let runs = Mutex::default();
        Self { clock, runs }
    }

    /// Writes a run down that begins now.
    pub(crate) fn enter(&self, context: &UserContext) -> Ongoing {
        let now = self.clock.running_for();
        let run = Arc::new(Run {
            id: context.ids().run.clone(),
            thread: context.ids().thread.clone(),
            begun: now,
            stop: Notify::new(),
            ending: watch::Sender::new(None),
        });
        let mut runs = self.runs();
        runs.retain(|_, mine| {
            forget(mine, now);
            !mine.is_empty()
        });
        let mine = runs.entry(context.user().clone()).or_default();
        mine.push(run.clone());
        Ongoing(run)
    }

    /// The run of this id, if it is the user's.
    pub(crate) fn get(&self, user: &UserId, id: &RunId) -> Option<Arc<Run>> {
        let now = self.clock.running_for();
        let mut runs = self.runs();
        let mine = runs.get_mut(user)?;
        forget(mine, now);
        mine.iter().find(|run| run.id == *id).cloned()
    }

    /// How many are under way.
    pub(crate) fn running(&self) -> usize {
        let runs = self.runs();
        let all = runs.values().flatten();
        all.filter(|run| run.ending().is_none()).count()
    }

    /// Asks all runs to stop.
    pub(crate) fn stop_all(&self) {
        for run in self.runs().values().flatten() {
            run.stop.notify_one();
        }
    }

    fn runs(&self) -> MutexGuard<'_, HashMap<UserId, Vec<Arc<Run>>>> {
        // A panic elsewhere leaves a run more or less in the book, never that of another user.
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what is over for too long, and of the rest that is over all but the newest.
fn forget(mine: &mut Vec<Arc<Run>>, now: Duration) {
    mine.retain(|run| run.ending().is_none() || now.saturating_sub(run.begun) < REMEMBERED_FOR);
    let over = mine.iter().filter(|run| run.ending().is_some()).count();
    let mut too_many = over.saturating_sub(MOST_REMEMBERED);
    mine.retain(|run| {
        let goes = too_many > 0 && run.ending().is_some();
        too_many -= usize::from(goes);
        !goes
    });
}

impl Run {
    /// How it ended; `None` while it is under way.
    pub(crate) fn ending(&self) -> Option<Ending> {
        self.ending.borrow().clone()
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) async fn cancel(&self) -> Result<(), AppError> {
        let over = || AppError::Conflict("the run is over".to_owned());
        let mut ending = self.ending.subscribe();
        if self.ending().is_some() {
            return Err(over());
        }
        self.stop.notify_one();
        let ending = ending.wait_for(Option::is_some).await;
        let ending = ending.map_err(AppError::internal)?.clone();
        let cancelled = ending.filter(|it| it.outcome == WorkOutcome::Cancelled);
        cancelled.map(|_| ()).ok_or_else(over)
    }

    /// Ready when it was asked to stop.
    pub(crate) async fn stopped(&self) {
        self.stop.notified().await;
    }
}

impl Ongoing {
    pub(crate) fn run(&self) -> Arc<Run> {
        self.0.clone()
    }

    /// Writes down how it ended.
    pub(crate) fn end(self, ending: Ending) {
        self.0.ending.send_replace(Some(ending));
    }
}

impl Drop for Ongoing {
    fn drop(&mut self) {
        self.0.ending.send_if_modified(|ending| {
            let is_open = ending.is_none();
            if is_open {
                *ending = Some(Ending {
                    outcome: WorkOutcome::Failed,
                    response: None,
                });
            }
            is_open
        });
    }
}
