//! The figures of parts of a workspace: by crate, by owner, by category.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use super::summary::{figure, share};
use super::table::{Align, Table};
use super::trend::field;
use super::{Report, VERSION, text};
use crate::discover::Membership;
use crate::finding::{Class, FilePath, Finding};
use crate::rules::run::Conforming;
use crate::score::{Points, Score};

/// What the parts of a workspace are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// The package of a file.
    Crate,
    /// The owners of a file. A file with several is in the group of each.
    Owner,
    /// The category of a finding.
    Category,
}

impl Grouping {
    /// Every way of grouping.
    pub const ALL: [Self; 3] = [Self::Crate, Self::Owner, Self::Category];

    /// The name in arguments and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Crate => "crate",
            Self::Owner => "owner",
            Self::Category => "category",
        }
    }

    /// The groups of a file; none if findings, not files, are grouped.
    pub(crate) fn names(self, membership: &Membership) -> Vec<&str> {
        match self {
            Self::Crate => vec![membership.package_name()],
            Self::Owner => membership.owner_names().collect(),
            Self::Category => Vec::new(),
        }
    }
}

/// A part of a workspace in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReportGroup {
    /// The crate, the owner or the category.
    pub name: String,
    /// The Rust files that were looked at.
    pub files: u64,
    /// The lines in them.
    pub lines: u64,
    /// The findings, those of the baseline among them.
    pub findings: u64,
    /// The sites that keep a contract.
    pub conforming: u64,
    /// The sites that break one.
    pub violating: u64,
    /// The score of the part by itself; `None` without sites.
    pub score: Option<Points>,
}

impl Report {
    /// The findings that count in the score: those reported, and those that the baseline or the compared state has, too.
    pub fn scored_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(&self.known)
    }

    /// The score of the part of the report in these files and of these categories.
    pub fn score_of(&self, has_file: impl Fn(&FilePath) -> bool, has_category: impl Fn(&str) -> bool) -> Score {
        self.score_where(has_file, has_category, |_| true)
    }

    /// The score if the findings for which `is_gone` returns true, and their sites, were not there.
    pub fn score_without(&self, is_gone: impl Fn(&Finding) -> bool) -> Score {
        self.score_where(|_| true, |_| true, |finding| !is_gone(finding))
    }

    fn score_where(
        &self,
        has_file: impl Fn(&FilePath) -> bool,
        has_category: impl Fn(&str) -> bool,
        has_finding: impl Fn(&Finding) -> bool,
    ) -> Score {
        let files = self.files.iter().filter(|(file, _)| has_file(file));
        let files = files.filter_map(|(file, reported)| Some((file.clone(), reported.code?.0)));
        let files: Vec<(FilePath, Class)> = files.collect();
        let is_in = |finding: &&Finding| has_file(&finding.place.file) && has_category(&finding.category);
        let findings = self.scored_findings().filter(is_in);
        let findings: Vec<&Finding> = findings.filter(|finding| has_finding(finding)).collect();
        let sites = self.conforming.iter();
        let sites: Vec<&Conforming> = sites
            .filter(|sites| has_file(&sites.file) && has_category(&sites.category))
            .collect();
        Score::new(&files, &findings, &sites, &self.weights)
    }

    /// The parts of the workspace, by name.
    pub fn groups(&self, by: Grouping) -> Vec<ReportGroup> {
        let mut parts: BTreeMap<&str, GroupParts<'_>> = BTreeMap::new();
        for finding in self.scored_findings() {
            for name in self.names_of(by, &finding.place.file, &finding.category) {
                parts.entry(name).or_default().findings.push(finding);
            }
        }
        for sites in &self.conforming {
            for name in self.names_of(by, &sites.file, &sites.category) {
                parts.entry(name).or_default().sites.push(sites);
            }
        }
        let (mut files, mut lines) = (0, 0);
        for (file, (_, of_file)) in self.files.values().filter_map(|file| Some((file, file.code?))) {
            (files, lines) = (files + 1, lines + of_file);
            for name in by.names(&file.membership) {
                let part = parts.entry(name).or_default();
                (part.files, part.lines) = (part.files + 1, part.lines + of_file);
            }
        }
        if by == Grouping::Category {
            // Every category is judged in all files.
            parts.values_mut().for_each(|part| (part.files, part.lines) = (files, lines));
        }
        let groups = parts.into_iter();
        groups.map(|(name, part)| part.group(name, &self.weights)).collect()
    }

    /// The findings, each group with its heading; without a grouping, one group without a heading.
    pub(super) fn grouped_findings(&self) -> Vec<(Option<String>, Vec<&Finding>)> {
        let Some(by) = self.grouping else {
            return vec![(None, self.findings.iter().collect())];
        };
        let mut groups: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &self.findings {
            for name in self.names_of(by, &finding.place.file, &finding.category) {
                groups.entry(name).or_default().push(finding);
            }
        }
        let headed = groups.into_iter().map(|(name, findings)| {
            let count = text::count(findings.len() as u64, "finding");
            (Some(format!("{} {}: {count}", by.name(), text::clean(name))), findings)
        });
        headed.collect()
    }

    /// The groups that something of a category in a file is in.
    fn names_of<'a>(&'a self, by: Grouping, file: &FilePath, category: &'a str) -> Vec<&'a str> {
        match (by, self.files.get(file)) {
            (Grouping::Crate | Grouping::Owner, Some(file)) => by.names(&file.membership),
            _ => vec![category],
        }
    }
}

/// What is in a group.
#[derive(Default)]
struct GroupParts<'a> {
    files: u64,
    lines: u64,
    findings: Vec<&'a Finding>,
    sites: Vec<&'a Conforming>,
}

impl GroupParts<'_> {
    fn group(self, name: &str, weights: &BTreeMap<String, f64>) -> ReportGroup {
        let score = Score::new(&[], &self.findings, &self.sites, weights);
        ReportGroup {
            name: name.to_owned(),
            files: self.files,
            lines: self.lines,
            findings: self.findings.len() as u64,
            conforming: score.categories.iter().map(|category| category.conforming).sum(),
            violating: score.categories.iter().map(|category| category.violating).sum(),
            score: score.overall,
        }
    }
}

#[derive(Serialize)]
struct GroupsDocument<'a> {
    version: u32,
    by: &'static str,
    groups: &'a [ReportGroup],
}

/// Writes a table, one row a group.
pub(crate) fn write_table(by: Grouping, groups: &[ReportGroup], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let titles = [by.name(), "files", "lines", "findings", "conforming", "violating", "score"];
    let mut table = Table::new(&titles, Align::Right);
    for group in groups {
        table.row([
            text::clean(&group.name).into_owned().into(),
            figure(group.files),
            figure(group.lines),
            figure(group.findings),
            figure(group.conforming),
            figure(group.violating),
            share(group.score),
        ]);
    }
    table.write(0, style, out)
}

/// Writes one JSON document.
pub(crate) fn write_json(by: Grouping, groups: &[ReportGroup], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = GroupsDocument {
        version: VERSION,
        by: by.name(),
        groups,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes comma-separated values.
pub(crate) fn write_csv(by: Grouping, groups: &[ReportGroup], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{},files,lines,findings,conforming,violating,score", by.name())?;
    for group in groups {
        let score = group.score.map_or_else(String::new, |score| score.as_f64().to_string());
        let figures = [group.files, group.lines, group.findings, group.conforming, group.violating];
        let figures = figures.map(|figure| figure.to_string()).join(",");
        writeln!(out, "{},{figures},{score}", field(&group.name))?;
    }
    Ok(())
}
