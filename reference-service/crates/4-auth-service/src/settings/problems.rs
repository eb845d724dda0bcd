use foundation::environment::EnvironmentError;

/// Collects what is wrong and goes on, so that all of it can be told.
pub(super) struct Problems(pub(super) Vec<EnvironmentError>);

impl Problems {
    pub(super) fn keep<T>(&mut self, read: Result<T, EnvironmentError>) -> Option<T> {
        self.keep_all(read.map_err(|problem| vec![problem]))
    }

    pub(super) fn keep_all<T>(&mut self, read: Result<T, Vec<EnvironmentError>>) -> Option<T> {
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

/// A variable whose value is not of the right form, and why.
pub(super) fn malformed(name: &str, reason: impl ToString) -> EnvironmentError {
    EnvironmentError::Malformed {
        name: name.to_owned(),
        reason: reason.to_string(),
    }
}
