use crate::{Outcome, World};
use foundation::environment::{Environment, EnvironmentName};
use foundation::ids::DatabaseSessionId;
use foundation::names::variables;
use std::io::{self, Write};
use std::path::Path;
use storage::{Database, DatabaseUrl};
use tempfile::TempDir;
use url::Url;

/// An empty database for one test.
#[derive(Debug)]
pub struct Sandbox {
    /// Which kind it is, to be told when a test fails.
    pub kind: &'static str,
    /// As the service opens it.
    pub database: Database,
    /// Where it is.
    pub url: DatabaseUrl,
    /// Goes with the test.
    _folder: Option<TempDir>,
    /// The schema that the test has on the server.
    schema: Option<String>,
}

impl Sandbox {
    /// One database of each kind that can be had. Without a PostgreSQL server there is only SQLite, and the log of the
    /// tests says so.
    ///
    /// # Errors
    /// When a database that should be there is not.
    pub async fn each() -> Outcome<Vec<Self>> {
        let mut databases = vec![Self::sqlite().await?];
        databases.extend(Self::postgres().await?);
        Ok(databases)
    }

    /// A SQLite file.
    ///
    /// # Errors
    /// When there is no room for it.
    pub async fn sqlite() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::file(folder.path().join("test.sqlite"));
        Ok(Self {
            kind: "sqlite",
            database: Database::open(&url).await?,
            url,
            _folder: Some(folder),
            schema: None,
        })
    }

    /// A schema on the server that `TEST_POSTGRES_URL` names, if it does.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn postgres() -> Outcome<Option<Self>> {
        let environment = Environment::of_process(None)?;
        let Some(server) = environment.get(variables::TEST_POSTGRES_URL) else {
            // Not `eprintln!`, which the test runner keeps to itself unless a test fails.
            let name = variables::TEST_POSTGRES_URL;
            writeln!(io::stderr(), "skipped for PostgreSQL: `{name}` is not set")?;
            return Ok(None);
        };
        let mut url = Url::parse(server)?;
        let schema = DatabaseSessionId::generate(&World::new().ids)?.to_string();
        let database = Database::open(&location(&url)?).await?;
        database.tamper(&format!("CREATE SCHEMA {schema}")).await?;
        database.close().await;

        url.query_pairs_mut()
            .append_pair("options[search_path]", &schema);
        let url = location(&url)?;
        Ok(Some(Self {
            kind: "postgres",
            database: Database::open(&url).await?,
            url,
            _folder: None,
            schema: Some(schema),
        }))
    }

    /// Leaves nothing behind. A test that fails does not come here, so that one can look.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn discard(self) -> Outcome {
        if let Some(schema) = &self.schema {
            let sql = format!("DROP SCHEMA {schema} CASCADE");
            self.database.tamper(&sql).await?;
        }
        self.database.close().await;
        Ok(())
    }
}

fn location(url: &Url) -> Outcome<DatabaseUrl> {
    let environment = Environment::from_iter([(variables::DATABASE_URL, url.as_str())]);
    let location = DatabaseUrl::read(&environment, EnvironmentName::Test, Path::new(""));
    Ok(location.map_err(|problems| format!("{problems:?}"))?)
}
