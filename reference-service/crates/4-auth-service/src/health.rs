use crate::AuthService;
use axum::Json;
use axum::extract::State;
use foundation::environment::EnvironmentName;
use foundation::names::services;
use serde::Serialize;
use std::sync::Arc;

/// What the service says of itself to whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// `healthy`: a service that is not does not answer yet.
    pub status: &'static str,
    /// Which service this is.
    pub service: &'static str,
    /// The version of the service.
    pub version: &'static str,
    /// Where it runs.
    pub environment: EnvironmentName,
    /// For how many whole seconds it has been running.
    pub uptime_seconds: u64,
}

pub(crate) async fn health(State(service): State<Arc<AuthService>>) -> Json<Health> {
    Json(Health {
        status: "healthy",
        service: services::AUTH,
        version: env!("CARGO_PKG_VERSION"),
        environment: service.environment,
        uptime_seconds: service.clock.running_for().as_secs(),
    })
}
