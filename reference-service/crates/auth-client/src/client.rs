use crate::cache::TokenCache;
use crate::{AuthClientSettings, ClientError};
use auth_api::{
    Allowed, ApiKeys, BEARER, Blacklisted, ChangePassword, CheckAuthorization, CheckPermission,
    CreateApiKey, CreateToken, CreatedApiKey, CreatedToken, DeleteAccount, HashPassword,
    HashedPassword, ListApiKeys, Logout, PasswordLogin, Profile, Refresh, Register, ResetPassword,
    RevokeApiKey, ServiceLogin, ServiceToken, TokenQuestion, Tokens, Validated, VerifiedPassword,
    VerifyPassword,
};
use foundation::clock::{Clock, EpochMillis};
use foundation::errors::{ErrorBody, ErrorCode};
use foundation::identity::{Email, Permission, Permissions};
use foundation::ids::{SessionId, UserId};
use foundation::names::{headers, routes};
use foundation::retry::{Breaker, BreakerState, Deadline, Retry, retry, within};
use foundation::secret::SecretToken;
use http::{StatusCode, Uri, header};
use outbound::{AskError, HttpAnswer, HttpClient};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

/// A sign of life comes soon or not at all.
const PROBE: Duration = Duration::from_secs(1);

/// Asks the auth service on behalf of another service.
#[derive(Debug)]
pub struct AuthClient {
    settings: AuthClientSettings,
    http: HttpClient,
    breaker: Breaker,
    cache: TokenCache,
}

/// Whose token it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUser {
    /// Who.
    pub id: UserId,
    /// Under which address.
    pub email: Email,
    /// With which permissions.
    pub permissions: Permissions,
    /// In which session.
    pub session: Option<SessionId>,
    /// Until when the token counts.
    pub expires: EpochMillis,
}

/// Whether a question may be asked again when the answer got lost.
#[derive(Debug, Clone, Copy)]
enum Asking {
    /// The answer does not change anything.
    Repeatedly,
    /// The first answer changes the second: a refresh token that is shown twice ends the session.
    Once,
}

impl AuthClient {
    /// A client with connections and a memory of its own.
    #[must_use]
    pub fn new(settings: AuthClientSettings, clock: Arc<dyn Clock>) -> Self {
        Self {
            http: HttpClient::new(settings.limits),
            breaker: Breaker::new(clock.clone(), settings.breaker),
            cache: TokenCache::new(clock),
            settings,
        }
    }

    /// Whether the auth service is asked at present.
    #[must_use]
    pub fn breaker(&self) -> BreakerState {
        self.breaker.standing()
    }

    /// Whether the auth service can be reached: it is asked for a sign of life, also when nobody has asked it anything yet, and
    /// when it failed lately. Whoever is told that we are not ready sends us nothing to find it out by.
    pub async fn is_there(&self) -> bool {
        let (Ok(permit), Ok(uri)) = (self.breaker.permit(), self.uri(routes::LIVE)) else {
            return false;
        };
        let answer = within(PROBE, self.http.get(&uri)).await;
        let is_there = matches!(answer, Ok(Ok(answer)) if answer.status.is_success());
        if is_there {
            permit.success();
        } else {
            permit.failure();
        }
        is_there
    }

    /// Whose access token it is.
    ///
    /// What is remembered of a token is used only after the auth service said that it was not taken back. If it cannot
    /// say so, nobody is let in.
    ///
    /// # Errors
    /// When the token does not count, or the auth service does not answer.
    pub async fn validate(&self, token: &SecretToken) -> Result<KnownUser, ClientError> {
        let (known, moment) = self.cache.recall(token);
        let asked = TokenQuestion {
            token: token.clone(),
        };
        if let Some(user) = known {
            let place = routes::AUTH_CHECK_BLACKLIST;
            let told = self.ask(place, Asking::Repeatedly, &asked).await;
            return match told {
                Ok(Blacklisted { blacklisted: false }) => Ok(user),
                // A token that is no longer one, for instance of an earlier key, is refused as input.
                Ok(Blacklisted { blacklisted: true })
                | Err(ClientError::Refused {
                    code: ErrorCode::InvalidInput,
                    ..
                }) => {
                    self.cache.forget(token);
                    Err(ClientError::Unauthenticated)
                }
                Err(error) => Err(error),
            };
        }
        let place = routes::AUTH_VALIDATE;
        let told: Validated = self.ask(place, Asking::Repeatedly, &asked).await?;
        let user = known_user(told).ok_or(ClientError::Unauthenticated)?;
        self.cache.remember(token, user.clone(), moment);
        Ok(user)
    }

    /// Makes an account.
    ///
    /// # Errors
    /// When there is one of this address, the password is weak, or the auth service does not answer.
    pub async fn register(&self, asked: &Register) -> Result<Profile, ClientError> {
        self.ask(routes::AUTH_REGISTER, Asking::Once, asked).await
    }

    /// Begins a session by address and password.
    ///
    /// # Errors
    /// When they do not belong together, or the auth service does not answer.
    pub async fn log_in(&self, asked: &PasswordLogin) -> Result<Tokens, ClientError> {
        self.ask(routes::AUTH_LOGIN, Asking::Once, asked).await
    }

    /// Exchanges a refresh token for new tokens.
    ///
    /// # Errors
    /// When it does not count, or the auth service does not answer.
    pub async fn refresh(&self, refresh_token: SecretToken) -> Result<Tokens, ClientError> {
        let asked = Refresh { refresh_token };
        self.ask(routes::AUTH_REFRESH, Asking::Once, &asked).await
    }

    /// Ends the session of an access token, or all sessions of its user. The token is forgotten before and after: no
    /// answer that is under way may bring it back.
    ///
    /// # Errors
    /// When it does not count, or the auth service does not answer.
    pub async fn log_out(&self, token: &SecretToken, asked: &Logout) -> Result<(), ClientError> {
        self.cache.forget(token);
        let place = routes::AUTH_LOGOUT;
        let answer = self.answer(place, Some(token), Asking::Once, asked).await;
        self.cache.forget(token);
        answer.map(|_| ())
    }

    /// Gives the owner of an access token another password, and ends their other sessions.
    ///
    /// # Errors
    /// When the token does not count, a password is wrong or weak, or the auth service does not answer.
    pub async fn change_password(
        &self,
        token: &SecretToken,
        asked: &ChangePassword,
    ) -> Result<(), ClientError> {
        let place = routes::AUTH_CHANGE_PASSWORD;
        let answer = self.answer(place, Some(token), Asking::Once, asked).await;
        answer.map(|_| ())
    }

    /// Gives whoever has a token for that another password.
    ///
    /// # Errors
    /// When the token does not count, the password is weak, or the auth service does not answer.
    pub async fn reset_password(&self, asked: &ResetPassword) -> Result<(), ClientError> {
        let place = routes::AUTH_RESET_PASSWORD;
        let answer = self.answer(place, None, Asking::Once, asked).await;
        answer.map(|_| ())
    }

    /// Ends the account of the owner of an access token.
    ///
    /// # Errors
    /// When the token does not count, the password is wrong, or the auth service does not answer.
    pub async fn delete_account(
        &self,
        token: &SecretToken,
        asked: &DeleteAccount,
    ) -> Result<(), ClientError> {
        let place = routes::AUTH_DELETE_ACCOUNT;
        let answer = self.answer(place, Some(token), Asking::Once, asked).await;
        self.cache.forget(token);
        answer.map(|_| ())
    }

    /// A key for programs of the owner of an access token.
    ///
    /// # Errors
    /// When the token does not count, there may be no such key, or the auth service does not answer.
    pub async fn create_api_key(
        &self,
        token: &SecretToken,
        asked: &CreateApiKey,
    ) -> Result<CreatedApiKey, ClientError> {
        let place = routes::AUTH_CREATE_API_KEY;
        let answer = self.answer(place, Some(token), Asking::Once, asked).await?;
        answer.json().map_err(ClientError::Unavailable)
    }

    /// The keys of the owner of an access token.
    ///
    /// # Errors
    /// When the token does not count, or the auth service does not answer.
    pub async fn api_keys(&self, token: &SecretToken) -> Result<ApiKeys, ClientError> {
        let place = routes::AUTH_LIST_API_KEYS;
        let answer = self.answer(place, Some(token), Asking::Repeatedly, &ListApiKeys {});
        answer.await?.json().map_err(ClientError::Unavailable)
    }

    /// Takes a key of the owner of an access token back.
    ///
    /// # Errors
    /// When the token does not count, there is no such key, or the auth service does not answer.
    pub async fn revoke_api_key(
        &self,
        token: &SecretToken,
        asked: &RevokeApiKey,
    ) -> Result<(), ClientError> {
        let place = routes::AUTH_REVOKE_API_KEY;
        let answer = self.answer(place, Some(token), Asking::Once, asked).await;
        answer.map(|_| ())
    }

    /// Whether the owner of a token has a permission.
    ///
    /// # Errors
    /// When the auth service does not answer.
    pub async fn may(
        &self,
        token: &SecretToken,
        permission: Permission,
    ) -> Result<bool, ClientError> {
        let asked = CheckPermission {
            token: token.clone(),
            permission,
        };
        let place = routes::AUTH_CHECK_PERMISSION;
        let told: Allowed = self.ask(place, Asking::Repeatedly, &asked).await?;
        Ok(told.allowed)
    }

    /// Whether the owner of a token may do something to what belongs to `owner`.
    ///
    /// # Errors
    /// When the auth service does not answer.
    pub async fn may_with(&self, asked: &CheckAuthorization) -> Result<bool, ClientError> {
        let place = routes::AUTH_CHECK_AUTHORIZATION;
        let told: Allowed = self.ask(place, Asking::Repeatedly, asked).await?;
        Ok(told.allowed)
    }

    /// An access token for a user, made for this service.
    ///
    /// # Errors
    /// When there is no such user, or the auth service does not answer.
    pub async fn create_token(&self, user_id: UserId) -> Result<CreatedToken, ClientError> {
        let asked = CreateToken { user_id };
        let place = routes::AUTH_CREATE_TOKEN;
        self.ask(place, Asking::Repeatedly, &asked).await
    }

    /// A token of this service.
    ///
    /// # Errors
    /// When the secret is not the right one, or the auth service does not answer.
    pub async fn service_token(&self) -> Result<ServiceToken, ClientError> {
        let asked = ServiceLogin {
            service_id: self.settings.service_id.to_owned(),
            service_secret: self.settings.service_secret.clone(),
        };
        let place = routes::AUTH_SERVICE_TOKEN;
        self.ask(place, Asking::Repeatedly, &asked).await
    }

    /// What may be kept of a password.
    ///
    /// # Errors
    /// When the password is weak, or the auth service does not answer.
    pub async fn hash_password(&self, password: SecretToken) -> Result<SecretToken, ClientError> {
        let asked = HashPassword { password };
        let place = routes::AUTH_HASH_PASSWORD;
        let told: HashedPassword = self.ask(place, Asking::Repeatedly, &asked).await?;
        Ok(told.hash)
    }

    /// Whether password and hash belong together.
    ///
    /// # Errors
    /// When the hash is none, or the auth service does not answer.
    pub async fn verify_password(&self, asked: &VerifyPassword) -> Result<bool, ClientError> {
        let place = routes::AUTH_VERIFY_PASSWORD;
        let told: VerifiedPassword = self.ask(place, Asking::Repeatedly, asked).await?;
        Ok(told.matches)
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        route: &str,
        asking: Asking,
        body: &impl Serialize,
    ) -> Result<T, ClientError> {
        let answer = self.answer(route, None, asking, body).await?;
        answer.json().map_err(ClientError::Unavailable)
    }

    /// The answer to a question, asked as often as may be.
    async fn answer(
        &self,
        route: &str,
        bearer: Option<&SecretToken>,
        asking: Asking,
        body: &impl Serialize,
    ) -> Result<HttpAnswer, ClientError> {
        let policy = match asking {
            Asking::Repeatedly => self.settings.retry,
            Asking::Once => Retry {
                attempts: NonZeroU32::MIN,
                ..self.settings.retry
            },
        };
        let uri = self.uri(route)?;
        let deadline = Deadline::after(self.settings.patience);
        let attempt = |_| self.attempt(&uri, bearer, body, &deadline);
        let worth_another = |error: &ClientError| error.is_passing() && !deadline.is_over();
        let answer = retry(policy, worth_another, attempt);
        let late = |late| ClientError::Unavailable(AskError::TimedOut(late));
        deadline.wait_for(answer).await.map_err(late)?
    }

    async fn attempt(
        &self,
        uri: &Uri,
        bearer: Option<&SecretToken>,
        body: &impl Serialize,
        deadline: &Deadline,
    ) -> Result<HttpAnswer, ClientError> {
        let permit = self.breaker.permit()?;
        // Said with every question: a service is not limited as its users are.
        let mut headers = vec![
            (headers::SERVICE_ID, self.settings.service_id),
            (
                headers::SERVICE_SECRET,
                self.settings.service_secret.expose(),
            ),
        ];
        let bearer = bearer.map(|token| format!("{BEARER} {}", token.expose()));
        if let Some(bearer) = &bearer {
            headers.push((header::AUTHORIZATION.as_str(), bearer));
        }
        // Kept here as well as around all attempts: who does not answer in time has failed.
        let answer = deadline.wait_for(self.http.post_json(uri, &headers, body));
        let answer = answer.await.unwrap_or_else(|late| Err(late.into()));
        let answer = answer.map_err(ClientError::Unavailable).and_then(judged);
        match &answer {
            Err(error) if error.is_trouble() => {
                tracing::warn!(%error, "asking the auth service");
                permit.failure();
            }
            _ => permit.success(),
        }
        answer
    }

    fn uri(&self, route: &str) -> Result<Uri, ClientError> {
        let base = self.settings.url.as_str().trim_end_matches('/');
        let uri = format!("{base}{route}").parse::<Uri>();
        uri.map_err(|error| ClientError::Unavailable(AskError::Question(error.into())))
    }
}

/// The answer, if it is one to the question.
fn judged(answer: HttpAnswer) -> Result<HttpAnswer, ClientError> {
    let status = answer.status;
    if status.is_success() {
        return Ok(answer);
    }
    if status == StatusCode::UNAUTHORIZED {
        return Err(ClientError::Unauthenticated);
    }
    // Of users, whose guesses are counted: we ourselves are not limited.
    if status == StatusCode::TOO_MANY_REQUESTS
        && let Some(wait) = retry_after(&answer)
    {
        return Err(ClientError::TooManyTries(wait));
    }
    // What limits us will pass, but not by asking again at once; nor is it trouble of the auth service. One that has no
    // room for more still knows who is who.
    if status.is_client_error() || status == StatusCode::INSUFFICIENT_STORAGE {
        let told = answer.json::<ErrorBody>().ok();
        let (code, message) = told.map_or_else(
            || (ErrorCode::InvalidInput, status.to_string()),
            |error| (error.code, error.message),
        );
        return Err(ClientError::Refused { code, message });
    }
    Err(ClientError::Failed(status.as_u16()))
}

/// For how long the answer says to wait.
fn retry_after(answer: &HttpAnswer) -> Option<Duration> {
    let seconds = answer.headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
}

fn known_user(told: Validated) -> Option<KnownUser> {
    if !told.valid {
        return None;
    }
    Some(KnownUser {
        id: told.user_id?,
        email: told.email?,
        permissions: told.permissions?,
        session: told.session_id,
        expires: EpochMillis(told.expires_at?.saturating_mul(1_000)),
    })
}
