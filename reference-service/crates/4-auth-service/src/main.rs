//! The process around the service: environment, console, signals.

use auth_service::{AuthService, Settings, Surroundings, router};
use foundation::clock::{Clock, SystemClock};
use foundation::entropy::SystemEntropy;
use foundation::environment::Environment;
use foundation::errors::with_sources;
use service::{dotenv_text, stop};
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use storage::Database;
use tokio::net::TcpListener;
use web::{Ending, serve};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&with_sources(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let clock = Arc::new(SystemClock::start());
    let environment = Environment::of_process(dotenv_text()?.as_deref())?;
    let settings = Settings::read(&environment)?;
    for warning in &settings.warnings {
        complain(warning);
    }
    settings.logging.start()?;

    // Signals first: whoever reads that we are listening may stop us at once.
    let stop = stop()?;
    let database = Database::open(&settings.database).await?;
    let schema = database.migrate(clock.now()).await?;
    tracing::info!(database = %settings.database, found = ?schema, "schema up to date");
    let around = Surroundings {
        clock,
        entropy: Arc::new(SystemEntropy),
        database: database.clone(),
    };
    let service = AuthService::new(&settings, around)?;

    let unavailable = |error| format!("cannot listen on {}: {error}", settings.address);
    let listener = TcpListener::bind(settings.address)
        .await
        .map_err(unavailable)?;
    let mut console = io::stdout();
    writeln!(console, "accounts are kept in {}", settings.database)?;
    writeln!(console, "listening on http://{}", listener.local_addr()?)?;

    let ending = serve(listener, router(service), stop).await?;
    database.close().await;
    if ending == Ending::CutShort {
        complain(&"some requests were not finished in time and were cut short");
    }
    Ok(())
}

#[expect(
    clippy::print_stderr,
    reason = "the console of the process, before and after there is anything better"
)]
fn complain(message: &dyn fmt::Display) {
    eprintln!("{}: {message}", foundation::names::services::AUTH);
}
