//! Candidate search: which bodies may be alike, because they share rare sequences of pieces.
//!
//! To compare all pairs of bodies would take quadratic time. Instead, each body is known by *fingerprints*, an index maps each of
//! these to the bodies that have it, and the pairs that share enough of them are candidates for a comparison. A fingerprint that
//! more than [`MOST_SHARING`] bodies have tells none of them apart and is ignored, so the index takes time proportional to the
//! text.
//!
//! The fingerprints are chosen by winnowing (Schleimer, Wilkerson and Aiken, *Winnowing: Local Algorithms for Document
//! Fingerprinting*): every run of [`RUN`] pieces is hashed, and of every [`WINDOW`] consecutive hashes the least is kept.
//!
//! ```text
//! hashes    77 74 42 17 98 50 17 98  8 88
//! windows   77 74 42 17                      least 17
//!              74 42 17 98                         17
//!                 42 17 98 50                      17
//!                    17 98 50 17                   17
//!                       98 50 17 98                17
//!                          50 17 98  8              8
//!                             17 98  8 88           8
//! fingerprints of the body: 8, 17
//! ```
//!
//! Two bodies with `RUN + WINDOW - 1` consecutive pieces in common have a whole window in common, wherever it is in each of them,
//! and therefore its least hash. Shorter common sequences may be missed. On average, two of every `WINDOW + 1` hashes are kept.

use std::iter::successors;
use std::mem::take;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::tuning::{LEAST_SHARE, MOST_SHARING, RUN, WINDOW};
use super::{Unit, folded};
use crate::facts::Piece;

/// The hash of a run.
pub(super) fn hash(pieces: &[Piece]) -> u32 {
    (folded(pieces.iter().map(|piece| u64::from(piece.0))) >> 32) as u32
}

/// The fingerprints of a body, sorted and without duplicates. A body with fewer runs than a window has one.
pub(crate) fn fingerprints(form: &[Piece]) -> Vec<u32> {
    let mut hashes: Vec<u32> = form.windows(RUN).map(hash).collect();
    let least = |window: &[u32]| window.iter().copied().min();
    let windows = hashes.len().saturating_sub(WINDOW - 1).max(usize::from(!hashes.is_empty()));
    for at in 0..windows {
        let end = hashes.len().min(at + WINDOW);
        hashes[at] = least(&hashes[at..end]).unwrap_or_default();
    }
    hashes.truncate(windows);
    hashes.dedup();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The pairs that share enough fingerprints for a similarity of `least`, and each body with the next one that is equal up to
/// renaming. Sorted, and without duplicates.
pub(super) fn candidates(units: &[Unit<'_>], least: f32) -> Vec<(u32, u32)> {
    let (index, counts) = index(units);
    // A fingerprint stands for up to `WINDOW` runs, so if the share `least` of the runs is the same, then at least a `WINDOW`-th
    // of that is the same among the fingerprints.
    let is_enough = |one: u32, other: u32, shared: u32| {
        let fewer = counts[one as usize].min(counts[other as usize]);
        shared as f32 >= least.max(LEAST_SHARE) / WINDOW as f32 * fewer as f32
    };
    let mut found = sharing(&index, is_enough);
    let mut last: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(units.len(), FxBuildHasher);
    for (at, unit) in units.iter().enumerate() {
        if let Some(before) = last.insert(unit.body.renamed, at as u32) {
            found.push((before, at as u32));
        }
    }
    radsort::sort_by_key(&mut found, |&(one, other)| u64::from(one) << 32 | u64::from(other));
    found.dedup();
    found
}

/// The index: each fingerprint that several bodies have, with these bodies, sorted; and the number of fingerprints of each body.
/// Most fingerprints belong to one body, so these are filtered out before the rest is sorted; a few remain.
fn index(units: &[Unit<'_>]) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut counts: Vec<u32> = Vec::with_capacity(units.len());
    let mut all: Vec<(u32, u32)> = Vec::new();
    // Number of bodies whose fingerprints are computed in parallel before they are appended to one list.
    const AT_A_TIME: usize = 4096;
    for units in units.chunks(AT_A_TIME) {
        let of_units: Vec<Vec<u32>> = units.par_iter().map(|unit| fingerprints(&unit.body.form)).collect();
        for of_unit in of_units {
            let owner = counts.len() as u32;
            counts.push(of_unit.len() as u32);
            all.extend(of_unit.into_iter().map(|fingerprint| (fingerprint, owner)));
        }
    }
    let mut seen = RunsSeen::of_at_most(all.len());
    all.iter().for_each(|(fingerprint, _)| seen.note(*fingerprint));
    all.retain(|(fingerprint, _)| seen.is_repeated(*fingerprint));
    // The sort is stable, so the bodies of each fingerprint stay in order.
    radsort::sort_by_key(&mut all, |(fingerprint, _)| *fingerprint);
    (all, counts)
}

/// A Bloom filter with one hash function, for what occurred once and what occurred again. A collision counts as a repetition.
struct RunsSeen {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl RunsSeen {
    fn of_at_most(count: usize) -> Self {
        // At least eight bits for each entry, so collisions are few.
        let words = (count / 8 + 1).next_power_of_two();
        Self {
            once: vec![0; words],
            again: vec![0; words],
        }
    }

    fn bit(&self, fingerprint: u32) -> (usize, u64) {
        let at = fingerprint as usize & (self.once.len() * 64 - 1);
        (at / 64, 1 << (at % 64))
    }

    fn note(&mut self, fingerprint: u32) {
        let (word, bit) = self.bit(fingerprint);
        self.again[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn is_repeated(&self, fingerprint: u32) -> bool {
        let (word, bit) = self.bit(fingerprint);
        self.again[word] & bit != 0
    }
}

/// The pairs of owners that share keys of a sorted index and for which `is_enough` holds, given the two and the number of shared
/// keys. A key with more than [`MOST_SHARING`] owners is ignored. The pairs are in order.
pub(super) fn sharing<K: PartialEq + Sync>(
    index: &[(K, u32)],
    is_enough: impl Fn(u32, u32, u32) -> bool + Sync,
) -> Vec<(u32, u32)> {
    let owners = index.iter().map(|(_, owner)| *owner as usize + 1).max().unwrap_or_default();
    // The entries of each owner form a linked list: `last` has its last entry, `before` the one before each.
    let mut last: Vec<Option<u32>> = vec![None; owners];
    let mut before: Vec<Option<u32>> = vec![None; index.len()];
    let mut begin = 0;
    for group in index.chunk_by(|one, other| one.0 == other.0) {
        let end = begin + group.len();
        if group.len() <= MOST_SHARING {
            for place in begin..end {
                before[place] = last[index[place].1 as usize].replace(place as u32);
            }
        }
        begin = end;
    }
    let with_later = |first: usize, last: &[Option<u32>]| {
        let mut counts: Vec<u32> = vec![0; owners];
        let mut others: Vec<u32> = Vec::new();
        let mut found = Vec::new();
        for (one, last) in (first as u32..).zip(last) {
            for place in successors(*last, |place| before[*place as usize]) {
                let (key, _) = &index[place as usize];
                let rest = index[place as usize + 1..].iter().take_while(|(other, _)| other == key);
                for &(_, other) in rest {
                    counts[other as usize] += 1;
                    if counts[other as usize] == 1 {
                        others.push(other);
                    }
                }
            }
            others.sort_unstable();
            let of_one = others.drain(..).map(|other| (other, take(&mut counts[other as usize])));
            let enough = of_one.filter(|(other, count)| is_enough(one, *other, *count));
            found.extend(enough.map(|(other, _)| (one, other)));
        }
        found
    };
    // Number of owners that share a table of counts.
    const AT_A_TIME: usize = 8192;
    let chunks = last.par_chunks(AT_A_TIME).enumerate();
    chunks
        .flat_map_iter(|(chunk, last)| with_later(chunk * AT_A_TIME, last))
        .collect()
}
