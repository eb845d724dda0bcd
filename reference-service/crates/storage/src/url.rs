use foundation::environment::{Environment, EnvironmentError, EnvironmentName, Requirement};
use foundation::names::variables;
use foundation::secret::SecretToken;
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use url::Url;

/// What a service that has a database demands of its environment, beside what it needs itself.
pub const DATABASE_REQUIREMENTS: [Requirement; 8] = [
    Requirement::optional(variables::DATABASE_URL),
    Requirement::optional(variables::SQLITE_FILE),
    Requirement::optional(variables::POSTGRES_HOST),
    Requirement::optional(variables::POSTGRES_PORT),
    Requirement::optional(variables::POSTGRES_USER),
    Requirement::optional(variables::POSTGRES_PASSWORD),
    Requirement::optional(variables::POSTGRES_DB),
    Requirement::optional(variables::POSTGRES_CA_FILE),
];

/// Passwords that everybody tries first.
const COMMON_PASSWORDS: [&str; 6] = [
    "postgres", "password", "secret", "changeme", "admin", "123456",
];

/// The shortest password for a database that others can reach.
const SHORTEST_PASSWORD: usize = 8;

/// Where the database is. It is put together here and nowhere else; `Display` shows no credentials.
#[derive(Debug, Clone)]
pub struct DatabaseUrl(Location);

#[derive(Debug, Clone)]
pub(crate) enum Location {
    /// In memory, gone with the process.
    Memory,
    /// An embedded database.
    File(PathBuf),
    /// A PostgreSQL server, as a URL.
    Server(SecretToken),
}

impl DatabaseUrl {
    /// The database that `environment` names: a server, or else a file, or else `default_file` where that may be.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(
        environment: &Environment,
        name: EnvironmentName,
        default_file: &Path,
    ) -> Result<Self, Vec<EnvironmentError>> {
        let host = environment.get(variables::POSTGRES_HOST);
        let url = environment.get(variables::DATABASE_URL);
        match (host, url) {
            (Some(_), Some(_)) => Err(vec![EnvironmentError::malformed(
                variables::DATABASE_URL,
                "is set beside the parts of the address, so there are two sources for it",
            )]),
            (Some(host), None) => Self::of_parts(environment, name, host.trim()),
            (None, Some(url)) => {
                Self::of_url(environment, url.trim(), name).map_err(|error| vec![error])
            }
            (None, None) if name.is_deployed() => Err(vec![EnvironmentError::Missing(
                variables::POSTGRES_HOST.to_owned(),
            )]),
            (None, None) => Ok(match environment.get(variables::SQLITE_FILE) {
                Some(file) => Self::file(file),
                None if name.is_test() => Self::in_memory(),
                None => Self::file(default_file),
            }),
        }
    }

    /// A database in memory, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self(Location::Memory)
    }

    /// A database in a file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Location::File(path.into()))
    }

    pub(crate) fn location(&self) -> &Location {
        &self.0
    }

    fn of_parts(
        environment: &Environment,
        name: EnvironmentName,
        host: &str,
    ) -> Result<Self, Vec<EnvironmentError>> {
        let mut problems = Vec::new();
        let mut demand = |variable| {
            environment
                .require(variable)
                .map(str::trim)
                .map_err(|error| problems.push(error))
                .unwrap_or_default()
        };
        let user = demand(variables::POSTGRES_USER);
        let database = demand(variables::POSTGRES_DB);
        let port = environment
            .parse::<u16>(variables::POSTGRES_PORT)
            .map_err(|error| problems.push(error))
            .unwrap_or_default();

        let is_socket = host.starts_with('/');
        let password = environment.get(variables::POSTGRES_PASSWORD);
        if name.is_deployed() && !is_socket {
            problems.extend(weakness(password));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let parts = Parts {
            host,
            port: port.unwrap_or(5432),
            user,
            password,
            database,
        };
        let url = parts.url().ok_or_else(|| {
            vec![EnvironmentError::malformed(
                variables::POSTGRES_HOST,
                "is no host name",
            )]
        })?;
        Self::server(environment, url).map_err(|error| vec![error])
    }

    /// Takes a URL as other tools write it: `postgresql+driver://` and `sqlite:` as well.
    fn of_url(
        environment: &Environment,
        text: &str,
        name: EnvironmentName,
    ) -> Result<Self, EnvironmentError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            if name.is_deployed() {
                return Err(EnvironmentError::malformed(
                    variables::DATABASE_URL,
                    "has to name a server in staging and production",
                ));
            }
            let file = file.strip_prefix("//").unwrap_or(file);
            return Ok(if file == ":memory:" {
                Self::in_memory()
            } else {
                Self::file(file)
            });
        }
        let (scheme, rest) = text.split_once("://").unwrap_or_default();
        let scheme = scheme.split('+').next().unwrap_or_default();
        if !matches!(scheme, "postgres" | "postgresql") {
            return Err(EnvironmentError::malformed(
                variables::DATABASE_URL,
                "does not begin with `postgres://` or `sqlite:`",
            ));
        }
        let url = Url::parse(&format!("postgres://{rest}"))
            .map_err(|error| EnvironmentError::malformed(variables::DATABASE_URL, error))?;
        if name.is_deployed() {
            let password = url
                .password()
                .map(|password| (!password.is_empty()).then_some(password));
            if let Some(problem) = weakness(password.flatten()) {
                return Err(problem);
            }
        }
        Self::server(environment, url)
    }

    fn server(environment: &Environment, mut url: Url) -> Result<Self, EnvironmentError> {
        demand_certificate(&mut url)?;
        if let Some(file) = environment.get(variables::POSTGRES_CA_FILE) {
            url.query_pairs_mut().append_pair("sslrootcert", file);
        }
        SecretToken::try_from(url.as_str())
            .map(|url| Self(Location::Server(url)))
            .map_err(|error| EnvironmentError::malformed(variables::DATABASE_URL, error))
    }
}

/// A PostgreSQL address, taken apart.
struct Parts<'a> {
    host: &'a str,
    port: u16,
    user: &'a str,
    password: Option<&'a str>,
    database: &'a str,
}

impl Parts<'_> {
    /// The one place where a database URL is put together; `None` if the host is none.
    fn url(&self) -> Option<Url> {
        let (user, database) = (escaped(self.user), escaped(self.database));
        let password = self
            .password
            .map_or(String::new(), |password| format!(":{}", escaped(password)));
        let port = self.port;
        let mut query = Vec::new();
        let host = if self.host.starts_with('/') {
            // A folder of sockets is no host of a URL, so it stands in the query.
            query.push(format!("host={}", escaped(self.host)));
            "localhost"
        } else {
            self.host
        };
        let mark = if query.is_empty() { "" } else { "?" };
        let query = query.join("&");
        let text = format!("postgres://{user}{password}@{host}:{port}/{database}{mark}{query}");
        let url = Url::parse(&text).ok()?;
        // A host with a `/` or an `@` in it would have moved the rest of the address.
        (url.host_str() == Some(host)).then_some(url)
    }
}

/// Whoever answers for a server on another machine has to show that it is the one.
fn demand_certificate(url: &mut Url) -> Result<(), EnvironmentError> {
    let said = |wanted: &[&str]| -> Vec<String> {
        let pairs = url
            .query_pairs()
            .filter(|(name, _)| wanted.contains(&&**name));
        pairs.map(|(_, value)| value.into_owned()).collect()
    };
    let mut hosts = said(&["host", "hostaddr"]);
    if hosts.is_empty() {
        hosts.extend(url.host_str().map(str::to_owned));
    }
    let modes = said(&["sslmode", "ssl-mode"]);
    if hosts.iter().all(|host| is_here(host)) || modes.last().is_some_and(|it| it == "verify-full")
    {
        return Ok(());
    }
    if !modes.is_empty() {
        return Err(EnvironmentError::malformed(
            variables::DATABASE_URL,
            "`sslmode` has to be `verify-full`, or left out: the server is on another machine",
        ));
    }
    url.query_pairs_mut().append_pair("sslmode", "verify-full");
    Ok(())
}

/// This machine, or the folder of a socket on it.
fn is_here(host: &str) -> bool {
    let name = host.trim_matches(['[', ']']);
    host.starts_with('/')
        || name.eq_ignore_ascii_case("localhost")
        || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// The text with every byte escaped that may mean something within a URL. `Url`'s own setters leave a `%` as it is, so a
/// password with one would be read back as another.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// What is wrong with the password of a database that others can reach.
fn weakness(password: Option<&str>) -> Option<EnvironmentError> {
    let Some(password) = password else {
        return Some(EnvironmentError::Missing(
            variables::POSTGRES_PASSWORD.to_owned(),
        ));
    };
    let is_common = COMMON_PASSWORDS.contains(&password.to_lowercase().as_str());
    (is_common || password.chars().count() < SHORTEST_PASSWORD).then(|| {
        EnvironmentError::malformed(
            variables::POSTGRES_PASSWORD,
            "is easy to guess: eight characters or more, and not a usual one",
        )
    })
}

/// What may be shown of it: the kind of database, and where it is.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Location::Memory => f.write_str("SQLite in memory"),
            Location::File(path) => write!(f, "SQLite in {}", path.display()),
            Location::Server(url) => {
                let url = Url::parse(url.expose()).map_err(|_| fmt::Error)?;
                let socket = url.query_pairs().find(|(name, _)| name == "host");
                let host =
                    socket.map_or(url.host_str().unwrap_or_default().into(), |(_, host)| host);
                write!(
                    f,
                    "PostgreSQL {} on {host}",
                    url.path().trim_start_matches('/')
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EnvironmentName::{Development, Production, Staging, Test};
    use foundation::names::variables::{
        DATABASE_URL, POSTGRES_CA_FILE, POSTGRES_DB, POSTGRES_HOST, POSTGRES_PASSWORD,
        POSTGRES_PORT, POSTGRES_USER, SQLITE_FILE,
    };

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    const WORD: &str = "correct horse";

    fn read(name: EnvironmentName, pairs: &[(&str, &str)]) -> Result<DatabaseUrl, String> {
        let environment = Environment::from_iter(pairs.iter().copied());
        DatabaseUrl::read(&environment, name, Path::new("default.sqlite")).map_err(|problems| {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            told.join("; ")
        })
    }

    fn url(name: EnvironmentName, pairs: &[(&str, &str)]) -> String {
        match read(name, pairs).unwrap().0 {
            Location::Server(url) => url.expose().to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn each_variant_has_its_address() {
        let server = [
            (POSTGRES_HOST, "db.example.org"),
            (POSTGRES_USER, "app"),
            (POSTGRES_PASSWORD, WORD),
            (POSTGRES_DB, "main"),
        ];
        let socket = [
            (POSTGRES_HOST, "/cloudsql/project:region:instance"),
            (POSTGRES_USER, "app"),
            (POSTGRES_DB, "main"),
        ];
        let table: [(EnvironmentName, Pairs, &str); 12] = [
            (Development, &[], "File(\"default.sqlite\")"),
            (Test, &[], "Memory"),
            (Development, &[(SQLITE_FILE, "a.db")], "File(\"a.db\")"),
            (Test, &[(SQLITE_FILE, "a.db")], "File(\"a.db\")"),
            (
                Development,
                &server,
                "postgres://app:correct%20horse@db.example.org:5432/main?sslmode=verify-full",
            ),
            (
                Production,
                &server,
                "postgres://app:correct%20horse@db.example.org:5432/main?sslmode=verify-full",
            ),
            (
                Staging,
                &socket,
                "postgres://app@localhost:5432/main?host=%2Fcloudsql%2Fproject%3Aregion%3Ainstance",
            ),
            (
                Development,
                &[(DATABASE_URL, "postgresql+asyncpg://u:p@h/d")],
                "postgres://u:p@h/d?sslmode=verify-full",
            ),
            (
                Development,
                &[
                    (DATABASE_URL, "postgres://u:p@h/d"),
                    (POSTGRES_CA_FILE, "/etc/ca.pem"),
                ],
                "postgres://u:p@h/d?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
            ),
            (
                Development,
                &[(DATABASE_URL, "postgres://u:p@[::1]/d?sslmode=disable")],
                "postgres://u:p@[::1]/d?sslmode=disable",
            ),
            (
                Development,
                &[(DATABASE_URL, "sqlite://a.db")],
                "File(\"a.db\")",
            ),
            (Development, &[(DATABASE_URL, "sqlite::memory:")], "Memory"),
        ];
        for (name, pairs, expected) in table {
            assert_eq!(url(name, pairs), expected, "{name} {pairs:?}");
        }
    }

    #[test]
    fn special_characters_are_escaped_and_read_back() {
        let word = "p@ss:w/ö?#%[]";
        let text = url(
            Production,
            &[
                (POSTGRES_HOST, "db.example.org"),
                (POSTGRES_PORT, "6543"),
                (POSTGRES_USER, "us@er"),
                (POSTGRES_PASSWORD, word),
                (POSTGRES_DB, "ma/in"),
            ],
        );
        let options: sqlx::postgres::PgConnectOptions = text.parse().unwrap();
        assert_eq!(
            (
                options.get_username(),
                options.get_host(),
                options.get_port()
            ),
            ("us@er", "db.example.org", 6543)
        );
        assert_eq!(options.get_database(), Some("ma/in"));
        assert!(
            text.contains(":p%40ss%3Aw%2F%C3%B6%3F%23%25%5B%5D@"),
            "{text}"
        );
    }

    #[test]
    fn what_is_wrong_is_told_at_once() {
        let host = (POSTGRES_HOST, "db.example.org");
        let table: [(EnvironmentName, Pairs, &str); 9] = [
            (Production, &[], "`POSTGRES_HOST` is not set"),
            (
                Production,
                &[host, (POSTGRES_PORT, "x")],
                "`POSTGRES_USER` is not set; `POSTGRES_DB` is not set; `POSTGRES_PORT`: invalid digit found in string; `POSTGRES_PASSWORD` is not set",
            ),
            (
                Staging,
                &[
                    host,
                    (POSTGRES_USER, "u"),
                    (POSTGRES_DB, "d"),
                    (POSTGRES_PASSWORD, "Postgres"),
                ],
                "`POSTGRES_PASSWORD`: is easy to guess: eight characters or more, and not a usual one",
            ),
            (
                Development,
                &[host, (DATABASE_URL, "postgres://h/d")],
                "`DATABASE_URL`: is set beside the parts of the address, so there are two sources for it",
            ),
            (
                Development,
                &[(DATABASE_URL, "mysql://h/d")],
                "`DATABASE_URL`: does not begin with `postgres://` or `sqlite:`",
            ),
            (
                Production,
                &[(DATABASE_URL, "sqlite::memory:")],
                "`DATABASE_URL`: has to name a server in staging and production",
            ),
            (
                Development,
                &[(DATABASE_URL, "postgres://u:p@h/d?sslmode=require")],
                "`DATABASE_URL`: `sslmode` has to be `verify-full`, or left out: the server is on another machine",
            ),
            (
                Production,
                &[(DATABASE_URL, "postgres://u@h/d")],
                "`POSTGRES_PASSWORD` is not set",
            ),
            (
                Development,
                &[
                    (POSTGRES_HOST, "a b"),
                    (POSTGRES_USER, "u"),
                    (POSTGRES_DB, "d"),
                ],
                "`POSTGRES_HOST`: is no host name",
            ),
        ];
        for (name, pairs, expected) in table {
            assert_eq!(read(name, pairs).unwrap_err(), expected, "{name} {pairs:?}");
        }
    }

    #[test]
    fn it_is_shown_without_credentials() {
        let server = read(Development, &[(DATABASE_URL, "postgres://u:hunter22@h/d")]).unwrap();
        assert_eq!(server.to_string(), "PostgreSQL d on h");
        assert!(!format!("{server:?}").contains("hunter22"));
        assert_eq!(DatabaseUrl::file("a.db").to_string(), "SQLite in a.db");
        assert_eq!(DatabaseUrl::in_memory().to_string(), "SQLite in memory");
    }
}
