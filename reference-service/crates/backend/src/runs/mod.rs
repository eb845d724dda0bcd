//! Runs of agents, begun in one way by every front: a stream over HTTP, a request for one answer, a live connection.
//!
//! What is asked is kept before anything is told. Then the run is a task of its own, which tells the thread and the front
//! that waits what happens, keeps the answer before it says that it is complete, and is remembered for a while.

mod audience;
mod book;
mod telling;
mod work;

pub(crate) use book::Run;
pub(crate) use telling::{SUPERVISOR, Told, Waiting, counted, of_tool, queue};
pub(crate) use work::Done;

use crate::conversations::{self, Content, NOTHING_MORE, Place, Title};
use crate::{AgentSettings, Backend};
use agents::{Agent, ExecutionEngine, Extension, RunRecords, SupervisorFactory, WhatIsMissing};
use audience::{Audience, Listener};
use book::RunBook;
use events::Encoded;
use foundation::clock::Clock;
use foundation::errors::AppError;
use foundation::identity::{Permission, Permissions};
use foundation::ids::{RequestId, RunId, UserId};
use foundation::seats::Seats;
use foundation::tasks;
use std::sync::Arc;
use storage::Access;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tools::ToolDispatchers;
use websocket::IsolationKey;
use work::Work;

/// What all runs share.
#[derive(Debug)]
pub(crate) struct Runs {
    pub(crate) factory: SupervisorFactory,
    pub(crate) tools: Arc<ToolDispatchers>,
    pub(crate) settings: AgentSettings,
    /// So that one user cannot take all turns of the engine. Taken before anything is kept, so that who is refused has
    /// said nothing.
    seats: Arc<Seats<UserId>>,
    book: RunBook,
}

/// What is asked, by whom, and where.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) user: UserId,
    pub(crate) permissions: Permissions,
    pub(crate) request: RequestId,
    pub(crate) place: Place,
    pub(crate) content: Content,
    /// Up to which agent.
    pub(crate) last: Agent,
    /// What the client calls its question.
    pub(crate) reply_to: Option<String>,
}

/// A run that is on its way.
#[derive(Debug)]
pub(crate) struct Begun {
    pub(crate) run: Arc<Run>,
    /// What comes of it. Nobody has to wait for it.
    pub(crate) done: JoinHandle<Result<Done, AppError>>,
}

impl Runs {
    /// Nothing runs yet.
    pub(crate) fn new(
        settings: AgentSettings,
        tools: ToolDispatchers,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AppError> {
        let tools = Arc::new(tools);
        let extensions: Vec<Arc<dyn Extension>> = vec![Arc::new(RunRecords)];
        let engine = Arc::new(ExecutionEngine::new(
            settings.limits,
            extensions,
            clock.clone(),
        ));
        let factory = SupervisorFactory::new(engine, tools.clone(), settings.model.clone());
        let missing = |missing: WhatIsMissing| AppError::internal(missing);
        factory.check().map_err(missing)?;
        Ok(Self {
            factory,
            tools,
            seats: Seats::new(settings.runs_per_user),
            book: RunBook::new(clock),
            settings,
        })
    }

    /// The run of this id, if it is the user's and not forgotten.
    pub(crate) fn get(&self, user: &UserId, run: &RunId) -> Result<Arc<Run>, AppError> {
        self.book.get(user, run).ok_or(AppError::NotFound)
    }

    /// Cancels a run of the user, and waits until it is over.
    pub(crate) async fn cancel(&self, user: &UserId, run: &RunId) -> Result<Arc<Run>, AppError> {
        let run = self.get(user, run)?;
        run.cancel().await?;
        Ok(run)
    }

    /// How many runs are under way, those that wait for their turn included.
    pub(crate) fn running(&self) -> usize {
        self.book.running()
    }

    /// Cancels all runs, for the end of the service: they would keep it waiting.
    pub(crate) fn close(&self) {
        self.book.stop_all();
    }
}

/// Keeps the question and begins to answer it, whoever listens.
pub(crate) async fn begin(backend: &Arc<Backend>, question: Question) -> Result<Begun, AppError> {
    begin_for(backend, question, None).await
}

/// The same for a front that waits, and hears what is told. The run is cancelled when it lets go of the events, or does
/// not read them.
pub(crate) async fn follow(
    backend: &Arc<Backend>,
    question: Question,
) -> Result<(Begun, mpsc::Receiver<Encoded>), AppError> {
    let (line, events) = mpsc::channel(backend.managers.limits().waiting);
    let begun = begin_for(backend, question, Some(Listener::new(line))).await?;
    Ok((begun, events))
}

async fn begin_for(
    backend: &Arc<Backend>,
    question: Question,
    listener: Option<Listener>,
) -> Result<Begun, AppError> {
    for permission in [Permission::Chat, Permission::Write] {
        let may = question.permissions.allow(permission);
        may.then_some(()).ok_or(AppError::Forbidden)?;
    }
    let seat = backend.runs.seats.take(&question.user);
    let seat = seat.ok_or(AppError::RateLimited)?;
    let key = IsolationKey {
        user: question.user,
        thread: question.place.thread().clone(),
    };
    let request = question.request;
    let context = backend.context(&key, &request)?;
    let mut scope = backend.scope(&request, &key.user, Access::Write).await?;
    let title = Title::of_message(question.content.as_str());
    let (place, content) = (&question.place, question.content);
    conversations::enter(backend, &mut scope, &key.user, place, title.as_str()).await?;
    let nothing_more = NOTHING_MORE.to_owned();
    let asked = conversations::say(backend, &mut scope, &key, content, nothing_more).await?;
    scope.commit().await?;

    let ongoing = backend.runs.book.enter(&context);
    let run = ongoing.run();
    let work = Work {
        audience: Audience {
            managers: backend.managers(),
            key,
            request,
            listener,
        },
        backend: backend.clone(),
        context,
        permissions: question.permissions,
        asked,
        last: question.last,
        reply_to: question.reply_to,
    };
    let done = tasks::spawn(work.go(ongoing, seat));
    Ok(Begun { run, done })
}
