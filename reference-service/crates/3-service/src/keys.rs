use crate::malformed;
use foundation::environment::{Environment, EnvironmentError};
use foundation::secret::{BlankSecret, SecretToken};
use std::str::FromStr;

/// A key of at least `shortest` bytes, if one is set.
///
/// # Errors
/// When one is set that is shorter or blank.
pub fn key(
    environment: &Environment,
    name: &'static str,
    shortest: usize,
) -> Result<Option<SecretToken>, EnvironmentError> {
    let key = environment.parse::<Key>(name)?.map(|key| key.0);
    match key {
        Some(key) if key.expose().len() < shortest => Err(malformed(
            name,
            format!("has to have at least {shortest} bytes"),
        )),
        key => Ok(key),
    }
}

/// A secret as `Environment::parse` can read it.
struct Key(SecretToken);

impl FromStr for Key {
    type Err = BlankSecret;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SecretToken::try_from(text).map(Self)
    }
}
