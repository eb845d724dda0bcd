//! Language models.
//!
//! Whoever needs one is handed a [`LanguageModel`]. Without configuration that is [`LocalModel`], which composes an answer
//! from the facts of the prompt and says so; with it, [`HttpModel`] asks a server that speaks as OpenAI's does.

mod error;
mod http;
mod local;
mod model;
mod prompt;

pub use error::LlmError;
pub use http::{HttpModel, LlmSettings};
pub use local::LocalModel;
pub use model::{AnswerStream, Answered, LanguageModel, Spoken, TokenCount, whole};
pub use prompt::{MOST_EARLIER, MOST_TURNS, Prompt, Side, Turn};

use foundation::environment::{Environment, EnvironmentError};
use std::sync::Arc;

/// The model that `environment` asks for: the one over HTTP if it is configured, the local one otherwise.
///
/// # Errors
/// When the configuration is incomplete or malformed; a half-configured model is not replaced by another one in silence.
pub fn of_environment(
    environment: &Environment,
) -> Result<Arc<dyn LanguageModel>, EnvironmentError> {
    Ok(match LlmSettings::read(environment)? {
        Some(settings) => Arc::new(HttpModel::new(settings)),
        None => Arc::new(LocalModel::default()),
    })
}
