//! The hash of each file on disk when it was first read. If a file is saved during a run, a result from old and new texts
//! describes a state that never existed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::finding::FilePath;

/// The first hash of each file, and whether a later read of any file had another hash.
#[derive(Debug, Default)]
pub(super) struct ReadLog {
    first: RwLock<FxHashMap<FilePath, u128>>,
    differ: AtomicBool,
}

impl ReadLog {
    pub(super) fn note(&self, file: &FilePath, hash: u128) {
        let first = self.first(file).unwrap_or_else(|| {
            let mut first = self.first.write().unwrap_or_else(PoisonError::into_inner);
            *first.entry(file.clone()).or_insert(hash)
        });
        if first != hash {
            self.differ.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn first(&self, file: &FilePath) -> Option<u128> {
        let first = self.first.read().unwrap_or_else(PoisonError::into_inner);
        first.get(file).copied()
    }

    pub(super) fn differ(&self) -> bool {
        self.differ.load(Ordering::Relaxed)
    }
}
