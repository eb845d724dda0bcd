//! `gitlab`: a Code Quality report. GitLab shows findings with the same fingerprint once; ours differ
//! by the content of the finding, and equal ones by a number.

use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use super::{Report, text};
use crate::finding::{Finding, Fingerprint, Severity};

/// Writes an array with an object for each finding.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let issues: Vec<Issue<'_>> = report.findings.iter().map(Issue::from_finding).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: Fingerprint,
    severity: &'static str,
    location: GitlabLocation<'a>,
}

#[derive(Serialize)]
struct GitlabLocation<'a> {
    path: &'a str,
    lines: GitlabLines,
}

#[derive(Serialize)]
struct GitlabLines {
    begin: u32,
}

impl<'a> Issue<'a> {
    fn from_finding(finding: &'a Finding) -> Self {
        let path = finding.place.file.as_str();
        Self {
            description: text::with_help(finding, "; "),
            check_name: &finding.rule,
            fingerprint: finding.fingerprint,
            severity: severity(finding.severity),
            location: GitlabLocation {
                path: if path.is_empty() { "." } else { path },
                lines: GitlabLines {
                    begin: finding.place.span.line,
                },
            },
        }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "minor",
        Severity::Medium => "major",
        Severity::High => "critical",
        Severity::Critical => "blocker",
    }
}
