//! Logins that were sent to a provider and have not come back.

use crate::sql::Value;
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::secret::SecretToken;

/// What has to be remembered until the provider sends the user back.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// To which provider the user was sent.
    pub provider: String,
    /// What the provider has to repeat in its token.
    pub nonce: SecretToken,
    /// What proves to the provider that we are who sent the user.
    pub verifier: SecretToken,
    /// Until when the user may take.
    pub expires: EpochMillis,
}

/// Remembers a login under the hash of its state. Those that were never finished are forgotten on the way.
///
/// # Errors
/// When the database fails.
pub async fn remember(
    scope: &mut RequestScope,
    state_hash: &str,
    state: &Awaited,
    now: EpochMillis,
) -> Result<(), StorageError> {
    let sql = "DELETE FROM oauth_states WHERE expires_at <= $1";
    scope.execute(sql, &[Value::moment(now)]).await?;
    let sql = "
        INSERT INTO oauth_states (state_hash, provider, nonce, verifier, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    let values = [
        Value::Text(state_hash),
        Value::Text(&state.provider),
        Value::Text(state.nonce.expose()),
        Value::Text(state.verifier.expose()),
        Value::moment(state.expires),
    ];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// Takes the login of this state out, so that no second request finds it; `None` if there is none or it is too late.
///
/// # Errors
/// When the database fails.
pub async fn take(
    scope: &mut RequestScope,
    state_hash: &str,
    now: EpochMillis,
) -> Result<Option<Awaited>, StorageError> {
    let sql = "
        DELETE FROM oauth_states WHERE state_hash = $1
        RETURNING provider, nonce, verifier, expires_at";
    let Some(row) = scope.row(sql, &[Value::Text(state_hash)]).await? else {
        return Ok(None);
    };
    let state = Awaited {
        provider: row.text("provider")?,
        nonce: row.parsed("nonce")?,
        verifier: row.parsed("verifier")?,
        expires: row.moment("expires_at")?,
    };
    Ok((now < state.expires).then_some(state))
}
