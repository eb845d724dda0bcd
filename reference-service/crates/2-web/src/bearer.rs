//! Where a token stands in a request. Nothing here looks at what it says.

use crate::Failure;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use foundation::errors::AppError;
use foundation::names::tokens;
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

/// The token of a request for a WebSocket: the `Authorization` header, or else, since browsers cannot set that, a
/// subprotocol that carries it. A token in the query would stand in every log on the way, so it is not looked for.
#[must_use]
pub fn websocket_token(headers: &HeaderMap) -> Option<SecretToken> {
    bearer_of(headers).or_else(|| {
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
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(text)
        .ok()
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
}
