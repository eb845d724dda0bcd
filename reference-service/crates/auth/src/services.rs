//! How services know each other: by a name from the list and a secret that all of them have.

use foundation::names::{headers, services};
use foundation::secret::SecretToken;
use http::HeaderMap;
use subtle::ConstantTimeEq;
use web::Privilege;

/// The shortest secret of services, in bytes.
pub const SHORTEST_SECRET: usize = 32;

/// The services that may ask for what users may not.
const KNOWN: [&str; 2] = [services::BACKEND, services::AUTH];

/// Knows services by their secret.
#[derive(Debug)]
pub struct Services {
    secret: SecretToken,
}

/// The secret is quick to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has to have at least {SHORTEST_SECRET} bytes")]
pub struct WeakSecret;

impl Services {
    /// Services with this secret.
    ///
    /// # Errors
    /// When it is too short.
    pub fn new(secret: SecretToken) -> Result<Self, WeakSecret> {
        if secret.expose().len() < SHORTEST_SECRET {
            return Err(WeakSecret);
        }
        Ok(Self { secret })
    }

    /// Which service it is that calls itself `name` and shows `secret`. How long it takes says nothing of the secret.
    #[must_use]
    pub fn identify(&self, name: &str, secret: &SecretToken) -> Option<&'static str> {
        let ours = self.secret.expose().as_bytes();
        let is_ours = bool::from(secret.expose().as_bytes().ct_eq(ours));
        named(name).filter(|_| is_ours)
    }
}

impl Services {
    /// Which service the headers prove to come from.
    #[must_use]
    pub fn identify_by_headers(&self, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name| headers.get(name)?.to_str().ok();
        let secret = SecretToken::try_from(text(headers::SERVICE_SECRET)?).ok()?;
        self.identify(text(headers::SERVICE_ID)?, &secret)
    }
}

/// Services ask for many users, so a limit for one client would be a limit for all of them.
impl Privilege for Services {
    fn is_unlimited(&self, headers: &HeaderMap) -> bool {
        self.identify_by_headers(headers).is_some()
    }
}

/// The service of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static str> {
    KNOWN.into_iter().find(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretToken {
        SecretToken::try_from(text).unwrap()
    }

    #[test]
    fn name_and_secret_have_to_be_right() {
        let right = "0123456789abcdef0123456789abcdef";
        let services = Services::new(secret(right)).unwrap();
        let table = [
            (services::BACKEND, right, Some(services::BACKEND)),
            (services::AUTH, right, Some(services::AUTH)),
            ("Backend", right, None),
            ("backend ", right, None),
            ("", right, None),
            (services::BACKEND, "0123456789abcdef0123456789abcdeX", None),
            (services::BACKEND, "0123456789abcdef", None),
        ];
        for (name, shown, expected) in table {
            assert_eq!(
                services.identify(name, &secret(shown)),
                expected,
                "{name} {shown}"
            );
        }
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert_eq!(Services::new(secret("short")).unwrap_err(), WeakSecret);
    }
}
