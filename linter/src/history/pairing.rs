//! Pairs the values of two states that stand for the same thing. What is left over went or came.
//!
//! Values with equal keys are paired in the order of their states, so exchanging the states exchanges the results.

use std::collections::VecDeque;
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// The values of two states, paired.
#[derive(Debug)]
pub(super) struct Paired<T> {
    /// The values that only the earlier state has.
    pub(super) gone: Vec<T>,
    /// The values that only the later state has.
    pub(super) came: Vec<T>,
    /// The values that both have, in the order of the earlier state for each key.
    pub(super) kept: Vec<(T, T)>,
}

/// Pairs values by each key in turn; a value that has none of a key is not paired by it.
pub(super) fn pair<T, K, F>(gone: Vec<T>, came: Vec<T>, keys: &[F]) -> Paired<T>
where
    K: Eq + Hash,
    F: Fn(&T) -> Option<K>,
{
    let paired = Paired {
        gone,
        came,
        kept: Vec::new(),
    };
    keys.iter().fold(paired, Paired::by)
}

impl<T> Paired<T> {
    fn by<K: Eq + Hash, F: Fn(&T) -> Option<K>>(mut self, key: F) -> Self {
        let mut by_key: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
        for (at, value) in self.came.iter().enumerate() {
            if let Some(key) = key(value) {
                by_key.entry(key).or_default().push_back(at);
            }
        }
        let mut came: Vec<Option<T>> = self.came.into_iter().map(Some).collect();
        let mut gone = Vec::new();
        for value in self.gone {
            let partner = key(&value).and_then(|key| by_key.get_mut(&key)?.pop_front());
            match partner.and_then(|at| came[at].take()) {
                Some(partner) => self.kept.push((value, partner)),
                None => gone.push(value),
            }
        }
        Self {
            gone,
            came: came.into_iter().flatten().collect(),
            kept: self.kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Numbers = (u8, u8);

    fn paired(gone: &[Numbers], came: &[Numbers]) -> Paired<Numbers> {
        let keys: [fn(&Numbers) -> Option<Numbers>; 2] = [|value| Some(*value), |(of, _)| (*of > 0).then_some((*of, 0))];
        pair(gone.to_vec(), came.to_vec(), &keys)
    }

    proptest! {
        #[test]
        fn exchanged_states_have_exchanged_results(
            one in prop::collection::vec((0u8..3, 0u8..3), 0..9),
            other in prop::collection::vec((0u8..3, 0u8..3), 0..9),
        ) {
            let (forth, back) = (paired(&one, &other), paired(&other, &one));
            prop_assert_eq!(&forth.gone, &back.came);
            prop_assert_eq!(&forth.came, &back.gone);
            prop_assert_eq!(forth.gone.len() + forth.kept.len(), one.len());
        }

        #[test]
        fn a_state_does_not_differ_from_itself(state in prop::collection::vec((0u8..3, 0u8..3), 0..9)) {
            let paired = paired(&state, &state);
            prop_assert!(paired.gone.is_empty() && paired.came.is_empty());
        }
    }
}
