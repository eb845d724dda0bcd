use crate::settings::Settings;
use auth::guesses::Guesses;
use auth::oauth::OauthProvider;
use auth::passwords::Passwords;
use auth::random;
use auth::services::Services;
use auth::tokens::TokenMint;
use foundation::clock::Clock;
use foundation::entropy::Entropy;
use foundation::environment::EnvironmentName;
use foundation::errors::AppError;
use foundation::ids::IdGenerator;
use foundation::names::services;
use foundation::secret::SecretToken;
use service::Surroundings;
use service::health::{HasVitals, Vitals};
use std::sync::Arc;
use storage::{Access, Database, RequestScope, ScopeTag};
use telemetry::metrics::{AttemptOutcome, Method, Metrics};
use web::{AllowedOrigins, Connections, Pipeline, RateLimiter, TrustedProxies};

/// What the handlers of requests share.
#[derive(Debug)]
pub struct AuthService {
    pub(crate) environment: EnvironmentName,
    pub(crate) dev_login: bool,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) ids: Arc<IdGenerator>,
    pub(crate) database: Database,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) limiter: Arc<RateLimiter>,
    connections: Arc<Connections>,
    proxies: TrustedProxies,
    origins: AllowedOrigins,
    vitals: Vitals,
    pub(crate) mint: TokenMint,
    pub(crate) passwords: Passwords,
    pub(crate) guesses: Guesses,
    pub(crate) services: Arc<Services>,
    pub(crate) provider: Option<OauthProvider>,
    #[cfg(feature = "e2e-bypass")]
    pub(crate) e2e_key: Option<auth::tokens::SharedKey>,
}

impl AuthService {
    /// A service with the one id generator of the process. Keys that nobody set are made up: they end with it.
    ///
    /// # Errors
    /// When there are no random bytes, or a key is too short.
    pub fn new(settings: &Settings, around: Surroundings) -> Result<Self, AppError> {
        let Surroundings {
            clock,
            entropy,
            database,
        } = around;
        let ids = Arc::new(IdGenerator::new(clock.clone(), entropy.clone()));
        let key = set_or_made_up(settings.jwt_key.as_ref(), &*entropy)?;
        let service_secret = set_or_made_up(settings.service_secret.as_ref(), &*entropy)?;
        let instance = random::secret(&*entropy).map_err(AppError::internal)?;
        let mint = TokenMint::new(
            &key,
            settings.environment,
            random::fingerprint(&instance),
            clock.clone(),
            entropy.clone(),
        );
        let provider = settings.provider.clone();
        let provider = provider.map(|it| OauthProvider::new(it, clock.clone(), entropy.clone()));
        let metrics = Arc::<Metrics>::default();
        let vitals = Vitals {
            service: services::AUTH,
            version: env!("CARGO_PKG_VERSION"),
            environment: settings.environment,
            clock: clock.clone(),
            database: database.clone(),
            metrics: metrics.clone(),
        };
        Ok(Self {
            environment: settings.environment,
            dev_login: settings.dev_login,
            database,
            connections: Connections::new(
                settings.connections,
                settings.proxies.clone(),
                metrics.clone(),
            ),
            proxies: settings.proxies.clone(),
            origins: settings.origins.clone(),
            metrics,
            vitals,
            limiter: Arc::new(RateLimiter::new(clock.clone(), settings.rate_limits)),
            mint: mint.map_err(AppError::internal)?,
            guesses: Guesses::new(clock.clone()),
            passwords: Passwords::new(settings.environment, entropy.clone()),
            services: Arc::new(Services::new(service_secret).map_err(AppError::internal)?),
            provider,
            #[cfg(feature = "e2e-bypass")]
            e2e_key: settings
                .e2e_key
                .as_ref()
                .map(auth::tokens::SharedKey::new)
                .transpose()
                .map_err(AppError::internal)?,
            clock,
            entropy,
            ids,
        })
    }

    /// What its clients may do with connections.
    #[must_use]
    pub fn connections(&self) -> Arc<Connections> {
        self.connections.clone()
    }

    /// What happens to every request to it.
    pub(crate) fn pipeline(&self, unlimited: &'static [&'static str]) -> Pipeline {
        Pipeline {
            ids: self.ids.clone(),
            clock: self.clock.clone(),
            metrics: self.metrics.clone(),
            proxies: self.proxies.clone(),
            origins: self.origins.clone(),
            limiter: self.limiter.clone(),
            version: env!("CARGO_PKG_VERSION"),
            unlimited,
            privilege: self.services.clone(),
        }
    }

    pub(crate) async fn scope(
        &self,
        tag: ScopeTag,
        access: Access,
    ) -> Result<RequestScope, AppError> {
        Ok(self.database.scope(tag, access).await?)
    }

    /// Counts an attempt to be let in.
    pub(crate) fn count(&self, method: Method, outcome: AttemptOutcome) {
        self.metrics.authentication(method, outcome);
        tracing::info!(?method, ?outcome, "authentication");
    }

    /// Counts a refused attempt, and is what the asker is told.
    pub(crate) fn refuse(&self, method: Method) -> AppError {
        self.count(method, AttemptOutcome::Refused);
        AppError::Unauthenticated
    }
}

fn set_or_made_up(
    set: Option<&SecretToken>,
    entropy: &dyn Entropy,
) -> Result<SecretToken, AppError> {
    set.map_or_else(
        || random::secret(entropy).map_err(AppError::internal),
        |secret| Ok(secret.clone()),
    )
}

impl HasVitals for AuthService {
    fn vitals(&self) -> &Vitals {
        &self.vitals
    }
}
