//! Each item of one set is used in some place: every event has a handler, every route a test. See `parity.md`.

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::{is_allowed, items_of};
use super::{Audit, Judgement, Kind, Probe, ProbeText, Rule, members};
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
    #[serde(deserialize_with = "filled")]
    each: Vec<Located<PathPattern>>,
    /// The files, modules and items in which each of them must be used.
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
        members::names(self.each.iter())
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let workspace = audit.workspace;
        let items = self.items(workspace);
        let probes = self.each.iter().map(|pattern| {
            let mut paths = items.iter().map(|item| (*item, workspace.path(&Def::Item(*item))));
            let first = paths.find(|(_, path)| pattern.value.matches(&path.split("::").collect::<Vec<_>>(), true));
            let text = first.and_then(|(item, path)| another(item, &path, workspace));
            Probe::in_files(&pattern.value, text.into_iter().collect()).at(&pattern.place)
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        for pattern in &self.each {
            for why in why_dead(&pattern.value, workspace) {
                judgement.problem(ConfigProblem::new(pattern.place.clone(), why).help("correct it, or remove it"));
            }
        }
        let items = self.items(workspace);
        let used = self.used(&items, workspace, judgement);
        for item in items {
            let place = workspace.place(item);
            if used.contains(&item) {
                judgement.conforming(None, workspace.class(item), &place.file);
                continue;
            }
            let path = workspace.path(&Def::Item(item));
            let places: Vec<String> = self.used_in.iter().map(|place| format!("`{}`", place.value)).collect();
            let places = places.join(" or ");
            let message = match &self.message {
                Some(message) => format!("`{path}`: {message}"),
                None => format!("`{path}` is not used in {places}"),
            };
            let help = self
                .instead
                .clone()
                .unwrap_or_else(|| format!("use it in {places}, or remove it"));
            judgement
                .violation(None, workspace.class(item), place, path.clone(), path, message)
                .help(help);
        }
    }
}

/// Another item beside one of a set.
fn another(item: Item, path: &str, workspace: &Workspace) -> Option<ProbeText> {
    if matches!(workspace.item(item).kind, ItemKind::Variant { .. }) {
        return Some(ProbeText {
            file: workspace.place(item).file,
            before: Some(workspace.item(item).span.end),
            text: ", SsotProbe".to_owned(),
        });
    }
    let (above, _) = path.rsplit_once("::")?;
    let module = workspace.modules().find(|module| workspace.path(module) == above)?;
    let (file, before) = workspace.end_of_module(&module)?;
    Some(ProbeText {
        file: file.clone(),
        before,
        text: "pub fn ssot_probe() {}".to_owned(),
    })
}

impl Parity {
    /// The items of the workspace that the patterns match, without those in the places where they must be used.
    fn items(&self, workspace: &Workspace) -> Vec<Item> {
        let mut items: Vec<Item> = self
            .each
            .iter()
            .flat_map(|pattern| items_of(&pattern.value, workspace))
            .collect();
        items.sort_unstable();
        items.dedup();
        items.retain(|item| {
            let path = workspace.path(&Def::Item(*item));
            !is_allowed(&self.used_in, &workspace.place(*item).file, &path)
        });
        items
    }

    /// Those of the items that are used in one of the places. An import alone is no use.
    fn used(&self, items: &[Item], workspace: &Workspace, judgement: &mut Judgement) -> FxHashSet<Item> {
        let wanted: FxHashSet<Item> = items.iter().copied().collect();
        let names = items.iter().map(|item| workspace.text(workspace.name_of(*item)));
        let names: FxHashSet<&str> = names.collect();
        let use_of = |usage: Use| {
            let is_there = usage.import.is_none() && usage.context != Context::Doc;
            let around = workspace.path_around(usage.scope);
            if !is_there || !is_allowed(&self.used_in, &workspace.file(usage.file).path, &around) {
                return None;
            }
            let steps = usage.steps.iter().flatten();
            let found = steps.filter_map(|binding| match binding.def {
                Def::Item(item) if wanted.contains(&item) => Some(item),
                _ => None,
            });
            let found: Vec<Item> = found.collect();
            (!found.is_empty()).then_some(found)
        };
        let used = judgement.uses(workspace, &workspace.interest(names), use_of);
        used.into_iter().flatten().collect()
    }
}
