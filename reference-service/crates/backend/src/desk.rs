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
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Whether it has begun. One that is deleted afterwards stays so.
    pub(crate) begun: AtomicBool,
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
        self.has_begun(&place);
        Ok(conversations::told(&kept))
    }

    async fn start_agent(
        &self,
        from: &Speaker,
        content: String,
        reply_to: Option<String>,
    ) -> Result<(), AppError> {
        let place = self.place(from);
        let question = Question {
            user: from.key.user.clone(),
            permissions: self.permissions.clone(),
            request: from.request.clone(),
            place: place.clone(),
            content: said(content)?,
            last: Agent::Report,
            reply_to,
        };
        // The run goes on when the line breaks: who comes back in time hears what was missed.
        runs::begin(&self.backend, question).await?;
        self.has_begun(&place);
        Ok(())
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
    fn has_begun(&self, place: &Place) {
        if matches!(place, Place::Fresh(_)) {
            // One connection does one thing after the other.
            self.begun.store(true, Ordering::Relaxed);
        }
    }

    fn place(&self, from: &Speaker) -> Place {
        let thread = from.key.thread.clone();
        let is_fresh = self.fresh.as_ref() == Some(&thread);
        if is_fresh && !self.begun.load(Ordering::Relaxed) {
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
