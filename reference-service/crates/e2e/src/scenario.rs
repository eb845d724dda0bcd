use crate::{Outcome, Platform};
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use std::fmt;

/// Something that has to hold.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// Under which number it is known.
    pub id: &'static str,
    /// Under which name.
    pub name: &'static str,
    /// What holds when it passes.
    pub verifies: &'static str,
    /// Beside what it is tried.
    pub placement: Placement,
    /// Tries it; the facts that were seen, in one line.
    pub attempt: Attempt,
}

/// How something is tried.
pub(crate) type Attempt = for<'p> fn(&'p Platform) -> LocalBoxFuture<'p, Outcome<Verdict>>;

/// Beside what a scenario is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Beside others: it neither disturbs them nor is it disturbed.
    Together,
    /// After those, and by itself: it measures, or it disturbs.
    Alone,
    /// After all others: whoever comes next has to wait.
    Last,
}

/// What became of a scenario, with the facts that were seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", content = "evidence", rename_all = "snake_case")]
pub enum Verdict {
    /// It holds.
    Passed(String),
    /// It does not.
    Failed(String),
    /// It cannot be tried here.
    Skipped(String),
}

impl fmt::Debug for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scenario")
            .field("id", &self.id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl From<String> for Verdict {
    fn from(evidence: String) -> Self {
        Self::Passed(evidence)
    }
}

/// A line of a table of scenarios. The function that tries it has its name.
macro_rules! scenario {
    ($id:literal, $file:ident::$name:ident, $placement:ident, $verifies:literal) => {
        $crate::Scenario {
            id: $id,
            name: stringify!($name),
            verifies: $verifies,
            placement: $crate::Placement::$placement,
            attempt: |platform| Box::pin(async { Ok($file::$name(platform).await?.into()) }),
        }
    };
}

pub(crate) use scenario;
