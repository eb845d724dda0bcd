use crate::{SettingsError, SettingsWarning, dotenv_text, stop, traces};
use axum::Router;
use foundation::clock::{Clock, SystemClock};
use foundation::entropy::{Entropy, SystemEntropy};
use foundation::environment::Environment;
use foundation::errors::{AppError, with_sources};
use foundation::tasks;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use storage::migrations::SchemaState;
use storage::{Database, DatabaseUrl};
use telemetry::logging::Logging;
use tokio::net::TcpListener;
use url::Url;
use web::{Connections, Ending, serve};

/// What a service finds around it: the things that a test replaces.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// Open, and with its schema up to date.
    pub database: Database,
}

/// What the process around a service has to know of its settings.
#[derive(Debug, Clone)]
pub struct Process {
    /// Where it listens.
    pub address: SocketAddr,
    /// How records are written.
    pub logging: Logging,
    /// Where its spans are sent, if anywhere.
    pub collector: Option<Url>,
    /// Where it keeps what outlives it.
    pub database: DatabaseUrl,
    /// What somebody may have meant differently.
    pub warnings: Vec<SettingsWarning>,
}

/// A service that is ready to be asked.
pub struct Work {
    /// What can be asked.
    pub routes: Router,
    /// What clients may do with connections.
    pub connections: Arc<Connections>,
    /// What goes on beside the requests. It never ends by itself.
    pub beside: Box<dyn Future<Output = ()> + Send + Unpin>,
    /// What is done first when the service is to stop, for what would not end by itself.
    pub at_stop: Box<dyn FnOnce() + Send>,
}

/// Leads a process from its environment to its end. `keeps` is what the service keeps, in the words of its users.
pub async fn lead<S>(
    (name, keeps): (&'static str, &'static str),
    read: impl FnOnce(&Environment) -> Result<(Process, S), SettingsError>,
    build: impl AsyncFnOnce(S, Surroundings) -> Result<Work, AppError>,
) -> ExitCode {
    match run((name, keeps), read, build).await {
        Ok(Ending::Complete) => ExitCode::SUCCESS,
        Ok(Ending::CutShort) => {
            complain(
                name,
                &"some requests were not finished in time and were cut short",
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(name, &with_sources(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn run<S>(
    (name, keeps): (&'static str, &'static str),
    read: impl FnOnce(&Environment) -> Result<(Process, S), SettingsError>,
    build: impl AsyncFnOnce(S, Surroundings) -> Result<Work, AppError>,
) -> Result<Ending, Box<dyn Error>> {
    let clock = Arc::new(SystemClock::start());
    let environment = Environment::of_process(dotenv_text()?.as_deref())?;
    let (process, settings) = read(&environment)?;
    for warning in &process.warnings {
        complain(name, warning);
    }
    let collector = process.collector.as_ref();
    let traces = collector.map(|url| traces::start(name, env!("CARGO_PKG_VERSION"), url));
    let traces = traces.transpose()?;
    process.logging.start(traces.as_ref())?;

    // Signals first: whoever reads that we are listening may stop us at once.
    let signal = stop()?;
    let database = Database::open(&process.database).await?;
    let schema = database.migrate(clock.now()).await?;
    tracing::info!(database = %process.database, found = ?schema, "schema up to date");
    let around = Surroundings {
        clock,
        entropy: Arc::new(SystemEntropy),
        database: database.clone(),
    };
    let work = build(settings, around).await?;

    let unavailable = |error| format!("cannot listen on {}: {error}", process.address);
    let listener = TcpListener::bind(process.address)
        .await
        .map_err(unavailable)?;
    let mut console = io::stdout();
    writeln!(console, "{keeps} are kept in {}", process.database)?;
    writeln!(console, "listening on http://{}", listener.local_addr()?)?;

    let at_stop = work.at_stop;
    let stop = async move {
        signal.await;
        at_stop();
    };
    let ending = tokio::select! {
        ending = serve(listener, work.routes, work.connections, stop) => ending,
        () = work.beside => return Err("what goes on beside the requests has ended".into()),
    };
    database.close().await;
    if let Some(traces) = traces {
        // It blocks, and what it waits for is work of this runtime.
        tasks::spawn_blocking(move || traces.close()).await?;
    }
    Ok(ending)
}

/// Does one piece of work with what a service keeps, beside the process that serves, and prints what came of it; the code
/// to end the process with.
pub async fn errand<S>(
    name: &'static str,
    read: impl FnOnce(&Environment) -> Result<(Process, S), SettingsError>,
    work: impl AsyncFnOnce(Surroundings) -> Result<String, AppError>,
) -> ExitCode {
    let told = async {
        let environment = Environment::of_process(dotenv_text()?.as_deref())?;
        let (process, _) = read(&environment)?;
        let database = Database::open(&process.database).await?;
        // Its schema is the service's to make.
        let schema = database.schema_state().await?;
        if !matches!(schema, SchemaState::Current { .. }) {
            return Err(format!("{} is not of this version: {schema:?}", process.database).into());
        }
        let around = Surroundings {
            clock: Arc::new(SystemClock::start()),
            entropy: Arc::new(SystemEntropy),
            database: database.clone(),
        };
        let told = work(around).await?;
        database.close().await;
        writeln!(io::stdout(), "{told}")?;
        Ok::<_, Box<dyn Error>>(())
    };
    match told.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(name, &with_sources(&*error));
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "the console of the process, before and after there is anything better"
)]
fn complain(name: &str, message: &dyn fmt::Display) {
    eprintln!("{name}: {message}");
}
