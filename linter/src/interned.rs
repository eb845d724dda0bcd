//! Interning: tables that hold each value once. The many short entries lie one after the other in one allocation.

use std::hash::{BuildHasher, Hash};

use bitcode::{Decode, Encode};
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use serde::Serialize;

/// Interned texts, by number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Encode, Decode)]
pub struct Texts {
    text: String,
    /// The end of each text, where the next begins.
    ends: Vec<u32>,
}

impl Texts {
    /// The text of a number.
    pub(crate) fn get(&self, at: u32) -> &str {
        let (start, end) = row(&self.ends, at, |end| *end);
        &self.text[start..end]
    }

    /// Every text, in the order of the numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|at| self.get(at))
    }

    pub(crate) fn find(&self, text: &str, index: &Interned) -> Option<u32> {
        index.find(&text, |at| self.get(at))
    }

    /// The number of a text, which is entered if it is new.
    pub(crate) fn enter(&mut self, text: &str, index: &mut Interned) -> u32 {
        let next = self.ends.len() as u32;
        let at = index.number(&text, next, |at| self.get(at));
        if at == next {
            self.text.push_str(text);
            self.ends.push(self.text.len() as u32);
        }
        at
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// The start and the end of an entry.
pub(crate) fn row<T>(ends: &[T], at: u32, end: impl Fn(&T) -> u32) -> (usize, usize) {
    let start = at.checked_sub(1).map_or(0, |before| end(&ends[before as usize]));
    (start as usize, end(&ends[at as usize]) as usize)
}

/// Finds the entries of one table. It holds numbers, so that no entry is kept twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interned(HashTable<u32>);

impl Interned {
    /// With room for so many, which is only a guess.
    pub(crate) fn with_room(count: usize) -> Self {
        Self(HashTable::with_capacity(count))
    }

    /// The number of an entry; `entry` gives those of the table.
    pub(crate) fn find<T: Hash + Eq>(&self, value: &T, entry: impl Fn(u32) -> T) -> Option<u32> {
        self.find_hashed(FxBuildHasher.hash_one(value), value, entry)
    }

    fn find_hashed<T: Eq>(&self, hash: u64, value: &T, entry: impl Fn(u32) -> T) -> Option<u32> {
        self.0.find(hash, |&at| entry(at) == *value).copied()
    }

    /// The number of an entry; if there is none yet it is the next one, under which the caller enters it.
    pub(crate) fn number<T: Hash + Eq>(&mut self, value: &T, next: u32, entry: impl Fn(u32) -> T) -> u32 {
        let hash = FxBuildHasher.hash_one(value);
        self.find_hashed(hash, value, &entry).unwrap_or_else(|| {
            self.0.insert_unique(hash, next, |&at| FxBuildHasher.hash_one(entry(at)));
            next
        })
    }
}
