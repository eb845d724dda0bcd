//! What the user asked of models and what they pay for it: the rows that agents answer from.

use crate::Backend;
use crate::caller::Caller;
use crate::conversations::demand_length;
use axum::Json;
use axum::extract::State;
use foundation::clock::EpochMillis;
use foundation::errors::AppError;
use foundation::names::routes;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use storage::prices::{MOST_MODELS, ModelPrice};
use storage::usage::ModelCall;
use storage::{prices, usage};
use utoipa::ToSchema;
use web::{Failure, JsonBody};

/// The most rows that are taken at a time: a request is one transaction, and others wait for it. So many have room in the
/// longest body.
const MOST_ROWS: usize = 250;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Calls of models.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCalls {
    /// 1 to 250. Agents look at the 1000 pairs of model and feature with the most calls.
    #[schema(value_type = Vec<CallView>)]
    calls: Rows<CallView>,
}

/// Prices of models.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPrices {
    /// 1 to 250, of at most 200 models together with those that are known.
    #[schema(value_type = Vec<PriceView>)]
    prices: Rows<PriceView>,
}

/// One call of a model.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallView {
    /// What the call is named where it was made: the same one twice counts once.
    #[schema(value_type = String)]
    call_id: Name,
    /// When, in milliseconds since 1970.
    used: u64,
    #[schema(value_type = String)]
    model: Name,
    /// What it was wanted for.
    #[schema(value_type = String)]
    feature: Name,
    input_tokens: u32,
    output_tokens: u32,
    latency_ms: u32,
    /// Whether the answer was of no use.
    failed: bool,
}

/// What one model costs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriceView {
    #[schema(value_type = String)]
    model: Name,
    /// For a million tokens told to it, in millionths of a dollar.
    input_price: u32,
    /// For a million tokens of its answers, in millionths of a dollar.
    output_price: u32,
    /// How capable it is; higher is more.
    tier: u32,
}

/// How many rows were new.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Taken {
    taken: u64,
}

/// Some rows, and not too many.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Vec<T>", bound = "T: Deserialize<'de>")]
struct Rows<T>(Vec<T>);

/// A name: neither blank nor too long.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl<T> TryFrom<Vec<T>> for Rows<T> {
    type Error = String;

    fn try_from(rows: Vec<T>) -> Result<Self, String> {
        if rows.is_empty() || rows.len() > MOST_ROWS {
            return Err(format!("have to be 1 to {MOST_ROWS}"));
        }
        Ok(Self(rows))
    }
}

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        demand_length(&text, LONGEST_NAME)?;
        Ok(Self(text))
    }
}

impl From<CallView> for ModelCall {
    fn from(call: CallView) -> Self {
        Self {
            call_id: call.call_id.0,
            used: EpochMillis(call.used),
            model: call.model.0,
            feature: call.feature.0,
            input_tokens: call.input_tokens,
            output_tokens: call.output_tokens,
            latency_ms: call.latency_ms,
            failed: call.failed,
        }
    }
}

impl From<PriceView> for ModelPrice {
    fn from(price: PriceView) -> Self {
        Self {
            model: price.model.0,
            input_price: price.input_price,
            output_price: price.output_price,
            tier: price.tier,
        }
    }
}

/// Takes up calls of models. Those that are known already are passed over.
#[utoipa::path(post, path = routes::USAGE_CALLS, tag = "usage", request_body = NewCalls, responses(
    (status = 200, body = Taken), (status = 400), (status = 401), (status = 403)))]
pub(crate) async fn calls(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<NewCalls>,
) -> Result<Json<Taken>, Failure> {
    let calls: Vec<ModelCall> = asked.calls.0.into_iter().map(ModelCall::from).collect();
    let mut scope = caller.writes(&backend).await?;
    let taken = usage::load(&mut scope, caller.id(), &calls).await?;
    scope.commit().await?;
    Ok(Json(Taken { taken }))
}

/// Takes up prices of models. A price of the same model is replaced.
#[utoipa::path(post, path = routes::USAGE_PRICES, tag = "usage", request_body = NewPrices, responses(
    (status = 200, body = Taken), (status = 400), (status = 401), (status = 403),
    (status = 409, description = "there would be prices of too many models")))]
pub(crate) async fn prices(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    JsonBody(asked): JsonBody<NewPrices>,
) -> Result<Json<Taken>, Failure> {
    let prices: Vec<ModelPrice> = asked.prices.0.into_iter().map(ModelPrice::from).collect();
    let mut scope = caller.writes(&backend).await?;
    let before = prices::count(&mut scope, caller.id()).await?;
    prices::load(&mut scope, caller.id(), &prices).await?;
    let models = prices::count(&mut scope, caller.id()).await?;
    // Who has more from earlier can still replace them.
    if models > before.max(MOST_MODELS.into()) {
        let text = format!("there would be prices of more than {MOST_MODELS} models");
        return Err(AppError::Conflict(text).into());
    }
    scope.commit().await?;
    Ok(Json(Taken {
        taken: prices.len() as u64,
    }))
}
