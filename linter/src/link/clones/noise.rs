//! Copies that are likely none, each by a criterion that can be told.

use super::super::{Def, Item, Scope, Workspace};
use super::Unit;
use crate::facts::{ItemKind, Plain};

/// Why code that is alike may not be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noise {
    /// Two methods of impls of one trait: what the trait wants is alike wherever it is done.
    TraitImpls,
    /// Of one path, or of one path but for a module that has a `#[cfg]` on each side: one of them is compiled.
    CfgTwins,
    /// The names differ by words that mean the opposite: `encode` and `decode`, `min` and `max`.
    Opposites,
    /// Both do nothing but set fields of `self`.
    Setters,
    /// Both are one macro call.
    Macros,
    /// Both name and call nothing.
    Literals,
    /// Types of different names that are of one module or not quite the same: forms of one thing, such as what is inserted and what
    /// is updated, are alike by design.
    Shapes,
}

impl Noise {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::TraitImpls,
        Self::CfgTwins,
        Self::Opposites,
        Self::Setters,
        Self::Macros,
        Self::Literals,
        Self::Shapes,
    ];

    /// The word on the command line and in output.
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

/// Words that mean the opposite of each other, in names of functions that do the same in two directions.
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

impl Workspace {
    /// Why two functions that are alike may be no copies.
    pub(super) fn noise_between(&self, one: &Unit<'_>, other: &Unit<'_>) -> Option<Noise> {
        if self.is_fixed_by_trait(one.item, other.item) {
            return Some(Noise::TraitImpls);
        }
        if self.is_twin(one.item, other.item) {
            return Some(Noise::CfgTwins);
        }
        let name = |item| self.text(self.name_of(item));
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

    /// Two methods of impls of one trait.
    pub(super) fn is_fixed_by_trait(&self, one: Item, other: Item) -> bool {
        let of_one = self.trait_of(one);
        of_one.is_some() && of_one == self.trait_of(other)
    }

    /// Two items of which `cfg` compiles one: of one path, or in modules that differ in one place, under `cfg` both.
    pub(super) fn is_twin(&self, one: Item, other: Item) -> bool {
        if self.name_of(one) != self.name_of(other) || self.crate_of_item(one) != self.crate_of_item(other) {
            return false;
        }
        let (of_one, of_other) = (self.modules_around(one), self.modules_around(other));
        let mut apart = of_one.iter().zip(&of_other).filter(|(one, other)| one != other);
        let first = apart.next();
        let is_under_cfg = |item: &Option<Item>| {
            let kind = item.map(|item| &self.item(item).kind);
            matches!(kind, Some(ItemKind::Module { cfg: true, .. }))
        };
        let may_be = of_one.len() == of_other.len()
            && apart.all(|(one, other)| self.names_alike(*one, *other))
            && first.is_none_or(|(one, other)| self.names_alike(*one, *other) || (is_under_cfg(one) && is_under_cfg(other)));
        may_be && (first.is_some() || self.path(&Def::Item(one)) == self.path(&Def::Item(other)))
    }

    fn names_alike(&self, one: Option<Item>, other: Option<Item>) -> bool {
        one.map(|item| self.name_of(item)) == other.map(|item| self.name_of(item))
    }

    /// The modules around an item, the innermost first; `None` stands for the crate.
    fn modules_around(&self, item: Item) -> Vec<Option<Item>> {
        let mut modules = Vec::new();
        let mut module: Option<Scope> = Some(self.module(self.scope_of_item(item)));
        while let Some(scope) = module {
            modules.push(self.item_of_module(scope));
            module = self.parent_module(scope);
        }
        modules
    }
}

/// Two names that differ, and only by words that mean the opposite.
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
    fn opposites_are_in_order() {
        assert!(OPPOSITES.iter().all(|(one, other)| one < other));
        assert!(OPPOSITES.is_sorted());
    }
}
