//! Answers to requests that lead nowhere.

use axum::Extension;
use axum::http::Response;
use foundation::errors::AppError;
use foundation::ids::RequestId;

pub(crate) async fn not_found(Extension(request_id): Extension<RequestId>) -> Response<String> {
    AppError::NotFound.response(Some(&request_id))
}

pub(crate) async fn method_not_allowed(
    Extension(request_id): Extension<RequestId>,
) -> Response<String> {
    AppError::MethodNotAllowed.response(Some(&request_id))
}
