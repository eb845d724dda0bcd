use crate::Outcome;
use foundation::names::headers;
use http::{Method, Request};
use serde_json::Value;

/// What a client asks of one of the services.
#[derive(Debug, Clone)]
pub struct Question {
    pub(crate) method: Method,
    pub(crate) path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Question {
    /// Without a body.
    #[must_use]
    pub fn of(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// With these bytes, whatever they are, as JSON.
    #[must_use]
    pub fn sending(method: Method, path: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        let question = Self {
            body: body.into(),
            ..Self::of(method, path)
        };
        question.with("content-type", "application/json")
    }

    /// For what is at `path`.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self::of(Method::GET, path)
    }

    /// With JSON.
    #[must_use]
    pub fn post(path: impl Into<String>, json: &Value) -> Self {
        Self::sending(Method::POST, path, json.to_string())
    }

    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With a token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.with("authorization", format!("Bearer {token}"))
    }

    /// What it is called when something is wrong with its answer.
    pub(crate) fn told(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    pub(crate) fn to(&self, base: &str) -> Outcome<Request<Vec<u8>>> {
        let uri = format!("{base}{}", self.path);
        let mut request = Request::builder().method(&self.method).uri(uri);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        Ok(request.body(self.body.clone())?)
    }
}

/// The path with an id in its place.
#[must_use]
pub fn filled(path: &str, id: impl std::fmt::Display) -> String {
    path.replace("{id}", &id.to_string())
}

/// How much a client may ask, as an answer tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    pub(crate) reset: u64,
}

impl Allowance {
    pub(crate) fn told_in(answer: &crate::Answer) -> Outcome<Self> {
        Ok(Self {
            limit: answer.header(headers::RATE_LIMIT)?.parse()?,
            remaining: answer.header(headers::RATE_LIMIT_REMAINING)?.parse()?,
            reset: answer.header(headers::RATE_LIMIT_RESET)?.parse()?,
        })
    }
}
