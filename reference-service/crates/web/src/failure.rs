use axum::response::{IntoResponse, Response};
use foundation::errors::AppError;
use std::sync::Arc;

/// What a handler returns when it cannot do what it was asked.
///
/// It has no body yet: [`crate::Pipeline`] writes it, for only there the id of the request is at hand, and so no answer
/// can have another shape.
#[derive(Debug)]
pub struct Failure(AppError);

/// The error as it waits in an answer for its body.
#[derive(Debug, Clone)]
pub(crate) struct Pending(pub(crate) Arc<AppError>);

impl<E: Into<AppError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.0.code().status();
        let mut response = status.into_response();
        response.extensions_mut().insert(Pending(Arc::new(self.0)));
        response
    }
}
