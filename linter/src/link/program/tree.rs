//! Construction of the module trees: from the root of each crate to the files of its modules, and to the files that they include.
//!
//! It knows the files that were read, and records the other files that the sources name; `input` finds out whether they exist.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::discover::{self, Layout, TargetKind};
use crate::facts::{FileFacts, Grammar, Include, IncludedName, ItemKind, ScopeId, ScopeKind};
use crate::finding::{FilePath, InputProblem, Place};
use crate::link::program::modules::{CrateOrigin, CrateRoot, Inclusion, Instance, MissingFile, Modules};
use crate::link::{Crate, Expansions, File, Item, Scope};

/// The maximum number of modules that one file may be the body of. More are an attack or a mistake, and the tree could grow
/// exponentially.
const MOST_INSTANCES_OF_A_FILE: u32 = 64;

/// The trees under construction.
pub(in crate::link) struct TreeBuilder<'a> {
    layout: &'a Layout,
    /// The facts of the files that were read, and those of the expansions.
    files: &'a [Arc<FileFacts>],
    expansions: &'a Expansions,
    index: FxHashMap<(&'a str, Grammar), File>,
    pub(in crate::link) grown: Modules,
}

/// Why a file is not added to a tree.
enum Refusal {
    /// It is its own ancestor.
    Cycle,
    /// It has too many instances.
    TooMany,
}

impl<'a> TreeBuilder<'a> {
    pub(in crate::link) fn new(layout: &'a Layout, files: &'a [Arc<FileFacts>], expansions: &'a Expansions) -> Self {
        let named = layout.files.iter().zip(files).enumerate();
        let index = named.map(|(at, (file, facts))| ((file.path.as_str(), facts.grammar), File(at as u32)));
        let grown = Modules {
            uses_of_file: vec![0; files.len()],
            ..Modules::default()
        };
        Self {
            layout,
            files,
            expansions,
            index: index.collect(),
            grown,
        }
    }

    pub(in crate::link) fn grow(&mut self) {
        for (at, target) in self.layout.crates.iter().enumerate() {
            let test = matches!(target.kind, TargetKind::Test | TargetKind::Bench);
            let folder = target.folder.clone();
            self.plant(File(target.root.0), Some(discover::CrateId(at as u32)), test, folder);
        }
        for file in self.unreached() {
            // An earlier one of these files may have it as a module.
            if !self.is_used(file) {
                self.plant(file, None, false, self.path(file).folder().to_owned());
            }
        }
        self.enter_dollar_crates();
    }

    /// Sets what `$crate` means in the expansions. If the crate of a macro became part of another, `$crate` means that one.
    fn enter_dollar_crates(&mut self) {
        let roots = (0..self.grown.roots.len() as u32).map(Crate);
        let known: FxHashMap<CrateOrigin, Crate> = roots.map(|krate| (self.grown.origin_of_crate(krate), krate)).collect();
        let standard = Crate(self.grown.roots.len() as u32);
        let of_files: FxHashMap<File, Crate> = self.grown.instances.iter().rev().map(|it| (it.file, it.krate)).collect();
        for instance in &mut self.grown.instances {
            if let Some(CrateOrigin { file, target }) = self.expansions.get(instance.file).map(|expanded| expanded.dollar_crate) {
                let is_standard = file == File::STANDARD;
                let krate = known.get(&CrateOrigin { file, target }).or_else(|| of_files.get(&file));
                instance.dollar_crate = if is_standard {
                    standard
                } else {
                    krate.copied().unwrap_or(instance.krate)
                };
            }
        }
    }

    fn path(&self, file: File) -> &'a FilePath {
        &self.layout.files[self.expansions.file_around(file).0 as usize].path
    }

    /// The same file, parsed as an expression.
    fn as_expression(&self, file: File) -> Option<File> {
        self.index.get(&(self.path(file).as_str(), Grammar::Expression)).copied()
    }

    /// Whether a file is part of a tree, with either grammar.
    fn is_used(&self, file: File) -> bool {
        let uses = [Some(file), self.as_expression(file)].into_iter().flatten();
        uses.into_iter().any(|file| !self.grown.is_unused(file.0 as usize))
    }

    /// The files that no target reaches. Those that look like roots come first, so that a folder without a manifest but with a
    /// `main.rs` is one crate, not many. Those that another file includes as an expression come last.
    fn unreached(&self) -> Vec<File> {
        let files = (0..self.layout.files.len() as u32).map(File);
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

    fn plant(&mut self, file: File, target: Option<discover::CrateId>, test: bool, folder: String) {
        let krate = Crate(self.grown.roots.len() as u32);
        let first = self.grown.instances.len();
        let scope = self.add(file, krate, None, test, (folder.clone(), folder));
        self.grown.roots.push(CrateRoot { file, target, scope });
        let mut next = first;
        while next < self.grown.instances.len() {
            self.children(next);
            self.includes(next);
            self.expansions(next);
            next += 1;
        }
    }

    fn add(&mut self, file: File, krate: Crate, declared_by: Option<Item>, test: bool, (home, folder): (String, String)) -> Scope {
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
            home,
            included_in: None,
            dollar_crate: krate,
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
            let found = candidates.iter().find_map(|(path, folder)| {
                let file = self.file_at(path, Grammar::Items)?;
                Some((file, (path.folder().to_owned(), folder.clone())))
            });
            let id = Item(self.grown.instances[at].items + index as u32);
            let place = Place {
                file: self.path(file).clone(),
                span: item.name_span,
            };
            let Some((child, folders)) = found else {
                let looked_for: Vec<FilePath> = candidates.into_iter().map(|(path, _)| path).collect();
                let wanted = looked_for.iter().map(|path| (path.clone(), Grammar::Items));
                self.grown.wanted.extend(wanted);
                if !cfg && !item.in_macro && !self.is_in_data(at) {
                    self.missing(format!("module `{name}`"), place, looked_for);
                }
                continue;
            };
            match self.obstacle(at, child) {
                Some(Refusal::Cycle) => self.problem(
                    place,
                    format!("module `{name}` is the body of a module that holds it"),
                    Some("break the cycle of `mod` declarations"),
                ),
                Some(Refusal::TooMany) => self.problem(
                    place,
                    format!("the file of module `{name}` is the body of more than {MOST_INSTANCES_OF_A_FILE} modules"),
                    None,
                ),
                None => {
                    let test = self.grown.instances[at].test || self.grown.tests[file.0 as usize].of(item.test);
                    let scope = self.add(child, self.grown.instances[at].krate, Some(id), test, folders);
                    self.grown.bodies.insert(id, scope);
                }
            }
        }
    }

    /// Adds the files that an instance includes.
    fn includes(&mut self, at: usize) {
        let of = self.grown.instances[at].file;
        for include in &self.files[of.0 as usize].includes {
            let Some(path) = self.included(at, include) else { continue };
            let place = Place {
                file: self.path(of).clone(),
                span: include.span,
            };
            let found = path
                .as_ref()
                .and_then(|path| Some((self.included_file(path, include)?, path)));
            let Some((file, path)) = found else {
                if !include.cfg && !include.in_macro && !self.is_in_data(at) {
                    let name = path.as_ref().map(|path| format!(" of `{}`", path.name())).unwrap_or_default();
                    self.missing(format!("`include!`{name}"), place, path.into_iter().collect());
                }
                continue;
            };
            match self.obstacle(at, file) {
                Some(Refusal::Cycle) => {
                    self.problem(
                        place,
                        "a file includes itself".to_owned(),
                        Some("break the cycle of `include!`"),
                    );
                }
                Some(Refusal::TooMany) => self.problem(
                    place,
                    format!("`{}` is included more than {MOST_INSTANCES_OF_A_FILE} times", path.name()),
                    None,
                ),
                None => self.add_included(at, include, file, path.folder()),
            }
        }
    }

    fn add_included(&mut self, at: usize, include: &Include, file: File, folder: &str) {
        let instance = &self.grown.instances[at];
        let test = instance.test || self.grown.tests[instance.file.0 as usize].of(include.test);
        let inclusion = Inclusion {
            instance: at as u32,
            scope: instance.scope(include.scope),
            declaring: instance.declaring(include.scope),
            at: include.span.start,
            call: None,
        };
        // Its `mod name;` look for files in its own folder, wherever it is included.
        let folders = (folder.to_owned(), folder.to_owned());
        self.add(file, instance.krate, None, test, folders);
        if let Some(included) = self.grown.instances.last_mut() {
            included.included_in = Some(inclusion);
        }
    }

    /// Adds the expansions of the calls in an instance.
    fn expansions(&mut self, at: usize) {
        let Instance { file, krate, .. } = self.grown.instances[at];
        let origin = self.grown.origin_of_crate(krate);
        let facts = &self.files[file.0 as usize];
        let calls = facts.calls.iter().enumerate();
        for (number, call) in calls.filter(|(_, call)| !facts.is_expanded(call.span)) {
            for &expansion in self.expansions.of_call(origin, file, number as u32) {
                let instance = &self.grown.instances[at];
                let test = instance.test || self.grown.tests[file.0 as usize].of(call.test);
                let inclusion = Inclusion {
                    instance: at as u32,
                    scope: instance.scope(call.scope),
                    declaring: instance.declaring(call.scope),
                    at: call.span.start,
                    call: Some(number as u32),
                };
                let folder = nested(&instance.folder, &inline_modules(facts, call.scope));
                self.add(expansion, krate, None, test, (instance.home.clone(), folder));
                if let Some(added) = self.grown.instances.last_mut() {
                    added.included_in = Some(inclusion);
                }
            }
        }
    }

    /// Whether the root above an instance is a file that no target reaches and that does not parse. That is more likely test data
    /// than code, so nothing is reported as missing below it.
    fn is_in_data(&self, at: usize) -> bool {
        let root = &self.grown.roots[self.grown.instances[at].krate.0 as usize];
        let is_stray = root.target.is_none() && !self.layout.crates.is_empty();
        is_stray && !self.files[root.file.0 as usize].problems.is_empty()
    }

    /// The path that an `include!` names. `None` if it is known only during a build, `Some(None)` if it leads out of the
    /// workspace.
    fn included(&self, at: usize, include: &Include) -> Option<Option<FilePath>> {
        let instance = &self.grown.instances[at];
        let facts = &self.files[instance.file.0 as usize];
        match include.name {
            IncludedName::Unknown => None,
            IncludedName::Beside(name) => Some(beside(&instance.home, facts.name(name))),
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

    /// The file that an `include!` names, parsed with the grammar of its position. A macro may move its arguments to another
    /// position, so in arguments the grammar that parses is chosen.
    fn included_file(&mut self, path: &FilePath, include: &Include) -> Option<File> {
        let first = self.known_or_wanted(path, include.grammar);
        let parses = |file: &File| self.files[file.0 as usize].problems.is_empty();
        if !include.in_macro || first.as_ref().is_none_or(parses) {
            return first;
        }
        let other = Grammar::OF_FILES.into_iter().find(|grammar| *grammar != include.grammar)?;
        self.known_or_wanted(path, other)
            .filter(|file| self.files[file.0 as usize].problems.is_empty())
            .or(first)
    }

    fn known_or_wanted(&mut self, path: &FilePath, grammar: Grammar) -> Option<File> {
        let known = self.file_at(path, grammar);
        if known.is_none() {
            self.grown.wanted.insert((path.clone(), grammar));
        }
        known
    }

    /// The file at a path, or the one that a symbolic link at this path leads to.
    fn file_at(&self, path: &FilePath, grammar: Grammar) -> Option<File> {
        let end = self.layout.links.follow(path.as_str());
        let end = end.as_ref().unwrap_or(path);
        self.index.get(&(end.as_str(), grammar)).copied()
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
        self.grown.problems.push(InputProblem {
            place,
            message,
            help: help.map(str::to_owned),
        });
    }

    /// The reason why a file cannot be added below an instance, if there is one.
    fn obstacle(&self, at: usize, file: File) -> Option<Refusal> {
        if self.is_ancestor(at, file) {
            return Some(Refusal::Cycle);
        }
        (self.grown.uses_of_file[file.0 as usize] >= MOST_INSTANCES_OF_A_FILE).then_some(Refusal::TooMany)
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
                (None, Some(inclusion)) => inclusion.instance as usize,
                (None, None) => return false,
            };
        }
    }

    /// The files that may be the body of `mod name;`, in the order of preference, each with the folder of its own submodules.
    fn candidates(&self, at: usize, scope: ScopeId, name: &str, path: Option<&str>) -> Vec<(FilePath, String)> {
        let instance = &self.grown.instances[at];
        let facts = &self.files[instance.file.0 as usize];
        let inline = inline_modules(facts, scope);
        if let Some(path) = path {
            // Outside of inline modules `#[path]` is relative to the folder of the file, inside to the folder of the module.
            let base = if inline.is_empty() {
                instance.home.clone()
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

/// The file of a path relative to a folder; `None` if the path is absolute or leads out of the workspace.
fn beside(folder: &str, path: &str) -> Option<FilePath> {
    let is_absolute = path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':');
    (!is_absolute).then(|| FilePath::join(folder, path)).flatten()
}
