//! Signatures: the one place that makes them and looks at them.
//!
//! The algorithm that a token names is never believed. With a shared key there is one; with the keys of a provider there
//! are those whose other half everybody may have, since a public key taken for a shared one is a password that everybody
//! knows.

use super::TokenError;
use foundation::errors::AppError;
use foundation::secret::SecretToken;
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// The shortest key that signs, in bytes: as long as the signature.
pub const SHORTEST_KEY: usize = 32;

/// The longest text that is looked at.
const LONGEST: usize = 8 * 1024;

const SHARED: Algorithm = Algorithm::HS256;

const PUBLIC: [Algorithm; 3] = [Algorithm::RS256, Algorithm::ES256, Algorithm::EdDSA];

/// A key that who signs and who reads both have. It is not shown.
pub struct SharedKey {
    signing: EncodingKey,
    reading: DecodingKey,
}

/// The key is too short to be safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has to have at least {SHORTEST_KEY} bytes")]
pub struct WeakKey;

/// By whom and for whom a token has to be.
#[derive(Debug, Clone, Copy)]
pub struct Address<'a> {
    /// Who issued it; anybody who has the key if not said.
    pub issuer: Option<&'a str>,
    /// For whom it is; the caller looks if not said.
    pub audience: Option<&'a str>,
}

impl SharedKey {
    /// The key of this text.
    ///
    /// # Errors
    /// When it is too short.
    pub fn new(key: &SecretToken) -> Result<Self, WeakKey> {
        let key = key.expose().as_bytes();
        if key.len() < SHORTEST_KEY {
            return Err(WeakKey);
        }
        Ok(Self {
            signing: EncodingKey::from_secret(key),
            reading: DecodingKey::from_secret(key),
        })
    }

    /// A token that says `claims`.
    ///
    /// # Errors
    /// When the claims cannot be written as JSON.
    pub fn sign(&self, claims: &impl Serialize) -> Result<SecretToken, AppError> {
        let token = encode(&Header::new(SHARED), claims, &self.signing);
        let token = token.map_err(AppError::internal)?;
        SecretToken::try_from(token).map_err(AppError::internal)
    }

    /// What a token says that was signed with this key. Its time is for the caller to look at, who has a clock.
    ///
    /// # Errors
    /// When it was not, or is for somebody else.
    pub fn open<T: DeserializeOwned>(
        &self,
        token: &SecretToken,
        address: Address<'_>,
    ) -> Result<T, TokenError> {
        demand_form(token)?;
        open(token, &self.reading, SHARED, address)
    }
}

/// What a token says that was signed with one of the `keys` of a provider.
///
/// # Errors
/// When it was not, or is for somebody else.
pub fn open_by_public_key<T: DeserializeOwned>(
    token: &SecretToken,
    keys: &JwkSet,
    address: Address<'_>,
) -> Result<T, TokenError> {
    demand_form(token)?;
    let header = decode_header(token.expose()).map_err(|error| told(&error))?;
    if !PUBLIC.contains(&header.alg) {
        return Err(TokenError::Signature);
    }
    let key = match &header.kid {
        Some(id) => keys.find(id),
        None if keys.keys.len() == 1 => keys.keys.first(),
        None => None,
    };
    let key = key.and_then(|key| DecodingKey::from_jwk(key).ok());
    let key = key.ok_or(TokenError::Signature)?;
    open(token, &key, header.alg, address)
}

fn demand_form(token: &SecretToken) -> Result<(), TokenError> {
    let text = token.expose();
    let has_form = text.len() <= LONGEST && text.split('.').count() == 3;
    if has_form {
        Ok(())
    } else {
        Err(TokenError::Malformed)
    }
}

fn open<T: DeserializeOwned>(
    token: &SecretToken,
    key: &DecodingKey,
    algorithm: Algorithm,
    address: Address<'_>,
) -> Result<T, TokenError> {
    let mut validation = Validation::new(algorithm);
    // The library would ask the system's clock.
    validation.validate_exp = false;
    validation.validate_aud = address.audience.is_some();
    let mut required = vec!["aud"];
    if let Some(issuer) = address.issuer {
        required.push("iss");
        validation.set_issuer(&[issuer]);
    }
    if let Some(audience) = address.audience {
        validation.set_audience(&[audience]);
    }
    validation.set_required_spec_claims(&required);
    let opened = decode::<T>(token.expose(), key, &validation);
    opened
        .map(|opened| opened.claims)
        .map_err(|error| told(&error))
}

fn told(error: &Error) -> TokenError {
    match error.kind() {
        ErrorKind::InvalidSignature
        | ErrorKind::InvalidAlgorithm
        | ErrorKind::InvalidAlgorithmName
        | ErrorKind::UnsupportedAlgorithm
        | ErrorKind::MissingAlgorithm => TokenError::Signature,
        ErrorKind::InvalidIssuer | ErrorKind::InvalidAudience => TokenError::Purpose,
        _ => TokenError::Malformed,
    }
}

impl fmt::Debug for SharedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedKey").finish_non_exhaustive()
    }
}
