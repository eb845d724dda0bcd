//! What a client hears. The first five come while agents work for it, in this order.

/// Work on a run began.
pub const AGENT_STARTED: &str = "agent_started";

/// An agent says what it is reasoning about.
pub const AGENT_THINKING: &str = "agent_thinking";

/// A tool was called.
pub const TOOL_EXECUTING: &str = "tool_executing";

/// A tool gave its result.
pub const TOOL_COMPLETED: &str = "tool_completed";

/// The run is over and has its result.
pub const AGENT_COMPLETED: &str = "agent_completed";

/// An answer begins to arrive.
pub const STREAM_START: &str = "stream_start";

/// A user said something. Clients send it under the same name.
pub const USER_MESSAGE: &str = "user_message";

/// A piece of an answer.
pub const RESPONSE_CHUNK: &str = "response_chunk";

/// All pieces of an answer were sent.
pub const RESPONSE_COMPLETE: &str = "response_complete";

/// Nothing more will arrive.
pub const STREAM_END: &str = "stream_end";

/// The connection belongs to another thread now. Clients ask for it under the same name.
pub const THREAD_UPDATE: &str = "thread_update";

/// What the service says of the connection itself.
pub const SYSTEM_MESSAGE: &str = "system_message";

/// The service is there, or the client.
pub const HEARTBEAT: &str = "heartbeat";

/// The answer to a ping.
pub const PONG: &str = "pong";

/// The token of the connection counts no more.
pub const AUTHENTICATION_EXPIRED: &str = "authentication_expired";

/// A request of the client failed.
pub const ERROR: &str = "error";

/// An answer took too long and was given up.
pub const TIMEOUT_ERROR: &str = "timeout_error";

/// An answer broke off.
pub const STREAMING_ERROR: &str = "streaming_error";
