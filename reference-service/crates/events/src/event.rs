use crate::payloads::{
    AgentCompleted, AgentStarted, AgentThinking, AuthenticationExpired, ErrorNotice, Heartbeat,
    Pong, ResponseChunk, ResponseComplete, RunFailed, StreamEnd, StreamStart, SystemMessage,
    ThreadUpdate, ToolCompleted, ToolExecuting, UserMessage,
};
use foundation::names::events;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Everything that a client can hear.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// Work on a run began.
    AgentStarted(AgentStarted),
    /// An agent says what it is reasoning about.
    AgentThinking(AgentThinking),
    /// A tool was called.
    ToolExecuting(ToolExecuting),
    /// A tool gave its result, or failed.
    ToolCompleted(ToolCompleted),
    /// The run is over.
    AgentCompleted(AgentCompleted),
    /// An answer begins to arrive.
    StreamStart(StreamStart),
    /// A user said something.
    UserMessage(UserMessage),
    /// A piece of an answer.
    ResponseChunk(ResponseChunk),
    /// All pieces of an answer were sent.
    ResponseComplete(ResponseComplete),
    /// Nothing more will arrive.
    StreamEnd(StreamEnd),
    /// The connection belongs to another thread now.
    ThreadUpdate(ThreadUpdate),
    /// What the service says of the connection itself.
    SystemMessage(SystemMessage),
    /// The service is there.
    Heartbeat(Heartbeat),
    /// The answer to a ping.
    Pong(Pong),
    /// The token of the connection counts no more.
    AuthenticationExpired(AuthenticationExpired),
    /// A request of the client failed.
    Error(ErrorNotice),
    /// An answer took too long and was given up: the end of its run.
    TimeoutError(RunFailed),
    /// An answer broke off: the end of its run.
    StreamingError(RunFailed),
}

impl Event {
    /// Under which name clients know it: the `type` of its JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AgentStarted(_) => events::AGENT_STARTED,
            Self::AgentThinking(_) => events::AGENT_THINKING,
            Self::ToolExecuting(_) => events::TOOL_EXECUTING,
            Self::ToolCompleted(_) => events::TOOL_COMPLETED,
            Self::AgentCompleted(_) => events::AGENT_COMPLETED,
            Self::StreamStart(_) => events::STREAM_START,
            Self::UserMessage(_) => events::USER_MESSAGE,
            Self::ResponseChunk(_) => events::RESPONSE_CHUNK,
            Self::ResponseComplete(_) => events::RESPONSE_COMPLETE,
            Self::StreamEnd(_) => events::STREAM_END,
            Self::ThreadUpdate(_) => events::THREAD_UPDATE,
            Self::SystemMessage(_) => events::SYSTEM_MESSAGE,
            Self::Heartbeat(_) => events::HEARTBEAT,
            Self::Pong(_) => events::PONG,
            Self::AuthenticationExpired(_) => events::AUTHENTICATION_EXPIRED,
            Self::Error(_) => events::ERROR,
            Self::TimeoutError(_) => events::TIMEOUT_ERROR,
            Self::StreamingError(_) => events::STREAMING_ERROR,
        }
    }

    /// Whether it is one of the five that tell the work of agents and may not be missed.
    #[must_use]
    pub const fn is_critical(&self) -> bool {
        matches!(
            self,
            Self::AgentStarted(_)
                | Self::AgentThinking(_)
                | Self::ToolExecuting(_)
                | Self::ToolCompleted(_)
                | Self::AgentCompleted(_)
        )
    }

    /// Whether a client that misses it shows something wrong, so that it is kept for those that are away: what is
    /// critical, and what a run without an answer ends in instead.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.is_critical() || matches!(self, Self::TimeoutError(_) | Self::StreamingError(_))
    }
}
