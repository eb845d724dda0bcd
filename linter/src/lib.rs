//! `ssot`, the single-source-of-truth linter for Rust workspaces.
//!
//! A team writes down which concept lives where; `ssot` shows every place that goes around it. The modules below stand
//! in the order of the data: a [`snapshot::Snapshot`] gives texts, [`discover`] the crates and files among them,
//! [`facts`] what each file says by itself, [`link`] what its names mean across files, [`rules`] what of that is wrong,
//! [`score`] what it comes to, and [`report`] how it is told. [`check`] is the whole way on one page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

pub mod finding;

pub mod config;

pub mod git;

pub mod snapshot;

pub mod cache;

pub mod history;

pub mod discover;

pub mod facts;

pub mod link;

pub mod rules;

pub mod uses;

pub mod proposals;

pub mod score;

pub mod gate;

pub mod fix;

pub mod baseline;

pub mod report;

pub mod serve;

pub mod cli;

mod exemptions;
mod input;
mod interned;
mod judged;
mod steps;

use baseline::{Baseline, Comparison};
use cache::Cache;
use config::{Config, ConfigProblem};
use discover::Layout;
use facts::{FileFacts, Grammar};
use finding::{Applicability, Class, FilePath, Finding};
use fix::{Meaning, Mended};
use gate::Gate;
use input::{FactsOf, Reading};
use judged::Judged;
use link::Workspace;
use report::{LookedAt, Report, RuleInfo};
use score::Score;
use snapshot::Snapshot;

/// Links the files of a snapshot, for questions that are no check.
pub fn workspace(snapshot: &Snapshot, config: &Config, cache: Option<&Cache>) -> Workspace {
    linked(snapshot, config, cache, None).workspace
}

fn linked(snapshot: &Snapshot, config: &Config, cache: Option<&Cache>, progress: Option<fn(usize, usize)>) -> Linked {
    let linked = Linked::of(snapshot, config, &cache, progress);
    cache.inspect(|cache| cache.flush());
    linked
}

/// From the cache where there is one.
impl FactsOf for Option<&Cache> {
    fn known(&self, grammar: Grammar, hash: u128) -> Option<Arc<FileFacts>> {
        self.and_then(|cache| cache.known(grammar, hash)).map(Arc::new)
    }

    fn of(&self, grammar: Grammar, text: &str) -> Arc<FileFacts> {
        let facts = match self {
            Some(cache) => cache.facts(grammar, text),
            None => FileFacts::parsed_as(grammar, text),
        };
        Arc::new(facts)
    }
}

/// The first part of the way: from texts to what their names mean, with what stood in the way.
struct Linked {
    /// The files that the configuration leaves to be looked at.
    snapshot: Snapshot,
    layout: Layout,
    workspace: Workspace,
    unreadable: Vec<(FilePath, String)>,
    /// Mistakes in the globs of the configuration.
    problems: Vec<ConfigProblem>,
}

impl Linked {
    fn of(snapshot: &Snapshot, config: &Config, facts: &dyn FactsOf, progress: Option<fn(usize, usize)>) -> Self {
        let (classes, mut problems) = input::class_globs(config);
        let (excluded, exclude_problems) = input::excluded(config);
        problems.extend(exclude_problems);
        let is_excluded = |file: &FilePath| excluded.iter().any(|glob| glob.matches(file));
        let reading = Reading {
            facts,
            classes: &classes,
            is_excluded: &is_excluded,
            test_features: &config.test_features,
            progress,
        };
        let read = reading.of(snapshot.without(is_excluded));
        problems.extend(input::globs_of_nothing(config, snapshot, &read));
        Self {
            workspace: Workspace::link(&read.layout, read.facts, read.modules),
            snapshot: read.snapshot,
            layout: read.layout,
            unreadable: read.problems,
            problems,
        }
    }
}

/// What a check is asked beyond the files and the configuration.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Report only on files in these folders and on these files; empty means all.
    pub only: Vec<FilePath>,
    /// Rules that are switched off for this run.
    pub allow: Vec<String>,
    /// The date, such as `2026-11-20`, by which allowances end; without it none does.
    pub today: Option<String>,
    /// Findings that are accepted for the time being: they count in the score, and are neither reported nor judged.
    pub baseline: Option<Baseline>,
    /// A record of the baseline whose finding is gone fails the check.
    pub locked: bool,
    /// What is compared with: only what is new since is reported and judged.
    pub before: Option<Before>,
    /// Where facts of texts seen before are kept.
    pub cache: Option<Arc<Cache>>,
    /// Called with the number of files read so far and of all.
    pub progress: Option<fn(usize, usize)>,
}

/// Another state of the same workspace.
#[derive(Clone, Debug)]
pub struct Before {
    /// Which one: the words after "compared with".
    pub name: String,
    /// What was found in it.
    pub findings: Baseline,
}

/// Looks at every file of a snapshot and reports where the configuration's contracts are broken.
pub fn check(snapshot: &Snapshot, config: &Config, gate: &Gate, request: &Request) -> Report {
    check_all(snapshot, config, gate, request).0
}

/// The same, with the snapshot as it is once all that the sources name is part of it.
fn check_all<'s>(snapshot: &'s Snapshot, config: &Config, gate: &Gate, request: &Request) -> (Report, Cow<'s, Snapshot>) {
    let judge = || {
        let linked = linked(snapshot, config, request.cache.as_deref(), request.progress);
        Judged::of(&linked, config, request)
    };
    let holds = |judged: &Judged| *snapshot.after_asking(&judged.asked).asked() == judged.asked;
    let judged = match &request.cache {
        Some(cache) => cache.judged(judged::key(snapshot, config, request), holds, judge, || {
            !snapshot.has_changed()
        }),
        None => judge(),
    };
    let snapshot = snapshot.after_asking(&judged.asked);
    (report(judged, &snapshot, config, gate, request), snapshot)
}

/// The last part of the way: from what is the case to what is told of it, by what was asked for.
fn report(judged: Judged, snapshot: &Snapshot, config: &Config, gate: &Gate, request: &Request) -> Report {
    let Judged {
        mut findings,
        mut conforming,
        files,
        missing,
        asked: _,
        crates,
        exempted,
    } = judged;
    input::explain_missing(&mut findings, &missing, snapshot);
    // Of all findings, whatever is asked for: else one outside of that would vouch for another inside.
    let compare = |baseline: &Baseline| baseline.compare(&findings);
    let accepted = request.baseline.as_ref().map(compare).unwrap_or_default();
    let older = request
        .before
        .as_ref()
        .map(|before| compare(&before.findings))
        .unwrap_or_default();
    findings.retain(|finding| !request.allow.iter().any(|rule| **rule == *finding.rule));
    findings.retain(|finding| is_asked_for(&finding.place.file, &request.only));
    conforming.retain(|site| is_asked_for(&site.file, &request.only));
    conforming.retain(|site| !request.allow.iter().any(|rule| **rule == *site.rule));

    let asked_for = || files.iter().filter(|file| is_asked_for(&file.path, &request.only));
    let classes: Vec<(FilePath, Class)> = asked_for().map(|file| (file.path.clone(), file.class)).collect();
    let score = Score::of(&classes, &findings, &conforming, &config.weights);
    let looked_at = LookedAt {
        files: count(&classes),
        lines: asked_for().map(|file| file.lines).sum(),
        crates,
        unread: unread(&findings),
        unknown_paths: asked_for().map(|file| file.unknown_paths).sum(),
        unknown_methods: asked_for().map(|file| file.unknown_methods).sum(),
        rules: config.rules.iter().filter(|rule| rule.level != config::Level::Off).count() as u64,
        concepts: config.concepts.len() as u64,
        exemptions: exempted,
        baselined: count_in(&findings, &accepted),
    };
    let mut notes = notes(config, &classes, request);
    notes.extend(unknown_includes(asked_for().map(|file| file.unknown_includes).sum()));
    notes.extend(request.before.as_ref().map(|before| {
        let older = report::text::count(count_in(&findings, &older), "older finding");
        format!(
            "compared with {}: only what is new since is told and judged; left out: {older}",
            before.name
        )
    }));
    findings.retain(|finding| !accepted.known.contains(&finding.fingerprint) && !older.known.contains(&finding.fingerprint));
    notes.extend(fixable(&findings));
    let mut gate = gate.judge(&findings, &score);
    if !accepted.stale.is_empty() {
        let stale = format!(
            "{} of the baseline without a finding: `ssot baseline prune` removes them",
            report::text::count(accepted.stale.len() as u64, "record")
        );
        match request.locked {
            true => gate.fail(stale),
            false => notes.push(stale),
        }
    }
    let sources = sources(snapshot, config, &findings);
    Report {
        version: report::VERSION,
        looked_at,
        findings,
        score,
        gate,
        notes,
        rules: rule_infos(config, request),
        sources,
    }
}

/// How many of the findings can be mended without a person.
fn fixable(findings: &[Finding]) -> Option<String> {
    let count = |applicability| {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applicability == applicability).count() as u64
    };
    let (safe, others) = (count(Applicability::Safe), count(Applicability::Unsafe));
    match (safe, others) {
        (0, 0) => None,
        (safe, 0) => Some(format!("`ssot fix` mends {safe} of the findings")),
        (0, others) => Some(format!(
            "`ssot fix --unsafe-fixes` mends {others} of the findings, to be looked at afterwards"
        )),
        (safe, others) => Some(format!(
            "`ssot fix` mends {safe} of the findings, and with `--unsafe-fixes` {others} more"
        )),
    }
}

/// What fixes have changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The files, each with its text before and after.
    pub changed: BTreeMap<FilePath, (String, String)>,
    /// How many findings that mended.
    pub findings: usize,
    /// Files whose fixes would have changed what a path leads to, each with what that is: they are left as they were.
    pub refused: BTreeMap<FilePath, String>,
}

/// Checks, mends what is no less safe than `least`, and checks again, until nothing is left that can be mended. The report is of
/// what is there afterwards. Only texts that the snapshot holds are mended: one that is read again may be another.
pub fn check_and_fix(
    mut snapshot: Snapshot,
    mut config: Config,
    gate: &Gate,
    request: &Request,
    least: Applicability,
) -> (Report, Fixed) {
    /// Each round mends something; rounds beyond these mend what the ones before them broke.
    const MOST_ROUNDS: usize = 50;
    let mut fixed = Fixed::default();
    let mut meaning = None;
    for _ in 0..MOST_ROUNDS {
        let (report, all) = check_all(&snapshot, &config, gate, request);
        let all = all.into_owned();
        let mut mended = fix::apply(&report.findings, least, |file| all.held_text(file));
        mended.retain(|file, _| !fixed.refused.contains_key(file));
        if mended.is_empty() {
            return (report, fixed);
        }
        let before = meaning.take().unwrap_or_else(|| meant(&snapshot, &config, request));
        let (after, mended) = sound(before, &snapshot, mended.into_iter().collect(), request, &mut fixed.refused);
        meaning = Some(after);
        for (file, Mended { text, findings }) in mended {
            let before = all.held_text(&file).unwrap_or_default();
            snapshot = snapshot.with(file.clone(), text.clone());
            let change = fixed.changed.entry(file).or_insert((before, String::new()));
            change.1 = text;
            fixed.findings += findings;
        }
        config = Config::of(&snapshot);
    }
    (check(&snapshot, &config, gate, request), fixed)
}

fn meant(snapshot: &Snapshot, config: &Config, request: &Request) -> Meaning {
    Meaning::of(&workspace(snapshot, config, request.cache.as_deref()), config)
}

/// Those of some new texts after which all names mean what they did, and what they mean then. Where something is spoilt, the half is
/// looked for that does it, so that one fault costs the logarithm of their number; `refused` says what it would have done.
fn sound(
    before: Meaning,
    snapshot: &Snapshot,
    mut mended: Vec<(FilePath, Mended)>,
    request: &Request,
    refused: &mut BTreeMap<FilePath, String>,
) -> (Meaning, Vec<(FilePath, Mended)>) {
    let with = |texts: &[(FilePath, Mended)]| {
        let texts = texts.iter();
        texts.fold(snapshot.clone(), |snapshot, (file, mended)| {
            snapshot.with(file.clone(), mended.text.clone())
        })
    };
    let edited = with(&mended);
    let after = meant(&edited, &Config::of(&edited), request);
    let Some(spoilt) = before.spoilt_by(&after) else {
        return (after, mended);
    };
    if mended.len() < 2 {
        refused.extend(mended.into_iter().map(|(file, _)| (file, spoilt.clone())));
        return (before, Vec::new());
    }
    let second = mended.split_off(mended.len() / 2);
    let (before, mut kept) = sound(before, snapshot, mended, request, refused);
    let (after, others) = sound(before, &with(&kept), second, request, refused);
    kept.extend(others);
    (after, kept)
}

/// The rules that an allowance may name, and those that ran.
fn rules<'a>(config: &'a Config, request: &Request) -> exemptions::Rules<'a> {
    let on = config
        .rules
        .iter()
        .filter(|rule| rule.level != config::Level::Off && !request.allow.iter().any(|off| **off == *rule.id));
    let of_input = rules::input::INPUT_RULES.iter().map(|rule| rule.id);
    exemptions::Rules {
        known: config.rules.iter().map(|rule| &*rule.id).collect(),
        of_input: of_input.collect(),
        ran: on.map(|rule| &*rule.id).collect(),
    }
}

/// What there is to say of the rules that ran, those about the input among them, by id.
fn rule_infos(config: &Config, request: &Request) -> Vec<RuleInfo> {
    let ran = rules(config, request).ran;
    let of_code = config
        .rules
        .iter()
        .filter(|rule| ran.contains(&&*rule.id))
        .map(|rule| RuleInfo {
            id: rule.id.clone(),
            category: rule.category.clone(),
            severity: rule.severity,
            summary: rule.summary.clone(),
            why: rule.why.clone(),
            help: rule.help.clone(),
        });
    let of_input = rules::input::INPUT_RULES.iter().map(|rule| RuleInfo {
        id: rule.id.into(),
        category: score::INPUT.into(),
        severity: rule.severity,
        summary: rule.summary.into(),
        why: rule.why.into(),
        help: String::new(),
    });
    let mut infos: Vec<RuleInfo> = of_code.chain(of_input).collect();
    infos.sort_by(|one, other| one.id.cmp(&other.id));
    infos
}

/// The file is one of those asked for, or lies in a folder that is.
fn is_asked_for(file: &FilePath, only: &[FilePath]) -> bool {
    only.is_empty() || only.iter().any(|folder| file.is_within(folder))
}

/// How many of the findings were there before.
fn count_in(findings: &[Finding], comparison: &Comparison) -> u64 {
    let known = findings
        .iter()
        .filter(|finding| comparison.known.contains(&finding.fingerprint));
    known.count() as u64
}

fn count(files: &[(FilePath, Class)]) -> BTreeMap<Class, u64> {
    let mut counts = BTreeMap::new();
    for (_, class) in files {
        *counts.entry(*class).or_default() += 1;
    }
    counts
}

/// The texts of the files with findings. One that has vanished since is left out: its excerpts are.
fn sources(snapshot: &Snapshot, config: &Config, findings: &[Finding]) -> BTreeMap<FilePath, Arc<str>> {
    let mut files: Vec<&FilePath> = findings
        .iter()
        .flat_map(|finding| std::iter::once(&finding.place.file).chain(finding.related.iter().map(|related| &related.place.file)))
        .collect();
    files.sort_unstable();
    files.dedup();
    let texts = files.into_par_iter().filter_map(|file| {
        let shipped = config.text(file).map(Arc::from);
        Some((file.clone(), shipped.or_else(|| snapshot.text(file).ok().map(Arc::from))?))
    });
    texts.collect()
}

/// The number of files of which a part or all could not be read.
fn unread(findings: &[Finding]) -> u64 {
    let about_reading = |finding: &&Finding| matches!(&*finding.rule, rules::input::UNREADABLE_FILE | rules::input::UNPARSED_CODE);
    let files: BTreeSet<&FilePath> = findings
        .iter()
        .filter(about_reading)
        .map(|finding| &finding.place.file)
        .collect();
    files.len() as u64
}

/// What is included and never seen.
fn unknown_includes(count: u64) -> Option<String> {
    let files = report::text::count(count, "file");
    (count > 0).then(|| format!("not judged: {files} that `include!` names by what only a build knows, such as `OUT_DIR`"))
}

fn notes(config: &Config, files: &[(FilePath, Class)], request: &Request) -> Vec<String> {
    let mut notes = Vec::new();
    for only in &request.only {
        if !files.iter().any(|(file, _)| is_asked_for(file, std::slice::from_ref(only))) {
            notes.push(format!(
                "`{only}` holds no Rust file that is looked at: it is ignored, excluded, or of another kind"
            ));
        }
    }
    if files.is_empty() {
        notes.push("no Rust file was found here".into());
    }
    if !config.declared {
        notes.push(
            "no ssot.toml: the core rules ran with their defaults; write one with [concept.<name>] and `canonical = \"crate::module\"` \
             to say where each concept lives"
                .into(),
        );
    }
    notes
}
