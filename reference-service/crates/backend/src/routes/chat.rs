//! A question, and its answer as it comes into being.

use crate::Backend;
use crate::caller::Caller;
use crate::conversations::{Content, Place};
use crate::runs::{self, Question};
use crate::server_sent::{ServerSent, server_sent};
use agents::Agent;
use axum::extract::State;
use foundation::errors::AppError;
use foundation::ids::ThreadId;
use foundation::names::routes;
use futures_util::stream::unfold;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// A question to the agents.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// 1 to 8,000 characters.
    #[schema(value_type = String)]
    message: Content,
    /// In which thread; a new one, named by the question, if none is said.
    #[schema(value_type = Option<String>)]
    thread_id: Option<ThreadId>,
}

impl Asked {
    /// The question, to be answered by the agents up to `last`.
    pub(crate) fn of(
        self,
        caller: Caller,
        backend: &Backend,
        last: Agent,
    ) -> Result<Question, AppError> {
        Ok(Question {
            user: caller.user.id,
            permissions: caller.user.permissions,
            request: caller.request,
            place: Place::named(self.thread_id, backend)?,
            content: self.message,
            last,
            reply_to: None,
        })
    }
}

/// Answers a question, and tells everything that happens on the way. A client that goes away cancels the run.
#[utoipa::path(post, path = routes::CHAT_STREAM, tag = "chat", request_body = Asked, responses(
    (status = 200, body = String, content_type = "text/event-stream"), (status = 400), (status = 401), (status = 403),
    (status = 404), (status = 429, description = "the user has as many runs as may be")))]
pub(crate) async fn stream(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<ServerSent, Failure> {
    let question = asked.of(caller, &backend, Agent::Report)?;
    let (_, events) = runs::follow(&backend, question).await?;
    Ok(server_sent(unfold(events, async |mut events| {
        let event = events.recv().await?;
        Some((event, events))
    })))
}
