//! Tokens that set the password of an account once, for those who forgot theirs.

use crate::sql::Value;
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::UserId;

/// Remembers a token by its hash. The one that the user was given before counts no more.
///
/// # Errors
/// When the user has no account, or the database fails.
pub async fn remember(
    scope: &mut RequestScope,
    user: &UserId,
    token_hash: &str,
    expires: EpochMillis,
) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO password_resets (user_id, token_hash, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at";
    let values = [
        Value::Text(user.as_str()),
        Value::Text(token_hash),
        Value::moment(expires),
    ];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// Whose password the token sets; `None` if there is no such token, or it is too late.
///
/// # Errors
/// When the database fails.
pub async fn owner(
    scope: &mut RequestScope,
    token_hash: &str,
    now: EpochMillis,
) -> Result<Option<UserId>, StorageError> {
    let sql = "SELECT user_id FROM password_resets WHERE token_hash = $1 AND expires_at > $2";
    let values = [Value::Text(token_hash), Value::moment(now)];
    scope.owner(sql, &values).await
}

/// Uses the token up; whether it was there to be used. Of two requests at the same time one is told so.
///
/// # Errors
/// When the database fails.
pub async fn take(scope: &mut RequestScope, token_hash: &str) -> Result<bool, StorageError> {
    let sql = "DELETE FROM password_resets WHERE token_hash = $1";
    Ok(scope.execute(sql, &[Value::Text(token_hash)]).await? == 1)
}

/// Forgets the token that the user was given, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn forget(scope: &mut RequestScope, user: &UserId) -> Result<(), StorageError> {
    let sql = "DELETE FROM password_resets WHERE user_id = $1";
    scope.execute(sql, &[Value::Text(user.as_str())]).await?;
    Ok(())
}
