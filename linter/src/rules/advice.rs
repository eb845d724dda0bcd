//! Mistakes in the paths of contracts: advice that another contract forbids, and paths that name nothing. A missing canonical
//! path or factory is reported by a rule, `missing_canonical`.

use rustc_hash::FxHashSet;

use super::rival::is_source;
use super::{Facet, Rule};
use crate::config::{AllowIn, Bypass, Concept, Config, ConfigProblem, FILE, FormerPath, Located, NamePattern, slip, suggestion};
use crate::finding::Place;
use crate::link::Workspace;
use crate::uses::why_dead;

/// Reports paths that one concept advises and another forbids.
pub(super) fn forbidden(config: &Config) -> Vec<ConfigProblem> {
    let of_bypasses = config
        .concepts
        .iter()
        .flat_map(|concept| &concept.bypasses)
        .map(|bypass| (&bypass.instead, &bypass.place));
    let of_deprecated = config
        .concepts
        .iter()
        .flat_map(|concept| &concept.deprecated)
        .map(|path| (&path.instead, &path.place));
    let advice = of_bypasses
        .chain(of_deprecated)
        .filter_map(|(instead, place)| Some((instead.as_ref()?, place)));
    let forbidden = advice.filter_map(|(instead, place)| {
        let segments: Vec<&str> = instead.split("::").collect();
        let deprecated = config.concepts.iter().flat_map(|concept| &concept.deprecated);
        let deprecated = deprecated.map(|path| &path.path).any(|path| path.covers(&segments, true));
        let bypassing = config.concepts.iter().flat_map(|concept| &concept.bypasses);
        let bypassing = bypassing
            .map(|bypass| &bypass.pattern)
            .any(|path| path.covers(&segments, false));
        let what = if deprecated { "deprecated" } else { "a bypass" };
        let message = format!("`{instead}` is advised here and {what} elsewhere in this file");
        (deprecated || bypassing).then(|| ConfigProblem::new(place.clone(), message).help("advise the canonical path"))
    });
    forbidden.collect()
}

/// Reports rules whose options name a concept that is not declared. Such a rule checks nothing, or not what is meant.
pub(super) fn undeclared_concepts(config: &Config, rules: &[&dyn Rule]) -> Vec<ConfigProblem> {
    let is_declared = |name: &str| config.concepts.iter().any(|concept| &*concept.name == name);
    let named = rules.iter().filter_map(|rule| rule.concept());
    let undeclared = named.filter(|concept| !is_declared(&concept.value)).map(|concept| {
        let problem = ConfigProblem::new(concept.place.clone(), format!("there is no concept `{}`", concept.value));
        let names = config.concepts.iter().map(|concept| &*concept.name);
        let near = suggestion(&concept.value, names);
        problem.help(near.unwrap_or_else(|| format!("declare it: [concept.{}]", concept.value)))
    });
    undeclared.collect()
}

/// Reports facets of concepts in `ssot.toml` that no rule reads. Without the report, such a contract would always seem to be kept.
pub(super) fn unread_facets(config: &Config, rules: &[&dyn Rule]) -> Vec<ConfigProblem> {
    let mut found = Vec::new();
    for concept in &config.concepts {
        for facet in Facet::ALL {
            let Some(place) = facet.place(concept).filter(|place| is_ours(place)) else {
                continue;
            };
            let is_for = |rule: &&&dyn Rule| rule.concept().is_none_or(|only| *only.value == *concept.name);
            if !rules.iter().filter(is_for).any(|rule| rule.facet() == Some(facet)) {
                let key = facet.key();
                let message = format!("no rule that is on reads `{key}` of `{}`", concept.name);
                let help = format!("switch on a rule that does, or remove `{key}`");
                found.push(ConfigProblem::new(place.clone(), message).help(help));
            }
        }
    }
    found
}

/// Reports paths of contracts that name nothing. Without the report, nobody would notice that they have no effect.
pub(super) fn names_of_nothing(config: &Config, workspace: &Workspace) -> Vec<ConfigProblem> {
    let mut found = Vec::new();
    for concept in &config.concepts {
        found.extend(dead_bypasses(concept, workspace));
        found.extend(dead_deprecated(concept, workspace));
        found.extend(dead_rivals(concept, workspace));
        let of_bypasses = concept.bypasses.iter().map(|bypass| (&bypass.instead, &bypass.place));
        let of_deprecated = concept.deprecated.iter().map(|path| (&path.instead, &path.place));
        for (instead, place) in of_bypasses.chain(of_deprecated) {
            let path: Vec<&str> = instead.iter().flat_map(|path| path.split("::")).collect();
            found.extend(nothing(&path, place, workspace));
        }
        for allowed in &concept.allow_in {
            if let AllowIn::Path(pattern) = &allowed.value {
                found.extend(
                    pattern
                        .plain_paths()
                        .filter_map(|path| nothing(&path, &allowed.place, workspace)),
                );
            }
        }
    }
    found
}

fn nothing(path: &[&str], place: &Place, workspace: &Workspace) -> Option<ConfigProblem> {
    workspace.leads_nowhere(path).then(|| {
        let problem = ConfigProblem::new(place.clone(), format!("`{}` names nothing", path.join("::")));
        problem.low().help("correct it, or remove it")
    })
}

/// Reports bypasses that no code can use. If all bypasses of a concept are such, the contract has no effect.
fn dead_bypasses(concept: &Concept, workspace: &Workspace) -> Vec<ConfigProblem> {
    let ours = concept.bypasses.iter().filter(|bypass| is_ours(&bypass.place));
    let dead: Vec<(&Bypass, Vec<String>)> = ours.map(|bypass| (bypass, why_dead(&bypass.pattern, workspace))).collect();
    let paths: usize = concept
        .bypasses
        .iter()
        .map(|bypass| bypass.pattern.plain_beginnings().count())
        .sum();
    let is_whole = dead.iter().map(|(_, whys)| whys.len()).sum::<usize>() == paths;
    let problem = |bypass: &Bypass, why: String| match is_whole {
        true => {
            let message = format!("{why}, so `{}` guards nothing", concept.name);
            ConfigProblem::new(bypass.place.clone(), message).help("correct it, or remove the concept's `bypasses`")
        }
        false => ConfigProblem::new(bypass.place.clone(), why)
            .low()
            .help("correct it, or remove it"),
    };
    let problems = dead
        .into_iter()
        .flat_map(|(bypass, whys)| whys.into_iter().map(move |why| problem(bypass, why)));
    problems.collect()
}

fn dead_deprecated(concept: &Concept, workspace: &Workspace) -> Vec<ConfigProblem> {
    let ours = concept.deprecated.iter().filter(|old| is_ours(&old.place));
    let problem = |place: &Place, why: String| {
        let help = "correct it; if the old path is gone for good, remove the entry";
        ConfigProblem::new(place.clone(), why).low().help(help)
    };
    let dead = |old: &FormerPath| {
        why_dead(&old.path, workspace)
            .into_iter()
            .map(|why| problem(&old.place, why))
            .collect::<Vec<_>>()
    };
    ours.flat_map(dead).collect()
}

/// Reports `rivals` of which no pattern matches any item, not even the canonical one, or a pattern that looks like a typo of an
/// item that no other pattern matches. If a concept has several patterns, one may deliberately match nothing yet.
fn dead_rivals(concept: &Concept, workspace: &Workspace) -> Vec<ConfigProblem> {
    let definitions = workspace.items().filter(|(_, fact)| is_source(&fact.kind));
    let names: FxHashSet<&str> = definitions.map(|(item, _)| workspace.text(workspace.name_of(item))).collect();
    let is_dead = |rival: &&Located<NamePattern>| !names.iter().any(|name| rival.value.matches(name));
    let ours = || concept.rivals.iter().filter(|rival| is_ours(&rival.place));
    if let Some(first) = ours().next().filter(|_| concept.rivals.iter().all(|rival| is_dead(&rival))) {
        let message = format!("no item matches `rivals` of `{}`, not even the canonical one", concept.name);
        let help = "add a pattern that matches the canonical item, or remove `rivals`";
        return vec![ConfigProblem::new(first.place.clone(), message).low().help(help)];
    }
    let is_covered = |name: &str| concept.rivals.iter().any(|rival| rival.value.matches(name));
    let uncovered: Vec<&str> = names.iter().copied().filter(|name| !is_covered(name)).collect();
    let slips = ours().filter(is_dead).filter_map(|rival| {
        let written = rival.value.to_string();
        let near = slip(written.trim_matches('*'), uncovered.iter().copied())?;
        let problem = ConfigProblem::new(rival.place.clone(), format!("nothing is called `{written}`"));
        Some(problem.low().help(format!("did you mean `{near}`?")))
    });
    slips.collect()
}

/// Whether a place is in `ssot.toml`. Packs are not checked: they are written for many workspaces, so some paths may not exist.
pub(super) fn is_ours(place: &Place) -> bool {
    place.file.as_str() == FILE
}
