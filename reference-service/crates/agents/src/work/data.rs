//! Gathering what the user used and what it cost.

use super::Triage;
use foundation::errors::AppError;
use serde::Serialize;
use std::collections::BTreeSet;
use storage::prices::ModelPrice;
use tools::ToolDispatcher;
use tools::usage::{
    CostLine, ModelReliability, Nothing, Period, Prices, Reliabilities, UsageCosts,
};

/// What was found in the user's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// At which time was looked.
    pub period: Period,
    /// The same in words.
    pub time: String,
    /// What was used and what it cost, by model and feature.
    pub costs: Vec<CostLine>,
    /// What models cost the user.
    pub prices: Vec<ModelPrice>,
    /// How far models could be relied on.
    pub reliability: Vec<ModelReliability>,
}

/// Something that is not among the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Nothing was used in the time, as far as is known.
    NoUsage {
        /// Which time, in words.
        time: String,
    },
    /// A model was used that has no price.
    NoPrice {
        /// Which model.
        model: String,
    },
}

/// Asks the tools, each once.
pub(crate) async fn gather(tools: &ToolDispatcher, triage: &Triage) -> Result<Findings, AppError> {
    let period = triage.period;
    Ok(Findings {
        period,
        time: triage.time.clone(),
        costs: tools.ask::<UsageCosts>(&period).await?,
        prices: tools.ask::<Prices>(&Nothing {}).await?,
        reliability: tools.ask::<Reliabilities>(&period).await?,
    })
}

impl Findings {
    /// What all that has a price cost together, in millionths of a dollar.
    #[must_use]
    pub fn total_cost(&self) -> u64 {
        self.costs.iter().filter_map(|line| line.cost).sum()
    }

    /// What is not among the rows.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        if self.costs.is_empty() {
            let time = self.time.clone();
            return vec![Gap::NoUsage { time }];
        }
        let unpriced = self.costs.iter().filter(|line| line.cost.is_none());
        let models: BTreeSet<&String> = unpriced.map(|line| &line.model).collect();
        let gap = |model: &String| Gap::NoPrice {
            model: model.clone(),
        };
        models.into_iter().map(gap).collect()
    }

    /// Whether there is anything that can be computed with.
    #[must_use]
    pub fn suffice(&self) -> bool {
        self.costs.iter().any(|line| line.cost.is_some())
    }
}
