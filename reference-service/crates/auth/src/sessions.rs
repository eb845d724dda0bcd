//! Stays of users: begun with a login, kept alive by refresh tokens, ended by a logout, asked after with every token.

use crate::tokens::{Claims, Issued, Subject, TokenError, TokenKind, TokenMint};
use foundation::clock::{EpochMillis, whole_millis};
use foundation::errors::AppError;
use foundation::ids::{IdGenerator, SessionId, UserId};
use foundation::secret::SecretToken;
use storage::sessions::Session;
use storage::users::User;
use storage::{RequestScope, revocations, sessions, users};

/// The tokens of a session.
#[derive(Debug, Clone)]
pub struct TokenPair {
    /// Opens the API.
    pub access: Issued,
    /// Is exchanged for the next pair.
    pub refresh: Issued,
}

/// What became of a refresh token.
#[derive(Debug)]
pub enum Refreshed {
    /// It was exchanged.
    Pair(Box<User>, Box<TokenPair>),
    /// It had been exchanged before, so one of the two who did is a thief. The session is over for both; that has to be
    /// committed.
    Replayed,
    /// It does not count.
    Refused(Refusal),
}

/// Why a token does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// By itself.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// It was taken back, or all tokens of its user were.
    #[error("the token was taken back")]
    Revoked,
    /// The session was ended or forgotten.
    #[error("the session is over")]
    SessionOver,
    /// There is no such key, or its account may not be used.
    #[error("there is no such key")]
    Key,
    /// There is no such account, or it may not be used.
    #[error("the account may not be used")]
    Account,
}

/// Begins a stay of the user.
///
/// # Errors
/// When there are no random bytes, or the database fails.
pub async fn begin(
    scope: &mut RequestScope,
    mint: &TokenMint,
    ids: &IdGenerator,
    user: &User,
) -> Result<TokenPair, AppError> {
    let now = mint.now();
    let session = Session {
        id: SessionId::generate(ids).map_err(AppError::internal)?,
        user: user.id.clone(),
        begun: now,
        last_seen: now,
        expires: end_of_stay(mint, now),
        ended: None,
    };
    sessions::begin(scope, &session).await?;
    pair(mint, user, &session.id)
}

/// Exchanges a refresh token for new tokens.
///
/// # Errors
/// When the database fails. That a token does not count is no error here.
pub async fn refresh(
    scope: &mut RequestScope,
    mint: &TokenMint,
    token: &SecretToken,
) -> Result<Refreshed, AppError> {
    let claims = match mint.read(TokenKind::Refresh, token) {
        Ok(claims) => claims,
        Err(error) => return Ok(Refreshed::Refused(error.into())),
    };
    let (Ok(id), Some(session)) = (UserId::try_from(claims.sub.as_str()), &claims.sid) else {
        return Ok(Refreshed::Refused(TokenError::Malformed.into()));
    };
    let now = mint.now();
    let jti = claims.jti.as_str();
    if !revocations::revoke_token(scope, jti, claims.expires(), now).await? {
        sessions::end(scope, &id, session, now).await?;
        return Ok(Refreshed::Replayed);
    }
    if revocations::is_user_revoked(scope, &id, claims.issued()).await? {
        return Ok(Refreshed::Refused(Refusal::Revoked));
    }
    let Some(user) = usable(users::by_id(scope, &id).await?) else {
        return Ok(Refreshed::Refused(Refusal::Account));
    };
    if !sessions::prolong(scope, &id, session, now, end_of_stay(mint, now)).await? {
        return Ok(Refreshed::Refused(Refusal::SessionOver));
    }
    let pair = pair(mint, &user, session)?;
    Ok(Refreshed::Pair(Box::new(user), Box::new(pair)))
}

/// What a user's token says, and whose it is, if it counts.
///
/// # Errors
/// When the database fails. That a token does not count is no error here.
pub async fn examine(
    scope: &mut RequestScope,
    mint: &TokenMint,
    kind: TokenKind,
    token: &SecretToken,
) -> Result<Result<(Claims, User), Refusal>, AppError> {
    let claims = match mint.read(kind, token) {
        Ok(claims) => claims,
        Err(error) => return Ok(Err(error.into())),
    };
    let Ok(id) = UserId::try_from(claims.sub.as_str()) else {
        return Ok(Err(TokenError::Malformed.into()));
    };
    let owner = owner(scope, mint, &id, &claims).await?;
    Ok(owner.map(|user| (claims, user)))
}

/// Ends the stay that a token belongs to, and takes the token itself back. Without a stay, the token alone.
///
/// # Errors
/// When the database fails.
pub async fn end(
    scope: &mut RequestScope,
    mint: &TokenMint,
    user: &UserId,
    claims: &Claims,
) -> Result<(), AppError> {
    let now = mint.now();
    revocations::revoke_token(scope, claims.jti.as_str(), claims.expires(), now).await?;
    if let Some(session) = &claims.sid {
        sessions::end(scope, user, session, now).await?;
    }
    Ok(())
}

/// Takes back all tokens that the user was given up to now, whichever stay they belong to.
///
/// # Errors
/// When the database fails.
pub async fn end_all(
    scope: &mut RequestScope,
    mint: &TokenMint,
    user: &UserId,
) -> Result<(), AppError> {
    revocations::revoke_user(scope, user, mint.now()).await?;
    Ok(())
}

/// Whose token it is that counts by itself, if it still counts.
async fn owner(
    scope: &mut RequestScope,
    mint: &TokenMint,
    user: &UserId,
    claims: &Claims,
) -> Result<Result<User, Refusal>, AppError> {
    if revocations::is_token_revoked(scope, claims.jti.as_str()).await?
        || revocations::is_user_revoked(scope, user, claims.issued()).await?
    {
        return Ok(Err(Refusal::Revoked));
    }
    if let Some(session) = &claims.sid {
        let session = sessions::of_user(scope, user, session).await?;
        if !session.is_some_and(|session| session.is_alive(mint.now())) {
            return Ok(Err(Refusal::SessionOver));
        }
    }
    let user = usable(users::by_id(scope, user).await?);
    Ok(user.ok_or(Refusal::Account))
}

/// Whether a token that counts by itself was taken back, be it of a user or of a service. With an account that is closed or
/// gone, so are its tokens.
///
/// # Errors
/// When the database fails.
pub async fn is_blacklisted(
    scope: &mut RequestScope,
    mint: &TokenMint,
    claims: &Claims,
) -> Result<bool, AppError> {
    match UserId::try_from(claims.sub.as_str()) {
        Ok(user) => Ok(owner(scope, mint, &user, claims).await?.is_err()),
        Err(_) => Ok(revocations::is_token_revoked(scope, claims.jti.as_str()).await?),
    }
}

fn pair(mint: &TokenMint, user: &User, session: &SessionId) -> Result<TokenPair, AppError> {
    let subject = Subject::User {
        id: &user.id,
        email: &user.email,
        permissions: &user.permissions,
        session: Some(session),
    };
    Ok(TokenPair {
        access: mint.issue(TokenKind::Access, &subject)?,
        refresh: mint.issue(TokenKind::Refresh, &subject)?,
    })
}

fn usable(user: Option<User>) -> Option<User> {
    user.filter(|user| !user.disabled)
}

/// A stay lasts as long as its last refresh token.
fn end_of_stay(mint: &TokenMint, now: EpochMillis) -> EpochMillis {
    let refresh = whole_millis(mint.lifetimes().refresh);
    EpochMillis(now.0.saturating_add(refresh))
}
