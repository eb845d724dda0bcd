//! The agents: which there are, how much they do, and their answer to a question in one piece.

use crate::Backend;
use crate::caller::Caller;
use crate::routes::chat::Asked;
use crate::runs::{self, SUPERVISOR};
use agents::Agent;
use axum::Json;
use axum::extract::State;
use foundation::clock::whole_millis;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::ids::{RunId, ThreadId};
use foundation::names::routes;
use foundation::outcome::WorkOutcome;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// The agents, in the order in which a question passes through them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgentList {
    agents: Vec<AgentView>,
}

/// An agent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgentView {
    name: &'static str,
    /// Its place among the agents, counted from 1.
    order: usize,
    description: &'static str,
}

/// How much agents do, and for how long.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgentsConfig {
    /// After so long a run is given up.
    run_limit_ms: u64,
    /// How many runs are worked on at a time.
    parallel_runs: usize,
    /// How many runs a user may have at a time.
    runs_per_user: usize,
    /// What puts answers into words.
    model: String,
}

/// How much agents do at present.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgentsStatus {
    /// `healthy`.
    status: &'static str,
    /// How many runs are under way or wait for their turn.
    running: usize,
    /// How many more could begin at once.
    free_turns: usize,
}

/// What came of a question.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgentAnswer {
    #[schema(value_type = String)]
    run_id: RunId,
    #[schema(value_type = String)]
    thread_id: ThreadId,
    /// Up to which agent the question came, or `supervisor` for all of them.
    agent: &'static str,
    /// `completed`: everything else is an error.
    status: WorkOutcome,
    /// The answer in words.
    response: String,
    /// The answer for programs.
    #[schema(value_type = Object)]
    result: Value,
    execution_time_ms: u64,
}

/// Lists the agents.
#[utoipa::path(get, path = routes::AGENTS, tag = "agents", responses(
    (status = 200, body = AgentList), (status = 401), (status = 403)))]
pub(crate) async fn list(caller: Caller) -> Result<Json<AgentList>, Failure> {
    caller.demand(Permission::Read)?;
    let agents = Agent::ALL.into_iter().enumerate();
    let agents = agents.map(|(before, agent)| AgentView {
        name: agent.as_str(),
        order: before + 1,
        description: agent.purpose(),
    });
    Ok(Json(AgentList {
        agents: agents.collect(),
    }))
}

/// Tells how much agents do, and for how long.
#[utoipa::path(get, path = routes::AGENTS_CONFIG, tag = "agents", responses(
    (status = 200, body = AgentsConfig), (status = 401), (status = 403)))]
pub(crate) async fn config(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<AgentsConfig>, Failure> {
    caller.demand(Permission::Read)?;
    let settings = &backend.runs.settings;
    Ok(Json(AgentsConfig {
        run_limit_ms: whole_millis(settings.limits.run),
        parallel_runs: settings.limits.parallel.get(),
        runs_per_user: settings.runs_per_user,
        model: settings.model.name().to_owned(),
    }))
}

/// Tells how much agents do at present.
#[utoipa::path(get, path = routes::AGENTS_STATUS, tag = "agents", responses(
    (status = 200, body = AgentsStatus), (status = 401), (status = 403)))]
pub(crate) async fn status(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<AgentsStatus>, Failure> {
    caller.demand(Permission::Read)?;
    Ok(Json(AgentsStatus {
        status: "healthy",
        running: backend.runs.running(),
        free_turns: backend.runs.factory.engine().free_turns(),
    }))
}

/// Has all agents answer a question. A client that goes away cancels the run.
#[utoipa::path(post, path = routes::AGENTS_EXECUTE, tag = "agents", request_body = Asked, responses(
    (status = 200, body = AgentAnswer), (status = 400), (status = 401), (status = 403), (status = 404),
    (status = 409, description = "somebody cancelled it"), (status = 429, description = "the user has as many runs as may be"),
    (status = 504, description = "it took too long")))]
pub(crate) async fn execute(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<Json<AgentAnswer>, Failure> {
    answered(&backend, caller, asked, (Agent::Report, SUPERVISOR)).await
}

/// Finds out what a question is about.
#[utoipa::path(post, path = routes::AGENTS_TRIAGE, tag = "agents", request_body = Asked, responses(
    (status = 200, body = AgentAnswer), (status = 400), (status = 401), (status = 403), (status = 404), (status = 409),
    (status = 429), (status = 504)))]
pub(crate) async fn triage(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<Json<AgentAnswer>, Failure> {
    answered(&backend, caller, asked, by(Agent::Triage)).await
}

/// Gathers what the user used and what it cost.
#[utoipa::path(post, path = routes::AGENTS_DATA, tag = "agents", request_body = Asked, responses(
    (status = 200, body = AgentAnswer), (status = 400), (status = 401), (status = 403), (status = 404), (status = 409),
    (status = 429), (status = 504)))]
pub(crate) async fn data(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<Json<AgentAnswer>, Failure> {
    answered(&backend, caller, asked, by(Agent::Data)).await
}

/// Computes what the user could save.
#[utoipa::path(post, path = routes::AGENTS_OPTIMIZATION, tag = "agents", request_body = Asked, responses(
    (status = 200, body = AgentAnswer), (status = 400), (status = 401), (status = 403), (status = 404), (status = 409),
    (status = 429), (status = 504)))]
pub(crate) async fn optimization(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<Json<AgentAnswer>, Failure> {
    answered(&backend, caller, asked, by(Agent::Optimization)).await
}

fn by(agent: Agent) -> (Agent, &'static str) {
    (agent, agent.as_str())
}

/// Waits for the answer by the agents up to `last`.
async fn answered(
    backend: &Arc<Backend>,
    caller: Caller,
    asked: Asked,
    (last, agent): (Agent, &'static str),
) -> Result<Json<AgentAnswer>, Failure> {
    let question = asked.of(caller, backend, last)?;
    let (begun, mut events) = runs::follow(backend, question).await?;
    // Passed over; but who no longer reads them no longer waits.
    while events.recv().await.is_some() {}
    let done = begun.done.await.map_err(AppError::internal)??;
    Ok(Json(AgentAnswer {
        run_id: begun.run.id.clone(),
        thread_id: begun.run.thread.clone(),
        agent,
        status: WorkOutcome::Completed,
        response: done.response,
        result: done.result,
        execution_time_ms: whole_millis(done.took),
    }))
}
