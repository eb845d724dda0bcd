use foundation::environment::{Environment, EnvironmentError, EnvironmentName, Requirement};
use foundation::names::{services, variables};
use foundation::retry::{Backoff, BreakerLimits, Retry};
use foundation::secret::SecretToken;
use outbound::ClientLimits;
use std::num::NonZeroU32;
use std::time::Duration;
use url::Url;

/// What a service that asks the auth service demands of its environment.
pub const CLIENT_REQUIREMENTS: [Requirement; 2] = [
    Requirement::deployed(variables::AUTH_SERVICE_URL),
    Requirement::always(variables::SERVICE_SECRET),
];

/// Whom to ask, as whom, and with how much patience.
#[derive(Debug, Clone)]
pub struct AuthClientSettings {
    /// Where the auth service is.
    pub url: Url,
    /// Which service asks.
    pub service_id: &'static str,
    /// How it proves that.
    pub service_secret: SecretToken,
    /// How long to wait for one answer.
    pub limits: ClientLimits,
    /// How long the user whose request it is may have to wait, however often it is asked.
    pub patience: Duration,
    /// How often to ask.
    pub retry: Retry,
    /// When to stop asking.
    pub breaker: BreakerLimits,
}

impl AuthClientSettings {
    /// The settings that `environment` holds, for the service of this id.
    ///
    /// # Errors
    /// When a variable is missing or not of the right form.
    pub fn read(
        environment: &Environment,
        service_id: &'static str,
    ) -> Result<Self, EnvironmentError> {
        let name = environment.name()?;
        let local = format!("http://127.0.0.1:{}", services::AUTH_PORT);
        let url = environment
            .get(variables::AUTH_SERVICE_URL)
            .unwrap_or(&local);
        let url = url
            .parse()
            .map_err(|error| EnvironmentError::malformed(variables::AUTH_SERVICE_URL, error))?;
        let service_secret = environment.require_secret(variables::SERVICE_SECRET)?;
        Ok(Self {
            url,
            service_id,
            service_secret,
            limits: limits(name),
            patience: PATIENCE,
            retry: retry(name),
            breaker: BreakerLimits {
                failures: NonZeroU32::MIN.saturating_add(4),
                recovery: Duration::from_secs(10),
            },
        })
    }
}

/// Enough for a service that works hard, and little enough for people to wait for its end.
const PATIENCE: Duration = Duration::from_secs(4);

/// How long to wait in an environment.
const fn limits(name: EnvironmentName) -> ClientLimits {
    let (connect, answer) = match name {
        EnvironmentName::Staging => (1, 2),
        EnvironmentName::Production => (2, 5),
        EnvironmentName::Development | EnvironmentName::Test => (1, 3),
    };
    ClientLimits {
        connect: Duration::from_secs(connect),
        total: Duration::from_secs(connect + answer),
        answer: 64 * 1024,
        idle_connections: 5,
    }
}

/// How often to ask in an environment: once, and so many times again.
const fn retry(name: EnvironmentName) -> Retry {
    let (again, base, max) = match name {
        EnvironmentName::Staging => (5, 500, 5),
        EnvironmentName::Production => (3, 200, 2),
        EnvironmentName::Development | EnvironmentName::Test => (2, 100, 1),
    };
    Retry {
        attempts: NonZeroU32::MIN.saturating_add(again),
        backoff: Backoff {
            base: Duration::from_millis(base),
            multiplier: NonZeroU32::MIN.saturating_add(1),
            max: Duration::from_secs(max),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_environment_has_its_patience() {
        for (name, attempts, first, last, connect) in [
            ("staging", 6, 500, 5_000, 1),
            ("production", 4, 200, 2_000, 2),
            ("development", 3, 100, 1_000, 1),
            ("test", 3, 100, 1_000, 1),
        ] {
            let environment = Environment::from_iter([
                (variables::ENVIRONMENT, name),
                (variables::SERVICE_SECRET, "secret"),
            ]);
            let settings = AuthClientSettings::read(&environment, services::BACKEND).unwrap();
            let backoff = settings.retry.backoff;
            assert_eq!(settings.retry.attempts.get(), attempts, "{name}");
            assert_eq!(backoff.delay(0), Duration::from_millis(first), "{name}");
            assert_eq!(backoff.delay(30), Duration::from_millis(last), "{name}");
            assert_eq!(
                settings.limits.connect,
                Duration::from_secs(connect),
                "{name}"
            );
        }
    }

    #[test]
    fn a_secret_is_needed_and_the_url_has_a_default() {
        let nothing = Environment::default();
        let error = AuthClientSettings::read(&nothing, services::BACKEND).unwrap_err();
        assert_eq!(error.to_string(), "`SERVICE_SECRET` is not set");
        let environment = Environment::from_iter([(variables::SERVICE_SECRET, "secret")]);
        let settings = AuthClientSettings::read(&environment, services::BACKEND).unwrap();
        assert_eq!(settings.url.as_str(), "http://127.0.0.1:8081/");
    }
}
