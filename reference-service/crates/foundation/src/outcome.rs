//! How a piece of work ended.

use serde::{Deserialize, Serialize};

/// How a run of agents, or a call of a tool, ended: the same words for clients and counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WorkOutcome {
    /// It has its result.
    Completed,
    /// It has none.
    Failed,
    /// Somebody stopped it.
    Cancelled,
    /// It took too long.
    TimedOut,
}

impl WorkOutcome {
    /// Every outcome, in the order of the definition.
    pub const ALL: [Self; 4] = [
        Self::Completed,
        Self::Failed,
        Self::Cancelled,
        Self::TimedOut,
    ];

    /// The name in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed_out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_has_one_name_in_texts_and_in_json() {
        for outcome in WorkOutcome::ALL {
            assert_eq!(serde_json::json!(outcome), outcome.as_str());
        }
    }
}
