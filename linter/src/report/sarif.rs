//! `sarif`: SARIF 2.1.0, for code scanning. One run; paths are relative to the workspace, which the reader knows as
//! `%SRCROOT%`. The identity of a result is our fingerprint under a key of our own: `primaryLocationLineHash` is GitHub's
//! to compute, and complains about values that are not.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::level::Level;
use super::region::TextRegion;
use super::style::Style;
use super::{Report, RuleInfo, text};
use crate::finding::{Edit, Finding, Fingerprint, Fix, Place};

/// The most related places of a finding: GitHub keeps a hundred. The message says how many are left out.
const MOST_RELATED: usize = 100;

/// Writes the report as one log with one run, the worst result first: readers with a limit keep the first.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [SarifRun::from_report(report)],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: SarifMessage,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<SarifMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<SarifMessage>,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    tags: [&'a str; 1],
}

/// Whether the tool ran to its end, and its notes about the run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: SarifMessage,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: SarifMessage,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<SarifLocation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation>,
    partial_fingerprints: BTreeMap<&'static str, Fingerprint>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: SarifMessage,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: SarifRegion,
    inserted_content: SarifMessage,
}

#[derive(Serialize)]
struct SarifMessage {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<SarifMessage>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: SarifRegion,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

impl<'a> SarifRun<'a> {
    fn from_report(report: &'a Report) -> Self {
        let notification = |note: &String| Notification {
            level: Level::Note.name(),
            message: SarifMessage::new(note),
        };
        Self {
            tool: Tool {
                driver: Driver {
                    name: "ssot",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: report.rules.iter().map(Descriptor::from_rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: report.notes.iter().map(notification).collect(),
            }],
            results: report
                .worst_first()
                .into_iter()
                .map(|finding| SarifResult::from_finding(finding, report))
                .collect(),
        }
    }
}

impl<'a> Descriptor<'a> {
    fn from_rule(rule: &'a RuleInfo) -> Self {
        let message = |message: &str| (!message.is_empty()).then(|| SarifMessage::new(message));
        Self {
            id: &rule.id,
            short_description: message(&rule.summary).unwrap_or_else(|| SarifMessage::new(&rule.id)),
            full_description: message(&rule.why),
            help: message(&rule.help),
            default_configuration: Configuration {
                level: Level::from(rule.severity).name(),
            },
            properties: Properties { tags: [&rule.category] },
        }
    }
}

impl<'a> SarifResult<'a> {
    fn from_finding(finding: &'a Finding, report: &Report) -> Self {
        let mut message = text::with_help(finding, "\n");
        let more = finding.related.len().saturating_sub(MOST_RELATED);
        if more > 0 {
            let more = text::count(more as u64, "more related place");
            message += &format!("\nnote: {more} not listed here (`--format json` has all)");
        }
        let related = finding.related.iter().take(MOST_RELATED);
        Self {
            rule_id: &finding.rule,
            rule_index: report.rules.binary_search_by_key(&&*finding.rule, |rule| &*rule.id).ok(),
            level: Level::from(finding.severity).name(),
            message: SarifMessage { text: message },
            locations: SarifLocation::from_place(&finding.place, "", report).into_iter().collect(),
            related_locations: related
                .filter_map(|related| SarifLocation::from_place(&related.place, &related.label, report))
                .collect(),
            partial_fingerprints: BTreeMap::from([("ssotFingerprint/v1", finding.fingerprint)]),
            fixes: finding
                .fix
                .iter()
                .map(|fix| SarifFix::from_fix(fix, finding, report))
                .collect(),
        }
    }
}

impl SarifFix {
    fn from_fix(fix: &Fix, finding: &Finding, report: &Report) -> Self {
        let edits = fix.edits.iter();
        Self {
            description: SarifMessage::new(&fix.title),
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::from_place(&finding.place),
                replacements: edits.map(|edit| Replacement::from_edit(edit, finding, report)).collect(),
            }],
        }
    }
}

impl Replacement {
    fn from_edit(edit: &Edit, finding: &Finding, report: &Report) -> Self {
        let place = Place {
            file: finding.place.file.clone(),
            span: edit.span,
        };
        Self {
            deleted_region: SarifRegion::from_place(&place, report),
            // As it stands: it is code, white space and all.
            inserted_content: SarifMessage { text: edit.text.clone() },
        }
    }
}

impl ArtifactLocation {
    fn from_place(place: &Place) -> Self {
        Self {
            uri: uri(place.file.as_str()),
            uri_base_id: "%SRCROOT%",
        }
    }
}

impl SarifRegion {
    fn from_place(place: &Place, report: &Report) -> Self {
        let end = TextRegion::from_place(place, &report.sources).map(|region| region.end);
        Self {
            start_line: place.span.line,
            start_column: place.span.column,
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
        }
    }
}

impl SarifMessage {
    fn new(message: &str) -> Self {
        Self {
            text: text::clean(message.trim()).into_owned(),
        }
    }
}

impl SarifLocation {
    /// A place with its label; `None` for the workspace itself, which is not an artifact.
    fn from_place(place: &Place, label: &str, report: &Report) -> Option<Self> {
        if place.file.as_str().is_empty() {
            return None;
        }
        Some(Self {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::from_place(place),
                region: SarifRegion::from_place(place, report),
            },
            message: (!label.is_empty()).then(|| SarifMessage::new(label)),
        })
    }
}

/// A relative path as a reference of RFC 3986: only unreserved characters and `/` stay as they are, so that no name is taken
/// for a scheme, a query or an escape.
pub(crate) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("src/boot-1_a.rs"), "src/boot-1_a.rs");
        assert_eq!(uri("c:/größe 100%?#.rs"), "c%3A/gr%C3%B6%C3%9Fe%20100%25%3F%23.rs");
    }

    #[test]
    fn related_places_are_capped_and_the_message_says_so() {
        let mut report = sample::small();
        let related = report.findings[0].related[0].clone();
        report.findings[0].related = vec![related; MOST_RELATED + 7];
        let result = SarifResult::from_finding(&report.findings[0], &report);
        assert_eq!(result.related_locations.len(), MOST_RELATED);
        assert!(
            result
                .message
                .text
                .ends_with("\nnote: 7 more related places not listed here (`--format json` has all)"),
            "{}",
            result.message.text
        );
    }
}
