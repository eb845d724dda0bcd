//! A concurrent memo table: typing queries the same signatures of a few functions again and again.

use std::hash::{BuildHasher, Hash};
use std::sync::{PoisonError, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Number of locks. With this many, threads that query different keys rarely wait for each other.
const SHARDS: usize = 64;

/// A memo table that threads share. The value of a key must not depend on when it is computed.
#[derive(Debug)]
pub(super) struct Memo<K, V> {
    shards: Vec<RwLock<FxHashMap<K, V>>>,
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    pub(super) fn new() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
        }
    }

    /// The value of `key`; calls `answer` if it is not known yet. Two threads may compute it at once, and store the same value.
    pub(super) fn get(&self, key: K, answer: impl FnOnce() -> V) -> V {
        let hash = FxBuildHasher.hash_one(&key);
        let shard = &self.shards[(hash >> 32) as usize % SHARDS];
        if let Some(known) = shard.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let answer = answer();
        shard
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, answer.clone());
        answer
    }
}
