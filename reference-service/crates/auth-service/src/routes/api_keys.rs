//! Keys for programs of users. A key makes no key: it takes a session to have one.

use crate::AuthService;
use crate::asker::{Asker, Tag};
use auth::accounts::DisplayName;
use auth::api_keys;
use auth_api::{ApiKeys, CreateApiKey, CreatedApiKey, KnownApiKey, ListApiKeys, RevokeApiKey};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use foundation::errors::AppError;
use foundation::names::routes;
use std::sync::Arc;
use storage::Access;
use storage::api_keys::{self as kept, ApiKey};
use web::{Failure, JsonBody};

/// What a user may see of a key.
fn known(key: ApiKey) -> KnownApiKey {
    KnownApiKey {
        prefix: key.prefix,
        name: key.name,
        permissions: key.permissions,
        created_at: key.created.0,
        last_used_at: key.last_used.map(|it| it.0),
    }
}

/// Makes a key for a program of the bearer. It is shown this once.
#[utoipa::path(post, path = routes::AUTH_CREATE_API_KEY, tag = "api keys", request_body = CreateApiKey, responses(
    (status = 201, body = CreatedApiKey), (status = 400), (status = 401),
    (status = 403, description = "the bearer may not do that"), (status = 409, description = "there are too many")))]
pub(crate) async fn create(
    State(service): State<Arc<AuthService>>,
    Asker { user, .. }: Asker,
    tag: Tag,
    JsonBody(asked): JsonBody<CreateApiKey>,
) -> Result<(StatusCode, Json<CreatedApiKey>), Failure> {
    let name = DisplayName::try_from(asked.name.as_str());
    let name = name.map_err(|error| AppError::InvalidInput(error.to_string()))?;
    let permissions = asked
        .permissions
        .unwrap_or_else(|| user.permissions.clone());
    let now = service.clock.now();
    let mut scope = service.scope(tag.of(&user), Access::Write).await?;
    let wanted = (name, permissions);
    let made = api_keys::create(&mut scope, &*service.entropy, &user, wanted, now).await?;
    scope.commit().await?;
    let (key, kept) = made;
    tracing::info!(prefix = kept.prefix, "API key made");
    let known = known(kept);
    Ok((StatusCode::CREATED, Json(CreatedApiKey { key, known })))
}

/// Lists the keys of the bearer.
#[utoipa::path(post, path = routes::AUTH_LIST_API_KEYS, tag = "api keys", request_body = ListApiKeys, responses(
    (status = 200, body = ApiKeys), (status = 400), (status = 401)))]
pub(crate) async fn list(
    State(service): State<Arc<AuthService>>,
    Asker { user, .. }: Asker,
    tag: Tag,
    JsonBody(ListApiKeys {}): JsonBody<ListApiKeys>,
) -> Result<Json<ApiKeys>, Failure> {
    let mut scope = service.scope(tag.of(&user), Access::Read).await?;
    let keys = kept::of_user(&mut scope, &user.id).await?;
    let api_keys = keys.into_iter().map(known).collect();
    Ok(Json(ApiKeys { api_keys }))
}

/// Takes a key of the bearer back.
#[utoipa::path(post, path = routes::AUTH_REVOKE_API_KEY, tag = "api keys", request_body = RevokeApiKey, responses(
    (status = 204), (status = 400), (status = 401), (status = 404)))]
pub(crate) async fn revoke(
    State(service): State<Arc<AuthService>>,
    Asker { user, .. }: Asker,
    tag: Tag,
    JsonBody(asked): JsonBody<RevokeApiKey>,
) -> Result<StatusCode, Failure> {
    let mut scope = service.scope(tag.of(&user), Access::Write).await?;
    if !kept::remove(&mut scope, &user.id, &asked.prefix).await? {
        return Err(AppError::NotFound.into());
    }
    scope.commit().await?;
    tracing::info!("API key taken back");
    Ok(StatusCode::NO_CONTENT)
}
