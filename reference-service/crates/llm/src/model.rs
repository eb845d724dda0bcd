use crate::{LlmError, Prompt};
use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, StreamExt};
use std::fmt::Debug;

/// An answer as it arrives. Dropping it stops the model.
pub type AnswerStream = BoxStream<'static, Result<Spoken, LlmError>>;

/// What comes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spoken {
    /// The next piece of its text.
    Piece(String),
    /// At its end, how much it was, if the server of the model tells.
    Count(TokenCount),
}

/// How much a model was told, and how much it answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TokenCount {
    /// Told.
    pub input: u32,
    /// Answered.
    pub output: u32,
}

/// An answer that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// All of its text.
    pub text: String,
    /// How much it was, if that was told.
    pub count: Option<TokenCount>,
}

/// Answers prompts.
pub trait LanguageModel: Debug + Send + Sync {
    /// Under which name the model is known to people.
    fn name(&self) -> &str;

    /// Whether somebody counts, and charges, what the model is asked.
    fn is_counted(&self) -> bool {
        true
    }

    /// Begins to answer. The pieces put together are the answer; an answer that breaks off ends in an error.
    ///
    /// # Errors
    /// When the model does not begin.
    fn answer<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<AnswerStream, LlmError>>;
}

/// The whole answer, each piece of which is `told` as it arrives; the next is read when that is done.
///
/// # Errors
/// When the answer breaks off or is blank. What was told until then is no answer.
pub async fn whole<Telling: Future<Output = ()>>(
    mut answer: AnswerStream,
    mut told: impl FnMut(String) -> Telling,
) -> Result<Answered, LlmError> {
    let (mut text, mut count) = (String::new(), None);
    while let Some(spoken) = answer.next().await {
        match spoken? {
            Spoken::Piece(piece) => {
                text.push_str(&piece);
                told(piece).await;
            }
            Spoken::Count(told) => count = Some(told),
        }
    }
    if text.trim().is_empty() {
        return Err(LlmError::Blank);
    }
    Ok(Answered { text, count })
}
