//! The crates of each package: the targets that its manifest declares, and those that cargo finds by
//! convention. Follows cargo's own rules, those kept for the 2015 edition among them.

mod library;
mod section;
mod tree;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use toml::Spanned;

pub(super) use self::tree::FileTree;
use self::tree::TargetRoot;
use super::declared::{Build, DeclaredPackage, SECTIONS};
use super::externs::in_code;
use super::manifest::{Manifest, Manifests};
use super::problems::ManifestProblems;
use super::{CrateId, CrateTarget, Edition, Package, PackageId, TargetKind};
use crate::finding::FilePath;

/// The crates of every package, without what they can name. Gives each package its library.
pub(super) fn crates(
    packages: &mut [Package],
    manifests: &Manifests,
    tree: FileTree<'_>,
    problems: &mut ManifestProblems,
) -> Vec<CrateTarget> {
    let mut crates = Vec::new();
    let nothing = Arc::default();
    for (index, (package, (_, manifest, declared))) in packages.iter_mut().zip(manifests.packages()).enumerate() {
        let mut targets = PackageTargets {
            package,
            manifest,
            declared,
            tree: &tree,
            problems,
            found: Vec::new(),
            has_mistakes: false,
        };
        targets.find();
        for target in targets.found {
            if matches!(target.kind, TargetKind::Library | TargetKind::ProcMacro) {
                package.library = Some(CrateId(crates.len() as u32));
            }
            crates.push(CrateTarget {
                name: in_code(&target.name),
                kind: target.kind,
                root: target.root.file,
                folder: target.root.folder,
                edition: target.edition.unwrap_or(package.edition),
                package: PackageId(index as u32),
                externs: Arc::clone(&nothing),
                certain: Arc::default(),
            });
        }
    }
    crates
}

/// A target whose root file is there.
struct TargetFile {
    name: String,
    kind: TargetKind,
    root: TargetRoot,
    edition: Option<Edition>,
}

/// The targets of one package, as they are found.
struct PackageTargets<'a> {
    package: &'a Package,
    manifest: &'a Manifest,
    declared: &'a DeclaredPackage,
    tree: &'a FileTree<'a>,
    problems: &'a mut ManifestProblems,
    found: Vec<TargetFile>,
    has_mistakes: bool,
}

impl PackageTargets<'_> {
    fn find(&mut self) {
        self.library();
        for (section, declared) in SECTIONS.iter().zip(&self.manifest.sections) {
            self.section(section, declared);
        }
        if self.found.is_empty() && !self.has_mistakes {
            let at = self.declared.name.span();
            let message = format!("package `{}` has no target", self.package.name);
            self.problem(
                at,
                message,
                Some("add `src/lib.rs` or `src/main.rs`, or declare one".to_owned()),
            );
        }
        self.build_scripts();
    }

    fn build_scripts(&mut self) {
        let scripts = match &self.declared.build {
            Build::Scripts(scripts) => scripts.as_slice(),
            Build::ByConvention => {
                let script = self.in_package("build.rs");
                self.found.extend(script.map(build_script("build.rs")));
                return;
            }
        };
        for script in scripts {
            let root = self.declared_file(script);
            self.found.extend(root.map(build_script(script.get_ref())));
        }
    }

    /// The file at `path`, seen from the package; without a word when there is none.
    fn in_package(&self, path: &str) -> Option<TargetRoot> {
        self.tree.file(FilePath::join(&self.package.folder, path)?.as_str())
    }

    /// The file that the manifest says is there.
    fn declared_file(&mut self, path: &Spanned<String>) -> Option<TargetRoot> {
        let file = self.in_package(path.get_ref());
        if file.is_none() {
            let message = format!("`{}` is not among the files looked at", path.get_ref());
            let help = "correct the path, or see whether an ignore file hides it".to_owned();
            self.problem(path.span(), message, Some(help));
        }
        file
    }

    fn problem(&mut self, at: Range<usize>, message: String, help: Option<String>) {
        self.has_mistakes = true;
        self.problems.at(&self.manifest.source, at, message, help);
    }

    /// Adds targets of one kind, in the order of their names; of two with one name only the first.
    fn add(&mut self, mut targets: Vec<TargetFile>, word: &str) {
        targets.sort_by(|a, b| a.name.cmp(&b.name));
        let mut names = FxHashSet::default();
        for target in targets {
            if names.insert(target.name.clone()) {
                self.found.push(target);
                continue;
            }
            let message = format!(
                "package `{}` has several targets [[{word}]] named `{}`",
                self.package.name, target.name
            );
            let at = self.declared.name.span();
            self.problem(at, message, None);
        }
    }
}

fn build_script(path: &str) -> impl FnOnce(TargetRoot) -> TargetFile {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let name = format!("build-script-{stem}");
    move |root| TargetFile {
        name,
        kind: TargetKind::BuildScript,
        root,
        edition: None,
    }
}
