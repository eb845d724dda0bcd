//! Classes of functions that do the same: an index finds who may be alike, an alignment says how much, and who is alike
//! enough is grouped. It knows nothing of which copies matter.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Def, Item, Workspace};
use crate::facts::{Body, Piece, PieceKind};

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
/// Of so many runs in a row the index keeps one: who shares a little more than a run is found.
const WINDOW: usize = 4;
/// A run that more bodies than this share tells none of them apart.
const MOST_SHARING: usize = 24;
/// Longer bodies are compared by their beginning.
const LONGEST: usize = 2_000;
/// Of two large bodies so much must be the same, of small ones more: with `PIECES` it is the share of the smaller body that
/// says as much as a copied statement or two.
const LEAST_SHARE: f32 = 0.3;
const PIECES: f32 = 20.0;
/// Tables, bodies of short match arms, are all alike: more of them must be the same, names and all.
const TABLE_SHARE: f32 = 0.75;
/// And of what they tell, names and literals, so much.
const TOLD_SHARE: f32 = 0.3;

/// Bodies that take and return the same types and have so much of what they tell in common do the same in another form.
const TOLD_IN_ANOTHER_FORM: f32 = 0.55;
/// If so many of the names that they share
const FEWEST_RARE: usize = 2;
/// are used in no more bodies than these.
const RARE: u32 = 12;

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

/// In fewer bodies than these every name is rare, however many share it.
const FEWEST_BODIES: u32 = 1_000;

/// How much each piece says: the rarer a name among all bodies, the more.
struct Weights {
    names: FxHashMap<Piece, f32>,
    /// In how many bodies a name or type is.
    counts: FxHashMap<Piece, u32>,
    bodies: u32,
}

impl Weights {
    fn of<'a>(forms: impl Iterator<Item = &'a [Piece]>) -> Self {
        let mut counts: FxHashMap<Piece, u32> = FxHashMap::default();
        let mut bodies = 0u32;
        for form in forms {
            bodies += 1;
            let names = form
                .iter()
                .filter(|piece| matches!(piece.kind(), PieceKind::Name | PieceKind::Type));
            for &name in names.collect::<FxHashSet<_>>() {
                *counts.entry(name).or_default() += 1;
            }
        }
        let bodies = bodies.max(FEWEST_BODIES);
        let all = (bodies as f32).ln();
        let rarity = |count: u32| 1.0 - (count as f32).ln() / all;
        let names = counts.iter().filter(|(name, _)| name.kind() == PieceKind::Name);
        let names = names.map(|(&name, &count)| (name, 0.6 + 1.4 * rarity(count)));
        Self {
            names: names.collect(),
            counts,
            bodies,
        }
    }

    /// How much it says that a name, type or literal is in a body at all.
    fn of_mention(&self, piece: Piece) -> f32 {
        match (piece.kind(), self.counts.get(&piece)) {
            (PieceKind::Literal, _) => 0.3,
            (_, Some(&count)) => 1.05 - (count as f32).ln() / (self.bodies as f32).ln(),
            (_, None) => 1.05,
        }
    }

    fn of_piece(&self, piece: Piece) -> f32 {
        match piece.kind() {
            PieceKind::Punctuation => 0.1,
            PieceKind::Word => 0.5,
            PieceKind::Local => 0.4,
            PieceKind::Type | PieceKind::Literal => 0.6,
            PieceKind::Name => self.names.get(&piece).copied().unwrap_or(2.0),
        }
    }
}

fn hash(pieces: &[Piece]) -> u32 {
    let hash = pieces.iter().fold(0u64, |hash, piece| {
        (hash.rotate_left(5) ^ u64::from(piece.0)).wrapping_mul(0x517c_c1b7_2722_0a95)
    });
    (hash >> 32) as u32
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

/// Pairs that share runs which few have, and every body with the next that is the same.
fn candidates(units: &[Unit<'_>]) -> Vec<(u32, u32)> {
    let fingerprints: Vec<Vec<u32>> = units.par_iter().map(|unit| fingerprints(&unit.body.form)).collect();
    let of_unit = |(at, fingerprints): (usize, &Vec<u32>)| {
        let pairs: Vec<(u32, u32)> = fingerprints.iter().map(|&fingerprint| (fingerprint, at as u32)).collect();
        pairs
    };
    let mut index: Vec<(u32, u32)> = fingerprints.par_iter().enumerate().flat_map_iter(of_unit).collect();
    index.par_sort_unstable();
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for group in index
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|group| group.len() <= MOST_SHARING)
    {
        for (at, &(_, one)) in group.iter().enumerate() {
            for &(_, other) in &group[at + 1..] {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    // A run of the smaller body is covered by a fingerprint in `WINDOW` places at most.
    let is_enough = |&(&(one, other), &count): &(&(u32, u32), &u32)| {
        let fewer = fingerprints[one as usize].len().min(fingerprints[other as usize].len());
        count as f32 >= LEAST_SHARE / 4.0 * fewer as f32
    };
    let mut found: Vec<(u32, u32)> = shared.iter().filter(is_enough).map(|(pair, _)| *pair).collect();
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

/// The share of two bodies that stands in both, by weight, and how far they are apart; `None` where that is too little for a
/// copy.
fn compare(one: &Unit<'_>, other: &Unit<'_>, weights: &Weights, least: f32) -> Option<(f32, CloneKind)> {
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
    } else {
        LEAST_SHARE + PIECES / smaller
    });
    let bound = 2.0 * one.weight.min(other.weight) / (one.weight + other.weight);
    if bound < least || (is_table && told_by_both(&one.body.form, &other.body.form) < TOLD_SHARE) {
        return None;
    }
    let (in_one, in_other) = tiled(&one.body.form, &other.body.form);
    let covered = |form: &[Piece], tiled: &[bool]| -> f32 {
        let pieces = form.iter().zip(tiled).filter(|(_, tiled)| **tiled);
        pieces.map(|(piece, _)| weights.of_piece(*piece)).sum()
    };
    let same = covered(&one.body.form, &in_one) + covered(&other.body.form, &in_other);
    let similarity = same / (one.weight + other.weight);
    (similarity >= least).then_some((similarity.min(1.0), CloneKind::Edited))
}

/// Pairs of bodies that do the same in another form.
fn rewritten(units: &[Unit<'_>], weights: &Weights, least: f32) -> Vec<Pair> {
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
        .filter(|group| group.len() <= MOST_SHARING)
        .collect();
    let told: FxHashMap<u32, FxHashSet<Piece>> = groups
        .iter()
        .flatten()
        .map(|&at| (at, told(units[at as usize].body)))
        .collect();
    let alike = |one: u32, other: u32| {
        let (a, b) = (&told[&one], &told[&other]);
        let both: Vec<Piece> = a.intersection(b).copied().collect();
        let rare = both
            .iter()
            .filter(|piece| weights.counts.get(piece).is_some_and(|&count| count <= RARE));
        if rare.count() < FEWEST_RARE {
            return None;
        }
        let weight = |pieces: &mut dyn Iterator<Item = &Piece>| -> f32 { pieces.map(|piece| weights.of_mention(*piece)).sum() };
        let similarity = 2.0 * weight(&mut both.iter()) / (weight(&mut a.iter()) + weight(&mut b.iter()));
        (similarity >= TOLD_IN_ANOTHER_FORM.max(least)).then_some(Pair {
            one,
            other,
            similarity,
            kind: CloneKind::Rewritten,
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

/// The names, types and literals of a body.
fn told(body: &Body) -> FxHashSet<Piece> {
    let told = body.form.iter().copied();
    told.filter(|piece| matches!(piece.kind(), PieceKind::Name | PieceKind::Type | PieceKind::Literal))
        .collect()
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

/// Groups what is alike, the most alike first. Two groups are joined where half of the pairs across them are alike: a chain
/// of resemblances is no class, two copies that were edited each in its way are.
fn classes(units: &[Unit<'_>], mut pairs: Vec<Pair>) -> Vec<CloneClass> {
    let numbers = |pair: &Pair| (pair.one, pair.other);
    pairs.sort_unstable_by(|one, other| {
        let by_likeness = other.similarity.total_cmp(&one.similarity);
        by_likeness.then_with(|| numbers(one).cmp(&numbers(other)))
    });
    let alike: FxHashSet<(u32, u32)> = pairs.iter().map(numbers).collect();
    let mut class_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut classes: Vec<Group> = Vec::new();
    for pair in pairs {
        let mut class = |unit: u32| {
            *class_of.entry(unit).or_insert_with(|| {
                classes.push(Group::of(unit));
                classes.len() - 1
            })
        };
        let (into, from) = (class(pair.one), class(pair.other));
        if into == from {
            continue;
        }
        let across = classes[into]
            .members
            .iter()
            .flat_map(|&one| classes[from].members.iter().map(move |&other| (one, other)));
        let are_alike = |&(one, other): &(u32, u32)| {
            let same = units[one as usize].body.renamed == units[other as usize].body.renamed;
            same || alike.contains(&(one.min(other), one.max(other)))
        };
        let count = across.clone().filter(are_alike).count();
        if count * 2 >= classes[into].members.len() * classes[from].members.len() {
            let joined = std::mem::take(&mut classes[from]);
            joined.members.iter().for_each(|&unit| {
                class_of.insert(unit, into);
            });
            classes[into].join(joined, pair);
        }
    }
    classes.retain(|class| class.members.len() > 1);
    classes.iter_mut().for_each(|class| class.members.sort_unstable());
    classes.sort_unstable_by_key(|class| class.members[0]);
    let classes = classes.into_iter().map(|class| CloneClass {
        similarity: class.similarity,
        kind: class.kind,
        members: class.members.iter().map(|&at| units[at as usize].item).collect(),
    });
    classes.collect()
}

/// A class while it grows.
#[derive(Debug)]
struct Group {
    members: Vec<u32>,
    /// The least of the similarities that joined its members, and the farthest of the kinds.
    similarity: f32,
    kind: CloneKind,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            similarity: 1.0,
            kind: CloneKind::Exact,
        }
    }
}

impl Group {
    fn of(unit: u32) -> Self {
        Self {
            members: vec![unit],
            ..Self::default()
        }
    }

    fn join(&mut self, other: Self, by: Pair) {
        self.members.extend(other.members);
        self.similarity = self.similarity.min(other.similarity).min(by.similarity);
        self.kind = self.kind.max(other.kind).max(by.kind);
    }
}

/// The same pieces, but for types and literals.
fn is_parametric(one: &[Piece], other: &[Piece]) -> bool {
    let open = |piece: &Piece| match piece.kind() {
        PieceKind::Type | PieceKind::Literal => piece.kind() as u32,
        _ => piece.0,
    };
    one.len() == other.len() && one.iter().map(open).eq(other.iter().map(open))
}
