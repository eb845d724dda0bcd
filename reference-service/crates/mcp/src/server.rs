use crate::McpError;
use crate::transport::{read_line, write_line};
use crate::wire::{self, Call, Refusal};
use foundation::errors::AppError;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tools::{ToolDescription, ToolDispatcher};

/// Offers the tools of one user to whoever is at the other end of the line.
///
/// Tools are called through the user's dispatcher, so that what the user may not do, nobody may do for them here.
#[derive(Debug)]
pub struct McpServer {
    tools: ToolDispatcher,
}

#[derive(Debug, Deserialize)]
struct ToolCall {
    name: String,
    #[serde(default)]
    arguments: Value,
}

impl McpServer {
    /// A server of these tools.
    #[must_use]
    pub fn new(tools: ToolDispatcher) -> Self {
        Self { tools }
    }

    /// Answers line by line until the other end hangs up.
    ///
    /// # Errors
    /// When the line fails, or a message is too long.
    pub async fn serve(
        &self,
        reader: impl AsyncRead + Unpin,
        mut writer: impl AsyncWrite + Unpin,
    ) -> Result<(), McpError> {
        let (mut reader, mut read) = (BufReader::new(reader), Vec::new());
        while let Some(message) = read_line(&mut reader, &mut read).await? {
            if let Some(reply) = self.reply_to(&message).await {
                write_line(&mut writer, &reply).await?;
            }
        }
        Ok(())
    }

    /// The reply to a message; `None` to a notification, which has none.
    pub async fn reply_to(&self, message: &[u8]) -> Option<Value> {
        let call = serde_json::from_slice::<Call>(message).ok();
        let Some(call) = call.filter(Call::is_known) else {
            let refusal = refused(wire::NOT_A_REQUEST, "this is not a request of JSON-RPC 2.0");
            return Some(wire::reply(&Value::Null, Err(refusal)));
        };
        let id = call.id.as_ref()?;
        Some(wire::reply(id, self.answer(&call).await))
    }

    async fn answer(&self, call: &Call) -> Result<Value, Refusal> {
        match call.method.as_str() {
            wire::INITIALIZE => Ok(json!({
                "protocolVersion": wire::PROTOCOL,
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "platform-tools", "version": env!("CARGO_PKG_VERSION")},
            })),
            wire::PING => Ok(json!({})),
            wire::LIST => {
                let tools: Vec<Value> = self.tools.tools().map(offered).collect();
                Ok(json!({"tools": tools}))
            }
            wire::CALL => self.call(call.params.clone()).await,
            _ => Err(refused(wire::NO_SUCH_METHOD, "there is no such method")),
        }
    }

    async fn call(&self, params: Value) -> Result<Value, Refusal> {
        let call: ToolCall = serde_json::from_value(params)
            .map_err(|_| refused(wire::WRONG_ARGUMENTS, "a call has `name` and `arguments`"))?;
        match self.tools.call(&call.name, call.arguments).await {
            Ok(answer) => Ok(json!({
                "content": [{"type": "text", "text": answer.to_string()}],
                "structuredContent": {"answer": answer},
                "isError": false,
            })),
            // What the user may not call is not there for the other end, as it is not in the list.
            Err(AppError::NotFound | AppError::Forbidden) => {
                Err(refused(wire::WRONG_ARGUMENTS, "there is no such tool"))
            }
            Err(error) => Ok(json!({
                "content": [{"type": "text", "text": error.to_string()}],
                "structuredContent": {"error": error.body(None)},
                "isError": true,
            })),
        }
    }
}

fn offered(tool: &ToolDescription) -> Value {
    json!({"name": tool.name, "description": tool.purpose, "inputSchema": tool.arguments})
}

fn refused(code: i64, message: &str) -> Refusal {
    let message = message.to_owned();
    Refusal { code, message }
}
