use crate::{
    HttpTransport, LineTransport, McpClient, McpError, McpServerSettings, PLATFORM, Reach,
    remote_tools,
};
use foundation::errors::with_sources;
use foundation::identity::Permission;
use foundation::retry::gather;
use serde::Serialize;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use tools::Tool;

/// The servers of tools outside this process, each under the name that we give it.
#[derive(Debug, Default)]
pub struct McpServers(BTreeMap<String, Outside>);

#[derive(Debug, Clone)]
struct Outside {
    transport: TransportKind,
    needs: Permission,
    /// None if it was not reached when we began.
    client: Option<Arc<McpClient>>,
}

/// By what a server is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TransportKind {
    /// It is in this process.
    InProcess,
    /// The standard streams of a process.
    Stdio,
    /// HTTP.
    Http,
}

/// How a server stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerStanding {
    /// Our name for it.
    pub name: String,
    /// By what it is reached.
    pub transport: TransportKind,
    /// Whether it answers.
    pub is_ready: bool,
}

/// How many servers are asked at a time.
const AT_A_TIME: NonZeroUsize = NonZeroUsize::MIN.saturating_add(7);

impl McpServers {
    /// Makes the acquaintance of all of them. One that is not reached keeps nobody from anything else: a record warns of
    /// it, and its tools are not there until the next start.
    pub async fn connect(servers: Vec<McpServerSettings>) -> Self {
        let known = servers.into_iter().map(|server| async move {
            let client = acquainted(&server.reach).await;
            let client = client.inspect_err(|error| {
                let (name, error) = (&server.name, with_sources(error));
                tracing::warn!(
                    name,
                    error,
                    "a server of tools is not reached: its tools are left out"
                );
            });
            let outside = Outside {
                transport: server.reach.transport(),
                needs: server.needs,
                client: client.ok().map(Arc::new),
            };
            (server.name, outside)
        });
        Self(gather(AT_A_TIME, known).await.into_iter().collect())
    }

    /// Their tools as tools of ours. A server that does not say which it has is told by a record.
    pub async fn tools(&self) -> Vec<Arc<dyn Tool>> {
        let asked = self.each().map(|(name, server)| async move {
            let Some(client) = server.client else {
                return Vec::new();
            };
            let tools = remote_tools(&name, &client, server.needs).await;
            tools.unwrap_or_else(|error| {
                let error = with_sources(&error);
                tracing::warn!(name, error, "a server of tools does not say which it has");
                Vec::new()
            })
        });
        gather(AT_A_TIME, asked).await.concat()
    }

    /// How each server stands, asked now.
    pub async fn standings(&self) -> Vec<ServerStanding> {
        let asked = self.each().map(|(name, server)| async move {
            ServerStanding {
                name,
                transport: server.transport,
                is_ready: match server.client {
                    Some(client) => client.ping().await.is_ok(),
                    None => false,
                },
            }
        });
        gather(AT_A_TIME, asked).await
    }

    /// Each server, for itself: a task that asks them may be that of any thread.
    fn each(&self) -> impl Iterator<Item = (String, Outside)> + use<> {
        self.0.clone().into_iter()
    }

    /// Whose a tool of ours is, and how it is called there: the server in this process has all that no other has.
    #[must_use]
    pub fn owner<'a>(&'a self, tool: &'a str) -> (&'a str, &'a str) {
        match tool.split_once('.') {
            Some((server, name)) if self.0.contains_key(server) => (server, name),
            _ => (PLATFORM, tool),
        }
    }

    /// Each server by its name, with whether it was reached when it was last asked.
    pub fn known(&self) -> impl Iterator<Item = (&str, bool)> {
        let servers = self.0.iter();
        servers.map(|(name, server)| (name.as_str(), server.client.is_some()))
    }

    /// Each server by its name, with what it is reached by.
    pub fn names(&self) -> impl Iterator<Item = (&str, TransportKind)> {
        self.0
            .iter()
            .map(|(name, server)| (name.as_str(), server.transport))
    }
}

impl Reach {
    fn transport(&self) -> TransportKind {
        match self {
            Self::Process(_) => TransportKind::Stdio,
            Self::Http { .. } => TransportKind::Http,
        }
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
