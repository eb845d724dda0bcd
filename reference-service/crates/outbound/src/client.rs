use crate::HttpStream;
use foundation::names::spans::STEPS;
use foundation::retry::{TimedOut, within};
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use opentelemetry::global;
use opentelemetry_http::HeaderInjector;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::error::Error;
use std::time::Duration;
use tracing::{Instrument, Span, field};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use url::form_urlencoded;

/// How much patience and memory an answer gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientLimits {
    /// To reach the other side.
    pub connect: Duration,
    /// For everything, from the question to the last byte of the answer.
    pub total: Duration,
    /// The longest answer that is read.
    pub answer: usize,
    /// How many connections are kept for the next question.
    pub idle_connections: usize,
}

/// Asks over HTTP or HTTPS. Connections are kept and used again; redirects are not followed.
#[derive(Debug, Clone)]
pub struct HttpClient {
    inner: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    limits: ClientLimits,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct HttpAnswer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

/// Why there is no answer that one could use.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The question itself cannot be written down.
    #[error("the question is not well formed")]
    Question(#[source] http::Error),
    /// The other side is not there or hangs up.
    #[error("there is no connection")]
    Connection(#[source] Box<dyn Error + Send + Sync>),
    /// The other side takes too long.
    #[error(transparent)]
    TimedOut(#[from] TimedOut),
    /// The answer is too long.
    #[error("the answer is longer than {0} bytes")]
    TooLong(usize),
    /// The answer is not in the form that was expected. The answer is not repeated: it may hold a token.
    #[error("the answer has another form, at line {line}, column {column}")]
    Form {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
}

impl HttpClient {
    /// A client with connections of its own.
    #[must_use]
    pub fn new(limits: ClientLimits) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(limits.connect));
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let inner = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(limits.idle_connections)
            .build(connector);
        Self { inner, limits }
    }

    /// Asks for what is at `uri`.
    ///
    /// # Errors
    /// When there is no answer. An answer of any status is one.
    pub async fn get(&self, uri: &Uri) -> Result<HttpAnswer, AskError> {
        let question = Request::builder().method(Method::GET).uri(uri);
        self.ask(question.body(Vec::new()).map_err(AskError::Question)?)
            .await
    }

    /// Sends fields as an HTML form does.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post_form(
        &self,
        uri: &Uri,
        fields: &[(&str, &str)],
    ) -> Result<HttpAnswer, AskError> {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let question = Request::builder()
            .method(Method::POST)
            .uri(uri)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(question.body(form.into()).map_err(AskError::Question)?)
            .await
    }

    /// Sends JSON, with headers of one's own.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post_json(
        &self,
        uri: &Uri,
        headers: &[(&str, &str)],
        body: &impl Serialize,
    ) -> Result<HttpAnswer, AskError> {
        self.ask(json_question(uri, headers, body)?).await
    }

    /// Sends JSON and reads the answer as it arrives. The limit of time counts up to the head of the answer, and again
    /// for each piece: how long the whole may take, whoever reads it knows.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post_json_streaming(
        &self,
        uri: &Uri,
        headers: &[(&str, &str)],
        body: &impl Serialize,
    ) -> Result<HttpStream, AskError> {
        self.ask_streaming(json_question(uri, headers, body)?).await
    }

    /// Asks in a way of one's own.
    ///
    /// # Errors
    /// When there is no answer. An answer of any status is one.
    pub async fn ask(&self, question: Request<Vec<u8>>) -> Result<HttpAnswer, AskError> {
        let (span, question) = step(question);
        let asked = within(self.limits.total, async {
            let connection = |error| AskError::Connection(Box::new(error));
            let question = question.map(Full::from);
            let answer = self.inner.request(question).await.map_err(connection)?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, self.limits.answer)
                .collect()
                .await
                .map_err(|error| self.unread(error))?;
            Ok(HttpAnswer {
                status: head.status,
                headers: head.headers,
                body: body.to_bytes(),
            })
        });
        let answer = asked.instrument(span.clone()).await?;
        note(&span, answer.as_ref().ok().map(|answer| answer.status));
        answer
    }

    /// Asks in a way of one's own and reads the answer as it arrives, with the limits of
    /// [`HttpClient::post_json_streaming`].
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask_streaming(&self, question: Request<Vec<u8>>) -> Result<HttpStream, AskError> {
        let (span, question) = step(question);
        let question = self.inner.request(question.map(Full::from));
        let answer = within(self.limits.total, question)
            .instrument(span.clone())
            .await?;
        note(&span, answer.as_ref().ok().map(Response::status));
        let answer = answer.map_err(|error| AskError::Connection(Box::new(error)))?;
        let (head, body) = answer.into_parts();
        let (patience, longest) = (self.limits.total, self.limits.answer);
        Ok(HttpStream::new(head, body, patience, longest))
    }

    fn unread(&self, error: Box<dyn Error + Send + Sync>) -> AskError {
        if error.is::<LengthLimitError>() {
            AskError::TooLong(self.limits.answer)
        } else {
            AskError::Connection(error)
        }
    }
}

impl HttpAnswer {
    /// The body as a value.
    ///
    /// # Errors
    /// When it is not JSON, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, AskError> {
        serde_json::from_slice(&self.body).map_err(|error| form(&error))
    }
}

/// A question as a step of the request that it is asked for, with the line by which the other side goes on with the trace.
fn step(mut question: Request<Vec<u8>>) -> (Span, Request<Vec<u8>>) {
    let host = question.uri().host().unwrap_or_default();
    // The host and never the path or the query, which may hold a token.
    let span = tracing::info_span!(
        target: STEPS,
        "ask",
        otel.kind = "client",
        server.address = host,
        http.request.method = %question.method(),
        http.response.status_code = field::Empty,
        otel.status_code = field::Empty,
    );
    let trace = span.context();
    let headers = question.headers_mut();
    global::get_text_map_propagator(|it| it.inject_context(&trace, &mut HeaderInjector(headers)));
    (span, question)
}

fn note(span: &Span, status: Option<StatusCode>) {
    match status {
        Some(status) => span.record("http.response.status_code", status.as_u16()),
        None => span.record("otel.status_code", "ERROR"),
    };
}

fn json_question(
    uri: &Uri,
    headers: &[(&str, &str)],
    body: &impl Serialize,
) -> Result<Request<Vec<u8>>, AskError> {
    let json = serde_json::to_vec(body).map_err(|error| form(&error))?;
    let mut question = Request::builder()
        .method(Method::POST)
        .uri(uri)
        .header(header::CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        question = question.header(*name, *value);
    }
    question.body(json).map_err(AskError::Question)
}

fn form(error: &serde_json::Error) -> AskError {
    AskError::Form {
        line: error.line(),
        column: error.column(),
    }
}
