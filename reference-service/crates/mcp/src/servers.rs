use crate::link::Link;
use crate::{McpServerSettings, PLATFORM, Reach};
use foundation::retry::gather;
use futures_util::future::join_all;
use serde::Serialize;
use std::collections::BTreeMap;
use std::future::pending;
use std::num::NonZeroUsize;
use std::sync::Arc;
use tools::Tool;

/// The servers of tools outside this process, each under the name that we give it.
#[derive(Debug, Default)]
pub struct McpServers(BTreeMap<String, Arc<Link>>);

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
    /// it, and [`McpServers::tend`] tries again.
    pub async fn connect(servers: Vec<McpServerSettings>) -> Self {
        let known = servers.into_iter().map(|server| async move {
            let link = Link::to(server);
            link.try_to_reach().await;
            (link.server.name.clone(), link)
        });
        Self(gather(AT_A_TIME, known).await.into_iter().collect())
    }

    /// Has each server back that is lost or was never reached, as long as it takes, and calls `changed` when that was
    /// done: it may have other tools than before. It never ends.
    pub async fn tend(&self, changed: impl Fn(&Self) + Sync) {
        let changed = || changed(self);
        let tended = self.0.values().map(|link| link.tend(&changed));
        join_all(tended).await;
        pending().await
    }

    /// Their tools as tools of ours, those of a server that is gone among them: it may be back when they are called.
    #[must_use]
    pub fn tools(&self) -> Vec<Arc<dyn Tool>> {
        self.0.values().flat_map(|link| link.tools()).collect()
    }

    /// How each server stands, asked now.
    pub async fn standings(&self) -> Vec<ServerStanding> {
        // Each for itself: a task that asks them may be that of any thread.
        let servers = self.0.clone().into_iter();
        let asked = servers.map(|(name, link)| async move {
            ServerStanding {
                name,
                transport: link.server.reach.transport(),
                is_ready: link.ping().await.is_ok(),
            }
        });
        gather(AT_A_TIME, asked).await
    }

    /// Each server by its name, with whether it was there when it was last asked.
    pub fn known(&self) -> impl Iterator<Item = (&str, bool)> {
        let servers = self.0.iter();
        servers.map(|(name, link)| (name.as_str(), link.is_up()))
    }

    /// Whose a tool of ours is, and how it is called there: the server in this process has all that no other has.
    #[must_use]
    pub fn owner<'a>(&'a self, tool: &'a str) -> (&'a str, &'a str) {
        match tool.split_once('.') {
            Some((server, name)) if self.0.contains_key(server) => (server, name),
            _ => (PLATFORM, tool),
        }
    }

    /// Each server by its name, with what it is reached by.
    pub fn names(&self) -> impl Iterator<Item = (&str, TransportKind)> {
        self.0
            .iter()
            .map(|(name, link)| (name.as_str(), link.server.reach.transport()))
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
