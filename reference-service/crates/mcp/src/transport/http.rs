use super::{MOST_BYTES, Transport};
use crate::{McpError, wire};
use foundation::secret::SecretToken;
use futures_util::future::BoxFuture;
use http::{Uri, header};
use outbound::{ClientLimits, HttpAnswer, HttpClient};
use serde_json::Value;
use std::time::Duration;

/// A message to a request. Servers that remember who asked between requests are not served: nothing here is remembered.
#[derive(Debug)]
pub struct HttpTransport {
    http: HttpClient,
    uri: Uri,
    token: Option<SecretToken>,
}

const LIMITS: ClientLimits = ClientLimits {
    connect: Duration::from_secs(2),
    total: Duration::from_secs(10),
    answer: MOST_BYTES,
    idle_connections: 2,
};

impl HttpTransport {
    /// To the server at `uri`, which knows us by `token` if it wants to.
    #[must_use]
    pub fn new(uri: Uri, token: Option<SecretToken>) -> Self {
        Self {
            http: HttpClient::new(LIMITS),
            uri,
            token,
        }
    }

    async fn send(&self, message: &Value) -> Result<HttpAnswer, McpError> {
        let bearer = self
            .token
            .as_ref()
            .map(|it| format!("Bearer {}", it.expose()));
        let mut headers = vec![
            (
                header::ACCEPT.as_str(),
                "application/json, text/event-stream",
            ),
            ("mcp-protocol-version", wire::PROTOCOL),
        ];
        if let Some(bearer) = &bearer {
            headers.push((header::AUTHORIZATION.as_str(), bearer));
        }
        let answer = self.http.post_json(&self.uri, &headers, message).await?;
        if answer.status.is_success() {
            Ok(answer)
        } else {
            Err(McpError::Status(answer.status.as_u16()))
        }
    }
}

impl Transport for HttpTransport {
    fn ask(&self, id: u64, question: Value) -> BoxFuture<'_, Result<Value, McpError>> {
        Box::pin(async move {
            let answer = self.send(&question).await?;
            for message in messages(&answer.body) {
                if let Some(answer) = wire::answer_to(id, message)? {
                    return Ok(answer);
                }
            }
            Err(McpError::Form)
        })
    }

    fn tell(&self, notification: Value) -> BoxFuture<'_, Result<(), McpError>> {
        Box::pin(async move { self.send(&notification).await.map(|_| ()) })
    }
}

/// The messages of an answer: one in plain JSON, or those of a stream of events.
fn messages(body: &[u8]) -> Vec<&[u8]> {
    if body.trim_ascii_start().starts_with(b"{") {
        return vec![body];
    }
    let lines = body.split(|byte| *byte == b'\n');
    lines
        .filter_map(|line| line.strip_prefix(b"data:"))
        .collect()
}
