//! Checks and fixes in turns, until nothing is left that can be fixed.

use std::collections::BTreeMap;

use super::{FixedFile, Meaning, apply};
use crate::check::gate::QualityGate;
use crate::check::{Request, check, check_all, workspace};
use crate::config::Config;
use crate::finding::{Applicability, FilePath};
use crate::report::Report;
use crate::snapshot::Snapshot;

/// The result of applying fixes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The files, each with its text before and after.
    pub changed: BTreeMap<FilePath, (String, String)>,
    /// The number of fixed findings.
    pub findings: usize,
    /// Files whose fixes would have changed what a path leads to, or made the text unreadable, each with what that is: they are left
    /// as they were.
    pub refused: BTreeMap<FilePath, String>,
}

/// Checks, applies fixes of applicability `least` or safer, and checks again, until no fix is left. The report describes the
/// result. Only texts in memory are fixed, because a file that is read again may have changed.
pub fn check_and_fix(
    mut snapshot: Snapshot,
    mut config: Config,
    gate: &QualityGate,
    request: &Request,
    least: Applicability,
) -> (Report, Fixed) {
    /// Each round fixes something; rounds beyond these fix what the ones before them broke.
    const MOST_ROUNDS: usize = 50;
    let mut fixed = Fixed::default();
    let mut meaning = None;
    for _ in 0..MOST_ROUNDS {
        let (report, all) = check_all(&snapshot, &config, gate, request);
        let all = all.into_owned();
        let applied = apply(&report.findings, least, |file| all.held_text(file));
        let mut fixed_files = applied.fixed;
        fixed.refused.extend(applied.refused);
        fixed_files.retain(|file, _| !fixed.refused.contains_key(file));
        if fixed_files.is_empty() {
            return (report, fixed);
        }
        let before = meaning.take().unwrap_or_else(|| meant(&snapshot, &config, request));
        let (after, fixed_files) = sound(
            before,
            &snapshot,
            fixed_files.into_iter().collect(),
            request,
            &mut fixed.refused,
        );
        meaning = Some(after);
        for (file, FixedFile { text, findings }) in fixed_files {
            let before = all.held_text(&file).unwrap_or_default();
            snapshot = snapshot.with(file.clone(), text.clone());
            let change = fixed.changed.entry(file).or_insert((before, String::new()));
            change.1 = text;
            fixed.findings += findings;
        }
        config = Config::from_snapshot(&snapshot);
    }
    (check(&snapshot, &config, gate, request), fixed)
}

fn meant(snapshot: &Snapshot, config: &Config, request: &Request) -> Meaning {
    Meaning::new(&workspace(snapshot, config, request.cache.as_deref()), config)
}

/// Those of some new texts after which all names mean what they did, and what they mean then. Where something is spoilt, the half is
/// looked for that does it, so that one fault costs the logarithm of their number; `refused` says what it would have done.
fn sound(
    before: Meaning,
    snapshot: &Snapshot,
    mut fixed_files: Vec<(FilePath, FixedFile)>,
    request: &Request,
    refused: &mut BTreeMap<FilePath, String>,
) -> (Meaning, Vec<(FilePath, FixedFile)>) {
    let with = |texts: &[(FilePath, FixedFile)]| {
        let texts = texts.iter();
        texts.fold(snapshot.clone(), |snapshot, (file, fixed)| {
            snapshot.with(file.clone(), fixed.text.clone())
        })
    };
    let edited = with(&fixed_files);
    let after = meant(&edited, &Config::from_snapshot(&edited), request);
    let Some(spoilt) = before.spoilt_by(&after) else {
        return (after, fixed_files);
    };
    if fixed_files.len() < 2 {
        refused.extend(fixed_files.into_iter().map(|(file, _)| (file, spoilt.clone())));
        return (before, Vec::new());
    }
    let second = fixed_files.split_off(fixed_files.len() / 2);
    let (before, mut kept) = sound(before, snapshot, fixed_files, request, refused);
    let (after, others) = sound(before, &with(&kept), second, request, refused);
    kept.extend(others);
    (after, kept)
}
