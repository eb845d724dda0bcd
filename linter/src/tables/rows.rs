//! The rows of a repository: what its check and its linked workspace know, sorted by file and place. Texts that recur are kept once, since
//! two million lines have millions of references.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::paths::{KnownPackages, NamedPaths};
use super::shard::{Shard, ShardError, ShardWriter};
use super::{BODIES, DEPENDENCIES, ENVIRONMENT, FILES, FINDINGS, FactsTable, ITEMS, SITES};
use crate::clones;
use crate::config::Config;
use crate::discover::{Dependency, Layout, Package};
use crate::facts::{Body, ItemFact, ItemKind};
use crate::finding::{Class, FilePath, Finding, Place};
use crate::link::{Def, File, Item, Workspace};
use crate::report::Report;
use crate::rules::environment_reads::{ReadDefault, VariableRead};
use crate::rules::environment_registry::registry;
use crate::rules::run::Conforming;
use crate::snapshot::Snapshot;

/// Number of files whose rows are made before the next ones are.
pub(super) const FILES_AT_ONCE: usize = 512;
/// Number of rows that are encoded at once.
pub(super) const ROWS_AT_ONCE: usize = 1 << 14;

/// A repository, as other repositories know it.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Its name.
    pub name: String,
    /// The commit that is checked out, if there is one.
    pub revision: Option<String>,
}

/// What the tables of a repository are made of.
#[derive(Clone, Copy, Debug)]
pub struct TablesOfRepository<'a> {
    /// The repository.
    pub repository: &'a Repository,
    /// Its check.
    pub report: &'a Report,
    /// Its workspace, in which all names are resolved.
    pub workspace: &'a Workspace,
    /// Its packages.
    pub layout: &'a Layout,
    /// Its files.
    pub snapshot: &'a Snapshot,
    /// Its configuration.
    pub config: &'a Config,
}

/// The columns of every table.
#[derive(Clone, Copy, Serialize)]
struct RowOrigin<'a> {
    repository: &'a str,
    revision: Option<&'a str>,
    package: Option<&'a str>,
    version: Option<&'a str>,
}

/// The columns of a place.
#[derive(Serialize)]
struct PlaceColumns<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    class: &'static str,
    owners: &'a [&'a str],
}

/// A row of a table whose rows have places.
#[derive(Serialize)]
pub(super) struct PlacedRow<'a, C> {
    #[serde(flatten)]
    origin: RowOrigin<'a>,
    #[serde(flatten)]
    place: PlaceColumns<'a>,
    #[serde(flatten)]
    columns: C,
}

/// The file, the line, the column and the class of a row. The rows of a table are in this order.
pub(super) type RowPlace = (FilePath, u32, u32, Class);

type Placed<C> = (RowPlace, C);

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct FileColumns {
    lines: u64,
}

#[derive(Serialize)]
struct DependencyRow<'a> {
    #[serde(flatten)]
    origin: RowOrigin<'a>,
    dependency: &'a str,
    requirement: Option<&'a str>,
    locked: Option<&'a str>,
    kind: &'static str,
    member: bool,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct ItemColumns {
    path: String,
    kind: &'static str,
    key: String,
    public: bool,
    public_paths: Vec<String>,
    deprecated: Option<String>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct BodyColumns {
    item: String,
    tokens: u32,
    exact: String,
    form: String,
    runs: Vec<u32>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct EnvironmentColumns {
    variable: String,
    item: String,
    default: Option<String>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct FindingColumns<'a> {
    rule: &'a str,
    category: &'a str,
    concept: Option<&'a str>,
    severity: &'static str,
    item: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    fingerprint: String,
    sites: u64,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct SiteColumns<'a> {
    rule: &'a str,
    category: &'a str,
    concept: Option<&'a str>,
    sites: u64,
}

/// The package and the owners of each file.
pub(super) struct FileOrigins<'a> {
    files: FxHashMap<&'a str, (RowOrigin<'a>, Vec<&'a str>)>,
    /// Of a file that is not in the report.
    other: RowOrigin<'a>,
}

impl<'a> FileOrigins<'a> {
    fn new(of: &TablesOfRepository<'a>) -> Self {
        let files = of.report.files.iter().map(|(file, known)| {
            let owners = known.membership.owners.iter().map(|owner| &**owner).collect();
            (file.as_str(), (of.origin(of.layout.package_of(file)), owners))
        });
        Self {
            files: files.collect(),
            other: of.origin(None),
        }
    }

    pub(super) fn row<'r, C>(&'r self, file: &'r str, at: (u32, u32, Class), columns: C) -> PlacedRow<'r, C> {
        let (line, column, class) = at;
        let known = self.files.get(file);
        PlacedRow {
            origin: known.map_or(self.other, |(origin, _)| *origin),
            place: PlaceColumns {
                file,
                line,
                column,
                class: class.name(),
                owners: known.map(|(_, owners)| owners.as_slice()).unwrap_or_default(),
            },
            columns,
        }
    }
}

impl<'a> TablesOfRepository<'a> {
    /// Writes the shard of the repository to a folder, in place of its earlier one.
    ///
    /// # Errors
    ///
    /// A file cannot be written, or an option of a rule about environment variables has a mistake.
    pub fn write(&self, folder: &Path) -> Result<Shard, ShardError> {
        let mut writer = ShardWriter::new(folder)?;
        let packages = KnownPackages::new(self.layout, self.snapshot);
        let origins = FileOrigins::new(self);
        write_placed(&mut writer, &FILES, &origins, self.files())?;
        self.write_dependencies(&mut writer, &packages)?;
        write_placed(&mut writer, &ITEMS, &origins, self.items())?;
        let paths = NamedPaths::new(self, &packages);
        paths.write_references(&mut writer, &origins)?;
        paths.write_imports(&mut writer, &origins)?;
        drop(paths);
        write_placed(&mut writer, &BODIES, &origins, self.bodies())?;
        write_placed(&mut writer, &ENVIRONMENT, &origins, self.environment()?)?;
        write_placed(&mut writer, &FINDINGS, &origins, self.findings())?;
        write_placed(&mut writer, &SITES, &origins, self.sites())?;
        writer.finish(self.repository, &self.report.weights)
    }

    fn origin(&self, package: Option<&'a Package>) -> RowOrigin<'a> {
        let repository: &'a Repository = self.repository;
        RowOrigin {
            repository: &repository.name,
            revision: repository.revision.as_deref(),
            package: package.map(|package| &*package.name),
            version: package.and_then(|package| package.version.as_deref()),
        }
    }

    fn files(&self) -> Vec<Placed<FileColumns>> {
        let files = self.report.files.iter();
        let files = files.filter_map(|(file, known)| {
            let (class, lines) = known.code?;
            Some(((file.clone(), 0, 1, class), FileColumns { lines }))
        });
        files.collect()
    }

    fn write_dependencies(&self, writer: &mut ShardWriter, known: &KnownPackages) -> Result<(), ShardError> {
        let of_package = |package: &'a Package| {
            let kinds = [
                ("normal", &package.dependencies),
                ("build", &package.build_dependencies),
                ("dev", &package.dev_dependencies),
            ];
            let lines = kinds
                .into_iter()
                .flat_map(|(kind, lines)| lines.iter().map(move |line| (kind, line)));
            let row = |(kind, line): (&'static str, &'a Dependency)| DependencyRow {
                origin: self.origin(Some(package)),
                dependency: &line.package,
                requirement: line.requirement.as_ref().map(|requirement| &*requirement.text),
                locked: known.locked(&line.package),
                kind,
                member: line.member.is_some(),
            };
            lines.map(row).collect::<Vec<_>>()
        };
        writer.write(&DEPENDENCIES, self.layout.packages.iter().map(of_package))
    }

    fn items(&self) -> Vec<Placed<ItemColumns>> {
        let workspace = self.workspace;
        let public_paths = workspace.public_paths(self.layout);
        let items = workspace.items().filter(|(item, _)| workspace.is_own(&Def::Item(*item)));
        let items = items.filter(|(_, fact)| !matches!(fact.kind, ItemKind::Expanded));
        let row = |(item, fact): (Item, &ItemFact)| {
            let place = workspace.place(item);
            let path = workspace.path(&Def::Item(item));
            let package = self.layout.package_of(&place.file).map_or("", |package| &*package.name);
            let columns = ItemColumns {
                key: format!("{}//{package}@{path}", self.repository.name),
                path,
                kind: fact.kind.name(),
                public: workspace.is_public(item),
                public_paths: public_paths.get(&item).cloned().unwrap_or_default(),
                deprecated: fact
                    .deprecated
                    .as_ref()
                    .map(|deprecation| deprecation.note.as_deref().unwrap_or_default().to_owned()),
            };
            (at(&place, workspace.class(item)), columns)
        };
        items.map(row).collect()
    }

    fn bodies(&self) -> Vec<Placed<BodyColumns>> {
        let workspace = self.workspace;
        let mut rows = Vec::new();
        for files in workspace.visited_files().chunks(FILES_AT_ONCE) {
            let files: FxHashSet<File> = files.iter().copied().collect();
            let bodies = workspace.bodies(|item| files.contains(&workspace.file_of(item)));
            let bodies = bodies.into_par_iter().filter(|(_, body)| !body.form.is_empty());
            let row = |(item, body): (Item, Body)| {
                let place = workspace.place_in(workspace.file_of(item), body.span);
                let columns = BodyColumns {
                    item: workspace.path(&Def::Item(item)),
                    tokens: body.tokens,
                    exact: format!("{:016x}", body.exact),
                    form: format!("{:016x}", body.renamed),
                    runs: clones::fingerprints(&body.form),
                };
                (at(&place, workspace.class(item)), columns)
            };
            rows.par_extend(bodies.map(row));
        }
        rows
    }

    fn environment(&self) -> Result<Vec<Placed<EnvironmentColumns>>, ShardError> {
        let text = |file: &FilePath| self.snapshot.text(file).ok();
        let (_, reads) = registry(self.config, self.workspace, &text).map_err(|problem| ShardError::Rule(problem.message))?;
        let row = |read: VariableRead| {
            let columns = EnvironmentColumns {
                variable: read.name,
                item: read.item,
                default: read.default.map(|default| match default {
                    ReadDefault::Known(text) | ReadDefault::Computed(text) => text,
                }),
            };
            (at(&read.place, read.class), columns)
        };
        Ok(reads.named.into_iter().map(row).collect())
    }

    fn findings(&self) -> Vec<Placed<FindingColumns<'a>>> {
        let report: &'a Report = self.report;
        let row = |finding: &'a Finding| {
            let columns = FindingColumns {
                rule: &finding.rule,
                category: &finding.category,
                concept: finding.concept.as_deref(),
                severity: finding.severity.name(),
                item: &finding.item,
                message: &finding.message,
                help: finding.help.as_deref(),
                fingerprint: finding.fingerprint.to_string(),
                sites: finding.sites(),
            };
            (at(&finding.place, finding.class), columns)
        };
        report.findings.iter().map(row).collect()
    }

    fn sites(&self) -> Vec<Placed<SiteColumns<'a>>> {
        let report: &'a Report = self.report;
        let row = |site: &'a Conforming| {
            let columns = SiteColumns {
                rule: &site.rule,
                category: &site.category,
                concept: site.concept.as_deref(),
                sites: site.sites,
            };
            ((site.file.clone(), 0, 1, site.class), columns)
        };
        report.conforming.iter().map(row).collect()
    }
}

/// Writes a table, sorted, each row once: a file that several crates share is visited for each of them.
fn write_placed<C: Serialize + Ord>(
    writer: &mut ShardWriter,
    table: &FactsTable,
    origins: &FileOrigins<'_>,
    mut rows: Vec<Placed<C>>,
) -> Result<(), ShardError> {
    rows.sort_unstable();
    rows.dedup();
    let batch = |rows| of_rows(rows, origins);
    writer.write(table, rows.chunks(ROWS_AT_ONCE).map(batch))
}

fn of_rows<'r, C>(rows: &'r [Placed<C>], origins: &'r FileOrigins<'_>) -> Vec<PlacedRow<'r, &'r C>> {
    let row = |((file, line, column, class), columns): &'r Placed<C>| origins.row(file.as_str(), (*line, *column, *class), columns);
    rows.iter().map(row).collect()
}

pub(super) fn at(place: &Place, class: Class) -> RowPlace {
    (place.file.clone(), place.span.line, place.span.column, class)
}
