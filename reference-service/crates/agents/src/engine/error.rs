use foundation::errors::AppError;
use foundation::retry::TimedOut;

/// Why a run has no result.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It took longer than runs may.
    #[error(transparent)]
    TimedOut(TimedOut),
    /// Somebody cancelled it.
    #[error("the run was cancelled")]
    Cancelled,
    /// A run of this id is under way already.
    #[error("the run is under way already")]
    UnderWay,
    /// Its work failed.
    #[error(transparent)]
    Failed(AppError),
}

impl From<RunError> for AppError {
    fn from(error: RunError) -> Self {
        match error {
            RunError::TimedOut(_) => Self::TimedOut,
            RunError::Cancelled | RunError::UnderWay => Self::Conflict(error.to_string()),
            RunError::Failed(error) => error,
        }
    }
}
