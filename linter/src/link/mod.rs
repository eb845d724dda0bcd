//! Name resolution for the whole workspace: it builds the module tree, resolves imports to a fixed point, and answers "which item
//! does this path name?" for every path. The answer is the one that rustc would give, or *unknown*. This module only answers
//! queries; the rules decide what is a violation.
//!
//! It works in phases: [`Program`], [`Declarations`], [`DefMap`], then the impls and the lang items, and finally [`Workspace`].
//! Each phase is built from the previous one, is read-only afterwards, and derefs to it, so no code can use data that is not
//! computed yet.

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock};

use bitcode::{Decode, Encode};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::facts::{self, Context, ItemId};
use crate::finding::FilePath;

mod declarations;
mod def_map;
mod edited;
mod expansions;
mod external_path;
mod impls;
mod lang_items;
mod memo;
mod multimap;
mod program;
mod queries;
mod record;
mod resolve;
mod traits;
mod typing;

pub use declarations::Declarations;
pub use def_map::DefMap;
pub(crate) use expansions::{AskedNames, ExpansionSource, Expansions};
pub use external_path::ExternalPath;
pub use program::modules::MissingFile;
pub(crate) use program::modules::Modules;
pub(crate) use program::standard::standard_library;
pub use program::symbols::Symbol;
pub use program::{Program, SourceFile};
pub use queries::call_candidates::CallCandidates;
use queries::counts::KnownUses;
pub(crate) use queries::counts::RecordedUses;
pub use queries::counts::UseCounts;
pub use queries::documentation::DocumentedTarget;
pub use queries::dump::dump;
pub use queries::interest::Interest;
pub use queries::literals::StringLiteral;
pub use queries::remarks::Remark;
use queries::spellings::Aliases;
pub use queries::typed_names::{FromImpl, TypedName};
pub use queries::uses::{ItemImport, Use};
pub use queries::visible_path::{Obstacle, VisiblePath};
pub(crate) use record::LinkRecord;
pub use resolve::{Binding, Bindings, Resolution};

use impls::Impls;
use lang_items::LangItems;
use program::modules::Instance;

/// A file of the workspace: an index into [`Workspace::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct File(pub(crate) u32);

impl File {
    /// The file of the standard library, as the origin of an expansion. Its index changes with the number of expansions.
    const STANDARD: Self = Self(u32::MAX);
}

/// A scope of the workspace: a module, block, function or other item that contains names. If two crates share a file, each of its
/// scopes and items exists twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct Scope(pub(crate) u32);

/// An item of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct Item(pub(crate) u32);

impl Item {
    /// The item with this id in the file whose first item is this one.
    pub(crate) fn after(self, id: ItemId) -> Self {
        Self(self.0 + id.0)
    }
}

/// An import of the workspace: one name or glob of a `use`, or an `extern crate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct Import(pub(crate) u32);

/// A crate of the workspace: an index into [`Workspace::crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct Crate(pub(crate) u32);

/// A namespace. One name may refer to different definitions in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub enum Namespace {
    /// Modules, types, traits.
    Type,
    /// Functions, constants, statics, and constructors of tuple and unit structs.
    Value,
    /// Macros, derives, attributes.
    Macro,
}

impl Namespace {
    /// The namespace in which a name is looked up if it occurs in this context; `braced` is for `Name { … }`.
    fn from_context(context: Context, braced: bool) -> Self {
        match context {
            Context::Call | Context::Value | Context::Method | Context::Field => Self::Value,
            Context::Pattern if braced => Self::Type,
            Context::Pattern => Self::Value,
            Context::Construct | Context::Type | Context::Import | Context::Doc => Self::Type,
            Context::Macro | Context::Attribute => Self::Macro,
        }
    }
}

/// The definition that a name refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Def {
    /// The root module of a crate of the workspace.
    Crate(Crate),
    /// An item of the workspace.
    Item(Item),
    /// An associated item of a type that no known impl declares: it comes from a derive, or from a default of a trait.
    Member(Item, Symbol),
    /// An item of a crate outside the workspace.
    External(ExternalPath),
}

/// The definitions that a name refers to: more than one only if `cfg` chooses between them, none if unknown.
pub type Defs = SmallVec<[Def; 1]>;

/// The linked workspace: the last phase, which answers the queries of the rules.
#[derive(Clone, Debug)]
pub struct Workspace {
    linked: Arc<Linked>,
    /// The files whose code the queries visit; `None` for all.
    focus: Option<FxHashSet<File>>,
}

/// The results of all phases.
#[derive(Debug)]
struct Linked {
    defs: DefMap,
    impls: Arc<Impls>,
    lang_items: LangItems,
    /// Memo of what the paths in types resolve to.
    resolved: memo::Memo<(Scope, facts::PathId, Namespace), Option<Bindings>>,
    /// Collected for the first query.
    aliases: OnceLock<Arc<Aliases>>,
    /// The uses that were counted.
    uses: Mutex<KnownUses>,
}

impl Workspace {
    /// Resolves the impls and the lang items.
    pub(crate) fn new(defs: DefMap) -> Self {
        let linked = Linked {
            impls: Arc::new(Impls::new(&defs)),
            lang_items: LangItems::new(&defs),
            defs,
            resolved: memo::Memo::new(),
            aliases: OnceLock::new(),
            uses: Mutex::default(),
        };
        Self {
            linked: Arc::new(linked),
            focus: None,
        }
    }

    /// The same workspace, but queries that visit the code of all files visit only these. Names still resolve in all of them.
    pub(crate) fn focused(&self, files: FxHashSet<File>) -> Self {
        Self {
            linked: Arc::clone(&self.linked),
            focus: Some(files),
        }
    }

    /// The files whose code the queries visit.
    pub fn visited_files(&self) -> Vec<File> {
        let all = (0..self.files().len() as u32).map(File);
        all.filter(|file| self.is_visited(*file)).collect()
    }

    /// The visited files, each with the path of the module that it is the body of.
    pub(crate) fn visited_modules(&self) -> impl Iterator<Item = (&FilePath, String)> {
        let instances = self.visited_instances();
        instances.map(|instance| (&self.file(instance.file).path, self.module_path(instance.root())))
    }

    fn is_visited(&self, file: File) -> bool {
        self.focus.as_ref().is_none_or(|focus| focus.contains(&file))
    }

    /// The instances of the files that the queries visit.
    fn visited_instances(&self) -> impl Iterator<Item = &Instance> {
        self.own_instances().iter().filter(|instance| self.is_visited(instance.file))
    }

    /// What `found` makes of each visited instance, in their order.
    fn in_instances<T: Send>(&self, found: impl Fn(&Instance) -> Vec<T> + Sync) -> Vec<T> {
        let instances: Vec<&Instance> = self.visited_instances().collect();
        let found: Vec<Vec<T>> = instances.into_par_iter().map(&found).collect();
        found.into_iter().flatten().collect()
    }

    fn aliases(&self) -> &Aliases {
        self.linked.aliases.get_or_init(|| Arc::new(Aliases::new(&self.linked.defs)))
    }
}

impl Deref for Workspace {
    type Target = DefMap;

    fn deref(&self) -> &DefMap {
        &self.linked.defs
    }
}

#[cfg(test)]
mod tests;
