use super::Supervisor;
use crate::progress::ToolSteps;
use crate::{ExecutionEngine, Progress};
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::identity::{Permission, Permissions};
use llm::LanguageModel;
use std::sync::Arc;
use std::time::Duration;
use storage::RequestScope;
use tools::usage::{Prices, Reliabilities, UsageCosts};
use tools::{ForeignScope, OwnData, ToolDispatchers, ToolUser, TypedTool};

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
    /// Who is told. A front that is not connected to clients has none to give, and then there is no run: work that
    /// nobody hears of would be done for nothing.
    pub progress: Option<Arc<dyn Progress>>,
    /// How much is left of the time that a run may take.
    pub left: Duration,
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
    /// The session with the database is somebody else's: a mistake of ours.
    #[error(transparent)]
    Foreign(#[from] ForeignScope),
    /// The user may not talk to agents.
    #[error("the user may not talk to agents")]
    Forbidden,
    /// The user has as many runs as one may have.
    #[error(transparent)]
    Refused(AppError),
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

    /// A supervisor for one run. It takes the session of the request and keeps it until the run ends.
    ///
    /// # Errors
    /// When a part is missing, the session is not that of the user, or the user may not run it.
    pub fn create(
        &self,
        scope: RequestScope,
        request: RunRequest,
    ) -> Result<Supervisor, CreateError> {
        let mut missing = self.missing_tools();
        let Some(progress) = request.progress else {
            missing.push(PROGRESS);
            return Err(WhatIsMissing(missing).into());
        };
        found_missing(missing)?;
        if !request.permissions.allow(Permission::Chat) {
            return Err(CreateError::Forbidden);
        }
        let context = request.context;
        let data = OwnData::new(&context, scope)?;
        let user = ToolUser {
            context: context.clone(),
            permissions: request.permissions,
        };
        let steps = Arc::new(ToolSteps(progress.clone()));
        let tools = self.tools.open(user, data, steps);
        Ok(Supervisor {
            engine: self.engine.clone(),
            model: self.model.clone(),
            tools: tools.map_err(CreateError::Refused)?,
            progress,
            context,
            left: request.left,
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
            CreateError::Missing(_) | CreateError::Foreign(_) => Self::internal(error),
            CreateError::Forbidden => Self::Forbidden,
            CreateError::Refused(error) => error,
        }
    }
}
