use crate::Event;
use foundation::retry::{Backoff, Retry, retry};
use std::num::NonZeroU32;
use std::time::Duration;

/// How much trouble is taken to send an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Once: another of its kind follows.
    Once,
    /// Three times: a client that misses it shows something wrong, until it comes back for what was kept.
    Kept,
    /// Five times: a client that misses it goes on with a token that counts no more.
    Authentication,
}

impl Delivery {
    /// What an event is worth.
    #[must_use]
    pub const fn of(event: &Event) -> Self {
        match event {
            Event::AuthenticationExpired(_) => Self::Authentication,
            event if event.is_kept() => Self::Kept,
            _ => Self::Once,
        }
    }

    /// How often it is tried, with waits from 5 to 25 ms: longer would hold up the work that speaks.
    #[must_use]
    pub const fn policy(self) -> Retry {
        const ONE: NonZeroU32 = NonZeroU32::MIN;
        let attempts = match self {
            Self::Once => ONE,
            Self::Kept => ONE.saturating_add(2),
            Self::Authentication => ONE.saturating_add(4),
        };
        let backoff = Backoff {
            base: Duration::from_millis(5),
            multiplier: ONE.saturating_add(1),
            max: Duration::from_millis(25),
        };
        Retry { attempts, backoff }
    }
}

/// Sends as often as the event is worth, as long as the failure may pass.
///
/// # Errors
/// The failure of the last attempt.
pub async fn deliver<T, E, Attempt>(
    delivery: Delivery,
    is_passing: impl Fn(&E) -> bool,
    mut send: impl FnMut() -> Attempt,
) -> Result<T, E>
where
    Attempt: Future<Output = Result<T, E>>,
{
    retry(delivery.policy(), is_passing, |_| send()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::future::ready;
    use tokio::time::Instant;

    #[tokio::test(start_paused = true)]
    async fn each_kind_is_tried_as_often_as_it_is_worth() {
        for (delivery, attempts, waited) in [
            (Delivery::Once, 1, 0),
            (Delivery::Kept, 3, 5 + 10),
            (Delivery::Authentication, 5, 5 + 10 + 20 + 25),
        ] {
            let (begin, calls) = (Instant::now(), Cell::new(0));
            let outcome = deliver(
                delivery,
                |_| true,
                || {
                    calls.set(calls.get() + 1);
                    ready(Err::<(), _>("full"))
                },
            );
            assert_eq!(outcome.await, Err("full"), "{delivery:?}");
            assert_eq!(calls.get(), attempts, "{delivery:?}");
            assert_eq!(begin.elapsed(), Duration::from_millis(waited));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_does_not_pass_is_not_tried_again() {
        let calls = Cell::new(0);
        let outcome = deliver(
            Delivery::Kept,
            |_| false,
            || {
                calls.set(calls.get() + 1);
                ready(Err::<(), _>("gone"))
            },
        );
        assert_eq!((outcome.await, calls.get()), (Err("gone"), 1));
    }
}
