//! What each agent does. Agents hold nothing: what one found out is handed to the next.

mod data;
mod data_request;
mod money;
mod optimization;
mod period;
mod report;
mod triage;

pub use data::{Findings, Gap};
pub use data_request::{DataItem, DataRequest};
pub use optimization::{Proposal, Savings};
pub use triage::{Aim, MOST_CHARACTERS, Triage};

pub(crate) use data::gather;
pub(crate) use optimization::savings;
pub(crate) use report::{facts, report};
pub(crate) use triage::triage;

use serde::{Deserialize, Serialize};

/// The agents, in the order in which a question passes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agent {
    /// Finds out what is asked.
    Triage,
    /// Gathers what the user used and what it cost.
    Data,
    /// Computes what could be saved.
    Optimization,
    /// Puts the answer into words.
    Report,
}

impl Agent {
    /// Every agent, in their order.
    pub const ALL: [Self; 4] = [Self::Triage, Self::Data, Self::Optimization, Self::Report];

    /// Under which name clients know it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Data => "data",
            Self::Optimization => "optimization",
            Self::Report => "report",
        }
    }

    /// What it does, for people.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Triage => "finds out what is asked",
            Self::Data => "gathers what you used and what it cost",
            Self::Optimization => "computes what could be saved",
            Self::Report => "puts the answer into words",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_has_one_name_in_texts_and_in_json() {
        for agent in Agent::ALL {
            assert_eq!(serde_json::json!(agent), agent.as_str());
        }
    }
}
