use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address, in the one spelling under which an account is found: trimmed and in lower case.
///
/// The check is a sieve for slips, not a proof: only a letter that arrives proves an address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Longer than any mail server takes.
    #[error("an e-mail address has at most 254 bytes")]
    TooLong,
    /// Not of the form `name@domain`.
    #[error("an e-mail address has the form `name@domain`")]
    Form,
}

impl Email {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }
}

impl TryFrom<&str> for Email {
    type Error = EmailError;

    fn try_from(text: &str) -> Result<Self, EmailError> {
        const LONGEST: usize = 254;
        let address = text.trim().to_lowercase();
        if address.len() > LONGEST {
            return Err(EmailError::TooLong);
        }
        let (local, domain) = address.split_once('@').ok_or(EmailError::Form)?;
        let odd = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '@';
        let labels_are_full = domain.split('.').all(|label| !label.is_empty());
        if local.is_empty() || !labels_are_full || address.replacen('@', "", 1).contains(odd) {
            return Err(EmailError::Form);
        }
        Ok(Self(address))
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::try_from(text.as_str())
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address names a person, so records show no more than its domain.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let domain = self.0.split_once('@').map_or("", |(_, domain)| domain);
        write!(f, "Email(…@{domain})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_has_one_spelling() {
        let email = Email::try_from("  Ada@Example.ORG ").unwrap();
        assert_eq!(email.as_str(), "ada@example.org");
        assert_eq!(email.local_part(), "ada");
        assert_eq!(format!("{email:?}"), "Email(…@example.org)");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "a@b@c",
            "a da@example.org",
            "ada@example..org",
            "ada@.org",
            "ada@example.org.",
            "ada\u{0}@example.org",
            "ada@exa\nmple.org",
        ] {
            assert_eq!(Email::try_from(text), Err(EmailError::Form), "{text:?}");
        }
        let long = format!("{}@example.org", "a".repeat(243));
        assert_eq!(Email::try_from(long), Err(EmailError::TooLong));
    }

    proptest! {
        #[test]
        fn an_accepted_address_is_accepted_again_unchanged(text in "\\PC{0,5}@\\PC{0,5}|[a-zA-Z.@ ]{0,12}") {
            if let Ok(email) = Email::try_from(text) {
                prop_assert_eq!(Email::try_from(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
