//! Rewritten clones: the same behaviour in another form, such as a loop and a chain of iterators. They share few runs, so they
//! are found by equal signatures and a common vocabulary (names, types and literals).

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::naming::name_the_same;
use super::tuning::{FEWEST_RARE, LEAST_VOCABULARY, MOST_SHARING, RARE};
use super::weights::Weights;
use super::{CloneKind, Pair, Unit};
use crate::facts::{Body, Piece, PieceKind};

/// The pairs of bodies with one signature that have enough of their vocabulary in common. Two bodies of one file are not compared:
/// what stands side by side in two forms was mostly meant to do two things with the same names.
pub(super) fn rewritten(units: &[Unit<'_>], weights: &Weights, least: f32) -> Vec<Pair> {
    let mut by_signature: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.body.signature != 0 && !unit.is_table())
    {
        by_signature.entry(unit.body.signature).or_default().push(at as u32);
    }
    let groups: Vec<Vec<u32>> = by_signature
        .into_values()
        .filter(|group| (2..=MOST_SHARING).contains(&group.len()))
        .collect();
    let told: FxHashMap<u32, FxHashSet<Piece>> = groups
        .iter()
        .flatten()
        .map(|&at| (at, told(units[at as usize].body)))
        .collect();
    let alike = |one: u32, other: u32| {
        let (unit, other_unit) = (&units[one as usize], &units[other as usize]);
        if unit.file == other_unit.file {
            return None;
        }
        let similarity = share(&told[&one], &told[&other], weights)?;
        let is_told_alike = similarity >= LEAST_VOCABULARY.max(least) && name_the_same(&unit.body.form, &other_unit.body.form);
        is_told_alike.then_some(Pair {
            one,
            other,
            similarity,
            kind: CloneKind::Rewritten,
            noise: None,
        })
    };
    let pairs = groups.par_iter().flat_map_iter(|group| {
        let pairs = group
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| group[at + 1..].iter().map(move |&other| (one, other)));
        pairs.filter_map(|(one, other)| alike(one, other)).collect::<Vec<_>>()
    });
    pairs.collect()
}

/// The share of two vocabularies that is common, by weight, 0 to 1; `None` if too few rare names are among it.
pub(super) fn share(one: &FxHashSet<Piece>, other: &FxHashSet<Piece>, weights: &Weights) -> Option<f32> {
    let both: Vec<Piece> = one.intersection(other).copied().collect();
    let is_rare = |piece: &&Piece| weights.is_in_at_most(RARE, **piece);
    if both.iter().filter(is_rare).count() < FEWEST_RARE {
        return None;
    }
    let weight = |pieces: &mut dyn Iterator<Item = &Piece>| -> f32 { pieces.map(|piece| weights.of_mention(*piece)).sum() };
    Some(2.0 * weight(&mut both.iter()) / (weight(&mut one.iter()) + weight(&mut other.iter())))
}

/// The vocabulary of a body: the names, types and literals in it.
pub(super) fn told(body: &Body) -> FxHashSet<Piece> {
    let told = body.form.iter().copied();
    told.filter(|piece| matches!(piece.kind(), PieceKind::Name | PieceKind::Type | PieceKind::Literal))
        .collect()
}
