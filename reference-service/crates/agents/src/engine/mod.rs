//! Where runs are executed: all of them, whatever they do.

mod error;
mod extension;
mod live;
mod records;

pub use error::RunError;
pub use extension::{Extension, Hold};
pub use records::RunRecords;

use foundation::clock::{Clock, EpochMillis};
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::ids::{RunId, UserId};
use foundation::retry::within;
use live::LiveRuns;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How much the engine does, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngineLimits {
    /// For a run, the wait for its turn included: a client waits for both.
    pub run: Duration,
    /// How many runs are worked on at a time.
    pub parallel: NonZeroUsize,
}

impl Default for EngineLimits {
    /// Half a minute, ten at a time.
    fn default() -> Self {
        const TEN: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9);
        Self {
            run: Duration::from_secs(30),
            parallel: TEN,
        }
    }
}

/// Executes runs. The process has one.
#[derive(Debug)]
pub struct ExecutionEngine {
    limits: EngineLimits,
    turns: Semaphore,
    extensions: Vec<Arc<dyn Extension>>,
    live: Arc<LiveRuns>,
    clock: Arc<dyn Clock>,
}

impl ExecutionEngine {
    /// An engine. The extensions are asked in this order, before and after every run.
    #[must_use]
    pub fn new(
        limits: EngineLimits,
        extensions: Vec<Arc<dyn Extension>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            turns: Semaphore::new(limits.parallel.get()),
            limits,
            extensions,
            live: Arc::default(),
            clock,
        }
    }

    /// The time by which runs are measured.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Does the work of a run when its turn has come, in the time that a run may take, and tells after how long it was
    /// done.
    ///
    /// Nothing of the work happens before its turn: what it opens, those that wait do not hold. Work that is late or
    /// cancelled is dropped where it stands, with all that it holds; so is everything when the future itself is dropped.
    ///
    /// # Errors
    /// When the work fails, an extension refuses it, it is late, or somebody cancels it.
    pub async fn execute<T>(
        &self,
        context: &UserContext,
        work: impl Future<Output = Result<T, AppError>>,
    ) -> Result<(T, Duration), RunError> {
        let begun = self.clock.running_for();
        let (_live, cancelled) = self.live.enter(context)?;
        let outcome = tokio::select! {
            biased;
            () = cancelled => Err(RunError::Cancelled),
            done = within(self.limits.run, self.in_turn(context, work)) => match done {
                Ok(done) => done.map_err(RunError::Failed),
                Err(late) => Err(RunError::TimedOut(late)),
            },
        };
        let took = self.clock.running_for().saturating_sub(begun);
        for extension in &self.extensions {
            match &outcome {
                Ok(_) => extension.after(context, took),
                Err(error) => extension.failed(context, error, took),
            }
        }
        outcome.map(|done| (done, took))
    }

    /// Cancels a run of this user; whether there was one.
    pub fn cancel(&self, user: &UserId, run: &RunId) -> bool {
        self.live.cancel(user, run)
    }

    /// Whether a run of this user is under way.
    #[must_use]
    pub fn is_live(&self, user: &UserId, run: &RunId) -> bool {
        self.live.has(user, run)
    }

    /// The time of day, by which the work of runs goes.
    #[must_use]
    pub fn now(&self) -> EpochMillis {
        self.clock.now()
    }

    /// How many more runs could begin at once.
    #[must_use]
    pub fn free_turns(&self) -> usize {
        self.turns.available_permits()
    }

    async fn in_turn<T>(
        &self,
        context: &UserContext,
        work: impl Future<Output = Result<T, AppError>>,
    ) -> Result<T, AppError> {
        // Before the wait for a turn, so that nobody waits to be refused.
        let mut holds = Vec::with_capacity(self.extensions.len());
        for extension in &self.extensions {
            holds.push(extension.before(context).await?);
        }
        let _turn = self.turns.acquire().await.map_err(AppError::internal)?;
        work.await
    }
}
