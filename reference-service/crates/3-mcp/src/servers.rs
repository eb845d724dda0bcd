use crate::{McpClient, McpError, OfferedTool};
use foundation::retry::gather;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// Which servers of tools there are, each under the name that we give it.
#[derive(Debug, Clone, Default)]
pub struct McpServers(BTreeMap<String, Arc<McpClient>>);

/// How a server stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServerStanding {
    /// Our name for it.
    pub name: String,
    /// What it calls itself.
    pub server: String,
    /// Its version.
    pub version: String,
    /// Whether it answers.
    pub is_ready: bool,
}

/// How many servers are asked at a time.
const AT_A_TIME: NonZeroUsize = NonZeroUsize::MIN.saturating_add(7);

impl McpServers {
    /// With one more server; an earlier one of this name is let go.
    #[must_use]
    pub fn with(mut self, name: &str, client: McpClient) -> Self {
        self.0.insert(name.to_owned(), Arc::new(client));
        self
    }

    /// The server of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<McpClient>> {
        self.0.get(name)
    }

    /// How each server stands, asked now.
    pub async fn standings(&self) -> Vec<ServerStanding> {
        let asked = self.each().map(|(name, client)| async move {
            let (server, version) = client.server();
            ServerStanding {
                name,
                server: server.to_owned(),
                version: version.to_owned(),
                is_ready: client.ping().await.is_ok(),
            }
        });
        gather(AT_A_TIME, asked).await
    }

    /// The tools of each server. One that does not answer keeps no other from it.
    pub async fn tools(&self) -> Vec<(String, Result<Vec<OfferedTool>, McpError>)> {
        let asked = self.each();
        let asked = asked.map(|(name, client)| async move { (name, client.tools().await) });
        gather(AT_A_TIME, asked).await
    }

    /// Each server, for itself: a task that asks them may be that of any thread.
    fn each(&self) -> impl Iterator<Item = (String, Arc<McpClient>)> + use<> {
        self.0.clone().into_iter()
    }

    /// Calls a tool of a server; `None` if there is no such server.
    ///
    /// # Errors
    /// As [`McpClient::call`].
    pub async fn call(
        &self,
        server: &str,
        tool: &str,
        arguments: &Value,
    ) -> Option<Result<Value, McpError>> {
        Some(self.get(server)?.call(tool, arguments).await)
    }
}
