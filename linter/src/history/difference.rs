//! The difference between two states of a workspace: what was found in one and not in the other, how that changed the score, and
//! which public items, exemptions and records of the baseline came and went.
//!
//! Both states are judged under the configuration of the later one, so code does not become new because a contract is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::pairing::{Paired, pair};
use super::public_items::{PublicDifference, PublicItem, public_items};
use crate::check::baseline::{Baseline, IDENTITY_KEYS, IdentityKey, Record};
use crate::check::gate::QualityGate;
use crate::check::linked::LinkedInput;
use crate::check::{Request, check_and_link};
use crate::config::{Config, Exemption};
use crate::finding::{FilePath, Finding};
use crate::report::Report;
use crate::rules::input::CONFIG_MISTAKE;
use crate::rules::run::Conforming;
use crate::score::{INPUT, Points, Score};
use crate::snapshot::Snapshot;

/// A state of the workspace before it is checked.
#[derive(Debug)]
pub(crate) struct UncheckedState {
    /// Its files.
    pub(crate) snapshot: Snapshot,
    /// Its baseline, if it has one.
    pub(crate) baseline: Option<Baseline>,
}

/// What is compared of a state, after its workspace has been dropped.
#[derive(Debug)]
pub(crate) struct JudgedState {
    findings: Vec<Finding>,
    conforming: Vec<Conforming>,
    score: Score,
    public: Vec<PublicItem>,
    exemptions: Vec<WrittenExemption>,
    /// The findings that they cover.
    exempted: Vec<Finding>,
    records: Vec<Record>,
    /// Whether the configuration that it is judged under is the one that it has itself.
    has_configuration: bool,
}

/// The difference between two states.
#[derive(Clone, Debug, Serialize)]
pub struct StateDifference {
    /// The findings that only the earlier state has, by place.
    pub fixed: Vec<Finding>,
    /// The findings that only the later state has, by place.
    pub new: Vec<Finding>,
    /// The findings that both have, where they are in the later one.
    pub remaining: Vec<Finding>,
    /// The findings of the earlier state that an exemption covers in the later one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exempted: Vec<Finding>,
    /// The findings of the earlier state in files that could not be read completely in the later one; they may still be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<Finding>,
    /// The public items.
    pub public: PublicDifference,
    /// The score.
    pub score: ScoreDifference,
    /// The exemptions.
    pub exemptions: ExemptionDifference,
    /// The records of the baseline.
    pub baseline: BaselineDifference,
}

/// A value of both states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change<T> {
    /// In the earlier one.
    pub before: T,
    /// In the later one.
    pub after: T,
}

/// The change of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreDifference {
    /// The overall score; `None` if no category has a site.
    #[serde(flatten)]
    pub overall: Change<Option<Points>>,
    /// The categories that changed, by name.
    pub categories: Vec<CategoryDifference>,
}

/// The change of a category, with the rules that cause it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryDifference {
    /// Its name.
    pub name: Arc<str>,
    /// Its score; `None` without sites.
    #[serde(flatten)]
    pub score: Change<Option<Points>>,
    /// The rules that changed, by id.
    pub rules: Vec<RuleDifference>,
}

/// The change of the sites of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleDifference {
    /// Its id.
    pub rule: Arc<str>,
    /// The number of its findings.
    #[serde(flatten)]
    pub findings: Change<u64>,
    /// The number of sites that these stand for.
    pub violating: Change<u64>,
    /// The number of sites that keep the contract.
    pub conforming: Change<u64>,
}

/// The change of the exemptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExemptionDifference {
    /// Those that only the later state has.
    pub added: Vec<WrittenExemption>,
    /// Those that only the earlier state has.
    pub removed: Vec<WrittenExemption>,
    /// The number of findings that are exempted.
    pub exempted: Change<u64>,
}

/// An exemption as it is written, in code or in the configuration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WrittenExemption {
    /// The file.
    pub file: FilePath,
    /// The line, counted from 1.
    pub line: u32,
    /// Its text: in code, what follows `ssot:`.
    pub text: String,
}

/// The change of the baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BaselineDifference {
    /// The records that only the later state has.
    pub added: Vec<Record>,
    /// The records that only the earlier state has.
    pub removed: Vec<Record>,
}

/// Checks two states, one after the other, and compares them.
pub(crate) fn difference(before: UncheckedState, after: UncheckedState, request: &Request) -> StateDifference {
    let config = Config::from_snapshot(&after.snapshot);
    let former = Config::from_snapshot(&before.snapshot);
    let before = JudgedState::new(before, &former, &config, request);
    let after = JudgedState::new(after, &config, &config, request);
    StateDifference::new(before, after)
}

impl JudgedState {
    /// Checks a state under `config`; `own` is the configuration that it has itself.
    fn new(state: UncheckedState, own: &Config, config: &Config, request: &Request) -> Self {
        let gate = QualityGate::from_config(config);
        let (report, linked) = check_and_link(&state.snapshot, config, &gate, request);
        let Report {
            findings,
            conforming,
            score,
            exemptions: in_force,
            ..
        } = report;
        Self {
            findings,
            conforming,
            score,
            public: public_items(&linked),
            exemptions: exemptions(&linked, own),
            exempted: in_force.into_iter().flat_map(|exemption| exemption.findings).collect(),
            records: state.baseline.iter().flat_map(Baseline::records).collect(),
            has_configuration: own.as_text() == config.as_text(),
        }
    }
}

/// The exemptions in the code and in the configuration, by place.
fn exemptions(linked: &LinkedInput, config: &Config) -> Vec<WrittenExemption> {
    let in_code = linked.workspace.files().iter().flat_map(|file| {
        let directives = file.facts.directives.iter();
        directives.map(|directive| WrittenExemption {
            file: file.path.clone(),
            line: directive.span.line,
            text: directive.text.to_string(),
        })
    });
    let in_config = config.exemptions.iter().map(|exemption| WrittenExemption {
        file: exemption.place.file.clone(),
        line: exemption.place.span.line,
        text: written(exemption),
    });
    // A file that two crates share has its comments once.
    let all: BTreeSet<WrittenExemption> = in_code.chain(in_config).collect();
    all.into_iter().collect()
}

/// An exemption of the configuration in one line.
fn written(exemption: &Exemption) -> String {
    let places: Vec<String> = exemption.within.iter().map(|place| place.value.to_string()).collect();
    let max = exemption.max.map_or_else(String::new, |max| format!(", at most {max}"));
    let until = exemption
        .until
        .as_ref()
        .map_or_else(String::new, |until| format!(", until {until}"));
    format!("[[exempt]] {} in {}{max}{until}", *exemption.rule, places.join(", "))
}

impl StateDifference {
    /// Compares two states. Exchanging them exchanges what is fixed and what is new, if they have one configuration with
    /// the same exemptions and all of their files can be read.
    pub(crate) fn new(before: JudgedState, after: JudgedState) -> Self {
        let score = ScoreDifference::new(&before, &after);
        let records = pair(before.records, after.records, &keys(|record: &Record| record));
        let exemptions = paired_exemptions(before.exemptions, after.exemptions);
        let recorded = |findings: &[Finding]| -> Vec<(Record, Finding)> {
            let records = findings.iter().map(Record::from_finding);
            records.zip(findings.iter().cloned()).collect()
        };
        let findings = pair(
            recorded(&before.findings),
            recorded(&after.findings),
            &keys(|(record, _): &(Record, Finding)| record),
        );
        // A mistake of the later configuration that only the earlier code brings out is none that was fixed.
        let is_of_state = |finding: &Finding| before.has_configuration || &*finding.rule != CONFIG_MISTAKE;
        let gone = findings.gone.into_iter().filter(|(_, finding)| is_of_state(finding));
        let (unjudged, gone): (Vec<_>, Vec<_>) = gone.partition(|(record, _)| record.is_unread(&after.findings));
        let exempted_numbers = Change {
            before: before.exempted.len() as u64,
            after: after.exempted.len() as u64,
        };
        let of_finding = keys(|(record, _): &(Record, Finding)| record);
        let covered = pair(recorded(&before.exempted), recorded(&after.exempted), &of_finding).came;
        let Paired {
            gone: fixed,
            kept: exempted,
            ..
        } = pair(gone, covered, &of_finding);
        Self {
            fixed: by_place(fixed.into_iter().map(|(_, finding)| finding)),
            new: by_place(findings.came.into_iter().map(|(_, finding)| finding)),
            remaining: by_place(findings.kept.into_iter().map(|(_, (_, finding))| finding)),
            exempted: by_place(exempted.into_iter().map(|(_, (_, finding))| finding)),
            unjudged: by_place(unjudged.into_iter().map(|(_, finding)| finding)),
            public: PublicDifference::new(before.public, after.public),
            score,
            exemptions: ExemptionDifference {
                added: exemptions.came,
                removed: exemptions.gone,
                exempted: exempted_numbers,
            },
            baseline: BaselineDifference {
                added: records.came,
                removed: records.gone,
            },
        }
    }
}

/// The keys by which a baseline matches records, for values that have a record.
fn keys<T>(record: impl Fn(&T) -> &Record + Copy) -> [impl Fn(&T) -> Option<IdentityKey>; 3] {
    IDENTITY_KEYS.map(|key| move |value: &T| Some(key(record(value))))
}

fn by_place(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = findings.collect();
    findings.sort_by(Finding::order);
    findings
}

/// Exemptions with one text are the same: in the same file first, then in any.
fn paired_exemptions(before: Vec<WrittenExemption>, after: Vec<WrittenExemption>) -> Paired<WrittenExemption> {
    type Key = (String, Option<FilePath>);
    let keys: [fn(&WrittenExemption) -> Option<Key>; 2] = [
        |exemption| Some((exemption.text.clone(), Some(exemption.file.clone()))),
        |exemption| Some((exemption.text.clone(), None)),
    ];
    pair(before, after, &keys)
}

/// The sites of a rule in one state.
#[derive(Clone, Copy, Default)]
struct RuleSites {
    findings: u64,
    violating: u64,
    conforming: u64,
}

/// The sites by category and rule.
type SitesByRule = BTreeMap<(Arc<str>, Arc<str>), Change<RuleSites>>;

impl ScoreDifference {
    fn new(before: &JudgedState, after: &JudgedState) -> Self {
        let mut sites = SitesByRule::new();
        count_sites(before, &mut sites, |change| &mut change.before);
        count_sites(after, &mut sites, |change| &mut change.after);
        let mut scores: BTreeMap<Arc<str>, Change<Option<Points>>> = BTreeMap::new();
        for category in &before.score.categories {
            scores.entry(category.name.clone()).or_default().before = category.score;
        }
        for category in &after.score.categories {
            scores.entry(category.name.clone()).or_default().after = category.score;
        }
        let categories = scores.into_iter().map(|(name, score)| CategoryDifference {
            rules: changed_rules(&name, &sites),
            name,
            score,
        });
        let is_changed = |category: &CategoryDifference| category.score.is_changed() || !category.rules.is_empty();
        Self {
            overall: Change {
                before: before.score.overall,
                after: after.score.overall,
            },
            categories: categories.filter(is_changed).collect(),
        }
    }
}

impl<T: PartialEq> Change<T> {
    /// Whether the states differ in it.
    pub fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

fn count_sites(state: &JudgedState, sites: &mut SitesByRule, side: fn(&mut Change<RuleSites>) -> &mut RuleSites) {
    for finding in state.findings.iter().filter(|finding| &*finding.category != INPUT) {
        let count = side(sites.entry((finding.category.clone(), finding.rule.clone())).or_default());
        count.findings += 1;
        count.violating += finding.sites();
    }
    for conforming in &state.conforming {
        let key = (conforming.category.clone(), conforming.rule.clone());
        side(sites.entry(key).or_default()).conforming += conforming.sites;
    }
}

fn changed_rules(category: &str, sites: &SitesByRule) -> Vec<RuleDifference> {
    let of_category = sites.iter().filter(|((of, _), _)| &**of == category);
    let rules = of_category.map(|((_, rule), Change { before, after })| {
        let change = |count: fn(&RuleSites) -> u64| Change {
            before: count(before),
            after: count(after),
        };
        RuleDifference {
            rule: rule.clone(),
            findings: change(|sites| sites.findings),
            violating: change(|sites| sites.violating),
            conforming: change(|sites| sites.conforming),
        }
    });
    let is_changed = |rule: &RuleDifference| {
        let changes = [rule.findings, rule.violating, rule.conforming];
        changes.iter().any(Change::is_changed)
    };
    rules.filter(is_changed).collect()
}
