//! From a canonical path, as written in a configuration, to its definitions.

use crate::facts::ItemKind;
use crate::link::def_map::Lookup;
use crate::link::program::items::is_nameable;
use crate::link::program::symbols::{CRATE, Symbol};
use crate::link::resolve::Resolution;
use crate::link::{Crate, Def, Item, Namespace, Scope, Workspace};

impl Workspace {
    /// The definitions of a path that begins with a crate name, in any namespace; empty if there are none.
    pub fn find(&self, path: &[String]) -> Vec<Def> {
        let Some(segments) = path
            .iter()
            .map(|segment| self.symbols.get(segment.trim_end_matches('!')))
            .collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        let Some((krate, rest)) = segments.split_first() else {
            return Vec::new();
        };
        let named = self.own_crates().filter(|(_, data)| data.name == *krate);
        let found = named.flat_map(|(at, _)| self.find_from_root(Crate(at as u32), rest));
        let mut found: Vec<Def> = found.filter(|def| self.is_own(def)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The canonical paths of the definitions that a path leads to, in the workspace or the standard library. The last segment of
    /// a macro's path ends in `!`.
    pub fn canonical(&self, path: &[&str]) -> Vec<String> {
        let is_macro = path.len() > 1 && path.last().is_some_and(|last| last.ends_with('!'));
        let (crates, Some(rest)) = self.apart(path) else {
            return Vec::new();
        };
        let found = crates.into_iter().flat_map(|krate| self.find_from_root(krate, &rest));
        let paths = found.map(|def| self.path(&def));
        paths.filter(|path| path.ends_with('!') == is_macro).collect()
    }

    /// Whether a path begins with a crate of the workspace, or with the standard library, but has no definition there.
    pub fn leads_nowhere(&self, path: &[&str]) -> bool {
        let (crates, rest) = self.apart(path);
        let leads = |krate: &Crate| rest.iter().any(|rest| self.below_root(*krate, rest).next().is_some());
        !crates.is_empty() && !crates.iter().any(leads)
    }

    /// The definitions of a path relative to the root of a crate, in any namespace.
    pub(in crate::link) fn find_from_root(&self, krate: Crate, rest: &[Symbol]) -> Vec<Def> {
        if rest.is_empty() {
            return vec![Def::Crate(krate)];
        }
        let last = self
            .below_root(krate, rest)
            .flat_map(|mut steps| steps.pop().unwrap_or_default());
        last.map(|binding| binding.def)
            .filter(|def| !matches!(def, Def::Member(..)))
            .collect()
    }

    /// Resolves a path relative to the root of a crate, in each namespace in which it is known completely.
    pub(in crate::link) fn below_root(&self, krate: Crate, rest: &[Symbol]) -> impl Iterator<Item = Resolution> {
        let path: Vec<Symbol> = std::iter::once(CRATE).chain(rest.iter().copied()).collect();
        self.in_every_space(path, false, self.crates[krate.0 as usize].root)
    }

    /// Resolves a path as code in a scope would write it, in each namespace in which it is known completely. An `absolute` path
    /// begins with `::`.
    pub(in crate::link) fn in_every_space(
        &self,
        path: Vec<Symbol>,
        absolute: bool,
        from: Scope,
    ) -> impl Iterator<Item = Resolution> {
        let spaces = [Namespace::Type, Namespace::Value, Namespace::Macro].into_iter();
        let steps = spaces.map(move |space| {
            let steps = self.resolve_path(&path, absolute, space, &mut Lookup::from(from));
            (steps.len() == path.len()).then_some(steps)
        });
        steps.flatten()
    }

    /// The paths of all items with a name: suggestions for a path that has no definition.
    pub fn of_name(&self, name: &str) -> Vec<String> {
        let Some(symbol) = self.symbols.get(name) else {
            return Vec::new();
        };
        let items = self
            .items()
            .filter(|(item, fact)| is_nameable(&fact.kind) && self.name_of(*item) == symbol);
        let mut paths: Vec<String> = items.map(|(item, _)| self.path(&Def::Item(item))).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The path of the module that owns a definition: the module itself, or the one that declares the item.
    pub fn home_of(&self, def: &Def) -> String {
        match def {
            Def::Item(item) if !matches!(self.item(*item).kind, ItemKind::Module { .. }) => {
                self.module_path(self.scope_of_item(*item))
            }
            def => self.path(def),
        }
    }

    /// Whether an item is `owner`, or a variant or associated item of it.
    pub fn belongs_to(&self, item: Item, owner: Item) -> bool {
        item == owner || self.owner_of(item) == Some(Def::Item(owner))
    }
}
