//! Both services at work within the test, on databases of their own and ports that the system chose.

#![allow(dead_code, reason = "each test file uses a part of it")]

use auth::tokens::{Subject, TokenKind, TokenMint};
use auth_service::AuthService;
use backend::Backend;
use e2e::{Limited, Outcome, Pace, Person, Platform, Restarted, Stack};
use foundation::clock::{Clock, EpochMillis, ManualClock, SystemClock};
use foundation::entropy::SystemEntropy;
use foundation::environment::{Environment, EnvironmentName};
use foundation::identity::{Email, Permissions};
use foundation::names::variables;
use foundation::secret::SecretToken;
use futures_util::future::BoxFuture;
use llm::LocalModel;
use service::Surroundings;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use storage::Database;
use test_support::{AtWork, Sandbox};
use tokio::sync::Mutex;
use web::{Ending, RateLimits};

/// The secret of services and the key of tokens.
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// So little may be asked where the limit is tried out.
const FEW: u32 = 20;

/// A model takes so long for a piece of its answer: a run is still under way when a scenario cancels it or cuts its line,
/// on a busy machine too.
const PACE: Duration = Duration::from_millis(5);

/// A service on a database of its own.
#[derive(Debug)]
struct Started {
    at_work: AtWork,
    database: Database,
}

/// What the services keep their rows in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    Sqlite,
    Postgres,
}

/// Empty databases, one for each service that is started on them.
#[derive(Debug)]
struct Databases {
    auth: Sandbox,
    backend: Sandbox,
}

impl Databases {
    /// `None` where there is no such store.
    async fn of(store: Store) -> Outcome<Option<Self>> {
        let empty = async || match store {
            Store::Sqlite => Sandbox::sqlite().await.map(Some),
            Store::Postgres => Sandbox::postgres().await,
        };
        let (auth, backend) = (empty().await?, empty().await?);
        Ok(auth
            .zip(backend)
            .map(|(auth, backend)| Self { auth, backend }))
    }

    async fn discard(self) -> Outcome {
        self.auth.discard().await?;
        self.backend.discard().await
    }
}

/// Both of them.
#[derive(Debug)]
pub(crate) struct InProcess {
    store: Store,
    databases: Databases,
    /// Those of services that were started apart.
    more: Mutex<Vec<Arc<Self>>>,
    clock: Arc<dyn Clock>,
    /// Those of them that are ours; none in between a stop and a start.
    services: Mutex<Vec<Started>>,
    addresses: [SocketAddr; 2],
}

impl InProcess {
    /// Both services, fresh; `None` where there is no such store, which is told.
    pub(crate) async fn start(store: Store) -> Outcome<Option<Arc<Self>>> {
        let Some(databases) = Databases::of(store).await? else {
            return Ok(None);
        };
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let (any, much) = (AtWork::ANYWHERE, u32::MAX);
        let auth = start_auth(&databases, &clock, any).await?;
        let backend = start_backend(&databases, &clock, (any, auth.at_work.address), much).await?;
        let addresses = [backend.at_work.address, auth.at_work.address];
        Ok(Some(Arc::new(Self {
            store,
            databases,
            more: Mutex::default(),
            clock,
            services: Mutex::new(vec![backend, auth]),
            addresses,
        })))
    }

    /// Ends the services and leaves nothing behind.
    pub(crate) async fn discard(self: Arc<Self>) -> Outcome {
        let mut all = std::mem::take(&mut *self.more.lock().await);
        all.push(self);
        for stack in all {
            for service in stack.services.lock().await.drain(..) {
                service.stop().await?;
            }
            if let Ok(stack) = Arc::try_unwrap(stack) {
                stack.databases.discard().await?;
            }
        }
        Ok(())
    }

    /// Where the chat page is.
    pub(crate) fn page(&self) -> String {
        format!("http://{}/", self.addresses[0])
    }

    pub(crate) fn platform(self: &Arc<Self>) -> Platform {
        let [base, auth] = self.addresses.map(|it| format!("http://{it}"));
        Platform::new(&base, &auth, Pace::Told, self.clone())
    }
}

impl Stack for InProcess {
    fn restart(&self) -> BoxFuture<'_, Outcome<Restarted>> {
        Box::pin(async {
            let mut services = self.services.lock().await;
            for service in services.drain(..) {
                service.stop().await?;
            }
            let [base, auth] = self.addresses;
            let much = u32::MAX;
            services.push(start_backend(&self.databases, &self.clock, (base, auth), much).await?);
            services.push(start_auth(&self.databases, &self.clock, auth).await?);
            Ok(Restarted::Both)
        })
    }

    fn limited(&self) -> BoxFuture<'_, Outcome<Limited>> {
        Box::pin(async {
            let databases = Databases::of(self.store).await?.ok_or("it was there")?;
            let any = AtWork::ANYWHERE;
            let [_, auth] = self.addresses;
            let backend = start_backend(&databases, &self.clock, (any, auth), FEW).await?;
            let apart = Arc::new(Self {
                store: self.store,
                databases,
                more: Mutex::default(),
                clock: self.clock.clone(),
                addresses: [backend.at_work.address, auth],
                services: Mutex::new(vec![backend]),
            });
            let platform = apart.platform();
            self.more.lock().await.push(apart);
            Ok(Limited::Apart(Box::new(platform)))
        })
    }

    fn tokens(&self, person: &Person<'_>) -> Outcome<Option<[SecretToken; 2]>> {
        let email = person.credentials["email"].as_str().ok_or("no address")?;
        let (email, permissions) = (Email::try_from(email)?, Permissions::of_a_user());
        let subject = Subject::User {
            id: &person.id,
            email: &email,
            permissions: &permissions,
            session: None,
        };
        let EpochMillis(now) = self.clock.now();
        let issued = |at: u64| -> Outcome<SecretToken> {
            let clock = Arc::new(ManualClock::at(EpochMillis(at)));
            let (key, name) = (SecretToken::try_from(KEY)?, EnvironmentName::Test);
            let entropy = Arc::new(SystemEntropy);
            let mint = TokenMint::new(&key, name, "e2e".to_owned(), clock, entropy)?;
            Ok(mint.issue(TokenKind::Access, &subject)?.token)
        };
        // A token counts for five minutes here.
        Ok(Some([issued(now)?, issued(now - 6 * 60 * 1_000)?]))
    }
}

impl Started {
    async fn stop(self) -> Outcome {
        let ending = self.at_work.stop().await?;
        self.database.close().await;
        if ending == Ending::Complete {
            Ok(())
        } else {
            Err("a service had to be cut short".into())
        }
    }
}

async fn around(sandbox: &Sandbox, clock: &Arc<dyn Clock>) -> Outcome<Surroundings> {
    let database = Database::open(&sandbox.url).await?;
    database.migrate(clock.now()).await?;
    Ok(Surroundings {
        clock: clock.clone(),
        entropy: Arc::new(SystemEntropy),
        database,
    })
}

fn environment(auth: SocketAddr) -> Environment {
    Environment::from_iter([
        (variables::ENVIRONMENT, "test"),
        (variables::JWT_SECRET, KEY),
        (variables::SERVICE_SECRET, KEY),
        (variables::AUTH_SERVICE_URL, &format!("http://{auth}")),
    ])
}

fn rate_limits(per_minute: u32) -> RateLimits {
    RateLimits {
        per_minute,
        per_hour: u32::MAX,
        ..RateLimits::default()
    }
}

async fn start_auth(
    databases: &Databases,
    clock: &Arc<dyn Clock>,
    address: SocketAddr,
) -> Outcome<Started> {
    let settings = auth_service::Settings {
        rate_limits: rate_limits(u32::MAX),
        ..auth_service::Settings::read(&environment(address))?
    };
    let around = around(&databases.auth, clock).await?;
    let database = around.database.clone();
    let service = AuthService::new(&settings, around)?;
    let connections = service.connections();
    let routes = auth_service::router(service);
    let at_work = AtWork::start(address, routes, connections, || {}).await?;
    Ok(Started { at_work, database })
}

async fn start_backend(
    databases: &Databases,
    clock: &Arc<dyn Clock>,
    (address, auth): (SocketAddr, SocketAddr),
    per_minute: u32,
) -> Outcome<Started> {
    let mut settings = backend::Settings {
        rate_limits: rate_limits(per_minute),
        ..backend::Settings::read(&environment(auth))?
    };
    settings.agents.model = Arc::new(LocalModel::with_pace(PACE));
    let around = around(&databases.backend, clock).await?;
    let database = around.database.clone();
    let backend = Backend::new(&settings, around).await?;
    let (close, connections) = (backend.closing(), backend.connections());
    let routes = backend::router(backend);
    let at_work = AtWork::start(address, routes, connections, close).await?;
    Ok(Started { at_work, database })
}
