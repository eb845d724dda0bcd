use foundation::environment::{EnvironmentError, EnvironmentWarning};

/// Collects what is wrong and goes on, so that all of it can be told.
#[derive(Debug, Default)]
pub struct Problems(pub Vec<EnvironmentError>);

impl Problems {
    /// The value, or what is wrong with it among the problems.
    pub fn keep<T>(&mut self, read: Result<T, EnvironmentError>) -> Option<T> {
        self.keep_all(read.map_err(|problem| vec![problem]))
    }

    /// The value, or all that is wrong with it among the problems, each once.
    pub fn keep_all<T>(&mut self, read: Result<T, Vec<EnvironmentError>>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problems) => {
                let new: Vec<_> = problems
                    .into_iter()
                    .filter(|problem| !self.0.contains(problem))
                    .collect();
                self.0.extend(new);
                None
            }
        }
    }
}

/// What somebody may have meant differently.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsWarning {
    /// About a variable.
    #[error(transparent)]
    Environment(#[from] EnvironmentWarning),
    /// A key that nobody set.
    #[error("`{0}` is not set: one is made up, and what depends on it ends with this process")]
    MadeUp(&'static str),
}

/// Everything that keeps the service from starting, at once.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(problems))]
pub struct SettingsError {
    /// At least one.
    pub problems: Vec<EnvironmentError>,
}

fn lines(problems: &[EnvironmentError]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}
