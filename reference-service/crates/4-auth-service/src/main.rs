//! The process around the service: environment, console, signals.

mod signals;

use auth_service::{AuthService, Ending, Settings, serve};
use foundation::clock::SystemClock;
use foundation::entropy::SystemEntropy;
use foundation::environment::Environment;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::{fmt, fs};
use tokio::net::TcpListener;

const DOTENV: &str = ".env";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
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

    // Signals first: whoever reads that we are listening may stop us at once.
    let stop = signals::stop()?;
    let unavailable = |error| format!("cannot listen on {}: {error}", settings.address);
    let listener = TcpListener::bind(settings.address)
        .await
        .map_err(unavailable)?;
    writeln!(
        io::stdout(),
        "listening on http://{}",
        listener.local_addr()?
    )?;

    let service = AuthService::new(settings.environment, clock, Arc::new(SystemEntropy));
    if serve(listener, service, stop).await? == Ending::CutShort {
        complain(&"some requests were not finished in time and were cut short");
    }
    Ok(())
}

/// The text of the `.env` file where the process was started, if there is one.
fn dotenv_text() -> Result<Option<String>, String> {
    match fs::read_to_string(DOTENV) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read {DOTENV}: {error}")),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "the console of the process, before and after there is anything better"
)]
fn complain(message: &dyn fmt::Display) {
    eprintln!("{}: {message}", foundation::names::services::AUTH);
}
