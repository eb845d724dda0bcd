//! Scopes: their modules, the scopes that enclose them, and visibility.

use std::sync::Arc;

use smallvec::SmallVec;

use super::Program;
use super::modules::Instance;
use super::symbols::Symbol;
use crate::facts::{self, ItemKind, ScopeKind, Visibility};
use crate::link::resolve::{Binding, Bindings, bound};
use crate::link::{Crate, Def, Import, Item, Scope, SourceFile};

impl Program {
    pub(in crate::link) fn scope(&self, scope: Scope) -> &facts::ScopeFact {
        let instance = self.instance_of_scope(scope);
        &self.file(instance.file).facts.scopes[(scope.0 - instance.scopes) as usize]
    }

    /// The kind of a scope. The root scope of an included file counts as a block of the scope that includes it.
    pub(in crate::link) fn kind(&self, scope: Scope) -> ScopeKind {
        match self.scope(scope).kind {
            ScopeKind::File if self.instance_of_scope(scope).included_in.is_some() => ScopeKind::Block,
            kind => kind,
        }
    }

    /// The enclosing scope: in the same file, or where that is included.
    pub(in crate::link) fn parent(&self, scope: Scope) -> Option<Scope> {
        let instance = self.instance_of_scope(scope);
        match self.file(instance.file).facts.scopes[(scope.0 - instance.scopes) as usize].parent {
            Some(parent) => Some(instance.scope(parent)),
            None => instance.included_in.map(|inclusion| inclusion.declaring),
        }
    }

    /// The innermost module that contains a scope, as the scope of its body.
    pub fn module(&self, mut scope: Scope) -> Scope {
        while !matches!(self.kind(scope), ScopeKind::Module | ScopeKind::File) {
            let Some(parent) = self.parent(scope) else { break };
            scope = parent;
        }
        scope
    }

    /// The parent of a module.
    pub(crate) fn parent_module(&self, module: Scope) -> Option<Scope> {
        match self.parent(module) {
            Some(parent) => Some(self.module(parent)),
            None => {
                let declared_by = self.module_of_body.get(&module)?;
                Some(self.module(self.scope_of_item(*declared_by)))
            }
        }
    }

    /// The `mod` item that declares a module; `None` for the root of a crate.
    pub(crate) fn item_of_module(&self, module: Scope) -> Option<Item> {
        let declared_by = self.module_of_body.get(&module).copied();
        declared_by.or_else(|| {
            let inner = self.scope(module).item?;
            Some(Item(self.instance_of_scope(module).items + inner.0))
        })
    }

    /// The number of files that a path in a scope leaves by going up so many modules. An inline module is left within its file.
    pub(crate) fn files_up(&self, scope: Scope, modules: usize) -> usize {
        let ancestors = std::iter::successors(Some(self.module(scope)), |module| self.parent_module(*module));
        let left = ancestors.take(modules);
        left.filter(|module| self.kind(*module) == ScopeKind::File).count()
    }

    /// The scope that declares an item.
    pub fn scope_of_item(&self, item: Item) -> Scope {
        self.instance_of_item(item).scope(self.item(item).scope)
    }

    /// The scope that is the body of a module or crate.
    pub(in crate::link) fn body(&self, def: &Def) -> Option<Scope> {
        match def {
            Def::Crate(krate) => Some(self.crates[krate.0 as usize].root),
            Def::Item(item) => match &self.item(*item).kind {
                ItemKind::Module { inline: true, .. } => {
                    let instance = self.instance_of_item(*item);
                    self.item(*item).inner.map(|inner| instance.scope(inner))
                }
                ItemKind::Module { inline: false, .. } => self.bodies.get(item).copied(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The crate that contains a scope.
    pub fn crate_of(&self, scope: Scope) -> Crate {
        self.instance_of_scope(scope).krate
    }

    pub(in crate::link) fn is_visible(&self, binding: &Binding, importer: Scope) -> bool {
        let Some((scope, _)) = binding.declared else { return true };
        let visibility = match (binding.import, &binding.def) {
            (Some(import), _) => self.import(import).visibility,
            (None, Def::Item(item)) => self.item(*item).visibility,
            (None, _) => Visibility::Public,
        };
        self.is_visible_by(visibility, scope, importer)
    }

    /// Whether something that `scope` declares with this visibility is visible from `importer`.
    pub(in crate::link) fn is_visible_by(&self, visibility: Visibility, scope: Scope, importer: Scope) -> bool {
        let within = match visibility {
            Visibility::Public => return true,
            Visibility::Private => Some(scope),
            // `pub(in path)` names an ancestor. To check the crate alone is enough for code that compiles.
            Visibility::Crate | Visibility::In(_) => return self.crate_of(scope) == self.crate_of(importer),
            Visibility::Super => self.parent_module(self.module(scope)),
        };
        within.is_some_and(|within| self.is_within(importer, self.module(within)))
    }

    /// Whether a scope is in a module or one of its descendants.
    pub(in crate::link) fn is_within(&self, scope: Scope, module: Scope) -> bool {
        // An early exit: most scopes that are not within a module are in another crate.
        let is_of_crate = self.crate_of(scope) == self.crate_of(module);
        let mut at = is_of_crate.then(|| self.module(scope));
        while let Some(here) = at {
            if here == module {
                return true;
            }
            at = self.parent_module(here);
        }
        false
    }

    pub(in crate::link) fn module_step(&self, module: Scope) -> Bindings {
        let def = match self.module_of_body.get(&module) {
            Some(&item) => Def::Item(item),
            None => match self.scope(module).item {
                Some(item) if self.scope(module).kind == ScopeKind::Module => {
                    Def::Item(Item(self.instance_of_scope(module).items + item.0))
                }
                _ => Def::Crate(self.crate_of(module)),
            },
        };
        bound(def)
    }

    /// Whether a scope is the body of a file or of an inline module.
    pub(in crate::link) fn is_module(&self, scope: Scope) -> bool {
        matches!(self.kind(scope), ScopeKind::File | ScopeKind::Module)
    }

    /// The innermost item whose body contains a scope.
    pub fn item_around(&self, scope: Scope) -> Option<Item> {
        let instance = self.instance_of_scope(scope);
        match (self.scope(scope).item, instance.included_in) {
            (Some(item), _) => Some(Item(instance.items + item.0)),
            (None, Some(inclusion)) => self.item_around(inclusion.scope),
            (None, None) => None,
        }
    }

    /// All items whose body contains a scope, innermost first.
    pub fn items_around(&self, scope: Scope) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut at = Some(scope);
        while let Some(scope) = at {
            items.extend(self.item_around(scope).filter(|item| items.last() != Some(item)));
            at = self.parent(scope);
        }
        items
    }

    /// Whether a scope is within the parent of the item's module. The root of a crate does not count, since it
    /// contains everything.
    pub fn is_beside(&self, scope: Scope, item: Item) -> bool {
        let around = self.parent_module(self.module(self.scope_of_item(item)));
        let around = around.filter(|module| self.parent_module(*module).is_some());
        around.is_some_and(|module| self.is_within(scope, module))
    }

    /// The segments of a path in the scope's file, and whether it is absolute (`::a`).
    pub(in crate::link) fn segments(&self, scope: Scope, path: facts::PathId) -> (SmallVec<[Symbol; 4]>, bool) {
        let file = self.file(self.instance_of_scope(scope).file);
        let path = file.facts.path(path);
        (
            path.segments.iter().map(|name| file.symbols[name.0 as usize]).collect(),
            path.absolute,
        )
    }

    pub(in crate::link) fn instance_of_item(&self, item: Item) -> &Instance {
        &self.instances[self.owners.items[item.0 as usize] as usize]
    }

    /// The index of an instance.
    pub(in crate::link) fn index_of(&self, instance: &Instance) -> u32 {
        self.owners.scopes[instance.scopes as usize]
    }

    pub(in crate::link) fn instance_of_scope(&self, scope: Scope) -> &Instance {
        &self.instances[self.owners.scopes[scope.0 as usize] as usize]
    }

    pub(in crate::link) fn instance_of_import(&self, import: Import) -> &crate::link::program::modules::Instance {
        &self.instances[self.owners.imports[import.0 as usize] as usize]
    }

    /// The instances of the workspace. The last one is the standard library's.
    pub(in crate::link) fn own_instances(&self) -> &[Instance] {
        &self.instances[..self.instances.len() - 1]
    }

    /// The files of the workspace. The last one is the standard library's.
    pub(in crate::link) fn own_files(&self) -> &[Arc<SourceFile>] {
        &self.files[..self.files.len() - 1]
    }
}
