//! The content security policy of the page: its own style and its own script, known by their hashes, and nothing else. It loads nothing,
//! sends nothing, and runs nothing that a name from the code might bring in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy for a style and a script. A page that a server refreshes may ask that server for changes.
pub(super) fn policy(style: &str, script: &str, is_live: bool) -> String {
    let connect = if is_live { "; connect-src 'self'" } else { "" };
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:{connect}; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// The hash of an inline text: of exactly what stands between the tags.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification of CSP: <https://www.w3.org/TR/CSP3/#external-hash>.
    #[test]
    fn hashes_are_those_of_browsers() {
        assert_eq!(
            hash("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
        assert!(!policy("", "", false).contains("connect-src"));
    }
}
