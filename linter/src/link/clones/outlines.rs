//! Second definitions: types and traits with the same parts, constants with the same value.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Item, Workspace};
use super::{CloneClass, CloneKind, Fragment, FragmentKind, MOST_SHARING, folded};
use crate::facts::{self, ItemKind, Outline};

/// Types and traits with fewer parts are alike by chance.
const FEWEST_PARTS: usize = 3;
/// So much of all parts of two types must be in both; if they have one name,
const LEAST_SHARE: f32 = 0.8;
/// so much.
const LEAST_SHARE_OF_NAMESAKES: f32 = 0.6;
/// If these are fewer than so many, all must be.
const FEWEST_SHARED: usize = 5;
/// A constant's type and value of so many tokens are copied, whatever it is called.
const FEWEST_TOKENS: u32 = 16;

/// The type has enough parts to be compared with others.
pub(super) fn is_compared(item: &facts::Item, outline: &Outline) -> bool {
    kind(item) != FragmentKind::Constant && outline.parts.len() >= FEWEST_PARTS
}

fn kind(item: &facts::Item) -> FragmentKind {
    match item.kind {
        ItemKind::Trait => FragmentKind::Trait,
        ItemKind::Const | ItemKind::Static => FragmentKind::Constant,
        _ => FragmentKind::Type,
    }
}

/// Classes of types, traits and constants.
pub(super) fn classes(workspace: &Workspace, counts: impl Fn(Item) -> bool) -> Vec<CloneClass> {
    let mut seen = FxHashSet::default();
    let outlines = workspace
        .outlines()
        .filter(|(item, _)| counts(*item) && seen.insert(workspace.place(*item)));
    let (constants, types): (Vec<_>, Vec<_>) =
        outlines.partition(|(item, _)| kind(workspace.item(*item)) == FragmentKind::Constant);
    let mut found = of_types(workspace, types);
    found.extend(of_constants(workspace, constants));
    found
}

fn of_types(workspace: &Workspace, mut types: Vec<(Item, &Outline)>) -> Vec<CloneClass> {
    types.retain(|(_, outline)| outline.parts.len() >= FEWEST_PARTS);
    let mut index: Vec<(u64, usize)> = Vec::new();
    for (at, (_, outline)) in types.iter().enumerate() {
        index.extend(outline.parts.iter().map(|&part| (part, at)));
    }
    index.sort_unstable();
    index.dedup();
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for group in index
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|group| group.len() <= MOST_SHARING)
    {
        for (at, &(_, one)) in group.iter().enumerate() {
            group[at + 1..]
                .iter()
                .for_each(|&(_, other)| *shared.entry((one, other)).or_default() += 1);
        }
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (one, other) in shared.into_keys() {
        let ((a, of_one), (b, of_other)) = (types[one], types[other]);
        let both = of_one.parts.iter().filter(|part| of_other.parts.contains(part)).count();
        let share = 2.0 * both as f32 / (of_one.parts.len() + of_other.parts.len()) as f32;
        let least = if workspace.name_of(a) == workspace.name_of(b) {
            LEAST_SHARE_OF_NAMESAKES
        } else {
            LEAST_SHARE
        };
        let is_same_sort = std::mem::discriminant(&workspace.item(a).kind) == std::mem::discriminant(&workspace.item(b).kind);
        if (share >= 1.0 || both >= FEWEST_SHARED) && share >= least && is_same_sort && !workspace.is_twin(a, b) {
            pairs.push((share.min(1.0), one, other));
        }
    }
    pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    // The first of a class stands for it: what is like that one belongs to it.
    let mut first_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: FxHashMap<usize, (f32, Vec<usize>)> = FxHashMap::default();
    for (share, one, other) in pairs {
        let (into, new) = match (first_of.get(&one), first_of.get(&other)) {
            (None, None) => {
                first_of.insert(one, one);
                groups.insert(one, (1.0, vec![one]));
                (one, other)
            }
            (Some(&into), None) if into == one => (into, other),
            (None, Some(&into)) if into == other => (into, one),
            _ => continue,
        };
        first_of.insert(new, into);
        if let Some((least, members)) = groups.get_mut(&into) {
            *least = least.min(share);
            members.push(new);
        }
    }
    let mut groups: Vec<(f32, Vec<usize>)> = groups.into_values().collect();
    groups.iter_mut().for_each(|(_, members)| members.sort_unstable());
    groups.sort_unstable_by(|one, other| one.1.cmp(&other.1));
    let classes = groups.into_iter().map(|(similarity, members)| {
        let outlines: Vec<(Item, &Outline)> = members.iter().map(|&at| types[at]).collect();
        let (first, outline) = outlines[0];
        let are_same = outlines.iter().all(|(_, other)| other.parts == outline.parts);
        let are_namesakes = outlines
            .iter()
            .all(|(other, _)| workspace.name_of(*other) == workspace.name_of(first));
        let kind = match (are_same, are_namesakes) {
            (true, true) => CloneKind::Exact,
            (true, false) => CloneKind::Renamed,
            (false, _) => CloneKind::Edited,
        };
        class(workspace, similarity, kind, &outlines)
    });
    classes.collect()
}

/// Constants of one value: by their name where that says something, else by the size of the value.
fn of_constants(workspace: &Workspace, constants: Vec<(Item, &Outline)>) -> Vec<CloneClass> {
    let mut by_value: FxHashMap<u64, Vec<(Item, &Outline)>> = FxHashMap::default();
    for (item, outline) in constants {
        by_value.entry(outline.parts[0]).or_default().push((item, outline));
    }
    let mut found = Vec::new();
    for group in by_value.into_values() {
        let mut groups: Vec<Vec<(Item, &Outline)>> = Vec::new();
        for constant in group {
            let name = |item| workspace.text(workspace.name_of(item));
            let is_large = constant.1.tokens >= FEWEST_TOKENS;
            let belongs = |group: &&mut Vec<(Item, &Outline)>| is_large || name(group[0].0) == name(constant.0);
            // A name of one word says too little, and so does a number of one digit.
            if is_large || name(constant.0).contains('_') {
                match groups.iter_mut().find(belongs) {
                    Some(group) if group.iter().any(|(other, _)| workspace.is_twin(*other, constant.0)) => {}
                    Some(group) => group.push(constant),
                    None => groups.push(vec![constant]),
                }
            }
        }
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            found.push(class(workspace, 1.0, CloneKind::Exact, &group));
        }
    }
    found.sort_unstable_by(|one, other| one.members[0].place.cmp(&other.members[0].place));
    found
}

fn class(workspace: &Workspace, similarity: f32, kind: CloneKind, members: &[(Item, &Outline)]) -> CloneClass {
    let members = members.iter().map(|&(item, outline)| {
        let hash = folded(outline.parts.iter().copied());
        Fragment::of_outline(workspace, self::kind(workspace.item(item)), item, outline, hash)
    });
    CloneClass {
        similarity,
        kind,
        noise: None,
        members: members.collect(),
    }
}
