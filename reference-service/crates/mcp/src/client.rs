use crate::McpError;
use crate::transport::Transport;
use crate::wire::{self, Call};
use foundation::retry::within;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many pages of tools are read: a server that always has one more would otherwise be read for ever.
const MOST_PAGES: usize = 100;

/// Asks one server of tools.
#[derive(Debug)]
pub struct McpClient {
    transport: Box<dyn Transport>,
    asked: AtomicU64,
    server: ServerInfo,
}

#[derive(Debug, Deserialize)]
struct Welcome {
    #[serde(rename = "protocolVersion")]
    protocol: String,
    #[serde(rename = "serverInfo")]
    server: ServerInfo,
}

#[derive(Debug, Default, Deserialize)]
struct ServerInfo {
    name: String,
    version: String,
}

/// A tool that a server offers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OfferedTool {
    /// Under which name it is called there.
    pub name: String,
    /// What it does, in the words of the server.
    #[serde(default)]
    pub description: String,
    /// The form of its arguments, as JSON Schema.
    #[serde(rename = "inputSchema")]
    pub arguments: Value,
}

#[derive(Debug, Deserialize)]
struct Page {
    tools: Vec<OfferedTool>,
    #[serde(rename = "nextCursor")]
    next: Option<String>,
}

/// What a server answered to a call.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ToolReply {
    /// For people and models, in parts.
    #[serde(default)]
    pub content: Vec<Value>,
    /// For programs.
    #[serde(rename = "structuredContent")]
    pub structured: Option<Value>,
    /// Whether the tool failed.
    #[serde(default, rename = "isError")]
    pub is_error: bool,
}

impl McpClient {
    /// Makes the acquaintance of the server at the other end.
    ///
    /// # Errors
    /// When it does not answer, or speaks another version of the protocol.
    pub async fn connect(transport: impl Transport + 'static) -> Result<Self, McpError> {
        let mut client = Self {
            transport: Box::new(transport),
            asked: AtomicU64::new(0),
            server: ServerInfo::default(),
        };
        let introduction = json!({
            "protocolVersion": wire::PROTOCOL,
            "capabilities": {},
            "clientInfo": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        });
        let welcome: Welcome = client.ask(wire::INITIALIZE, introduction).await?;
        if welcome.protocol != wire::PROTOCOL {
            return Err(McpError::Form);
        }
        client.server = welcome.server;
        let initialized = Call::notification(wire::INITIALIZED, json!({}));
        let told = client.transport.tell(written(&initialized)?);
        within(PATIENCE, told).await??;
        Ok(client)
    }

    /// What the server calls itself, and its version.
    #[must_use]
    pub fn server(&self) -> (&str, &str) {
        (&self.server.name, &self.server.version)
    }

    /// Whether the server answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), McpError> {
        self.ask::<Value>(wire::PING, json!({})).await.map(|_| ())
    }

    /// Which tools the server offers.
    ///
    /// # Errors
    /// When it does not say.
    pub async fn tools(&self) -> Result<Vec<OfferedTool>, McpError> {
        let mut tools = Vec::new();
        let mut params = json!({});
        for _ in 0..MOST_PAGES {
            let page: Page = self.ask(wire::LIST, params).await?;
            tools.extend(page.tools);
            let Some(next) = page.next else {
                return Ok(tools);
            };
            params = json!({"cursor": next});
        }
        Err(McpError::Form)
    }

    /// Calls a tool of the server. The answer is what it has in a form for programs, otherwise its content.
    ///
    /// # Errors
    /// When there is no such tool, or it fails.
    pub async fn call(&self, tool: &str, arguments: &Value) -> Result<Value, McpError> {
        let called = self.reply(tool, arguments).await?;
        if called.is_error {
            let texts = called
                .content
                .iter()
                .filter_map(|part| part["text"].as_str());
            let text: Vec<&str> = texts.collect();
            return Err(McpError::Tool(text.join("\n")));
        }
        Ok(called.structured.unwrap_or(Value::Array(called.content)))
    }

    /// Calls a tool of the server; what it answered, be it that the tool failed.
    ///
    /// # Errors
    /// When there is no such tool, or the server does not answer.
    pub async fn reply(&self, tool: &str, arguments: &Value) -> Result<ToolReply, McpError> {
        let params = json!({"name": tool, "arguments": arguments});
        self.ask(wire::CALL, params).await
    }

    async fn ask<T: DeserializeOwned>(&self, method: &str, params: Value) -> Result<T, McpError> {
        let id = self.asked.fetch_add(1, Ordering::Relaxed);
        let question = Call::question(id, method, params);
        let asked = self.transport.ask(id, written(&question)?);
        let answer = within(PATIENCE, asked).await??;
        serde_json::from_value(answer).map_err(|_| McpError::Form)
    }
}

fn written(call: &Call) -> Result<Value, McpError> {
    serde_json::to_value(call).map_err(|_| McpError::Form)
}
