//! The manifests of a snapshot, exactly as written. What they inherit, and whom they mean, comes later.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeTable, Error};

use super::PackageId;
use super::declared::{DeclaredEdition, DeclaredPackage, DeclaredSection, DeclaredTarget, DeclaredVersion, SECTIONS};
use super::dependencies::{self, DeclaredDependency};
use super::fields::Fields;
use super::problems::{ManifestProblems, ManifestSource};
use crate::finding::{FilePath, Span};
use crate::snapshot::{Links, Snapshot};

/// Larger than any manifest that a person or a program writes for cargo.
const MOST_BYTES: usize = 4 << 20;

/// The name of the crate that a manifest declares, as code writes it: that of the library, else that of the package.
pub(crate) fn crate_name(manifest: &str) -> Option<String> {
    let manifest: toml::Table = Some(manifest).filter(|text| text.len() <= MOST_BYTES)?.parse().ok()?;
    let name = |section: &str| manifest.get(section)?.get("name")?.as_str();
    Some(name("lib").or_else(|| name("package"))?.replace('-', "_"))
}

/// Index into the manifests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ManifestId(pub(super) usize);

/// Every manifest of the snapshot, sorted by folder.
pub(super) struct Manifests {
    list: Vec<Manifest>,
    by_folder: FxHashMap<String, ManifestId>,
    links: Links,
    /// The folders of submodules, whose files are not in the snapshot.
    submodules: Vec<FilePath>,
    /// Those with a `[package]`.
    packages: Vec<ManifestId>,
    /// For each manifest its place in `packages`.
    package_of: Vec<Option<PackageId>>,
}

/// One `Cargo.toml`.
pub(super) struct Manifest {
    pub(super) source: ManifestSource,
    /// The folder that it lies in.
    pub(super) folder: String,
    pub(super) package: Option<DeclaredPackage>,
    pub(super) workspace: Option<DeclaredWorkspace>,
    pub(super) library: Option<DeclaredTarget>,
    /// One for each of [`SECTIONS`].
    pub(super) sections: Vec<DeclaredSection>,
    pub(super) dependencies: Vec<DeclaredDependency>,
    /// `[patch]`: which registry or repository, and what is taken instead.
    pub(super) patches: Vec<(String, DeclaredDependency)>,
}

/// `[workspace]`.
pub(super) struct DeclaredWorkspace {
    pub(super) members: Vec<Spanned<String>>,
    pub(super) default_members: Vec<Spanned<String>>,
    pub(super) exclude: Vec<String>,
    /// `[workspace.package]` knows many fields; this is the one that matters here.
    pub(super) version: DeclaredVersion,
    pub(super) edition: DeclaredEdition,
    pub(super) dependencies: FxHashMap<String, DeclaredDependency>,
}

impl Manifests {
    pub(super) fn read(snapshot: &Snapshot, problems: &mut ManifestProblems) -> Self {
        let files = snapshot.files().filter(|file| file.name() == "Cargo.toml");
        let mut list: Vec<Manifest> = files
            .filter_map(|file| Manifest::read(file.clone(), snapshot, problems))
            .collect();
        list.sort_unstable_by(|a, b| a.folder.cmp(&b.folder));

        let ids = || (0..list.len()).map(ManifestId);
        let by_folder = ids().map(|id| (list[id.0].folder.clone(), id)).collect();
        let packages: Vec<ManifestId> = ids().filter(|id| list[id.0].package.is_some()).collect();
        let mut package_of = vec![None; list.len()];
        for (package, manifest) in packages.iter().enumerate() {
            package_of[manifest.0] = Some(PackageId(package as u32));
        }
        Self {
            list,
            by_folder,
            links: snapshot.links().clone(),
            submodules: snapshot.submodules().to_vec(),
            packages,
            package_of,
        }
    }

    pub(super) fn get(&self, id: ManifestId) -> &Manifest {
        &self.list[id.0]
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ManifestId> + use<> {
        (0..self.list.len()).map(ManifestId)
    }

    /// The manifest that lies in `folder` itself, or where a link leads.
    pub(super) fn at(&self, folder: &str) -> Option<ManifestId> {
        let end = self.links.follow(folder);
        self.by_folder.get(end.as_ref().map_or(folder, FilePath::as_str)).copied()
    }

    /// Whether manifests whose folder is `prefix` or begins with it may be in a submodule.
    pub(super) fn may_be_in_submodule(&self, prefix: &str) -> bool {
        let folder = FilePath::new(prefix);
        let mut submodules = self.submodules.iter();
        submodules.any(|submodule| folder.is_within(submodule) || submodule.as_str().starts_with(prefix))
    }

    /// Links whose path begins with `prefix`, each with the manifest in the folder that it leads to.
    pub(super) fn linked_below(&self, prefix: &str) -> impl Iterator<Item = (&str, ManifestId)> {
        let links = self.links.iter().filter(move |(link, _)| link.as_str().starts_with(prefix));
        links.filter_map(|(link, _)| Some((link.as_str(), self.at(link.as_str())?)))
    }

    /// The manifests whose folder is `prefix` or begins with it, by character rather than by component.
    pub(super) fn below(&self, prefix: &str) -> impl Iterator<Item = ManifestId> {
        let start = self.list.partition_point(|manifest| manifest.folder.as_str() < prefix);
        let rest = self.list.get(start..).unwrap_or_default().iter();
        let count = rest.take_while(|manifest| manifest.folder.starts_with(prefix)).count();
        (start..start + count).map(ManifestId)
    }

    pub(super) fn package_of(&self, id: ManifestId) -> Option<PackageId> {
        self.package_of[id.0]
    }

    /// The folder of each manifest, with its package.
    pub(super) fn folders(&self) -> BTreeMap<String, Option<PackageId>> {
        let manifests = self.by_folder.iter();
        manifests.map(|(folder, id)| (folder.clone(), self.package_of(*id))).collect()
    }

    /// The manifest of each package and what it declares, in the order of the packages.
    pub(super) fn packages(&self) -> impl Iterator<Item = (ManifestId, &Manifest, &DeclaredPackage)> {
        self.packages.iter().filter_map(|&id| {
            let manifest = self.get(id);
            Some((id, manifest, manifest.package.as_ref()?))
        })
    }

    pub(super) fn of_package(&self, id: PackageId) -> ManifestId {
        self.packages[id.0 as usize]
    }
}

impl Manifest {
    /// The spans of the version requirements of all dependencies, by their first bytes. The text is walked once for all of them.
    pub(super) fn requirement_spans(&self) -> FxHashMap<usize, Span> {
        let inherited = self.workspace.iter().flat_map(|workspace| workspace.dependencies.values());
        let versions = self.dependencies.iter().chain(inherited);
        let mut ranges: Vec<Range<usize>> = versions
            .filter_map(|declared| Some(declared.version.as_ref()?.span()))
            .collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let text = &*self.source.text;
        let (mut at, mut line, mut column) = (0, 1, 1);
        let mut spans = FxHashMap::default();
        for range in ranges {
            for character in text.get(at..range.start).unwrap_or_default().chars() {
                (line, column) = if character == '\n' {
                    (line + 1, 1)
                } else {
                    (line, column + 1)
                };
            }
            at = range.start;
            let span = Span {
                start: range.start as u32,
                end: range.end as u32,
                line,
                column,
            };
            spans.insert(range.start, span);
        }
        spans
    }

    /// `None` where there is no text, which is a problem.
    fn read(file: FilePath, snapshot: &Snapshot, problems: &mut ManifestProblems) -> Option<Self> {
        let text = match snapshot.text(&file) {
            Ok(text) if text.len() <= MOST_BYTES => text,
            Ok(_) => {
                problems.in_file(file, "manifest is larger than 4 MiB and is not read".to_owned());
                return None;
            }
            Err(error) => {
                problems.in_file(file, format!("manifest has no text: {error}"));
                return None;
            }
        };
        let text: Arc<str> = text.into();
        let (document, errors) = DeTable::parse_recoverable(&text);
        let source = ManifestSource {
            file,
            text: text.clone(),
            is_broken: !errors.is_empty(),
        };
        tell_syntax_errors(&source, &errors, problems);
        Some(Self::from_document(source, document.get_ref(), problems))
    }

    fn from_document(source: ManifestSource, document: &DeTable<'_>, problems: &mut ManifestProblems) -> Self {
        let folder = source.file.folder().to_owned();
        let fields = &mut Fields {
            source: &source,
            problems,
        };
        let package = DeclaredPackage::read(document, fields);
        let workspace = fields
            .table(document, "workspace")
            .map(|table| DeclaredWorkspace::read(table, fields));
        if package.is_none() && workspace.is_none() {
            fields.problem(0..0, "manifest has neither `[package]` nor `[workspace]`".to_owned(), None);
        }
        let library = fields.table(document, "lib").map(|table| {
            let at = document.get("lib").map_or(0..0, Spanned::span);
            DeclaredTarget::read(table, at, fields)
        });
        let sections = SECTIONS
            .iter()
            .map(|section| DeclaredSection::read(section, document, fields))
            .collect();
        let dependencies = dependencies::package_dependencies(document, fields);
        let patches = dependencies::patches(document, fields);
        Self {
            folder,
            package,
            workspace,
            library,
            sections,
            dependencies,
            patches,
            source,
        }
    }

    /// Where the first thing stands that the package has from its workspace.
    pub(super) fn first_inherited(&self) -> Option<Range<usize>> {
        if let Some(DeclaredEdition::Inherited(at)) = self.package.as_ref().map(|package| &package.edition) {
            return Some(at.clone());
        }
        self.dependencies
            .iter()
            .find(|entry| entry.is_inherited)
            .map(|entry| entry.key.span())
    }
}

impl DeclaredWorkspace {
    fn read(table: &DeTable<'_>, fields: &mut Fields<'_>) -> Self {
        let exclude = fields.strings(table, "exclude").unwrap_or_default();
        let package = fields.table(table, "package");
        let dependencies = dependencies::workspace_dependencies(table, fields);
        Self {
            members: fields.strings(table, "members").unwrap_or_default(),
            default_members: fields.strings(table, "default-members").unwrap_or_default(),
            exclude: exclude.into_iter().map(Spanned::into_inner).collect(),
            version: package.map_or(DeclaredVersion::Missing, |table| DeclaredVersion::read(table, fields)),
            edition: package.map_or(DeclaredEdition::Missing, |table| DeclaredEdition::read(table, fields)),
            dependencies: dependencies
                .into_iter()
                .map(|entry| (entry.key.get_ref().clone(), entry))
                .collect(),
        }
    }
}

fn tell_syntax_errors(source: &ManifestSource, errors: &[Error], problems: &mut ManifestProblems) {
    for error in errors {
        problems.syntax(source, error.span(), format!("manifest is not TOML: {}", error.message()));
    }
}

/// `folder` and the folders above it, up to the root of the snapshot.
pub(super) fn ancestors(folder: &str) -> impl Iterator<Item = &str> + Clone {
    std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
    })
}
