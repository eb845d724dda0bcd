//! What names mean across the workspace: the module tree, imports to a fixed point, and the answer to "which item
//! does this path name?" for every reference, as rustc would give it, or *unknown*. It answers; it does not judge.
//!
//! It works in phases: [`Program`], [`Declarations`], [`DefMap`], the impls and the language's own items, [`Workspace`]. Each is
//! built from the one before, is only read afterwards, and derefs to it, so that nothing can be asked before it is known.

use std::ops::Deref;
use std::sync::Arc;

use smallvec::SmallVec;

use crate::discover::Layout;
use crate::facts::{self, Context, FileFacts};

mod declarations;
mod def_map;
mod external_path;
mod impls;
mod lang_items;
mod memo;
mod multimap;
mod program;
mod queries;
mod resolve;
mod traits;
mod typing;

pub use declarations::Declarations;
pub use def_map::DefMap;
pub use external_path::ExternalPath;
pub use program::modules::MissingFile;
pub(crate) use program::modules::Modules;
pub(crate) use program::standard::standard_library;
pub use program::symbols::Symbol;
pub use program::{Program, SourceFile};
pub use queries::call_candidates::CallCandidates;
pub use queries::counts::UseCounts;
pub use queries::dump::dump;
pub use queries::uses::{Interest, ItemImport, Use};
pub use queries::visible_path::{Obstacle, VisiblePath};
pub use resolve::{Binding, Bindings, Resolution};

use impls::Impls;
use lang_items::LangItems;

/// A file of the workspace, by its place in [`Workspace::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct File(pub(crate) u32);

/// A scope of the workspace. A file that two crates share has its scopes and items twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope(pub(crate) u32);

/// An item of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item(pub(crate) u32);

/// An import of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Import(pub(crate) u32);

/// A crate of the workspace, by its place in [`Workspace::crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Crate(pub(crate) u32);

/// Types, values and macros are named apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Namespace {
    /// Modules, types, traits.
    Type,
    /// Functions, constants, statics, constructors of tuple and unit structs.
    Value,
    /// Macros, derives, attributes.
    Macro,
}

impl Namespace {
    /// The space in which a name that is used so is looked up.
    fn of(context: Context, braced: bool) -> Self {
        match context {
            Context::Call | Context::Value | Context::Method | Context::Field => Self::Value,
            Context::Pattern if braced => Self::Type,
            Context::Pattern => Self::Value,
            Context::Construct | Context::Type | Context::Import | Context::Doc => Self::Type,
            Context::Macro | Context::Attribute => Self::Macro,
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Def {
    /// The root module of a crate of the workspace.
    Crate(Crate),
    /// An item of the workspace.
    Item(Item),
    /// An associated item that no impl in sight spells out: derived, or a trait's.
    Member(Item, Symbol),
    /// An item of a crate outside.
    External(ExternalPath),
}

/// Several definitions only where `cfg` chooses between them; none when unknown.
pub type Defs = SmallVec<[Def; 1]>;

/// All files linked: the last phase, which answers what rules ask.
#[derive(Debug)]
pub struct Workspace {
    defs: DefMap,
    impls: Impls,
    lang_items: LangItems,
    /// What the paths of types name.
    resolved: memo::Memo<(Scope, facts::PathId, Namespace), Option<Bindings>>,
}

impl Workspace {
    /// Links the facts of the layout's files, which are in its order, as they stand in the module trees.
    pub(crate) fn new(layout: &Layout, facts: Vec<Arc<FileFacts>>, modules: Modules) -> Self {
        let declarations = Declarations::new(Program::new(layout, facts, modules));
        let defs = DefMap::new(declarations);
        let impls = Impls::new(&defs);
        let lang_items = LangItems::new(&defs);
        Self {
            defs,
            impls,
            lang_items,
            resolved: memo::Memo::new(),
        }
    }
}

impl Deref for Workspace {
    type Target = DefMap;

    fn deref(&self) -> &DefMap {
        &self.defs
    }
}

#[cfg(test)]
mod tests;
