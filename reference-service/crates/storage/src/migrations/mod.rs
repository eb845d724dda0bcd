//! The schema and its history, which is kept in the database itself.
//!
//! Migrations are part of the program and only ever added. A schema that they did not make is left alone: to guess at it
//! would be to lose data.

mod catalogue;
mod state;

pub use state::{Difference, SchemaState};

pub(crate) use catalogue::{POSTGRES_CATALOGUE, SQLITE_CATALOGUE};
pub(crate) use state::inspect;

use crate::StorageError;
use crate::sql::{Transaction, Value};
use foundation::clock::EpochMillis;
use sha2::{Digest, Sha256};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

/// Every step, oldest first, numbered from 1 without gaps.
pub(crate) const MIGRATIONS: [Migration; 8] = [
    Migration {
        version: 1,
        name: "accounts",
        sql: include_str!("0001_accounts.sql"),
    },
    Migration {
        version: 2,
        name: "tokens",
        sql: include_str!("0002_tokens.sql"),
    },
    Migration {
        version: 3,
        name: "oauth",
        sql: include_str!("0003_oauth.sql"),
    },
    Migration {
        version: 4,
        name: "usage",
        sql: include_str!("0004_usage.sql"),
    },
    Migration {
        version: 5,
        name: "threads",
        sql: include_str!("0005_threads.sql"),
    },
    Migration {
        version: 6,
        name: "usage_anywhere",
        sql: include_str!("0006_usage_anywhere.sql"),
    },
    Migration {
        version: 7,
        name: "password_resets",
        sql: include_str!("0007_password_resets.sql"),
    },
    Migration {
        version: 8,
        name: "api_keys",
        sql: include_str!("0008_api_keys.sql"),
    },
];

const HISTORY: &str = "
    CREATE TABLE IF NOT EXISTS schema_history (
        version    BIGINT NOT NULL PRIMARY KEY,
        name       TEXT   NOT NULL,
        checksum   TEXT   NOT NULL,
        applied_at BIGINT NOT NULL
    )";

/// Any number that no other program takes for a lock of its own.
const LOCK: i64 = 0x0073_736f_7400_0001;

/// Why the schema was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// There are tables, but no history: somebody else's database.
    #[error("the database has tables that this service did not make: {}", .0.join(", "))]
    Unknown(Vec<String>),
    /// The schema is not what its history says.
    #[error("the schema differs from its history: {}", listed(.0))]
    Drift(Vec<Difference>),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

fn listed(differences: &[Difference]) -> String {
    let told: Vec<String> = differences.iter().map(ToString::to_string).collect();
    told.join("; ")
}

impl Migration {
    /// Tells whether the text is the one that was applied. Line ends do not count: version control changes them.
    pub(crate) fn checksum(&self) -> String {
        let digest = Sha256::digest(self.sql.replace("\r\n", "\n"));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// One process at a time changes the schema. SQLite needs no more than the transaction.
pub(crate) async fn wait_for_turn(transaction: &mut Transaction) -> Result<(), StorageError> {
    let sql = "SELECT 1 AS one FROM pg_advisory_xact_lock($1)";
    transaction.row(sql, &[Value::Integer(LOCK)]).await?;
    Ok(())
}

/// Applies what is missing.
pub(crate) async fn complete(
    transaction: &mut Transaction,
    state: &SchemaState,
    now: EpochMillis,
) -> Result<(), MigrationError> {
    let applied = match state {
        SchemaState::Unknown { tables } => return Err(MigrationError::Unknown(tables.clone())),
        SchemaState::Drift(differences) => return Err(MigrationError::Drift(differences.clone())),
        SchemaState::Empty => 0,
        SchemaState::Partial { version } | SchemaState::Current { version } => *version,
    };
    transaction.execute_script(HISTORY).await?;
    for migration in MIGRATIONS.iter().filter(|step| step.version > applied) {
        transaction.execute_script(migration.sql).await?;
        let sql = "INSERT INTO schema_history (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";
        let values = [
            Value::Integer(migration.version),
            Value::Text(migration.name),
            Value::Text(&migration.checksum()),
            Value::moment(now),
        ];
        transaction.execute(sql, &values).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_without_gaps() {
        for (expected, migration) in (1..).zip(MIGRATIONS) {
            assert_eq!(migration.version, expected, "{}", migration.name);
        }
    }

    #[test]
    fn a_checksum_is_that_of_the_text_whatever_ends_its_lines() {
        let step = |sql| Migration {
            version: 1,
            name: "step",
            sql,
        };
        assert_eq!(
            step("a\n").checksum(),
            "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"
        );
        assert_eq!(step("a\r\n").checksum(), step("a\n").checksum());
        assert_ne!(step("b\n").checksum(), step("a\n").checksum());
    }
}
