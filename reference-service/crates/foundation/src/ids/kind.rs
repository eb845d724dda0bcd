/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdKind {
    /// A person with an account.
    User,
    /// A stay of a user, from login to logout.
    Session,
    /// A conversation.
    Thread,
    /// One answer of the agents within a thread.
    Run,
    /// One request to a service.
    Request,
    /// One message of a thread.
    Message,
    /// What belongs together across services.
    Correlation,
    /// One live WebSocket connection.
    Connection,
    /// The client at the other end of WebSocket connections.
    WebSocketClient,
    /// One agent at work for one user.
    Agent,
    /// One execution of an agent or a tool.
    Execution,
    /// One tool made for one user.
    Tool,
    /// The context in which a user's work is done.
    Context,
    /// One session with the database.
    DatabaseSession,
    /// One transaction of the database.
    Transaction,
    /// One trace of the telemetry.
    Trace,
}

impl IdKind {
    /// Every kind, in the order of the definition.
    pub const ALL: [Self; 16] = [
        Self::User,
        Self::Session,
        Self::Thread,
        Self::Run,
        Self::Request,
        Self::Message,
        Self::Correlation,
        Self::Connection,
        Self::WebSocketClient,
        Self::Agent,
        Self::Execution,
        Self::Tool,
        Self::Context,
        Self::DatabaseSession,
        Self::Transaction,
        Self::Trace,
    ];

    /// How an id of this kind begins. Unique among the kinds: it is what tells them apart in a text.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Session => "session",
            Self::Thread => "thread",
            Self::Run => "run",
            Self::Request => "req",
            Self::Message => "msg",
            Self::Correlation => "corr",
            Self::Connection => "ws_conn",
            Self::WebSocketClient => "ws_client",
            Self::Agent => "agent",
            Self::Execution => "exec",
            Self::Tool => "tool",
            Self::Context => "ctx",
            Self::DatabaseSession => "db_session",
            Self::Transaction => "tx",
            Self::Trace => "trace",
        }
    }

    /// The kind whose ids begin with `prefix`.
    #[must_use]
    pub fn of_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.prefix() == prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_own_prefix() {
        for kind in IdKind::ALL {
            assert_eq!(IdKind::of_prefix(kind.prefix()), Some(kind));
        }
    }

    #[test]
    fn other_prefixes_have_no_kind() {
        for prefix in ["", "id", "User", "user_", "threads"] {
            assert_eq!(IdKind::of_prefix(prefix), None, "{prefix:?}");
        }
    }
}
