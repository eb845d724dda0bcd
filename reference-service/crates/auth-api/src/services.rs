use crate::exposed;
use foundation::secret::SecretToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A service that wants a token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceLogin {
    /// Which service.
    pub service_id: String,
    /// The secret of services.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub service_secret: SecretToken,
}

/// A service's token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ServiceToken {
    /// The token.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub service_token: SecretToken,
    /// `Bearer`.
    pub token_type: String,
    /// For how many seconds it counts.
    pub expires_in: u64,
}

/// Which service a token speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ServiceValidated {
    /// Whether it counts.
    pub valid: bool,
    /// For which service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
}

/// A password to be hashed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HashPassword {
    /// At least 8 characters.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub password: SecretToken,
}

/// What may be kept of a password.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HashedPassword {
    /// The hash, with its salt and its cost.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub hash: SecretToken,
}

/// A password to be compared.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyPassword {
    /// What somebody typed.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub password: SecretToken,
    /// What was kept.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub hash: SecretToken,
}

/// Whether password and hash belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerifiedPassword {
    /// They do.
    pub matches: bool,
}
