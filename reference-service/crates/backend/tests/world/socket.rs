//! The client's end of a live connection.

use super::{PATIENCE, Person, World};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use foundation::names::{events as names, routes, tokens};
use foundation::retry::within;
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use test_support::Outcome;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub(crate) struct Client(pub(crate) WebSocketStream<MaybeTlsStream<TcpStream>>);

pub(crate) enum Shown<'a> {
    Nothing,
    Header(&'a str),
    Subprotocol(&'a str),
}

/// Connects, or the status of the refusal. The second is the subprotocol that was agreed on.
pub(crate) async fn connect(
    world: &World,
    query: &str,
    shown: Shown<'_>,
) -> Outcome<Result<(Client, Option<String>), u16>> {
    let url = format!("ws://{}{}{query}", world.backend.address, routes::WEBSOCKET);
    let mut request = url.into_client_request()?;
    let headers = request.headers_mut();
    match shown {
        Shown::Nothing => None,
        Shown::Header(token) => headers.insert(
            "authorization",
            HeaderValue::from_str(&format!("Bearer {token}"))?,
        ),
        Shown::Subprotocol(token) => {
            let token = URL_SAFE_NO_PAD.encode(token);
            let prefix = tokens::JWT_SUBPROTOCOL_PREFIX;
            let offered = format!("{}, {prefix}{token}", tokens::JWT_SUBPROTOCOL);
            headers.insert("sec-websocket-protocol", HeaderValue::from_str(&offered)?)
        }
    };
    match within(PATIENCE, connect_async(request)).await? {
        Ok((stream, answer)) => {
            let agreed = answer.headers().get("sec-websocket-protocol");
            let agreed = agreed.and_then(|it| it.to_str().ok()).map(str::to_owned);
            Ok(Ok((Client(stream), agreed)))
        }
        Err(Error::Http(answer)) => Ok(Err(answer.status().as_u16())),
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn welcomed(
    world: &World,
    person: &Person,
    query: &str,
) -> Outcome<(Client, Value)> {
    let connected = connect(world, query, Shown::Header(&person.token)).await?;
    let (mut client, _) = connected.map_err(|status| format!("refused with {status}"))?;
    let welcome = client.hear().await?;
    assert_eq!(welcome["type"], names::SYSTEM_MESSAGE);
    assert_eq!(welcome["data"]["connection_ready"], true);
    Ok((client, welcome["data"].clone()))
}

impl Client {
    pub(crate) async fn hear(&mut self) -> Outcome<Value> {
        match within(PATIENCE, self.0.next()).await?.ok_or("over")?? {
            Message::Text(text) => Ok(serde_json::from_str(&text)?),
            other => Err(format!("no text: {other:?}").into()),
        }
    }

    pub(crate) async fn say(&mut self, message: &Value) -> Outcome {
        Ok(self.0.send(Message::text(message.to_string())).await?)
    }

    pub(crate) async fn ask(&mut self, message: Value) -> Outcome<Value> {
        self.say(&message).await?;
        self.hear().await
    }

    /// Everything up to and with an event of this type.
    pub(crate) async fn hear_until(&mut self, last: &str) -> Outcome<Vec<Value>> {
        let mut heard = Vec::new();
        while heard
            .last()
            .is_none_or(|event: &Value| event["type"] != last)
        {
            heard.push(self.hear().await?);
        }
        Ok(heard)
    }

    /// Everything up to the end of the connection.
    pub(crate) async fn hear_end(&mut self) -> Outcome {
        while let Some(Ok(heard)) = within(PATIENCE, self.0.next()).await? {
            if heard.is_close() {
                break;
            }
        }
        Ok(())
    }
}
