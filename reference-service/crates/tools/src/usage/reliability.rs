use super::Period;
use crate::{OwnData, TypedTool};
use foundation::clock::Clock;
use foundation::errors::AppError;
use foundation::identity::Permission;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use storage::usage::{self, UsageLine};

/// How far the user could rely on models.
#[derive(Debug)]
pub struct Reliabilities(pub(super) Arc<dyn Clock>);

/// How far the user could rely on one model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelReliability {
    /// Which model.
    pub model: String,
    /// How many calls.
    pub calls: u64,
    /// How many of a thousand calls did not fail, rounded down.
    pub good_per_thousand: u64,
    /// How long a call took, on average.
    pub mean_latency_ms: u64,
}

impl TypedTool for Reliabilities {
    const NAME: &'static str = "model_reliability";
    const PURPOSE: &'static str = "tells how many calls of each model were of use, and how fast";
    const NEEDS: Permission = Permission::Read;
    const LIMIT: Duration = Duration::from_secs(10);
    type Arguments = Period;
    type Answer = Vec<ModelReliability>;

    async fn work(&self, data: &OwnData, period: Period) -> Result<Self::Answer, AppError> {
        let time = period.up_to(self.0.now())?;
        let lines = usage::summed(&mut *data.scope().await, data.user(), time).await?;
        let mut models: BTreeMap<String, Vec<UsageLine>> = BTreeMap::new();
        for line in lines {
            models.entry(line.model.clone()).or_default().push(line);
        }
        let judged = models.into_iter();
        Ok(judged
            .map(|(model, lines)| reliability(model, &lines))
            .collect())
    }
}

fn reliability(model: String, lines: &[UsageLine]) -> ModelReliability {
    let sum = |of: fn(&UsageLine) -> u64| lines.iter().map(of).sum::<u64>();
    let calls = sum(|line| line.calls);
    let good = calls.saturating_sub(sum(|line| line.failed_calls));
    let per_call = |whole: u64| whole.checked_div(calls).unwrap_or_default();
    ModelReliability {
        model,
        calls,
        good_per_thousand: per_call(good.saturating_mul(1_000)),
        mean_latency_ms: per_call(sum(|line| line.latency_ms)),
    }
}
