//! Which package a file belongs to, and who owns it: what reports are grouped and filtered by.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::manifest::ancestors;
use super::{CodeOwners, Layout};
use crate::finding::FilePath;

/// The name of the group of files without an owner.
pub const UNOWNED: &str = "unowned";

/// The name of the group of files outside of every package.
const NO_PACKAGE: &str = "no crate";

/// The packages of a workspace by their folders.
pub type PackageNames = BTreeMap<String, Arc<str>>;

/// The packages and the owners of all files of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Memberships {
    packages: PackageNames,
    owners: CodeOwners,
}

/// The package and the owners of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Membership {
    /// The name of the package of the nearest manifest; `None` without one.
    #[serde(rename = "crate", skip_serializing_if = "Option::is_none")]
    pub package: Option<Arc<str>>,
    /// The owners by CODEOWNERS.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Arc<str>>,
}

impl Memberships {
    /// The memberships by the names of packages and by CODEOWNERS.
    pub fn new(packages: PackageNames, owners: CodeOwners) -> Self {
        Self { packages, owners }
    }

    /// The package and the owners of a file.
    pub fn of(&self, file: &FilePath) -> Membership {
        Membership {
            package: ancestors(file.folder()).find_map(|folder| self.packages.get(folder).cloned()),
            owners: self.owners.of(file),
        }
    }
}

impl Membership {
    /// The name of the package, or of the group of files without one.
    pub fn package_name(&self) -> &str {
        self.package.as_deref().unwrap_or(NO_PACKAGE)
    }

    /// The names of the owners, or of the group of files without one.
    pub fn owner_names(&self) -> impl Iterator<Item = &str> {
        let nobody = self.owners.is_empty().then_some(UNOWNED);
        self.owners.iter().map(|owner| &**owner).chain(nobody)
    }
}

impl Layout {
    /// The names of the packages by their folders.
    pub fn package_names(&self) -> PackageNames {
        let names = self.packages.iter();
        names
            .map(|package| (package.folder.clone(), Arc::from(&*package.name)))
            .collect()
    }
}
