//! The module tree: which file is the body of which module of which crate.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{Crate, File, Item, Scope, SourceFile, Workspace};
use crate::discover::{self, Layout, TargetKind};
use crate::facts::{Answers, FileFacts, ItemKind, ScopeId, ScopeKind};
use crate::finding::{Class, FilePath, Place, Problem};
use crate::snapshot::Links;

/// A `mod name;` whose file is none of those looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingModule {
    /// As written.
    pub name: String,
    /// Where the name stands.
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
    /// The folder in which it is found itself: that of a link, where one led to it.
    home: String,
    /// The scope that gets its items, where it is included.
    pub(super) included_in: Option<Scope>,
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
            home: String::new(),
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
            Some(around) if scope.0 == 0 => around,
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

/// The tree as it grows.
pub(super) struct Tree<'a> {
    files: &'a [Arc<FileFacts>],
    paths: &'a [FilePath],
    /// What of each file is for tests.
    pub(super) tests: Vec<Answers>,
    index: FxHashMap<&'a str, File>,
    links: &'a Links,
    pub(super) instances: Vec<Instance>,
    /// The root scope of the file behind each `mod name;`.
    pub(super) bodies: FxHashMap<Item, Scope>,
    pub(super) roots: Vec<Root>,
    pub(super) problems: Vec<Problem>,
    pub(super) missing: Vec<MissingModule>,
    uses_of_file: Vec<u32>,
    /// Scopes, items and imports so far.
    pub(super) totals: (u32, u32, u32),
}

/// The root of a crate, and what is known of the crate.
pub(super) struct Root {
    pub(super) file: File,
    /// The crate that discovery found; `None` for a file that none reaches.
    pub(super) target: Option<discover::CrateId>,
    pub(super) scope: Scope,
}

impl<'a> Tree<'a> {
    pub(super) fn grow(layout: &'a Layout, paths: &'a [FilePath], files: &'a [Arc<FileFacts>], tests: Vec<Answers>) -> Self {
        let index = paths
            .iter()
            .enumerate()
            .map(|(at, path)| (path.as_str(), File(at as u32)))
            .collect();
        let mut tree = Self {
            files,
            paths,
            tests,
            index,
            links: &layout.links,
            instances: Vec::new(),
            bodies: FxHashMap::default(),
            roots: Vec::new(),
            problems: Vec::new(),
            missing: Vec::new(),
            uses_of_file: vec![0; files.len()],
            totals: (0, 0, 0),
        };
        for (at, target) in layout.crates.iter().enumerate() {
            let test = matches!(target.kind, TargetKind::Test | TargetKind::Bench);
            tree.plant(
                File(target.root.0),
                Some(discover::CrateId(at as u32)),
                test,
                target.folder.clone(),
            );
        }
        for file in tree.unreached() {
            // One of those before it may lead to it.
            if tree.uses_of_file[file.0 as usize] == 0 {
                tree.plant(file, None, false, paths[file.0 as usize].folder().to_owned());
            }
        }
        tree
    }

    /// The files that nothing has led to, those first that look like roots, so that a bare folder with a `main.rs` is one crate, not
    /// many.
    fn unreached(&self) -> Vec<File> {
        let files = (0..self.paths.len() as u32).map(File);
        let mut unreached: Vec<File> = files.filter(|file| self.uses_of_file[file.0 as usize] == 0).collect();
        unreached.sort_by_cached_key(|file| {
            let path = &self.paths[file.0 as usize];
            let depth = path.as_str().matches('/').count();
            let is_root = matches!(path.name(), "lib.rs" | "main.rs");
            (depth, !is_root, path.name() != "mod.rs", path.clone())
        });
        unreached
    }

    fn plant(&mut self, file: File, target: Option<discover::CrateId>, test: bool, folder: String) {
        let krate = Crate(self.roots.len() as u32);
        let first = self.instances.len();
        let scope = self.add(file, krate, None, test, (folder.clone(), folder));
        self.roots.push(Root { file, target, scope });
        let mut next = first;
        while next < self.instances.len() {
            self.children(next);
            self.includes(next);
            next += 1;
        }
    }

    fn add(&mut self, file: File, krate: Crate, declared_by: Option<Item>, test: bool, (home, folder): (String, String)) -> Scope {
        let facts = &self.files[file.0 as usize];
        let (scopes, items, imports) = self.totals;
        self.totals = (
            scopes + facts.scopes.len() as u32,
            items + facts.items.len() as u32,
            imports + facts.imports.len() as u32,
        );
        self.uses_of_file[file.0 as usize] += 1;
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
        };
        let root = instance.root();
        self.instances.push(instance);
        root
    }

    /// Adds the files of the modules that an instance declares.
    fn children(&mut self, at: usize) {
        let file = self.instances[at].file;
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
                .find_map(|(path, folder)| Some((self.file_at(path)?, path.folder().to_owned(), folder.clone())));
            let id = Item(self.instances[at].items + index as u32);
            let place = Place {
                file: self.paths[file.0 as usize].clone(),
                span: item.name_span,
            };
            let Some((child, home, folder)) = found else {
                if !cfg && !item.in_macro && !self.is_in_data(at) {
                    self.missing.push(MissingModule {
                        name: name.to_owned(),
                        place: place.clone(),
                        looked_for: candidates.iter().map(|(path, _)| path.clone()).collect(),
                    });
                    self.problems.push(missing(name, place, &candidates));
                }
                continue;
            };
            if self.is_ancestor(at, child) {
                let message = format!("module `{name}` is the body of a module that holds it");
                self.problems.push(Problem {
                    place,
                    message,
                    help: Some("break the cycle of `mod` declarations".into()),
                });
            } else if self.uses_of_file[child.0 as usize] >= MOST_INSTANCES_OF_A_FILE {
                let message = format!("the file of module `{name}` is the body of more than {MOST_INSTANCES_OF_A_FILE} modules");
                self.problems.push(Problem {
                    place,
                    message,
                    help: None,
                });
            } else {
                let test = self.instances[at].test || self.tests[file.0 as usize].of(item.test);
                let scope = self.add(child, self.instances[at].krate, Some(id), test, (home, folder));
                self.bodies.insert(id, scope);
            }
        }
    }

    /// Adds the files that an instance includes among its items.
    fn includes(&mut self, at: usize) {
        let instance = &self.instances[at];
        let (krate, test, folder) = (instance.krate, instance.test, instance.folder.clone());
        let (facts, of) = (&self.files[instance.file.0 as usize], instance.file.0 as usize);
        let from = instance.home.clone();
        for &(path, scope) in &facts.includes {
            let path = FilePath::join(&from, facts.name(path));
            let found = path.and_then(|path| Some((self.file_at(&path)?, path)));
            let Some((file, path)) = found else {
                continue;
            };
            let is_bomb = self.uses_of_file[file.0 as usize] >= MOST_INSTANCES_OF_A_FILE;
            if !is_bomb && !self.is_ancestor(at, file) {
                let around = self.instances[at].declaring(scope);
                let test = test || self.tests[of].of(facts.scope(scope).test);
                let folders = (path.folder().to_owned(), folder.clone());
                self.add(file, krate, None, test, folders);
                self.instances.last_mut().expect("one was added").included_in = Some(around);
            }
        }
    }

    /// For each file, whether no target reaches it.
    pub(super) fn strays(&self) -> Vec<bool> {
        let mut strays = vec![true; self.files.len()];
        let of_target = |instance: &&Instance| self.roots[instance.krate.0 as usize].target.is_some();
        for instance in self.instances.iter().filter(of_target) {
            strays[instance.file.0 as usize] = false;
        }
        strays
    }

    /// The instance is below a file that no target reaches and that does not parse: data, more likely than code.
    fn is_in_data(&self, at: usize) -> bool {
        let root = &self.roots[self.instances[at].krate.0 as usize];
        root.target.is_none() && !self.files[root.file.0 as usize].problems.is_empty()
    }

    /// The file of that name, or where a link leads.
    fn file_at(&self, path: &FilePath) -> Option<File> {
        let end = self.links.follow(path.as_str());
        self.index.get(end.as_ref().unwrap_or(path).as_str()).copied()
    }

    fn is_ancestor(&self, mut at: usize, file: File) -> bool {
        loop {
            let instance = &self.instances[at];
            if instance.file == file {
                return true;
            }
            at = match (instance.declared_by, instance.included_in) {
                (Some(item), _) => self.instances.partition_point(|other| other.items <= item.0) - 1,
                (None, Some(scope)) => self.instances.partition_point(|other| other.scopes <= scope.0) - 1,
                (None, None) => return false,
            };
        }
    }

    /// Where the body of `mod name;` may be, best first, each with the folder of its own submodules.
    fn candidates(&self, at: usize, scope: ScopeId, name: &str, path: Option<&str>) -> Vec<(FilePath, String)> {
        let instance = &self.instances[at];
        let facts = &self.files[instance.file.0 as usize];
        let inline = inline_modules(facts, scope);
        if let Some(path) = path {
            // Outside of inline modules the attribute counts from the file's own folder, inside from the module's.
            let base = if inline.is_empty() {
                instance.home.clone()
            } else {
                nested(&instance.folder, &inline)
            };
            let found = FilePath::join(&base, path);
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

fn missing(name: &str, place: Place, candidates: &[(FilePath, String)]) -> Problem {
    let looked: Vec<String> = candidates.iter().map(|(path, _)| format!("`{path}`")).collect();
    let help = if looked.is_empty() {
        "its path leads out of the workspace".into()
    } else {
        format!("looked for {}", looked.join(" and "))
    };
    Problem {
        place,
        message: format!("module `{name}` has no file"),
        help: Some(help),
    }
}

/// What each file is for: as discovery says, else generated if it says so itself, else what reaches it.
pub(super) fn classes(layout: &Layout, tree: &Tree<'_>) -> Vec<Class> {
    let mut by_production: FxHashSet<File> = FxHashSet::default();
    let mut by_example: FxHashSet<File> = FxHashSet::default();
    let mut by_test: FxHashSet<File> = FxHashSet::default();
    for instance in &tree.instances {
        let target = tree.roots[instance.krate.0 as usize].target;
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
        if tree.files[at].generated {
            return Class::Generated;
        }
        layout.files[at].class.unwrap_or(match () {
            () if by_production.contains(&file) => Class::Production,
            () if by_example.contains(&file) => Class::Example,
            () if by_test.contains(&file) => Class::Test,
            () => Class::Production,
        })
    };
    (0..tree.files.len()).map(class).collect()
}

impl Workspace {
    pub(super) fn instance_of_item(&self, item: Item) -> &Instance {
        &self.instances[self.owners.items[item.0 as usize] as usize]
    }

    pub(super) fn instance_of_scope(&self, scope: Scope) -> &Instance {
        &self.instances[self.owners.scopes[scope.0 as usize] as usize]
    }
}
