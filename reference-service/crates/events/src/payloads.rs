//! The fields of each event.
//!
//! Where several names for one thing were in use (`thought` for `reasoning`, `args` for `parameters`, `results` for
//! `result`), there is one. Who it is for and when it was said stands around the event, in [`crate::Envelope`].

use foundation::environment::EnvironmentName;
use foundation::errors::ErrorBody;
use foundation::ids::{ConnectionId, ExecutionId, MessageId, RunId, ThreadId, UserId};
use foundation::outcome::WorkOutcome;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What else an agent or a tool wants to say. Nothing that others rely on.
pub type Metadata = Map<String, Value>;

/// Work on a run began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgentStarted {
    /// Which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Of which thread.
    #[schema(value_type = String)]
    pub thread_id: ThreadId,
    /// Which agent.
    pub agent_name: String,
    /// Of which kind the agent is.
    pub agent_type: String,
    /// What it is about to do, for people.
    pub message: String,
    /// What else there is to say.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub metadata: Metadata,
}

/// An agent says what it is reasoning about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgentThinking {
    /// In which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Which agent.
    pub agent_name: String,
    /// What it thinks, for people.
    pub reasoning: String,
    /// Which step of the run this is, counted from 1.
    pub step_number: u32,
    /// What else there is to say.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub metadata: Metadata,
}

/// A tool was called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ToolExecuting {
    /// In which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Which call: its end has the same id.
    #[schema(value_type = String)]
    pub execution_id: ExecutionId,
    /// Which tool.
    pub tool_name: String,
    /// What for, for people.
    pub tool_purpose: String,
    /// With what.
    pub parameters: Value,
    /// What else there is to say.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub metadata: Metadata,
}

/// A tool gave its result, or failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ToolCompleted {
    /// In which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Which call.
    #[schema(value_type = String)]
    pub execution_id: ExecutionId,
    /// Which tool.
    pub tool_name: String,
    /// Whether it did what it was asked.
    pub success: bool,
    /// What it found, or why it failed.
    pub result: Value,
    /// How long it took.
    pub duration_ms: u64,
    /// What else there is to say.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub metadata: Metadata,
}

/// The run is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgentCompleted {
    /// Which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Of which thread.
    #[schema(value_type = String)]
    pub thread_id: ThreadId,
    /// Which agent.
    pub agent_name: String,
    /// How it ended.
    pub status: WorkOutcome,
    /// The answer, for people.
    pub final_response: String,
    /// The answer, for programs.
    pub result: Value,
    /// How long it took.
    pub duration_ms: u64,
    /// What else there is to say.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub metadata: Metadata,
}

/// An answer begins to arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StreamStart {
    /// To which run it belongs.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Of which thread.
    #[schema(value_type = String)]
    pub thread_id: ThreadId,
}

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResponseChunk {
    /// To which run it belongs.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// Which piece, counted from 0.
    pub index: u32,
    /// The piece.
    pub content: String,
}

/// All pieces of an answer were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResponseComplete {
    /// To which run they belong.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// How many there were.
    pub chunks: u32,
}

/// Nothing more will arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StreamEnd {
    /// Of which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
}

/// A user said something, and it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UserMessage {
    /// Under which id it is kept.
    #[schema(value_type = String)]
    pub message_id: MessageId,
    /// In which thread.
    #[schema(value_type = String)]
    pub thread_id: ThreadId,
    /// What was said.
    pub content: String,
    /// What the client called the request that said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// The connection belongs to another thread now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ThreadUpdate {
    /// Which thread.
    #[schema(value_type = String)]
    pub thread_id: ThreadId,
    /// What the client called the request for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// What the service says of the connection itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SystemNotice {
    /// It is there and can be used.
    ConnectionEstablished,
    /// It is there again, under its old id.
    ConnectionResumed,
}

/// The first thing that a client hears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SystemMessage {
    /// What happened.
    pub event: SystemNotice,
    /// Which connection this is. Who shows it again in time gets it back.
    #[schema(value_type = String)]
    pub connection_id: ConnectionId,
    /// Whose connection this is.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// To which thread it belongs.
    #[schema(value_type = String)]
    pub thread_id: ThreadId,
    /// The time here, in milliseconds since 1970.
    pub server_time: u64,
    /// Whether messages may be sent now.
    pub connection_ready: bool,
    /// Where the service runs.
    #[schema(value_type = String)]
    pub environment: EnvironmentName,
    /// How many events follow that were said while the client was away.
    pub replayed: usize,
    /// What the client has to keep to.
    pub config: LineConfig,
}

/// What a client has to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineConfig {
    /// After so much silence the service says that it is there.
    pub heartbeat_interval_ms: u64,
    /// The longest message that is read.
    pub max_message_bytes: usize,
    /// So many messages are read in a minute.
    pub messages_per_minute: u32,
    /// For so long a connection that was lost can be had back.
    pub resume_within_ms: u64,
}

/// The service is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Heartbeat {
    /// The time here, in milliseconds since 1970.
    pub server_time: u64,
}

/// The answer to a ping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pong {
    /// The time here, in milliseconds since 1970.
    pub server_time: u64,
    /// What the client called the ping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// The token with which the connection began counts no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuthenticationExpired {
    /// Since when, in milliseconds since 1970.
    pub expired_at: u64,
}

/// Something went wrong. It is told in the shape of every other error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ErrorNotice {
    /// What went wrong.
    #[serde(flatten)]
    pub error: ErrorBody,
    /// What the client called the request that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
}

/// A run ended without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunFailed {
    /// Which run.
    #[schema(value_type = String)]
    pub run_id: RunId,
    /// What went wrong.
    #[serde(flatten)]
    pub notice: ErrorNotice,
}
