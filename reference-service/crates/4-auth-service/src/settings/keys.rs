use super::problems::malformed;
use auth::tokens;
use foundation::environment::{Environment, EnvironmentError, EnvironmentName};
use foundation::names::variables;
use foundation::secret::{BlankSecret, SecretToken};
use std::str::FromStr;

/// Whether this build has test logins at all.
pub(super) const HAS_TEST_LOGINS: bool = cfg!(feature = "e2e-bypass");

/// A key of at least `shortest` bytes, if one is set.
pub(super) fn key(
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

/// The key of test logins. In staging and production neither key nor build may know of them.
pub(super) fn e2e_key(
    environment: &Environment,
    name: EnvironmentName,
) -> Result<Option<SecretToken>, EnvironmentError> {
    let variable = variables::E2E_BYPASS_KEY;
    let key = key(environment, variable, tokens::SHORTEST_KEY)?;
    let reason = match (name.is_deployed(), HAS_TEST_LOGINS, key.is_some()) {
        (true, true, _) => {
            "this build has test logins and does not start in staging and production"
        }
        (true, false, true) => "test logins are not allowed in staging and production",
        (false, false, true) => "this build has no test logins: it needs the feature `e2e-bypass`",
        _ => return Ok(key),
    };
    Err(malformed(variable, reason))
}

/// A secret as `Environment::parse` can read it.
struct Key(SecretToken);

impl FromStr for Key {
    type Err = BlankSecret;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SecretToken::try_from(text).map(Self)
    }
}
