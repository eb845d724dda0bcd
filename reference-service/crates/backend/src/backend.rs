use crate::Settings;
use crate::runs::Runs;
use auth_client::AuthClient;
use foundation::clock::Clock;
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::ids::{ContextIds, IdGenerator, RequestId, RunId, UserId};
use foundation::names::services;
use mcp::McpServers;
use service::Surroundings;
use service::health::{Dependency, HasVitals, Vitals};
use std::iter::once;
use std::sync::Arc;
use std::time::Duration;
use storage::{Access, RequestScope, ScopeTag};
use telemetry::metrics::{Live, Metrics};
use tools::{NameTaken, ToolDispatchers, ToolRegistry, usage};
use web::{AllowedOrigins, Connections, Nobody, Pipeline, RateLimiter, TrustedProxies};
use websocket::{IsolationKey, ManagerFactory};

/// What the handlers of requests share.
#[derive(Debug)]
pub struct Backend {
    pub(crate) ids: Arc<IdGenerator>,
    pub(crate) auth: AuthClient,
    pub(crate) managers: Arc<ManagerFactory>,
    pub(crate) runs: Arc<Runs>,
    pub(crate) tool_servers: Arc<McpServers>,
    pub(crate) stream_life: Duration,
    pub(crate) vitals: Vitals,
    limiter: Arc<RateLimiter>,
    connections: Arc<Connections>,
    proxies: TrustedProxies,
    origins: AllowedOrigins,
}

impl Backend {
    /// A backend with the one id generator of the process, after it has asked the servers of tools which they have.
    ///
    /// # Errors
    /// When a part is missing, or two tools have one name.
    pub async fn new(settings: &Settings, around: Surroundings) -> Result<Self, AppError> {
        let Surroundings {
            clock,
            entropy,
            database,
        } = around;
        let ids = Arc::new(IdGenerator::new(clock.clone(), entropy));
        let name = settings.environment;
        let tool_servers = McpServers::connect(settings.tool_servers.clone()).await;
        let tools = tools_of(&tool_servers, &clock)?;
        let tools = ToolDispatchers::new(tools, ids.clone(), clock.clone());
        let managers = ManagerFactory::new(name, clock.clone(), ids.clone(), settings.live);
        let metrics = Arc::<Metrics>::default();
        Ok(Self {
            runs: Arc::new(Runs::new(settings.agents.clone(), tools, clock.clone())?),
            tool_servers: Arc::new(tool_servers),
            ids,
            auth: AuthClient::new(settings.auth.clone(), clock.clone()),
            managers: Arc::new(managers),
            stream_life: settings.stream_life,
            limiter: Arc::new(RateLimiter::new(clock.clone(), settings.rate_limits)),
            connections: Connections::new(
                settings.connections,
                settings.proxies.clone(),
                metrics.clone(),
            ),
            proxies: settings.proxies.clone(),
            origins: settings.origins.clone(),
            vitals: Vitals {
                service: services::BACKEND,
                version: env!("CARGO_PKG_VERSION"),
                environment: name,
                clock,
                database,
                metrics,
            },
        })
    }

    /// What its clients may do with connections.
    #[must_use]
    pub fn connections(&self) -> Arc<Connections> {
        self.connections.clone()
    }

    /// The live connections of its users. Whoever runs the service keeps them clean and closes them at its end.
    #[must_use]
    pub fn managers(&self) -> Arc<ManagerFactory> {
        self.managers.clone()
    }

    /// Has servers of tools back that are lost, for ever. Whoever runs the service does this beside the requests.
    pub fn tending(&self) -> impl Future<Output = ()> + Send + use<> {
        let (servers, runs) = (self.tool_servers.clone(), self.runs.clone());
        let clock = self.vitals.clock.clone();
        async move {
            let changed = |servers: &McpServers| match tools_of(servers, &clock) {
                Ok(tools) => runs.tools.replace(tools),
                Err(error) => tracing::error!(%error, "the tools stay as they were"),
            };
            servers.tend(changed).await;
        }
    }

    /// Ends what would not end by itself: live connections, and runs that nobody waits for.
    pub fn closing(&self) -> impl FnOnce() + Send + use<> {
        let (runs, managers) = (self.runs.clone(), self.managers.clone());
        move || {
            runs.close();
            managers.close();
        }
    }

    /// For whom and for which work, for everything that is done for a request: the one place where contexts are made.
    pub(crate) fn context(
        &self,
        key: &IsolationKey,
        request: &RequestId,
    ) -> Result<UserContext, AppError> {
        let ids = ContextIds {
            thread: key.thread.clone(),
            run: RunId::generate(&self.ids).map_err(AppError::internal)?,
            request: request.clone(),
        };
        let now = self.vitals.clock.now();
        Ok(UserContext::new(key.user.clone(), ids, now))
    }

    /// What happens to every request to it.
    pub(crate) fn pipeline(&self, unlimited: &'static [&'static str]) -> Pipeline {
        Pipeline {
            ids: self.ids.clone(),
            clock: self.vitals.clock.clone(),
            metrics: self.metrics(),
            proxies: self.proxies.clone(),
            origins: self.origins.clone(),
            limiter: self.limiter.clone(),
            version: self.vitals.version,
            unlimited,
            privilege: Arc::new(Nobody),
        }
    }

    /// A session with the database for a request of this user.
    pub(crate) async fn scope(
        &self,
        request: &RequestId,
        user: &UserId,
        access: Access,
    ) -> Result<RequestScope, AppError> {
        let tag = ScopeTag {
            request: request.clone(),
            user: Some(user.clone()),
        };
        Ok(self.vitals.database.scope(tag, access).await?)
    }

    pub(crate) fn metrics(&self) -> Arc<Metrics> {
        self.vitals.metrics.clone()
    }
}

/// Our tools and those of the servers.
fn tools_of(servers: &McpServers, clock: &Arc<dyn Clock>) -> Result<ToolRegistry, NameTaken> {
    let ours = usage::registered(ToolRegistry::default(), clock)?;
    let mut theirs = servers.tools().into_iter();
    theirs.try_fold(ours, |tools, tool| tools.with(tool))
}

impl HasVitals for Backend {
    fn vitals(&self) -> &Vitals {
        &self.vitals
    }

    async fn dependencies(&self) -> Vec<Dependency> {
        let auth = Dependency {
            name: services::AUTH.to_owned(),
            is_up: self.auth.is_there().await,
            is_needed: true,
        };
        let tool_servers = self.tool_servers.known().map(|(name, is_up)| Dependency {
            name: format!("tool server {name}"),
            is_up,
            is_needed: false,
        });
        once(auth).chain(tool_servers).collect()
    }

    fn live(&self) -> Live {
        let figures = self.managers.figures();
        Live {
            connections: figures.connections,
            streams: figures.subscriptions,
            managers: figures.active,
            dropped: figures.dropped,
            lost: figures.lost,
        }
    }
}
