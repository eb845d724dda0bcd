//! From a canonical path to what one has to write in some place to reach it.

use super::resolve::Binding;
use super::symbols::{CRATE, Symbol};
use super::{Crate, Def, Extern, Scope, Workspace};
use crate::facts::Visibility;

/// A path as it is written in some place, and what it names there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// What to write.
    pub written: String,
    /// What that names, in any space; never empty.
    pub defs: Vec<Def>,
    /// Nothing that is compiled for some only stands in between: no optional dependency, none for tests or for a platform.
    pub is_certain: bool,
}

impl Workspace {
    /// How code in a scope reaches a path that begins with a crate's name; `None` where that crate is none that it depends on,
    /// where there is no such item, and where it may not name it.
    pub fn reached(&self, from: Scope, path: &str) -> Option<Reached> {
        let mut parts = path.trim_end_matches('!').split("::");
        let first = self.crate_as_seen(from, parts.next()?)?;
        let rest: Option<Vec<Symbol>> = parts.map(|part| self.symbol(part)).collect();
        let segments: Vec<Symbol> = std::iter::once(first).chain(rest?).collect();
        let is_visible = |binding: &Binding| self.is_visible(binding, from);
        let ways = self.in_every_space(segments.clone(), from);
        let ways = ways.filter(|steps| steps.iter().flatten().all(is_visible));
        let last = ways.flat_map(|mut steps| steps.pop().unwrap_or_default());
        let mut defs: Vec<Def> = last.map(|binding| binding.def).collect();
        defs.sort();
        defs.dedup();
        let texts: Vec<&str> = segments.iter().map(|&segment| self.text(segment)).collect();
        let written = texts.join("::");
        let own = &self.crates[self.crate_of(from).0 as usize];
        (!defs.is_empty()).then(|| Reached {
            is_certain: first == CRATE || own.certain.contains(&first) || !own.externs.contains_key(&first),
            written,
            defs,
        })
    }

    /// The first segment of a path to a crate.
    fn crate_as_seen(&self, from: Scope, name: &str) -> Option<Symbol> {
        let own = self.crate_of(from);
        let data = &self.crates[own.0 as usize];
        if name == "crate" || self.text(data.name) == name {
            return Some(CRATE);
        }
        let names = |found: &Extern| match found {
            Extern::Member(krate) => self.text(self.crates[krate.0 as usize].name) == name,
            Extern::Outside(symbol) => self.text(*symbol) == name,
        };
        let known = data
            .externs
            .iter()
            .filter(|(_, found)| names(found))
            .map(|(symbol, _)| *symbol);
        let known = known.min_by_key(|symbol| self.text(*symbol));
        known.or_else(|| self.standard_crate(name).and_then(|_| self.symbol(name)))
    }

    /// Anybody can name what a path from a crate's name on leads to: every step of it is public.
    pub fn is_public_path(&self, path: &str) -> bool {
        let mut parts = path.trim_end_matches('!').split("::");
        let name = parts.next().unwrap_or_default();
        let named = self.own_crates().find(|(_, data)| self.text(data.name) == name);
        let krate = named.map(|(at, _)| Crate(at as u32));
        let rest: Option<Vec<Symbol>> = parts.map(|part| self.symbol(part)).collect();
        let (Some(krate), Some(rest)) = (krate, rest) else {
            return false;
        };
        let is_public = |binding: &Binding| match (binding.import, &binding.def) {
            (Some(import), _) => self.import(import).visibility == Visibility::Public,
            (None, Def::Item(item)) => self.is_public(*item),
            (None, def) => *def == Def::Crate(krate),
        };
        self.below_root(krate, &rest)
            .any(|steps| steps.iter().flatten().all(is_public))
    }
}
