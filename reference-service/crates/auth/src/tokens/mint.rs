use super::{Address, Claims, Lifetimes, SharedKey, TokenId, TokenKind, WeakKey};
use crate::random;
use foundation::clock::{Clock, EpochMillis};
use foundation::entropy::Entropy;
use foundation::environment::EnvironmentName;
use foundation::errors::AppError;
use foundation::identity::{Email, Permissions};
use foundation::ids::{SessionId, UserId};
use foundation::names::services;
use foundation::secret::SecretToken;
use std::sync::Arc;

/// How far the clock of another machine may be ahead of ours, in seconds.
const LEEWAY: u64 = 30;

/// Signs tokens and reads them.
#[derive(Debug)]
pub struct TokenMint {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    environment: EnvironmentName,
    lifetimes: Lifetimes,
    instance: String,
    key: SharedKey,
}

/// Whom a token is about.
#[derive(Debug, Clone)]
pub enum Subject<'a> {
    /// A user.
    User {
        /// Who.
        id: &'a UserId,
        /// Under which address.
        email: &'a Email,
        /// With which permissions.
        permissions: &'a Permissions,
        /// In which stay; a token without one cannot be ended by logout.
        session: Option<&'a SessionId>,
    },
    /// A service.
    Service(&'a str),
}

/// A new token.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The token itself.
    pub token: SecretToken,
    /// What it says.
    pub claims: Claims,
}

/// Why a token does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not three parts, or parts that do not say what tokens of ours say.
    #[error("the token is not well formed")]
    Malformed,
    /// Signed by somebody else, by another algorithm, or not at all.
    #[error("the signature is not ours")]
    Signature,
    /// For something, somebody or somewhere else.
    #[error("the token is for something else")]
    Purpose,
    /// Its time is over, or has not come.
    #[error("the token is not of this time")]
    Time,
}

impl TokenMint {
    /// A mint that signs with `key`.
    ///
    /// # Errors
    /// When the key is too short.
    pub fn new(
        key: &SecretToken,
        environment: EnvironmentName,
        instance: String,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, WeakKey> {
        Ok(Self {
            clock,
            entropy,
            environment,
            lifetimes: Lifetimes::of(environment),
            instance,
            key: SharedKey::new(key)?,
        })
    }

    /// For how long its tokens count.
    #[must_use]
    pub fn lifetimes(&self) -> Lifetimes {
        self.lifetimes
    }

    /// What time it is for tokens.
    #[must_use]
    pub fn now(&self) -> EpochMillis {
        self.clock.now()
    }

    /// A new token.
    ///
    /// # Errors
    /// When there are no random bytes for its name.
    pub fn issue(&self, kind: TokenKind, subject: &Subject<'_>) -> Result<Issued, AppError> {
        let jti = random::secret(&*self.entropy).map_err(AppError::internal)?;
        let iat = self.clock.now().0 / 1_000;
        let (sub, email, permissions, sid) = match subject {
            Subject::User {
                id,
                email,
                permissions,
                session,
            } => (
                id.to_string(),
                Some((*email).clone()),
                (*permissions).clone(),
                session.cloned(),
            ),
            Subject::Service(name) => ((*name).to_owned(), None, Permissions::default(), None),
        };
        let claims = Claims {
            sub,
            iat,
            exp: iat.saturating_add(self.lifetimes.of_kind(kind).as_secs()),
            iss: services::AUTH.to_owned(),
            aud: kind.audience().to_owned(),
            jti: TokenId::new(jti.expose().to_owned()),
            token_type: kind,
            env: self.environment,
            instance: self.instance.clone(),
            sid,
            email,
            permissions,
        };
        Ok(Issued {
            token: self.key.sign(&claims)?,
            claims,
        })
    }

    /// What a token of this kind says, if it counts by itself. Whether it was taken back is another question.
    ///
    /// # Errors
    /// When it does not count.
    pub fn read(&self, kind: TokenKind, token: &SecretToken) -> Result<Claims, TokenError> {
        let claims = self.read_any(token)?;
        if claims.token_type != kind || claims.aud != kind.audience() {
            return Err(TokenError::Purpose);
        }
        Ok(claims)
    }

    /// The same for a token of any kind.
    ///
    /// # Errors
    /// When it does not count.
    pub fn read_any(&self, token: &SecretToken) -> Result<Claims, TokenError> {
        let address = Address {
            issuer: Some(services::AUTH),
            audience: None, // follows from the kind
        };
        let claims: Claims = self.key.open(token, address)?;
        if claims.env != self.environment || claims.aud != claims.token_type.audience() {
            return Err(TokenError::Purpose);
        }
        let now = self.clock.now().0 / 1_000;
        if now >= claims.exp || claims.iat > now.saturating_add(LEEWAY) {
            return Err(TokenError::Time);
        }
        Ok(claims)
    }
}
