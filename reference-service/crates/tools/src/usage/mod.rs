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

/// The longest time that is looked at.
pub const MOST_DAYS: u32 = 366;

/// How long a day is, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1_000;

/// Over which time to look: so many days up to now, or from one moment to another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many days up to now, 1 to 366; or else `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 366))]
    days: Option<u32>,
    /// From when, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<u64>,
    /// Until when, in milliseconds since 1970, the moment itself left out; now if it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<u64>,
}

impl Period {
    /// So many days up to now.
    #[must_use]
    pub const fn days(days: u32) -> Self {
        Self {
            days: Some(days),
            from: None,
            until: None,
        }
    }

    /// From one moment until another.
    #[must_use]
    pub const fn between(from: EpochMillis, until: EpochMillis) -> Self {
        Self {
            days: None,
            from: Some(from.0),
            until: Some(until.0),
        }
    }

    /// From when to when, if it is now `now`.
    fn up_to(self, now: EpochMillis) -> Result<Range<EpochMillis>, AppError> {
        let refused = |text: String| Err(AppError::InvalidInput(text));
        // The end is left out of a range, and what is used now counts.
        let end = now.0.saturating_add(1);
        match (self.days, self.from, self.until) {
            (Some(days @ 1..=MOST_DAYS), None, None) => {
                let begin = now.0.saturating_sub(u64::from(days) * DAY);
                Ok(EpochMillis(begin)..EpochMillis(end))
            }
            (Some(days), None, None) => {
                refused(format!("`days` is {days}, not within 1 to {MOST_DAYS}"))
            }
            (None, Some(from), until) => {
                let until = until.unwrap_or(end);
                match until.checked_sub(from) {
                    Some(length) if length <= u64::from(MOST_DAYS) * DAY => {
                        Ok(EpochMillis(from)..EpochMillis(until))
                    }
                    Some(_) => refused(format!("there are more than {MOST_DAYS} days in it")),
                    None => refused("`until` is before `from`".to_owned()),
                }
            }
            _ => refused("either `days` is told or `from`".to_owned()),
        }
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
