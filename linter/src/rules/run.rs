//! Runs all rules, then does the steps that are the same for each: classes, severities, order, fingerprints.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bitcode::{Decode, Encode};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use super::direct_access::BypassUses;
use super::judgement::Unknown;
use super::path_fixes::{PathFix, fixes_of};
use super::{Audit, Contract, Draft, InnerEdit, Judgement, Judgements, KINDS, Kind, Probe, Reads, Rule, Sibling, advice};
use crate::config::{Config, ConfigProblem, DEFAULT_CATEGORY, RuleConfig, RuleLevel};
use crate::discover::Layout;
use crate::finding::{Class, FilePath, Finding, Fingerprint, Fix, Related};
use crate::link::Workspace;
use crate::snapshot::Snapshot;

/// The results of all rules.
#[derive(Debug, Default)]
pub struct RuleResults {
    /// The findings, in the order of reports.
    pub findings: Vec<Finding>,
    /// The numbers of sites that comply with a contract.
    pub conforming: Vec<Conforming>,
    /// Problems of the rules themselves.
    pub problems: Vec<ConfigProblem>,
    /// Places that could not be resolved.
    pub unknown: BTreeSet<Unknown>,
    /// What each rule said, for a run after an edit.
    pub(crate) judgements: Judgements,
}

/// The number of sites of one rule and concept in one file that comply with the contract.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Conforming {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The category of the concept, if it declares one; otherwise that of the rule.
    pub category: Arc<str>,
    /// The concept, if the rule is about one.
    pub concept: Option<Arc<str>>,
    /// The class of the code.
    pub class: Class,
    /// The file.
    pub file: FilePath,
    /// The number of sites.
    pub sites: u64,
}

/// The contracts: the concepts of a configuration with their paths resolved in a workspace.
pub(crate) fn contracts<'a>(config: &'a Config, workspace: &Workspace) -> Vec<Contract<'a>> {
    let concepts = config.concepts.iter();
    concepts.map(|concept| Contract::new(concept, workspace)).collect()
}

/// The workspace and the configuration as the rules see them.
struct Auditing<'a> {
    config: &'a Config,
    workspace: &'a Workspace,
    layout: &'a Layout,
    contracts: &'a [Contract<'a>],
    dedicated: Vec<(&'a str, String)>,
    bypass_uses: BypassUses,
    texts: &'a (dyn Fn(&FilePath) -> Option<String> + Sync),
    documents: &'a [FilePath],
    today: Option<&'a str>,
}

impl Auditing<'_> {
    fn judgement(&self, (rule, checker): (&RuleConfig, &dyn Rule)) -> Judgement {
        let mut judgement = Judgement::default();
        self.of(rule, |audit| checker.check(audit, &mut judgement));
        judgement
    }

    /// Calls `of_rule` with the input of a rule.
    fn of<T>(&self, rule: &RuleConfig, of_rule: impl FnOnce(&Audit<'_>) -> T) -> T {
        let same_kind = self.dedicated.iter().filter(|(kind, _)| *kind == rule.kind.value);
        let left_to_others: Vec<&str> = same_kind.map(|(_, concept)| concept.as_str()).collect();
        let enabled = self.config.rules.iter().filter(|other| other.level != RuleLevel::Off);
        let siblings = enabled.filter(|other| other.kind.value == rule.kind.value && other.id != rule.id);
        let siblings = siblings.map(|other| Sibling {
            options: &other.options,
            is_before: other.id < rule.id,
        });
        let siblings: Vec<Sibling<'_>> = siblings.collect();
        of_rule(&Audit {
            left_to_others: &left_to_others,
            siblings: &siblings,
            bypass_uses: &self.bypass_uses,
            workspace: self.workspace,
            layout: self.layout,
            contracts: self.contracts,
            classes: &rule.classes,
            texts: self.texts,
            documents: self.documents,
            today: self.today,
        })
    }
}

/// The parts of the workspace that are judged again after an edit.
struct JudgedAgain<'a> {
    edit: InnerEdit<'a>,
    edited: JudgedFiles,
    /// The edited files, and those with code of the owners of concepts. `None` if an edited file has such code, since that may change
    /// what the code of all files means for a concept.
    with_owners: Option<JudgedFiles>,
}

/// Some files of the workspace.
struct JudgedFiles {
    paths: FxHashSet<FilePath>,
    /// The workspace whose queries visit the code of these files only.
    workspace: Workspace,
    documents: Vec<FilePath>,
}

impl JudgedFiles {
    fn new(paths: FxHashSet<FilePath>, all: &Auditing<'_>) -> Self {
        let paths = all.workspace.with_their_macros(paths);
        Self {
            workspace: all.workspace.focused(all.workspace.with_code_of(&paths)),
            documents: all.documents.iter().filter(|file| paths.contains(*file)).cloned().collect(),
            paths,
        }
    }
}

impl<'a> JudgedAgain<'a> {
    fn new(edit: InnerEdit<'a>, all: &Auditing<'_>) -> Self {
        let is_owner = |module: &str| all.contracts.iter().any(|contract| contract.may_be_in(module));
        let modules = all.workspace.visited_modules();
        let owners = modules.filter(|(_, module)| is_owner(module)).map(|(file, _)| file.clone());
        let owners: FxHashSet<FilePath> = owners.collect();
        let with_owners = edit.files.paths.is_disjoint(&owners).then(|| {
            let files = owners.union(&edit.files.paths).cloned();
            JudgedFiles::new(files.collect(), all)
        });
        Self {
            edit,
            edited: JudgedFiles::new(edit.files.paths.clone(), all),
            with_owners,
        }
    }

    /// The judgement of a rule, as far as it can be had without a look at the code of all files.
    fn judgement(&self, rule: (&RuleConfig, &dyn Rule), all: &Auditing<'_>) -> Option<Judgement> {
        let with_code_of = |files: &JudgedFiles| {
            let auditing = Auditing {
                workspace: &files.workspace,
                documents: &files.documents,
                bypass_uses: BypassUses::default(),
                dedicated: all.dedicated.clone(),
                ..*all
            };
            self.edit.with_files(&rule.0.id, &files.paths, auditing.judgement(rule))
        };
        match rule.1.reads() {
            Reads::Declarations => self.edit.of_declarations(&rule.0.id),
            Reads::CodeOfFile => with_code_of(&self.edited),
            Reads::CodeOfFileAndOwners => self.with_owners.as_ref().and_then(with_code_of),
            Reads::CodeOfAllFiles => None,
        }
    }
}

/// For each enabled rule the code that breaks its contracts.
pub(crate) fn probes<'c>(
    (workspace, layout): (&Workspace, &Layout),
    config: &'c Config,
    today: Option<&str>,
    text: impl Fn(&FilePath) -> Option<String> + Sync,
) -> Vec<(&'c RuleConfig, Vec<Probe>)> {
    let auditing = Auditing {
        config,
        workspace,
        layout,
        contracts: &contracts(config, workspace),
        dedicated: dedicated_rules(config),
        bypass_uses: BypassUses::default(),
        texts: &text,
        documents: &[],
        today,
    };
    let of_rule = |(rule, checker): ReadyRule<'c>| {
        let mut probes = auditing.of(rule, |audit| checker.probes(audit));
        // Packs are written for many workspaces, so some of their paths are not for this one.
        probes.retain(|probe| probe.has_code() || probe.place.as_ref().is_some_and(advice::is_ours));
        (rule, probes)
    };
    ready(config).0.into_iter().map(of_rule).collect()
}

/// The snapshot that the rules of a configuration need: with its documents only if a rule reads them.
pub(crate) fn snapshot_for<'s>(config: &Config, snapshot: &'s Snapshot) -> Cow<'s, Snapshot> {
    match ready(config).0.iter().any(|(_, rule)| rule.reads_documents()) {
        true => snapshot.with_documents(),
        false => Cow::Borrowed(snapshot),
    }
}

/// Runs every enabled rule. `today` is a date such as `2026-11-20`; without it nothing is past its date. `documents` are the Markdown
/// files. With an `edit`, only what it may have changed is judged.
pub(crate) fn run(
    (workspace, layout): (&Workspace, &Layout),
    config: &Config,
    (today, documents): (Option<&str>, &[FilePath]),
    text: impl Fn(&FilePath) -> Option<String> + Sync,
    edit: Option<InnerEdit<'_>>,
) -> RuleResults {
    let contracts = contracts(config, workspace);
    let mut results = RuleResults::default();
    let (ready, problems) = ready(config);
    results.problems.extend(problems);
    let auditing = Auditing {
        config,
        workspace,
        layout,
        contracts: &contracts,
        dedicated: dedicated_rules(config),
        bypass_uses: BypassUses::default(),
        texts: &text,
        documents,
        today,
    };
    let judged_again = edit.map(|edit| JudgedAgain::new(edit, &auditing));
    // Rules run one after the other: an expensive rule uses all threads itself, and only one needs its memory at a time.
    for (rule, checker) in &ready {
        let rule_with_checker = (*rule, &**checker);
        let reused = judged_again
            .as_ref()
            .and_then(|again| again.judgement(rule_with_checker, &auditing));
        let judgement = reused.unwrap_or_else(|| auditing.judgement(rule_with_checker));
        accept(rule, (config, workspace), &judgement, &text, &mut results);
        results.judgements.insert(rule.id.clone(), judgement);
    }
    results.findings = causes_first(results.findings, &contracts);
    results.problems.extend(advice::forbidden(config));
    results.problems.extend(advice::names_of_nothing(config, workspace));
    let rules: Vec<&dyn Rule> = ready.iter().map(|(_, rule)| &**rule).collect();
    results.problems.extend(advice::undeclared_concepts(config, &rules));
    results.problems.extend(advice::unread_facets(config, &rules));
    results.findings.sort_by(Finding::order);
    results.findings.dedup_by(|one, other| one.order(other).is_eq());
    results
}

/// If the canonical path of a concept does not exist, all other findings of the concept are consequences. They become related
/// places of that one finding, and still count in the score, because a broken contract must not raise it.
fn causes_first(findings: Vec<Finding>, contracts: &[Contract<'_>]) -> Vec<Finding> {
    let missing = contracts.iter().filter(|contract| contract.canonical.is_empty());
    let missing = missing.filter_map(|contract| {
        let place = &contract.concept.canonical.as_ref()?.place;
        let is_cause = |finding: &Finding| finding.place == *place && finding.concept.as_ref() == Some(&contract.concept.name);
        Some((contract.concept.name.clone(), findings.iter().position(is_cause)?))
    });
    let causes: FxHashMap<Arc<str>, usize> = missing.collect();
    let mut follow: FxHashMap<usize, Vec<Finding>> = FxHashMap::default();
    let mut kept = Vec::new();
    for (at, finding) in findings.into_iter().enumerate() {
        let cause = finding.concept.as_ref().and_then(|concept| causes.get(concept));
        match cause.filter(|cause| **cause != at) {
            Some(cause) => follow.entry(*cause).or_default().push(finding),
            None => kept.push((at, finding)),
        }
    }
    let findings = kept.into_iter().map(|(at, mut cause)| {
        for finding in follow.remove(&at).into_iter().flatten() {
            let related = finding.related.into_iter().filter(|related| related.violating);
            let own = Related {
                place: finding.place,
                label: "not judged yet".into(),
                violating: true,
            };
            cause.related.extend(std::iter::once(own).chain(related));
        }
        cause
    });
    findings.collect()
}

/// The kinds of the rules that are for one concept, each with the concept. A rule that is off counts: whoever switches it off does not
/// want another to speak in its place.
fn dedicated_rules(config: &Config) -> Vec<(&str, String)> {
    let found = config.rules.iter().filter_map(|rule| {
        let (checker, _) = kind_of(rule).ok()?.rule(&rule.options);
        checker.facet()?;
        Some((rule.kind.value.as_str(), checker.concept()?.value.clone()))
    });
    found.collect()
}

/// A rule, and its kind's reading of its options.
type ReadyRule<'c> = (&'c RuleConfig, Box<dyn Rule>);

/// The enabled rules, each with the checker that its kind made from the options, and the problems of the options.
fn ready(config: &Config) -> (Vec<ReadyRule<'_>>, Vec<ConfigProblem>) {
    let (mut ready, mut problems) = (Vec::new(), Vec::new());
    for rule in config.rules.iter().filter(|rule| rule.level != RuleLevel::Off) {
        match kind_of(rule) {
            Ok(kind) => {
                let (checker, of_options) = kind.rule(&rule.options);
                problems.extend(of_options);
                ready.push((rule, checker));
            }
            Err(problem) => problems.push(problem),
        }
    }
    (ready, problems)
}

/// The names in the options of the enabled rules.
pub(crate) fn names_in_options(config: &Config) -> Vec<String> {
    ready(config).0.iter().flat_map(|(_, rule)| rule.names()).collect()
}

fn kind_of(rule: &RuleConfig) -> Result<&'static Kind, ConfigProblem> {
    let name = &rule.kind.value;
    let found = KINDS.iter().find(|kind| kind.name == name);
    found.ok_or_else(|| {
        let problem = ConfigProblem::new(rule.kind.place.clone(), format!("there is no kind `{name}`"));
        match crate::config::suggestion(name, KINDS.iter().map(|kind| kind.name)) {
            Some(help) => problem.help(help),
            None => problem,
        }
    })
}

/// Adds the results of one rule: drops those in classes that the rule is not for, and gives findings their severities,
/// categories, fixes and fingerprints.
fn accept(
    rule: &RuleConfig,
    (config, workspace): (&Config, &Workspace),
    judgement: &Judgement,
    text: &impl Fn(&FilePath) -> Option<String>,
    results: &mut RuleResults,
) {
    results.unknown.extend(judgement.unknown.iter().cloned());
    results.problems.extend(judgement.problems.iter().cloned());
    let category_of = |concept: &Option<Arc<str>>| category(rule, config, concept.as_deref());
    for ((concept, class, file), &sites) in &judgement.conforming {
        if rule.classes.contains(class) {
            let category = category_of(concept);
            results.conforming.push(Conforming {
                rule: rule.id.clone(),
                category,
                concept: concept.clone(),
                class: *class,
                file: file.clone(),
                sites,
            });
        }
    }
    let mut drafts: Vec<Draft> = judgement
        .drafts
        .iter()
        .filter(|draft| rule.classes.contains(&draft.class))
        .cloned()
        .collect();
    drafts.sort_by(|one, other| (&one.place, &one.message).cmp(&(&other.place, &other.message)));
    let drafts = once_for_each_place(drafts, workspace);
    let fixes = fixes(&drafts, text);
    let mut seen: FxHashMap<u128, u32> = FxHashMap::default();
    for (draft, fix) in drafts.into_iter().zip(fixes) {
        let identity = identity(rule, &draft);
        let occurrence = seen.entry(identity).or_default();
        let fingerprint = fingerprint(identity, *occurrence);
        *occurrence += 1;
        let content = content(&rule.id, draft.concept.as_deref(), &draft.content);
        results.findings.push(Finding {
            rule: rule.id.clone(),
            category: category_of(&draft.concept),
            concept: draft.concept,
            severity: draft.severity.unwrap_or(rule.severity),
            class: draft.class,
            place: draft.place,
            item: draft.item,
            message: draft.message,
            help: draft.help,
            related: draft.related,
            fix,
            fingerprint,
            content,
        });
    }
}

/// Keeps one of the drafts with the same place and message. In the rules of a macro there is a draft for each expansion; the
/// message then states their number.
fn once_for_each_place(drafts: Vec<Draft>, workspace: &Workspace) -> Vec<Draft> {
    let mut kept: Vec<(Draft, u64)> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match kept.last_mut() {
            Some((before, count)) if before.place == draft.place && before.message == draft.message => *count += 1,
            _ => kept.push((draft, 1)),
        }
    }
    let kept = kept.into_iter().map(|(mut draft, count)| {
        if count > 1 && workspace.is_in_macro_rules(&draft.place) {
            draft.message.push_str(&format!(" (in {count} expansions)"));
        }
        draft
    });
    kept.collect()
}

/// The fix of each draft. The drafts are sorted by file. Only the texts of files with a fix are read.
fn fixes(drafts: &[Draft], text: &impl Fn(&FilePath) -> Option<String>) -> Vec<Option<Fix>> {
    let by_file = drafts.chunk_by(|one, other| one.place.file == other.place.file);
    let fixes = by_file.flat_map(|drafts| {
        let path_fixes: Vec<&[PathFix]> = drafts.iter().map(|draft| draft.path_fixes.as_slice()).collect();
        let has_path_fixes = path_fixes.iter().any(|of_draft| !of_draft.is_empty());
        let text = drafts
            .first()
            .filter(|_| has_path_fixes)
            .and_then(|first| text(&first.place.file));
        match text {
            Some(text) => fixes_of(&text, &path_fixes),
            None => vec![None; drafts.len()],
        }
    });
    fixes.collect()
}

fn category(rule: &RuleConfig, config: &Config, concept: Option<&str>) -> Arc<str> {
    let declared = concept.and_then(|name| config.concepts.iter().find(|concept| &*concept.name == name));
    let spoken_for = declared.filter(|concept| &*concept.category != DEFAULT_CATEGORY);
    spoken_for.map_or_else(|| rule.category.clone(), |concept| concept.category.clone())
}

/// The hash of the parts of a fingerprint that identify the finding and its enclosing item.
fn identity(rule: &RuleConfig, draft: &Draft) -> u128 {
    hash([
        &*rule.id,
        draft.concept.as_deref().unwrap_or_default(),
        &draft.item,
        &draft.content,
    ])
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u128 {
    let mut hasher = Xxh3::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest128()
}

fn fingerprint(identity: u128, occurrence: u32) -> Fingerprint {
    Fingerprint(hash([format!("{identity:032x}").as_str(), occurrence.to_string().as_str()]))
}

/// The fingerprint without the enclosing item and the occurrence.
pub fn content(rule: &str, concept: Option<&str>, content: &str) -> Fingerprint {
    Fingerprint(hash([rule, concept.unwrap_or_default(), content]))
}

/// The fingerprint of a finding about the input, which no rule reports.
pub fn input_fingerprint(rule: &str, file: &FilePath, message: &str) -> Fingerprint {
    fingerprint(hash([rule, "", file.as_str(), message]), 0)
}

/// Makes equal fingerprints distinct by their occurrence.
pub fn number_equals(findings: &mut [Finding]) {
    let mut seen: BTreeMap<Fingerprint, u32> = BTreeMap::new();
    for finding in findings {
        let occurrence = seen.entry(finding.fingerprint).or_default();
        if *occurrence > 0 {
            finding.fingerprint = fingerprint(finding.fingerprint.0, *occurrence);
        }
        *occurrence += 1;
    }
}
