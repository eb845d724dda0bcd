//! What a user's applications asked of models, and how much that was.

use crate::sql::{Row, Value};
use crate::{RequestScope, StorageError};
use foundation::clock::EpochMillis;
use foundation::ids::UserId;
use std::ops::Range;

/// The most lines that calls are added up to: agents compute with each of them.
pub const MOST_LINES: u32 = 1_000;

/// One call of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelCall {
    /// What the call is named where it was made.
    pub call_id: String,
    /// When.
    pub used: EpochMillis,
    /// Which model.
    pub model: String,
    /// What the application wanted it for.
    pub feature: String,
    /// How much it was told.
    pub input_tokens: u32,
    /// How much it answered.
    pub output_tokens: u32,
    /// How long that took.
    pub latency_ms: u32,
    /// Whether the answer was of no use.
    pub failed: bool,
}

/// All calls of one model for one feature, added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageLine {
    /// Which model.
    pub model: String,
    /// What for.
    pub feature: String,
    /// How many calls.
    pub calls: u64,
    /// How much it was told.
    pub input_tokens: u64,
    /// How much it answered.
    pub output_tokens: u64,
    /// How long all calls took together.
    pub latency_ms: u64,
    /// How many calls failed.
    pub failed_calls: u64,
    /// How much it was told by calls that failed.
    pub failed_input_tokens: u64,
    /// How much it answered to calls that failed.
    pub failed_output_tokens: u64,
}

/// Takes up calls of a user; how many of them were not known before.
///
/// # Errors
/// When the database fails.
pub async fn load(
    scope: &mut RequestScope,
    user: &UserId,
    calls: &[ModelCall],
) -> Result<u64, StorageError> {
    let sql = "
        INSERT INTO model_usage (user_id, call_id, used_at, model, feature, input_tokens, output_tokens, latency_ms, failed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (user_id, call_id) DO NOTHING";
    let mut new = 0;
    for call in calls {
        let values = [
            Value::Text(user.as_str()),
            Value::Text(&call.call_id),
            Value::moment(call.used),
            Value::Text(&call.model),
            Value::Text(&call.feature),
            Value::Integer(call.input_tokens.into()),
            Value::Integer(call.output_tokens.into()),
            Value::Integer(call.latency_ms.into()),
            Value::Integer(call.failed.into()),
        ];
        new += scope.execute(sql, &values).await?;
    }
    Ok(new)
}

/// What the user used in a time, by model and feature in the order of the alphabet. Beyond [`MOST_LINES`], those with the
/// fewest calls are left out.
///
/// # Errors
/// When the database fails.
pub async fn summed(
    scope: &mut RequestScope,
    user: &UserId,
    time: Range<EpochMillis>,
) -> Result<Vec<UsageLine>, StorageError> {
    // PostgreSQL adds whole numbers up to a type of its own unless told otherwise.
    let sql = "
        SELECT * FROM (
            SELECT model, feature, COUNT(*) AS calls,
                CAST(SUM(input_tokens) AS BIGINT) AS input_tokens,
                CAST(SUM(output_tokens) AS BIGINT) AS output_tokens,
                CAST(SUM(latency_ms) AS BIGINT) AS latency_ms,
                CAST(SUM(failed) AS BIGINT) AS failed_calls,
                CAST(SUM(failed * input_tokens) AS BIGINT) AS failed_input_tokens,
                CAST(SUM(failed * output_tokens) AS BIGINT) AS failed_output_tokens
            FROM model_usage WHERE user_id = $1 AND used_at >= $2 AND used_at < $3
            GROUP BY model, feature ORDER BY calls DESC, model, feature LIMIT $4
        ) AS most ORDER BY model, feature";
    let values = [
        Value::Text(user.as_str()),
        Value::moment(time.start),
        Value::moment(time.end),
        Value::Integer(MOST_LINES.into()),
    ];
    let rows = scope.rows(sql, &values).await?;
    rows.iter().map(line).collect()
}

/// Deletes all calls of the user.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(scope: &mut RequestScope, user: &UserId) -> Result<(), StorageError> {
    let sql = "DELETE FROM model_usage WHERE user_id = $1";
    scope.execute(sql, &[Value::Text(user.as_str())]).await?;
    Ok(())
}

fn line(row: &Row) -> Result<UsageLine, StorageError> {
    Ok(UsageLine {
        model: row.text("model")?,
        feature: row.text("feature")?,
        calls: row.count("calls")?,
        input_tokens: row.count("input_tokens")?,
        output_tokens: row.count("output_tokens")?,
        latency_ms: row.count("latency_ms")?,
        failed_calls: row.count("failed_calls")?,
        failed_input_tokens: row.count("failed_input_tokens")?,
        failed_output_tokens: row.count("failed_output_tokens")?,
    })
}
