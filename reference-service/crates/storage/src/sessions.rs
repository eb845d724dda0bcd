//! Stays of users, from login to logout. They outlive requests and processes.

use crate::sql::{Row, Value};
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::{SessionId, UserId};

/// A stay of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which stay.
    pub id: SessionId,
    /// Whose stay.
    pub user: UserId,
    /// When they logged in.
    pub begun: EpochMillis,
    /// When they were last given tokens.
    pub last_seen: EpochMillis,
    /// When it ends unless they are seen again.
    pub expires: EpochMillis,
    /// When they logged out.
    pub ended: Option<EpochMillis>,
}

impl Session {
    /// Whether tokens of the session count at `now`.
    #[must_use]
    pub fn is_alive(&self, now: EpochMillis) -> bool {
        self.ended.is_none() && now < self.expires
    }
}

/// Begins a stay.
///
/// # Errors
/// When the user has no account, or the database fails.
pub async fn begin(scope: &mut RequestScope, session: &Session) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO sessions (user_id, id, begun_at, last_seen_at, expires_at, ended_at)
        VALUES ($1, $2, $3, $4, $5, NULL)";
    let values = [
        Value::Text(session.user.as_str()),
        Value::Text(session.id.as_str()),
        Value::moment(session.begun),
        Value::moment(session.last_seen),
        Value::moment(session.expires),
    ];
    scope.execute(sql, &values).await?;
    Ok(())
}

/// The stay of this id, if it is this user's.
///
/// # Errors
/// When the database fails.
pub async fn of_user(
    scope: &mut RequestScope,
    user: &UserId,
    id: &SessionId,
) -> Result<Option<Session>, StorageError> {
    let sql = "
        SELECT id, user_id, begun_at, last_seen_at, expires_at, ended_at
        FROM sessions WHERE user_id = $1 AND id = $2";
    scope.owned(sql, user, id.as_str(), session).await
}

/// Prolongs a stay of the user that has not ended; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn prolong(
    scope: &mut RequestScope,
    user: &UserId,
    id: &SessionId,
    now: EpochMillis,
    expires: EpochMillis,
) -> Result<bool, StorageError> {
    let sql = "
        UPDATE sessions SET last_seen_at = $3, expires_at = $4
        WHERE user_id = $1 AND id = $2 AND ended_at IS NULL AND expires_at > $3";
    let changed = change(scope, sql, user, id.as_str(), &[now, expires]).await?;
    Ok(changed == 1)
}

/// Ends a stay of the user; whether there was one that had not ended.
///
/// # Errors
/// When the database fails.
pub async fn end(
    scope: &mut RequestScope,
    user: &UserId,
    id: &SessionId,
    now: EpochMillis,
) -> Result<bool, StorageError> {
    let sql = "
        UPDATE sessions SET ended_at = $3 WHERE user_id = $1 AND id = $2 AND ended_at IS NULL";
    Ok(change(scope, sql, user, id.as_str(), &[now]).await? == 1)
}

/// Ends all stays of the user, but one if it is named.
///
/// # Errors
/// When the database fails.
pub async fn end_all(
    scope: &mut RequestScope,
    user: &UserId,
    but: Option<&SessionId>,
    now: EpochMillis,
) -> Result<(), StorageError> {
    let sql = "
        UPDATE sessions SET ended_at = $3 WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL";
    // No stay is called nothing.
    let but = but.map_or("", SessionId::as_str);
    change(scope, sql, user, but, &[now]).await?;
    Ok(())
}

/// How many stays the statement changed. Its placeholders are the user, a stay, then the moments.
async fn change(
    scope: &mut RequestScope,
    sql: &'static str,
    user: &UserId,
    id: &str,
    moments: &[EpochMillis],
) -> Result<u64, StorageError> {
    let mut values = vec![Value::Text(user.as_str()), Value::Text(id)];
    values.extend(moments.iter().copied().map(Value::moment));
    scope.execute(sql, &values).await
}

fn session(row: &Row) -> Result<Session, StorageError> {
    Ok(Session {
        id: row.parsed("id")?,
        user: row.parsed("user_id")?,
        begun: row.moment("begun_at")?,
        last_seen: row.moment("last_seen_at")?,
        expires: row.moment("expires_at")?,
        ended: row.maybe_moment("ended_at")?,
    })
}

#[cfg(test)]
mod tests {
    /// Whoever forgets the user in a question shows one user's stays to another.
    #[test]
    fn every_statement_names_the_user() {
        let source = include_str!("sessions.rs");
        let (production, _) = source.split_once("#[cfg(test)]").unwrap();
        let statements: Vec<&str> = production
            .split("let sql = \"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0)
            .collect();
        assert_eq!(statements.len(), 5);
        for statement in statements {
            let names_user = statement.contains("WHERE user_id = $1 AND")
                || statement.contains("INSERT INTO sessions (user_id,");
            assert!(names_user, "{statement}");
        }
    }
}
