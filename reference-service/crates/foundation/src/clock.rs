//! The time, as a value that is handed in.
//!
//! Only [`SystemClock`] asks the operating system. Whatever depends on time takes a [`Clock`], so a test
//! decides what time it is instead of waiting for it.

use std::fmt::Debug;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpochMillis(pub u64);

/// A time in whole milliseconds, as clients are told of it and as rows keep it.
#[must_use]
pub fn whole_millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Tells the time in the two ways a program needs it.
pub trait Clock: Debug + Send + Sync {
    /// The time of day: comparable with other machines, may be set back.
    fn now(&self) -> EpochMillis;

    /// How long this clock has been running: never goes back, meaningless to other machines.
    fn running_for(&self) -> Duration;
}

/// The clock of the operating system. `main` makes one.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock that starts to run now.
    #[must_use]
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> EpochMillis {
        // A machine set before 1970 reads as 1970: an odd time is better than a service that does not start.
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        EpochMillis(whole_millis(since_epoch))
    }

    fn running_for(&self) -> Duration {
        self.started.elapsed()
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock {
    time: Mutex<ManualTime>,
}

#[derive(Debug)]
struct ManualTime {
    now: EpochMillis,
    running_for: Duration,
}

impl ManualClock {
    /// A clock that stands at `now` and has been running for no time.
    #[must_use]
    pub fn at(now: EpochMillis) -> Self {
        Self {
            time: Mutex::new(ManualTime {
                now,
                running_for: Duration::ZERO,
            }),
        }
    }

    /// Moves both readings forward by `step`, the time of day in whole milliseconds.
    pub fn advance(&self, step: Duration) {
        let mut time = self.time();
        let step_millis = whole_millis(step);
        time.now = EpochMillis(time.now.0.saturating_add(step_millis));
        time.running_for = time.running_for.saturating_add(step);
    }

    fn time(&self) -> MutexGuard<'_, ManualTime> {
        // Both fields are plain numbers: a panic elsewhere cannot leave them half written.
        self.time.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> EpochMillis {
        self.time().now
    }

    fn running_for(&self) -> Duration {
        self.time().running_for
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = ManualClock::at(EpochMillis(1_000));
        assert_eq!(
            (clock.now(), clock.running_for()),
            (EpochMillis(1_000), Duration::ZERO)
        );

        clock.advance(Duration::from_millis(250));
        assert_eq!(
            (clock.now(), clock.running_for()),
            (EpochMillis(1_250), Duration::from_millis(250))
        );
    }

    #[test]
    fn a_manual_clock_stops_at_the_end_of_time() {
        let clock = ManualClock::at(EpochMillis(u64::MAX));
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(
            (clock.now(), clock.running_for()),
            (EpochMillis(u64::MAX), Duration::MAX)
        );
    }

    #[test]
    fn the_system_clock_never_runs_backwards() {
        let clock = SystemClock::start();
        let earlier = clock.running_for();
        assert!(clock.running_for() >= earlier);
    }
}
