//! From the facts of all files to a [`Workspace`]: the stages of linking, in order.

use rustc_hash::FxHashMap;

use super::lookup::{Entry, Imported, Tables, lives_in};
use super::modules::{self, Tree};
use super::outside::Standard;
use super::symbols::{Symbol, Symbols};
use super::{Crate, CrateData, Def, Extern, File, Import, Item, Scope, SourceFile, Space, Workspace};
use crate::discover::{self, Edition, Layout};
use crate::facts::{FileFacts, ImportKind, ItemKind, Owner, ScopeKind};
use crate::finding::FilePath;

impl Workspace {
    /// Links the facts of the layout's files, which are in its order.
    pub fn link(layout: &Layout, facts: Vec<FileFacts>) -> Self {
        let paths: Vec<FilePath> = layout.files.iter().map(|file| file.path.clone()).collect();
        let tree = Tree::grow(layout, &paths, &facts);
        let classes = modules::classes(layout, &tree);
        let Tree {
            instances,
            bodies,
            roots,
            problems,
            ..
        } = tree;
        let mut symbols = Symbols::new();
        let standard = Standard::new(&mut symbols);
        let crates = crates(layout, &roots, &paths, &mut symbols);
        let files = paths.into_iter().zip(classes).zip(facts).map(|((path, class), facts)| {
            let symbols = facts.names.iter().map(|name| symbols.intern(name)).collect();
            SourceFile {
                path,
                class,
                facts,
                symbols,
            }
        });
        let files = files.collect();
        let module_of_body = bodies.iter().map(|(item, scope)| (*scope, *item)).collect();
        let tables = Tables {
            bodies,
            module_of_body,
            ..Tables::default()
        };
        let mut workspace = Self {
            symbols,
            standard,
            files,
            crates,
            instances,
            tables,
            problems,
        };
        workspace.declare_items();
        workspace.declare_imports();
        workspace.enter_macros();
        workspace.settle_imports();
        workspace.enter_impls();
        workspace
    }

    /// The name of an item.
    pub fn name_of(&self, item: Item) -> Symbol {
        let instance = self.instance_of_item(item);
        let name = match self.item(item).kind {
            ItemKind::ProcMacro(called) => called,
            _ => self.item(item).name,
        };
        self.file(instance.file).symbols[name.0 as usize]
    }

    fn declare_items(&mut self) {
        let mut tables = std::mem::take(&mut self.tables);
        for (at, item) in self.items() {
            let name = self.name_of(at);
            let instance = self.instance_of_item(at);
            match item.kind {
                ItemKind::Variant { parent, .. } => {
                    tables
                        .members
                        .entry((Item(instance.items + parent.0), name))
                        .or_default()
                        .push(at);
                }
                ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner, _) => {
                    if let Owner::Trait(owner) = owner {
                        tables
                            .members
                            .entry((Item(instance.items + owner.0), name))
                            .or_default()
                            .push(at);
                    }
                }
                ItemKind::Macro {
                    by_path: false,
                    exported,
                } => {
                    if exported {
                        let root = self.crates[instance.krate.0 as usize].root;
                        tables.declared.entry((root, name)).or_default().push(Entry::Item(at));
                    }
                }
                _ => {
                    let scope = instance.scope(item.scope);
                    tables.declared.entry((scope, name)).or_default().push(Entry::Item(at));
                }
            }
        }
        self.tables = tables;
    }

    fn declare_imports(&mut self) {
        let mut tables = std::mem::take(&mut self.tables);
        for instance in &self.instances {
            let file = self.file(instance.file);
            for (index, import) in file.facts.imports.iter().enumerate() {
                let at = Import(instance.imports + index as u32);
                let scope = instance.scope(import.scope);
                match import.kind {
                    ImportKind::Named(name) => {
                        let name = file.symbols[name.0 as usize];
                        tables.declared.entry((scope, name)).or_default().push(Entry::Import(at));
                    }
                    ImportKind::ExternCrate(name, _) => {
                        let name = file.symbols[name.0 as usize];
                        tables.declared.entry((scope, name)).or_default().push(Entry::Import(at));
                    }
                    ImportKind::Glob => tables.globs.entry(scope).or_default().push(at),
                    ImportKind::Unnamed => {}
                }
                tables.imported.push(Imported::default());
            }
        }
        self.tables = tables;
    }

    /// Enters the items of impl blocks under the types that they are for.
    fn enter_impls(&mut self) {
        let mut inherent: FxHashMap<(Item, Symbol), smallvec::SmallVec<[Item; 1]>> = FxHashMap::default();
        let mut of_traits: FxHashMap<(Item, Symbol), smallvec::SmallVec<[Item; 1]>> = FxHashMap::default();
        for instance in &self.instances {
            let facts = &self.file(instance.file).facts;
            let owners: Vec<_> = facts.impls.iter().map(|block| self.impl_type(instance, block)).collect();
            for (index, item) in facts.items.iter().enumerate() {
                let (ItemKind::AssociatedFunction(_, Owner::Impl(block))
                | ItemKind::AssociatedConst(Owner::Impl(block))
                | ItemKind::AssociatedType(Owner::Impl(block), _)) = item.kind
                else {
                    continue;
                };
                let at = Item(instance.items + index as u32);
                let table = if facts.impls[block.0 as usize].trait_path.is_some() {
                    &mut of_traits
                } else {
                    &mut inherent
                };
                for owner in &owners[block.0 as usize] {
                    table.entry((*owner, self.name_of(at))).or_default().push(at);
                }
            }
        }
        self.tables.inherent = inherent;
        self.tables.of_traits = of_traits;
    }

    fn impl_type(&self, instance: &modules::Instance, block: &crate::facts::Impl) -> Vec<Item> {
        let Some(path) = block.self_type else { return Vec::new() };
        let Some(step) = self.resolve_in(instance.scope(block.scope), path, Space::Type) else {
            return Vec::new();
        };
        let defs = step.into_iter().flat_map(|binding| self.behind_aliases(binding.def));
        defs.filter_map(|def| match def {
            Def::Item(item) if lives_in(&self.item(item).kind, Space::Type) => Some(item),
            _ => None,
        })
        .collect()
    }

    /// The impl block or trait that an associated item belongs to: the item of the type or trait, if it is known.
    pub(super) fn owner_of(&self, item: Item) -> Option<Def> {
        let instance = self.instance_of_item(item);
        let facts = &self.file(instance.file).facts;
        match self.item(item).kind {
            ItemKind::Variant { parent, .. } => Some(Def::Item(Item(instance.items + parent.0))),
            ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner, _) => {
                match owner {
                    Owner::Trait(owner) => Some(Def::Item(Item(instance.items + owner.0))),
                    Owner::Impl(block) => {
                        let block = &facts.impls[block.0 as usize];
                        let step = self.resolve_in(instance.scope(block.scope), block.self_type?, Space::Type)?;
                        step.into_iter().next().map(|binding| binding.def)
                    }
                }
            }
            _ => None,
        }
    }

    /// The function or other item whose inside a scope is.
    pub fn item_around(&self, scope: Scope) -> Option<Item> {
        let instance = self.instance_of_scope(scope);
        self.scope(scope).item.map(|item| Item(instance.items + item.0))
    }

    /// A scope is the body of a file or of an inline module.
    pub(super) fn is_module(&self, scope: Scope) -> bool {
        matches!(self.scope(scope).kind, ScopeKind::File | ScopeKind::Module)
    }
}

fn crates(layout: &Layout, roots: &[modules::Root], paths: &[FilePath], symbols: &mut Symbols) -> Vec<CrateData> {
    // Discovery numbers targets; a crate of the workspace is the root at which the tree of that target begins.
    let crate_of_target: FxHashMap<discover::CrateId, Crate> = roots
        .iter()
        .enumerate()
        .filter_map(|(at, root)| root.target.map(|target| (target, Crate(at as u32))))
        .collect();
    let data = roots.iter().map(|root| match root.target {
        Some(target) => {
            let target = &layout.crates[target.0 as usize];
            let externs = target.externs.iter().map(|(name, krate)| {
                let krate = match krate {
                    discover::Extern::Member(member) => Extern::Member(crate_of_target[member]),
                    discover::Extern::Outside(name) => Extern::Outside(symbols.intern(name)),
                };
                (symbols.intern(name), krate)
            });
            let externs = externs.collect();
            CrateData {
                name: symbols.intern(&target.name),
                root: root.scope,
                edition_2015: target.edition == Edition::E2015,
                externs,
                open: false,
            }
        }
        None => loose_crate(layout, root, paths, symbols, &crate_of_target),
    });
    data.collect()
}

/// A file that no target reaches is a crate by itself, with the dependencies of the package around it.
fn loose_crate(
    layout: &Layout,
    root: &modules::Root,
    paths: &[FilePath],
    symbols: &mut Symbols,
    crate_of_target: &FxHashMap<discover::CrateId, Crate>,
) -> CrateData {
    let File(file) = root.file;
    let stem = paths[file as usize].name().trim_end_matches(".rs").replace('-', "_");
    let package = layout.files[file as usize]
        .package
        .map(|package| &layout.packages[package.0 as usize]);
    let library = package.and_then(|package| package.library);
    let like = library.map(|library| &layout.crates[library.0 as usize]);
    let mut externs: FxHashMap<Symbol, Extern> = FxHashMap::default();
    if let (Some(library), Some(like)) = (library, like) {
        for (name, krate) in like.externs.iter() {
            let krate = match krate {
                discover::Extern::Member(member) => Extern::Member(crate_of_target[member]),
                discover::Extern::Outside(name) => Extern::Outside(symbols.intern(name)),
            };
            externs.insert(symbols.intern(name), krate);
        }
        externs.insert(symbols.intern(&like.name), Extern::Member(crate_of_target[&library]));
    }
    CrateData {
        name: symbols.intern(&stem),
        root: root.scope,
        edition_2015: package.is_some_and(|package| package.edition == Edition::E2015),
        externs,
        open: true,
    }
}
