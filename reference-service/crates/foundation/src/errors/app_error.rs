use super::{ErrorBody, ErrorCode};
use crate::ids::RequestId;
use http::{HeaderValue, Response, header};
use std::error::Error;
use std::time::Duration;

/// Why a request was not fulfilled.
///
/// `Display` is what the asker may read. The cause of an inner failure is kept for our own records, in
/// [`Error::source`], and never becomes part of an answer.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The request is not well formed or not sensible; the text says what is wrong with it.
    #[error("{0}")]
    InvalidInput(String),
    /// The request is longer than the service reads.
    #[error("the body is longer than {0} bytes")]
    TooLarge(usize),
    /// The body did not come in time.
    #[error("the body did not come in time")]
    SlowBody,
    /// The body is not in the form that the resource takes.
    #[error("the body has to be `application/json`")]
    UnsupportedMediaType,
    /// Who asks is not known. Why is not said: it would help those who guess.
    #[error("authentication is required")]
    Unauthenticated,
    /// Who asks is known and may not.
    #[error("this is not allowed")]
    Forbidden,
    /// There is no such thing, or none that the asker may know of.
    #[error("there is no such resource")]
    NotFound,
    /// The resource does not take this method.
    #[error("the resource does not take this method")]
    MethodNotAllowed,
    /// It contradicts what is there already; the text says how.
    #[error("{0}")]
    Conflict(String),
    /// Too much was asked in too short a time.
    #[error("too many requests, try again later")]
    RateLimited,
    /// A secret was guessed wrong too often; the next guess is looked at after this time.
    #[error("too many tries, try again later")]
    TooManyTries(Duration),
    /// Something failed that the asker has no part in.
    #[error("the service failed to answer")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
    /// The service, or one that it needs, cannot answer at present.
    #[error("the service is not available at present, try again later")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// The service lacks what it needs; the text says what.
    #[error("not ready: {0}")]
    NotReady(String),
    /// There is no room to keep anything more. What is there can be read.
    #[error("there is no room left to keep this; what is kept can be read")]
    OutOfSpace(#[source] Box<dyn Error + Send + Sync>),
    /// The answer took too long.
    #[error("the answer took too long")]
    TimedOut,
}

impl AppError {
    /// An inner failure with its cause.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// What went wrong, for programs.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidInput(_) => ErrorCode::InvalidInput,
            Self::TooLarge(_) => ErrorCode::TooLarge,
            Self::SlowBody => ErrorCode::SlowBody,
            Self::UnsupportedMediaType => ErrorCode::UnsupportedMediaType,
            Self::Unauthenticated => ErrorCode::Unauthenticated,
            Self::Forbidden => ErrorCode::Forbidden,
            Self::NotFound => ErrorCode::NotFound,
            Self::MethodNotAllowed => ErrorCode::MethodNotAllowed,
            Self::Conflict(_) => ErrorCode::Conflict,
            Self::RateLimited | Self::TooManyTries(_) => ErrorCode::RateLimited,
            Self::Internal(_) => ErrorCode::Internal,
            Self::Unavailable(_) | Self::NotReady(_) => ErrorCode::Unavailable,
            Self::OutOfSpace(_) => ErrorCode::OutOfSpace,
            Self::TimedOut => ErrorCode::TimedOut,
        }
    }

    /// Why, for our own records, where the asker has no part in it.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        match self {
            Self::Internal(cause) | Self::Unavailable(cause) | Self::OutOfSpace(cause) => {
                Some(&**cause)
            }
            _ => None,
        }
    }

    /// What is sent to the asker.
    #[must_use]
    pub fn body(&self, request_id: Option<&RequestId>) -> ErrorBody {
        ErrorBody {
            code: self.code(),
            message: self.to_string(),
            request_id: request_id.cloned(),
        }
    }

    /// The whole answer: status, media type and body.
    #[must_use]
    pub fn response(&self, request_id: Option<&RequestId>) -> Response<String> {
        #[expect(
            clippy::expect_used,
            reason = "an enum without data and two texts always serialise"
        )]
        let json =
            serde_json::to_string(&self.body(request_id)).expect("the error body serialises");
        let mut response = Response::new(json);
        *response.status_mut() = self.code().status();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if let Self::TooManyTries(wait) = self {
            // Rounded up: who comes back then does not come too early.
            let seconds = wait.as_millis().div_ceil(1_000);
            let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request_id() -> RequestId {
        RequestId::try_from("req_1_2_0000000a").unwrap()
    }

    /// One error of each variant, with `text` in every place that takes one.
    fn one_of_each(text: &str) -> [AppError; 14] {
        [
            AppError::InvalidInput(text.to_owned()),
            AppError::TooLarge(1),
            AppError::SlowBody,
            AppError::UnsupportedMediaType,
            AppError::Unauthenticated,
            AppError::Forbidden,
            AppError::NotFound,
            AppError::MethodNotAllowed,
            AppError::Conflict(text.to_owned()),
            AppError::RateLimited,
            AppError::internal(text),
            AppError::Unavailable(text.into()),
            AppError::OutOfSpace(text.into()),
            AppError::TimedOut,
        ]
    }

    #[test]
    fn every_code_has_its_error() {
        assert_eq!(one_of_each("").map(|error| error.code()), ErrorCode::ALL);
    }

    #[test]
    fn an_answer_has_status_media_type_and_the_one_shape() {
        let response = AppError::NotFound.response(Some(&request_id()));
        assert_eq!(response.status(), 404);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
        assert_eq!(
            response.body(),
            r#"{"code":"not_found","message":"there is no such resource","request_id":"req_1_2_0000000a"}"#
        );
    }

    #[test]
    fn every_answer_reads_back_as_the_body_it_was_made_of() {
        for error in one_of_each("quotes \" and \u{1f980}\n") {
            let response = error.response(Some(&request_id()));
            assert_eq!(
                serde_json::from_str::<ErrorBody>(response.body()).unwrap(),
                error.body(Some(&request_id()))
            );
        }
    }

    #[test]
    fn a_request_that_failed_before_it_got_an_id_says_so() {
        let response = AppError::TimedOut.response(None);
        assert!(
            response.body().ends_with(r#""request_id":null}"#),
            "{}",
            response.body()
        );
    }

    #[test]
    fn who_has_to_wait_is_told_for_how_long() {
        let wait = Duration::from_millis(29_001);
        let response = AppError::TooManyTries(wait).response(None);
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()[header::RETRY_AFTER], "30");
    }

    #[test]
    fn the_cause_is_kept_but_not_sent() {
        let cause = "password of db.internal refused";
        for error in [
            AppError::internal(cause),
            AppError::Unavailable(cause.into()),
            AppError::OutOfSpace(cause.into()),
        ] {
            assert!(!error.response(None).body().contains("password"));
            assert_eq!(
                error.source().map(ToString::to_string).as_deref(),
                Some(cause)
            );
        }
    }
}
