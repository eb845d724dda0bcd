//! What is told of the use of tools, while it goes on.

use foundation::clock::Clock;
use foundation::errors::ErrorBody;
use foundation::ids::ExecutionId;
use serde_json::Value;
use std::fmt::Debug;
use std::time::Duration;

/// Something that happened to a tool. To each call that began belongs exactly one that ended, whatever happened.
#[derive(Debug, Clone, PartialEq)]
pub enum ToolStep {
    /// A call began.
    Executing {
        /// Which call.
        execution: ExecutionId,
        /// Of which tool.
        tool: String,
        /// What it was told.
        arguments: Value,
    },
    /// A call ended.
    Completed {
        /// Which call.
        execution: ExecutionId,
        /// Of which tool.
        tool: String,
        /// How it ended.
        outcome: ToolOutcome,
        /// After how long.
        took: Duration,
    },
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq)]
pub enum ToolOutcome {
    /// With an answer.
    Answered(Value),
    /// It could not be done, or not in time.
    Failed(ErrorBody),
    /// Nobody waits for the answer any more.
    Cancelled,
}

/// Is told of each step as it happens.
pub trait ToolWatcher: Debug + Send + Sync {
    /// Takes note. It must not wait - it is told of cancelled work too, when nothing can wait any more - so whoever
    /// passes steps on puts them into a queue.
    fn tool(&self, step: ToolStep);
}

/// A call that is under way. However it is dropped, it tells that the call ended.
#[derive(Debug)]
pub(crate) struct CallUnderWay<'a> {
    watcher: &'a dyn ToolWatcher,
    clock: &'a dyn Clock,
    begun: Duration,
    execution: ExecutionId,
    tool: String,
    outcome: ToolOutcome,
}

impl<'a> CallUnderWay<'a> {
    /// Tells that a call begins.
    pub(crate) fn begin(
        watcher: &'a dyn ToolWatcher,
        clock: &'a dyn Clock,
        execution: ExecutionId,
        tool: &str,
        arguments: &Value,
    ) -> Self {
        watcher.tool(ToolStep::Executing {
            execution: execution.clone(),
            tool: tool.to_owned(),
            arguments: arguments.clone(),
        });
        Self {
            watcher,
            clock,
            begun: clock.running_for(),
            execution,
            tool: tool.to_owned(),
            outcome: ToolOutcome::Cancelled,
        }
    }

    /// Tells how the call ended.
    pub(crate) fn end(mut self, outcome: ToolOutcome) {
        self.outcome = outcome;
    }
}

impl Drop for CallUnderWay<'_> {
    fn drop(&mut self) {
        self.watcher.tool(ToolStep::Completed {
            execution: self.execution.clone(),
            tool: self.tool.clone(),
            outcome: self.outcome.clone(),
            took: self.clock.running_for().saturating_sub(self.begun),
        });
    }
}
