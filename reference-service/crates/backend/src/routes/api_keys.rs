//! Keys for programs of users, for those who know the backend alone: what is asked goes to the auth service as it is.

use crate::Backend;
use crate::caller::SessionCaller;
use crate::routes::session::told;
use auth_api::{ApiKeys, CreateApiKey, CreatedApiKey, RevokeApiKey};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use foundation::names::routes;
use std::sync::Arc;
use telemetry::metrics::Method;
use web::{Failure, JsonBody};

/// Makes a key for a program of the user. It is shown this once.
#[utoipa::path(post, path = routes::API_KEYS, tag = "api keys", request_body = CreateApiKey, responses(
    (status = 201, body = CreatedApiKey), (status = 400), (status = 401),
    (status = 403, description = "the user may not do that"), (status = 409, description = "there are too many")))]
pub(crate) async fn create(
    State(backend): State<Arc<Backend>>,
    SessionCaller { token, .. }: SessionCaller,
    JsonBody(asked): JsonBody<CreateApiKey>,
) -> Result<(StatusCode, Json<CreatedApiKey>), Failure> {
    let made = backend.auth.create_api_key(&token, &asked).await;
    let made = told(&backend, Method::Access, made)?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Lists the keys of the user.
#[utoipa::path(get, path = routes::API_KEYS, tag = "api keys", responses(
    (status = 200, body = ApiKeys), (status = 401)))]
pub(crate) async fn list(
    State(backend): State<Arc<Backend>>,
    SessionCaller { token, .. }: SessionCaller,
) -> Result<Json<ApiKeys>, Failure> {
    let keys = backend.auth.api_keys(&token).await;
    Ok(Json(told(&backend, Method::Access, keys)?))
}

/// Takes a key of the user back. Its id is its prefix.
#[utoipa::path(delete, path = routes::API_KEY, tag = "api keys", params(("id" = String, Path)), responses(
    (status = 204), (status = 400), (status = 401), (status = 404)))]
pub(crate) async fn revoke(
    State(backend): State<Arc<Backend>>,
    SessionCaller { token, .. }: SessionCaller,
    Path(prefix): Path<String>,
) -> Result<StatusCode, Failure> {
    let asked = RevokeApiKey { prefix };
    let revoked = backend.auth.revoke_api_key(&token, &asked).await;
    told(&backend, Method::Access, revoked)?;
    Ok(StatusCode::NO_CONTENT)
}
