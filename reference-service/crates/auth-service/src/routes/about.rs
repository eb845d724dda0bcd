//! What a client has to know before it asks for anything.

use crate::AuthService;
use auth::passwords;
use axum::Json;
use axum::extract::State;
use foundation::environment::EnvironmentName;
use foundation::names::{routes, services};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// What the service can do at present.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Status {
    service: &'static str,
    version: &'static str,
    #[schema(value_type = String)]
    environment: EnvironmentName,
    /// Whether users can log in by a provider.
    oauth: bool,
    /// Whether developers can log in without a password.
    dev_login: bool,
}

/// What a client has to know before a login.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Config {
    /// The shortest password, in characters.
    password_min_characters: usize,
    /// The longest password, in bytes.
    password_max_bytes: usize,
    /// For how many seconds an access token counts.
    access_token_seconds: u64,
    /// For how many seconds a refresh token counts.
    refresh_token_seconds: u64,
    /// Where each thing is.
    endpoints: Endpoints,
}

/// Where to log in and out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Endpoints {
    register: &'static str,
    login: &'static str,
    logout: &'static str,
    refresh: &'static str,
    providers: &'static str,
    callback: &'static str,
}

/// A provider by which users can log in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Provider {
    /// Its name.
    name: String,
    /// Where a login by it begins.
    login: &'static str,
}

/// Tells what the service can do at present.
#[utoipa::path(get, path = routes::AUTH_STATUS, tag = "about", responses((status = 200, body = Status)))]
pub(crate) async fn status(State(service): State<Arc<AuthService>>) -> Json<Status> {
    Json(Status {
        service: services::AUTH,
        version: env!("CARGO_PKG_VERSION"),
        environment: service.environment,
        oauth: service.provider.is_some(),
        dev_login: service.dev_login,
    })
}

/// Tells what a client has to know before a login.
#[utoipa::path(get, path = routes::AUTH_CONFIG, tag = "about", responses((status = 200, body = Config)))]
pub(crate) async fn config(State(service): State<Arc<AuthService>>) -> Json<Config> {
    let lifetimes = service.mint.lifetimes();
    Json(Config {
        password_min_characters: passwords::SHORTEST,
        password_max_bytes: passwords::LONGEST,
        access_token_seconds: lifetimes.access.as_secs(),
        refresh_token_seconds: lifetimes.refresh.as_secs(),
        endpoints: Endpoints {
            register: routes::AUTH_REGISTER,
            login: routes::AUTH_LOGIN,
            logout: routes::AUTH_LOGOUT,
            refresh: routes::AUTH_REFRESH,
            providers: routes::AUTH_PROVIDERS,
            callback: routes::AUTH_CALLBACK,
        },
    })
}

/// Lists the providers by which users can log in.
#[utoipa::path(get, path = routes::AUTH_PROVIDERS, tag = "about", responses((status = 200, body = Vec<Provider>)))]
pub(crate) async fn providers(State(service): State<Arc<AuthService>>) -> Json<Vec<Provider>> {
    let providers = service.provider.iter().map(|provider| Provider {
        name: provider.name().to_owned(),
        login: routes::AUTH_LOGIN,
    });
    Json(providers.collect())
}
