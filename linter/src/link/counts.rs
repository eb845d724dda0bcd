//! How often something is used. Of the many places that a name may stand for it, only those are resolved that could see it.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::Instance;
use super::references::References;
use super::symbols::Symbol;
use super::typing::Typing;
use super::{Crate, Def, Extern, Item, Scope, Workspace};
use crate::facts::{ItemKind, Name, Owner, Path};

/// The methods of each name, and which crates each crate can have anything of.
struct Callable<'a> {
    workspace: &'a Workspace,
    by_name: FxHashMap<Symbol, Vec<Item>>,
    reach: Vec<FxHashSet<Crate>>,
}

impl Workspace {
    /// How often each of some items is used; an import is no use.
    pub fn use_counts(&self, items: &FxHashSet<Item>) -> FxHashMap<Item, u64> {
        let names = items.iter().map(|item| self.text(self.name_of(*item)));
        let paths = self.interest(names.collect::<FxHashSet<_>>());
        let methods = Callable::among(items, self);
        let in_instance = |instance: &Instance| {
            let file = self.file(instance.file);
            let symbol = |name: &Name| file.symbols[name.0 as usize];
            let ends_so = |path: Path<'_>| paths.wants(path.segments.last().map(symbol).into_iter());
            let wanted: Vec<bool> = file.facts.paths.iter().map(ends_so).collect();
            if !wanted.contains(&true) && !file.symbols.iter().any(|name| methods.by_name.contains_key(name)) {
                return Vec::new();
            }
            let mentions = file.facts.mentions.unpack();
            let references = mentions.references.iter();
            let references = references.filter(|reference| wanted[reference.path.0 as usize]);
            let mut resolving = References::of(self, instance);
            let by_path = references.filter_map(|reference| resolving.use_of(reference));
            let by_path = by_path.filter_map(|usage| usage.target().first().map(|binding| binding.def.clone()));
            let typing = Typing::new(self, instance, &mentions);
            let members = mentions.members.iter();
            let members = members.filter(|member| methods.may_be_called(symbol(&member.name), instance.scope(member.scope)));
            let by_type = members.filter_map(|member| typing.member(member));
            let used = by_path.chain(by_type).filter_map(|def| match def {
                Def::Item(item) => items.get(&item).copied(),
                _ => None,
            });
            used.collect::<Vec<Item>>()
        };
        let used: Vec<Vec<Item>> = self.own_instances().par_iter().map(in_instance).collect();
        let mut counts = FxHashMap::default();
        for item in used.into_iter().flatten() {
            *counts.entry(item).or_default() += 1;
        }
        counts
    }

    /// The crates that the code of each crate can have anything of: those that it depends on, in any number of steps.
    fn reach_of_crates(&self) -> Vec<FxHashSet<Crate>> {
        let reach = self.crates.iter().enumerate().map(|(at, _)| {
            let mut found = FxHashSet::default();
            let mut waiting = vec![Crate(at as u32)];
            while let Some(krate) = waiting.pop() {
                if found.insert(krate) {
                    let externs = self.crates[krate.0 as usize].externs.values();
                    waiting.extend(externs.filter_map(|of| match of {
                        Extern::Member(krate) => Some(*krate),
                        Extern::Outside(_) => None,
                    }));
                }
            }
            found
        });
        reach.collect()
    }
}

impl<'a> Callable<'a> {
    /// Those of some items that are called as methods.
    fn among(items: &FxHashSet<Item>, workspace: &'a Workspace) -> Self {
        let mut by_name: FxHashMap<Symbol, Vec<Item>> = FxHashMap::default();
        for &item in items {
            let takes_self =
                matches!(&workspace.item(item).kind, ItemKind::AssociatedFunction(signature, _) if signature.takes_self);
            if takes_self {
                by_name.entry(workspace.name_of(item)).or_default().push(item);
            }
        }
        Self {
            workspace,
            by_name,
            reach: workspace.reach_of_crates(),
        }
    }

    /// Somewhere a method of this name is one of them, as far as can be said without knowing the receiver.
    fn may_be_called(&self, name: Symbol, from: Scope) -> bool {
        let of_name = self.by_name.get(&name).into_iter().flatten();
        let krate = self.workspace.crate_of(from);
        // Without a manifest it is not known what a file depends on.
        let reaches = |other: Crate| self.workspace.crates[krate.0 as usize].open || self.reach[krate.0 as usize].contains(&other);
        let mut of_name = of_name.copied();
        of_name.any(|item| reaches(self.workspace.crate_of_item(item)) && self.is_visible_from(item, from))
    }

    /// What an impl of a trait has is as visible as the trait.
    fn is_visible_from(&self, item: Item, from: Scope) -> bool {
        let fact = self.workspace.item(item);
        let is_inherent = matches!(fact.kind, ItemKind::AssociatedFunction(_, Owner::Impl(_))) && !self.workspace.is_of_trait(item);
        !is_inherent
            || self
                .workspace
                .is_visible_by(fact.visibility, self.workspace.scope_of_item(item), from)
    }
}
