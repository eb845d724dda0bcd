use crate::exposed;
use foundation::identity::{Email, Permission, Permissions};
use foundation::ids::{SessionId, UserId};
use foundation::secret::SecretToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A token to be looked at.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenQuestion {
    /// The token.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub token: SecretToken,
}

/// What a token says, if it counts. Who has the token may know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Validated {
    /// Whether it counts; then all that follows is said but the error.
    pub valid: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ValidationError>,
    /// Whose it is.
    #[schema(value_type = Option<String>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// Under which address they log in.
    #[schema(value_type = Option<String>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// The session that it belongs to.
    #[schema(value_type = Option<String>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<SessionId>,
    /// What the user may do.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
    /// Until when it counts, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<u64>,
}

/// Why a token does not count, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ValidationError {
    /// It is no token.
    InvalidFormat,
    /// It is a token, but not one that counts here and now.
    ValidationFailed,
    /// It counted until it was taken back, its session ended or its account was closed.
    Revoked,
}

/// A user for whom a service wants a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateToken {
    /// The user.
    #[schema(value_type = String)]
    pub user_id: UserId,
}

/// A token that was made for a service.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreatedToken {
    /// The token.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub access_token: SecretToken,
    /// `Bearer`.
    pub token_type: String,
    /// For how many seconds it counts.
    pub expires_in: u64,
}

/// Whether a token was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Blacklisted {
    /// It was.
    pub blacklisted: bool,
}

/// Whether a user has a permission.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckPermission {
    /// The user's access token.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub token: SecretToken,
    /// `read`, `write`, `chat` or `admin`.
    #[schema(value_type = String)]
    pub permission: Permission,
}

/// Whether a user may do something to what belongs to somebody.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckAuthorization {
    /// The user's access token.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub token: SecretToken,
    /// What it takes to do it.
    #[schema(value_type = String)]
    pub permission: Permission,
    /// To whom it belongs.
    #[schema(value_type = String)]
    pub owner: UserId,
}

/// Whether something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Allowed {
    /// It is.
    pub allowed: bool,
}
