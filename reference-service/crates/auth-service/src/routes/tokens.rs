//! Questions on tokens, mostly by services.

use crate::AuthService;
use crate::asker::{CallingService, Tag};
use auth::api_keys;
use auth::sessions::{self, Refusal};
use auth::tokens::{Subject, TokenError, TokenKind};
use auth_api::{
    Allowed, BEARER, Blacklisted, CheckAuthorization, CheckPermission, CreateToken, CreatedToken,
    TokenQuestion, Validated, ValidationError,
};
use axum::Json;
use axum::extract::State;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::ids::SessionId;
use foundation::names::routes;
use foundation::secret::SecretToken;
use std::sync::Arc;
use storage::users::{self, User};
use storage::{Access, ScopeTag};
use web::{Failure, JsonBody, is_api_key};

/// Tells what an access token says or an API key opens, and whether it counts.
#[utoipa::path(post, path = routes::AUTH_VALIDATE, tag = "tokens", request_body = TokenQuestion, responses(
    (status = 200, body = Validated), (status = 400)))]
pub(crate) async fn validate(
    State(service): State<Arc<AuthService>>,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<TokenQuestion>,
) -> Result<Json<Validated>, Failure> {
    Ok(Json(match owner(&service, tag, &asked.token).await? {
        Ok(Owner {
            user,
            session,
            expires,
        }) => Validated {
            valid: true,
            error: None,
            user_id: Some(user.id),
            email: Some(user.email),
            session_id: session,
            permissions: Some(user.permissions),
            expires_at: Some(expires),
        },
        Err(refusal) => Validated {
            error: Some(error_of(refusal)),
            ..Validated::default()
        },
    }))
}

/// Makes an access token for a user. For services.
#[utoipa::path(post, path = routes::AUTH_CREATE_TOKEN, tag = "tokens", request_body = CreateToken, responses(
    (status = 200, body = CreatedToken), (status = 400), (status = 401), (status = 404)))]
pub(crate) async fn create_token(
    State(service): State<Arc<AuthService>>,
    CallingService(caller): CallingService,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<CreateToken>,
) -> Result<Json<CreatedToken>, Failure> {
    let mut scope = service.scope(tag, Access::Read).await?;
    let user = users::by_id(&mut scope, &asked.user_id).await?;
    let user = user
        .filter(|user| !user.disabled)
        .ok_or(AppError::NotFound)?;
    let subject = Subject::User {
        id: &user.id,
        email: &user.email,
        permissions: &user.permissions,
        session: None,
    };
    let issued = service.mint.issue(TokenKind::Access, &subject)?;
    web::note_user(&user.id);
    tracing::info!(caller, "token made for a service");
    Ok(Json(CreatedToken {
        access_token: issued.token,
        token_type: BEARER.to_owned(),
        expires_in: issued.claims.exp.saturating_sub(issued.claims.iat),
    }))
}

/// Tells whether a token was taken back. For services.
#[utoipa::path(post, path = routes::AUTH_CHECK_BLACKLIST, tag = "tokens", request_body = TokenQuestion, responses(
    (status = 200, body = Blacklisted), (status = 400), (status = 401)))]
pub(crate) async fn check_blacklist(
    State(service): State<Arc<AuthService>>,
    _: CallingService,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<TokenQuestion>,
) -> Result<Json<Blacklisted>, Failure> {
    if is_api_key(&asked.token) {
        let owner = owner(&service, tag, &asked.token).await?;
        let blacklisted = owner.is_err();
        return Ok(Json(Blacklisted { blacklisted }));
    }
    let claims = service.mint.read_any(&asked.token);
    let claims = claims.map_err(|error| AppError::InvalidInput(error.to_string()))?;
    let mut scope = service.scope(tag, Access::Read).await?;
    let blacklisted = sessions::is_blacklisted(&mut scope, &service.mint, &claims).await?;
    Ok(Json(Blacklisted { blacklisted }))
}

/// Tells whether a user has a permission. For services.
#[utoipa::path(post, path = routes::AUTH_CHECK_PERMISSION, tag = "tokens", request_body = CheckPermission, responses(
    (status = 200, body = Allowed), (status = 400), (status = 401)))]
pub(crate) async fn check_permission(
    State(service): State<Arc<AuthService>>,
    _: CallingService,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<CheckPermission>,
) -> Result<Json<Allowed>, Failure> {
    let owner = owner(&service, tag, &asked.token).await?;
    let allowed = owner.is_ok_and(|owner| owner.user.permissions.allow(asked.permission));
    Ok(Json(Allowed { allowed }))
}

/// Tells whether a user may do something to what belongs to somebody. For services.
#[utoipa::path(post, path = routes::AUTH_CHECK_AUTHORIZATION, tag = "tokens", request_body = CheckAuthorization, responses(
    (status = 200, body = Allowed), (status = 400), (status = 401)))]
pub(crate) async fn check_authorization(
    State(service): State<Arc<AuthService>>,
    _: CallingService,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<CheckAuthorization>,
) -> Result<Json<Allowed>, Failure> {
    let owner = owner(&service, tag, &asked.token).await?;
    let allowed = owner.is_ok_and(|Owner { user, .. }| {
        let is_own = user.id == asked.owner || user.permissions.allow(Permission::Admin);
        is_own && user.permissions.allow(asked.permission)
    });
    Ok(Json(Allowed { allowed }))
}

/// Whose token or key something is.
struct Owner {
    /// The user, with what may be done by it.
    user: User,
    /// In which session.
    session: Option<SessionId>,
    /// Until when the answer may be relied on, in seconds since 1970.
    expires: u64,
}

/// Whose access token or API key it is, if it counts.
async fn owner(
    service: &AuthService,
    tag: ScopeTag,
    token: &SecretToken,
) -> Result<Result<Owner, Refusal>, AppError> {
    if is_api_key(token) {
        return owner_of_key(service, tag, token).await;
    }
    let mut scope = service.scope(tag, Access::Read).await?;
    let examined = sessions::examine(&mut scope, &service.mint, TokenKind::Access, token).await?;
    Ok(examined.map(|(claims, user)| Owner {
        user,
        session: claims.sid,
        expires: claims.exp,
    }))
}

/// Whose key it is. It has no end of its own, but what is begun with it, such as a live connection, ends as with a token.
async fn owner_of_key(
    service: &AuthService,
    tag: ScopeTag,
    key: &SecretToken,
) -> Result<Result<Owner, Refusal>, AppError> {
    let now = service.clock.now();
    let mut scope = service.scope(tag.clone(), Access::Read).await?;
    let Some((key, user)) = api_keys::owner(&mut scope, key).await? else {
        return Ok(Err(Refusal::Key));
    };
    drop(scope);
    if api_keys::is_another_use(&key, now) {
        let mut scope = service.scope(tag, Access::Write).await?;
        storage::api_keys::touch(&mut scope, &key.user, &key.prefix, now).await?;
        scope.commit().await?;
    }
    let life = service.mint.lifetimes().access;
    Ok(Ok(Owner {
        user,
        session: None,
        expires: (now.0 / 1_000).saturating_add(life.as_secs()),
    }))
}

fn error_of(refusal: Refusal) -> ValidationError {
    match refusal {
        Refusal::Token(TokenError::Malformed) => ValidationError::InvalidFormat,
        Refusal::Token(_) | Refusal::Key => ValidationError::ValidationFailed,
        Refusal::Revoked | Refusal::SessionOver | Refusal::Account => ValidationError::Revoked,
    }
}
