//! Resolves the dependencies of a package: another package of the snapshot, by path or by patch, or one
//! that is not looked at.

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::dependencies::{DeclaredDependency, DependencyKind};
use super::manifest::{ManifestId, Manifests};
use super::problems::ManifestProblems;
use super::workspaces::Workspaces;
use super::{Dependency, Package, PackageId, Requirement};
use crate::finding::{FilePath, Place, Span};

/// Fills in the dependencies of every package.
pub(super) fn dependencies(
    packages: &mut [Package],
    manifests: &Manifests,
    workspaces: &Workspaces,
    problems: &mut ManifestProblems,
) {
    let patches = Patches::new(manifests);
    let mut resolver = Resolver {
        manifests,
        workspaces,
        patches,
        problems,
        spans: FxHashMap::default(),
    };
    for (package, (id, manifest, _)) in packages.iter_mut().zip(manifests.packages()) {
        for declared in &manifest.dependencies {
            let dependency = resolver.dependency(id, declared);
            match declared.kind {
                DependencyKind::Normal => package.dependencies.push(dependency),
                DependencyKind::Build => package.build_dependencies.push(dependency),
                DependencyKind::Dev => package.dev_dependencies.push(dependency),
            }
        }
    }
}

struct Resolver<'a> {
    manifests: &'a Manifests,
    workspaces: &'a Workspaces,
    patches: Patches<'a>,
    problems: &'a mut ManifestProblems,
    /// For each manifest that was asked about, the spans of its version requirements by their first bytes.
    spans: FxHashMap<ManifestId, FxHashMap<usize, Span>>,
}

impl Resolver<'_> {
    fn dependency(&mut self, id: ManifestId, declared: &DeclaredDependency) -> Dependency {
        let inherited = match declared.is_inherited {
            true => self.workspaces.inherited(id, declared, self.manifests, self.problems),
            false => None,
        };
        // A path is relative to the manifest that it stands in.
        let (home, origin) = inherited.unwrap_or((id, declared));
        let member = match &origin.path {
            Some(path) => self.at_path(home, path, origin.package()),
            None => self.patched(id, origin),
        };
        let requirement = origin.version.as_ref().map(|version| self.requirement(home, version));
        Dependency {
            key: declared.key.get_ref().clone(),
            package: origin.package().to_owned(),
            renamed: origin.package.is_some(),
            member,
            optional: declared.is_optional,
            for_some_platforms: declared.is_of_platform,
            linked: declared.is_linked,
            inherited: declared.is_inherited,
            requirement,
            at: declared.key.span(),
        }
    }

    fn requirement(&mut self, home: ManifestId, version: &Spanned<String>) -> Requirement {
        let manifest = self.manifests.get(home);
        let spans = self.spans.entry(home).or_insert_with(|| manifest.requirement_spans());
        let span = spans.get(&version.span().start).copied().unwrap_or(Span::FILE);
        Requirement {
            text: version.get_ref().clone(),
            place: Place {
                file: manifest.source.file.clone(),
                span,
            },
        }
    }

    /// A path that leads out of the snapshot is not read; this is not a mistake.
    fn at_path(&mut self, home: ManifestId, path: &Spanned<String>, name: &str) -> Option<PackageId> {
        let manifest = self.manifests.get(home);
        let folder = FilePath::join(&manifest.folder, path.get_ref())?;
        let Some(target) = self.manifests.at(folder.as_str()) else {
            if self.manifests.may_be_in_submodule(folder.as_str()) {
                return None;
            }
            let message = format!("`{}` holds no manifest", shown(folder.as_str()));
            let help = "correct the path, or see whether an ignore file hides it".to_owned();
            self.problems.at(&manifest.source, path.span(), message, Some(help));
            return None;
        };
        let package = self.manifests.package_of(target);
        let target = self.manifests.get(target);
        let found = target.package.as_ref().map(|package| package.name.get_ref().as_str());
        if found != Some(name) && !target.source.is_broken {
            let folder = shown(folder.as_str());
            let message = match found {
                Some(found) => format!("`{folder}` holds package `{found}`, not `{name}`"),
                None => format!("`{folder}` holds no package"),
            };
            self.problems.at(&manifest.source, path.span(), message, None);
        }
        package
    }

    /// Patches count where they stand in the manifest of the workspace's root.
    fn patched(&mut self, id: ManifestId, origin: &DeclaredDependency) -> Option<PackageId> {
        let root = self.workspaces.root_of(id).unwrap_or(id);
        let patch = self.patches.find(root, &origin.source, origin.package())?;
        self.at_path(root, patch.path.as_ref()?, patch.package())
    }
}

/// The `[patch]` tables of every manifest.
struct Patches<'a>(FxHashMap<(ManifestId, &'a str, &'a str), &'a DeclaredDependency>);

impl<'a> Patches<'a> {
    fn new(manifests: &'a Manifests) -> Self {
        let mut patches = FxHashMap::default();
        for id in manifests.ids() {
            for (source, patch) in &manifests.get(id).patches {
                patches.insert((id, source.as_str(), patch.package()), patch);
            }
        }
        Self(patches)
    }

    fn find(&self, root: ManifestId, source: &str, package: &str) -> Option<&'a DeclaredDependency> {
        self.0.get(&(root, source, package)).copied()
    }
}

/// A folder in words.
fn shown(folder: &str) -> &str {
    if folder.is_empty() { "." } else { folder }
}
