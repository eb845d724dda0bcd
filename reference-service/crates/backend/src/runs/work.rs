//! A run from what is told first to what is told last.

use super::audience::Audience;
use super::book::{Ending, Ongoing, Run};
use super::telling::{Account, SUPERVISOR, Told, Waiting, counted, queue};
use crate::{Backend, conversations};
use agents::{Agent, ModelUse, Progress, RunAnswer, RunError, RunRequest, Step};
use events::{
    AgentCompleted, ErrorNotice, Event, Metadata, ResponseComplete, RunFailed, StreamEnd,
    StreamStart, UserMessage,
};
use foundation::clock::whole_millis;
use foundation::context::UserContext;
use foundation::errors::{AppError, with_sources};
use foundation::identity::Permissions;
use foundation::ids::{MessageId, RunId, UserId};
use foundation::outcome::WorkOutcome;
use foundation::seats::Seat;
use futures_util::FutureExt;
use futures_util::future::join;
use llm::{MOST_TURNS, Side, Turn};
use serde_json::{Value, json};
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use storage::Access;
use storage::messages::{self, Author, Message};
use storage::usage::{self, ModelCall};
use tokio::sync::mpsc::UnboundedReceiver;

/// What our own calls of models are for, in the books of the user whose run it is.
const FEATURE: &str = "chat agents";

/// What a run needs.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) backend: Arc<Backend>,
    pub(crate) audience: Audience,
    pub(crate) context: UserContext,
    pub(crate) permissions: Permissions,
    /// The question, as it is kept.
    pub(crate) asked: Message,
    pub(crate) last: Agent,
    pub(crate) reply_to: Option<String>,
}

/// What came of a run whose answer is kept.
#[derive(Debug)]
pub(crate) struct Done {
    /// The answer in words.
    pub(crate) response: String,
    /// The answer for programs.
    pub(crate) result: Value,
    pub(crate) took: Duration,
    /// In how many pieces it was told.
    chunks: u32,
    /// Under which id it is kept.
    message: MessageId,
}

impl Work {
    /// Does everything.
    pub(crate) async fn go(self, ongoing: Ongoing, seat: Seat<UserId>) -> Result<Done, AppError> {
        let begun = self.now();
        let (run_id, thread_id) = (self.run_id(), self.audience.key.thread.clone());
        let start = StreamStart { run_id, thread_id };
        self.audience.tell(Event::StreamStart(start)).await;
        let said = UserMessage {
            reply_to: self.reply_to.clone(),
            ..conversations::told(&self.asked)
        };
        self.audience.tell(Event::UserMessage(said)).await;
        // A panic is a failure like others: whoever waits is told.
        let run = ongoing.run();
        let answer = AssertUnwindSafe(self.answer(&run)).catch_unwind().await;
        let outcome = answer.unwrap_or_else(|_| {
            let panicked = AppError::internal("a run panicked");
            Err(self.unknown_to_the_engine(panicked))
        });
        // Over before the last is told: who hears that may ask again at once.
        drop(seat);
        let ending = ending(&outcome);
        self.backend.metrics().run(ending.outcome);
        ongoing.end(ending);
        match &outcome {
            Ok(done) => self.tell_complete(done).await,
            Err(error) => self.tell_failed(error, begun).await,
        }
        outcome.map_err(AppError::from)
    }

    /// The answer, kept, unless the run is stopped before.
    async fn answer(&self, run: &Run) -> Result<Done, RunError> {
        let stopped = async {
            tokio::select! {
                () = run.stopped() => {}
                () = self.audience.left() => {}
            }
        };
        let (progress, told) = queue();
        // Side by side: what is told is passed on at once, and all of it before anything else is told.
        let mut running = pin!(join(self.supervise(progress), self.pass_on(told)));
        let (answered, chunks) = tokio::select! {
            biased;
            ended = &mut running => ended,
            () = stopped => {
                let engine = self.backend.runs.factory.engine();
                if !engine.cancel(self.context.user(), &self.context.ids().run) {
                    // It has an answer that is not kept yet.
                    return Err(RunError::Cancelled);
                }
                running.await
            }
        };
        let (answer, took) = answered?;
        let kept = Box::pin(self.keep(answer, took, chunks)).await;
        kept.map_err(|error| self.unknown_to_the_engine(error))
    }

    /// A failure before or after the engine, which writes a record of every other.
    fn unknown_to_the_engine(&self, error: AppError) -> RunError {
        let (run_id, told) = (self.run_id(), with_sources(&error));
        tracing::warn!(%run_id, error = told, "a question has no answer");
        RunError::Failed(error)
    }

    async fn supervise(
        &self,
        progress: Arc<dyn Progress>,
    ) -> Result<(RunAnswer, Duration), RunError> {
        let earlier = Box::pin(self.earlier()).await;
        let run = RunRequest {
            earlier: earlier.map_err(|error| self.unknown_to_the_engine(error))?,
            context: self.context.clone(),
            permissions: self.permissions.clone(),
            progress: Some(progress),
        };
        let supervisor = self.backend.runs.factory.create(run);
        let supervisor = supervisor.map_err(|error| self.unknown_to_the_engine(error.into()))?;
        let (user, request) = (self.context.user(), &self.audience.request);
        let session = async {
            // On the heap, as what follows it: a run that waits for its turn has nothing of it yet.
            Box::pin(self.backend.scope(request, user, Access::Read)).await
        };
        supervisor
            .run(session, &self.asked.said.content, self.last)
            .await
    }

    /// What was said in the thread before the question.
    async fn earlier(&self) -> Result<Vec<Turn>, AppError> {
        const MOST: u32 = MOST_TURNS as u32;
        let key = &self.audience.key;
        let scope = self
            .backend
            .scope(&self.audience.request, &key.user, Access::Read);
        let mut scope = scope.await?;
        let place = self.asked.sequence;
        let said = messages::before(&mut scope, &key.user, &key.thread, place, MOST).await?;
        let turn = |message: Message| {
            let by = match message.said.author {
                Author::User => Side::User,
                Author::Agent => Side::Model,
                Author::System => return None,
            };
            let text = message.said.content;
            Some(Turn { by, text })
        };
        Ok(said.into_iter().filter_map(turn).collect())
    }

    /// Tells everybody what the run tells, until it tells no more; in how many pieces the answer came.
    async fn pass_on(&self, mut told: UnboundedReceiver<Waiting>) -> u32 {
        let mut account = Account {
            tools: &self.backend.runs.tools,
            run: &self.context.ids().run,
            thread: &self.audience.key.thread,
            thoughts: 0,
            chunks: 0,
        };
        let mut calls = 0;
        // The room is held until everybody was told.
        while let Some(Waiting { told, room: _room }) = told.recv().await {
            match &told {
                Told::Step(Step::Tool(step)) => counted(&self.backend.metrics(), step),
                Told::Called(call) => {
                    calls += 1;
                    Box::pin(self.note(calls, call)).await;
                }
                _ => {}
            }
            if let Some(event) = account.event(told) {
                self.audience.tell(event).await;
            }
        }
        account.chunks
    }

    /// Keeps that the user's run called a language model. The answer does not depend on it.
    async fn note(&self, number: u32, call: &ModelUse) {
        let user = self.context.user();
        let count = call.count.unwrap_or_default();
        let call = ModelCall {
            call_id: format!("{}.{number}", self.run_id()),
            used: self.backend.vitals.clock.now(),
            model: call.model.clone(),
            feature: FEATURE.to_owned(),
            input_tokens: count.input,
            output_tokens: count.output,
            latency_ms: u32::try_from(whole_millis(call.took)).unwrap_or(u32::MAX),
            failed: call.failed,
        };
        let request = &self.audience.request;
        let kept = async {
            let mut scope = self.backend.scope(request, user, Access::Write).await?;
            usage::load(&mut scope, user, &[call]).await?;
            Ok::<_, AppError>(scope.commit().await?)
        };
        if let Err(error) = kept.await {
            let (run_id, error) = (self.run_id(), with_sources(&error));
            tracing::error!(%run_id, error, "a call of a model is not in the user's books");
        }
    }

    /// Keeps the answer as a message of the thread.
    async fn keep(&self, answer: RunAnswer, took: Duration, chunks: u32) -> Result<Done, AppError> {
        let result = serde_json::to_value(&answer).map_err(AppError::internal)?;
        let key = &self.audience.key;
        let scope = self
            .backend
            .scope(&self.audience.request, &key.user, Access::Write);
        let mut scope = scope.await?;
        let metadata = json!({"run_id": answer.run}).to_string();
        let kept =
            conversations::answer(&self.backend, &mut scope, key, &answer.answer, metadata).await?;
        scope.commit().await?;
        Ok(Done {
            response: answer.answer,
            result,
            took,
            chunks,
            message: kept.said.id,
        })
    }

    async fn tell_complete(&self, done: &Done) {
        let complete = ResponseComplete {
            run_id: self.run_id(),
            chunks: done.chunks,
        };
        self.audience.tell(Event::ResponseComplete(complete)).await;
        let message = ("message_id".to_owned(), json!(done.message));
        self.tell_over(AgentCompleted {
            final_response: done.response.clone(),
            result: done.result.clone(),
            metadata: Metadata::from_iter([message]),
            ..self.over(WorkOutcome::Completed, done.took)
        })
        .await;
    }

    async fn tell_failed(&self, error: &RunError, begun: Duration) {
        let failed = |error: &AppError| RunFailed {
            run_id: self.run_id(),
            notice: ErrorNotice {
                error: error.body(Some(&self.audience.request)),
                reply_to: self.reply_to.clone(),
            },
        };
        let last = match error {
            RunError::Cancelled => {
                let took = self.now().saturating_sub(begun);
                return self
                    .tell_over(self.over(WorkOutcome::Cancelled, took))
                    .await;
            }
            RunError::TimedOut(_) | RunError::Failed(AppError::TimedOut) => {
                Event::TimeoutError(failed(&AppError::TimedOut))
            }
            RunError::UnderWay => {
                Event::StreamingError(failed(&AppError::internal("an id was given to two runs")))
            }
            RunError::Failed(error) => Event::StreamingError(failed(error)),
        };
        self.audience.tell(last).await;
    }

    /// The two last things that are told of a run that came to an end of its own.
    async fn tell_over(&self, completed: AgentCompleted) {
        self.audience.tell(Event::AgentCompleted(completed)).await;
        let run_id = self.run_id();
        self.audience
            .tell(Event::StreamEnd(StreamEnd { run_id }))
            .await;
    }

    /// A run that ended so, without an answer.
    fn over(&self, status: WorkOutcome, took: Duration) -> AgentCompleted {
        AgentCompleted {
            run_id: self.run_id(),
            thread_id: self.audience.key.thread.clone(),
            agent_name: SUPERVISOR.to_owned(),
            status,
            final_response: String::new(),
            result: Value::Null,
            duration_ms: whole_millis(took),
            metadata: Metadata::new(),
        }
    }

    fn run_id(&self) -> RunId {
        self.context.ids().run.clone()
    }

    fn now(&self) -> Duration {
        self.backend.vitals.clock.running_for()
    }
}

fn ending(outcome: &Result<Done, RunError>) -> Ending {
    let (outcome, response) = match outcome {
        Ok(done) => (WorkOutcome::Completed, Some(done.response.clone())),
        Err(RunError::Cancelled) => (WorkOutcome::Cancelled, None),
        Err(RunError::TimedOut(_) | RunError::Failed(AppError::TimedOut)) => {
            (WorkOutcome::TimedOut, None)
        }
        Err(RunError::Failed(_) | RunError::UnderWay) => (WorkOutcome::Failed, None),
    };
    Ending { outcome, response }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size_of_answer<A, B, C, F>(_: impl Fn(A, B, C) -> F) -> usize {
        size_of::<F>()
    }

    /// Runs wait for their turn by the hundred, each with room for all that it may come to be.
    #[test]
    fn a_run_that_waits_for_its_turn_is_small() {
        let size = size_of_answer(Work::go);
        assert!(size <= 12 * 1024, "{size} bytes");
    }
}
