//! Both services at work within the test, on files of their own and ports that the system chose.

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
use service::Surroundings;
use std::net::SocketAddr;
use std::sync::Arc;
use storage::{Database, DatabaseUrl};
use tempfile::TempDir;
use test_support::AtWork;
use tokio::sync::Mutex;
use web::{Ending, RateLimits};

/// The secret of services and the key of tokens.
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// So little may be asked where the limit is tried out.
const FEW: u32 = 20;

/// A service on a database of its own.
#[derive(Debug)]
struct Started {
    at_work: AtWork,
    database: Database,
}

/// Both of them.
#[derive(Debug)]
pub(crate) struct InProcess {
    folder: TempDir,
    clock: Arc<dyn Clock>,
    /// Those of them that are ours; none in between a stop and a start.
    services: Mutex<Vec<Started>>,
    addresses: [SocketAddr; 2],
}

impl InProcess {
    pub(crate) async fn start() -> Outcome<Arc<Self>> {
        let folder = tempfile::tempdir()?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let (any, much) = (AtWork::ANYWHERE, u32::MAX);
        let auth = start_auth(&folder, &clock, any).await?;
        let backend = start_backend(&folder, &clock, (any, auth.at_work.address), much).await?;
        let addresses = [backend.at_work.address, auth.at_work.address];
        Ok(Arc::new(Self {
            folder,
            clock,
            services: Mutex::new(vec![backend, auth]),
            addresses,
        }))
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
            services.push(start_backend(&self.folder, &self.clock, (base, auth), much).await?);
            services.push(start_auth(&self.folder, &self.clock, auth).await?);
            Ok(Restarted::Both)
        })
    }

    fn limited(&self) -> BoxFuture<'_, Outcome<Limited>> {
        Box::pin(async {
            let folder = tempfile::tempdir()?;
            let any = AtWork::ANYWHERE;
            let [_, auth] = self.addresses;
            let backend = start_backend(&folder, &self.clock, (any, auth), FEW).await?;
            let apart = Arc::new(Self {
                folder,
                clock: self.clock.clone(),
                addresses: [backend.at_work.address, auth],
                services: Mutex::new(vec![backend]),
            });
            let platform = apart.platform();
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

async fn around(folder: &TempDir, clock: &Arc<dyn Clock>, file: &str) -> Outcome<Surroundings> {
    let database = Database::open(&DatabaseUrl::file(folder.path().join(file))).await?;
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
    folder: &TempDir,
    clock: &Arc<dyn Clock>,
    address: SocketAddr,
) -> Outcome<Started> {
    let settings = auth_service::Settings {
        rate_limits: rate_limits(u32::MAX),
        ..auth_service::Settings::read(&environment(address))?
    };
    let around = around(folder, clock, "auth.sqlite").await?;
    let database = around.database.clone();
    let routes = auth_service::router(AuthService::new(&settings, around)?);
    let at_work = AtWork::start(address, routes, || {}).await?;
    Ok(Started { at_work, database })
}

async fn start_backend(
    folder: &TempDir,
    clock: &Arc<dyn Clock>,
    (address, auth): (SocketAddr, SocketAddr),
    per_minute: u32,
) -> Outcome<Started> {
    let settings = backend::Settings {
        rate_limits: rate_limits(per_minute),
        ..backend::Settings::read(&environment(auth))?
    };
    let around = around(folder, clock, "backend.sqlite").await?;
    let database = around.database.clone();
    let backend = Backend::new(&settings, around).await?;
    let close = backend.closing();
    let routes = backend::router(backend);
    let at_work = AtWork::start(address, routes, close).await?;
    Ok(Started { at_work, database })
}
