use crate::sql::{Row, Transaction, Value};
use crate::{Page, StorageError};
use foundation::ids::{RequestId, UserId};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The session of one request with the database: one transaction, begun for it and ended with it.
///
/// Only [`RequestScope::commit`] keeps what was written. Whatever else happens to the scope - an error that `?` carries
/// past it, a request that is cancelled, a panic - drops it, and then nothing was written and the connection is free.
#[derive(Debug)]
pub struct RequestScope {
    tag: ScopeTag,
    transaction: Transaction,
    _open: OpenScope,
}

/// For whom a scope is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeTag {
    /// The request.
    pub request: RequestId,
    /// Who asks, once that is known.
    pub user: Option<UserId>,
}

/// What a scope is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It only reads, beside any number of others.
    Read,
    /// It writes. SQLite has one writer at a time, so it waits for its turn here and not in the middle.
    Write,
}

/// Counts a scope as long as it lives.
#[derive(Debug)]
pub(crate) struct OpenScope(Arc<AtomicUsize>);

impl OpenScope {
    pub(crate) fn count_in(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self(open.clone())
    }
}

impl Drop for OpenScope {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl RequestScope {
    pub(crate) fn new(tag: ScopeTag, transaction: Transaction, open: OpenScope) -> Self {
        Self {
            tag,
            transaction,
            _open: open,
        }
    }

    /// For whom it is open.
    #[must_use]
    pub fn tag(&self) -> &ScopeTag {
        &self.tag
    }

    /// Keeps what was written and ends the session.
    ///
    /// # Errors
    /// When the database cannot keep it; then nothing was written.
    pub async fn commit(self) -> Result<(), StorageError> {
        self.transaction.commit().await
    }

    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        self.transaction.execute(sql, values).await
    }

    pub(crate) async fn row(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Option<Row>, StorageError> {
        self.transaction.row(sql, values).await
    }

    pub(crate) async fn rows(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<Row>, StorageError> {
        self.transaction.rows(sql, values).await
    }

    /// The answer to a question for one `number`.
    pub(crate) async fn number(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        match self.row(sql, values).await? {
            Some(row) => row.unsigned("number"),
            None => Ok(0),
        }
    }

    /// The answer to a question for one `user_id`.
    pub(crate) async fn owner(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Option<UserId>, StorageError> {
        let row = self.row(sql, values).await?;
        row.map(|row| row.parsed("user_id")).transpose()
    }

    /// What a question finds of this user under this id.
    pub(crate) async fn owned<T>(
        &mut self,
        sql: &'static str,
        user: &UserId,
        id: &str,
        read: impl Fn(&Row) -> Result<T, StorageError>,
    ) -> Result<Option<T>, StorageError> {
        let values = [Value::Text(user.as_str()), Value::Text(id)];
        let row = self.row(sql, &values).await?;
        row.as_ref().map(read).transpose()
    }

    /// Whether a statement changed what this user has under this id.
    pub(crate) async fn change_owned(
        &mut self,
        sql: &'static str,
        user: &UserId,
        id: &str,
    ) -> Result<bool, StorageError> {
        let values = [Value::Text(user.as_str()), Value::Text(id)];
        Ok(self.execute(sql, &values).await? > 0)
    }

    /// A page of what a question finds of this user. Its last two placeholders are limit and offset.
    pub(crate) async fn page_of<T>(
        &mut self,
        sql: &'static str,
        user: &UserId,
        page: Page,
        read: impl Fn(&Row) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        let [limit, offset] = page.values();
        let values = [Value::Text(user.as_str()), limit, offset];
        let rows = self.rows(sql, &values).await?;
        rows.iter().map(read).collect()
    }
}
