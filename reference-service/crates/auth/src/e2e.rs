//! Logins for end-to-end tests, without a password.
//!
//! Three things have to come together: a build with the feature, a key in the configuration, and a request signed with
//! that key. A header, a name of an environment or a word in a request opens nothing.

use crate::tokens::{Address, SharedKey};
use foundation::clock::EpochMillis;
use foundation::identity::Email;
use foundation::names::tokens;
use foundation::secret::SecretToken;
use serde::{Deserialize, Serialize};

/// For so long a signed request counts, in seconds.
const LIFE: u64 = 60;

/// What a test signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestUser {
    /// Who to be.
    pub email: Email,
    /// When it was signed, in seconds since 1970.
    pub iat: u64,
    /// A name for this request, which counts once.
    pub jti: String,
    /// That it is meant for this.
    pub aud: String,
}

impl TestUser {
    /// A request to be `email`.
    #[must_use]
    pub fn new(email: Email, jti: String, now: EpochMillis) -> Self {
        Self {
            email,
            iat: now.0 / 1_000,
            jti,
            aud: tokens::E2E_AUDIENCE.to_owned(),
        }
    }

    /// Until when it counts.
    #[must_use]
    pub fn expires(&self) -> EpochMillis {
        EpochMillis(self.iat.saturating_add(LIFE).saturating_mul(1_000))
    }

    /// The request that was signed with `key`, if it counts now. Whether it was used before is for the caller to see.
    #[must_use]
    pub fn read(signed: &SecretToken, key: &SharedKey, now: EpochMillis) -> Option<Self> {
        let address = Address {
            issuer: None,
            audience: Some(tokens::E2E_AUDIENCE),
        };
        let asked: Self = key.open(signed, address).ok()?;
        let is_timely = asked.iat <= now.0 / 1_000 && now < asked.expires();
        is_timely.then_some(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: EpochMillis = EpochMillis(1_000_000);
    fn key(text: &str) -> SharedKey {
        SharedKey::new(&SecretToken::try_from(text).unwrap()).unwrap()
    }

    fn ours() -> SharedKey {
        key("0123456789abcdef0123456789abcdef")
    }

    fn asked() -> TestUser {
        let email = Email::try_from("ada@example.org").unwrap();
        TestUser::new(email, "1".to_owned(), NOW)
    }

    #[test]
    fn a_signed_request_counts_for_a_minute() {
        let signed = ours().sign(&asked()).unwrap();
        let read = |millis| TestUser::read(&signed, &ours(), EpochMillis(millis));
        assert_eq!(read(NOW.0), Some(asked()));
        assert_eq!(read(NOW.0 + 59_999), Some(asked()));
        assert_eq!(read(NOW.0 + 60_000), None);
        assert_eq!(read(NOW.0 - 1), None, "from the future");
    }

    #[test]
    fn another_key_and_another_purpose_count_for_nothing() {
        let other = key("another key of the same length..");
        let signed = ours().sign(&asked()).unwrap();
        assert_eq!(TestUser::read(&signed, &other, NOW), None);

        let access = TestUser {
            aud: tokens::ACCESS_AUDIENCE.to_owned(),
            ..asked()
        };
        let signed = ours().sign(&access).unwrap();
        assert_eq!(TestUser::read(&signed, &ours(), NOW), None);
    }
}
