//! Accounts: how one comes to be, how its owner is known by a password, and how it is closed.

use crate::passwords::Passwords;
use foundation::clock::EpochMillis;
use foundation::errors::AppError;
use foundation::identity::{Email, Permissions};
use foundation::ids::{IdGenerator, SessionId, UserId};
use foundation::secret::SecretToken;
use storage::users::User;
use storage::{
    Access, Database, RequestScope, ScopeTag, StorageError, password_resets, revocations, sessions,
    users,
};

/// The longest name of a user, in characters.
pub const LONGEST_NAME: usize = 100;

/// How a user wants to be called, or something of theirs: one line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName(String);

/// The text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name is one line of at most {LONGEST_NAME} characters")]
pub struct NoName;

impl DisplayName {
    /// The part of the address before the `@`, for those who did not say how they want to be called.
    #[must_use]
    pub fn of(email: &Email) -> Self {
        let short: String = email.local_part().chars().take(LONGEST_NAME).collect();
        Self(short)
    }
}

impl TryFrom<&str> for DisplayName {
    type Error = NoName;

    fn try_from(text: &str) -> Result<Self, NoName> {
        let name = text.trim();
        let is_long = name.chars().count() > LONGEST_NAME;
        if name.is_empty() || is_long || name.contains(char::is_control) {
            return Err(NoName);
        }
        Ok(Self(name.to_owned()))
    }
}

impl From<DisplayName> for String {
    fn from(name: DisplayName) -> Self {
        name.0
    }
}

/// Makes an account with the permissions of a user. Without a hash it has no password.
///
/// # Errors
/// [`AppError::Conflict`] when the address has an account already.
pub async fn create(
    scope: &mut RequestScope,
    ids: &IdGenerator,
    now: EpochMillis,
    email: Email,
    name: DisplayName,
    password_hash: Option<&SecretToken>,
) -> Result<User, AppError> {
    let user = User {
        id: UserId::generate(ids).map_err(AppError::internal)?,
        email,
        display_name: name.0,
        permissions: Permissions::of_a_user(),
        created: now,
        disabled: false,
    };
    match users::insert(scope, &user, password_hash).await {
        Ok(()) => Ok(user),
        Err(StorageError::Conflict) => Err(AppError::Conflict(
            "there is an account for this address already".to_owned(),
        )),
        Err(error) => Err(error.into()),
    }
}

/// The account of this address, made now if there is none. Only for logins that need no proof of the address.
///
/// # Errors
/// When the database fails.
pub async fn find_or_create(
    scope: &mut RequestScope,
    ids: &IdGenerator,
    now: EpochMillis,
    email: Email,
) -> Result<User, AppError> {
    match users::by_email(scope, &email).await? {
        Some(user) => Ok(user),
        None => {
            let name = DisplayName::of(&email);
            create(scope, ids, now, email, name, None).await
        }
    }
}

/// Whose account it is, if address and password belong together and the account may be used.
///
/// The session with the database ends before the password is compared, which takes its time.
///
/// # Errors
/// When the database fails.
pub async fn known_by_password(
    database: &Database,
    tag: ScopeTag,
    passwords: &Passwords,
    email: &Email,
    password: &SecretToken,
) -> Result<Option<User>, AppError> {
    let mut scope = database.scope(tag, Access::Read).await?;
    let user = users::by_email(&mut scope, email).await?;
    let hash = match &user {
        Some(user) => users::password_hash(&mut scope, &user.id).await?,
        None => None,
    };
    drop(scope);
    let matches = passwords.matches(password, hash.as_ref()).await?;
    Ok(user.filter(|user| matches && !user.disabled))
}

/// Whether it is the password of the account. The session with the database ends before it is compared.
///
/// # Errors
/// When the database fails.
pub async fn is_password_of(
    database: &Database,
    tag: ScopeTag,
    passwords: &Passwords,
    user: &UserId,
    password: &SecretToken,
) -> Result<bool, AppError> {
    let mut scope = database.scope(tag, Access::Read).await?;
    let hash = users::password_hash(&mut scope, user).await?;
    drop(scope);
    passwords.matches(password, hash.as_ref()).await
}

/// Gives the account another password. All stays of the user end but the one that is named: whoever knew the old password
/// may have begun them.
///
/// # Errors
/// When the database fails.
pub async fn change_password(
    scope: &mut RequestScope,
    user: &UserId,
    password_hash: &SecretToken,
    but: Option<&SessionId>,
    now: EpochMillis,
) -> Result<(), AppError> {
    users::set_password_hash(scope, user, password_hash).await?;
    password_resets::forget(scope, user).await?;
    sessions::end_all(scope, user, but, now).await?;
    Ok(())
}

/// Closes the account. None of the tokens that its user was given ever counts again, also when it is reopened.
///
/// # Errors
/// When the database fails.
pub async fn close(
    scope: &mut RequestScope,
    user: &UserId,
    now: EpochMillis,
) -> Result<(), AppError> {
    users::set_disabled(scope, user, true).await?;
    password_resets::forget(scope, user).await?;
    sessions::end_all(scope, user, None, now).await?;
    revocations::revoke_user(scope, user, now).await?;
    Ok(())
}

/// Reopens the account.
///
/// # Errors
/// When the database fails.
pub async fn reopen(scope: &mut RequestScope, user: &UserId) -> Result<(), AppError> {
    users::set_disabled(scope, user, false).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_with_something_on_it() {
        let ada = DisplayName("Ada Łovelace".to_owned());
        assert_eq!(DisplayName::try_from(" Ada Łovelace\n"), Ok(ada));
        assert!(DisplayName::try_from("ä".repeat(100).as_str()).is_ok());
        for text in ["", " \n", "a\nb", "a\u{0}b", &"a".repeat(101)] {
            assert_eq!(DisplayName::try_from(text), Err(NoName), "{text:?}");
        }
    }
}
