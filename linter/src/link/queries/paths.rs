//! Canonical paths: from the crate to where a definition is declared, never through a re-export.

use smallvec::SmallVec;

use crate::facts::{ItemKind, ScopeKind};
use crate::link::program::Program;
use crate::link::program::symbols::Symbol;
use crate::link::resolve::Binding;
use crate::link::{Def, ExternalPath, Item, Scope, Workspace};

impl Program {
    /// The path of a module.
    pub(in crate::link) fn path_of_module(&self, module: Scope) -> ExternalPath {
        let modules = std::iter::successors(Some(module), |module| self.parent_module(*module));
        let name = |module: Scope| match self.item_of_module(module) {
            Some(item) => self.name_of(item),
            None => self.crates[self.crate_of(module).0 as usize].name,
        };
        let mut segments: SmallVec<[Symbol; 4]> = modules.map(name).collect();
        segments.reverse();
        ExternalPath { segments, called: false }
    }
}

impl Workspace {
    /// The canonical path of a definition. A macro's ends in `!`.
    pub fn path(&self, def: &Def) -> String {
        let (segments, called) = self.path_of(def);
        let texts: Vec<&str> = segments.iter().map(|&segment| self.text(segment)).collect();
        texts.join("::") + if called { "!" } else { "" }
    }

    /// The canonical path of a definition, as an external path.
    pub(in crate::link) fn as_external(&self, def: &Def) -> ExternalPath {
        let (segments, called) = self.path_of(def);
        ExternalPath {
            segments: segments.into(),
            called,
        }
    }

    fn path_of(&self, def: &Def) -> (Vec<Symbol>, bool) {
        match def {
            Def::Crate(krate) => (vec![self.crates[krate.0 as usize].name], false),
            Def::Item(item) => {
                let called = matches!(
                    self.item(*item).kind,
                    ItemKind::Macro { .. } | ItemKind::ProcMacro { called: true, .. }
                );
                (self.item_segments(*item), called)
            }
            Def::Member(owner, name) => {
                let mut segments = self.item_segments(*owner);
                segments.push(*name);
                (segments, false)
            }
            Def::External(outside) => (outside.segments.to_vec(), outside.called),
        }
    }

    fn item_segments(&self, item: Item) -> Vec<Symbol> {
        let mut segments = match &self.item(item).kind {
            ItemKind::Macro {
                exported: true,
                by_path: false,
            } => {
                let krate = self.instance_of_item(item).krate;
                vec![self.crates[krate.0 as usize].name]
            }
            ItemKind::Variant { .. }
            | ItemKind::AssociatedFunction(..)
            | ItemKind::AssociatedConst(_)
            | ItemKind::AssociatedType(..) => match (self.primitive_of(item), self.owner_of(item)) {
                (Some(primitive), _) => vec![primitive],
                (None, Some(owner)) => self.path_of(&owner).0,
                (None, None) => self.scope_segments(self.scope_of_item(item)),
            },
            _ => self.scope_segments(self.scope_of_item(item)),
        };
        segments.push(self.name_of(item));
        segments
    }

    /// The path of the module or item whose body is a scope.
    fn scope_segments(&self, scope: Scope) -> Vec<Symbol> {
        if let Some(&declared_by) = self.module_of_body.get(&scope) {
            return self.item_segments(declared_by);
        }
        let instance = self.instance_of_scope(scope);
        match (self.kind(scope), self.scope(scope).item) {
            (ScopeKind::File, _) => vec![self.crates[instance.krate.0 as usize].name],
            // An impl block has no name: it takes the path of the enclosing module.
            (ScopeKind::Impl(_), _) | (_, None) => self
                .parent(scope)
                .map(|parent| self.scope_segments(parent))
                .unwrap_or_default(),
            (_, Some(item)) => self.item_segments(Item(instance.items + item.0)),
        }
    }

    /// The path of the innermost function or module that contains a scope.
    pub fn path_around(&self, scope: Scope) -> String {
        let segments = match self.item_around(scope) {
            Some(item) => self.item_segments(item),
            None => self.scope_segments(scope),
        };
        self.joined(&segments)
    }

    /// The path of the module that contains a scope.
    pub fn module_path(&self, scope: Scope) -> String {
        self.joined(&self.scope_segments(self.module(scope)))
    }

    /// The path by which a binding was reached: the scope that declares the name, and the name.
    pub fn binding_path(&self, binding: &Binding) -> String {
        match binding.declared {
            Some(declared) => self.declared_path(declared),
            None => self.path(&binding.def),
        }
    }

    /// The path of a name that a scope declares.
    pub fn declared_path(&self, (scope, name): (Scope, Symbol)) -> String {
        let mut segments = self.scope_segments(scope);
        segments.push(name);
        self.joined(&segments)
    }

    fn joined(&self, segments: &[Symbol]) -> String {
        let texts: Vec<&str> = segments.iter().map(|&segment| self.text(segment)).collect();
        texts.join("::")
    }
}
