//! What names mean across the workspace: the module tree, imports to a fixed point, and the answer to "which item
//! does this path name?" for every reference, as rustc would give it, or *unknown*. It answers; it does not judge.

use std::sync::{Arc, OnceLock};

use smallvec::SmallVec;

use crate::discover::PackageId;
use crate::facts::{self, Answers, Context, FileFacts, ForTests};
use crate::finding::{Class, FilePath, Place, Problem, Span};

mod build;
mod called;
mod calls;
mod clones;
mod counts;
mod dump;
mod find;
mod globs;
mod imports;
mod lookup;
mod macros;
mod memo;
mod methods;
mod modules;
mod multimap;
mod outside;
mod paths;
mod primitives;
mod questions;
mod reached;
mod references;
mod resolve;
mod spellings;
mod standard;
mod symbols;
mod traits;
mod tree;
mod types;
mod typing;
mod uses;

pub use called::Called;
pub use clones::{CloneClass, CloneKind, Code, Fragment, FragmentKind, Likeness, Nearest, Noise};
pub use counts::UseCounts;
pub use dump::dump;
pub use modules::MissingFile;
pub(crate) use modules::Modules;
pub use outside::Outside;
pub use reached::{Obstacle, Reached};
pub use resolve::{Binding, Resolution, Step};
pub(crate) use standard::standard_library;
pub use symbols::Symbol;
pub use uses::{Interest, Taking, Use};

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
pub enum Space {
    /// Modules, types, traits.
    Type,
    /// Functions, constants, statics, constructors of tuple and unit structs.
    Value,
    /// Macros, derives, attributes.
    Macro,
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
    Outside(Outside),
}

/// Several definitions only where `cfg` chooses between them; none when unknown.
pub type Defs = SmallVec<[Def; 1]>;

/// All files linked.
#[derive(Debug)]
pub struct Workspace {
    symbols: symbols::Symbols,
    standard: standard::Standard,
    files: Vec<SourceFile>,
    crates: Vec<CrateData>,
    instances: Vec<modules::Instance>,
    /// Files that several crates have as a module of theirs.
    shared: rustc_hash::FxHashSet<File>,
    owners: modules::Owners,
    tables: lookup::Tables,
    /// What the paths of types name, once imports are settled.
    resolved: memo::Memo<(Scope, facts::PathId, Space), Option<Step>>,
    /// The crates that the code of each can have anything of, once somebody asks.
    reach_of_crates: OnceLock<Vec<rustc_hash::FxHashSet<Crate>>>,
    problems: Vec<Problem>,
    missing: Vec<MissingFile>,
}

/// A file with its facts.
#[derive(Debug)]
pub struct SourceFile {
    /// Which file.
    pub path: FilePath,
    /// What it is for.
    pub class: Class,
    /// No target of a package reaches it, although there are targets.
    pub is_stray: bool,
    /// What it says.
    pub facts: Arc<FileFacts>,
    /// What of it is for tests.
    tests: Answers,
    /// For each of its names, the workspace's.
    symbols: Vec<Symbol>,
}

/// A crate: a target of a package, or a file that no target reaches.
#[derive(Debug)]
struct CrateData {
    name: Symbol,
    /// The package that it is a target of; of a file that no target reaches, the one whose folder it lies in.
    package: Option<PackageId>,
    root: Scope,
    /// Paths in `use` begin at the root, and crates are not names by themselves.
    edition_2015: bool,
    externs: rustc_hash::FxHashMap<Symbol, Extern>,
    /// Those of them that it can name whatever is compiled.
    certain: rustc_hash::FxHashSet<Symbol>,
    /// No manifest tells which crates there are: a name that is nowhere else is one.
    open: bool,
    /// It has a dependency outside of the workspace that none of its code names: the library may be called otherwise than its
    /// package, as `md5` of `md-5`, and a name that is nowhere else may be that.
    has_unnamed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extern {
    Member(Crate),
    Outside(Symbol),
}

impl Workspace {
    /// All files, sorted by path.
    pub fn files(&self) -> &[SourceFile] {
        self.own_files()
    }

    /// The file behind an id.
    pub fn file(&self, file: File) -> &SourceFile {
        &self.files[file.0 as usize]
    }

    /// Missing and cyclic modules.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The modules without a file that is looked at.
    pub fn missing_files(&self) -> &[MissingFile] {
        &self.missing
    }

    /// The text of a name.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.symbols.text(symbol)
    }

    /// The name, if any file has it.
    pub fn symbol(&self, text: &str) -> Option<Symbol> {
        self.symbols.get(text)
    }

    /// Every item, with what its file says of it.
    pub fn items(&self) -> impl Iterator<Item = (Item, &facts::Item)> {
        self.items_of(self.own_instances())
    }

    fn items_of<'a>(&'a self, instances: &'a [modules::Instance]) -> impl Iterator<Item = (Item, &'a facts::Item)> {
        instances.iter().flat_map(move |instance| {
            let items = &self.file(instance.file).facts.items;
            items
                .iter()
                .enumerate()
                .map(move |(index, item)| (Item(instance.items + index as u32), item))
        })
    }

    /// What its file says of an item.
    pub fn item(&self, item: Item) -> &facts::Item {
        let instance = self.instance_of_item(item);
        &self.file(instance.file).facts.items[(item.0 - instance.items) as usize]
    }

    /// Where an item's name stands.
    pub fn place(&self, item: Item) -> Place {
        self.place_in(self.instance_of_item(item).file, self.item(item).name_span)
    }

    /// The file of an item.
    pub fn file_of(&self, item: Item) -> File {
        self.instance_of_item(item).file
    }

    /// A span of a file as a place.
    pub fn place_in(&self, file: File, span: Span) -> Place {
        Place {
            file: self.file(file).path.clone(),
            span,
        }
    }

    /// What the code of an item is for.
    pub fn class(&self, item: Item) -> Class {
        let instance = self.instance_of_item(item);
        self.class_of(instance, [self.item(item).test])
    }

    /// What code of an instance is for, of which each of these holds.
    fn class_of<const N: usize>(&self, instance: &modules::Instance, tests: [ForTests; N]) -> Class {
        let file = self.file(instance.file);
        match file.class {
            Class::Production if instance.test || tests.iter().any(|test| file.tests.of(*test)) => Class::Test,
            class => class,
        }
    }

    /// The names of a crate's root and of everything else are looked up in this space first.
    fn space(context: Context, braced: bool) -> Space {
        match context {
            Context::Call | Context::Value | Context::Method | Context::Field => Space::Value,
            Context::Pattern if braced => Space::Type,
            Context::Pattern => Space::Value,
            Context::Construct | Context::Type | Context::Import | Context::Doc => Space::Type,
            Context::Macro | Context::Attribute => Space::Macro,
        }
    }
}

#[cfg(test)]
mod tests;
