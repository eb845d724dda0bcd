use axum::extract::ws::{CloseFrame, Message, WebSocket};
use websocket::{CloseReason, Gone, Received, Transport};

/// A WebSocket as live connections use it.
pub(crate) struct Socket(pub(crate) WebSocket);

impl Transport for Socket {
    async fn send(&mut self, text: &str) -> Result<(), Gone> {
        self.0.send(Message::text(text)).await.map_err(|_| Gone)
    }

    async fn receive(&mut self) -> Received {
        match self.0.recv().await {
            Some(Ok(Message::Text(text))) => Received::Text(text.to_string()),
            Some(Ok(Message::Binary(_))) => Received::Other,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Received::Sign,
            Some(Ok(Message::Close(_))) => Received::Goodbye,
            Some(Err(_)) | None => Received::Broken,
        }
    }

    async fn close(&mut self, reason: CloseReason) {
        let frame = CloseFrame {
            code: reason.code(),
            reason: "".into(),
        };
        if self.0.send(Message::Close(Some(frame))).await.is_err() {
            tracing::debug!("the client left before we said goodbye");
        }
    }
}
