//! What was said in the threads of the user who asks.

use crate::Backend;
use crate::caller::{Caller, deleted};
use crate::conversations::{self, Content};
use crate::paging::{Asked, Paging};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use foundation::errors::AppError;
use foundation::ids::{MessageId, ThreadId};
use foundation::names::routes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use storage::Page;
use storage::messages::{self, Message};
use utoipa::ToSchema;
use web::{Failure, JsonBody, Params};
use websocket::IsolationKey;

/// A message, as its user sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageView {
    #[schema(value_type = String)]
    id: MessageId,
    #[schema(value_type = String)]
    thread_id: ThreadId,
    /// Its place in the thread, counted from 1.
    sequence: u64,
    /// `user`, `agent` or `system`.
    author: &'static str,
    content: String,
    #[schema(value_type = Object)]
    metadata: Value,
    /// In milliseconds since 1970.
    created_at: u64,
}

/// A page of messages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageList {
    messages: Vec<MessageView>,
    #[serde(flatten)]
    paging: Paging,
}

/// Something that is to be said in a thread.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewMessage {
    /// 1 to 8,000 characters.
    #[schema(value_type = String)]
    content: Content,
    /// What else is to be kept of it.
    #[serde(default)]
    #[schema(value_type = Object)]
    metadata: Map<String, Value>,
}

/// Something that is to be said, and where.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AddressedMessage {
    /// In which thread.
    #[schema(value_type = String)]
    thread_id: ThreadId,
    /// 1 to 8,000 characters.
    #[schema(value_type = String)]
    content: Content,
    /// What else is to be kept of it.
    #[serde(default)]
    #[schema(value_type = Object)]
    metadata: Map<String, Value>,
}

fn view(message: Message) -> Result<MessageView, AppError> {
    let Message { sequence, said } = message;
    Ok(MessageView {
        id: said.id,
        thread_id: said.thread,
        sequence,
        author: said.author.as_str(),
        content: said.content,
        metadata: serde_json::from_str(&said.metadata).map_err(AppError::internal)?,
        created_at: said.at.0,
    })
}

fn list(page: Page, total: u64, messages: Vec<Message>) -> Result<Json<MessageList>, Failure> {
    let messages: Result<_, AppError> = messages.into_iter().map(view).collect();
    Ok(Json(MessageList {
        messages: messages?,
        paging: Paging::of(page, total),
    }))
}

/// Lists all that was said in the user's threads, the newest first.
#[utoipa::path(get, path = routes::MESSAGES, tag = "messages", params(Asked), responses(
    (status = 200, body = MessageList), (status = 400), (status = 401), (status = 403)))]
pub(crate) async fn newest(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Params(asked): Params<Asked>,
) -> Result<Json<MessageList>, Failure> {
    let page = asked.page()?;
    let mut scope = caller.reads(&backend).await?;
    let total = messages::count(&mut scope, caller.id()).await?;
    list(
        page,
        total,
        messages::newest(&mut scope, caller.id(), page).await?,
    )
}

/// Lists what was said in a thread, in the order in which it was said.
#[utoipa::path(get, path = routes::THREAD_MESSAGES, tag = "messages", params(("id" = String, Path), Asked), responses(
    (status = 200, body = MessageList), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn history(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<ThreadId>,
    Params(asked): Params<Asked>,
) -> Result<Json<MessageList>, Failure> {
    let page = asked.page()?;
    let mut scope = caller.reads(&backend).await?;
    conversations::thread_of(&mut scope, caller.id(), &id).await?;
    let total = messages::count_in_thread(&mut scope, caller.id(), &id).await?;
    list(
        page,
        total,
        messages::in_thread(&mut scope, caller.id(), &id, page).await?,
    )
}

/// Says something in a thread.
#[utoipa::path(post, path = routes::MESSAGES, tag = "messages", request_body = AddressedMessage, responses(
    (status = 201, body = MessageView), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn create(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<AddressedMessage>,
) -> Result<(StatusCode, Json<MessageView>), Failure> {
    let AddressedMessage {
        thread_id,
        content,
        metadata,
    } = asked;
    kept(
        &backend,
        &caller,
        thread_id,
        NewMessage { content, metadata },
    )
    .await
}

/// Says something in this thread.
#[utoipa::path(post, path = routes::THREAD_MESSAGES, tag = "messages", params(("id" = String, Path)),
    request_body = NewMessage, responses(
    (status = 201, body = MessageView), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn say(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<ThreadId>,
    JsonBody(asked): JsonBody<NewMessage>,
) -> Result<(StatusCode, Json<MessageView>), Failure> {
    kept(&backend, &caller, id, asked).await
}

/// Shows a message.
#[utoipa::path(get, path = routes::MESSAGE, tag = "messages", params(("id" = String, Path)), responses(
    (status = 200, body = MessageView), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn read(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<MessageId>,
) -> Result<Json<MessageView>, Failure> {
    let mut scope = caller.reads(&backend).await?;
    let message = messages::of_user(&mut scope, caller.id(), &id).await?;
    Ok(Json(view(message.ok_or(AppError::NotFound)?)?))
}

/// Deletes a message.
#[utoipa::path(delete, path = routes::MESSAGE, tag = "messages", params(("id" = String, Path)), responses(
    (status = 204), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn remove(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<MessageId>,
) -> Result<StatusCode, Failure> {
    let mut scope = caller.writes(&backend).await?;
    let was_there = messages::remove(&mut scope, caller.id(), &id).await?;
    deleted(scope, was_there).await
}

/// Keeps a message, and tells the user's connections and streams of it once it is kept.
async fn kept(
    backend: &Backend,
    caller: &Caller,
    thread: ThreadId,
    new: NewMessage,
) -> Result<(StatusCode, Json<MessageView>), Failure> {
    let key = IsolationKey {
        user: caller.id().clone(),
        thread,
    };
    let metadata = Value::Object(new.metadata).to_string();
    let mut scope = caller.writes(backend).await?;
    let message = conversations::say(backend, &mut scope, &key, new.content, metadata).await?;
    scope.commit().await?;
    conversations::tell(backend, &message, &caller.request).await;
    Ok((StatusCode::CREATED, Json(view(message)?)))
}
