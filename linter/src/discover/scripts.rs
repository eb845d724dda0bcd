//! Cargo scripts: a file that is a package of its own, with its manifest at its head.

use toml::de::DeTable;

use super::externs::named;
use super::fields::Fields;
use super::problems::{ManifestProblems, ManifestSource};
use super::{Dependency, Externs, Layout, PackageId, dependencies};
use crate::finding::FilePath;

impl Layout {
    /// What the code of a script can name by the `[dependencies]` of its front matter. What of that is no manifest names
    /// nothing: cargo itself does not take such a file.
    pub(crate) fn externs_of_script(&self, file: &FilePath, front_matter: &str) -> Externs {
        let (document, errors) = DeTable::parse_recoverable(front_matter);
        let source = ManifestSource {
            file: file.clone(),
            text: front_matter.into(),
            is_broken: !errors.is_empty(),
        };
        let mut problems = ManifestProblems::default();
        let fields = &mut Fields {
            source: &source,
            problems: &mut problems,
        };
        let declared = dependencies::package_dependencies(document.get_ref(), fields).into_iter();
        let dependencies = declared.map(|declared| Dependency {
            key: declared.key.get_ref().clone(),
            package: declared.package().to_owned(),
            renamed: declared.package.is_some(),
            member: declared
                .path
                .as_ref()
                .and_then(|path| self.package_in(file.folder(), path.get_ref())),
            optional: declared.is_optional,
            for_some_platforms: declared.is_of_platform,
            linked: declared.is_linked,
            inherited: declared.is_inherited,
            requirement: None,
            at: declared.key.span(),
        });
        dependencies
            .filter_map(|dependency| named(&dependency, &self.packages, &self.crates))
            .collect()
    }

    fn package_in(&self, from: &str, path: &str) -> Option<PackageId> {
        let folder = FilePath::join(from, path)?;
        let folder = self.links.follow(folder.as_str()).unwrap_or(folder);
        let packages = &self.packages;
        let found = packages
            .binary_search_by(|package| package.folder.as_str().cmp(folder.as_str()))
            .ok()?;
        Some(PackageId(found as u32))
    }
}
