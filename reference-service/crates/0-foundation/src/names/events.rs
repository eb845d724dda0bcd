//! What a client hears while agents work for it, in this order.

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
