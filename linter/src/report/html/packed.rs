//! The findings as data for the script: every text once, lists of numbers for findings, the whole compressed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::excerpts::{ExcerptLimits, LineRun, ShownLines};
use crate::finding::{Edit, FilePath, Finding, Place, Severity};
use crate::fix;
use crate::report::{Report, text};

/// The most bytes of the data in the page: the rest of it stays below half a megabyte.
pub(super) const MOST_BYTES: usize = 1_400_000;

/// Maximum length of a patch, in bytes.
const LONGEST_PATCH: usize = 20_000;

/// What is left out, step by step, until the data is small enough.
const STEPS: [ExcerptLimits; 4] = [
    ExcerptLimits {
        around: 3,
        most: 40,
        places: 12,
    },
    ExcerptLimits {
        around: 1,
        most: 16,
        places: 6,
    },
    ExcerptLimits {
        around: 0,
        most: 3,
        places: 2,
    },
    ExcerptLimits {
        around: 0,
        most: 0,
        places: 2,
    },
];

/// Why a finding does not count, if it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindingState {
    /// It counts for the gate.
    New,
    /// The baseline or the compared state has it, too.
    Known,
    /// This exemption covers it.
    Exempted(usize),
}

impl FindingState {
    /// The number of the exemption that covers it.
    fn exemption(self) -> Option<usize> {
        match self {
            Self::Exempted(number) => Some(number),
            Self::New | Self::Known => None,
        }
    }
}

/// A finding and its state.
pub(super) type StatedFinding<'a> = (&'a Finding, FindingState);

/// The data of the page.
#[derive(Debug)]
pub(super) struct PackedFindings {
    /// JSON, deflated, in base64.
    pub(super) data: String,
    /// The findings that it has.
    pub(super) kept: usize,
    /// Source lines were left out.
    pub(super) is_short: bool,
}

/// What the script unpacks.
#[derive(Serialize)]
struct FindingData<'a> {
    words: Vec<&'a str>,
    /// Path, crate and owners, as words.
    files: Vec<(u32, u32, Vec<u32>)>,
    /// Id and reason of each rule, as words.
    rules: Vec<(u32, u32)>,
    /// Reason, last day, and place of each exemption, as words.
    exemptions: Vec<(u32, u32, u32)>,
    findings: Vec<FindingRow>,
    lines: Vec<(u32, Vec<LineRun>)>,
    patches: BTreeMap<usize, String>,
    link: Option<&'a str>,
}

/// A finding: rule, severity, category, concept, place, state, message, help, item, related places. Texts are words; 0 is none.
#[derive(Serialize)]
struct FindingRow(u32, u8, u32, u32, PlaceRow, i64, u32, u32, u32, Vec<RelatedRow>);

/// File, line, column, last line, and the number of characters if that is the same line.
#[derive(Serialize)]
struct PlaceRow(u32, u32, u32, u32, u32);

/// Place, label, whether it is a copy of the finding's item.
#[derive(Serialize)]
struct RelatedRow(PlaceRow, u32, u8);

/// Texts by number.
#[derive(Default)]
struct WordTable<'a> {
    numbers: FxHashMap<&'a str, u32>,
    words: Vec<&'a str>,
}

impl<'a> WordTable<'a> {
    fn number(&mut self, word: &'a str) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.words.push(word);
        }
        number
    }
}

/// All findings, the worst first: those that count for the gate, then the others.
pub(super) fn stated(report: &Report) -> Vec<StatedFinding<'_>> {
    let new = report.findings.iter().map(|finding| (finding, FindingState::New));
    let known = report.known.iter().map(|finding| (finding, FindingState::Known));
    let exempted = report.exemptions.iter().enumerate();
    let exempted =
        exempted.flat_map(|(number, exemption)| exemption.findings.iter().map(move |it| (it, FindingState::Exempted(number))));
    let mut all: Vec<StatedFinding<'_>> = new.chain(known).chain(exempted).collect();
    let rank = |state| match state {
        FindingState::New => 0,
        FindingState::Known => 1,
        FindingState::Exempted(_) => 2,
    };
    all.sort_by_key(|(finding, state)| (rank(*state), Reverse(finding.severity))); // stable: equals stay by place
    all
}

/// Packs the findings into at most so many bytes. If they are too many, first source lines are left out, then findings at the end.
pub(super) fn packed(
    report: &Report,
    findings: &[StatedFinding<'_>],
    link: Option<&str>,
    most_bytes: usize,
) -> io::Result<PackedFindings> {
    let patches = patches(report, findings);
    let mut kept = findings.len();
    let mut step = 0;
    loop {
        let data = encoded(&FindingData::new(report, &findings[..kept], &patches, (STEPS[step], link)).json()?)?;
        if data.len() <= most_bytes || kept == 0 {
            return Ok(PackedFindings {
                data,
                kept,
                is_short: step > 0,
            });
        }
        match step + 1 < STEPS.len() {
            true => step += 1,
            false => kept = kept * 3 / 4,
        }
    }
}

fn encoded(json: &str) -> io::Result<String> {
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
    deflated.write_all(json.as_bytes())?;
    Ok(STANDARD.encode(deflated.finish()?))
}

/// The fix of each finding that has one, as a patch, unless that is very long: `ssot fix --diff` shows every patch.
fn patches(report: &Report, findings: &[StatedFinding<'_>]) -> BTreeMap<usize, String> {
    let patches = findings.par_iter().enumerate().filter_map(|(number, (finding, _))| {
        let (fix, text) = (finding.fix.as_ref()?, report.sources.get(&finding.place.file)?);
        let edits: Vec<&Edit> = fix.edits.iter().collect();
        let patch = fix::diff(&finding.place.file, text, &fix::edited(text, &edits)?);
        (patch.len() <= LONGEST_PATCH).then(|| (number, format!("{}\n{patch}", fix.title)))
    });
    patches.collect()
}

impl<'a> FindingData<'a> {
    fn new(
        report: &'a Report,
        findings: &[StatedFinding<'a>],
        patches: &BTreeMap<usize, String>,
        (limits, link): (ExcerptLimits, Option<&'a str>),
    ) -> Self {
        let mut words = WordTable::default();
        words.number("");
        let mut shown = ShownLines::new(&report.sources);
        let mut files: FxHashMap<&FilePath, u32> = FxHashMap::default();
        let mut listed: Vec<&FilePath> = Vec::new();
        let mut place = |place: &'a Place, is_copy: bool| {
            let last = if is_copy {
                shown.end_of_item(place)
            } else {
                shown.last_line(place)
            };
            shown.show(place, last, limits);
            let next = files.len() as u32;
            let number = *files.entry(&place.file).or_insert(next);
            if number == next {
                listed.push(&place.file);
            }
            let length = if last == place.span.line { shown.length(place) } else { 0 };
            PlaceRow(number, place.span.line, place.span.column, last, length)
        };
        let is_of_copies = |rule: &str| report.rules.iter().any(|info| &*info.id == rule && info.kind == "duplicate");
        let rows = findings.iter().map(|(finding, state)| {
            let is_copied = is_of_copies(&finding.rule);
            let related = finding.related.iter().take(limits.places).map(|related| {
                RelatedRow(
                    place(&related.place, is_copied),
                    words.number(&related.label),
                    is_copied.into(),
                )
            });
            let related = related.collect();
            FindingRow(
                words.number(&finding.rule),
                severity(finding.severity),
                words.number(&finding.category),
                words.number(finding.concept.as_deref().unwrap_or_default()),
                place(&finding.place, is_copied),
                match state {
                    FindingState::New => -2,
                    FindingState::Known => -1,
                    FindingState::Exempted(number) => *number as i64,
                },
                words.number(&finding.message),
                words.number(finding.help.as_deref().unwrap_or_default()),
                words.number(&finding.item),
                related,
            )
        });
        let rows = rows.collect();
        let rules = report
            .rules
            .iter()
            .map(|rule| (words.number(&rule.id), words.number(&rule.why)));
        let rules = rules.collect();
        let named: FxHashSet<usize> = findings.iter().filter_map(|(_, state)| state.exemption()).collect();
        let exemptions = report.exemptions.iter().enumerate().map(|(number, exemption)| {
            if !named.contains(&number) {
                return (0, 0, 0);
            }
            let until = exemption.until.as_deref().unwrap_or_default();
            (
                words.number(&exemption.reason),
                words.number(until),
                words.number(exemption.place.file.as_str()),
            )
        });
        let exemptions = exemptions.collect();
        let lines = shown
            .runs()
            .into_iter()
            .filter_map(|(file, runs)| Some((*files.get(file)?, runs)))
            .collect();
        let files = listed.into_iter().map(|file| {
            let owners = report.membership(file).owners.iter();
            let owners = owners.map(|owner| words.number(owner)).collect();
            (
                words.number(file.as_str()),
                words.number(report.membership(file).package_name()),
                owners,
            )
        });
        let files = files.collect();
        Self {
            files,
            rules,
            exemptions,
            findings: rows,
            lines,
            patches: patches
                .iter()
                .filter(|(number, _)| **number < findings.len())
                .map(|(number, patch)| (*number, patch.clone()))
                .collect(),
            link,
            words: words.words,
        }
    }

    /// The data as JSON. What moves the cursor or turns the order of text in a source does so in a page, too.
    fn json(&self) -> io::Result<String> {
        let json = serde_json::to_string(self)?;
        Ok(json.chars().map(text::visible).collect())
    }
}

/// A severity as a number: 0 is the lowest.
fn severity(severity: Severity) -> u8 {
    Severity::ALL.iter().position(|it| *it == severity).unwrap_or_default() as u8
}
