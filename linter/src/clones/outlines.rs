//! Duplicate definitions: types and traits with the same parts, and constants with the same value.

use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::grouped;
use super::index::sharing;
use super::noise;
use super::tuning::{
    FEWEST_PARTS, FEWEST_SHARED_PARTS, FEWEST_TOKENS_OF_CONSTANTS, LEAST_SHARE_OF_NAMESAKES, LEAST_SHARE_OF_TYPES, LONG_TEXT,
};
use super::{CloneClass, CloneKind, Fragment, FragmentKind, Likeness, Noise, Pair, folded};
use crate::facts::{self, ItemKind, Outline};
use crate::link::{Def, Item, Workspace};

/// Whether a type or trait has enough parts to be compared.
pub(super) fn is_compared(item: &facts::ItemFact, outline: &Outline) -> bool {
    kind(item) != FragmentKind::Constant && outline.parts.len() >= FEWEST_PARTS
}

fn kind(item: &facts::ItemFact) -> FragmentKind {
    match item.kind {
        ItemKind::Trait => FragmentKind::Trait,
        ItemKind::Const | ItemKind::Static => FragmentKind::Constant,
        _ => FragmentKind::Type,
    }
}

/// The classes of types, traits and constants.
pub(super) fn classes(workspace: &Workspace, likeness: Likeness<'_>, outlines: &[(Item, &Outline)]) -> Vec<CloneClass> {
    let mut seen = FxHashSet::default();
    let outlines = outlines.iter().copied();
    let outlines = outlines.filter(|(item, _)| seen.insert(workspace.place(*item)));
    let (constants, types): (Vec<_>, Vec<_>) =
        outlines.partition(|(item, _)| kind(workspace.item(*item)) == FragmentKind::Constant);
    let mut found = of_types(workspace, likeness, types);
    found.extend(of_constants(workspace, constants));
    found
}

fn of_types(workspace: &Workspace, likeness: Likeness<'_>, mut types: Vec<(Item, &Outline)>) -> Vec<CloneClass> {
    types.retain(|(_, outline)| outline.parts.len() >= FEWEST_PARTS);
    let indexed = types.iter().enumerate();
    let indexed = indexed.flat_map(|(at, (_, outline))| outline.parts.iter().map(move |&part| (part, at as u32)));
    let mut index: Vec<(u64, u32)> = indexed.collect();
    index.sort_unstable();
    index.dedup();
    let conversions = workspace.conversions().into_iter();
    let conversions = conversions.filter_map(|conversion| match conversion.from {
        Def::Item(from) => Some((from, conversion.to)),
        _ => None,
    });
    let layers: FxHashSet<(Item, Item)> = conversions.collect();
    let pairs = sharing(&index, |_, _, _| true).into_iter().filter_map(|(one, other)| {
        let (similarity, kind) = compare(workspace, types[one as usize], types[other as usize])?;
        let (a, b) = (types[one as usize].0, types[other as usize].0);
        let are_layers = layers.contains(&(a, b)) || layers.contains(&(b, a)) || is_builder(workspace, a, b);
        let noise = are_layers.then_some(Noise::Layers).or_else(|| noise(workspace, kind, a, b));
        let is_told = noise.is_none_or(|noise| likeness.shown.contains(&noise));
        is_told.then_some(Pair {
            one,
            other,
            similarity,
            kind,
            noise,
        })
    });
    let are_same = |one: u32, other: u32| types[one as usize].1.parts == types[other as usize].1.parts;
    let groups = grouped(pairs.collect(), are_same, |_, _| false);
    let fragment = |at: u32| fragment(workspace, types[at as usize]);
    groups.into_iter().map(|group| group.class(fragment)).collect()
}

/// The share of the parts of two types that both have, and how far the two differ; `None` if they are not copies.
fn compare(workspace: &Workspace, one: (Item, &Outline), other: (Item, &Outline)) -> Option<(f32, CloneKind)> {
    let ((a, of_one), (b, of_other)) = (one, other);
    let both = of_one.parts.iter().filter(|part| of_other.parts.contains(part)).count();
    let share = 2.0 * both as f32 / (of_one.parts.len() + of_other.parts.len()) as f32;
    let are_namesakes = workspace.name_of(a) == workspace.name_of(b);
    let least = if are_namesakes {
        LEAST_SHARE_OF_NAMESAKES
    } else {
        LEAST_SHARE_OF_TYPES
    };
    let sort = |item: Item| std::mem::discriminant(&workspace.item(item).kind);
    let is_enough = share >= least && (share >= 1.0 || both >= FEWEST_SHARED_PARTS);
    if !is_enough || sort(a) != sort(b) || noise::is_twin(workspace, a, b) {
        return None;
    }
    let kind = match (of_one.parts == of_other.parts, are_namesakes) {
        (true, true) => CloneKind::Exact,
        (true, false) => CloneKind::Renamed,
        (false, _) => CloneKind::Edited,
    };
    Some((share.min(1.0), kind))
}

/// Whether one of two types is the builder of the other, by its name.
fn is_builder(workspace: &Workspace, one: Item, other: Item) -> bool {
    let name = |item: Item| workspace.text(workspace.name_of(item));
    let builds = |one: Item, other: Item| name(one).strip_suffix("Builder") == Some(name(other));
    builds(one, other) || builds(other, one)
}

fn noise(workspace: &Workspace, kind: CloneKind, one: Item, other: Item) -> Option<Noise> {
    let module = |item: Item| workspace.module(workspace.scope_of_item(item));
    let are_namesakes = workspace.name_of(one) == workspace.name_of(other);
    let are_apart = kind != CloneKind::Edited && module(one) != module(other);
    (!are_namesakes && !are_apart).then_some(Noise::Shapes)
}

/// The classes of constants with the same value: those of one name if that name is telling, and those of large values under any
/// name.
fn of_constants(workspace: &Workspace, constants: Vec<(Item, &Outline)>) -> Vec<CloneClass> {
    let mut by_value: FxHashMap<u64, Vec<(Item, &Outline)>> = FxHashMap::default();
    for (item, outline) in constants {
        by_value.entry(outline.parts[0]).or_default().push((item, outline));
    }
    by_value.retain(|_, group| group.len() > 1);
    let meanings = workspace.named_in(by_value.values().flatten().map(|(item, _)| *item));
    let mut found = Vec::new();
    for group in by_value.into_values() {
        let mut groups: Vec<Vec<(Item, &Outline)>> = Vec::new();
        for constant in group {
            let name = |(item, _): (Item, &Outline)| workspace.text(workspace.name_of(item));
            let is_large = constant.1.tokens >= FEWEST_TOKENS_OF_CONSTANTS;
            // A name of one word is too common to make a small value a copy.
            if !is_large && constant.1.text_size < LONG_TEXT && !name(constant).contains('_') {
                continue;
            }
            let is_same = |group: &[(Item, &Outline)]| {
                let is_named_so = is_large || name(group[0]) == name(constant);
                is_named_so && meanings.get(&group[0].0) == meanings.get(&constant.0)
            };
            match groups.iter_mut().find(|group| is_same(group)) {
                Some(group) if group.iter().any(|(other, _)| noise::is_twin(workspace, *other, constant.0)) => {}
                Some(group) => group.push(constant),
                None => groups.push(vec![constant]),
            }
        }
        found.extend(groups.into_iter().filter(|group| group.len() > 1).map(|group| CloneClass {
            similarity: 1.0,
            kind: CloneKind::Exact,
            noise: None,
            members: group.into_iter().map(|constant| fragment(workspace, constant)).collect(),
        }));
    }
    found.sort_unstable_by(|one, other| one.members[0].place.cmp(&other.members[0].place));
    found
}

fn fragment(workspace: &Workspace, (item, outline): (Item, &Outline)) -> Fragment {
    let hash = folded(outline.parts.iter().copied());
    Fragment::of_outline(workspace, kind(workspace.item(item)), item, outline, hash)
}
