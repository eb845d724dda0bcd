use crate::{AuthService, routes as handlers};
use axum::Router;
use foundation::errors::ErrorBody;
use service::describe::{self, UNLIMITED, shape_errors};
use service::health;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What stands at the top of the description.
#[derive(OpenApi)]
#[openapi(
    info(title = "auth-service", description = "Who a user is."),
    components(schemas(ErrorBody))
)]
struct Description;

/// Which path and method leads where.
pub fn router(service: AuthService) -> Router {
    let pipeline = service.pipeline(UNLIMITED);
    describe::serve(described(), pipeline, service)
}

/// The description of all routes but its own.
#[must_use]
pub fn openapi() -> Document {
    described().into_openapi()
}

/// Routes and description, from one list.
fn described() -> OpenApiRouter<Arc<AuthService>> {
    let router = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(health::health))
        .routes(routes!(health::live))
        .routes(routes!(health::readiness))
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
        .routes(routes!(handlers::passwords::verify_password));
    #[cfg(feature = "dev-login")]
    let router = router.routes(routes!(handlers::direct::dev_login));
    #[cfg(feature = "e2e-bypass")]
    let router = router.routes(routes!(handlers::direct::e2e_login));
    let mut router = router;
    shape_errors(router.get_openapi_mut());
    router
}
