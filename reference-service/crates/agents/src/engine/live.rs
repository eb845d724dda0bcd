use super::RunError;
use foundation::context::UserContext;
use foundation::ids::{RunId, UserId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// Which runs are under way, and how to stop them.
#[derive(Debug, Default)]
pub(super) struct LiveRuns(Mutex<HashMap<RunId, LiveRun>>);

#[derive(Debug)]
struct LiveRun {
    user: UserId,
    /// Dropped when the run is cancelled.
    going: Option<oneshot::Sender<()>>,
}

/// A run among those under way, until it is dropped.
#[derive(Debug)]
pub(super) struct UnderWay {
    runs: Arc<LiveRuns>,
    run: RunId,
}

impl LiveRuns {
    /// Takes a run up; the future is ready when the run is cancelled.
    pub(super) fn enter(
        self: &Arc<Self>,
        context: &UserContext,
    ) -> Result<(UnderWay, impl Future<Output = ()> + use<>), RunError> {
        let run = context.ids().run.clone();
        let (going, stopped) = oneshot::channel();
        let mut runs = self.runs();
        if runs.contains_key(&run) {
            return Err(RunError::UnderWay);
        }
        let user = context.user().clone();
        let going = Some(going);
        runs.insert(run.clone(), LiveRun { user, going });
        drop(runs);
        let under_way = UnderWay {
            runs: self.clone(),
            run,
        };
        // The sender is dropped, never used: either outcome says the same.
        let cancelled = async move { drop(stopped.await) };
        Ok((under_way, cancelled))
    }

    pub(super) fn cancel(&self, user: &UserId, run: &RunId) -> bool {
        let mut runs = self.runs();
        let live = runs.get_mut(run).filter(|live| live.user == *user);
        live.and_then(|live| live.going.take()).is_some()
    }

    pub(super) fn has(&self, user: &UserId, run: &RunId) -> bool {
        self.runs().get(run).is_some_and(|live| live.user == *user)
    }

    fn runs(&self) -> MutexGuard<'_, HashMap<RunId, LiveRun>> {
        // Entries come and go whole: a panic elsewhere cannot leave one half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.runs.runs().remove(&self.run);
    }
}
