use foundation::errors::AppError;
use outbound::AskError;

/// Why there is no answer of a model.
#[derive(Debug, thiserror::Error)]
pub enum LlmError {
    /// The question is blank.
    #[error("there is no question")]
    NoQuestion,
    /// There is nothing that an answer could rest on.
    #[error("there are no facts to answer from")]
    NoFacts,
    /// The server does not know us: the key is wrong or gone.
    #[error("the language model does not accept the key")]
    Unauthenticated,
    /// We ask too much in too short a time.
    #[error("the language model takes no more questions at present")]
    RateLimited,
    /// The server will not answer this question, nor will it when asked again.
    #[error("the language model refused the question with status {0}")]
    Refused(u16),
    /// The server fails.
    #[error("the language model failed with status {0}")]
    Failed(u16),
    /// The server is not there, too slow, or says too much.
    #[error("the language model does not answer")]
    Unavailable(#[source] AskError),
    /// What the server sends is not an answer. It is not repeated: it may hold what the prompt held.
    #[error("the answer of the language model has another form")]
    Form,
    /// The answer ended before its end.
    #[error("the answer of the language model broke off")]
    BrokenOff,
    /// The answer holds nothing but white space.
    #[error("the answer of the language model is blank")]
    Blank,
}

impl LlmError {
    /// Whether the same question may have an answer a moment later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::RateLimited
            | Self::Failed(_)
            | Self::Unavailable(AskError::Connection(_) | AskError::TimedOut(_)) => true,
            Self::NoQuestion
            | Self::NoFacts
            | Self::Unauthenticated
            | Self::Refused(_)
            | Self::Unavailable(_)
            | Self::Form
            | Self::BrokenOff
            | Self::Blank => false,
        }
    }
}

#[cfg(test)]
impl PartialEq for LlmError {
    /// Alike for a test: of the same kind, with the same words.
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

/// As those are told who asked the service that asked the model.
impl From<LlmError> for AppError {
    fn from(error: LlmError) -> Self {
        match error {
            LlmError::NoQuestion => Self::InvalidInput(error.to_string()),
            LlmError::Unavailable(AskError::TimedOut(_)) => Self::TimedOut,
            LlmError::RateLimited
            | LlmError::Failed(_)
            | LlmError::Unavailable(_)
            | LlmError::BrokenOff => Self::Unavailable(error.into()),
            LlmError::NoFacts
            | LlmError::Unauthenticated
            | LlmError::Refused(_)
            | LlmError::Form
            | LlmError::Blank => Self::internal(error),
        }
    }
}
