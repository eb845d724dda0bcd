//! One SQL for both databases: placeholders `$1`, `$2`, … and two types of value, text and whole number.
//!
//! `sqlx` has a type for each database. What differs between them ends in this file.

use crate::StorageError;
use foundation::clock::EpochMillis;
use foundation::identity::Permissions;
use foundation::tasks;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Postgres, Row as _, SqlSafeStr, Sqlite};
use std::panic::resume_unwind;

/// What stands for a placeholder.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    Integer(i64),
    MaybeText(Option<&'a str>),
}

/// A transaction of either database.
#[derive(Debug)]
pub(crate) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// What becomes of `work`, which goes on when the caller leaves.
pub(crate) async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, StorageError> {
    match tasks::spawn(work).await {
        Ok(done) => Ok(done),
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The process is about to end.
            Err(_) => Err(sqlx::Error::WorkerCrashed.into()),
        },
    }
}

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// The statement with its values; which database it is for follows from where it is executed.
macro_rules! bound {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query($sql);
        for value in $values {
            query = match *value {
                Value::Text(text) => query.bind(text.to_owned()),
                Value::Integer(number) => query.bind(number),
                Value::MaybeText(text) => query.bind(text.map(str::to_owned)),
            };
        }
        query
    }};
}

impl Transaction {
    /// Executes a statement; how many rows it changed.
    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        Ok(match self {
            Self::Sqlite(it) => bound!(sql, values)
                .execute(&mut **it)
                .await?
                .rows_affected(),
            Self::Postgres(it) => bound!(sql, values)
                .execute(&mut **it)
                .await?
                .rows_affected(),
        })
    }

    /// Executes several statements that take no values.
    pub(crate) async fn execute_script(
        &mut self,
        sql: impl SqlSafeStr,
    ) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(it) => sqlx::raw_sql(sql).execute(&mut **it).await.map(|_| ())?,
            Self::Postgres(it) => sqlx::raw_sql(sql).execute(&mut **it).await.map(|_| ())?,
        }
        Ok(())
    }

    /// All rows that a question yields.
    pub(crate) async fn rows(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<Row>, StorageError> {
        Ok(match self {
            Self::Sqlite(it) => {
                let rows = bound!(sql, values).fetch_all(&mut **it).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(it) => {
                let rows = bound!(sql, values).fetch_all(&mut **it).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The row that a question yields, if any.
    pub(crate) async fn row(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Option<Row>, StorageError> {
        Ok(match self {
            Self::Sqlite(it) => bound!(sql, values)
                .fetch_optional(&mut **it)
                .await?
                .map(Row::Sqlite),
            Self::Postgres(it) => bound!(sql, values)
                .fetch_optional(&mut **it)
                .await?
                .map(Row::Postgres),
        })
    }

    /// Commits, whether or not the caller waits for it: half a commit is no answer for whoever gets the connection next.
    pub(crate) async fn commit(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(it) => to_the_end(it.commit()).await??,
            Self::Postgres(it) => to_the_end(it.commit()).await??,
        }
        Ok(())
    }

    pub(crate) async fn rollback(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(it) => it.rollback().await?,
            Self::Postgres(it) => it.rollback().await?,
        }
        Ok(())
    }
}

macro_rules! column {
    ($row:expr, $name:expr) => {
        match $row {
            Row::Sqlite(row) => row.try_get($name),
            Row::Postgres(row) => row.try_get($name),
        }
        .map_err(|error| StorageError::unreadable($name, error))
    };
}

impl Row {
    pub(crate) fn text(&self, name: &str) -> Result<String, StorageError> {
        column!(self, name)
    }

    pub(crate) fn maybe_text(&self, name: &str) -> Result<Option<String>, StorageError> {
        column!(self, name)
    }

    pub(crate) fn integer(&self, name: &str) -> Result<i64, StorageError> {
        column!(self, name)
    }

    /// A number of things, which is never below zero.
    pub(crate) fn count<T: TryFrom<i64, Error: ToString>>(
        &self,
        name: &str,
    ) -> Result<T, StorageError> {
        T::try_from(self.integer(name)?).map_err(|error| StorageError::unreadable(name, error))
    }

    pub(crate) fn maybe_integer(&self, name: &str) -> Result<Option<i64>, StorageError> {
        column!(self, name)
    }

    /// A whole number that is never negative.
    pub(crate) fn unsigned(&self, name: &str) -> Result<u64, StorageError> {
        let number = u64::try_from(self.integer(name)?);
        number.map_err(|error| StorageError::unreadable(name, error))
    }

    /// The value of a text column in the type it was written from.
    pub(crate) fn parsed<T>(&self, name: &str) -> Result<T, StorageError>
    where
        T: TryFrom<String, Error: ToString>,
    {
        T::try_from(self.text(name)?).map_err(|error| StorageError::unreadable(name, error))
    }

    /// What somebody may do, which is kept as names.
    pub(crate) fn permissions(&self, name: &str) -> Result<Permissions, StorageError> {
        let names = self.text(name)?.parse();
        names.map_err(|error| StorageError::unreadable(name, error))
    }

    /// A moment that may not have come.
    pub(crate) fn maybe_moment(&self, name: &str) -> Result<Option<EpochMillis>, StorageError> {
        let moment = self.maybe_integer(name)?.map(|_| self.moment(name));
        moment.transpose()
    }

    /// A moment, which is kept as milliseconds since 1970.
    pub(crate) fn moment(&self, name: &str) -> Result<EpochMillis, StorageError> {
        self.unsigned(name).map(EpochMillis)
    }
}

impl Value<'_> {
    /// A moment as it is kept. Later than the year 292 million is as good as never.
    pub(crate) fn moment(moment: EpochMillis) -> Self {
        Self::Integer(i64::try_from(moment.0).unwrap_or(i64::MAX))
    }
}
