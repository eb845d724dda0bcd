//! Every Rust file of the snapshot: whose it is, and what it is for.

use std::collections::BTreeMap;

use super::classes::{ClassGlobs, class_of_folder};
use super::manifest::ancestors;
use super::{LayoutFile, PackageId};
use crate::finding::{Class, FilePath};
use crate::snapshot::Snapshot;

pub(super) fn source_files(snapshot: &Snapshot, manifests: &PackageFolders, classes: &ClassGlobs) -> Vec<LayoutFile> {
    let mut files = Vec::new();
    // Files of one folder mostly follow one another.
    let mut last: Option<(&str, FolderDefaults)> = None;
    for path in snapshot.files().filter(|file| file.name().ends_with(".rs")) {
        let home = match last {
            Some((folder, home)) if folder == path.folder() => home,
            _ => FolderDefaults::for_file(path, manifests),
        };
        last = Some((path.folder(), home));
        let class = classes.class_of(path).or(home.class);
        files.push(LayoutFile {
            path: path.clone(),
            package: home.package,
            class,
            only_named: false,
        });
    }
    files
}

/// A file by itself, whatever it is called.
pub(super) fn source_file(path: &FilePath, manifests: &PackageFolders, classes: &ClassGlobs) -> LayoutFile {
    let home = FolderDefaults::for_file(path, manifests);
    LayoutFile {
        path: path.clone(),
        package: home.package,
        class: classes.class_of(path).or(home.class),
        only_named: false,
    }
}

/// The folders of manifests, with their packages.
type PackageFolders = BTreeMap<String, Option<PackageId>>;

/// The package and the class of the files in a folder.
#[derive(Clone, Copy)]
struct FolderDefaults {
    package: Option<PackageId>,
    class: Option<Class>,
}

impl FolderDefaults {
    /// The nearest manifest says whose the files are. A package that lies in the `tests/` or `examples/` of
    /// another (a fixture, a demonstration) is for what that folder is for.
    fn for_file(file: &FilePath, manifests: &PackageFolders) -> Self {
        let mut nearest = None;
        let mut class = None;
        let mut below = "";
        for folder in ancestors(file.folder()) {
            let manifest = manifests.get(folder);
            if manifest.is_some() || folder.is_empty() {
                class = class.or_else(|| class_of_folder(below));
            }
            nearest = nearest.or(manifest);
            below = folder.rsplit('/').next().unwrap_or(folder);
        }
        Self {
            package: nearest.copied().flatten(),
            class,
        }
    }
}
