//! Asking the user for what is not there.

use super::Gap;
use serde::Serialize;

/// What a user is asked for, since their question cannot be answered without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataRequest {
    /// What to do, for people.
    pub instructions: String,
    /// What is needed, for programs.
    pub items: Vec<DataItem>,
}

/// One thing that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataItem {
    /// What it is.
    pub what: String,
    /// Why it is needed.
    pub why: String,
    /// What each entry has to tell.
    pub fields: &'static [&'static str],
}

const USAGE_FIELDS: &[&str] = &[
    "call_id",
    "used",
    "model",
    "feature",
    "input_tokens",
    "output_tokens",
    "latency_ms",
    "failed",
];
const PRICE_FIELDS: &[&str] = &["model", "input_price", "output_price", "tier"];

impl DataRequest {
    /// Asks for what would fill these gaps, so that `question` can be answered.
    #[must_use]
    pub fn filling(gaps: &[Gap], question: &str) -> Self {
        let items: Vec<DataItem> = gaps.iter().map(DataItem::filling).collect();
        let mut instructions = format!("“{question}” cannot be answered yet. Needed are:");
        for item in &items {
            let (what, why, fields) = (&item.what, &item.why, item.fields.join(", "));
            instructions.push_str(&format!("\n- {what}, with {fields}: {why}"));
        }
        Self {
            instructions,
            items,
        }
    }
}

impl DataItem {
    fn filling(gap: &Gap) -> Self {
        match gap {
            Gap::NoUsage { time } => Self {
                what: format!("the calls of models that were made {time}"),
                why: "no call of that time is known".to_owned(),
                fields: USAGE_FIELDS,
            },
            Gap::NoPrice { model } => Self {
                what: format!("the price of the model `{model}`"),
                why: "it was used, and without a price its cost is not known".to_owned(),
                fields: PRICE_FIELDS,
            },
        }
    }
}
