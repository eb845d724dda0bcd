//! Language models that do what real ones do at their worst.

use futures_util::future::{BoxFuture, pending, ready};
use futures_util::stream::{StreamExt, iter};
use llm::{AnswerStream, LanguageModel, LlmError, Prompt, Spoken, TokenCount};
use tokio::sync::Notify;

/// Says when it is asked and never answers.
#[derive(Debug, Default)]
pub(crate) struct Silent {
    pub(crate) asked: Notify,
}

/// Fails at once.
#[derive(Debug)]
pub(crate) struct Broken;

/// Is a mistake of ours.
#[derive(Debug)]
pub(crate) struct Panicking;

impl LanguageModel for Silent {
    fn name(&self) -> &'static str {
        "silent"
    }

    fn answer<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        self.asked.notify_one();
        Box::pin(pending())
    }
}

impl LanguageModel for Broken {
    fn name(&self) -> &'static str {
        "broken"
    }

    fn answer<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        Box::pin(ready(Err(LlmError::Failed(503))))
    }
}

impl LanguageModel for Panicking {
    fn name(&self) -> &'static str {
        "panicking"
    }

    #[expect(clippy::panic, reason = "what becomes of that is the question")]
    fn answer<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        panic!("a mistake of ours")
    }
}

/// Answers, and tells how much that was.
#[derive(Debug)]
pub(crate) struct Counting;

impl LanguageModel for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn answer<'a>(&'a self, _: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>> {
        let count = TokenCount {
            input: 31,
            output: 2,
        };
        let spoken = [Spoken::Piece("12 USD".to_owned()), Spoken::Count(count)];
        Box::pin(ready(Ok(iter(spoken.map(Ok)).boxed())))
    }
}
