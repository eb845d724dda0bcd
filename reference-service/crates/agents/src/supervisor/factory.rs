use super::Supervisor;
use crate::{ExecutionEngine, Progress};
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::identity::{Permission, Permissions};
use llm::{LanguageModel, Turn};
use std::sync::Arc;
use tools::usage::{Prices, Reliabilities, UsageCosts};
use tools::{ToolDispatchers, ToolUser, TypedTool};

/// Makes supervisors, for whatever front asks. The process has one.
#[derive(Debug)]
pub struct SupervisorFactory {
    engine: Arc<ExecutionEngine>,
    tools: Arc<ToolDispatchers>,
    model: Arc<dyn LanguageModel>,
}

/// For whom a supervisor is, and who is told of its progress.
#[derive(Debug)]
pub struct RunRequest {
    /// Whose question it is.
    pub context: UserContext,
    /// What they may do.
    pub permissions: Permissions,
    /// What was said in the thread before, the oldest first.
    pub earlier: Vec<Turn>,
    /// Who is told. A front that is not connected to clients has none to give, and then there is no run: work that
    /// nobody hears of would be done for nothing.
    pub progress: Option<Arc<dyn Progress>>,
}

/// Parts that a supervisor cannot do without, by name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no supervisor without: {}", .0.join(", "))]
pub struct WhatIsMissing(pub Vec<&'static str>);

/// Why there is no supervisor.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// A part is missing: a mistake of ours.
    #[error(transparent)]
    Missing(#[from] WhatIsMissing),
    /// The user may not talk to agents.
    #[error("the user may not talk to agents")]
    Forbidden,
}

/// The tools that the agents ask.
const NEEDED: [&str; 3] = [UsageCosts::NAME, Prices::NAME, Reliabilities::NAME];

/// How the part is named that passes on what happens.
const PROGRESS: &str = "progress";

impl SupervisorFactory {
    /// A factory with these parts.
    #[must_use]
    pub fn new(
        engine: Arc<ExecutionEngine>,
        tools: Arc<ToolDispatchers>,
        model: Arc<dyn LanguageModel>,
    ) -> Self {
        Self {
            engine,
            tools,
            model,
        }
    }

    /// Where runs are executed, for those who ask how they stand or cancel them.
    #[must_use]
    pub fn engine(&self) -> &Arc<ExecutionEngine> {
        &self.engine
    }

    /// Whether all parts are there that do not come with a request.
    ///
    /// # Errors
    /// When some are missing.
    pub fn check(&self) -> Result<(), WhatIsMissing> {
        found_missing(self.missing_tools())
    }

    /// A supervisor for one run.
    ///
    /// # Errors
    /// When a part is missing, or the user may not run it.
    pub fn create(&self, request: RunRequest) -> Result<Supervisor, CreateError> {
        let mut missing = self.missing_tools();
        let Some(progress) = request.progress else {
            missing.push(PROGRESS);
            return Err(WhatIsMissing(missing).into());
        };
        found_missing(missing)?;
        if !request.permissions.allow(Permission::Chat) {
            return Err(CreateError::Forbidden);
        }
        Ok(Supervisor {
            engine: self.engine.clone(),
            model: self.model.clone(),
            tools: self.tools.clone(),
            progress,
            earlier: request.earlier,
            user: ToolUser {
                context: request.context,
                permissions: request.permissions,
            },
        })
    }

    fn missing_tools(&self) -> Vec<&'static str> {
        let registry = self.tools.registry();
        let missing = NEEDED
            .into_iter()
            .filter(|name| registry.get(name).is_none());
        missing.collect()
    }
}

fn found_missing(parts: Vec<&'static str>) -> Result<(), WhatIsMissing> {
    if parts.is_empty() {
        Ok(())
    } else {
        Err(WhatIsMissing(parts))
    }
}

impl From<CreateError> for AppError {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::Missing(_) => Self::internal(error),
            CreateError::Forbidden => Self::Forbidden,
        }
    }
}
