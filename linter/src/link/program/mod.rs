//! The first phase: the crates, and the files at their places in the module trees. No name is resolved yet.

pub(in crate::link) mod crates;
pub(in crate::link) mod items;
pub(in crate::link) mod modules;
pub(in crate::link) mod primitives;
mod scopes;
pub(in crate::link) mod standard;
pub(in crate::link) mod symbols;
mod tree;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::discover::Layout;
use crate::facts::{Answers, FileFacts};
use crate::finding::{Class, FilePath, InputProblem};
use crate::link::expansions::ExpandedCall;
use crate::link::{Crate, Expansions, File, Item, MissingFile, Scope};
use crates::CrateData;
use modules::{Instance, Modules, Owners};
use standard::Standard;
use symbols::{Symbol, Symbols};

/// All crates, and their files at their places in the module trees. The standard library is the last crate and the last file.
#[derive(Clone, Debug)]
pub struct Program {
    pub(in crate::link) symbols: Arc<Symbols>,
    pub(in crate::link) files: Vec<Arc<SourceFile>>,
    tables: Arc<ProgramTables>,
    /// The names that expansions bind, by the index of the instance that contains the call.
    pub(in crate::link) bound_by_calls: Arc<BoundByCalls>,
}

/// The names that expansions bind, each with the range of bytes in which it is bound, by the index of an instance.
type BoundByCalls = FxHashMap<u32, Vec<(Symbol, u32, u32)>>;

/// The part of a [`Program`] that does not depend on the code inside of bodies.
#[derive(Debug)]
pub struct ProgramTables {
    pub(in crate::link) standard: Standard,
    pub(in crate::link) crates: Vec<CrateData>,
    pub(in crate::link) instances: Vec<Instance>,
    /// Files that belong to several crates.
    pub(in crate::link) shared: FxHashSet<File>,
    pub(in crate::link) owners: Owners,
    /// The root scope of the file that each `mod name;` declares.
    pub(in crate::link) bodies: FxHashMap<Item, Scope>,
    /// The inverse of `bodies`: the `mod name;` that declares the file of a root scope.
    pub(in crate::link) module_of_body: FxHashMap<Scope, Item>,
    /// For each crate, the crates that it depends on, directly or indirectly. Computed on first use.
    pub(in crate::link) reach_of_crates: OnceLock<Vec<FxHashSet<Crate>>>,
    pub(in crate::link) problems: Vec<InputProblem>,
    pub(in crate::link) missing: Vec<MissingFile>,
    /// Number of files that were read. Those of expansions follow.
    read: usize,
    /// For each file, the index of its first instance.
    pub(in crate::link) first_instances: Vec<u32>,
    /// The expansions of each call: the indices of their instances, by that of the calling one and the number of the call.
    pub(in crate::link) expansions: FxHashMap<(u32, u32), Vec<u32>>,
}

impl Program {
    /// Builds the program. `facts` has one entry for each file of `layout`, in the same order, and for each expansion.
    pub(in crate::link) fn new(
        (layout, names): (&Layout, &[String]),
        facts: Vec<Arc<FileFacts>>,
        modules: Modules,
        expanded: &Expansions,
    ) -> Self {
        let files = (0..facts.len() as u32).map(|at| expanded.file_around(File(at)).0 as usize);
        let paths: Vec<FilePath> = files.map(|read| layout.files[read].path.clone()).collect();
        let classes = modules::classes(layout, &modules, &facts, expanded);
        let strays = modules.strays();
        let unexpanded = expanded.unexpanded();
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
            .zip((0..).map(File))
            .map(|((((path, (class, is_stray)), tests), facts), file)| {
                let symbols = facts.names.iter().map(|name| symbols.intern(name)).collect();
                Arc::new(SourceFile {
                    path,
                    class,
                    is_stray,
                    tests,
                    facts,
                    symbols,
                    origin: expanded.get(file).cloned(),
                    unexpanded: unexpanded.get(&file).copied().unwrap_or_default(),
                })
            });
        let mut files: Vec<Arc<SourceFile>> = files.collect();
        instances.push(Instance::of_crate(File(files.len() as u32), standard.krate(), totals));
        crates.extend(instances.last().map(|instance| standard.data(instance)));
        files.push(Arc::new(Standard::file(&mut symbols)));
        crates::enter_unnamed(&mut crates, &instances, &files);
        for name in names {
            symbols.intern(name);
        }
        symbols.shrink_to_fit();
        let mut first_instances = vec![0; files.len()];
        for (at, instance) in instances.iter().enumerate().rev() {
            first_instances[instance.file.0 as usize] = at as u32;
        }
        let mut expansions: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        for (at, instance) in instances.iter().enumerate() {
            if let Some(inclusion) = instance.included_in
                && let Some(call) = inclusion.call
            {
                expansions.entry((inclusion.instance, call)).or_default().push(at as u32);
            }
        }
        let module_of_body = bodies.iter().map(|(item, scope)| (*scope, *item)).collect();
        let tables = ProgramTables {
            standard,
            crates,
            owners: Owners::new(&instances, &files),
            shared: shared(&instances),
            instances,
            bodies,
            module_of_body,
            reach_of_crates: OnceLock::new(),
            problems,
            missing,
            read: layout.files.len(),
            first_instances,
            expansions,
        };
        let mut program = Self {
            symbols: Arc::new(symbols),
            files,
            tables: Arc::new(tables),
            bound_by_calls: Arc::default(),
        };
        program.bound_by_calls = Arc::new(program.bound_by_calls());
        program
    }

    /// All files that were read, sorted by path.
    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files[..self.read]
    }

    /// Some files, and those whose macros write code in expansions of calls in them.
    pub(crate) fn with_their_macros(&self, paths: FxHashSet<FilePath>) -> FxHashSet<FilePath> {
        let expansions = (self.read as u32..self.own_files().len() as u32).map(File);
        let expansions = expansions.filter(|file| paths.contains(&self.file(*file).path));
        let macros: Vec<FilePath> = expansions.flat_map(|file| self.origins_of_code(file)).cloned().collect();
        paths.into_iter().chain(macros).collect()
    }

    /// The files with code that some files contain: these, and the expansions with code from them.
    pub(crate) fn with_code_of(&self, paths: &FxHashSet<FilePath>) -> FxHashSet<File> {
        let files = (0..self.own_files().len() as u32).map(File);
        files
            .filter(|file| self.origins_of_code(*file).into_iter().any(|path| paths.contains(path)))
            .collect()
    }

    /// The paths of the files that the code of a file may come from: for an expansion, those of the call, of the macro, and of what
    /// these are in if they are in expansions themselves.
    fn origins_of_code(&self, file: File) -> Vec<&FilePath> {
        let mut origins = Vec::new();
        // A macro can be declared by the expansion that calls it, at every level.
        let mut seen = FxHashSet::default();
        let mut waiting = vec![file];
        while let Some(file) = waiting.pop() {
            match &self.file(file).origin {
                _ if !seen.insert(file) => {}
                Some(expanded) => waiting.extend(expanded.comes_from()),
                None => origins.push(&self.file(file).path),
            }
        }
        origins
    }

    /// The file with this id.
    pub fn file(&self, file: File) -> &SourceFile {
        &self.files[file.0 as usize]
    }

    /// Modules and includes whose file is missing, or that form a cycle.
    pub fn problems(&self) -> &[InputProblem] {
        &self.problems
    }

    /// Modules and includes whose file is missing.
    pub fn missing_files(&self) -> &[MissingFile] {
        &self.missing
    }

    /// The text of a name.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.symbols.text(symbol)
    }

    /// The symbol of a name, if it occurs in any file.
    pub fn symbol(&self, text: &str) -> Option<Symbol> {
        self.symbols.get(text)
    }
}

impl Deref for Program {
    type Target = ProgramTables;

    fn deref(&self) -> &ProgramTables {
        &self.tables
    }
}

/// A file of the workspace, or an expansion, with its facts.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path; of an expansion, the path of the file that contains the outermost call.
    pub path: FilePath,
    /// The class of its code.
    pub class: Class,
    /// Whether no target of a package reaches it, although the workspace has targets.
    pub is_stray: bool,
    /// Its facts.
    pub facts: Arc<FileFacts>,
    /// For each condition of the file's facts, whether code under it is compiled for tests only.
    pub(in crate::link) tests: Answers,
    /// The workspace-wide symbol of each of its names.
    pub(in crate::link) symbols: Vec<Symbol>,
    /// The number of calls of the workspace's macros in it that could not be expanded.
    pub unexpanded: u64,
    /// For an expansion, the call.
    pub(in crate::link) origin: Option<Arc<ExpandedCall>>,
}

/// The files that have more than one instance.
fn shared(instances: &[Instance]) -> FxHashSet<File> {
    let mut seen = FxHashSet::default();
    let again = instances
        .iter()
        .map(|instance| instance.file)
        .filter(|file| !seen.insert(*file));
    again.collect()
}
