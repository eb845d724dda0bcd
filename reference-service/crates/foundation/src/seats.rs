//! So much of something at a time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many at a time for each of those who ask, so that nobody takes what others need.
#[derive(Debug)]
pub struct Seats<K> {
    most: usize,
    taken: Mutex<HashMap<K, usize>>,
}

/// One of somebody's seats, given back when it is dropped.
#[derive(Debug)]
#[must_use = "dropped at once it is given back at once"]
pub struct Seat<K: Eq + Hash> {
    seats: Arc<Seats<K>>,
    of: K,
}

impl<K: Clone + Eq + Hash> Seats<K> {
    /// At most `most` at a time for each.
    #[must_use]
    pub fn new(most: usize) -> Arc<Self> {
        let taken = Mutex::default();
        Arc::new(Self { most, taken })
    }

    /// A seat for whoever asks, if there is one left.
    pub fn take(self: &Arc<Self>, of: &K) -> Option<Seat<K>> {
        self.take_of(of, self.most)
    }

    /// The same where there are at present no more than `most` for each.
    pub fn take_of(self: &Arc<Self>, of: &K, most: usize) -> Option<Seat<K>> {
        let mut taken = self.taken();
        let count = taken.get(of).copied().unwrap_or_default();
        if count >= most.min(self.most) {
            return None;
        }
        taken.insert(of.clone(), count + 1);
        Some(Seat {
            seats: self.clone(),
            of: of.clone(),
        })
    }
}

impl<K: Eq + Hash> Seats<K> {
    /// How many somebody has.
    #[must_use]
    pub fn count(&self, of: &K) -> usize {
        self.taken().get(of).copied().unwrap_or_default()
    }
}

impl<K> Seats<K> {
    fn taken(&self) -> MutexGuard<'_, HashMap<K, usize>> {
        // Counts change in one step each: a panic elsewhere cannot leave them half written.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        if let Some(count) = taken.get_mut(&self.of) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.of);
            }
        }
    }
}
