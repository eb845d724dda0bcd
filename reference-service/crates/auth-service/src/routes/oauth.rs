//! Login by a provider.

use crate::AuthService;
use crate::asker::Tag;
use crate::routes::accounts::begin_session;
use auth::accounts::{self, DisplayName};
use auth::oauth::{Identity, OauthError, OauthProvider, STATE_LIFE};
use auth_api::Tokens;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use foundation::errors::AppError;
use foundation::names::routes;
use foundation::secret::SecretToken;
use serde::Deserialize;
use std::sync::Arc;
use storage::users::User;
use storage::{Access, oauth_identities, users};
use telemetry::metrics::Method;
use utoipa::IntoParams;
use web::{Failure, Params};

/// Ties a login to the browser that began it, so that nobody can have a victim finish a login of theirs.
const STATE_COOKIE: &str = "oauth_state";

/// By whom a user wants to be known.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BeginOauth {
    /// The provider; may be left out, since there is at most one.
    provider: Option<String>,
}

/// What the provider sends the user back with. Providers add parameters of their own.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Callback {
    /// Is exchanged for the identity.
    #[param(value_type = Option<String>)]
    code: Option<SecretToken>,
    /// The same as the user was sent away with.
    #[param(value_type = Option<String>)]
    state: Option<SecretToken>,
    /// Why the provider does not say who it is.
    error: Option<String>,
}

/// Sends the user to the provider.
#[utoipa::path(get, path = routes::AUTH_LOGIN, tag = "oauth", params(BeginOauth), responses(
    (status = 303, description = "to the provider"), (status = 400), (status = 404, description = "no such provider")))]
pub(crate) async fn begin(
    State(service): State<Arc<AuthService>>,
    Tag(tag): Tag,
    Params(asked): Params<BeginOauth>,
) -> Result<(StatusCode, [(HeaderName, String); 2]), Failure> {
    let provider = provider(&service)?;
    if asked.provider.is_some_and(|name| name != provider.name()) {
        return Err(AppError::NotFound.into());
    }
    // Before there is a session with the database: the provider may take its time.
    provider.prepare().await?;
    let mut scope = service.scope(tag, Access::Write).await?;
    let departure = provider.begin(&mut scope).await?;
    scope.commit().await?;

    let (state, life) = (departure.state.expose(), STATE_LIFE.as_secs());
    let secure = if service.environment.is_deployed() {
        "; Secure"
    } else {
        ""
    };
    let path = routes::AUTH_CALLBACK;
    let cookie = format!(
        "{STATE_COOKIE}={state}; Path={path}; Max-Age={life}; HttpOnly; SameSite=Lax{secure}"
    );
    let headers = [
        (header::LOCATION, departure.url.into()),
        (header::SET_COOKIE, cookie),
    ];
    Ok((StatusCode::SEE_OTHER, headers))
}

/// Takes the user back from the provider and begins a session.
#[utoipa::path(get, path = routes::AUTH_CALLBACK, tag = "oauth", params(Callback), responses(
    (status = 200, body = Tokens), (status = 400), (status = 401), (status = 404, description = "no provider"),
    (status = 409, description = "there is an account for the address already")))]
pub(crate) async fn callback(
    State(service): State<Arc<AuthService>>,
    tag: Tag,
    headers: HeaderMap,
    Params(asked): Params<Callback>,
) -> Result<Json<Tokens>, Failure> {
    let provider = provider(&service)?;
    let state = asked.state.ok_or(OauthError::State)?;
    if cookie(&headers).is_none_or(|ours| ours != state.expose()) {
        return Err(service.refuse(Method::Oauth).into());
    }
    let mut scope = service.scope(tag.0.clone(), Access::Write).await?;
    let remembered = provider.recall(&mut scope, &state).await?;
    scope.commit().await?;
    let Some(code) = asked.code.filter(|_| asked.error.is_none()) else {
        return Err(service.refuse(Method::Oauth).into());
    };
    let identity = match provider.finish(&remembered, &code).await {
        Ok(identity) => identity,
        Err(error @ (OauthError::Code | OauthError::IdToken(_))) => {
            tracing::warn!(%error, "the provider's word was not taken");
            return Err(service.refuse(Method::Oauth).into());
        }
        Err(error) => return Err(error.into()),
    };
    let user = owner(&service, &tag, provider, identity).await?;
    begin_session(&service, tag, user, Method::Oauth).await
}

fn provider(service: &AuthService) -> Result<&OauthProvider, AppError> {
    service.provider.as_ref().ok_or(AppError::NotFound)
}

/// Whose account the identity opens; a new one if it is new.
///
/// An account that is there already for the same address is not opened: whoever made it has never proven that the
/// address is theirs, and would share it with its owner from then on.
async fn owner(
    service: &AuthService,
    tag: &Tag,
    provider: &OauthProvider,
    identity: Identity,
) -> Result<User, AppError> {
    let mut scope = service.scope(tag.0.clone(), Access::Write).await?;
    let linked = oauth_identities::owner(&mut scope, provider.name(), &identity.subject).await?;
    if let Some(id) = linked {
        let user = users::by_id(&mut scope, &id).await?;
        return user
            .filter(|user| !user.disabled)
            .ok_or_else(|| service.refuse(Method::Oauth));
    }
    let now = service.clock.now();
    let name = identity.name.as_deref().map(DisplayName::try_from);
    let name = name.and_then(Result::ok);
    let name = name.unwrap_or_else(|| DisplayName::of(&identity.email));
    let user = accounts::create(&mut scope, &service.ids, now, identity.email, name, None).await?;
    let (provider, subject) = (provider.name(), &identity.subject);
    oauth_identities::link(&mut scope, &user.id, provider, subject, now).await?;
    scope.commit().await?;
    Ok(user)
}

/// The state that the browser kept.
fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let cookies = cookies.filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, value)| (name == STATE_COOKIE).then_some(value))
}
