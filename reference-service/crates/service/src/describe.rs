//! How a service describes its routes.

use axum::extract::State;
use axum::{Json, Router};
use foundation::errors::ErrorBody;
use foundation::names::{headers, routes};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response};
use utoipa_axum::router::OpenApiRouter;
use web::Pipeline;

/// May be asked at any rate: those who ask look after the service.
pub const UNLIMITED: &[&str] = &[routes::HEALTH, routes::LIVE, routes::READY, routes::METRICS];

/// How a token is shown, and a key, and how a service shows what it is.
const BEARER: &str = "bearer";
const API_KEY: &str = "api_key";
const SERVICE: [(&str, &str); 2] = [
    ("service_id", headers::SERVICE_ID),
    ("service_secret", headers::SERVICE_SECRET),
];

/// What operations that answer 401 want to know who asks by, where it is not a token of a user, by their ids.
#[derive(Debug, Clone, Copy, Default)]
pub struct Doors {
    /// What they judge stands in the request itself.
    pub open: &'static [&'static str],
    /// They are for services.
    pub services: &'static [&'static str],
    /// Where API keys are taken as well as tokens: by all operations but these.
    pub keys: Option<&'static [&'static str]>,
}

impl Doors {
    /// Each of these is enough.
    fn wanted(self, operation: &Operation) -> Option<Vec<SecurityRequirement>> {
        let id = operation.operation_id.as_deref()?;
        let nothing: [String; 0] = [];
        if !operation.responses.responses.contains_key("401") || self.open.contains(&id) {
            return None;
        }
        if !self.services.contains(&id) {
            let takes_keys = self.keys.is_some_and(|but| !but.contains(&id));
            let token = SecurityRequirement::new(BEARER, nothing.clone());
            let key = takes_keys.then(|| SecurityRequirement::new(API_KEY, nothing));
            return Some([token].into_iter().chain(key).collect());
        }
        let both = SERVICE
            .iter()
            .fold(SecurityRequirement::default(), |both, (name, _)| {
                both.add(*name, nothing.clone())
            });
        Some(vec![both])
    }
}

/// Completes the description of all routes by what holds for each: an id that no other has, what it wants to know who asks
/// by, and the one shape of every answer that is an error.
pub fn complete(document: &mut OpenApi, doors: Doors) {
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(BEARER, SecurityScheme::Http(token));
    let of_services = SERVICE.iter().filter(|_| !doors.services.is_empty());
    let of_programs = doors.keys.map(|_| &(API_KEY, headers::API_KEY));
    for (name, header) in of_services.chain(of_programs) {
        let key = SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new(*header)));
        components.add_security_scheme(*name, key);
    }
    for item in document.paths.paths.values_mut() {
        let methods = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in methods.into_iter().flatten() {
            identify(operation);
            operation.security = doors.wanted(operation);
            shape_errors(&mut operation.responses.responses);
        }
    }
}

/// Handlers of two matters may have one name.
fn identify(operation: &mut Operation) {
    let tag = operation.tags.as_deref().and_then(|tags| tags.first());
    if let (Some(tag), Some(id)) = (tag, &operation.operation_id) {
        operation.operation_id = Some(format!("{}_{id}", tag.replace([' ', '-'], "_")));
    }
}

fn shape_errors(responses: &mut BTreeMap<String, RefOr<Response>>) {
    for (status, response) in responses {
        let RefOr::T(response) = response else {
            continue;
        };
        if response.description.is_empty() {
            response.description = meaning(status).to_owned();
        }
        if status.starts_with(['4', '5']) {
            let shape = Ref::from_schema_name(ErrorBody::name());
            let content = Content::new(Some(shape));
            response
                .content
                .insert("application/json".to_owned(), RefOr::T(content));
        }
    }
}

/// What a status says that a handler says nothing more of.
fn meaning(status: &str) -> &'static str {
    match status {
        "200" | "201" | "202" | "204" => "done",
        "101" => "the protocol changes",
        "400" => "what is asked cannot be read, or is not allowed",
        "401" => "whoever asks is not known",
        "403" => "whoever asks may not",
        "404" => "there is nothing of that name that whoever asks may know of",
        "409" => "it does not go with what there is",
        "429" => "more is asked than may be",
        "503" => "not at present",
        _ => "see the code",
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
