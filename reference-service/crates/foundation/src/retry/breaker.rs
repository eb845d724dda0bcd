use crate::clock::Clock;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Stops asking somebody who does not answer, and tries again after a while with a single question.
///
/// ```text
/// closed --failures in a row--> open --recovery--> half open --success--> closed
///                                 ^-------------------failure-'
/// ```
#[derive(Debug)]
pub struct Breaker {
    clock: Arc<dyn Clock>,
    limits: BreakerLimits,
    state: Mutex<State>,
}

/// When a breaker opens, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakerLimits {
    /// So many failures in a row open it.
    pub failures: NonZeroU32,
    /// After this time it lets one question through.
    pub recovery: Duration,
}

/// How a breaker stands, as others see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakerState {
    /// Questions pass.
    Closed,
    /// None passes.
    Open,
    /// One question is on its way and decides.
    HalfOpen,
}

/// The breaker is open: the question was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not asked, since the last answers failed")]
pub struct BreakerOpen;

#[derive(Debug)]
enum State {
    Closed { failures: u32 },
    Open { since: Duration },
    HalfOpen { since: Duration },
}

/// The right to ask once. Dropped without an outcome it says nothing of the service: the asker gave up, and who can make
/// askers give up must not be able to open the breaker for everybody.
#[derive(Debug)]
#[must_use = "without an outcome the question was not asked"]
pub struct Permit<'a> {
    breaker: &'a Breaker,
}

impl Breaker {
    /// A closed breaker.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, limits: BreakerLimits) -> Self {
        Self {
            clock,
            limits,
            state: Mutex::new(State::Closed { failures: 0 }),
        }
    }

    /// Asks for the right to ask.
    ///
    /// # Errors
    /// When the breaker is open, or half open with a question on its way.
    pub fn permit(&self) -> Result<Permit<'_>, BreakerOpen> {
        let now = self.clock.running_for();
        let mut state = self.state();
        match *state {
            State::Closed { .. } => {}
            // A probe that never comes back must not keep the breaker from trying again.
            State::Open { since } | State::HalfOpen { since }
                if now.saturating_sub(since) >= self.limits.recovery =>
            {
                *state = State::HalfOpen { since: now };
            }
            State::Open { .. } | State::HalfOpen { .. } => return Err(BreakerOpen),
        }
        Ok(Permit { breaker: self })
    }

    /// How the breaker stands.
    #[must_use]
    pub fn standing(&self) -> BreakerState {
        match *self.state() {
            State::Closed { .. } => BreakerState::Closed,
            State::Open { .. } => BreakerState::Open,
            State::HalfOpen { .. } => BreakerState::HalfOpen,
        }
    }

    fn succeeded(&self) {
        *self.state() = State::Closed { failures: 0 };
    }

    fn failed(&self) {
        let since = self.clock.running_for();
        let mut state = self.state();
        *state = match *state {
            State::Closed { failures } if failures + 1 < self.limits.failures.get() => {
                State::Closed {
                    failures: failures + 1,
                }
            }
            _ => State::Open { since },
        };
    }

    /// A question has no outcome, or had it before. A probe that was given up makes room for the next one at once.
    fn left(&self) {
        let begun = self.clock.running_for();
        let mut state = self.state();
        if let State::HalfOpen { .. } = *state {
            let since = begun.saturating_sub(self.limits.recovery);
            *state = State::Open { since };
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is one assignment: a panic elsewhere cannot leave it half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// The answer came.
    pub fn success(self) {
        self.breaker.succeeded();
    }

    /// The answer did not come.
    pub fn failure(self) {
        self.breaker.failed();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.breaker.left();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{EpochMillis, ManualClock};

    const RECOVERY: Duration = Duration::from_secs(10);

    fn breaker() -> (Arc<ManualClock>, Breaker) {
        let clock = Arc::new(ManualClock::at(EpochMillis(0)));
        let limits = BreakerLimits {
            failures: NonZeroU32::new(3).unwrap(),
            recovery: RECOVERY,
        };
        (clock.clone(), Breaker::new(clock, limits))
    }

    fn fail(breaker: &Breaker, times: u32) {
        for _ in 0..times {
            breaker.permit().unwrap().failure();
        }
    }

    #[test]
    fn failures_in_a_row_open_it_and_a_success_in_between_does_not() {
        let (_, breaker) = breaker();
        fail(&breaker, 2);
        breaker.permit().unwrap().success();
        fail(&breaker, 2);
        assert_eq!(breaker.standing(), BreakerState::Closed);
        fail(&breaker, 1);
        assert_eq!(breaker.standing(), BreakerState::Open);
        assert_eq!(breaker.permit().unwrap_err(), BreakerOpen);
    }

    #[test]
    fn after_the_recovery_one_question_passes_and_its_success_closes() {
        let (clock, breaker) = breaker();
        fail(&breaker, 3);
        clock.advance(RECOVERY - Duration::from_nanos(1));
        assert!(breaker.permit().is_err());
        clock.advance(Duration::from_nanos(1));

        let probe = breaker.permit().unwrap();
        assert_eq!(breaker.standing(), BreakerState::HalfOpen);
        assert!(breaker.permit().is_err(), "one at a time");
        probe.success();
        assert_eq!(breaker.standing(), BreakerState::Closed);
    }

    #[test]
    fn a_failure_when_half_open_opens_it_for_the_whole_recovery_again() {
        let (clock, breaker) = breaker();
        fail(&breaker, 3);
        clock.advance(RECOVERY);
        breaker.permit().unwrap().failure();
        clock.advance(RECOVERY - Duration::from_nanos(1));
        assert!(breaker.permit().is_err());
        clock.advance(Duration::from_nanos(1));
        breaker.permit().unwrap().success();
    }

    #[test]
    fn who_gives_up_says_nothing_of_the_service() {
        let (clock, breaker) = breaker();
        for _ in 0..10 {
            drop(breaker.permit().unwrap());
        }
        assert_eq!(breaker.standing(), BreakerState::Closed);
        fail(&breaker, 2);
        drop(breaker.permit().unwrap());
        fail(&breaker, 1);
        assert_eq!(breaker.standing(), BreakerState::Open);
        clock.advance(RECOVERY);
        drop(breaker.permit().unwrap());
        let next = breaker.permit().unwrap();
        assert!(breaker.permit().is_err(), "one at a time");
        next.success();
        assert_eq!(breaker.standing(), BreakerState::Closed);
    }
}
