//! The environment of the process, as a value.
//!
//! `main` makes one [`Environment`] and hands it to whoever is configured by it. No other module asks the operating
//! system for variables, and none sets them: what is set here stays in memory.

mod dotenv;
mod masking;
mod name;
mod validation;

pub use dotenv::DotenvError;
pub use name::{EnvironmentName, UnknownEnvironment};
pub use validation::{
    EnvironmentError, EnvironmentWarning, Presence, Reach, Requirement, Validation,
};

use crate::names::variables;
use crate::secret::SecretToken;
use masking::shown;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

/// Variables, each with its value and where it came from.
///
/// Values are taken as they are: no `$NAME`, no `$(command)` is ever expanded. `Debug` and `Display` mask secrets.
#[derive(Default)]
pub struct Environment {
    variables: BTreeMap<String, Variable>,
    /// Variables of the process that are not UTF-8 and so cannot be had.
    unreadable: Vec<String>,
}

struct Variable {
    value: String,
    source: Source,
}

/// Where a value came from. What comes later in this list beats what comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The text of a `.env` file.
    Dotenv,
    /// The process environment.
    Process,
    /// [`Environment::set`], or a list of pairs that the environment was made of.
    Memory,
}

impl Environment {
    /// The variables of this process, on top of those in the text of a `.env` file if there is one.
    ///
    /// # Errors
    /// When the text is not of the form that [`DotenvError`] describes.
    pub fn of_process(dotenv: Option<&str>) -> Result<Self, DotenvError> {
        Self::layered(dotenv, std::env::vars_os())
    }

    fn layered(
        dotenv: Option<&str>,
        process: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Self, DotenvError> {
        let mut environment = Self::default();
        for (name, value) in dotenv::parse(dotenv.unwrap_or_default())? {
            environment.insert(name, value, Source::Dotenv);
        }
        for (name, value) in process {
            match (name.into_string(), value.into_string()) {
                (Ok(name), Ok(value)) => environment.insert(name, value, Source::Process),
                (Ok(name), Err(_)) => environment.unreadable.push(name),
                (Err(name), _) => environment
                    .unreadable
                    .push(name.to_string_lossy().into_owned()),
            }
        }
        Ok(environment)
    }

    /// Sets a variable for those who hold this value; the process environment stays as it is.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.insert(name.into(), value.into(), Source::Memory);
    }

    /// The value of a variable. A blank one counts as not set, since that is how many tools write "nothing".
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.variables.get(name)?.value.as_str();
        (!value.trim().is_empty()).then_some(value)
    }

    /// The value of a variable that has to be there.
    ///
    /// # Errors
    /// When it is not set or blank.
    pub fn require(&self, name: &str) -> Result<&str, EnvironmentError> {
        self.get(name)
            .ok_or_else(|| EnvironmentError::Missing(name.to_owned()))
    }

    /// The value of a variable as a secret; `None` if it is not set.
    #[must_use]
    pub fn secret(&self, name: &str) -> Option<SecretToken> {
        // A blank one counts as not set here as well.
        SecretToken::try_from(self.get(name)?).ok()
    }

    /// The value of a variable that has to be there, as a secret.
    ///
    /// # Errors
    /// When it is not set or blank.
    pub fn require_secret(&self, name: &str) -> Result<SecretToken, EnvironmentError> {
        self.secret(name)
            .ok_or_else(|| EnvironmentError::Missing(name.to_owned()))
    }

    /// The value of a variable as a number, an address or the like; `None` if it is not set.
    ///
    /// # Errors
    /// When the value does not parse. The error does not repeat the value, which may be a secret.
    pub fn parse<T: FromStr<Err: fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, EnvironmentError> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let malformed = |reason| EnvironmentError::malformed(name, reason);
        value.trim().parse().map(Some).map_err(malformed)
    }

    /// Where the value of a variable came from.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<Source> {
        self.variables.get(name).map(|variable| variable.source)
    }

    /// Which environment this is; production if nothing is said.
    ///
    /// # Errors
    /// When something is said that is none of the four names.
    pub fn name(&self) -> Result<EnvironmentName, UnknownEnvironment> {
        self.get(variables::ENVIRONMENT)
            .map_or(Ok(EnvironmentName::default()), str::parse)
    }

    /// The variables among `names` that are set: what a child process is to see, after `Command::env_clear`.
    #[must_use]
    pub fn subprocess_view<'a>(&'a self, names: &[&'a str]) -> BTreeMap<&'a str, &'a str> {
        names
            .iter()
            .filter_map(|name| Some((*name, self.variables.get(*name)?.value.as_str())))
            .collect()
    }

    fn insert(&mut self, name: String, value: String, source: Source) {
        self.variables.insert(name, Variable { value, source });
    }
}

/// An environment of these pairs and nothing else, for tests and tools.
impl<Name: Into<String>, Value: Into<String>> FromIterator<(Name, Value)> for Environment {
    fn from_iter<I: IntoIterator<Item = (Name, Value)>>(pairs: I) -> Self {
        let mut environment = Self::default();
        for (name, value) in pairs {
            environment.set(name, value);
        }
        environment
    }
}

/// One variable per line, with its source.
impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, Variable { value, source }) in &self.variables {
            writeln!(f, "{name}={} ({source})", shown(name, value))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self
            .variables
            .iter()
            .map(|(name, Variable { value, source })| (name, (shown(name, value), source)));
        f.debug_map().entries(entries).finish()
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dotenv => "from .env",
            Self::Process => "from the process",
            Self::Memory => "set in memory",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn layered(dotenv: &str, process: &[(&str, &str)]) -> Environment {
        let process = process
            .iter()
            .map(|(name, value)| (OsString::from(name), OsString::from(value)));
        Environment::layered(Some(dotenv), process).unwrap()
    }

    #[test]
    fn the_process_beats_the_file_and_memory_beats_both() {
        let mut environment = layered(
            "A=file\nB=file\nC=file",
            &[("B", "process"), ("C", "process")],
        );
        environment.set("C", "memory");

        let found =
            ["A", "B", "C", "D"].map(|name| (environment.get(name), environment.source(name)));
        let expected = [
            (Some("file"), Some(Source::Dotenv)),
            (Some("process"), Some(Source::Process)),
            (Some("memory"), Some(Source::Memory)),
            (None, None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn setting_leaves_the_process_as_it_is() {
        let name = "SET_ONLY_IN_MEMORY_BY_A_TEST";
        let mut environment = Environment::of_process(None).unwrap();
        environment.set(name, "1");
        assert_eq!(environment.get(name), Some("1"));
        assert_eq!(std::env::var_os(name), None);
    }

    #[test]
    fn the_variables_of_the_process_are_read() {
        let environment = Environment::of_process(None).unwrap();
        assert_eq!(
            environment.variables.len() + environment.unreadable.len(),
            std::env::vars_os().count()
        );
    }

    #[test]
    fn values_are_never_expanded() {
        let value = "$HOME ${HOME} $(id) `id` ~";
        let environment = layered(&format!("A=\"{value}\""), &[("B", value)]);
        assert_eq!(
            (environment.get("A"), environment.get("B")),
            (Some(value), Some(value))
        );
    }

    #[test]
    fn a_blank_value_counts_as_not_set() {
        let environment = Environment::from_iter([("A", " ")]);
        assert_eq!(environment.get("A"), None);
        assert_eq!(
            environment.require("A"),
            Err(EnvironmentError::Missing("A".to_owned()))
        );
    }

    #[test]
    fn a_value_that_does_not_parse_is_not_repeated() {
        let environment = Environment::from_iter([("PORT", "hunter2"), ("GOOD", " 8081 ")]);
        assert_eq!(environment.parse("GOOD"), Ok(Some(8081_u16)));
        assert_eq!(environment.parse::<u16>("ABSENT"), Ok(None));
        assert_eq!(
            environment.parse::<u16>("PORT").unwrap_err().to_string(),
            "`PORT`: invalid digit found in string"
        );
    }

    #[test]
    fn secrets_do_not_print() {
        let environment = layered("API_KEY=hunter2", &[("PORT", "8081")]);
        assert_eq!(
            environment.to_string(),
            "API_KEY=[secret] (from .env)\nPORT=8081 (from the process)\n"
        );
        assert_eq!(
            format!("{environment:?}"),
            r#"{"API_KEY": ("[secret]", Dotenv), "PORT": ("8081", Process)}"#
        );
    }

    #[test]
    fn a_child_process_sees_what_is_listed_and_nothing_else() {
        let environment = Environment::from_iter([("PATH", "/bin"), ("API_KEY", "hunter2")]);
        let view = environment.subprocess_view(&["PATH", "ABSENT"]);
        assert_eq!(view, BTreeMap::from([("PATH", "/bin")]));

        let mut command = Command::new("true");
        command.env_clear().envs(view);
        assert_eq!(command.get_envs().count(), 1);
    }

    #[test]
    fn the_environment_is_production_unless_named() {
        let named = |name| Environment::from_iter([(variables::ENVIRONMENT, name)]).name();
        assert_eq!(
            Environment::default().name(),
            Ok(EnvironmentName::Production)
        );
        assert_eq!(named("development"), Ok(EnvironmentName::Development));
        assert_eq!(named("live"), Err(UnknownEnvironment("live".to_owned())));
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_utf8_is_remembered_by_name() {
        use std::os::unix::ffi::OsStringExt;
        let broken = OsString::from_vec(vec![0xff]);
        let environment = Environment::layered(None, [("A".into(), broken)].into_iter()).unwrap();
        assert_eq!(
            (environment.get("A"), &environment.unreadable),
            (None, &vec!["A".to_owned()])
        );
    }
}
