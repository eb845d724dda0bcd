use super::{Environment, UnknownEnvironment};
use crate::names::variables;

/// What a service demands of one variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// The variable.
    pub name: &'static str,
    /// Where it has to be set.
    pub presence: Presence,
    /// What it may name.
    pub reach: Reach,
}

/// What the value of a variable may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Another machine: in staging and production a value that names the local one is refused.
    Elsewhere,
    /// The local machine as well: what may run beside the service, such as a proxy or a collector.
    Beside,
}

impl Requirement {
    /// A variable that need not be set.
    #[must_use]
    pub const fn optional(name: &'static str) -> Self {
        Self::of(name, Presence::Optional)
    }

    /// A variable that has to be set in staging and production.
    #[must_use]
    pub const fn deployed(name: &'static str) -> Self {
        Self::of(name, Presence::Deployed)
    }

    /// A variable that has to be set.
    #[must_use]
    pub const fn always(name: &'static str) -> Self {
        Self::of(name, Presence::Always)
    }

    /// The same variable, allowed to name the local machine everywhere.
    #[must_use]
    pub const fn beside(self) -> Self {
        Self {
            reach: Reach::Beside,
            ..self
        }
    }

    const fn of(name: &'static str, presence: Presence) -> Self {
        let reach = Reach::Elsewhere;
        Self {
            name,
            presence,
            reach,
        }
    }
}

/// Where a variable has to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Nowhere.
    Optional,
    /// In staging and production, where no default can be right.
    Deployed,
    /// Everywhere.
    Always,
}

/// What is wrong with an environment, all at once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Validation {
    /// With any of these a service does not start.
    pub errors: Vec<EnvironmentError>,
    /// These are worth a line when it starts.
    pub warnings: Vec<EnvironmentWarning>,
}

/// A variable that a service cannot work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    /// It is not set, or blank.
    #[error("`{0}` is not set")]
    Missing(String),
    /// Its value is not of the right form.
    #[error("`{name}`: {reason}")]
    Malformed {
        /// The variable.
        name: String,
        /// A phrase for people; it does not repeat the value.
        reason: String,
    },
    /// It names this machine where others are meant to be reached.
    #[error("`{0}` names the local machine, which is not allowed in staging and production")]
    LocalMachine(String),
    /// Nobody said which environment this is, and it is not ready for production.
    #[error(
        "`{name}` is not set, which means production; on a machine of your own set it to `development`",
        name = variables::ENVIRONMENT
    )]
    NotNamed,
    /// The environment has a name that is not known.
    #[error("`{name}`: {0}", name = variables::ENVIRONMENT)]
    UnknownEnvironment(#[from] UnknownEnvironment),
}

impl EnvironmentError {
    /// A variable whose value is not of the right form, and why.
    #[must_use]
    pub fn malformed(name: &str, reason: impl ToString) -> Self {
        Self::Malformed {
            name: name.to_owned(),
            reason: reason.to_string(),
        }
    }
}

/// A variable that somebody may have meant differently.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentWarning {
    /// Nobody said which environment this is.
    #[error("`{name}` is not set: taken for production", name = variables::ENVIRONMENT)]
    EnvironmentNotNamed,
    /// The value is not UTF-8.
    #[error("`{0}` is not UTF-8 and is ignored")]
    NotUtf8(String),
}

impl Environment {
    /// Compares what is there with what is demanded. Nothing is printed, nothing stops: the caller decides.
    #[must_use]
    pub fn validate(&self, requirements: &[Requirement]) -> Validation {
        let mut validation = Validation::default();
        let deployed = match self.name() {
            Ok(name) => name.is_deployed(),
            Err(unknown) => {
                validation.errors.push(unknown.into());
                // Whatever was meant, the stricter rules cannot do harm to a service that will not start.
                true
            }
        };
        validation.errors.extend(
            requirements
                .iter()
                .filter_map(|requirement| self.violation(requirement, deployed)),
        );
        let is_named = self.get(variables::ENVIRONMENT).is_some();
        if !is_named && !validation.errors.is_empty() {
            validation.errors.insert(0, EnvironmentError::NotNamed);
        }
        validation.warnings.extend(self.warnings());
        validation
    }

    fn violation(&self, requirement: &Requirement, deployed: bool) -> Option<EnvironmentError> {
        let required = match requirement.presence {
            Presence::Optional => false,
            Presence::Deployed => deployed,
            Presence::Always => true,
        };
        let name = requirement.name.to_owned();
        match self.get(requirement.name) {
            None if required => Some(EnvironmentError::Missing(name)),
            Some(value)
                if deployed
                    && requirement.reach == Reach::Elsewhere
                    && names_local_machine(value) =>
            {
                Some(EnvironmentError::LocalMachine(name))
            }
            _ => None,
        }
    }

    fn warnings(&self) -> impl Iterator<Item = EnvironmentWarning> {
        let unnamed = self
            .get(variables::ENVIRONMENT)
            .is_none()
            .then_some(EnvironmentWarning::EnvironmentNotNamed);
        unnamed.into_iter().chain(
            self.unreadable
                .iter()
                .cloned()
                .map(EnvironmentWarning::NotUtf8),
        )
    }
}

fn names_local_machine(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    ["localhost", "127.0.0.", "[::1]"]
        .iter()
        .any(|local| value.contains(local))
        || value.trim() == "::1"
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUIREMENTS: [Requirement; 3] = [
        Requirement::always("ALWAYS"),
        Requirement::deployed("DEPLOYED"),
        Requirement::optional("OPTIONAL"),
    ];

    fn errors(pairs: &[(&str, &str)]) -> Vec<EnvironmentError> {
        Environment::from_iter(pairs.iter().copied())
            .validate(&REQUIREMENTS)
            .errors
    }

    fn missing(name: &str) -> EnvironmentError {
        EnvironmentError::Missing(name.to_owned())
    }

    #[test]
    fn deployment_demands_more_than_development() {
        assert_eq!(
            errors(&[(variables::ENVIRONMENT, "development")]),
            [missing("ALWAYS")]
        );
        for name in ["staging", "production"] {
            assert_eq!(
                errors(&[(variables::ENVIRONMENT, name)]),
                [missing("ALWAYS"), missing("DEPLOYED")]
            );
        }
    }

    #[test]
    fn the_local_machine_is_no_address_in_staging_and_production() {
        for value in [
            "localhost",
            "http://LOCALHOST:8000",
            "127.0.0.1",
            "::1",
            "http://[::1]:8000",
        ] {
            let pairs = |name| {
                [
                    (variables::ENVIRONMENT, name),
                    ("ALWAYS", value),
                    ("DEPLOYED", "x"),
                ]
            };
            assert_eq!(
                errors(&pairs("staging")),
                [EnvironmentError::LocalMachine("ALWAYS".to_owned())],
                "{value}"
            );
            assert_eq!(errors(&pairs("test")), [], "{value}");
            let beside = Requirement::optional("ALWAYS").beside();
            let environment = Environment::from_iter(pairs("staging"));
            assert_eq!(environment.validate(&[beside]).errors, [], "{value}");
        }
    }

    #[test]
    fn an_unknown_environment_is_told_with_all_the_rest() {
        let unknown = UnknownEnvironment("live".to_owned());
        assert_eq!(
            errors(&[(variables::ENVIRONMENT, "live"), ("ALWAYS", "x")]),
            [unknown.into(), missing("DEPLOYED")]
        );
    }

    #[test]
    fn what_may_have_been_meant_differently_is_a_warning() {
        let mut environment = Environment::from_iter([("ALWAYS", "x"), ("DEPLOYED", "x")]);
        environment.unreadable.push("BROKEN".to_owned());
        let expected = [
            EnvironmentWarning::EnvironmentNotNamed,
            EnvironmentWarning::NotUtf8("BROKEN".to_owned()),
        ];
        assert_eq!(
            environment.validate(&REQUIREMENTS),
            Validation {
                errors: vec![],
                warnings: expected.into()
            }
        );
    }
}
