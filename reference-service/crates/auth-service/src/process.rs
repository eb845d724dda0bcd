//! The process around the service.

use crate::operator::{Order, carry_out};
use crate::{AuthService, Settings, router};
use foundation::environment::Environment;
use foundation::names::services;
use service::{Process, SettingsError, Surroundings, Work, errand, lead};
use std::future::pending;
use std::process::ExitCode;

/// Serves, configured by the environment, until the process is told to stop; the code to end it with.
pub async fn serve() -> ExitCode {
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

/// Does something else than to serve, configured by the same environment, and ends; the code to end the process with.
pub async fn attend(order: &Order) -> ExitCode {
    let work = async |around| carry_out(order, around).await;
    errand(services::AUTH, read, work).await
}

fn read(environment: &Environment) -> Result<(Process, Settings), SettingsError> {
    let settings = Settings::read(environment)?;
    let process = Process {
        address: settings.address,
        logging: settings.logging,
        collector: settings.collector.clone(),
        database: settings.database.clone(),
        warnings: settings.warnings.clone(),
    };
    Ok((process, settings))
}
