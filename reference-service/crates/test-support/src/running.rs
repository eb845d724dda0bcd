use crate::{Answer, AtWork, NOW, Outcome, Question, Sandbox, ask};
use auth_service::{AuthService, Settings, router};
use foundation::clock::{Clock, ManualClock};
use foundation::entropy::{Entropy, SystemEntropy};
use foundation::environment::Environment;
use foundation::names::{headers, services, variables};
use serde_json::{Value, json};
use service::Surroundings;
use std::net::SocketAddr;
use std::sync::Arc;
use storage::Database;
use web::{Ending, RateLimits};

/// The secret of services, and the key of tokens, of every service that a test starts.
pub const SERVICE_KEY: &str = "0123456789abcdef0123456789abcdef";

/// How a service is to be started.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is set in its environment.
    pub variables: Vec<(&'static str, String)>,
    /// Its random source.
    pub entropy: Arc<dyn Entropy>,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// How much a client may ask.
    pub rate_limits: RateLimits,
}

impl Default for Plan {
    /// The environment "test", a clock that stands still, and as many questions as a test may have.
    fn default() -> Self {
        let set = |name, value: &str| (name, value.to_owned());
        Self {
            variables: vec![
                set(variables::ENVIRONMENT, "test"),
                set(variables::JWT_SECRET, SERVICE_KEY),
                set(variables::SERVICE_SECRET, SERVICE_KEY),
            ],
            entropy: Arc::new(SystemEntropy),
            clock: Arc::new(ManualClock::at(NOW)),
            rate_limits: RateLimits {
                per_minute: u32::MAX,
                per_hour: u32::MAX,
                ..RateLimits::default()
            },
        }
    }
}

impl Plan {
    /// With one more variable, or another value of one.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: &str) -> Self {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value.to_owned()));
        self
    }

    /// A service by this plan, on a database that is there already.
    ///
    /// # Errors
    /// When the settings are wrong or there is no port.
    pub async fn start_on(&self, database: &Database) -> Outcome<Running> {
        self.start_at(AtWork::ANYWHERE, database).await
    }

    /// The same at this address.
    ///
    /// # Errors
    /// When the settings are wrong or the address cannot be had.
    pub async fn start_at(&self, address: SocketAddr, database: &Database) -> Outcome<Running> {
        let variables = self.variables.iter();
        let environment: Environment = variables
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let settings = Settings {
            rate_limits: self.rate_limits,
            ..Settings::read(&environment)?
        };
        database.migrate(self.clock.now()).await?;
        let around = Surroundings {
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
            database: database.clone(),
        };
        let service = AuthService::new(&settings, around)?;
        let connections = service.connections();
        let at_work = AtWork::start(address, router(service), connections, || {}).await?;
        Ok(Running {
            address: at_work.address,
            clock: self.clock.clone(),
            at_work,
            sandbox: None,
        })
    }

    /// A service by this plan, on a SQLite file of its own.
    ///
    /// # Errors
    /// When the settings are wrong or there is no port.
    pub async fn start(&self) -> Outcome<Running> {
        let sandbox = Sandbox::sqlite().await?;
        let running = self.start_on(&sandbox.database).await?;
        Ok(Running {
            sandbox: Some(sandbox),
            ..running
        })
    }
}

/// A service at work within the test.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its time.
    pub clock: Arc<ManualClock>,
    at_work: AtWork,
    /// Its database, if it has one of its own.
    pub sandbox: Option<Sandbox>,
}

impl Running {
    /// Asks the service to stop and waits until it has.
    ///
    /// # Errors
    /// When it broke.
    pub async fn stop(self) -> Outcome<Ending> {
        Ok(self.at_work.stop().await?)
    }

    /// Asks it something.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&self, question: Question) -> Outcome<Answer> {
        ask(self.address, question).await
    }

    /// Sends it JSON.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post(&self, path: &str, json: &Value) -> Outcome<Answer> {
        self.ask(Question::post(path, json)).await
    }

    /// Sends it JSON as the backend does.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post_as_service(&self, path: &str, json: &Value) -> Outcome<Answer> {
        let question = Question::post(path, json)
            .with(headers::SERVICE_ID, services::BACKEND)
            .with(headers::SERVICE_SECRET, SERVICE_KEY);
        self.ask(question).await
    }

    /// Makes an account and logs in; the answer to the login.
    ///
    /// # Errors
    /// When either is refused.
    pub async fn log_in(&self, email: &str) -> Outcome<Answer> {
        use foundation::names::routes;
        let asked = json!({"email": email, "password": "correct horse"});
        self.post(routes::AUTH_REGISTER, &asked)
            .await?
            .text("user_id")?;
        let answer = self.post(routes::AUTH_LOGIN, &asked).await?;
        answer.text("access_token")?;
        Ok(answer)
    }
}
