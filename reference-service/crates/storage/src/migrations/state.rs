use super::catalogue::{self, Catalogue, HISTORY, TABLES};
use super::{MIGRATIONS, Migration};
use crate::StorageError;
use crate::sql::Transaction;
use std::fmt;

/// How the schema of a database compares with the one that this program makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaState {
    /// No table at all.
    Empty,
    /// As an earlier program left it; later migrations are missing.
    Partial {
        /// The last migration that was applied.
        version: i64,
    },
    /// As it should be.
    Current {
        /// The last migration that was applied.
        version: i64,
    },
    /// Tables without a history.
    Unknown {
        /// Their names.
        tables: Vec<String>,
    },
    /// Not what its history says.
    Drift(Vec<Difference>),
}

/// Where a schema and its history part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Applied by a later program than this one.
    FromTheFuture(i64),
    /// Missing although a later one was applied.
    Skipped(i64),
    /// Applied with another text than the program has now.
    Changed(i64),
    /// The table is not there.
    TableMissing(&'static str),
    /// The column is not there.
    ColumnMissing(&'static str, &'static str),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FromTheFuture(version) => write!(f, "migration {version} is not known here"),
            Self::Skipped(version) => write!(f, "migration {version} was skipped"),
            Self::Changed(version) => write!(f, "migration {version} had another text"),
            Self::TableMissing(table) => write!(f, "table `{table}` is missing"),
            Self::ColumnMissing(table, column) => write!(f, "column `{table}.{column}` is missing"),
        }
    }
}

/// What `schema_history` says of one migration.
struct Applied {
    version: i64,
    checksum: String,
}

pub(crate) async fn inspect(
    transaction: &mut Transaction,
    catalogue_question: &'static str,
) -> Result<SchemaState, StorageError> {
    let catalogue = catalogue::read(transaction, catalogue_question).await?;
    if catalogue.is_empty() {
        return Ok(SchemaState::Empty);
    }
    if !catalogue.contains_key(HISTORY) {
        let tables = catalogue.into_keys().collect();
        return Ok(SchemaState::Unknown { tables });
    }
    let history = history(transaction).await?;
    let version = history.last().map_or(0, |last| last.version);

    let differences: Vec<Difference> = differences_of_history(&history, version)
        .chain(differences_of_tables(&catalogue, version))
        .collect();
    let newest = MIGRATIONS.last().map_or(0, |migration| migration.version);
    Ok(if !differences.is_empty() {
        SchemaState::Drift(differences)
    } else if version < newest {
        SchemaState::Partial { version }
    } else {
        SchemaState::Current { version }
    })
}

async fn history(transaction: &mut Transaction) -> Result<Vec<Applied>, StorageError> {
    let sql = "SELECT version, checksum FROM schema_history ORDER BY version";
    let rows = transaction.rows(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(Applied {
                version: row.integer("version")?,
                checksum: row.text("checksum")?,
            })
        })
        .collect()
}

fn differences_of_history(history: &[Applied], version: i64) -> impl Iterator<Item = Difference> {
    let unknown = history
        .iter()
        .filter(|applied| {
            MIGRATIONS
                .iter()
                .all(|step| step.version != applied.version)
        })
        .map(|applied| Difference::FromTheFuture(applied.version));
    let told = move |step: &Migration| match history
        .iter()
        .find(|applied| applied.version == step.version)
    {
        None => Some(Difference::Skipped(step.version)),
        Some(applied) if applied.checksum != step.checksum() => {
            Some(Difference::Changed(step.version))
        }
        Some(_) => None,
    };
    let known = MIGRATIONS
        .iter()
        .filter(move |step| step.version <= version)
        .filter_map(told);
    unknown.chain(known)
}

fn differences_of_tables(catalogue: &Catalogue, version: i64) -> impl Iterator<Item = Difference> {
    let expected = TABLES.iter().filter(move |table| table.since <= version);
    expected.flat_map(|table| {
        let Some(columns) = catalogue.get(table.name) else {
            return vec![Difference::TableMissing(table.name)];
        };
        table
            .columns
            .iter()
            .filter(|column| !columns.contains(**column))
            .map(|column| Difference::ColumnMissing(table.name, column))
            .collect()
    })
}
