use crate::steps::CallUnderWay;
use crate::{
    OwnData, ToolDescription, ToolDispatchers, ToolOutcome, ToolRegistry, ToolUser, ToolWatcher,
};
use crate::{Tool, TypedTool};
use foundation::errors::AppError;
use foundation::ids::{ExecutionId, UserId};
use foundation::retry::within;
use foundation::seats::Seat;
use serde_json::Value;
use std::sync::Arc;

/// Calls tools for one user and one piece of work.
///
/// There is no way to make one around [`ToolDispatchers::open`], and no way to call a tool around it: permissions, time
/// and what is told of calls are looked after here.
#[derive(Debug)]
pub struct ToolDispatcher {
    dispatchers: Arc<ToolDispatchers>,
    registry: Arc<ToolRegistry>,
    user: ToolUser,
    data: OwnData,
    watcher: Arc<dyn ToolWatcher>,
    _seat: Seat<UserId>,
}

impl ToolDispatcher {
    pub(crate) fn new(
        dispatchers: Arc<ToolDispatchers>,
        seat: Seat<UserId>,
        user: ToolUser,
        data: OwnData,
        watcher: Arc<dyn ToolWatcher>,
    ) -> Self {
        Self {
            registry: dispatchers.registry(),
            dispatchers,
            user,
            data,
            watcher,
            _seat: seat,
        }
    }

    /// The tools that the user may call.
    pub fn tools(&self) -> impl Iterator<Item = &ToolDescription> {
        let all = self.registry.descriptions();
        all.filter(|tool| self.user.permissions.allow(tool.needs))
    }

    /// Calls a tool by name.
    ///
    /// # Errors
    /// When there is no such tool or the user may not call it: then nothing began, and nothing is told. When the tool
    /// fails or takes too long: then that is told as the end of the call.
    pub async fn call(&self, name: &str, arguments: Value) -> Result<Value, AppError> {
        let tool = self.registry.get(name);
        let tool = tool.ok_or(AppError::NotFound)?;
        if !self.user.permissions.allow(tool.description().needs) {
            return Err(AppError::Forbidden);
        }
        let execution = ExecutionId::generate(&self.dispatchers.ids).map_err(AppError::internal)?;
        let (watcher, clock) = (&*self.watcher, &*self.dispatchers.clock);
        let call = CallUnderWay::begin(watcher, clock, execution, name, &arguments);
        let answer = self.in_time(&**tool, arguments).await;
        call.end(match &answer {
            Ok(value) => ToolOutcome::Answered(value.clone()),
            Err(error) => ToolOutcome::Failed(error.body(Some(&self.user.context.ids().request))),
        });
        answer
    }

    /// Calls a tool that the caller knows the types of.
    ///
    /// # Errors
    /// As [`ToolDispatcher::call`].
    pub async fn ask<T: TypedTool>(&self, arguments: &T::Arguments) -> Result<T::Answer, AppError> {
        let arguments = serde_json::to_value(arguments).map_err(AppError::internal)?;
        let answer = self.call(T::NAME, arguments).await?;
        serde_json::from_value(answer).map_err(AppError::internal)
    }

    /// Ends the work and gives the session with the database back, to be committed.
    #[must_use]
    pub fn close(self) -> storage::RequestScope {
        self.data.into_scope()
    }

    async fn in_time(&self, tool: &dyn Tool, arguments: Value) -> Result<Value, AppError> {
        let limit = tool.description().limit;
        let answer = within(limit, tool.call(&self.data, arguments)).await;
        answer.unwrap_or(Err(AppError::TimedOut))
    }
}
