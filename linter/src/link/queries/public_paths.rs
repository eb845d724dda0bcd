//! The paths by which other crates can name the items of a library: `pub` in each segment, or through re-exports.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::discover::{Layout, TargetKind};
use crate::facts::{ItemKind, Visibility};
use crate::link::declarations::Declared;
use crate::link::program::symbols::Symbol;
use crate::link::{Crate, Def, Import, Item, Namespace, Scope, Workspace};

/// A module to list, with the path that leads there.
struct ListedModule {
    body: Scope,
    path: String,
}

/// What a module makes public under a name.
struct PublicName {
    name: Symbol,
    item: Item,
    /// Whether the module declares the item itself.
    is_declared: bool,
}

/// The names and globs of all scopes.
struct ScopeContents {
    names: FxHashMap<Scope, Vec<Symbol>>,
    globs: FxHashMap<Scope, Vec<Import>>,
}

impl Workspace {
    /// The public paths of the items of all libraries, without associated items and fields, which are reached through their types.
    /// A module is listed by one path only, its canonical one if that is public, so the paths of cyclic re-exports end.
    pub fn public_paths(&self, layout: &Layout) -> FxHashMap<Item, Vec<String>> {
        let contents = self.scope_contents();
        let mut paths = FxHashMap::default();
        for (at, data) in self.own_crates() {
            let is_importable = match data.target {
                Some(target) => matches!(
                    layout.crates[target.0 as usize].kind,
                    TargetKind::Library | TargetKind::ProcMacro
                ),
                // Without a manifest, any file may be a library.
                None => layout.packages.is_empty(),
            };
            if is_importable {
                self.list_crate(Crate(at as u32), &contents, &mut paths);
            }
        }
        paths
    }

    fn scope_contents(&self) -> ScopeContents {
        let mut names: FxHashMap<Scope, Vec<Symbol>> = FxHashMap::default();
        for (scope, name) in self.declared.keys() {
            names.entry(*scope).or_default().push(*name);
        }
        for of_scope in names.values_mut() {
            of_scope.sort_unstable_by_key(|name| self.text(*name));
        }
        let mut globs: FxHashMap<Scope, Vec<Import>> = FxHashMap::default();
        for (import, fact) in self.imports() {
            if let Some(scope) = self.scope_of_glob(import)
                && fact.visibility == Visibility::Public
            {
                globs.entry(scope).or_default().push(import);
            }
        }
        ScopeContents { names, globs }
    }

    fn list_crate(&self, krate: Crate, contents: &ScopeContents, paths: &mut FxHashMap<Item, Vec<String>>) {
        let data = &self.crates[krate.0 as usize];
        let mut listed = FxHashSet::default();
        // Modules that are re-exported wait until all others are listed.
        let mut declared = VecDeque::from([ListedModule {
            body: data.root,
            path: self.text(data.name).to_owned(),
        }]);
        let mut re_exported = VecDeque::new();
        while let Some(module) = declared.pop_front().or_else(|| re_exported.pop_front()) {
            if !listed.insert(module.body) {
                continue;
            }
            for public in self.public_names(module.body, contents) {
                let item = public.item;
                let path = format!("{}::{}", module.path, self.text(public.name));
                let written = if self.is_called(item) {
                    format!("{path}!")
                } else {
                    path.clone()
                };
                let of_item: &mut Vec<String> = paths.entry(item).or_default();
                if of_item.contains(&written) {
                    continue;
                }
                of_item.push(written);
                let Some(body) = self.body(&Def::Item(item)) else { continue };
                let waiting = if public.is_declared { &mut declared } else { &mut re_exported };
                // The modules of another crate are listed with that crate.
                if self.crate_of(body) == krate {
                    waiting.push_back(ListedModule { body, path });
                }
            }
        }
    }

    /// Whether a path to a macro ends in `!`.
    fn is_called(&self, item: Item) -> bool {
        matches!(
            self.item(item).kind,
            ItemKind::Macro { .. } | ItemKind::ProcMacro { called: true, .. }
        )
    }

    /// The names that a module makes public: those of its items, those that it re-exports, and those of its public globs, which
    /// its own names hide.
    fn public_names(&self, body: Scope, contents: &ScopeContents) -> Vec<PublicName> {
        let own: FxHashSet<Symbol> = contents.names.get(&body).into_iter().flatten().copied().collect();
        let mut public = Vec::new();
        let mut visited = FxHashSet::from_iter([body]);
        let mut waiting = VecDeque::from([body]);
        while let Some(scope) = waiting.pop_front() {
            let names = contents.names.get(&scope).into_iter().flatten();
            for &name in names.filter(|name| scope == body || !own.contains(*name)) {
                for entry in self.declared.get(&(scope, name)) {
                    self.enter_public(entry, name, scope == body, &mut public);
                }
            }
            let globs = contents.globs.get(&scope).into_iter().flatten();
            for target in globs.flat_map(|glob| self.imported(*glob).in_space(Namespace::Type)) {
                match (self.body(target), target) {
                    (Some(inner), _) if !self.is_standard(target) && visited.insert(inner) => waiting.push_back(inner),
                    (None, Def::Item(of)) => public.extend(self.variants_of(*of)),
                    _ => {}
                }
            }
        }
        public
    }

    /// The items that a declaration of a name makes public.
    fn enter_public(&self, entry: Declared, name: Symbol, is_own: bool, public: &mut Vec<PublicName>) {
        match entry {
            Declared::Item(item, _) => {
                let fact = self.item(item);
                let is_exported = matches!(fact.kind, ItemKind::Macro { exported: true, .. });
                if is_exported || fact.visibility == Visibility::Public {
                    public.push(PublicName {
                        name,
                        item,
                        is_declared: is_own,
                    });
                }
            }
            Declared::Import(import) if self.import(import).visibility == Visibility::Public => {
                let mut items: Vec<Item> = Vec::new();
                for imported in self.imported(import).all() {
                    match imported.def {
                        Def::Item(item) if !self.is_standard(&imported.def) && !items.contains(&item) => items.push(item),
                        _ => {}
                    }
                }
                public.extend(items.into_iter().map(|item| PublicName {
                    name,
                    item,
                    is_declared: false,
                }));
            }
            Declared::Import(_) => {}
        }
    }

    fn variants_of(&self, of: Item) -> Vec<PublicName> {
        let variants = self.items().filter(|(_, fact)| matches!(fact.kind, ItemKind::Variant { .. }));
        let variants = variants.filter(|(variant, _)| self.owner_item(*variant) == Some(of));
        let named = variants.map(|(item, _)| PublicName {
            name: self.name_of(item),
            item,
            is_declared: false,
        });
        named.collect()
    }
}
