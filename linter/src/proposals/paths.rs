//! Items that are imported by several paths.

use std::cmp::Reverse;

use super::{Proposal, concept_name, counted};
use crate::link::{Def, Workspace};
use crate::rules::imports_by_path;

/// Fewer imports than these are no habit.
const FEWEST: usize = 3;

/// The items that are imported most, of those that are imported by several paths.
pub(super) fn proposals(workspace: &Workspace) -> Vec<Proposal> {
    let mut found: Vec<(usize, Proposal)> = Vec::new();
    for ((item, _), paths) in imports_by_path(workspace) {
        if workspace.is_macro(item) {
            continue;
        }
        let counts: Vec<(String, usize)> = paths.iter().map(|(path, places)| (path.clone(), places.len())).collect();
        let imports: usize = counts.iter().map(|(_, count)| count).sum();
        // What nobody outside can name is a matter of that module.
        let most = counts
            .iter()
            .filter(|(path, _)| workspace.is_public_path(path))
            .max_by_key(|(path, count)| (*count, Reverse(path.len())));
        let Some((canonical, _)) = most.filter(|_| counts.len() > 1 && imports >= FEWEST) else {
            continue;
        };
        let name = workspace.text(workspace.name_of(item)).to_owned();
        let definition = workspace.path(&Def::Item(item));
        // A prelude is there to be a second path.
        let is_meant = |path: &str| path == definition || path.split("::").any(|segment| segment == "prelude");
        let others = counts.iter().map(|(path, _)| path);
        let others = others.filter(|path| *path != canonical && !is_meant(path) && workspace.is_public_path(path));
        let proposal = Proposal {
            name: concept_name(&name),
            summary: format!("{name} is reached by one path"),
            canonical: canonical.clone(),
            deprecated: others.cloned().collect(),
            evidence: vec![format!(
                "`{name}` is imported by {} paths: {}.",
                counts.len(),
                counted(counts.clone())
            )],
            ..Proposal::default()
        };
        if !proposal.deprecated.is_empty() {
            found.push((imports, proposal));
        }
    }
    found.sort_by(|one, other| (Reverse(one.0), &one.1.canonical).cmp(&(Reverse(other.0), &other.1.canonical)));
    found.into_iter().map(|(_, proposal)| proposal).collect()
}
