//! Environment variables that configure the services.

/// Which environment this is: development, test, staging or production.
pub const ENVIRONMENT: &str = "ENVIRONMENT";

/// The IP address on which the auth service listens.
pub const AUTH_SERVICE_ADDRESS: &str = "AUTH_SERVICE_ADDRESS";

/// The port on which the auth service listens; 0 lets the system choose.
pub const AUTH_SERVICE_PORT: &str = "AUTH_SERVICE_PORT";

/// Where other services reach the auth service.
pub const AUTH_SERVICE_URL: &str = "AUTH_SERVICE_URL";

/// From which level on the records are written: error, warn, info, debug or trace.
pub const LOG_LEVEL: &str = "LOG_LEVEL";

/// The whole URL of the database; the parts below are to be preferred, since they need no escaping.
pub const DATABASE_URL: &str = "DATABASE_URL";

/// The file of the embedded database, used when no server is named.
pub const SQLITE_FILE: &str = "SQLITE_FILE";

/// The host of the PostgreSQL server, or the folder of its socket.
pub const POSTGRES_HOST: &str = "POSTGRES_HOST";

/// The port of the PostgreSQL server.
pub const POSTGRES_PORT: &str = "POSTGRES_PORT";

/// As whom to log in to PostgreSQL.
pub const POSTGRES_USER: &str = "POSTGRES_USER";

/// The password of that user.
pub const POSTGRES_PASSWORD: &str = "POSTGRES_PASSWORD";

/// The database on the server.
pub const POSTGRES_DB: &str = "POSTGRES_DB";

/// A file with the certificate of the authority that signed that of the PostgreSQL server, in PEM.
pub const POSTGRES_CA_FILE: &str = "POSTGRES_CA_FILE";

/// A PostgreSQL server on which tests may make and drop schemas.
pub const TEST_POSTGRES_URL: &str = "TEST_POSTGRES_URL";

/// The key that signs tokens; the same in all services.
pub const JWT_SECRET: &str = "JWT_SECRET";

/// What a service shows to get a service token; the same in all services.
pub const SERVICE_SECRET: &str = "SERVICE_SECRET";

/// Under which name users see the OAuth provider.
pub const OAUTH_PROVIDER: &str = "OAUTH_PROVIDER";

/// The URL under which the OAuth provider describes itself.
pub const OAUTH_ISSUER: &str = "OAUTH_ISSUER";

/// As which client the provider knows us.
pub const OAUTH_CLIENT_ID: &str = "OAUTH_CLIENT_ID";

/// How we prove to the provider that we are that client.
pub const OAUTH_CLIENT_SECRET: &str = "OAUTH_CLIENT_SECRET";

/// Where the provider sends users back to: the callback of the auth service as browsers reach it.
pub const OAUTH_REDIRECT_URL: &str = "OAUTH_REDIRECT_URL";

/// Whether developers log in without a password: `true` or `false`; only in development, and on this machine alone.
pub const DEV_LOGIN: &str = "DEV_LOGIN";

/// Where spans are sent: the base URL of an OpenTelemetry collector, as that project calls the variable.
pub const OTEL_EXPORTER_OTLP_ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

/// The key that signs requests for test logins; never in staging or production.
pub const E2E_BYPASS_KEY: &str = "E2E_BYPASS_KEY";

/// Where the language model is: the URL below which `/chat/completions` lies.
pub const LLM_URL: &str = "LLM_URL";

/// What the server of the language model knows us by.
pub const LLM_API_KEY: &str = "LLM_API_KEY";

/// Which language model answers.
pub const LLM_MODEL: &str = "LLM_MODEL";

/// Which servers of tools there are outside the backend: JSON, by name.
pub const MCP_SERVERS: &str = "MCP_SERVERS";

/// The IP address on which the backend listens.
pub const BACKEND_ADDRESS: &str = "BACKEND_ADDRESS";

/// The port on which the backend listens; 0 lets the system choose.
pub const BACKEND_PORT: &str = "BACKEND_PORT";

/// How many requests of a client are answered in a minute.
pub const RATE_LIMIT_PER_MINUTE: &str = "RATE_LIMIT_PER_MINUTE";

/// How many requests of a client are answered in an hour.
pub const RATE_LIMIT_PER_HOUR: &str = "RATE_LIMIT_PER_HOUR";

/// Whose word is taken for the address of a client: ranges of addresses, apart by commas.
pub const TRUSTED_PROXIES: &str = "TRUSTED_PROXIES";

/// How many connections a client may have at a time.
pub const CONNECTIONS_PER_CLIENT: &str = "CONNECTIONS_PER_CLIENT";

/// How many connections there may be at a time.
pub const CONNECTIONS: &str = "CONNECTIONS";

/// How many seconds a client has for the head of a request.
pub const HEAD_SECONDS: &str = "HEAD_SECONDS";

/// How many seconds a client has for the body of a request.
pub const BODY_SECONDS: &str = "BODY_SECONDS";

/// For how many seconds a connection is kept on which nothing is asked.
pub const IDLE_SECONDS: &str = "IDLE_SECONDS";

/// The origins of pages that may read answers.
pub const CORS_ORIGINS: &str = "CORS_ORIGINS";

/// For how long a client may leave an answer untaken.
pub const WRITE_SECONDS: &str = "WRITE_SECONDS";
