//! Paths that others than the service itself know.

/// Tells whether the service works, without authentication.
pub const HEALTH: &str = "/health";
