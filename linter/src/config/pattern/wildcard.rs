//! Matching with wildcards, and the two kinds of pattern that have no segments.
//!
//! Knows nothing of paths.

use std::fmt;

use super::PatternError;

/// A pattern over one name, such as `*WebSocketManager`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern(Box<str>);

impl NamePattern {
    /// Parses a name in which `*` stands for any characters.
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        let error = |range, message: &str| {
            Err(PatternError {
                range,
                message: message.to_owned(),
            })
        };
        if written.is_empty() {
            return error(0..0, "an empty pattern");
        }
        let foreign = written
            .char_indices()
            .find(|(_, it)| !it.is_alphanumeric() && !matches!(it, '_' | '*'));
        match foreign {
            None => Ok(Self(written.into())),
            Some((at, ':')) => error(at..written.len(), "this is a path; expected a pattern for a single name"),
            Some((at, it)) => error(
                at..at + it.len_utf8(),
                &format!("`{}` cannot appear in a name", it.escape_debug()),
            ),
        }
    }

    /// Whether `name` matches.
    pub fn matches(&self, name: &str) -> bool {
        matches_text(&self.0, name)
    }
}

impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A pattern over any text, such as `CARGO_*`; every text is one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct TextPattern(Box<str>);

impl TextPattern {
    /// A text in which `*` stands for any characters.
    pub fn new(written: &str) -> Self {
        Self(written.into())
    }

    /// Whether `text` matches.
    pub fn matches(&self, text: &str) -> bool {
        matches_text(&self.0, text)
    }
}

impl fmt::Display for TextPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether `text` matches `pattern`, in which `*` stands for any characters.
pub(super) fn matches_text(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    matches_with_runs(
        pattern.len(),
        text.len(),
        |at| pattern[at] == b'*',
        |at, place| pattern[at] == text[place],
    )
}

/// Whether the elements of a pattern match all places of a text, where an element that `is_run` matches any
/// number of places. It suffices to go back to the last run: an earlier one that took more could only have left
/// fewer places to the last. So the work is bounded by the product of both lengths.
pub(super) fn matches_with_runs(
    pattern: usize,
    text: usize,
    is_run: impl Fn(usize) -> bool,
    matches: impl Fn(usize, usize) -> bool,
) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut after_run = None;
    while place < text {
        if at < pattern && is_run(at) {
            at += 1;
            after_run = Some((at, place));
        } else if at < pattern && matches(at, place) {
            (at, place) = (at + 1, place + 1);
        } else if let Some((resume, taken)) = after_run {
            after_run = Some((resume, taken + 1));
            (at, place) = (resume, taken + 1);
        } else {
            return false;
        }
    }
    (at..pattern).all(is_run)
}
