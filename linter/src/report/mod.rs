//! Reports: one [`Report`], plain data, and the table of formats that turn it into bytes.
//!
#![doc = include_str!("formats.md")]

mod agent;
mod audit;
mod checkstyle;
mod concise;
mod described;
pub(crate) mod difference;
mod excerpt;
pub(crate) mod fates;
mod github;
mod gitlab;
pub mod groups;
pub(crate) mod guard;
pub mod html;
mod human;
pub mod json;
mod junit;
pub mod ledger;
pub(crate) mod level;
pub(crate) mod lines;
mod markdown;
mod rdjson;
mod region;
mod rustc;
mod sarif;
mod style;
mod summary;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod trend;
pub(crate) mod what_if;
mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use serde::Serialize;

use crate::discover::Membership;
use crate::finding::{Class, FilePath, Finding};
use crate::rules::run::Conforming;
use crate::score::{Points, Score};

pub use described::{ConceptInfo, ExemptionInfo, LayersInfo, RuleInfo};
use groups::Grouping;
use guard::{Escape, Guard};
pub(crate) use sarif::uri;
pub use style::{Paint, Style};

/// Version of the JSON formats; a change that breaks a reader is a new number.
pub const VERSION: u32 = 1;

/// The result of a check.
#[derive(Clone, Debug)]
pub struct Report {
    /// Version of this form.
    pub version: u32,
    /// What was checked.
    pub looked_at: LookedAt,
    /// The findings, by place.
    pub findings: Vec<Finding>,
    /// The findings that the baseline or the compared state has, too: the score counts them, but they are not reported.
    pub known: Vec<Finding>,
    /// The exemptions in force, with the findings that they exempt.
    pub exemptions: Vec<ExemptionInfo>,
    /// The overall score of the state that this one is compared with.
    pub before: Option<Points>,
    /// The score.
    pub score: Score,
    /// Whether the gate lets it pass, and if not why.
    pub gate: GateResult,
    /// Notes about this run, one sentence each.
    pub notes: Vec<String>,
    /// The numbers of sites that keep a contract, by rule, concept and file.
    pub conforming: Vec<Conforming>,
    /// The files that were looked at, and those that findings are in.
    pub files: BTreeMap<FilePath, ReportedFile>,
    /// What formats for people group the findings by.
    pub grouping: Option<Grouping>,
    /// The weight of categories in the overall score; a missing one weighs 1.
    pub weights: BTreeMap<String, f64>,
    /// The rules that may have found something, by id.
    pub rules: Vec<RuleInfo>,
    /// The concepts, by name.
    pub concepts: Vec<ConceptInfo>,
    /// The layers of each rule about layers.
    pub layers: Vec<LayersInfo>,
    /// The texts of files with findings, for excerpts: those that the check was asked to read.
    pub sources: BTreeMap<FilePath, Arc<str>>,
}

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedFile {
    /// Its class and its number of lines, if it is Rust code that was looked at.
    pub code: Option<(Class, u64)>,
    /// Its package and its owners.
    pub membership: Membership,
}

/// The extent of a check, so that a clean result says how much it is worth.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct LookedAt {
    /// Number of files by class.
    pub files: BTreeMap<Class, u64>,
    /// Number of lines in them.
    pub lines: u64,
    /// Number of crates that their manifests declare.
    pub crates: u64,
    /// Files of which a part or all could not be read.
    pub unread: u64,
    /// Paths with a name that a rule asks about, which could not be resolved.
    pub unknown_paths: u64,
    /// Method calls with a name that a rule asks about, whose receiver has an unknown type.
    pub unknown_methods: u64,
    /// Rules that ran.
    pub rules: u64,
    /// Concepts declared.
    pub concepts: u64,
    /// Findings that an exemption removes from the report.
    pub exemptions: u64,
    /// Findings that are in the baseline, and therefore not in the report.
    pub baselined: u64,
}

/// Whether the gate passes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct GateResult {
    /// The check failed.
    pub failed: bool,
    /// Why, one phrase each.
    pub reasons: Vec<String>,
}

impl GateResult {
    /// One more reason to fail.
    pub fn fail(&mut self, reason: String) {
        self.failed = true;
        self.reasons.push(reason);
    }
}

/// The source texts that are read for a report. They are a fifth of the work where nothing has changed since the last check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceTexts {
    /// None: places are lines and columns in bytes.
    Unread,
    /// Those of the files with reported findings.
    #[default]
    Reported,
    /// Also those of files whose findings are known or exempted.
    All,
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// The name after `--format`.
    pub name: &'static str,
    /// Another name for it.
    pub alias: Option<&'static str>,
    /// Its purpose: a lower-case phrase.
    pub summary: &'static str,
    /// How control characters are escaped.
    escape: Escape,
    /// The reader knows the repository, but not which of its folders is the workspace.
    pub is_for_repository: bool,
    /// The source texts that it shows or counts columns in.
    pub sources: SourceTexts,
    write: fn(&Report, &Style, &mut dyn io::Write) -> io::Result<()>,
}

/// Every format; the first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        name: "full",
        alias: Some("human"),
        summary: "each finding over its source, then the figures",
        escape: Escape::Replacement,
        is_for_repository: false,
        sources: SourceTexts::Reported,
        write: human::write,
    },
    Format {
        name: "concise",
        alias: None,
        summary: "`path:line:column: severity[rule] message`",
        escape: Escape::Replacement,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: concise::write,
    },
    Format {
        name: "json",
        alias: None,
        summary: "the whole report as one document",
        escape: Escape::Json,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: json::write,
    },
    Format {
        name: "jsonl",
        alias: None,
        summary: "an object for each finding, one on a line, then a summary",
        escape: Escape::Json,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: json::write_lines,
    },
    Format {
        name: "sarif",
        alias: None,
        summary: "SARIF 2.1.0, for code scanning",
        escape: Escape::Json,
        is_for_repository: true,
        sources: SourceTexts::Reported,
        write: sarif::write,
    },
    Format {
        name: "github",
        alias: None,
        summary: "annotations of GitHub Actions",
        escape: Escape::Replacement,
        is_for_repository: true,
        sources: SourceTexts::Reported,
        write: github::write,
    },
    Format {
        name: "gitlab",
        alias: None,
        summary: "a Code Quality report of GitLab",
        escape: Escape::Json,
        is_for_repository: true,
        sources: SourceTexts::Unread,
        write: gitlab::write,
    },
    Format {
        name: "junit",
        alias: None,
        summary: "a test report, each finding a failure",
        escape: Escape::Replacement,
        is_for_repository: true,
        sources: SourceTexts::Unread,
        write: junit::write,
    },
    Format {
        name: "checkstyle",
        alias: None,
        summary: "the XML of Checkstyle",
        escape: Escape::Replacement,
        is_for_repository: true,
        sources: SourceTexts::Unread,
        write: checkstyle::write,
    },
    Format {
        name: "rdjson",
        alias: None,
        summary: "diagnostics for reviewdog",
        escape: Escape::Json,
        is_for_repository: true,
        sources: SourceTexts::Reported,
        write: rdjson::write,
    },
    Format {
        name: "markdown",
        alias: None,
        summary: "a summary for a pull request",
        escape: Escape::Replacement,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: markdown::write,
    },
    Format {
        name: "audit",
        alias: None,
        summary: "an audit in Markdown: a section for each category",
        escape: Escape::Replacement,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: audit::write,
    },
    Format {
        name: "audit-json",
        alias: None,
        summary: "the same audit as one document",
        escape: Escape::Json,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: audit::write_json,
    },
    Format {
        name: "html",
        alias: None,
        summary: "one page for a browser: figures, drawings, all findings with filters",
        escape: Escape::Replacement,
        is_for_repository: false,
        sources: SourceTexts::All,
        write: html::write,
    },
    Format {
        name: "agent",
        alias: None,
        summary: "one line a finding, with what to do, for coding agents",
        escape: Escape::Replacement,
        is_for_repository: false,
        sources: SourceTexts::Unread,
        write: agent::write,
    },
    Format {
        name: "rustc",
        alias: None,
        summary: "the messages of `cargo check --message-format=json`, for rust-analyzer",
        escape: Escape::Json,
        is_for_repository: false,
        sources: SourceTexts::Reported,
        write: rustc::write,
    },
];

impl Report {
    /// The same report with every path relative to a folder above: `below` is the path from there, ending with `/`.
    pub fn seen_from_above(&self, below: &str) -> Self {
        let moved = |file: &FilePath| match file.as_str() {
            // The workspace itself has no line to point at.
            "" => file.clone(),
            file => FilePath::new(format!("{below}{file}")),
        };
        let mut report = self.clone();
        let exempted = report.exemptions.iter_mut().flat_map(|exemption| &mut exemption.findings);
        for finding in report.findings.iter_mut().chain(&mut report.known).chain(exempted) {
            finding.place.file = moved(&finding.place.file);
            for related in &mut finding.related {
                related.place.file = moved(&related.place.file);
            }
        }
        report.files = report
            .files
            .into_iter()
            .map(|(file, reported)| (moved(&file), reported))
            .collect();
        report.sources = report
            .sources
            .iter()
            .map(|(file, text)| (moved(file), Arc::clone(text)))
            .collect();
        report
    }

    /// The package and the owners of a file; of one that is not in the report, nothing is known.
    pub(crate) fn membership(&self, file: &FilePath) -> &Membership {
        static UNKNOWN: Membership = Membership {
            package: None,
            owners: Vec::new(),
        };
        self.files.get(file).map_or(&UNKNOWN, |file| &file.membership)
    }

    /// The findings, the worst first, for readers that keep only so many.
    fn worst_first(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_key(|finding| Reverse(finding.severity)); // stable: equals stay by place
        findings
    }

    /// The findings of each file.
    fn by_file(&self) -> impl Iterator<Item = &[Finding]> {
        self.findings.chunk_by(|one, other| one.place.file == other.place.file)
    }
}

impl Format {
    /// Writes the report. The same report and style give the same bytes, always.
    pub fn write(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
        (self.write)(report, style, &mut Guard::new(out, self.escape))
    }

    /// The format of that name or alias.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS
            .iter()
            .find(|format| format.name == name || format.alias == Some(name))
    }
}
