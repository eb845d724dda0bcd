#![doc = include_str!("json.md")]

use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use super::{GateResult, LookedAt, Report};
use crate::discover::Membership;
use crate::finding::Finding;
use crate::score::Score;

/// Writes the report as one document, indented, with a line end.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = JsonDocument {
        version: report.version,
        looked_at: &report.looked_at,
        findings: report
            .findings
            .iter()
            .map(|finding| JsonFinding::new(finding, report))
            .collect(),
        score: &report.score,
        gate: &report.gate,
        notes: &report.notes,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes one object on a line for each finding, and one for the rest.
pub(super) fn write_lines(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        write_line(&JsonLine::Finding(JsonFinding::new(finding, report)), out)?;
    }
    let Report {
        version,
        looked_at,
        score,
        gate,
        notes,
        ..
    } = report;
    write_line(
        &JsonLine::Summary {
            version: *version,
            looked_at,
            score,
            gate,
            notes,
        },
        out,
    )
}

/// The document of `json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct JsonDocument<'a> {
    version: u32,
    looked_at: &'a LookedAt,
    findings: Vec<JsonFinding<'a>>,
    score: &'a Score,
    gate: &'a GateResult,
    notes: &'a [String],
}

/// A finding with the package and the owners of its file.
#[derive(Serialize)]
struct JsonFinding<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    #[serde(flatten)]
    membership: &'a Membership,
}

impl<'a> JsonFinding<'a> {
    fn new(finding: &'a Finding, report: &'a Report) -> Self {
        Self {
            finding,
            membership: report.membership(&finding.place.file),
        }
    }
}

/// A line of `jsonl`; `type` says which.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
enum JsonLine<'a> {
    Finding(JsonFinding<'a>),
    Summary {
        version: u32,
        looked_at: &'a LookedAt,
        score: &'a Score,
        gate: &'a GateResult,
        notes: &'a [String],
    },
}

fn write_line(line: &JsonLine<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
