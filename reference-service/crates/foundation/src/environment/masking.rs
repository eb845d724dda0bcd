use crate::secret::MASK;

/// A variable whose name contains one of these is taken for a secret: better one too many than one too few.
const SECRET_WORDS: [&str; 9] = [
    "SECRET",
    "PASS",
    "PWD",
    "TOKEN",
    "KEY",
    "CREDENTIAL",
    "PRIVATE",
    "COOKIE",
    "SIGNATURE",
];

/// What may be printed of a value.
pub(super) fn shown<'a>(name: &str, value: &'a str) -> &'a str {
    if has_secret_name(name) || has_credentials(value) {
        MASK
    } else {
        value
    }
}

fn has_secret_name(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    SECRET_WORDS.iter().any(|word| name.contains(word))
}

/// Whether a URL with a user or password stands anywhere in the value, such as `postgres://user:word@host`.
fn has_credentials(value: &str) -> bool {
    value.split("://").skip(1).any(|rest| {
        // An unescaped `/` in a password ends the authority early, so look at the whole word for the `@`.
        let word = rest.split_whitespace().next().unwrap_or_default();
        word.contains('@')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_name_or_by_credentials_in_a_url() {
        let table = [
            ("JWT_SECRET", "x"),
            ("PGPASSWORD", "x"),
            ("MYSQL_PWD", "x"),
            ("api_key", "x"),
            ("DATABASE_URL", "postgres://user:word@host/db"),
            ("DATABASE_URL", "postgres://user:wo/rd@host/db"),
            ("PROXIES", "http://plain.example https://user:word@host"),
        ];
        for (name, value) in table {
            assert_eq!(shown(name, value), MASK, "{name}={value}");
        }
    }

    #[test]
    fn other_values_are_shown() {
        for (name, value) in [
            ("PORT", "8081"),
            ("URL", "http://host/path"),
            ("CONTACT", "ops@example.org"),
            ("EMPTY", ""),
        ] {
            assert_eq!(shown(name, value), value);
        }
    }
}
