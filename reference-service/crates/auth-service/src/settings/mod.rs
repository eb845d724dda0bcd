//! What the service has to know before it starts, read from the environment and checked as a whole.

mod direct;
mod provider;

use direct::{dev_login, e2e_key};
use provider::provider;

use auth::oauth::ProviderSettings;
use auth::{services as known_services, tokens};
use foundation::environment::{Environment, EnvironmentName, Requirement};
use foundation::names::{services, variables};
use foundation::secret::SecretToken;
use service::{Problems, SettingsError, SettingsWarning, key};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use storage::{DATABASE_REQUIREMENTS, DatabaseUrl};
use telemetry::logging::Logging;
use telemetry::traces;
use url::Url;
use web::{
    AllowedOrigins, CONNECTION_REQUIREMENTS, ConnectionLimits, ORIGIN_REQUIREMENTS,
    PROXY_REQUIREMENTS, RATE_REQUIREMENTS, RateLimits, TrustedProxies,
};

/// Where accounts are kept on a developer's machine.
const DEFAULT_FILE: &str = "auth-service.sqlite";

const REQUIREMENTS: [Requirement; 14] = [
    Requirement::optional(variables::ENVIRONMENT),
    Requirement::deployed(variables::AUTH_SERVICE_ADDRESS),
    Requirement::optional(variables::AUTH_SERVICE_PORT),
    Requirement::optional(variables::LOG_LEVEL),
    Requirement::optional(variables::OTEL_EXPORTER_OTLP_ENDPOINT).beside(),
    Requirement::deployed(variables::JWT_SECRET),
    Requirement::deployed(variables::SERVICE_SECRET),
    Requirement::optional(variables::OAUTH_PROVIDER),
    Requirement::optional(variables::OAUTH_ISSUER),
    Requirement::optional(variables::OAUTH_CLIENT_ID),
    Requirement::optional(variables::OAUTH_CLIENT_SECRET),
    Requirement::optional(variables::OAUTH_REDIRECT_URL),
    Requirement::optional(variables::DEV_LOGIN),
    Requirement::optional(variables::E2E_BYPASS_KEY),
];

/// What the service has to know before it starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it runs.
    pub environment: EnvironmentName,
    /// Where it listens.
    pub address: SocketAddr,
    /// How records are written.
    pub logging: Logging,
    /// Where spans are sent, if anywhere.
    pub collector: Option<Url>,
    /// Where accounts are kept.
    pub database: DatabaseUrl,
    /// What signs tokens.
    pub jwt_key: Option<SecretToken>,
    /// How services are known.
    pub service_secret: Option<SecretToken>,
    /// Who else knows users.
    pub provider: Option<ProviderSettings>,
    /// Whether developers log in without a password.
    pub dev_login: bool,
    /// What signs requests for test logins.
    pub e2e_key: Option<SecretToken>,
    /// How much a client may ask.
    pub rate_limits: RateLimits,
    /// What it may do with connections.
    pub connections: ConnectionLimits,
    /// Whose word is taken for the address of a client.
    pub proxies: TrustedProxies,
    /// Whose pages may read the answers.
    pub origins: AllowedOrigins,
    /// What somebody may have meant differently.
    pub warnings: Vec<SettingsWarning>,
}

impl Settings {
    /// The settings that `environment` holds. In development none but its name has to be set.
    ///
    /// # Errors
    /// When a variable is missing or not of the right form.
    pub fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let requirements = [
            &REQUIREMENTS[..],
            &DATABASE_REQUIREMENTS,
            &RATE_REQUIREMENTS,
            &CONNECTION_REQUIREMENTS,
            &PROXY_REQUIREMENTS,
            &ORIGIN_REQUIREMENTS,
        ]
        .concat();
        let validation = environment.validate(&requirements);
        let mut problems = Problems(validation.errors);
        // A name that is not known is among the problems already; the stricter rules do no harm then.
        let name = environment.name().unwrap_or(EnvironmentName::Production);

        let ip = problems.keep(environment.parse::<IpAddr>(variables::AUTH_SERVICE_ADDRESS));
        let port = problems.keep(environment.parse::<u16>(variables::AUTH_SERVICE_PORT));
        let logging = problems.keep(Logging::read(environment, name));
        let collector = problems.keep(traces::collector(environment));
        let jwt_key = key(environment, variables::JWT_SECRET, tokens::SHORTEST_KEY);
        let jwt_key = problems.keep(jwt_key);
        let shortest = known_services::SHORTEST_SECRET;
        let service_secret = key(environment, variables::SERVICE_SECRET, shortest);
        let service_secret = problems.keep(service_secret);
        let address = ip.flatten().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let dev_login = problems.keep(dev_login(environment, name, address));
        let e2e_key = problems.keep(e2e_key(environment, name));
        let database = DatabaseUrl::read(environment, name, Path::new(DEFAULT_FILE));
        let database = problems.keep_all(database);
        let provider = problems.keep_all(provider(environment));

        let rate_limits = problems.keep(RateLimits::read(environment));
        let connections = problems.keep(ConnectionLimits::read(environment));
        let proxies = problems.keep(TrustedProxies::read(environment));
        let origins = problems.keep(AllowedOrigins::read(environment, name));
        let (
            Some(logging),
            Some(database),
            Some(rate_limits),
            Some(connections),
            Some(proxies),
            Some(origins),
            true,
        ) = (
            logging,
            database,
            rate_limits,
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
        let port = port.flatten().unwrap_or(services::AUTH_PORT);
        let (jwt_key, service_secret) = (jwt_key.flatten(), service_secret.flatten());
        let made_up = [
            (variables::JWT_SECRET, jwt_key.is_none()),
            (variables::SERVICE_SECRET, service_secret.is_none()),
        ];
        let made_up = made_up
            .into_iter()
            .filter_map(|(name, is_made_up)| is_made_up.then_some(SettingsWarning::MadeUp(name)));
        let warnings = validation.warnings.into_iter().map(SettingsWarning::from);
        Ok(Self {
            environment: name,
            address: SocketAddr::new(address, port),
            logging,
            collector: collector.flatten(),
            database,
            warnings: warnings.chain(made_up).collect(),
            jwt_key,
            service_secret,
            provider: provider.flatten(),
            dev_login: dev_login.unwrap_or(false),
            e2e_key: e2e_key.flatten(),
            rate_limits,
            connections,
            proxies,
            origins,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use direct::{HAS_DEV_LOGINS, HAS_TEST_LOGINS};
    use foundation::names::variables::{
        AUTH_SERVICE_ADDRESS, AUTH_SERVICE_PORT, DEV_LOGIN, E2E_BYPASS_KEY, ENVIRONMENT,
        JWT_SECRET, LOG_LEVEL, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET, OAUTH_ISSUER,
        OAUTH_REDIRECT_URL, POSTGRES_DB, POSTGRES_HOST, POSTGRES_PASSWORD, POSTGRES_USER,
        SERVICE_SECRET,
    };

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    /// All that production needs.
    const DEPLOYED: [(&str, &str); 7] = [
        (AUTH_SERVICE_ADDRESS, "::"),
        (JWT_SECRET, KEY),
        (SERVICE_SECRET, KEY),
        (POSTGRES_HOST, "db.example.org"),
        (POSTGRES_USER, "app"),
        (POSTGRES_PASSWORD, "correct horse"),
        (POSTGRES_DB, "accounts"),
    ];

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::read(&Environment::from_iter(pairs.iter().copied()))
    }

    fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
        let problems = read(pairs).unwrap_err().problems;
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn in_development_nothing_else_has_to_be_set() {
        let settings = read(&[(ENVIRONMENT, "development")]).unwrap();
        assert_eq!(settings.environment, EnvironmentName::Development);
        assert_eq!(settings.address.to_string(), "127.0.0.1:8081");
        assert_eq!(
            settings.database.to_string(),
            "SQLite in auth-service.sqlite"
        );
        assert_eq!(
            settings.warnings,
            [
                SettingsWarning::MadeUp(JWT_SECRET),
                SettingsWarning::MadeUp(SERVICE_SECRET),
            ]
        );
    }

    #[cfg(not(any(feature = "e2e-bypass", feature = "dev-login")))]
    #[test]
    fn what_is_set_is_used() {
        let port = [(ENVIRONMENT, "production"), (AUTH_SERVICE_PORT, "80")];
        let settings = read(&[&DEPLOYED[..], &port].concat()).unwrap();
        assert_eq!(settings.environment, EnvironmentName::Production);
        assert_eq!(settings.address.to_string(), "[::]:80");
        assert_eq!(
            settings.database.to_string(),
            "PostgreSQL accounts on db.example.org"
        );
        assert_eq!(settings.warnings, []);
        assert!(!format!("{settings:?}").contains(KEY));

        // A proxy and a collector may run on the same machine.
        let beside = [
            (variables::TRUSTED_PROXIES, "127.0.0.1"),
            (
                variables::OTEL_EXPORTER_OTLP_ENDPOINT,
                "http://localhost:4318",
            ),
        ];
        let settings = read(&[&DEPLOYED[..], &port, &beside].concat()).unwrap();
        assert!(settings.proxies.trust([127, 0, 0, 1].into()));
        assert!(settings.collector.is_some());
    }

    #[cfg(not(any(feature = "e2e-bypass", feature = "dev-login")))]
    #[test]
    fn staging_and_production_need_what_a_developer_does_not() {
        for name in ["staging", "production"] {
            let environment = (ENVIRONMENT, name);
            assert_eq!(
                problems(&[environment]),
                [
                    "`AUTH_SERVICE_ADDRESS` is not set",
                    "`JWT_SECRET` is not set",
                    "`SERVICE_SECRET` is not set",
                    "`POSTGRES_HOST` is not set",
                ]
            );
            let local = [
                environment,
                (AUTH_SERVICE_ADDRESS, "127.0.0.1"),
                (POSTGRES_HOST, "localhost"),
            ];
            assert_eq!(
                problems(&[&DEPLOYED[..], &local].concat()),
                [
                    "`AUTH_SERVICE_ADDRESS` names the local machine, which is not allowed in staging and production",
                    "`POSTGRES_HOST` names the local machine, which is not allowed in staging and production",
                ]
            );
        }
    }

    #[cfg(not(any(feature = "e2e-bypass", feature = "dev-login")))]
    #[test]
    fn what_nobody_named_is_production() {
        let told = problems(&[]);
        assert_eq!(
            told[0],
            "`ENVIRONMENT` is not set, which means production; on a machine of your own set it to `development`"
        );
        assert!(
            told.contains(&"`JWT_SECRET` is not set".to_owned()),
            "{told:?}"
        );
        let settings = read(&DEPLOYED).unwrap();
        assert_eq!(settings.environment, EnvironmentName::Production);
    }

    #[test]
    fn logins_for_developers_want_the_switch_the_build_development_and_this_machine() {
        let at_home = [(ENVIRONMENT, "development"), (DEV_LOGIN, "true")];
        let open = |more: &[(&'static str, &'static str)]| {
            read(&[&at_home[..], more].concat()).map(|settings| settings.dev_login)
        };
        assert!(!read(&at_home[..1]).unwrap().dev_login, "no switch");
        assert_eq!(open(&[]).ok(), HAS_DEV_LOGINS.then_some(true));
        assert_eq!(open(&[(DEV_LOGIN, "false")]).ok(), Some(false));
        for refused in [
            (AUTH_SERVICE_ADDRESS, "0.0.0.0"),
            (AUTH_SERVICE_ADDRESS, "192.0.2.1"),
            (ENVIRONMENT, "test"),
            (DEV_LOGIN, "yes"),
        ] {
            let told = open(&[refused]).unwrap_err().to_string();
            assert!(told.starts_with("`DEV_LOGIN`: "), "{refused:?}: {told}");
        }
        let deployed = [&DEPLOYED[..], &[(ENVIRONMENT, "staging")]].concat();
        let told = read(&deployed).map_err(|error| error.to_string()).err();
        assert_eq!(
            told.is_some_and(|told| told.contains("DEV_LOGIN")),
            HAS_DEV_LOGINS
        );
    }

    #[test]
    fn test_logins_keep_staging_and_production_from_starting() {
        for name in ["staging", "production"] {
            let deployed = [&DEPLOYED[..], &[(ENVIRONMENT, name)]].concat();
            let with_key = [&deployed[..], &[(E2E_BYPASS_KEY, KEY)]].concat();
            let told = problems(&with_key);
            let about_key = |told: &&String| told.starts_with("`E2E_BYPASS_KEY`: ");
            assert_eq!(told.iter().filter(about_key).count(), 1, "{told:?}");
            // With the feature the build itself is refused, with or without a key.
            assert_eq!(read(&deployed).is_err(), HAS_TEST_LOGINS || HAS_DEV_LOGINS);
        }
        let here = [(ENVIRONMENT, "test"), (E2E_BYPASS_KEY, KEY)];
        assert_eq!(read(&here).is_ok(), HAS_TEST_LOGINS);
    }

    #[test]
    fn a_provider_is_named_in_full_or_not_at_all() {
        assert_eq!(
            problems(&[
                (ENVIRONMENT, "development"),
                (OAUTH_ISSUER, "http://id.example.org")
            ]),
            [
                "`OAUTH_ISSUER`: has to begin with `https://`, unless it is on this machine",
                "`OAUTH_REDIRECT_URL` is not set",
                "`OAUTH_CLIENT_ID` is not set",
                "`OAUTH_CLIENT_SECRET` is not set",
            ]
        );
        let settings = read(&[
            (ENVIRONMENT, "development"),
            (OAUTH_ISSUER, "https://id.example.org"),
            (OAUTH_CLIENT_ID, "us"),
            (OAUTH_CLIENT_SECRET, "hunter2"),
            (OAUTH_REDIRECT_URL, "https://auth.example.org/auth/callback"),
        ])
        .unwrap();
        assert_eq!(settings.provider.as_ref().unwrap().name, "openid");
        assert!(!format!("{settings:?}").contains("hunter2"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let told = problems(&[
            (ENVIRONMENT, "live"),
            (AUTH_SERVICE_ADDRESS, "auth"),
            (AUTH_SERVICE_PORT, "65536"),
            (LOG_LEVEL, "loud"),
            (JWT_SECRET, "short"),
            (SERVICE_SECRET, KEY),
            (POSTGRES_HOST, "/sockets"),
            (POSTGRES_USER, "app"),
            (POSTGRES_DB, "accounts"),
        ]);
        let expected = [
            "`ENVIRONMENT`: `live` is none of development, test, staging, production",
            "`AUTH_SERVICE_ADDRESS`: invalid IP address syntax",
            "`AUTH_SERVICE_PORT`: number too large to fit in target type",
            "`LOG_LEVEL`: error parsing level: expected one of \"error\", \"warn\", \"info\", \"debug\", \"trace\", or a number 1-5",
            "`JWT_SECRET`: has to have at least 32 bytes",
        ];
        assert_eq!(told[..5], expected);
        assert_eq!(
            told.len() > 5,
            HAS_TEST_LOGINS || HAS_DEV_LOGINS,
            "{told:?}"
        );
    }
}
