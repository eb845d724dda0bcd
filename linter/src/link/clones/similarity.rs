//! How alike two bodies are, by the runs of pieces that stand in both.

use rustc_hash::FxHashMap;

use super::weights::Weights;
use super::{CloneKind, RUN, Unit};
use crate::facts::{Piece, PieceKind};

/// Longer bodies are compared by their beginning.
const LONGEST: usize = 2_000;
/// Of two large bodies so much must be the same, of small ones more: with `PIECES` it is the share of the smaller body that
/// says as much as a copied statement.
pub(super) const LEAST_SHARE: f32 = 0.3;
const PIECES: f32 = 15.0;
/// Functions of one file speak of the same things anyway: more of them must be the same.
const LEAST_SHARE_IN_ONE_FILE: f32 = 0.4;
const PIECES_IN_ONE_FILE: f32 = 25.0;
/// Of one body all but a little stands in the other,
const ALL_BUT_A_LITTLE: f32 = 0.9;
/// which has not much more: statements were put in or taken out.
const LEAST_WITHIN: f32 = 0.6;
/// Tables, bodies of short match arms, are all alike: more of them must be the same, names and all.
const TABLE_SHARE: f32 = 0.75;
/// And of what they tell, names and literals, so much.
const TOLD_SHARE: f32 = 0.3;

/// The share of two bodies that stands in both, by weight, and how far they are apart; `None` where that is too little for a
/// copy.
pub(super) fn compare(one: &Unit<'_>, other: &Unit<'_>, weights: &Weights, least: f32) -> Option<(f32, CloneKind)> {
    if one.body.exact == other.body.exact {
        return Some((1.0, CloneKind::Exact));
    }
    let is_table = one.is_table() || other.is_table();
    if one.body.renamed == other.body.renamed || (!is_table && is_parametric(&one.body.form, &other.body.form)) {
        return Some((1.0, CloneKind::Renamed));
    }
    let smaller = one.body.form.len().min(other.body.form.len()) as f32;
    let least = least.max(if is_table {
        TABLE_SHARE
    } else if one.file == other.file {
        LEAST_SHARE_IN_ONE_FILE + PIECES_IN_ONE_FILE / smaller
    } else {
        LEAST_SHARE + PIECES / smaller
    });
    let bound = 2.0 * one.weight.min(other.weight) / (one.weight + other.weight);
    if bound < least.min(LEAST_WITHIN) || (is_table && told_by_both(&one.body.form, &other.body.form) < TOLD_SHARE) {
        return None;
    }
    let (in_one, in_other) = tiled(&one.body.form, &other.body.form);
    let covered = |form: &[Piece], tiled: &[bool]| -> f32 {
        let pieces = form.iter().zip(tiled).filter(|(_, tiled)| **tiled);
        pieces.map(|(piece, _)| weights.of_piece(*piece)).sum()
    };
    let (of_one, of_other) = (covered(&one.body.form, &in_one), covered(&other.body.form, &in_other));
    let similarity = (of_one + of_other) / (one.weight + other.weight);
    let is_within = (of_one / one.weight).max(of_other / other.weight) >= ALL_BUT_A_LITTLE && similarity >= LEAST_WITHIN;
    (similarity >= least || is_within).then_some((similarity.min(1.0), CloneKind::Edited))
}

/// The share of names and literals that two bodies have in common: what a table is about, whatever its form.
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

/// Which pieces of two bodies stand in runs that both have, the longest first: what was moved is found as what was not
/// (Wise, *Greedy String Tiling*).
fn tiled(one: &[Piece], other: &[Piece]) -> (Vec<bool>, Vec<bool>) {
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    let mut places: FxHashMap<&[Piece], Vec<usize>> = FxHashMap::default();
    for (at, run) in other.windows(RUN).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, run) in one.windows(RUN).enumerate() {
        for &against in places.get(run).into_iter().flatten() {
            // Only where a run begins: its rest is in it.
            if at > 0 && against > 0 && one[at - 1] == other[against - 1] {
                continue;
            }
            let length = one[at..]
                .iter()
                .zip(&other[against..])
                .take_while(|(one, other)| one == other)
                .count();
            runs.push((length, at, against));
        }
    }
    runs.sort_unstable_by_key(|&(length, at, against)| (std::cmp::Reverse(length), at, against));
    let (mut in_one, mut in_other) = (vec![false; one.len()], vec![false; other.len()]);
    for (length, at, against) in runs {
        // What longer runs have taken is not counted twice; what is left of this one may still be a run.
        let free = |step: usize| !in_one[at + step] && !in_other[against + step];
        let mut step = 0;
        let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
        while step < length {
            let end = (step..length).find(|&step| !free(step)).unwrap_or(length);
            if end - step >= RUN {
                taken.push(step..end);
            }
            step = end + 1;
        }
        for step in taken.into_iter().flatten() {
            in_one[at + step] = true;
            in_other[against + step] = true;
        }
    }
    (in_one, in_other)
}

/// The same pieces, but for types and literals.
fn is_parametric(one: &[Piece], other: &[Piece]) -> bool {
    let open = |piece: &Piece| match piece.kind() {
        PieceKind::Type | PieceKind::Literal => piece.kind() as u32,
        _ => piece.0,
    };
    one.len() == other.len() && one.iter().map(open).eq(other.iter().map(open))
}
