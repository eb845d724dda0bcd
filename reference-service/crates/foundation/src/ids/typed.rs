use super::structured::{ParseIdError, StructuredId, WrongKind};
use super::{IdGenerator, IdKind};
use crate::entropy::EntropyFailure;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A person with an account.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UserId(String);

/// A stay of a user, from login to logout. It names the stay; it does not prove who asks.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionId(String);

/// A conversation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ThreadId(String);

/// One answer of the agents within a thread.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RunId(String);

/// One request to a service.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RequestId(String);

/// One message of a thread.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MessageId(String);

/// What belongs together across services.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CorrelationId(String);

/// One live WebSocket connection.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ConnectionId(String);

/// The client at the other end of WebSocket connections.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebSocketClientId(String);

/// One agent at work for one user.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgentId(String);

/// One execution of an agent or a tool.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExecutionId(String);

/// One tool made for one user.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ToolId(String);

/// The context in which a user's work is done.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContextId(String);

/// One session with the database.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DatabaseSessionId(String);

/// One transaction of the database.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TransactionId(String);

/// One trace of the telemetry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TraceId(String);

/// Why a text does not name what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing but white space.
    #[error("the id is blank")]
    Blank,
    /// The UUID of zeros, which stands for "none".
    #[error("the UUID of zeros names nothing")]
    NilUuid,
    /// An id of another kind.
    #[error(transparent)]
    WrongKind(#[from] WrongKind),
    /// Neither a UUID nor an id of our own.
    #[error("neither a UUID nor an id of this system: {0}")]
    Malformed(#[from] ParseIdError),
}

/// The text under which an id of the `expected` kind is known: trimmed, a UUID in lower case with hyphens.
fn canonical_text(text: &str, expected: IdKind) -> Result<String, IdError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(IdError::Blank);
    }
    if let Some(uuid) = hyphenated_uuid(trimmed) {
        return if uuid.is_nil() {
            Err(IdError::NilUuid)
        } else {
            Ok(uuid.hyphenated().to_string())
        };
    }
    StructuredId::from_str(trimmed)?.demand(expected)?;
    Ok(trimmed.to_owned())
}

/// The other spellings of a UUID (braces, `urn:uuid:`, no hyphens) are not taken: one id, one form.
fn hyphenated_uuid(text: &str) -> Option<Uuid> {
    const LENGTH: usize = 36;
    if text.len() != LENGTH {
        return None;
    }
    Uuid::try_parse(text).ok()
}

macro_rules! typed_id {
    ($($name:ident is $kind:ident),+ $(,)?) => {$(
        impl $name {
            /// The kind of id that this type holds.
            pub const KIND: IdKind = IdKind::$kind;

            /// A new id.
            ///
            /// # Errors
            /// When the generator has no random bytes.
            pub fn generate(generator: &IdGenerator) -> Result<Self, EntropyFailure> {
                generator.generate(Self::KIND).map(|id| Self(id.to_string()))
            }

            /// The id as text, in its one spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = IdError;

            fn try_from(text: &str) -> Result<Self, IdError> {
                canonical_text(text, Self::KIND).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::try_from(text.as_str())
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::try_from(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )+};
}

typed_id! {
    UserId is User,
    SessionId is Session,
    ThreadId is Thread,
    RunId is Run,
    RequestId is Request,
    MessageId is Message,
    CorrelationId is Correlation,
    ConnectionId is Connection,
    WebSocketClientId is WebSocketClient,
    AgentId is Agent,
    ExecutionId is Execution,
    ToolId is Tool,
    ContextId is Context,
    DatabaseSessionId is DatabaseSession,
    TransactionId is Transaction,
    TraceId is Trace,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UUID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

    #[test]
    fn an_id_of_the_right_kind_is_accepted_and_trimmed() {
        let user = UserId::try_from("  user_1_2_0000000a\n").unwrap();
        assert_eq!(
            (user.as_str(), format!("{user}"), format!("{user:?}")),
            (
                "user_1_2_0000000a",
                "user_1_2_0000000a".to_owned(),
                "UserId(user_1_2_0000000a)".to_owned()
            )
        );
    }

    #[test]
    fn a_uuid_is_accepted_for_any_kind_and_has_one_spelling() {
        assert_eq!(UserId::try_from(UUID).unwrap().as_str(), UUID);
        assert_eq!(RunId::try_from(UUID.to_uppercase()).unwrap().as_str(), UUID);
    }

    #[test]
    fn other_texts_are_refused() {
        let wrong_kind = IdError::WrongKind(WrongKind {
            expected: IdKind::User,
            found: IdKind::Thread,
        });
        let table = [
            ("", IdError::Blank),
            (" \t\n", IdError::Blank),
            ("00000000-0000-0000-0000-000000000000", IdError::NilUuid),
            ("thread_1_2_0000000a", wrong_kind),
            ("alice", IdError::Malformed(ParseIdError::Parts)),
            (
                "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
                IdError::Malformed(ParseIdError::Parts),
            ),
            (
                "67e5504410b1426f9247bb680e5fe0c8",
                IdError::Malformed(ParseIdError::Parts),
            ),
        ];
        for (text, error) in table {
            assert_eq!(UserId::try_from(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn json_goes_through_the_same_constructor() {
        let thread: ThreadId = serde_json::from_str(r#"" thread_1_2_0000000a ""#).unwrap();
        assert_eq!(
            serde_json::to_string(&thread).unwrap(),
            r#""thread_1_2_0000000a""#
        );
        assert!(serde_json::from_str::<ThreadId>(r#""run_1_2_0000000a""#).is_err());
        assert!(serde_json::from_str::<ThreadId>(r#""""#).is_err());
    }

    proptest! {
        #[test]
        fn an_accepted_text_is_accepted_again_unchanged(text in "\\s{0,2}(user_[0-9]{1,4}_[0-9]_[0-9a-f]{8}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\\s{0,2}|.*") {
            if let Ok(user) = UserId::try_from(text) {
                prop_assert_eq!(UserId::try_from(user.as_str()), Ok(user.clone()));
            }
        }
    }
}
