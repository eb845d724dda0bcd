//! Accounts.

use crate::sql::{Row, Value};
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::identity::{Email, Permissions};
use foundation::ids::UserId;
use foundation::secret::SecretToken;

/// An account, without what proves that it is one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Who it is.
    pub id: UserId,
    /// Under which address they log in.
    pub email: Email,
    /// How they want to be called.
    pub display_name: String,
    /// What they may do.
    pub permissions: Permissions,
    /// Since when there is the account.
    pub created: EpochMillis,
    /// Whether the account may not be used.
    pub disabled: bool,
}

/// Makes an account. Without a password hash it can be entered by a provider only.
///
/// # Errors
/// [`StorageError::Conflict`] when the address has an account already.
pub async fn insert(
    scope: &mut RequestScope,
    user: &User,
    password_hash: Option<&SecretToken>,
) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO users (id, email, display_name, password_hash, permissions, created_at, disabled)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        Value::Text(user.id.as_str()),
        Value::Text(user.email.as_str()),
        Value::Text(&user.display_name),
        Value::MaybeText(password_hash.map(SecretToken::expose)),
        Value::Text(&user.permissions.to_string()),
        Value::moment(user.created),
        Value::Integer(user.disabled.into()),
    ];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// The account of this id.
///
/// # Errors
/// When the database fails.
pub async fn by_id(scope: &mut RequestScope, id: &UserId) -> Result<Option<User>, StorageError> {
    let sql = "
        SELECT id, email, display_name, permissions, created_at, disabled FROM users WHERE id = $1";
    let row = scope.row(sql, &[Value::Text(id.as_str())]).await?;
    row.as_ref().map(user).transpose()
}

/// The account of this address.
///
/// # Errors
/// When the database fails.
pub async fn by_email(
    scope: &mut RequestScope,
    email: &Email,
) -> Result<Option<User>, StorageError> {
    let sql = "
        SELECT id, email, display_name, permissions, created_at, disabled FROM users WHERE email = $1";
    let row = scope.row(sql, &[Value::Text(email.as_str())]).await?;
    row.as_ref().map(user).transpose()
}

/// What the account's password is compared with; `None` if it has no password or there is no such account.
///
/// # Errors
/// When the database fails.
pub async fn password_hash(
    scope: &mut RequestScope,
    id: &UserId,
) -> Result<Option<SecretToken>, StorageError> {
    let sql = "SELECT password_hash FROM users WHERE id = $1";
    let row = scope.row(sql, &[Value::Text(id.as_str())]).await?;
    let hash = row.map(|row| row.maybe_text("password_hash")).transpose()?;
    hash.flatten()
        .map(SecretToken::try_from)
        .transpose()
        .map_err(|error| StorageError::unreadable("password_hash", error))
}

/// Gives the account other permissions; whether there is such an account.
///
/// # Errors
/// When the database fails.
pub async fn set_permissions(
    scope: &mut RequestScope,
    id: &UserId,
    permissions: &Permissions,
) -> Result<bool, StorageError> {
    let sql = "UPDATE users SET permissions = $2 WHERE id = $1";
    let values = [
        Value::Text(id.as_str()),
        Value::Text(&permissions.to_string()),
    ];
    Ok(scope.execute(sql, &values).await? == 1)
}

/// Closes or reopens the account; whether there is such an account.
///
/// # Errors
/// When the database fails.
pub async fn set_disabled(
    scope: &mut RequestScope,
    id: &UserId,
    disabled: bool,
) -> Result<bool, StorageError> {
    let sql = "UPDATE users SET disabled = $2 WHERE id = $1";
    let values = [Value::Text(id.as_str()), Value::Integer(disabled.into())];
    Ok(scope.execute(sql, &values).await? == 1)
}

/// Gives the account another password; whether there is such an account.
///
/// # Errors
/// When the database fails.
pub async fn set_password_hash(
    scope: &mut RequestScope,
    id: &UserId,
    password_hash: &SecretToken,
) -> Result<bool, StorageError> {
    let sql = "UPDATE users SET password_hash = $2 WHERE id = $1";
    let values = [
        Value::Text(id.as_str()),
        Value::Text(password_hash.expose()),
    ];
    Ok(scope.execute(sql, &values).await? == 1)
}

/// Deletes the account and all that is kept of it here; whether there was one. Its address is free then.
///
/// # Errors
/// When the database fails.
pub async fn remove(scope: &mut RequestScope, id: &UserId) -> Result<bool, StorageError> {
    let values = [Value::Text(id.as_str())];
    for sql in [
        "DELETE FROM api_keys WHERE user_id = $1",
        "DELETE FROM password_resets WHERE user_id = $1",
        "DELETE FROM oauth_identities WHERE user_id = $1",
        "DELETE FROM revoked_users WHERE user_id = $1",
        "DELETE FROM sessions WHERE user_id = $1",
    ] {
        scope.execute(sql, &values).await?;
    }
    let sql = "DELETE FROM users WHERE id = $1";
    Ok(scope.execute(sql, &values).await? == 1)
}

fn user(row: &Row) -> Result<User, StorageError> {
    Ok(User {
        id: row.parsed("id")?,
        email: row.parsed("email")?,
        display_name: row.text("display_name")?,
        permissions: row.permissions("permissions")?,
        created: row.moment("created_at")?,
        disabled: row.integer("disabled")? != 0,
    })
}
