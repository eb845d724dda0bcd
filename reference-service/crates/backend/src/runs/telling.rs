//! What is told of a run by the work itself, turned into what clients hear.

use agents::{ModelUse, Progress, Step};
use events::{
    AgentStarted, AgentThinking, Event, Metadata, ResponseChunk, ToolCompleted, ToolExecuting,
};
use foundation::clock::whole_millis;
use foundation::errors::ErrorCode;
use foundation::ids::{RunId, ThreadId};
use foundation::outcome::WorkOutcome;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use std::sync::Arc;
use telemetry::metrics::Metrics;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tools::{ToolDispatchers, ToolOutcome, ToolStep, ToolWatcher};

/// Under which name clients know who leads a run.
pub(crate) const SUPERVISOR: &str = "supervisor";

/// Something that is told of a run.
#[derive(Debug)]
pub(crate) enum Told {
    Step(Step),
    Piece(String),
    Called(ModelUse),
}

/// So many pieces of an answer wait to be told. Then the work waits: a model is read no faster than its answer is taken.
const WAITING: usize = 64;

/// Where a run tells what happens. Pieces of the answer, of which there may be any number, wait until there is room.
/// Steps never wait, for they are told of cancelled work too; there are a few for each agent and tool.
#[derive(Debug)]
pub(crate) struct Telling {
    line: UnboundedSender<Waiting>,
    room: Arc<Semaphore>,
}

/// What waits to be told. Dropped it leaves room for the next.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) told: Told,
    pub(crate) room: Option<OwnedSemaphorePermit>,
}

/// A new place to tell things, and the queue of what is told there. The queue ends with the work that tells.
pub(crate) fn queue() -> (Arc<Telling>, UnboundedReceiver<Waiting>) {
    let (line, told) = unbounded_channel();
    let room = Arc::new(Semaphore::new(WAITING));
    (Arc::new(Telling { line, room }), told)
}

impl Progress for Telling {
    fn step(&self, step: Step) {
        self.put(Told::Step(step), None);
    }

    fn called(&self, call: ModelUse) {
        self.put(Told::Called(call), None);
    }

    fn piece(&self, text: String) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // Nobody closes it; whatever waits in a queue that is dropped leaves room.
            let room = self.room.clone().acquire_owned().await.ok();
            self.put(Told::Piece(text), room);
        })
    }
}

impl ToolWatcher for Telling {
    fn tool(&self, step: ToolStep) {
        self.put(Told::Step(Step::Tool(step)), None);
    }
}

impl Telling {
    fn put(&self, told: Told, room: Option<OwnedSemaphorePermit>) {
        if self.line.send(Waiting { told, room }).is_err() {
            tracing::debug!("nobody reads any more what a run tells");
        }
    }
}

/// What was told so far of one run, which gives each event its number.
#[derive(Debug)]
pub(crate) struct Account<'a> {
    pub(crate) tools: &'a ToolDispatchers,
    pub(crate) run: &'a RunId,
    pub(crate) thread: &'a ThreadId,
    pub(crate) thoughts: u32,
    pub(crate) chunks: u32,
}

impl Account<'_> {
    /// What clients hear of it. That the run has its result is told by whoever keeps the result, and later.
    pub(crate) fn event(&mut self, told: Told) -> Option<Event> {
        Some(match told {
            Told::Step(Step::Started { run }) => Event::AgentStarted(AgentStarted {
                run_id: run,
                thread_id: self.thread.clone(),
                agent_name: SUPERVISOR.to_owned(),
                agent_type: SUPERVISOR.to_owned(),
                message: "The question is led through the agents.".to_owned(),
                metadata: Metadata::new(),
            }),
            Told::Step(Step::Thinking { agent, thought }) => {
                self.thoughts += 1;
                Event::AgentThinking(AgentThinking {
                    run_id: self.run.clone(),
                    agent_name: agent.as_str().to_owned(),
                    reasoning: thought,
                    step_number: self.thoughts,
                    metadata: Metadata::new(),
                })
            }
            Told::Step(Step::Tool(step)) => of_tool(self.tools, self.run, step),
            Told::Step(Step::Completed { .. }) | Told::Called(_) => return None,
            Told::Piece(content) => {
                let index = self.chunks;
                self.chunks += 1;
                Event::ResponseChunk(ResponseChunk {
                    run_id: self.run.clone(),
                    index,
                    content,
                })
            }
        })
    }
}

/// What clients hear of a call of a tool.
pub(crate) fn of_tool(tools: &ToolDispatchers, run: &RunId, step: ToolStep) -> Event {
    match step {
        ToolStep::Executing {
            execution,
            tool,
            arguments,
        } => {
            let registry = tools.registry();
            let known = registry.get(&tool);
            let purpose = known.map(|tool| tool.description().purpose.clone());
            Event::ToolExecuting(ToolExecuting {
                run_id: run.clone(),
                execution_id: execution,
                tool_name: tool,
                tool_purpose: purpose.unwrap_or_default(),
                parameters: arguments,
                metadata: Metadata::new(),
            })
        }
        ToolStep::Completed {
            execution,
            tool,
            outcome,
            took,
        } => {
            let success = matches!(outcome, ToolOutcome::Answered(_));
            Event::ToolCompleted(ToolCompleted {
                run_id: run.clone(),
                execution_id: execution,
                tool_name: tool,
                success,
                result: result(outcome),
                duration_ms: whole_millis(took),
                metadata: Metadata::new(),
            })
        }
    }
}

/// Counts a call of a tool that ended.
pub(crate) fn counted(metrics: &Metrics, step: &ToolStep) {
    if let ToolStep::Completed { outcome, .. } = step {
        metrics.tool_call(match outcome {
            ToolOutcome::Answered(_) => WorkOutcome::Completed,
            ToolOutcome::Failed(error) if error.code == ErrorCode::TimedOut => {
                WorkOutcome::TimedOut
            }
            ToolOutcome::Failed(_) => WorkOutcome::Failed,
            ToolOutcome::Cancelled => WorkOutcome::Cancelled,
        });
    }
}

fn result(outcome: ToolOutcome) -> Value {
    match outcome {
        ToolOutcome::Answered(answer) => answer,
        ToolOutcome::Failed(error) => json!({"error": error}),
        ToolOutcome::Cancelled => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn pieces_wait_for_room_and_steps_do_not() {
        let (telling, mut told) = queue();
        let piece = || telling.piece("word".to_owned());
        for _ in 0..WAITING {
            assert_eq!(piece().now_or_never(), Some(()));
        }
        let mut next = piece();
        assert_eq!((&mut next).now_or_never(), None);
        let run = "run_1_2_0000000a".parse().unwrap();
        telling.step(Step::Started { run });
        assert_eq!(told.len(), WAITING + 1);

        let taken = told.try_recv().unwrap();
        assert_eq!((&mut next).now_or_never(), None, "it is not told yet");
        drop(taken);
        assert_eq!((&mut next).now_or_never(), Some(()));
        drop(told);
        for _ in 0..2 * WAITING {
            assert_eq!(piece().now_or_never(), Some(()), "nobody reads");
        }
    }
}
