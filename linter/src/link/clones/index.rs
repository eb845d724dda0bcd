//! Which bodies may be alike: those that share runs of pieces which few have.

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::similarity::LEAST_SHARE;
use super::{MOST_SHARING, RUN, Unit, folded};
use crate::facts::Piece;

/// Of so many runs in a row the index keeps one: who shares a little more than a run is found.
const WINDOW: usize = 4;

/// The hash of a run.
pub(super) fn hash(pieces: &[Piece]) -> u32 {
    (folded(pieces.iter().map(|piece| u64::from(piece.0))) >> 32) as u32
}

/// The runs that the index knows a body by: of each window the one with the least hash (Schleimer et al., *Winnowing*). In the
/// order of the text, some of them several times.
fn fingerprints(form: &[Piece]) -> Vec<u32> {
    let mut hashes: Vec<u32> = form.windows(RUN).map(hash).collect();
    let least = |window: &[u32]| window.iter().copied().min();
    let windows = hashes.len().saturating_sub(WINDOW - 1).max(usize::from(!hashes.is_empty()));
    for at in 0..windows {
        let end = hashes.len().min(at + WINDOW);
        hashes[at] = least(&hashes[at..end]).unwrap_or_default();
    }
    hashes.truncate(windows);
    hashes.dedup();
    hashes
}

/// Pairs that share so many runs which few have that `least` of them may be the same, and every body with the next that is;
/// in order.
pub(super) fn candidates(units: &[Unit<'_>], least: f32) -> Vec<(u32, u32)> {
    let (index, counts) = index(units);
    // A run of the smaller body is covered by a fingerprint in `WINDOW` places at most.
    let is_enough = |one: u32, other: u32, shared: u32| {
        let fewer = counts[one as usize].min(counts[other as usize]);
        shared as f32 >= least.max(LEAST_SHARE) / WINDOW as f32 * fewer as f32
    };
    let shared = shared(&index).into_iter();
    let alike = shared.filter(|((one, other), count)| is_enough(*one, *other, *count));
    let mut found: Vec<(u32, u32)> = alike.map(|(pair, _)| pair).collect();
    let mut last: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(units.len(), FxBuildHasher);
    for (at, unit) in units.iter().enumerate() {
        if let Some(before) = last.insert(unit.body.renamed, at as u32) {
            found.push((before, at as u32));
        }
    }
    found.par_sort_unstable();
    found.dedup();
    found
}

/// The fingerprints that several bodies have, each with those bodies, sorted, with a few that only one has; and how many
/// fingerprints each body has. Most are of one body alone: that is found out first, for the room that they would take.
fn index(units: &[Unit<'_>]) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut counts: Vec<u32> = Vec::with_capacity(units.len());
    let mut seen = Seen::of_at_most(units.iter().map(|unit| unit.body.form.len()).sum());
    // What one body has twice passes for repeated, and is not when the index is sorted.
    for_each(units, fingerprints, |_, fingerprints| {
        fingerprints.iter().for_each(|&fingerprint| seen.note(fingerprint));
    });
    let distinct = |form: &[Piece]| {
        let mut found = fingerprints(form);
        found.sort_unstable();
        found.dedup();
        found
    };
    let mut index: Vec<(u32, u32)> = Vec::new();
    for_each(units, distinct, |at, fingerprints| {
        counts.push(fingerprints.len() as u32);
        let repeated = fingerprints.iter().filter(|&&fingerprint| seen.is_repeated(fingerprint));
        index.extend(repeated.map(|&fingerprint| (fingerprint, at)));
    });
    index.par_sort_unstable();
    (index, counts)
}

/// The fingerprints of every unit, in their order. So many at a time are worked out by all threads.
fn for_each(units: &[Unit<'_>], of: impl Fn(&[Piece]) -> Vec<u32> + Sync, mut each: impl FnMut(u32, &[u32])) {
    const AT_A_TIME: usize = 4096;
    let mut at = 0;
    for units in units.chunks(AT_A_TIME) {
        let fingerprints: Vec<Vec<u32>> = units.par_iter().map(|unit| of(&unit.body.form)).collect();
        for of_unit in fingerprints {
            each(at, &of_unit);
            at += 1;
        }
    }
}

/// What was there once and what again, a bit each: two that fall on the same one count as repeated.
struct Seen {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Seen {
    fn of_at_most(count: usize) -> Self {
        // Four bits for each: few fall on one that is taken.
        let words = count / 16 + 1;
        Self {
            once: vec![0; words],
            again: vec![0; words],
        }
    }

    fn bit(&self, fingerprint: u32) -> (usize, u64) {
        let at = fingerprint as usize % (self.once.len() * 64);
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

/// For each pair how many keys both have, of a sorted index; a key that too many have tells none of them apart.
pub(super) fn shared<K: PartialEq>(index: &[(K, u32)]) -> FxHashMap<(u32, u32), u32> {
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for group in index
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|group| group.len() <= MOST_SHARING)
    {
        for (at, (_, one)) in group.iter().enumerate() {
            for (_, other) in &group[at + 1..] {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    shared
}
