//! `junit`: the XML of test reports, for CI servers that know nothing else. A finding is a test that failed, a file a suite;
//! a clean report is one test that passed, because readers take an empty one for a mistake. Tests go by fingerprint: a reader
//! that compares two reports sees which findings are new, whatever lines have moved.

use std::io::{self, Write};

use quick_xml::events::BytesText;
use quick_xml::writer::ElementWriter;

use super::style::Style;
use super::{Report, concise, text, xml};
use crate::finding::Finding;

/// Writes a suite for each file with findings.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let failures = report.findings.len();
    xml::document(out, |elements| {
        let suites = counted(elements.create_element("testsuites"), "ssot", failures.max(1), failures);
        suites.write_inner_content(|elements| {
            if report.findings.is_empty() {
                return write_passed(elements);
            }
            report.by_file().try_for_each(|findings| write_suite(findings, elements))
        })?;
        Ok(())
    })
}

fn counted<'a, W: Write>(element: ElementWriter<'a, W>, name: &str, tests: usize, failures: usize) -> ElementWriter<'a, W> {
    element.with_attributes([
        ("name", name),
        ("tests", &*tests.to_string()),
        ("failures", &*failures.to_string()),
        ("errors", "0"),
    ])
}

fn write_passed(elements: &mut xml::XmlWriter<'_>) -> io::Result<()> {
    let suite = counted(elements.create_element("testsuite"), "ssot", 1, 0);
    suite.write_inner_content(|elements| {
        let test = elements.create_element("testcase").with_attribute(("classname", "ssot"));
        test.with_attribute(("name", "nothing found")).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn write_suite(findings: &[Finding], elements: &mut xml::XmlWriter<'_>) -> io::Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let file = xml::plain(&text::path(&first.place.file));
    let suite = counted(elements.create_element("testsuite"), &file, findings.len(), findings.len());
    suite.write_inner_content(|elements| findings.iter().try_for_each(|finding| write_test(finding, &file, elements)))?;
    Ok(())
}

fn write_test(finding: &Finding, file: &str, elements: &mut xml::XmlWriter<'_>) -> io::Result<()> {
    let test = elements.create_element("testcase").with_attributes([
        ("classname", file),
        ("name", &*xml::plain(&format!("{} {}", finding.rule, finding.fingerprint))),
        ("file", file),
        ("line", &*finding.place.span.line.to_string()),
    ]);
    test.write_inner_content(|elements| {
        let failure = elements
            .create_element("failure")
            .with_attribute(("type", finding.severity.name()))
            .with_attribute(("message", &*xml::plain(&finding.message)));
        failure.write_text_content(BytesText::new(&body(finding)))?;
        Ok(())
    })?;
    Ok(())
}

/// The text for the log of the server: the finding, the help, the related places.
fn body(finding: &Finding) -> String {
    let mut lines = vec![concise::line(finding, &Style::PLAIN)];
    lines.extend(finding.help.as_ref().map(|help| format!("help: {help}")));
    lines.extend(finding.related.iter().map(|related| {
        let place = text::place(&related.place);
        format!("also: {place} {}", related.label)
    }));
    lines.iter().map(|line| xml::plain(line)).collect::<Vec<_>>().join("\n")
}
