use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// In which of four places the process runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EnvironmentName {
    /// On the machine of a developer.
    Development,
    /// Within a test.
    Test,
    /// Like production, without its users.
    Staging,
    /// With users. What nobody named is taken for it: its rules are the strictest.
    #[default]
    Production,
}

/// A text that names none of the four environments.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is none of development, test, staging, production")]
pub struct UnknownEnvironment(pub String);

impl EnvironmentName {
    /// Every environment, from the most to the least forgiving.
    pub const ALL: [Self; 4] = [
        Self::Development,
        Self::Test,
        Self::Staging,
        Self::Production,
    ];

    /// The name in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Test => "test",
            Self::Staging => "staging",
            Self::Production => "production",
        }
    }

    /// On the machine of a developer.
    #[must_use]
    pub const fn is_development(self) -> bool {
        matches!(self, Self::Development)
    }

    /// Within a test.
    #[must_use]
    pub const fn is_test(self) -> bool {
        matches!(self, Self::Test)
    }

    /// Like production, without its users.
    #[must_use]
    pub const fn is_staging(self) -> bool {
        matches!(self, Self::Staging)
    }

    /// With users.
    #[must_use]
    pub const fn is_production(self) -> bool {
        matches!(self, Self::Production)
    }

    /// Reachable by others, so that nothing may be left to a default that suits one machine.
    #[must_use]
    pub const fn is_deployed(self) -> bool {
        self.is_staging() || self.is_production()
    }
}

impl FromStr for EnvironmentName {
    type Err = UnknownEnvironment;

    /// Case and surrounding white space do not matter; abbreviations are not taken.
    fn from_str(text: &str) -> Result<Self, UnknownEnvironment> {
        let wanted = text.trim();
        let found = Self::ALL
            .into_iter()
            .find(|name| name.as_str().eq_ignore_ascii_case(wanted));
        found.ok_or_else(|| UnknownEnvironment(wanted.to_owned()))
    }
}

impl fmt::Display for EnvironmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_parses_back_and_is_sent_as_it_prints() {
        for name in EnvironmentName::ALL {
            assert_eq!(name.to_string().to_uppercase().parse(), Ok(name));
            assert_eq!(serde_json::to_string(&name).unwrap(), format!("\"{name}\""));
        }
    }

    #[test]
    fn other_names_are_refused() {
        for text in ["", "dev", "prod", "production2"] {
            assert_eq!(
                text.parse::<EnvironmentName>(),
                Err(UnknownEnvironment(text.to_owned()))
            );
        }
    }

    #[test]
    fn one_predicate_holds_for_each_environment_and_two_are_deployed() {
        let answers = EnvironmentName::ALL.map(|name| {
            [
                name.is_development(),
                name.is_test(),
                name.is_staging(),
                name.is_production(),
                name.is_deployed(),
            ]
        });
        let expected = [
            [true, false, false, false, false],
            [false, true, false, false, false],
            [false, false, true, false, true],
            [false, false, false, true, true],
        ];
        assert_eq!(answers, expected);
    }
}
