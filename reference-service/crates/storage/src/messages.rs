//! What was said in conversations, in the order in which it was said.

use crate::sql::{Row, Value};
use crate::{Page, RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::{MessageId, ThreadId, UserId};
use std::fmt;

/// Who said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Author {
    /// The user.
    User,
    /// An agent.
    Agent,
    /// The service.
    System,
}

/// Something that is said in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which message.
    pub id: MessageId,
    /// Whose conversation it is in.
    pub user: UserId,
    /// Which conversation it is in.
    pub thread: ThreadId,
    /// Who says it.
    pub author: Author,
    /// What is said.
    pub content: String,
    /// What else is known of it, as JSON.
    pub metadata: String,
    /// When it is said.
    pub at: EpochMillis,
}

/// The same, with the place that the conversation gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its place in the conversation, counted from 1.
    pub sequence: u64,
    /// What is said.
    pub said: Said,
}

/// A text that names no author.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no author")]
pub struct UnknownAuthor(pub String);

impl Author {
    /// Every author, in the order of the definition.
    pub const ALL: [Self; 3] = [Self::User, Self::Agent, Self::System];

    /// The name in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Agent => "agent",
            Self::System => "system",
        }
    }
}

impl TryFrom<String> for Author {
    type Error = UnknownAuthor;

    fn try_from(text: String) -> Result<Self, UnknownAuthor> {
        let found = Self::ALL.into_iter().find(|one| one.as_str() == text);
        found.ok_or(UnknownAuthor(text))
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Says something at the end of a conversation; `None` if it is not the user's.
///
/// The place and the time are given by the row of the conversation, which two at the same time cannot change at once. Nothing is
/// earlier than what was said before it, whatever the clocks of two processes say: where they differ, both have the later time.
///
/// # Errors
/// When the database fails.
pub async fn append(
    scope: &mut RequestScope,
    mut said: Said,
) -> Result<Option<Message>, StorageError> {
    let sql = "
        UPDATE threads SET last_sequence = last_sequence + 1,
            updated_at = CASE WHEN updated_at > $3 THEN updated_at ELSE $3 END
        WHERE user_id = $1 AND id = $2 RETURNING last_sequence, updated_at";
    let values = [
        Value::Text(said.user.as_str()),
        Value::Text(said.thread.as_str()),
        Value::moment(said.at),
    ];
    let Some(row) = scope.row(sql, &values).await? else {
        return Ok(None);
    };
    said.at = row.moment("updated_at")?;
    let sequence = row.integer("last_sequence")?;
    let sql = "
        INSERT INTO messages (user_id, thread_id, id, sequence, author, content, metadata, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        Value::Text(said.user.as_str()),
        Value::Text(said.thread.as_str()),
        Value::Text(said.id.as_str()),
        Value::Integer(sequence),
        Value::Text(said.author.as_str()),
        Value::Text(&said.content),
        Value::Text(&said.metadata),
        Value::moment(said.at),
    ];
    scope.execute(sql, &values).await?;
    let sequence = row.unsigned("last_sequence")?;
    Ok(Some(Message { sequence, said }))
}

/// The message of this id, if it is in one of the user's conversations.
///
/// # Errors
/// When the database fails.
pub async fn of_user(
    scope: &mut RequestScope,
    user: &UserId,
    id: &MessageId,
) -> Result<Option<Message>, StorageError> {
    let sql = "
        SELECT id, user_id, thread_id, sequence, author, content, metadata, created_at
        FROM messages WHERE user_id = $1 AND id = $2";
    scope.owned(sql, user, id.as_str(), message).await
}

/// What was said in a conversation of the user, on a page, in the order in which it was said.
///
/// # Errors
/// When the database fails.
pub async fn in_thread(
    scope: &mut RequestScope,
    user: &UserId,
    thread: &ThreadId,
    page: Page,
) -> Result<Vec<Message>, StorageError> {
    let sql = "
        SELECT id, user_id, thread_id, sequence, author, content, metadata, created_at
        FROM messages WHERE user_id = $1 AND thread_id = $2
        ORDER BY sequence LIMIT $3 OFFSET $4";
    let [limit, offset] = page.values();
    let (user, thread) = (Value::Text(user.as_str()), Value::Text(thread.as_str()));
    let rows = scope.rows(sql, &[user, thread, limit, offset]).await?;
    rows.iter().map(message).collect()
}

/// The newest of what was said in a conversation of the user before a place in it, in the order in which it was said.
///
/// # Errors
/// When the database fails.
pub async fn before(
    scope: &mut RequestScope,
    user: &UserId,
    thread: &ThreadId,
    sequence: u64,
    most: u32,
) -> Result<Vec<Message>, StorageError> {
    let sql = "
        SELECT id, user_id, thread_id, sequence, author, content, metadata, created_at
        FROM messages WHERE user_id = $1 AND thread_id = $2 AND sequence < $3
        ORDER BY sequence DESC LIMIT $4";
    let values = [
        Value::Text(user.as_str()),
        Value::Text(thread.as_str()),
        Value::Integer(i64::try_from(sequence).unwrap_or(i64::MAX)),
        Value::Integer(most.into()),
    ];
    let rows = scope.rows(sql, &values).await?;
    rows.iter().rev().map(message).collect()
}

/// How much was said in a conversation of the user.
///
/// # Errors
/// When the database fails.
pub async fn count_in_thread(
    scope: &mut RequestScope,
    user: &UserId,
    thread: &ThreadId,
) -> Result<u64, StorageError> {
    let sql = "SELECT COUNT(*) AS number FROM messages WHERE user_id = $1 AND thread_id = $2";
    let values = [Value::Text(user.as_str()), Value::Text(thread.as_str())];
    scope.number(sql, &values).await
}

/// Everything that was said in the user's conversations, on a page, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn newest(
    scope: &mut RequestScope,
    user: &UserId,
    page: Page,
) -> Result<Vec<Message>, StorageError> {
    let sql = "
        SELECT id, user_id, thread_id, sequence, author, content, metadata, created_at
        FROM messages WHERE user_id = $1
        ORDER BY created_at DESC, thread_id DESC, sequence DESC LIMIT $2 OFFSET $3";
    scope.page_of(sql, user, page, message).await
}

/// How much was said in the user's conversations.
///
/// # Errors
/// When the database fails.
pub async fn count(scope: &mut RequestScope, user: &UserId) -> Result<u64, StorageError> {
    let sql = "SELECT COUNT(*) AS number FROM messages WHERE user_id = $1";
    scope.number(sql, &[Value::Text(user.as_str())]).await
}

/// Deletes a message; whether it was in one of the user's conversations. The places of the others stay.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    scope: &mut RequestScope,
    user: &UserId,
    id: &MessageId,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM messages WHERE user_id = $1 AND id = $2";
    scope.change_owned(sql, user, id.as_str()).await
}

fn message(row: &Row) -> Result<Message, StorageError> {
    Ok(Message {
        sequence: row.unsigned("sequence")?,
        said: Said {
            id: row.parsed("id")?,
            user: row.parsed("user_id")?,
            thread: row.parsed("thread_id")?,
            author: row.parsed("author")?,
            content: row.text("content")?,
            metadata: row.text("metadata")?,
            at: row.moment("created_at")?,
        },
    })
}

#[cfg(test)]
mod tests {
    /// Whoever forgets the user in a question shows one user's conversations to another.
    #[test]
    fn every_statement_names_the_user() {
        for (source, expected) in [
            (include_str!("messages.rs"), 9),
            (include_str!("threads.rs"), 9),
        ] {
            let production = source.split("#[cfg(test)]").next().unwrap();
            let statements: Vec<&str> = production
                .split("let sql = \"")
                .skip(1)
                .map(|rest| rest.split_once('"').unwrap().0)
                .collect();
            assert_eq!(statements.len(), expected);
            for statement in statements {
                let names_user = statement.contains("WHERE user_id = $1")
                    || statement.contains("INSERT INTO messages (user_id,")
                    || statement.contains("INSERT INTO threads (user_id,");
                assert!(names_user && !statement.contains(" OR "), "{statement}");
            }
        }
    }
}
