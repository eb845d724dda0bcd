//! Types that somebody makes for others, and that are made without them, too.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Proposal, concept_name, listed};
use crate::facts::ItemKind;
use crate::finding::Class;
use crate::link::{Def, Item, Workspace};

/// What functions that make something for others begin with.
const VERBS: [&str; 4] = ["create_", "make_", "build_", "new_"];

/// The types of which more come from a maker in their crate than from their own constructors, those with most exceptions first.
pub(super) fn proposals(workspace: &Workspace) -> Vec<Proposal> {
    let makers = makers(workspace);
    let mut constructors: FxHashMap<Item, Vec<Item>> = FxHashMap::default();
    for (function, owner, signature) in workspace.associated_functions() {
        if makers.contains_key(&owner) && !signature.takes_self && workspace.returns(function).contains(&owner) {
            constructors.entry(owner).or_default().push(function);
        }
    }
    let asked: FxHashSet<Item> = constructors.values().chain(makers.values()).flatten().copied().collect();
    let calls = workspace.use_counts(&asked);
    let mut found: Vec<(u64, Proposal)> = Vec::new();
    for (product, makers) in &makers {
        let count = |functions: &[Item]| functions.iter().map(|function| calls.of(*function)).sum::<u64>();
        let (made, called) = (count(makers), count(constructors.get(product).map_or(&[], Vec::as_slice)));
        // The factory itself calls one of them.
        if called > 1 && made >= called {
            found.push((called, proposal(*product, makers, called, workspace)));
        }
    }
    found.sort_by(|one, other| (Reverse(one.0), &one.1.canonical).cmp(&(Reverse(other.0), &other.1.canonical)));
    found.into_iter().map(|(_, proposal)| proposal).collect()
}

fn proposal(product: Item, makers: &[Item], called: u64, workspace: &Workspace) -> Proposal {
    let name = workspace.text(workspace.name_of(product)).to_owned();
    let mut factory: Vec<String> = makers.iter().map(|maker| workspace.path(&Def::Item(*maker))).collect();
    factory.sort();
    factory.dedup();
    let by = listed(&factory);
    Proposal {
        name: concept_name(&name),
        summary: format!("every {name} comes from its factory"),
        canonical: workspace.path(&Def::Item(product)),
        evidence: vec![format!(
            "`{name}` is made by {by}, and its own constructors are called in {called} places."
        )],
        factory,
        ..Proposal::default()
    }
}

/// Who makes which type: a method of a `…Factory`, or a function such as `create_session` for a `Session`.
fn makers(workspace: &Workspace) -> FxHashMap<Item, Vec<Item>> {
    let mut makers: FxHashMap<Item, Vec<Item>> = FxHashMap::default();
    for (function, fact) in workspace.items() {
        // What a trait makes of a type of another crate has no path of its own.
        let in_test_code = || workspace.path(&Def::Item(function)).contains("test");
        let is_production = workspace.class(function) == Class::Production && !workspace.is_of_trait(function) && !in_test_code();
        if !is_production || !matches!(fact.kind, ItemKind::Function(_) | ItemKind::AssociatedFunction(..)) {
            continue;
        }
        let owner = workspace.owner_item(function);
        let is_factory = owner.is_some_and(|owner| workspace.text(workspace.name_of(owner)).ends_with("Factory"));
        let name = workspace.text(workspace.name_of(function));
        let made = VERBS.iter().find_map(|verb| name.strip_prefix(verb));
        if !is_factory && made.is_none() {
            continue;
        }
        for product in workspace.returns(function) {
            let called = concept_name(workspace.text(workspace.name_of(product)));
            let is_named = made.is_some_and(|made| called == made.replace('_', "-"));
            let is_struct = matches!(workspace.item(product).kind, ItemKind::Struct(_));
            let is_beside = workspace.crate_of_item(product) == workspace.crate_of_item(function);
            if owner != Some(product) && is_struct && is_beside && (is_named || is_factory) {
                makers.entry(product).or_default().push(function);
            }
        }
    }
    makers
}
