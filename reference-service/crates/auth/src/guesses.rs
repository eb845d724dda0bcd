//! How often the password of an account may be guessed.

use foundation::clock::Clock;
use foundation::errors::AppError;
use foundation::identity::Email;
use foundation::retry::Backoff;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many wrong passwords are nothing but typing errors.
const FREE: u32 = 10;

/// What the next try waits for after that.
const WAIT: Backoff = Backoff {
    base: Duration::from_secs(30),
    multiplier: NonZeroU32::MIN.saturating_add(1),
    max: Duration::from_secs(15 * 60),
};

/// After so long without a try those before are forgotten.
const WINDOW: Duration = Duration::from_secs(60 * 60);

/// Of so many addresses tries are remembered, so that an attacker with many addresses cannot fill our memory.
const MOST: usize = 10_000;

/// Counts tries by address, whether or not there is an account: nobody learns from it which there are.
///
/// A try counts before the password is compared, so that tries at the same time are no way around it. What is counted
/// ends with the process, and each process counts for itself.
#[derive(Debug)]
pub struct Guesses {
    clock: Arc<dyn Clock>,
    tried: Mutex<HashMap<Email, Tried>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tried {
    times: u32,
    last: Duration,
    /// There is no other try before.
    until: Duration,
}

impl Guesses {
    /// Nobody has tried anything yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let tried = Mutex::default();
        Self { clock, tried }
    }

    /// Counts a try.
    ///
    /// # Errors
    /// [`AppError::TooManyTries`] when it has to wait; then it does not count.
    pub fn begin(&self, email: &Email) -> Result<(), AppError> {
        let now = self.clock.running_for();
        let mut all = self.tried();
        let mut tried = all.get(email).copied().unwrap_or_default();
        if now.saturating_sub(tried.last) >= WINDOW {
            tried = Tried::default();
        }
        let wait = tried.until.saturating_sub(now);
        if !wait.is_zero() {
            return Err(AppError::TooManyTries(wait));
        }
        tried.times = tried.times.saturating_add(1);
        tried.last = now;
        if let Some(beyond) = tried.times.checked_sub(FREE) {
            tried.until = now + WAIT.delay(beyond);
        }
        if !all.contains_key(email) {
            make_room(&mut all, now);
        }
        all.insert(email.clone(), tried);
        Ok(())
    }

    /// The password was the right one: what was tried before does not count.
    pub fn right(&self, email: &Email) {
        self.tried().remove(email);
    }

    fn tried(&self) -> MutexGuard<'_, HashMap<Email, Tried>> {
        // An entry changes in one step: a panic elsewhere cannot leave it half written.
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets go of what is forgotten and, if that is not enough, of the address with the fewest tries.
fn make_room(all: &mut HashMap<Email, Tried>, now: Duration) {
    if all.len() < MOST {
        return;
    }
    all.retain(|_, tried| now.saturating_sub(tried.last) < WINDOW);
    if all.len() < MOST {
        return;
    }
    let fewest = all
        .iter()
        .min_by_key(|(_, tried)| (tried.times, tried.last));
    if let Some(email) = fewest.map(|(email, _)| email.clone()) {
        all.remove(&email);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::clock::{EpochMillis, ManualClock};

    fn guesses() -> (Arc<ManualClock>, Guesses) {
        let clock = Arc::new(ManualClock::at(EpochMillis(0)));
        (clock.clone(), Guesses::new(clock))
    }

    fn email(name: &str) -> Email {
        Email::try_from(format!("{name}@example.org").as_str()).unwrap()
    }

    fn wait(guesses: &Guesses, email: &Email) -> Option<u64> {
        match guesses.begin(email) {
            Ok(()) => None,
            Err(AppError::TooManyTries(wait)) => Some(wait.as_secs()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn after_some_tries_each_waits_longer_than_the_one_before() {
        let (clock, guesses) = guesses();
        let ada = email("ada");
        for _ in 0..FREE {
            assert_eq!(wait(&guesses, &ada), None);
        }
        for seconds in [30, 60, 120, 240, 480, 900, 900] {
            assert_eq!(wait(&guesses, &ada), Some(seconds));
            assert_eq!(wait(&guesses, &email("bob")), None, "another account");
            guesses.right(&email("bob"));
            clock.advance(Duration::from_secs(seconds));
            assert_eq!(wait(&guesses, &ada), None);
        }
    }

    #[test]
    fn the_right_password_and_an_hour_make_tries_forgotten() {
        let (clock, guesses) = guesses();
        let ada = email("ada");
        for _ in 0..3 {
            for _ in 0..FREE {
                assert_eq!(wait(&guesses, &ada), None);
            }
            guesses.right(&ada);
        }
        for _ in 0..3 {
            for _ in 0..FREE {
                assert_eq!(wait(&guesses, &ada), None);
            }
            clock.advance(WINDOW);
        }
    }

    #[test]
    fn many_addresses_do_not_hide_one_that_is_guessed_at() {
        let (_, guesses) = guesses();
        let ada = email("ada");
        for _ in 0..FREE {
            assert_eq!(wait(&guesses, &ada), None);
        }
        for number in 0..MOST + 10 {
            assert_eq!(wait(&guesses, &email(&format!("nobody{number}"))), None);
        }
        assert_eq!(guesses.tried().len(), MOST);
        assert_eq!(wait(&guesses, &ada), Some(30));
    }
}
