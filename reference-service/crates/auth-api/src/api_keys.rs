use crate::exposed;
use foundation::identity::Permissions;
use foundation::secret::SecretToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A key that a user wants for a program.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateApiKey {
    /// What the user calls it.
    pub name: String,
    /// What may be done with it; all that the user may if not said.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
}

/// A new key. It is shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreatedApiKey {
    /// The key itself.
    #[schema(value_type = String)]
    #[serde(serialize_with = "exposed")]
    pub key: SecretToken,
    /// What is known of it from now on.
    #[serde(flatten)]
    pub known: KnownApiKey,
}

/// A key, as its user may see it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnownApiKey {
    /// Its first letters.
    pub prefix: String,
    /// What the user calls it.
    pub name: String,
    /// What may be done with it, as long as the user may.
    #[schema(value_type = Vec<String>)]
    pub permissions: Permissions,
    /// When it was made, in milliseconds since 1970.
    pub created_at: u64,
    /// When it was last used, to the minute.
    pub last_used_at: Option<u64>,
}

/// All keys of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApiKeys {
    /// The oldest first.
    pub api_keys: Vec<KnownApiKey>,
}

/// Wants nothing but the keys of the bearer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListApiKeys {}

/// A key that is to count no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeApiKey {
    /// Its first letters.
    pub prefix: String,
}
