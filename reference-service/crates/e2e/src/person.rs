use crate::shown::{ShownMessage, ShownMessages, ShownThread};
use crate::{Answer, Live, Outcome, Platform, Question, Refused, Streamed, filled};
use auth_api::{Profile, Tokens};
use foundation::ids::{ThreadId, UserId};
use foundation::names::routes;
use http::StatusCode;
use serde_json::{Value, json};
use std::borrow::Borrow;

/// A user of the platform who is logged in.
#[derive(Debug)]
pub struct Person<'p> {
    /// Where.
    pub platform: &'p Platform,
    /// Who.
    pub id: UserId,
    /// What they register and log in with.
    pub credentials: Value,
    /// What they are known by.
    pub tokens: Tokens,
}

impl<'p> Person<'p> {
    /// Registers and logs in.
    pub(crate) async fn join(platform: &'p Platform) -> Outcome<Self> {
        let word = platform.word()?;
        let email = format!("p1-{word}@example.org");
        let credentials = json!({"email": email, "password": format!("correct horse {word}")});
        let register = Question::post(routes::AUTH_REGISTER, &credentials);
        let profile: Profile = platform
            .ask_auth(register)
            .await?
            .read(StatusCode::CREATED)?;
        let tokens = Self::log_in(platform, &credentials).await?;
        Ok(Self {
            platform,
            id: profile.user_id,
            credentials,
            tokens,
        })
    }

    pub(crate) async fn log_in(platform: &Platform, credentials: &Value) -> Outcome<Tokens> {
        let login = Question::post(routes::AUTH_LOGIN, credentials);
        platform.ask_auth(login).await?.read(StatusCode::OK)
    }

    /// The access token.
    #[must_use]
    pub fn token(&self) -> &str {
        self.tokens.access_token.expose()
    }

    /// Asks the backend.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&self, question: Question) -> Outcome<Answer> {
        self.platform.ask(question.bearer(self.token())).await
    }

    /// Asks the backend for what is at `path`.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn get(&self, path: impl Into<String>) -> Outcome<Answer> {
        self.ask(Question::get(path)).await
    }

    /// Sends the backend JSON.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post(&self, path: impl Into<String>, json: impl Borrow<Value>) -> Outcome<Answer> {
        self.ask(Question::post(path, json.borrow())).await
    }

    /// Asks the backend for something that arrives bit by bit.
    ///
    /// # Errors
    /// When there is no answer, or one that is an error.
    pub async fn stream(&self, question: Question) -> Outcome<Streamed> {
        let question = question.bearer(self.token());
        self.platform.stream(&question).await?.begun()
    }

    /// A live connection; `query` says to which thread, or which connection it continues.
    ///
    /// # Errors
    /// When there is none.
    pub async fn live(&self, query: &str) -> Outcome<Live> {
        let headers = [("authorization", self.bearer())];
        let live = Live::open(self.platform, query, &headers).await?;
        let live = live.map_err(|Refused(status)| format!("no connection, but {status}"))?;
        if live.welcome.user_id != self.id || !live.welcome.connection_ready {
            return Err(format!("welcomed as {:?}", live.welcome).into());
        }
        Ok(live)
    }

    /// A new thread.
    pub(crate) async fn thread(&self, title: &str) -> Outcome<ThreadId> {
        let made = self.post(routes::THREADS, json!({"title": title})).await?;
        let thread: ShownThread = made.read(StatusCode::CREATED)?;
        Ok(thread.id)
    }

    /// Says something in a thread.
    pub(crate) async fn say(&self, thread: &ThreadId, content: &str) -> Outcome<ShownMessage> {
        let path = filled(routes::THREAD_MESSAGES, thread);
        let said = self.post(path, json!({"content": content})).await?;
        said.read(StatusCode::CREATED)
    }

    /// What was said in a thread, the first hundred of it.
    pub(crate) async fn history(&self, thread: &ThreadId) -> Outcome<ShownMessages> {
        let path = filled(routes::THREAD_MESSAGES, thread);
        let page = self.get(format!("{path}?limit=100")).await?;
        page.read(StatusCode::OK)
    }

    pub(crate) fn bearer(&self) -> String {
        format!("Bearer {}", self.token())
    }
}
