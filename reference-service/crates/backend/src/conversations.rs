//! What can be said and how threads are called, the same for requests and live connections.

use crate::Backend;
use agents::MOST_CHARACTERS;
use events::{Event, UserMessage};
use foundation::errors::AppError;
use foundation::ids::{MessageId, RequestId, ThreadId, UserId};
use foundation::text::at_most;
use serde::Deserialize;
use storage::messages::{self, Author, Message, Said};
use storage::threads::{self, Thread};
use storage::{RequestScope, StorageError};
use websocket::IsolationKey;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// The longest title that is made of a message, in bytes.
const MADE_TITLE: usize = 60;

/// What is kept of a message of which nothing else is known.
pub(crate) const NOTHING_MORE: &str = "{}";

/// What a thread is called that nobody has named.
pub(crate) const UNNAMED: &str = "New thread";

/// A message: neither blank nor too long for the agents to look at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Content(String);

/// A title: neither blank nor too long, without white space around it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Title(String);

/// In which thread something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In one that has to be there.
    Known(ThreadId),
    /// In one that has an id and begins with what is said.
    Fresh(ThreadId),
}

impl TryFrom<String> for Content {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        demand_length(&text, MOST_CHARACTERS)?;
        Ok(Self(text))
    }
}

impl TryFrom<String> for Title {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let text = text.trim();
        demand_length(text, LONGEST_TITLE)?;
        Ok(Self(text.to_owned()))
    }
}

/// Refuses a text that is blank, too long, or one that cannot be kept.
pub(crate) fn demand_length(text: &str, longest: usize) -> Result<(), String> {
    let length = text.chars().count();
    // PostgreSQL keeps no text with a zero in it.
    if text.trim().is_empty() || length > longest || text.contains('\0') {
        return Err(format!(
            "has to have 1 to {longest} characters, none of them a zero"
        ));
    }
    Ok(())
}

impl Content {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Place {
    /// The thread of this id, or a new one.
    pub(crate) fn named(id: Option<ThreadId>, backend: &Backend) -> Result<Self, AppError> {
        match id {
            Some(id) => Ok(Self::Known(id)),
            None => ThreadId::generate(&backend.ids)
                .map(Self::Fresh)
                .map_err(AppError::internal),
        }
    }

    pub(crate) fn thread(&self) -> &ThreadId {
        match self {
            Self::Known(id) | Self::Fresh(id) => id,
        }
    }
}

impl Title {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A title made of what was said first: its first line, cut between words.
    pub(crate) fn of_message(content: &str) -> Self {
        let line = content.trim().lines().next().unwrap_or(UNNAMED);
        let cut = at_most(line, MADE_TITLE);
        let words = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
        let title = if cut.len() < line.len() { words } else { line };
        Self(title.trim().to_owned())
    }
}

/// Begins a thread.
pub(crate) async fn begin(
    backend: &Backend,
    scope: &mut RequestScope,
    user: &UserId,
    id: ThreadId,
    title: &str,
) -> Result<Thread, AppError> {
    let now = backend.vitals.clock.now();
    let thread = Thread {
        id,
        user: user.clone(),
        title: title.to_owned(),
        created: now,
        updated: now,
    };
    threads::insert(scope, &thread).await?;
    Ok(thread)
}

/// Sees to it that there is a thread to say something in: a fresh one begins with the first that is said in it.
pub(crate) async fn enter(
    backend: &Backend,
    scope: &mut RequestScope,
    user: &UserId,
    place: &Place,
    title: &str,
) -> Result<(), AppError> {
    let Place::Fresh(id) = place else {
        // To say something in a thread that is not there is refused as it is said.
        return Ok(());
    };
    match thread_of(scope, user, id).await {
        Err(AppError::NotFound) => begin(backend, scope, user, id.clone(), title).await,
        known => known,
    }
    .map(|_| ())
}

/// Keeps what the user says in a thread of theirs.
pub(crate) async fn say(
    backend: &Backend,
    scope: &mut RequestScope,
    key: &IsolationKey,
    content: Content,
    metadata: String,
) -> Result<Message, AppError> {
    let words = (Author::User, content.0);
    keep(backend, scope, key, words, metadata).await
}

/// Keeps what agents answer in a thread of the user's.
pub(crate) async fn answer(
    backend: &Backend,
    scope: &mut RequestScope,
    key: &IsolationKey,
    answer: &str,
    metadata: String,
) -> Result<Message, AppError> {
    let words = (Author::Agent, answer.to_owned());
    keep(backend, scope, key, words, metadata).await
}

async fn keep(
    backend: &Backend,
    scope: &mut RequestScope,
    key: &IsolationKey,
    (author, content): (Author, String),
    metadata: String,
) -> Result<Message, AppError> {
    let said = Said {
        id: MessageId::generate(&backend.ids).map_err(AppError::internal)?,
        user: key.user.clone(),
        thread: key.thread.clone(),
        author,
        content,
        metadata,
        at: backend.vitals.clock.now(),
    };
    let kept = messages::append(scope, said).await?;
    kept.ok_or(AppError::NotFound)
}

/// What others are told of a message that is kept.
pub(crate) fn told(message: &Message) -> UserMessage {
    UserMessage {
        message_id: message.said.id.clone(),
        thread_id: message.said.thread.clone(),
        content: message.said.content.clone(),
        reply_to: None,
    }
}

/// Tells the user's connections and streams of a message that is kept.
pub(crate) async fn tell(backend: &Backend, message: &Message, request: &RequestId) {
    let key = IsolationKey {
        user: message.said.user.clone(),
        thread: message.said.thread.clone(),
    };
    let event = Event::UserMessage(told(message));
    // It is kept: that nobody could be told makes it no failure of the request.
    if let Err(error) = backend.managers.publish(&key, event, Some(request)).await {
        tracing::warn!(%error, "nobody was told of a message");
    }
}

/// The user's thread of this id, or nothing that they may know of.
pub(crate) async fn thread_of(
    scope: &mut RequestScope,
    user: &UserId,
    id: &ThreadId,
) -> Result<Thread, AppError> {
    let thread: Result<_, StorageError> = threads::of_user(scope, user, id).await;
    thread?.ok_or(AppError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_1_to_8000_characters_of_any_script() {
        for (text, is_good) in [
            (String::new(), false),
            (" \n".to_owned(), false),
            ("a\0b".to_owned(), false),
            ("ü".repeat(8_000), true),
            ("ü".repeat(8_001), false),
        ] {
            let chars = text.chars().count();
            assert_eq!(Content::try_from(text).is_ok(), is_good, "{chars}");
        }
    }

    #[test]
    fn a_title_is_made_of_the_first_line_and_cut_between_words() {
        let long = "Wie viel kostet das Modell in der Woche, und warum so viel mehr als zuvor?";
        for (content, title) in [
            ("  hello\nthere", "hello"),
            (
                long,
                "Wie viel kostet das Modell in der Woche, und warum so viel",
            ),
            (&"x".repeat(100), &"x".repeat(60)),
        ] {
            assert_eq!(Title::of_message(content).as_str(), title);
        }
    }
}
