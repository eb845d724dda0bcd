//! The services: under which id they know each other, and where they listen unless told otherwise.

/// The service that clients talk to.
pub const BACKEND: &str = "backend";

/// The service that knows who a user is.
pub const AUTH: &str = "auth-service";

/// Where the backend listens by default.
pub const BACKEND_PORT: u16 = 8000;

/// Where the auth service listens by default.
pub const AUTH_PORT: u16 = 8081;
