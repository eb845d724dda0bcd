//! The module tree: which file is the body of which module of which crate.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{Crate, File, Item, Scope, SourceFile, Workspace};
use crate::discover::{self, Layout, TargetKind};
use crate::facts::{Answers, FileFacts, Grammar, Include, IncludedName, ItemKind, ScopeId, ScopeKind};
use crate::finding::{Class, FilePath, Place, Problem};

/// A `mod name;` or `include!` whose file is none of those looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFile {
    /// What is without a file: the words that begin a message.
    pub what: String,
    /// Where the name stands, or the `include!`.
    pub place: Place,
    /// The files that it could be, best first.
    pub looked_for: Vec<FilePath>,
}

/// A file in its place in a crate's module tree. Most files have one.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) file: File,
    pub(super) krate: Crate,
    /// The `mod name;` that it is the body of; `None` for a crate's root.
    pub(super) declared_by: Option<Item>,
    /// Number of its first scope, item, import and impl block among all of the workspace.
    pub(super) scopes: u32,
    pub(super) items: u32,
    pub(super) imports: u32,
    /// Compiled for tests only.
    pub(super) test: bool,
    /// The folder in which its `mod name;` look for files.
    folder: String,
    /// Where it is included: the scope that gets what is in it, and the byte of that scope's file.
    pub(super) included_in: Option<(Scope, u32)>,
}

impl Instance {
    /// The only file of a crate, after all others.
    pub(super) fn of_crate(file: File, krate: Crate, (scopes, items, imports): (u32, u32, u32)) -> Self {
        Self {
            file,
            krate,
            declared_by: None,
            scopes,
            items,
            imports,
            test: false,
            folder: String::new(),
            included_in: None,
        }
    }

    /// The scope of the file itself.
    pub(super) fn root(&self) -> Scope {
        Scope(self.scopes)
    }

    pub(super) fn scope(&self, scope: ScopeId) -> Scope {
        Scope(self.scopes + scope.0)
    }

    /// The scope in which something of a scope is declared: for what is at the top of an included file where it is included.
    pub(super) fn declaring(&self, scope: ScopeId) -> Scope {
        match self.included_in {
            Some((around, _)) if scope.0 == 0 => around,
            _ => self.scope(scope),
        }
    }
}

/// For each scope, item and import the instance that it is of: looking that up is what linking does most.
#[derive(Debug)]
pub(super) struct Owners {
    scopes: Vec<u32>,
    items: Vec<u32>,
    pub(super) imports: Vec<u32>,
}

impl Owners {
    pub(super) fn of(instances: &[Instance], files: &[SourceFile]) -> Self {
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

/// A file that is the body of more modules than this is a bomb, not a program.
const MOST_INSTANCES_OF_A_FILE: u32 = 64;

/// The module trees of all crates: which file stands where.
#[derive(Default)]
pub(crate) struct Modules {
    /// What of each file is for tests.
    pub(super) tests: Vec<Answers>,
    pub(super) instances: Vec<Instance>,
    /// The root scope of the file behind each `mod name;`.
    pub(super) bodies: FxHashMap<Item, Scope>,
    pub(super) roots: Vec<Root>,
    pub(super) problems: Vec<Problem>,
    pub(super) missing: Vec<MissingFile>,
    /// Scopes, items and imports.
    pub(super) totals: (u32, u32, u32),
    /// Files that the sources name and that are not among those known, and what they are parsed as.
    pub(crate) wanted: BTreeSet<(FilePath, Grammar)>,
    uses_of_file: Vec<u32>,
}

impl Modules {
    /// Grows the trees from the facts of the layout's files, which are in its order.
    ///
    /// `test_features` are those under which code is compiled for tests only.
    pub(crate) fn of(layout: &Layout, facts: &[Arc<FileFacts>], test_features: &[String]) -> Self {
        let is_for_tests = |feature: &str| test_features.iter().any(|it| it == feature);
        let mut tree = Tree::of(layout, facts);
        tree.grown.tests = facts.iter().map(|facts| facts.answers(is_for_tests)).collect();
        tree.grow();
        tree.grown
    }

    /// Whether a file, by its place in the layout, stands in no tree.
    pub(crate) fn is_unused(&self, file: usize) -> bool {
        self.uses_of_file[file] == 0
    }
}

/// The trees as they grow.
struct Tree<'a> {
    layout: &'a Layout,
    files: &'a [Arc<FileFacts>],
    index: FxHashMap<(&'a str, Grammar), File>,
    grown: Modules,
}

/// Why a file is left out of a tree.
enum Obstacle {
    /// It stands above.
    Cycle,
    /// It stands in too many places.
    TooMany,
}

/// The root of a crate, and what is known of the crate.
pub(super) struct Root {
    pub(super) file: File,
    /// The crate that discovery found; `None` for a file that none reaches.
    pub(super) target: Option<discover::CrateId>,
    pub(super) scope: Scope,
}

impl<'a> Tree<'a> {
    fn of(layout: &'a Layout, files: &'a [Arc<FileFacts>]) -> Self {
        let named = layout.files.iter().zip(files).enumerate();
        let index = named.map(|(at, (file, facts))| ((file.path.as_str(), facts.grammar), File(at as u32)));
        let grown = Modules {
            uses_of_file: vec![0; files.len()],
            ..Modules::default()
        };
        Self {
            layout,
            files,
            index: index.collect(),
            grown,
        }
    }

    fn grow(&mut self) {
        for (at, target) in self.layout.crates.iter().enumerate() {
            let test = matches!(target.kind, TargetKind::Test | TargetKind::Bench);
            self.plant(File(target.root.0), Some(discover::CrateId(at as u32)), test);
        }
        for file in self.unreached() {
            // One of those before it may lead to it.
            if !self.is_used(file) {
                self.plant(file, None, false);
            }
        }
    }

    fn path(&self, file: File) -> &'a FilePath {
        &self.layout.files[file.0 as usize].path
    }

    /// The same text, parsed as an expression.
    fn as_expression(&self, file: File) -> Option<File> {
        self.index.get(&(self.path(file).as_str(), Grammar::Expression)).copied()
    }

    /// The file stands in a tree, as whatever it is parsed.
    fn is_used(&self, file: File) -> bool {
        let uses = [Some(file), self.as_expression(file)].into_iter().flatten();
        uses.into_iter().any(|file| !self.grown.is_unused(file.0 as usize))
    }

    /// The files that nothing has led to, those first that look like roots, so that a bare folder with a `main.rs` is one crate, not
    /// many; those last that one of the others includes as an expression.
    fn unreached(&self) -> Vec<File> {
        let files = (0..self.files.len() as u32).map(File);
        let may_be_root = |file: &File| !self.layout.files[file.0 as usize].only_named && !self.is_used(*file);
        let mut unreached: Vec<File> = files.filter(may_be_root).collect();
        unreached.sort_by_cached_key(|file| {
            let path = self.path(*file);
            let depth = path.as_str().matches('/').count();
            let is_root = matches!(path.name(), "lib.rs" | "main.rs");
            let is_included = self.as_expression(*file).is_some();
            (is_included, depth, !is_root, path.name() != "mod.rs", path.clone())
        });
        unreached
    }

    fn plant(&mut self, file: File, target: Option<discover::CrateId>, test: bool) {
        let krate = Crate(self.grown.roots.len() as u32);
        let folder = self.path(file).folder().to_owned();
        let first = self.grown.instances.len();
        let scope = self.add(file, krate, None, test, folder);
        self.grown.roots.push(Root { file, target, scope });
        let mut next = first;
        while next < self.grown.instances.len() {
            self.children(next);
            self.includes(next);
            next += 1;
        }
    }

    fn add(&mut self, file: File, krate: Crate, declared_by: Option<Item>, test: bool, folder: String) -> Scope {
        let facts = &self.files[file.0 as usize];
        let (scopes, items, imports) = self.grown.totals;
        self.grown.totals = (
            scopes + facts.scopes.len() as u32,
            items + facts.items.len() as u32,
            imports + facts.imports.len() as u32,
        );
        self.grown.uses_of_file[file.0 as usize] += 1;
        let instance = Instance {
            file,
            krate,
            declared_by,
            scopes,
            items,
            imports,
            test,
            folder,
            included_in: None,
        };
        let root = instance.root();
        self.grown.instances.push(instance);
        root
    }

    /// Adds the files of the modules that an instance declares.
    fn children(&mut self, at: usize) {
        let file = self.grown.instances[at].file;
        let facts = &self.files[file.0 as usize];
        for (index, item) in facts.items.iter().enumerate() {
            let ItemKind::Module {
                inline: false,
                path,
                cfg,
                ..
            } = &item.kind
            else {
                continue;
            };
            let name = facts.name(item.name);
            let candidates = self.candidates(at, item.scope, name, path.map(|path| facts.name(path)));
            let found = candidates
                .iter()
                .find_map(|(path, folder)| Some((*self.index.get(&(path.as_str(), Grammar::Items))?, folder.clone())));
            let id = Item(self.grown.instances[at].items + index as u32);
            let place = Place {
                file: self.path(file).clone(),
                span: item.name_span,
            };
            let Some((child, folder)) = found else {
                let looked_for: Vec<FilePath> = candidates.into_iter().map(|(path, _)| path).collect();
                self.want(&looked_for, Grammar::Items);
                if !cfg && !item.in_macro {
                    self.missing(format!("module `{name}`"), place, looked_for);
                }
                continue;
            };
            match self.obstacle(at, child) {
                Some(Obstacle::Cycle) => self.problem(
                    place,
                    format!("module `{name}` is the body of a module that holds it"),
                    Some("break the cycle of `mod` declarations"),
                ),
                Some(Obstacle::TooMany) => self.problem(
                    place,
                    format!("the file of module `{name}` is the body of more than {MOST_INSTANCES_OF_A_FILE} modules"),
                    None,
                ),
                None => {
                    let test = self.grown.instances[at].test || self.grown.tests[file.0 as usize].of(item.test);
                    let scope = self.add(child, self.grown.instances[at].krate, Some(id), test, folder);
                    self.grown.bodies.insert(id, scope);
                }
            }
        }
    }

    /// Adds the files that an instance includes.
    fn includes(&mut self, at: usize) {
        let instance = &self.grown.instances[at];
        let (krate, test, of) = (instance.krate, instance.test, instance.file);
        let facts = &self.files[of.0 as usize];
        for include in &facts.includes {
            let Some(path) = self.included(at, include) else { continue };
            let place = Place {
                file: self.path(of).clone(),
                span: include.span,
            };
            let Some(file) = path.as_ref().and_then(|path| self.included_file(path, include)) else {
                if !include.cfg && !include.in_macro {
                    let what = path.as_ref().map_or_else(|| "a file".to_owned(), |path| format!("`{path}`"));
                    self.missing(format!("{what} that is included"), place, path.into_iter().collect());
                }
                continue;
            };
            match self.obstacle(at, file) {
                Some(Obstacle::Cycle) => self.problem(
                    place,
                    "the file is included in itself".to_owned(),
                    Some("break the cycle of `include!`"),
                ),
                Some(Obstacle::TooMany) => self.problem(
                    place,
                    format!("the file is included more than {MOST_INSTANCES_OF_A_FILE} times"),
                    None,
                ),
                None => {
                    let around = self.grown.instances[at].declaring(include.scope);
                    let test = test || self.grown.tests[of.0 as usize].of(include.test);
                    // Its `mod name;` look for files beside it, wherever it is included.
                    let folder = self.path(file).folder().to_owned();
                    self.add(file, krate, None, test, folder);
                    self.grown.instances.last_mut().expect("one was added").included_in = Some((around, include.span.start));
                }
            }
        }
    }

    /// The path that an `include!` names, where the sources tell it at all; none where that leads out of the workspace.
    fn included(&self, at: usize, include: &Include) -> Option<Option<FilePath>> {
        let instance = &self.grown.instances[at];
        let facts = &self.files[instance.file.0 as usize];
        match include.name {
            IncludedName::Unknown => None,
            IncludedName::Beside(name) => Some(beside(self.path(instance.file).folder(), facts.name(name))),
            IncludedName::InPackage(name) => {
                let root = &self.grown.roots[instance.krate.0 as usize];
                let package = match root.target {
                    Some(target) => self.layout.crates[target.0 as usize].package,
                    None => self.layout.files[root.file.0 as usize].package?,
                };
                let below = facts.name(name).strip_prefix(['/', '\\']);
                let folder = &self.layout.packages[package.0 as usize].folder;
                Some(below.and_then(|below| FilePath::join(folder, below)))
            }
        }
    }

    /// The file behind an `include!`, parsed as what stands there. In the arguments of a macro, which may put them elsewhere, it
    /// counts as what it can be.
    fn included_file(&mut self, path: &FilePath, include: &Include) -> Option<File> {
        let first = self.known_or_wanted(path, include.grammar);
        let parses = |file: &File| self.files[file.0 as usize].problems.is_empty();
        if !include.in_macro || first.as_ref().is_none_or(parses) {
            return first;
        }
        let other = Grammar::ALL.into_iter().find(|grammar| *grammar != include.grammar)?;
        self.known_or_wanted(path, other)
            .filter(|file| self.files[file.0 as usize].problems.is_empty())
            .or(first)
    }

    fn known_or_wanted(&mut self, path: &FilePath, grammar: Grammar) -> Option<File> {
        let known = self.index.get(&(path.as_str(), grammar)).copied();
        if known.is_none() {
            self.want(std::slice::from_ref(path), grammar);
        }
        known
    }

    fn want(&mut self, paths: &[FilePath], grammar: Grammar) {
        self.grown.wanted.extend(paths.iter().map(|path| (path.clone(), grammar)));
    }

    fn missing(&mut self, what: String, place: Place, looked_for: Vec<FilePath>) {
        let looked: Vec<String> = looked_for.iter().map(|path| format!("`{path}`")).collect();
        let help = match looked.is_empty() {
            true => "its path leads out of the workspace".into(),
            false => format!("looked for {}", looked.join(" and ")),
        };
        self.problem(place.clone(), format!("{what} has no file"), Some(&help));
        self.grown.missing.push(MissingFile { what, place, looked_for });
    }

    fn problem(&mut self, place: Place, message: String, help: Option<&str>) {
        self.grown.problems.push(Problem {
            place,
            message,
            help: help.map(str::to_owned),
        });
    }

    /// Why a file cannot stand below an instance.
    fn obstacle(&self, at: usize, file: File) -> Option<Obstacle> {
        if self.is_ancestor(at, file) {
            return Some(Obstacle::Cycle);
        }
        (self.grown.uses_of_file[file.0 as usize] >= MOST_INSTANCES_OF_A_FILE).then_some(Obstacle::TooMany)
    }

    fn is_ancestor(&self, mut at: usize, file: File) -> bool {
        let instances = &self.grown.instances;
        loop {
            let instance = &instances[at];
            if instance.file == file {
                return true;
            }
            at = match (instance.declared_by, instance.included_in) {
                (Some(item), _) => instances.partition_point(|other| other.items <= item.0) - 1,
                (None, Some((scope, _))) => instances.partition_point(|other| other.scopes <= scope.0) - 1,
                (None, None) => return false,
            };
        }
    }

    /// Where the body of `mod name;` may be, best first, each with the folder of its own submodules.
    fn candidates(&self, at: usize, scope: ScopeId, name: &str, path: Option<&str>) -> Vec<(FilePath, String)> {
        let instance = &self.grown.instances[at];
        let file = self.path(instance.file);
        let facts = &self.files[instance.file.0 as usize];
        let inline = inline_modules(facts, scope);
        if let Some(path) = path {
            // Outside of inline modules the attribute counts from the file's own folder, inside from the module's.
            let base = if inline.is_empty() {
                file.folder().to_owned()
            } else {
                nested(&instance.folder, &inline)
            };
            let found = beside(&base, path);
            return found
                .into_iter()
                .map(|found| (found.clone(), found.folder().to_owned()))
                .collect();
        }
        let folder = nested(&instance.folder, &inline);
        let below = nested(&folder, &[(name, None)]);
        let flat = FilePath::join(&folder, &format!("{name}.rs"));
        let inside = FilePath::join(&below, "mod.rs");
        flat.into_iter().chain(inside).map(|path| (path, below.clone())).collect()
    }
}

/// The inline modules around a scope, outermost first, each with its `#[path]`.
fn inline_modules(facts: &FileFacts, scope: ScopeId) -> Vec<(&str, Option<&str>)> {
    let mut modules = Vec::new();
    let mut at = Some(scope);
    while let Some(scope) = at {
        let scope = facts.scope(scope);
        if scope.kind == ScopeKind::Module
            && let Some(item) = scope.item
            && let ItemKind::Module { path, .. } = &facts.item(item).kind
        {
            modules.push((facts.name(facts.item(item).name), path.map(|path| facts.name(path))));
        }
        at = scope.parent;
    }
    modules.reverse();
    modules
}

fn nested(folder: &str, modules: &[(&str, Option<&str>)]) -> String {
    modules.iter().fold(folder.to_owned(), |folder, (name, path)| {
        FilePath::join(&folder, path.unwrap_or(name)).map_or(folder, |path| path.as_str().to_owned())
    })
}

/// The file of a path that counts from a folder, unless it begins at the root of the disk.
fn beside(folder: &str, path: &str) -> Option<FilePath> {
    let is_absolute = path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':');
    (!is_absolute).then(|| FilePath::join(folder, path)).flatten()
}

/// What each file is for: as discovery says, else generated if it says so itself, else what reaches it.
pub(super) fn classes(layout: &Layout, modules: &Modules, files: &[Arc<FileFacts>]) -> Vec<Class> {
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
        if files[at].generated {
            return Class::Generated;
        }
        layout.files[at].class.unwrap_or(match () {
            () if by_production.contains(&file) => Class::Production,
            () if by_example.contains(&file) => Class::Example,
            () if by_test.contains(&file) => Class::Test,
            () => Class::Production,
        })
    };
    (0..files.len()).map(class).collect()
}

impl Workspace {
    pub(super) fn instance_of_item(&self, item: Item) -> &Instance {
        &self.instances[self.owners.items[item.0 as usize] as usize]
    }

    pub(super) fn instance_of_scope(&self, scope: Scope) -> &Instance {
        &self.instances[self.owners.scopes[scope.0 as usize] as usize]
    }
}
