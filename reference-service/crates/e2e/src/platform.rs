use crate::stack::SharedStack;
use crate::{Answer, Outcome, Person, Question, Restarted, Stack, Streamed};
use foundation::clock::{Clock, SystemClock};
use foundation::entropy::SystemEntropy;
use foundation::ids::{CorrelationId, IdGenerator};
use foundation::retry::pause;
use http::StatusCode;
use outbound::{ClientLimits, HttpClient};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

/// No scenario waits longer for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// So much is asked at a time where it does not matter how much.
pub(crate) const AT_A_TIME: NonZeroUsize = NonZeroUsize::MIN.saturating_add(15);

/// Longer than a window of a minute nobody is asked to wait.
const LONGEST_WAIT: u64 = 65;

const LIMITS: ClientLimits = ClientLimits {
    connect: Duration::from_secs(5),
    total: PATIENCE,
    answer: 16 * 1024 * 1024,
    idle_connections: 256,
};

/// Whether what a clock says decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// What takes too long fails.
    Judged,
    /// What takes too long is told: the machine has other work to do, as when it runs all tests.
    Told,
}

/// A platform at work, as its clients reach it.
#[derive(Debug)]
pub struct Platform {
    base: String,
    auth: String,
    pace: Pace,
    http: HttpClient,
    clock: Arc<dyn Clock>,
    ids: IdGenerator,
    stack: SharedStack,
}

impl Platform {
    /// The platform whose backend is at `base` and whose auth service at `auth`.
    #[must_use]
    pub fn new(base: &str, auth: &str, pace: Pace, stack: Arc<dyn Stack>) -> Self {
        let clock = Arc::new(SystemClock::start());
        Self {
            base: base.trim_end_matches('/').to_owned(),
            auth: auth.trim_end_matches('/').to_owned(),
            pace,
            http: HttpClient::new(LIMITS),
            ids: IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)),
            clock,
            stack,
        }
    }

    /// A new user, with an address that nobody had before, logged in.
    ///
    /// # Errors
    /// When either service refuses.
    pub async fn person(&self) -> Outcome<Person<'_>> {
        Person::join(self).await
    }

    /// Asks the backend once.
    ///
    /// # Errors
    /// When there is no answer. One of any status is one.
    pub async fn ask_once(&self, question: &Question) -> Outcome<Answer> {
        self.asked_of(&self.base, question).await
    }

    /// Asks the backend; who is told to wait waits, as clients should.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&self, question: Question) -> Outcome<Answer> {
        self.patiently(&self.base, question).await
    }

    /// Asks the auth service, with the same patience.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask_auth(&self, question: Question) -> Outcome<Answer> {
        self.patiently(&self.auth, question).await
    }

    /// Asks the backend for something that arrives bit by bit.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn stream(&self, question: &Question) -> Outcome<Streamed> {
        let begun = self.clock.running_for();
        let stream = self.http.ask_streaming(question.to(&self.base)?).await;
        let stream = stream.map_err(|error| format!("{}: {error}", question.told()))?;
        Ok(Streamed::new(stream, self.clock.clone(), begun))
    }

    /// Ends both services and starts them again, if they are ours.
    ///
    /// # Errors
    /// When they do not start.
    pub async fn restart(&self) -> Outcome<Restarted> {
        self.stack.restart().await
    }

    /// What took how long, for evidence; too long, if that decides, is an error.
    pub(crate) fn timed(&self, what: &str, took: Duration, limit: Duration) -> Outcome<String> {
        let told = format!("{what} {}", millis(took));
        if took < limit {
            return Ok(told);
        }
        let told = format!("{told}, above {}", millis(limit));
        match self.pace {
            Pace::Judged => Err(told.into()),
            Pace::Told => Ok(told),
        }
    }

    /// How long this platform has been in use; the difference of two is what something took.
    pub(crate) fn now(&self) -> Duration {
        self.clock.running_for()
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    pub(crate) fn stack(&self) -> &dyn Stack {
        &*self.stack
    }

    /// A word that was never used before, at this platform or elsewhere.
    pub(crate) fn word(&self) -> Outcome<String> {
        let id = CorrelationId::generate(&self.ids)?;
        Ok(id.to_string().replace('_', "-"))
    }

    /// Where live connections begin.
    pub(crate) fn live_url(&self, path: &str) -> String {
        match self.base.strip_prefix("https") {
            Some(rest) => format!("wss{rest}{path}"),
            None => format!("ws{}{path}", self.base.trim_start_matches("http")),
        }
    }

    async fn patiently(&self, base: &str, question: Question) -> Outcome<Answer> {
        let answer = self.asked_of(base, &question).await?;
        if answer.http.status != StatusCode::TOO_MANY_REQUESTS {
            return Ok(answer);
        }
        let seconds: u64 = answer.header("retry-after")?.parse()?;
        pause(Duration::from_secs(seconds.min(LONGEST_WAIT))).await;
        self.asked_of(base, &question).await
    }

    async fn asked_of(&self, base: &str, question: &Question) -> Outcome<Answer> {
        let begun = self.now();
        let asked = question.told();
        let answer = self.http.ask(question.to(base)?).await;
        Ok(Answer {
            http: answer.map_err(|error| format!("{asked}: {}", with_causes(&error)))?,
            asked,
            took: self.now().saturating_sub(begun),
        })
    }
}

/// A time as people read it.
pub(crate) fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1_000.0;
    match time.as_millis() {
        0..10 => format!("{millis:.1} ms"),
        10..10_000 => format!("{millis:.0} ms"),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

fn with_causes(error: &outbound::AskError) -> String {
    foundation::errors::with_sources(error)
}
