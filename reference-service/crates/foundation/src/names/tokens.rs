//! What stands in tokens and must be read as it was written.

/// For whom access tokens are.
pub const ACCESS_AUDIENCE: &str = "platform-users";

/// For whom refresh tokens are.
pub const REFRESH_AUDIENCE: &str = "token-refresh";

/// For whom service tokens are.
pub const SERVICE_AUDIENCE: &str = "platform-services";

/// For whom requests for a test login are signed.
pub const E2E_AUDIENCE: &str = "e2e-login";

/// The WebSocket subprotocol that stands for authentication by token.
pub const JWT_SUBPROTOCOL: &str = "jwt-auth";

/// Before a token, in base64url, within the list of WebSocket subprotocols.
pub const JWT_SUBPROTOCOL_PREFIX: &str = "jwt.";

/// At the beginning of every API key, so that people and scanners know one when they see it.
pub const API_KEY_PREFIX: &str = "rsk_";
