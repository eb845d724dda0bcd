use std::time::Duration;

/// Something took longer than it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not done within {limit:?}")]
pub struct TimedOut {
    /// The time it was given.
    pub limit: Duration,
}

/// Waits for `work`, but no longer than `limit`; work that is not done by then is dropped and so cancelled.
///
/// # Errors
/// When the time is up.
pub async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, TimedOut> {
    tokio::time::timeout(limit, work)
        .await
        .map_err(|_| TimedOut { limit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};
    use std::sync::Arc;
    use tokio::time::Instant;

    const LIMIT: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn work_in_time_gives_its_result() {
        assert_eq!(within(LIMIT, ready(7)).await, Ok(7));
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_never_ends_is_cancelled_when_the_time_is_up() {
        let begin = Instant::now();
        let held = Arc::new(());
        let work = {
            let held = held.clone();
            async move {
                pending::<()>().await;
                drop(held);
            }
        };

        assert_eq!(within(LIMIT, work).await, Err(TimedOut { limit: LIMIT }));
        assert_eq!(begin.elapsed(), LIMIT);
        assert_eq!(
            Arc::strong_count(&held),
            1,
            "the work still holds what it held"
        );
    }
}
