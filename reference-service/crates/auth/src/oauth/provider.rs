use super::identity::{Expected, Identity, read};
use super::settings::ProviderSettings;
use crate::random;
use foundation::clock::{Clock, EpochMillis, whole_millis};
use foundation::entropy::Entropy;
use foundation::errors::AppError;
use foundation::names::routes;
use foundation::secret::SecretToken;
use http::Uri;
use jsonwebtoken::jwk::JwkSet;
use outbound::{AskError, ClientLimits, HttpClient};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use storage::oauth_states::{self, Awaited};
use storage::{RequestScope, StorageError};
use tokio::sync::OnceCell;
use url::Url;

/// So long a user may take at the provider.
pub const STATE_LIFE: Duration = Duration::from_secs(10 * 60);

const LIMITS: ClientLimits = ClientLimits {
    connect: Duration::from_secs(2),
    total: Duration::from_secs(10),
    answer: 256 * 1024,
    idle_connections: 2,
};

/// A provider that knows users.
#[derive(Debug)]
pub struct OauthProvider {
    settings: ProviderSettings,
    client: HttpClient,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    /// Asked once, at the first login: a provider that is down must not keep the service from starting.
    endpoints: OnceCell<Endpoints>,
}

/// Where a user is sent, and what their browser has to bring back.
#[derive(Debug)]
pub struct Departure {
    /// The provider's page.
    pub url: Url,
    /// For a cookie: who comes back with the same is who was sent away.
    pub state: SecretToken,
}

/// Why a login by the provider failed.
#[derive(Debug, thiserror::Error)]
pub enum OauthError {
    /// Nobody was sent away with this state, or too long ago.
    #[error("the login was not begun here, or too long ago")]
    State,
    /// The provider does not take the code.
    #[error("the provider does not take the code")]
    Code,
    /// What the provider says of the user does not count.
    #[error("the provider's token does not count: {0}")]
    IdToken(&'static str),
    /// The provider describes itself as somebody else, or with addresses that others can listen to.
    #[error("the provider's description is wrong: {0}")]
    Description(&'static str),
    /// The provider does not answer, or not in the form of the standard.
    #[error("the provider does not answer")]
    Provider(#[from] AskError),
    /// There are no random bytes.
    #[error(transparent)]
    Entropy(#[from] foundation::entropy::EntropyFailure),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<OauthError> for AppError {
    fn from(error: OauthError) -> Self {
        match error {
            OauthError::State => Self::InvalidInput(error.to_string()),
            OauthError::Code | OauthError::IdToken(_) => Self::Unauthenticated,
            OauthError::Description(_) | OauthError::Provider(_) => Self::Unavailable(error.into()),
            OauthError::Entropy(_) => Self::internal(error),
            OauthError::Storage(error) => error.into(),
        }
    }
}

/// How a provider describes itself.
#[derive(Debug, Deserialize)]
struct Endpoints {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    jwks_uri: Url,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: SecretToken,
}

impl OauthProvider {
    /// The provider of these settings. It is not asked yet.
    #[must_use]
    pub fn new(
        settings: ProviderSettings,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            settings,
            client: HttpClient::new(LIMITS),
            clock,
            entropy,
            endpoints: OnceCell::new(),
        }
    }

    /// Under which name users see it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Has the provider described, before a session with the database is held.
    ///
    /// # Errors
    /// When the provider does not answer or describes itself wrongly.
    pub async fn prepare(&self) -> Result<(), OauthError> {
        self.endpoints().await.map(|_| ())
    }

    /// Sends a user to the provider.
    ///
    /// # Errors
    /// When the provider does not answer, or the database fails.
    pub async fn begin(&self, scope: &mut RequestScope) -> Result<Departure, OauthError> {
        let endpoints = self.endpoints().await?;
        let [state, nonce, verifier] = [
            random::secret(&*self.entropy)?,
            random::secret(&*self.entropy)?,
            random::secret(&*self.entropy)?,
        ];
        let mut url = endpoints.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", self.settings.redirect.as_str())
            .append_pair("scope", "openid email profile")
            .append_pair("state", state.expose())
            .append_pair("nonce", nonce.expose())
            .append_pair("code_challenge", &random::fingerprint(&verifier))
            .append_pair("code_challenge_method", "S256");

        let now = self.clock.now();
        let life = whole_millis(STATE_LIFE);
        let remembered = Awaited {
            provider: self.settings.name.clone(),
            nonce,
            verifier,
            expires: EpochMillis(now.0.saturating_add(life)),
        };
        oauth_states::remember(scope, &random::fingerprint(&state), &remembered, now).await?;
        Ok(Departure { url, state })
    }

    /// What was remembered of the login with this state, which is over with this question.
    ///
    /// # Errors
    /// When there was none, or the database fails.
    pub async fn recall(
        &self,
        scope: &mut RequestScope,
        state: &SecretToken,
    ) -> Result<Awaited, OauthError> {
        let hash = random::fingerprint(state);
        let remembered = oauth_states::take(scope, &hash, self.clock.now()).await?;
        remembered
            .filter(|remembered| remembered.provider == self.settings.name)
            .ok_or(OauthError::State)
    }

    /// Whom the provider means by the code.
    ///
    /// # Errors
    /// When the provider does not answer, or what it says does not count.
    pub async fn finish(
        &self,
        remembered: &Awaited,
        code: &SecretToken,
    ) -> Result<Identity, OauthError> {
        let endpoints = self.endpoints().await?;
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("redirect_uri", self.settings.redirect.as_str()),
            ("client_id", self.settings.client_id.as_str()),
            ("client_secret", self.settings.client_secret.expose()),
            ("code_verifier", remembered.verifier.expose()),
        ];
        let token_endpoint = uri(&endpoints.token_endpoint)?;
        let answer = self.client.post_form(&token_endpoint, &fields).await?;
        if answer.status.is_client_error() {
            return Err(OauthError::Code);
        }
        let token = answer.json::<TokenAnswer>()?.id_token;
        // Asked for each login, since providers change their keys.
        let keys: JwkSet = self.client.get(&uri(&endpoints.jwks_uri)?).await?.json()?;
        let expected = Expected {
            issuer: &endpoints.issuer,
            client_id: &self.settings.client_id,
            nonce: &remembered.nonce,
            now: self.clock.now(),
        };
        read(&token, &keys, &expected)
    }

    async fn endpoints(&self) -> Result<&Endpoints, OauthError> {
        self.endpoints.get_or_try_init(|| self.discover()).await
    }

    async fn discover(&self) -> Result<Endpoints, OauthError> {
        let issuer = self.settings.issuer.as_str().trim_end_matches('/');
        let place = format!("{issuer}{}", routes::OPENID_CONFIGURATION);
        let place = place
            .parse::<Uri>()
            .map_err(|_| OauthError::Description("its address is none"))?;
        let endpoints: Endpoints = self.client.get(&place).await?.json()?;
        if endpoints.issuer.trim_end_matches('/') != issuer {
            return Err(OauthError::Description("it is somebody else's"));
        }
        let urls = [
            &endpoints.authorization_endpoint,
            &endpoints.token_endpoint,
            &endpoints.jwks_uri,
        ];
        if urls
            .into_iter()
            .any(|url| ProviderSettings::demand_secure(url).is_err())
        {
            return Err(OauthError::Description("others can listen to it"));
        }
        Ok(endpoints)
    }
}

fn uri(url: &Url) -> Result<Uri, OauthError> {
    url.as_str()
        .parse()
        .map_err(|_| OauthError::Description("an address is none"))
}
