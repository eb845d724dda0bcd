//! Classes of functions that do the same: an index finds who may be alike, an alignment says how much, and who is alike
//! enough is grouped. It knows nothing of which copies matter.

mod classes;
mod index;
mod rewritten;
mod similarity;
mod weights;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use classes::classes;
use index::candidates;
use rewritten::rewritten;
use similarity::compare;
use weights::Weights;

use super::{Def, Item, Workspace};
use crate::facts::Body;

/// What counts as alike.
#[derive(Clone, Copy, Debug)]
pub struct Likeness {
    /// Bodies with fewer tokens are not compared.
    pub min_tokens: u32,
    /// The share of two bodies, by weight, that must be the same: 0 to 1.
    pub similarity: f32,
    /// Methods of impls of one trait are compared, though the trait may force them to be alike.
    pub same_trait: bool,
}

/// Functions that do the same.
#[derive(Clone, Debug, PartialEq)]
pub struct CloneClass {
    /// The least similarity by which one of them belongs to the others.
    pub similarity: f32,
    /// How far they are apart.
    pub kind: CloneKind,
    /// In the order of the workspace.
    pub members: Vec<Item>,
}

/// How far copies are apart: the four types of the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CloneKind {
    /// The same tokens.
    Exact,
    /// The same but for names of locals, literals and types.
    Renamed,
    /// Statements were put in, taken out or changed.
    Edited,
    /// The same is done in another form: the same types are taken and returned, and most of the same rare names used.
    Rewritten,
}

impl CloneKind {
    /// The number by which the literature calls it.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// As many pieces in a row, all the same, are copied and did not come about by chance.
const RUN: usize = 7;
/// A run that more bodies than this share tells none of them apart.
const MOST_SHARING: usize = 24;

/// Two bodies that are alike, by their numbers, the lower first.
#[derive(Clone, Copy, Debug)]
struct Pair {
    one: u32,
    other: u32,
    similarity: f32,
    kind: CloneKind,
}

struct Unit<'w> {
    item: Item,
    body: &'w Body,
    /// The weight of all of its pieces.
    weight: f32,
}

impl Unit<'_> {
    /// Most of it are match arms that say little each.
    fn is_table(&self) -> bool {
        self.body.arms >= FEWEST_ARMS && self.body.form.len() <= self.body.arms as usize * LONGEST_ARM
    }
}

/// A match of fewer arms is no table.
const FEWEST_ARMS: u32 = 3;
/// More pieces an arm do something of their own.
const LONGEST_ARM: usize = 18;

impl Workspace {
    /// The functions that are large enough to be compared.
    pub fn compared(&self, likeness: Likeness) -> impl Iterator<Item = Item> {
        let bodies = self.bodies().filter(move |(_, body)| body.tokens >= likeness.min_tokens);
        bodies.map(|(item, _)| item)
    }

    /// How much a class is worth mending: what could go, and how sure it is that it is the same.
    pub fn worth(&self, class: &CloneClass) -> f32 {
        let tokens = class
            .members
            .iter()
            .filter_map(|&member| self.body_of(member))
            .map(|body| body.tokens);
        let (all, longest) = tokens.fold((0, 0), |(all, longest), tokens| (all + tokens, tokens.max(longest)));
        (all - longest) as f32 * class.similarity * class.similarity
    }

    /// What a body says, but for the names of locals.
    pub fn body_hash(&self, function: Item) -> u64 {
        let found = self.body_of(function);
        found.map_or(0, |body| body.renamed)
    }

    /// All classes among the functions that `counts` lets through, by the place of their first.
    pub fn clones(&self, likeness: Likeness, counts: impl Fn(Item) -> bool) -> Vec<CloneClass> {
        let mut seen = FxHashSet::default();
        let bodies = self.bodies().filter(|(item, body)| {
            let enough = body.tokens >= likeness.min_tokens && !body.form.is_empty();
            enough && counts(*item) && seen.insert(self.place(*item))
        });
        let bodies: Vec<(Item, &Body)> = bodies.collect();
        let weights = Weights::of(bodies.iter().map(|(_, body)| &*body.form));
        let units: Vec<Unit<'_>> = bodies
            .into_iter()
            .map(|(item, body)| Unit {
                item,
                body,
                weight: body.form.iter().map(|&piece| weights.of_piece(piece)).sum(),
            })
            .collect();
        let may_be_copies = |one: u32, other: u32| {
            let (one, other) = (units[one as usize].item, units[other as usize].item);
            !self.is_twin(one, other) && (likeness.same_trait || !self.is_fixed_by_trait(one, other))
        };
        let verified = candidates(&units).into_par_iter().filter_map(|(one, other)| {
            let (similarity, kind) = compare(&units[one as usize], &units[other as usize], &weights, likeness.similarity)?;
            Some(Pair {
                one,
                other,
                similarity,
                kind,
            })
        });
        let mut pairs: Vec<Pair> = verified.collect();
        let known: FxHashSet<(u32, u32)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
        let rewritten = rewritten(&units, &weights, likeness.similarity).into_iter();
        pairs.extend(rewritten.filter(|pair| !known.contains(&(pair.one, pair.other))));
        pairs.retain(|pair| may_be_copies(pair.one, pair.other));
        classes(&units, pairs)
    }

    /// Two functions of one path: `cfg` compiles one of them.
    fn is_twin(&self, one: Item, other: Item) -> bool {
        self.name_of(one) == self.name_of(other) && self.path(&Def::Item(one)) == self.path(&Def::Item(other))
    }

    /// Two methods of impls of one trait: what the trait wants is alike wherever it is done.
    fn is_fixed_by_trait(&self, one: Item, other: Item) -> bool {
        let of_one = self.trait_of(one);
        of_one.is_some() && of_one == self.trait_of(other)
    }
}
