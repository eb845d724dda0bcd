use crate::link::Link;
use crate::{McpClient, McpError, OfferedTool};
use foundation::errors::AppError;
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tools::{OwnData, Tool, ToolDescription};

/// How long a call may take, somewhat longer than the client waits, so that it is the client that tells what went wrong.
const LIMIT: Duration = Duration::from_secs(12);

/// The tools of a server as tools of ours, named `server.tool`, for users who have the permission. The server sees the
/// arguments and nothing of the user.
///
/// # Errors
/// When the server does not say which tools it has.
pub(crate) async fn remote_tools(
    link: &Arc<Link>,
    client: &McpClient,
) -> Result<Vec<Arc<dyn Tool>>, McpError> {
    let mut names = HashSet::new();
    let offered = client.tools().await?.into_iter();
    // Which of two of one name is called must not depend on chance.
    let offered = offered.filter(|tool| names.insert(tool.name.clone()));
    let tool = |offered: OfferedTool| -> Arc<dyn Tool> {
        Arc::new(RemoteTool {
            link: link.clone(),
            description: ToolDescription {
                name: format!("{}.{}", link.server.name, offered.name),
                purpose: offered.description,
                needs: link.server.needs,
                limit: LIMIT,
                arguments: offered.arguments,
            },
            name: offered.name,
        })
    };
    Ok(offered.map(tool).collect())
}

#[derive(Debug)]
struct RemoteTool {
    link: Arc<Link>,
    description: ToolDescription,
    name: String,
}

impl Tool for RemoteTool {
    fn description(&self) -> &ToolDescription {
        &self.description
    }

    fn call<'a>(
        &'a self,
        _: &'a OwnData,
        arguments: Value,
    ) -> BoxFuture<'a, Result<Value, AppError>> {
        Box::pin(async move { Ok(self.link.call(&self.name, &arguments).await?) })
    }
}
