use super::Transport;
use crate::{McpError, McpServer, wire};
use futures_util::future::BoxFuture;
use serde_json::Value;

/// To a server in this process: the same messages, over no line at all.
#[derive(Debug)]
pub struct DirectTransport(McpServer);

impl DirectTransport {
    /// To this server, which ends with the transport.
    #[must_use]
    pub fn to(server: McpServer) -> Self {
        Self(server)
    }
}

impl Transport for DirectTransport {
    fn ask(&self, id: u64, question: Value) -> BoxFuture<'_, Result<Value, McpError>> {
        Box::pin(async move {
            let reply = self.0.reply_to(question.to_string().as_bytes()).await;
            let reply = reply.ok_or(McpError::Form)?.to_string();
            wire::answer_to(id, reply.as_bytes())?.ok_or(McpError::Form)
        })
    }

    fn tell(&self, notification: Value) -> BoxFuture<'_, Result<(), McpError>> {
        Box::pin(async move {
            self.0.reply_to(notification.to_string().as_bytes()).await;
            Ok(())
        })
    }
}
