//! What a user pays for models.

use crate::sql::{Row, Value};
use crate::{RequestScope, StorageError};
use foundation::ids::UserId;
use serde::{Deserialize, Serialize};

/// The most models of which a user has prices: agents compare each with every other.
pub const MOST_MODELS: u32 = 200;

/// What one model costs a user, and what they think of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelPrice {
    /// Which model.
    pub model: String,
    /// For a million tokens told to it, in millionths of a dollar.
    pub input_price: u32,
    /// For a million tokens of its answers, in millionths of a dollar.
    pub output_price: u32,
    /// How capable it is; higher is more. A model may take the place of another of the same tier or a lower one.
    pub tier: u32,
}

/// Takes up prices of a user. An earlier price of the same model is replaced. That there are no more than [`MOST_MODELS`]
/// is for the caller to see to, who can go back.
///
/// # Errors
/// When the database fails.
pub async fn load(
    scope: &mut RequestScope,
    user: &UserId,
    prices: &[ModelPrice],
) -> Result<(), StorageError> {
    let sql = "
        INSERT INTO model_prices (user_id, model, input_price, output_price, tier) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (user_id, model) DO UPDATE
        SET input_price = excluded.input_price, output_price = excluded.output_price, tier = excluded.tier";
    for price in prices {
        let values = [
            Value::Text(user.as_str()),
            Value::Text(&price.model),
            Value::Integer(price.input_price.into()),
            Value::Integer(price.output_price.into()),
            Value::Integer(price.tier.into()),
        ];
        scope.execute(sql, &values).await?;
    }
    Ok(())
}

/// Of how many models the user has prices.
///
/// # Errors
/// When the database fails.
pub async fn count(scope: &mut RequestScope, user: &UserId) -> Result<u64, StorageError> {
    let sql = "SELECT COUNT(*) AS number FROM model_prices WHERE user_id = $1";
    scope.number(sql, &[Value::Text(user.as_str())]).await
}

/// Every price of the user, by model in the order of the alphabet, and never more than [`MOST_MODELS`].
///
/// # Errors
/// When the database fails.
pub async fn of_user(
    scope: &mut RequestScope,
    user: &UserId,
) -> Result<Vec<ModelPrice>, StorageError> {
    let sql = "
        SELECT model, input_price, output_price, tier
        FROM model_prices WHERE user_id = $1 ORDER BY model LIMIT $2";
    let values = [
        Value::Text(user.as_str()),
        Value::Integer(MOST_MODELS.into()),
    ];
    let rows = scope.rows(sql, &values).await?;
    rows.iter().map(price).collect()
}

/// Deletes all prices of the user.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(scope: &mut RequestScope, user: &UserId) -> Result<(), StorageError> {
    let sql = "DELETE FROM model_prices WHERE user_id = $1";
    scope.execute(sql, &[Value::Text(user.as_str())]).await?;
    Ok(())
}

fn price(row: &Row) -> Result<ModelPrice, StorageError> {
    Ok(ModelPrice {
        model: row.text("model")?,
        input_price: row.count("input_price")?,
        output_price: row.count("output_price")?,
        tier: row.count("tier")?,
    })
}

impl ModelPrice {
    /// What so many tokens cost, in millionths of a dollar, rounded to the nearest.
    ///
    /// Whole numbers all the way: sums of money do not depend on the order in which they are added.
    #[must_use]
    pub fn cost(&self, input_tokens: u64, output_tokens: u64) -> u64 {
        const PER: u128 = 1_000_000;
        let input = u128::from(input_tokens) * u128::from(self.input_price);
        let output = u128::from(output_tokens) * u128::from(self.output_price);
        let rounded = (input + output + PER / 2) / PER;
        u64::try_from(rounded).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_exact_to_the_millionth_of_a_dollar() {
        let price = ModelPrice {
            model: "large".to_owned(),
            input_price: 3_000_000,
            output_price: 15_000_000,
            tier: 3,
        };
        assert_eq!(price.cost(0, 0), 0);
        assert_eq!(price.cost(1_000_000, 1_000_000), 18_000_000);
        assert_eq!(price.cost(1, 0), 3);
        let cheap = ModelPrice {
            input_price: 1,
            output_price: 1,
            ..price
        };
        assert_eq!((cheap.cost(499_999, 0), cheap.cost(500_000, 0)), (0, 1));
        assert_eq!(
            cheap.cost(u64::MAX, u64::MAX),
            36_893_488_147_419,
            "no overflow"
        );
    }
}
