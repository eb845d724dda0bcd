use serde_json::{Map, Value};

/// Names that the context itself answers for; metadata under one of them would be a second answer.
const RESERVED: [&str; 9] = [
    "user",
    "thread",
    "run",
    "request",
    "user_id",
    "thread_id",
    "run_id",
    "request_id",
    "created_at",
];

/// What is noted beside a context: for audits, for agents. Each context owns its copy.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata(Map<String, Value>);

/// The name belongs to the context itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is told by the context itself and cannot be set beside it")]
pub struct ReservedKey(pub String);

impl Metadata {
    /// With one more entry; an earlier one of the same name is replaced.
    ///
    /// # Errors
    /// When the name is reserved.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Result<Self, ReservedKey> {
        if RESERVED.contains(&key.to_lowercase().as_str()) {
            return Err(ReservedKey(key.to_owned()));
        }
        self.0.insert(key.to_owned(), value.into());
        Ok(self)
    }

    /// The entry of this name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_are_refused_in_any_case() {
        for key in RESERVED {
            for spelling in [key.to_owned(), key.to_uppercase()] {
                assert_eq!(
                    Metadata::default().with(&spelling, 1),
                    Err(ReservedKey(spelling))
                );
            }
        }
    }

    #[test]
    fn a_copy_goes_its_own_way() {
        let first = Metadata::default().with("tool", "search").unwrap();
        let second = first.clone().with("tool", "count").unwrap();
        assert_eq!(first.get("tool"), Some(&Value::from("search")));
        assert_eq!(second.get("tool"), Some(&Value::from("count")));
    }
}
