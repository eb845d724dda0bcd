//! Texts that must not be seen.

use serde::Deserialize;
use std::fmt;

/// Stands in the place of whatever must not be seen. It gives away neither a part nor the length.
pub const MASK: &str = "[secret]";

/// A password, token or key: usable, but not printable.
///
/// There is no `Serialize`: whoever hands a secret out says so with [`SecretToken::expose`].
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct SecretToken(String);

/// A secret was blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret may not be blank")]
pub struct BlankSecret;

impl SecretToken {
    /// The secret itself. Each call is a place to look at in a review.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for SecretToken {
    type Error = BlankSecret;

    /// White space around the secret is dropped: files and shells like to end a line.
    fn try_from(text: &str) -> Result<Self, BlankSecret> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(BlankSecret);
        }
        Ok(Self(trimmed.to_owned()))
    }
}

impl TryFrom<String> for SecretToken {
    type Error = BlankSecret;

    fn try_from(text: String) -> Result<Self, BlankSecret> {
        Self::try_from(text.as_str())
    }
}

impl fmt::Display for SecretToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print() {
        let token = SecretToken::try_from("hunter2").unwrap();
        assert_eq!(
            format!("{token} {token:?} {:#?}", Some(&token)),
            format!("{MASK} {MASK} Some(\n    {MASK},\n)")
        );
        assert_eq!(token.expose(), "hunter2");
    }

    #[test]
    fn white_space_around_a_secret_is_dropped() {
        assert_eq!(
            SecretToken::try_from(" hunter2\n").unwrap().expose(),
            "hunter2"
        );
    }

    #[test]
    fn a_blank_secret_is_refused_from_text_and_from_json() {
        assert_eq!(SecretToken::try_from(" \t").unwrap_err(), BlankSecret);
        assert!(serde_json::from_str::<SecretToken>(r#"" ""#).is_err());
        assert_eq!(
            serde_json::from_str::<SecretToken>(r#""hunter2""#)
                .unwrap()
                .expose(),
            "hunter2"
        );
    }
}
