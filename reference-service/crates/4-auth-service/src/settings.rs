use foundation::environment::{
    Environment, EnvironmentError, EnvironmentName, EnvironmentWarning, Presence, Requirement,
};
use foundation::names::{services, variables};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

const REQUIREMENTS: [Requirement; 3] = [
    Requirement {
        name: variables::ENVIRONMENT,
        presence: Presence::Optional,
    },
    Requirement {
        name: variables::AUTH_SERVICE_ADDRESS,
        presence: Presence::Deployed,
    },
    Requirement {
        name: variables::AUTH_SERVICE_PORT,
        presence: Presence::Optional,
    },
];

/// What the service has to know before it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where it runs.
    pub environment: EnvironmentName,
    /// Where it listens.
    pub address: SocketAddr,
    /// What somebody may have meant differently.
    pub warnings: Vec<EnvironmentWarning>,
}

/// Everything that keeps the service from starting, at once.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(problems))]
pub struct SettingsError {
    /// At least one.
    pub problems: Vec<EnvironmentError>,
}

impl Settings {
    /// The settings that `environment` holds. On a developer's machine none has to be set.
    ///
    /// # Errors
    /// When a variable is missing or not of the right form.
    pub fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let validation = environment.validate(&REQUIREMENTS);
        let mut problems = validation.errors;
        let ip = environment
            .parse::<IpAddr>(variables::AUTH_SERVICE_ADDRESS)
            .map_err(|error| problems.push(error));
        let port = environment
            .parse::<u16>(variables::AUTH_SERVICE_PORT)
            .map_err(|error| problems.push(error));

        // A name that is not known is among the problems already.
        let (Ok(environment), Ok(ip), Ok(port), true) =
            (environment.name(), ip, port, problems.is_empty())
        else {
            return Err(SettingsError { problems });
        };
        let ip = ip.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let port = port.unwrap_or(services::AUTH_PORT);
        Ok(Self {
            environment,
            address: SocketAddr::new(ip, port),
            warnings: validation.warnings,
        })
    }
}

fn lines(problems: &[EnvironmentError]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::names::variables::{AUTH_SERVICE_ADDRESS, AUTH_SERVICE_PORT, ENVIRONMENT};

    fn read<const N: usize>(pairs: [(&str, &str); N]) -> Result<Settings, SettingsError> {
        Settings::read(&Environment::from_iter(pairs))
    }

    fn problems<const N: usize>(pairs: [(&str, &str); N]) -> String {
        read(pairs).unwrap_err().to_string()
    }

    #[test]
    fn with_nothing_set_it_is_a_developers_machine() {
        let settings = read([]).unwrap();
        assert_eq!(settings.environment, EnvironmentName::Development);
        assert_eq!(settings.address.to_string(), "127.0.0.1:8081");
        assert_eq!(settings.warnings, [EnvironmentWarning::EnvironmentNotNamed]);
    }

    #[test]
    fn what_is_set_is_used() {
        let settings = read([
            (ENVIRONMENT, "production"),
            (AUTH_SERVICE_ADDRESS, "::"),
            (AUTH_SERVICE_PORT, "80"),
        ])
        .unwrap();
        assert_eq!(settings.environment, EnvironmentName::Production);
        assert_eq!(settings.address.to_string(), "[::]:80");
        assert_eq!(settings.warnings, []);
    }

    #[test]
    fn staging_and_production_need_an_address_that_others_reach() {
        for name in ["staging", "production"] {
            assert_eq!(
                problems([(ENVIRONMENT, name)]),
                "`AUTH_SERVICE_ADDRESS` is not set"
            );
            assert_eq!(
                problems([(ENVIRONMENT, name), (AUTH_SERVICE_ADDRESS, "127.0.0.1")]),
                "`AUTH_SERVICE_ADDRESS` names the local machine, which is not allowed in staging and production"
            );
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let told = problems([
            (ENVIRONMENT, "live"),
            (AUTH_SERVICE_ADDRESS, "auth"),
            (AUTH_SERVICE_PORT, "65536"),
        ]);
        let expected = [
            "`ENVIRONMENT`: `live` is none of development, test, staging, production",
            "`AUTH_SERVICE_ADDRESS`: invalid IP address syntax",
            "`AUTH_SERVICE_PORT`: number too large to fit in target type",
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    }
}
