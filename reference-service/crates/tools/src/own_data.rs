use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::ids::UserId;
use storage::RequestScope;
use tokio::sync::{Mutex, MutexGuard};

/// What a tool may see of the database: the session of the request, tied to the user whose request it is.
///
/// It owns the session. As long as work goes on the session is there, and when the work is dropped it ends, whoever
/// else is still reading what the work said.
#[derive(Debug)]
pub struct OwnData {
    user: UserId,
    scope: Mutex<RequestScope>,
}

/// The session was opened for somebody else, or for nobody yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the session with the database was not opened for the user whose work it is for")]
pub struct ForeignScope;

impl OwnData {
    /// The data of the user of this context.
    ///
    /// # Errors
    /// When the session is not theirs.
    pub fn new(context: &UserContext, scope: RequestScope) -> Result<Self, ForeignScope> {
        if scope.tag().user.as_ref() != Some(context.user()) {
            return Err(ForeignScope);
        }
        Ok(Self {
            user: context.user().clone(),
            scope: Mutex::new(scope),
        })
    }

    /// Whose data it is.
    #[must_use]
    pub fn user(&self) -> &UserId {
        &self.user
    }

    /// The session, for one who asks at a time.
    pub async fn scope(&self) -> MutexGuard<'_, RequestScope> {
        self.scope.lock().await
    }

    /// Gives the session back, to be committed.
    #[must_use]
    pub fn into_scope(self) -> RequestScope {
        self.scope.into_inner()
    }
}

impl From<ForeignScope> for AppError {
    fn from(error: ForeignScope) -> Self {
        Self::internal(error)
    }
}
