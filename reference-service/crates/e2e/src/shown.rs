//! What the backend shows, as far as it is looked at.

use crate::{Outcome, Person, filled};
use foundation::ids::{MessageId, RunId, ThreadId};
use foundation::names::routes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A thread.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ShownThread {
    pub(crate) id: ThreadId,
    pub(crate) title: String,
}

/// A page of threads.
#[derive(Debug, Deserialize)]
pub(crate) struct ShownThreads {
    pub(crate) threads: Vec<ShownThread>,
    pub(crate) total: u64,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct ShownMessage {
    pub(crate) id: MessageId,
    pub(crate) thread_id: ThreadId,
    pub(crate) sequence: u64,
    pub(crate) author: String,
    pub(crate) content: String,
    pub(crate) metadata: Map<String, Value>,
    pub(crate) created_at: u64,
}

/// A page of messages.
#[derive(Debug, Deserialize)]
pub(crate) struct ShownMessages {
    pub(crate) messages: Vec<ShownMessage>,
    pub(crate) total: u64,
    pub(crate) limit: u64,
    pub(crate) offset: u64,
    pub(crate) pages: u64,
    pub(crate) has_more: bool,
}

/// A run, as its user sees it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ShownRun {
    pub(crate) run_id: RunId,
    pub(crate) thread_id: ThreadId,
    pub(crate) status: String,
    pub(crate) response: Option<String>,
}

impl ShownRun {
    /// How the run stands now.
    pub(crate) async fn of(person: &Person<'_>, run: &RunId) -> Outcome<Self> {
        person
            .get(filled(routes::RUN, run))
            .await?
            .read(StatusCode::OK)
    }

    /// Whether it is not over.
    pub(crate) fn is_under_way(&self) -> bool {
        self.status == "running"
    }
}

impl ShownMessages {
    pub(crate) fn contents(&self) -> Vec<&str> {
        self.messages.iter().map(|it| it.content.as_str()).collect()
    }

    pub(crate) fn sequences(&self) -> Vec<u64> {
        self.messages.iter().map(|it| it.sequence).collect()
    }
}
