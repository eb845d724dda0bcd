//! Sessions, for a page that knows the backend alone: what is asked goes to the auth service as it is.

use crate::Backend;
use auth_api::{Logout, PasswordLogin, Profile, Refresh, Register, Tokens};
use auth_client::ClientError;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use foundation::errors::{AppError, ErrorCode};
use foundation::names::routes;
use service::Credentials;
use std::sync::Arc;
use telemetry::metrics::{AttemptOutcome, Method};
use web::{Failure, JsonBody, bearer_of};

/// Begins a session by address and password, in the body or after `Basic` in the `Authorization` header.
#[utoipa::path(post, path = routes::SESSION, tag = "session", request_body = PasswordLogin, responses(
    (status = 200, body = Tokens), (status = 400), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn log_in(
    State(backend): State<Arc<Backend>>,
    Credentials(asked): Credentials,
) -> Result<Json<Tokens>, Failure> {
    let tokens = backend.auth.log_in(&asked).await;
    Ok(Json(told(&backend, Method::Password, tokens)?))
}

/// Exchanges a refresh token for new tokens. Used twice, it ends the session.
#[utoipa::path(post, path = routes::SESSION_REFRESH, tag = "session", request_body = Refresh, responses(
    (status = 200, body = Tokens), (status = 400), (status = 401)))]
pub(crate) async fn refresh(
    State(backend): State<Arc<Backend>>,
    JsonBody(asked): JsonBody<Refresh>,
) -> Result<Json<Tokens>, Failure> {
    let tokens = backend.auth.refresh(asked.refresh_token).await;
    Ok(Json(told(&backend, Method::Refresh, tokens)?))
}

/// Ends the session of the token.
#[utoipa::path(delete, path = routes::SESSION, tag = "session", responses((status = 204), (status = 401)))]
pub(crate) async fn log_out(
    State(backend): State<Arc<Backend>>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let token = bearer_of(&headers).ok_or(AppError::Unauthenticated)?;
    let ended = backend.auth.log_out(&token, &Logout::default()).await;
    ended.map_err(AppError::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes an account.
#[utoipa::path(post, path = routes::SESSION_REGISTER, tag = "session", request_body = Register, responses(
    (status = 201, body = Profile), (status = 400), (status = 409, description = "there is an account already")))]
pub(crate) async fn register(
    State(backend): State<Arc<Backend>>,
    JsonBody(asked): JsonBody<Register>,
) -> Result<(StatusCode, Json<Profile>), Failure> {
    let profile = backend.auth.register(&asked).await;
    let profile = told(&backend, Method::Register, profile)?;
    Ok((StatusCode::CREATED, Json(profile)))
}

/// What the auth service answered. What it does not take was said by the user and not by us.
pub(crate) fn told<T>(
    backend: &Backend,
    method: Method,
    answer: Result<T, ClientError>,
) -> Result<T, AppError> {
    let outcome = match &answer {
        Ok(_) => AttemptOutcome::Success,
        Err(ClientError::Unauthenticated | ClientError::Refused { .. }) => AttemptOutcome::Refused,
        Err(_) => AttemptOutcome::Failed,
    };
    backend.metrics().authentication(method, outcome);
    answer.map_err(|error| match error {
        ClientError::Refused {
            code: ErrorCode::InvalidInput,
            message,
        } => AppError::InvalidInput(message),
        error => error.into(),
    })
}
