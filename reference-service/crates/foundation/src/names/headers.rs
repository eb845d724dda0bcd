//! HTTP headers of our own, in lower case as HTTP/2 demands.

/// Carries the id of the request on every answer.
pub const REQUEST_ID: &str = "x-request-id";

/// Which service asks.
pub const SERVICE_ID: &str = "x-service-id";

/// The proof of the service that asks.
pub const SERVICE_SECRET: &str = "x-service-secret";

/// How many requests a client has in the present window.
pub const RATE_LIMIT: &str = "x-ratelimit-limit";

/// How many of them are left.
pub const RATE_LIMIT_REMAINING: &str = "x-ratelimit-remaining";

/// In how many seconds there are more.
pub const RATE_LIMIT_RESET: &str = "x-ratelimit-reset";

/// Which version of the service answered.
pub const SERVICE_VERSION: &str = "x-service-version";

/// An API key, for programs that cannot say `Authorization`.
pub const API_KEY: &str = "x-api-key";
