#![doc = include_str!("json.md")]

use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use super::{GateResult, LookedAt, Report};
use crate::finding::Finding;
use crate::score::Score;

/// Writes the report as one document, indented, with a line end.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

/// Writes one object on a line for each finding, and one for the rest.
pub(super) fn write_lines(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        write_line(&JsonLine::Finding(finding), out)?;
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

/// A line of `jsonl`; `type` says which.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
enum JsonLine<'a> {
    Finding(&'a Finding),
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
