//! What users do with their account, for a page that knows the backend alone: what is asked goes to the auth service as it
//! is.

use crate::Backend;
use crate::caller::{Caller, SessionCaller};
use crate::routes::session::told;
use auth_api::{ChangePassword, DeleteAccount, ResetPassword};
use axum::extract::State;
use axum::http::StatusCode;
use foundation::errors::{AppError, with_sources};
use foundation::names::routes;
use std::sync::Arc;
use storage::{Access, prices, threads, usage};
use telemetry::metrics::Method;
use web::{Failure, JsonBody};

/// Gives the user another password, and ends their other sessions.
#[utoipa::path(post, path = routes::SESSION_CHANGE_PASSWORD, tag = "account", request_body = ChangePassword, responses(
    (status = 204), (status = 400, description = "a password is wrong or weak"), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn change_password(
    State(backend): State<Arc<Backend>>,
    SessionCaller { token, .. }: SessionCaller,
    JsonBody(asked): JsonBody<ChangePassword>,
) -> Result<StatusCode, Failure> {
    let changed = backend.auth.change_password(&token, &asked).await;
    told(&backend, Method::Password, changed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives whoever was handed a token by an operator another password, and ends all sessions of the account.
#[utoipa::path(post, path = routes::SESSION_RESET_PASSWORD, tag = "account", request_body = ResetPassword, responses(
    (status = 204), (status = 400, description = "the token does not count, or the password is weak")))]
pub(crate) async fn reset_password(
    State(backend): State<Arc<Backend>>,
    JsonBody(asked): JsonBody<ResetPassword>,
) -> Result<StatusCode, Failure> {
    let reset = backend.auth.reset_password(&asked).await;
    told(&backend, Method::Reset, reset)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the account of the user, and deletes all that is kept of them.
///
/// The account goes first: it is the auth service that knows the password. What cannot be deleted then is nobody's: no
/// user ever has the same id again.
#[utoipa::path(post, path = routes::SESSION_DELETE_ACCOUNT, tag = "account", request_body = DeleteAccount, responses(
    (status = 204), (status = 400, description = "the password is wrong"), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn delete_account(
    State(backend): State<Arc<Backend>>,
    SessionCaller { caller, token }: SessionCaller,
    JsonBody(asked): JsonBody<DeleteAccount>,
) -> Result<StatusCode, Failure> {
    let deleted = backend.auth.delete_account(&token, &asked).await;
    told(&backend, Method::Password, deleted)?;
    backend.managers.leave(caller.id());
    if let Err(error) = forget(&backend, &caller).await {
        tracing::error!(
            cause = with_sources(&error),
            "rows of a user who is gone stay"
        );
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes all rows of the user.
async fn forget(backend: &Backend, caller: &Caller) -> Result<(), AppError> {
    let user = caller.id();
    let mut scope = backend.scope(&caller.request, user, Access::Write).await?;
    threads::remove_all(&mut scope, user).await?;
    usage::remove_all(&mut scope, user).await?;
    prices::remove_all(&mut scope, user).await?;
    Ok(scope.commit().await?)
}
