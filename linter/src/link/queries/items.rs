//! Queries about items that need more than path resolution.

use rustc_hash::FxHashSet;

use crate::facts::{ItemKind, Owner, ScopeKind, Signature};
use crate::finding::Class;
use crate::link::program::Program;
use crate::link::program::symbols::Symbol;
use crate::link::{Crate, Def, File, Item, Namespace, Scope, Use, Workspace};

impl Program {
    /// The path of a use, as written.
    pub fn written(&self, usage: &Use) -> String {
        let texts: Vec<&str> = usage.written.iter().map(|&segment| self.text(segment)).collect();
        texts.join("::")
    }
}

impl Workspace {
    /// The type or trait that an associated item or variant belongs to, if it is known.
    pub(in crate::link) fn owner_of(&self, item: Item) -> Option<Def> {
        let instance = self.instance_of_item(item);
        let facts = &self.file(instance.file).facts;
        match self.item(item).kind {
            ItemKind::Variant { parent, .. } => Some(Def::Item(Item(instance.items + parent.0))),
            ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner) => {
                match owner {
                    Owner::Trait(_) | Owner::TraitAround => self.owning_trait(item, owner).map(Def::Item),
                    Owner::Impl(block) => {
                        let inner = facts.impls[block.0 as usize].inner;
                        let (_, instance, block) = self.impl_block(instance.scope(inner))?;
                        let path = self.file(instance.file).facts.type_path(block.self_type)?;
                        let step = self.resolve_in(instance.scope(block.scope), path, Namespace::Type)?;
                        step.into_iter().next().map(|binding| binding.def)
                    }
                }
            }
            _ => None,
        }
    }

    /// The types of the workspace with an impl block of a wanted trait, in the order of the blocks. Derives are not among them.
    pub fn implementors(&self, is_wanted: impl Fn(&Def) -> bool) -> Vec<Item> {
        let mut found: Vec<Item> = Vec::new();
        for instance in self.own_instances() {
            for block in &self.file(instance.file).facts.impls {
                // The header may be in another file than the body of an expansion.
                let Some((_, instance, block)) = self.impl_block(instance.scope(block.inner)) else {
                    continue;
                };
                let scope = instance.scope(block.scope);
                let of_trait = block
                    .trait_path
                    .and_then(|path| self.resolve_in(scope, path, Namespace::Type));
                if !of_trait
                    .into_iter()
                    .flatten()
                    .any(|binding| is_wanted(&self.seen_binding(binding).def))
                {
                    continue;
                }
                let path = self.file(instance.file).facts.type_path(block.self_type);
                let types = path.and_then(|path| self.resolve_in(scope, path, Namespace::Type));
                found.extend(
                    types
                        .into_iter()
                        .flatten()
                        .flat_map(|binding| self.types_behind(&binding.def)),
                );
            }
        }
        found.retain(|item| self.is_own(&Def::Item(*item)));
        found
    }

    /// The names of an enum's variants.
    pub fn variants(&self, item: Item) -> impl Iterator<Item = &str> {
        let members = self.items().filter(move |(member, fact)| {
            matches!(fact.kind, ItemKind::Variant { .. }) && self.owner_of(*member) == Some(Def::Item(item))
        });
        members.map(|(member, _)| self.text(self.name_of(member)))
    }

    /// The item of the type or trait that an associated item or variant belongs to.
    pub fn owner_item(&self, item: Item) -> Option<Item> {
        match self.owner_of(item) {
            Some(Def::Item(owner)) => Some(owner),
            _ => None,
        }
    }

    /// Whether a definition is a function that is called by a path, not as a method.
    pub fn is_function(&self, def: &Def) -> bool {
        let Def::Item(item) = def else { return false };
        match &self.item(*item).kind {
            ItemKind::Function(_) => true,
            ItemKind::AssociatedFunction(signature, _) => !signature.takes_self,
            _ => false,
        }
    }

    /// Whether a `use` can name a definition: associated items are reached by their type alone.
    pub fn is_importable(&self, def: &Def) -> bool {
        let of_type = |item: &Item| {
            let kind = &self.item(*item).kind;
            matches!(
                kind,
                ItemKind::AssociatedFunction(..) | ItemKind::AssociatedConst(_) | ItemKind::AssociatedType(_)
            )
        };
        match def {
            Def::Item(item) => !of_type(item),
            Def::Member(..) => false,
            Def::Crate(_) | Def::External(_) => true,
        }
    }

    /// The functions of impl blocks, each with the type that the impl is for.
    pub fn associated_functions(&self) -> impl Iterator<Item = (Item, Item, &Signature)> {
        self.items().filter_map(move |(item, fact)| {
            let ItemKind::AssociatedFunction(signature, Owner::Impl(_)) = &fact.kind else {
                return None;
            };
            let Some(Def::Item(owner)) = self.owner_of(item) else {
                return None;
            };
            Some((item, owner, signature))
        })
    }

    /// The types of the workspace that the return type of a function mentions.
    pub fn returns(&self, function: Item) -> Vec<Item> {
        let fact = self.item(function);
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = &fact.kind else {
            return Vec::new();
        };
        let instance = self.instance_of_item(function);
        let scope = instance.scope(fact.inner.unwrap_or(fact.scope));
        let paths = self.file(instance.file).facts.paths_in(signature.output);
        let steps = paths
            .into_iter()
            .filter_map(|path| self.resolve_in(scope, path, Namespace::Type));
        steps.flatten().flat_map(|binding| self.types_behind(&binding.def)).collect()
    }

    /// Whether the code of a file contains a name.
    pub fn mentions(&self, file: File, name: &str) -> bool {
        self.symbol(name)
            .is_some_and(|symbol| self.file(file).symbols.contains(&symbol))
    }

    /// The class of the code at a byte of a file, and the path of the innermost item around it.
    pub fn around(&self, file: File, byte: u32) -> (Class, String) {
        let instance = self.own_instances().iter().find(|instance| instance.file == file);
        let Some(instance) = instance else {
            return (self.file(file).class, String::new());
        };
        let items = self.file(file).facts.items.iter().enumerate();
        let around = items.filter(|(_, item)| (item.span.start..item.span.end).contains(&byte));
        match around.max_by_key(|(_, item)| item.span.start) {
            Some((at, _)) => {
                let item = Item(instance.items + at as u32);
                (self.class(item), self.path(&Def::Item(item)))
            }
            None => (
                self.class_of(instance, []),
                self.module_path(instance.scope(crate::facts::ScopeId(0))),
            ),
        }
    }

    /// The crates and modules of the workspace.
    pub fn modules(&self) -> impl Iterator<Item = Def> {
        let crates = self.own_crates().map(|(at, _)| Def::Crate(Crate(at as u32)));
        let modules = self.items().filter(|(item, _)| self.is_module_item(*item));
        crates.chain(modules.map(|(item, _)| Def::Item(item)))
    }

    /// The names of the items that are declared in a module or its descendants.
    pub fn names_within(&self, module: &str) -> FxHashSet<Symbol> {
        let mut home: Option<FxHashSet<Scope>> = None;
        let mut names = FxHashSet::default();
        for (item, _) in self.items() {
            let scope = self.module(self.scope_of_item(item));
            let inside = home.get_or_insert_with(|| self.modules_within(module)).contains(&scope);
            if inside {
                names.insert(self.name_of(item));
            }
        }
        names
    }

    fn modules_within(&self, module: &str) -> FxHashSet<Scope> {
        let scopes = self.own_instances().iter().flat_map(|instance| {
            let count = self.file(instance.file).facts.scopes.len() as u32;
            (0..count).map(move |at| Scope(instance.scopes + at))
        });
        scopes
            .filter(|scope| self.is_module(*scope))
            .filter(|scope| {
                let path = self.module_path(*scope);
                path.strip_prefix(module)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            })
            .collect()
    }

    /// Whether a definition is marked `#[deprecated]`, or is a field or variant of a type that is.
    pub fn is_deprecated(&self, def: &Def) -> bool {
        let is_marked = |item: Item| self.item(item).deprecated.is_some();
        match def {
            Def::Item(item) if is_marked(*item) => true,
            Def::Item(item) if matches!(self.item(*item).kind, ItemKind::Variant { .. }) => {
                matches!(self.owner_of(*item), Some(Def::Item(owner)) if is_marked(owner))
            }
            Def::Member(owner, name) => match self.field_fact(*owner, *name) {
                Some(field) => field.deprecated || is_marked(*owner),
                None => false,
            },
            Def::External(outside) => self.standard_item(outside).is_some_and(is_marked),
            _ => false,
        }
    }

    /// Whether rustc is silent about `#[deprecated]` in a scope: inside an item that is marked itself, in an impl of such a type,
    /// and under `#[allow(deprecated)]`.
    pub fn tolerates_deprecated(&self, scope: Scope) -> bool {
        let mut at = Some(scope);
        while let Some(scope) = at {
            let data = self.scope(scope);
            let is_marked = |item: Item| self.item(item).deprecated.is_some();
            let of_marked = matches!(data.kind, ScopeKind::Impl(_))
                && self
                    .self_type(scope)
                    .iter()
                    .any(|binding| matches!(binding.def, Def::Item(item) if is_marked(item)));
            if data.allows_deprecated || of_marked || self.item_around(scope).is_some_and(is_marked) {
                return true;
            }
            at = self.parent(scope).or_else(|| {
                let declared_by = *self.module_of_body.get(&scope)?;
                Some(self.scope_of_item(declared_by))
            });
        }
        false
    }
}
