//! Accounts with a password.

use crate::AuthService;
use crate::asker::Tag;
use crate::routes::session::tokens_of;
use auth::accounts::{self, DisplayName};
use auth::passwords::Passwords;
use auth::sessions;
use auth_api::{PasswordLogin, Profile, Register, Tokens};
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

/// What a user may see of themselves.
pub(crate) fn profile(user: User) -> Profile {
    Profile {
        user_id: user.id,
        email: user.email,
        display_name: user.display_name,
        permissions: user.permissions,
        created_at: user.created.0,
    }
}

/// Makes an account.
#[utoipa::path(post, path = routes::AUTH_REGISTER, tag = "accounts", request_body = Register, responses(
    (status = 201, body = Profile), (status = 400), (status = 409, description = "there is an account already")))]
pub(crate) async fn register(
    State(service): State<Arc<AuthService>>,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<Register>,
) -> Result<(StatusCode, Json<Profile>), Failure> {
    let name = match &asked.display_name {
        Some(name) => DisplayName::try_from(name.as_str())
            .map_err(|error| AppError::InvalidInput(error.to_string()))?,
        None => DisplayName::of(&asked.email),
    };
    Passwords::accept_for(&asked.password, &asked.email).map_err(AppError::from)?;
    // Before there is a session with the database, since it takes its time.
    let hash = service.passwords.hash(&asked.password).await?;
    let mut scope = service.scope(tag, Access::Write).await?;
    let now = service.clock.now();
    let user = accounts::create(
        &mut scope,
        &service.ids,
        now,
        asked.email,
        name,
        Some(&hash),
    );
    let user = match user.await {
        Ok(user) => user,
        Err(error) => {
            service.count(Method::Register, AttemptOutcome::Refused);
            return Err(error.into());
        }
    };
    scope.commit().await?;
    web::note_user(&user.id);
    service.count(Method::Register, AttemptOutcome::Success);
    Ok((StatusCode::CREATED, Json(profile(user))))
}

/// Begins a session by address and password.
#[utoipa::path(post, path = routes::AUTH_LOGIN, tag = "accounts", request_body = PasswordLogin, responses(
    (status = 200, body = Tokens), (status = 400), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn login(
    State(service): State<Arc<AuthService>>,
    tag: Tag,
    JsonBody(asked): JsonBody<PasswordLogin>,
) -> Result<Json<Tokens>, Failure> {
    let (database, passwords) = (&service.database, &service.passwords);
    let PasswordLogin { email, password } = asked;
    service.guesses.begin(&email)?;
    let known = accounts::known_by_password(database, tag.0.clone(), passwords, &email, &password);
    let user = known
        .await?
        .ok_or_else(|| service.refuse(Method::Password))?;
    service.guesses.right(&email);
    begin_session(&service, tag, user, Method::Password).await
}

/// Begins a session of somebody who is known now.
pub(crate) async fn begin_session(
    service: &AuthService,
    tag: Tag,
    user: User,
    method: Method,
) -> Result<Json<Tokens>, Failure> {
    let mut scope = service.scope(tag.of(&user), Access::Write).await?;
    let tokens = sessions::begin(&mut scope, &service.mint, &service.ids, &user).await?;
    scope.commit().await?;
    service.count(method, AttemptOutcome::Success);
    Ok(Json(tokens_of(&user, &tokens)))
}
