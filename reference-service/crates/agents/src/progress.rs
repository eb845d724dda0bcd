use crate::Agent;
use foundation::ids::RunId;
use foundation::names::events;
use futures_util::future::BoxFuture;
use llm::TokenCount;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;
use tools::{ToolStep, ToolWatcher};

/// Something that happened in a run, told when it happened and only then.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Work on the run began.
    Started {
        /// Which run.
        run: RunId,
    },
    /// An agent says what it found out and goes on with.
    Thinking {
        /// Which agent.
        agent: Agent,
        /// What it says.
        thought: String,
    },
    /// A tool was called, or its call ended.
    Tool(ToolStep),
    /// The run has its result. A run that fails, is late or is cancelled never gets here.
    Completed {
        /// Which run.
        run: RunId,
        /// The whole answer.
        answer: String,
        /// After how long.
        took: Duration,
    },
}

impl Step {
    /// Under which name clients know the step.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Started { .. } => events::AGENT_STARTED,
            Self::Thinking { .. } => events::AGENT_THINKING,
            Self::Tool(ToolStep::Executing { .. }) => events::TOOL_EXECUTING,
            Self::Tool(ToolStep::Completed { .. }) => events::TOOL_COMPLETED,
            Self::Completed { .. } => events::AGENT_COMPLETED,
        }
    }
}

/// A call of a language model that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelUse {
    /// Which model.
    pub model: String,
    /// How much it was, if that was told.
    pub count: Option<TokenCount>,
    /// How long it took.
    pub took: Duration,
    /// Whether nothing came of it.
    pub failed: bool,
}

/// Is told what happens in a run. Whoever has a run passes it on to clients in a way of their own.
pub trait Progress: Debug + Send + Sync {
    /// Takes note of a step. It must not wait: it is told of cancelled work too.
    fn step(&self, step: Step);

    /// Takes note of a call of a language model that somebody charges for. It must not wait either.
    fn called(&self, call: ModelUse);

    /// Takes note of the next piece of the answer; ready when there is room for another. Pieces put together are the
    /// answer.
    fn piece(&self, text: String) -> BoxFuture<'_, ()>;
}

/// Passes the steps of tools on.
#[derive(Debug)]
pub(crate) struct ToolSteps(pub(crate) Arc<dyn Progress>);

impl ToolWatcher for ToolSteps {
    fn tool(&self, step: ToolStep) {
        self.0.step(Step::Tool(step));
    }
}
