use crate::exposed;
use foundation::identity::{Email, Permissions};
use foundation::ids::{SessionId, UserId};
use foundation::secret::SecretToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody who wants an account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Under which address they will log in.
    #[schema(value_type = String)]
    pub email: Email,
    /// At least 8 characters.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub password: SecretToken,
    /// How they want to be called; the first part of the address if not said.
    pub display_name: Option<String>,
}

/// Somebody who has an account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordLogin {
    /// Under which address.
    #[schema(value_type = String)]
    pub email: Email,
    /// The password of the account.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub password: SecretToken,
}

/// A user who wants another password.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one of the account.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub password: SecretToken,
    /// The one that it is to have; at least 8 characters.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub new_password: SecretToken,
}

/// Somebody who forgot a password.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// What an operator gave them. It counts once.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub token: SecretToken,
    /// The one that the account is to have; at least 8 characters.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub new_password: SecretToken,
}

/// A user who wants no account any more.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteAccount {
    /// The one of the account.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub password: SecretToken,
}

/// A developer who wants to be somebody.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DevLogin {
    /// Who to be; the account is made if there is none.
    #[schema(value_type = String)]
    pub email: Email,
}

/// A test that wants to be somebody.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct E2eLogin {
    /// Who to be, signed with the key of test logins.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub signed: SecretToken,
}

/// A user, as the user may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Profile {
    /// Who it is.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// Under which address they log in.
    #[schema(value_type = String)]
    pub email: Email,
    /// How they want to be called.
    pub display_name: String,
    /// What they may do.
    #[schema(value_type = Vec<String>)]
    pub permissions: Permissions,
    /// Since when there is the account, in milliseconds since 1970.
    pub created_at: u64,
}

/// New tokens.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Tokens {
    /// Whose they are.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// The session that they belong to.
    #[schema(value_type = Option<String>)]
    pub session_id: Option<SessionId>,
    /// Opens the API.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub access_token: SecretToken,
    /// Is exchanged, once, for new tokens.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub refresh_token: SecretToken,
    /// `Bearer`.
    pub token_type: String,
    /// For how many seconds the access token counts.
    pub expires_in: u64,
}

/// Somebody who wants new tokens.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// Counts once.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub refresh_token: SecretToken,
}

/// Somebody who leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Logout {
    /// Ends all sessions of the user and not only this one.
    #[serde(default)]
    pub everywhere: bool,
}

/// Who the bearer of a token is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Verified {
    /// Who.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// In which session.
    #[schema(value_type = Option<String>)]
    pub session_id: Option<SessionId>,
    /// With which permissions.
    #[schema(value_type = Vec<String>)]
    pub permissions: Permissions,
    /// Until when the token counts, in seconds since 1970.
    pub expires_at: u64,
}
