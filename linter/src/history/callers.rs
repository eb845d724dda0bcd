//! The callers of the items that went: who they were, and what they name now and did not name before.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::departures::{Departures, by_place, last, parent};
use super::fates::FateSources;
use super::inventory::{InventoryItem, InventoryKind, is_distinctive};
use super::timeline::Timeline;
use super::wanted::{UserOf, names_within, users, users_before};
use crate::finding::FilePath;
use crate::link::{Item, Workspace};

/// What a caller of an item names now and did not name before.
#[derive(Debug, Default)]
pub(super) struct Gain {
    /// What the caller itself names.
    pub(super) names: BTreeSet<String>,
    /// What new functions beside it name, which it calls now.
    pub(super) by_helpers: BTreeSet<String>,
}

impl Gain {
    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        self.names.union(&self.by_helpers)
    }

    /// The types among what is named, and those that members belong to.
    pub(super) fn types(&self, ends: &Ends<'_>) -> Self {
        let types = |names: &BTreeSet<String>| names.iter().filter_map(|path| ends.type_of(path)).collect();
        Self {
            names: types(&self.names),
            by_helpers: types(&self.by_helpers),
        }
    }
}

/// The gains of each caller of an item.
pub(super) type Gains = BTreeMap<Item, Gain>;

/// The gains of the callers of each departed item.
pub(super) type GainsByItem = FxHashMap<usize, Gains>;

/// What names one item stands for at both ends of the range.
pub(super) struct Ends<'a> {
    then: FxHashMap<&'a str, &'a InventoryItem>,
    pub(super) now: FxHashMap<&'a str, &'a InventoryItem>,
    /// The crates and modules of the base, and those of the end.
    places_then: FxHashSet<&'a str>,
    places_now: FxHashSet<&'a str>,
}

impl<'a> Ends<'a> {
    pub(super) fn new(before: &'a [InventoryItem], after: &'a [InventoryItem]) -> Self {
        Self {
            then: before.iter().map(|item| (&*item.path, item)).collect(),
            now: after.iter().map(|item| (&*item.path, item)).collect(),
            places_then: places(before),
            places_now: places(after),
        }
    }

    /// The type that a path leads to, or to a member of; one that is outside of the workspace as it is.
    pub(super) fn type_of(&self, path: &str) -> Option<String> {
        let is_type = |path: &&str| {
            self.now
                .get(*path)
                .is_some_and(|item| item.local.key.kind == InventoryKind::Type)
        };
        let found = [path, parent(path)].into_iter().find(is_type);
        found
            .or(Some(path).filter(|path| !self.now.contains_key(*path)))
            .map(str::to_owned)
    }

    /// Whether a path leads out of the workspace.
    pub(super) fn is_outside(&self, path: &str) -> bool {
        !self.places_now.contains(crate_of(path))
    }

    /// Whether the base had nothing at a path of the end.
    pub(super) fn is_fresh(&self, path: &str) -> bool {
        !self.then.contains_key(path)
    }

    /// The function at a path, if it is new and in this file.
    fn extracted(&self, path: &str, file: &FilePath) -> Option<Item> {
        let item = self.now.get(path).filter(|_| self.is_fresh(path))?;
        (item.local.key.kind.has_body() && item.file == *file).then_some(item.item)
    }

    /// Whether a whole crate went with the item, and another one came with what is named instead; or a module of one crate.
    pub(super) fn is_other_house(&self, gone: &str, instead: &str) -> bool {
        let (gone_crate, crate_now) = (crate_of(gone), crate_of(instead));
        let has_gone = |place: &str| self.places_then.contains(place) && !self.places_now.contains(place);
        let has_come = |place: &str| self.places_now.contains(place) && !self.places_then.contains(place);
        if has_gone(gone_crate) {
            return has_come(crate_now);
        }
        let is_inside = gone_crate == crate_now || has_come(crate_now);
        is_inside && ancestors(gone).any(has_gone) && ancestors(instead).any(has_come)
    }
}

fn crate_of(path: &str) -> &str {
    path.split("::").next().unwrap_or_default()
}

fn places(items: &[InventoryItem]) -> FxHashSet<&str> {
    let crates = items.iter().map(|item| crate_of(&item.path));
    let modules = items.iter().filter(|item| item.local.key.kind == InventoryKind::Module);
    crates.chain(modules.map(|item| &*item.path)).collect()
}

fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |path| Some(parent(path)).filter(|path| !path.is_empty()))
}

impl Departures<'_> {
    /// Finds who used the items when they went.
    pub(super) fn find_users(&mut self, timeline: &Timeline, base: &Workspace) {
        let stood: Vec<usize> = (0..self.all.len()).filter(|&at| self.all[at].at_base.is_some()).collect();
        let items: Vec<&InventoryItem> = stood
            .iter()
            .filter_map(|&at| Some(&self.before[self.all[at].at_base?]))
            .collect();
        let mut at_base: FxHashMap<usize, Vec<UserOf>> = stood.into_iter().zip(users(base, self.before, &items)).collect();
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        for item in self.before.iter().chain(self.after) {
            *counts.entry(&item.local.key.name).or_default() += 1;
        }
        for at in 0..self.all.len() {
            let known = at_base.remove(&at).unwrap_or_default();
            let Some(step) = self.all[at].step else {
                self.all[at].users = known;
                continue;
            };
            let name = self.all[at].name();
            let others = counts.get(name).copied().unwrap_or_default() - u32::from(self.all[at].at_base.is_some());
            let is_rare = is_distinctive(name) && others == 0;
            let mut users = users_before(
                timeline,
                step,
                (&self.all[at].local.key, &self.all[at].last_file),
                is_rare,
                self.all[at].at_base.map(|_| &*known),
            );
            for user in users.iter_mut().filter(|user| user.caller.is_none()) {
                user.caller = user.key.as_ref().map(|key| self.path_between(&user.place.file, key));
            }
            self.all[at].users = users;
        }
    }

    /// For each of these items, what its callers that are still there name instead.
    pub(super) fn gains(&self, open: &[usize], sources: &FateSources<'_>, ends: &Ends<'_>) -> GainsByItem {
        let successors = self.successors();
        let end_by_place = by_place(self.after);
        // The item that a caller is at the end, and at the base if it stood there.
        let caller_of = |user: &UserOf| -> Option<(Option<Item>, Item)> {
            let at_base = user.caller.as_deref().and_then(|caller| ends.then.get(caller));
            let by_path = user.caller.as_deref().and_then(|caller| {
                let now = successors.get(caller).map_or(caller, String::as_str);
                ends.now.get(now)
            });
            let by_place = || {
                let at = end_by_place.get(&(&user.place.file, user.key.as_ref()?))?;
                self.after.get(*at)
            };
            let now = by_path.copied().or_else(by_place)?;
            Some((at_base.map(|item| item.item), now.item))
        };
        let file_of: FxHashMap<Item, &FilePath> = self.after.iter().map(|item| (item.item, &item.file)).collect();
        let (named_then, named_now) = (&sources.before.named, &sources.after.named);
        let of_user = |at: usize, user: &UserOf| -> Option<(Item, Gain)> {
            let (then, now) = caller_of(user)?;
            // What came in the range was put in place of something else.
            let then = then.filter(|_| self.all[at].at_base.is_some());
            let known = then.and_then(|item| named_then.get(&item));
            let known: FxHashSet<&str> = known
                .into_iter()
                .flatten()
                .map(|path| successors.get(path).unwrap_or(path).as_str())
                .collect();
            let there = named_now.get(&now)?;
            let gained = there.iter().filter(|path| !known.contains(path.as_str()));
            let mut names: BTreeSet<String> = gained.cloned().collect();
            // A caller that is still at its place was rewritten by the very commit.
            if let Some(since) = self.names_gained(at, user, sources.timeline) {
                let is_new = |path: &&String| since.contains(last(path)) && !known.contains(path.as_str());
                names = there.iter().filter(is_new).cloned().collect();
            }
            let helpers = names.iter().filter_map(|path| ends.extracted(path, file_of.get(&now)?));
            let by_helpers = helpers.filter_map(|helper| named_now.get(&helper)).flatten();
            let by_helpers = by_helpers.filter(|path| !known.contains(path.as_str())).cloned().collect();
            Some((now, Gain { names, by_helpers }))
        };
        let of_item = |&at: &usize| {
            let users = self.all[at].users.iter().filter_map(|user| of_user(at, user));
            (at, users.collect())
        };
        open.iter().map(of_item).collect()
    }

    /// The names that a caller has since the commit that took the item away.
    fn names_gained(&self, at: usize, user: &UserOf, timeline: &Timeline) -> Option<FxHashSet<String>> {
        let (step, key) = (self.all[at].step?, user.key.as_ref()?);
        let file = timeline.name_before(step, &user.place.file);
        let after = names_within(timeline.before(step + 1, file).flatten()?, key)?;
        let before = names_within(timeline.at_step(step, file)?, key)?;
        Some(after.difference(&before).cloned().collect())
    }
}
