use foundation::ids::{ThreadId, UserId};

/// What keeps conversations apart: whose it is and which one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IsolationKey {
    /// Whose conversation.
    pub user: UserId,
    /// Which conversation.
    pub thread: ThreadId,
}
