use super::{Extension, RunError};
use foundation::context::UserContext;
use foundation::errors::with_sources;
use std::time::Duration;

/// Writes a record of how every run ended.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunRecords;

impl Extension for RunRecords {
    fn after(&self, context: &UserContext, took: Duration) {
        let (run_id, user_id) = (&context.ids().run, context.user());
        tracing::info!(%run_id, %user_id, ?took, "the run has its result");
    }

    fn failed(&self, context: &UserContext, error: &RunError, took: Duration) {
        let (run_id, user_id) = (&context.ids().run, context.user());
        match error {
            // What somebody wanted is nothing to look into.
            RunError::Cancelled => {
                tracing::info!(%run_id, %user_id, ?took, "the run was cancelled")
            }
            RunError::TimedOut(_) | RunError::UnderWay | RunError::Failed(_) => {
                let error = with_sources(error);
                tracing::warn!(%run_id, %user_id, ?took, %error, "the run has no result");
            }
        }
    }
}
