//! Lang items: the items of the standard library that the language itself refers to, in `?`, `*`, `for`, `.await`, `vec!`,
//! indexing, closures and derives. Each is looked up once and compared by identity, so a user's item of the same name is not
//! mistaken for it.
//!
//! The term is rustc's. Some of these, such as `Default`, are not lang items there but are as special here.

use super::def_map::{DefMap, Lookup};
use super::program::symbols::{CRATE, Symbol};
use super::resolve::{Mode, Resolution, SpelledPath};
use super::{Def, Item, Namespace};

/// A lang item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LangItem {
    Deref,
    Index,
    Iterator,
    IntoIterator,
    Future,
    IntoFuture,
    Option,
    Result,
    Vec,
    Clone,
    Default,
    From,
    TryFrom,
    FromIterator,
    Fn,
    FnMut,
    FnOnce,
}

impl LangItem {
    const ALL: [Self; 17] = [
        Self::Deref,
        Self::Index,
        Self::Iterator,
        Self::IntoIterator,
        Self::Future,
        Self::IntoFuture,
        Self::Option,
        Self::Result,
        Self::Vec,
        Self::Clone,
        Self::Default,
        Self::From,
        Self::TryFrom,
        Self::FromIterator,
        Self::Fn,
        Self::FnMut,
        Self::FnOnce,
    ];

    /// The traits that closures and functions implement.
    pub(super) const CALLABLE: [Self; 3] = [Self::Fn, Self::FnMut, Self::FnOnce];
    /// The traits with an associated function that returns `Self`: constructors of any type that implements them.
    pub(super) const CONSTRUCTING: [Self; 5] = [Self::Clone, Self::Default, Self::From, Self::TryFrom, Self::FromIterator];

    /// The module and the name of the item in the standard library.
    fn path(self) -> [&'static str; 2] {
        match self {
            Self::Deref => ["ops", "Deref"],
            Self::Index => ["ops", "Index"],
            Self::Iterator => ["iter", "Iterator"],
            Self::IntoIterator => ["iter", "IntoIterator"],
            Self::Future => ["future", "Future"],
            Self::IntoFuture => ["future", "IntoFuture"],
            Self::Option => ["option", "Option"],
            Self::Result => ["result", "Result"],
            Self::Vec => ["vec", "Vec"],
            Self::Clone => ["clone", "Clone"],
            Self::Default => ["default", "Default"],
            Self::From => ["convert", "From"],
            Self::TryFrom => ["convert", "TryFrom"],
            Self::FromIterator => ["iter", "FromIterator"],
            Self::Fn => ["ops", "Fn"],
            Self::FnMut => ["ops", "FnMut"],
            Self::FnOnce => ["ops", "FnOnce"],
        }
    }

    fn find(self, defs: &DefMap) -> Option<Item> {
        let [module, name] = self.path();
        let segments: [Symbol; 3] = [CRATE, defs.symbol(module)?, defs.symbol(name)?];
        let spelled = SpelledPath {
            segments: &segments,
            absolute: false,
            mode: Mode::Code,
        };
        let root = defs.crates[defs.standard.krate().0 as usize].root;
        let mut lookup = Lookup::from(root);
        let steps: Resolution = defs.prefix_in_modules(spelled, &mut lookup);
        let found = defs.step_in_modules(spelled, &steps, Namespace::Type, &mut lookup);
        found.into_iter().find_map(|binding| match binding.def {
            Def::Item(item) => Some(item),
            _ => None,
        })
    }
}

/// The item of each [`LangItem`].
#[derive(Clone, Debug)]
pub(super) struct LangItems([Option<Item>; LangItem::ALL.len()]);

impl LangItems {
    pub(super) fn new(defs: &DefMap) -> Self {
        Self(LangItem::ALL.map(|item| item.find(defs)))
    }

    /// The item; `None` if the stubs of the standard library do not declare it.
    pub(super) fn get(&self, item: LangItem) -> Option<Def> {
        self.0[item as usize].map(Def::Item)
    }

    /// Whether a definition is one of these lang items.
    pub(super) fn is_among(&self, def: &Def, items: &[LangItem]) -> bool {
        items.iter().any(|item| self.get(*item).as_ref() == Some(def))
    }
}
