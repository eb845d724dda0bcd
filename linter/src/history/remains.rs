//! What else a range of commits left behind: names in texts that are gone, and migrations that are not complete.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::config::{Concept, Config, PathPattern};
use crate::finding::Class;
use crate::index::{TextCategory, index};
use crate::link::{Def, Item, Workspace};
use crate::uses;

/// A text that code had at the beginning of the range, and has no more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LostText {
    /// What it names.
    pub names: NamedThing,
    /// The text.
    pub value: String,
}

/// What a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedThing {
    /// A variable of the environment.
    Variable,
    /// A route.
    Route,
    /// An event.
    Event,
}

impl NamedThing {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Variable => "variable",
            Self::Route => "route",
            Self::Event => "event",
        }
    }
}

/// An item that is marked `#[deprecated]`, or a former path of a concept, and still used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct UnfinishedMigration {
    /// Its path.
    pub path: String,
    /// The number of its uses; of an item that is marked `#[deprecated]`, without imports.
    pub uses: u64,
    /// What to use instead, in the author's words.
    pub note: Option<String>,
    /// The number of uses of the canonical path of the concept; `None` if no concept says what that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor_uses: Option<u64>,
}

/// The variables, routes and events that code names which ships.
pub(super) fn named_things(workspace: &Workspace) -> BTreeSet<LostText> {
    let texts = index(workspace).into_iter().filter_map(|text| {
        let ships = text.places.iter().any(|place| place.class == Class::Production);
        let names = match text.category {
            TextCategory::Environment => NamedThing::Variable,
            TextCategory::Paths if text.value.starts_with('/') => NamedThing::Route,
            TextCategory::Events => NamedThing::Event,
            _ => return None,
        };
        ships.then_some(LostText {
            names,
            value: text.value,
        })
    });
    texts.collect()
}

/// The deprecated items that are still used.
pub(super) fn unfinished_migrations(workspace: &Workspace) -> Vec<UnfinishedMigration> {
    let items: FxHashSet<Item> = workspace.deprecated_items().collect();
    let counts = workspace.use_counts(&items);
    let used = items.into_iter().filter(|item| counts.of(*item) > 0);
    let mut used: Vec<UnfinishedMigration> = used
        .map(|item| UnfinishedMigration {
            path: workspace.path(&Def::Item(item)),
            uses: counts.of(item),
            note: workspace
                .item(item)
                .deprecated
                .as_ref()
                .and_then(|it| it.note.as_deref().map(str::to_owned)),
            successor_uses: None,
        })
        .collect();
    used.sort();
    used
}

/// The former paths of concepts that are still used.
pub(super) fn open_migrations(workspace: &Workspace, config: &Config) -> Vec<UnfinishedMigration> {
    config
        .concepts
        .iter()
        .flat_map(|concept| migrations_of(concept, workspace))
        .collect()
}

fn migrations_of(concept: &Concept, workspace: &Workspace) -> Vec<UnfinishedMigration> {
    let count = |pattern: &PathPattern| uses::find(workspace, std::slice::from_ref(pattern), &[]).len() as u64;
    let canonical = concept.canonical.as_ref().map(|canonical| canonical.value.join("::"));
    let successor = canonical.as_deref().and_then(|path| PathPattern::parse(path).ok());
    let used = concept.deprecated.iter().map(|former| (former, count(&former.path)));
    let used = used.filter(|(_, uses)| *uses > 0);
    let migrations = used.map(|(former, uses)| UnfinishedMigration {
        path: former.path.to_string(),
        uses,
        note: former.instead.clone().or_else(|| canonical.clone()),
        successor_uses: successor.as_ref().map(count),
    });
    migrations.collect()
}
