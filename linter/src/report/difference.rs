//! The formats of a difference between two states: for people, as a document, and as JSON. What comes from code is escaped in each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::guard::{Escape, Guard};
use super::markdown::{cell, code, prose};
use super::style::{Paint, Style};
use super::{VERSION, text};
use crate::check::baseline::Record;
use crate::finding::{Finding, Place};
use crate::history::difference::{CategoryDifference, Change, RuleDifference, StateDifference, WrittenExemption};
use crate::score::Points;

/// Maximum number of lines of a list in a document. A host of reviews refuses documents that are too long.
const MOST_LISTED: usize = 100;

/// A difference, and the names of the states.
pub(crate) struct NamedDifference<'a> {
    /// The name of the earlier state.
    pub(crate) before: &'a str,
    /// The name of the later state.
    pub(crate) after: &'a str,
    pub(crate) difference: &'a StateDifference,
}

#[derive(Serialize)]
struct DifferenceDocument<'a> {
    version: u32,
    #[serde(flatten)]
    difference: &'a StateDifference,
}

/// Writes one JSON document.
pub(crate) fn write_json(named: &NamedDifference<'_>, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let document = DifferenceDocument {
        version: VERSION,
        difference: named.difference,
    };
    let mut out = Guard::new(out, Escape::Json);
    serde_json::to_writer_pretty(&mut out, &document)?;
    writeln!(out)
}

/// Writes for people: the score with its causes, new and fixed findings by place, then what else changed.
pub(crate) fn write_full(named: &NamedDifference<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let difference = named.difference;
    let title = format!("difference from {} to {}", named.before, named.after);
    writeln!(out, "{}", style.paint(Paint::Strong, text::clean(&title)))?;
    writeln!(out, "{}", summary(difference))?;
    write_score(difference, style, out)?;
    write_findings("new", Paint::Bad, &difference.new, style, out)?;
    write_findings("fixed", Paint::Good, &difference.fixed, style, out)?;
    write_findings(EXEMPTED, Paint::Warn, &difference.exempted, style, out)?;
    write_findings(UNJUDGED, Paint::Warn, &difference.unjudged, style, out)?;
    if !difference.remaining.is_empty() {
        writeln!(out, "\n{}", style.paint(Paint::Strong, "remaining"))?;
    }
    for (rule, count) in by_rule(&difference.remaining) {
        writeln!(out, "  {} {}", text::clean(rule), text::thousands(count))?;
    }
    for list in lists(difference) {
        if !list.lines.is_empty() {
            writeln!(out, "\n{}", style.paint(list.paint, list.title))?;
        }
        for line in &list.lines {
            writeln!(out, "  {}", text::clean(&line.plain()))?;
        }
    }
    Ok(())
}

/// The title of the findings that are still there, and exempted.
const EXEMPTED: &str = "exempted, not fixed";

/// The title of the findings that may still be there.
const UNJUDGED: &str = "not judged, since the file cannot be read any more";

fn write_score(difference: &StateDifference, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let categories = told_categories(difference);
    if categories.is_empty() {
        return Ok(());
    }
    let overall = format!("score {}", arrow(difference.score.overall.points()));
    writeln!(out, "\n{}", style.paint(Paint::Strong, overall))?;
    for category in categories {
        let paint = direction(category.score);
        let line = format!("{} {}", text::clean(&category.name), arrow(category.score.points()));
        writeln!(out, "  {}", style.paint(paint, line))?;
        for rule in &category.rules {
            writeln!(out, "    {}: {}", text::clean(&rule.rule), cause(rule))?;
        }
    }
    Ok(())
}

fn write_findings(title: &str, paint: Paint, findings: &[Finding], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", style.paint(paint, title))?;
    for finding in findings {
        let severity = style.paint(finding.severity.into(), finding.severity);
        let (place, rule) = (text::place(&finding.place), text::clean(&finding.rule));
        writeln!(out, "  {place} {severity}[{rule}] {}", text::clean(&finding.message))?;
    }
    Ok(())
}

/// Writes a document for a review.
pub(crate) fn write_markdown(named: &NamedDifference<'_>, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let difference = named.difference;
    writeln!(out, "# Difference from {} to {}\n", prose(named.before), prose(named.after))?;
    writeln!(out, "{}", summary(difference))?;
    write_score_table(difference, out)?;
    let sections = [
        ("New", &difference.new),
        ("Fixed", &difference.fixed),
        ("Exempted, not fixed", &difference.exempted),
        ("Not judged, since the file cannot be read any more", &difference.unjudged),
    ];
    for (title, findings) in sections {
        let lines = findings.iter().map(|finding| {
            let (place, rule) = (code(&text::place(&finding.place)), code(&finding.rule));
            format!("**{}** {place} {} ({rule})", finding.severity, prose(&finding.message))
        });
        write_section(title, lines, out)?;
    }
    let remaining = by_rule(&difference.remaining).into_iter();
    let remaining = remaining.map(|(rule, count)| format!("{} {}", code(rule), text::thousands(count)));
    write_section("Remaining", remaining, out)?;
    for list in lists(difference) {
        write_section(&capitalized(list.title), list.lines.iter().map(ListedChange::markdown), out)?;
    }
    Ok(())
}

fn write_score_table(difference: &StateDifference, out: &mut dyn Write) -> io::Result<()> {
    let categories = told_categories(difference);
    if categories.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Score\n\n| | before | after | cause |\n|---|--:|--:|---|")?;
    let Change { before, after } = difference.score.overall.points();
    writeln!(out, "| **overall** | {before} | {after} | |")?;
    for category in categories {
        let Change { before, after } = category.score.points();
        let causes = category
            .rules
            .iter()
            .map(|rule| format!("{}: {}", code(&rule.rule), cause(rule)));
        let causes = cell(&causes.collect::<Vec<_>>().join("<br>"));
        writeln!(out, "| {} | {before} | {after} | {causes} |", cell(&prose(&category.name)))?;
    }
    Ok(())
}

fn write_section(title: &str, lines: impl ExactSizeIterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let more = lines.len().saturating_sub(MOST_LISTED);
    if lines.len() > 0 {
        writeln!(out, "\n## {title}\n")?;
    }
    for line in lines.take(MOST_LISTED) {
        writeln!(out, "- {line}")?;
    }
    if more > 0 {
        writeln!(out, "- and {} more", text::thousands(more as u64))?;
    }
    Ok(())
}

/// What came or went, other than findings.
struct ChangeList {
    title: &'static str,
    paint: Paint,
    lines: Vec<ListedChange>,
}

/// A line of a list, in parts that come from code.
enum ListedChange {
    Path(String),
    Moved(String, String),
    At(Place, String),
    Of(String, String),
}

impl ListedChange {
    fn plain(&self) -> String {
        match self {
            Self::Path(path) => path.clone(),
            Self::Moved(from, to) => format!("{from} -> {to}"),
            Self::At(place, what) => format!("{}:{} {what}", text::path(&place.file), place.span.line),
            Self::Of(rule, file) => format!("{rule} {file}"),
        }
    }

    fn markdown(&self) -> String {
        match self {
            Self::Path(path) => code(path),
            Self::Moved(from, to) => format!("{} is now {}", code(from), code(to)),
            Self::At(place, what) => {
                let place = format!("{}:{}", text::path(&place.file), place.span.line);
                format!("{} {}", code(&place), code(what))
            }
            Self::Of(rule, file) => format!("{} {}", code(rule), code(file)),
        }
    }
}

fn lists(difference: &StateDifference) -> Vec<ChangeList> {
    let public = &difference.public;
    let paths = |paths: &[String]| paths.iter().cloned().map(ListedChange::Path).collect();
    let moved = public.moved.iter();
    let moved = moved.map(|item| ListedChange::Moved(item.from.clone(), item.to.clone()));
    let list = |title, paint, lines| ChangeList { title, paint, lines };
    vec![
        list("public items removed", Paint::Bad, paths(&public.removed)),
        list("public items moved", Paint::Warn, moved.collect()),
        list("public items deprecated", Paint::Warn, paths(&public.deprecated)),
        list("public items added", Paint::Note, paths(&public.added)),
        list("exemptions added", Paint::Warn, exemptions(&difference.exemptions.added)),
        list("exemptions removed", Paint::Good, exemptions(&difference.exemptions.removed)),
        list("baseline records added", Paint::Warn, records(&difference.baseline.added)),
        list("baseline records removed", Paint::Good, records(&difference.baseline.removed)),
    ]
}

fn exemptions(exemptions: &[WrittenExemption]) -> Vec<ListedChange> {
    let line = |exemption: &WrittenExemption| {
        let mut place = Place::file(exemption.file.clone());
        place.span.line = exemption.line;
        ListedChange::At(place, exemption.text.clone())
    };
    exemptions.iter().map(line).collect()
}

fn records(records: &[Record]) -> Vec<ListedChange> {
    let line = |record: &Record| ListedChange::Of(record.rule().to_owned(), text::path(record.file()).into_owned());
    records.iter().map(line).collect()
}

/// The number of findings of each rule, by id.
fn by_rule(findings: &[Finding]) -> BTreeMap<&str, u64> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(&*finding.rule).or_default() += 1;
    }
    counts
}

fn summary(difference: &StateDifference) -> String {
    let count = |findings: &[Finding]| text::thousands(findings.len() as u64);
    let public = &difference.public;
    let exempted = difference.exemptions.exempted;
    let exempted = match exempted.is_changed() {
        true => format!("; exempted findings {} -> {}", exempted.before, exempted.after),
        false => String::new(),
    };
    format!(
        "score {}; {} fixed, {} new, {} remaining; public items: {} added, {} removed, {} moved, {} deprecated{exempted}",
        arrow(difference.score.overall.points()),
        count(&difference.fixed),
        count(&difference.new),
        count(&difference.remaining),
        public.added.len(),
        public.removed.len(),
        public.moved.len(),
        public.deprecated.len(),
    )
}

/// The categories whose score or findings changed. That more sites keep a contract is told where it changes a score.
fn told_categories(difference: &StateDifference) -> Vec<&CategoryDifference> {
    let has_findings = |category: &CategoryDifference| category.rules.iter().any(|rule| rule.violating.is_changed());
    let categories = difference.score.categories.iter();
    categories
        .filter(|category| category.score.is_changed() || has_findings(category))
        .collect()
}

/// Why a category changed: the findings of a rule, and where these are as many as before, their sites.
fn cause(rule: &RuleDifference) -> String {
    let mut causes = vec![format!("{} -> {} findings", rule.findings.before, rule.findings.after)];
    if rule.violating.is_changed() && !rule.findings.is_changed() {
        causes.push(format!("{} -> {} sites", rule.violating.before, rule.violating.after));
    }
    if rule.conforming.is_changed() {
        let Change { before, after } = rule.conforming;
        causes.push(format!("{before} -> {after} sites that keep it"));
    }
    causes.join(", ")
}

impl Change<Option<Points>> {
    /// The scores in words.
    fn points(self) -> Change<String> {
        let points = |points: Option<Points>| points.map_or_else(|| "none".to_owned(), |points| points.to_string());
        Change {
            before: points(self.before),
            after: points(self.after),
        }
    }
}

fn arrow(Change { before, after }: Change<String>) -> String {
    format!("{before} -> {after}")
}

fn direction(score: Change<Option<Points>>) -> Paint {
    match score.before.cmp(&score.after) {
        std::cmp::Ordering::Less => Paint::Good,
        std::cmp::Ordering::Equal => Paint::Faint,
        std::cmp::Ordering::Greater => Paint::Bad,
    }
}

fn capitalized(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
