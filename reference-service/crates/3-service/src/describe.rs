//! How a service describes its routes.

use axum::extract::State;
use axum::{Json, Router};
use foundation::errors::ErrorBody;
use foundation::names::routes;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa::openapi::{Content, OpenApi, Ref, RefOr};
use utoipa_axum::router::OpenApiRouter;
use web::Pipeline;

/// May be asked at any rate: those who ask look after the service.
pub const UNLIMITED: &[&str] = &[routes::HEALTH, routes::LIVE, routes::READY, routes::METRICS];

/// Gives every answer that is an error the one shape, as the pipeline does.
pub fn shape_errors(document: &mut OpenApi) {
    let operations = document.paths.paths.values_mut().flat_map(|item| {
        let methods = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        methods.into_iter().flatten()
    });
    for (status, response) in operations.flat_map(|it| &mut it.responses.responses) {
        if let (true, RefOr::T(response)) = (status.starts_with(['4', '5']), response) {
            let shape = Ref::from_schema_name(ErrorBody::name());
            let content = Content::new(Some(shape));
            response
                .content
                .insert("application/json".to_owned(), RefOr::T(content));
        }
    }
}

/// The routes of a service and their description, from one list, behind the pipeline. Every request, known or not, passes
/// through it.
pub fn serve<S: Send + Sync + 'static>(
    described: OpenApiRouter<Arc<S>>,
    pipeline: Pipeline,
    service: S,
) -> Router {
    let (routes, description) = described.split_for_parts();
    let shown = Router::new()
        .route(routes::OPENAPI, axum::routing::get(document))
        .with_state(Arc::new(description));
    pipeline.around(routes.with_state(Arc::new(service)).merge(shown))
}

async fn document(State(description): State<Arc<OpenApi>>) -> Json<OpenApi> {
    Json(OpenApi::clone(&description))
}
