//! Tools that are called for a request, outside of any run.

use crate::Backend;
use crate::caller::Caller;
use crate::runs::{Told, Waiting, counted, of_tool, queue};
use agents::Step;
use events::{Event, ToolCompleted};
use foundation::errors::AppError;
use foundation::ids::{RequestId, RunId, ThreadId, UserId};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;
use tools::{OwnData, ToolDispatcher, ToolUser};
use websocket::IsolationKey;

/// What has to be passed on of calls while they go on.
#[derive(Debug)]
pub(crate) struct ToolTold {
    backend: Arc<Backend>,
    user: UserId,
    run: RunId,
    request: RequestId,
    told: UnboundedReceiver<Waiting>,
}

/// The tools of the user who asks, and what is told of their use. It is told as long as the tools are there.
pub(crate) async fn tools_of(
    backend: &Arc<Backend>,
    caller: &Caller,
) -> Result<(ToolDispatcher, ToolTold), AppError> {
    let key = IsolationKey {
        user: caller.id().clone(),
        // A piece of work of its own, of which no thread knows.
        thread: ThreadId::generate(&backend.ids).map_err(AppError::internal)?,
    };
    let context = backend.context(&key, &caller.request)?;
    let data = OwnData::new(&context, caller.reads(backend).await?)?;
    let (watcher, told) = queue();
    let run = context.ids().run.clone();
    let user = ToolUser {
        context,
        permissions: caller.user.permissions.clone(),
    };
    let tools = backend.runs.tools.open(user, data, watcher)?;
    let told = ToolTold {
        backend: backend.clone(),
        user: key.user,
        run,
        request: caller.request.clone(),
        told,
    };
    Ok((tools, told))
}

impl ToolTold {
    /// Tells all that listen to what concerns the user, until the tools are gone; the last call that ended.
    pub(crate) async fn pass_on(mut self) -> Option<ToolCompleted> {
        let mut last = None;
        while let Some(Waiting { told, .. }) = self.told.recv().await {
            let Told::Step(Step::Tool(step)) = told else {
                continue;
            };
            counted(&self.backend.metrics(), &step);
            let event = of_tool(&self.backend.runs.tools, &self.run, step);
            if let Event::ToolCompleted(completed) = &event {
                last = Some(completed.clone());
            }
            let request = Some(&self.request);
            if let Err(error) = self.backend.managers.announce(&self.user, event, request) {
                tracing::error!(%error, "nobody was told of a call of a tool");
            }
        }
        last
    }
}
