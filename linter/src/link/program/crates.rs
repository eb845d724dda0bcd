//! The crates: their dependencies, and the names by which code refers to them.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::{self, CrateOrigin, Instance};
use super::symbols::{CRATE, SELF, Symbol, Symbols};
use super::{Program, SourceFile};
use crate::discover::{self, Edition, Layout, PackageId, TargetKind};
use crate::facts::{self, FileFacts, ImportKind};
use crate::finding::FilePath;
use crate::link::resolve::Binding;
use crate::link::{Crate, Def, File, Import, Item, Obstacle, Scope};

/// A crate: a target of a package, or a file that no target reaches.
#[derive(Debug)]
pub(in crate::link) struct CrateData {
    pub(in crate::link) name: Symbol,
    /// The package that the target belongs to. For a file that no target reaches: the package whose folder contains it.
    pub(in crate::link) package: Option<PackageId>,
    /// The target; `None` for a file that no target reaches.
    pub(in crate::link) target: Option<discover::CrateId>,
    /// Whether it is a build script.
    pub(in crate::link) is_build_script: bool,
    pub(in crate::link) root: Scope,
    /// Edition 2015: the paths of `use` are relative to the crate root, and crates are not in scope without `extern crate`.
    pub(in crate::link) edition_2015: bool,
    pub(in crate::link) externs: rustc_hash::FxHashMap<Symbol, ExternCrate>,
    /// The dependencies that exist on every platform and with any features.
    pub(in crate::link) certain: rustc_hash::FxHashSet<Symbol>,
    /// Whether the dependencies are unknown because no manifest declares the crate. A first segment that resolves to nothing is
    /// then assumed to be a crate.
    pub(in crate::link) open: bool,
    /// Whether the package has a dependency outside the workspace that its code never names. The library may have another name
    /// than its package (`md5` of `md-5`), so a first segment that resolves to nothing may be that library.
    pub(in crate::link) has_unnamed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::link) enum ExternCrate {
    Member(Crate),
    External(Symbol),
}

impl Program {
    /// The crate that an `extern crate` names.
    pub(in crate::link) fn named_crate(&self, import: Import) -> Option<Def> {
        let fact = self.import(import);
        let ImportKind::ExternCrate(given, _) = fact.kind else {
            return None;
        };
        let instance = self.instance_of_import(import);
        let (segments, _) = self.segments(instance.scope(fact.scope), fact.path);
        let &name = segments.last()?;
        if name == SELF {
            return Some(Def::Crate(instance.krate));
        }
        let is_own_name = self.file(instance.file).symbols[given.0 as usize] == name;
        let known = match self.crates[instance.krate.0 as usize].externs.get(&name) {
            Some(ExternCrate::Member(member)) => Some(Def::Crate(*member)),
            Some(ExternCrate::External(outside)) => Some(self.standard.outside(*outside)),
            None => None,
        };
        // If no manifest declares the crate, it is outside the workspace, and `extern crate name;` without `as` adds nothing.
        known.or_else(|| (!is_own_name || self.standard.is_facade(name)).then(|| self.standard.outside(name)))
    }

    /// The crate that the first segment of a path is assumed to name if it resolves to nothing else. `None` if all dependencies
    /// are known.
    pub(in crate::link) fn assumed_crate(&self, krate: crate::link::Crate, name: Symbol) -> Option<Def> {
        let data = &self.crates[krate.0 as usize];
        let may_be = || data.has_unnamed && self.text(name).starts_with(char::is_lowercase);
        (data.open || may_be()).then(|| self.standard.outside(name))
    }

    /// Whether code of the workspace can begin a path with this crate name: a crate of the workspace, a dependency, a primitive
    /// type, or a first segment that the code itself uses.
    pub fn is_known_crate(&self, name: &str) -> bool {
        if name == "crate" || self.crate_names().any(|own| own == name) {
            return true;
        }
        let Some(symbol) = self.symbol(name) else { return false };
        if self.standard.primitives().head(symbol).is_some() {
            return true;
        }
        let depends = |data: &CrateData| {
            let is_named = |(key, krate): (&Symbol, &ExternCrate)| *key == symbol || *krate == ExternCrate::External(symbol);
            data.externs.iter().any(is_named)
        };
        self.standard_crate(name).is_some() || self.own_crates().any(|(_, data)| depends(data)) || self.begins_a_path(symbol)
    }

    fn begins_a_path(&self, name: Symbol) -> bool {
        self.own_files().iter().any(|file| {
            let Some(own) = file.symbols.iter().position(|symbol| *symbol == name) else {
                return false;
            };
            let begins = |path: facts::Path<'_>| path.segments.len() > 1 && path.segments[0].0 as usize == own;
            file.facts.paths.iter().any(begins)
        })
    }

    /// The crates that the first segment of a path names, and the other segments as symbols; `None` if one of them occurs nowhere
    /// in the workspace. `crate` names every crate of the workspace.
    pub(in crate::link) fn apart(&self, path: &[&str]) -> (Vec<Crate>, Option<Vec<Symbol>>) {
        let Some((first, rest)) = path.split_first() else {
            return (Vec::new(), None);
        };
        let of_name = |data: &CrateData| *first == "crate" || self.text(data.name) == *first;
        let own = self.own_crates().filter(|(_, data)| of_name(data));
        let mut crates: Vec<Crate> = own.map(|(at, _)| Crate(at as u32)).collect();
        if crates.is_empty() {
            crates.extend(self.standard_crate(first));
        }
        let rest = rest.iter().map(|segment| self.symbol(segment.trim_end_matches('!')));
        (crates, rest.collect())
    }

    /// The names of the workspace's crates.
    pub fn crate_names(&self) -> impl Iterator<Item = &str> {
        self.own_crates().map(|(_, data)| self.symbols.text(data.name))
    }

    /// The name of the crate that contains a scope.
    pub fn crate_name(&self, scope: Scope) -> &str {
        self.text(self.crates[self.crate_of(scope).0 as usize].name)
    }

    /// The first segment that a path to the crate `name` begins with in `from`; `None` if it is not a dependency there.
    pub(in crate::link) fn crate_as_seen(&self, from: Scope, name: &str) -> Option<Symbol> {
        let own = self.crate_of(from);
        let data = &self.crates[own.0 as usize];
        if name == "crate" || self.text(data.name) == name {
            return Some(CRATE);
        }
        let names = |found: &ExternCrate| match found {
            ExternCrate::Member(krate) => self.text(self.crates[krate.0 as usize].name) == name,
            ExternCrate::External(symbol) => self.text(*symbol) == name,
        };
        let known = data
            .externs
            .iter()
            .filter(|(_, found)| names(found))
            .map(|(symbol, _)| *symbol);
        let known = known.min_by_key(|symbol| self.text(*symbol));
        known.or_else(|| self.standard_crate(name).and_then(|_| self.symbol(name)))
    }

    pub(in crate::link) fn why_no_dependency(&self, from: Scope, name: &str) -> Obstacle {
        let own = self.crate_of(from);
        let reach = self.reach_of_crates();
        let named = self.own_crates().filter(|(_, data)| self.text(data.name) == name);
        let depend_on_own: Vec<bool> = named.map(|(at, _)| reach[at].contains(&own)).collect();
        match depend_on_own.is_empty() || depend_on_own.contains(&false) {
            true => Obstacle::NoDependency,
            false => Obstacle::Cycle,
        }
    }

    /// Whether the crate of `item` depends on that of `other`, directly or indirectly, so that the reverse dependency would be a
    /// cycle.
    pub fn is_above(&self, item: Item, other: Item) -> bool {
        let (one, other) = (self.crate_of_item(item), self.crate_of_item(other));
        one != other && self.reach_of_crates()[one.0 as usize].contains(&other)
    }

    /// For each crate, itself and the crates that it depends on, directly or indirectly.
    pub(in crate::link) fn reach_of_crates(&self) -> &[FxHashSet<Crate>] {
        self.reach_of_crates.get_or_init(|| reach_of_crates(self))
    }

    /// Whether two items belong to one package, in whichever of its targets.
    pub(crate) fn are_of_one_package(&self, one: Item, other: Item) -> bool {
        let (one, other) = (self.crate_of_item(one), self.crate_of_item(other));
        let package = |krate: Crate| self.crates[krate.0 as usize].package;
        one == other || (package(one).is_some() && package(one) == package(other))
    }

    /// The package that the code in a scope belongs to, and whether the code is its build script.
    pub(crate) fn package_of(&self, scope: Scope) -> Option<(PackageId, bool)> {
        let data = &self.crates[self.crate_of(scope).0 as usize];
        Some((data.package?, data.is_build_script))
    }

    /// What a crate begins with.
    pub(in crate::link) fn origin_of_crate(&self, krate: Crate) -> CrateOrigin {
        let data = &self.crates[krate.0 as usize];
        let file = match krate == self.standard.krate() {
            true => File::STANDARD,
            false => self.instance_of_scope(data.root).file,
        };
        CrateOrigin {
            file,
            target: data.target,
        }
    }

    /// The package that declares a definition; `None` outside of the workspace.
    pub(crate) fn package_of_def(&self, def: &Def) -> Option<PackageId> {
        let krate = match def {
            Def::Crate(krate) => *krate,
            Def::Item(item) | Def::Member(item, _) => self.crate_of_item(*item),
            Def::External(_) => return None,
        };
        self.crates[krate.0 as usize].package
    }

    /// The crate that contains an item.
    pub fn crate_of_item(&self, item: Item) -> Crate {
        self.instance_of_item(item).krate
    }

    /// The crates of the workspace, with their indices.
    pub(in crate::link) fn own_crates(&self) -> impl Iterator<Item = (usize, &CrateData)> {
        let crates = self.crates.iter().enumerate();
        crates.filter(|(at, _)| *at != self.standard.krate().0 as usize)
    }

    /// The standard library, if `name` is `std`, `core` or `alloc`.
    pub(in crate::link) fn standard_crate(&self, name: &str) -> Option<Crate> {
        let is_facade = self.symbol(name).is_some_and(|name| self.standard.is_facade(name));
        is_facade.then_some(self.standard.krate())
    }

    /// Whether a definition belongs to the standard library.
    pub(in crate::link) fn is_standard(&self, def: &Def) -> bool {
        match def {
            Def::Crate(krate) => *krate == self.standard.krate(),
            Def::Item(item) | Def::Member(item, _) => self.crate_of_item(*item) == self.standard.krate(),
            Def::External(_) => false,
        }
    }

    /// Whether a definition belongs to the workspace.
    pub fn is_own(&self, def: &Def) -> bool {
        !matches!(def, Def::External(_)) && !self.is_standard(def)
    }

    /// Whether a name in the type namespace refers to the crate of that name rather than to an imported item of an opaque crate.
    /// Such an item may be a function, which is not in this namespace. So if there is a crate of that name, and `found` has only
    /// items of opaque crates, the name refers to the crate.
    pub(in crate::link) fn yields_to_crate(&self, found: &[Binding], name: Symbol, scope: Scope) -> bool {
        found
            .iter()
            .all(|binding| matches!(&binding.def, Def::External(outside) if outside.segments.len() > 1))
            && self.crates[self.crate_of(scope).0 as usize].externs.contains_key(&name)
    }
}

pub(super) fn of_layout(
    layout: &Layout,
    roots: &[modules::CrateRoot],
    paths: &[FilePath],
    facts: &[Arc<FileFacts>],
    symbols: &mut Symbols,
) -> Vec<CrateData> {
    // `discover` numbers targets, `link` numbers crates: the crate of a target is the one whose tree begins at its root.
    let crate_of_target: FxHashMap<discover::CrateId, Crate> = roots
        .iter()
        .enumerate()
        .filter_map(|(at, root)| root.target.map(|target| (target, Crate(at as u32))))
        .collect();
    let entered = |externs: &discover::Externs, symbols: &mut Symbols| -> FxHashMap<Symbol, ExternCrate> {
        let externs = externs.iter().map(|(name, krate)| {
            let krate = match krate {
                discover::ExternLibrary::Member(member) => ExternCrate::Member(crate_of_target[member]),
                discover::ExternLibrary::Outside(name) => ExternCrate::External(symbols.intern(name)),
            };
            (symbols.intern(name), krate)
        });
        externs.collect()
    };
    let data = roots.iter().map(|root| match root.target {
        Some(id) => {
            let target = &layout.crates[id.0 as usize];
            CrateData {
                name: symbols.intern(&target.name),
                package: Some(target.package),
                target: Some(id),
                is_build_script: target.kind == TargetKind::BuildScript,
                root: root.scope,
                edition_2015: target.edition == Edition::E2015,
                externs: entered(&target.externs, symbols),
                certain: target.certain.iter().map(|name| symbols.intern(name)).collect(),
                open: false,
                has_unnamed: false,
            }
        }
        None => {
            let file = root.file.0 as usize;
            let externs = externs_of_stray(layout, &paths[file], file, facts[file].front_matter.as_deref());
            let package = layout.files[file].package;
            let edition = package.map(|package| layout.packages[package.0 as usize].edition);
            let stem = paths[file].name().trim_end_matches(".rs").replace('-', "_");
            CrateData {
                name: symbols.intern(&stem),
                package,
                target: None,
                is_build_script: false,
                root: root.scope,
                edition_2015: edition == Some(Edition::E2015),
                externs: entered(&externs, symbols),
                certain: rustc_hash::FxHashSet::default(),
                open: true,
                has_unnamed: false,
            }
        }
    });
    data.collect()
}

/// The dependencies of a file that no target reaches: those of its front matter if it is a script, otherwise those of the package
/// around it.
fn externs_of_stray(layout: &Layout, path: &FilePath, file: usize, front_matter: Option<&str>) -> discover::Externs {
    if let Some(front_matter) = front_matter {
        return layout.externs_of_script(path, front_matter);
    }
    let package = layout.files[file].package.map(|package| &layout.packages[package.0 as usize]);
    let Some(library) = package.and_then(|package| package.library) else {
        return discover::Externs::new();
    };
    let like = &layout.crates[library.0 as usize];
    let mut externs = (*like.externs).clone();
    externs.insert(like.name.clone(), discover::ExternLibrary::Member(library));
    externs
}

/// Sets `has_unnamed` of all crates. The names of all targets of a package count together.
pub(super) fn enter_unnamed(crates: &mut [CrateData], instances: &[Instance], files: &[Arc<SourceFile>]) {
    let mut named: FxHashMap<discover::PackageId, FxHashSet<Symbol>> = FxHashMap::default();
    for instance in instances {
        if let Some(package) = crates[instance.krate.0 as usize].package {
            let names = files[instance.file.0 as usize].symbols.iter();
            named.entry(package).or_default().extend(names);
        }
    }
    for krate in crates.iter_mut() {
        let Some(names) = krate.package.and_then(|package| named.get(&package)) else {
            continue;
        };
        let outside = krate.externs.iter().filter(|(_, of)| matches!(of, ExternCrate::External(_)));
        krate.has_unnamed = outside.into_iter().any(|(name, _)| !names.contains(name));
    }
}

fn reach_of_crates(program: &Program) -> Vec<FxHashSet<Crate>> {
    let reach = program.crates.iter().enumerate().map(|(at, _)| {
        let mut found = FxHashSet::default();
        let mut waiting = vec![Crate(at as u32)];
        while let Some(krate) = waiting.pop() {
            if found.insert(krate) {
                let externs = program.crates[krate.0 as usize].externs.values();
                waiting.extend(externs.filter_map(|of| match of {
                    ExternCrate::Member(krate) => Some(*krate),
                    ExternCrate::External(_) => None,
                }));
            }
        }
        found
    });
    reach.collect()
}
