//! Tools, as users call them themselves.

use crate::Backend;
use crate::caller::Caller;
use crate::tool_work::tools_of;
use axum::Json;
use axum::extract::State;
use events::ToolCompleted;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::names::routes;
use futures_util::future::join;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use tools::ToolDescription;
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// Tools.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToolList {
    tools: Vec<ToolView>,
}

/// A tool.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToolView {
    name: String,
    description: String,
    /// The form of its arguments, as JSON Schema.
    #[schema(value_type = Object)]
    parameters: Value,
}

/// A tool that is to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCall {
    tool: String,
    /// In the form that the tool tells.
    #[serde(default)]
    #[schema(value_type = Object)]
    arguments: Map<String, Value>,
}

fn view(tool: &ToolDescription) -> ToolView {
    ToolView {
        name: tool.name.clone(),
        description: tool.purpose.clone(),
        parameters: tool.arguments.clone(),
    }
}

/// Lists the tools that the user may call.
#[utoipa::path(get, path = routes::TOOLS, tag = "tools", responses(
    (status = 200, body = ToolList), (status = 401), (status = 403)))]
pub(crate) async fn list(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
) -> Result<Json<ToolList>, Failure> {
    caller.demand(Permission::Read)?;
    let registry = backend.runs.tools.registry();
    let tools = registry
        .descriptions()
        .filter(|tool| caller.user.permissions.allow(tool.needs));
    Ok(Json(ToolList {
        tools: tools.map(view).collect(),
    }))
}

/// Calls a tool. The answer is what streams are told of its end, be it that the tool failed.
#[utoipa::path(post, path = routes::TOOLS_EXECUTE, tag = "tools", request_body = NewCall, responses(
    (status = 200, body = ToolCompleted), (status = 400), (status = 401), (status = 403), (status = 404),
    (status = 429, description = "the user has as many calls as may be")))]
pub(crate) async fn execute(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<NewCall>,
) -> Result<Json<ToolCompleted>, Failure> {
    let (tools, told) = tools_of(&backend, &caller).await?;
    let arguments = Value::Object(asked.arguments);
    let call = async move { tools.call(&asked.tool, arguments).await };
    let (answer, completed) = join(call, told.pass_on()).await;
    let Some(completed) = completed else {
        let error = answer.err();
        return Err(error
            .unwrap_or_else(|| AppError::internal("a call that never ended"))
            .into());
    };
    Ok(Json(completed))
}
