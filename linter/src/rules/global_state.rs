//! Nothing that lives as long as the process holds certain types. See `global_state.md`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Rule};
use crate::config::{AllowIn, ConfigProblem, Located, PathPattern};
use crate::facts::ItemKind;
use crate::link::{Def, Interest, Item, Workspace};
use crate::uses::{interest, why_dead};

pub(super) const KIND: Kind = Kind::new::<GlobalState>("global_state", include_str!("global_state.md"));

/// Types that must not live as long as the process.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct GlobalState {
    /// The types.
    types: Vec<Located<PathPattern>>,
    /// A concept whose canonical types are meant as well.
    concept: Option<Located<String>>,
    /// Types of the workspace that live as long as the process, such as the state of an application.
    long_lived: Vec<Located<PathPattern>>,
    /// The files, modules and items in which this is permitted.
    allow_in: Vec<Located<AllowIn>>,
}

/// For each item that holds one of the types, what it holds it by: the type itself, or another item.
type Holders = BTreeMap<Item, Def>;

impl Rule for GlobalState {
    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        for pattern in self.types.iter().chain(&self.long_lived) {
            for why in why_dead(&pattern.value, workspace) {
                judgement.problem(ConfigProblem::new(pattern.place.clone(), why).help("correct it, or remove it"));
            }
        }
        let of_concept = self.types_of_concept(audit, judgement);
        let holders = self.holders(&of_concept, workspace);
        for &item in holders.keys() {
            self.judge(item, &holders, workspace, judgement);
        }
    }
}

impl GlobalState {
    fn types_of_concept(&self, audit: &Audit<'_>, judgement: &mut Judgement) -> Vec<Item> {
        let Some(concept) = &self.concept else { return Vec::new() };
        let contract = audit.contracts.iter().find(|contract| *contract.concept.name == **concept);
        if contract.is_none() {
            let message = format!("there is no concept `{}`", concept.value);
            judgement.problem(ConfigProblem::new(concept.place.clone(), message).help("name one that `ssot.toml` declares"));
        }
        contract.map(|contract| contract.types(audit.workspace)).unwrap_or_default()
    }

    /// The items that hold one of the types, directly or by other items.
    fn holders(&self, of_concept: &[Item], workspace: &Workspace) -> Holders {
        let lead = |pattern: &Located<PathPattern>| pattern.led_on(|path| workspace.canonical(path));
        let patterns: Vec<PathPattern> = self.types.iter().map(lead).collect();
        let is_meant = |def: &Def| {
            let path = workspace.path(def);
            let segments: Vec<&str> = path.split("::").collect();
            let is_own = workspace.is_own(def);
            patterns.iter().any(|pattern| pattern.matches(&segments, is_own))
        };
        let mut holders = Holders::new();
        let names = of_concept.iter().map(|item| workspace.text(workspace.name_of(*item)));
        let first = match (interest(workspace, &patterns), workspace.interest(names)) {
            (Interest::Names(one), Interest::Names(other)) => Interest::Names(one.into_iter().chain(other).collect()),
            _ => Interest::Everything,
        };
        let mut found: Vec<(Item, Def)> = workspace.held_types(&first, |def| match def {
            Def::Item(item) if of_concept.contains(item) => true,
            def => is_meant(def),
        });
        while !found.is_empty() {
            let mut new: FxHashSet<Item> = FxHashSet::default();
            for (holder, held) in found {
                if let std::collections::btree_map::Entry::Vacant(entry) = holders.entry(holder) {
                    entry.insert(held);
                    new.insert(holder);
                }
            }
            let names = new.iter().map(|item| workspace.text(workspace.name_of(*item)));
            found = workspace.held_types(
                &workspace.interest(names),
                |def| matches!(def, Def::Item(item) if new.contains(item)),
            );
        }
        holders
    }

    fn judge(&self, item: Item, holders: &Holders, workspace: &Workspace, judgement: &mut Judgement) {
        let path = workspace.path(&Def::Item(item));
        let segments: Vec<&str> = path.split("::").collect();
        let is_long_lived = self.long_lived.iter().any(|pattern| pattern.matches(&segments, true));
        let is_static = workspace.item(item).kind == ItemKind::Static;
        let (class, place) = (workspace.class(item), workspace.place(item));
        let is_permitted = || {
            self.allow_in
                .iter()
                .any(|allowed| allowed.value.allows(&place.file, &segments))
        };
        if !(is_static || is_long_lived) || is_permitted() {
            judgement.conforming(None, class, &place.file);
            return;
        }
        let mut chain: Vec<&Def> = vec![&holders[&item]];
        while let Def::Item(held) = chain[chain.len() - 1]
            && let Some(next) = holders.get(held)
            && !chain.contains(&next)
        {
            chain.push(next);
        }
        let held = workspace.path(chain[chain.len() - 1]);
        let lives = if is_static {
            "a static"
        } else {
            "which lives as long as the process"
        };
        let message = format!("`{path}`, {lives}, holds `{held}`");
        let content = format!("{path} {held}");
        let draft = judgement.violation(None, class, place, path, content, message);
        draft.help("create it where it is needed and pass it on, so that it ends with its work");
        for def in &chain[..chain.len() - 1] {
            if let Some(place) = workspace.place_of_def(def) {
                draft.see(place, "held by way of this");
            }
        }
    }
}
