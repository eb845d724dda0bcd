//! Dependency tables, as written.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::declared::either;
use super::fields::Fields;

/// The name of the registry that a dependency comes from when nothing else is said.
const CRATES_IO: &str = "crates-io";

/// Which table a dependency stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DependencyKind {
    Normal,
    Build,
    Dev,
}

/// One entry of a dependency table, of `[workspace.dependencies]` or of `[patch]`.
pub(super) struct DeclaredDependency {
    pub(super) key: Spanned<String>,
    pub(super) kind: DependencyKind,
    /// `package = "..."`.
    pub(super) package: Option<String>,
    pub(super) path: Option<Spanned<String>>,
    /// The versions that it may have.
    pub(super) version: Option<Spanned<String>>,
    /// The registry or repository: what a `[patch]` would be written for.
    pub(super) source: String,
    /// `workspace = true`.
    pub(super) is_inherited: bool,
    pub(super) is_optional: bool,
    /// `[target.'cfg(…)'.dependencies]`
    pub(super) is_of_platform: bool,
    /// Not so for a dependency on a binary alone.
    pub(super) is_linked: bool,
}

impl DeclaredDependency {
    /// The name of the package itself.
    pub(super) fn package(&self) -> &str {
        self.package.as_ref().unwrap_or(self.key.get_ref())
    }

    fn read(kind: DependencyKind, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>, fields: &mut Fields<'_>) -> Self {
        let mut dependency = Self {
            key: Spanned::new(key.span(), key.get_ref().clone().into_owned()),
            kind,
            package: None,
            path: None,
            version: None,
            source: CRATES_IO.to_owned(),
            is_inherited: false,
            is_optional: false,
            is_of_platform: false,
            is_linked: true,
        };
        match value.get_ref() {
            DeValue::String(version) => dependency.version = Some(Spanned::new(value.span(), version.clone().into_owned())),
            DeValue::Table(table) => dependency.read_table(table, fields),
            _ => fields.wrong_type(key.get_ref(), value, "a version or a table"),
        }
        dependency
    }

    fn read_table(&mut self, table: &DeTable<'_>, fields: &mut Fields<'_>) {
        let mut string = |key| fields.string(table, key).map(Spanned::into_inner);
        self.package = string("package");
        let source = string("git")
            .or_else(|| string("registry"))
            .or_else(|| string("registry-index"));
        self.source = source.map_or_else(|| CRATES_IO.to_owned(), |url| normal_source(&url));
        self.path = fields.string(table, "path");
        self.version = fields.string(table, "version");
        self.is_inherited = fields.boolean(table, "workspace").unwrap_or(false);
        self.is_optional = fields.boolean(table, "optional").unwrap_or(false);
        self.is_linked = !table.contains_key("artifact") || fields.boolean(table, "lib").unwrap_or(false);
    }
}

/// Every dependency of a package: of all kinds, those for certain platforms among them. Where two platforms
/// give one key to two packages, the platform that comes first by name is first here.
pub(super) fn package_dependencies(document: &DeTable<'_>, fields: &mut Fields<'_>) -> Vec<DeclaredDependency> {
    let mut dependencies = platform_dependencies(document, fields);
    for (_, platform) in fields.tables(document, "target") {
        let of_platform = platform_dependencies(platform, fields).into_iter();
        dependencies.extend(of_platform.map(|dependency| DeclaredDependency {
            is_of_platform: true,
            ..dependency
        }));
    }
    dependencies
}

/// `[workspace.dependencies]`.
pub(super) fn workspace_dependencies(table: &DeTable<'_>, fields: &mut Fields<'_>) -> Vec<DeclaredDependency> {
    table_dependencies(table, "dependencies", DependencyKind::Normal, fields)
}

/// `[patch]`: for each registry or repository what is taken instead.
pub(super) fn patches(document: &DeTable<'_>, fields: &mut Fields<'_>) -> Vec<(String, DeclaredDependency)> {
    let mut patches = Vec::new();
    for (source, table) in fields.tables(document, "patch") {
        for (key, value) in table {
            let patch = DeclaredDependency::read(DependencyKind::Normal, key, value, fields);
            patches.push((normal_source(source), patch));
        }
    }
    patches
}

fn platform_dependencies(table: &DeTable<'_>, fields: &mut Fields<'_>) -> Vec<DeclaredDependency> {
    let build = either(table, "build-dependencies", "build_dependencies");
    let dev = either(table, "dev-dependencies", "dev_dependencies");
    let kinds = [
        ("dependencies", DependencyKind::Normal),
        (build, DependencyKind::Build),
        (dev, DependencyKind::Dev),
    ];
    kinds
        .into_iter()
        .flat_map(|(key, kind)| table_dependencies(table, key, kind, fields))
        .collect()
}

fn table_dependencies(table: &DeTable<'_>, key: &str, kind: DependencyKind, fields: &mut Fields<'_>) -> Vec<DeclaredDependency> {
    let Some(entries) = fields.table(table, key) else {
        return Vec::new();
    };
    entries
        .iter()
        .map(|(key, value)| DeclaredDependency::read(kind, key, value, fields))
        .collect()
}

/// One form for the ways to write the address of one repository.
fn normal_source(url: &str) -> String {
    let url = url.trim_end_matches('/');
    url.strip_suffix(".git").unwrap_or(url).to_ascii_lowercase()
}
