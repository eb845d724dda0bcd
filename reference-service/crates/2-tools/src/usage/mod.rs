//! Tools that look at what a user used of models and what it cost.

mod costs;
mod listed_prices;
mod reliability;

pub use costs::{CostLine, UsageCosts};
pub use listed_prices::{Nothing, Prices};
pub use reliability::{ModelReliability, Reliabilities};

use crate::{NameTaken, ToolRegistry, typed};
use foundation::clock::{Clock, EpochMillis};
use foundation::errors::AppError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// The furthest that one can look back.
pub const MOST_DAYS: u32 = 366;

/// Over how long to look back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many days up to now, 1 to 366.
    #[schemars(range(min = 1, max = 366))]
    pub days: u32,
}

impl Period {
    /// From when to when, if it is now `now`.
    fn up_to(self, now: EpochMillis) -> Result<Range<EpochMillis>, AppError> {
        const DAY: u64 = 24 * 60 * 60 * 1_000;
        if self.days == 0 || self.days > MOST_DAYS {
            let text = format!("`days` is {}, not within 1 to {MOST_DAYS}", self.days);
            return Err(AppError::InvalidInput(text));
        }
        let begin = now.0.saturating_sub(u64::from(self.days) * DAY);
        // The end is left out of a range, and what is used now counts.
        Ok(EpochMillis(begin)..EpochMillis(now.0.saturating_add(1)))
    }
}

/// All tools of this module beside those that are there.
///
/// # Errors
/// When a name is taken.
pub fn registered(
    registry: ToolRegistry,
    clock: &Arc<dyn Clock>,
) -> Result<ToolRegistry, NameTaken> {
    registry
        .with(typed(UsageCosts(clock.clone())))?
        .with(typed(Prices))?
        .with(typed(Reliabilities(clock.clone())))
}
