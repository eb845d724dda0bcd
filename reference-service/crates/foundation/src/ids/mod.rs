//! Ids: one format, one generator, one parser.
//!
//! `thread_1757364000000_42_9f3a61c0`: a prefix that tells the kind, the milliseconds since 1970, the count of
//! the generator, 32 random bits in hexadecimal. [`IdGenerator`] makes them, [`StructuredId`] reads back every id that
//! the generator makes, the newtypes ([`UserId`] and its siblings) keep the kinds apart in signatures.
//!
//! An id is a name, not a secret: whoever holds one has proven nothing.
//!
//! The newtypes cannot be made around their constructors, which look at what they are given:
//!
//! ```compile_fail,E0423
//! let user = foundation::ids::UserId(String::new());
//! ```

mod context;
mod generator;
mod kind;
mod registry;
mod structured;
mod typed;

pub use context::ContextIds;
pub use generator::IdGenerator;
pub use kind::IdKind;
pub use registry::{AlreadyActive, IdRegistry, NotActive};
pub use structured::{InvalidId, MAX_AGE, MAX_LEAD, ParseIdError, StructuredId, WrongKind};
pub use typed::{
    AgentId, ConnectionId, ContextId, CorrelationId, DatabaseSessionId, ExecutionId, IdError,
    MessageId, RequestId, RunId, SessionId, ThreadId, ToolId, TraceId, TransactionId, UserId,
    WebSocketClientId,
};
