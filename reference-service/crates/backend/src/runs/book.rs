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
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    runs: HashMap<UserId, Vec<Arc<Run>>>,
    /// Whether all runs were asked to stop, and those that begin later are to stop as well.
    closed: bool,
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
        let entries = Mutex::default();
        Self { clock, entries }
    }

    /// Writes a run down that begins now. It is asked to stop at once if all others were.
    pub(crate) fn enter(&self, context: &UserContext) -> Ongoing {
        let now = self.clock.running_for();
        let run = Arc::new(Run {
            id: context.ids().run.clone(),
            thread: context.ids().thread.clone(),
            begun: now,
            stop: Notify::new(),
            ending: watch::Sender::new(None),
        });
        let mut entries = self.entries();
        if entries.closed {
            run.stop.notify_one();
        }
        entries.runs.retain(|_, mine| {
            forget(mine, now);
            !mine.is_empty()
        });
        let mine = entries.runs.entry(context.user().clone()).or_default();
        mine.push(run.clone());
        Ongoing(run)
    }

    /// The run of this id, if it is the user's.
    pub(crate) fn get(&self, user: &UserId, id: &RunId) -> Option<Arc<Run>> {
        let now = self.clock.running_for();
        let mut entries = self.entries();
        let mine = entries.runs.get_mut(user)?;
        forget(mine, now);
        mine.iter().find(|run| run.id == *id).cloned()
    }

    /// How many are under way.
    pub(crate) fn running(&self) -> usize {
        let entries = self.entries();
        let all = entries.runs.values().flatten();
        all.filter(|run| !run.is_over()).count()
    }

    /// Asks all runs to stop, those included that are yet to begin.
    pub(crate) fn stop_all(&self) {
        let mut entries = self.entries();
        entries.closed = true;
        for run in entries.runs.values().flatten() {
            run.stop.notify_one();
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        // A panic elsewhere leaves a run more or less in the book, never that of another user.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what is over for too long, and of the rest that is over all but the newest.
fn forget(mine: &mut Vec<Arc<Run>>, now: Duration) {
    mine.retain(|run| !run.is_over() || now.saturating_sub(run.begun) < REMEMBERED_FOR);
    let over = mine.iter().filter(|run| run.is_over()).count();
    let mut too_many = over.saturating_sub(MOST_REMEMBERED);
    mine.retain(|run| {
        let goes = too_many > 0 && run.is_over();
        too_many -= usize::from(goes);
        !goes
    });
}

impl Run {
    /// How it ended; `None` while it is under way.
    pub(crate) fn ending(&self) -> Option<Ending> {
        self.ending.borrow().clone()
    }

    /// Whether it ended, without a look at its answer.
    fn is_over(&self) -> bool {
        self.ending.borrow().is_some()
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) async fn cancel(&self) -> Result<(), AppError> {
        let over = || AppError::Conflict("the run is over".to_owned());
        let mut ending = self.ending.subscribe();
        if self.is_over() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::clock::{EpochMillis, ManualClock};
    use foundation::context::ContextTexts;
    use foundation::environment::EnvironmentName;
    use futures_util::FutureExt;

    const NOW: EpochMillis = EpochMillis(1_000);

    #[test]
    fn who_begins_after_the_end_is_asked_to_stop_like_the_others() {
        let texts = ContextTexts {
            user: "user_1_2_0000000a",
            thread: "thread_1_2_0000000a",
            run: "run_1_2_0000000a",
            request: "req_1_2_0000000a",
        };
        let context = UserContext::from_texts(texts, EnvironmentName::Test, NOW).unwrap();
        let book = RunBook::new(Arc::new(ManualClock::at(NOW)));
        let early = book.enter(&context);
        assert_eq!(early.run().stopped().now_or_never(), None);
        book.stop_all();
        let late = book.enter(&context);
        assert_eq!(book.running(), 2);
        for ongoing in [early, late] {
            assert_eq!(ongoing.run().stopped().now_or_never(), Some(()));
        }
        assert_eq!(book.running(), 0, "however they are dropped");
    }
}
