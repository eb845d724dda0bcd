//! What the database says of its own tables, and what we expect it to say.

use crate::StorageError;
use crate::sql::Transaction;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const SQLITE_CATALOGUE: &str = "
    SELECT tables.name AS table_name, columns.name AS column_name
    FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

pub(crate) const POSTGRES_CATALOGUE: &str = "
    SELECT table_name::TEXT AS table_name, column_name::TEXT AS column_name
    FROM information_schema.columns WHERE table_schema = current_schema()";

/// Columns by table.
pub(crate) type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// The table that tells how the others came about.
pub(crate) const HISTORY: &str = "schema_history";

/// By which migration a table came, and with which columns.
pub(crate) struct Table {
    pub(crate) since: i64,
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
}

/// What the migrations make. A test holds the two together.
pub(crate) const TABLES: [Table; 12] = [
    Table {
        since: 1,
        name: "users",
        columns: &[
            "id",
            "email",
            "display_name",
            "password_hash",
            "permissions",
            "created_at",
            "disabled",
        ],
    },
    Table {
        since: 1,
        name: "sessions",
        columns: &[
            "id",
            "user_id",
            "begun_at",
            "last_seen_at",
            "expires_at",
            "ended_at",
        ],
    },
    Table {
        since: 2,
        name: "revoked_tokens",
        columns: &["token_id", "expires_at"],
    },
    Table {
        since: 2,
        name: "revoked_users",
        columns: &["user_id", "revoked_at"],
    },
    Table {
        since: 3,
        name: "oauth_states",
        columns: &["state_hash", "provider", "nonce", "verifier", "expires_at"],
    },
    Table {
        since: 3,
        name: "oauth_identities",
        columns: &["provider", "subject", "user_id", "linked_at"],
    },
    Table {
        since: 4,
        name: "model_usage",
        columns: &[
            "user_id",
            "call_id",
            "used_at",
            "model",
            "feature",
            "input_tokens",
            "output_tokens",
            "latency_ms",
            "failed",
        ],
    },
    Table {
        since: 4,
        name: "model_prices",
        columns: &["user_id", "model", "input_price", "output_price", "tier"],
    },
    Table {
        since: 5,
        name: "threads",
        columns: &[
            "id",
            "user_id",
            "title",
            "created_at",
            "updated_at",
            "last_sequence",
        ],
    },
    Table {
        since: 5,
        name: "messages",
        columns: &[
            "id",
            "user_id",
            "thread_id",
            "sequence",
            "author",
            "content",
            "metadata",
            "created_at",
        ],
    },
    Table {
        since: 7,
        name: "password_resets",
        columns: &["user_id", "token_hash", "expires_at"],
    },
    Table {
        since: 8,
        name: "api_keys",
        columns: &[
            "user_id",
            "prefix",
            "key_hash",
            "name",
            "permissions",
            "created_at",
            "last_used_at",
        ],
    },
];

pub(crate) async fn read(
    transaction: &mut Transaction,
    question: &'static str,
) -> Result<Catalogue, StorageError> {
    let mut catalogue = Catalogue::new();
    for row in transaction.rows(question, &[]).await? {
        catalogue
            .entry(row.text("table_name")?)
            .or_default()
            .insert(row.text("column_name")?);
    }
    Ok(catalogue)
}
