//! Keys that programs of users show instead of a token: made once, shown once, known again by a fingerprint.

use crate::accounts::DisplayName;
use crate::random;
use foundation::clock::{EpochMillis, whole_millis};
use foundation::entropy::Entropy;
use foundation::errors::AppError;
use foundation::identity::Permissions;
use foundation::names::tokens;
use foundation::secret::SecretToken;
use std::time::Duration;
use storage::api_keys::{self, ApiKey};
use storage::users::User;
use storage::{RequestScope, users};

/// So many keys a user may have.
pub const MOST: usize = 20;

/// So many letters of a key are shown: those that all keys begin with, and eight that name it.
const SHOWN: usize = tokens::API_KEY_PREFIX.len() + 8;

/// Within this time a use is not noted again: to note each would make every question to the service a write.
const SAME_USE: Duration = Duration::from_secs(60);

/// A new key for programs of the user.
///
/// # Errors
/// When the user may not do what is to be done with it, has as many as may be, or there are no random bytes.
pub async fn create(
    scope: &mut RequestScope,
    entropy: &dyn Entropy,
    user: &User,
    (name, permissions): (DisplayName, Permissions),
    now: EpochMillis,
) -> Result<(SecretToken, ApiKey), AppError> {
    if permissions.within(&user.permissions) != permissions {
        return Err(AppError::Forbidden);
    }
    if api_keys::of_user(scope, &user.id).await?.len() >= MOST {
        let many = format!("there are {MOST} keys already");
        return Err(AppError::Conflict(many));
    }
    let secret = random::secret(entropy).map_err(AppError::internal)?;
    let text = format!("{}{}", tokens::API_KEY_PREFIX, secret.expose());
    let key = ApiKey {
        user: user.id.clone(),
        prefix: text.chars().take(SHOWN).collect(),
        name: name.into(),
        permissions,
        created: now,
        last_used: None,
    };
    let secret = SecretToken::try_from(text).map_err(AppError::internal)?;
    api_keys::insert(scope, &key, &random::fingerprint(&secret)).await?;
    Ok((secret, key))
}

/// Whose key it is and what may be done with it at present, if it counts: never more than its user may. The account has to
/// be one that may be used.
///
/// # Errors
/// When the database fails.
pub async fn owner(
    scope: &mut RequestScope,
    key: &SecretToken,
) -> Result<Option<(ApiKey, User)>, AppError> {
    let Some(key) = api_keys::by_hash(scope, &random::fingerprint(key)).await? else {
        return Ok(None);
    };
    let user = users::by_id(scope, &key.user).await?;
    let user = user.filter(|user| !user.disabled).map(|user| User {
        permissions: key.permissions.within(&user.permissions),
        ..user
    });
    Ok(user.map(|user| (key, user)))
}

/// Whether this use of the key is to be noted.
#[must_use]
pub fn is_another_use(key: &ApiKey, now: EpochMillis) -> bool {
    key.last_used
        .is_none_or(|last| now.0.saturating_sub(last.0) >= whole_millis(SAME_USE))
}
