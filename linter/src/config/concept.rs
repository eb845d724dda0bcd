//! A concept and its facets, as the rules read them.
//!
//! Knows nothing of the workspace: whether a path exists is for those who know its names.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer};

use super::TextPattern;
use super::file_glob::FileGlob;
use super::located::Located;
use super::pattern::{NamePattern, PathPattern, PatternError, canonical_path, parsed};
use super::problems::ConfigProblem;
use super::raw::{RawBypass, RawConcept, RawDeprecated, RawNamedValue};
use super::shapes::{OrPath, OrValue};
use crate::finding::{FilePath, Place, Severity};

/// The default category.
pub const DEFAULT_CATEGORY: &str = "general";

/// Something that has exactly one source in the workspace.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its name in `ssot.toml`.
    pub name: Arc<str>,
    /// What the concept is, in one line; may be empty.
    pub summary: String,
    /// The category that its findings count in.
    pub category: Arc<str>,
    /// The segments of the path of the module or item that owns it, as written.
    pub canonical: Option<Located<Vec<String>>>,
    /// Paths that go around the owner.
    pub bypasses: Vec<Bypass>,
    /// The functions that may construct it.
    pub factory: Vec<Located<PathPattern>>,
    /// Paths that it was once found under.
    pub deprecated: Vec<FormerPath>,
    /// Names that only its own types may have.
    pub rivals: Vec<Located<NamePattern>>,
    /// Texts that only the owner writes out.
    pub values: Vec<NamedValue>,
    /// The places to which its rules do not apply.
    pub allow_in: Vec<Located<AllowIn>>,
    /// Its table, where it was declared last.
    pub place: Place,
}

/// Paths that go around the owner of a concept.
#[derive(Clone, Debug)]
pub struct Bypass {
    /// The paths.
    pub pattern: PathPattern,
    /// What to use instead.
    pub instead: Option<String>,
    /// The author says that it takes and gives the same wherever the path is called: to write it there is safe.
    pub drop_in: bool,
    /// Calls with such a text as first argument are fine: `env!("CARGO_PKG_NAME")` reads no configuration.
    pub except_arguments: Vec<TextPattern>,
    /// The severity of a use; `None` for that of the rule.
    pub severity: Option<Severity>,
    /// The entry.
    pub place: Place,
}

/// A text that only the owner of a concept writes out.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// The text.
    pub value: String,
    /// What to use instead; if absent, the constant of the owner that has this text.
    pub instead: Option<String>,
    /// The entry.
    pub place: Place,
}

/// A former path of a concept.
#[derive(Clone, Debug)]
pub struct FormerPath {
    /// The old path.
    pub path: PathPattern,
    /// What to use instead; if absent, the canonical path.
    pub instead: Option<String>,
    /// The day on which the path was deprecated, such as `2025-09-14`.
    pub since: Option<String>,
    /// The day after which it may be removed.
    pub remove_after: Option<String>,
    /// The entry.
    pub place: Place,
}

/// A place to which the rules of a concept do not apply.
#[derive(Clone, Debug, PartialEq)]
pub enum AllowIn {
    /// In these files.
    File(FileGlob),
    /// In these modules and items, and what is below them.
    Path(PathPattern),
}

impl AllowIn {
    /// A glob where it has a `/` or ends like a Rust file, else a path.
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        if written.contains('/') || written.ends_with(".rs") {
            return FileGlob::parse(written).map(Self::File);
        }
        PathPattern::parse(written).map(Self::Path)
    }

    /// Whether it names `file`, or the item at `path` or something around it.
    pub fn allows(&self, file: &FilePath, path: &[&str]) -> bool {
        match self {
            Self::File(glob) => glob.matches(file),
            Self::Path(pattern) => pattern.covers(path, true),
        }
    }

    /// What it names as far as that is plain, for choosing candidates from an index: of a glob the folders before the first
    /// wildcard, after a `/`; of a path the segments. All that it allows begins with one of these.
    pub(crate) fn plain_beginnings(&self) -> Vec<String> {
        match self {
            Self::File(glob) => vec![format!("/{}", glob.plain_beginning())],
            Self::Path(pattern) => pattern.plain_beginnings().map(|names| names.join("::")).collect(),
        }
    }
}

/// As it was written.
impl fmt::Display for AllowIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(glob) => glob.fmt(f),
            Self::Path(pattern) => pattern.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for AllowIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Self::parse)
    }
}

/// The path of one module or item.
#[derive(Clone)]
pub(super) struct CanonicalPath(Vec<String>);

impl<'de> Deserialize<'de> for CanonicalPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, canonical_path).map(Self)
    }
}

impl Concept {
    pub(super) fn from_raw(name: &str, raw: Located<RawConcept>, problems: &mut Vec<ConfigProblem>) -> Self {
        let Located { value: raw, place } = raw;
        Self {
            name: name.into(),
            summary: raw.summary.unwrap_or_default(),
            category: raw.category.as_deref().unwrap_or(DEFAULT_CATEGORY).into(),
            canonical: raw.canonical.map(|path| path.map(|CanonicalPath(segments)| segments)),
            bypasses: raw.bypasses.unwrap_or_default().into_iter().map(bypass).collect(),
            factory: raw.factory.unwrap_or_default(),
            deprecated: raw
                .deprecated
                .unwrap_or_default()
                .into_iter()
                .map(|entry| deprecated(entry, problems))
                .collect(),
            rivals: raw.rivals.unwrap_or_default(),
            values: raw
                .values
                .unwrap_or_default()
                .into_iter()
                .filter_map(|entry| named_value(entry, problems))
                .collect(),
            allow_in: raw.allow_in.unwrap_or_default(),
            place,
        }
    }
}

fn bypass(entry: Located<OrPath<RawBypass>>) -> Bypass {
    let Located {
        value:
            OrPath(RawBypass {
                path,
                instead,
                drop_in,
                except_arguments,
                severity,
            }),
        place,
    } = entry;
    Bypass {
        pattern: path,
        instead,
        drop_in,
        except_arguments,
        severity,
        place,
    }
}

fn named_value(entry: Located<OrValue<RawNamedValue>>, problems: &mut Vec<ConfigProblem>) -> Option<NamedValue> {
    let Located {
        value: OrValue(RawNamedValue { value, instead }),
        place,
    } = entry;
    if value.is_empty() {
        problems.push(ConfigProblem::new(place, "an empty text is no name"));
        return None;
    }
    Some(NamedValue { value, instead, place })
}

fn deprecated(entry: Located<OrPath<RawDeprecated>>, problems: &mut Vec<ConfigProblem>) -> FormerPath {
    let Located {
        value: OrPath(RawDeprecated {
            path,
            instead,
            since,
            remove_after,
        }),
        place,
    } = entry;
    if let (Some(since), Some(remove_after)) = (&since, &remove_after)
        && remove_after.value < *since
    {
        problems.push(ConfigProblem::new(
            remove_after.place.clone(),
            "to be removed before it is deprecated",
        ));
    }
    let remove_after = remove_after.map(|date| date.value.0);
    FormerPath {
        path,
        instead,
        since: since.map(|date| date.0),
        remove_after,
        place,
    }
}
