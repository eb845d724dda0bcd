//! What rules ask of the workspace beyond what a path names.

use rustc_hash::FxHashSet;

use super::symbols::Symbol;
use super::{Crate, Def, File, Import, Item, Scope, SourceFile, Space, Use, Workspace};
use crate::facts::{self, Deprecation, ImportKind, ItemKind, Outline, Owner, ScopeKind, Signature, TypeId, Visibility};
use crate::finding::{Place, Span};

impl Workspace {
    /// Types, traits and constants.
    pub(super) fn outlines(&self) -> impl Iterator<Item = (Item, &Outline)> {
        self.own_instances().iter().flat_map(|instance| {
            let outlines = self.file(instance.file).facts.outlines.iter();
            outlines.map(|outline| (Item(instance.items + outline.item.0), outline))
        })
    }

    /// The names of an enum's variants.
    pub fn variants(&self, item: Item) -> impl Iterator<Item = &str> {
        let members = self.items().filter(move |(member, fact)| {
            matches!(fact.kind, ItemKind::Variant { .. }) && self.owner_of(*member) == Some(Def::Item(item))
        });
        members.map(|(member, _)| self.text(self.name_of(member)))
    }

    /// The scope that an item opens.
    pub(super) fn inner_of(&self, item: Item) -> Option<Scope> {
        let inner = self.item(item).inner?;
        Some(self.instance_of_item(item).scope(inner))
    }

    /// The type of a field of a struct, union or variant.
    pub(super) fn field(&self, item: Item, name: Symbol) -> Option<TypeId> {
        self.tables.fields.get(&(item, name)).map(|(ty, _)| *ty)
    }

    /// The type of a field of a tuple.
    pub(super) fn field_at(&self, item: Item, at: usize) -> Option<TypeId> {
        self.field(item, self.symbol(&at.to_string())?)
    }

    /// A free function, which an import brings in reach.
    pub fn is_free_function(&self, item: Item) -> bool {
        matches!(self.item(item).kind, ItemKind::Function(_))
    }

    /// The type or trait that an associated item belongs to.
    pub fn owner_item(&self, item: Item) -> Option<Item> {
        match self.owner_of(item) {
            Some(Def::Item(owner)) => Some(owner),
            _ => None,
        }
    }

    /// What can be called by its path alone.
    pub fn is_function(&self, def: &Def) -> bool {
        let Def::Item(item) = def else { return false };
        match &self.item(*item).kind {
            ItemKind::Function(_) => true,
            ItemKind::AssociatedFunction(signature, _) => !signature.takes_self,
            _ => false,
        }
    }

    /// An associated function of an impl of a trait.
    pub fn is_of_trait(&self, item: Item) -> bool {
        let instance = self.instance_of_item(item);
        match self.item(item).kind {
            ItemKind::AssociatedFunction(_, Owner::Impl(block)) => {
                self.file(instance.file).facts.impls[block.0 as usize].trait_path.is_some()
            }
            _ => false,
        }
    }

    /// The name of the trait whose impl a method is in.
    pub fn trait_of(&self, item: Item) -> Option<Symbol> {
        let instance = self.instance_of_item(item);
        let file = self.file(instance.file);
        let ItemKind::AssociatedFunction(_, Owner::Impl(block)) = self.item(item).kind else {
            return None;
        };
        let path = file.facts.path(file.facts.impls[block.0 as usize].trait_path?);
        path.segments.last().map(|name| file.symbols[name.0 as usize])
    }

    /// The path of a use as it is written.
    pub fn written(&self, usage: &Use) -> String {
        let texts: Vec<&str> = usage.written.iter().map(|&segment| self.text(segment)).collect();
        texts.join("::")
    }

    /// Written `pub`.
    pub fn is_public(&self, item: Item) -> bool {
        self.item(item).visibility == Visibility::Public
    }

    /// Functions of impl blocks, each with the type that the impl is for.
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

    /// The types of the workspace that a function's return type names.
    pub fn returns(&self, function: Item) -> Vec<Item> {
        let fact = self.item(function);
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = &fact.kind else {
            return Vec::new();
        };
        let instance = self.instance_of_item(function);
        let scope = instance.scope(fact.inner.unwrap_or(fact.scope));
        let paths = self.file(instance.file).facts.paths_in(signature.output);
        let steps = paths.into_iter().filter_map(|path| self.resolve_in(scope, path, Space::Type));
        steps.flatten().flat_map(|binding| self.types_behind(&binding.def)).collect()
    }

    /// Where a definition's name stands, if it is in the workspace.
    pub fn place_of_def(&self, def: &Def) -> Option<Place> {
        match def {
            Def::Item(item) | Def::Member(item, _) => Some(self.place(*item)),
            Def::Crate(krate) => {
                let root = self.crates[krate.0 as usize].root;
                Some(Place::file(self.file(self.instance_of_scope(root).file).path.clone()))
            }
            Def::Outside(_) => None,
        }
    }

    /// An import that others can go through.
    pub fn is_re_export(&self, import: Import) -> bool {
        self.import(import).visibility != Visibility::Private
    }

    /// An import of one name, not of all.
    pub fn is_named_import(&self, import: Import) -> bool {
        matches!(self.import(import).kind, ImportKind::Named(_))
    }

    /// A file that several crates have as a module of theirs means something else in each.
    pub fn is_of_several_crates(&self, file: File) -> bool {
        self.shared.contains(&file)
    }

    /// The whole `use` of an import.
    pub fn item_of_import(&self, import: Import) -> Span {
        self.import(import).item_span
    }

    /// A macro, or the function that is one.
    pub fn is_macro(&self, item: Item) -> bool {
        matches!(self.item(item).kind, ItemKind::Macro { .. } | ItemKind::ProcMacro { .. })
    }

    /// `mod name`
    pub fn is_module_item(&self, item: Item) -> bool {
        matches!(self.item(item).kind, ItemKind::Module { .. })
    }

    /// The crate that an item is in.
    pub fn crate_of_item(&self, item: Item) -> Crate {
        self.instance_of_item(item).krate
    }

    /// A scope lies in the module that an item's module is in, or below it. That all of a crate lies in its root says nothing.
    pub fn is_beside(&self, scope: Scope, item: Item) -> bool {
        let around = self.parent_module(self.module(self.scope_of_item(item)));
        let around = around.filter(|module| self.parent_module(*module).is_some());
        around.is_some_and(|module| self.is_within(scope, module))
    }

    /// Two items are of one package, whichever of its targets they are in.
    pub(super) fn are_of_one_package(&self, one: Item, other: Item) -> bool {
        let (one, other) = (self.crate_of_item(one), self.crate_of_item(other));
        let package = |krate: Crate| self.crates[krate.0 as usize].package;
        one == other || (package(one).is_some() && package(one) == package(other))
    }

    /// Names of the items declared in a module and below it.
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

    /// The function, constant, static or macro in whose text a use stands: of several the innermost.
    pub fn definition_around(&self, usage: &Use) -> Option<Item> {
        let instance = self.instance_of_scope(usage.scope);
        let holds = |item: &facts::Item| {
            let is_definition = matches!(
                item.kind,
                ItemKind::Function(_)
                    | ItemKind::AssociatedFunction(..)
                    | ItemKind::AssociatedConst(_)
                    | ItemKind::Const
                    | ItemKind::Static
                    | ItemKind::Macro { .. }
            );
            is_definition && (item.span.start..item.span.end).contains(&usage.span.start)
        };
        let items = self.items_of(std::slice::from_ref(instance));
        let around = items.filter(|(_, fact)| holds(fact));
        around.max_by_key(|(_, fact)| fact.span.start).map(|(item, _)| item)
    }

    /// The items whose inside a scope is, innermost first.
    pub fn items_around(&self, scope: Scope) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut at = Some(scope);
        while let Some(scope) = at {
            items.extend(self.item_around(scope).filter(|item| items.last() != Some(item)));
            at = self.parent(scope);
        }
        items
    }

    /// Names of re-exports that are marked `#[deprecated]`.
    pub fn deprecated_re_exports(&self) -> FxHashSet<Symbol> {
        let in_file = |file: &SourceFile| -> Vec<Symbol> {
            let imports = file.facts.imports.iter().filter(|import| import.deprecated.is_some());
            let names = imports.filter_map(|import| match import.kind {
                ImportKind::Named(name) | ImportKind::ExternCrate(name, _) => Some(name),
                ImportKind::Glob | ImportKind::Unnamed => None,
            });
            names.map(|name| file.symbols[name.0 as usize]).collect()
        };
        self.own_files().iter().flat_map(in_file).collect()
    }

    /// Items that are marked `#[deprecated]`.
    pub fn deprecated_items(&self) -> impl Iterator<Item = Item> {
        self.items()
            .filter(|(_, item)| item.deprecated.is_some())
            .map(|(item, _)| item)
    }

    /// What a use names is marked `#[deprecated]`, or the type is that it is a field or variant of.
    pub fn is_deprecated(&self, def: &Def) -> bool {
        let is_marked = |item: Item| self.item(item).deprecated.is_some();
        match def {
            Def::Item(item) if is_marked(*item) => true,
            Def::Item(item) if matches!(self.item(*item).kind, ItemKind::Variant { .. }) => {
                matches!(self.owner_of(*item), Some(Def::Item(owner)) if is_marked(owner))
            }
            Def::Member(owner, name) => match self.tables.fields.get(&(*owner, *name)) {
                Some((_, deprecated)) => *deprecated || is_marked(*owner),
                None => false,
            },
            Def::Outside(outside) => self.standard_item(outside).is_some_and(is_marked),
            _ => false,
        }
    }

    /// The mark on an import, with its place.
    pub fn deprecated_import(&self, import: Import) -> Option<(&Deprecation, Place)> {
        let fact = self.import(import);
        let deprecation = fact.deprecated.as_ref()?;
        Some((deprecation, self.place_in(self.instance_of_import(import).file, fact.span)))
    }

    /// Under `#[allow(deprecated)]`.
    pub fn import_allows_deprecated(&self, import: Import) -> bool {
        self.import(import).allows_deprecated
    }

    /// Where rustc would be silent about `#[deprecated]`, too: inside what is itself marked, in an impl of it, and
    /// under `#[allow(deprecated)]`.
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
                let declared_by = *self.tables.module_of_body.get(&scope)?;
                Some(self.scope_of_item(declared_by))
            });
        }
        false
    }
}
