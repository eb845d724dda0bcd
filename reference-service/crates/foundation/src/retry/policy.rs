use super::Backoff;
use std::num::NonZeroU32;

/// How often to try, and how long to wait in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How many times to try in all, the first time included.
    pub attempts: NonZeroU32,
    /// The waits between them.
    pub backoff: Backoff,
}

/// Calls `operation` with the attempt, counted from 0, until it succeeds, fails for a reason that is not `retryable`,
/// or all attempts are used up.
///
/// Dropping the future stops it at once, in an attempt or in a wait.
///
/// # Errors
/// The error of the last attempt.
pub async fn retry<T, E, Attempt>(
    policy: Retry,
    retryable: impl Fn(&E) -> bool,
    mut operation: impl FnMut(u32) -> Attempt,
) -> Result<T, E>
where
    Attempt: Future<Output = Result<T, E>>,
{
    let last = policy.attempts.get() - 1;
    for attempt in 0..last {
        match operation(attempt).await {
            Err(error) if retryable(&error) => {
                tokio::time::sleep(policy.backoff.delay(attempt)).await
            }
            outcome => return outcome,
        }
    }
    operation(last).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::future::ready;
    use std::time::Duration;
    use tokio::time::Instant;

    #[derive(Debug, PartialEq)]
    enum Failure {
        Passing(u32),
        Final,
    }

    fn is_passing(failure: &Failure) -> bool {
        matches!(failure, Failure::Passing(_))
    }

    fn policy(attempts: u32) -> Retry {
        Retry {
            attempts: NonZeroU32::new(attempts).unwrap(),
            backoff: Backoff::default(),
        }
    }

    /// The outcome, and at how many milliseconds each attempt began. Time stands still except for the waits.
    async fn run(
        attempts: u32,
        outcome: impl Fn(u32) -> Result<u32, Failure>,
    ) -> (Result<u32, Failure>, Vec<u128>) {
        let (begin, calls) = (Instant::now(), RefCell::new(Vec::new()));
        let result = retry(policy(attempts), is_passing, |attempt| {
            calls.borrow_mut().push(begin.elapsed().as_millis());
            ready(outcome(attempt))
        });
        (result.await, calls.into_inner())
    }

    #[tokio::test(start_paused = true)]
    async fn success_ends_it_without_a_wait() {
        assert_eq!(run(5, Ok).await, (Ok(0), vec![0]));
    }

    #[tokio::test(start_paused = true)]
    async fn passing_failures_are_tried_again_after_growing_waits() {
        let outcome = |attempt| {
            if attempt < 3 {
                Err(Failure::Passing(attempt))
            } else {
                Ok(attempt)
            }
        };
        assert_eq!(run(5, outcome).await, (Ok(3), vec![0, 100, 300, 700]));
    }

    #[tokio::test(start_paused = true)]
    async fn the_last_failure_is_told_without_a_wait_after_it() {
        let outcome = |attempt| Err(Failure::Passing(attempt));
        assert_eq!(
            run(3, outcome).await,
            (Err(Failure::Passing(2)), vec![0, 100, 300])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_final_failure_is_not_tried_again() {
        assert_eq!(
            run(5, |_| Err(Failure::Final)).await,
            (Err(Failure::Final), vec![0])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn one_attempt_means_no_retry() {
        assert_eq!(
            run(1, |attempt| Err(Failure::Passing(attempt))).await,
            (Err(Failure::Passing(0)), vec![0])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn dropping_it_stops_the_attempts() {
        let calls = RefCell::new(0);
        let endless = retry(policy(u32::MAX), is_passing, |attempt| {
            *calls.borrow_mut() += 1;
            ready(Err::<(), _>(Failure::Passing(attempt)))
        });
        assert!(
            super::super::within(Duration::from_millis(350), endless)
                .await
                .is_err()
        );
        assert_eq!(calls.into_inner(), 3);
    }
}
