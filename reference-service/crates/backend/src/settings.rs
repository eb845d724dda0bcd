//! What the service has to know before it starts, read from the environment and checked as a whole.

use agents::EngineLimits;
use auth_client::{AuthClientSettings, CLIENT_REQUIREMENTS};
use foundation::environment::{Environment, EnvironmentName, Requirement};
use foundation::names::{services, variables};
use llm::LanguageModel;
use mcp::McpServerSettings;
use service::{Problems, Process, SettingsError, SettingsWarning};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use storage::{DATABASE_REQUIREMENTS, DatabaseUrl};
use telemetry::logging::Logging;
use telemetry::traces;
use web::{
    AllowedOrigins, CONNECTION_REQUIREMENTS, ConnectionLimits, ORIGIN_REQUIREMENTS,
    PROXY_REQUIREMENTS, RATE_REQUIREMENTS, RateLimits, TrustedProxies,
};
use websocket::Limits;

/// Where threads are kept on a developer's machine.
const DEFAULT_FILE: &str = "backend.sqlite";

const REQUIREMENTS: [Requirement; 6] = [
    Requirement::optional(variables::ENVIRONMENT),
    Requirement::deployed(variables::BACKEND_ADDRESS),
    Requirement::optional(variables::BACKEND_PORT),
    Requirement::optional(variables::LOG_LEVEL),
    Requirement::optional(variables::OTEL_EXPORTER_OTLP_ENDPOINT).beside(),
    Requirement::optional(variables::MCP_SERVERS),
];

/// What the service has to know before it starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it runs.
    pub environment: EnvironmentName,
    /// What the process around it has to know.
    pub process: Process,
    /// Who knows users.
    pub auth: AuthClientSettings,
    /// How much a client may ask.
    pub rate_limits: RateLimits,
    /// What it may do with connections.
    pub connections: ConnectionLimits,
    /// Whose word is taken for the address of a client.
    pub proxies: TrustedProxies,
    /// Whose pages may read the answers.
    pub origins: AllowedOrigins,
    /// How much there may be of live connections.
    pub live: Limits,
    /// For how long a stream of events goes on before its client asks again.
    pub stream_life: Duration,
    /// How agents answer.
    pub agents: AgentSettings,
    /// Which servers of tools there are outside this process.
    pub tool_servers: Vec<McpServerSettings>,
}

/// How agents answer.
#[derive(Debug, Clone)]
pub struct AgentSettings {
    /// Which language model puts answers into words.
    pub model: Arc<dyn LanguageModel>,
    /// How much is done for users at a time, and for how long.
    pub limits: EngineLimits,
    /// How many runs a user may have at a time.
    pub runs_per_user: usize,
}

impl Settings {
    /// The settings that `environment` holds.
    ///
    /// # Errors
    /// When a variable is missing or not of the right form.
    pub fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let requirements = [
            &REQUIREMENTS[..],
            &DATABASE_REQUIREMENTS,
            &CLIENT_REQUIREMENTS,
            &RATE_REQUIREMENTS,
            &CONNECTION_REQUIREMENTS,
            &PROXY_REQUIREMENTS,
            &ORIGIN_REQUIREMENTS,
        ];
        let validation = environment.validate(&requirements.concat());
        let mut problems = Problems(validation.errors);
        // A name that is not known is among the problems already; the stricter rules do no harm then.
        let name = environment.name().unwrap_or(EnvironmentName::Production);
        let ip = problems.keep(environment.parse::<IpAddr>(variables::BACKEND_ADDRESS));
        let port = problems.keep(environment.parse::<u16>(variables::BACKEND_PORT));
        let logging = problems.keep(Logging::read(environment, name));
        let collector = problems.keep(traces::collector(environment));
        let auth = problems.keep(AuthClientSettings::read(environment, services::BACKEND));
        let database = DatabaseUrl::read(environment, name, Path::new(DEFAULT_FILE));
        let database = problems.keep_all(database);
        let model = problems.keep(llm::of_environment(environment));
        let tool_servers = problems.keep_all(McpServerSettings::read(environment));
        let limits = problems.keep(RateLimits::read(environment));
        let connections = problems.keep(ConnectionLimits::read(environment));
        let proxies = problems.keep(TrustedProxies::read(environment));
        let origins = problems.keep(AllowedOrigins::read(environment, name));
        let (
            Some(logging),
            Some(auth),
            Some(database),
            Some(model),
            Some(tool_servers),
            Some(rate_limits),
            Some(connections),
            Some(proxies),
            Some(origins),
            true,
        ) = (
            logging,
            auth,
            database,
            model,
            tool_servers,
            limits,
            connections,
            proxies,
            origins,
            problems.0.is_empty(),
        )
        else {
            return Err(SettingsError {
                problems: problems.0,
            });
        };
        let ip = ip.flatten().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let port = port.flatten().unwrap_or(services::BACKEND_PORT);
        let warnings = validation.warnings.into_iter();
        let limits = EngineLimits::default();
        Ok(Self {
            environment: name,
            process: Process {
                address: SocketAddr::new(ip, port),
                logging,
                collector: collector.flatten(),
                database,
                warnings: warnings.map(SettingsWarning::from).collect(),
            },
            auth,
            rate_limits,
            connections,
            proxies,
            origins,
            live: Limits::of(name),
            stream_life: Duration::from_secs(25),
            agents: AgentSettings {
                model,
                limits,
                // Half of what the engine does at a time, so that one user alone cannot keep all others waiting.
                runs_per_user: (limits.parallel.get() / 2).max(1),
            },
            tool_servers,
        })
    }

    /// What the process around the service has to know, beside the rest.
    #[must_use]
    pub fn parts(self) -> (Process, Self) {
        (self.process.clone(), self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: (&str, &str) = (
        variables::SERVICE_SECRET,
        "0123456789abcdef0123456789abcdef",
    );

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::read(&Environment::from_iter(pairs.iter().copied()))
    }

    #[test]
    fn a_developer_has_to_set_the_secret_of_services_alone() {
        let settings = read(&[(variables::ENVIRONMENT, "development"), SECRET]).unwrap();
        assert_eq!(settings.process.address.to_string(), "127.0.0.1:8000");
        assert_eq!(
            settings.process.database.to_string(),
            "SQLite in backend.sqlite"
        );
        assert_eq!(settings.live, Limits::of(EnvironmentName::Development));
        let (mine, all) = (
            settings.agents.runs_per_user,
            settings.agents.limits.parallel,
        );
        assert_eq!(2 * mine, all.get(), "of one user, of all");
        assert!(!format!("{settings:?}").contains(SECRET.1));
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let told = read(&[
            (variables::ENVIRONMENT, "test"),
            (variables::BACKEND_ADDRESS, "backend"),
            (variables::BACKEND_PORT, "65536"),
            (variables::LOG_LEVEL, "loud"),
            (variables::LLM_MODEL, "large"),
            (variables::MCP_SERVERS, "{\"weather\": {}}"),
            (variables::RATE_LIMIT_PER_HOUR, "0"),
        ]);
        let told = told.unwrap_err().to_string();
        for name in [
            variables::SERVICE_SECRET,
            variables::BACKEND_ADDRESS,
            variables::BACKEND_PORT,
            variables::LOG_LEVEL,
            variables::LLM_URL,
            variables::MCP_SERVERS,
            variables::RATE_LIMIT_PER_HOUR,
        ] {
            assert_eq!(told.matches(name).count(), 1, "{name}: {told}");
        }
    }

    #[test]
    fn production_needs_an_address_a_server_and_the_auth_service() {
        let told = read(&[(variables::ENVIRONMENT, "production"), SECRET]);
        let told = told.unwrap_err().to_string();
        for name in [
            variables::BACKEND_ADDRESS,
            variables::AUTH_SERVICE_URL,
            variables::POSTGRES_HOST,
        ] {
            assert!(told.contains(name), "{name}: {told}");
        }
    }
}
