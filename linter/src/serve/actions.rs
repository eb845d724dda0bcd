//! Code actions for a finding: its fix, and an exemption.

use lsp_types::{CodeActionKind, TextEdit};

use super::carry::Difference;
use super::positions::LineIndex;
use crate::facts::{Covers, Directive, FileFacts};
use crate::finding::{Applicability, FilePath, Finding, Fix, Span};
use crate::fix;
use crate::report::lines::floor;
use crate::score::INPUT;

/// The kind of the action that applies all safe fixes of a file.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.ssot");

/// A code action in one file.
#[derive(Debug)]
pub(super) struct Action {
    /// An imperative phrase.
    pub(super) title: String,
    /// Whether it may be applied without review.
    pub(super) is_preferred: bool,
    pub(super) edits: Vec<TextEdit>,
}

/// Whether a client that requests `only` these kinds wants an action of `kind`. Kinds are hierarchical.
pub(super) fn is_wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let is_below = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
    };
    only.is_none_or(|only| only.iter().any(is_below))
}

/// The fix of a finding.
pub(super) fn fix(fix: &Fix, lines: &LineIndex<'_>) -> Action {
    let edits = fix.edits.iter();
    Action {
        title: fix.title.clone(),
        is_preferred: fix.applicability == Applicability::Safe,
        edits: edits
            .map(|edit| TextEdit::new(lines.range(edit.span), edit.text.clone()))
            .collect(),
    }
}

/// Every safe fix of a file at once; `None` where there is none.
pub(super) fn fix_all<'a>(
    file: &FilePath,
    text: &str,
    findings: impl Iterator<Item = &'a Finding>,
    lines: &LineIndex<'_>,
) -> Option<Action> {
    let mut fixed = fix::apply(findings, Applicability::Safe, |_| Some(text.to_owned()));
    let after = fixed.fixed.remove(file)?.text;
    let difference = Difference::between(text, &after);
    let span = Span {
        start: difference.head as u32,
        end: (text.len() - difference.tail) as u32,
        ..Span::FILE
    };
    let inserted = after[difference.head..after.len() - difference.tail].to_owned();
    Some(Action {
        title: "apply every safe fix in this file".into(),
        is_preferred: false,
        edits: vec![TextEdit::new(lines.range(span), inserted)],
    })
}

/// Inserts a comment that exempts the finding: above its line or, if that comment would not cover the finding, at the head of the
/// file. Its reason is empty, which a check rejects, so the finding stays until the user writes a reason.
pub(super) fn exemption(finding: &Finding, text: &str, lines: &LineIndex<'_>) -> Option<Action> {
    if &*finding.category == INPUT || finding.place.file.as_str().ends_with(".toml") {
        return None;
    }
    let here = Insertion::above(finding, text);
    let (what, insertion) = if here.covers(finding, text) {
        ("here", here)
    } else {
        ("in this file", Insertion::at_the_head(finding, text))
    };
    Some(Action {
        title: format!("allow `{}` {what}, with a reason", finding.rule),
        is_preferred: false,
        edits: vec![insertion.edit(lines)],
    })
}

/// A line to insert into a text.
struct Insertion {
    at: usize,
    line: String,
}

impl Insertion {
    fn above(finding: &Finding, text: &str) -> Self {
        let start = floor(text, finding.place.span.start as usize);
        let at = text[..start].rfind('\n').map_or_else(|| after_mark(text), |end| end + 1);
        let indentation: String = text[at..].chars().take_while(|char| matches!(char, ' ' | '\t')).collect();
        Self {
            at,
            line: format!("{indentation}// ssot: allow({}) reason=\"\"{}", finding.rule, line_end(text)),
        }
    }

    fn at_the_head(finding: &Finding, text: &str) -> Self {
        let is_script = text.starts_with("#!") && !text.starts_with("#![");
        let at = match text.find('\n') {
            Some(end) if is_script => end + 1,
            _ => after_mark(text),
        };
        Self {
            at,
            line: format!("// ssot: allow-file({}) reason=\"\"{}", finding.rule, line_end(text)),
        }
    }

    /// Whether the inserted comment covers the finding.
    fn covers(&self, finding: &Finding, text: &str) -> bool {
        let after = format!("{}{}{}", &text[..self.at], self.line, &text[self.at..]);
        let start = finding.place.span.start + self.line.len() as u32;
        let own = self.at..self.at + self.line.len();
        let is_it = |directive: &&Directive| own.contains(&(directive.span.start as usize));
        let directives = FileFacts::parse(&after).directives;
        directives.iter().find(is_it).is_some_and(|directive| match directive.covers {
            Covers::Bytes(first, end) => (first..end).contains(&start),
            Covers::Line(_) => false,
        })
    }

    fn edit(self, lines: &LineIndex<'_>) -> TextEdit {
        let at = lines.position(self.at);
        TextEdit::new(lsp_types::Range::new(at, at), self.line)
    }
}

/// The byte after a byte order mark.
fn after_mark(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
