use foundation::errors::AppError;
use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteError;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// It contradicts a row that is there already.
    #[error("a row with this key is there already")]
    Conflict,
    /// The database does not answer, or has no room for one more session.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// The database has no room for more rows.
    #[error("the database is full")]
    Full(#[source] sqlx::Error),
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
        match &error {
            sqlx::Error::Database(told) if told.is_unique_violation() => Self::Conflict,
            sqlx::Error::Database(told) => match trouble(&**told) {
                Some(Trouble::Full) => Self::Full(error),
                Some(Trouble::Busy) => Self::Unavailable(error),
                None => Self::Refused(error),
            },
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Refused(error),
        }
    }
}

/// What a statement can meet with that it has no part in.
enum Trouble {
    /// There is no room on the disk.
    Full,
    /// It would go well at another time.
    Busy,
}

/// The trouble that an error of a database tells of. Both have numbers for codes, with meanings of their own.
fn trouble(error: &dyn DatabaseError) -> Option<Trouble> {
    // The low byte; what stands above it tells more of the same.
    const SQLITE_BUSY: u32 = 5;
    const SQLITE_FULL: u32 = 13;
    let code = error.code()?;
    if error.try_downcast_ref::<SqliteError>().is_some() {
        return match code.parse::<u32>().ok()? & 0xff {
            SQLITE_BUSY => Some(Trouble::Busy),
            SQLITE_FULL => Some(Trouble::Full),
            _ => None,
        };
    }
    // Class 53 is "insufficient resources": the disk, memory, connections.
    match &*code {
        "53100" => Some(Trouble::Full),
        code if code.starts_with("53") => Some(Trouble::Busy),
        _ => None,
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict => Self::Conflict("it is there already".to_owned()),
            StorageError::Unavailable(_) => Self::Unavailable(error.into()),
            StorageError::Full(_) => Self::OutOfSpace(error.into()),
            StorageError::Unreadable { .. } | StorageError::Refused(_) => Self::internal(error),
        }
    }
}
