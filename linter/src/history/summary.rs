//! What is kept of a state of the workspace, so that two states need not be linked at one time.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::inventory::{InventoryItem, KnownItems, inventory};
use super::remains::{LostText, UnfinishedMigration, named_things, unfinished_migrations};
use super::timeline::Timeline;
use crate::link::{Item, Workspace};

/// A state of the workspace, as far as fates depend on it.
pub(crate) struct StateSummary {
    pub(super) items: Vec<InventoryItem>,
    /// The paths that items name, without repetition: those of files that commits of the range change.
    pub(super) named: FxHashMap<Item, Vec<String>>,
    pub(super) named_things: BTreeSet<LostText>,
    pub(super) migrations: Vec<UnfinishedMigration>,
}

impl StateSummary {
    pub(super) fn new(workspace: &Workspace, timeline: &Timeline, known: &mut KnownItems) -> Self {
        let items = inventory(workspace, known);
        let changed = items.iter().filter(|item| timeline.is_changed(&item.file));
        let named = named_paths(workspace, changed.map(|item| item.item));
        Self {
            named,
            items,
            named_things: named_things(workspace),
            migrations: unfinished_migrations(workspace),
        }
    }
}

fn named_paths(workspace: &Workspace, items: impl Iterator<Item = Item>) -> FxHashMap<Item, Vec<String>> {
    let items: BTreeSet<Item> = items.collect();
    let named = workspace.named_in(items.into_iter());
    let paths = named.into_iter().map(|(item, defs)| {
        let mut paths: Vec<String> = defs.iter().map(|def| workspace.path(def)).collect();
        paths.sort_unstable();
        paths.dedup();
        (item, paths)
    });
    paths.collect()
}
