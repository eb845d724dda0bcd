//! Properties of items and imports, as their files declare them.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::modules::Instance;
use super::symbols::Symbol;
use super::{Program, SourceFile};
use crate::facts::{
    self, Body, Deprecation, FileFacts, ForTests, Generics, ImportKind, ItemId, ItemKind, Outline, Owner, TypeId, Visibility,
};
use crate::finding::{Class, FilePath, Place, Span};
use crate::link::declarations::lives_in;
use crate::link::impls::SimplifiedType;
use crate::link::resolve::{Binding, Bindings};
use crate::link::{Def, File, Import, Item, Namespace, Scope, Use};

impl Program {
    /// The bodies of the items that `counts` accepts, ordered by file and position. Unpacked bodies take much memory.
    pub(crate) fn bodies(&self, counts: impl Fn(Item) -> bool + Sync) -> Vec<(Item, Body)> {
        let in_instance = |instance: &Instance| {
            let facts = &self.file(instance.file).facts;
            let item = |item: ItemId| Item(instance.items + item.0);
            if !(0..facts.items.len() as u32).any(|at| counts(item(ItemId(at)))) {
                return Vec::new();
            }
            let bodies = facts.bodies().into_iter();
            let bodies = bodies.map(|body| (item(body.item), body));
            bodies.filter(|(item, _)| counts(*item)).collect()
        };
        let bodies: Vec<Vec<(Item, Body)>> = self.own_instances().par_iter().map(in_instance).collect();
        bodies.into_iter().flatten().collect()
    }

    /// The outlines of types, traits and constants.
    pub(crate) fn outlines(&self) -> impl Iterator<Item = (Item, &Outline)> {
        self.own_instances().iter().flat_map(|instance| {
            let outlines = self.file(instance.file).facts.outlines.iter();
            outlines.map(|outline| (Item(instance.items + outline.item.0), outline))
        })
    }

    /// The scope that an item opens.
    pub(in crate::link) fn inner_of(&self, item: Item) -> Option<Scope> {
        let inner = self.item(item).inner?;
        Some(self.instance_of_item(item).scope(inner))
    }

    /// Whether an item is a free function, as opposed to an associated one. An import brings it into scope.
    pub fn is_free_function(&self, item: Item) -> bool {
        matches!(self.item(item).kind, ItemKind::Function(_))
    }

    /// Whether an item is an associated function in the impl of a trait.
    pub fn is_of_trait(&self, item: Item) -> bool {
        let instance = self.instance_of_item(item);
        match self.item(item).kind {
            ItemKind::AssociatedFunction(_, Owner::Impl(block)) => {
                self.file(instance.file).facts.impls[block.0 as usize].trait_path.is_some()
            }
            _ => false,
        }
    }

    /// The last segment of the trait's path, if an item is an associated function in the impl of a trait.
    pub fn trait_of(&self, item: Item) -> Option<Symbol> {
        let ItemKind::AssociatedFunction(..) = self.item(item).kind else {
            return None;
        };
        let (instance, block) = self.impl_of(item)?;
        let file = self.file(instance.file);
        let path = file.facts.path(block.trait_path?);
        path.segments.last().map(|name| file.symbols[name.0 as usize])
    }

    /// Whether an item is declared `pub`.
    pub fn is_public(&self, item: Item) -> bool {
        self.item(item).visibility == Visibility::Public
    }

    /// The place of a definition's name; `None` if it is outside the workspace.
    pub fn place_of_def(&self, def: &Def) -> Option<Place> {
        match def {
            Def::Item(item) | Def::Member(item, _) => Some(self.place(*item)),
            Def::Crate(krate) => {
                let root = self.crates[krate.0 as usize].root;
                Some(Place::file(self.file(self.instance_of_scope(root).file).path.clone()))
            }
            Def::External(_) => None,
        }
    }

    /// Where the code of a module ends: its file, and the byte offset of its closing brace if it is written inside of one. `None` for
    /// a module that a macro writes, and for one without a file.
    pub fn end_of_module(&self, module: &Def) -> Option<(&FilePath, Option<u32>)> {
        let (file, before) = match module {
            Def::Crate(krate) => (self.instance_of_scope(self.crates[krate.0 as usize].root).file, None),
            Def::Item(item) => {
                let is_body = |instance: &&Instance| instance.declared_by == Some(*item);
                match self.own_instances().iter().find(is_body) {
                    Some(instance) => (instance.file, None),
                    None if matches!(self.item(*item).kind, ItemKind::Module { inline: true, .. }) => {
                        (self.file_of(*item), Some(self.item(*item).span.end - 1))
                    }
                    None => return None,
                }
            }
            Def::Member(..) | Def::External(_) => return None,
        };
        let file = self.file(file);
        file.origin.is_none().then_some((&file.path, before))
    }

    /// Whether an import has a visibility, so that other imports can lead through it.
    pub fn is_re_export(&self, import: Import) -> bool {
        self.import(import).visibility != Visibility::Private
    }

    /// Whether an import binds one name, as opposed to a glob.
    pub fn is_named_import(&self, import: Import) -> bool {
        matches!(self.import(import).kind, ImportKind::Named(_))
    }

    /// Whether several crates have this file as a module. Its paths may mean something else in each of them.
    pub fn is_of_several_crates(&self, file: File) -> bool {
        self.shared.contains(&file)
    }

    /// The span of the whole `use` item that an import is part of.
    pub fn item_of_import(&self, import: Import) -> Span {
        self.import(import).item_span
    }

    /// Whether an item is a macro, or the function of a procedural one.
    pub fn is_macro(&self, item: Item) -> bool {
        matches!(self.item(item).kind, ItemKind::Macro { .. } | ItemKind::ProcMacro { .. })
    }

    /// Whether an item is a `mod`.
    pub fn is_module_item(&self, item: Item) -> bool {
        matches!(self.item(item).kind, ItemKind::Module { .. })
    }

    /// The innermost function, constant, static or macro whose text contains a use.
    pub fn definition_around(&self, usage: &Use) -> Option<Item> {
        self.innermost_around(usage, |kind| {
            matches!(
                kind,
                ItemKind::Function(_)
                    | ItemKind::AssociatedFunction(..)
                    | ItemKind::AssociatedConst(_)
                    | ItemKind::Const
                    | ItemKind::Static
                    | ItemKind::Macro { .. }
            )
        })
    }

    /// The struct, union, enum or type alias whose text contains a use.
    pub fn type_around(&self, usage: &Use) -> Option<Item> {
        self.innermost_around(usage, |kind| {
            matches!(
                kind,
                ItemKind::Struct(_) | ItemKind::Union | ItemKind::Enum | ItemKind::TypeAlias
            )
        })
    }

    fn innermost_around(&self, usage: &Use, is_wanted: impl Fn(&ItemKind) -> bool) -> Option<Item> {
        let instance = self.instance_of_scope(usage.scope);
        let items = self.items_of(std::slice::from_ref(instance));
        let around =
            items.filter(|(_, fact)| is_wanted(&fact.kind) && (fact.span.start..fact.span.end).contains(&usage.span.start));
        around.max_by_key(|(_, fact)| fact.span.start).map(|(item, _)| item)
    }

    /// The names of re-exports that are marked `#[deprecated]`.
    pub fn deprecated_re_exports(&self) -> FxHashSet<Symbol> {
        let in_file = |file: &SourceFile| -> Vec<Symbol> {
            let imports = file.facts.imports.iter().filter(|import| import.deprecated.is_some());
            let names = imports.filter_map(|import| match import.kind {
                ImportKind::Named(name) | ImportKind::ExternCrate(name, _) => Some(name),
                ImportKind::Glob | ImportKind::Unnamed => None,
            });
            names.map(|name| file.symbols[name.0 as usize]).collect()
        };
        self.own_files().iter().flat_map(|file| in_file(file)).collect()
    }

    /// The items that are marked `#[deprecated]`.
    pub fn deprecated_items(&self) -> impl Iterator<Item = Item> {
        self.items()
            .filter(|(_, item)| item.deprecated.is_some())
            .map(|(item, _)| item)
    }

    /// The `#[deprecated]` of an import, with the import's place.
    pub fn deprecated_import(&self, import: Import) -> Option<(&Deprecation, Place)> {
        let fact = self.import(import);
        let deprecation = fact.deprecated.as_ref()?;
        Some((deprecation, self.place_in(self.instance_of_import(import).file, fact.span)))
    }

    /// Whether an import is under `#[allow(deprecated)]`.
    pub fn import_allows_deprecated(&self, import: Import) -> bool {
        self.import(import).allows_deprecated
    }

    /// The names of all items that a path can end in, without duplicates.
    pub fn item_names(&self) -> impl Iterator<Item = &str> {
        let items = self.items().filter(|(_, fact)| is_nameable(&fact.kind));
        let names: FxHashSet<Symbol> = items.map(|(item, _)| self.name_of(item)).collect();
        names.into_iter().map(|name| self.text(name))
    }

    /// The name of the primitive type whose impl block contains an item.
    pub(in crate::link) fn primitive_of(&self, item: Item) -> Option<Symbol> {
        let (instance, block) = self.impl_of(item)?;
        let facts = &self.file(instance.file).facts;
        let mut ty = block.self_type;
        while let facts::Type::Reference(of) = facts.ty(ty) {
            ty = *of;
        }
        let head = match facts.ty(ty) {
            facts::Type::Path(path, _) => SimplifiedType::Primitive(self.primitive(facts, *path, instance.scope(block.scope))?),
            facts::Type::Slice(_) => SimplifiedType::Slice,
            facts::Type::Array(_) => SimplifiedType::Array,
            facts::Type::Tuple(_) => SimplifiedType::Tuple,
            facts::Type::Pointer(_) => SimplifiedType::Pointer,
            facts::Type::Function(..) => SimplifiedType::Function,
            _ => return None,
        };
        self.standard.primitives().name(&head)
    }

    /// The name of the primitive type that a path of one segment names.
    pub(in crate::link) fn primitive(&self, facts: &FileFacts, path: facts::PathId, scope: Scope) -> Option<Symbol> {
        let path = facts.path(path);
        let [name] = *path.segments else { return None };
        let is_primitive = facts::is_primitive(facts.name(name));
        is_primitive.then(|| self.file(self.instance_of_scope(scope).file).symbols[name.0 as usize])
    }

    /// The generic parameters that a scope declares.
    pub(in crate::link) fn generics(&self, scope: Scope) -> Option<&Generics> {
        let instance = self.instance_of_scope(scope);
        let generics = &self.file(instance.file).facts.generics;
        let local = facts::ScopeId(scope.0 - instance.scopes);
        let at = generics.binary_search_by_key(&local, |(scope, _)| *scope).ok()?;
        Some(&generics[at].1)
    }

    /// Whether a type in the scope's file is written as the parameter `name`, or as `Self`.
    pub(in crate::link) fn is_named(&self, scope: Scope, ty: TypeId, name: Symbol) -> bool {
        let file = self.file(self.instance_of_scope(scope).file);
        match file.facts.ty(ty) {
            facts::Type::Parameter(parameter) => file.symbols[parameter.0 as usize] == name,
            facts::Type::Path(path, _) => self.segments(scope, *path).0[..] == [name],
            _ => false,
        }
    }

    /// Whether a type in the scope's file is the projection `parameter::name`.
    pub(in crate::link) fn is_projection(&self, scope: Scope, ty: TypeId, parameter: Symbol, name: Symbol) -> bool {
        let file = self.file(self.instance_of_scope(scope).file);
        match file.facts.ty(ty) {
            facts::Type::Projection(of, _, of_name) => {
                file.symbols[of_name.0 as usize] == name && self.is_named(scope, *of, parameter)
            }
            _ => false,
        }
    }

    pub(in crate::link) fn in_namespace(&self, items: impl Iterator<Item = Item>, space: Namespace) -> Bindings {
        let items = items.filter(|&member| lives_in(&self.item(member).kind, space));
        items.map(|member| Binding::plain(Def::Item(member))).collect()
    }

    pub(in crate::link) fn path_of_alias(&self, alias: Item) -> Option<facts::PathId> {
        let facts = &self.file(self.instance_of_item(alias).file).facts;
        self.item(alias).ty.and_then(|target| facts.type_path(target))
    }

    /// The impl block with a scope, with the scope and the instance of its header.
    pub(in crate::link) fn impl_block(&self, scope: Scope) -> Option<(Scope, &Instance, &facts::Impl)> {
        let scope = self.impl_around(scope);
        let instance = self.instance_of_scope(scope);
        match self.scope(scope).kind {
            facts::ScopeKind::Impl(block) => Some((scope, instance, &self.file(instance.file).facts.impls[block.0 as usize])),
            _ => None,
        }
    }

    /// The trait whose body contains an associated item, given the item's owner.
    pub(in crate::link) fn owning_trait(&self, item: Item, owner: Owner) -> Option<Item> {
        match owner {
            Owner::Trait(of_trait) => Some(Item(self.instance_of_item(item).items + of_trait.0)),
            Owner::TraitAround => self.item_around(self.scope_of_item(item)),
            Owner::Impl(_) => None,
        }
    }

    /// The impl block that contains an associated item, with the instance of its header.
    pub(in crate::link) fn impl_of(&self, item: Item) -> Option<(&Instance, &facts::Impl)> {
        let (ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner)) =
            self.item(item).kind
        else {
            return None;
        };
        let Owner::Impl(block) = owner else { return None };
        let instance = self.instance_of_item(item);
        let inner = self.file(instance.file).facts.impls[block.0 as usize].inner;
        let (_, instance, block) = self.impl_block(instance.scope(inner))?;
        Some((instance, block))
    }

    /// Whether an associated item is visible from a scope. An item of a trait is as visible as the trait, which is not checked
    /// here.
    pub fn is_visible_from(&self, item: Item, scope: Scope) -> bool {
        let is_inherent = !self.is_of_trait(item);
        !is_inherent || self.is_visible_by(self.item(item).visibility, self.scope_of_item(item), scope)
    }

    /// All items of the workspace, with their facts.
    pub fn items(&self) -> impl Iterator<Item = (Item, &facts::ItemFact)> {
        self.items_of(self.own_instances())
    }

    pub(in crate::link) fn items_of<'a>(&'a self, instances: &'a [Instance]) -> impl Iterator<Item = (Item, &'a facts::ItemFact)> {
        instances.iter().flat_map(move |instance| {
            let items = &self.file(instance.file).facts.items;
            items
                .iter()
                .enumerate()
                .map(move |(index, item)| (Item(instance.items + index as u32), item))
        })
    }

    /// The facts of an item.
    pub fn item(&self, item: Item) -> &facts::ItemFact {
        let instance = self.instance_of_item(item);
        &self.file(instance.file).facts.items[(item.0 - instance.items) as usize]
    }

    /// The place of an item's name.
    pub fn place(&self, item: Item) -> Place {
        self.place_in(self.instance_of_item(item).file, self.item(item).name_span)
    }

    /// The file that contains an item.
    pub fn file_of(&self, item: Item) -> File {
        self.instance_of_item(item).file
    }

    /// A span of a file as a place.
    pub fn place_in(&self, file: File, span: Span) -> Place {
        let (file, span) = self.written_at(file, span);
        Place {
            file: self.file(file).path.clone(),
            span,
        }
    }

    /// The class of an item: production, tests, examples, or generated.
    pub fn class(&self, item: Item) -> Class {
        let instance = self.instance_of_item(item);
        self.class_of(instance, [self.item(item).test])
    }

    /// What the code of a crate or module is for; `None` if it is outside the workspace.
    pub fn class_of_module(&self, module: &Def) -> Option<Class> {
        match module {
            Def::Item(item) => Some(self.class(*item)),
            Def::Crate(krate) => {
                let instance = self.instance_of_scope(self.crates[krate.0 as usize].root);
                Some(self.class_of(instance, []))
            }
            Def::Member(..) | Def::External(_) => None,
        }
    }

    /// The class of code of an instance under all of these conditions.
    pub(in crate::link) fn class_of<const N: usize>(&self, instance: &Instance, tests: [ForTests; N]) -> Class {
        let file = self.file(instance.file);
        match file.class {
            Class::Production if instance.test || tests.iter().any(|test| file.tests.of(*test)) => Class::Test,
            class => class,
        }
    }

    /// The name of an item.
    pub fn name_of(&self, item: Item) -> Symbol {
        let instance = self.instance_of_item(item);
        let name = match self.item(item).kind {
            ItemKind::ProcMacro { name, .. } => name,
            _ => self.item(item).name,
        };
        self.file(instance.file).symbols[name.0 as usize]
    }

    pub(in crate::link) fn import(&self, import: Import) -> &facts::ImportFact {
        let instance = self.instance_of_import(import);
        &self.file(instance.file).facts.imports[(import.0 - instance.imports) as usize]
    }

    /// The name under which an import binds its target; `None` for a glob.
    pub(in crate::link) fn name_of_import(&self, import: Import) -> Option<Symbol> {
        let file = self.file(self.instance_of_import(import).file);
        match self.import(import).kind {
            ImportKind::Named(name) | ImportKind::ExternCrate(name, _) => Some(file.symbols[name.0 as usize]),
            ImportKind::Glob | ImportKind::Unnamed => None,
        }
    }

    /// The scope into which a glob imports names; `None` if the import is not a glob.
    pub(in crate::link) fn scope_of_glob(&self, import: Import) -> Option<Scope> {
        let fact = self.import(import);
        let is_glob = fact.kind == ImportKind::Glob;
        is_glob.then(|| self.instance_of_import(import).declaring(fact.scope))
    }

    /// All imports, with their facts, the standard library's among them.
    pub(in crate::link) fn imports(&self) -> impl Iterator<Item = (Import, &facts::ImportFact)> {
        self.instances.iter().flat_map(|instance| {
            let imports = self.file(instance.file).facts.imports.iter();
            (instance.imports..).map(Import).zip(imports)
        })
    }
}

pub(in crate::link) fn is_nameable(kind: &ItemKind) -> bool {
    !matches!(
        kind,
        ItemKind::Variant { .. } | ItemKind::AssociatedConst(_) | ItemKind::AssociatedType(..) | ItemKind::AssociatedFunction(..)
    )
}
