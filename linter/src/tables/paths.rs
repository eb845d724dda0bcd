//! The paths in the code of a repository, resolved: the rows of `references` and `imports`. There are millions, so texts that recur are
//! kept once and numbered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::rows::{FileOrigins, PlacedRow, ROWS_AT_ONCE, RowPlace, TablesOfRepository, at};
use super::shard::{ShardError, ShardWriter};
use super::{IMPORTS, REFERENCES};
use crate::discover::Layout;
use crate::facts::Context;
use crate::finding::{Class, FilePath};
use crate::link::{Def, Interest, Use, Workspace};
use crate::snapshot::Snapshot;

/// The package of the standard library.
const STD: &str = "std";

/// The packages that paths lead to.
pub(super) struct KnownPackages {
    /// The names of packages outside of the repository by the names of their libraries.
    libraries: FxHashMap<String, String>,
    /// The versions in the lock files, by package.
    locked: BTreeMap<String, BTreeSet<String>>,
}

/// A lock file, as far as it matters.
#[derive(Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
}

impl KnownPackages {
    pub(super) fn new(layout: &Layout, snapshot: &Snapshot) -> Self {
        let lines = layout.packages.iter().flat_map(|package| {
            let kinds = [&package.dependencies, &package.build_dependencies, &package.dev_dependencies];
            kinds.into_iter().flatten()
        });
        let libraries = lines.map(|line| (line.package.replace('-', "_"), line.package.clone()));
        let mut locked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let folders = layout.packages.iter();
        let folders: BTreeSet<&str> = folders
            .map(|package| package.workspace.as_deref().unwrap_or(&package.folder))
            .collect();
        for file in folders.into_iter().filter_map(|folder| FilePath::join(folder, "Cargo.lock")) {
            for package in packages_of(&file, snapshot) {
                locked.entry(package.name).or_default().insert(package.version);
            }
        }
        Self {
            libraries: libraries.collect(),
            locked,
        }
    }

    /// The locked version of a package, if there is exactly one.
    pub(super) fn locked(&self, package: &str) -> Option<&str> {
        let mut versions = self.locked.get(package)?.iter();
        versions
            .next()
            .filter(|_| versions.next().is_none())
            .map(|version| &**version)
    }

    /// The package that declares a definition, and its version.
    fn package_of(&self, def: &Def, path: &str, workspace: &Workspace, layout: &Layout) -> (Option<String>, Option<String>) {
        if let Some(package) = workspace.package_of_def(def) {
            let package = &layout.packages[package.0 as usize];
            return (Some(package.name.clone()), package.version.clone());
        }
        let library = path.split("::").next().unwrap_or(path).trim_end_matches('!');
        if library == STD {
            return (Some(STD.to_owned()), None);
        }
        let package = self.libraries.get(library);
        let version = package.and_then(|package| self.locked(package));
        (package.cloned(), version.map(str::to_owned))
    }
}

fn packages_of(lock: &FilePath, snapshot: &Snapshot) -> Vec<LockedPackage> {
    let mut snapshot = snapshot.clone();
    let Ok(Some(lock)) = snapshot.admit(lock) else {
        return Vec::new();
    };
    let text = snapshot.text(&lock).unwrap_or_default();
    toml::from_str(&text).map_or_else(|_| Vec::new(), |lock: Lock| lock.package)
}

/// The paths of a repository.
pub(super) struct NamedPaths {
    texts: NumberedTexts,
    rows: Vec<PathRow>,
}

/// A resolved path: each text is a number in [`NumberedTexts`].
#[derive(Clone, Copy, PartialEq, Eq)]
struct PathRow {
    file: u32,
    line: u32,
    column: u32,
    class: Class,
    path: u32,
    context: Context,
    /// The path of the item around it.
    item: Option<u32>,
    is_resolved: bool,
    target_package: Option<u32>,
    target_version: Option<u32>,
    /// For an import, the path as written, and whether it is a re-export.
    import: Option<(u32, bool)>,
}

/// Texts by number.
#[derive(Default)]
struct NumberedTexts {
    numbers: FxHashMap<String, u32>,
    texts: Vec<String>,
}

impl NumberedTexts {
    fn number(&mut self, text: String) -> u32 {
        let Self { numbers, texts } = self;
        *numbers.entry(text).or_insert_with_key(|text| {
            texts.push(text.clone());
            texts.len() as u32 - 1
        })
    }

    fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }
}

/// A resolved path with its texts.
struct NamedPath {
    place: RowPlace,
    path: String,
    context: Context,
    item: Option<String>,
    is_resolved: bool,
    target: (Option<String>, Option<String>),
    import: Option<(String, bool)>,
}

#[derive(Serialize)]
struct ReferenceColumns<'a> {
    item: Option<&'a str>,
    context: &'static str,
    path: &'a str,
    resolved: bool,
    target_package: Option<&'a str>,
    target_version: Option<&'a str>,
}

#[derive(Serialize)]
struct ImportColumns<'a> {
    path: &'a str,
    written: &'a str,
    resolved: bool,
    re_export: bool,
    target_package: Option<&'a str>,
    target_version: Option<&'a str>,
}

impl NamedPaths {
    pub(super) fn new(of: &TablesOfRepository<'_>, packages: &KnownPackages) -> Self {
        let texts = Mutex::new(NumberedTexts::default());
        let numbered = |usage: Use| {
            let paths = named_paths(&usage, of.workspace, of.layout, packages);
            let mut texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
            let rows = paths.into_iter().map(|path| path.numbered(&mut texts));
            Some(rows.collect::<SmallVec<[PathRow; 1]>>())
        };
        let rows = of.workspace.uses(&Interest::Everything, numbered);
        let mut rows: Vec<PathRow> = rows.into_iter().flatten().collect();
        let texts = texts.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Numbers depend on the order of threads, and texts do not.
        let text = |number: Option<u32>| number.map(|number| texts.text(number));
        let place = |row: &PathRow| (row.import.is_some(), texts.text(row.file), row.line, row.column, row.class);
        let columns = |row: &PathRow| {
            let import = row.import.map(|(written, is_re_export)| (texts.text(written), is_re_export));
            let target = (text(row.target_package), text(row.target_version));
            (
                texts.text(row.path),
                row.context,
                text(row.item),
                row.is_resolved,
                target,
                import,
            )
        };
        rows.par_sort_unstable_by(|one, other| place(one).cmp(&place(other)).then_with(|| columns(one).cmp(&columns(other))));
        rows.dedup();
        Self { texts, rows }
    }

    pub(super) fn write_references(&self, writer: &mut ShardWriter, origins: &FileOrigins<'_>) -> Result<(), ShardError> {
        let columns = |row: &PathRow| ReferenceColumns {
            item: self.text(row.item),
            context: row.context.name(),
            path: self.texts.text(row.path),
            resolved: row.is_resolved,
            target_package: self.text(row.target_package),
            target_version: self.text(row.target_version),
        };
        writer.write(
            &REFERENCES,
            self.references()
                .chunks(ROWS_AT_ONCE)
                .map(|rows| self.placed(rows, origins, columns)),
        )
    }

    pub(super) fn write_imports(&self, writer: &mut ShardWriter, origins: &FileOrigins<'_>) -> Result<(), ShardError> {
        let columns = |row: &PathRow| ImportColumns {
            path: self.texts.text(row.path),
            written: self.text(row.import.map(|(written, _)| written)).unwrap_or_default(),
            resolved: row.is_resolved,
            re_export: row.import.is_some_and(|(_, is_re_export)| is_re_export),
            target_package: self.text(row.target_package),
            target_version: self.text(row.target_version),
        };
        writer.write(
            &IMPORTS,
            self.imports()
                .chunks(ROWS_AT_ONCE)
                .map(|rows| self.placed(rows, origins, columns)),
        )
    }

    /// The rows that are no imports, which come first.
    fn references(&self) -> &[PathRow] {
        &self.rows[..self.first_import()]
    }

    fn imports(&self) -> &[PathRow] {
        &self.rows[self.first_import()..]
    }

    fn first_import(&self) -> usize {
        self.rows.partition_point(|row| row.import.is_none())
    }

    fn text(&self, number: Option<u32>) -> Option<&str> {
        number.map(|number| self.texts.text(number))
    }

    fn placed<'r, C>(
        &'r self,
        rows: &'r [PathRow],
        origins: &'r FileOrigins<'_>,
        columns: impl Fn(&'r PathRow) -> C,
    ) -> Vec<PlacedRow<'r, C>> {
        let placed = |row: &'r PathRow| {
            let file = self.texts.text(row.file);
            origins.row(file, (row.line, row.column, row.class), columns(row))
        };
        rows.iter().map(placed).collect()
    }
}

impl NamedPath {
    fn numbered(self, texts: &mut NumberedTexts) -> PathRow {
        let (file, line, column, class) = self.place;
        PathRow {
            file: texts.number(file.as_str().to_owned()),
            line,
            column,
            class,
            path: texts.number(self.path),
            context: self.context,
            item: self.item.map(|item| texts.number(item)),
            is_resolved: self.is_resolved,
            target_package: self.target.0.map(|package| texts.number(package)),
            target_version: self.target.1.map(|version| texts.number(version)),
            import: self
                .import
                .map(|(written, is_re_export)| (texts.number(written), is_re_export)),
        }
    }
}

/// What a use means: a path for each definition that `cfg` may choose, and the written path if it is unknown. Fields are no items.
fn named_paths(usage: &Use, workspace: &Workspace, layout: &Layout, packages: &KnownPackages) -> Vec<NamedPath> {
    // An attribute of one name that nothing declares is read by a derive.
    let is_inert = usage.context == Context::Attribute && usage.written.len() == 1;
    let targets = usage.target();
    if usage.context == Context::Field || (targets.is_empty() && is_inert) {
        return Vec::new();
    }
    let item = workspace
        .definition_around(usage)
        .map(|item| workspace.path(&Def::Item(item)));
    let import = usage
        .import
        .map(|import| (workspace.written(usage), workspace.is_re_export(import)));
    let named = |path: String, is_resolved, target| NamedPath {
        place: at(&workspace.place_of(usage), usage.class),
        path,
        context: usage.context,
        item: item.clone(),
        is_resolved,
        target,
        import: import.clone(),
    };
    if targets.is_empty() {
        return vec![named(workspace.written(usage), false, (None, None))];
    }
    let known = targets.iter().map(|binding| {
        let path = workspace.path(&binding.def);
        let target = packages.package_of(&binding.def, &path, workspace, layout);
        named(path, true, target)
    });
    known.collect()
}
