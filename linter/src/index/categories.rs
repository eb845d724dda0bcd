//! The categories of texts, and the table that tells which a text belongs to. The first entry that fits counts.

use serde::Serialize;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextCategory {
    /// Names of environment variables.
    Environment,
    /// Addresses and keys of settings.
    Configuration,
    /// SQL and URLs of databases.
    Database,
    /// Paths of files and routes.
    Paths,
    /// Names of what happened.
    Events,
    /// Names of what is measured.
    Metrics,
    /// Other names.
    Identifiers,
    /// Texts for people.
    Messages,
    /// Names of states.
    States,
    /// Texts that occur in tests only.
    TestLiterals,
    /// Anything else.
    Other,
}

/// An entry of the table.
#[derive(Debug)]
pub struct Classification {
    /// The category.
    pub category: TextCategory,
    /// The texts that belong to it, in words.
    pub when: &'static str,
    fits: fn(&str) -> bool,
}

/// The table. Texts that occur in tests only are [`TextCategory::TestLiterals`] before it is asked.
pub const CLASSIFICATIONS: [Classification; 9] = [
    Classification {
        category: TextCategory::Database,
        when: "an SQL statement, or a URL of a database: `SELECT id FROM users`, `postgres://…`",
        fits: is_of_database,
    },
    Classification {
        category: TextCategory::Configuration,
        when: "any other URL, an address with a port, or words with dots between them: `https://…`, `0.0.0.0:80`, `server.port`",
        fits: is_configuration,
    },
    Classification {
        category: TextCategory::Environment,
        when: "capital letters and digits with `_` between them: `DATABASE_URL`",
        fits: is_environment,
    },
    Classification {
        category: TextCategory::Metrics,
        when: "a name that ends with a unit: `requests_total`, `latency_seconds`",
        fits: is_metric,
    },
    Classification {
        category: TextCategory::Paths,
        when: "no white space, and a `/` or a known ending: `/api/users`, `Cargo.toml`",
        fits: is_path,
    },
    Classification {
        category: TextCategory::States,
        when: "a word that is a state: `pending`, `running`, `failed`",
        fits: is_state,
    },
    Classification {
        category: TextCategory::Events,
        when: "several words in one name, the last a participle: `agent_started`, `tool.executing`",
        fits: is_event,
    },
    Classification {
        category: TextCategory::Identifiers,
        when: "letters and digits, with `_`, `-`, `.` or `:` between them: `user_id`, `X-Request-Id`",
        fits: is_name,
    },
    Classification {
        category: TextCategory::Messages,
        when: "white space between words",
        fits: is_message,
    },
];

impl TextCategory {
    /// Every category, in the order of the index.
    pub const ALL: [Self; 11] = [
        Self::Environment,
        Self::Configuration,
        Self::Database,
        Self::Paths,
        Self::Events,
        Self::Metrics,
        Self::Identifiers,
        Self::Messages,
        Self::States,
        Self::TestLiterals,
        Self::Other,
    ];

    /// The category of a text.
    pub(super) fn of(text: &str, is_of_tests_only: bool) -> Self {
        if is_of_tests_only {
            return Self::TestLiterals;
        }
        let fitting = CLASSIFICATIONS.iter().find(|entry| (entry.fits)(text.trim()));
        fitting.map_or(Self::Other, |entry| entry.category)
    }

    /// The name on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Configuration => "configuration",
            Self::Database => "database",
            Self::Paths => "paths",
            Self::Events => "events",
            Self::Metrics => "metrics",
            Self::Identifiers => "identifiers",
            Self::Messages => "messages",
            Self::States => "states",
            Self::TestLiterals => "test_literals",
            Self::Other => "other",
        }
    }
}

/// Whether a text is worth an entry in the index: it has two letters outside of holes, and is neither a hash nor a UUID.
pub(super) fn says_something(text: &str) -> bool {
    /// Length from which hexadecimal digits are a hash.
    const SHORTEST_HASH: usize = 16;
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let is_hexadecimal = text.chars().all(|it| it.is_ascii_hexdigit() || it == '-');
    letters >= 2 && !(is_hexadecimal && text.len() >= SHORTEST_HASH)
}

fn is_of_database(text: &str) -> bool {
    const STATEMENTS: [(&str, &str); 8] = [
        ("SELECT ", " FROM "),
        ("INSERT INTO ", " "),
        ("UPDATE ", " SET "),
        ("DELETE FROM ", " "),
        ("CREATE ", " TABLE "),
        ("CREATE TABLE ", " "),
        ("CREATE INDEX ", " "),
        ("ALTER TABLE ", " "),
    ];
    const SCHEMES: [&str; 6] = ["postgres", "postgresql", "mysql", "sqlite", "redis", "mongodb"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let is_statement = |(verb, keyword): (&str, &str)| {
        text.strip_prefix(verb)
            .is_some_and(|rest| format!(" {rest} ").contains(keyword))
    };
    STATEMENTS.into_iter().any(is_statement) || scheme.is_some_and(|scheme| SCHEMES.contains(&scheme))
}

fn is_configuration(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let port = text
        .rsplit_once(':')
        .filter(|(host, _)| !host.is_empty())
        .map(|(_, port)| port);
    let has_port = port.is_some_and(|port| !port.is_empty() && (port == "{}" || port.bytes().all(|it| it.is_ascii_digit())));
    let is_url = text
        .split_once("://")
        .is_some_and(|(scheme, rest)| is_word(scheme) && !rest.is_empty());
    let is_key = text.contains('.') && text.split('.').all(|part| is_word(part) && part == part.to_lowercase());
    is_url || has_port || is_key && !is_event(text) && !is_metric(text) && !has_known_ending(text)
}

fn is_environment(text: &str) -> bool {
    let is_of_variable = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_';
    text.contains('_') && text.starts_with(|it: char| it.is_ascii_uppercase()) && text.chars().all(is_of_variable)
}

fn is_metric(text: &str) -> bool {
    const UNITS: [&str; 9] = [
        "total",
        "seconds",
        "milliseconds",
        "ms",
        "bytes",
        "count",
        "duration",
        "latency",
        "ratio",
    ];
    let words = words_of_name(text);
    words.len() > 1 && words.last().is_some_and(|last| UNITS.contains(last))
}

fn is_path(text: &str) -> bool {
    let has_slash = text.contains('/') && text.chars().any(char::is_alphabetic);
    !text.contains(char::is_whitespace) && (has_slash || has_known_ending(text))
}

fn has_known_ending(text: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "rs", "toml", "json", "jsonl", "yaml", "yml", "md", "txt", "lock", "html", "css", "js", "sql", "log",
    ];
    text.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

fn is_state(text: &str) -> bool {
    const STATES: [&str; 24] = [
        "active",
        "inactive",
        "pending",
        "queued",
        "waiting",
        "running",
        "paused",
        "stopped",
        "idle",
        "busy",
        "ready",
        "open",
        "closed",
        "connected",
        "disconnected",
        "completed",
        "cancelled",
        "canceled",
        "failed",
        "succeeded",
        "healthy",
        "unhealthy",
        "degraded",
        "expired",
    ];
    STATES.contains(&text.to_lowercase().as_str())
}

fn is_event(text: &str) -> bool {
    let words = words_of_name(text);
    let is_participle = |word: &&str| word.len() > "ing".len() && (word.ends_with("ed") || word.ends_with("ing"));
    words.len() > 1 && words.last().is_some_and(is_participle)
}

fn is_name(text: &str) -> bool {
    !words_of_name(text).is_empty()
}

fn is_message(text: &str) -> bool {
    text.contains(char::is_whitespace)
}

/// The words of a name, such as two in `user_id`; none if a text is no name.
fn words_of_name(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split(['_', '-', '.', ':']).filter(|word| !word.is_empty()).collect();
    match words.iter().all(|word| is_word(word)) {
        true => words,
        false => Vec::new(),
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_alphanumeric() || it == '_' || it == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_entry_that_fits_counts() {
        let texts = [
            ("DATABASE_URL", TextCategory::Environment),
            ("https://example.org/a", TextCategory::Configuration),
            ("localhost:{}", TextCategory::Configuration),
            ("server.port", TextCategory::Configuration),
            ("\n SELECT id\n FROM users", TextCategory::Database),
            ("postgres://{}/main", TextCategory::Database),
            ("/api/users", TextCategory::Paths),
            ("Cargo.toml", TextCategory::Paths),
            ("agent_started", TextCategory::Events),
            ("tool.executing", TextCategory::Events),
            ("http.requests_total", TextCategory::Metrics),
            ("user_id", TextCategory::Identifiers),
            ("X-Request-Id", TextCategory::Identifiers),
            ("cannot read {}", TextCategory::Messages),
            ("Select one from many", TextCategory::Messages),
            ("pending", TextCategory::States),
            ("{}px;{}", TextCategory::Other),
        ];
        for (text, category) in texts {
            assert_eq!(TextCategory::of(text, false), category, "{text}");
            assert_eq!(TextCategory::of(text, true), TextCategory::TestLiterals);
        }
    }

    #[test]
    fn what_says_nothing_has_no_entry() {
        for text in [
            "",
            " ",
            "42",
            "{}: {}",
            "%",
            "x",
            "d41d8cd98f00b204e9800998ecf8427e",
            "936da01f-9abd-4d9d-80c7-02af85c822a8",
        ] {
            assert!(!says_something(text), "{text}");
        }
        assert!(says_something("id"));
    }
}
