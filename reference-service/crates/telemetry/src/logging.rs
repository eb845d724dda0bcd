//! Records of what happened, each with the fields of the request it belongs to.

use crate::traces::Traces;
use foundation::environment::{Environment, EnvironmentError, EnvironmentName};
use foundation::names::spans::STEPS;
use foundation::names::variables;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::SetGlobalDefaultError;
use tracing::{Dispatch, Level};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry, fmt};

/// The crates whose records are written in full. Others, of libraries, begin with warnings.
const OURS: [&str; 15] = [
    "agents",
    "auth",
    "auth_client",
    "auth_service",
    "backend",
    "events",
    "llm",
    "mcp",
    "outbound",
    "service",
    "storage",
    "telemetry",
    "tools",
    "web",
    "websocket",
];

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logging {
    /// Records below this level are not written.
    pub level: LevelFilter,
    /// Whether each record is a line of JSON, for machines to read, or a line for people.
    pub form: Form,
}

/// The form of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line of JSON.
    Json,
    /// A line for people.
    Text,
}

/// Records are written in some way already.
#[derive(Debug, thiserror::Error)]
#[error("the records of this process are written already")]
pub struct AlreadyStarted(#[source] SetGlobalDefaultError);

impl Logging {
    /// What suits the environment, with the level that it names if it does.
    ///
    /// # Errors
    /// When the level has a name that is not known.
    pub fn read(
        environment: &Environment,
        name: EnvironmentName,
    ) -> Result<Self, EnvironmentError> {
        let level = environment.parse::<Level>(variables::LOG_LEVEL)?;
        Ok(Self {
            level: level.unwrap_or(Level::INFO).into(),
            form: if name.is_deployed() {
                Form::Json
            } else {
                Form::Text
            },
        })
    }

    /// Has all records of the process written to standard error from now on, and its spans sent where there is a collector.
    ///
    /// # Errors
    /// When somebody did that before.
    pub fn start(self, traces: Option<&Traces>) -> Result<(), AlreadyStarted> {
        tracing::dispatcher::set_global_default(self.into_dispatch(std::io::stderr, traces))
            .map_err(AlreadyStarted)
    }

    /// The same, to a writer of one's own and only where it is made the default.
    #[must_use]
    pub fn into_dispatch<W>(self, writer: W, traces: Option<&Traces>) -> Dispatch
    where
        W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
    {
        let lines = fmt::layer().with_writer(writer).with_ansi(false);
        let lines = match self.form {
            Form::Json => lines
                .json()
                .flatten_event(true)
                .with_span_list(false)
                .boxed(),
            Form::Text => lines.boxed(),
        };
        let lines = lines.with_filter(targets(self.level));
        // Steps of a request are spans of a trace and no records; all of them are sent, whatever is written.
        let steps = targets(LevelFilter::INFO).with_target(STEPS, LevelFilter::INFO);
        let spans = traces.map(|traces| traces.layer().with_filter(steps));
        Dispatch::new(Registry::default().with(lines).with(spans))
    }
}

/// Ours from `level` on, others from warnings on.
fn targets(level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(level.min(LevelFilter::WARN))
        .with_targets(OURS.map(|target| (target, level)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)], name: EnvironmentName) -> Result<Logging, EnvironmentError> {
        Logging::read(&Environment::from_iter(pairs.iter().copied()), name)
    }

    #[test]
    fn the_form_follows_the_environment_and_the_level_the_variable() {
        let table = [
            (EnvironmentName::Development, Form::Text),
            (EnvironmentName::Test, Form::Text),
            (EnvironmentName::Staging, Form::Json),
            (EnvironmentName::Production, Form::Json),
        ];
        for (name, form) in table {
            let level = LevelFilter::INFO;
            assert_eq!(read(&[], name), Ok(Logging { level, form }));
            let level = LevelFilter::DEBUG;
            let set = [(variables::LOG_LEVEL, "Debug")];
            assert_eq!(read(&set, name), Ok(Logging { level, form }));
        }
    }

    #[test]
    fn a_level_of_another_name_is_refused() {
        let set = [(variables::LOG_LEVEL, "loud")];
        assert!(matches!(
            read(&set, EnvironmentName::Test),
            Err(EnvironmentError::Malformed { .. })
        ));
    }
}
