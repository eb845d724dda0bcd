use crate::{AuthService, health, routes as handlers};
use axum::extract::State;
use axum::{Json, Router};
use foundation::errors::ErrorBody;
use foundation::names::routes;
use std::sync::Arc;
use utoipa::openapi::{Content, OpenApi as Document, Ref, RefOr};
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// May be asked at any rate: those who ask look after the service.
const UNLIMITED: &[&str] = &[routes::HEALTH, routes::LIVE, routes::READY, routes::METRICS];

/// What stands at the top of the description.
#[derive(OpenApi)]
#[openapi(
    info(title = "auth-service", description = "Who a user is."),
    components(schemas(ErrorBody))
)]
struct Description;

/// Gives every answer that is an error the one shape, as the pipeline does.
fn shape_errors(document: &mut Document) {
    let operations = document
        .paths
        .paths
        .values_mut()
        .flat_map(|item| [&mut item.get, &mut item.post].into_iter().flatten());
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

/// Which path and method leads where. Every request, known or not, passes through the pipeline.
pub fn router(service: AuthService) -> Router {
    let (routes, description) = described().split_for_parts();
    let pipeline = service.pipeline(UNLIMITED);
    let description = Arc::new(description);
    let described = Router::new()
        .route(routes::OPENAPI, axum::routing::get(openapi_document))
        .with_state(description);
    pipeline.around(routes.with_state(Arc::new(service)).merge(described))
}

/// The description of all routes but its own.
#[must_use]
pub fn openapi() -> Document {
    described().into_openapi()
}

async fn openapi_document(State(description): State<Arc<Document>>) -> Json<Document> {
    Json(Document::clone(&description))
}

/// Routes and description, from one list.
fn described() -> OpenApiRouter<Arc<AuthService>> {
    let router = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(health::health))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(health::metrics))
        .routes(routes!(handlers::about::status))
        .routes(routes!(handlers::about::config))
        .routes(routes!(handlers::about::providers))
        .routes(routes!(handlers::accounts::register))
        .routes(routes!(handlers::accounts::login, handlers::oauth::begin))
        .routes(routes!(handlers::oauth::callback))
        .routes(routes!(handlers::session::refresh))
        .routes(routes!(handlers::session::logout))
        .routes(routes!(handlers::session::verify))
        .routes(routes!(handlers::session::me))
        .routes(routes!(handlers::tokens::validate))
        .routes(routes!(handlers::tokens::create_token))
        .routes(routes!(handlers::tokens::check_blacklist))
        .routes(routes!(handlers::tokens::check_permission))
        .routes(routes!(handlers::tokens::check_authorization))
        .routes(routes!(handlers::services::service_token))
        .routes(routes!(handlers::services::validate_service_token))
        .routes(routes!(handlers::passwords::hash_password))
        .routes(routes!(handlers::passwords::verify_password))
        .routes(routes!(handlers::direct::dev_login));
    #[cfg(feature = "e2e-bypass")]
    let router = router.routes(routes!(handlers::direct::e2e_login));
    let mut router = router;
    shape_errors(router.get_openapi_mut());
    router
}
