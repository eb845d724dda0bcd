//! Converts findings to LSP diagnostics.

use std::collections::BTreeMap;

use lsp_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};

use super::positions::{Encoding, LineIndex};
use crate::finding::{FilePath, Finding, Related};
use crate::report::level::Level;
use crate::report::{Report, text};

/// The `source` of the diagnostics.
const SOURCE: &str = "ssot";

/// The maximum number of related places of a finding that are sent; the message states how many are omitted.
const MOST_RELATED: usize = 50;

/// The maximum number of diagnostics of a document that are sent, besides one that states how many are omitted. An editor hangs
/// if it receives a hundred thousand.
pub(super) const MOST_DIAGNOSTICS: usize = 1000;

/// The last diagnostic of a document with too many, which states how many are omitted.
pub(super) fn more(count: u64) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::WARNING),
        code: Some(NumberOrString::String("not-shown".into())),
        source: Some(SOURCE.into()),
        message: format!("{} not shown: `ssot check` reports all", text::count(count, "more finding")),
        ..Diagnostic::default()
    }
}

/// Turns findings of a report into diagnostics. The lines of each text are counted once.
#[derive(Debug)]
pub(super) struct DiagnosticBuilder<'a> {
    lines: BTreeMap<&'a FilePath, LineIndex<'a>>,
    /// Whether the client shows related places.
    has_related: bool,
}

impl<'a> DiagnosticBuilder<'a> {
    pub(super) fn new(report: &'a Report, encoding: Encoding, has_related: bool) -> Self {
        let sources = report.sources.iter();
        Self {
            lines: sources.map(|(file, text)| (file, LineIndex::new(text, encoding))).collect(),
            has_related,
        }
    }

    /// The diagnostic of a finding. `uri` returns the URI of a file for the client; `None` if the client cannot open it.
    pub(super) fn diagnostic(&self, finding: &Finding, uri: impl Fn(&FilePath) -> Option<Uri>) -> Diagnostic {
        let mut message = text::with_help(finding, "\n");
        let related = self.has_related.then(|| {
            let related = finding.related.iter().take(MOST_RELATED);
            related.filter_map(|related| self.related(related, &uri)).collect::<Vec<_>>()
        });
        let more = finding.related.len().saturating_sub(MOST_RELATED);
        if more > 0 {
            message += &format!("\nnote: {} not listed here", text::count(more as u64, "more related place"));
        }
        Diagnostic {
            range: self.range(&finding.place),
            severity: Some(severity(Level::from(finding.severity))),
            code: Some(NumberOrString::String(finding.rule.to_string())),
            source: Some(SOURCE.into()),
            message,
            related_information: related.filter(|related| !related.is_empty()),
            ..Diagnostic::default()
        }
    }

    fn related(&self, related: &Related, uri: impl Fn(&FilePath) -> Option<Uri>) -> Option<DiagnosticRelatedInformation> {
        Some(DiagnosticRelatedInformation {
            location: Location::new(uri(&related.place.file)?, self.range(&related.place)),
            message: text::clean(&related.label).into_owned(),
        })
    }

    /// The location of a place; the start of the file if its text is unknown.
    fn range(&self, place: &crate::finding::Place) -> lsp_types::Range {
        let lines = self.lines.get(&place.file);
        lines.map(|lines| lines.range(place.span)).unwrap_or_default()
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Note => DiagnosticSeverity::INFORMATION,
    }
}
