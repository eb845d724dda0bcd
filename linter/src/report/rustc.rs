//! `rustc`: the messages of `cargo check --message-format=json`, one on a line, for what reads those: rust-analyzer by its
//! `check.overrideCommand`, editors, bots. Related places are secondary spans, which rust-analyzer shows as related
//! information.
//!
//! All findings belong to one invented package. A reader that drops the diagnostics of a package when new ones arrive therefore
//! drops those of the previous run.
//!
//! A fix is a child with replacements, as rustc's own suggestions are: rust-analyzer offers it as a quick fix, before others
//! where it may be done unseen.

use std::io::{self, Write};

use serde::Serialize;

use super::level::Level;
use super::region::TextRegion;
use super::style::Style;
use super::{Report, text};
use crate::finding::{Applicability, Edit, Finding, Fix, Place};

/// Of spans with more bytes on their lines the text is left out: a reader needs it to count columns in its own way, and a
/// generated line can have megabytes.
const MOST_TEXT: usize = 4_096;

/// Writes a message for each finding, and that the build has finished.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        let message = CargoMessage::CompilerMessage {
            package_id: "ssot",
            target: TARGET,
            message: Box::new(Diagnostic::from_finding(finding, report)),
        };
        write_message(&message, out)?;
    }
    let success = !report.gate.failed;
    write_message(&CargoMessage::BuildFinished { success }, out)
}

fn write_message(message: &CargoMessage, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    writeln!(out)
}

#[derive(Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum CargoMessage {
    CompilerMessage {
        package_id: &'static str,
        target: RustcTarget,
        message: Box<Diagnostic>,
    },
    BuildFinished {
        success: bool,
    },
}

#[derive(Serialize)]
struct RustcTarget {
    kind: [&'static str; 1],
    crate_types: [&'static str; 1],
    name: &'static str,
    src_path: &'static str,
    edition: &'static str,
    doc: bool,
    doctest: bool,
    test: bool,
}

const TARGET: RustcTarget = RustcTarget {
    kind: ["lib"],
    crate_types: ["lib"],
    name: "ssot",
    src_path: "",
    edition: "2021",
    doc: false,
    doctest: false,
    test: false,
};

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    code: Option<DiagnosticCode>,
    level: &'static str,
    spans: Vec<DiagnosticSpan>,
    children: Vec<Diagnostic>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct DiagnosticCode {
    code: String,
    explanation: Option<String>,
}

#[derive(Serialize)]
struct DiagnosticSpan {
    file_name: String,
    byte_start: u32,
    byte_end: u32,
    line_start: u32,
    line_end: u32,
    column_start: u32,
    column_end: u32,
    is_primary: bool,
    text: Vec<DiagnosticSpanLine>,
    label: Option<String>,
    suggested_replacement: Option<String>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

#[derive(Serialize)]
struct DiagnosticSpanLine {
    text: String,
    highlight_start: u32,
    highlight_end: u32,
}

impl Diagnostic {
    fn from_finding(finding: &Finding, report: &Report) -> Self {
        let message = text::clean(&finding.message).into_owned();
        let help = finding.help.as_deref().map(text::clean);
        let help = help.map(|help| Self::help(help.into_owned(), Vec::new()));
        let fix = finding.fix.as_ref().map(|fix| Self::suggestion(fix, finding, report));
        let own = DiagnosticSpan::from_place(&finding.place, None, report);
        let related = finding
            .related
            .iter()
            .filter_map(|related| DiagnosticSpan::from_place(&related.place, Some(&related.label), report));
        Self {
            // As clippy does it: the tool, then the rule.
            code: Some(DiagnosticCode {
                code: format!("ssot::{}", finding.rule),
                explanation: None,
            }),
            level: Level::from(finding.severity).name(),
            spans: own.into_iter().chain(related).collect(),
            children: help.into_iter().chain(fix).collect(),
            rendered: Some(rendered(finding)),
            message,
        }
    }

    fn suggestion(fix: &Fix, finding: &Finding, report: &Report) -> Self {
        let edits = fix.edits.iter();
        let spans = edits.filter_map(|edit| DiagnosticSpan::replaced(edit, fix.applicability, finding, report));
        Self::help(text::clean(&fix.title).into_owned(), spans.collect())
    }

    fn help(message: String, spans: Vec<DiagnosticSpan>) -> Self {
        Self {
            message,
            code: None,
            level: "help",
            spans,
            children: Vec::new(),
            rendered: None,
        }
    }
}

impl DiagnosticSpan {
    /// A place, the finding's own when it has no label; `None` for the workspace itself, which is no file.
    fn from_place(place: &Place, label: Option<&str>, report: &Report) -> Option<Self> {
        if place.file.as_str().is_empty() {
            return None;
        }
        let span = place.span;
        let region = TextRegion::from_place(place, &report.sources);
        let end = region.as_ref().map(|region| region.end);
        Some(Self {
            file_name: place.file.as_str().to_owned(),
            byte_start: span.start,
            byte_end: span.end,
            line_start: span.line,
            line_end: end.map_or(span.line, |end| end.line),
            column_start: span.column,
            column_end: end.map_or(span.column, |end| end.column),
            is_primary: label.is_none(),
            text: region.map(|region| lines(&region)).unwrap_or_default(),
            label: label.map(|label| text::clean(label).into_owned()),
            suggested_replacement: None,
            suggestion_applicability: None,
            expansion: None,
        })
    }
}

impl DiagnosticSpan {
    /// The replaced span of an edit, and its replacement.
    fn replaced(edit: &Edit, applicability: Applicability, finding: &Finding, report: &Report) -> Option<Self> {
        let place = Place {
            file: finding.place.file.clone(),
            span: edit.span,
        };
        Some(Self {
            suggested_replacement: Some(edit.text.clone()),
            suggestion_applicability: Some(match applicability {
                Applicability::Safe => "MachineApplicable",
                Applicability::Unsafe => "MaybeIncorrect",
            }),
            ..Self::from_place(&place, None, report)?
        })
    }
}

/// The lines of a region, each with the columns that belong to it.
fn lines(region: &TextRegion<'_>) -> Vec<DiagnosticSpanLine> {
    let lines = region.lines(MOST_TEXT).unwrap_or_default();
    let last = lines.len().saturating_sub(1);
    let marked = lines.into_iter().enumerate().map(|(index, text)| DiagnosticSpanLine {
        text: text.to_owned(),
        highlight_start: if index == 0 { region.start.column } else { 1 },
        highlight_end: if index == last {
            region.end.column
        } else {
            text.chars().count() as u32 + 1
        },
    });
    marked.collect()
}

/// The text that cargo would print.
fn rendered(finding: &Finding) -> String {
    let (level, rule) = (Level::from(finding.severity).name(), text::clean(&finding.rule));
    let (message, place) = (text::clean(&finding.message), text::place(&finding.place));
    let mut rendered = format!("{level}[ssot::{rule}]: {message}\n --> {place}\n");
    for related in &finding.related {
        rendered += &format!(" ::: {}: {}\n", text::place(&related.place), text::clean(&related.label));
    }
    if let Some(help) = &finding.help {
        rendered += &format!("  = help: {}\n", text::clean(help));
    }
    rendered + "\n"
}
