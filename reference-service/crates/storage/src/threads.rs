//! Conversations of users. Each is one user's alone, and whoever is not that user finds nothing.

use crate::sql::{Row, Value};
use crate::{Page, RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::{ThreadId, UserId};

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Which conversation.
    pub id: ThreadId,
    /// Whose conversation.
    pub user: UserId,
    /// What it is called.
    pub title: String,
    /// When it began.
    pub created: EpochMillis,
    /// When something was last said in it, or its title changed.
    pub updated: EpochMillis,
}

/// Begins a conversation.
///
/// # Errors
/// When there is one of this id, or the database fails.
pub async fn insert(scope: &mut RequestScope, thread: &Thread) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO threads (user_id, id, title, created_at, updated_at, last_sequence)
        VALUES ($1, $2, $3, $4, $5, 0)";
    let values = [
        Value::Text(thread.user.as_str()),
        Value::Text(thread.id.as_str()),
        Value::Text(&thread.title),
        Value::moment(thread.created),
        Value::moment(thread.updated),
    ];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// The conversation of this id, if it is this user's.
///
/// # Errors
/// When the database fails.
pub async fn of_user(
    scope: &mut RequestScope,
    user: &UserId,
    id: &ThreadId,
) -> Result<Option<Thread>, StorageError> {
    let sql = "
        SELECT id, user_id, title, created_at, updated_at
        FROM threads WHERE user_id = $1 AND id = $2";
    scope.owned(sql, user, id.as_str(), thread).await
}

/// The user's conversations on a page, the one that was used last first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    scope: &mut RequestScope,
    user: &UserId,
    page: Page,
) -> Result<Vec<Thread>, StorageError> {
    let sql = "
        SELECT id, user_id, title, created_at, updated_at
        FROM threads WHERE user_id = $1
        ORDER BY updated_at DESC, created_at DESC, id DESC LIMIT $2 OFFSET $3";
    scope.page_of(sql, user, page, thread).await
}

/// How many conversations the user has.
///
/// # Errors
/// When the database fails.
pub async fn count(scope: &mut RequestScope, user: &UserId) -> Result<u64, StorageError> {
    let sql = "SELECT COUNT(*) AS number FROM threads WHERE user_id = $1";
    scope.number(sql, &[Value::Text(user.as_str())]).await
}

/// Calls the conversation something else; whether it is the user's.
///
/// # Errors
/// When the database fails.
pub async fn rename(
    scope: &mut RequestScope,
    user: &UserId,
    id: &ThreadId,
    title: &str,
    now: EpochMillis,
) -> Result<bool, StorageError> {
    let sql = "
        UPDATE threads SET title = $3, updated_at = $4 WHERE user_id = $1 AND id = $2";
    let values = [
        Value::Text(user.as_str()),
        Value::Text(id.as_str()),
        Value::Text(title),
        Value::moment(now),
    ];
    Ok(scope.execute(sql, &values).await? == 1)
}

/// Deletes the conversation and all that was said in it; whether it is the user's.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    scope: &mut RequestScope,
    user: &UserId,
    id: &ThreadId,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM messages WHERE user_id = $1 AND thread_id = $2";
    scope.change_owned(sql, user, id.as_str()).await?;
    let sql = "DELETE FROM threads WHERE user_id = $1 AND id = $2";
    scope.change_owned(sql, user, id.as_str()).await
}

/// Deletes all conversations of the user and all that was said in them.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(scope: &mut RequestScope, user: &UserId) -> Result<(), StorageError> {
    let values = [Value::Text(user.as_str())];
    let sql = "DELETE FROM messages WHERE user_id = $1";
    scope.execute(sql, &values).await?;
    let sql = "DELETE FROM threads WHERE user_id = $1";
    scope.execute(sql, &values).await?;
    Ok(())
}

fn thread(row: &Row) -> Result<Thread, StorageError> {
    Ok(Thread {
        id: row.parsed("id")?,
        user: row.parsed("user_id")?,
        title: row.text("title")?,
        created: row.moment("created_at")?,
        updated: row.moment("updated_at")?,
    })
}
