use foundation::environment::{Environment, EnvironmentError};
use foundation::secret::SecretToken;

/// A key of at least `shortest` bytes, if one is set.
///
/// # Errors
/// When one is set that is shorter.
pub fn key(
    environment: &Environment,
    name: &'static str,
    shortest: usize,
) -> Result<Option<SecretToken>, EnvironmentError> {
    match environment.secret(name) {
        Some(key) if key.expose().len() < shortest => Err(EnvironmentError::malformed(
            name,
            format!("has to have at least {shortest} bytes"),
        )),
        key => Ok(key),
    }
}
