//! serde's error for a value of the wrong type, in the words of TOML and with the path to the value.
//!
//! Knows nothing of what becomes of it; that is for `reading`.

use std::fmt;
use std::ops::Range;

use serde::de::{Error, Expected, Unexpected};

use super::problems::{Quoted, suggestion};

/// A value that does not fit its type.
#[derive(Debug)]
pub(super) struct Mistake {
    /// What was found.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: Option<String>,
    /// The key that is missing, if that is what is wrong.
    pub(super) missing: Option<&'static str>,
    /// Which part of a text is meant.
    pub(super) within: Option<Range<usize>>,
    /// The way to the value, the last step first.
    way: Vec<TomlStep>,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TomlStep {
    Key(String),
    Index(usize),
}

impl Mistake {
    pub(super) fn new(message: String) -> Self {
        Self {
            message,
            help: None,
            missing: None,
            within: None,
            way: Vec::new(),
        }
    }

    pub(super) fn with_help(self, help: String) -> Self {
        Self {
            help: Some(help),
            ..self
        }
    }

    /// The same mistake seen from the value around it.
    pub(super) fn below(mut self, step: TomlStep) -> Self {
        self.way.push(step);
        self
    }

    /// The way to the value, from the outermost.
    pub(super) fn way(&self) -> Vec<TomlStep> {
        self.way.iter().rev().cloned().collect()
    }
}

/// Parts a message from a range within the text it is about: all that [`Error::custom`] takes is words.
const WITHIN: char = '\0';

/// The words for [`Error::custom`] about a part of a text.
pub(super) fn within(range: &Range<usize>, message: &str) -> String {
    format!("{message}{WITHIN}{}{WITHIN}{}", range.start, range.end)
}

fn part(words: &str) -> Option<(String, Range<usize>)> {
    let mut parts = words.split(WITHIN);
    let message = parts.next()?.to_owned();
    let start = parts.next()?.parse().ok()?;
    let end = parts.next()?.parse().ok()?;
    Some((message, start..end))
}

impl Error for Mistake {
    fn custom<T: fmt::Display>(words: T) -> Self {
        let words = words.to_string();
        match part(&words) {
            Some((message, range)) => Self {
                within: Some(range),
                ..Self::new(message)
            },
            None => Self::new(words),
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "expected {}, found {}",
            in_toml(&expected.to_string()),
            found_in_toml(found)
        ))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        let mistake = Self::new(format!("unknown value {}", Quoted(variant)));
        Self {
            help: suggestion(variant, known.iter().copied()),
            ..mistake
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            missing: Some(field),
            ..Self::new(format!("missing key `{field}`"))
        }
    }
}

/// serde names Rust types; the message names the TOML types that the user knows.
fn in_toml(expected: &str) -> &str {
    match expected {
        "u8" => "a whole number up to 255",
        "u16" => "a whole number up to 65535",
        "u32" | "u64" | "u128" | "usize" => "a whole number, 0 or more",
        "a nonzero u8" | "a nonzero u16" | "a nonzero u32" | "a nonzero u64" | "a nonzero usize" => "a whole number, 1 or more",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "an integer",
        "f32" | "f64" => "a number",
        "a sequence" => "an array",
        "a map" => "a table",
        other => other,
    }
}

fn found_in_toml(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("the string {}", Quoted(text)),
        Unexpected::Signed(integer) => format!("{integer}"),
        Unexpected::Unsigned(integer) => format!("{integer}"),
        Unexpected::Float(float) => format!("{float:?}"),
        Unexpected::Bool(boolean) => format!("`{boolean}`"),
        Unexpected::Seq => "an array".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}
