use foundation::clock::EpochMillis;
use foundation::environment::EnvironmentName;
use foundation::identity::{Email, Permissions};
use foundation::ids::SessionId;
use foundation::names::tokens;
use serde::{Deserialize, Serialize};

/// What a token is for. A token of one kind is never taken for one of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    /// Opens the API of the services for a user.
    Access,
    /// Is exchanged, once, for new tokens.
    Refresh,
    /// Speaks for a service.
    Service,
}

impl TokenKind {
    /// For whom tokens of this kind are.
    #[must_use]
    pub const fn audience(self) -> &'static str {
        match self {
            Self::Access => tokens::ACCESS_AUDIENCE,
            Self::Refresh => tokens::REFRESH_AUDIENCE,
            Self::Service => tokens::SERVICE_AUDIENCE,
        }
    }
}

/// The name of one token. Unlike other ids it is random through and through: it must not be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenId(String);

impl TokenId {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a token says. The names of the fields are those of RFC 7519 where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// A user's id, or the name of a service.
    pub sub: String,
    /// When it was issued, in seconds since 1970.
    pub iat: u64,
    /// From when on it counts no more, in seconds since 1970.
    pub exp: u64,
    /// Who issued it.
    pub iss: String,
    /// For whom it is.
    pub aud: String,
    /// Its name.
    pub jti: TokenId,
    /// What it is for.
    pub token_type: TokenKind,
    /// Where it counts.
    pub env: EnvironmentName,
    /// Which process issued it, by a name that means nothing elsewhere.
    pub instance: String,
    /// The session that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<SessionId>,
    /// The user's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// What the bearer may do.
    #[serde(default)]
    pub permissions: Permissions,
}

impl Claims {
    /// When it was issued.
    #[must_use]
    pub fn issued(&self) -> EpochMillis {
        EpochMillis(self.iat.saturating_mul(1_000))
    }

    /// From when on it counts no more.
    #[must_use]
    pub fn expires(&self) -> EpochMillis {
        EpochMillis(self.exp.saturating_mul(1_000))
    }
}
