use foundation::ids::UserId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many at a time for each user, so that nobody takes what others need.
#[derive(Debug)]
pub struct Seats {
    most: usize,
    taken: Mutex<HashMap<UserId, usize>>,
}

/// One of a user's seats, given back when it is dropped.
#[derive(Debug)]
#[must_use = "dropped at once it is given back at once"]
pub struct Seat {
    seats: Arc<Seats>,
    user: UserId,
}

impl Seats {
    /// At most `most` at a time for each user.
    #[must_use]
    pub fn new(most: usize) -> Arc<Self> {
        let taken = Mutex::default();
        Arc::new(Self { most, taken })
    }

    /// A seat for the user, if there is one left.
    pub fn take(self: &Arc<Self>, user: &UserId) -> Option<Seat> {
        let mut taken = self.taken();
        let of_user = taken.entry(user.clone()).or_default();
        if *of_user >= self.most {
            return None;
        }
        *of_user += 1;
        Some(Seat {
            seats: self.clone(),
            user: user.clone(),
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<UserId, usize>> {
        // Counts change in one step each: a panic elsewhere cannot leave them half written.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        if let Some(of_user) = taken.get_mut(&self.user) {
            *of_user -= 1;
            if *of_user == 0 {
                taken.remove(&self.user);
            }
        }
    }
}
