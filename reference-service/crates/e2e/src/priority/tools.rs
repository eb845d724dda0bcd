//! 005 and 010: tools, and who offers them.

use crate::books::{self, MODELS};
use crate::evidence::{demand, same};
use crate::{Outcome, Person, Platform, Question};
use events::{Event, ToolCompleted};
use foundation::errors::ErrorCode;
use foundation::names::routes;
use http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) async fn agent_discovery(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let servers = listed(&ada, routes::MCP_SERVERS, "servers").await?;
    demand(!servers.is_empty(), || "no server".to_owned())?;
    let tools = listed(&ada, routes::MCP_TOOLS, "tools").await?;
    demand(!tools.is_empty(), || "no tool".to_owned())?;
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for tool in &tools {
        let server = tool["server"].as_str().ok_or("a tool of no server")?;
        *counted.entry(server.to_owned()).or_default() += 1;
        callable(tool)?;
    }
    for server in &servers {
        let name = server["name"].as_str().ok_or("a server without a name")?;
        let count = counted.remove(name).unwrap_or_default();
        same(name, server["tools"].as_u64(), Some(count))?;
        same(name, &server["status"], "ready")?;
        demand(server["transport"].is_string(), || format!("{server}"))?;
    }
    demand(counted.is_empty(), || {
        format!("tools of unknown servers: {counted:?}")
    })?;
    let agents = listed(&ada, routes::AGENTS, "agents").await?;
    let agents: Vec<(Option<&str>, Option<u64>)> = agents
        .iter()
        .map(|it| (it["name"].as_str(), it["order"].as_u64()))
        .collect();
    let wanted = [
        ("triage", 1),
        ("data", 2),
        ("optimization", 3),
        ("report", 4),
    ];
    same(
        "agents",
        agents,
        wanted
            .map(|(name, order)| (Some(name), Some(order)))
            .to_vec(),
    )?;
    Ok(format!(
        "{} servers with {} tools, each with a schema; 4 agents in order",
        servers.len(),
        tools.len()
    ))
}

async fn listed(person: &Person<'_>, path: &str, name: &str) -> Outcome<Vec<Value>> {
    let answer = person.get(path).await?.json()?;
    let list = answer[name].as_array().cloned();
    Ok(list.ok_or_else(|| format!("{path}: no list `{name}`"))?)
}

/// Demands that a tool is told with all that it takes to call it.
fn callable(tool: &Value) -> Outcome {
    let is_told = tool["name"].is_string() && tool["description"].is_string();
    demand(is_told && tool["parameters"].is_object(), || {
        format!("a tool without name, description or schema: {tool}")
    })
}

pub(super) async fn tool_execution_endpoints(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let tools = listed(&ada, routes::TOOLS, "tools").await?;
    tools.iter().try_for_each(callable)?;
    let mut feed = ada.stream(Question::get(routes::EVENTS_STREAM)).await?;
    feed.next().await?.ok_or("a stream without a beginning")?;
    let call = json!({"tool": "usage_costs", "arguments": {"days": 30}});
    let done = ada.post(routes::TOOLS_EXECUTE, &call).await?;
    let done: ToolCompleted = done.read(StatusCode::OK)?;
    same(
        "success",
        (done.success, done.tool_name.as_str()),
        (true, "usage_costs"),
    )?;
    of_these_books(&done.result)?;
    let (first, second) = (feed.next().await?, feed.next().await?);
    let (Some(first), Some(second)) = (first, second) else {
        return Err("the stream ended".into());
    };
    match (first.envelope.event, second.envelope.event) {
        (Event::ToolExecuting(begun), Event::ToolCompleted(ended)) => {
            same("executing", &begun.execution_id, &done.execution_id)?;
            same("parameters", &begun.parameters, &call["arguments"])?;
            same("completed", &ended, &done)?;
        }
        (one, two) => return Err(format!("`{}`, `{}`", one.name(), two.name()).into()),
    }

    let server = listed(&ada, routes::MCP_SERVERS, "servers").await?;
    let server = server.first().map(|it| it["name"].clone());
    let over_mcp = json!({"server": server, "tool": "usage_costs", "arguments": {"days": 30}});
    let replied = ada.post(routes::MCP_TOOLS_CALL, &over_mcp).await?.json()?;
    same("an error over MCP", &replied["is_error"], false)?;
    of_these_books(&replied["content"])?;
    let unknown = json!({"tool": "rm", "arguments": {}});
    let unknown = ada.post(routes::TOOLS_EXECUTE, &unknown).await?;
    unknown.refusal(ErrorCode::NotFound)?;
    let stranger = platform.ask(Question::post(routes::TOOLS_EXECUTE, &call));
    stranger.await?.refusal(ErrorCode::Unauthenticated)?;
    Ok(format!(
        "{} tools with schemas; `usage_costs` ran on the user's books in {} ms, executing and completed streamed as answered; the same over MCP; unknown 404",
        tools.len(),
        done.duration_ms
    ))
}

/// Demands that a tool looked at the user's own rows.
fn of_these_books(result: &Value) -> Outcome {
    let result = result.to_string();
    let is_so = MODELS.iter().all(|model| result.contains(model));
    demand(is_so, || format!("not of these books: {result}"))
}
