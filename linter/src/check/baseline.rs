//! Baselines: match present findings with earlier ones, which are in the file `ssot-baseline.txt` or come from another state
//! of the same workspace.
//!
//! A finding is matched by its [`Fingerprint`] first. The rest are matched by content in the same file (the enclosing item was
//! renamed), then by content anywhere (the file was moved). Each record matches one finding, so a second copy of an old finding
//! is new. This module does not depend on git, on rules, or on the location of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::finding::{FilePath, Finding, Fingerprint};
use crate::rules::input::{UNPARSED_CODE, UNREADABLE_FILE};
use crate::snapshot::Snapshot;

/// The name of the file, which is in the same folder as `ssot.toml`.
pub const FILE: &str = "ssot-baseline.txt";

/// The version of the file format; an incompatible change increments it.
const VERSION: &str = "1";

const HEADER: &str = "# ssot-baseline version ";

/// A set of findings, identified by their fingerprints. In the file, the order of lines and repeated lines have no meaning, so
/// git can merge it line by line (`merge=union`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    records: BTreeMap<Fingerprint, Hints>,
}

/// What two records have in common that stand for one finding.
pub(crate) type IdentityKey = (Fingerprint, Option<FilePath>);

/// The keys by which records are matched, one after the other.
pub(crate) const IDENTITY_KEYS: [fn(&Record) -> IdentityKey; 3] = [
    |record| (record.fingerprint, None),
    |record| (record.hints.content, Some(record.hints.file.clone())),
    |record| (record.hints.content, None),
];

/// The data that finds a finding again after its fingerprint has changed. If two branches moved it to different files, the lesser
/// record counts, independent of their order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Hints {
    #[serde(skip)]
    content: Fingerprint,
    rule: String,
    file: FilePath,
}

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Record {
    fingerprint: Fingerprint,
    #[serde(flatten)]
    hints: Hints,
}

/// The result of comparing the present findings with earlier ones.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Present findings that match an earlier one.
    pub known: BTreeSet<Fingerprint>,
    /// Earlier findings that match no present one.
    pub stale: Vec<Record>,
    /// Earlier findings in files that could not be read completely; they may still exist.
    pub unjudged: Vec<Record>,
}

/// Why a text is not a baseline.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// The file exists and cannot be read.
    #[error("{said}")]
    Unreadable {
        /// The reason.
        said: String,
    },
    /// No line contains the version.
    #[error("no line says `{HEADER}{VERSION}`")]
    NoVersion,
    /// Another version wrote it.
    #[error("it has version `{found}`, and this program reads version {VERSION}")]
    OtherVersion {
        /// The text of the line.
        found: String,
    },
    /// The last line does not end with a line break.
    #[error("it is cut off: its last line does not end")]
    Cut,
    /// A line was not written by this program.
    #[error("line {line} is no record: `{text}`")]
    NoRecord {
        /// Counted from 1.
        line: usize,
        /// The text of the line.
        text: String,
    },
}

impl Baseline {
    /// The baseline of these findings.
    pub fn from_findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        findings.into_iter().map(Record::from_finding).collect()
    }

    /// The baseline at the root of a snapshot; `None` if there is no such file.
    pub fn in_snapshot(snapshot: &Snapshot) -> Result<Option<Self>, BaselineError> {
        let file = FilePath::new(FILE);
        if !snapshot.contains(&file) {
            return Ok(None);
        }
        let text = snapshot
            .text(&file)
            .map_err(|error| BaselineError::Unreadable { said: error.to_string() })?;
        Self::parse(&text).map(Some)
    }

    /// Reads the text of a file.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let mut records = Vec::new();
        let mut has_version = false;
        // A truncated record may look like another valid record.
        if !text.is_empty() && !text.ends_with('\n') {
            return Err(BaselineError::Cut);
        }
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if let Some(found) = line.strip_prefix(HEADER) {
                let found = found.trim_end();
                if found != VERSION {
                    return Err(BaselineError::OtherVersion { found: found.into() });
                }
                has_version = true;
            } else if !line.trim().is_empty() {
                let record = Record::parse(line).ok_or_else(|| BaselineError::NoRecord {
                    line: index + 1,
                    text: line.chars().take(80).collect(),
                })?;
                records.push(record);
            }
        }
        match has_version {
            true => Ok(records.into_iter().collect()),
            false => Err(BaselineError::NoVersion),
        }
    }

    /// Its records, in the order of the file.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.records.iter().map(|(&fingerprint, hints)| Record {
            fingerprint,
            hints: hints.clone(),
        })
    }

    /// The number of its records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it has no records.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The union of both baselines. `base` is their common ancestor, if known: a record of it that one side removed is removed.
    pub fn merge(&self, other: &Self, base: Option<&Self>) -> Self {
        let is_kept = |record: &Record| {
            let has = |baseline: &Self| baseline.records.contains_key(&record.fingerprint);
            !base.is_some_and(has) || (has(self) && has(other))
        };
        self.records().chain(other.records()).filter(is_kept).collect()
    }

    /// Compares it with all findings of a run.
    pub fn compare(&self, findings: &[Finding]) -> Comparison {
        let mut known = BTreeSet::new();
        let mut new: Vec<Record> = findings.iter().map(Record::from_finding).collect();
        let mut left: Vec<Record> = self.records().collect();
        for key in IDENTITY_KEYS {
            let mut by_key: BTreeMap<IdentityKey, Vec<Record>> = BTreeMap::new();
            for record in left.drain(..) {
                by_key.entry(key(&record)).or_default().push(record);
            }
            new.retain(|finding| {
                let found = by_key.get_mut(&key(finding)).and_then(Vec::pop);
                known.extend(found.iter().map(|_| finding.fingerprint));
                found.is_none()
            });
            left.extend(by_key.into_values().flatten());
        }
        left.sort_unstable();
        let (unjudged, stale) = left.into_iter().partition(|record| record.is_unread(findings));
        Comparison { known, stale, unjudged }
    }

    /// The same baseline without findings that are gone, and with moved and renamed ones updated.
    #[must_use]
    pub fn pruned(&self, findings: &[Finding]) -> Self {
        let Comparison { known, unjudged, .. } = self.compare(findings);
        let known = findings.iter().filter(|finding| known.contains(&finding.fingerprint));
        known.map(Record::from_finding).chain(unjudged).collect()
    }

    /// The same baseline without findings that are gone, and with all present ones.
    #[must_use]
    pub fn updated(&self, findings: &[Finding]) -> Self {
        let unjudged = self.compare(findings).unjudged;
        findings.iter().map(Record::from_finding).chain(unjudged).collect()
    }
}

impl FromIterator<Record> for Baseline {
    fn from_iter<T: IntoIterator<Item = Record>>(records: T) -> Self {
        let mut all: BTreeMap<Fingerprint, Hints> = BTreeMap::new();
        for Record { fingerprint, hints } in records {
            let least = all.entry(fingerprint).or_insert_with(|| hints.clone());
            if hints < *least {
                *least = hints;
            }
        }
        Self { records: all }
    }
}

/// The text of the file.
impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}{VERSION}")?;
        self.records().try_for_each(|record| writeln!(f, "{record}"))
    }
}

impl Record {
    /// The record of a finding.
    pub(crate) fn from_finding(finding: &Finding) -> Self {
        // A file name may contain a line break. The name only has to be replaced in the same way every time.
        let file: String = finding.place.file.as_str().chars().map(visible).collect();
        Self {
            fingerprint: finding.fingerprint,
            hints: Hints {
                content: finding.content,
                rule: finding.rule.to_string(),
                file: FilePath::new(file),
            },
        }
    }

    /// The rule of its finding.
    pub fn rule(&self) -> &str {
        &self.hints.rule
    }

    /// The file of its finding.
    pub fn file(&self) -> &FilePath {
        &self.hints.file
    }

    /// Whether its file could not be read completely, according to the findings of a run, so that its finding may still exist.
    pub(crate) fn is_unread(&self, findings: &[Finding]) -> bool {
        let mut unread = findings
            .iter()
            .filter(|finding| matches!(&*finding.rule, UNREADABLE_FILE | UNPARSED_CODE));
        unread.any(|finding| self.hints.file.is_within(&finding.place.file))
    }

    /// Parses a line. Findings about the workspace as a whole have no file.
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.splitn(4, ' ');
        Some(Self {
            fingerprint: Fingerprint::parse(words.next()?)?,
            hints: Hints {
                content: Fingerprint::parse(words.next()?)?,
                rule: words.next().filter(|rule| !rule.is_empty())?.to_owned(),
                file: FilePath::new(words.next().unwrap_or_default()),
            },
        })
    }
}

fn visible(character: char) -> char {
    if character.is_control() {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hints { content, rule, file } = &self.hints;
        write!(f, "{} {content} {rule}", self.fingerprint)?;
        match file.as_str() {
            "" => Ok(()),
            file => write!(f, " {file}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Class, Place, Severity};

    fn finding(fingerprint: u128, content: u128, file: &str) -> Finding {
        Finding {
            rule: "rule".into(),
            category: "category".into(),
            concept: None,
            severity: Severity::High,
            class: Class::Production,
            place: Place::file(FilePath::new(file)),
            item: String::new(),
            message: "something was found".into(),
            help: None,
            related: Vec::new(),
            fix: None,
            fingerprint: Fingerprint(fingerprint),
            content: Fingerprint(content),
        }
    }

    fn known(before: &[Finding], now: &[Finding]) -> Vec<u128> {
        let comparison = Baseline::from_findings(before).compare(now);
        comparison.known.into_iter().map(|fingerprint| fingerprint.0).collect()
    }

    #[test]
    fn a_renamed_function_and_a_moved_file_keep_their_findings() {
        let before = [finding(1, 9, "a.rs")];
        assert_eq!(known(&before, &[finding(2, 9, "a.rs")]), [2]);
        assert_eq!(known(&before, &[finding(2, 9, "b.rs")]), [2]);
        assert_eq!(known(&before, &[finding(2, 8, "a.rs")]), []);
    }

    #[test]
    fn a_second_of_the_same_is_new() {
        let before = [finding(1, 9, "a.rs")];
        assert_eq!(known(&before, &[finding(2, 9, "a.rs"), finding(1, 9, "a.rs")]), [1]);
        assert_eq!(known(&before, &[finding(3, 9, "b.rs"), finding(2, 9, "a.rs")]), [2]);
    }

    #[test]
    fn what_is_gone_is_stale_unless_its_file_could_not_be_read() {
        let before = [
            finding(1, 9, "src/a.rs"),
            finding(2, 8, "src/b.rs"),
            finding(3, 7, "kept/c.rs"),
        ];
        let mut broken = finding(4, 6, "src/b.rs");
        broken.rule = UNPARSED_CODE.into();
        let mut folder = finding(5, 5, "kept");
        folder.rule = UNREADABLE_FILE.into();
        let now = [broken, folder];
        let comparison = Baseline::from_findings(&before).compare(&now);
        let files = |records: &[Record]| records.iter().map(|record| record.hints.file.to_string()).collect::<Vec<_>>();
        assert_eq!(files(&comparison.stale), ["src/a.rs"]);
        assert_eq!(files(&comparison.unjudged), ["src/b.rs", "kept/c.rs"]);
        assert_eq!(Baseline::from_findings(&before).pruned(&now).len(), 2);
        assert_eq!(Baseline::from_findings(&before).updated(&now).len(), 4);
    }

    #[test]
    fn a_merge_that_knows_the_base_forgets_what_one_side_removed() {
        let of = |numbers: &[u128]| numbers.iter().map(|&at| finding(at, at, "a.rs")).collect::<Vec<_>>();
        let [base, ours, theirs] = [of(&[1, 2]), of(&[1, 3]), of(&[1, 2, 4])].map(|findings| Baseline::from_findings(&findings));
        assert_eq!(ours.merge(&theirs, Some(&base)), Baseline::from_findings(&of(&[1, 3, 4])));
        assert_eq!(ours.merge(&theirs, None), Baseline::from_findings(&of(&[1, 2, 3, 4])));
    }

    #[test]
    fn what_was_not_written_by_this_program_is_refused() {
        let refused = |text: &str| Baseline::parse(text).expect_err("no baseline").to_string();
        assert_eq!(refused(""), "no line says `# ssot-baseline version 1`");
        assert!(refused("# ssot-baseline version 2\n").starts_with("it has version `2`"));
        let header = "# ssot-baseline version 1\n";
        for line in [
            "<<<<<<< HEAD",
            "12 34 rule a.rs",
            "# more",
            &format!("{0} {0}", "0".repeat(32)),
            &format!("+{0} {0} r", "0".repeat(31)),
        ] {
            assert!(
                refused(&format!("{header}{line}\n")).starts_with("line 2 is no record"),
                "{line}"
            );
        }
    }

    #[test]
    fn names_with_line_ends_and_the_workspace_itself_are_read_back() {
        let baseline = Baseline::from_findings(&[finding(1, 9, "a\nb c.rs"), finding(2, 9, "")]);
        let text = baseline.to_string();
        assert_eq!(Baseline::parse(&text).expect("as written"), baseline);
        assert_eq!(Baseline::parse(&text.replace('\n', "\r\n")).expect("as on Windows"), baseline);
        assert_eq!(baseline.compare(&[finding(1, 9, "a\nb c.rs")]).known.len(), 1);
    }
}
