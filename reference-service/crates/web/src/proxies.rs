//! Whose word is taken for the address of a client.
//!
//! A proxy is one client to us unless it is trusted; then the client is whom it names. Anybody can send the same header:
//! it is read from those proxies alone, and only so far to the left as they vouch for it.

use axum::http::{HeaderMap, HeaderName, header};
use foundation::environment::{Environment, EnvironmentError, Requirement};
use foundation::names::variables;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The ranges of addresses whose word is taken. None at first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[IpNet]>);

/// What a service may find of them in its environment.
pub const PROXY_REQUIREMENTS: [Requirement; 1] =
    [Requirement::optional(variables::TRUSTED_PROXIES).beside()];

impl TrustedProxies {
    /// The ranges that `environment` names, apart by commas; an address alone is a range of one.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn read(environment: &Environment) -> Result<Self, EnvironmentError> {
        let name = variables::TRUSTED_PROXIES;
        let ranges = environment.get(name).unwrap_or_default().split(',');
        let ranges = ranges.map(str::trim).filter(|range| !range.is_empty());
        let parsed = ranges.map(|range| {
            let malformed =
                |error| EnvironmentError::malformed(name, format!("`{range}`: {error}"));
            match range.parse::<IpAddr>() {
                Ok(address) => Ok(address.into()),
                Err(_) => range.parse::<IpNet>().map_err(malformed),
            }
        });
        parsed.collect::<Result<_, _>>().map(Self)
    }

    /// Whether the word of this address is taken.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|range| range.contains(&address))
    }

    /// The address of the client whose request came from `peer`: that of the last in the chain who is not trusted. A
    /// proxy that names none, or names nonsense, is the client itself.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        for named in named(headers).into_iter().rev() {
            if !self.trust(client) {
                break;
            }
            let Some(address) = named.and_then(address) else {
                break;
            };
            client = address.to_canonical();
        }
        client
    }
}

/// Whom the proxies named, each the one it heard from: `Forwarded` if it is there, for it is the standard.
fn named(headers: &HeaderMap) -> Vec<Option<&str>> {
    let (name, read): (_, fn(&str) -> Option<&str>) = if headers.contains_key(header::FORWARDED) {
        (header::FORWARDED, forwarded_for)
    } else {
        (X_FORWARDED_FOR, |named| Some(named))
    };
    let lines = headers.get_all(name).into_iter();
    lines
        .flat_map(|line| line.to_str().unwrap_or_default().split(','))
        .map(|named| read(named.trim()))
        .collect()
}

/// The `for` of one element, such as `for="[2001:db8::1]:4711";proto=https`.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("for")
            .then_some(value.trim().trim_matches('"'))
    })
}

/// An address with or without a port, that of IPv6 with or without brackets.
fn address(named: &str) -> Option<IpAddr> {
    let bare = named
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    bare.unwrap_or(named)
        .parse()
        .ok()
        .or_else(|| named.parse::<SocketAddr>().ok().map(|it| it.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn trusted(ranges: &str) -> Result<TrustedProxies, EnvironmentError> {
        let pairs = [(variables::TRUSTED_PROXIES, ranges)];
        TrustedProxies::read(&Environment::from_iter(pairs))
    }

    #[track_caller]
    fn expect_client(peer: &str, headers: &[(HeaderName, &'static str)], expected: &str) {
        let proxies = trusted("10.0.0.0/8, 192.0.2.7,2001:db8:1::/48").unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        let client = proxies.client(peer.parse().unwrap(), &map);
        assert_eq!(client, expected.parse::<IpAddr>().unwrap());
    }

    #[test]
    fn ranges_are_checked() {
        assert_eq!(trusted(" ").unwrap(), TrustedProxies::default());
        for wrong in ["10.0.0.0/33", "proxy", "10.0.0.1,,x"] {
            let told = trusted(wrong).unwrap_err().to_string();
            assert!(told.starts_with("`TRUSTED_PROXIES`: "), "{told}");
        }
    }

    #[test]
    fn the_last_who_is_not_trusted_is_the_client() {
        let header = X_FORWARDED_FOR;
        let far = "203.0.113.9";
        expect_client("10.0.0.1", &[(header.clone(), far)], far);
        expect_client(
            "10.0.0.1",
            &[(header.clone(), "1.1.1.1, 203.0.113.9, 10.9.9.9")],
            far,
        );
        expect_client(
            "::ffff:10.0.0.1",
            &[(header.clone(), "203.0.113.9:4711")],
            far,
        );
        let lines = [(header.clone(), "1.1.1.1"), (header.clone(), far)];
        expect_client("192.0.2.7", &lines, far);
        let standard = "for=1.1.1.1, For=\"[2001:db8::9]:4711\";proto=https, for=2001:db8:1::1";
        let lines = [(header.clone(), "1.1.1.1"), (header::FORWARDED, standard)];
        expect_client("10.0.0.1", &lines, "2001:db8::9");
        expect_client(
            "10.0.0.1",
            &[(header::FORWARDED, "for=\"[2001:db8::9]\"")],
            "2001:db8::9",
        );
        // Nobody but proxies: the first of them.
        expect_client("10.0.0.1", &[(header, "10.0.0.2, 10.0.0.3")], "10.0.0.2");
    }

    #[test]
    fn what_others_say_changes_nothing() {
        for peer in ["203.0.113.9", "192.0.2.8", "2001:db8:2::1"] {
            expect_client(peer, &[(X_FORWARDED_FOR, "1.1.1.1")], peer);
            expect_client(peer, &[(header::FORWARDED, "for=1.1.1.1")], peer);
        }
    }

    #[test]
    fn a_proxy_that_names_nobody_is_the_client() {
        for named in ["unknown", "", "_hidden", "1.1.1.1, nonsense"] {
            expect_client("10.0.0.1", &[(X_FORWARDED_FOR, named)], "10.0.0.1");
        }
        expect_client(
            "10.0.0.1",
            &[(header::FORWARDED, "proto=https")],
            "10.0.0.1",
        );
        expect_client("10.0.0.1", &[], "10.0.0.1");
    }
}
