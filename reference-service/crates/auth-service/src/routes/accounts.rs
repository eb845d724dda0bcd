//! Accounts with a password.

use crate::AuthService;
use crate::asker::{Asker, Tag};
use crate::routes::session::tokens_of;
use auth::accounts::{self, DisplayName};
use auth::passwords::Passwords;
use auth::{password_resets, sessions};
use auth_api::{
    ChangePassword, DeleteAccount, PasswordLogin, Profile, Register, ResetPassword, Tokens,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use foundation::errors::AppError;
use foundation::names::routes;
use foundation::secret::SecretToken;
use service::Credentials;
use std::sync::Arc;
use storage::users::{self, User};
use storage::{Access, ScopeTag};
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

/// Begins a session by address and password, in the body or after `Basic` in the `Authorization` header.
#[utoipa::path(post, path = routes::AUTH_LOGIN, tag = "accounts", request_body = PasswordLogin, responses(
    (status = 200, body = Tokens), (status = 400), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn login(
    State(service): State<Arc<AuthService>>,
    tag: Tag,
    Credentials(PasswordLogin { email, password }): Credentials,
) -> Result<Json<Tokens>, Failure> {
    let (database, passwords) = (&service.database, &service.passwords);
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

/// Gives the bearer another password, and ends their other sessions.
#[utoipa::path(post, path = routes::AUTH_CHANGE_PASSWORD, tag = "accounts", request_body = ChangePassword, responses(
    (status = 204), (status = 400, description = "a password is wrong or weak"), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn change_password(
    State(service): State<Arc<AuthService>>,
    Asker { user, claims }: Asker,
    tag: Tag,
    JsonBody(asked): JsonBody<ChangePassword>,
) -> Result<StatusCode, Failure> {
    let tag = tag.of(&user);
    Passwords::accept_for(&asked.new_password, &user.email).map_err(AppError::from)?;
    demand_password(&service, tag.clone(), &user, &asked.password).await?;
    let hash = service.passwords.hash(&asked.new_password).await?;
    let (now, session) = (service.clock.now(), claims.sid.as_ref());
    let mut scope = service.scope(tag, Access::Write).await?;
    accounts::change_password(&mut scope, &user.id, &hash, session, now).await?;
    scope.commit().await?;
    tracing::info!("password changed");
    Ok(StatusCode::NO_CONTENT)
}

/// Gives whoever was handed a token by an operator another password, and ends all sessions of the account.
#[utoipa::path(post, path = routes::AUTH_RESET_PASSWORD, tag = "accounts", request_body = ResetPassword, responses(
    (status = 204), (status = 400, description = "the token does not count, or the password is weak")))]
pub(crate) async fn reset_password(
    State(service): State<Arc<AuthService>>,
    tag: Tag,
    JsonBody(asked): JsonBody<ResetPassword>,
) -> Result<StatusCode, Failure> {
    let now = service.clock.now();
    let refused = || {
        service.count(Method::Reset, AttemptOutcome::Refused);
        AppError::InvalidInput("the token was used, is too old, or never was one".to_owned())
    };
    let mut scope = service.scope(tag.0.clone(), Access::Read).await?;
    let owner = password_resets::owner(&mut scope, &asked.token, now).await?;
    drop(scope);
    let user = owner.ok_or_else(refused)?;
    Passwords::accept_for(&asked.new_password, &user.email).map_err(AppError::from)?;
    let hash = service.passwords.hash(&asked.new_password).await?;
    let mut scope = service.scope(tag.of(&user), Access::Write).await?;
    if !password_resets::finish(&mut scope, &asked.token, &user, &hash, now).await? {
        return Err(refused().into());
    }
    scope.commit().await?;
    service.guesses.right(&user.email);
    service.count(Method::Reset, AttemptOutcome::Success);
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the account of the bearer. Their tokens count no more, and the address is free.
#[utoipa::path(post, path = routes::AUTH_DELETE_ACCOUNT, tag = "accounts", request_body = DeleteAccount, responses(
    (status = 204), (status = 400, description = "the password is wrong"), (status = 401),
    (status = 429, description = "too many wrong passwords; `retry-after` says when another is compared")))]
pub(crate) async fn delete_account(
    State(service): State<Arc<AuthService>>,
    Asker { user, .. }: Asker,
    tag: Tag,
    JsonBody(asked): JsonBody<DeleteAccount>,
) -> Result<StatusCode, Failure> {
    let tag = tag.of(&user);
    demand_password(&service, tag.clone(), &user, &asked.password).await?;
    let mut scope = service.scope(tag, Access::Write).await?;
    users::remove(&mut scope, &user.id).await?;
    scope.commit().await?;
    tracing::info!("account deleted");
    Ok(StatusCode::NO_CONTENT)
}

/// Lets a user pass who knows the password of the account. A wrong one counts as a guess, as at a login: a token alone,
/// which may be stolen, does not get around that.
async fn demand_password(
    service: &AuthService,
    tag: ScopeTag,
    user: &User,
    password: &SecretToken,
) -> Result<(), AppError> {
    let (database, passwords) = (&service.database, &service.passwords);
    service.guesses.begin(&user.email)?;
    if !accounts::is_password_of(database, tag, passwords, &user.id, password).await? {
        service.count(Method::Password, AttemptOutcome::Refused);
        // Not `Unauthenticated`, which would say that the token does not count.
        return Err(AppError::InvalidInput(
            "the password is not the right one".to_owned(),
        ));
    }
    service.guesses.right(&user.email);
    service.count(Method::Password, AttemptOutcome::Success);
    Ok(())
}
