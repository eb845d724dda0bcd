//! Shows for each contract of a workspace that its rule can find something. A contract that nothing can break looks as if everybody
//! kept it.
//!
//! The rules write probes, code that breaks each of their contracts. All probes are put into the workspace in memory and checked like
//! any other code, with the same configuration and the same exemptions. Nothing is written to disk or run. The idea is that of mutation
//! testing, applied to rules.
//!
//! Knows no kinds of rules and no syntax.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::check::{Request, linked};
use crate::config::{Config, RuleConfig};
use crate::discover::{Layout, TargetKind};
use crate::finding::{Class, FilePath, Finding, Place};
use crate::rules::input::CONFIG_MISTAKE;
use crate::rules::run::probes;
use crate::rules::{Probe, ProbeCode, ProbeText};
use crate::snapshot::Snapshot;

/// A rule, and what became of its probes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExaminedRule {
    /// The rule's id.
    pub rule: Arc<str>,
    /// Its contracts; empty if it has none here, as a rule about concepts if no concept has its facet.
    pub contracts: Vec<Proof>,
}

/// What became of the probe of one contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The concept, if the contract is one of a concept.
    pub concept: Option<Arc<str>>,
    /// What the probe does that must not be, as the configuration writes it.
    pub subject: String,
    /// The entry of the configuration; without one, nothing.
    pub place: Option<Place>,
    /// Whether the rule found the probe.
    pub result: ProofResult,
}

/// Whether a rule found a probe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofResult {
    /// It did.
    Found,
    /// It did not, for this reason as far as it is known.
    NotFound(String),
}

/// The text of a probe, with the number of the probe.
type NumberedText = (usize, ProbeText);

/// A file with probes in it.
struct ProbedFile {
    text: String,
    /// For each text of a probe, the number of the probe and the bytes of the file.
    ranges: Vec<(usize, Range<usize>)>,
}

/// The files with probes.
type ProbedFiles = BTreeMap<FilePath, ProbedFile>;

/// Puts the probes of all rules into a snapshot and checks it.
pub fn examine(snapshot: &Snapshot, config: &Config, request: &Request) -> Vec<ExaminedRule> {
    let original = linked(snapshot, config, request);
    let text = |file: &FilePath| original.snapshot.text(file).ok();
    let probes_by_rule = probes(
        (&original.workspace, &original.layout),
        config,
        request.today.as_deref(),
        text,
    );
    let probed = probed_files(&probes_by_rule, &original.layout, &original.snapshot);
    let mut changed = snapshot.clone();
    for (file, ProbedFile { text, .. }) in &probed {
        changed = changed.with(file.clone(), text.as_str());
    }
    let before = original.findings(config, request);
    let config = Config::from_snapshot(&changed);
    let findings = linked(&changed, &config, request).findings(&config, request);
    let mut numbers = 0..;
    let examined = probes_by_rule.into_iter().map(|(rule, probes)| ExaminedRule {
        rule: rule.id.clone(),
        contracts: probes
            .into_iter()
            .zip(numbers.by_ref())
            .map(|(probe, number)| Proof::new(rule, (number, probe), &probed, &findings, &before))
            .collect(),
    });
    examined.collect()
}

/// Puts probes into files. The probes are numbered in the order of their rules.
fn probed_files(probes_by_rule: &[(&RuleConfig, Vec<Probe>)], layout: &Layout, snapshot: &Snapshot) -> ProbedFiles {
    let mut by_file: BTreeMap<FilePath, Vec<NumberedText>> = BTreeMap::new();
    let probes = probes_by_rule
        .iter()
        .flat_map(|(rule, probes)| probes.iter().map(move |probe| (rule, probe)));
    for (number, (rule, probe)) in probes.enumerate() {
        let texts: Vec<ProbeText> = match &probe.code {
            ProbeCode::EachCrate(code) => {
                let module = |file: FilePath| ProbeText {
                    file,
                    before: None,
                    text: format!("mod ssot_probe_{number} {{\n{code}\n}}"),
                };
                roots(layout, rule).map(module).collect()
            }
            ProbeCode::Files(texts) => texts.clone(),
        };
        for text in texts {
            by_file.entry(text.file.clone()).or_default().push((number, text));
        }
    }
    let probed = by_file.into_iter().map(|(file, texts)| {
        let probed = ProbedFile::new(&snapshot.text(&file).unwrap_or_default(), texts);
        (file, probed)
    });
    probed.collect()
}

impl ProbedFile {
    fn new(original: &str, mut texts: Vec<NumberedText>) -> Self {
        let offset = |text: &ProbeText| text.before.map_or(original.len(), |offset| offset as usize);
        texts.sort_by_key(|(_, text)| offset(text));
        let mut probed = Self {
            text: String::new(),
            ranges: Vec::new(),
        };
        let mut copied = 0;
        for (number, text) in texts {
            let at = offset(&text);
            probed.text.push_str(original.get(copied..at).unwrap_or_default());
            copied = at;
            probed.text.push('\n');
            let start = probed.text.len();
            probed.text.push_str(&text.text);
            probed.ranges.push((number, start..probed.text.len()));
            probed.text.push('\n');
        }
        probed.text.push_str(original.get(copied..).unwrap_or_default());
        probed
    }
}

/// The root files of the crates that a rule looks at: those of tests if it looks at nothing else.
fn roots(layout: &Layout, rule: &RuleConfig) -> impl Iterator<Item = FilePath> {
    let is_for_tests = !rule.classes.contains(&Class::Production);
    let is_wanted = move |kind: TargetKind| match kind {
        TargetKind::Library | TargetKind::ProcMacro | TargetKind::Binary => !is_for_tests,
        TargetKind::Test | TargetKind::Bench => is_for_tests,
        TargetKind::Example | TargetKind::BuildScript => false,
    };
    let crates = layout.crates.iter().filter(move |target| is_wanted(target.kind));
    let mut files: Vec<FilePath> = crates
        .map(|target| layout.files[target.root.0 as usize].path.clone())
        .collect();
    // A file that is the root of several crates gets the code once.
    files.sort();
    files.dedup();
    files.into_iter()
}

impl Proof {
    fn new(
        rule: &RuleConfig,
        (number, probe): (usize, Probe),
        probed: &ProbedFiles,
        findings: &[Finding],
        before: &[Finding],
    ) -> Self {
        let is_within = |place: &Place| {
            let ranges = probed.get(&place.file).into_iter().flat_map(|file| &file.ranges);
            let mut of_probe = ranges.filter(|(of, _)| *of == number);
            of_probe.any(|(_, range)| range.contains(&(place.span.start as usize)))
        };
        let is_proof = |finding: &Finding| {
            let is_of_concept = probe.concept.is_none() || finding.concept == probe.concept;
            let related = finding.related.iter().map(|related| &related.place);
            let mut places = std::iter::once(&finding.place).chain(related);
            finding.rule == rule.id && is_of_concept && places.any(is_within)
        };
        let is_anywhere = probed.values().any(|file| file.ranges.iter().any(|(of, _)| *of == number));
        let result = match findings.iter().any(is_proof) {
            true => ProofResult::Found,
            false => ProofResult::NotFound(reason(&probe, is_anywhere, before)),
        };
        Self {
            concept: probe.concept,
            subject: probe.subject,
            place: probe.place,
            result,
        }
    }
}

/// Why a rule did not find a probe. What the check itself says of the entry or of the concept comes first.
fn reason(probe: &Probe, is_anywhere: bool, findings: &[Finding]) -> String {
    let of_entry = findings
        .iter()
        .find(|finding| &*finding.rule == CONFIG_MISTAKE && Some(&finding.place) == probe.place.as_ref());
    let of_concept = findings.iter().find(|finding| {
        let place = &finding.place.file;
        finding.concept == probe.concept && probe.concept.is_some() && place.as_str() == crate::config::FILE
    });
    match of_entry.or(of_concept) {
        Some(finding) => finding.message.clone(),
        None if !is_anywhere => "no crate of the workspace is one that the rule looks at".to_owned(),
        None => "no crate can write code that breaks it: nothing leads there, or every place is allowed or exempt".to_owned(),
    }
}
