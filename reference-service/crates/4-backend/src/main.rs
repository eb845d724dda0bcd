//! The process around the service.

use backend::{Backend, Settings, router};
use foundation::names::services;
use service::{Work, lead};
use std::future::pending;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let read = |environment: &_| Settings::read(environment).map(Settings::parts);
    lead((services::BACKEND, "threads"), read, |settings, around| {
        let backend = Backend::new(&settings, around)?;
        let (swept, close) = (backend.managers(), backend.closing());
        Ok(Work {
            routes: router(backend),
            beside: Box::new(Box::pin(async move { swept.keep_clean(pending()).await })),
            at_stop: Box::new(close),
        })
    })
    .await
}
