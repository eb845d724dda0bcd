use foundation::errors::AppError;
use foundation::retry::TimedOut;
use outbound::AskError;
use std::io;

/// Why a server of tools did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum McpError {
    /// The other end is gone, or was left in the middle of a sentence.
    #[error("the server of tools is gone")]
    Closed,
    /// The line to it fails.
    #[error("the server of tools is not reached")]
    Io(#[from] io::Error),
    /// It is not reached over HTTP.
    #[error("the server of tools is not reached")]
    Http(#[from] AskError),
    /// It answers with a status that is no answer.
    #[error("the server of tools failed with status {0}")]
    Status(u16),
    /// It takes too long.
    #[error(transparent)]
    TimedOut(#[from] TimedOut),
    /// What it says is not of the protocol. It is not repeated.
    #[error("the server of tools says what is not of the protocol")]
    Form,
    /// It says more than is read.
    #[error("the server of tools says more than {0} bytes at once")]
    TooLong(usize),
    /// It does not know the method or does not take the arguments.
    #[error("the server of tools refused the question: {message}")]
    Refused {
        /// Which error, by the protocol.
        code: i64,
        /// In its words.
        message: String,
    },
    /// Its tool failed.
    #[error("the tool failed: {0}")]
    Tool(String),
}

impl McpError {
    /// Whether the line to the server is of no use any more.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(
            self,
            Self::Closed | Self::Io(_) | Self::Http(AskError::Connection(_))
        )
    }
}

impl From<McpError> for AppError {
    fn from(error: McpError) -> Self {
        match error {
            McpError::TimedOut(_) | McpError::Http(AskError::TimedOut(_)) => Self::TimedOut,
            McpError::Refused { message, .. } => Self::InvalidInput(message),
            McpError::Form => Self::internal(error),
            _ => Self::Unavailable(error.into()),
        }
    }
}
