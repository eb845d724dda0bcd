//! Paths that others than the service itself know.

/// Tells whether the service works, without authentication.
pub const HEALTH: &str = "/health";

/// Tells that the process answers at all.
pub const LIVE: &str = "/health/live";

/// Tells whether requests may be sent here.
pub const READY: &str = "/health/ready";

/// The counters of the service.
pub const METRICS: &str = "/metrics";

/// The description of all routes.
pub const OPENAPI: &str = "/openapi.json";

/// What the auth service can do.
pub const AUTH_STATUS: &str = "/auth/status";

/// What a client has to know before a login.
pub const AUTH_CONFIG: &str = "/auth/config";

/// Login: GET begins OAuth, POST takes a password.
pub const AUTH_LOGIN: &str = "/auth/login";

/// Ends a session.
pub const AUTH_LOGOUT: &str = "/auth/logout";

/// Makes an account.
pub const AUTH_REGISTER: &str = "/auth/register";

/// New tokens for a refresh token.
pub const AUTH_REFRESH: &str = "/auth/refresh";

/// What a token says, and whether it counts.
pub const AUTH_VALIDATE: &str = "/auth/validate";

/// Whether the bearer is known.
pub const AUTH_VERIFY: &str = "/auth/verify";

/// Who the bearer is.
pub const AUTH_ME: &str = "/auth/me";

/// A token for a service.
pub const AUTH_SERVICE_TOKEN: &str = "/auth/service-token";

/// Whether a service token counts.
pub const AUTH_VALIDATE_SERVICE_TOKEN: &str = "/auth/validate-service-token";

/// The hash of a password.
pub const AUTH_HASH_PASSWORD: &str = "/auth/hash-password";

/// Whether a password belongs to a hash.
pub const AUTH_VERIFY_PASSWORD: &str = "/auth/verify-password";

/// A token for a user, for a service.
pub const AUTH_CREATE_TOKEN: &str = "/auth/create-token";

/// Whether a token was taken back.
pub const AUTH_CHECK_BLACKLIST: &str = "/auth/check-blacklist";

/// Whether a user may do something to something.
pub const AUTH_CHECK_AUTHORIZATION: &str = "/auth/check-authorization";

/// Whether a user has a permission.
pub const AUTH_CHECK_PERMISSION: &str = "/auth/check-permission";

/// A login without a password on a developer's machine.
pub const AUTH_DEV_LOGIN: &str = "/auth/dev/login";

/// Where the OAuth provider sends users back to.
pub const AUTH_CALLBACK: &str = "/auth/callback";

/// The OAuth providers.
pub const AUTH_PROVIDERS: &str = "/auth/providers";

/// A login for end-to-end tests; only in builds made for them.
pub const AUTH_E2E: &str = "/auth/e2e/test-auth";

/// Another password for who knows the old one.
pub const AUTH_CHANGE_PASSWORD: &str = "/auth/change-password";

/// Another password for who was given a token for that.
pub const AUTH_RESET_PASSWORD: &str = "/auth/reset-password";

/// Ends an account.
pub const AUTH_DELETE_ACCOUNT: &str = "/auth/delete-account";

/// A key for programs of the user.
pub const AUTH_CREATE_API_KEY: &str = "/auth/create-api-key";

/// The keys of the user.
pub const AUTH_LIST_API_KEYS: &str = "/auth/list-api-keys";

/// Takes a key of the user back.
pub const AUTH_REVOKE_API_KEY: &str = "/auth/revoke-api-key";

/// How an OpenID provider describes itself, below its issuer.
pub const OPENID_CONFIGURATION: &str = "/.well-known/openid-configuration";

/// The threads of the user who asks.
pub const THREADS: &str = "/api/threads";

/// One thread.
pub const THREAD: &str = "/api/threads/{id}";

/// Calls a thread after what was said in it first.
pub const THREAD_TITLE: &str = "/api/threads/{id}/title";

/// What was said in a thread.
pub const THREAD_MESSAGES: &str = "/api/threads/{id}/messages";

/// What was said in all threads of the user.
pub const MESSAGES: &str = "/api/messages";

/// One message.
pub const MESSAGE: &str = "/api/messages/{id}";

/// Everything that concerns the user, as server-sent events.
pub const EVENTS_STREAM: &str = "/api/events/stream";

/// A live connection.
pub const WEBSOCKET: &str = "/ws";

/// A question, and its answer as server-sent events.
pub const CHAT_STREAM: &str = "/api/chat/stream";

/// The agents, in their order.
pub const AGENTS: &str = "/api/agents";

/// How much agents do, and for how long.
pub const AGENTS_CONFIG: &str = "/api/agents/config";

/// How much agents do at present.
pub const AGENTS_STATUS: &str = "/api/agents/status";

/// The answer of all agents to a question, in one piece.
pub const AGENTS_EXECUTE: &str = "/api/agents/execute";

/// What a question is about.
pub const AGENTS_TRIAGE: &str = "/api/agents/triage";

/// What the user used and what it cost, for a question.
pub const AGENTS_DATA: &str = "/api/agents/data";

/// What the user could save, for a question.
pub const AGENTS_OPTIMIZATION: &str = "/api/agents/optimization";

/// Begins a run that nobody waits for.
pub const RUNS: &str = "/api/agents/runs";

/// How a run stands.
pub const RUN: &str = "/api/agents/runs/{id}";

/// Stops a run.
pub const RUN_CANCEL: &str = "/api/agents/runs/{id}/cancel";

/// Takes up what the user asked of models.
pub const USAGE_CALLS: &str = "/api/usage/calls";

/// Takes up what the user pays for models.
pub const USAGE_PRICES: &str = "/api/usage/prices";

/// The tools that the user may call.
pub const TOOLS: &str = "/api/tools";

/// Calls a tool.
pub const TOOLS_EXECUTE: &str = "/api/tools/execute";

/// The servers of tools.
pub const MCP_SERVERS: &str = "/api/mcp/servers";

/// The tools of all servers.
pub const MCP_TOOLS: &str = "/api/mcp/tools";

/// Calls a tool of a server.
pub const MCP_TOOLS_CALL: &str = "/api/mcp/tools/call";

/// How servers of tools are asked.
pub const MCP_CONFIG: &str = "/api/mcp/config";

/// Whether the servers of tools answer.
pub const MCP_STATUS: &str = "/api/mcp/status";

/// Begins a session for a page that knows the backend alone.
pub const SESSION: &str = "/api/session";

/// Makes an account for such a page.
pub const SESSION_REGISTER: &str = "/api/session/register";

/// New tokens for the refresh token of such a page.
pub const SESSION_REFRESH: &str = "/api/session/refresh";

/// Another password for who knows the old one, on such a page.
pub const SESSION_CHANGE_PASSWORD: &str = "/api/session/change-password";

/// Another password for who was given a token for that, on such a page.
pub const SESSION_RESET_PASSWORD: &str = "/api/session/reset-password";

/// Ends an account, with all that is kept of its user.
pub const SESSION_DELETE_ACCOUNT: &str = "/api/session/delete-account";

/// The keys of the user, for such a page.
pub const API_KEYS: &str = "/api/session/api-keys";

/// One key of the user.
pub const API_KEY: &str = "/api/session/api-keys/{id}";
