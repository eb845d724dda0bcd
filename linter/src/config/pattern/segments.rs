//! One alternative of a path pattern as segments.
//!
//! Knows nothing of groups.

use std::ops::Range;

use super::PatternError;
use super::expand::Alternative;
use super::wildcard::matches_text;

/// One segment of a path pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// `**`: any number of segments.
    Many,
    /// A name with `*` in it.
    Glob(Box<str>),
    /// A name; that of a macro with its `!`.
    Name(Box<str>),
}

impl Segment {
    /// Whether it matches one segment of a path by itself.
    pub(super) fn matches(&self, name: &str) -> bool {
        match self {
            Self::Many => true,
            Self::Glob(glob) => matches_text(glob, name),
            Self::Name(own) => **own == *name,
        }
    }

    /// A name that it matches, in which `name` stands for what a wildcard matches.
    pub(super) fn filled(&self, name: &str) -> String {
        match self {
            Self::Many => name.to_owned(),
            Self::Glob(glob) => glob.replace('*', name),
            Self::Name(own) => own.to_string(),
        }
    }

    /// The name, if it is one without wildcards.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Many | Self::Glob(_) => None,
        }
    }
}

/// A segment as written, and where.
struct SegmentText {
    text: String,
    range: Range<usize>,
}

/// The segments of `alternative`, a part of a pattern of `length` bytes.
pub(super) fn segments(alternative: &Alternative, length: usize) -> Result<Vec<Segment>, PatternError> {
    let mut written = split(alternative, length)?;
    // `env::{self, var}` as in `use`.
    if written.len() > 1 && written.last().is_some_and(|last| last.text == "self") {
        written.pop();
    }
    let last = written.len() - 1;
    written
        .into_iter()
        .enumerate()
        .map(|(at, written)| segment(written, at == 0, at == last))
        .collect()
}

/// Never empty.
fn split(alternative: &Alternative, length: usize) -> Result<Vec<SegmentText>, PatternError> {
    let mut segments = vec![SegmentText {
        text: String::new(),
        range: 0..length,
    }];
    let mut characters = alternative.iter().peekable();
    while let Some(&(at, character)) = characters.next() {
        if character != ':' {
            let segment = segments.last_mut().expect("starts with one and only grows");
            let start = if segment.text.is_empty() { at } else { segment.range.start };
            segment.range = start..at + character.len_utf8();
            segment.text.push(character);
            continue;
        }
        if characters.next_if(|(_, next)| *next == ':').is_none() {
            return Err(PatternError {
                range: at..at + 1,
                message: "segments are separated by `::`".to_owned(),
            });
        }
        segments.push(SegmentText {
            text: String::new(),
            range: at..at + 1,
        });
    }
    Ok(segments)
}

fn segment(written: SegmentText, is_first: bool, is_last: bool) -> Result<Segment, PatternError> {
    let SegmentText { text, range } = written;
    match mistake(&text, is_first, is_last) {
        Some(message) => Err(PatternError { range, message }),
        None if text == "**" => Ok(Segment::Many),
        None if text.contains('*') => Ok(Segment::Glob(text.into())),
        // Paths are kept without `r#`.
        None => Ok(Segment::Name(text.trim_start_matches("r#").into())),
    }
}

fn mistake(text: &str, is_first: bool, is_last: bool) -> Option<String> {
    let name = text.strip_suffix('!').unwrap_or(text);
    let plain = name.strip_prefix("r#").unwrap_or(name);
    let message = match text {
        "" => "an empty segment",
        "**" => return None,
        "crate" if is_first => return None,
        "crate" | "self" | "super" | "Self" => {
            return Some(format!(
                "`{text}` cannot appear here: a pattern is matched against full paths"
            ));
        }
        _ if text.contains("**") => "`**` stands for whole segments: write it alone between `::`",
        _ if plain.is_empty() => "an empty segment",
        _ if plain.contains('!') => "`!` stands at the end of a macro's name",
        _ if name != text && !is_last => "a macro contains no items: its name comes last",
        _ if plain.contains('#') => "`#` stands only in `r#`",
        _ if plain.starts_with(|first: char| first.is_numeric()) => "a name does not begin with a digit",
        _ => return None,
    };
    Some(message.to_owned())
}
