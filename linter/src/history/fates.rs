//! What became of the items that went: each has a fate, with the items that took its place or the places that wanted it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::departures::{Departures, by_place, parent};
use super::inventory::{InventoryItem, InventoryKind};
use super::plan::{PlannedAction, plan};
use super::remains::{LostText, UnfinishedMigration};
use super::summary::StateSummary;
use super::timeline::Timeline;
use super::wanted::{PlainText, Wanted};
use crate::check::selection::Selection;
use crate::discover::{Membership, Memberships};
use crate::finding::FilePath;
use crate::git::Revision;
use crate::link::Workspace;
use crate::report::groups::Grouping;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It was removed, nothing took its place, and something wanted it.
    Gap,
    /// Nobody used it when it went.
    Dead,
    /// Its callers now call what does its job.
    Replaced,
    /// It has another name.
    Renamed,
    /// It is elsewhere.
    Moved,
    /// It was removed and restored.
    Returned,
}

impl Fate {
    /// Every fate, in the order of reports.
    pub const ALL: [Self; 6] = [
        Self::Gap,
        Self::Dead,
        Self::Replaced,
        Self::Renamed,
        Self::Moved,
        Self::Returned,
    ];

    /// Whether the item is still there, elsewhere or under another name.
    pub(super) fn is_continued(self) -> bool {
        matches!(self, Self::Renamed | Self::Moved)
    }

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Dead => "dead",
            Self::Replaced => "replaced",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Returned => "returned",
        }
    }
}

/// An item that went, or went for a while, and its fate.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ItemFate {
    /// Its path at the beginning of the range; of an item that came in the range, where it was last, or where it came if it is elsewhere.
    pub path: String,
    /// The file that it was in when it went.
    pub file: FilePath,
    /// The package and the owners of that file.
    #[serde(flatten)]
    pub membership: Membership,
    /// Its kind.
    pub kind: InventoryKind,
    /// Its fate.
    pub fate: Fate,
    /// The commit that took it from its place: the first ten digits of its hash.
    pub commit: String,
    /// The items that it became, or that took its place, by their paths.
    pub to: Vec<String>,
    /// The functions, constants, macros and types that ship and used it when it went.
    pub lost_callers: u64,
    /// The tests that used it when it went, and went as well.
    pub lost_tests: u64,
    /// The places that wanted it.
    pub wanted_by: Vec<Wanted>,
    /// Of a test that is a gap: the gap that it tested.
    #[serde(skip)]
    pub(crate) subject: Option<String>,
}

/// The fates of the items that commits of a range took away.
#[derive(Debug, Default)]
pub struct FateReport {
    /// The base of the range, and its commits, oldest first.
    pub revisions: Vec<Revision>,
    /// The number of items that stand at the beginning and at the end of the range.
    pub looked_at: u64,
    /// The items, gaps first, those that most places wanted foremost.
    pub items: Vec<ItemFate>,
    /// What to do about the gaps.
    pub plan: Vec<PlannedAction>,
    /// The files that commits of the range added and removed.
    pub files: Vec<(FilePath, FileEvent)>,
    /// The names in texts that code has no more.
    pub lost_texts: Vec<LostText>,
    /// The deprecated items that are still used.
    pub migrations: Vec<UnfinishedMigration>,
    /// What formats for people group the gaps by.
    pub grouping: Option<Grouping>,
}

/// What commits of a range did with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileEvent {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
}

impl FileEvent {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

impl FateReport {
    /// Says of each item whose file it was in.
    pub(super) fn assign(&mut self, memberships: &Memberships) {
        for item in &mut self.items {
            item.membership = memberships.of(&item.file);
        }
    }

    /// The same report on the items of a part of the workspace.
    pub fn selected(mut self, selection: &Selection) -> Self {
        self.items.retain(|item| selection.has_file(&item.file, &item.membership));
        self.plan = plan(&self.items);
        self
    }
}

/// What the search for fates reads.
pub(crate) struct FateSources<'a> {
    pub(super) timeline: &'a Timeline,
    /// The first state of the workspace.
    pub(super) base: &'a Workspace,
    /// What is kept of the first and of the last state.
    pub(super) before: &'a StateSummary,
    pub(super) after: &'a StateSummary,
    /// The folders of the submodules of the last state. What became of their files is not known here.
    pub(super) submodules: &'a [FilePath],
    /// The documents and configuration of the last state.
    pub(super) texts: &'a [PlainText],
    /// The path that the configuration names as the successor of a path.
    pub(super) successor: &'a dyn Fn(&str) -> Option<String>,
}

/// The fates of all items that commits of the range took away.
pub(super) fn fates(sources: &FateSources<'_>) -> FateReport {
    let (timeline, before, after) = (sources.timeline, &sources.before.items, &sources.after.items);
    let mut departures = Departures::new(timeline, before, after, sources.submodules);
    departures.find_successors();
    departures.find_users(timeline, sources.base);
    departures.find_replacements(sources);
    departures.settle_tests(&sources.after.named);
    departures.settle_modules();
    departures.count_users_of_modules();
    let mut items = departures.judged(timeline, sources.texts);
    items.extend(returned(timeline, before, after));
    items.sort_by(|one, other| rank(one).cmp(&rank(other)));
    FateReport {
        revisions: Vec::new(),
        looked_at: (before.len() + after.len()) as u64,
        plan: plan(&items),
        items,
        files: files(timeline),
        lost_texts: sources
            .before
            .named_things
            .difference(&sources.after.named_things)
            .cloned()
            .collect(),
        migrations: sources.after.migrations.clone(),
        grouping: None,
    }
}

fn rank(item: &ItemFate) -> (Fate, Reverse<u64>, &str, InventoryKind) {
    let wanted = item.lost_callers + item.lost_tests;
    (
        item.fate,
        Reverse(if item.fate == Fate::Gap { wanted } else { 0 }),
        &item.path,
        item.kind,
    )
}

/// The files that are there at one end of the range only.
fn files(timeline: &Timeline) -> Vec<(FilePath, FileEvent)> {
    let mut files: BTreeMap<FilePath, (FileEvent, FileEvent)> = BTreeMap::new();
    for step in &timeline.steps {
        let added = step.added.iter().map(|file| (file, FileEvent::Added));
        let removed = step.removed.iter().map(|file| (file, FileEvent::Removed));
        for (file, event) in added.chain(removed) {
            files
                .entry(file.clone())
                .and_modify(|(_, last)| *last = event)
                .or_insert((event, event));
        }
    }
    let lasting = files.into_iter().filter(|(_, (first, last))| first == last);
    lasting.map(|(file, (event, _))| (file, event)).collect()
}

/// The items that were gone for a while.
fn returned(timeline: &Timeline, before: &[InventoryItem], after: &[InventoryItem]) -> Vec<ItemFate> {
    let paths: FxHashSet<(InventoryKind, &str)> = after.iter().map(|item| (item.local.key.kind, &*item.path)).collect();
    let by_place = by_place(before);
    let lives = timeline.lives.iter().filter(|life| life.has_returned && !life.is_gone);
    let fates = lives.filter_map(|life| {
        let item = &before[*by_place.get(&(&life.first.file, &life.first.local.key))?];
        let is_there = paths.contains(&(item.local.key.kind, &*item.path));
        is_there.then(|| ItemFate {
            path: without_mark(&item.path),
            file: item.file.clone(),
            membership: Membership::default(),
            kind: item.local.key.kind,
            fate: Fate::Returned,
            commit: commit(timeline, life.left),
            to: vec![without_mark(&item.path)],
            lost_callers: 0,
            lost_tests: 0,
            wanted_by: Vec::new(),
            subject: None,
        })
    });
    fates.collect()
}

/// A path without the `!` of macros: the kind says that it is one.
pub(super) fn without_mark(path: &str) -> String {
    path.trim_end_matches('!').to_owned()
}

pub(super) fn commit(timeline: &Timeline, step: Option<usize>) -> String {
    let step = step.or(timeline.steps.len().checked_sub(1));
    let step = step.and_then(|step| timeline.steps.get(step));
    step.map(|step| step.revision.id.to_string()).unwrap_or_default()
}

impl FateReport {
    /// The number of items of a fate.
    pub fn count(&self, fate: Fate) -> u64 {
        self.items.iter().filter(|item| item.fate == fate).count() as u64
    }

    /// The gaps that are in no other gap, each with the gaps in it: a type with its methods, a module with its items.
    pub(crate) fn gaps(&self) -> Vec<(&ItemFate, Vec<&ItemFate>)> {
        outermost(&self.items)
    }

    /// The first line of the message of a commit, given the first digits of its hash.
    pub(crate) fn summary_of(&self, commit: &str) -> &str {
        let known = self
            .revisions
            .iter()
            .find(|revision| revision.id.as_str().starts_with(commit));
        known.map_or("", |revision| &*revision.summary)
    }
}

/// The gaps that are in no other gap, in their order, each with the gaps in it and with the tests that went with it.
pub(super) fn outermost(items: &[ItemFate]) -> Vec<(&ItemFate, Vec<&ItemFate>)> {
    let gaps: Vec<&ItemFate> = items.iter().filter(|item| item.fate == Fate::Gap).collect();
    let paths: FxHashSet<&str> = gaps.iter().map(|gap| &*gap.path).collect();
    let outer = |gap: &ItemFate| -> String {
        let path = gap.subject.as_deref().unwrap_or(&gap.path);
        let around = std::iter::successors(Some(path), |path| Some(parent(path)).filter(|path| !path.is_empty()));
        around.filter(|path| paths.contains(path)).last().unwrap_or(path).to_owned()
    };
    let mut inner: BTreeMap<String, Vec<&ItemFate>> = BTreeMap::new();
    for gap in &gaps {
        let outer = outer(gap);
        if outer != gap.path {
            inner.entry(outer).or_default().push(gap);
        }
    }
    let outermost = gaps.into_iter().filter(|gap| outer(gap) == gap.path);
    outermost
        .map(|gap| (gap, inner.remove(&gap.path).unwrap_or_default()))
        .collect()
}
