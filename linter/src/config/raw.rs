//! `ssot.toml`, the TOML of a rule and `concepts.toml` of a pack, exactly as they are written. Nothing is filled
//! in here: an absent key stays absent, since one file is laid over another.
//!
//! Knows nothing of what must be there; `concept` and `rule` do.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::concept::{AllowIn, CanonicalPath};
use super::deserializer::OR_PATH;
use super::file_glob::FileGlob;
use super::located::Located;
use super::pattern::{NamePattern, PathPattern, TextPattern};
use super::rule::Level;
use crate::finding::{Class, Severity};

/// `ssot.toml`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawFile {
    /// The packs to take rules and concepts from: `core`, or folders of the workspace. `["core"]` when absent.
    pub(super) packs: Option<Vec<Located<String>>>,
    /// What files are for, by glob.
    pub(super) files: RawFiles,
    /// The services of the workspace: the folders of each.
    pub(super) services: BTreeMap<String, Vec<Located<FileGlob>>>,
    /// The concepts by name.
    pub(super) concept: BTreeMap<String, Located<RawConcept>>,
    /// Changes to the rules of the packs and rules of one's own, by id. Read apart from the rest: keys that
    /// [`RawRule`] has no field for are options of the rule's kind.
    #[serde(rename = "rule")]
    pub(super) _rule: BTreeMap<String, AnyTable>,
    /// When a run fails.
    pub(super) gate: RawGate,
    /// How the score is made.
    pub(super) score: RawScore,
}

/// `[files]`: globs relative to the root.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawFiles {
    /// Code that ships.
    pub(super) production: Vec<Located<FileGlob>>,
    /// Tests and benchmarks.
    pub(super) test: Vec<Located<FileGlob>>,
    /// Examples.
    pub(super) example: Vec<Located<FileGlob>>,
    /// Code that a program wrote.
    pub(super) generated: Vec<Located<FileGlob>>,
    /// Files that are not looked at.
    pub(super) exclude: Vec<Located<FileGlob>>,
}

/// `[gate]`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawGate {
    /// New findings of this severity and above fail the run.
    pub(super) fail_on: Option<Severity>,
    /// A score below fails the run.
    pub(super) min_score: Option<Located<f64>>,
}

/// `[score]`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawScore {
    /// How much each category weighs in the overall score; 1 when absent.
    pub(super) weights: BTreeMap<String, Located<f64>>,
}

/// `[concept.<name>]`.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawConcept {
    /// What it is that the workspace has one source of.
    pub(super) summary: Option<String>,
    /// The category that its findings count in.
    pub(super) category: Option<String>,
    /// The module or item that owns it.
    pub(super) canonical: Option<Located<CanonicalPath>>,
    /// Paths that go around the owner.
    pub(super) bypasses: Option<Vec<Located<OrPath<RawBypass>>>>,
    /// Who may construct it.
    pub(super) factory: Option<Vec<Located<PathPattern>>>,
    /// Paths that it was once found under.
    pub(super) deprecated: Option<Vec<Located<OrPath<RawDeprecated>>>>,
    /// Names that only its own types may have.
    pub(super) rivals: Option<Vec<Located<NamePattern>>>,
    /// Texts that are written out nowhere else.
    pub(super) values: Option<Vec<Located<String>>>,
    /// Files, modules and items in which its rules do not hold.
    pub(super) allow_in: Option<Vec<Located<AllowIn>>>,
}

impl RawConcept {
    /// The same concept as declared later, facet by facet over this one.
    pub(super) fn overlaid_by(self, later: Self) -> Self {
        Self {
            summary: later.summary.or(self.summary),
            category: later.category.or(self.category),
            canonical: later.canonical.or(self.canonical),
            bypasses: later.bypasses.or(self.bypasses),
            factory: later.factory.or(self.factory),
            deprecated: later.deprecated.or(self.deprecated),
            rivals: later.rivals.or(self.rivals),
            values: later.values.or(self.values),
            allow_in: later.allow_in.or(self.allow_in),
        }
    }
}

/// An entry of `bypasses`.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RawBypass {
    /// The paths that go around the owner.
    pub(super) path: PathPattern,
    /// What to use instead.
    pub(super) instead: Option<String>,
    /// Calls with such a text as first argument are fine.
    #[serde(default)]
    pub(super) except_arguments: Vec<TextPattern>,
}

/// An entry of `deprecated`.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RawDeprecated {
    /// The old path.
    pub(super) path: PathPattern,
    /// What to use instead.
    pub(super) instead: Option<String>,
    /// The day from which it is old.
    pub(super) since: Option<Date>,
    /// The day after which it may be removed.
    pub(super) remove_after: Option<Located<Date>>,
}

/// A rule: the whole of its file in a pack, or `[rule.<id>]` in `ssot.toml`.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawRule {
    /// What it is called; the same as its file.
    pub(super) id: Option<Located<String>>,
    /// The kind of contract that it is. In `ssot.toml` it makes a rule of one's own.
    pub(super) kind: Option<Located<String>>,
    /// The category that its findings count in; the same as its folder.
    pub(super) category: Option<Located<String>>,
    /// How bad its findings are.
    pub(super) severity: Option<Severity>,
    /// Whether it is asked at all.
    pub(super) level: Option<Level>,
    /// The classes of code that it looks at.
    pub(super) classes: Option<Vec<Class>>,
    /// What it finds, in one line.
    pub(super) summary: Option<String>,
    /// What goes wrong otherwise.
    pub(super) why: Option<String>,
    /// What to do about a finding.
    pub(super) help: Option<String>,
    /// What the rule says to its kind. Read by the kind.
    #[serde(rename = "options")]
    pub(super) _options: AnyTable,
    /// Code that is reported.
    pub(super) invalid: Vec<RawExample>,
    /// Code that is not.
    pub(super) valid: Vec<RawExample>,
}

/// An example of a rule.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RawExample {
    /// What `ssot.toml` says.
    #[serde(default)]
    pub(super) config: String,
    /// The code.
    pub(super) code: String,
}

/// `concepts.toml` of a pack.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct RawConcepts {
    /// Concepts by name, each facet of which `ssot.toml` may override.
    pub(super) concept: BTreeMap<String, Located<RawConcept>>,
}

/// A table, or a string in place of one that has only a `path`.
#[derive(Clone)]
pub(super) struct OrPath<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrPath<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
            type Value = OrPath<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a table with `path`")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<OrPath<T>, D::Error> {
                T::deserialize(deserializer).map(OrPath)
            }
        }

        deserializer.deserialize_newtype_struct(OR_PATH, Inner(std::marker::PhantomData))
    }
}

/// A table with any keys, which someone else reads.
#[derive(Default)]
pub(super) struct AnyTable;

impl<'de> Deserialize<'de> for AnyTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Skip;

        impl<'de> Visitor<'de> for Skip {
            type Value = AnyTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyTable, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyTable)
            }
        }

        deserializer.deserialize_map(Skip)
    }
}

/// A day, as `2026-12-31`; TOML's own dates as well as strings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date(pub(super) String);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        if is_date(&written) {
            Ok(Self(written))
        } else {
            Err(D::Error::custom("not a day of the form YYYY-MM-DD"))
        }
    }
}

fn is_date(written: &str) -> bool {
    let bytes = written.as_bytes();
    let has_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 {
                *byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if !has_form {
        return false;
    }
    let number = |from: usize, to: usize| written[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
