//! Noise: code that is alike for a reason and therefore most likely not copied. Each kind has a criterion that can be stated.

use super::Unit;
use crate::facts::{ItemKind, Plain};
use crate::link::{Def, Item, Scope, Workspace};

/// A reason why similar code may not be copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noise {
    /// Both are methods in impls of one trait, which demands similar code everywhere.
    TraitImpls,
    /// Both have the same path, or paths that differ in one module with a `#[cfg]` on each side: only one of them is compiled.
    CfgTwins,
    /// Their names differ only by words of opposite meaning: `encode` and `decode`, `min` and `max`.
    Opposites,
    /// Both do nothing but set fields of `self`.
    Setters,
    /// Both are a single macro call.
    Macros,
    /// Both refer to nothing and call nothing.
    Literals,
    /// Both are types with different names that are in one module or not quite the same. Variants of one thing, such as what is
    /// inserted and what is updated, are alike by design.
    Shapes,
}

impl Noise {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::TraitImpls,
        Self::CfgTwins,
        Self::Opposites,
        Self::Setters,
        Self::Macros,
        Self::Literals,
        Self::Shapes,
    ];

    /// The name on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::TraitImpls => "trait-impls",
            Self::CfgTwins => "cfg-twins",
            Self::Opposites => "opposites",
            Self::Setters => "setters",
            Self::Macros => "macros",
            Self::Literals => "literals",
            Self::Shapes => "shapes",
        }
    }
}

/// Pairs of words with opposite meaning, in names of functions that do the same in two directions. Sorted.
const OPPOSITES: [(&str, &str); 34] = [
    ("acquire", "release"),
    ("add", "remove"),
    ("add", "sub"),
    ("after", "before"),
    ("ascending", "descending"),
    ("attach", "detach"),
    ("back", "front"),
    ("backward", "forward"),
    ("begin", "end"),
    ("bottom", "top"),
    ("close", "open"),
    ("column", "row"),
    ("compress", "decompress"),
    ("decode", "encode"),
    ("decrement", "increment"),
    ("deserialize", "serialize"),
    ("disable", "enable"),
    ("down", "up"),
    ("end", "start"),
    ("first", "last"),
    ("from", "to"),
    ("get", "set"),
    ("high", "low"),
    ("input", "output"),
    ("left", "right"),
    ("lock", "unlock"),
    ("lower", "upper"),
    ("max", "min"),
    ("next", "prev"),
    ("next", "previous"),
    ("pop", "push"),
    ("read", "write"),
    ("recv", "send"),
    ("start", "stop"),
];

/// The reason why two similar functions may not be copies, if there is one.
pub(super) fn between(workspace: &Workspace, one: &Unit<'_>, other: &Unit<'_>) -> Option<Noise> {
    if is_fixed_by_trait(workspace, one.item, other.item) {
        return Some(Noise::TraitImpls);
    }
    if is_twin(workspace, one.item, other.item) {
        return Some(Noise::CfgTwins);
    }
    let name = |item| workspace.text(workspace.name_of(item));
    if is_opposite(name(one.item), name(other.item)) {
        return Some(Noise::Opposites);
    }
    match (one.body.plain?, other.body.plain?) {
        (Plain::Setter, Plain::Setter) => Some(Noise::Setters),
        (Plain::Macro, Plain::Macro) => Some(Noise::Macros),
        (Plain::Literal, Plain::Literal) => Some(Noise::Literals),
        _ => None,
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

/// Whether two names differ, and only by words of opposite meaning.
fn is_opposite(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    let mut differing = differing.map(|(one, other)| (*one.min(other), *one.max(other)));
    one.len() == other.len() && one != other && differing.all(|pair| OPPOSITES.binary_search(&pair).is_ok())
}

fn words(name: &str) -> Vec<&str> {
    name.split('_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_differ_by_words_that_mean_the_opposite() {
        assert!(is_opposite("encode_row", "decode_row"));
        assert!(is_opposite("max_depth", "min_depth"));
        assert!(!is_opposite("encode", "encode"));
        assert!(!is_opposite("encode_row", "decode_column_of"));
        assert!(!is_opposite("encode_row", "decode_line"));
    }

    #[test]
    fn opposites_are_sorted() {
        assert!(OPPOSITES.iter().all(|(one, other)| one < other));
        assert!(OPPOSITES.is_sorted());
    }
}
