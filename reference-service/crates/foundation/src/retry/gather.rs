use futures_util::stream::{self, StreamExt};
use std::num::NonZeroUsize;

/// Does all the `work`, at most `limit` pieces at a time, and gives the results in the order of the work.
///
/// Dropping the future cancels what is not done.
pub async fn gather<W: Future>(
    limit: NonZeroUsize,
    work: impl IntoIterator<Item = W>,
) -> Vec<W::Output> {
    stream::iter(work).buffered(limit.get()).collect().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::time::Duration;
    use tokio::time::{Instant, sleep};

    const THREE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

    #[tokio::test(start_paused = true)]
    async fn results_keep_the_order_of_the_work() {
        let work = (0..10_u64).map(|number| async move {
            sleep(Duration::from_millis(100 - number)).await;
            number
        });
        assert_eq!(gather(THREE, work).await, (0..10).collect::<Vec<_>>());
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_the_limit_runs_at_a_time() {
        let (begin, running, most) = (Instant::now(), Cell::new(0), Cell::new(0));
        let work = (0..10).map(|_| async {
            running.set(running.get() + 1);
            most.set(most.get().max(running.get()));
            sleep(Duration::from_secs(1)).await;
            running.set(running.get() - 1);
        });

        gather(THREE, work).await;
        assert_eq!(most.get(), 3);
        assert_eq!(
            begin.elapsed(),
            Duration::from_secs(4),
            "ten pieces, three at a time"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn no_work_is_done_at_once() {
        assert!(
            gather(THREE, Vec::<std::future::Ready<()>>::new())
                .await
                .is_empty()
        );
    }
}
