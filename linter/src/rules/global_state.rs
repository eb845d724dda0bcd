//! Nothing that lives as long as the process holds certain types. See `global_state.md`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::{ResolvedPaths, is_allowed};
use super::{Audit, Judgement, Kind, Probe, Rule, probe};
use crate::config::{AllowIn, Located, PathPattern};
use crate::facts::ItemKind;
use crate::link::{Def, Item, Workspace};

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
    fn concept(&self) -> Option<&Located<String>> {
        self.concept.as_ref()
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let contract = audit.contract_of(self.concept.as_ref());
        let products = contract.into_iter().flat_map(|contract| contract.types(audit.workspace));
        let products = products.map(|item| (audit.workspace.path(&Def::Item(item)), None));
        let listed = self.types.iter().flat_map(|pattern| {
            let paths = pattern.value.filled(probe::FILLER).into_iter();
            paths.map(|segments| (segments.join("::"), Some(&pattern.place)))
        });
        let probes = listed.chain(products).map(|(path, place)| {
            let spelled = probe::spellings(&path, audit.workspace).into_iter().enumerate();
            let code = spelled.map(|(at, path)| format!("static PROBE_{at}: {path} = loop {{}};\n"));
            let probe = Probe::new(&path, code.collect::<String>());
            place.into_iter().fold(probe, Probe::at)
        });
        probes.collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let workspace = audit.workspace;
        let mut types = ResolvedPaths::new(&self.types, workspace, judgement);
        for item in audit
            .contract_of(self.concept.as_ref())
            .into_iter()
            .flat_map(|contract| contract.types(workspace))
        {
            types.add_item(item, workspace);
        }
        let long_lived = ResolvedPaths::new(&self.long_lived, workspace, judgement);
        let holders = holders(&types, workspace);
        for &item in holders.keys() {
            self.judge(item, &holders, &long_lived, workspace, judgement);
        }
    }
}

/// The items that hold one of the types, directly or by other items.
fn holders(types: &ResolvedPaths, workspace: &Workspace) -> Holders {
    let mut holders = Holders::new();
    let is_meant = |def: &Def| types.matching(def, workspace).is_some();
    let mut found: Vec<(Item, Def)> = workspace.held_types(&types.interest(workspace), is_meant);
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

impl GlobalState {
    fn judge(&self, item: Item, holders: &Holders, long_lived: &ResolvedPaths, workspace: &Workspace, judgement: &mut Judgement) {
        let path = workspace.path(&Def::Item(item));
        let is_long_lived = long_lived.matching(&Def::Item(item), workspace).is_some();
        let is_static = workspace.item(item).kind == ItemKind::Static;
        let (class, place) = (workspace.class(item), workspace.place(item));
        let is_permitted = || is_allowed(&self.allow_in, &place.file, &path);
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
