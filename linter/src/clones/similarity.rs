//! Similarity of two bodies, by the runs of pieces that occur in both.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::index::hash;
use super::tuning::{
    ALL_BUT_A_LITTLE, LEAST_SHARE, LEAST_SHARE_IN_ONE_FILE, LEAST_SHARE_OF_TABLES, LEAST_SHARE_WITHIN, LEAST_VOCABULARY_OF_TABLES,
    LONGEST_COMPARED, PIECES, PIECES_IN_ONE_FILE, RUN,
};
use super::weights::Weights;
use super::{CloneKind, Unit};
use crate::facts::{Piece, PieceKind};

/// A body that is compared with several others, with an index of its runs.
pub(super) struct Compared<'u, 'w> {
    unit: &'u Unit<'w>,
    /// The positions of its runs, by hash; built by the first comparison that needs it.
    places: OnceLock<FxHashMap<u32, SmallVec<[u32; 2]>>>,
}

impl<'u, 'w> Compared<'u, 'w> {
    pub(super) fn new(unit: &'u Unit<'w>) -> Self {
        Self {
            unit,
            places: OnceLock::new(),
        }
    }

    /// The share of two bodies that is the same, by weight, 0 to 1, and how far they differ. `None` if it is too little for a
    /// copy, or less than `least`.
    pub(super) fn with(&self, other: &Unit<'_>, weights: &Weights, least: f32) -> Option<(f32, CloneKind)> {
        let one = self.unit;
        if one.body.exact == other.body.exact {
            return Some((1.0, CloneKind::Exact));
        }
        let is_table = one.is_table() || other.is_table();
        if one.body.renamed == other.body.renamed || (!is_table && is_parametric(&one.body.form, &other.body.form)) {
            return Some((1.0, CloneKind::Renamed));
        }
        let smaller = one.body.form.len().min(other.body.form.len()) as f32;
        let share = if is_table {
            LEAST_SHARE_OF_TABLES
        } else if one.file == other.file {
            LEAST_SHARE_IN_ONE_FILE + PIECES_IN_ONE_FILE / smaller
        } else {
            LEAST_SHARE + PIECES / smaller
        };
        let (weight, other_weight) = (one.weight(weights), other.weight(weights));
        let (lighter, both) = (weight.min(other_weight), weight + other_weight);
        let bound = 2.0 * lighter / both;
        let lowest = least.max(share.min(LEAST_SHARE_WITHIN));
        if bound < lowest || (is_table && told_by_both(&one.body.form, &other.body.form) < LEAST_VOCABULARY_OF_TABLES) {
            return None;
        }
        let same = self.in_common(other, weights, lowest)?;
        let similarity = 2.0 * same / both;
        let is_within = same / lighter >= ALL_BUT_A_LITTLE && similarity >= LEAST_SHARE_WITHIN;
        let is_alike = similarity >= least && (similarity >= share || is_within);
        is_alike.then_some((similarity.min(1.0), CloneKind::Edited))
    }

    /// The weight of the pieces that occur in both; `None` if it is less than the share `lowest` of the two bodies.
    pub(super) fn in_common(&self, other: &Unit<'_>, weights: &Weights, lowest: f32) -> Option<f32> {
        let one = self.unit;
        let runs = self.runs(other);
        let weight_of = |in_other: &[bool]| -> f32 {
            let pieces = other.body.form.iter().zip(in_other).filter(|(_, is_in)| **is_in);
            pieces.map(|(piece, _)| weights.of_piece(*piece)).sum()
        };
        let is_enough = |same: f32| 2.0 * same >= lowest * (one.weight(weights) + other.weight(weights));
        // An upper bound: no piece outside of all runs can be part of the tiling.
        let most = weight_of(&in_any(&runs, other.body.form.len()));
        let same = is_enough(most).then(|| weight_of(&tiled(runs, one.body.form.len(), other.body.form.len())))?;
        is_enough(same).then_some(same)
    }

    /// The maximal runs that occur in both bodies.
    fn runs(&self, other: &Unit<'_>) -> Vec<Run> {
        let (one, other) = (compared(self.unit), compared(other));
        let places = self.places.get_or_init(|| {
            let mut places: FxHashMap<u32, SmallVec<[u32; 2]>> = FxHashMap::default();
            places.reserve(one.len());
            for (at, run) in one.windows(RUN).enumerate() {
                places.entry(hash(run)).or_default().push(at as u32);
            }
            places
        });
        let mut runs = Vec::new();
        for (against, run) in other.windows(RUN).enumerate() {
            for at in places.get(&hash(run)).into_iter().flatten().map(|&at| at as usize) {
                // Only the first position of a maximal run counts; the others are part of it.
                if at > 0 && against > 0 && one[at - 1] == other[against - 1] {
                    continue;
                }
                let alike = one[at..]
                    .iter()
                    .zip(&other[against..])
                    .take_while(|(one, other)| one == other);
                let length = alike.count();
                // Hashes can collide.
                if length >= RUN {
                    runs.push(Run { length, at, against });
                }
            }
        }
        runs
    }
}

/// A sequence of pieces that occurs in both bodies.
struct Run {
    length: usize,
    /// Its positions in the two bodies.
    at: usize,
    against: usize,
}

/// The part of a body that is compared.
fn compared<'w>(unit: &Unit<'w>) -> &'w [Piece] {
    &unit.body.form[..unit.body.form.len().min(LONGEST_COMPARED)]
}

/// The share of names and literals that two bodies have in common, 0 to 1: what a table is about, regardless of its form.
fn told_by_both(one: &[Piece], other: &[Piece]) -> f32 {
    let telling = |piece: &&Piece| matches!(piece.kind(), PieceKind::Name | PieceKind::Literal);
    let mut counts: FxHashMap<Piece, (u32, u32)> = FxHashMap::default();
    one.iter()
        .filter(telling)
        .for_each(|piece| counts.entry(*piece).or_default().0 += 1);
    other
        .iter()
        .filter(telling)
        .for_each(|piece| counts.entry(*piece).or_default().1 += 1);
    let both: u32 = counts.values().map(|(one, other)| one.min(other)).sum();
    let all: u32 = counts.values().map(|(one, other)| one.max(other)).sum();
    if all == 0 { 1.0 } else { both as f32 / all as f32 }
}

/// For each piece of the other body, whether it is part of any run.
fn in_any(runs: &[Run], length: usize) -> Vec<bool> {
    let mut found = vec![false; length];
    for run in runs {
        found[run.against..run.against + run.length].fill(true);
    }
    found
}

/// For each piece of the other body, whether it is matched with a piece of the first one, each of which is matched at most once.
/// The longest runs are matched first, regardless of their order in the text, so moved code is found as well (Wise, *Greedy
/// String Tiling*).
fn tiled(mut runs: Vec<Run>, of_one: usize, of_other: usize) -> Vec<bool> {
    runs.sort_unstable_by_key(|run| (std::cmp::Reverse(run.length), run.at, run.against));
    let (mut in_one, mut in_other) = (vec![false; of_one], vec![false; of_other]);
    for Run { length, at, against } in runs {
        // Pieces that a longer run has taken are not matched twice. What remains of this run may still be long enough.
        let free = |step: usize| !in_one[at + step] && !in_other[against + step];
        let mut step = 0;
        let mut taken: SmallVec<[std::ops::Range<usize>; 4]> = SmallVec::new();
        while step < length {
            let end = (step..length).find(|&step| !free(step)).unwrap_or(length);
            if end - step >= RUN {
                taken.push(step..end);
            }
            step = end + 1;
        }
        for range in taken {
            in_one[at + range.start..at + range.end].fill(true);
            in_other[against + range.start..against + range.end].fill(true);
        }
    }
    in_other
}

/// Whether two bodies are the same except for types and literals.
fn is_parametric(one: &[Piece], other: &[Piece]) -> bool {
    let open = |piece: &Piece| match piece.kind() {
        PieceKind::Type | PieceKind::Literal => piece.kind() as u32,
        _ => piece.0,
    };
    one.len() == other.len() && one.iter().map(open).eq(other.iter().map(open))
}
