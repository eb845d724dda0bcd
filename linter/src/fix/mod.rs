//! Edits that make findings go away: which of them go together, what they make of the texts, and how that looks.
//!
//! Knows nothing of why a finding is one, and touches no disk.

use std::collections::{BTreeMap, BTreeSet};

use similar::TextDiff;

pub use meaning::Meaning;
pub use rounds::{Fixed, check_and_fix};

use crate::facts::{FileFacts, Grammar};
use crate::finding::{Applicability, Edit, FilePath, Finding, Fix};

mod meaning;
mod rounds;
#[cfg(test)]
mod tests;

/// A file after the fixes of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// The new text.
    pub text: String,
    /// The number of findings that this fixes.
    pub findings: usize,
}

/// The files after the fixes of a report, and those that stay as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppliedFixes {
    /// The files that change.
    pub fixed: BTreeMap<FilePath, FixedFile>,
    /// The files whose fixes would do harm, each with the reason: a phrase.
    pub refused: BTreeMap<FilePath, String>,
}

/// Applies the fixes that are no less safe than `least`, file by file, the first in the text first. One that touches what
/// another changes is left for the next time; two that are equal are one. A file of which less could be parsed afterwards is
/// refused.
pub fn apply<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    least: Applicability,
    text: impl Fn(&FilePath) -> Option<String>,
) -> AppliedFixes {
    let mut by_file: BTreeMap<&FilePath, Vec<&Fix>> = BTreeMap::new();
    for finding in findings {
        let fix = finding.fix.as_ref().filter(|fix| fix.applicability <= least);
        by_file.entry(&finding.place.file).or_default().extend(fix);
    }
    let mut applied = AppliedFixes::default();
    for (file, fixes) in by_file.into_iter().filter(|(_, fixes)| !fixes.is_empty()) {
        let Some(before) = text(file) else { continue };
        let (edits, findings) = together(fixes);
        let Some(after) = edited(&before, &edits) else {
            applied.refused.insert(file.clone(), "an edit is not of this text".to_owned());
            continue;
        };
        if after == before {
            continue;
        }
        match why_worse(file, &before, &after) {
            Some(reason) => drop(applied.refused.insert(file.clone(), reason)),
            None => drop(applied.fixed.insert(file.clone(), FixedFile { text: after, findings })),
        }
    }
    applied
}

/// The edits of the fixes that go together, in the order of the text, and how many findings they are for.
fn together(mut fixes: Vec<&Fix>) -> (Vec<&Edit>, usize) {
    fixes.sort_by(|one, other| one.edits.cmp(&other.edits));
    let mut taken: BTreeSet<&Edit> = BTreeSet::new();
    let mut findings = 0;
    for fix in fixes {
        let is_known = fix.edits.iter().all(|edit| taken.contains(edit));
        if is_known || !fix.edits.iter().any(|edit| is_taken(edit, &taken)) {
            taken.extend(&fix.edits);
            findings += 1;
        }
    }
    (taken.into_iter().collect(), findings)
}

/// None of `taken` touches another, so that only the one before and the one after can touch an edit.
fn is_taken(edit: &Edit, taken: &BTreeSet<&Edit>) -> bool {
    let before = taken.range::<&Edit, _>(..=edit).next_back();
    let after = taken.range::<&Edit, _>(edit..).next();
    before.into_iter().chain(after).any(|other| touch(edit, other))
}

/// Whether it matters which of the two is done first.
fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

/// The text with the edits done; `None` where one of them is not of this text.
pub fn edited(text: &str, edits: &[&Edit]) -> Option<String> {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        after += text.get(at..edit.span.start as usize)?;
        after += &edit.text;
        at = edit.span.end as usize;
    }
    after += text.get(at..)?;
    Some(after)
}

/// Why an edited text is worse than the text before: less of it can be parsed. A fix is wrong then, and not the person who asked
/// for it.
fn why_worse(file: &FilePath, before: &str, after: &str) -> Option<String> {
    if file.as_str().ends_with(".toml") {
        let mistake = |text: &str| text.parse::<toml::Table>().err();
        let error = mistake(after).filter(|_| mistake(before).is_none())?;
        return Some(format!("the edited text is not TOML: {}", error.message()));
    }
    // What it is parsed as elsewhere is not known here: one of the two is the better reading.
    let problems = |text: &str| {
        let readings = Grammar::OF_FILES.map(|grammar| FileFacts::parsed_as(grammar, text).problems);
        readings.into_iter().min_by_key(Vec::len).unwrap_or_default()
    };
    let (known, found) = (problems(before), problems(after));
    let first = found.first().filter(|_| found.len() > known.len())?;
    Some(format!(
        "the edited text does not parse: line {}: {}",
        first.span.line, first.message
    ))
}

/// The change of a file as a patch that `git apply` takes.
pub fn diff(file: &FilePath, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff()
        .header(&format!("a/{file}"), &format!("b/{file}"))
        .to_string()
}
