use super::OauthError;
use crate::tokens::{Address, open_by_public_key};
use foundation::clock::EpochMillis;
use foundation::identity::Email;
use foundation::secret::SecretToken;
use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;
use subtle::ConstantTimeEq;

/// How far the provider's clock may be ahead of ours, in seconds.
const LEEWAY: u64 = 60;

/// Whom the provider knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What the provider calls them, for ever.
    pub subject: String,
    /// Their address, which the provider has checked.
    pub email: Email,
    /// How they want to be called.
    pub name: Option<String>,
}

/// What an ID token says, as far as we need it.
#[derive(Deserialize)]
struct Statement {
    sub: String,
    exp: u64,
    iat: u64,
    nonce: Option<SecretToken>,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
    name: Option<String>,
}

/// What an ID token has to say to count.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a SecretToken,
    pub(super) now: EpochMillis,
}

/// Whom the token is about, if one of the keys signed it, for us and in answer to our question.
pub(super) fn read(
    token: &SecretToken,
    keys: &JwkSet,
    expected: &Expected<'_>,
) -> Result<Identity, OauthError> {
    let refused = OauthError::IdToken;
    let address = Address {
        issuer: Some(expected.issuer),
        audience: Some(expected.client_id),
    };
    let claims: Statement = open_by_public_key(token, keys, address)
        .map_err(|_| refused("it is not signed by the provider for us"))?;

    let now = expected.now.0 / 1_000;
    if now >= claims.exp || claims.iat > now.saturating_add(LEEWAY) {
        return Err(refused("it is not of this time"));
    }
    let nonce = claims.nonce.ok_or(refused("it has no nonce"))?;
    let asked = expected.nonce.expose().as_bytes();
    if !bool::from(nonce.expose().as_bytes().ct_eq(asked)) {
        return Err(refused("it answers another question"));
    }
    let email = claims.email.filter(|_| claims.email_verified);
    let email = email.and_then(|email| Email::try_from(email).ok());
    Ok(Identity {
        subject: claims.sub,
        email: email.ok_or(refused("it has no address that was checked"))?,
        name: claims.name,
    })
}
