//! Tables that say each thing once: the table holds the entries, the index finds them by what they say.

use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Finds the entries of one table. It holds numbers, so that no entry is kept twice.
#[derive(Debug, Default)]
pub(super) struct Interned(HashTable<u32>);

impl Interned {
    /// The number of an entry.
    pub(super) fn find<T: Borrow<Q>, Q: Hash + Eq + ?Sized>(&self, table: &[T], value: &Q) -> Option<u32> {
        let is_same = |&at: &u32| table[at as usize].borrow() == value;
        self.0.find(FxBuildHasher.hash_one(value), is_same).copied()
    }

    /// The number of an entry, which is entered by `own` if it is new.
    pub(super) fn enter<T: Borrow<Q>, Q: Hash + Eq + ?Sized>(
        &mut self,
        table: &mut Vec<T>,
        value: &Q,
        own: impl FnOnce() -> T,
    ) -> u32 {
        if let Some(at) = self.find(table, value) {
            return at;
        }
        let at = table.len() as u32;
        table.push(own());
        let hash = |&at: &u32| FxBuildHasher.hash_one(table[at as usize].borrow());
        self.0.insert_unique(FxBuildHasher.hash_one(value), at, hash);
        at
    }
}
