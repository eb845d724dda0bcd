use crate::{OwnData, TypedTool};
use foundation::errors::AppError;
use foundation::identity::Permission;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use storage::prices::{self, ModelPrice};

/// What the user pays for models.
#[derive(Debug)]
pub struct Prices;

/// There is nothing to say.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

impl TypedTool for Prices {
    const NAME: &'static str = "model_prices";
    const PURPOSE: &'static str = "lists what the user pays for models, and how capable they are";
    const NEEDS: Permission = Permission::Read;
    const LIMIT: Duration = Duration::from_secs(5);
    type Arguments = Nothing;
    type Answer = Vec<ModelPrice>;

    async fn work(&self, data: &OwnData, _: Nothing) -> Result<Vec<ModelPrice>, AppError> {
        Ok(prices::of_user(&mut *data.scope().await, data.user()).await?)
    }
}
