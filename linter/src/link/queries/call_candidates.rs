//! Candidate calls of methods, found without the type of the receiver, because type inference is expensive.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ItemKind, Member, Mentions, Owner, Value};
use crate::link::program::modules::Instance;
use crate::link::program::symbols::Symbol;
use crate::link::{Crate, Item, Scope, Workspace};

/// Methods by name, and the crates that each crate depends on.
#[derive(Clone, Debug)]
pub struct CallCandidates<'a> {
    workspace: &'a Workspace,
    by_name: FxHashMap<Symbol, Vec<Item>>,
    reach: &'a [FxHashSet<Crate>],
}

impl<'a> CallCandidates<'a> {
    /// The candidates for those of `items` that are called as methods.
    pub(in crate::link) fn among(items: impl IntoIterator<Item = Item>, workspace: &'a Workspace) -> Self {
        let mut by_name: FxHashMap<Symbol, Vec<Item>> = FxHashMap::default();
        for item in items {
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

    /// Whether a file of crate `from`, which calls methods of these names, may call one of these methods.
    pub(in crate::link) fn is_among(&self, mut names: impl Iterator<Item = Symbol>, from: Crate) -> bool {
        names.any(|name| {
            let mut of_name = self.by_name.get(&name).into_iter().flatten();
            of_name.any(|item| self.is_reached(*item, from))
        })
    }

    /// Whether a call is of one of these methods provided that its receiver has the right type.
    pub(in crate::link) fn may_be(&self, member: &Member, mentions: &Mentions, instance: &Instance) -> bool {
        let Value::Method(_, name, arguments, _) = mentions.value(member.value) else {
            return false;
        };
        let name = self.workspace.file(instance.file).symbols[name.0 as usize];
        let Some(of_name) = self.by_name.get(&name) else {
            return false;
        };
        let arguments = mentions.values_of(arguments).len();
        let from = instance.scope(member.scope);
        let mut of_name = of_name.iter().copied();
        of_name.any(|item| self.takes(item, arguments) && self.is_reached(item, instance.krate) && self.is_visible_from(item, from))
    }

    fn takes(&self, item: Item, arguments: usize) -> bool {
        match &self.workspace.item(item).kind {
            ItemKind::AssociatedFunction(signature, _) => signature.inputs.len() == arguments + 1,
            _ => false,
        }
    }

    /// Whether a crate can refer to an item of another. Without a manifest its dependencies are unknown, so it may.
    fn is_reached(&self, item: Item, from: Crate) -> bool {
        let from = from.0 as usize;
        self.workspace.crates[from].open || self.reach[from].contains(&self.workspace.crate_of_item(item))
    }

    /// Whether a method is visible. One of a trait is as visible as the trait, so it is not ruled out.
    fn is_visible_from(&self, item: Item, from: Scope) -> bool {
        let fact = self.workspace.item(item);
        let is_inherent = matches!(fact.kind, ItemKind::AssociatedFunction(_, Owner::Impl(_))) && !self.workspace.is_of_trait(item);
        !is_inherent
            || self
                .workspace
                .is_visible_by(fact.visibility, self.workspace.scope_of_item(item), from)
    }
}
