//! `github`: workflow commands, which GitHub shows as annotations at the lines of a pull request. It shows ten of each level
//! for a step, so the worst come first.

use std::io::{self, Write};

use super::level::Level;
use super::region::TextRegion;
use super::style::Style;
use super::{Report, text};
use crate::finding::{Finding, Severity};

/// Writes a command for each finding.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.worst_first() {
        let (command, place) = (command(finding.severity), location(finding, report));
        let title = property(&format!("ssot[{}]", text::clean(&finding.rule)));
        writeln!(
            out,
            "::{command} {place}title={title}::{}",
            data(&text::with_help(finding, "\n"))
        )?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match Level::from(severity) {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

/// The properties that say where; columns only within one line, as GitHub refuses them otherwise.
fn location(finding: &Finding, report: &Report) -> String {
    let place = &finding.place;
    if place.file.as_str().is_empty() {
        return String::new();
    }
    let file = property(&text::path(&place.file));
    let (line, column) = (place.span.line, place.span.column);
    match TextRegion::from_place(place, &report.sources).map(|region| region.end) {
        Some(end) if end.line == line => {
            format!(
                "file={file},line={line},endLine={line},col={column},endColumn={},",
                end.column
            )
        }
        Some(end) => format!("file={file},line={line},endLine={},", end.line),
        None => format!("file={file},line={line},"),
    }
}

/// Escapes the text after `::`. The runner knows no other escapes.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a value after `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_a_command_or_a_property() {
        assert_eq!(data("100%\r\n::error::x, y"), "100%25%0D%0A::error::x, y");
        assert_eq!(property("a%3A:b,c\n"), "a%253A%3Ab%2Cc%0A");
    }
}
