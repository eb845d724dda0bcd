//! Runs that go on without anybody waiting: begun, looked at, cancelled.

use crate::Backend;
use crate::caller::Caller;
use crate::routes::chat::Asked;
use crate::runs::{self, Run};
use agents::Agent;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use foundation::identity::Permission;
use foundation::ids::{RunId, ThreadId};
use foundation::names::routes;
use foundation::outcome::WorkOutcome;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// How a run stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunView {
    #[schema(value_type = String)]
    run_id: RunId,
    #[schema(value_type = String)]
    thread_id: ThreadId,
    status: Standing,
    /// The answer in words, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<String>,
}

/// Under way, or how it ended.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Standing {
    /// `running`.
    UnderWay(&'static str),
    /// How it ended.
    Over(WorkOutcome),
}

fn view(run: &Run) -> Json<RunView> {
    let (status, response) = match run.ending() {
        None => (Standing::UnderWay("running"), None),
        Some(ending) => (Standing::Over(ending.outcome), ending.response),
    };
    Json(RunView {
        run_id: run.id.clone(),
        thread_id: run.thread.clone(),
        status,
        response,
    })
}

/// Begins a run that nobody waits for. What happens in it is told to the thread's live connections and streams.
#[utoipa::path(post, path = routes::RUNS, tag = "agents", request_body = Asked, responses(
    (status = 202, body = RunView), (status = 400), (status = 401), (status = 403), (status = 404),
    (status = 429, description = "the user has as many runs as may be")))]
pub(crate) async fn begin(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<(StatusCode, Json<RunView>), Failure> {
    let question = asked.of(caller, &backend, Agent::Report)?;
    let begun = runs::begin(&backend, question).await?;
    Ok((StatusCode::ACCEPTED, view(&begun.run)))
}

/// Shows how a run stands. Runs that are over are remembered for ten minutes, twenty of each user.
#[utoipa::path(get, path = routes::RUN, tag = "agents", params(("id" = String, Path)), responses(
    (status = 200, body = RunView), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn read(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<RunId>,
) -> Result<Json<RunView>, Failure> {
    caller.demand(Permission::Read)?;
    Ok(view(&*backend.runs.get(caller.id(), &id)?))
}

/// Stops a run, and shows that it has stopped.
#[utoipa::path(post, path = routes::RUN_CANCEL, tag = "agents", params(("id" = String, Path)), responses(
    (status = 200, body = RunView), (status = 400), (status = 401), (status = 403), (status = 404),
    (status = 409, description = "the run is over")))]
pub(crate) async fn cancel(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Path(id): Path<RunId>,
) -> Result<Json<RunView>, Failure> {
    caller.demand(Permission::Chat)?;
    Ok(view(&*backend.runs.cancel(caller.id(), &id).await?))
}
