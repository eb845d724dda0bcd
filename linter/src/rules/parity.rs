//! Each item of one set is used in some place: every event has a handler, every route a test. See `parity.md`.

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::{ResolvedPaths, is_allowed, items_of};
use super::{Audit, Judgement, Kind, Probe, Rule, members, probe};
use crate::config::{AllowIn, ConfigProblem, Located, PathPattern, filled};
use crate::facts::{Context, ItemKind};
use crate::link::{Def, Item, Use, Workspace};
use crate::uses::why_dead;

pub(super) const KIND: Kind = Kind::new::<Parity>("parity", include_str!("parity.md"));

/// Items that must be used in some places.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
struct Parity {
    /// The items: the variants of an enum, the items of a module.
    #[serde(default)]
    each: Vec<Located<PathPattern>>,
    /// Traits: the types that implement one of them are among the items.
    #[serde(default)]
    each_implementor_of: Vec<Located<PathPattern>>,
    /// Only the items that are `pub`.
    #[serde(default)]
    only_public: bool,
    /// The files, modules and items, in each of which each of them must be used.
    #[serde(deserialize_with = "filled")]
    used_in: Vec<Located<AllowIn>>,
    /// What is missing where one is not used: a lower-case phrase.
    #[serde(default)]
    message: Option<String>,
    /// What to do about it.
    #[serde(default)]
    instead: Option<String>,
}

impl Rule for Parity {
    fn names(&self) -> Vec<String> {
        // The names of the items are not known before the code is; a path to one leads through what is around it.
        members::names(self.each.iter().chain(&self.each_implementor_of))
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let workspace = audit.workspace;
        let items = self.items(workspace, &mut Judgement::default());
        let of_traits = self.each_implementor_of.iter().map(|pattern| {
            let code = implementor_of(&pattern.value, workspace);
            Probe::new(&pattern.value, code).at(&pattern.place)
        });
        let probes = self.each.iter().map(|pattern| {
            let mut paths = items.iter().map(|item| (*item, workspace.path(&Def::Item(*item))));
            let first = paths.find(|(_, path)| pattern.value.matches_own(path));
            let text = first.and_then(|(item, _)| probe::sibling(item, workspace));
            Probe::in_files(&pattern.value, text.into_iter().collect()).at(&pattern.place)
        });
        probes.chain(of_traits).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        if self.each.is_empty()
            && self.each_implementor_of.is_empty()
            && let Some(place) = self.used_in.first()
        {
            let problem = ConfigProblem::new(place.place.clone(), "nothing is said that must be used there".to_owned());
            judgement.problem(problem.help("name items in `each`, or traits in `each-implementor-of`"));
        }
        for pattern in &self.each {
            for why in why_dead(&pattern.value, workspace) {
                judgement.problem(ConfigProblem::new(pattern.place.clone(), why).help("correct it, or remove it"));
            }
        }
        self.report_dead_places(workspace, judgement);
        let items = self.items(workspace, judgement);
        let used = self.used(&items, workspace, judgement);
        for item in items {
            let places = self.used_in.iter().enumerate();
            let missing = places.filter(|(at, _)| !used.contains(&(item, *at)));
            let missing: Vec<String> = missing.map(|(_, place)| format!("`{}`", place.value)).collect();
            let place = workspace.place(item);
            if missing.is_empty() {
                judgement.conforming(None, workspace.class(item), &place.file);
                continue;
            }
            let path = workspace.path(&Def::Item(item));
            let missing = missing.join(" and in ");
            let message = match &self.message {
                Some(message) => format!("`{path}`: {message}"),
                None => format!("`{path}` is not used in {missing}"),
            };
            let help = self
                .instead
                .clone()
                .unwrap_or_else(|| format!("use it in {missing}, or remove it"));
            judgement
                .violation(None, workspace.class(item), place, path.clone(), path, message)
                .help(help);
        }
    }
}

impl Parity {
    /// The items of the workspace that the patterns match, without those in the places where they must be used.
    fn items(&self, workspace: &Workspace, judgement: &mut Judgement) -> Vec<Item> {
        let mut items: Vec<Item> = self
            .each
            .iter()
            .flat_map(|pattern| items_of(&pattern.value, workspace))
            .collect();
        items.extend(self.implementors(workspace, judgement));
        // A variant is as visible as its enum.
        let declared = |item: Item| match workspace.item(item).kind {
            ItemKind::Variant { .. } => workspace.owner_item(item).unwrap_or(item),
            _ => item,
        };
        items.retain(|item| !self.only_public || workspace.is_public(declared(*item)));
        items.sort_unstable();
        items.dedup();
        items.retain(|item| {
            let path = workspace.path(&Def::Item(*item));
            !is_allowed(&self.used_in, &workspace.place(*item).file, &path)
        });
        items
    }

    /// The types that implement the traits. A trait that none implements is a problem.
    fn implementors(&self, workspace: &Workspace, judgement: &mut Judgement) -> Vec<Item> {
        let mut found = Vec::new();
        for pattern in &self.each_implementor_of {
            let traits = ResolvedPaths::new(std::slice::from_ref(pattern), workspace, judgement);
            let types = workspace.implementors(|of_trait| traits.matching(of_trait, workspace).is_some());
            if types.is_empty() {
                let problem = ConfigProblem::new(pattern.place.clone(), format!("no type implements `{}`", pattern.value));
                judgement.problem(problem.help("name a trait that types of the workspace implement, or remove it"));
            }
            found.extend(types);
        }
        found
    }

    /// The items that are used, each with the index of the place. An import alone is no use.
    fn used(&self, items: &[Item], workspace: &Workspace, judgement: &mut Judgement) -> FxHashSet<(Item, usize)> {
        let wanted: FxHashSet<Item> = items.iter().copied().collect();
        let names = items.iter().map(|item| workspace.text(workspace.name_of(*item)));
        let names: FxHashSet<&str> = names.collect();
        let use_of = |usage: Use| {
            if usage.import.is_some() || usage.context == Context::Doc {
                return None;
            }
            let around = workspace.path_around(usage.scope);
            let segments: Vec<&str> = around.split("::").collect();
            let file = &workspace.file(usage.file).path;
            let places = self.used_in.iter().enumerate();
            let places = places
                .filter(|(_, place)| place.value.allows(file, &segments))
                .map(|(at, _)| at);
            let places: Vec<usize> = places.collect();
            let found = usage.steps.iter().flatten().filter_map(|binding| match binding.def {
                Def::Item(item) if wanted.contains(&item) => Some(item),
                _ => None,
            });
            let found: Vec<(Item, usize)> = found.flat_map(|item| places.iter().map(move |at| (item, *at))).collect();
            (!found.is_empty()).then_some(found)
        };
        let used = judgement.uses(workspace, &workspace.interest(names), use_of);
        used.into_iter().flatten().collect()
    }

    /// Reports places that are nowhere: no item can be used there.
    fn report_dead_places(&self, workspace: &Workspace, judgement: &mut Judgement) {
        for place in &self.used_in {
            let is_dead = match &place.value {
                AllowIn::File(glob) => !workspace.files().iter().any(|file| glob.matches(&file.path)),
                AllowIn::Path(pattern) => pattern.plain_beginnings().any(|path| workspace.leads_nowhere(&path)),
            };
            if is_dead {
                let problem = ConfigProblem::new(place.place.clone(), format!("`{}` names nothing", place.value));
                judgement.problem(problem.help("correct it, or remove it"));
            }
        }
    }
}

/// A type that implements a trait, by whatever path leads to it.
fn implementor_of(of_trait: &PathPattern, workspace: &Workspace) -> String {
    let paths = of_trait.plain_paths().map(|segments| segments.join("::"));
    let spelled = paths.flat_map(|path| probe::spellings(&path, workspace));
    let code = spelled
        .enumerate()
        .map(|(at, path)| format!("pub mod probe_{at} {{ pub struct SsotProbe; impl {path} for SsotProbe {{}} }}\n"));
    code.collect()
}
