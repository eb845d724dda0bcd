//! The program: which crates there are, and which file stands where in them. The phase before any name is known.

pub(in crate::link) mod crates;
pub(in crate::link) mod items;
pub(in crate::link) mod modules;
pub(in crate::link) mod primitives;
mod scopes;
pub(in crate::link) mod standard;
pub(in crate::link) mod symbols;
mod tree;

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::discover::Layout;
use crate::facts::{Answers, FileFacts};
use crate::finding::{Class, FilePath, InputProblem};
use crate::link::{Crate, File, Item, MissingFile, Scope};
use crates::CrateData;
use modules::{Instance, Modules, Owners};
use standard::Standard;
use symbols::{Symbol, Symbols};

/// The files of all crates in their places, the standard library's among them, as the last.
#[derive(Debug)]
pub struct Program {
    pub(in crate::link) symbols: Symbols,
    pub(in crate::link) standard: Standard,
    pub(in crate::link) files: Vec<SourceFile>,
    pub(in crate::link) crates: Vec<CrateData>,
    pub(in crate::link) instances: Vec<Instance>,
    /// Files that several crates have as a module of theirs.
    pub(in crate::link) shared: FxHashSet<File>,
    pub(in crate::link) owners: Owners,
    /// Root scope of the file behind each `mod name;`.
    pub(in crate::link) bodies: FxHashMap<Item, Scope>,
    /// The `mod` that a scope is the body of.
    pub(in crate::link) module_of_body: FxHashMap<Scope, Item>,
    /// The crates that the code of each can have anything of, once somebody asks.
    pub(in crate::link) reach_of_crates: OnceLock<Vec<FxHashSet<Crate>>>,
    pub(in crate::link) problems: Vec<InputProblem>,
    pub(in crate::link) missing: Vec<MissingFile>,
}

impl Program {
    /// Puts the facts of the layout's files, which are in its order, where they stand in the module trees.
    pub(in crate::link) fn new(layout: &Layout, facts: Vec<Arc<FileFacts>>, modules: Modules) -> Self {
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
        let mut crates = crates::of_layout(layout, &roots, &paths, &facts, &mut symbols);
        let standard = Standard::new(Crate(crates.len() as u32), &mut symbols);
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
        crates::enter_unnamed(&mut crates, &instances, &files);
        symbols.shrink_to_fit();
        let module_of_body = bodies.iter().map(|(item, scope)| (*scope, *item)).collect();
        Self {
            symbols,
            standard,
            crates,
            owners: Owners::of(&instances, &files),
            shared: shared(&instances),
            files,
            instances,
            bodies,
            module_of_body,
            reach_of_crates: OnceLock::new(),
            problems,
            missing,
        }
    }

    /// All files, sorted by path.
    pub fn files(&self) -> &[SourceFile] {
        self.own_files()
    }

    /// The file behind an id.
    pub fn file(&self, file: File) -> &SourceFile {
        &self.files[file.0 as usize]
    }

    /// Missing and cyclic modules.
    pub fn problems(&self) -> &[InputProblem] {
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
    pub(in crate::link) tests: Answers,
    /// For each of its names, the workspace's.
    pub(in crate::link) symbols: Vec<Symbol>,
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
