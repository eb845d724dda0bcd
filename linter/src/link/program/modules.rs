//! The module trees: for each file, which module of which crate has it as its body, or which code includes it.

use std::collections::BTreeSet;
use std::sync::Arc;

use bitcode::{Decode, Encode};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::discover::{self, Layout, TargetKind};
use crate::facts::{Answers, FileFacts, Grammar, ScopeId};
use crate::finding::{Class, FilePath, InputProblem, Place};
use crate::link::program::tree::TreeBuilder;
use crate::link::{Crate, Expansions, File, Item, Scope, SourceFile};

/// A `mod name;` or `include!` whose file is not in the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct MissingFile {
    /// The beginning of a message: "module `name`".
    pub what: String,
    /// The place of the name, or of the `include!`.
    pub place: Place,
    /// The files that were tried, in the order of preference.
    pub looked_for: Vec<FilePath>,
}

/// A file at one place in the module tree of a crate. Most files have one instance; a file of two crates has two. rust-analyzer's
/// `HirFileId` is similar; rustc uses the term for monomorphized items, which these are not.
#[derive(Debug)]
pub(in crate::link) struct Instance {
    pub(in crate::link) file: File,
    pub(in crate::link) krate: Crate,
    /// The `mod name;` that the file is the body of; `None` for the root of a crate.
    pub(in crate::link) declared_by: Option<Item>,
    /// The workspace-wide numbers of the file's first scope, item and import: its own numbers are added to them.
    pub(in crate::link) scopes: u32,
    pub(in crate::link) items: u32,
    pub(in crate::link) imports: u32,
    /// Whether it is compiled for tests only.
    pub(in crate::link) test: bool,
    /// The folder in which its `mod name;` look for files.
    pub(in crate::link) folder: String,
    /// The folder that contains the file; if it was found through a symbolic link, the folder of the link.
    pub(in crate::link) home: String,
    /// The crate that `$crate` refers to: for an expansion, that of the macro.
    pub(in crate::link) dollar_crate: Crate,
    /// For an included file or an expansion, the place of the `include!` or the macro call.
    pub(in crate::link) included_in: Option<Inclusion>,
}

/// The place of an `include!` or of a macro call.
#[derive(Clone, Copy, Debug)]
pub(in crate::link) struct Inclusion {
    /// The index of the including instance.
    pub(in crate::link) instance: u32,
    /// The scope of the call there.
    pub(in crate::link) scope: Scope,
    /// The scope in which items are declared: if the call is at the top level of an included file, that of its inclusion.
    pub(in crate::link) declaring: Scope,
    /// The byte offset of the call.
    pub(in crate::link) at: u32,
    /// The number of the macro call in its file; `None` for an `include!`.
    pub(in crate::link) call: Option<u32>,
}

impl Instance {
    /// The instance of a crate with one file. Its numbers follow those of all others.
    pub(in crate::link) fn of_crate(file: File, krate: Crate, (scopes, items, imports): (u32, u32, u32)) -> Self {
        Self {
            file,
            krate,
            declared_by: None,
            scopes,
            items,
            imports,
            test: false,
            folder: String::new(),
            home: String::new(),
            dollar_crate: krate,
            included_in: None,
        }
    }

    /// The scope of the file itself.
    pub(in crate::link) fn root(&self) -> Scope {
        Scope(self.scopes)
    }

    pub(in crate::link) fn scope(&self, scope: ScopeId) -> Scope {
        Scope(self.scopes + scope.0)
    }

    /// The scope in which names of `scope` are declared: for the top level of an included file, the scope of its `include!`.
    pub(in crate::link) fn declaring(&self, scope: ScopeId) -> Scope {
        match self.included_in {
            Some(inclusion) if scope.0 == 0 => inclusion.declaring,
            _ => self.scope(scope),
        }
    }
}

/// For each scope, item and import, the index of its instance. A table, since linking looks it up more often than anything else.
#[derive(Debug)]
pub(in crate::link) struct Owners {
    pub(super) scopes: Vec<u32>,
    pub(super) items: Vec<u32>,
    pub(super) imports: Vec<u32>,
}

impl Owners {
    pub(in crate::link) fn new(instances: &[Instance], files: &[Arc<SourceFile>]) -> Self {
        let owners = |count: fn(&FileFacts) -> usize| {
            let counts = instances.iter().map(|instance| count(&files[instance.file.0 as usize].facts));
            let owners = counts
                .enumerate()
                .flat_map(|(at, count)| std::iter::repeat_n(at as u32, count));
            owners.collect()
        };
        Self {
            scopes: owners(|facts| facts.scopes.len()),
            items: owners(|facts| facts.items.len()),
            imports: owners(|facts| facts.imports.len()),
        }
    }
}

/// The module trees of all crates.
#[derive(Default)]
pub(crate) struct Modules {
    /// For each file, which of its conditions hold for tests only.
    pub(in crate::link) tests: Vec<Answers>,
    pub(in crate::link) instances: Vec<Instance>,
    /// The root scope of the file that each `mod name;` declares.
    pub(in crate::link) bodies: FxHashMap<Item, Scope>,
    pub(in crate::link) roots: Vec<CrateRoot>,
    pub(in crate::link) problems: Vec<InputProblem>,
    pub(in crate::link) missing: Vec<MissingFile>,
    /// The total numbers of scopes, items and imports.
    pub(in crate::link) totals: (u32, u32, u32),
    /// Files that the sources name and that are not known yet, with the grammar that they are to be parsed with.
    pub(crate) wanted: BTreeSet<(FilePath, Grammar)>,
    pub(in crate::link) uses_of_file: Vec<u32>,
}

impl Modules {
    /// Builds the trees. `facts` has one entry for each file of `layout`, in the same order, followed by those of the expansions.
    ///
    /// `test_features` are the features under which code is compiled for tests only.
    pub(crate) fn new(layout: &Layout, facts: &[Arc<FileFacts>], expansions: &Expansions, test_features: &[String]) -> Self {
        let is_for_tests = |feature: &str| test_features.iter().any(|it| it == feature);
        let mut tree = TreeBuilder::new(layout, facts, expansions);
        tree.grown.tests = facts.iter().map(|facts| facts.answers(is_for_tests)).collect();
        tree.grow();
        tree.grown
    }

    /// For each file, whether no target reaches it. In a folder without targets no file counts as stray.
    pub(in crate::link) fn strays(&self) -> Vec<bool> {
        let of_target = |instance: &&Instance| self.roots[instance.krate.0 as usize].target.is_some();
        let has_targets = self.roots.iter().any(|root| root.target.is_some());
        let mut strays = vec![has_targets; self.uses_of_file.len()];
        for instance in self.instances.iter().filter(of_target) {
            strays[instance.file.0 as usize] = false;
        }
        strays
    }

    pub(in crate::link) fn origin_of_crate(&self, krate: Crate) -> CrateOrigin {
        let root = &self.roots[krate.0 as usize];
        CrateOrigin {
            file: root.file,
            target: root.target,
        }
    }

    /// Whether a file, by its index in the layout, is part of no tree.
    pub(crate) fn is_unused(&self, file: usize) -> bool {
        self.uses_of_file[file] == 0
    }
}

/// What a crate begins with. Its number changes if expansions reach a file that was a crate by itself before; this does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub(in crate::link) struct CrateOrigin {
    /// The root file; [`File::STANDARD`] for the standard library.
    pub(in crate::link) file: File,
    /// The target of the crate; `None` for a file that no target reaches.
    pub(in crate::link) target: Option<discover::CrateId>,
}

/// The root of a crate.
pub(in crate::link) struct CrateRoot {
    pub(in crate::link) file: File,
    /// The target of the crate; `None` for a file that no target reaches.
    pub(in crate::link) target: Option<discover::CrateId>,
    pub(in crate::link) scope: Scope,
}

/// The class of each file: generated if a comment in the file says so, else that of the layout, else by the targets that reach
/// it.
pub(in crate::link) fn classes(
    layout: &Layout,
    modules: &Modules,
    files: &[Arc<FileFacts>],
    expansions: &Expansions,
) -> Vec<Class> {
    let mut by_production: FxHashSet<File> = FxHashSet::default();
    let mut by_example: FxHashSet<File> = FxHashSet::default();
    let mut by_test: FxHashSet<File> = FxHashSet::default();
    for instance in &modules.instances {
        let target = modules.roots[instance.krate.0 as usize].target;
        let kind = target.map_or(TargetKind::Library, |target| layout.crates[target.0 as usize].kind);
        let reached = match kind {
            TargetKind::Test | TargetKind::Bench => &mut by_test,
            TargetKind::Example => &mut by_example,
            _ if instance.test => &mut by_test,
            _ => &mut by_production,
        };
        reached.insert(instance.file);
    }
    let class = |at: usize| {
        let file = File(at as u32);
        let read = expansions.file_around(file).0 as usize;
        if files[read].generated {
            return Class::Generated;
        }
        layout.files[read].class.unwrap_or(match () {
            () if by_production.contains(&file) => Class::Production,
            () if by_example.contains(&file) => Class::Example,
            () if by_test.contains(&file) => Class::Test,
            () => Class::Production,
        })
    };
    (0..files.len()).map(class).collect()
}
