//! How the service is: whether it answers, whether it can do its work, and in numbers.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, header};
use foundation::clock::Clock;
use foundation::environment::EnvironmentName;
use foundation::errors::{AppError, with_sources};
use foundation::names::routes;
use foundation::retry::within;
use serde::Serialize;
use std::convert::Infallible;
use std::fmt;
use std::future::ready;
use std::iter::once;
use std::sync::Arc;
use std::time::Duration;
use storage::Database;
use storage::migrations::SchemaState;
use telemetry::metrics::{Live, MEDIA_TYPE, Metrics};
use utoipa::ToSchema;
use web::Failure;

/// Who asks how we are has more patience than users, but not for ever.
const PATIENCE: Duration = Duration::from_secs(10);

/// What has to be known to tell how a service is. The state of its router gives it.
#[derive(Debug, Clone)]
pub struct Vitals {
    /// Which service.
    pub service: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Where it runs.
    pub environment: EnvironmentName,
    /// Its time.
    pub clock: Arc<dyn Clock>,
    /// Where it keeps what outlives it.
    pub database: Database,
    /// What it counts.
    pub metrics: Arc<Metrics>,
}

/// A service that can tell how it is.
pub trait HasVitals: Send + Sync {
    /// What has to be known for that.
    fn vitals(&self) -> &Vitals;

    /// What it depends on beside its database.
    fn dependencies(&self) -> impl Future<Output = Vec<Dependency>> + Send {
        ready(Vec::new())
    }

    /// How its live connections are, if it has any.
    fn live(&self) -> Live {
        Live::default()
    }
}

/// The counters, with what is counted only when somebody asks.
#[derive(Debug)]
pub struct Scrape(Vitals);

impl<S: HasVitals> FromRequestParts<Arc<S>> for Scrape {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, service: &Arc<S>) -> Result<Self, Infallible> {
        let vitals = service.vitals().clone();
        vitals.metrics.live(service.live());
        Ok(Self(vitals))
    }
}

impl<S: HasVitals> FromRequestParts<Arc<S>> for Vitals {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, service: &Arc<S>) -> Result<Self, Infallible> {
        Ok(service.vitals().clone())
    }
}

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

/// Something that a service depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Dependency {
    /// Which.
    pub name: String,
    /// Whether it can be used.
    pub is_up: bool,
    /// Whether the service can do nothing without it.
    pub is_needed: bool,
}

impl fmt::Display for Dependency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let standing = if self.is_up { "up" } else { "down" };
        write!(f, "{} is {standing}", self.name)
    }
}

/// Requests may be sent here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Readiness {
    /// `healthy`: a service that is not answers with an error, which names what is down.
    status: &'static str,
    /// What it depends on.
    dependencies: Vec<Dependency>,
}

/// What a service depends on beside its database, asked now.
#[derive(Debug)]
pub struct Others(Vec<Dependency>);

impl<S: HasVitals> FromRequestParts<Arc<S>> for Others {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, service: &Arc<S>) -> Result<Self, Infallible> {
        Ok(Self(service.dependencies().await))
    }
}

/// The process answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Alive {
    /// `alive`.
    status: &'static str,
}

/// Tells how the service is. It asks the database first.
#[utoipa::path(get, path = routes::HEALTH, tag = "health", responses(
    (status = 200, body = Health), (status = 503, description = "the database cannot be used")))]
pub async fn health(vitals: Vitals) -> Result<Json<Health>, Failure> {
    Ok(Json(Health {
        status: "healthy",
        service: vitals.service,
        version: vitals.version,
        environment: vitals.environment,
        uptime_seconds: vitals.clock.running_for().as_secs(),
        schema_version: schema_version(&vitals.database).await?,
    }))
}

/// Tells that the process answers, and asks nobody else: who restarts it would not mend the database.
#[utoipa::path(get, path = routes::LIVE, tag = "health", responses((status = 200, body = Alive)))]
pub async fn live() -> Json<Alive> {
    Json(Alive { status: "alive" })
}

/// Tells whether requests may be sent here.
#[utoipa::path(get, path = routes::READY, tag = "health", responses(
    (status = 200, body = Readiness), (status = 503, description = "something that is needed is down; the message tells what")))]
pub async fn readiness(vitals: Vitals, Others(others): Others) -> Result<Json<Readiness>, Failure> {
    let database = schema_version(&vitals.database).await;
    if let Err(error) = &database {
        tracing::warn!(error = with_sources(error), "the database cannot be used");
    }
    let database = Dependency {
        name: "database".to_owned(),
        is_up: database.is_ok(),
        is_needed: true,
    };
    let dependencies: Vec<_> = once(database).chain(others).collect();
    if dependencies.iter().any(|it| it.is_needed && !it.is_up) {
        let told: Vec<_> = dependencies.iter().map(ToString::to_string).collect();
        return Err(AppError::NotReady(told.join(", ")).into());
    }
    Ok(Json(Readiness {
        status: "healthy",
        dependencies,
    }))
}

/// The counters, for Prometheus.
#[utoipa::path(get, path = routes::METRICS, tag = "health", responses((status = 200, body = String)))]
pub async fn metrics(
    Scrape(vitals): Scrape,
) -> Result<([(HeaderName, &'static str); 1], String), Failure> {
    let text = vitals.metrics.text(vitals.database.open_scopes());
    let text = text.map_err(AppError::internal)?;
    Ok(([(header::CONTENT_TYPE, MEDIA_TYPE)], text))
}

async fn schema_version(database: &Database) -> Result<i64, AppError> {
    let state = within(PATIENCE, database.schema_state()).await;
    let state = state.map_err(|late| AppError::Unavailable(late.into()))?;
    match state.map_err(|error| AppError::Unavailable(error.into()))? {
        SchemaState::Current { version } => Ok(version),
        other => Err(AppError::Unavailable(
            format!("the schema is not up to date: {other:?}").into(),
        )),
    }
}
