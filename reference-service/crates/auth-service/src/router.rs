use crate::{AuthService, routes as handlers};
use axum::Router;
use foundation::errors::ErrorBody;
use service::describe::{self, Doors, UNLIMITED};
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

/// Who logs in is not known yet; the rest is what other services ask.
const DOORS: Doors = Doors {
    open: &[
        "accounts_login",
        "accounts_dev_login",
        "accounts_e2e_login",
        "oauth_callback",
        "sessions_refresh",
        "services_service_token",
    ],
    services: &[
        "passwords_hash_password",
        "passwords_verify_password",
        "tokens_create_token",
        "tokens_check_blacklist",
        "tokens_check_permission",
        "tokens_check_authorization",
    ],
    keys: None,
};

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
        .routes(routes!(handlers::accounts::change_password))
        .routes(routes!(handlers::accounts::reset_password))
        .routes(routes!(handlers::accounts::delete_account))
        .routes(routes!(handlers::api_keys::create))
        .routes(routes!(handlers::api_keys::list))
        .routes(routes!(handlers::api_keys::revoke))
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
    describe::complete(router.get_openapi_mut(), DOORS);
    router
}
