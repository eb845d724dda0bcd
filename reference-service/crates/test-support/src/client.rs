use crate::Outcome;
use foundation::errors::ErrorBody;
use foundation::ids::RequestId;
use foundation::names::headers;
use foundation::tasks;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{HeaderMap, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// A question to a service.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// `GET` if empty.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body, if there is one.
    pub body: Option<Vec<u8>>,
}

/// What a service answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Question {
    /// Asks for what is at `path`.
    #[must_use]
    pub fn get(path: &str) -> Self {
        Self::of("GET", path)
    }

    /// Asks in a way of one's own.
    #[must_use]
    pub fn of(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            ..Self::default()
        }
    }

    /// Sends JSON to `path`.
    #[must_use]
    pub fn post(path: &str, json: &Value) -> Self {
        let body = Some(json.to_string().into_bytes());
        Self {
            body,
            ..Self::of("POST", path)
        }
        .with("content-type", "application/json")
    }

    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Errors
    /// When it is none.
    pub fn json(&self) -> Outcome<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// A text of the body, at the top of it.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn text(&self, name: &str) -> Outcome<String> {
        let json = self.json()?;
        let text = json[name].as_str();
        let text = text.ok_or_else(|| format!("no text `{name}`, status {}", self.status));
        Ok(text?.to_owned())
    }

    /// The id that the answer has in its header.
    ///
    /// # Errors
    /// When it has none.
    pub fn request_id(&self) -> Outcome<RequestId> {
        let header = self.headers.get(headers::REQUEST_ID);
        let header = header.ok_or("no id of the request")?;
        Ok(header.to_str()?.parse()?)
    }

    /// The error that the answer is, after a look at whether it has the one shape: status, media type and id agree.
    ///
    /// # Errors
    /// When it has another shape.
    pub fn error(&self) -> Outcome<ErrorBody> {
        let error: ErrorBody = serde_json::from_slice(&self.body)?;
        if error.code.status() != self.status {
            return Err(format!("{:?} with status {}", error.code, self.status).into());
        }
        if error.request_id != Some(self.request_id()?) {
            return Err("body and header name different requests".into());
        }
        if self
            .headers
            .get(header::CONTENT_TYPE)
            .is_none_or(|it| it != "application/json")
        {
            return Err("an error is JSON".into());
        }
        Ok(error)
    }
}

/// Asks over a connection of its own.
///
/// # Errors
/// When there is no answer.
pub async fn ask(address: SocketAddr, question: Question) -> Outcome<Answer> {
    let mut request = Request::builder()
        .method(question.method.as_str())
        .uri(question.path)
        .header(header::HOST, address.to_string());
    for (name, value) in question.headers {
        request = request.header(name, value);
    }
    let body = Full::<Bytes>::from(question.body.unwrap_or_default());
    let request = request.body(body)?;

    let stream = TokioIo::new(TcpStream::connect(address).await?);
    let (mut sender, connection) = http1::handshake(stream).await?;
    let connection = tasks::spawn(connection);
    let (parts, body) = sender.send_request(request).await?.into_parts();
    let body = body.collect().await?.to_bytes().to_vec();

    drop(sender);
    connection.await??;
    Ok(Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    })
}

/// All operations that a service describes: path, method, and what is said of it.
///
/// # Errors
/// When it is no description, two have one id, or one does not say what it does.
pub fn operations(document: &Value) -> Outcome<Vec<(&str, &str, &Value)>> {
    let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
    for (path, methods) in document["paths"].as_object().ok_or("no paths")? {
        for (method, operation) in methods.as_object().ok_or("no methods")? {
            let id = operation["operationId"].as_str();
            let id = id.ok_or_else(|| format!("{method} {path} has no id"))?;
            if !ids.insert(id) || !operation["summary"].is_string() {
                return Err(format!("`{id}` is there twice, or says nothing of itself").into());
            }
            found.push((path.as_str(), method.as_str(), operation));
        }
    }
    Ok(found)
}
