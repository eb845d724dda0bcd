//! 006, 007 and 009: agents.

use crate::books::{self, MODELS, QUESTION};
use crate::evidence::{demand, same};
use crate::{Outcome, Platform, Question};
use foundation::errors::ErrorCode;
use foundation::ids::{RunId, ThreadId};
use foundation::names::routes;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// What an agent found out when it was asked directly.
#[derive(Debug, Deserialize)]
struct ShownResult {
    run_id: RunId,
    thread_id: ThreadId,
    agent: String,
    status: String,
    response: String,
    result: Map<String, Value>,
    execution_time_ms: u64,
}

pub(super) async fn agent_configuration(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let agents = ada.get(routes::AGENTS_CONFIG).await?.json()?;
    same(
        "limit of a run",
        agents["run_limit_ms"].as_u64(),
        Some(30_000),
    )?;
    for name in ["parallel_runs", "runs_per_user"] {
        let is_told = agents[name].as_u64().is_some_and(|it| it > 0);
        demand(is_told, || format!("`{name}` is {}", agents[name]))?;
    }
    let model = agents["model"].as_str().ok_or("no model")?;
    let mcp = ada.get(routes::MCP_CONFIG).await?.json()?;
    let protocol = mcp["protocol"].as_str().ok_or("no protocol")?;
    let servers = mcp["servers"].as_array().ok_or("no servers")?;
    demand(!servers.is_empty(), || "no server of tools".to_owned())?;
    for server in servers {
        let is_told = server["name"].is_string() && server["transport"].is_string();
        demand(is_told, || format!("{server}"))?;
    }
    let auth = platform
        .ask_auth(Question::get(routes::AUTH_CONFIG))
        .await?;
    let auth = auth.json()?;
    for name in [
        "password_min_characters",
        "password_max_bytes",
        "access_token_seconds",
        "refresh_token_seconds",
    ] {
        let is_told = auth[name].as_u64().is_some_and(|it| it > 0);
        demand(is_told, || format!("auth: `{name}` is {}", auth[name]))?;
    }
    same(
        "where logins go",
        &auth["endpoints"]["login"],
        routes::AUTH_LOGIN,
    )?;
    for path in [routes::AGENTS_CONFIG, routes::MCP_CONFIG] {
        let stranger = platform.ask(Question::get(path)).await?;
        stranger.refusal(ErrorCode::Unauthenticated)?;
    }
    Ok(format!(
        "runs of 30 s, {} at a time, {} of a user, model `{model}`; MCP {protocol} with {} servers; strangers refused",
        agents["parallel_runs"],
        agents["runs_per_user"],
        servers.len()
    ))
}

pub(super) async fn agent_execution_endpoints(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let (mut took, mut runs) = (Vec::new(), HashSet::new());
    for (path, agent) in [
        (routes::AGENTS_TRIAGE, Some("triage")),
        (routes::AGENTS_DATA, Some("data")),
        (routes::AGENTS_OPTIMIZATION, Some("optimization")),
        (routes::AGENTS_EXECUTE, None),
    ] {
        let answer = ada.post(path, json!({"message": QUESTION})).await?;
        let done: ShownResult = answer.read(http::StatusCode::OK)?;
        same("status", done.status.as_str(), "completed")?;
        if let Some(agent) = agent {
            same("agent", done.agent.as_str(), agent)?;
        }
        demand(!done.result.is_empty(), || format!("{path}: no result"))?;
        if path != routes::AGENTS_TRIAGE {
            let names_a_model = MODELS.iter().any(|model| done.response.contains(model));
            demand(names_a_model, || {
                format!("not of these books: {}", done.response)
            })?;
        }
        demand(!done.response.is_empty(), || format!("{path}: no words"))?;
        let is_new = runs.insert(done.run_id.to_string());
        demand(is_new, || format!("{path}: two runs of one id"))?;
        let kept = ada.history(&done.thread_id).await?;
        same(
            "kept",
            kept.contents(),
            vec![QUESTION, done.response.as_str()],
        )?;
        took.push(format!("{}: {} ms", done.agent, done.execution_time_ms));
        for bad in [
            json!({}),
            json!({"message": 7}),
            json!({"message": " "}),
            json!({"message": QUESTION, "x": 1}),
        ] {
            ada.post(path, &bad)
                .await?
                .refusal(ErrorCode::InvalidInput)?;
        }
        let stranger = platform.ask(Question::post(path, &json!({"message": QUESTION})));
        stranger.await?.refusal(ErrorCode::Unauthenticated)?;
    }
    Ok(format!(
        "4 of 4 with a result of the user's own books ({}); 16 bad bodies and 4 strangers refused",
        took.join(", ")
    ))
}

pub(super) async fn agent_status_monitoring(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let agents = ada.get(routes::AGENTS_STATUS).await?.json()?;
    same("agents", &agents["status"], "healthy")?;
    let (running, free) = (agents["running"].as_u64(), agents["free_turns"].as_u64());
    let (Some(running), Some(free)) = (running, free) else {
        return Err(format!("no figures: {agents}").into());
    };
    let mcp = ada.get(routes::MCP_STATUS).await?.json()?;
    same("MCP", &mcp["status"], "healthy")?;
    same("ready servers", &mcp["ready"], &mcp["servers"])?;
    for path in [routes::HEALTH, routes::READY] {
        let health = platform.ask(Question::get(path)).await?.json()?;
        same(path, &health["status"], "healthy")?;
    }
    let alive = platform.ask(Question::get(routes::LIVE)).await?.json()?;
    same("live", &alive["status"], "alive")?;
    Ok(format!(
        "agents healthy, {running} running, {free} turns free; {} of {} tool servers ready; health, ready, live",
        mcp["ready"], mcp["servers"]
    ))
}
