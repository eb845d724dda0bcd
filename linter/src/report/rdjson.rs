//! `rdjson`: the diagnostic format of reviewdog, which comments on pull requests of many hosts. Its columns are bytes.

use std::io::{self, Write};

use serde::Serialize;

use super::level::Level;
use super::region::TextRegion;
use super::style::Style;
use super::{Report, text};
use crate::finding::{Edit, Finding, Place, Severity};

/// Writes the report as one result.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let result = DiagnosticResult {
        source: RdjsonSource { name: "ssot" },
        diagnostics: report
            .findings
            .iter()
            .map(|finding| RdjsonDiagnostic::from_finding(finding, report))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &result)?;
    writeln!(out)
}

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: RdjsonSource,
    diagnostics: Vec<RdjsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct RdjsonSource {
    name: &'static str,
}

#[derive(Serialize)]
struct RdjsonDiagnostic<'a> {
    message: String,
    location: RdjsonLocation<'a>,
    severity: &'static str,
    code: RdjsonCode<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct RdjsonCode<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct RelatedLocation<'a> {
    message: String,
    location: RdjsonLocation<'a>,
}

#[derive(Serialize)]
struct RdjsonLocation<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: RdjsonPosition,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<RdjsonPosition>,
}

#[derive(Serialize)]
struct RdjsonPosition {
    line: u32,
    column: u32,
}

impl<'a> RdjsonDiagnostic<'a> {
    fn from_finding(finding: &'a Finding, report: &Report) -> Self {
        let related = finding.related.iter().map(|related| RelatedLocation {
            message: text::clean(&related.label).into_owned(),
            location: RdjsonLocation::from_place(&related.place, report),
        });
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        Self {
            message: text::with_help(finding, "\n"),
            location: RdjsonLocation::from_place(&finding.place, report),
            severity: severity(finding.severity),
            code: RdjsonCode { value: &finding.rule },
            related_locations: related.collect(),
            suggestions: edits.map(|edit| Suggestion::from_edit(edit, finding, report)).collect(),
        }
    }
}

impl<'a> Suggestion<'a> {
    fn from_edit(edit: &'a Edit, finding: &Finding, report: &Report) -> Self {
        let place = Place {
            file: finding.place.file.clone(),
            span: edit.span,
        };
        Self {
            range: Range::from_place(&place, report),
            text: &edit.text,
        }
    }
}

impl<'a> RdjsonLocation<'a> {
    fn from_place(place: &'a Place, report: &Report) -> Self {
        Self {
            path: place.file.as_str(),
            range: Range::from_place(place, report),
        }
    }
}

impl Range {
    fn from_place(place: &Place, report: &Report) -> Self {
        let line = place.span.line;
        let region = TextRegion::from_place(place, &report.sources);
        let columns = region.as_ref().map(TextRegion::byte_columns);
        let end = region.zip(columns).map(|(region, (_, column))| RdjsonPosition {
            line: region.end.line,
            column,
        });
        let column = columns.map_or(place.span.column, |(column, _)| column);
        Self {
            start: RdjsonPosition { line, column },
            end,
        }
    }
}

fn severity(severity: Severity) -> &'static str {
    match Level::from(severity) {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note => "INFO",
    }
}
