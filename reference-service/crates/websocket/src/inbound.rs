//! What clients say.

use foundation::errors::AppError;
use foundation::ids::{RunId, ThreadId};
use serde::Deserialize;
use serde_json::Value;

/// What a client says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum ClientMessage {
    /// Are you there?
    Ping,
    /// I am here.
    #[serde(alias = "heartbeat")]
    Pong,
    /// A message for the thread of the connection.
    #[serde(alias = "chat")]
    UserMessage {
        /// What is said.
        content: String,
    },
    /// A question for the agents, in the thread of the connection.
    StartAgent {
        /// What is asked.
        content: String,
    },
    /// Nobody waits for the run any more.
    CancelRun {
        /// Which run.
        run_id: RunId,
    },
    /// The connection is to belong to another thread.
    ThreadUpdate {
        /// To which.
        thread_id: ThreadId,
    },
}

/// What a client says, and what it calls it.
#[derive(Debug)]
pub(crate) struct Inbound {
    /// Stands on every answer to it.
    pub(crate) id: Option<String>,
    pub(crate) message: Result<ClientMessage, AppError>,
}

impl Inbound {
    /// Reads one message. Its id is read even if the rest cannot be, so that the client learns which one it was.
    pub(crate) fn read(text: &str) -> Self {
        let json: Value = match serde_json::from_str(text) {
            Ok(json) => json,
            Err(error) => return Self::refused(None, AppError::InvalidInput(error.to_string())),
        };
        let id = json["id"].as_str().map(str::to_owned);
        let message = serde_json::from_value(json);
        Self {
            id,
            message: message.map_err(|error| AppError::InvalidInput(error.to_string())),
        }
    }

    /// A message that is not even read.
    pub(crate) fn refused(id: Option<String>, error: AppError) -> Self {
        Self {
            id,
            message: Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_message_is_read_with_its_id() {
        let (thread, run) = ("thread_1_2_0000000a", "run_1_2_0000000a");
        let update = format!(r#"{{"type":"thread_update","thread_id":"{thread}"}}"#);
        let cancel = format!(r#"{{"type":"cancel_run","id":"4","run_id":"{run}"}}"#);
        let hello = || ClientMessage::UserMessage {
            content: "hello".to_owned(),
        };
        for (text, id, message) in [
            (
                r#"{"type":"ping","id":"1"}"#,
                Some("1"),
                ClientMessage::Ping,
            ),
            (r#"{"type":"pong"}"#, None, ClientMessage::Pong),
            (r#"{"type":"heartbeat"}"#, None, ClientMessage::Pong),
            (
                r#"{"type":"user_message","content":"hello","id":"2"}"#,
                Some("2"),
                hello(),
            ),
            (
                r#"{"type":"chat","content":"hello","more":[]}"#,
                None,
                hello(),
            ),
            (
                r#"{"type":"start_agent","content":"why?","id":"3"}"#,
                Some("3"),
                ClientMessage::StartAgent {
                    content: "why?".to_owned(),
                },
            ),
            (
                &cancel,
                Some("4"),
                ClientMessage::CancelRun {
                    run_id: run.parse().unwrap(),
                },
            ),
            (
                &update,
                None,
                ClientMessage::ThreadUpdate {
                    thread_id: thread.parse().unwrap(),
                },
            ),
        ] {
            let read = Inbound::read(text);
            assert_eq!(read.id.as_deref(), id, "{text}");
            assert_eq!(read.message.unwrap(), message, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_under_its_id() {
        for (text, id) in [
            ("", None),
            ("hello", None),
            ("[]", None),
            ("null", None),
            (r#"{"id":"1"}"#, Some("1")),
            (r#"{"type":"dance","id":"1"}"#, Some("1")),
            (r#"{"type":"user_message","id":"1","content":7}"#, Some("1")),
            (
                r#"{"type":"thread_update","id":"1","thread_id":"x"}"#,
                Some("1"),
            ),
            (
                r#"{"type":"cancel_run","id":"1","run_id":"thread_1_2_0000000a"}"#,
                Some("1"),
            ),
            (r#"{"type":"ping","id":7,"type":"pong"}"#, None),
        ] {
            let read = Inbound::read(text);
            assert_eq!(read.id.as_deref(), id, "{text}");
            if !text.contains("ping") {
                assert!(
                    matches!(read.message, Err(AppError::InvalidInput(_))),
                    "{text}"
                );
            }
        }
    }
}
