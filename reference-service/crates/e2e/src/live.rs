use crate::platform::PATIENCE;
use crate::{Outcome, Platform};
use events::{Envelope, ErrorNotice, Event, Pong, SystemMessage, ThreadUpdate, UserMessage};
use foundation::clock::Clock;
use foundation::names::routes;
use foundation::retry::within;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// A live connection. Dropping it breaks the line without a goodbye.
#[derive(Debug)]
pub struct Live {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    clock: Arc<dyn Clock>,
    /// What the backend said first.
    pub welcome: SystemMessage,
    /// The subprotocol that was agreed on.
    pub agreed: Option<String>,
    /// From the first byte to the welcome.
    pub took: Duration,
    /// The last event of those that have a place among others.
    pub last_sequence: Option<u64>,
}

/// There is no connection; the status with which that was told before the protocol changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused(pub u16);

impl Live {
    /// Connects with these headers, up to the welcome.
    ///
    /// # Errors
    /// When there is no answer, or the first message is no welcome.
    pub async fn open(
        platform: &Platform,
        query: &str,
        headers: &[(&'static str, String)],
    ) -> Outcome<Result<Self, Refused>> {
        let begun = platform.now();
        let url = platform.live_url(&format!("{}{query}", routes::WEBSOCKET));
        let mut request = url.into_client_request()?;
        for (name, value) in headers {
            request
                .headers_mut()
                .insert(*name, HeaderValue::from_str(value)?);
        }
        // What is said leaves at once.
        let connected = connect_async_with_config(request, None, true);
        let (mut socket, answer) = match within(PATIENCE, connected).await? {
            Ok(connected) => connected,
            Err(Error::Http(answer)) => return Ok(Err(Refused(answer.status().as_u16()))),
            Err(error) => return Err(error.into()),
        };
        let agreed = answer.headers().get("sec-websocket-protocol");
        let agreed = agreed.and_then(|it| it.to_str().ok()).map(str::to_owned);
        let Event::SystemMessage(welcome) = heard(&mut socket).await?.event else {
            return Err("the first message is no welcome".into());
        };
        Ok(Ok(Self {
            socket,
            clock: platform.clock(),
            welcome,
            agreed,
            took: platform.now().saturating_sub(begun),
            last_sequence: None,
        }))
    }

    /// The next thing that the backend says.
    ///
    /// # Errors
    /// When it says nothing for too long, or nothing that is an event.
    pub async fn hear(&mut self) -> Outcome<Envelope> {
        let envelope = heard(&mut self.socket).await?;
        self.last_sequence = envelope.sequence.or(self.last_sequence);
        Ok(envelope)
    }

    /// Says something.
    ///
    /// # Errors
    /// When there is nobody at the other end.
    pub async fn say(&mut self, message: &Value) -> Outcome {
        self.say_text(message.to_string()).await
    }

    pub(crate) async fn say_text(&mut self, text: String) -> Outcome {
        Ok(within(PATIENCE, self.socket.send(Message::text(text))).await??)
    }

    pub(crate) async fn say_bytes(&mut self, bytes: Vec<u8>) -> Outcome {
        Ok(within(PATIENCE, self.socket.send(Message::binary(bytes))).await??)
    }

    /// Says something and waits for what is said in reply to it by its `id`; what else is said meanwhile is passed over.
    ///
    /// # Errors
    /// When there is no reply.
    pub async fn ask(&mut self, message: &Value) -> Outcome<Envelope> {
        self.say(message).await?;
        let id = message["id"].as_str();
        loop {
            let envelope = self.hear().await?;
            if reply_to(&envelope.event) == id {
                return Ok(envelope);
            }
        }
    }

    /// Asks whether anybody is there; what took how long.
    pub(crate) async fn ping(&mut self, id: &str) -> Outcome<Duration> {
        let begun = self.clock.running_for();
        let answer = self.ask(&json!({"type": "ping", "id": id})).await?;
        match answer.event {
            Event::Pong(_) => Ok(self.clock.running_for().saturating_sub(begun)),
            other => Err(format!("a ping was answered by `{}`", other.name()).into()),
        }
    }

    /// The query with which this connection is had back.
    pub(crate) fn resumption(&self) -> String {
        let SystemMessage {
            thread_id,
            connection_id,
            ..
        } = &self.welcome;
        let last = self.last_sequence.map(|it| format!("&last_sequence={it}"));
        let last = last.unwrap_or_default();
        format!("?thread_id={thread_id}&connection_id={connection_id}{last}")
    }

    /// Says goodbye, and waits until the backend has let go of the connection as well.
    pub(crate) async fn leave(mut self) -> Outcome {
        within(PATIENCE, self.socket.close(None)).await??;
        while let Some(Ok(_)) = within(PATIENCE, self.socket.next()).await? {}
        Ok(())
    }
}

async fn heard(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>) -> Outcome<Envelope> {
    loop {
        let message = within(PATIENCE, socket.next()).await?;
        match message.ok_or("the connection is over")?? {
            Message::Text(text) => return Ok(serde_json::from_str(&text)?),
            Message::Ping(_) | Message::Pong(_) => {}
            other => return Err(format!("no text, but {other:?}").into()),
        }
    }
}

/// To what an event replies.
pub(crate) fn reply_to(event: &Event) -> Option<&str> {
    match event {
        Event::UserMessage(UserMessage { reply_to, .. })
        | Event::ThreadUpdate(ThreadUpdate { reply_to, .. })
        | Event::Pong(Pong { reply_to, .. })
        | Event::Error(ErrorNotice { reply_to, .. }) => reply_to.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deployment, Pace};
    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn what_is_reached_by_tls_is_reached_by_tls_on_live_connections_too() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("https://{}/", listener.local_addr().unwrap());
        let platform = Platform::new(&base, &base, Pace::Judged, Arc::new(Deployment));
        let heard = async {
            let (mut socket, _) = listener.accept().await.unwrap();
            socket.read_u8().await.unwrap()
        };
        let (live, first) = tokio::join!(Live::open(&platform, "", &[]), heard);
        assert!(live.is_err());
        assert_eq!(first, 0x16, "the beginning of a handshake");
    }
}
