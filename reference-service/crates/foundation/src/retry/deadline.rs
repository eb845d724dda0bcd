use std::time::Duration;
use tokio::time::Instant;

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

/// One end for several waits, which all share what is left until then.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    until: Instant,
    limit: Duration,
}

impl Deadline {
    /// That far from now.
    #[must_use]
    pub fn after(limit: Duration) -> Self {
        let until = Instant::now() + limit;
        Self { until, limit }
    }

    /// Whether the time is up.
    #[must_use]
    pub fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }

    /// Waits for `work` until then; work that is not done is dropped and so cancelled.
    ///
    /// # Errors
    /// When the time is up.
    pub async fn wait_for<T>(&self, work: impl Future<Output = T>) -> Result<T, TimedOut> {
        let limit = self.limit;
        tokio::time::timeout_at(self.until, work)
            .await
            .map_err(|_| TimedOut { limit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};
    use std::sync::Arc;

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

    #[tokio::test(start_paused = true)]
    async fn several_waits_share_one_end() {
        let (begin, deadline) = (Instant::now(), Deadline::after(LIMIT));
        assert!(within(LIMIT / 2, pending::<()>()).await.is_err());
        assert_eq!(deadline.wait_for(ready(7)).await, Ok(7));
        assert!(!deadline.is_over());
        let late = Err(TimedOut { limit: LIMIT });
        assert_eq!(deadline.wait_for(pending::<()>()).await, late);
        assert_eq!(deadline.wait_for(pending::<()>()).await, late);
        assert_eq!(begin.elapsed(), LIMIT);
        assert!(deadline.is_over());
    }
}
