//! `concise`: one line for each finding, for terminals that jump to `path:line:column`, and for `grep`.

use std::io::{self, Write};

use super::style::{Paint, Style};
use super::{Report, summary, text};
use crate::finding::Finding;

/// Writes a line for each finding, then one for the whole.
pub(super) fn write(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (heading, findings) in report.grouped_findings() {
        if let Some(heading) = heading {
            writeln!(out, "{}", style.paint(Paint::Strong, heading))?;
        }
        for finding in findings {
            writeln!(out, "{}", line(finding, style))?;
        }
    }
    if style.summary {
        writeln!(out, "{}", whole(report, style))
    } else {
        Ok(())
    }
}

/// `path:line:column: severity[rule] message`.
pub(super) fn line(finding: &Finding, style: &Style) -> String {
    let place = text::place(&finding.place);
    let code = style.paint(
        finding.severity.into(),
        format!("{}[{}]", finding.severity, text::clean(&finding.rule)),
    );
    format!(
        "{}: {code} {}",
        style.paint(Paint::Strong, place),
        text::clean(&finding.message)
    )
}

/// The figures in one line.
pub(super) fn whole(report: &Report, style: &Style) -> String {
    let files = summary::files(report);
    let mut parts = vec![if report.findings.is_empty() {
        format!("nothing found in {files}")
    } else {
        let findings = text::count(report.findings.len() as u64, "finding");
        format!("{findings} ({}) in {files}", summary::severities(&report.findings, style))
    }];
    let unread = report.looked_at.unread;
    if unread > 0 {
        parts.push(style.paint(
            Paint::Warn,
            format!("{} unread in part or whole", text::count(unread, "file")),
        ));
    }
    if report.looked_at.exemptions > 0 {
        parts.push(text::count(report.looked_at.exemptions, "exemption"));
    }
    if report.looked_at.baselined > 0 {
        parts.push(format!(
            "{} in the baseline",
            text::count(report.looked_at.baselined, "finding")
        ));
    }
    let label = style.paint(report.score.label.into(), report.score.label.name());
    parts.push(match report.score.overall {
        Some(overall) => format!("score {overall} {label}"),
        None => format!("score {label}"),
    });
    let reasons: Vec<_> = report.gate.reasons.iter().map(|reason| text::clean(reason)).collect();
    parts.push(match report.gate.failed {
        true => format!("gate {}: {}", style.paint(Paint::Alarm, "FAILED"), reasons.join(", ")),
        false => format!("gate {}", style.paint(Paint::Good, "passed")),
    });
    if !report.notes.is_empty() {
        parts.push(format!(
            "{} (`--format full` shows them)",
            text::count(report.notes.len() as u64, "note")
        ));
    }
    parts.join("; ")
}
