//! From the facts of all files to a [`Workspace`]: the stages of linking, in order.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::lookup::{Entry, Glob, Imported, Spaces, Tables};
use super::memo::Memo;
use super::modules::{self, Instance, Modules, Owners};
use super::multimap::Multimap;
use super::standard::Standard;
use super::symbols::{Symbol, Symbols};
use super::types::Head;
use super::{Crate, CrateData, Def, Defs, Extern, File, Import, Item, Scope, SourceFile, Space, Workspace};
use crate::discover::{self, Edition, Layout};
use crate::facts::{self, FileFacts, ImportKind, ItemKind, Owner, PathId, ScopeKind};
use crate::finding::FilePath;

impl Workspace {
    /// Links the facts of the layout's files, which are in its order, as they stand in the module trees.
    pub(crate) fn link(layout: &Layout, facts: Vec<Arc<FileFacts>>, modules: Modules) -> Self {
        let paths: Vec<FilePath> = layout.files.iter().map(|file| file.path.clone()).collect();
        let classes = modules::classes(layout, &modules, &facts);
        let strays = modules.strays();
        let Modules {
            mut instances,
            bodies,
            roots,
            problems,
            missing,
            totals,
            tests,
            ..
        } = modules;
        let mut symbols = Symbols::new();
        let mut crates = crates(layout, &roots, &paths, &facts, &mut symbols);
        let standard = Standard::of(Crate(crates.len() as u32), &mut symbols);
        let files = paths
            .into_iter()
            .zip(classes.into_iter().zip(strays))
            .zip(tests)
            .zip(facts)
            .map(|(((path, (class, is_stray)), tests), facts)| {
                let symbols = facts.names.iter().map(|name| symbols.intern(name)).collect();
                SourceFile {
                    path,
                    class,
                    is_stray,
                    tests,
                    facts,
                    symbols,
                }
            });
        let mut files: Vec<SourceFile> = files.collect();
        instances.push(Instance::of_crate(File(files.len() as u32), standard.krate(), totals));
        crates.extend(instances.last().map(|instance| standard.data(instance)));
        files.push(Standard::file(&mut symbols));
        enter_unnamed(&mut crates, &instances, &files);
        symbols.shrink_to_fit();
        let module_of_body = bodies.iter().map(|(item, scope)| (*scope, *item)).collect();
        let tables = Tables {
            bodies,
            module_of_body,
            ..Tables::default()
        };
        let mut workspace = Self {
            symbols,
            standard,
            crates,
            owners: Owners::of(&instances, &files),
            shared: shared(&instances),
            files,
            instances,
            tables,
            resolved: Memo::new(),
            reach_of_crates: OnceLock::new(),
            problems,
            missing,
        };
        workspace.declare_items();
        workspace.open_prelude();
        workspace.declare_imports();
        workspace.tables.declared.shrink_to_fit();
        workspace.tables.members.shrink_to_fit();
        workspace.enter_declaring();
        workspace.enter_macros();
        workspace.enter_declarers();
        workspace.settle_imports();
        // What was asked for on the way may have been answered too early.
        workspace.resolved = Memo::new();
        workspace.enter_traits();
        workspace.enter_impls();
        workspace.enter_fields();
        workspace.enter_known();
        workspace
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

    fn declare_items(&mut self) {
        let mut tables = std::mem::take(&mut self.tables);
        for (at, item) in self.items_of(&self.instances) {
            let name = self.name_of(at);
            let instance = self.instance_of_item(at);
            let entry = Entry::Item(at, Spaces::of(&item.kind));
            match item.kind {
                ItemKind::Variant { parent, .. } => {
                    tables.members.push((Item(instance.items + parent.0), name), at);
                }
                ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner) => {
                    if let Owner::Trait(owner) = owner {
                        let of_trait = Item(instance.items + owner.0);
                        tables.members.push((of_trait, name), at);
                        tables.traits_having.push(name, of_trait);
                    }
                }
                ItemKind::Macro {
                    by_path: false,
                    exported,
                } => {
                    if exported {
                        let root = self.crates[instance.krate.0 as usize].root;
                        tables.declared.push((root, name), entry);
                    }
                }
                _ => {
                    let scope = instance.declaring(item.scope);
                    tables.declared.push((scope, name), entry);
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
                let scope = instance.declaring(import.scope);
                match import.kind {
                    ImportKind::Named(name) => {
                        let name = file.symbols[name.0 as usize];
                        tables.declared.push((scope, name), Entry::Import(at));
                    }
                    ImportKind::ExternCrate(name, macro_use) => {
                        let name = file.symbols[name.0 as usize];
                        if macro_use {
                            tables.crates_of_macros.entry(instance.krate).or_default().push(at);
                        }
                        tables.declared.push((scope, name), Entry::Import(at));
                    }
                    ImportKind::Glob => tables.globs.entry(scope).or_default().push(Glob {
                        import: at,
                        visibility: import.visibility,
                        targets: SmallVec::new(),
                    }),
                    ImportKind::Unnamed => {}
                }
                tables.imported.push(Imported::default());
            }
        }
        self.tables = tables;
    }

    /// Notes for every scope which one is asked first for a bare name.
    fn enter_declaring(&mut self) {
        let scopes = self
            .instances
            .iter()
            .map(|instance| self.file(instance.file).facts.scopes.len());
        let mut declares = vec![false; scopes.sum()];
        let named = self.tables.declared.keys().map(|(scope, _)| scope);
        for scope in named.chain(self.tables.globs.keys()) {
            declares[scope.0 as usize] = true;
        }
        let mut declaring: Vec<Scope> = Vec::with_capacity(declares.len());
        for instance in &self.instances {
            for (at, scope) in self.file(instance.file).facts.scopes.iter().enumerate() {
                let itself = Scope(instance.scopes + at as u32);
                let is_passed_over = match scope.kind {
                    ScopeKind::Module | ScopeKind::File => false,
                    ScopeKind::Block => !declares[itself.0 as usize],
                    ScopeKind::Function | ScopeKind::Impl(_) | ScopeKind::Trait | ScopeKind::Type => true,
                };
                // A scope stands behind the one around it.
                let around = scope.parent.filter(|_| is_passed_over).map(|parent| instance.scope(parent));
                declaring.push(
                    around
                        .and_then(|around| declaring.get(around.0 as usize).copied())
                        .unwrap_or(itself),
                );
            }
        }
        self.tables.declaring = declaring;
    }

    fn enter_traits(&mut self) {
        let is_trait = |item: &Item| self.item(*item).kind == ItemKind::Trait;
        let mut traits: FxHashMap<Scope, Vec<Item>> = FxHashMap::default();
        for instance in &self.instances {
            let facts = &self.file(instance.file).facts;
            for (index, item) in facts.items.iter().enumerate() {
                if item.kind == ItemKind::Trait {
                    let scope = instance.declaring(item.scope);
                    traits.entry(scope).or_default().push(Item(instance.items + index as u32));
                }
            }
            for (index, import) in facts.imports.iter().enumerate() {
                if matches!(import.kind, ImportKind::Named(_) | ImportKind::Unnamed) {
                    let brought = &self.tables.imported[instance.imports as usize + index];
                    let items = brought.in_space(Space::Type).filter_map(|def| match def {
                        Def::Item(item) => Some(*item),
                        _ => None,
                    });
                    let scope = instance.declaring(import.scope);
                    let found: Vec<Item> = items.filter(is_trait).collect();
                    if !found.is_empty() {
                        traits.entry(scope).or_default().extend(found);
                    }
                }
            }
        }
        self.tables.traits = traits;
    }

    /// Enters the items of impl blocks under the types that they are for, and what types derive.
    fn enter_impls(&mut self) {
        let mut inherent: Multimap<(Head, Symbol), Item> = Multimap::default();
        let mut of_traits: Multimap<(Head, Symbol), Item> = Multimap::default();
        let mut implemented: FxHashMap<Head, Vec<(Scope, Def)>> = FxHashMap::default();
        // What blocks are for is looked up by all threads; then it is entered in order.
        let blocks: Vec<Vec<Block>> = self.instances.par_iter().map(|instance| self.blocks_of(instance)).collect();
        for (instance, blocks) in self.instances.iter().zip(blocks) {
            let facts = &self.file(instance.file).facts;
            for (block, of) in facts.impls.iter().zip(&blocks) {
                for of_trait in &of.traits {
                    for head in &of.heads {
                        let implemented = implemented.entry(head.clone()).or_default();
                        implemented.push((instance.scope(block.inner), of_trait.clone()));
                    }
                }
            }
            for &(item, path) in &facts.derives {
                let item = Item(instance.items + item.0);
                let of_trait = self.derived_trait(self.scope_of_item(item), path);
                if let Some((inner, of_trait)) = self.inner_of(item).zip(of_trait) {
                    let implemented = implemented.entry(Head::Def(Def::Item(item))).or_default();
                    implemented.push((inner, Def::Item(of_trait)));
                }
            }
            for (index, item) in facts.items.iter().enumerate() {
                let (ItemKind::AssociatedFunction(_, Owner::Impl(block))
                | ItemKind::AssociatedConst(Owner::Impl(block))
                | ItemKind::AssociatedType(Owner::Impl(block))) = item.kind
                else {
                    continue;
                };
                let at = Item(instance.items + index as u32);
                let table = if facts.impls[block.0 as usize].trait_path.is_some() {
                    &mut of_traits
                } else {
                    &mut inherent
                };
                for head in &blocks[block.0 as usize].heads {
                    table.push((head.clone(), self.name_of(at)), at);
                }
            }
        }
        self.tables.inherent = inherent;
        self.tables.of_traits = of_traits;
        self.tables.implemented = implemented;
    }

    /// The trait that a derive of the standard library gives an impl of: it is called like the derive, and beside it.
    fn derived_trait(&self, scope: Scope, derive: PathId) -> Option<Item> {
        let step = self.resolve_in(scope, derive, Space::Macro)?;
        let derive = step.into_iter().find_map(|binding| match binding.def {
            Def::Item(item) if self.is_standard(&binding.def) => Some(item),
            _ => None,
        })?;
        let beside = self.tables.declared.get(&(self.scope_of_item(derive), self.name_of(derive)));
        let mut items = beside.filter_map(|entry| match entry {
            Entry::Item(item, _) => Some(item),
            Entry::Import(_) => None,
        });
        items.find(|item| self.item(*item).kind == ItemKind::Trait)
    }

    fn blocks_of(&self, instance: &Instance) -> Vec<Block> {
        let facts = &self.file(instance.file).facts;
        let blocks = facts.impls.iter().map(|block| {
            let of_trait = block.trait_path;
            let of_trait = of_trait.and_then(|path| self.resolve_in(instance.scope(block.scope), path, Space::Type));
            Block {
                heads: self.heads(facts, block.self_type, instance.scope(block.inner)),
                traits: of_trait.into_iter().flatten().map(|binding| binding.def).collect(),
            }
        });
        blocks.collect()
    }

    fn enter_fields(&mut self) {
        let mut tables = std::mem::take(&mut self.tables);
        for instance in &self.instances {
            let file = self.file(instance.file);
            for field in &file.facts.fields {
                let owner = Item(instance.items + field.owner.0);
                let name = file.symbols[field.name.0 as usize];
                tables.fields.insert((owner, name), (field.ty, field.deprecated));
            }
        }
        self.tables = tables;
    }

    /// The impl block or trait that an associated item belongs to: the item of the type or trait, if it is known.
    pub(super) fn owner_of(&self, item: Item) -> Option<Def> {
        let instance = self.instance_of_item(item);
        let facts = &self.file(instance.file).facts;
        match self.item(item).kind {
            ItemKind::Variant { parent, .. } => Some(Def::Item(Item(instance.items + parent.0))),
            ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner) => {
                match owner {
                    Owner::Trait(owner) => Some(Def::Item(Item(instance.items + owner.0))),
                    Owner::Impl(block) => {
                        let block = &facts.impls[block.0 as usize];
                        let path = facts.type_path(block.self_type)?;
                        let step = self.resolve_in(instance.scope(block.scope), path, Space::Type)?;
                        step.into_iter().next().map(|binding| binding.def)
                    }
                }
            }
            _ => None,
        }
    }

    /// The impl block that an associated item is in, and the instance of its file.
    pub(super) fn impl_of(&self, item: Item) -> Option<(&Instance, &facts::Impl)> {
        let (ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner)) =
            self.item(item).kind
        else {
            return None;
        };
        let Owner::Impl(block) = owner else { return None };
        let instance = self.instance_of_item(item);
        Some((instance, &self.file(instance.file).facts.impls[block.0 as usize]))
    }

    /// The function or other item whose inside a scope is.
    pub fn item_around(&self, scope: Scope) -> Option<Item> {
        let instance = self.instance_of_scope(scope);
        match (self.scope(scope).item, instance.included_in) {
            (Some(item), _) => Some(Item(instance.items + item.0)),
            (None, Some((around, _))) => self.item_around(around),
            (None, None) => None,
        }
    }

    /// A scope is the body of a file or of an inline module.
    pub(super) fn is_module(&self, scope: Scope) -> bool {
        matches!(self.kind(scope), ScopeKind::File | ScopeKind::Module)
    }
}

/// What an impl block is for: the types, and the traits where it is of one; several where `cfg` chooses.
struct Block {
    heads: SmallVec<[Head; 1]>,
    traits: Defs,
}

fn crates(
    layout: &Layout,
    roots: &[modules::Root],
    paths: &[FilePath],
    facts: &[Arc<FileFacts>],
    symbols: &mut Symbols,
) -> Vec<CrateData> {
    // Discovery numbers targets; a crate of the workspace is the root at which the tree of that target begins.
    let crate_of_target: FxHashMap<discover::CrateId, Crate> = roots
        .iter()
        .enumerate()
        .filter_map(|(at, root)| root.target.map(|target| (target, Crate(at as u32))))
        .collect();
    let entered = |externs: &discover::Externs, symbols: &mut Symbols| -> FxHashMap<Symbol, Extern> {
        let externs = externs.iter().map(|(name, krate)| {
            let krate = match krate {
                discover::Extern::Member(member) => Extern::Member(crate_of_target[member]),
                discover::Extern::Outside(name) => Extern::Outside(symbols.intern(name)),
            };
            (symbols.intern(name), krate)
        });
        externs.collect()
    };
    let data = roots.iter().map(|root| match root.target {
        Some(target) => {
            let target = &layout.crates[target.0 as usize];
            CrateData {
                name: symbols.intern(&target.name),
                package: Some(target.package),
                root: root.scope,
                edition_2015: target.edition == Edition::E2015,
                externs: entered(&target.externs, symbols),
                certain: target.certain.iter().map(|name| symbols.intern(name)).collect(),
                open: false,
                has_unnamed: false,
            }
        }
        None => {
            let file = root.file.0 as usize;
            let externs = externs_of_stray(layout, &paths[file], file, facts[file].front_matter.as_deref());
            let package = layout.files[file].package;
            let edition = package.map(|package| layout.packages[package.0 as usize].edition);
            let stem = paths[file].name().trim_end_matches(".rs").replace('-', "_");
            CrateData {
                name: symbols.intern(&stem),
                package,
                root: root.scope,
                edition_2015: edition == Some(Edition::E2015),
                externs: entered(&externs, symbols),
                certain: rustc_hash::FxHashSet::default(),
                open: true,
                has_unnamed: false,
            }
        }
    });
    data.collect()
}

/// A file that no target reaches is a crate by itself: a script with dependencies of its own, or else one with those of the package
/// around it.
fn externs_of_stray(layout: &Layout, path: &FilePath, file: usize, front_matter: Option<&str>) -> discover::Externs {
    if let Some(front_matter) = front_matter {
        return layout.externs_of_script(path, front_matter);
    }
    let package = layout.files[file].package.map(|package| &layout.packages[package.0 as usize]);
    let Some(library) = package.and_then(|package| package.library) else {
        return discover::Externs::new();
    };
    let like = &layout.crates[library.0 as usize];
    let mut externs = (*like.externs).clone();
    externs.insert(like.name.clone(), discover::Extern::Member(library));
    externs
}

/// Notes the crates that never name one of their dependencies. The targets of a package have these in common.
fn enter_unnamed(crates: &mut [CrateData], instances: &[Instance], files: &[SourceFile]) {
    let mut named: FxHashMap<discover::PackageId, FxHashSet<Symbol>> = FxHashMap::default();
    for instance in instances {
        if let Some(package) = crates[instance.krate.0 as usize].package {
            let names = files[instance.file.0 as usize].symbols.iter();
            named.entry(package).or_default().extend(names);
        }
    }
    for krate in crates.iter_mut() {
        let Some(names) = krate.package.and_then(|package| named.get(&package)) else {
            continue;
        };
        let outside = krate.externs.iter().filter(|(_, of)| matches!(of, Extern::Outside(_)));
        krate.has_unnamed = outside.into_iter().any(|(name, _)| !names.contains(name));
    }
}

/// The files that are there more than once.
fn shared(instances: &[Instance]) -> FxHashSet<File> {
    let mut seen = FxHashSet::default();
    let again = instances
        .iter()
        .map(|instance| instance.file)
        .filter(|file| !seen.insert(*file));
    again.collect()
}
