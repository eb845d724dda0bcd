//! Environment variables that configure the services.

/// Which environment this is: development, test, staging or production.
pub const ENVIRONMENT: &str = "ENVIRONMENT";

/// The IP address on which the auth service listens.
pub const AUTH_SERVICE_ADDRESS: &str = "AUTH_SERVICE_ADDRESS";

/// The port on which the auth service listens; 0 lets the system choose.
pub const AUTH_SERVICE_PORT: &str = "AUTH_SERVICE_PORT";
