use foundation::errors::{AppError, ErrorCode};
use foundation::retry::BreakerOpen;
use outbound::AskError;
use std::time::Duration;

/// Why there is no answer that a service could go on with.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The token, the password or the service is not known.
    #[error("the auth service does not know who asks")]
    Unauthenticated,
    /// The auth service answered that it will not.
    #[error("the auth service refused: {message}")]
    Refused {
        /// Why, for programs.
        code: ErrorCode,
        /// Why, in its words.
        message: String,
    },
    /// The auth service takes no further guess at a secret before this time is over.
    #[error("the auth service wants us to wait")]
    TooManyTries(Duration),
    /// The auth service is not there, or fails.
    #[error("the auth service does not answer")]
    Unavailable(#[source] AskError),
    /// The auth service answered that it cannot at present.
    #[error("the auth service failed with status {0}")]
    Failed(u16),
    /// It was not asked, since it did not answer lately.
    #[error(transparent)]
    NotAsked(#[from] BreakerOpen),
}

impl ClientError {
    /// Whether the same question may have a better answer a moment later.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Unavailable(AskError::Connection(_) | AskError::TimedOut(_))
            | Self::Failed(_) => true,
            Self::Unavailable(_)
            | Self::Unauthenticated
            | Self::Refused { .. }
            | Self::TooManyTries(_)
            | Self::NotAsked(_) => false,
        }
    }

    /// Whether the auth service itself is in trouble. Who is refused was answered well.
    pub(crate) fn is_trouble(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Failed(_))
    }
}

/// As those are told who asked the service that asked the auth service.
impl From<ClientError> for AppError {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Unauthenticated => Self::Unauthenticated,
            ClientError::TooManyTries(wait) => Self::TooManyTries(wait),
            ClientError::Refused { code, message } => match code {
                ErrorCode::Forbidden => Self::Forbidden,
                ErrorCode::NotFound => Self::NotFound,
                ErrorCode::RateLimited => Self::RateLimited,
                ErrorCode::Conflict => Self::Conflict(message),
                ErrorCode::OutOfSpace => Self::OutOfSpace(message.into()),
                _ => Self::internal(ClientError::Refused { code, message }),
            },
            ClientError::Unavailable(_) | ClientError::Failed(_) | ClientError::NotAsked(_) => {
                Self::Unavailable(error.into())
            }
        }
    }
}
