//! A model behind a server that speaks as OpenAI's does.

mod events;
mod settings;
mod wire;

pub use settings::LlmSettings;

use crate::{AnswerStream, LanguageModel, LlmError, Prompt, Spoken, TokenCount};
use events::EventLines;
use foundation::retry::retry;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt};
use http::{StatusCode, header};
use outbound::{HttpClient, HttpStream};
use wire::{ChatQuestion, Told};

/// Asks a server over HTTP and passes its answer on as it arrives.
#[derive(Debug)]
pub struct HttpModel {
    settings: LlmSettings,
    http: HttpClient,
}

/// An answer that is being read.
#[derive(Debug)]
struct Reading {
    stream: HttpStream,
    lines: EventLines,
    /// The last that was told of it.
    count: Option<TokenCount>,
    is_over: bool,
}

impl HttpModel {
    /// A model with connections of its own.
    #[must_use]
    pub fn new(settings: LlmSettings) -> Self {
        let http = HttpClient::new(settings.limits);
        Self { settings, http }
    }

    async fn attempt(&self, question: &ChatQuestion<'_>) -> Result<HttpStream, LlmError> {
        let bearer = format!("Bearer {}", self.settings.key.expose());
        let headers = [
            (header::AUTHORIZATION.as_str(), bearer.as_str()),
            (header::ACCEPT.as_str(), "text/event-stream"),
        ];
        let uri = &self.settings.uri;
        let asked = self.http.post_json_streaming(uri, &headers, question);
        judged(asked.await.map_err(LlmError::Unavailable)?)
    }
}

impl LanguageModel for HttpModel {
    fn name(&self) -> &str {
        &self.settings.model
    }

    fn answer<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        Box::pin(async move {
            let question = ChatQuestion::of(prompt, &self.settings.model);
            // Only up to the head of the answer: what was told already cannot be told again.
            let begun = |_| self.attempt(&question);
            let stream = retry(self.settings.retry, LlmError::is_passing, begun).await?;
            let reading = Reading {
                stream,
                lines: EventLines::default(),
                count: None,
                is_over: false,
            };
            Ok(stream::try_unfold(reading, Reading::next).boxed())
        })
    }
}

impl Reading {
    /// What comes next of the answer, with what is left to read; `None` at its end.
    async fn next(mut self) -> Result<Option<(Spoken, Self)>, LlmError> {
        while !self.is_over {
            let Some(data) = self.lines.next()? else {
                let bytes = self.stream.piece().await.map_err(LlmError::Unavailable)?;
                // Without the word that it is over, an answer is not over.
                self.lines.push(&bytes.ok_or(LlmError::BrokenOff)?);
                continue;
            };
            match wire::told(&data)? {
                Told::Piece(text, count) => {
                    self.count = count.or(self.count);
                    if !text.is_empty() {
                        return Ok(Some((Spoken::Piece(text), self)));
                    }
                }
                Told::Over => self.is_over = true,
            }
        }
        let count = self.count.take();
        Ok(count.map(|count| (Spoken::Count(count), self)))
    }
}

/// The answer, if it is one to the question.
fn judged(answer: HttpStream) -> Result<HttpStream, LlmError> {
    let status = answer.status();
    match status {
        _ if status.is_success() => Ok(answer),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(LlmError::Unauthenticated),
        StatusCode::TOO_MANY_REQUESTS => Err(LlmError::RateLimited),
        _ if status.is_server_error() => Err(LlmError::Failed(status.as_u16())),
        _ => Err(LlmError::Refused(status.as_u16())),
    }
}
