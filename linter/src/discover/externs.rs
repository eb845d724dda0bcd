//! The names of other crates that a crate's code can begin a path with.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{CrateId, CrateTarget, Dependency, ExternLibrary, Externs, Package, TargetKind};

/// Fills in the extern prelude of every crate.
pub(super) fn fill(crates: &mut [CrateTarget], packages: &[Package]) {
    let preludes: Vec<Preludes> = packages
        .iter()
        .map(|package| Preludes::new(package, packages, crates))
        .collect();
    for each in crates {
        let preludes = &preludes[each.package.0 as usize];
        each.externs = match each.kind {
            TargetKind::Library | TargetKind::ProcMacro => preludes.library.clone(),
            TargetKind::BuildScript => preludes.build_script.clone(),
            TargetKind::Binary | TargetKind::Test | TargetKind::Bench | TargetKind::Example => preludes.others.clone(),
        };
        each.certain = match each.kind {
            TargetKind::BuildScript => preludes.certain_when_built.clone(),
            TargetKind::Library | TargetKind::ProcMacro | TargetKind::Binary => preludes.certain.clone(),
            TargetKind::Test | TargetKind::Bench | TargetKind::Example => preludes.certain_in_tests.clone(),
        };
    }
}

/// The extern preludes of the targets of one package.
struct Preludes {
    /// Dev-dependencies too, which its `#[cfg(test)]` code may use.
    library: Arc<Externs>,
    /// The same, and the library itself.
    others: Arc<Externs>,
    build_script: Arc<Externs>,
    /// Neither optional, nor for some platforms or for tests only; with the library itself.
    certain: Arc<BTreeSet<String>>,
    certain_in_tests: Arc<BTreeSet<String>>,
    certain_when_built: Arc<BTreeSet<String>>,
}

impl Preludes {
    fn new(package: &Package, packages: &[Package], crates: &[CrateTarget]) -> Self {
        let named = |dependency: &Dependency| named(dependency, packages, crates);
        let mut library = Externs::new();
        // The first to take a name keeps it.
        for (name, meaning) in package.dependencies.iter().chain(&package.dev_dependencies).filter_map(named) {
            library.entry(name).or_insert(meaning);
        }
        let mut build_script = Externs::new();
        for (name, meaning) in package.build_dependencies.iter().filter_map(named) {
            build_script.entry(name).or_insert(meaning);
        }
        let library = Arc::new(library);
        let others = match package.library {
            Some(own) => Arc::new(with_library(&library, own, crates)),
            None => library.clone(),
        };
        let certain = |dependencies: &[Dependency]| -> BTreeSet<String> {
            let certain = dependencies.iter().filter(|one| !one.optional && !one.for_some_platforms);
            certain.filter_map(named).map(|(name, _)| name).collect()
        };
        let own = package.library.map(|own| crates[own.0 as usize].name.clone());
        let mut always = certain(&package.dependencies);
        always.extend(own);
        let in_tests = &always | &certain(&package.dev_dependencies);
        Self {
            library,
            others,
            build_script: Arc::new(build_script),
            certain: Arc::new(always),
            certain_in_tests: Arc::new(in_tests),
            certain_when_built: Arc::new(certain(&package.build_dependencies)),
        }
    }
}

fn with_library(externs: &Externs, own: CrateId, crates: &[CrateTarget]) -> Externs {
    let mut externs = externs.clone();
    externs.insert(crates[own.0 as usize].name.clone(), ExternLibrary::Member(own));
    externs
}

/// The name in code and what it stands for; `None` for a package without a library.
pub(super) fn named(dependency: &Dependency, packages: &[Package], crates: &[CrateTarget]) -> Option<(String, ExternLibrary)> {
    if !dependency.linked {
        return None;
    }
    let key = in_code(&dependency.key);
    let Some(member) = dependency.member else {
        return Some((key, ExternLibrary::Outside(in_code(&dependency.package))));
    };
    let library = packages[member.0 as usize].library?;
    let name = if dependency.renamed {
        key
    } else {
        crates[library.0 as usize].name.clone()
    };
    Some((name, ExternLibrary::Member(library)))
}

/// A package's name as it is written in code.
pub(super) fn in_code(name: &str) -> String {
    name.replace('-', "_")
}
