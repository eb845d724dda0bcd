//! What users ask for over their live connections.

use crate::Backend;
use crate::conversations::{self, Content, UNNAMED};
use events::UserMessage;
use foundation::errors::AppError;
use foundation::ids::ThreadId;
use std::sync::Arc;
use storage::Access;
use websocket::{Desk, Speaker};

/// Keeps what is said over one connection.
#[derive(Debug)]
pub(crate) struct LiveDesk {
    pub(crate) backend: Arc<Backend>,
    /// The thread that was made up for this connection: it begins with the first message.
    pub(crate) fresh: Option<ThreadId>,
}

impl Desk for LiveDesk {
    async fn user_message(&self, from: &Speaker, content: String) -> Result<UserMessage, AppError> {
        let content = Content::try_from(content);
        let content =
            content.map_err(|reason| AppError::InvalidInput(format!("content {reason}")))?;
        let (user, thread) = (&from.key.user, &from.key.thread);
        let mut scope = self
            .backend
            .scope(&from.request, user, Access::Write)
            .await?;
        if self.fresh.as_ref() == Some(thread) {
            match conversations::thread_of(&mut scope, user, thread).await {
                Err(AppError::NotFound) => {
                    let id = thread.clone();
                    conversations::begin(&self.backend, &mut scope, user, id, UNNAMED).await?;
                }
                known => known.map(|_| ())?,
            }
        }
        let nothing_more = "{}".to_owned();
        let kept =
            conversations::say(&self.backend, &mut scope, &from.key, content, nothing_more).await?;
        scope.commit().await?;
        Ok(conversations::told(&kept))
    }

    async fn may_enter(&self, from: &Speaker, thread: &ThreadId) -> Result<(), AppError> {
        let user = &from.key.user;
        let mut scope = self
            .backend
            .scope(&from.request, user, Access::Read)
            .await?;
        let thread = conversations::thread_of(&mut scope, user, thread);
        thread.await.map(|_| ())
    }
}
