//! Who asks, as the handlers of requests see it.

use crate::AuthService;
use auth::sessions;
use auth::tokens::{Claims, TokenKind};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use foundation::errors::AppError;
use foundation::ids::RequestId;
use std::sync::Arc;
use storage::users::User;
use storage::{Access, ScopeTag, revocations};
use telemetry::metrics::{AttemptOutcome, Method};
use web::{Bearer, Failure, bearer_of, note_user};

/// The tag of the session with the database that a request gets.
#[derive(Debug, Clone)]
pub(crate) struct Tag(pub(crate) ScopeTag);

/// A user who showed an access token that counts.
#[derive(Debug)]
pub(crate) struct Asker {
    pub(crate) user: User,
    pub(crate) claims: Claims,
}

/// A service that showed the secret of services or a service token that counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallingService(pub(crate) &'static str);

impl<S: Send + Sync> FromRequestParts<S> for Tag {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let request = parts.extensions.get::<RequestId>().cloned();
        let request = request.ok_or_else(|| AppError::internal("the request has no id"))?;
        Ok(Self(ScopeTag {
            request,
            user: None,
        }))
    }
}

impl Tag {
    /// The tag, now that it is known who asks.
    pub(crate) fn of(self, user: &User) -> ScopeTag {
        note_user(&user.id);
        ScopeTag {
            user: Some(user.id.clone()),
            ..self.0
        }
    }
}

impl FromRequestParts<Arc<AuthService>> for Asker {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &Arc<AuthService>,
    ) -> Result<Self, Failure> {
        let Bearer(token) = Bearer::from_request_parts(parts, service)
            .await
            .map_err(|_| service.refuse(Method::Access))?;
        let Tag(tag) = Tag::from_request_parts(parts, service).await?;
        let mut scope = service.scope(tag, Access::Read).await?;
        let examined = sessions::examine(&mut scope, &service.mint, TokenKind::Access, &token);
        let Ok((claims, user)) = examined.await? else {
            return Err(service.refuse(Method::Access).into());
        };
        service.count(Method::Access, AttemptOutcome::Success);
        note_user(&user.id);
        Ok(Self { user, claims })
    }
}

impl FromRequestParts<Arc<AuthService>> for CallingService {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &Arc<AuthService>,
    ) -> Result<Self, Failure> {
        let by_secret = service.services.identify_by_headers(&parts.headers);
        let name = match by_secret {
            Some(name) => Some(name),
            None => by_token(parts, service).await?,
        };
        let name = name.ok_or_else(|| service.refuse(Method::Service))?;
        service.count(Method::Service, AttemptOutcome::Success);
        Ok(Self(name))
    }
}

async fn by_token(
    parts: &mut Parts,
    service: &Arc<AuthService>,
) -> Result<Option<&'static str>, Failure> {
    let Some(token) = bearer_of(&parts.headers) else {
        return Ok(None);
    };
    let Ok(claims) = service.mint.read(TokenKind::Service, &token) else {
        return Ok(None);
    };
    let Tag(tag) = Tag::from_request_parts(parts, service).await?;
    let mut scope = service.scope(tag, Access::Read).await?;
    let revoked = revocations::is_token_revoked(&mut scope, claims.jti.as_str()).await?;
    Ok(auth::services::named(&claims.sub).filter(|_| !revoked))
}
