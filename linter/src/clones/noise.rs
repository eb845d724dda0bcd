//! Noise: code that is alike for a reason and therefore most likely not copied. Each kind has a criterion that can be stated.

use rustc_hash::FxHashMap;

use super::naming::{callees, constants, is_accessor, methods, passed_on_to, runs_straight};
use super::words::{are_opposites, are_twins};
use super::{Unit, folded};
use crate::facts::{ItemKind, Piece, PieceKind, Plain};
use crate::link::{Def, Item, Scope, Workspace};

/// A reason why similar code may not be copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noise {
    /// Both are methods in impls of one trait, which demands similar code everywhere.
    TraitImpls,
    /// Both have the same path, or paths that differ in one module with a `#[cfg]` on each side: only one of them is compiled.
    CfgTwins,
    /// Their names differ only by words of opposite meaning, `encode` and `decode`, and so do their bodies.
    Opposites,
    /// Their names differ only by `mut`, `sync`, `async` or `blocking`, and their bodies differ: Rust can only write them twice.
    Twins,
    /// Both are a `match` that calls nothing, in one file or with one name: what they have for each variant differs.
    Accessors,
    /// Both pass a call on to the variants of an enum, each another one.
    Dispatch,
    /// Both are inherent methods with one name, which they call on the parts of different types: an interface without a trait.
    Interface,
    /// Both are a list of the same calls to which other variants and constants are passed, and so are further functions beside them.
    Lists,
    /// Both do nothing but set fields of `self`.
    Setters,
    /// Both are a single macro call.
    Macros,
    /// Both refer to nothing and call nothing.
    Literals,
    /// Both are types with different names that are in one module or not quite the same. Variants of one thing, such as what is
    /// inserted and what is updated, are alike by design.
    Shapes,
    /// One type is the builder of the other, or is converted into it: a boundary between layers is meant to have both.
    Layers,
}

impl Noise {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::TraitImpls,
        Self::CfgTwins,
        Self::Opposites,
        Self::Twins,
        Self::Accessors,
        Self::Dispatch,
        Self::Interface,
        Self::Lists,
        Self::Setters,
        Self::Macros,
        Self::Literals,
        Self::Shapes,
        Self::Layers,
    ];

    /// The name on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::TraitImpls => "trait-impls",
            Self::CfgTwins => "cfg-twins",
            Self::Opposites => "opposites",
            Self::Twins => "twins",
            Self::Accessors => "accessors",
            Self::Dispatch => "dispatch",
            Self::Interface => "interface",
            Self::Lists => "lists",
            Self::Setters => "setters",
            Self::Macros => "macros",
            Self::Literals => "literals",
            Self::Shapes => "shapes",
            Self::Layers => "layers",
        }
    }
}

/// The reason why two similar functions may not be copies, if there is one.
pub(super) fn between(workspace: &Workspace, siblings: &Siblings, one: &Unit<'_>, other: &Unit<'_>) -> Option<Noise> {
    if is_fixed_by_trait(workspace, one.item, other.item) {
        return Some(Noise::TraitImpls);
    }
    if is_twin(workspace, one.item, other.item) {
        return Some(Noise::CfgTwins);
    }
    match (one.body.plain, other.body.plain) {
        (Some(Plain::Setter), Some(Plain::Setter)) => return Some(Noise::Setters),
        (Some(Plain::Macro), Some(Plain::Macro)) => return Some(Noise::Macros),
        (Some(Plain::Literal), Some(Plain::Literal)) => return Some(Noise::Literals),
        _ => {}
    }
    // Only a difference shows that two things are meant.
    if one.body.renamed == other.body.renamed {
        return None;
    }
    let name = |item| workspace.text(workspace.name_of(item));
    if are_opposites(name(one.item), name(other.item)) {
        return Some(Noise::Opposites);
    }
    if are_twins(name(one.item), name(other.item)) {
        return Some(Noise::Twins);
    }
    let is_beside = one.file == other.file || name(one.item) == name(other.item);
    if is_beside && is_accessor(&one.body.form) && is_accessor(&other.body.form) {
        return Some(Noise::Accessors);
    }
    if pass_on(&one.body.form, &other.body.form) {
        return Some(Noise::Dispatch);
    }
    if is_interface(workspace, one, other) {
        return Some(Noise::Interface);
    }
    siblings.are_lists(workspace, one, other).then_some(Noise::Lists)
}

/// Whether two bodies pass a call on to the variants of an enum, each another one.
fn pass_on(one: &[Piece], other: &[Piece]) -> bool {
    let method = passed_on_to(one);
    let other_method = method.and_then(|_| passed_on_to(other));
    other_method.is_some() && method != other_method
}

/// Whether two functions are inherent methods of different types that have one name, call methods of that name only, and say
/// nothing beside that, such as a message.
fn is_interface(workspace: &Workspace, one: &Unit<'_>, other: &Unit<'_>) -> bool {
    if workspace.name_of(one.item) != workspace.name_of(other.item) || !are_of_different_types(workspace, one.item, other.item) {
        return false;
    }
    let name = Piece::of(PieceKind::Name, workspace.text(workspace.name_of(one.item)));
    let asks_its_parts = |unit: &Unit<'_>| {
        let mut methods = methods(&unit.body.form).peekable();
        let says_more = unit.body.form.iter().any(|piece| piece.kind() == PieceKind::Literal);
        methods.peek().is_some() && methods.all(|method| method == name) && !says_more
    };
    asks_its_parts(one) && asks_its_parts(other)
}

/// Whether two items are methods of different types, as far as these are known.
pub(super) fn are_of_different_types(workspace: &Workspace, one: Item, other: Item) -> bool {
    match (workspace.owner_item(one), workspace.owner_item(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// Functions side by side that are lists of the same calls: the rows of a table, written as functions.
pub(super) struct Siblings(FxHashMap<(Scope, u64), u32>);

/// Minimum number of such functions. Lower: less recall and more precision among functions that run straight.
const FEWEST_SIBLINGS: u32 = 3;

/// Minimum number of constants that such a function passes. Lower: less recall and more precision, as for [`FEWEST_SIBLINGS`].
const FEWEST_LISTED: usize = 3;

impl Siblings {
    pub(super) fn among(workspace: &Workspace, units: &[Unit<'_>]) -> Self {
        let mut counts: FxHashMap<(Scope, u64), u32> = FxHashMap::default();
        for key in units.iter().filter_map(|unit| Self::key(workspace, unit)) {
            *counts.entry(key).or_default() += 1;
        }
        Self(counts)
    }

    /// The scope and the calls of a function, if it runs straight.
    fn key(workspace: &Workspace, unit: &Unit<'_>) -> Option<(Scope, u64)> {
        let form = &unit.body.form;
        if unit.body.closure.is_some() || !runs_straight(form) {
            return None;
        }
        let mut callees: Vec<Piece> = callees(form).into_iter().collect();
        callees.sort_unstable();
        Some((
            workspace.scope_of_item(unit.item),
            folded(callees.iter().map(|callee| u64::from(callee.0))),
        ))
    }

    /// Whether two functions are such lists, and what they list differs.
    fn are_lists(&self, workspace: &Workspace, one: &Unit<'_>, other: &Unit<'_>) -> bool {
        let key = Self::key(workspace, one);
        let count = key.and_then(|key| self.0.get(&key));
        count.is_some_and(|count| *count >= FEWEST_SIBLINGS)
            && key == Self::key(workspace, other)
            && constants(&one.body.form).count() >= FEWEST_LISTED
            && constants(&other.body.form).count() >= FEWEST_LISTED
            && constants(&one.body.form).ne(constants(&other.body.form))
    }
}

/// Whether two items are methods in impls of one trait.
pub(super) fn is_fixed_by_trait(workspace: &Workspace, one: Item, other: Item) -> bool {
    let of_one = workspace.trait_of(one);
    of_one.is_some() && of_one == workspace.trait_of(other)
}

/// Whether `cfg` compiles only one of two items: they have the same path, or their paths differ in one module that is under `cfg`
/// on both sides.
pub(super) fn is_twin(workspace: &Workspace, one: Item, other: Item) -> bool {
    if workspace.name_of(one) != workspace.name_of(other) || workspace.crate_of_item(one) != workspace.crate_of_item(other) {
        return false;
    }
    let (of_one, of_other) = (modules_around(workspace, one), modules_around(workspace, other));
    let mut apart = of_one.iter().zip(&of_other).filter(|(one, other)| one != other);
    let first = apart.next();
    let is_under_cfg = |item: &Option<Item>| {
        let kind = item.map(|item| &workspace.item(item).kind);
        matches!(kind, Some(ItemKind::Module { cfg: true, .. }))
    };
    let may_be = of_one.len() == of_other.len()
        && apart.all(|(one, other)| names_alike(workspace, *one, *other))
        && first.is_none_or(|(one, other)| names_alike(workspace, *one, *other) || (is_under_cfg(one) && is_under_cfg(other)));
    may_be && (first.is_some() || workspace.path(&Def::Item(one)) == workspace.path(&Def::Item(other)))
}

fn names_alike(workspace: &Workspace, one: Option<Item>, other: Option<Item>) -> bool {
    one.map(|item| workspace.name_of(item)) == other.map(|item| workspace.name_of(item))
}

/// The modules that contain an item, innermost first; `None` stands for the crate root.
fn modules_around(workspace: &Workspace, item: Item) -> Vec<Option<Item>> {
    let mut modules = Vec::new();
    let mut module: Option<Scope> = Some(workspace.module(workspace.scope_of_item(item)));
    while let Some(scope) = module {
        modules.push(workspace.item_of_module(scope));
        module = workspace.parent_module(scope);
    }
    modules
}
