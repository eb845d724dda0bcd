//! Which bodies may be alike: those that share runs of pieces which few have.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::similarity::LEAST_SHARE;
use super::{MOST_SHARING, RUN, Unit, folded};
use crate::facts::Piece;

/// Of so many runs in a row the index keeps one: who shares a little more than a run is found.
const WINDOW: usize = 4;

/// The hash of a run.
pub(super) fn hash(pieces: &[Piece]) -> u32 {
    (folded(pieces.iter().map(|piece| u64::from(piece.0))) >> 32) as u32
}

/// The runs that the index knows a body by: of each window the one with the least hash (Schleimer et al., *Winnowing*).
fn fingerprints(form: &[Piece]) -> Vec<u32> {
    let hashes: Vec<u32> = form.windows(RUN).map(hash).collect();
    let least = |window: &[u32]| window.iter().copied().min();
    let mut found: Vec<u32> = match hashes.len() {
        0 => Vec::new(),
        count if count < WINDOW => least(&hashes).into_iter().collect(),
        _ => hashes.windows(WINDOW).filter_map(least).collect(),
    };
    found.sort_unstable();
    found.dedup();
    found
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
    let mut last: FxHashMap<u64, u32> = FxHashMap::default();
    for (at, unit) in units.iter().enumerate() {
        if let Some(before) = last.insert(unit.body.renamed, at as u32) {
            found.push((before, at as u32));
        }
    }
    found.par_sort_unstable();
    found.dedup();
    found
}

/// Every fingerprint with the bodies that have it, sorted, and how many each body has.
fn index(units: &[Unit<'_>]) -> (Vec<(u32, u32)>, Vec<u32>) {
    let fingerprints: Vec<Vec<u32>> = units.par_iter().map(|unit| fingerprints(&unit.body.form)).collect();
    let counts: Vec<u32> = fingerprints.iter().map(|of_unit| of_unit.len() as u32).collect();
    let mut index: Vec<(u32, u32)> = Vec::with_capacity(fingerprints.iter().map(Vec::len).sum());
    for (at, of_unit) in fingerprints.into_iter().enumerate() {
        index.extend(of_unit.into_iter().map(|fingerprint| (fingerprint, at as u32)));
    }
    index.par_sort_unstable();
    (index, counts)
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
