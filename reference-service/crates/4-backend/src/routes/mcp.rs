//! Servers of tools, asked in their own protocol. Ours is among them: it offers the tools of the user who asks.

use crate::Backend;
use crate::caller::Caller;
use crate::tool_work::{ToolTold, tools_of};
use axum::Json;
use axum::extract::State;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::names::routes;
use futures_util::future::join;
use mcp::{DirectTransport, McpClient, McpServer, McpServers, OfferedTool, PROTOCOL};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// Our name for the server in this process.
const PLATFORM: &str = "platform";

/// How it is reached.
const IN_PROCESS: &str = "in_process";

/// Servers of tools.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServerList {
    servers: Vec<ServerView>,
}

/// A server of tools.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServerView {
    name: String,
    /// `in_process`.
    transport: &'static str,
    /// `ready` or `unavailable`.
    status: &'static str,
    /// How many tools it offers.
    tools: usize,
}

/// The tools of all servers that answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferedTools {
    tools: Vec<OfferedView>,
}

/// A tool of a server.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferedView {
    server: String,
    name: String,
    description: String,
    /// The form of its arguments, as JSON Schema.
    #[schema(value_type = Object)]
    parameters: Value,
}

/// A tool of a server that is to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressedCall {
    server: String,
    tool: String,
    /// In the form that the tool tells.
    #[serde(default)]
    #[schema(value_type = Object)]
    arguments: Map<String, Value>,
}

/// What a server answered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReplyView {
    server: String,
    tool: String,
    /// For people and models, in parts.
    #[schema(value_type = Vec<Object>)]
    content: Vec<Value>,
    /// For programs.
    #[schema(value_type = Option<Object>)]
    structured: Option<Value>,
    /// Whether the tool failed.
    is_error: bool,
}

/// How servers of tools are asked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct McpConfig {
    /// The version of the protocol.
    protocol: &'static str,
    servers: Vec<McpServerConfig>,
}

/// Where a server is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct McpServerConfig {
    name: &'static str,
    transport: &'static str,
}

/// Whether the servers of tools answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct McpStatus {
    /// `healthy` if all of them do, `degraded` otherwise.
    status: &'static str,
    servers: usize,
    /// How many of them answer.
    ready: usize,
}

/// The servers as the user who asks has them.
async fn servers_of(
    backend: &Arc<Backend>,
    caller: &Caller,
) -> Result<(McpServers, ToolTold), AppError> {
    let (tools, told) = tools_of(backend, caller).await?;
    let client = McpClient::connect(DirectTransport::to(McpServer::new(tools))).await?;
    Ok((McpServers::default().with(PLATFORM, client), told))
}

/// Lists the servers and how each stands.
#[utoipa::path(get, path = routes::MCP_SERVERS, tag = "mcp", responses(
    (status = 200, body = ServerList), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn servers(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<ServerList>, Failure> {
    let (servers, _told) = servers_of(&backend, &caller).await?;
    let tools = servers.tools().await;
    let count = |name: &str| {
        let found = tools.iter().find(|(server, _)| server == name);
        found
            .and_then(|(_, tools)| tools.as_ref().ok())
            .map_or(0, Vec::len)
    };
    let standings = servers.standings().await.into_iter();
    let views = standings.map(|standing| ServerView {
        tools: count(&standing.name),
        name: standing.name,
        transport: IN_PROCESS,
        status: if standing.is_ready {
            "ready"
        } else {
            "unavailable"
        },
    });
    Ok(Json(ServerList {
        servers: views.collect(),
    }))
}

/// Lists the tools of all servers that answer.
#[utoipa::path(get, path = routes::MCP_TOOLS, tag = "mcp", responses(
    (status = 200, body = OfferedTools), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn tools(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<OfferedTools>, Failure> {
    let (servers, _told) = servers_of(&backend, &caller).await?;
    let offered = servers.tools().await.into_iter();
    let tools = offered.flat_map(|(server, tools)| {
        let view = move |tool: OfferedTool| OfferedView {
            server: server.clone(),
            name: tool.name,
            description: tool.description,
            parameters: tool.arguments,
        };
        tools.unwrap_or_default().into_iter().map(view)
    });
    Ok(Json(OfferedTools {
        tools: tools.collect(),
    }))
}

/// Calls a tool of a server.
#[utoipa::path(post, path = routes::MCP_TOOLS_CALL, tag = "mcp", request_body = AddressedCall, responses(
    (status = 200, body = ReplyView), (status = 400), (status = 401), (status = 403),
    (status = 404, description = "there is no such server, or it has no such tool"), (status = 429)))]
pub(crate) async fn call(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<AddressedCall>,
) -> Result<Json<ReplyView>, Failure> {
    let (servers, told) = servers_of(&backend, &caller).await?;
    let AddressedCall {
        server,
        tool,
        arguments,
    } = asked;
    let answer = async {
        // The servers end with the answer, and with them what is told of their tools.
        let servers = servers;
        let client = servers.get(&server).ok_or(AppError::NotFound)?;
        let offered = client.tools().await?;
        if !offered.iter().any(|offered| offered.name == tool) {
            return Err(AppError::NotFound);
        }
        Ok(client.reply(&tool, &Value::Object(arguments)).await?)
    };
    let (reply, _) = join(answer, told.pass_on()).await;
    let reply = reply?;
    Ok(Json(ReplyView {
        server,
        tool,
        content: reply.content,
        structured: reply.structured,
        is_error: reply.is_error,
    }))
}

/// Tells how servers of tools are asked.
#[utoipa::path(get, path = routes::MCP_CONFIG, tag = "mcp", responses(
    (status = 200, body = McpConfig), (status = 401), (status = 403)))]
pub(crate) async fn config(caller: Caller) -> Result<Json<McpConfig>, Failure> {
    caller.demand(Permission::Read)?;
    Ok(Json(McpConfig {
        protocol: PROTOCOL,
        servers: vec![McpServerConfig {
            name: PLATFORM,
            transport: IN_PROCESS,
        }],
    }))
}

/// Tells whether the servers of tools answer.
#[utoipa::path(get, path = routes::MCP_STATUS, tag = "mcp", responses(
    (status = 200, body = McpStatus), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn status(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<McpStatus>, Failure> {
    let (servers, _told) = servers_of(&backend, &caller).await?;
    let standings = servers.standings().await;
    let ready = standings.iter().filter(|it| it.is_ready).count();
    let all = standings.len();
    Ok(Json(McpStatus {
        status: if ready == all { "healthy" } else { "degraded" },
        servers: all,
        ready,
    }))
}
