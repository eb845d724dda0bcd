//! The vocabulary of every stage after the text: where something is, how bad it is, what was found.
//!
//! Knows nothing of how findings are found or reported.

use std::fmt;
use std::sync::Arc;

use bitcode::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file of a snapshot: relative to the snapshot's root, with `/` on every platform, no `./` and no `..`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(transparent)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// The path as written; the caller has made it relative and `/`-separated.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(path.as_ref().into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last component, such as `lib.rs`.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds the file; empty for a file at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// It is `folder` itself or lies below it; everything lies below the empty path.
    pub fn is_within(&self, folder: &Self) -> bool {
        let rest = self.as_str().strip_prefix(folder.as_str());
        rest.is_some_and(|rest| rest.is_empty() || folder.as_str().is_empty() || rest.starts_with('/'))
    }

    /// The file at `relative`, seen from `folder`; `None` when it would leave the root.
    pub fn join(folder: &str, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self(parts.join("/").into()))
    }
}

impl std::borrow::Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
pub struct Span {
    /// First byte, counted from 0 (a byte order mark counts).
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Line of the first byte, counted from 1.
    pub line: u32,
    /// Column of the first byte, counted from 1, in characters.
    pub column: u32,
}

impl Span {
    /// The first character of a file, for what is wrong with the file as a whole.
    pub const FILE: Self = Self {
        start: 0,
        end: 0,
        line: 1,
        column: 1,
    };

    /// The span of a part of a text, given its span within the part and where the part begins.
    pub(crate) fn after(self, base: Self) -> Self {
        let is_first_line = self.line == 1;
        Self {
            start: base.start + self.start,
            end: base.start + self.end,
            line: base.line + self.line - 1,
            column: if is_first_line {
                base.column + self.column - 1
            } else {
                self.column
            },
        }
    }

    /// The span of `range` in `text`. Walks the text: for the rare place, not for every token.
    pub fn in_text(text: &str, range: std::ops::Range<usize>) -> Self {
        let start = range.start.min(text.len());
        let before = &text.as_bytes()[..start];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        Self {
            start: start as u32,
            end: range.end.clamp(start, text.len()) as u32,
            line: line as u32,
            column: column as u32,
        }
    }
}

/// A stretch of one file of the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
pub struct Place {
    /// Which file.
    pub file: FilePath,
    /// The span in the file.
    #[serde(flatten)]
    pub span: Span,
}

impl Place {
    /// The start of `file`, for what is wrong with the file as a whole.
    pub fn file(file: FilePath) -> Self {
        Self { file, span: Span::FILE }
    }
}

/// A problem of the input that makes an answer incomplete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputProblem {
    /// Where.
    pub place: Place,
    /// The message: a lower-case phrase.
    pub message: String,
    /// The help.
    pub help: Option<String>,
}

/// Edits to the file of a finding that resolve it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
pub struct Fix {
    /// The title: an imperative phrase.
    pub title: String,
    /// Whether it may be applied without review.
    pub applicability: Applicability,
    /// Sorted by place, none touching another.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied without review. Ordered: safe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// The program still compiles, and does the same as before.
    Safe,
    /// The user should review the result.
    Unsafe,
}

/// A replacement of text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
pub struct Edit {
    /// The replaced span; an empty span is an insertion.
    #[serde(flatten)]
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// The severity of a finding; ordered, `Critical` last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Encode, Decode)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// Worth fixing when the code is edited anyway.
    Medium,
    /// A second source that will drift.
    High,
    /// Keeps a workspace below EXCELLENT whatever its score.
    Critical,
}

impl Severity {
    /// All severities, the least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The weight of a violating site of this severity; a conforming site weighs 1.
    pub fn weight(self) -> u32 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::High => 4,
            Self::Critical => 8,
        }
    }

    /// The word in TOML, on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The class of a file; rules name the classes that they check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Encode, Decode)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Code that ships, build scripts among it.
    Production,
    /// `tests/`, `benches/`, and what `#[cfg(test)]` or `#[test]` guards inside other files.
    Test,
    /// `examples/`.
    Example,
    /// Written by a program.
    Generated,
}

impl Class {
    /// Every class, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Production, Self::Test, Self::Example, Self::Generated];

    /// The word in TOML and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Test => "test",
            Self::Example => "example",
            Self::Generated => "generated",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Another place that belongs to a finding, such as another copy or the canonical definition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
pub struct Related {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// Its relation to the finding: a lower-case phrase.
    pub label: String,
    /// Whether it is another violating site of the same finding.
    pub violating: bool,
}

/// A violating site, or a problem of the input itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct Finding {
    /// Id of the rule, such as `direct-env-access`.
    pub rule: Arc<str>,
    /// The category in which it counts; `input` for a problem of the input itself, which does not count in the score.
    pub category: Arc<str>,
    /// The concept whose contract is broken, if the rule is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<Arc<str>>,
    /// The severity, after the configuration has been applied.
    pub severity: Severity,
    /// The class of the code at the place.
    pub class: Class,
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// Path of the enclosing item, such as `backend::boot::run`; empty outside Rust code.
    pub item: String,
    /// The message: a lower-case phrase without full stop.
    pub message: String,
    /// The help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Other places that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// The fix, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Its identity across edits: see [`Fingerprint`].
    pub fingerprint: Fingerprint,
    /// The fingerprint without the enclosing item and the occurrence. It stays the same if that item is renamed or its file is
    /// moved. Several findings may have the same.
    #[serde(skip)]
    pub content: Fingerprint,
}

impl Finding {
    /// The number of violating sites that the finding stands for.
    pub fn sites(&self) -> u64 {
        1 + self.related.iter().filter(|related| related.violating).count() as u64
    }

    /// The order of every report: by place, then rule, then words.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.place, &self.rule, &self.message).cmp(&(&other.place, &other.rule, &other.message))
    }
}

/// The identity of a finding: a hash of rule, concept, enclosing item, the normalised tokens of the
/// site and its occurrence index among equals. No line, no count, no time goes into it, so it survives
/// edits elsewhere in the file. Version 1; a change of the recipe is a change of the contract.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Encode, Decode)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(written: &str) -> Option<Self> {
        let is_written = written.len() == 32 && written.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_written.then(|| u128::from_str_radix(written, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Self::parse(&written).ok_or_else(|| serde::de::Error::custom("no fingerprint"))
    }
}
