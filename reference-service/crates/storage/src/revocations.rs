//! Tokens that count no more before their time: the blacklist.

use crate::sql::Value;
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::UserId;

/// Takes back one token, or uses up one that may be used once; whether it counted until now. Of two requests at the same
/// time one is told so.
///
/// Entries of tokens that have expired anyway are forgotten on the way.
///
/// # Errors
/// When the database fails.
pub async fn revoke_token(
    scope: &mut RequestScope,
    token_id: &str,
    expires: EpochMillis,
    now: EpochMillis,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM revoked_tokens WHERE expires_at <= $1";
    scope.execute(sql, &[Value::moment(now)]).await?;
    let sql = "
        INSERT INTO revoked_tokens (token_id, expires_at) VALUES ($1, $2)
        ON CONFLICT (token_id) DO NOTHING";
    let values = [Value::Text(token_id), Value::moment(expires)];
    Ok(scope.execute(sql, &values).await? == 1)
}

/// Takes back all tokens that the user was given up to now.
///
/// # Errors
/// When the user has no account, or the database fails.
pub async fn revoke_user(
    scope: &mut RequestScope,
    user: &UserId,
    now: EpochMillis,
) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO revoked_users (user_id, revoked_at) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET revoked_at = excluded.revoked_at";
    let values = [Value::Text(user.as_str()), Value::moment(now)];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// Whether this token was taken back.
///
/// # Errors
/// When the database fails.
pub async fn is_token_revoked(
    scope: &mut RequestScope,
    token_id: &str,
) -> Result<bool, StorageError> {
    let sql = "SELECT token_id FROM revoked_tokens WHERE token_id = $1";
    Ok(scope.row(sql, &[Value::Text(token_id)]).await?.is_some())
}

/// Whether all tokens of the user that were issued at `issued` were taken back.
///
/// # Errors
/// When the database fails.
pub async fn is_user_revoked(
    scope: &mut RequestScope,
    user: &UserId,
    issued: EpochMillis,
) -> Result<bool, StorageError> {
    let sql = "SELECT user_id FROM revoked_users WHERE user_id = $1 AND revoked_at >= $2";
    let values = [Value::Text(user.as_str()), Value::moment(issued)];
    Ok(scope.row(sql, &values).await?.is_some())
}
