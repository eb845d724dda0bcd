use crate::migrations::{self, MigrationError, SchemaState};
use crate::scope::OpenScope;
use crate::sql::{Transaction, to_the_end};
use crate::url::Location;
use crate::{Access, DatabaseUrl, RequestScope, ScopeTag, StorageError};
use foundation::clock::EpochMillis;
use sqlx::SqlSafeStr;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{PgPool, SqlitePool};
use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How many sessions there may be at a time, in SQLite how many that read: a run of agents keeps one as long as it lasts, ten run at a time, and everybody
/// else has to be answered meanwhile.
const CONNECTIONS: u32 = 20;

/// How much of a file each connection to SQLite keeps in memory, in the words of SQLite: 256 KiB. The usual 2 MiB, times so many
/// connections, would be most of the memory of a service; the system keeps the file itself.
const PAGES: &str = "-256";

/// How long a request waits for a session before it is told that the database is not available.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database of the process. It is cheap to clone: all clones share the connections.
#[derive(Debug, Clone)]
pub struct Database {
    pool: Pool,
    open_scopes: Arc<AtomicUsize>,
}

#[derive(Debug, Clone)]
enum Pool {
    Sqlite(SqlitePools),
    Postgres(PgPool),
}

/// SQLite has one writer at a time. Whoever waits for that turn waits here, one after the other, and holds no connection
/// that somebody could read by.
#[derive(Debug, Clone)]
struct SqlitePools {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl SqlitePools {
    /// A database in memory lives as long as its connection: there is one, and it never ends.
    async fn in_memory() -> Result<Self, sqlx::Error> {
        let pool = SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(PATIENCE)
            .connect_with(SqliteConnectOptions::new().in_memory(true))
            .await?;
        Ok(Self {
            readers: pool.clone(),
            writer: pool,
        })
    }

    async fn in_file(path: &Path) -> Result<Self, sqlx::Error> {
        keep_to_ourselves(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal) // readers do not wait for the writer
            .pragma("cache_size", PAGES) // for each connection
            .busy_timeout(PATIENCE);
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(PATIENCE)
        };
        // The writer first: it makes the file what the readers find.
        let writer = pool(1).connect_with(options.clone()).await?;
        let only_reads = options.pragma("query_only", "ON");
        let readers = pool(CONNECTIONS).connect_with(only_reads).await?;
        Ok(Self { readers, writer })
    }

    fn of(&self, access: Access) -> &SqlitePool {
        match access {
            Access::Read => &self.readers,
            Access::Write => &self.writer,
        }
    }
}

impl Database {
    /// Opens the database at `url`; a SQLite file that is not there is made. The schema is left as it is.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StorageError> {
        let pool = match url.location() {
            Location::Memory => Pool::Sqlite(SqlitePools::in_memory().await?),
            Location::File(path) => Pool::Sqlite(SqlitePools::in_file(path).await?),
            Location::Server(url) => {
                let options: PgConnectOptions = url.expose().parse()?;
                let pool = PgPoolOptions::new()
                    .max_connections(CONNECTIONS)
                    .acquire_timeout(PATIENCE)
                    .connect_with(options)
                    .await?;
                Pool::Postgres(pool)
            }
        };
        Ok(Self {
            pool,
            open_scopes: Arc::default(),
        })
    }

    /// A session for one request.
    ///
    /// # Errors
    /// When there is none to be had in time.
    pub async fn scope(&self, tag: ScopeTag, access: Access) -> Result<RequestScope, StorageError> {
        let transaction = self.begin(access).await?;
        let open = OpenScope::count_in(&self.open_scopes);
        Ok(RequestScope::new(tag, transaction, open))
    }

    /// How many scopes are open now.
    #[must_use]
    pub fn open_scopes(&self) -> usize {
        self.open_scopes.load(Ordering::Relaxed)
    }

    /// Brings the schema up to date and tells in which state it was.
    ///
    /// # Errors
    /// When the schema is not one that we made, or the database fails. Then it is left as it was.
    pub async fn migrate(&self, now: EpochMillis) -> Result<SchemaState, MigrationError> {
        let mut transaction = self.begin(Access::Write).await?;
        if matches!(self.pool, Pool::Postgres(_)) {
            migrations::wait_for_turn(&mut transaction).await?;
        }
        let state = migrations::inspect(&mut transaction, self.catalogue()).await?;
        migrations::complete(&mut transaction, &state, now).await?;
        transaction.commit().await?;
        Ok(state)
    }

    /// In which state the schema is. This asks the database, so it tells as well whether there is one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn schema_state(&self) -> Result<SchemaState, StorageError> {
        let mut transaction = self.begin(Access::Read).await?;
        let state = migrations::inspect(&mut transaction, self.catalogue()).await?;
        transaction.rollback().await?;
        Ok(state)
    }

    /// Does something to the database past every rule of this crate, for tests of what then happens.
    ///
    /// # Errors
    /// When the database refuses it.
    #[cfg(feature = "tamper")]
    pub async fn tamper(&self, sql: &str) -> Result<(), StorageError> {
        let mut transaction = self.begin(Access::Write).await?;
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        transaction.execute_script(sql).await?;
        transaction.commit().await
    }

    /// Ends all sessions, waiting for those that are in use.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pools) => {
                pools.readers.close().await;
                // The last to leave puts the journal into the file, which a reader may not.
                pools.writer.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// Whoever waits for a connection can leave at any time. What is said to the database once there is one goes on without
    /// them: a `BEGIN` that nobody has read the answer of leaves the connection in a transaction that `sqlx` knows
    /// nothing of, for whoever gets it next.
    pub(crate) async fn begin(&self, access: Access) -> Result<Transaction, StorageError> {
        match &self.pool {
            Pool::Sqlite(pools) => {
                let statement = match access {
                    Access::Read => "BEGIN DEFERRED",
                    Access::Write => "BEGIN IMMEDIATE",
                };
                let connection = pools.of(access).acquire().await?;
                let begun = sqlx::Transaction::begin(connection, Some(statement.into_sql_str()));
                Ok(Transaction::Sqlite(to_the_end(begun).await??))
            }
            Pool::Postgres(pool) => {
                let statement = match access {
                    Access::Read => "BEGIN READ ONLY",
                    Access::Write => "BEGIN",
                };
                let connection = pool.acquire().await?;
                let begun = sqlx::Transaction::begin(connection, Some(statement.into_sql_str()));
                Ok(Transaction::Postgres(to_the_end(begun).await??))
            }
        }
    }

    fn catalogue(&self) -> &'static str {
        match self.pool {
            Pool::Sqlite(_) => migrations::SQLITE_CATALOGUE,
            Pool::Postgres(_) => migrations::POSTGRES_CATALOGUE,
        }
    }
}

/// Makes the file if it is not there, readable by nobody else: it holds the hashes of passwords. SQLite gives the files
/// beside it the same permissions.
#[cfg(unix)]
fn keep_to_ourselves(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.append(true).create(true).mode(0o600);
    options.open(path).map(|_| ())
}

/// Elsewhere the folder decides who may read it.
#[cfg(not(unix))]
fn keep_to_ourselves(path: &Path) -> io::Result<()> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .map(|_| ())
}
