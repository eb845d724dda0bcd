//! Answers that were given before: the types in the signatures of a few functions are asked for again and again.

use std::hash::{BuildHasher, Hash};
use std::sync::{PoisonError, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Threads that ask for different things at once rarely wait for each other.
const SHARDS: usize = 64;

/// A table that many threads fill. An answer must not depend on when it is asked for.
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

    /// The answer to a question, worked out by who asks first.
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
