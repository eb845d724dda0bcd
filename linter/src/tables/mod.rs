//! Tables: what a repository declares, refers to and repeats, for engines that join the code of many repositories. A *shard* is a folder
//! with these tables of one repository, in Parquet, which DuckDB, Polars, pandas and Spark read without this program.
//!
//! 1. [`rows`] turns a checked workspace into rows, sorted by file and place;
//! 2. [`shard`] writes the rows, and a manifest with the hash of each table, to a folder that is named by its content; it verifies what it
//!    reads.
//!
//! This file says what the columns are. It knows nothing of what is asked of the tables.

mod paths;
mod rows;
mod shard;
#[cfg(test)]
mod tests;

use std::fmt::Write;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};

pub use rows::{Repository, TablesOfRepository};
pub use shard::{Shard, ShardError, ShardManifest, TableFile};

/// The version of the tables. It changes if a column changes or goes away; new columns may be added.
pub const VERSION: u32 = 1;

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct FactsTable {
    /// The name, and that of its file without `.parquet`.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// The columns, besides [`PLACE`] if the rows have places.
    columns: &'static [Column],
    has_place: bool,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnKind,
    /// What a value says.
    pub meaning: &'static str,
}

/// The type of the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Text, or null.
    MaybeText,
    /// A number of 64 bits. All are signed, since not every engine has others.
    Number,
    /// True or false.
    Flag,
    /// A list of texts.
    Texts,
    /// A list of numbers.
    Numbers,
}

const fn column(name: &'static str, kind: ColumnKind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

use ColumnKind::{Flag, MaybeText, Number, Numbers, Text, Texts};

/// The columns of every table.
const ORIGIN: &[Column] = &[
    column("repository", Text, "the name of the repository"),
    column(
        "revision",
        MaybeText,
        "the commit that was checked out, if the folder is part of a git repository",
    ),
    column(
        "package",
        MaybeText,
        "the package, as its manifest names it; null for a file outside of every package",
    ),
    column("version", MaybeText, "the version of the package, if its manifest has one"),
];

/// The columns of a table whose rows have places.
const PLACE: &[Column] = &[
    column("file", Text, "the file, relative to the repository"),
    column("line", Number, "the line, from 1; 0 for a file as a whole"),
    column("column", Number, "the column in bytes, from 1"),
    column("class", Text, "`production`, `test`, `example` or `generated`"),
    column("owners", Texts, "the owners by CODEOWNERS"),
];

pub(crate) const FILES: FactsTable = FactsTable {
    name: "files",
    row: "a Rust file",
    columns: &[column("lines", Number, "its number of lines")],
    has_place: true,
};

pub(crate) const DEPENDENCIES: FactsTable = FactsTable {
    name: "dependencies",
    row: "a line of a dependency table of a manifest",
    columns: &[
        column("dependency", Text, "the package that is depended on"),
        column("requirement", MaybeText, "the versions that it may have, as written"),
        column("locked", MaybeText, "the version in Cargo.lock, if that has exactly one"),
        column("kind", Text, "`normal`, `build` or `dev`"),
        column("member", Flag, "whether the package is part of the repository"),
    ],
    has_place: false,
};

pub(crate) const ITEMS: FactsTable = FactsTable {
    name: "items",
    row: "an item: a function, a type, a trait, a constant, a module, a macro, a variant",
    columns: &[
        column("key", Text, "`repository//package@path`, which is unique across repositories"),
        column("path", Text, "its canonical path, which begins with the name of the crate"),
        column(
            "kind",
            Text,
            "the keyword: `fn`, `struct`, `enum`, `trait`, `const`, `mod`, `macro`, …",
        ),
        column("public", Flag, "whether it is `pub`"),
        column("public_paths", Texts, "the paths by which other crates can name it"),
        column(
            "deprecated",
            MaybeText,
            "the note of its `#[deprecated]`; empty if that has none",
        ),
    ],
    has_place: true,
};

pub(crate) const REFERENCES: FactsTable = FactsTable {
    name: "references",
    row: "a path in code, resolved as the compiler resolves it; imports are in `imports`",
    columns: &[
        column("item", MaybeText, "the path of the function or constant around it"),
        column(
            "context",
            Text,
            "`call`, `method`, `construct`, `type`, `value`, `pattern`, `macro` or `attribute`",
        ),
        column("path", Text, "the canonical path; if it is not resolved, the path as written"),
        column("resolved", Flag, "whether it is known what the path means"),
        column(
            "target_package",
            MaybeText,
            "the package that declares it; `std` for the standard library",
        ),
        column("target_version", MaybeText, "the version of that package, if it is known"),
    ],
    has_place: true,
};

pub(crate) const IMPORTS: FactsTable = FactsTable {
    name: "imports",
    row: "a name that `use` imports",
    columns: &[
        column("path", Text, "the canonical path; if it is not resolved, the path as written"),
        column("written", Text, "the path as written"),
        column("resolved", Flag, "whether it is known what the path means"),
        column("re_export", Flag, "whether others can import the name from here"),
        column(
            "target_package",
            MaybeText,
            "the package that declares it; `std` for the standard library",
        ),
        column("target_version", MaybeText, "the version of that package, if it is known"),
    ],
    has_place: true,
};

pub(crate) const BODIES: FactsTable = FactsTable {
    name: "bodies",
    row: "a function or closure that is large enough to be compared",
    columns: &[
        column("item", Text, "the path of the function"),
        column("tokens", Number, "its size"),
        column("exact", Text, "a hash of its tokens"),
        column(
            "form",
            Text,
            "a hash of its tokens that does not depend on the names of locals",
        ),
        column(
            "runs",
            Numbers,
            "hashes of some of its runs of tokens, chosen by winnowing: copies have many in common",
        ),
    ],
    has_place: true,
};

pub(crate) const ENVIRONMENT: FactsTable = FactsTable {
    name: "environment",
    row: "a read of an environment variable",
    columns: &[
        column("variable", Text, "its name"),
        column("item", Text, "the path of the item around it"),
        column("default", MaybeText, "what the code takes if the variable is not set"),
    ],
    has_place: true,
};

pub(crate) const FINDINGS: FactsTable = FactsTable {
    name: "findings",
    row: "a finding of `ssot check`, without those that are exempted",
    columns: &[
        column("rule", Text, "the rule"),
        column("category", Text, "the category that it counts in"),
        column("concept", MaybeText, "the concept, if it is about one"),
        column("severity", Text, "`critical`, `high`, `medium` or `low`"),
        column("item", Text, "the path of the item around it"),
        column("message", Text, "what is wrong"),
        column("help", MaybeText, "what to do"),
        column("fingerprint", Text, "its identity, which does not depend on the line"),
        column("sites", Number, "the number of places that it counts for in the score"),
    ],
    has_place: true,
};

pub(crate) const SITES: FactsTable = FactsTable {
    name: "sites",
    row: "the number of sites of a file that comply with a contract",
    columns: &[
        column("rule", Text, "the rule"),
        column("category", Text, "the category that they count in"),
        column("concept", MaybeText, "the concept, if the rule is about one"),
        column("sites", Number, "their number"),
    ],
    has_place: true,
};

/// Every table.
pub const TABLES: &[FactsTable] = &[
    FILES,
    DEPENDENCIES,
    ITEMS,
    REFERENCES,
    IMPORTS,
    BODIES,
    ENVIRONMENT,
    FINDINGS,
    SITES,
];

impl FactsTable {
    /// All columns, in their order.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        let place = if self.has_place { PLACE } else { &[] };
        ORIGIN.iter().chain(place).chain(self.columns)
    }

    fn schema(&self) -> Arc<Schema> {
        let fields: Vec<Field> = self.columns().map(Column::field).collect();
        Arc::new(Schema::new(fields))
    }
}

impl Column {
    fn field(&self) -> Field {
        let list = |of| DataType::List(Arc::new(Field::new("item", of, false)));
        let (of, may_be_null) = match self.kind {
            Text => (DataType::Utf8, false),
            MaybeText => (DataType::Utf8, true),
            Number => (DataType::Int64, false),
            Flag => (DataType::Boolean, false),
            Texts => (list(DataType::Utf8), false),
            Numbers => (list(DataType::Int64), false),
        };
        Field::new(self.name, of, may_be_null)
    }
}

impl ColumnKind {
    /// The name in documentation.
    fn name(self) -> &'static str {
        match self {
            Text => "text",
            MaybeText => "text or null",
            Number => "number",
            Flag => "true or false",
            Texts => "list of texts",
            Numbers => "list of numbers",
        }
    }
}

/// The documentation of the tables, in Markdown.
pub fn page() -> String {
    let mut page = String::new();
    let mut columns_of = |columns: &mut dyn Iterator<Item = &Column>| {
        let _ = writeln!(page, "| column | type | meaning |\n|---|---|---|");
        for Column { name, kind, meaning } in columns {
            let _ = writeln!(page, "| `{name}` | {} | {meaning} |", kind.name());
        }
        std::mem::take(&mut page)
    };
    let mut text = format!("Every table has these columns:\n\n{}", columns_of(&mut ORIGIN.iter()));
    let _ = write!(
        text,
        "\nA table whose rows have places also has these:\n\n{}",
        columns_of(&mut PLACE.iter())
    );
    for table in TABLES {
        let place = if table.has_place { "" } else { " Rows have no places." };
        let _ = write!(
            text,
            "\n### `{}`\n\nA row is {}.{place}\n\n{}",
            table.name,
            table.row,
            columns_of(&mut table.columns.iter())
        );
    }
    text
}
