//! Which workspace governs a package, and what the package inherits from it.

use rustc_hash::FxHashSet;
use toml::Spanned;

use super::declared::{DeclaredEdition, DeclaredPackage, DeclaredVersion};
use super::dependencies::DeclaredDependency;
use super::manifest::{DeclaredWorkspace, Manifest, ManifestId, Manifests, ancestors};
use super::problems::ManifestProblems;
use super::{Edition, Package};
use crate::finding::FilePath;

/// For each manifest the root of its workspace.
pub(super) struct Workspaces {
    root_of: Vec<Option<ManifestId>>,
}

impl Workspaces {
    /// Finds the roots as cargo does: the manifest's own `[workspace]`, or the one that `package.workspace`
    /// points to, or the nearest above that does not exclude it.
    pub(super) fn new(manifests: &Manifests, problems: &mut ManifestProblems) -> Self {
        let exclusions: Vec<Exclusion> = manifests
            .ids()
            .map(|id| Exclusion::from_manifest(manifests.get(id)))
            .collect();
        let root_of = manifests.ids().map(|id| {
            let manifest = manifests.get(id);
            if manifest.workspace.is_some() {
                return Some(id);
            }
            if let Some(pointer) = pointer(manifest) {
                return pointed_to(manifest, pointer, manifests, problems);
            }
            let above = ancestors(&manifest.folder).skip(1).filter_map(|folder| manifests.at(folder));
            above
                .filter_map(|above| root_by(above, manifest, manifests, &exclusions))
                .next()
        });
        let workspaces = Self {
            root_of: root_of.collect(),
        };
        workspaces.tell_missing_roots(manifests, problems);
        workspaces
    }

    /// The manifest whose `[workspace]` counts for `id`, where it is in the snapshot.
    pub(super) fn root_of(&self, id: ManifestId) -> Option<ManifestId> {
        self.root_of[id.0]
    }

    /// The packages, so far without crates and dependencies.
    pub(super) fn packages(&self, manifests: &Manifests, problems: &mut ManifestProblems) -> Vec<Package> {
        let package = |(id, manifest, declared): (ManifestId, &Manifest, &DeclaredPackage)| Package {
            name: declared.name.get_ref().clone(),
            version: self.version(id, declared, manifests),
            folder: manifest.folder.clone(),
            workspace: self.root_of(id).map(|root| manifests.get(root).folder.clone()),
            edition: self.edition(id, manifest, declared, manifests, problems),
            library: None,
            dependencies: Vec::new(),
            build_dependencies: Vec::new(),
            dev_dependencies: Vec::new(),
        };
        manifests.packages().map(package).collect()
    }

    /// The entry of `[workspace.dependencies]` that `dependency` stands for, and the manifest it is in.
    pub(super) fn inherited<'m>(
        &self,
        id: ManifestId,
        dependency: &DeclaredDependency,
        manifests: &'m Manifests,
        problems: &mut ManifestProblems,
    ) -> Option<(ManifestId, &'m DeclaredDependency)> {
        let (root, workspace) = self.workspace(id, manifests)?;
        let key = dependency.key.get_ref();
        let entry = workspace.dependencies.get(key);
        if entry.is_none() && !manifests.get(root).source.is_broken {
            let message = format!("`{key}` is inherited, and the workspace does not define it");
            let root = &manifests.get(root).source.file;
            let help = format!("add `{key}` to `[workspace.dependencies]` in `{root}`");
            problems.at(&manifests.get(id).source, dependency.key.span(), message, Some(help));
        }
        Some((root, entry?))
    }

    fn version(&self, id: ManifestId, package: &DeclaredPackage, manifests: &Manifests) -> Option<String> {
        let declared = match &package.version {
            DeclaredVersion::Inherited => &self.workspace(id, manifests)?.1.version,
            own => own,
        };
        match declared {
            DeclaredVersion::Own(version) => Some(version.clone()),
            DeclaredVersion::Missing | DeclaredVersion::Inherited => None,
        }
    }

    fn edition(
        &self,
        id: ManifestId,
        manifest: &Manifest,
        package: &DeclaredPackage,
        manifests: &Manifests,
        problems: &mut ManifestProblems,
    ) -> Edition {
        let at = match &package.edition {
            DeclaredEdition::Missing => return Edition::E2015,
            DeclaredEdition::Own(edition) => return *edition,
            DeclaredEdition::Inherited(at) => at.clone(),
        };
        let Some((root, workspace)) = self.workspace(id, manifests) else {
            return Edition::LOOSE;
        };
        if let DeclaredEdition::Own(edition) = workspace.edition {
            return edition;
        }
        let root = &manifests.get(root).source;
        if !root.is_broken {
            let message = "edition is inherited, and the workspace does not define it".to_owned();
            let help = format!("add `edition` to `[workspace.package]` in `{}`", root.file);
            problems.at(&manifest.source, at, message, Some(help));
        }
        Edition::LOOSE
    }

    fn workspace<'m>(&self, id: ManifestId, manifests: &'m Manifests) -> Option<(ManifestId, &'m DeclaredWorkspace)> {
        let root = self.root_of(id)?;
        Some((root, manifests.get(root).workspace.as_ref()?))
    }

    /// Told once for each manifest, not once for each thing that it inherits.
    fn tell_missing_roots(&self, manifests: &Manifests, problems: &mut ManifestProblems) {
        for id in manifests.ids().filter(|&id| self.root_of(id).is_none()) {
            let manifest = manifests.get(id);
            let Some(at) = manifest.first_inherited().filter(|_| pointer(manifest).is_none()) else {
                continue;
            };
            let above = ancestors(&manifest.folder)
                .filter_map(|folder| manifests.at(folder))
                .map(|above| manifests.get(above));
            // What cannot be read above may well be the root, and is told there.
            if above.clone().any(|above| above.source.is_broken) {
                continue;
            }
            let (message, help) = match above.clone().find(|above| above.workspace.is_some()) {
                Some(root) => (
                    "inherits from a workspace, and the one above excludes this package".to_owned(),
                    format!("include it in `{}`, or write the values out", root.source.file),
                ),
                None => (
                    "inherits from a workspace whose root is not among the files looked at".to_owned(),
                    "check the folder of the workspace root".to_owned(),
                ),
            };
            problems.at(&manifest.source, at, message, Some(help));
        }
    }
}

/// The folders that a workspace excludes.
struct Exclusion {
    excluded: FxHashSet<String>,
    listed: FxHashSet<String>,
}

impl Exclusion {
    fn from_manifest(manifest: &Manifest) -> Self {
        let folder = |path: &str| FilePath::join(&manifest.folder, path).map(|path| path.as_str().to_owned());
        let workspace = manifest.workspace.as_ref();
        let excluded = workspace.map_or(&[][..], |workspace| &workspace.exclude);
        let listed = workspace.map_or(&[][..], |workspace| &workspace.members);
        Self {
            excluded: excluded.iter().filter_map(|path| folder(path)).collect(),
            listed: listed.iter().filter_map(|path| folder(path.get_ref())).collect(),
        }
    }

    /// `exclude` holds folders, not globs, and gives way to what `members` names in full.
    fn keeps_out(&self, folder: &str) -> bool {
        let is_below = |folders: &FxHashSet<String>| ancestors(folder).any(|above| folders.contains(above));
        !self.excluded.is_empty() && is_below(&self.excluded) && !is_below(&self.listed)
    }
}

fn pointer(manifest: &Manifest) -> Option<&Spanned<String>> {
    manifest.package.as_ref().and_then(|package| package.workspace.as_ref())
}

/// The root that the manifest `above` gives to `manifest`, if it does.
fn root_by(above: ManifestId, manifest: &Manifest, manifests: &Manifests, exclusions: &[Exclusion]) -> Option<ManifestId> {
    let candidate = manifests.get(above);
    if candidate.workspace.is_some() {
        return (!exclusions[above.0].keeps_out(&manifest.folder)).then_some(above);
    }
    let folder = FilePath::join(&candidate.folder, pointer(candidate)?.get_ref())?;
    manifests
        .at(folder.as_str())
        .filter(|&root| manifests.get(root).workspace.is_some())
}

fn pointed_to(
    manifest: &Manifest,
    pointer: &Spanned<String>,
    manifests: &Manifests,
    problems: &mut ManifestProblems,
) -> Option<ManifestId> {
    let folder = FilePath::join(&manifest.folder, pointer.get_ref())?;
    let root = manifests
        .at(folder.as_str())
        .filter(|&root| manifests.get(root).workspace.is_some());
    if root.is_none() {
        let message = format!("`{}` is not the root of a workspace", pointer.get_ref());
        problems.at(&manifest.source, pointer.span(), message, None);
    }
    root
}
