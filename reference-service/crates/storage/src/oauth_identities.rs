//! Under which name a provider knows a user.

use crate::sql::Value;
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::UserId;

/// Links an account to what a provider calls its owner.
///
/// # Errors
/// [`StorageError::Conflict`] when the provider's name is linked already.
pub async fn link(
    scope: &mut RequestScope,
    user: &UserId,
    provider: &str,
    subject: &str,
    now: EpochMillis,
) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO oauth_identities (provider, subject, user_id, linked_at)
        VALUES ($1, $2, $3, $4)";
    let values = [
        Value::Text(provider),
        Value::Text(subject),
        Value::Text(user.as_str()),
        Value::moment(now),
    ];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// Whose account is linked to what a provider calls its owner.
///
/// # Errors
/// When the database fails.
pub async fn owner(
    scope: &mut RequestScope,
    provider: &str,
    subject: &str,
) -> Result<Option<UserId>, StorageError> {
    let sql = "SELECT user_id FROM oauth_identities WHERE provider = $1 AND subject = $2";
    let values = [Value::Text(provider), Value::Text(subject)];
    scope.owner(sql, &values).await
}
