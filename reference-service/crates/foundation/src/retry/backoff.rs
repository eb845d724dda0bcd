use std::num::NonZeroU32;
use std::time::Duration;

/// How long to wait after each failure: longer every time, up to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The wait after the first failure.
    pub base: Duration,
    /// How many times longer each wait is than the one before; 1 waits the same time always.
    pub multiplier: NonZeroU32,
    /// No wait is longer.
    pub max: Duration,
}

impl Default for Backoff {
    /// 0.1 s, 0.2 s, 0.4 s, 0.8 s, 1.6 s, 3.2 s, then 5 s.
    fn default() -> Self {
        const TWO: NonZeroU32 = NonZeroU32::MIN.saturating_add(1);
        Self {
            base: Duration::from_millis(100),
            multiplier: TWO,
            max: Duration::from_secs(5),
        }
    }
}

impl Backoff {
    /// The wait after the failure of `attempt`, counted from 0: `min(base * multiplier^attempt, max)`.
    ///
    /// Exact for every attempt: what exceeds the range of the numbers exceeds `max` as well.
    #[must_use]
    pub fn delay(&self, attempt: u32) -> Duration {
        let factor = u128::from(self.multiplier.get()).saturating_pow(attempt);
        let nanos = self.base.as_nanos().saturating_mul(factor);
        if nanos >= self.max.as_nanos() {
            self.max
        } else {
            duration_of_nanos(nanos)
        }
    }
}

/// `nanos` below those of some `Duration`, hence in range.
fn duration_of_nanos(nanos: u128) -> Duration {
    const NANOS_PER_SECOND: u128 = 1_000_000_000;
    let seconds = u64::try_from(nanos / NANOS_PER_SECOND).unwrap_or(u64::MAX);
    let rest = u32::try_from(nanos % NANOS_PER_SECOND).unwrap_or_default();
    Duration::new(seconds, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_backoff() -> impl Strategy<Value = Backoff> {
        let nanos = || any::<u64>().prop_map(Duration::from_nanos);
        let seconds = || any::<u64>().prop_map(Duration::from_secs);
        let duration = move || {
            prop_oneof![
                nanos(),
                seconds(),
                Just(Duration::ZERO),
                Just(Duration::MAX)
            ]
        };
        let multiplier = prop_oneof![1..10_u32, 1..=u32::MAX]
            .prop_map(|number| NonZeroU32::new(number).unwrap());
        (duration(), multiplier, duration()).prop_map(|(base, multiplier, max)| Backoff {
            base,
            multiplier,
            max,
        })
    }

    fn any_attempt() -> impl Strategy<Value = u32> {
        prop_oneof![0..100_u32, any::<u32>()]
    }

    proptest! {
        #[test]
        fn a_later_wait_is_never_shorter(backoff in any_backoff(), attempt in any_attempt()) {
            prop_assert!(backoff.delay(attempt) <= backoff.delay(attempt.saturating_add(1)));
        }

        #[test]
        fn no_wait_exceeds_the_limit(backoff in any_backoff(), attempt in any_attempt()) {
            prop_assert!(backoff.delay(attempt) <= backoff.max);
        }

        #[test]
        fn the_wait_follows_the_formula_where_it_can_be_written_down(
            base in 0..20_u32,
            multiplier in 1..5_u32,
            attempt in 0..4_u32,
            max in 0..100_u32,
        ) {
            let backoff = Backoff {
                base: Duration::from_nanos(base.into()),
                multiplier: NonZeroU32::new(multiplier).unwrap(),
                max: Duration::from_nanos(max.into()),
            };
            let expected = (base * multiplier.pow(attempt)).min(max);
            prop_assert_eq!(backoff.delay(attempt), Duration::from_nanos(expected.into()));
        }
    }

    #[test]
    fn the_default_doubles_from_a_tenth_of_a_second_to_five_seconds() {
        let waits = [0, 1, 2, 3, 4, 5, 6, 7, u32::MAX]
            .map(|attempt| Backoff::default().delay(attempt).as_millis());
        assert_eq!(
            waits,
            [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]
        );
    }

    #[test]
    fn no_base_means_no_wait() {
        let backoff = Backoff {
            base: Duration::ZERO,
            ..Backoff::default()
        };
        assert_eq!(backoff.delay(u32::MAX), Duration::ZERO);
    }

    #[test]
    fn tiny_steps_towards_a_far_limit_stay_exact() {
        let backoff = Backoff {
            base: Duration::from_nanos(1),
            max: Duration::MAX,
            ..Backoff::default()
        };
        assert_eq!(backoff.delay(40), Duration::from_nanos(1 << 40));
        assert_eq!(backoff.delay(200), Duration::MAX);
    }
}
