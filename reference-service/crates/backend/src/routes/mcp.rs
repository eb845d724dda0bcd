//! Servers of tools, asked in their own protocol. Ours is among them: it offers the tools of the user who asks, those of
//! other servers included, so that all are called with the same permissions and told in the same way.

use crate::Backend;
use crate::caller::Caller;
use crate::tool_work::{ToolTold, tools_of};
use axum::Json;
use axum::extract::State;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::names::routes;
use futures_util::future::join;
use mcp::{
    DirectTransport, McpClient, McpServer, PLATFORM, PROTOCOL, ServerStanding, TransportKind,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::iter::once;
use std::sync::Arc;
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// Servers of tools.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServerList {
    servers: Vec<ServerView>,
}

/// A server of tools.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServerView {
    name: String,
    /// `in_process`, `stdio` or `http`.
    #[schema(value_type = String)]
    transport: TransportKind,
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
    name: String,
    #[schema(value_type = String)]
    transport: TransportKind,
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

/// The server in this process as the user who asks has it.
async fn platform_of(
    backend: &Arc<Backend>,
    caller: &Caller,
) -> Result<(McpClient, ToolTold), AppError> {
    let (tools, told) = tools_of(backend, caller).await?;
    let client = McpClient::connect(DirectTransport::to(McpServer::new(tools))).await?;
    Ok((client, told))
}

/// All servers, the one in this process first.
async fn standings(
    backend: &Backend,
    platform: &McpClient,
) -> impl Iterator<Item = ServerStanding> + use<> {
    let (platform, others) = join(platform.ping(), backend.tool_servers.standings()).await;
    let platform = ServerStanding {
        name: PLATFORM.to_owned(),
        transport: TransportKind::InProcess,
        is_ready: platform.is_ok(),
    };
    once(platform).chain(others)
}

/// Lists the servers and how each stands.
#[utoipa::path(get, path = routes::MCP_SERVERS, tag = "mcp", responses(
    (status = 200, body = ServerList), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn servers(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<ServerList>, Failure> {
    let (platform, _told) = platform_of(&backend, &caller).await?;
    let tools = platform.tools().await?;
    let count = |server: &str| {
        let of_server = tools
            .iter()
            .filter(|tool| backend.tool_servers.owner(&tool.name).0 == server);
        of_server.count()
    };
    let views = standings(&backend, &platform).await;
    let views = views.map(|standing| ServerView {
        tools: count(&standing.name),
        name: standing.name,
        transport: standing.transport,
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

/// Lists the tools of all servers that the user may call.
#[utoipa::path(get, path = routes::MCP_TOOLS, tag = "mcp", responses(
    (status = 200, body = OfferedTools), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn tools(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<OfferedTools>, Failure> {
    let (platform, _told) = platform_of(&backend, &caller).await?;
    let tools = platform.tools().await?.into_iter().map(|tool| {
        let (server, name) = backend.tool_servers.owner(&tool.name);
        OfferedView {
            server: server.to_owned(),
            name: name.to_owned(),
            description: tool.description,
            parameters: tool.arguments,
        }
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
    let (platform, told) = platform_of(&backend, &caller).await?;
    let AddressedCall {
        server,
        tool,
        arguments,
    } = asked;
    let answer = async {
        // The server ends with the answer, and with it what is told of its tools.
        let platform = platform;
        let offered = platform.tools().await?.into_iter().map(|it| it.name);
        let wanted = (server.as_str(), tool.as_str());
        let name = offered
            .into_iter()
            .find(|name| backend.tool_servers.owner(name) == wanted)
            .ok_or(AppError::NotFound)?;
        Ok::<_, AppError>(platform.reply(&name, &Value::Object(arguments)).await?)
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
pub(crate) async fn config(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<McpConfig>, Failure> {
    caller.demand(Permission::Read)?;
    let platform = (PLATFORM, TransportKind::InProcess);
    let servers = once(platform).chain(backend.tool_servers.names());
    let servers = servers.map(|(name, transport)| McpServerConfig {
        name: name.to_owned(),
        transport,
    });
    Ok(Json(McpConfig {
        protocol: PROTOCOL,
        servers: servers.collect(),
    }))
}

/// Tells whether the servers of tools answer.
#[utoipa::path(get, path = routes::MCP_STATUS, tag = "mcp", responses(
    (status = 200, body = McpStatus), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn status(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<McpStatus>, Failure> {
    let (platform, _told) = platform_of(&backend, &caller).await?;
    let standings: Vec<ServerStanding> = standings(&backend, &platform).await.collect();
    let ready = standings.iter().filter(|it| it.is_ready).count();
    let all = standings.len();
    Ok(Json(McpStatus {
        status: if ready == all { "healthy" } else { "degraded" },
        servers: all,
        ready,
    }))
}
