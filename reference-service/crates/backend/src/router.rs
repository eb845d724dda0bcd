use crate::{Backend, routes as handlers};
use axum::Router;
use events::Envelope;
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
    info(
        title = "backend",
        description = "Questions to agents, tools, threads, messages and live events."
    ),
    components(schemas(ErrorBody, Envelope))
)]
struct Description;

/// Who begins or prolongs a session is not known yet; what is done to an account takes a session.
const DOORS: Doors = Doors {
    open: &["session_log_in", "session_refresh"],
    services: &[],
    keys: Some(&[
        "session_log_out",
        "account_change_password",
        "account_delete_account",
        "api_keys_create",
        "api_keys_list",
        "api_keys_revoke",
    ]),
};

/// Which path and method leads where.
pub fn router(backend: Backend) -> Router {
    let pipeline = backend.pipeline(UNLIMITED);
    describe::serve(described(), pipeline, backend)
}

/// The description of all routes but its own.
#[must_use]
pub fn openapi() -> Document {
    described().into_openapi()
}

/// Routes and description, from one list.
fn described() -> OpenApiRouter<Arc<Backend>> {
    let mut router = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(handlers::page::page))
        .routes(routes!(handlers::page::style))
        .routes(routes!(handlers::page::script))
        .routes(routes!(handlers::page::session))
        .routes(routes!(handlers::page::live))
        .routes(routes!(handlers::page::markdown))
        .routes(routes!(health::health))
        .routes(routes!(health::live))
        .routes(routes!(health::readiness))
        .routes(routes!(health::metrics))
        .routes(routes!(handlers::threads::list, handlers::threads::create))
        .routes(routes!(
            handlers::threads::read,
            handlers::threads::rename,
            handlers::threads::remove
        ))
        .routes(routes!(handlers::threads::auto_rename))
        .routes(routes!(
            handlers::messages::history,
            handlers::messages::say
        ))
        .routes(routes!(
            handlers::messages::newest,
            handlers::messages::create
        ))
        .routes(routes!(
            handlers::messages::read,
            handlers::messages::remove
        ))
        .routes(routes!(handlers::chat::stream))
        .routes(routes!(handlers::agents::list))
        .routes(routes!(handlers::agents::config))
        .routes(routes!(handlers::agents::status))
        .routes(routes!(handlers::agents::execute))
        .routes(routes!(handlers::agents::triage))
        .routes(routes!(handlers::agents::data))
        .routes(routes!(handlers::agents::optimization))
        .routes(routes!(handlers::runs::begin))
        .routes(routes!(handlers::runs::read))
        .routes(routes!(handlers::runs::cancel))
        .routes(routes!(
            handlers::session::log_in,
            handlers::session::log_out
        ))
        .routes(routes!(handlers::session::register))
        .routes(routes!(handlers::session::refresh))
        .routes(routes!(handlers::account::change_password))
        .routes(routes!(handlers::account::reset_password))
        .routes(routes!(handlers::account::delete_account))
        .routes(routes!(
            handlers::api_keys::create,
            handlers::api_keys::list
        ))
        .routes(routes!(handlers::api_keys::revoke))
        .routes(routes!(handlers::tools::list))
        .routes(routes!(handlers::tools::execute))
        .routes(routes!(handlers::mcp::servers))
        .routes(routes!(handlers::mcp::tools))
        .routes(routes!(handlers::mcp::call))
        .routes(routes!(handlers::mcp::config))
        .routes(routes!(handlers::mcp::status))
        .routes(routes!(handlers::usage::calls))
        .routes(routes!(handlers::usage::prices))
        .routes(routes!(handlers::stream::stream))
        .routes(routes!(handlers::live::connect));
    describe::complete(router.get_openapi_mut(), DOORS);
    router
}
