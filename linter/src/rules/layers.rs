//! Crates and modules use only what is in lower layers, and not one another in circles. See `layers.md`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use schemars::JsonSchema;
use serde::Deserialize;

use super::contract::is_within;
use super::members::{self, MemberUse, Members};
use super::{Audit, Judgement, Kind, Probe, ProbeText, Rule, probe};
use crate::config::{ConfigProblem, Located, PathPattern, RuleConfig, filled, read};
use crate::finding::{Class, Place};
use crate::link::Workspace;

pub(super) const KIND: Kind = Kind::new::<Layers>("layers", include_str!("layers.md"));

/// Layers of crates and modules.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct Layers {
    /// The layers, the highest first: the crates and modules of each.
    #[serde(deserialize_with = "filled")]
    layers: Vec<Vec<Located<PathPattern>>>,
    /// Members of one layer do not use one another.
    #[serde(default)]
    independent: bool,
    /// Members of one layer may use one another in circles.
    #[serde(default)]
    allow_cycles: bool,
    /// Crates and modules that must be in a layer.
    #[serde(default)]
    exhaustive: Vec<Located<PathPattern>>,
}

/// The layers of a rule; `None` for a rule of another kind.
pub(crate) fn layers_of(rule: &RuleConfig) -> Option<Vec<Vec<PathPattern>>> {
    let is_of_kind = rule.kind.value == KIND.name;
    let (options, _) = is_of_kind.then(|| read::<Layers>(&rule.options))?;
    let layers = options.layers.into_iter();
    Some(
        layers
            .map(|layer| layer.into_iter().map(|member| member.value).collect())
            .collect(),
    )
}

/// The first use of one member by another, with the class of the code.
type Edges = BTreeMap<(String, String), (Class, Place)>;

impl Rule for Layers {
    fn names(&self) -> Vec<String> {
        members::names(self.layers.iter().flatten())
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let members = Members::new(
            self.layers.iter().map(Vec::as_slice),
            audit.workspace,
            &mut Judgement::default(),
        );
        let written = |layer: &[Located<PathPattern>]| {
            let patterns = layer.iter().map(|pattern| pattern.value.to_string());
            patterns.collect::<Vec<_>>().join(", ")
        };
        let mut probes = Vec::new();
        for (at, layer) in self.layers.iter().enumerate() {
            let own = members.of_group(at);
            let place = &layer[0].place;
            if let Some(above) = at.checked_sub(1) {
                let texts = own
                    .iter()
                    .filter_map(|member| text(member, &members.of_group(above), audit.workspace));
                let subject = format!("{} uses {}", written(layer), written(&self.layers[above]));
                probes.push(Probe::in_files(subject, texts.collect()).at(place));
            }
            if own.len() > 1 && (self.independent || !self.allow_cycles) {
                let texts = own.iter().filter_map(|member| text(member, &own, audit.workspace));
                let subject = format!("the members of one layer use one another: {}", written(layer));
                probes.push(Probe::in_files(subject, texts.collect()).at(place));
            }
        }
        probes
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let members = Members::new(self.layers.iter().map(Vec::as_slice), workspace, judgement);
        if !members.is_empty() && self.layers.len() == 1 && self.allow_cycles && !self.independent {
            let place = self.layers[0][0].place.clone();
            let problem = ConfigProblem::new(
                place,
                "one layer whose members may use one another in circles forbids nothing",
            );
            judgement.problem(problem.help("add a layer, or set `independent`"));
        }
        let mut edges = Edges::new();
        for used in members.uses(workspace, judgement) {
            let around = workspace.module_path(used.usage.scope);
            let Some((from, layer)) = members.around(&around) else {
                continue;
            };
            let Some((_, layer_of_used)) = members.around(used.member) else {
                continue;
            };
            if is_within(used.member, from) {
                continue;
            }
            let is_allowed = layer < layer_of_used || layer == layer_of_used && !self.independent;
            if !is_allowed {
                report(from, &used, layer == layer_of_used, workspace, judgement);
                continue;
            }
            judgement.conforming_use(None, &used.usage, workspace);
            if layer == layer_of_used && audit.classes.contains(&used.usage.class) {
                let edge = (from.to_owned(), used.member.to_owned());
                edges
                    .entry(edge)
                    .or_insert_with(|| (used.usage.class, workspace.place_of(&used.usage)));
            }
        }
        if !self.allow_cycles {
            cycles(&edges).iter().for_each(|cycle| report_cycle(cycle, &edges, judgement));
        }
        self.require_layers(&members, workspace, judgement);
    }
}

/// Code in a member that uses others.
fn text(member: &str, others: &[&str], workspace: &Workspace) -> Option<ProbeText> {
    let module = workspace.modules().find(|module| workspace.path(module) == member)?;
    let (file, before) = workspace.end_of_module(&module)?;
    let others = others.iter().copied().filter(|other| !is_within(member, other));
    Some(ProbeText {
        file: file.clone(),
        before,
        text: format!("mod ssot_probe {{ {} }}", probe::uses_of(others, workspace)),
    })
}

fn report(from: &str, used: &MemberUse<'_>, is_beside: bool, workspace: &Workspace, judgement: &mut Judgement) {
    let MemberUse { usage, member, path, .. } = used;
    let message = match is_beside {
        true => format!("`{from}` uses `{path}`: `{member}` is in the same layer, whose members are independent"),
        false => format!("`{from}` uses `{path}`: `{member}` is in a higher layer"),
    };
    let around = workspace.path_around(usage.scope);
    let place = workspace.place_of(usage);
    judgement
        .violation(None, usage.class, place, around, format!("{from} {path}"), message)
        .help("move what both need into a lower layer, or pass it in as an argument or a trait");
}

/// Reports a circle of members at the first use of each by the one before.
fn report_cycle(cycle: &[&str], edges: &Edges, judgement: &mut Judgement) {
    let pairs = cycle.iter().zip(cycle.iter().cycle().skip(1));
    let mut uses = pairs.filter_map(|(from, to)| Some((from, to, edges.get(&((*from).to_owned(), (*to).to_owned()))?)));
    let Some((first, _, (class, place))) = uses.next() else {
        return;
    };
    let names: Vec<String> = cycle.iter().chain([first]).map(|name| format!("`{name}`")).collect();
    let message = format!("these use one another in a circle: {}", names.join(" -> "));
    let draft = judgement.violation(None, *class, place.clone(), (*first).to_owned(), cycle.join(" "), message);
    draft.help("move what they share into a module of its own that uses none of them");
    for (from, to, (_, place)) in uses {
        draft.see(place.clone(), format!("`{from}` uses `{to}`"));
    }
}

/// The shortest circle through each member that is in none of those before, in the order of names.
fn cycles(edges: &Edges) -> Vec<Vec<&str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in edges.keys() {
        next.entry(from).or_default().push(to);
    }
    let mut found: Vec<Vec<&str>> = Vec::new();
    for &start in next.keys() {
        if !found.iter().flatten().any(|member| *member == start) {
            found.extend(shortest_cycle(start, &next));
        }
    }
    found
}

fn shortest_cycle<'e>(start: &'e str, next: &BTreeMap<&'e str, Vec<&'e str>>) -> Option<Vec<&'e str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(member) = waiting.pop_front() {
        for &to in next.get(member).into_iter().flatten() {
            if to == start {
                let mut cycle = vec![member];
                while let Some(earlier) = before.get(cycle[cycle.len() - 1]) {
                    cycle.push(earlier);
                }
                cycle.reverse();
                return Some(cycle);
            }
            if !before.contains_key(to) {
                before.insert(to, member);
                waiting.push_back(to);
            }
        }
    }
    None
}

impl Layers {
    fn require_layers(&self, members: &Members, workspace: &Workspace, judgement: &mut Judgement) {
        if self.exhaustive.is_empty() {
            return;
        }
        let mut seen = BTreeSet::new();
        for module in workspace.modules() {
            let path = workspace.path(&module);
            let segments: Vec<&str> = path.split("::").collect();
            let is_required = self.exhaustive.iter().any(|pattern| pattern.matches(&segments, true));
            if !is_required || !seen.insert(path.clone()) {
                continue;
            }
            let (Some(class), Some(place)) = (workspace.class_of_module(&module), workspace.place_of_def(&module)) else {
                continue;
            };
            if members.around(&path).is_some() {
                judgement.conforming(None, class, &place.file);
                continue;
            }
            let message = format!("`{path}` is in no layer");
            judgement
                .violation(None, class, place, path.clone(), path, message)
                .help("add it to a layer of the rule");
        }
    }
}
