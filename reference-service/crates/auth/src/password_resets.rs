//! Passwords that were forgotten: a token that an operator hands over sets another, once and soon.
//!
//! Nothing here sends letters. Who asks for the token is known to the operator, or is not given one.

use crate::{accounts, random};
use foundation::clock::{EpochMillis, whole_millis};
use foundation::entropy::Entropy;
use foundation::errors::AppError;
use foundation::secret::SecretToken;
use std::time::Duration;
use storage::users::User;
use storage::{RequestScope, api_keys, password_resets, users};

/// For how long a token may be used.
pub const LIFE: Duration = Duration::from_secs(30 * 60);

/// A token for the user, of which a fingerprint is kept. The one that they were given before counts no more.
///
/// # Errors
/// When there are no random bytes, or the database fails.
pub async fn begin(
    scope: &mut RequestScope,
    entropy: &dyn Entropy,
    user: &User,
    now: EpochMillis,
) -> Result<SecretToken, AppError> {
    let token = random::secret(entropy).map_err(AppError::internal)?;
    let expires = EpochMillis(now.0.saturating_add(whole_millis(LIFE)));
    let fingerprint = random::fingerprint(&token);
    password_resets::remember(scope, &user.id, &fingerprint, expires).await?;
    Ok(token)
}

/// Whose password the token sets, if it counts and the account may be used.
///
/// # Errors
/// When the database fails.
pub async fn owner(
    scope: &mut RequestScope,
    token: &SecretToken,
    now: EpochMillis,
) -> Result<Option<User>, AppError> {
    let fingerprint = random::fingerprint(token);
    let Some(id) = password_resets::owner(scope, &fingerprint, now).await? else {
        return Ok(None);
    };
    let user = users::by_id(scope, &id).await?;
    Ok(user.filter(|user| !user.disabled))
}

/// Sets the password and uses the token up; whether nobody had before. All stays of the user end, and their
/// keys count no more.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    scope: &mut RequestScope,
    token: &SecretToken,
    user: &User,
    password_hash: &SecretToken,
    now: EpochMillis,
) -> Result<bool, AppError> {
    if !password_resets::take(scope, &random::fingerprint(token)).await? {
        return Ok(false);
    }
    accounts::change_password(scope, &user.id, password_hash, None, now).await?;
    // Whoever knew the old password may have made them.
    api_keys::remove_all(scope, &user.id).await?;
    Ok(true)
}
