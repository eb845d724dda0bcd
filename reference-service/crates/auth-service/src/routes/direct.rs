//! Logins without a password: for developers on their own machine, and for end-to-end tests in builds made for them.

use crate::AuthService;
use crate::asker::Tag;
use crate::routes::accounts::begin_session;
use auth::accounts;
use auth_api::Tokens;
use axum::Json;
use axum::extract::State;
use foundation::errors::AppError;
use foundation::identity::Email;
use foundation::names::routes;
use std::sync::Arc;
use storage::Access;
use storage::users::User;
use telemetry::metrics::Method;
use web::{Failure, JsonBody};

/// Begins a session without a password. Only in builds made for that, and only where it is switched on.
#[cfg(feature = "dev-login")]
#[utoipa::path(post, path = routes::AUTH_DEV_LOGIN, tag = "accounts", request_body = auth_api::DevLogin, responses(
    (status = 200, body = Tokens), (status = 400), (status = 403, description = "not switched on")))]
pub(crate) async fn dev_login(
    State(service): State<Arc<AuthService>>,
    tag: Tag,
    JsonBody(asked): JsonBody<auth_api::DevLogin>,
) -> Result<Json<Tokens>, Failure> {
    if !service.dev_login {
        return Err(AppError::Forbidden.into());
    }
    let user = somebody(&service, &tag, asked.email).await?;
    begin_session(&service, tag, user, Method::Direct).await
}

/// The account of this address, made now if there is none. A closed one stays closed.
async fn somebody(service: &AuthService, tag: &Tag, email: Email) -> Result<User, AppError> {
    let mut scope = service.scope(tag.0.clone(), Access::Write).await?;
    let now = service.clock.now();
    let user = accounts::find_or_create(&mut scope, &service.ids, now, email).await?;
    scope.commit().await?;
    if user.disabled {
        return Err(service.refuse(Method::Direct));
    }
    Ok(user)
}

/// Begins a session for an end-to-end test. Only in builds made for that, and only for requests signed with the key.
#[cfg(feature = "e2e-bypass")]
#[utoipa::path(post, path = routes::AUTH_E2E, tag = "accounts", request_body = auth_api::E2eLogin, responses(
    (status = 200, body = Tokens), (status = 400), (status = 401)))]
pub(crate) async fn e2e_login(
    State(service): State<Arc<AuthService>>,
    tag: Tag,
    JsonBody(asked): JsonBody<auth_api::E2eLogin>,
) -> Result<Json<Tokens>, Failure> {
    use auth::e2e::TestUser;
    use storage::revocations::revoke_token;
    use telemetry::metrics::AttemptOutcome;

    let now = service.clock.now();
    let key = service.e2e_key.as_ref();
    let login = key.and_then(|key| TestUser::read(&asked.signed, key, now));
    let login = login.ok_or_else(|| service.refuse(Method::Direct))?;

    let mut scope = service.scope(tag.0.clone(), Access::Write).await?;
    let name = format!("e2e:{}", login.jti);
    let is_first = revoke_token(&mut scope, &name, login.expires(), now).await?;
    scope.commit().await?;
    if !is_first {
        service.count(Method::Direct, AttemptOutcome::Replayed);
        return Err(AppError::Unauthenticated.into());
    }
    let user = somebody(&service, &tag, login.email).await?;
    begin_session(&service, tag, user, Method::Direct).await
}
