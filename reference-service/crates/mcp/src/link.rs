use crate::{
    HttpTransport, LineTransport, McpClient, McpError, McpServerSettings, Reach, remote_tools,
};
use foundation::errors::with_sources;
use foundation::retry::{Backoff, pause, within};
use serde_json::Value;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tools::Tool;

/// So often a server is asked whether it is there, unless a call finds out before that it is not.
const LOOK: Duration = Duration::from_secs(30);

/// A server that works on a call may leave so many such questions without an answer.
const PATIENCE: u32 = 2;

/// Between tries to have a server back.
const AGAIN: Backoff = Backoff {
    base: Duration::from_secs(1),
    multiplier: NonZeroU32::MIN.saturating_add(1),
    max: Duration::from_secs(60),
};

/// The way to one server: lost and had again, while its tools are held by others.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) server: McpServerSettings,
    present: Mutex<Present>,
    lost: Notify,
}

#[derive(Debug, Default)]
struct Present {
    client: Option<Arc<McpClient>>,
    /// Those of the last time that it was there.
    tools: Vec<Arc<dyn Tool>>,
}

impl Link {
    pub(crate) fn to(server: McpServerSettings) -> Arc<Self> {
        Arc::new(Self {
            server,
            present: Mutex::default(),
            lost: Notify::new(),
        })
    }

    pub(crate) fn is_up(&self) -> bool {
        self.present().client.is_some()
    }

    /// The tools of the server, those of the last time if it is gone at present.
    pub(crate) fn tools(&self) -> Vec<Arc<dyn Tool>> {
        self.present().tools.clone()
    }

    /// Calls a tool of the server.
    pub(crate) async fn call(&self, tool: &str, arguments: &Value) -> Result<Value, McpError> {
        let client = self.client()?;
        let answer = client.call(tool, arguments).await;
        self.judge(&client, answer)
    }

    /// Whether the server answers.
    pub(crate) async fn ping(&self) -> Result<(), McpError> {
        let client = self.client()?;
        let answer = client.ping().await;
        self.judge(&client, answer)
    }

    /// Tries to reach the server and asks it for its tools.
    pub(crate) async fn reach(self: &Arc<Self>) -> Result<(), McpError> {
        let client = acquainted(&self.server.reach).await?;
        let tools = remote_tools(self, &client).await?;
        let client = Some(Arc::new(client));
        *self.present() = Present { client, tools };
        Ok(())
    }

    /// The same, with a record of what went wrong.
    pub(crate) async fn try_to_reach(self: &Arc<Self>) -> bool {
        let reached = self.reach().await;
        if let Err(error) = &reached {
            let (name, error) = (&self.server.name, with_sources(error));
            tracing::warn!(name, error, "a server of tools is not reached");
        }
        reached.is_ok()
    }

    /// Has the server back whenever it is lost, and says so.
    pub(crate) async fn tend(self: &Arc<Self>, back: &(impl Fn() + Sync)) {
        loop {
            self.watch().await;
            for attempt in 0.. {
                if self.try_to_reach().await {
                    break;
                }
                pause(AGAIN.delay(attempt)).await;
            }
            tracing::info!(name = self.server.name, "a server of tools is there again");
            back();
        }
    }

    /// Waits until the server is lost.
    async fn watch(&self) {
        let mut silent = 0;
        while self.is_up() {
            if within(LOOK, self.lost.notified()).await.is_ok() {
                continue;
            }
            silent = match self.ping().await {
                Err(McpError::TimedOut(_)) => silent + 1,
                _ => 0,
            };
            if silent == PATIENCE {
                self.present().client = None;
            }
        }
    }

    fn client(&self) -> Result<Arc<McpClient>, McpError> {
        self.present().client.clone().ok_or(McpError::Closed)
    }

    /// Lets go of a client whose server is gone, unless there is another one already.
    fn judge<T>(
        &self,
        client: &Arc<McpClient>,
        answer: Result<T, McpError>,
    ) -> Result<T, McpError> {
        if answer.as_ref().is_err_and(McpError::is_gone) {
            let lost = {
                let present = &mut self.present().client;
                present.take_if(|present| Arc::ptr_eq(present, client))
            };
            if lost.is_some() {
                self.lost.notify_one();
            }
        }
        answer
    }

    fn present(&self) -> MutexGuard<'_, Present> {
        // Every change is one assignment: a panic elsewhere cannot leave it half done.
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn acquainted(reach: &Reach) -> Result<McpClient, McpError> {
    match reach {
        Reach::Process(program) => McpClient::connect(LineTransport::of_process(program)?).await,
        Reach::Http { uri, token } => {
            McpClient::connect(HttpTransport::new(uri.clone(), token.clone())).await
        }
    }
}
