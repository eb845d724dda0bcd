//! What goes over the line.

use crate::McpError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The version of the protocol that is spoken here.
pub const PROTOCOL: &str = "2025-06-18";

const VERSION: &str = "2.0";

pub(crate) const INITIALIZE: &str = "initialize";
pub(crate) const INITIALIZED: &str = "notifications/initialized";
pub(crate) const LIST: &str = "tools/list";
pub(crate) const CALL: &str = "tools/call";
pub(crate) const PING: &str = "ping";

/// Errors by the numbers that JSON-RPC gives them.
pub(crate) const NOT_A_REQUEST: i64 = -32_600;
pub(crate) const NO_SUCH_METHOD: i64 = -32_601;
pub(crate) const WRONG_ARGUMENTS: i64 = -32_602;

/// A question, or without an id a notification.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) jsonrpc: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Value>,
    pub(crate) method: String,
    #[serde(default)]
    pub(crate) params: Value,
}

#[derive(Debug, Deserialize)]
struct Reply {
    result: Option<Value>,
    error: Option<Refusal>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Refusal {
    pub(crate) code: i64,
    pub(crate) message: String,
}

impl Call {
    pub(crate) fn question(id: u64, method: &str, params: Value) -> Self {
        Self {
            id: Some(id.into()),
            ..Self::notification(method, params)
        }
    }

    pub(crate) fn notification(method: &str, params: Value) -> Self {
        Self {
            jsonrpc: VERSION.to_owned(),
            id: None,
            method: method.to_owned(),
            params,
        }
    }

    /// Whether the caller speaks this version of JSON-RPC.
    pub(crate) fn is_known(&self) -> bool {
        self.jsonrpc == VERSION
    }
}

/// The reply to a question.
pub(crate) fn reply(id: &Value, outcome: Result<Value, Refusal>) -> Value {
    match outcome {
        Ok(result) => json!({"jsonrpc": VERSION, "id": id, "result": result}),
        Err(error) => json!({"jsonrpc": VERSION, "id": id, "error": error}),
    }
}

/// What a message says, if it is the reply to the question `id`; `None` if it is something else.
pub(crate) fn answer_to(id: u64, message: &[u8]) -> Result<Option<Value>, McpError> {
    let message: Value = serde_json::from_slice(message).map_err(|_| McpError::Form)?;
    // What has a method is said by the server of its own accord.
    if message.get("method").is_some() || message.get("id") != Some(&id.into()) {
        return Ok(None);
    }
    let reply: Reply = serde_json::from_value(message).map_err(|_| McpError::Form)?;
    match (reply.result, reply.error) {
        (Some(result), None) => Ok(Some(result)),
        (None, Some(Refusal { code, message })) => Err(McpError::Refused { code, message }),
        _ => Err(McpError::Form),
    }
}
