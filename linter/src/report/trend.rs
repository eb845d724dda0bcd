//! The formats of a trend: a table for people, JSON, and CSV.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::style::{Paint, Style};
use super::table::{Align, Cell, Table};
use super::{VERSION, text};
use crate::history::trend::TrendPoint;

#[derive(Serialize)]
struct TrendDocument<'a> {
    version: u32,
    trend: &'a [TrendPoint],
}

/// Writes a table, one row a commit.
pub(crate) fn write_table(points: &[TrendPoint], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(
        &["commit", "score", "change", "findings", "files", "lines", "exempted"],
        Align::Right,
    );
    let mut before: Option<f64> = None;
    for point in points {
        let score = point.score.map(|score| score.as_f64());
        let change = score.zip(before).map(|(score, before)| score - before);
        let change = match change {
            Some(change) if change >= STEP => Cell::painted(format!("+{change:.1}"), Paint::Good),
            Some(change) if change <= -STEP => Cell::painted(format!("{change:.1}"), Paint::Bad),
            _ => Cell::from(""),
        };
        let findings: u64 = point.findings.values().sum();
        let short = point.commit.get(..10).unwrap_or(&point.commit);
        table.row([
            Cell::from(short),
            Cell::from(point.score.map_or_else(|| "n/a".to_owned(), |score| score.to_string())),
            change,
            Cell::from(text::thousands(findings)),
            Cell::from(text::thousands(point.files)),
            Cell::from(text::thousands(point.lines)),
            Cell::from(text::thousands(point.exemptions)),
        ]);
        before = score;
    }
    table.write(0, style, out)
}

/// The least change of the score that is shown.
const STEP: f64 = 0.05;

/// Writes one JSON document.
pub(crate) fn write_json(points: &[TrendPoint], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = TrendDocument {
        version: VERSION,
        trend: points,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes comma-separated values, with a column for each rule that found something in any state.
pub(crate) fn write_csv(points: &[TrendPoint], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let rules: BTreeSet<&String> = points.iter().flat_map(|point| point.findings.keys()).collect();
    let columns = ["commit", "time", "score", "files", "lines", "exemptions"]
        .map(str::to_owned)
        .into_iter();
    let columns: Vec<String> = columns.chain(rules.iter().map(|rule| field(rule))).collect();
    writeln!(out, "{}", columns.join(","))?;
    for point in points {
        let score = point.score.map_or_else(String::new, |score| score.as_f64().to_string());
        let figures = [point.files, point.lines, point.exemptions].into_iter();
        let by_rule = rules
            .iter()
            .map(|rule| point.findings.get(*rule).copied().unwrap_or_default());
        let figures: Vec<String> = figures.chain(by_rule).map(|figure| figure.to_string()).collect();
        writeln!(out, "{},{},{score},{}", point.commit, point.time, figures.join(","))?;
    }
    Ok(())
}

/// A field of a line; one with a comma, a quote or a line break is quoted.
pub(super) fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}
