//! Packages, crates and files of a snapshot, read from the manifests without running cargo: the dependencies and their names, the
//! root file of each crate, and the class of each file.
//!
//! Knows no Rust syntax and no disk. `link` finds out which module a file is and whether a crate reaches it.

mod classes;
mod cycles;
mod declared;
mod dependencies;
mod dump;
mod externs;
mod fields;
mod files;
mod manifest;
mod members;
mod memberships;
mod owners;
mod problems;
mod resolve;
mod scripts;
mod targets;
mod workspaces;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use bitcode::{Decode, Encode};

use crate::finding::{Class, FilePath, InputProblem, Place};
use crate::snapshot::{Links, Snapshot};

pub use self::classes::ClassGlobs;
pub use self::memberships::{Membership, Memberships, PackageNames, UNOWNED};
pub use self::owners::{CodeOwners, codeowners};
pub(crate) use manifest::crate_name;

use self::manifest::Manifests;
use self::problems::ManifestProblems;
use self::targets::FileTree;
use self::workspaces::Workspaces;

/// The packages, crates and files of a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Sorted by folder. Every manifest with a `[package]` is one, whether or not a workspace lists it.
    pub packages: Vec<Package>,
    /// One per target whose root file is in the snapshot; those of one package stand together.
    pub crates: Vec<CrateTarget>,
    /// Every `.rs` file of the snapshot, sorted; then those that only sources name.
    pub files: Vec<LayoutFile>,
    /// Ways to files by other names.
    pub(crate) links: Links,
    /// Mistakes in the manifests, in the order of their places.
    pub problems: Vec<InputProblem>,
    /// For the folder of each manifest its package.
    manifests: BTreeMap<String, Option<PackageId>>,
}

/// Index into [`Layout::packages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackageId(pub u32);

/// Index into [`Layout::crates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct CrateId(pub u32);

/// Index into [`Layout::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A manifest with a `[package]`.
#[derive(Clone, Debug)]
pub struct Package {
    /// As written, dashes and all.
    pub name: String,
    /// Its version, if its manifest or that of its workspace has one.
    pub version: Option<String>,
    /// The folder of its manifest; empty for the root of the snapshot.
    pub folder: String,
    /// The folder of the manifest with its `[workspace]`, if it is a member of one.
    pub workspace: Option<String>,
    /// The edition of every target that does not set its own.
    pub edition: Edition,
    /// Its library or procedural macro.
    pub library: Option<CrateId>,
    /// `[dependencies]`, those for certain platforms among them.
    pub dependencies: Vec<Dependency>,
    /// `[build-dependencies]`, likewise.
    pub build_dependencies: Vec<Dependency>,
    /// `[dev-dependencies]`, likewise.
    pub dev_dependencies: Vec<Dependency>,
}

/// One line of a dependency table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The key in the manifest.
    pub key: String,
    /// The name of the package, which is the key unless `package = "..."` says otherwise.
    pub package: String,
    /// Whether the package is given by `package = "..."`: the key is then the name in code, whatever the
    /// library calls itself.
    pub renamed: bool,
    /// The package, where it is in the snapshot.
    pub member: Option<PackageId>,
    /// Whether only a feature turns it on.
    pub optional: bool,
    /// Whether it is there on some platforms only.
    pub for_some_platforms: bool,
    /// Whether code can name it: not so a dependency on a binary alone (`artifact = "bin"`).
    pub linked: bool,
    /// Whether the workspace declares it: `workspace = true`.
    pub inherited: bool,
    /// The versions that it may have, if they are written.
    pub requirement: Option<Requirement>,
    /// Bytes of the key in the package's manifest; `Span::in_text` makes a place of them.
    pub at: Range<usize>,
}

/// The versions that a dependency may have: `1.2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// As written.
    pub text: String,
    /// Where it is written: for an inherited dependency, in the manifest of the workspace.
    pub place: Place,
}

/// A target of a package, which the compiler compiles as one crate.
#[derive(Clone, Debug)]
pub struct CrateTarget {
    /// As written in code: dashes are underscores.
    pub name: String,
    /// Which sort of target.
    pub kind: TargetKind,
    /// The file that the compiler is given.
    pub root: FileId,
    /// The folder of the root file, or that of the link by which it is found: `mod name;` looks for its file there.
    pub folder: String,
    /// The edition that its code is written in.
    pub edition: Edition,
    /// The package that it is a target of.
    pub package: PackageId,
    /// The extern prelude; shared by the targets of one package that see the same.
    pub externs: Arc<Externs>,
    /// The names of its extern prelude that exist on every platform and with any features.
    pub certain: Arc<BTreeSet<String>>,
}

/// Name in code -> what it is. Without `std` and its kin, which need no manifest.
pub type Externs = BTreeMap<String, ExternLibrary>;

/// The library that a name of the extern prelude stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternLibrary {
    /// A library of the snapshot.
    Member(CrateId),
    /// A library outside the snapshot, by the name of its package with underscores. What the library calls
    /// itself stands in a manifest that is not here; all but a handful keep the package's name.
    Outside(String),
}

/// Which sort of target a crate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// `[lib]`.
    Library,
    /// `[lib]` with `proc-macro = true`.
    ProcMacro,
    /// `[[bin]]`, `src/main.rs`, `src/bin/`.
    Binary,
    /// `[[test]]`, `tests/`.
    Test,
    /// `[[bench]]`, `benches/`.
    Bench,
    /// `[[example]]`, `examples/`.
    Example,
    /// `build.rs`.
    BuildScript,
}

/// Which edition of Rust; ordered by age, the oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// The edition of a manifest that names none.
    E2015,
    /// Paths as they are today.
    E2018,
    /// Disjoint captures.
    E2021,
    /// The edition that `cargo new` writes today.
    E2024,
}

impl Edition {
    /// The edition of code without a manifest, or with an invalid edition in it: most code means the same under this edition
    /// and later ones.
    pub const LOOSE: Self = Self::E2021;

    /// The word in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::E2015 => "2015",
            Self::E2018 => "2018",
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::E2015, Self::E2018, Self::E2021, Self::E2024]
            .into_iter()
            .find(|edition| edition.name() == name)
    }
}

/// A `.rs` file of the snapshot.
#[derive(Clone, Debug)]
pub struct LayoutFile {
    /// Its path.
    pub path: FilePath,
    /// The package of the nearest manifest above; `None` without one or where that has no `[package]`.
    pub package: Option<PackageId>,
    /// Its class, by the user's globs or else by its folder; `None` if it depends on the crates that reach the file.
    pub class: Option<Class>,
    /// The file is included because other files name it; it is not a crate by itself.
    pub only_named: bool,
}

impl Layout {
    /// Reads every manifest of `snapshot`. Never fails: what is wrong is among the problems, and what can
    /// still be understood is there.
    pub fn new(snapshot: &Snapshot, classes: &ClassGlobs) -> Self {
        let mut problems = ManifestProblems::default();
        let manifests = Manifests::read(snapshot, &mut problems);
        let workspaces = Workspaces::new(&manifests, &mut problems);
        let folders = manifests.folders();
        let files = files::source_files(snapshot, &folders, classes);
        let mut packages = workspaces.packages(&manifests, &mut problems);
        resolve::dependencies(&mut packages, &manifests, &workspaces, &mut problems);
        members::check(&packages, &manifests, &workspaces, &mut problems);
        cycles::check(&packages, &manifests, &mut problems);
        let mut crates = targets::crates(
            &mut packages,
            &manifests,
            FileTree::new(&files, snapshot.links()),
            &mut problems,
        );
        externs::fill(&mut crates, &packages);
        Self {
            packages,
            crates,
            files,
            links: snapshot.links().clone(),
            problems: problems.in_order(),
            manifests: folders,
        }
    }

    /// The package of the nearest manifest above a file, if that has a `[package]`.
    pub(crate) fn package_of(&self, file: &FilePath) -> Option<&Package> {
        let nearest = manifest::ancestors(file.folder()).find_map(|folder| self.manifests.get(folder));
        nearest.copied().flatten().map(|package| &self.packages[package.0 as usize])
    }

    /// Adds a file that the sources name.
    pub(crate) fn add_named(&mut self, path: &FilePath, classes: &ClassGlobs) {
        let file = files::source_file(path, &self.manifests, classes);
        self.files.push(LayoutFile {
            only_named: true,
            ..file
        });
    }
}
