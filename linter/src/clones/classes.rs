//! Clustering: from pairs of similar code to clone classes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{CloneClass, CloneKind, Fragment, Noise, Pair, Unit};
use crate::link::Workspace;

/// The classes of functions. No class contains two functions of one file that are not alike, because a reader sees these side by
/// side and takes them for different things.
pub(super) fn classes(workspace: &Workspace, units: &[Unit<'_>], pairs: Vec<Pair>) -> Vec<CloneClass> {
    let unit = |at: u32| &units[at as usize];
    let are_same = |one, other| unit(one).body.renamed == unit(other).body.renamed;
    let are_side_by_side = |one, other| unit(one).file == unit(other).file;
    let groups = grouped(pairs, are_same, are_side_by_side);
    let fragment = |at: u32| Fragment::of_body(workspace, unit(at).item, unit(at).body);
    groups.into_iter().map(|group| group.class(fragment)).collect()
}

/// Agglomerative clustering, with the most similar pairs first. Two groups are joined if at least half of the pairs across them
/// are similar or the same; so a chain of resemblances is not a class, but two copies that were each edited in a different way are
/// one. Two members for which `stand_apart` holds are in one group only if they are similar themselves.
pub(super) fn grouped(
    mut pairs: Vec<Pair>,
    are_same: impl Fn(u32, u32) -> bool,
    stand_apart: impl Fn(u32, u32) -> bool,
) -> Vec<Group> {
    let numbers = |pair: &Pair| (pair.one, pair.other);
    pairs.sort_unstable_by(|one, other| {
        let by_likeness = other.similarity.total_cmp(&one.similarity);
        by_likeness.then_with(|| numbers(one).cmp(&numbers(other)))
    });
    let alike: FxHashSet<(u32, u32)> = pairs.iter().map(numbers).collect();
    let are_alike = |&(one, other): &(u32, u32)| are_same(one, other) || alike.contains(&(one.min(other), one.max(other)));
    let mut group_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for pair in pairs {
        let mut group = |member: u32| {
            *group_of.entry(member).or_insert_with(|| {
                groups.push(Group::from_unit(member));
                groups.len() - 1
            })
        };
        let (into, from) = (group(pair.one), group(pair.other));
        if into == from {
            continue;
        }
        let (ones, others) = (&groups[into].members, &groups[from].members);
        let across = ones.iter().flat_map(|&one| others.iter().map(move |&other| (one, other)));
        let count = across.clone().filter(are_alike).count();
        let is_torn = across.clone().any(|pair| stand_apart(pair.0, pair.1) && !are_alike(&pair));
        if !is_torn && count * 2 >= ones.len() * others.len() {
            let joined = std::mem::take(&mut groups[from]);
            joined.members.iter().for_each(|&member| {
                group_of.insert(member, into);
            });
            groups[into].join(joined, pair);
        }
    }
    groups.retain(|group| group.members.len() > 1);
    groups.iter_mut().for_each(|group| group.members.sort_unstable());
    groups.sort_unstable_by_key(|group| group.members[0]);
    groups
}

/// A class under construction.
#[derive(Debug)]
pub(super) struct Group {
    members: Vec<u32>,
    /// The lowest similarity and the farthest kind among the pairs that joined its members.
    similarity: f32,
    kind: CloneKind,
    /// The reason why a pair of its members may not be copies, if there is one.
    noise: Option<Noise>,
    /// Whether a pair of its members has no such reason.
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
    fn from_unit(unit: u32) -> Self {
        Self {
            members: vec![unit],
            ..Self::default()
        }
    }

    /// The finished class. `fragment` describes a member.
    pub(super) fn class(self, fragment: impl Fn(u32) -> Fragment) -> CloneClass {
        CloneClass {
            similarity: self.similarity,
            kind: self.kind,
            noise: self.noise.filter(|_| !self.is_sure),
            members: self.members.into_iter().map(fragment).collect(),
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
