//! Keeps the facts of recently used texts in memory: after an edit only one file is parsed, and two states share what they have in
//! common.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::input::{Expanded, FactsProvider};
use crate::cache::{Bundle, Cache};
use crate::facts::{Expansion, FileFacts, Grammar};
use crate::finding::FilePath;

type FactsByHash = FxHashMap<u128, Arc<FileFacts>>;
type ExpansionsByHash = FxHashMap<u128, Expanded>;

/// Facts by the hash of the text and its grammar. Facts that the last check did not use are forgotten.
#[derive(Debug)]
pub(crate) struct Memory {
    cache: Option<Arc<Cache>>,
    /// Whether the cache on disk is used. It is not used for texts that are being edited.
    asks_cache: bool,
    asked_for: Mutex<FactsByHash>,
    before: FactsByHash,
    asked_expansions: Mutex<ExpansionsByHash>,
    expansions_before: ExpansionsByHash,
}

impl Memory {
    pub(crate) fn new(cache: Option<Arc<Cache>>) -> Self {
        Self {
            cache,
            asks_cache: true,
            asked_for: Mutex::default(),
            before: FactsByHash::default(),
            asked_expansions: Mutex::default(),
            expansions_before: ExpansionsByHash::default(),
        }
    }

    /// Begins a check. With `is_from_disk`, files on disk may have changed, so the cache on disk is used.
    pub(crate) fn begin(&mut self, is_from_disk: bool) {
        let asked_for = self.asked_for.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.before = mem::take(asked_for);
        let expansions = self.asked_expansions.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.expansions_before = mem::take(expansions);
        self.asks_cache = is_from_disk;
    }

    /// Writes new facts to the cache on disk.
    pub(crate) fn flush(&self) {
        self.cache.iter().for_each(|cache| cache.flush());
    }

    /// Forgets the facts of texts with these hashes.
    pub(crate) fn forget(&self, grammar: Grammar, hashes: impl IntoIterator<Item = u128>) {
        let mut asked_for = self.asked_for();
        for hash in hashes {
            asked_for.remove(&grammar.key(hash));
        }
    }

    fn asked_for(&self) -> MutexGuard<'_, FactsByHash> {
        self.asked_for.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FactsProvider for Memory {
    fn known(&self, grammar: Grammar, hash: u128) -> Option<Arc<FileFacts>> {
        let key = grammar.key(hash);
        let known = self.asked_for().get(&key).or_else(|| self.before.get(&key)).cloned()?;
        self.asked_for().insert(key, Arc::clone(&known));
        Some(known)
    }

    fn extract(&self, grammar: Grammar, text: &str) -> Arc<FileFacts> {
        let hash = xxh3_128(text.as_bytes());
        self.known(grammar, hash).unwrap_or_else(|| {
            let facts: Arc<FileFacts> = match &self.cache {
                Some(cache) if self.asks_cache => cache.facts(grammar, text).into(),
                _ => FileFacts::parsed_as(grammar, text).into(),
            };
            self.asked_for().insert(grammar.key(hash), Arc::clone(&facts));
            facts
        })
    }

    fn is_shared(&self) -> bool {
        self.asks_cache && self.cache.as_deref().is_shared()
    }

    fn fetch(&self, bundles: &[Bundle], text: &(dyn Fn(&FilePath) -> Option<String> + Sync)) {
        self.cache.as_deref().fetch(bundles, text);
    }

    fn share(&self, bundles: &[Bundle]) {
        self.cache.as_deref().share(bundles);
    }

    fn known_expansions(&self, key: u128) -> Option<Expanded> {
        let mut asked = self.asked_expansions.lock().unwrap_or_else(PoisonError::into_inner);
        let known = asked.get(&key).or_else(|| self.expansions_before.get(&key)).cloned()?;
        asked.insert(key, known.clone());
        Some(known)
    }

    fn expansions(&self, key: u128, expand: &dyn Fn() -> Vec<Option<Expansion>>) -> Expanded {
        let expansions = self.known_expansions(key).unwrap_or_else(|| {
            let expansions = match &self.cache {
                Some(cache) if self.asks_cache => cache.expansions(key, expand),
                _ => expand(),
            };
            expansions.into_iter().map(|expansion| expansion.map(Arc::new)).collect()
        });
        let mut asked = self.asked_expansions.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(key, expansions.clone());
        expansions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_facts_used_by_the_last_check_are_remembered() {
        let mut memory = Memory::new(None);
        let (a, b) = (
            memory.extract(Grammar::Items, "mod a;"),
            memory.extract(Grammar::Items, "mod b;"),
        );
        memory.begin(false);
        assert!(Arc::ptr_eq(&memory.extract(Grammar::Items, "mod a;"), &a));
        memory.begin(false);
        assert!(Arc::ptr_eq(&memory.extract(Grammar::Items, "mod a;"), &a));
        assert!(!Arc::ptr_eq(&memory.extract(Grammar::Items, "mod b;"), &b));
    }
}
