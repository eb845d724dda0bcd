//! Patterns over canonical paths, over single names and over texts: parsed once, matched everywhere.
//!
//! | written | matches |
//! |---|---|
//! | `std::env::var` | exactly this; `core` and `alloc` are `std` |
//! | `std::env::{var, var_os}` | each of them; groups may nest and stand anywhere |
//! | `*Manager`, `get_*` | any characters of one segment, none as well |
//! | `backend::**`, `**::legacy` | any segments, none as well |
//! | `std::env!` | a macro; its name ends in `!`, which `*` matches like any other character |
//! | `crate::config` | `config` of any crate of the workspace |
//! | `f32::clamp`, `str::len`, `slice::first` | what a primitive type has; `std::f32::clamp` is the same |
//!
//! Knows nothing of which paths exist.

mod expand;
mod segments;
#[cfg(test)]
mod tests;
mod wildcard;

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error};

pub use wildcard::{NamePattern, TextPattern};

use super::mistake::within;
use segments::Segment;
use wildcard::matches_with_runs;

/// A pattern over canonical paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPattern {
    written: Box<str>,
    /// The pattern without its groups: it matches what one of these matches.
    alternatives: Vec<Vec<Segment>>,
}

/// A mistake in a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// The bytes of the pattern that are wrong.
    pub range: Range<usize>,
    /// The message: a lower-case phrase without full stop.
    pub message: String,
}

/// The last segments that a path must have to match: for choosing candidates from an index by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastNames<'a> {
    /// Any name may match.
    Any,
    /// One of these, sorted; a macro's name with its `!`.
    Exact(Vec<&'a str>),
}

impl PathPattern {
    /// Parses a pattern, and takes its groups apart.
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        let alternatives = expand::expand(written)?;
        let alternatives = alternatives
            .iter()
            .map(|alternative| segments::segments(alternative, written.len()));
        Ok(Self {
            written: written.into(),
            alternatives: alternatives.collect::<Result<_, _>>()?,
        })
    }

    /// Whether the path with these `segments` matches. The last segment of a macro's path ends in `!`.
    /// `first_is_own_crate` says that the first segment names a crate of the workspace: `crate` in a pattern
    /// stands only for such, and a crate of the workspace that is called `core` is not `std`.
    ///
    /// An item of a primitive type, `f32::clamp`, is found by `std::f32::clamp` and `std::primitive::f32::clamp` as well.
    pub fn matches(&self, segments: &[&str], first_is_own_crate: bool) -> bool {
        let matches = |segments: &[&str]| {
            let mut alternatives = self.alternatives.iter();
            alternatives.any(|alternative| matches_one(alternative, segments, first_is_own_crate))
        };
        let of_primitive = match *segments {
            [owner, name] if !first_is_own_crate && is_primitive(owner) => Some((owner, name)),
            _ => None,
        };
        // Constants are there twice: `std::u64::MAX` is another one than `u64::MAX`.
        let is_constant = |name: &str| !name.starts_with(char::is_lowercase);
        let in_std =
            |(owner, name)| matches(&["std", "primitive", owner, name]) || (!is_constant(name) && matches(&["std", owner, name]));
        matches(segments) || of_primitive.is_some_and(in_std)
    }

    /// Whether a path of the workspace matches, which begins with the name of a crate.
    pub fn matches_own(&self, path: &str) -> bool {
        self.matches(&path.split("::").collect::<Vec<_>>(), true)
    }

    /// Whether the path itself matches or something that it lies in: what `app::boot` says of `app::boot::run`.
    pub fn covers(&self, segments: &[&str], first_is_own_crate: bool) -> bool {
        (1..=segments.len()).any(|length| self.matches(&segments[..length], first_is_own_crate))
    }

    /// The last segments that a matching path can have.
    pub fn last_names(&self) -> LastNames<'_> {
        let mut names = Vec::new();
        for alternative in &self.alternatives {
            match alternative.last() {
                Some(Segment::Name(name)) if alternative.len() > 1 || &**name != "crate" => names.push(&**name),
                _ => return LastNames::Any,
            }
        }
        names.sort_unstable();
        names.dedup();
        LastNames::Exact(names)
    }

    /// The pattern that also matches what its plain paths lead to, or the plain beginnings of others: an item is known by the
    /// path of its definition, but may be written down by any other that it has.
    pub fn led_on(&self, lead: impl Fn(&[&str]) -> Vec<String>) -> Self {
        let led = self.alternatives.iter().flat_map(|alternative| {
            let plain: Vec<&str> = alternative.iter().map_while(Segment::name).collect();
            let rest = &alternative[plain.len()..];
            let leads = lead(&plain).into_iter().map(move |path| {
                let names = path.split("::").map(|name| Segment::Name(name.into()));
                names.chain(rest.iter().cloned()).collect::<Vec<_>>()
            });
            leads.collect::<Vec<_>>()
        });
        let mut alternatives = self.alternatives.clone();
        for alternative in led {
            if !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        Self {
            written: self.written.clone(),
            alternatives,
        }
    }

    /// The plain paths among what it matches: those that can be looked up.
    pub fn plain_paths(&self) -> impl Iterator<Item = Vec<&str>> {
        let paths = self.alternatives.iter();
        paths.filter_map(|alternative| alternative.iter().map(Segment::name).collect())
    }

    /// A path of each way to match, in which `name` stands for what a wildcard matches.
    pub fn filled(&self, name: &str) -> Vec<Vec<String>> {
        let ways = self.alternatives.iter();
        ways.map(|alternative| alternative.iter().map(|segment| segment.filled(name)).collect())
            .collect()
    }

    /// Of each way to match, the segments before the first wildcard.
    pub fn plain_beginnings(&self) -> impl Iterator<Item = Vec<&str>> {
        let ways = self.alternatives.iter();
        ways.map(|alternative| alternative.iter().map_while(Segment::name).collect())
    }

    /// The one path that matches, if there is one and no more, `core` and `alloc` written as `std`.
    pub fn literal(&self) -> Option<Vec<&str>> {
        let mut path = self.as_written()?;
        match path.first_mut()? {
            &mut "crate" => return None,
            first => *first = facade(first),
        }
        Some(path)
    }

    /// The segments of a pattern that is a plain path.
    fn as_written(&self) -> Option<Vec<&str>> {
        let [alternative] = self.alternatives.as_slice() else {
            return None;
        };
        alternative.iter().map(Segment::name).collect()
    }
}

/// Parses the path of one item, without wildcards or groups, into its segments.
pub(super) fn canonical_path(written: &str) -> Result<Vec<String>, PatternError> {
    let pattern = PathPattern::parse(written)?;
    match pattern.as_written() {
        Some(path) => Ok(path.into_iter().map(str::to_owned).collect()),
        None => {
            let message = "a canonical path names one module or item: no `*` and no `{}`".to_owned();
            Err(PatternError {
                range: 0..written.len(),
                message,
            })
        }
    }
}

/// A type of the language, by the name that it has in its documentation.
fn is_primitive(name: &str) -> bool {
    crate::facts::is_primitive(name) || matches!(name, "slice" | "array" | "tuple" | "pointer" | "fn")
}

fn matches_one(alternative: &[Segment], path: &[&str], first_is_own_crate: bool) -> bool {
    let is_run = |at: usize| alternative[at] == Segment::Many;
    matches_with_runs(alternative.len(), path.len(), is_run, |at, place| match (at, place) {
        (0, 0) => matches_first(&alternative[0], path[0], first_is_own_crate),
        _ => alternative[at].matches(path[place]),
    })
}

fn matches_first(segment: &Segment, name: &str, is_own_crate: bool) -> bool {
    match segment {
        Segment::Name(written) if &**written == "crate" => is_own_crate,
        Segment::Name(written) if !is_own_crate => facade(written) == facade(name),
        segment => segment.matches(name),
    }
}

/// The crate that re-exports the items of `core` and `alloc`.
fn facade(name: &str) -> &str {
    match name {
        "core" | "alloc" => "std",
        name => name,
    }
}

/// As it was written.
impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for PathPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Self::parse)
    }
}

impl<'de> Deserialize<'de> for NamePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Self::parse)
    }
}

/// Reads a string with `parse`; where that fails, the place of the mistake is within the string.
pub(super) fn parsed<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, PatternError>,
) -> Result<T, D::Error> {
    let written = String::deserialize(deserializer)?;
    parse(&written).map_err(|error| D::Error::custom(within(&error.range, &error.message)))
}
