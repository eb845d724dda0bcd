//! A concept resolved in one workspace: the items that its canonical path names, and the module that is its home.

use super::path_options::is_allowed;
use crate::config::Concept;
use crate::facts::ItemKind;
use crate::finding::Place;
use crate::link::{Def, File, Item, Scope, Use, Workspace};

/// A concept with its paths resolved.
#[derive(Debug)]
pub struct Contract<'a> {
    /// The concept as declared.
    pub concept: &'a Concept,
    /// The items that the canonical path names; empty if there are none, or no such path.
    pub canonical: Vec<Def>,
    /// The definitions that factories without wildcards name. Patterns with wildcards are matched by path.
    pub factories: Vec<Def>,
    /// The path of the module that owns the concept: the canonical path if it names a module, or the module of the canonical
    /// item.
    pub home: Option<String>,
}

impl<'a> Contract<'a> {
    /// Resolves the paths of a concept in a workspace.
    pub fn new(concept: &'a Concept, workspace: &Workspace) -> Self {
        let plain = concept.factory.iter().flat_map(|factory| factory.value.plain_paths());
        let factories = plain
            .flat_map(|path| workspace.find(&path.into_iter().map(str::to_owned).collect::<Vec<_>>()))
            .collect();
        let Some(path) = &concept.canonical else {
            return Self {
                concept,
                canonical: Vec::new(),
                factories,
                home: None,
            };
        };
        let canonical = workspace.find(&path.value);
        let home = canonical
            .first()
            .map(|def| workspace.home_of(def))
            .unwrap_or_else(|| path.value.join("::"));
        Self {
            concept,
            canonical,
            factories,
            home: Some(home),
        }
    }

    /// Whether a scope is inside the module that owns the concept.
    pub fn owns(&self, workspace: &Workspace, scope: Scope) -> bool {
        self.is_home_of(&workspace.module_path(scope))
    }

    /// Whether the body of a module may contain code of the module that owns the concept.
    pub(super) fn may_be_in(&self, module: &str) -> bool {
        let home = self.home.as_deref();
        home.is_some_and(|home| is_within(module, home) || is_within(home, module))
    }

    /// Whether a use is in the module that owns the concept or in an `allow-in` of it.
    pub fn permits(&self, workspace: &Workspace, usage: &Use) -> bool {
        self.permits_in(workspace, usage.file, usage.scope)
    }

    /// Whether the item at a path is in the module that owns the concept.
    pub fn is_home_of(&self, path: &str) -> bool {
        self.home.as_deref().is_some_and(|home| is_within(path, home))
    }

    /// A scope of a file is that of the owner, or of an `allow-in` of the concept.
    pub fn permits_in(&self, workspace: &Workspace, file: File, scope: Scope) -> bool {
        self.owns(workspace, scope) || self.allows(workspace, file, scope)
    }

    /// Whether a path is that of a canonical item or below it.
    pub fn contains(&self, workspace: &Workspace, path: &str) -> bool {
        self.canonical
            .iter()
            .any(|canonical| is_within(path, &workspace.path(canonical)))
    }

    fn allows(&self, workspace: &Workspace, file: File, scope: Scope) -> bool {
        if self.concept.allow_in.is_empty() {
            return false;
        }
        is_allowed(
            &self.concept.allow_in,
            &workspace.file(file).path,
            &workspace.path_around(scope),
        )
    }

    /// The canonical items that are types. A module has a name among types, but is none.
    pub fn types(&self, workspace: &Workspace) -> Vec<Item> {
        let named = self.canonical.iter().flat_map(|def| workspace.types_behind(def));
        named
            .filter(|item| !matches!(workspace.item(*item).kind, ItemKind::Module { .. }))
            .collect()
    }

    /// The place of the canonical definition.
    pub fn place(&self, workspace: &Workspace) -> Option<Place> {
        self.canonical.iter().find_map(|def| workspace.place_of_def(def))
    }

    /// The canonical path as written.
    pub fn written(&self) -> Option<String> {
        self.concept.canonical.as_ref().map(|path| path.value.join("::"))
    }
}

/// Whether a path equals `above` or is below it.
pub(super) fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}
