/// One live line to a client, whatever carries it.
pub trait Transport: Send {
    /// Sends a text.
    fn send(&mut self, text: &str) -> impl Future<Output = Result<(), Gone>> + Send;

    /// The next thing that the client says. Dropping the future loses nothing.
    fn receive(&mut self) -> impl Future<Output = Received> + Send;

    /// Says goodbye. Whether that arrives makes no difference any more.
    fn close(&mut self, reason: CloseReason) -> impl Future<Output = ()> + Send;
}

/// What a client does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It says something.
    Text(String),
    /// It says something that is no text.
    Other,
    /// It shows that it is there.
    Sign,
    /// It says goodbye.
    Goodbye,
    /// The line broke.
    Broken,
}

/// There is nobody at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is nobody at the other end")]
pub struct Gone;

/// Why the service says goodbye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseReason {
    /// Because the client did.
    Normal,
    /// The service ends, the client has another line, or did not keep up; it may come back.
    GoingAway,
    /// The token counts no more.
    Unauthenticated,
    /// The client has said nothing for too long.
    Silent,
    /// The service failed.
    Failed,
}

impl CloseReason {
    /// The code of a WebSocket's goodbye; from 4000 on they are our own.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Normal => 1000,
            Self::GoingAway => 1001,
            Self::Failed => 1011,
            Self::Unauthenticated => 4401,
            Self::Silent => 4408,
        }
    }
}
