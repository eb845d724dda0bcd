//! The process around the service: environment, console, signals.

mod signals;

use auth_service::{AuthService, Settings, Surroundings, router};
use foundation::clock::{Clock, SystemClock};
use foundation::entropy::SystemEntropy;
use foundation::environment::Environment;
use foundation::errors::with_sources;
use foundation::text;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::{fmt, fs};
use storage::Database;
use tokio::net::TcpListener;
use web::{Ending, serve};

const DOTENV: &str = ".env";

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
    let stop = signals::stop()?;
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

/// The text of the `.env` file where the process was started, if there is one.
fn dotenv_text() -> Result<Option<String>, String> {
    let bytes = match fs::read(DOTENV) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot read {DOTENV}: {error}")),
    };
    match text::decode_file(&bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => Err(format!("{DOTENV} is {error}")),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "the console of the process, before and after there is anything better"
)]
fn complain(message: &dyn fmt::Display) {
    eprintln!("{}: {message}", foundation::names::services::AUTH);
}
