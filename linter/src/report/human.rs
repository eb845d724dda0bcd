//! `full`: for people. Each finding as a drawing over its source, then the summary.

use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeStyles};

use super::excerpt::{self, Annotation, Excerpt};
use super::level::Level;
use super::style::{Paint, Style};
use super::{Report, summary, text};
use crate::finding::{Finding, Severity};

/// The most related places that are shown; the rest are counted. The formats for machines contain all.
const MOST_RELATED: usize = 5;

/// Writes every finding, then the summary.
pub(super) fn write(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (heading, findings) in report.grouped_findings() {
        if let Some(heading) = heading {
            writeln!(out, "{}\n", style.paint(Paint::Strong, heading))?;
        }
        for finding in findings {
            write_finding(finding, report, style, out)?;
        }
    }
    if style.summary {
        summary::write(report, style, out)
    } else {
        Ok(())
    }
}

fn write_finding(finding: &Finding, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let drawing = MietteDiagnostic::from_finding(finding, report, style);
    let handler = GraphicalReportHandler::new_themed(drawing.theme(style))
        .with_width(style.width)
        .with_wrap_lines(false);
    let mut drawn = String::new();
    handler.render_report(&mut drawn, &drawing).map_err(io::Error::other)?;
    for line in drawn.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    write_undrawn(finding, report, style, out)?;
    writeln!(out)
}

/// The related places that the drawing leaves out: those without a text, and how many are past the limit.
fn write_undrawn(finding: &Finding, report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let shown = finding.related.iter().take(MOST_RELATED);
    for related in shown.filter(|related| !excerpt::has_text(&related.place, &report.sources)) {
        let (place, label) = (text::place(&related.place), text::clean(&related.label));
        writeln!(out, "  also: {place} {label}")?;
    }
    let more = finding.related.len().saturating_sub(MOST_RELATED);
    if more > 0 {
        let line = format!(
            "and {} (`--format json` has all)",
            text::count(more as u64, "more related place")
        );
        writeln!(out, "  {}", style.paint(Paint::Faint, line))?;
    }
    Ok(())
}

/// A finding in the form that miette draws.
#[derive(Debug)]
struct MietteDiagnostic {
    severity: Severity,
    code: String,
    message: String,
    help: Option<String>,
    excerpt: Excerpt,
}

impl MietteDiagnostic {
    fn from_finding(finding: &Finding, report: &Report, style: &Style) -> Self {
        let own = Annotation {
            place: &finding.place,
            label: None,
            is_own: true,
        };
        let drawn = finding
            .related
            .iter()
            .take(MOST_RELATED)
            .filter(|related| excerpt::has_text(&related.place, &report.sources));
        let related = drawn.map(|related| Annotation {
            place: &related.place,
            label: (!related.label.is_empty()).then_some(&*related.label),
            is_own: false,
        });
        let spots: Vec<Annotation<'_>> = std::iter::once(own).chain(related).collect();
        // What miette puts before the lines of a message and of a help takes four and eight columns.
        let lines = |text: &str, indent: usize| text::wrap(text, style.width.saturating_sub(indent).max(20)).join("\n");
        Self {
            severity: finding.severity,
            code: format!("{}[{}]", finding.severity, text::clean(&finding.rule)),
            message: lines(&finding.message, 4),
            help: finding.help.as_ref().map(|help| lines(help, 8)),
            excerpt: Excerpt::new(&spots, &report.sources, style.width),
        }
    }

    /// The finding's own place in the colour of its severity, the others in one colour that is never a severity's first.
    fn theme(&self, style: &Style) -> GraphicalTheme {
        let mut theme = GraphicalTheme::unicode_nocolor();
        theme.characters.warning = "!".into(); // one column in every font, unlike the sign with emoji form
        theme.characters.advice = "›".into();
        if !style.color {
            return theme;
        }
        let ansi = ThemeStyles::ansi();
        let own = match self.severity {
            Severity::Critical => ansi.error.bold(),
            Severity::High => ansi.error,
            Severity::Medium => ansi.warning,
            Severity::Low => ansi.advice,
        };
        let other = ThemeStyles::none().link.bright_blue();
        let highlights = self.excerpt.owns().map(|is_own| if is_own { own } else { other }).collect();
        theme.styles = ThemeStyles {
            error: own,
            warning: own,
            advice: own,
            link: ansi.help, // as it is, underlined and bold, it shouts down the message
            highlights,
            ..ansi
        };
        theme
    }
}

impl fmt::Display for MietteDiagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MietteDiagnostic {}

impl Diagnostic for MietteDiagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match Level::from(self.severity) {
            Level::Error => miette::Severity::Error,
            Level::Warning => miette::Severity::Warning,
            Level::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels()))
    }
}
