//! `checkstyle`: the XML of Checkstyle, which many review tools and CI servers read. Findings by file.

use std::io::{self, Write};

use super::level::Level;
use super::style::Style;
use super::{Report, text, xml};
use crate::finding::{Finding, Severity};

/// Writes an element for each file and in it one for each finding.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    xml::document(out, |elements| {
        let checkstyle = elements.create_element("checkstyle").with_attribute(("version", "4.3"));
        checkstyle.write_inner_content(|elements| report.by_file().try_for_each(|findings| write_file(findings, elements)))?;
        Ok(())
    })
}

fn write_file(findings: &[Finding], elements: &mut xml::XmlWriter<'_>) -> io::Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let name = xml::plain(&text::path(&first.place.file));
    let file = elements.create_element("file").with_attribute(("name", &*name));
    file.write_inner_content(|elements| findings.iter().try_for_each(|finding| write_error(finding, elements)))?;
    Ok(())
}

fn write_error(finding: &Finding, elements: &mut xml::XmlWriter<'_>) -> io::Result<()> {
    let span = finding.place.span;
    let error = elements.create_element("error").with_attributes([
        ("line", &*span.line.to_string()),
        ("column", &*span.column.to_string()),
        ("severity", severity(finding.severity)),
        ("message", &*xml::plain(&text::with_help(finding, "; "))),
        ("source", &*xml::plain(&format!("ssot.{}", finding.rule))),
    ]);
    error.write_empty()?;
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match Level::from(severity) {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    }
}
