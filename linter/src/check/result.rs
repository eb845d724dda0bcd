//! The last part of a check: builds the requested report from the analysis.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::analysis::{Analysis, FileSummary};
use super::baseline::{Baseline, Comparison};
use super::gate::QualityGate;
use super::{Request, described, exemptions, input};
use crate::config::{self, Config};
use crate::discover::{CodeOwners, Memberships};
use crate::finding::{Applicability, Class, FilePath, Finding};
use crate::report::{self, LookedAt, Report, ReportedFile, RuleInfo, SourceTexts};
use crate::rules;
use crate::score::{self, Score};
use crate::snapshot::Snapshot;

/// The report of an analysis.
pub(super) fn report(analysis: Analysis, snapshot: &Snapshot, config: &Config, gate: &QualityGate, request: &Request) -> Report {
    let Analysis {
        mut findings,
        mut conforming,
        files,
        missing,
        asked: _,
        crates,
        packages,
        mut exemptions,
        homes,
    } = analysis;
    let owners = CodeOwners::from_snapshot(snapshot);
    let ignored_lines = ignored_lines(&owners);
    let exempted = exemptions.iter().map(|exemption| exemption.findings.len() as u64).sum();
    let exempted_findings = exemptions.iter().flat_map(|exemption| &exemption.findings);
    let reported = reported_files(
        &files,
        findings.iter().chain(exempted_findings),
        &Memberships::new(packages, owners),
    );
    let selection = &request.selection;
    let is_selected = |file: &FilePath| {
        reported
            .get(file)
            .is_some_and(|known| selection.has_file(file, &known.membership))
    };
    input::explain_missing(&mut findings, &missing, snapshot);
    // Compare before filtering by `only`: otherwise a record of a finding outside the requested paths could match one inside.
    let compare = |baseline: &Baseline| baseline.compare(&findings);
    let mut accepted = request.baseline.as_ref().map(compare).unwrap_or_default();
    let is_strict = |rule: &str| config.rules.iter().any(|known| known.strict && *known.id == *rule);
    let strict = findings.iter().filter(|finding| is_strict(&finding.rule));
    strict.for_each(|finding| {
        accepted.known.remove(&finding.fingerprint);
    });
    let older = request
        .before
        .as_ref()
        .map(|before| compare(&before.findings))
        .unwrap_or_default();
    findings.retain(|finding| !request.allow.iter().any(|rule| **rule == *finding.rule));
    // Every other finding depends on the configuration.
    let is_of_all = |finding: &Finding| selection.only.is_empty() && &*finding.rule == rules::input::CONFIG_MISTAKE;
    let is_finding_selected =
        |finding: &Finding| is_of_all(finding) || selection.has_category(&finding.category) && is_selected(&finding.place.file);
    findings.retain(is_finding_selected);
    conforming.retain(|site| selection.has_category(&site.category) && is_selected(&site.file));
    conforming.retain(|site| !request.allow.iter().any(|rule| **rule == *site.rule));
    for exemption in &mut exemptions {
        exemption.findings.retain(is_finding_selected);
    }

    let asked_for = || files.iter().filter(|file| is_selected(&file.path));
    let classes: Vec<(FilePath, Class)> = asked_for().map(|file| (file.path.clone(), file.class)).collect();
    let score = Score::new(
        &classes,
        &Vec::from_iter(&findings),
        &Vec::from_iter(&conforming),
        &config.weights,
    );
    let looked_at = LookedAt {
        files: count(&classes),
        lines: asked_for().map(|file| file.lines).sum(),
        crates,
        unread: unread(&findings),
        unknown_paths: asked_for().map(|file| file.unknown_paths).sum(),
        unknown_methods: asked_for().map(|file| file.unknown_methods).sum(),
        rules: config
            .rules
            .iter()
            .filter(|rule| rule.level != config::RuleLevel::Off && selection.has_category(&rule.category))
            .count() as u64,
        concepts: config.concepts.len() as u64,
        exemptions: exempted,
        baselined: count_in(&findings, &accepted),
    };
    let mut notes = notes(config, &files, request);
    notes.extend(ignored_lines);
    notes.extend(unknown_includes(asked_for().map(|file| file.unknown_includes).sum()));
    notes.extend(unexpanded(asked_for().map(|file| file.unexpanded).sum()));
    notes.extend(request.before.as_ref().map(|before| {
        let older = report::text::count(count_in(&findings, &older), "older finding");
        format!(
            "compared with {}: only new findings are reported and judged; left out: {older}",
            before.name
        )
    }));
    let is_known =
        |finding: &mut Finding| accepted.known.contains(&finding.fingerprint) || older.known.contains(&finding.fingerprint);
    let known: Vec<Finding> = findings.extract_if(.., is_known).collect();
    notes.extend(fixable(&findings));
    if request.before.is_none() && !gate.ratchets.is_empty() {
        notes.push("the ratchets of `[gate]` were not applied: `--since REV` says which state to compare with".to_owned());
    }
    let mut gate = gate.judge(&findings, &score, request.before.as_ref());
    match stale_records(&accepted) {
        Some(stale) if request.locked => gate.fail(stale),
        stale => notes.extend(stale),
    }
    let exempted = exemptions.iter().flat_map(|exemption| &exemption.findings);
    let sources = match request.sources {
        SourceTexts::Unread => BTreeMap::new(),
        SourceTexts::Reported => sources(snapshot, config, findings.iter()),
        SourceTexts::All => sources(snapshot, config, findings.iter().chain(&known).chain(exempted)),
    };
    let mut files = reported;
    files.retain(|file, known| selection.has_file(file, &known.membership));
    Report {
        version: report::VERSION,
        looked_at,
        findings,
        known,
        exemptions,
        before: request.before.as_ref().and_then(|before| before.score.as_ref()?.overall),
        score,
        gate,
        notes,
        conforming,
        files,
        grouping: None,
        weights: config.weights.clone(),
        rules: rule_infos(config, request),
        concepts: described::concepts(config, &homes),
        layers: described::layers(config),
        sources,
    }
}

/// A note about records of the baseline that match no finding.
fn stale_records(accepted: &Comparison) -> Option<String> {
    let records = report::text::count(accepted.stale.len() as u64, "record");
    (!accepted.stale.is_empty()).then(|| format!("{records} of the baseline without a finding: `ssot baseline prune` removes them"))
}

/// A note about the number of findings that can be fixed automatically.
fn fixable(findings: &[Finding]) -> Option<String> {
    let count = |applicability| {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applicability == applicability).count() as u64
    };
    let (safe, others) = (count(Applicability::Safe), count(Applicability::Unsafe));
    match (safe, others) {
        (0, 0) => None,
        (safe, 0) => Some(format!("`ssot fix` can fix {safe} of the findings")),
        (0, others) => Some(format!(
            "`ssot fix --unsafe-fixes` can fix {others} of the findings; review the result"
        )),
        (safe, others) => Some(format!(
            "`ssot fix` can fix {safe} of the findings, and {others} more with `--unsafe-fixes`"
        )),
    }
}

/// The rules that an exemption may name, and those that ran.
pub(super) fn rules_in_force<'a>(config: &'a Config, request: &Request) -> exemptions::Rules<'a> {
    let on = config
        .rules
        .iter()
        .filter(|rule| rule.level != config::RuleLevel::Off && !request.allow.iter().any(|off| **off == *rule.id));
    let of_input = rules::input::INPUT_RULES.iter().map(|rule| rule.id);
    exemptions::Rules {
        known: config.rules.iter().map(|rule| &*rule.id).collect(),
        of_input: of_input.collect(),
        ran: on.map(|rule| &*rule.id).collect(),
    }
}

/// The descriptions of the rules that ran, including those about the input, by id.
fn rule_infos(config: &Config, request: &Request) -> Vec<RuleInfo> {
    let ran = rules_in_force(config, request).ran;
    let of_code = config
        .rules
        .iter()
        .filter(|rule| ran.contains(&&*rule.id))
        .map(|rule| RuleInfo {
            id: rule.id.clone(),
            kind: rule.kind.value.clone(),
            category: rule.category.clone(),
            severity: rule.severity,
            summary: rule.summary.clone(),
            why: rule.why.clone(),
            help: rule.help.clone(),
            strict: rule.strict,
        });
    let of_input = rules::input::INPUT_RULES.iter().map(|rule| RuleInfo {
        id: rule.id.into(),
        kind: String::new(),
        category: score::INPUT.into(),
        severity: rule.severity,
        summary: rule.summary.into(),
        why: rule.why.into(),
        help: String::new(),
        strict: false,
    });
    let mut infos: Vec<RuleInfo> = of_code.chain(of_input).collect();
    infos.sort_by(|one, other| one.id.cmp(&other.id));
    infos
}

/// The files that were looked at, and those that findings are in.
fn reported_files<'a>(
    files: &[FileSummary],
    findings: impl Iterator<Item = &'a Finding>,
    memberships: &Memberships,
) -> BTreeMap<FilePath, ReportedFile> {
    let reported = |file: &FilePath, code| ReportedFile {
        code,
        membership: memberships.of(file),
    };
    let with_findings = findings.map(|finding| &finding.place.file);
    let others: BTreeSet<&FilePath> = with_findings.collect();
    let others = others.into_iter().map(|file| (file.clone(), reported(file, None)));
    let code = files
        .iter()
        .map(|file| (file.path.clone(), reported(&file.path, Some((file.class, file.lines)))));
    others.chain(code).collect()
}

/// A note about the lines of CODEOWNERS that have no meaning.
fn ignored_lines(owners: &CodeOwners) -> Option<String> {
    let (file, first) = (owners.file?, owners.problems.first()?);
    let lines = report::text::count(owners.problems.len() as u64, "line");
    Some(format!(
        "{lines} of `{file}` ignored, the first is line {first}: a line has a pattern and owners such as `@team`"
    ))
}

/// The number of findings that the compared state has, too.
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

/// The texts of the files with findings. A file that has been deleted meanwhile is left out, and so are its excerpts.
fn sources<'a>(snapshot: &Snapshot, config: &Config, findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<FilePath, Arc<str>> {
    let mut files: Vec<&FilePath> = findings
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

/// The number of files that could not be read or parsed completely.
fn unread(findings: &[Finding]) -> u64 {
    let about_reading = |finding: &&Finding| matches!(&*finding.rule, rules::input::UNREADABLE_FILE | rules::input::UNPARSED_CODE);
    let files: BTreeSet<&FilePath> = findings
        .iter()
        .filter(about_reading)
        .map(|finding| &finding.place.file)
        .collect();
    files.len() as u64
}

/// A note about `include!` of files whose names are known only during a build.
fn unknown_includes(count: u64) -> Option<String> {
    let files = report::text::count(count, "file");
    (count > 0)
        .then(|| format!("not checked: {files} that `include!` names with a value that only a build knows, such as `OUT_DIR`"))
}

/// A note about macro calls that could not be expanded.
fn unexpanded(count: u64) -> Option<String> {
    let calls = report::text::count(count, "macro call");
    let verb = if count == 1 { "matches" } else { "match" };
    (count > 0).then(|| format!("not expanded: {calls} that {verb} no rule of the macro, or whose expansion does not parse; the arguments are checked as they stand"))
}

fn notes(config: &Config, files: &[FileSummary], request: &Request) -> Vec<String> {
    let mut notes = Vec::new();
    for only in &request.selection.only {
        if !files.iter().any(|file| file.path.is_within(only)) {
            notes.push(format!(
                "`{only}` contains no Rust file that is checked: it is ignored, excluded, or not Rust"
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
