//! What users have used and what they pay, so that agents have something to compute with.

use crate::{Outcome, Person};
use foundation::clock::EpochMillis;
use foundation::names::routes;
use http::StatusCode;
use serde_json::{Value, json};

/// A question that the books answer.
pub(crate) const QUESTION: &str =
    "This is only a test: how could I save on my costs of the last 30 days?";

/// The same question at length, which takes somewhat longer to answer: in fewer pieces than may wait for a slow reader.
pub(crate) fn long_question() -> String {
    format!("{QUESTION}{}", " And in detail, please.".repeat(150))
}

/// The two models of the books, the expensive one first.
pub(crate) const MODELS: [&str; 2] = ["large-model", "small-model"];

const DAY: u64 = 24 * 60 * 60 * 1_000;

/// Tells the backend what the user used in the last days, and at which prices: so that a good part could be saved.
pub(crate) async fn fill(person: &Person<'_>) -> Outcome {
    let word = person.platform.word()?;
    let EpochMillis(now) = person.platform.clock().now();
    let call = |number: u64| {
        json!({
            "call_id": format!("{word}-{number}"), "used": now - (number % 20) * DAY - 1_000,
            "model": MODELS[usize::from(number.is_multiple_of(4))],
            "feature": if number.is_multiple_of(3) { "search" } else { "summary" },
            "input_tokens": 2_000, "output_tokens": 1_000, "latency_ms": 400, "failed": number.is_multiple_of(10),
        })
    };
    let calls: Vec<Value> = (0..60).map(call).collect();
    let taken = person.post(routes::USAGE_CALLS, json!({"calls": calls}));
    taken.await?.expect(StatusCode::OK)?;
    let price = |(model, input, tier)| json!({"model": model, "input_price": input, "output_price": input * 3, "tier": tier});
    let prices = [(MODELS[0], 5_000_000, 1), (MODELS[1], 250_000, 1)].map(price);
    let taken = person.post(routes::USAGE_PRICES, json!({"prices": prices}));
    taken.await?.expect(StatusCode::OK)
}
