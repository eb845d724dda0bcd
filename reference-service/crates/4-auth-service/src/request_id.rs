//! Gives every request an id of its own, whatever the client sends along, and says it on the answer.

use crate::AuthService;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use foundation::errors::AppError;
use foundation::ids::{IdGenerator, RequestId};
use foundation::names::headers;
use std::sync::Arc;

pub(crate) async fn assign(
    State(service): State<Arc<AuthService>>,
    mut request: Request,
    next: Next,
) -> Response {
    let (id, header) = match new_id(&service.ids) {
        Ok(new) => new,
        Err(error) => return error.response(None).into_response(),
    };
    request.extensions_mut().insert(id);
    let mut response = next.run(request).await;
    response.headers_mut().insert(headers::REQUEST_ID, header);
    response
}

fn new_id(ids: &IdGenerator) -> Result<(RequestId, HeaderValue), AppError> {
    let id = RequestId::generate(ids).map_err(AppError::internal)?;
    let header = HeaderValue::from_str(id.as_str()).map_err(AppError::internal)?;
    Ok((id, header))
}
