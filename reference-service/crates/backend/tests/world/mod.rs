//! A backend with an auth service behind it, both at work within the test.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod frames;
pub(crate) mod models;
pub(crate) mod socket;

use backend::{Backend, Settings, router};
use foundation::entropy::SystemEntropy;
use foundation::environment::Environment;
use foundation::names::{routes, variables};
use serde_json::{Value, json};
use service::Surroundings;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use storage::Database;
use test_support::{Answer, AtWork, Outcome, Plan, Question, Running, SERVICE_KEY, Sandbox, ask};
use web::{Ending, RateLimits};
use websocket::ManagerFactory;

/// No test waits longer for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct World {
    pub(crate) auth: Running,
    pub(crate) sandbox: Sandbox,
    pub(crate) backend: BackendAtWork,
}

pub(crate) struct BackendAtWork {
    pub(crate) address: SocketAddr,
    pub(crate) managers: Arc<ManagerFactory>,
    at_work: AtWork,
}

/// Somebody who is logged in.
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) token: String,
}

impl World {
    pub(crate) async fn start() -> Outcome<Self> {
        Self::with(|_| {}).await
    }

    /// With other settings than those of tests.
    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Outcome<Self> {
        Self::on(Sandbox::sqlite().await?, change).await
    }

    /// One on each kind of database that can be had.
    pub(crate) async fn each() -> Outcome<Vec<Self>> {
        let mut worlds = Vec::new();
        for sandbox in Sandbox::each().await? {
            worlds.push(Self::on(sandbox, |_| {}).await?);
        }
        Ok(worlds)
    }

    async fn on(sandbox: Sandbox, change: impl FnOnce(&mut Settings)) -> Outcome<Self> {
        let auth = Plan::default().start().await?;
        let backend = BackendAtWork::start(&auth, &sandbox.database, change).await?;
        Ok(Self {
            auth,
            sandbox,
            backend,
        })
    }

    pub(crate) async fn person(&self, email: &str) -> Outcome<Person> {
        self.auth.log_in(email).await?;
        self.again(email).await
    }

    /// The same person with new tokens.
    pub(crate) async fn again(&self, email: &str) -> Outcome<Person> {
        let asked = json!({"email": email, "password": "correct horse"});
        let login = self.auth.post(routes::AUTH_LOGIN, &asked).await?;
        Ok(Person {
            id: login.text("user_id")?,
            token: login.text("access_token")?,
        })
    }

    pub(crate) async fn ask(&self, person: &Person, question: Question) -> Outcome<Answer> {
        ask(self.backend.address, question.bearer(&person.token)).await
    }

    pub(crate) async fn get(&self, person: &Person, path: &str) -> Outcome<Answer> {
        self.ask(person, Question::get(path)).await
    }

    pub(crate) async fn post(&self, person: &Person, path: &str, json: &Value) -> Outcome<Answer> {
        self.ask(person, Question::post(path, json)).await
    }

    /// A new thread; its id.
    pub(crate) async fn thread(&self, person: &Person, title: &str) -> Outcome<String> {
        let asked = json!({"title": title});
        self.post(person, routes::THREADS, &asked).await?.text("id")
    }

    /// Rows of a person who spent 2 dollars, of which 1.82 could have been saved.
    pub(crate) async fn books(&self, person: &Person) -> Outcome {
        let call = |number: u32| {
            json!({
                "call_id": format!("call {number}"), "used": test_support::NOW.0, "model": "large",
                "feature": "search", "input_tokens": 1_000, "output_tokens": 1_000,
                "latency_ms": 40, "failed": number < 10,
            })
        };
        let price = |model: &str, price: u32| json!({"model": model, "input_price": price, "output_price": price, "tier": 2});
        let calls: Vec<Value> = (0..100).map(call).collect();
        let prices = [price("large", 10_000_000), price("small", 1_000_000)];
        for (path, rows) in [
            (routes::USAGE_CALLS, json!({"calls": calls})),
            (routes::USAGE_PRICES, json!({"prices": prices})),
        ] {
            let answer = self.post(person, path, &rows).await?;
            assert_eq!(
                answer.json()?["taken"],
                rows.as_object().map_or(0, |it| {
                    it.values().filter_map(Value::as_array).map(Vec::len).sum()
                })
            );
        }
        Ok(())
    }

    /// Leaves nothing behind.
    pub(crate) async fn discard(self) -> Outcome {
        self.backend.stop().await?;
        self.sandbox.discard().await
    }

    /// The same database under a new process.
    pub(crate) async fn restart(self) -> Outcome<Self> {
        assert_eq!(self.backend.stop().await?, Ending::Complete);
        let backend = BackendAtWork::start(&self.auth, &self.sandbox.database, |_| {}).await?;
        Ok(Self { backend, ..self })
    }
}

impl BackendAtWork {
    async fn start(
        auth: &Running,
        database: &Database,
        change: impl FnOnce(&mut Settings),
    ) -> Outcome<Self> {
        let url = format!("http://{}", auth.address);
        let environment = Environment::from_iter([
            (variables::ENVIRONMENT, "test"),
            (variables::AUTH_SERVICE_URL, url.as_str()),
            (variables::SERVICE_SECRET, SERVICE_KEY),
        ]);
        let mut settings = Settings {
            rate_limits: RateLimits {
                per_minute: u32::MAX,
                per_hour: u32::MAX,
                ..RateLimits::default()
            },
            ..Settings::read(&environment)?
        };
        change(&mut settings);
        database.migrate(test_support::NOW).await?;
        let around = Surroundings {
            clock: auth.clock.clone(),
            entropy: Arc::new(SystemEntropy),
            database: database.clone(),
        };
        let backend = Backend::new(&settings, around).await?;
        let (managers, close) = (backend.managers(), backend.closing());
        let connections = backend.connections();
        let at_work = AtWork::start(AtWork::ANYWHERE, router(backend), connections, close).await?;
        Ok(Self {
            address: at_work.address,
            managers,
            at_work,
        })
    }

    pub(crate) async fn stop(self) -> Outcome<Ending> {
        Ok(self.at_work.stop().await?)
    }
}

/// The path with the id in its place.
pub(crate) fn place(path: &str, id: &str) -> String {
    path.replace("{id}", id)
}
