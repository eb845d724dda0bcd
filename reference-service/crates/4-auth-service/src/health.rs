//! How the service is: whether it answers, whether it can do its work, and in numbers.

use crate::AuthService;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use foundation::environment::EnvironmentName;
use foundation::errors::AppError;
use foundation::names::{routes, services};
use foundation::retry::within;
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use storage::migrations::SchemaState;
use telemetry::metrics::MEDIA_TYPE;
use utoipa::ToSchema;
use web::Failure;

/// Who asks how we are has more patience than users, but not for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the service says of itself to whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// `healthy`: a service that is not answers with an error.
    pub status: &'static str,
    /// Which service this is.
    pub service: &'static str,
    /// The version of the service.
    pub version: &'static str,
    /// Where it runs.
    #[schema(value_type = String)]
    pub environment: EnvironmentName,
    /// For how many whole seconds it has been running.
    pub uptime_seconds: u64,
    /// The version of the database's schema.
    pub schema_version: i64,
}

/// The process answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Alive {
    /// `alive`.
    status: &'static str,
}

/// Tells how the service is. It asks the database first.
#[utoipa::path(get, path = routes::HEALTH, tag = "health", responses(
    (status = 200, body = Health), (status = 503, description = "the database cannot be used")))]
pub(crate) async fn health(
    State(service): State<Arc<AuthService>>,
) -> Result<Json<Health>, Failure> {
    Ok(Json(Health {
        status: "healthy",
        service: services::AUTH,
        version: env!("CARGO_PKG_VERSION"),
        environment: service.environment,
        uptime_seconds: service.clock.running_for().as_secs(),
        schema_version: schema_version(&service).await?,
    }))
}

/// Tells that the process answers, and asks nobody else: who restarts it would not mend the database.
#[utoipa::path(get, path = routes::LIVE, tag = "health", responses((status = 200, body = Alive)))]
pub(crate) async fn live() -> Json<Alive> {
    Json(Alive { status: "alive" })
}

/// Tells whether requests may be sent here.
#[utoipa::path(get, path = routes::READY, tag = "health", responses(
    (status = 200, body = Health), (status = 503, description = "the database cannot be used")))]
pub(crate) async fn ready(state: State<Arc<AuthService>>) -> Result<Json<Health>, Failure> {
    health(state).await
}

/// The counters, for Prometheus.
#[utoipa::path(get, path = routes::METRICS, tag = "health", responses((status = 200, body = String)))]
pub(crate) async fn metrics(
    State(service): State<Arc<AuthService>>,
) -> Result<([(HeaderName, &'static str); 1], String), Failure> {
    let text = service.metrics.text(service.database.open_scopes());
    let text = text.map_err(AppError::internal)?;
    Ok(([(header::CONTENT_TYPE, MEDIA_TYPE)], text))
}

async fn schema_version(service: &AuthService) -> Result<i64, AppError> {
    let state = within(PATIENCE, service.database.schema_state()).await;
    let state = state.map_err(|late| AppError::Unavailable(late.into()))?;
    match state.map_err(|error| AppError::Unavailable(error.into()))? {
        SchemaState::Current { version } => Ok(version),
        other => Err(AppError::Unavailable(
            format!("the schema is not up to date: {other:?}").into(),
        )),
    }
}
