//! Threads of the user who asks. Those of others are not there.

use crate::Backend;
use crate::caller::{Caller, deleted};
use crate::conversations::{self, Title, UNNAMED};
use crate::paging::{Asked, Paging};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use foundation::errors::AppError;
use foundation::ids::ThreadId;
use foundation::names::routes;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use storage::threads::{self, Thread};
use storage::{Page, messages};
use utoipa::ToSchema;
use web::{Failure, JsonBody, Params};

/// A thread, as its user sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadView {
    #[schema(value_type = String)]
    id: ThreadId,
    title: String,
    /// In milliseconds since 1970.
    created_at: u64,
    /// When something was last said in it, in milliseconds since 1970.
    updated_at: u64,
}

/// A page of threads, the one that was used last first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadList {
    threads: Vec<ThreadView>,
    #[serde(flatten)]
    paging: Paging,
}

/// A thread that is to begin.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewThread {
    /// What it is called; it can be named later.
    #[schema(value_type = Option<String>)]
    title: Option<Title>,
}

/// What a thread is to be called.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Renamed {
    #[schema(value_type = String)]
    title: Title,
}

fn view(thread: Thread) -> Json<ThreadView> {
    Json(shown(thread))
}

fn shown(thread: Thread) -> ThreadView {
    ThreadView {
        id: thread.id,
        title: thread.title,
        created_at: thread.created.0,
        updated_at: thread.updated.0,
    }
}

/// Lists the threads of the user.
#[utoipa::path(get, path = routes::THREADS, tag = "threads", params(Asked), responses(
    (status = 200, body = ThreadList), (status = 400), (status = 401), (status = 403)))]
pub(crate) async fn list(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Params(asked): Params<Asked>,
) -> Result<Json<ThreadList>, Failure> {
    let page = asked.page()?;
    let mut scope = caller.reads(&backend).await?;
    let total = threads::count(&mut scope, caller.id()).await?;
    let listed = threads::list(&mut scope, caller.id(), page).await?;
    Ok(Json(ThreadList {
        threads: listed.into_iter().map(shown).collect(),
        paging: Paging::of(page, total),
    }))
}

/// Begins a thread.
#[utoipa::path(post, path = routes::THREADS, tag = "threads", request_body = NewThread, responses(
    (status = 201, body = ThreadView), (status = 400), (status = 401), (status = 403)))]
pub(crate) async fn create(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<NewThread>,
) -> Result<(StatusCode, Json<ThreadView>), Failure> {
    let title = asked.title.as_ref().map_or(UNNAMED, Title::as_str);
    let id = ThreadId::generate(&backend.ids).map_err(AppError::internal)?;
    let mut scope = caller.writes(&backend).await?;
    let thread = conversations::begin(&backend, &mut scope, caller.id(), id, title).await?;
    scope.commit().await?;
    Ok((StatusCode::CREATED, view(thread)))
}

/// Shows a thread.
#[utoipa::path(get, path = routes::THREAD, tag = "threads", params(("id" = String, Path)), responses(
    (status = 200, body = ThreadView), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn read(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<ThreadId>,
) -> Result<Json<ThreadView>, Failure> {
    let mut scope = caller.reads(&backend).await?;
    let thread = conversations::thread_of(&mut scope, caller.id(), &id).await?;
    Ok(view(thread))
}

/// Calls a thread something else.
#[utoipa::path(patch, path = routes::THREAD, tag = "threads", params(("id" = String, Path)), request_body = Renamed,
    responses((status = 200, body = ThreadView), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn rename(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<ThreadId>,
    JsonBody(asked): JsonBody<Renamed>,
) -> Result<Json<ThreadView>, Failure> {
    named(&backend, &caller, &id, |_| Ok(asked.title)).await
}

/// Calls a thread after what was said in it first.
#[utoipa::path(post, path = routes::THREAD_TITLE, tag = "threads", params(("id" = String, Path)), responses(
    (status = 200, body = ThreadView), (status = 400), (status = 401), (status = 403), (status = 404),
    (status = 409, description = "nothing was said in it")))]
pub(crate) async fn auto_rename(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<ThreadId>,
) -> Result<Json<ThreadView>, Failure> {
    named(&backend, &caller, &id, |first| {
        let nothing = || AppError::Conflict("nothing was said in the thread".to_owned());
        first.as_deref().map(Title::of_message).ok_or_else(nothing)
    })
    .await
}

/// Deletes a thread and all that was said in it.
#[utoipa::path(delete, path = routes::THREAD, tag = "threads", params(("id" = String, Path)), responses(
    (status = 204), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn remove(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<ThreadId>,
) -> Result<StatusCode, Failure> {
    let mut scope = caller.writes(&backend).await?;
    let was_there = threads::remove(&mut scope, caller.id(), &id).await?;
    deleted(scope, was_there).await
}

/// Gives the thread a title that may depend on what was said first.
async fn named(
    backend: &Backend,
    caller: &Caller,
    id: &ThreadId,
    title: impl FnOnce(Option<String>) -> Result<Title, AppError> + Send,
) -> Result<Json<ThreadView>, Failure> {
    let mut scope = caller.writes(backend).await?;
    conversations::thread_of(&mut scope, caller.id(), id).await?;
    let first = Page {
        limit: 1,
        offset: 0,
    };
    let first = messages::in_thread(&mut scope, caller.id(), id, first).await?;
    let title = title(first.into_iter().next().map(|it| it.said.content))?;
    let now = backend.vitals.clock.now();
    threads::rename(&mut scope, caller.id(), id, title.as_str(), now).await?;
    let thread = conversations::thread_of(&mut scope, caller.id(), id).await?;
    scope.commit().await?;
    Ok(view(thread))
}
