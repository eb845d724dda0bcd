use foundation::secret::SecretToken;
use url::Url;

/// Who the provider is, and as whom it knows us.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// Under which name users see it.
    pub name: String,
    /// The URL under which it describes itself.
    pub issuer: Url,
    /// As which client it knows us.
    pub client_id: String,
    /// How we prove that.
    pub client_secret: SecretToken,
    /// Where it sends users back to.
    pub redirect: Url,
}

/// Others could read what is sent there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has to begin with `https://`, unless it is on this machine")]
pub struct InsecureUrl;

impl ProviderSettings {
    /// Lets a URL pass that nobody can listen to.
    ///
    /// # Errors
    /// When it is neither HTTPS nor on this machine.
    pub fn demand_secure(url: &Url) -> Result<(), InsecureUrl> {
        let is_local = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        let is_secure = url.scheme() == "https" || (url.scheme() == "http" && is_local);
        if is_secure { Ok(()) } else { Err(InsecureUrl) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_asked_without_encryption() {
        let table = [
            ("https://id.example.org", true),
            ("http://127.0.0.1:9000/x", true),
            ("http://[::1]/", true),
            ("http://localhost", true),
            ("http://id.example.org", false),
            ("http://localhost.example.org", false),
            ("ftp://127.0.0.1", false),
            ("mailto:a@b", false),
        ];
        for (url, secure) in table {
            let url = Url::parse(url).unwrap();
            assert_eq!(
                ProviderSettings::demand_secure(&url).is_ok(),
                secure,
                "{url}"
            );
        }
    }
}
