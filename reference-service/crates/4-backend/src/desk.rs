//! What users ask for over their live connections.

use crate::Backend;
use crate::conversations::{self, Content, NOTHING_MORE, Place, UNNAMED};
use crate::runs::{self, Question};
use agents::Agent;
use events::UserMessage;
use foundation::errors::AppError;
use foundation::identity::Permissions;
use foundation::ids::{RunId, ThreadId};
use std::sync::Arc;
use storage::Access;
use websocket::{Desk, Speaker};

/// Keeps what is said over one connection, and has agents answer.
#[derive(Debug)]
pub(crate) struct LiveDesk {
    pub(crate) backend: Arc<Backend>,
    /// What the user may do.
    pub(crate) permissions: Permissions,
    /// The thread that was made up for this connection: it begins with the first message.
    pub(crate) fresh: Option<ThreadId>,
}

impl Desk for LiveDesk {
    async fn user_message(&self, from: &Speaker, content: String) -> Result<UserMessage, AppError> {
        let (content, place) = (said(content)?, self.place(from));
        let user = &from.key.user;
        let mut scope = self
            .backend
            .scope(&from.request, user, Access::Write)
            .await?;
        conversations::enter(&self.backend, &mut scope, user, &place, UNNAMED).await?;
        let nothing_more = NOTHING_MORE.to_owned();
        let kept =
            conversations::say(&self.backend, &mut scope, &from.key, content, nothing_more).await?;
        scope.commit().await?;
        Ok(conversations::told(&kept))
    }

    async fn start_agent(
        &self,
        from: &Speaker,
        content: String,
        reply_to: Option<String>,
    ) -> Result<(), AppError> {
        let question = Question {
            user: from.key.user.clone(),
            permissions: self.permissions.clone(),
            request: from.request.clone(),
            place: self.place(from),
            content: said(content)?,
            last: Agent::Report,
            reply_to,
        };
        // The run goes on when the line breaks: who comes back in time hears what was missed.
        let begun = runs::begin(&self.backend, question, None);
        begun.await.map(|_| ())
    }

    async fn cancel_run(&self, from: &Speaker, run: &RunId) -> Result<(), AppError> {
        self.backend.runs.cancel(&from.key.user, run).await?;
        Ok(())
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

impl LiveDesk {
    fn place(&self, from: &Speaker) -> Place {
        let thread = from.key.thread.clone();
        if self.fresh.as_ref() == Some(&thread) {
            Place::Fresh(thread)
        } else {
            Place::Known(thread)
        }
    }
}

fn said(content: String) -> Result<Content, AppError> {
    let content = Content::try_from(content);
    content.map_err(|reason| AppError::InvalidInput(format!("content {reason}")))
}
