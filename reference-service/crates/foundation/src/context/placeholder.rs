use crate::environment::EnvironmentName;
use serde::Deserialize;
use std::sync::LazyLock;

/// The text stands for a name that was never filled in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` stands in for a real value")]
pub struct Placeholder(pub String);

/// The rules as they are written in `placeholders.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    exact: Vec<String>,
    prefixes: Vec<String>,
    long: usize,
    allowed: Vec<String>,
    prefixes_of_tests: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is part of the program, and a test reads it"
)]
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("placeholders.toml")).expect("placeholders.toml is well formed")
});

/// Lets `text` pass unless it stands in for a real value in this `environment`.
///
/// # Errors
/// When it is in the table of placeholders.
pub fn refuse_placeholder(text: &str, environment: EnvironmentName) -> Result<(), Placeholder> {
    let value = text.trim().to_lowercase();
    let is = |entry: &String| *entry == value;
    let begins = |prefix: &String| value.starts_with(prefix.as_str());

    if TABLE.exact.iter().any(is) {
        return Err(Placeholder(text.to_owned()));
    }
    let is_long = value.chars().count() >= TABLE.long;
    let is_test_name = environment.is_test() && TABLE.prefixes_of_tests.iter().any(begins);
    if is_long || is_test_name || TABLE.allowed.iter().any(is) {
        return Ok(());
    }
    if TABLE.prefixes.iter().any(begins) {
        return Err(Placeholder(text.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use EnvironmentName::{Production, Test};

    fn passes(text: &str, environment: EnvironmentName) -> bool {
        refuse_placeholder(text, environment).is_ok()
    }

    #[test]
    fn a_test_name_passes_in_tests_and_nowhere_else() {
        // Once refused in test runs too, where it is what every user is called.
        assert!(passes("test_user_123", Test));
        for environment in EnvironmentName::ALL
            .into_iter()
            .filter(|name| !name.is_test())
        {
            assert!(!passes("test_user_123", environment), "{environment}");
        }
    }

    #[test]
    fn a_prefix_counts_up_to_19_characters() {
        let (short, long) = ("temp_abcdefghijklmn", "temp_abcdefghijklmno");
        assert_eq!((short.len(), long.len()), (19, 20));
        for environment in EnvironmentName::ALL {
            assert!(!passes(short, environment) && passes(long, environment));
        }
        assert!(
            !passes("temp_äöüäöüäöüäöüäö", Production),
            "characters, not bytes"
        );
    }

    #[test]
    fn a_prefix_within_a_name_does_not_count() {
        for text in [
            "latest_user",
            "contest_1",
            "ada",
            "defaults",
            "user_1_2_0000000a",
        ] {
            assert!(passes(text, Production), "{text}");
        }
    }

    #[test]
    fn every_entry_of_the_table_does_what_it_says() {
        for text in &TABLE.exact {
            for spelling in [text.clone(), text.to_uppercase(), format!(" {text}\n")] {
                assert!(!passes(&spelling, Production), "{spelling:?}");
                assert!(!passes(&spelling, Test), "{spelling:?}");
            }
        }
        for prefix in &TABLE.prefixes {
            let name = format!("{prefix}Ada");
            assert!(!passes(&name, Production), "{name}");
            assert_eq!(passes(&name, Test), prefix == "test_", "{name}");
        }
        for text in &TABLE.allowed {
            assert!(passes(text, Production), "{text}");
        }
        assert_eq!(
            (TABLE.exact.len(), TABLE.prefixes.len(), TABLE.allowed.len()),
            (19, 11, 7)
        );
    }
}
