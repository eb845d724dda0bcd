//! The process around the service.

use crate::{Backend, Settings, router};
use foundation::names::services;
use futures_util::future::join;
use service::{Surroundings, Work, lead};
use std::future::pending;
use std::process::ExitCode;

/// Serves, configured by the environment, until the process is told to stop; the code to end it with.
pub async fn serve() -> ExitCode {
    let read = |environment: &_| Settings::read(environment).map(Settings::parts);
    let build = async |settings: Settings, around: Surroundings| {
        let backend = Backend::new(&settings, around).await?;
        let (swept, close) = (backend.managers(), backend.closing());
        let tending = backend.tending();
        Ok(Work {
            connections: backend.connections(),
            routes: router(backend),
            beside: Box::new(Box::pin(async move {
                join(swept.keep_clean(pending()), tending).await;
            })),
            at_stop: Box::new(close),
        })
    };
    lead((services::BACKEND, "threads"), read, build).await
}
