//! Items that are imported by several paths.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Proposal, concept_name, counted};
use crate::link::{Def, Item, Workspace};
use crate::rules::{ImportersByPath, imports_by_path};

/// Fewer imports than these are no habit.
const FEWEST: usize = 3;

/// The items that are imported most, of those that are imported by several paths.
pub(super) fn proposals(workspace: &Workspace) -> Vec<Proposal> {
    let mut found: Vec<(usize, Proposal)> = Vec::new();
    for (item, paths) in by_item(workspace) {
        if !workspace.is_macro(item) {
            found.extend(proposal(item, &paths, workspace));
        }
    }
    found.sort_by(|one, other| (Reverse(one.0), &one.1.canonical).cmp(&(Reverse(other.0), &other.1.canonical)));
    found.into_iter().map(|(_, proposal)| proposal).collect()
}

/// The imports of each item, those inside and outside of its crate together: a contract holds for both.
fn by_item(workspace: &Workspace) -> BTreeMap<Item, ImportersByPath> {
    let mut found: BTreeMap<Item, ImportersByPath> = BTreeMap::new();
    for ((item, _), paths) in imports_by_path(workspace) {
        let of_item = found.entry(item).or_default();
        for (path, importers) in paths {
            of_item.entry(path).or_default().extend(importers);
        }
    }
    found
}

/// A concept of one item, with the number of its imports.
fn proposal(item: Item, paths: &ImportersByPath, workspace: &Workspace) -> Option<(usize, Proposal)> {
    let counts: Vec<(String, usize)> = paths
        .iter()
        .map(|(path, importers)| (path.clone(), importers.len()))
        .collect();
    let imports: usize = counts.iter().map(|(_, count)| count).sum();
    if counts.len() < 2 || imports < FEWEST {
        return None;
    }
    let candidates = counts
        .iter()
        .filter(|(path, _)| can_be_canonical(item, path, paths, workspace));
    let (canonical, _) = candidates.max_by_key(|(path, count)| (*count, Reverse(path.len())))?;
    let name = workspace.text(workspace.name_of(item)).to_owned();
    let definition = workspace.path(&Def::Item(item));
    // A prelude is there to be a second path.
    let is_meant = |path: &str| path == definition || path.split("::").any(|segment| segment == "prelude");
    let others = counts.iter().map(|(path, _)| path);
    let others = others.filter(|path| *path != canonical && !is_meant(path) && workspace.is_public_path(path));
    let deprecated: Vec<String> = others.cloned().collect();
    let evidence = format!("`{name}` is imported by {} paths: {}.", counts.len(), counted(counts.clone()));
    let proposal = Proposal {
        name: concept_name(&name),
        summary: format!("{name} is reached by one path"),
        canonical: canonical.clone(),
        deprecated,
        evidence: vec![evidence],
        ..Proposal::default()
    };
    (!proposal.deprecated.is_empty()).then_some((imports, proposal))
}

/// A public path of the defining crate, which every importer can write: a facade further up is out of reach for some.
fn can_be_canonical(item: Item, path: &str, paths: &ImportersByPath, workspace: &Workspace) -> bool {
    let definition = workspace.path(&Def::Item(item));
    let krate = |path: &str| path.split("::").next().map(str::to_owned);
    let is_of_crate = krate(path) == krate(&definition);
    let mut importers = paths.values().flatten();
    is_of_crate && workspace.is_public_path(path) && importers.all(|importer| workspace.reached(importer.scope, path).is_ok())
}
