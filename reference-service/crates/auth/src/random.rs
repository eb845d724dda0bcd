//! Secrets that nobody can guess, as texts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use foundation::entropy::{Entropy, EntropyFailure};
use foundation::secret::SecretToken;
use sha2::{Digest, Sha256};

/// A secret of 256 random bits, fit for URLs.
///
/// # Errors
/// When there are no random bytes.
pub fn secret(entropy: &dyn Entropy) -> Result<SecretToken, EntropyFailure> {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes)?;
    // 43 letters are never blank.
    SecretToken::try_from(URL_SAFE_NO_PAD.encode(bytes)).map_err(|_| EntropyFailure)
}

/// What may be kept of a secret to know it again, and what PKCE calls a challenge.
#[must_use]
pub fn fingerprint(secret: &SecretToken) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.expose()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::entropy::SystemEntropy;

    #[test]
    fn a_fingerprint_is_the_challenge_of_the_standard() {
        // RFC 7636, appendix B
        let verifier =
            SecretToken::try_from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        assert_eq!(
            fingerprint(&verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn no_two_secrets_are_equal() {
        let [one, other] = [(); 2].map(|()| secret(&SystemEntropy).unwrap());
        assert_eq!(one.expose().len(), 43);
        assert_ne!(one.expose(), other.expose());
    }
}
