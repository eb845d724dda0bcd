//! Who asks, as the handlers of requests see it: whoever the auth service says.

use crate::Backend;
use auth_client::{ClientError, KnownUser};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::ids::{RequestId, UserId};
use foundation::secret::SecretToken;
use std::sync::Arc;
use storage::{Access, RequestScope};
use telemetry::metrics::{AttemptOutcome, Method};
use web::{Failure, bearer_of, credential_of, is_api_key, note_user, websocket_token};

/// A user who showed an access token or an API key that counts.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) user: KnownUser,
    pub(crate) request: RequestId,
}

/// A user in a session, with its token: what concerns the account itself is not for programs that have a key.
#[derive(Debug)]
pub(crate) struct SessionCaller {
    pub(crate) caller: Caller,
    pub(crate) token: SecretToken,
}

/// The same as [`Caller`] for a WebSocket, whose token may stand among the subprotocols.
#[derive(Debug)]
pub(crate) struct LiveCaller(pub(crate) Caller);

impl FromRequestParts<Arc<Backend>> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        backend: &Arc<Backend>,
    ) -> Result<Self, Failure> {
        let token = credential_of(&parts.headers);
        Ok(identify(parts, backend, token).await?)
    }
}

impl FromRequestParts<Arc<Backend>> for SessionCaller {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        backend: &Arc<Backend>,
    ) -> Result<Self, Failure> {
        let token = bearer_of(&parts.headers).filter(|token| !is_api_key(token));
        let token = token.ok_or(AppError::Unauthenticated)?;
        let caller = identify(parts, backend, Some(token.clone())).await?;
        Ok(Self { caller, token })
    }
}

impl FromRequestParts<Arc<Backend>> for LiveCaller {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        backend: &Arc<Backend>,
    ) -> Result<Self, Failure> {
        let token = websocket_token(&parts.headers);
        Ok(Self(identify(parts, backend, token).await?))
    }
}

async fn identify(
    parts: &Parts,
    backend: &Backend,
    token: Option<SecretToken>,
) -> Result<Caller, AppError> {
    let request = parts.extensions.get::<RequestId>().cloned();
    let request = request.ok_or_else(|| AppError::internal("the request has no id"))?;
    let method = match &token {
        Some(token) if is_api_key(token) => Method::ApiKey,
        _ => Method::Access,
    };
    let known = match token {
        Some(token) => backend.auth.validate(&token).await,
        None => Err(ClientError::Unauthenticated),
    };
    let outcome = match &known {
        Ok(_) => AttemptOutcome::Success,
        Err(ClientError::Unauthenticated) => AttemptOutcome::Refused,
        Err(_) => AttemptOutcome::Failed,
    };
    backend.metrics().authentication(method, outcome);
    let user = known?;
    note_user(&user.id);
    Ok(Caller { user, request })
}

impl Caller {
    /// Which user.
    pub(crate) fn id(&self) -> &UserId {
        &self.user.id
    }

    /// A session with the database to read what is the user's own, if they may.
    pub(crate) async fn reads(&self, backend: &Backend) -> Result<RequestScope, AppError> {
        self.scope(backend, Permission::Read, Access::Read).await
    }

    /// A session with the database to change what is the user's own, if they may.
    pub(crate) async fn writes(&self, backend: &Backend) -> Result<RequestScope, AppError> {
        self.scope(backend, Permission::Write, Access::Write).await
    }

    /// Refuses who is known but may not.
    pub(crate) fn demand(&self, permission: Permission) -> Result<(), AppError> {
        let may = self.user.permissions.allow(permission);
        may.then_some(()).ok_or(AppError::Forbidden)
    }

    async fn scope(
        &self,
        backend: &Backend,
        permission: Permission,
        access: Access,
    ) -> Result<RequestScope, AppError> {
        self.demand(permission)?;
        backend.scope(&self.request, self.id(), access).await
    }
}

/// Keeps that something was deleted, if it was there; what the caller is told of it.
pub(crate) async fn deleted(scope: RequestScope, was_there: bool) -> Result<StatusCode, Failure> {
    if !was_there {
        return Err(AppError::NotFound.into());
    }
    scope.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
