//! What a request says, in the types of the handler. What cannot be read is refused with a reason.

use crate::Failure;
use crate::connections::BodyLimit;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use foundation::errors::AppError;
use foundation::retry::within;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

/// The longest body that is read.
pub const MAX_BODY: usize = 64 * 1024;

/// A JSON body.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

/// The parameters after the `?`.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !says_json(request.headers()) {
            return Err(AppError::UnsupportedMediaType.into());
        }
        let limit = request.extensions().get::<BodyLimit>().copied();
        let BodyLimit(limit) = limit.unwrap_or_default();
        let bytes = within(limit, Bytes::from_request(request, state)).await;
        let bytes = bytes.map_err(|_| AppError::SlowBody)?.map_err(unread)?;
        // Not from a reader: only the text itself is checked to be UTF-8 in one place.
        let text = foundation::text::decode(&bytes).map_err(invalid)?;
        serde_json::from_str(text)
            .map(Self)
            .map_err(|error| invalid(error).into())
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        // Parameters are texts; a name that stands twice would have two meanings.
        let mut object = serde_json::Map::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let earlier = object.insert(name.clone().into_owned(), value.into_owned().into());
            if earlier.is_some() {
                return Err(invalid(format!("`{name}` stands in the query twice")).into());
            }
        }
        serde_json::from_value(object.into())
            .map(Self)
            .map_err(|error| invalid(error).into())
    }
}

fn says_json(headers: &HeaderMap) -> bool {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next());
    media_type.is_some_and(|it| it.trim().eq_ignore_ascii_case("application/json"))
}

fn unread(rejection: BytesRejection) -> AppError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge(MAX_BODY)
    } else {
        invalid(rejection.body_text())
    }
}

fn invalid(reason: impl ToString) -> AppError {
    AppError::InvalidInput(reason.to_string())
}
