//! Logins without a password: which builds have them, and what has to come together before one is open.

use auth::tokens;
use foundation::environment::{Environment, EnvironmentError, EnvironmentName};
use foundation::names::variables;
use foundation::secret::SecretToken;
use service::key;
use std::net::IpAddr;

/// Whether this build has test logins at all.
pub(super) const HAS_TEST_LOGINS: bool = cfg!(feature = "e2e-bypass");

/// Whether this build has logins for developers at all.
pub(super) const HAS_DEV_LOGINS: bool = cfg!(feature = "dev-login");

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
    Err(EnvironmentError::malformed(variable, reason))
}

/// Whether developers log in without a password, as anybody they name. The switch, the build, the environment and the
/// address have to agree: nobody else may come in by that door.
pub(super) fn dev_login(
    environment: &Environment,
    name: EnvironmentName,
    address: IpAddr,
) -> Result<bool, EnvironmentError> {
    let variable = variables::DEV_LOGIN;
    let is_wanted = environment.parse::<bool>(variable)?.unwrap_or(false);
    let reason = match (is_wanted, HAS_DEV_LOGINS) {
        (_, true) if name.is_deployed() => {
            "this build has logins for developers and does not start in staging and production"
        }
        (true, false) => {
            "this build has no logins for developers: it needs the feature `dev-login`"
        }
        (true, true) if !name.is_development() => "logins for developers are for development alone",
        (true, true) if !address.is_loopback() => {
            "logins for developers need an address that only this machine reaches, such as 127.0.0.1"
        }
        (is_wanted, _) => return Ok(is_wanted),
    };
    Err(EnvironmentError::malformed(variable, reason))
}
