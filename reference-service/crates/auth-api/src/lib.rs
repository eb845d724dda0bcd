//! What is sent to the auth service and what it answers.
//!
//! The service reads and writes these types, and so does its client: a field that is renamed here is renamed at both ends
//! of the line. Where a secret leaves the process, its field says so by `exposed`.

mod accounts;
mod api_keys;
mod services;
mod tokens;

pub use accounts::{
    ChangePassword, DeleteAccount, DevLogin, E2eLogin, Logout, PasswordLogin, Profile, Refresh,
    Register, ResetPassword, Tokens, Verified,
};
pub use api_keys::{ApiKeys, CreateApiKey, CreatedApiKey, KnownApiKey, ListApiKeys, RevokeApiKey};
pub use services::{
    HashPassword, HashedPassword, ServiceLogin, ServiceToken, ServiceValidated, VerifiedPassword,
    VerifyPassword,
};
pub use tokens::{
    Allowed, Blacklisted, CheckAuthorization, CheckPermission, CreateToken, CreatedToken,
    TokenQuestion, Validated, ValidationError,
};

use foundation::secret::SecretToken;
use serde::Serializer;

/// How the bearer of a token shows it.
pub const BEARER: &str = "Bearer";

/// Writes a secret out: the other end of the line has to read it.
fn exposed<S: Serializer>(secret: &SecretToken, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_written_where_a_type_says_so_and_shown_nowhere() {
        let asked = TokenQuestion {
            token: SecretToken::try_from("hunter2").unwrap(),
        };
        let json = serde_json::to_string(&asked).unwrap();
        assert_eq!(json, r#"{"token":"hunter2"}"#);
        let read: TokenQuestion = serde_json::from_str(&json).unwrap();
        assert_eq!(read.token.expose(), "hunter2");
        assert!(!format!("{asked:?}").contains("hunter2"));
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused() {
        assert!(serde_json::from_str::<Logout>(r#"{"everywhere":true}"#).is_ok());
        assert!(serde_json::from_str::<Logout>(r#"{"everywhere":true,"more":1}"#).is_err());
    }
}
