//! The end of the report for people: the figures behind the score, what was checked, and whether the check passes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::style::{Paint, Style};
use super::table::{Align, Cell, Table};
use super::{Report, text};
use crate::finding::{Finding, Severity};
use crate::score::{Adoption, Compliance, Points, Score};

/// Writes tables, extent, score, gate and notes.
pub(super) fn write(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if report.findings.is_empty() {
        writeln!(
            out,
            "{}\n",
            style.paint(Paint::Good, format!("nothing found in {}", files(report)))
        )?;
    } else {
        writeln!(out, "{}\n", style.paint(Paint::Faint, "─".repeat(style.width)))?;
    }
    write_tables(report, style, out)?;
    write_extent(report, style, out)?;
    write_score(&report.score, style, out)?;
    write_gate(report, style, out)?;
    for note in &report.notes {
        write_lines("note", note, style, out)?;
    }
    Ok(())
}

/// The tables of a score: sites by category and by concept, files by class. Without rows a table is left out.
pub(super) fn score_tables(score: &Score) -> Vec<Table> {
    vec![
        adoption("category", &score.categories),
        adoption("concept", &score.concepts),
        file_compliance(score),
    ]
}

/// Writes tables in line with one another, a blank line after each.
pub(super) fn write_all(tables: &[Table], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let first = tables.iter().map(Table::first_width).max().unwrap_or(0);
    for table in tables.iter().filter(|table| !table.is_empty()) {
        table.write(first, style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_tables(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut tables = score_tables(&report.score);
    tables.push(rules(&report.findings));
    write_all(&tables, style, out)
}

fn adoption(title: &'static str, adoptions: &[Adoption]) -> Table {
    let mut table = Table::new(&[title, "conforming", "violating", "score"], Align::Right);
    for adoption in adoptions {
        let name = text::clean(&adoption.name).into_owned();
        table.row([
            name.into(),
            figure(adoption.conforming),
            figure(adoption.violating),
            share(adoption.score),
        ]);
    }
    table
}

fn file_compliance(score: &Score) -> Table {
    let mut table = Table::new(&["files", "all", "violating", "score"], Align::Right);
    let files = &score.files;
    let mut row = |name: &str, of: Compliance| table.row([name.into(), figure(of.files), figure(of.violating), share(of.score)]);
    row("production", files.production);
    row("test", files.test);
    row("other", files.other);
    row("overall", files.overall);
    table
}

/// The findings of one rule, counted.
#[derive(Debug)]
pub(super) struct RuleCount<'a> {
    pub(super) rule: &'a str,
    pub(super) findings: u64,
    /// The sites that they stand for.
    pub(super) sites: u64,
    pub(super) worst: Severity,
}

/// Findings by rule, the most frequent first.
pub(super) fn by_rule(findings: &[Finding]) -> Vec<RuleCount<'_>> {
    let mut counts: BTreeMap<&str, RuleCount<'_>> = BTreeMap::new();
    for finding in findings {
        let count = counts.entry(&finding.rule).or_insert(RuleCount {
            rule: &finding.rule,
            findings: 0,
            sites: 0,
            worst: Severity::Low,
        });
        count.findings += 1;
        count.sites += finding.sites();
        count.worst = count.worst.max(finding.severity);
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.findings)); // stable: equals stay by name
    counts
}

fn rules(findings: &[Finding]) -> Table {
    let mut table = Table::new(&["rule", "findings", "sites", "worst"], Align::Right);
    for count in by_rule(findings) {
        let name = text::clean(count.rule).into_owned();
        table.row([
            name.into(),
            figure(count.findings),
            figure(count.sites),
            Cell::painted(count.worst, count.worst.into()),
        ]);
    }
    table
}

pub(super) fn figure(number: u64) -> Cell {
    text::thousands(number).into()
}

pub(super) fn share(points: Option<Points>) -> Cell {
    let words = points.map_or_else(|| "n/a".to_owned(), |points| points.to_string());
    Cell::painted(words, points.into())
}

fn write_extent(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let looked_at = &report.looked_at;
    if !report.findings.is_empty() {
        writeln!(out, "{}{}", title("findings", style), severities(&report.findings, style))?;
    }
    let (crates, rules, concepts) = (looked_at.crates, looked_at.rules, looked_at.concepts);
    let against = format!("{} and {}", text::count(rules, "rule"), text::count(concepts, "concept"));
    let extent = format!("{}, {}, against {against}", files(report), text::count(crates, "crate"));
    write_lines("looked at", &extent, style, out)?;
    if looked_at.unread > 0 {
        let unread = format!(
            "{}, in part or completely: unread code is not checked",
            text::count(looked_at.unread, "file")
        );
        writeln!(out, "{}{}", title("unread", style), style.paint(Paint::Warn, unread))?;
    }
    if looked_at.unknown_paths + looked_at.unknown_methods > 0 {
        let unknown = format!(
            "{} and {} with a name that a rule asks about could not be resolved",
            text::count(looked_at.unknown_paths, "path"),
            text::count(looked_at.unknown_methods, "method call")
        );
        write_lines("unknown", &unknown, style, out)?;
    }
    writeln!(
        out,
        "{}{} exempted",
        title("exemptions", style),
        text::count(looked_at.exemptions, "finding")
    )?;
    if looked_at.baselined > 0 {
        let baselined = text::count(looked_at.baselined, "finding");
        writeln!(out, "{}{baselined} in the baseline", title("baseline", style))?;
    }
    Ok(())
}

/// The number of findings of each severity, worst first: `1 critical, 2 high`.
pub(super) fn severities(findings: &[Finding], style: &Style) -> String {
    let mut words = Vec::new();
    for severity in Severity::ALL.into_iter().rev() {
        let count = findings.iter().filter(|finding| finding.severity == severity).count() as u64;
        if count > 0 {
            words.push(style.paint(severity.into(), format!("{} {severity}", text::thousands(count))));
        }
    }
    words.join(", ")
}

/// `12 files (345 lines)`.
pub(super) fn files(report: &Report) -> String {
    let files = report.looked_at.files.values().sum();
    format!(
        "{} ({})",
        text::count(files, "file"),
        text::count(report.looked_at.lines, "line")
    )
}

/// The score in one line, with the version of its formula.
pub(super) fn write_score(score: &Score, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let label = style.paint(score.label.into(), score.label.name());
    let overall = score
        .overall
        .map_or_else(String::new, |overall| style.paint(Paint::Strong, overall) + " ");
    let formula = style.paint(Paint::Faint, format!("(formula {})", score.version));
    writeln!(out, "{}{overall}{label} {formula}", title("score", style))
}

fn write_gate(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if !report.gate.failed {
        return writeln!(out, "{}{}", title("gate", style), style.paint(Paint::Good, "passed"));
    }
    let failed = style.paint(Paint::Alarm, "FAILED");
    match &report.gate.reasons[..] {
        [reason] => writeln!(out, "{}{failed}: {}", title("gate", style), text::clean(reason)),
        reasons => {
            writeln!(out, "{}{failed}", title("gate", style))?;
            reasons
                .iter()
                .try_for_each(|reason| writeln!(out, "{}- {}", " ".repeat(INDENT), text::clean(reason)))
        }
    }
}

/// The column at which the text after a title begins.
const INDENT: usize = 14;

fn title(word: &str, style: &Style) -> String {
    let gap = " ".repeat(INDENT.saturating_sub(word.len() + 2));
    format!("  {}{gap}", style.paint(Paint::Faint, word))
}

fn write_lines(word: &str, words: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lines = text::wrap(words, style.width.saturating_sub(INDENT).max(20));
    for (index, line) in lines.iter().enumerate() {
        let before = if index == 0 { title(word, style) } else { " ".repeat(INDENT) };
        writeln!(out, "{before}{line}")?;
    }
    Ok(())
}
