//! A hash map with several values for each key, usually one. The table itself stores two numbers for each key, and the values of
//! all keys are in one list: linking spends most of its time on look-ups, and their cost is that of cache misses.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Several values for each key, in insertion order.
#[derive(Clone, Debug)]
pub(super) struct Multimap<K, V> {
    /// Indices of the first and the last value of each key.
    ends: FxHashMap<K, (u32, u32)>,
    /// Each value, with the index of the next value of the same key; the last value has its own index.
    values: Vec<(V, u32)>,
}

impl<K: Eq + Hash, V: Copy> Multimap<K, V> {
    pub(super) fn push(&mut self, key: K, value: V) {
        let at = self.values.len() as u32;
        self.values.push((value, at));
        let (_, last) = self.ends.entry(key).or_insert((at, at));
        self.values[*last as usize].1 = at;
        *last = at;
    }

    pub(super) fn get<'m>(&'m self, key: &K) -> impl Iterator<Item = V> + Clone + use<'m, K, V> {
        let mut next = self.ends.get(key).map(|(first, _)| *first);
        std::iter::from_fn(move || {
            let at = next?;
            let (value, after) = self.values[at as usize];
            next = (after != at).then_some(after);
            Some(value)
        })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        self.ends.keys()
    }

    /// Frees the capacity that was reserved for growth.
    pub(super) fn shrink_to_fit(&mut self) {
        self.ends.shrink_to_fit();
        self.values.shrink_to_fit();
    }
}

impl<K, V> Default for Multimap<K, V> {
    fn default() -> Self {
        Self {
            ends: FxHashMap::default(),
            values: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Multimap;

    proptest! {
        #[test]
        fn values_come_back_in_their_order(pairs in prop::collection::vec((0u8..6, any::<u16>()), 0..40)) {
            let mut map = Multimap::default();
            pairs.iter().for_each(|&(key, value)| map.push(key, value));
            for key in 0..7 {
                let expected: Vec<u16> = pairs.iter().filter(|(of, _)| *of == key).map(|(_, value)| *value).collect();
                prop_assert_eq!(map.get(&key).collect::<Vec<u16>>(), expected);
            }
        }
    }
}
