use super::Period;
use crate::{OwnData, TypedTool};
use foundation::clock::Clock;
use foundation::errors::AppError;
use foundation::identity::Permission;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use storage::prices::{self, ModelPrice};
use storage::usage::{self, UsageLine};

/// What the user used, and what that cost.
#[derive(Debug)]
pub struct UsageCosts(pub(super) Arc<dyn Clock>);

/// All calls of one model for one feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    /// Which model.
    pub model: String,
    /// What for.
    pub feature: String,
    /// How many calls.
    pub calls: u64,
    /// How many of them failed.
    pub failed_calls: u64,
    /// How much it was told.
    pub input_tokens: u64,
    /// How much it answered.
    pub output_tokens: u64,
    /// How long a call took, on average.
    pub mean_latency_ms: u64,
    /// What all calls cost, in millionths of a dollar; `None` if the user has no price for the model.
    pub cost: Option<u64>,
    /// What the calls cost that failed.
    pub failed_cost: Option<u64>,
}

impl TypedTool for UsageCosts {
    const NAME: &'static str = "usage_costs";
    const PURPOSE: &'static str = "adds up what the user used of models, and what that cost";
    const NEEDS: Permission = Permission::Read;
    const LIMIT: Duration = Duration::from_secs(10);
    type Arguments = Period;
    type Answer = Vec<CostLine>;

    async fn work(&self, data: &OwnData, period: Period) -> Result<Vec<CostLine>, AppError> {
        let time = period.up_to(self.0.now())?;
        let mut scope = data.scope().await;
        let prices = prices::of_user(&mut scope, data.user()).await?;
        let lines = usage::summed(&mut scope, data.user(), time).await?;
        let prices: HashMap<&str, &ModelPrice> =
            prices.iter().map(|it| (it.model.as_str(), it)).collect();
        let lines = lines.into_iter().map(|line| {
            let price = prices.get(line.model.as_str()).copied();
            costs(line, price)
        });
        Ok(lines.collect())
    }
}

fn costs(line: UsageLine, price: Option<&ModelPrice>) -> CostLine {
    let cost = |input, output| price.map(|price| price.cost(input, output));
    CostLine {
        calls: line.calls,
        failed_calls: line.failed_calls,
        input_tokens: line.input_tokens,
        output_tokens: line.output_tokens,
        mean_latency_ms: line.latency_ms.checked_div(line.calls).unwrap_or_default(),
        cost: cost(line.input_tokens, line.output_tokens),
        failed_cost: cost(line.failed_input_tokens, line.failed_output_tokens),
        model: line.model,
        feature: line.feature,
    }
}
