//! Keys that programs of users show. Each is one user's alone, and kept as a fingerprint.

use crate::sql::{Row, Value};
use crate::{Page, RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::identity::Permissions;
use foundation::ids::UserId;

/// A key, without what makes it one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Whose it is.
    pub user: UserId,
    /// Its first letters, by which its user knows it.
    pub prefix: String,
    /// What its user calls it.
    pub name: String,
    /// What may be done with it, as long as its user may.
    pub permissions: Permissions,
    /// When it was made.
    pub created: EpochMillis,
    /// When it was last used, about.
    pub last_used: Option<EpochMillis>,
}

/// Keeps a key under its hash.
///
/// # Errors
/// When the user has no account, or the database fails.
pub async fn insert(
    scope: &mut RequestScope,
    key: &ApiKey,
    key_hash: &str,
) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO api_keys (user_id, prefix, key_hash, name, permissions, created_at, last_used_at)
        VALUES ($1, $2, $3, $4, $5, $6, NULL)";
    let permissions = key.permissions.to_string();
    let [owner, prefix, name] = [key.user.as_str(), &key.prefix, &key.name].map(Value::Text);
    let hash = Value::Text(key_hash);
    let created = Value::moment(key.created);
    let permissions = Value::Text(&permissions);
    let values = [owner, prefix, hash, name, permissions, created];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// The user's keys, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_user(scope: &mut RequestScope, user: &UserId) -> Result<Vec<ApiKey>, StorageError> {
    let sql = "
        SELECT user_id, prefix, name, permissions, created_at, last_used_at
        FROM api_keys WHERE user_id = $1 ORDER BY created_at, prefix LIMIT $2 OFFSET $3";
    scope.page_of(sql, user, Page::ALL, key).await
}

/// Deletes a key of the user; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    scope: &mut RequestScope,
    user: &UserId,
    prefix: &str,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM api_keys WHERE user_id = $1 AND prefix = $2";
    scope.change_owned(sql, user, prefix).await
}

/// Deletes all keys of the user.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(scope: &mut RequestScope, user: &UserId) -> Result<(), StorageError> {
    let sql = "DELETE FROM api_keys WHERE user_id = $1";
    scope.execute(sql, &[Value::Text(user.as_str())]).await?;
    Ok(())
}

/// The key of this hash.
///
/// # Errors
/// When the database fails.
pub async fn by_hash(
    scope: &mut RequestScope,
    key_hash: &str,
) -> Result<Option<ApiKey>, StorageError> {
    let sql = "
        SELECT user_id, prefix, name, permissions, created_at, last_used_at
        FROM api_keys WHERE key_hash = $1";
    let row = scope.row(sql, &[Value::Text(key_hash)]).await?;
    row.as_ref().map(key).transpose()
}

/// Notes that the user's key was used now.
///
/// # Errors
/// When the database fails.
pub async fn touch(
    scope: &mut RequestScope,
    user: &UserId,
    prefix: &str,
    now: EpochMillis,
) -> Result<(), StorageError> {
    let sql = "UPDATE api_keys SET last_used_at = $3 WHERE user_id = $1 AND prefix = $2";
    let [user, prefix] = [user.as_str(), prefix].map(Value::Text);
    scope
        .execute(sql, &[user, prefix, Value::moment(now)])
        .await?;
    Ok(())
}

fn key(row: &Row) -> Result<ApiKey, StorageError> {
    Ok(ApiKey {
        user: row.parsed("user_id")?,
        prefix: row.text("prefix")?,
        name: row.text("name")?,
        permissions: row.permissions("permissions")?,
        created: row.moment("created_at")?,
        last_used: row.maybe_moment("last_used_at")?,
    })
}
