use foundation::errors::AppError;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// It contradicts a row that is there already.
    #[error("a row with this key is there already")]
    Conflict,
    /// The database does not answer, or has no room for one more session.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// A row holds what no version of the service writes.
    #[error("column `{column}` is not readable: {reason}")]
    Unreadable {
        /// The column.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The database refused a statement: a mistake of ours.
    #[error("the database refused a statement")]
    Refused(#[source] sqlx::Error),
}

impl StorageError {
    pub(crate) fn unreadable(column: &str, reason: impl ToString) -> Self {
        Self::Unreadable {
            column: column.to_owned(),
            reason: reason.to_string(),
        }
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        // SQLITE_BUSY and its variants have 5 in the low byte: somebody else holds the file.
        const SQLITE_BUSY: u32 = 5;
        let is_busy = |code: &str| {
            code.parse::<u32>()
                .is_ok_and(|code| code & 0xff == SQLITE_BUSY)
        };
        match &error {
            sqlx::Error::Database(told) if told.is_unique_violation() => Self::Conflict,
            sqlx::Error::Database(told) if told.code().is_some_and(|code| is_busy(&code)) => {
                Self::Unavailable(error)
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Refused(error),
        }
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict => Self::Conflict("it is there already".to_owned()),
            StorageError::Unavailable(_) => Self::Unavailable(error.into()),
            StorageError::Unreadable { .. } | StorageError::Refused(_) => Self::internal(error),
        }
    }
}
