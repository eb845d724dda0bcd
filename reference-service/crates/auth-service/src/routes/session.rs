//! Sessions, as their users see them.

use crate::AuthService;
use crate::asker::{Asker, Tag};
use crate::routes::accounts::profile;
use auth::sessions::{self, Refreshed, TokenPair};
use auth::tokens::Claims;
use auth_api::{BEARER, Logout, Profile, Refresh, Tokens, Verified};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use foundation::errors::AppError;
use foundation::names::routes;
use std::sync::Arc;
use storage::Access;
use storage::users::User;
use telemetry::metrics::{AttemptOutcome, Method};
use web::{Failure, JsonBody};

/// The one place where tokens of users leave the service.
pub(crate) fn tokens_of(user: &User, tokens: &TokenPair) -> Tokens {
    let Claims { iat, exp, sid, .. } = &tokens.access.claims;
    Tokens {
        user_id: user.id.clone(),
        session_id: sid.clone(),
        access_token: tokens.access.token.clone(),
        refresh_token: tokens.refresh.token.clone(),
        token_type: BEARER.to_owned(),
        expires_in: exp.saturating_sub(*iat),
    }
}

/// Exchanges a refresh token for new tokens. Used twice, it ends the session: one of the two who did is a thief.
#[utoipa::path(post, path = routes::AUTH_REFRESH, tag = "sessions", request_body = Refresh, responses(
    (status = 200, body = Tokens), (status = 400), (status = 401)))]
pub(crate) async fn refresh(
    State(service): State<Arc<AuthService>>,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<Refresh>,
) -> Result<Json<Tokens>, Failure> {
    let mut scope = service.scope(tag, Access::Write).await?;
    match sessions::refresh(&mut scope, &service.mint, &asked.refresh_token).await? {
        Refreshed::Pair(user, tokens) => {
            scope.commit().await?;
            web::note_user(&user.id);
            service.count(Method::Refresh, AttemptOutcome::Success);
            Ok(Json(tokens_of(&user, &tokens)))
        }
        Refreshed::Replayed => {
            scope.commit().await?;
            service.count(Method::Refresh, AttemptOutcome::Replayed);
            Err(AppError::Unauthenticated.into())
        }
        Refreshed::Refused(refusal) => {
            tracing::info!(%refusal, "refresh token refused");
            Err(service.refuse(Method::Refresh).into())
        }
    }
}

/// Ends the session of the bearer, or all sessions.
#[utoipa::path(post, path = routes::AUTH_LOGOUT, tag = "sessions", request_body = Logout, responses(
    (status = 204), (status = 400), (status = 401)))]
pub(crate) async fn logout(
    State(service): State<Arc<AuthService>>,
    asker: Asker,
    tag: Tag,
    JsonBody(asked): JsonBody<Logout>,
) -> Result<StatusCode, Failure> {
    let Asker { user, claims } = asker;
    let mut scope = service.scope(tag.of(&user), Access::Write).await?;
    sessions::end(&mut scope, &service.mint, &user.id, &claims).await?;
    if asked.everywhere {
        sessions::end_all(&mut scope, &service.mint, &user.id).await?;
    }
    scope.commit().await?;
    tracing::info!(everywhere = asked.everywhere, "logged out");
    Ok(StatusCode::NO_CONTENT)
}

/// Tells whether the bearer's token counts, and whose it is.
#[utoipa::path(get, path = routes::AUTH_VERIFY, tag = "sessions", responses(
    (status = 200, body = Verified), (status = 401)))]
pub(crate) async fn verify(asker: Asker) -> Json<Verified> {
    let Asker { user, claims } = asker;
    Json(Verified {
        user_id: user.id,
        session_id: claims.sid,
        permissions: user.permissions,
        expires_at: claims.exp,
    })
}

/// Tells the bearer who they are.
#[utoipa::path(get, path = routes::AUTH_ME, tag = "sessions", responses(
    (status = 200, body = Profile), (status = 401)))]
pub(crate) async fn me(asker: Asker) -> Json<Profile> {
    Json(profile(asker.user))
}
