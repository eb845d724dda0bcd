//! From pairs to classes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Workspace;
use super::{CloneClass, CloneKind, Fragment, Noise, Pair, Unit};

/// Groups what is alike, the most alike first. Two groups are joined where half of the pairs across them are alike: a chain
/// of resemblances is no class, two copies that were edited each in its way are. No class has two of one file that are not
/// alike: whoever sees them side by side sees two things.
pub(super) fn classes(workspace: &Workspace, units: &[Unit<'_>], mut pairs: Vec<Pair>) -> Vec<CloneClass> {
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
        let are_side_by_side = |&(one, other): &(u32, u32)| units[one as usize].file == units[other as usize].file;
        let is_torn = across.clone().any(|pair| are_side_by_side(&pair) && !are_alike(&pair));
        if !is_torn && count * 2 >= classes[into].members.len() * classes[from].members.len() {
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
    let fragment = |at: u32| {
        let unit = &units[at as usize];
        Fragment::of_body(workspace, unit.item, unit.body)
    };
    let classes = classes.into_iter().map(|class| CloneClass {
        similarity: class.similarity,
        kind: class.kind,
        noise: class.noise.filter(|_| !class.is_sure),
        members: class.members.iter().map(|&at| fragment(at)).collect(),
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
    /// Why a pair of them may be no copies.
    noise: Option<Noise>,
    /// A pair is of copies for sure.
    is_sure: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            similarity: 1.0,
            kind: CloneKind::Exact,
            noise: None,
            is_sure: false,
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
        self.noise = self.noise.or(other.noise).or(by.noise);
        self.is_sure |= other.is_sure || by.noise.is_none();
    }
}
