//! What clients hear while work is done for them.
//!
//! [`Event`] is everything that can be said, with its fields; [`Envelope`] says when and to whom; [`Encoded`] is the
//! one form in which it leaves, over a WebSocket and as a server-sent event alike, and [`Frame`] what arrives of the
//! latter. [`Emitter`] is how work speaks, [`deliver`] how often it is tried, [`RecoveryQueue`] what is kept for a
//! client that was away.

mod delivery;
mod emitter;
mod encoded;
mod envelope;
mod event;
mod frame;
mod payloads;
mod recovery;

pub use delivery::{Delivery, deliver};
pub use emitter::{EmitError, Emitter, Receipt};
pub use encoded::{EncodeError, Encoded};
pub use envelope::Envelope;
pub use event::Event;
pub use frame::Frame;
pub use payloads::{
    AgentCompleted, AgentStarted, AgentThinking, AuthenticationExpired, ErrorNotice, Heartbeat,
    LineConfig, Metadata, Pong, ResponseChunk, ResponseComplete, RunFailed, StreamEnd, StreamStart,
    SystemMessage, SystemNotice, ThreadUpdate, ToolCompleted, ToolExecuting, UserMessage,
};
pub use recovery::{Kept, RecoveryQueue};
