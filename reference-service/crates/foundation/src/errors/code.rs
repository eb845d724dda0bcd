use http::StatusCode;
use serde::{Deserialize, Serialize};

/// What went wrong, for programs. A contract with clients: codes may be added, not renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ErrorCode {
    /// The request is not well formed or not sensible.
    InvalidInput,
    /// The request is longer than the service reads.
    TooLarge,
    /// The body did not come in time.
    SlowBody,
    /// The body is not in the form that the resource takes.
    UnsupportedMediaType,
    /// Who asks is not known.
    Unauthenticated,
    /// Who asks is known and may not.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// There is such a thing, but it cannot be asked in this way.
    MethodNotAllowed,
    /// It contradicts what is there already.
    Conflict,
    /// Too much was asked in too short a time.
    RateLimited,
    /// Something failed that the asker has no part in.
    Internal,
    /// The service cannot answer at present.
    Unavailable,
    /// There is no room to keep anything more.
    OutOfSpace,
    /// The answer took too long.
    TimedOut,
}

impl ErrorCode {
    /// Every code, in the order of the definition.
    pub const ALL: [Self; 14] = [
        Self::InvalidInput,
        Self::TooLarge,
        Self::SlowBody,
        Self::UnsupportedMediaType,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::RateLimited,
        Self::Internal,
        Self::Unavailable,
        Self::OutOfSpace,
        Self::TimedOut,
    ];

    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::InvalidInput => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::OutOfSpace => StatusCode::INSUFFICIENT_STORAGE,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_code_is_a_failure_with_a_status_of_its_own() {
        let statuses: HashSet<StatusCode> =
            ErrorCode::ALL.into_iter().map(ErrorCode::status).collect();
        assert_eq!(statuses.len(), ErrorCode::ALL.len());
        assert!(
            statuses
                .iter()
                .all(|status| status.is_client_error() || status.is_server_error())
        );
    }

    #[test]
    fn codes_are_sent_in_snake_case() {
        assert_eq!(
            serde_json::to_string(&ErrorCode::MethodNotAllowed).unwrap(),
            r#""method_not_allowed""#
        );
    }
}
