//! Hashing for services that keep passwords of their own.

use crate::AuthService;
use crate::asker::CallingService;
use auth_api::{HashPassword, HashedPassword, VerifiedPassword, VerifyPassword};
use axum::Json;
use axum::extract::State;
use foundation::names::routes;
use std::sync::Arc;
use web::{Failure, JsonBody};

/// Hashes a password. For services.
#[utoipa::path(post, path = routes::AUTH_HASH_PASSWORD, tag = "passwords", request_body = HashPassword, responses(
    (status = 200, body = HashedPassword), (status = 400), (status = 401)))]
pub(crate) async fn hash_password(
    State(service): State<Arc<AuthService>>,
    _: CallingService,
    JsonBody(asked): JsonBody<HashPassword>,
) -> Result<Json<HashedPassword>, Failure> {
    let hash = service.passwords.hash(&asked.password).await?;
    Ok(Json(HashedPassword { hash }))
}

/// Compares a password with a hash. For services.
#[utoipa::path(post, path = routes::AUTH_VERIFY_PASSWORD, tag = "passwords", request_body = VerifyPassword, responses(
    (status = 200, body = VerifiedPassword), (status = 400), (status = 401)))]
pub(crate) async fn verify_password(
    State(service): State<Arc<AuthService>>,
    _: CallingService,
    JsonBody(asked): JsonBody<VerifyPassword>,
) -> Result<Json<VerifiedPassword>, Failure> {
    let matches = service
        .passwords
        .matches(&asked.password, Some(&asked.hash))
        .await?;
    Ok(Json(VerifiedPassword { matches }))
}
