//! Sites and lines by file and by crate: what the map is drawn from.

use std::collections::BTreeMap;

use crate::finding::{FilePath, Finding, Place};
use crate::report::Report;

/// Sites that keep contracts, and sites that break them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SiteCount {
    pub(super) conforming: u64,
    pub(super) violating: u64,
}

impl SiteCount {
    pub(super) fn add(&mut self, other: Self) {
        self.conforming += other.conforming;
        self.violating += other.violating;
    }

    /// The class of its colour: from `s0`, nothing conforms, to `s4`, everything does; `none` without sites.
    pub(super) fn shade(self) -> &'static str {
        let sites = self.conforming + self.violating;
        match (self.conforming * 100).checked_div(sites) {
            None => "none",
            Some(_) if self.violating == 0 => "s4",
            Some(90..) => "s3",
            Some(70..) => "s2",
            Some(40..) => "s1",
            Some(_) => "s0",
        }
    }

    /// Its share in words: `93 % of 14 sites conform`.
    pub(super) fn words(self) -> String {
        let sites = self.conforming + self.violating;
        match (self.conforming * 100).checked_div(sites) {
            None => "nothing to judge".to_owned(),
            Some(share) => format!("{share} % of {} conform", crate::report::text::count(sites, "site")),
        }
    }
}

/// The figures of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct FileFigures {
    pub(super) package: String,
    pub(super) lines: u64,
    pub(super) sites: SiteCount,
    pub(super) findings: u64,
}

/// The places of the violating sites of a finding.
pub(super) fn violating(finding: &Finding) -> impl Iterator<Item = &Place> {
    let others = finding.related.iter().filter(|related| related.violating);
    std::iter::once(&finding.place).chain(others.map(|related| &related.place))
}

/// The figures of all Rust files that were looked at.
pub(super) fn by_file(report: &Report) -> BTreeMap<&FilePath, FileFigures> {
    let code = report.files.iter().filter_map(|(file, known)| {
        let (_, lines) = known.code?;
        let figures = FileFigures {
            package: known.membership.package_name().to_owned(),
            lines,
            ..FileFigures::default()
        };
        Some((file, figures))
    });
    let mut files: BTreeMap<&FilePath, FileFigures> = code.collect();
    for site in &report.conforming {
        if let Some(file) = files.get_mut(&site.file) {
            file.sites.conforming += site.sites;
        }
    }
    for finding in report.scored_findings() {
        for place in violating(finding) {
            if let Some(file) = files.get_mut(&place.file) {
                file.sites.violating += 1;
            }
        }
        if let Some(file) = files.get_mut(&finding.place.file) {
            file.findings += 1;
        }
    }
    files
}
