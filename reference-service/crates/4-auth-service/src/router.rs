use crate::{AuthService, failures, health, request_id};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use foundation::names::routes;
use std::sync::Arc;

/// Which path and method leads where. Every request, known or not, passes through `request_id`.
pub(crate) fn router(service: Arc<AuthService>) -> Router {
    Router::new()
        .route(routes::HEALTH, get(health::health))
        .fallback(failures::not_found)
        .method_not_allowed_fallback(failures::method_not_allowed)
        .layer(from_fn_with_state(service.clone(), request_id::assign))
        .with_state(service)
}
