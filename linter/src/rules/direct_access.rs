//! Only the owner of a concept may use its bypasses directly. See `direct_access.md`.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Contract, Facet, Judgement, Kind, Probe, Reads, Rule, concept_words, instead};
use crate::config::{Bypass, Located, PathPattern};
use crate::facts::Context;
use crate::link::{Def, Interest, Item, Use, Workspace};
use crate::uses::interest;

pub(super) const KIND: Kind = Kind::new::<DirectAccess>("direct_access", include_str!("direct_access.md"));

/// Reads `bypasses`, `canonical` and `allow-in` of concepts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct DirectAccess {
    /// Only this concept; without it, every concept that has `bypasses`.
    concept: Option<Located<String>>,
}

impl Rule for DirectAccess {
    fn facet(&self) -> Option<Facet> {
        Some(Facet::Bypasses)
    }

    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn reads(&self) -> Reads {
        Reads::CodeOfFileAndOwners
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let contracts = audit.contracts_for(self.concept.as_ref());
        let entries = contracts.flat_map(|contract| contract.concept.bypasses.iter().map(move |bypass| (contract, bypass)));
        let probes = entries.map(|(contract, bypass)| {
            Probe::using(&bypass.pattern, audit.workspace)
                .of(&contract.concept.name)
                .at(&bypass.place)
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let uses = audit.bypass_uses.of(audit, judgement);
        for contract in audit.contracts_for(self.concept.as_ref()) {
            let mut owners = FxHashSet::default();
            for (usage, hits) in uses {
                let Some(hit) = hits.iter().find(|hit| hit.concept == contract.concept.name) else {
                    continue;
                };
                if usage.import.is_none() && contract.owns(audit.workspace, usage.scope) {
                    owners.extend(audit.workspace.definition_around(usage));
                }
                let bypass = &contract.concept.bypasses[hit.bypass];
                judge(contract, usage, bypass, &hit.path, audit.workspace, judgement);
            }
            count_calls_of_owner(contract, owners, audit.workspace, judgement);
        }
    }
}

/// The uses of the bypasses of all concepts. The rules of this kind share them: to look for the names of many concepts takes hardly
/// longer than to look for those of one.
#[derive(Default)]
pub(super) struct BypassUses(OnceLock<Vec<(Use, Vec<BypassHit>)>>);

/// What a use is to a concept.
struct BypassHit {
    concept: Arc<str>,
    /// The index of the bypass in the concept.
    bypass: usize,
    /// The path that matches it.
    path: String,
}

impl BypassUses {
    fn of(&self, audit: &Audit<'_>, judgement: &mut Judgement) -> &[(Use, Vec<BypassHit>)] {
        self.0.get_or_init(|| Self::find(audit, judgement))
    }

    fn find(audit: &Audit<'_>, judgement: &mut Judgement) -> Vec<(Use, Vec<BypassHit>)> {
        let workspace = audit.workspace;
        let led = |bypass: &Bypass| bypass.pattern.led_on(|path| workspace.canonical(path));
        let contracts = audit
            .contracts
            .iter()
            .filter(|contract| !contract.concept.bypasses.is_empty());
        let patterns = contracts.map(|contract| {
            let patterns = contract.concept.bypasses.iter().map(led);
            (&contract.concept.name, patterns.collect())
        });
        let patterns: Vec<(&Arc<str>, Vec<PathPattern>)> = patterns.collect();
        if patterns.is_empty() {
            return Vec::new();
        }
        let interest = interest(workspace, patterns.iter().flat_map(|(_, patterns)| patterns));
        let goes_around = |usage: Use| {
            let hits = hits(&patterns, &usage, workspace);
            (!hits.is_empty()).then_some((usage, hits))
        };
        judgement.uses(workspace, &interest, goes_around)
    }
}

/// For each concept the bypass that a use matches.
fn hits(patterns: &[(&Arc<str>, Vec<PathPattern>)], usage: &Use, workspace: &Workspace) -> Vec<BypassHit> {
    let bindings = usage.steps.iter().rev().flatten().chain(&usage.counterparts);
    let named: Vec<(String, bool)> = bindings
        .map(|binding| (workspace.path(&binding.def), workspace.is_own(&binding.def)))
        .collect();
    let named: Vec<(Vec<&str>, &str, bool)> = named
        .iter()
        .map(|(path, is_own)| (path.split("::").collect(), path.as_str(), *is_own))
        .collect();
    let of_concept = |(concept, patterns): &(&Arc<str>, Vec<PathPattern>)| {
        named.iter().find_map(|(segments, path, is_own)| {
            let bypass = patterns.iter().position(|pattern| pattern.matches(segments, *is_own))?;
            Some(BypassHit {
                concept: Arc::clone(concept),
                bypass,
                path: (*path).to_owned(),
            })
        })
    };
    patterns.iter().filter_map(of_concept).collect()
}

fn judge(contract: &Contract<'_>, usage: &Use, bypass: &Bypass, path: &str, workspace: &Workspace, judgement: &mut Judgement) {
    // A private import is not a site; the uses of the imported name are.
    if usage.import.is_some_and(|import| !workspace.is_re_export(import)) {
        return;
    }
    let argument = usage.argument.map(|argument| workspace.text(argument));
    let is_excepted = |argument: &str| bypass.except_arguments.iter().any(|pattern| pattern.matches(argument));
    if argument.is_some_and(is_excepted) {
        return;
    }
    let concept = &contract.concept.name;
    if contract.permits(workspace, usage) {
        judgement.conforming_use(Some(concept), usage, workspace);
        return;
    }
    let (message, mut help) = words(contract, bypass, usage, path);
    if let Some(instead) = &bypass.instead {
        help += &instead::obstacle(usage.scope, instead, workspace);
    }
    let item = workspace.path_around(usage.scope);
    let content = format!("{path} {}", argument.unwrap_or_default());
    let draft = judgement.violation(Some(concept), usage.class, workspace.place_of(usage), item, content, message);
    let path_fix = bypass
        .instead
        .as_deref()
        .and_then(|path| instead::function(usage, path, bypass.drop_in, workspace));
    draft.help(help).path_fix(path_fix).severity(bypass.severity);
    if let Some(place) = contract.place(workspace) {
        draft.see(place, format!("the source of {}", concept_words(contract.concept)));
    }
}

fn words(contract: &Contract<'_>, bypass: &Bypass, usage: &Use, path: &str) -> (String, String) {
    let concept = concept_words(contract.concept);
    let verb = match usage.context {
        Context::Import => "re-exported",
        Context::Type | Context::Pattern => "named",
        _ => "used",
    };
    let summary = match contract.concept.summary.as_str() {
        "" => String::new(),
        summary => format!(": {summary}"),
    };
    match (&bypass.instead, contract.written()) {
        (Some(instead), Some(home)) => (
            format!("`{path}` is {verb} outside `{home}`, the source of {concept}"),
            format!("use `{instead}`{summary}"),
        ),
        (None, Some(home)) => (
            format!("`{path}` is {verb} outside `{home}`, the source of {concept}"),
            format!("go through `{home}`{summary}"),
        ),
        (Some(instead), None) => (format!("`{path}` is {verb} directly"), format!("use `{instead}`{summary}")),
        (None, None) => (
            format!("`{path}` is {verb} directly, and nothing is declared as the source of {concept}"),
            format!(
                "move it behind one module and name that in `ssot.toml` as `canonical` of [concept.{}]",
                contract.concept.name
            ),
        ),
    }
}

/// Counts uses from outside of the home as conforming if they use an item of the home that uses a bypass: one of `owners`, or an
/// item that uses one of them. Uses of other items of the home do not count.
fn count_calls_of_owner(contract: &Contract<'_>, owners: FxHashSet<Item>, workspace: &Workspace, judgement: &mut Judgement) {
    let Some(home) = contract.home.as_deref().filter(|_| !owners.is_empty()) else {
        return;
    };
    let of_home = |usage: Use| {
        let targets = usage.targets().filter_map(|binding| match binding.def {
            Def::Item(item) if super::contract::is_within(&workspace.path(&binding.def), home) => Some(item),
            _ => None,
        });
        let targets: Vec<Item> = targets.collect();
        let counts = !targets.is_empty() && usage.import.is_none();
        counts.then(|| (targets, contract.owns(workspace, usage.scope), usage))
    };
    let uses = workspace.uses(&Interest::Names(workspace.names_within(home)), of_home);
    let (inside, outside): (Vec<_>, Vec<_>) = uses.into_iter().partition(|(_, is_inside, _)| *is_inside);
    let mut users: FxHashMap<Item, Vec<Item>> = FxHashMap::default();
    for (targets, _, usage) in &inside {
        let user = workspace.definition_around(usage);
        targets
            .iter()
            .for_each(|target| users.entry(*target).or_default().extend(user));
    }
    let touching = reachable(owners, &users);
    for (targets, _, usage) in outside {
        if targets.iter().any(|target| touching.contains(target)) {
            judgement.conforming_use(Some(&contract.concept.name), &usage, workspace);
        }
    }
}

fn reachable(from: FxHashSet<Item>, edges: &FxHashMap<Item, Vec<Item>>) -> FxHashSet<Item> {
    let mut found = from.clone();
    let mut waiting: Vec<Item> = from.into_iter().collect();
    while let Some(item) = waiting.pop() {
        for next in edges.get(&item).into_iter().flatten() {
            if found.insert(*next) {
                waiting.push(*next);
            }
        }
    }
    found
}
