//! Where a token stands in a request. Nothing here looks at what it says.

use crate::Failure;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use foundation::errors::AppError;
use foundation::names::{headers, tokens};
use foundation::secret::SecretToken;

/// The token of the `Authorization` header.
#[derive(Debug)]
pub struct Bearer(pub SecretToken);

impl<S: Send + Sync> FromRequestParts<S> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let token = bearer_of(&parts.headers);
        token
            .map(Self)
            .ok_or_else(|| AppError::Unauthenticated.into())
    }
}

/// The token after `Bearer` in the `Authorization` header. Two such headers are none: who knows which one others read.
#[must_use]
pub fn bearer_of(headers: &HeaderMap) -> Option<SecretToken> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    SecretToken::try_from(token).ok()
}

/// The token or the API key of a request: after `Bearer`, or a key in a header of its own. Both are none, as two of one are.
#[must_use]
pub fn credential_of(headers: &HeaderMap) -> Option<SecretToken> {
    let mut keys = headers.get_all(headers::API_KEY).iter();
    let Some(key) = keys.next() else {
        return bearer_of(headers);
    };
    if keys.next().is_some() || headers.contains_key(header::AUTHORIZATION) {
        return None;
    }
    let key = SecretToken::try_from(key.to_str().ok()?).ok()?;
    is_api_key(&key).then_some(key)
}

/// Whether it has the form of an API key and not that of a token.
#[must_use]
pub fn is_api_key(shown: &SecretToken) -> bool {
    shown.expose().starts_with(tokens::API_KEY_PREFIX)
}

/// Name and password after `Basic` in the `Authorization` header; `None` if there is no such header.
///
/// # Errors
/// When there is one that cannot be read.
pub fn basic_of(headers: &HeaderMap) -> Result<Option<(String, SecretToken)>, AppError> {
    let values = headers.get_all(header::AUTHORIZATION).iter();
    let values = values.filter_map(|value| value.to_str().ok()?.split_once(' '));
    let mut encoded = values
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .map(|(_, encoded)| encoded.trim());
    let Some(first) = encoded.next() else {
        return Ok(None);
    };
    let read = || {
        let bytes = STANDARD.decode(first).ok()?;
        let (name, password) = foundation::text::decode(&bytes).ok()?.split_once(':')?;
        Some((name.to_owned(), SecretToken::try_from(password).ok()?))
    };
    let read = read().filter(|_| encoded.next().is_none());
    let unread = || AppError::InvalidInput("`Basic` wants `name:password` in base64".to_owned());
    read.map(Some).ok_or_else(unread)
}

/// The token of a request for a WebSocket: the `Authorization` header, or else, since browsers cannot set that, a
/// subprotocol that carries it. A token in the query would stand in every log on the way, so it is not looked for.
#[must_use]
pub fn websocket_token(headers: &HeaderMap) -> Option<SecretToken> {
    credential_of(headers).or_else(|| {
        let offered = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter();
        let offered = offered.filter_map(|value| value.to_str().ok());
        let encoded = offered
            .flat_map(|value| value.split(','))
            .find_map(|protocol| protocol.trim().strip_prefix(tokens::JWT_SUBPROTOCOL_PREFIX))?;
        let bytes = decode(encoded)?;
        SecretToken::try_from(foundation::text::decode(&bytes).ok()?).ok()
    })
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().cloned();
        pairs
            .map(|(name, value)| (name, HeaderValue::from_static(value)))
            .fold(HeaderMap::new(), |mut headers, (name, value)| {
                headers.append(name, value);
                headers
            })
    }

    #[test]
    fn the_sources_of_a_token_in_their_order() {
        let (auth, protocol) = (header::AUTHORIZATION, header::SEC_WEBSOCKET_PROTOCOL);
        // `YS5iLmM` is `a.b.c`
        type Headers<'a> = &'a [(HeaderName, &'static str)];
        let table: [(Headers<'_>, Option<&str>, Option<&str>); 10] = [
            (
                &[(auth.clone(), "Bearer x.y.z")],
                Some("x.y.z"),
                Some("x.y.z"),
            ),
            (
                &[(auth.clone(), "bearer  x.y.z ")],
                Some("x.y.z"),
                Some("x.y.z"),
            ),
            (&[(auth.clone(), "Basic x.y.z")], None, None),
            (&[(auth.clone(), "Bearer ")], None, None),
            (&[(auth.clone(), "Bearer")], None, None),
            (
                &[(auth.clone(), "Bearer a"), (auth.clone(), "Bearer b")],
                None,
                None,
            ),
            (
                &[(protocol.clone(), "jwt-auth, jwt.YS5iLmM")],
                None,
                Some("a.b.c"),
            ),
            (
                &[
                    (protocol.clone(), "jwt-auth"),
                    (protocol.clone(), "jwt.YS5iLmM"),
                ],
                None,
                Some("a.b.c"),
            ),
            (&[(protocol.clone(), "jwt.%%%")], None, None),
            (
                &[
                    (auth.clone(), "Bearer x.y.z"),
                    (protocol.clone(), "jwt.YS5iLmM"),
                ],
                Some("x.y.z"),
                Some("x.y.z"),
            ),
        ];
        for (pairs, bearer, websocket) in table {
            let headers = headers(pairs);
            let found = bearer_of(&headers);
            assert_eq!(found.as_ref().map(SecretToken::expose), bearer, "{pairs:?}");
            let found = websocket_token(&headers);
            assert_eq!(
                found.as_ref().map(SecretToken::expose),
                websocket,
                "{pairs:?}"
            );
        }
    }

    #[test]
    fn a_key_stands_after_bearer_or_in_a_header_of_its_own() {
        let (auth, key) = (
            header::AUTHORIZATION,
            HeaderName::from_static(headers::API_KEY),
        );
        type Headers<'a> = &'a [(HeaderName, &'static str)];
        let table: [(Headers<'_>, Option<&str>); 6] = [
            (&[(auth.clone(), "Bearer rsk_a")], Some("rsk_a")),
            (&[(key.clone(), "rsk_a")], Some("rsk_a")),
            // A token has one place where it may stand.
            (&[(key.clone(), "x.y.z")], None),
            (&[(key.clone(), "rsk_a"), (key.clone(), "rsk_a")], None),
            (
                &[(key.clone(), "rsk_a"), (auth.clone(), "Bearer x.y.z")],
                None,
            ),
            (&[], None),
        ];
        for (pairs, expected) in table {
            let found = credential_of(&headers(pairs));
            assert_eq!(
                found.as_ref().map(SecretToken::expose),
                expected,
                "{pairs:?}"
            );
        }
    }

    #[test]
    fn a_name_and_a_password_stand_after_basic_in_base64() {
        let auth = header::AUTHORIZATION;
        // `ada@example.org:correct:horse`, a colon of which is the password's
        let right = "Basic YWRhQGV4YW1wbGUub3JnOmNvcnJlY3Q6aG9yc2U=";
        let found = basic_of(&headers(&[(auth.clone(), right)]))
            .unwrap()
            .unwrap();
        assert_eq!(found.0, "ada@example.org");
        assert_eq!(found.1.expose(), "correct:horse");
        for none in [&[][..], &[(auth.clone(), "Bearer x.y.z")]] {
            assert!(basic_of(&headers(none)).unwrap().is_none());
        }
        // No base64, no colon, no password, no UTF-8.
        for odd in ["Basic %", "Basic YWRh", "Basic YWRhOg==", "Basic /zr/"] {
            assert!(basic_of(&headers(&[(auth.clone(), odd)])).is_err(), "{odd}");
        }
        let twice = [(auth.clone(), right), (auth, right)];
        assert!(basic_of(&headers(&twice)).is_err());
    }
}
