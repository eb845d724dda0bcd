use auth::tokens;
use foundation::environment::{Environment, EnvironmentError, EnvironmentName};
use foundation::names::variables;
use foundation::secret::SecretToken;
use service::key;

/// Whether this build has test logins at all.
pub(super) const HAS_TEST_LOGINS: bool = cfg!(feature = "e2e-bypass");

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
