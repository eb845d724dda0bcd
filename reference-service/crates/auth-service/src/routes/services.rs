//! Tokens of services.

use crate::AuthService;
use crate::asker::Tag;
use auth::services as known;
use auth::tokens::{Subject, TokenKind};
use auth_api::{BEARER, ServiceLogin, ServiceToken, ServiceValidated, TokenQuestion};
use axum::Json;
use axum::extract::State;
use foundation::names::routes;
use std::sync::Arc;
use storage::{Access, revocations};
use telemetry::metrics::{AttemptOutcome, Method};
use web::{Failure, JsonBody};

/// Gives a service a token.
#[utoipa::path(post, path = routes::AUTH_SERVICE_TOKEN, tag = "services", request_body = ServiceLogin, responses(
    (status = 200, body = ServiceToken), (status = 400), (status = 401)))]
pub(crate) async fn service_token(
    State(service): State<Arc<AuthService>>,
    JsonBody(asked): JsonBody<ServiceLogin>,
) -> Result<Json<ServiceToken>, Failure> {
    let known = service
        .services
        .identify(&asked.service_id, &asked.service_secret);
    let name = known.ok_or_else(|| service.refuse(Method::Service))?;
    let issued = service
        .mint
        .issue(TokenKind::Service, &Subject::Service(name))?;
    service.count(Method::Service, AttemptOutcome::Success);
    Ok(Json(ServiceToken {
        service_token: issued.token,
        token_type: BEARER.to_owned(),
        expires_in: issued.claims.exp.saturating_sub(issued.claims.iat),
    }))
}

/// Tells whether a service's token counts, and which service it speaks for.
#[utoipa::path(post, path = routes::AUTH_VALIDATE_SERVICE_TOKEN, tag = "services", request_body = TokenQuestion, responses(
    (status = 200, body = ServiceValidated), (status = 400)))]
pub(crate) async fn validate_service_token(
    State(service): State<Arc<AuthService>>,
    Tag(tag): Tag,
    JsonBody(asked): JsonBody<TokenQuestion>,
) -> Result<Json<ServiceValidated>, Failure> {
    let Ok(claims) = service.mint.read(TokenKind::Service, &asked.token) else {
        return Ok(Json(ServiceValidated {
            valid: false,
            service_id: None,
        }));
    };
    let mut scope = service.scope(tag, Access::Read).await?;
    let revoked = revocations::is_token_revoked(&mut scope, claims.jti.as_str()).await?;
    let service_id = known::named(&claims.sub).filter(|_| !revoked);
    Ok(Json(ServiceValidated {
        valid: service_id.is_some(),
        service_id: service_id.map(str::to_owned),
    }))
}
