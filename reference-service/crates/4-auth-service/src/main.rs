//! The process around the service.

use auth_service::{AuthService, Settings, router};
use foundation::names::services;
use service::{Process, Work, lead};
use std::future::pending;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let read = |environment: &_| {
        let settings = Settings::read(environment)?;
        let process = Process {
            address: settings.address,
            logging: settings.logging,
            database: settings.database.clone(),
            warnings: settings.warnings.clone(),
        };
        Ok((process, settings))
    };
    lead((services::AUTH, "accounts"), read, |settings, around| {
        Ok(Work {
            routes: router(AuthService::new(&settings, around)?),
            beside: Box::new(pending()),
            at_stop: Box::new(|| {}),
        })
    })
    .await
}
