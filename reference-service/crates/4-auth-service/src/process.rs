//! The process around the service.

use crate::{AuthService, Settings, router};
use foundation::names::services;
use service::{Process, Surroundings, Work, lead};
use std::future::pending;
use std::process::ExitCode;

/// Serves, configured by the environment, until the process is told to stop; the code to end it with.
pub async fn serve() -> ExitCode {
    let read = |environment: &_| {
        let settings = Settings::read(environment)?;
        let process = Process {
            address: settings.address,
            logging: settings.logging,
            collector: settings.collector.clone(),
            database: settings.database.clone(),
            warnings: settings.warnings.clone(),
        };
        Ok((process, settings))
    };
    let build = async |settings: Settings, around: Surroundings| {
        let service = AuthService::new(&settings, around)?;
        Ok(Work {
            connections: service.connections(),
            routes: router(service),
            beside: Box::new(pending()),
            at_stop: Box::new(|| {}),
        })
    };
    lead((services::AUTH, "accounts"), read, build).await
}
