//! What each agent does. Agents hold nothing: what one found out is handed to the next.

mod data;
mod data_request;
mod money;
mod optimization;
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
}
