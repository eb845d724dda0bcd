//! Which pages of other origins browsers let read our answers.
//!
//! Credentials of a browser, such as cookies, are never asked for: who asks is told by a token in a header.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, header};
use foundation::environment::{Environment, EnvironmentError, EnvironmentName, Requirement};
use foundation::names::{headers, variables};
use std::time::Duration;
use tower_http::cors::{AllowOrigin, CorsLayer};
use url::Url;

/// Stands for every origin.
const ANY: &str = "*";

/// For how long a browser may remember what it was told.
const REMEMBERED: Duration = Duration::from_secs(60 * 60);

/// The origins whose pages may ask. None, unless some are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedOrigins(Vec<HeaderValue>);

/// What a service may find of them in its environment. Pages of developers are on their own machine.
pub const ORIGIN_REQUIREMENTS: [Requirement; 1] =
    [Requirement::optional(variables::CORS_ORIGINS).beside()];

impl AllowedOrigins {
    /// The origins that `environment` holds.
    ///
    /// # Errors
    /// When one is not an origin, or all are allowed where the service is deployed.
    pub fn read(
        environment: &Environment,
        name: EnvironmentName,
    ) -> Result<Self, EnvironmentError> {
        let listed = environment.get(variables::CORS_ORIGINS).unwrap_or_default();
        let listed = listed.split(',').map(str::trim);
        let origins = listed.filter(|it| !it.is_empty()).map(|text| {
            let origin = origin(text, name);
            origin.map_err(|error| EnvironmentError::malformed(variables::CORS_ORIGINS, error))
        });
        origins.collect::<Result<_, _>>().map(Self)
    }

    /// Lets pages of these origins ask, and read all answers, errors among them.
    pub(crate) fn around(&self, routes: Router) -> Router {
        if self.0.is_empty() {
            return routes;
        }
        let is_any = self.0.iter().any(|it| it == ANY);
        let origins = if is_any {
            AllowOrigin::any()
        } else {
            AllowOrigin::list(self.0.clone())
        };
        routes.layer(
            CorsLayer::new()
                .allow_origin(origins)
                .allow_methods([
                    Method::GET,
                    Method::POST,
                    Method::PUT,
                    Method::PATCH,
                    Method::DELETE,
                ])
                .allow_headers([
                    header::AUTHORIZATION,
                    header::CONTENT_TYPE,
                    HeaderName::from_static(headers::API_KEY),
                    HeaderName::from_static("last-event-id"),
                ])
                .expose_headers([
                    header::RETRY_AFTER,
                    HeaderName::from_static(headers::REQUEST_ID),
                    HeaderName::from_static(headers::RATE_LIMIT),
                    HeaderName::from_static(headers::RATE_LIMIT_REMAINING),
                    HeaderName::from_static(headers::RATE_LIMIT_RESET),
                ])
                .max_age(REMEMBERED),
        )
    }
}

/// An origin as browsers write it, so that it can be compared.
fn origin(text: &str, name: EnvironmentName) -> Result<HeaderValue, String> {
    if text == ANY {
        if name.is_deployed() {
            return Err("`*` is not allowed in staging and production".to_owned());
        }
        return Ok(HeaderValue::from_static(ANY));
    }
    let no_origin = || format!("`{text}` is no origin, such as `https://chat.example.org`");
    let url = Url::parse(text).map_err(|_| no_origin())?;
    let written = url.origin().ascii_serialization();
    if !matches!(url.scheme(), "http" | "https") || written != text || text.contains('*') {
        return Err(no_origin());
    }
    HeaderValue::from_str(text).map_err(|_| no_origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &'static str, name: EnvironmentName) -> Result<usize, String> {
        let environment = Environment::from_iter([(variables::CORS_ORIGINS, text)]);
        let origins = AllowedOrigins::read(&environment, name);
        origins
            .map(|it| it.0.len())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn origins_are_listed_as_browsers_write_them() {
        let name = EnvironmentName::Production;
        for (text, count) in [
            ("", 0),
            ("https://chat.example.org", 1),
            ("https://chat.example.org, http://localhost:5173,", 2),
        ] {
            assert_eq!(read(text, name), Ok(count), "{text}");
        }
        for text in [
            "chat.example.org",
            "https://chat.example.org/",
            "https://Chat.example.org",
            "https://chat.example.org:443",
            "https://ada@chat.example.org",
            "file:///tmp",
            "null",
            "https://*.example.org",
        ] {
            assert!(read(text, name).is_err(), "{text}");
        }
    }

    #[test]
    fn every_origin_is_allowed_to_developers_alone() {
        for (name, is_allowed) in [
            (EnvironmentName::Development, true),
            (EnvironmentName::Test, true),
            (EnvironmentName::Staging, false),
            (EnvironmentName::Production, false),
        ] {
            assert_eq!(read("*", name).is_ok(), is_allowed, "{name}");
        }
    }
}
