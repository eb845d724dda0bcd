//! `[package]` and the targets of a manifest, as written.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::Fields;
use super::{Edition, TargetKind};

/// The name of a package without a name.
const UNNAMED: &str = "unnamed";

/// `[package]`, or `[project]` as it was called once.
pub(super) struct DeclaredPackage {
    pub(super) name: Spanned<String>,
    pub(super) version: DeclaredVersion,
    pub(super) edition: DeclaredEdition,
    /// `workspace = "..."`: where the root of the workspace is, if not above.
    pub(super) workspace: Option<Spanned<String>>,
    pub(super) build: Build,
    /// `autolib`.
    pub(super) finds_library: bool,
}

/// The `edition` of a package, of a target, or of `[workspace.package]`.
pub(super) enum DeclaredEdition {
    Missing,
    Own(Edition),
    /// `edition.workspace = true`, and where that stands.
    Inherited(Range<usize>),
}

/// The `version` of a package, or of `[workspace.package]`.
pub(super) enum DeclaredVersion {
    Missing,
    Own(String),
    /// `version.workspace = true`.
    Inherited,
}

/// The build scripts of a package.
pub(super) enum Build {
    /// Nothing is said: `build.rs`, if there is one.
    ByConvention,
    /// Those named.
    Scripts(Vec<Spanned<String>>),
}

/// `[lib]`, or one of `[[bin]]` and its kin.
pub(super) struct DeclaredTarget {
    pub(super) name: Option<Spanned<String>>,
    pub(super) path: Option<Spanned<String>>,
    pub(super) edition: Option<Edition>,
    pub(super) is_proc_macro: bool,
    /// The place of the table.
    pub(super) at: Range<usize>,
}

/// A kind of target that a package can have several of.
pub(super) struct Section {
    /// The key in a manifest.
    pub(super) key: &'static str,
    /// The key in `[package]` that turns off finding them by convention.
    auto: &'static str,
    /// The folder that they are found in.
    pub(super) folder: &'static str,
    pub(super) kind: TargetKind,
}

/// In the order of the crates of a package.
pub(super) const SECTIONS: [Section; 4] = [
    Section {
        key: "bin",
        auto: "autobins",
        folder: "src/bin",
        kind: TargetKind::Binary,
    },
    Section {
        key: "example",
        auto: "autoexamples",
        folder: "examples",
        kind: TargetKind::Example,
    },
    Section {
        key: "test",
        auto: "autotests",
        folder: "tests",
        kind: TargetKind::Test,
    },
    Section {
        key: "bench",
        auto: "autobenches",
        folder: "benches",
        kind: TargetKind::Bench,
    },
];

/// The targets of one kind that a manifest declares.
pub(super) struct DeclaredSection {
    /// `autobins` and its kin.
    pub(super) auto: Option<bool>,
    /// `[[bin]]` and its kin; `None` where there is none, which is not the same as an empty list.
    pub(super) targets: Option<Vec<DeclaredTarget>>,
}

impl DeclaredPackage {
    pub(super) fn read(document: &DeTable<'_>, fields: &mut Fields<'_>) -> Option<Self> {
        let key = package_key(document);
        let table = fields.table(document, key)?;
        let name = fields.string(table, "name");
        if name.is_none() && fields.source.is_broken {
            return None; // Not to make a package of what a broken line left behind.
        }
        if !table.contains_key("name") {
            let at = document.get(key).map_or(0..0, Spanned::span);
            fields.problem(at, "package has no name".to_owned(), Some("add `name = \"...\"`".to_owned()));
        }
        let name = name.unwrap_or_else(|| Spanned::new(0..0, UNNAMED.to_owned()));
        Some(Self {
            name,
            version: DeclaredVersion::read(table, fields),
            edition: DeclaredEdition::read(table, fields),
            workspace: fields.string(table, "workspace"),
            build: Build::read(table, fields),
            finds_library: fields.boolean(table, "autolib").unwrap_or(true),
        })
    }
}

impl DeclaredVersion {
    pub(super) fn read(table: &DeTable<'_>, fields: &mut Fields<'_>) -> Self {
        if table.get("version").is_some_and(|value| says_workspace(value.get_ref())) {
            return Self::Inherited;
        }
        fields
            .string(table, "version")
            .map_or(Self::Missing, |version| Self::Own(version.into_inner()))
    }
}

impl DeclaredEdition {
    pub(super) fn read(table: &DeTable<'_>, fields: &mut Fields<'_>) -> Self {
        let inherits = table.get("edition").filter(|value| says_workspace(value.get_ref()));
        if let Some(value) = inherits {
            return Self::Inherited(value.span());
        }
        let Some(name) = fields.string(table, "edition") else {
            return if table.contains_key("edition") {
                Self::Own(Edition::LOOSE)
            } else {
                Self::Missing
            };
        };
        Self::Own(Edition::parse(name.get_ref()).unwrap_or_else(|| {
            let message = format!("`{}` is not an edition", name.get_ref());
            fields.problem(name.span(), message, Some("write 2015, 2018, 2021 or 2024".to_owned()));
            Edition::LOOSE
        }))
    }
}

impl Build {
    fn read(table: &DeTable<'_>, fields: &mut Fields<'_>) -> Self {
        let Some(value) = table.get("build") else {
            return Self::ByConvention;
        };
        match value.get_ref() {
            DeValue::Boolean(false) => Self::Scripts(Vec::new()),
            DeValue::Boolean(true) => Self::Scripts(vec![Spanned::new(value.span(), "build.rs".to_owned())]),
            DeValue::Array(_) => Self::Scripts(fields.strings(table, "build").unwrap_or_default()),
            _ => fields
                .string(table, "build")
                .map_or(Self::ByConvention, |script| Self::Scripts(vec![script])),
        }
    }
}

impl DeclaredTarget {
    pub(super) fn read(table: &DeTable<'_>, at: Range<usize>, fields: &mut Fields<'_>) -> Self {
        let edition = match DeclaredEdition::read(table, fields) {
            DeclaredEdition::Own(edition) => Some(edition),
            DeclaredEdition::Missing | DeclaredEdition::Inherited(_) => None,
        };
        let flag = either(table, "proc-macro", "proc_macro");
        let crate_types = either(table, "crate-type", "crate_type");
        let crate_types = fields.strings(table, crate_types).unwrap_or_default();
        Self {
            name: fields.string(table, "name"),
            path: fields.string(table, "path"),
            edition,
            is_proc_macro: fields.boolean(table, flag).unwrap_or(false)
                || crate_types.iter().any(|name| name.get_ref() == "proc-macro"),
            at,
        }
    }
}

impl DeclaredSection {
    pub(super) fn read(section: &Section, document: &DeTable<'_>, fields: &mut Fields<'_>) -> Self {
        let package = document
            .get(package_key(document))
            .and_then(|value| value.get_ref().as_table());
        let auto = package.and_then(|package| fields.boolean(package, section.auto));
        let tables = fields.array_of_tables(document, section.key);
        let read = |table: Spanned<&DeTable<'_>>| DeclaredTarget::read(table.get_ref(), table.span(), fields);
        Self {
            auto,
            targets: tables.map(|tables| tables.into_iter().map(read).collect()),
        }
    }
}

/// The key that is there, where cargo takes an older spelling too.
pub(super) fn either(table: &DeTable<'_>, key: &'static str, older: &'static str) -> &'static str {
    if !table.contains_key(key) && table.contains_key(older) {
        older
    } else {
        key
    }
}

/// Whether a value is `{ workspace = true }`, in whatever form.
pub(super) fn says_workspace(value: &DeValue<'_>) -> bool {
    let flag = value.as_table().and_then(|table| table.get("workspace"));
    flag.is_some_and(|flag| flag.get_ref().as_bool() == Some(true))
}

fn package_key(document: &DeTable<'_>) -> &'static str {
    either(document, "package", "project")
}
