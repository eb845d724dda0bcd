//! `audit` and `audit-json`: the report of an audit, a section for each category, with what is kept and what is broken, the migrations
//! that are open, and what was not looked at. Nothing is left out: every finding is listed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::markdown::{code, prose};
use super::style::Style;
use super::{GateResult, LookedAt, Report, VERSION, summary, text};
use crate::finding::{FilePath, Finding, Severity};
use crate::score::{Adoption, FileCompliance, Label, Points};

/// The number of examples of what is kept, and of files to watch, in a section.
const SHOWN: usize = 5;

/// An audit, in the order of its sections.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AuditDocument<'a> {
    version: u32,
    overall: Option<Points>,
    label: Label,
    gate: &'a GateResult,
    /// The findings of the highest severity.
    critical: Vec<&'a Finding>,
    categories: Vec<AuditedCategory<'a>>,
    files: &'a FileCompliance,
    migrations: Vec<Migration<'a>>,
    looked_at: &'a LookedAt,
    /// The rules that ran and had nothing to judge.
    rules_without_sites: Vec<&'a str>,
    notes: &'a [String],
}

/// A section of an audit.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AuditedCategory<'a> {
    #[serde(flatten)]
    adoption: &'a Adoption,
    label: Label,
    /// Contracts that are kept, those with the most sites first.
    strengths: Vec<Strength<'a>>,
    findings: Vec<&'a Finding>,
    /// The files with the most findings.
    to_watch: Vec<FileToWatch<'a>>,
}

/// The sites that keep one contract.
#[derive(Serialize)]
struct Strength<'a> {
    rule: &'a str,
    concept: Option<&'a str>,
    sites: u64,
    /// The file with most of them.
    example: &'a FilePath,
}

/// A file with its number of findings.
#[derive(Serialize)]
struct FileToWatch<'a> {
    file: &'a FilePath,
    findings: u64,
}

/// A deprecated path that is still used.
#[derive(Serialize)]
struct Migration<'a> {
    message: &'a str,
    help: Option<&'a str>,
    findings: u64,
    sites: u64,
}

/// Writes the audit as Markdown.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    AuditDocument::new(report).write(report, out)
}

/// Writes the audit as one JSON document.
pub(super) fn write_json(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &AuditDocument::new(report))?;
    writeln!(out)
}

impl<'a> AuditDocument<'a> {
    fn new(report: &'a Report) -> Self {
        let has_sites = |rule: &str| report.score.rules.iter().any(|judged| *judged.name == *rule);
        let of_code = report.rules.iter().filter(|rule| &*rule.category != crate::score::INPUT);
        Self {
            version: VERSION,
            overall: report.score.overall,
            label: report.score.label,
            gate: &report.gate,
            critical: report
                .findings
                .iter()
                .filter(|finding| finding.severity == Severity::Critical)
                .collect(),
            categories: report
                .score
                .categories
                .iter()
                .map(|adoption| AuditedCategory::new(adoption, report))
                .collect(),
            files: &report.score.files,
            migrations: migrations(report),
            looked_at: &report.looked_at,
            rules_without_sites: of_code.map(|rule| &*rule.id).filter(|rule| !has_sites(rule)).collect(),
            notes: &report.notes,
        }
    }

    fn write(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# Audit of single sources of truth\n")?;
        let gate = if self.gate.failed { "failed" } else { "passed" };
        writeln!(out, "**{}{}**, gate {gate}", points(self.overall), self.label.name())?;
        for (index, reason) in self.gate.reasons.iter().enumerate() {
            let before = if index == 0 { "\n" } else { "" };
            writeln!(out, "{before}- {}", prose(reason))?;
        }
        self.write_critical(out)?;
        self.categories.iter().try_for_each(|category| category.write(out))?;
        self.write_files(out)?;
        self.write_migrations(out)?;
        self.write_limits(report, out)
    }

    fn write_critical(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n## Critical violations\n")?;
        if self.critical.is_empty() {
            return writeln!(out, "None.");
        }
        self.critical.iter().try_for_each(|finding| write_finding(finding, out))
    }

    fn write_files(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "\n## Files\n\n| class | files | violating | compliance |\n|---|--:|--:|--:|"
        )?;
        let rows = [
            ("production", &self.files.production),
            ("test", &self.files.test),
            ("other", &self.files.other),
            ("overall", &self.files.overall),
        ];
        rows.iter().try_for_each(|(name, of)| {
            let score = of.score.map_or_else(|| "n/a".to_owned(), |score| score.to_string());
            let (files, violating) = (text::thousands(of.files), text::thousands(of.violating));
            writeln!(out, "| {name} | {files} | {violating} | {score} |")
        })
    }

    fn write_migrations(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n## Migrations\n")?;
        if self.migrations.is_empty() {
            return writeln!(out, "No deprecated path is used.");
        }
        for migration in &self.migrations {
            let help = migration.help.map_or_else(String::new, |help| format!(": {}", prose(help)));
            let (message, sites) = (prose(migration.message), text::count(migration.sites, "site"));
            writeln!(out, "- {message}{help} ({sites})")?;
        }
        Ok(())
    }

    fn write_limits(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let looked_at = self.looked_at;
        writeln!(out, "\n## What was looked at, and what was not\n")?;
        let (crates, rules) = (text::count(looked_at.crates, "crate"), text::count(looked_at.rules, "rule"));
        let concepts = text::count(looked_at.concepts, "concept");
        writeln!(out, "- {}, {crates}, against {rules} and {concepts}", summary::files(report))?;
        let limits = [
            (looked_at.unread, "file", "could not be read, in part or completely"),
            (
                looked_at.unknown_paths,
                "path",
                "with a name that a rule asks about could not be resolved",
            ),
            (
                looked_at.unknown_methods,
                "method call",
                "with a name that a rule asks about could not be resolved",
            ),
            (looked_at.exemptions, "finding", "exempted, and in no figure"),
            (
                looked_at.baselined,
                "finding",
                "in the baseline: in the score, but not listed",
            ),
        ];
        for (number, what, why) in limits.iter().filter(|(number, ..)| *number > 0) {
            writeln!(out, "- {} {why}", text::count(*number, what))?;
        }
        if !self.rules_without_sites.is_empty() {
            let rules: Vec<String> = self.rules_without_sites.iter().map(|rule| code(rule)).collect();
            writeln!(out, "- rules that had nothing to judge: {}", rules.join(", "))?;
        }
        self.notes.iter().try_for_each(|note| writeln!(out, "- {}", prose(note)))
    }
}

impl<'a> AuditedCategory<'a> {
    fn new(adoption: &'a Adoption, report: &'a Report) -> Self {
        let findings = report.findings.iter().filter(|finding| finding.category == adoption.name);
        let findings: Vec<&Finding> = findings.collect();
        let has_critical = findings.iter().any(|finding| finding.severity == Severity::Critical);
        Self {
            adoption,
            label: Label::new(adoption.score, has_critical),
            strengths: strengths(&adoption.name, report),
            to_watch: to_watch(&findings),
            findings,
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Adoption {
            name,
            conforming,
            violating,
            score,
            ..
        } = self.adoption;
        writeln!(out, "\n## {}: {}{}\n", prose(name), points(*score), self.label.name())?;
        let (conforming, violating) = (
            text::count(*conforming, "conforming site"),
            text::count(*violating, "violating site"),
        );
        writeln!(out, "{conforming}, {violating}")?;
        if !self.strengths.is_empty() {
            writeln!(out, "\n### Strengths\n")?;
        }
        for strength in &self.strengths {
            let concept = strength
                .concept
                .map_or_else(String::new, |concept| format!(" of {}", code(concept)));
            let (sites, example) = (text::count(strength.sites, "site"), code(strength.example.as_str()));
            writeln!(out, "- {}{concept}: {sites}, for example in {example}", code(strength.rule))?;
        }
        if self.findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n### Findings\n")?;
        self.findings.iter().try_for_each(|finding| write_finding(finding, out))?;
        writeln!(out, "\n### To watch\n")?;
        self.to_watch.iter().try_for_each(|watched| {
            let findings = text::count(watched.findings, "finding");
            writeln!(out, "- {}: {findings}", code(watched.file.as_str()))
        })
    }
}

/// The score before its label.
fn points(score: Option<Points>) -> String {
    score.map_or_else(String::new, |score| format!("{score} "))
}

fn write_finding(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (place, message) = (code(&text::place(&finding.place)), prose(&finding.message));
    let help = finding
        .help
        .as_deref()
        .map_or_else(String::new, |help| format!("; {}", prose(help)));
    let severity = finding.severity;
    writeln!(out, "- **{severity}** {place} {message}{help} ({})", code(&finding.rule))
}

/// The contracts of a category that are kept.
fn strengths<'a>(category: &str, report: &'a Report) -> Vec<Strength<'a>> {
    type Sites<'a> = BTreeMap<(&'a str, Option<&'a str>), Vec<(u64, &'a FilePath)>>;
    let mut sites: Sites<'a> = BTreeMap::new();
    for site in report.conforming.iter().filter(|site| &*site.category == category) {
        let files = sites.entry((&site.rule, site.concept.as_deref())).or_default();
        files.push((site.sites, &site.file));
    }
    let strengths = sites.into_iter().filter_map(|((rule, concept), files)| {
        // Of files with equally many sites, the first.
        let (_, example) = files.iter().max_by_key(|(sites, file)| (*sites, std::cmp::Reverse(*file)))?;
        Some(Strength {
            rule,
            concept,
            sites: files.iter().map(|(sites, _)| sites).sum(),
            example,
        })
    });
    let mut strengths: Vec<Strength<'_>> = strengths.collect();
    strengths.sort_by_key(|strength| std::cmp::Reverse(strength.sites));
    strengths.truncate(SHOWN);
    strengths
}

fn to_watch<'a>(findings: &[&'a Finding]) -> Vec<FileToWatch<'a>> {
    let by_file = findings.chunk_by(|one, other| one.place.file == other.place.file);
    let counted = by_file.filter_map(|findings| {
        let file = &findings.first()?.place.file;
        Some(FileToWatch {
            file,
            findings: findings.len() as u64,
        })
    });
    let mut files: Vec<FileToWatch<'_>> = counted.collect();
    files.sort_by_key(|watched| std::cmp::Reverse(watched.findings));
    files.truncate(SHOWN);
    files
}

/// The deprecated paths with findings, those with the most sites first.
fn migrations(report: &Report) -> Vec<Migration<'_>> {
    let is_migration = |rule: &Arc<str>| {
        report
            .rules
            .iter()
            .any(|info| info.id == *rule && info.kind == "deprecated_path")
    };
    let mut by_path: BTreeMap<_, Migration<'_>> = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| is_migration(&finding.rule)) {
        // The content of such a finding is the path.
        let migration = by_path.entry(finding.content).or_insert(Migration {
            message: &finding.message,
            help: finding.help.as_deref(),
            findings: 0,
            sites: 0,
        });
        migration.findings += 1;
        migration.sites += finding.sites();
    }
    let mut migrations: Vec<Migration<'_>> = by_path.into_values().collect();
    migrations.sort_by_key(|migration| (std::cmp::Reverse(migration.sites), migration.message));
    migrations
}
