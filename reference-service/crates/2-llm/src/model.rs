use crate::{LlmError, Prompt};
use futures_util::future::BoxFuture;
use futures_util::stream::{BoxStream, StreamExt};
use std::fmt::Debug;

/// An answer as it arrives. Dropping it stops the model.
pub type AnswerStream = BoxStream<'static, Result<String, LlmError>>;

/// Answers prompts.
pub trait LanguageModel: Debug + Send + Sync {
    /// Under which name the model is known to people.
    fn name(&self) -> &str;

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
) -> Result<String, LlmError> {
    let mut text = String::new();
    while let Some(piece) = answer.next().await {
        let piece = piece?;
        text.push_str(&piece);
        told(piece).await;
    }
    if text.trim().is_empty() {
        return Err(LlmError::Blank);
    }
    Ok(text)
}
