//! The formats of a look back: for people, as a document, and as JSON. What comes from code and from commits is escaped in each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::markdown::{cell, code, prose};
use super::style::{Paint, Style};
use super::{VERSION, text};
use crate::history::fates::{Fate, FateReport, FileEvent, ItemFate};
use crate::history::plan::PlannedAction;
use crate::history::remains::{LostText, UnfinishedMigration};
use crate::history::wanted::Wanted;

/// Maximum number of places that are shown of those that wanted an item.
const MOST_PLACES: usize = 5;

#[derive(Serialize)]
struct AuditedRange<'a> {
    from: &'a str,
    to: &'a str,
    commits: usize,
}

impl<'a> AuditedRange<'a> {
    fn new(report: &'a FateReport) -> Self {
        Self {
            from: report.revisions.first().map_or("", |revision| revision.id.as_str()),
            to: report.revisions.last().map_or("", |revision| revision.id.as_str()),
            commits: report.revisions.len().saturating_sub(1),
        }
    }

    /// The range in words.
    fn told(&self) -> String {
        let short = |id: &'a str| id.get(..10).unwrap_or(id);
        format!(
            "{}, {}..{}",
            text::count(self.commits as u64, "commit"),
            short(self.from),
            short(self.to)
        )
    }
}

#[derive(Serialize)]
struct FatesDocument<'a> {
    version: u32,
    range: AuditedRange<'a>,
    summary: BTreeMap<&'static str, u64>,
    items: &'a [ItemFate],
    plan: &'a [PlannedAction],
    files: BTreeMap<FileEvent, Vec<&'a str>>,
    #[serde(rename = "lost-texts")]
    lost_texts: &'a [LostText],
    migrations: &'a [UnfinishedMigration],
}

/// Writes one JSON document.
pub(crate) fn write_json(report: &FateReport, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut files: BTreeMap<FileEvent, Vec<&str>> = BTreeMap::new();
    for (file, event) in &report.files {
        files.entry(*event).or_default().push(file.as_str());
    }
    let document = FatesDocument {
        version: VERSION,
        range: AuditedRange::new(report),
        summary: Fate::ALL.iter().map(|fate| (fate.name(), report.count(*fate))).collect(),
        items: &report.items,
        plan: &report.plan,
        files,
        lost_texts: &report.lost_texts,
        migrations: &report.migrations,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes for people: the gaps with their evidence, the plan, and the other fates in a line each.
pub(crate) fn write_full(report: &FateReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("look back on {}", AuditedRange::new(report).told());
    writeln!(out, "{}", style.paint(Paint::Strong, title))?;
    writeln!(out, "{}", summary(report))?;
    for fate in Fate::ALL {
        let items: Vec<&ItemFate> = report.items.iter().filter(|item| item.fate == fate).collect();
        if items.is_empty() {
            continue;
        }
        writeln!(
            out,
            "\n{}",
            style.paint(paint(fate), format!("{}: {}", fate.name(), meaning(fate)))
        )?;
        if fate == Fate::Gap {
            for (heading, gaps) in grouped_gaps(report) {
                if let Some(heading) = heading {
                    writeln!(out, " {}", style.paint(Paint::Strong, text::clean(&heading)))?;
                }
                for (gap, inner) in gaps {
                    write_gap(gap, inner.len(), report, style, out)?;
                }
            }
            continue;
        }
        for item in items {
            write_item(item, style, out)?;
        }
    }
    write_plan(report, style, out)?;
    write_remains(report, style, out)
}

/// A gap, and those inside of it.
type GapWithInner<'a> = (&'a ItemFate, Vec<&'a ItemFate>);

/// The gaps, each group with its heading; without a grouping, one group without a heading.
fn grouped_gaps(report: &FateReport) -> Vec<(Option<String>, Vec<GapWithInner<'_>>)> {
    let Some(by) = report.grouping else {
        return vec![(None, report.gaps())];
    };
    let mut groups: BTreeMap<&str, Vec<GapWithInner<'_>>> = BTreeMap::new();
    for (gap, inner) in report.gaps() {
        for name in by.names(&gap.membership) {
            groups.entry(name).or_default().push((gap, inner.clone()));
        }
    }
    let headed = groups.into_iter();
    headed
        .map(|(name, gaps)| (Some(format!("{} {name}", by.name())), gaps))
        .collect()
}

fn write_item(item: &ItemFate, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let to = if item.to.is_empty() || item.fate == Fate::Returned {
        String::new()
    } else {
        format!(" -> {}", item.to.join(", "))
    };
    let kind = style.paint(Paint::Faint, item.kind.name());
    writeln!(out, "  {}{} {kind}", text::clean(&item.path), text::clean(&to))
}

fn write_gap(gap: &ItemFate, inner: usize, report: &FateReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    write_item(gap, style, out)?;
    let with = match inner {
        0 => String::new(),
        inner => format!(", with {} in it", text::count(inner as u64, "item")),
    };
    writeln!(
        out,
        "      removed by {} {}{with}",
        gap.commit,
        text::clean(report.summary_of(&gap.commit))
    )?;
    for wanted in gap.wanted_by.iter().take(MOST_PLACES) {
        writeln!(out, "      {}", text::clean(&place(wanted)))?;
    }
    match gap.wanted_by.len().saturating_sub(MOST_PLACES) {
        0 => Ok(()),
        more => writeln!(out, "      and {}", text::count(more as u64, "more place")),
    }
}

fn place(wanted: &Wanted) -> String {
    format!("{}:{} {}", wanted.file, wanted.line, wanted.what.meaning())
}

fn write_plan(report: &FateReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if report.plan.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", style.paint(Paint::Strong, "action plan"))?;
    for action in &report.plan {
        writeln!(out, "  {}. {}", action.priority, text::clean(&action.action))?;
        writeln!(out, "     {}", text::clean(&action.items.join(", ")))?;
    }
    Ok(())
}

fn write_remains(report: &FateReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if !report.migrations.is_empty() {
        writeln!(out, "\n{}", style.paint(Paint::Warn, "migrations that are not complete"))?;
    }
    for migration in &report.migrations {
        let uses = text::count(migration.uses, "use");
        let note = migration.note.as_deref().map_or_else(String::new, |note| format!(": {note}"));
        writeln!(out, "  {} {uses}{}", text::clean(&migration.path), text::clean(&note))?;
    }
    if !report.lost_texts.is_empty() {
        writeln!(out, "\n{}", style.paint(Paint::Strong, "names that code has no more"))?;
    }
    for lost in &report.lost_texts {
        writeln!(out, "  {} {}", lost.names.name(), text::clean(&lost.value))?;
    }
    let count = |event: FileEvent| report.files.iter().filter(|(_, it)| *it == event).count() as u64;
    let (added, removed) = (count(FileEvent::Added), count(FileEvent::Removed));
    writeln!(out, "\n{} added, {removed} removed", text::count(added, "file"))
}

/// Writes a document: the sections of a report that a team attaches to a review.
pub(crate) fn write_markdown(report: &FateReport, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Look back on {}\n", prose(&AuditedRange::new(report).told()))?;
    writeln!(out, "| fate | items | meaning |\n|---|--:|---|")?;
    for fate in Fate::ALL {
        writeln!(out, "| {} | {} | {} |", fate.name(), report.count(fate), meaning(fate))?;
    }
    write_gaps(report, out)?;
    if !report.plan.is_empty() {
        writeln!(out, "\n## Action plan\n\n| priority | action | items |\n|--:|---|---|")?;
    }
    for action in &report.plan {
        let items: Vec<String> = action.items.iter().map(|item| cell(&code(item))).collect();
        writeln!(
            out,
            "| {} | {} | {} |",
            action.priority,
            cell(&prose(&action.action)),
            items.join(", ")
        )?;
    }
    for fate in Fate::ALL
        .into_iter()
        .filter(|fate| *fate != Fate::Gap && report.count(*fate) > 0)
    {
        writeln!(
            out,
            "\n## {}\n\n| item | kind | became | commit |\n|---|---|---|---|",
            heading(fate)
        )?;
        for item in report.items.iter().filter(|item| item.fate == fate) {
            let to: Vec<String> = item.to.iter().map(|to| cell(&code(to))).collect();
            let (path, kind) = (cell(&code(&item.path)), item.kind.name());
            writeln!(out, "| {path} | {kind} | {} | {} |", to.join(", "), code(&item.commit))?;
        }
    }
    write_remains_as_markdown(report, out)
}

fn write_gaps(report: &FateReport, out: &mut dyn Write) -> io::Result<()> {
    if report.count(Fate::Gap) == 0 {
        return Ok(());
    }
    writeln!(out, "\n## Gaps\n")?;
    for (heading, gaps) in grouped_gaps(report) {
        if let Some(heading) = heading {
            writeln!(out, "### {}\n", prose(&heading))?;
        }
        write_gaps_of_group(&gaps, report, out)?;
    }
    Ok(())
}

fn write_gaps_of_group(gaps: &[GapWithInner<'_>], report: &FateReport, out: &mut dyn Write) -> io::Result<()> {
    for (item, inner) in gaps {
        let with = match inner.len() {
            0 => String::new(),
            inner => format!(", with {} in it", text::count(inner as u64, "item")),
        };
        let commit = code(&format!("{} {}", item.commit, report.summary_of(&item.commit)));
        writeln!(
            out,
            "- **{}** {}, removed by {commit}{with}",
            code(&item.path),
            item.kind.name()
        )?;
        for wanted in item.wanted_by.iter().take(MOST_PLACES) {
            let place = code(&format!("{}:{}", wanted.file, wanted.line));
            writeln!(out, "  - {place} {}", wanted.what.meaning())?;
        }
        match item.wanted_by.len().saturating_sub(MOST_PLACES) {
            0 => {}
            more => writeln!(out, "  - and {}", text::count(more as u64, "more place"))?,
        }
    }
    Ok(())
}

fn write_remains_as_markdown(report: &FateReport, out: &mut dyn Write) -> io::Result<()> {
    if !report.migrations.is_empty() {
        writeln!(
            out,
            "\n## Migrations that are not complete\n\n| deprecated | uses | instead |\n|---|--:|---|"
        )?;
    }
    for migration in &report.migrations {
        let note = migration.note.as_deref().map(prose).unwrap_or_default();
        writeln!(
            out,
            "| {} | {} | {} |",
            cell(&code(&migration.path)),
            migration.uses,
            cell(&note)
        )?;
    }
    if !report.lost_texts.is_empty() {
        writeln!(out, "\n## Names that code has no more\n")?;
    }
    for lost in &report.lost_texts {
        writeln!(out, "- {} {}", lost.names.name(), code(&lost.value))?;
    }
    if !report.files.is_empty() {
        writeln!(out, "\n## Files\n")?;
    }
    for (file, event) in &report.files {
        writeln!(out, "- {} {}", event.name(), code(file.as_str()))?;
    }
    Ok(())
}

fn summary(report: &FateReport) -> String {
    let told = |fate: &Fate| match fate {
        Fate::Gap => text::count(report.count(*fate), fate.name()),
        _ => format!("{} {}", report.count(*fate), fate.name()),
    };
    Fate::ALL.iter().map(told).collect::<Vec<_>>().join(", ")
}

pub(super) fn meaning(fate: Fate) -> &'static str {
    match fate {
        Fate::Gap => "nothing took the place of what something wanted",
        Fate::Dead => "nobody used it when it went",
        Fate::Replaced => "its callers call something else that does its job",
        Fate::Renamed => "it has another name",
        Fate::Moved => "it is elsewhere",
        Fate::Returned => "it was removed and restored",
    }
}

fn heading(fate: Fate) -> &'static str {
    match fate {
        Fate::Gap => "Gaps",
        Fate::Dead => "Dead",
        Fate::Replaced => "Replaced",
        Fate::Renamed => "Renamed",
        Fate::Moved => "Moved",
        Fate::Returned => "Returned",
    }
}

fn paint(fate: Fate) -> Paint {
    match fate {
        Fate::Gap => Paint::Bad,
        Fate::Dead => Paint::Faint,
        Fate::Replaced | Fate::Renamed | Fate::Moved => Paint::Note,
        Fate::Returned => Paint::Good,
    }
}
