//! The last steps: tests and modules follow what they were about, and what nothing took the place of is a gap or dead.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::departures::{Departure, Departures, is_within, last, parent};
use super::fates::{Fate, ItemFate, commit, without_mark};
use super::inventory::InventoryKind;
use super::timeline::Timeline;
use super::wanted::{PlainText, UserOf, Wanted, WantedAs, named_in_texts};
use crate::discover::Membership;
use crate::finding::{Class, FilePath};
use crate::link::Item;

impl Departures<'_> {
    /// Tests that went: others test what took the place of what they tested. If nothing did, they share its fate.
    pub(super) fn settle_tests(&mut self, named_now: &FxHashMap<Item, Vec<String>>) {
        let subjects = self.subjects_of_tests();
        for at in self.open() {
            if self.all[at].kind() != InventoryKind::Test {
                continue;
            }
            let subjects: &[usize] = subjects.get(&self.all[at].path).map_or(&[], Vec::as_slice);
            let settled: Vec<&(Fate, Vec<String>)> = subjects.iter().filter_map(|&it| self.all[it].settled.as_ref()).collect();
            if settled.len() < subjects.len() {
                continue;
            }
            let there: FxHashSet<&String> = settled.iter().flat_map(|(_, to)| to).collect();
            let tests_it = |end: &usize| {
                let named = named_now.get(&self.after[*end].item).into_iter().flatten();
                named.into_iter().any(|path| there.contains(path))
            };
            let tests = self.candidates(at).filter(tests_it).map(|end| self.after[end].path.clone());
            let tests: Vec<String> = tests.collect();
            let replaced = settled.iter().filter(|(fate, _)| *fate == Fate::Replaced);
            let replaced: BTreeSet<&String> = replaced.flat_map(|(_, to)| to).collect();
            let to: Vec<String> = if tests.is_empty() {
                replaced.into_iter().cloned().collect()
            } else {
                tests
            };
            if !to.is_empty() {
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// For each test that went, the departed items that it tested: what ships, not what helps tests.
    fn subjects_of_tests(&self) -> FxHashMap<String, Vec<usize>> {
        let mut subjects: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, it) in self.all.iter().enumerate().filter(|(_, it)| it.class != Class::Test) {
            let tests = it.users.iter().filter(|user| user.place.what == WantedAs::Test);
            let tests: BTreeSet<&String> = tests.filter_map(|user| user.caller.as_ref()).collect();
            for test in tests {
                subjects.entry(test.clone()).or_default().push(at);
            }
        }
        subjects
    }

    /// Modules follow most of their items.
    pub(super) fn settle_modules(&mut self) {
        let mut modules: Vec<usize> = self.open();
        modules.retain(|&at| self.all[at].kind() == InventoryKind::Module);
        // Inner modules first.
        modules.sort_by_key(|&at| Reverse(self.all[at].path.split("::").count()));
        let end_modules: FxHashSet<&str> = self
            .after
            .iter()
            .filter(|item| item.local.key.kind == InventoryKind::Module)
            .map(|item| &*item.path)
            .collect();
        for at in modules {
            let path = &self.all[at].path;
            let members: Vec<&Departure> = self.all.iter().filter(|it| it.parent() == path).collect();
            let mut targets: BTreeMap<&str, usize> = BTreeMap::new();
            let is_place = |path: &&str| end_modules.contains(*path) || !path.contains("::");
            for to in members.iter().filter_map(|it| it.settled.as_ref()?.1.first()) {
                let mut places = std::iter::successors(Some(parent(to)), |path| Some(parent(path)));
                *targets.entry(places.find(is_place).unwrap_or_default()).or_default() += 1;
            }
            let settled = targets
                .iter()
                .max_by_key(|(_, count)| **count)
                .map(|(target, _)| (*target).to_owned());
            let Some(target) = settled else { continue };
            let with_successor = targets.values().sum::<usize>();
            if with_successor * 2 < members.len() {
                continue;
            }
            let is_fresh = self.fresh.iter().any(|&end| self.after[end].path == target);
            let is_taken_over = members
                .iter()
                .filter(|it| matches!(it.settled, Some((Fate::Replaced, _))))
                .count()
                * 2
                > with_successor;
            let fate = match last(&target) == self.all[at].name() {
                _ if is_taken_over || !is_fresh => Fate::Replaced,
                true => Fate::Moved,
                false => Fate::Renamed,
            };
            self.all[at].settled = Some((fate, vec![target]));
        }
    }

    /// Who outside of a module used what was in it is a user of the module.
    pub(super) fn count_users_of_modules(&mut self) {
        let open = self.open();
        let modules = open
            .iter()
            .copied()
            .filter(|&at| self.all[at].kind() == InventoryKind::Module);
        for module in modules.collect::<Vec<usize>>() {
            let inside: Vec<usize> = open
                .iter()
                .copied()
                .filter(|&at| is_within(&self.all[at].path, &self.all[module].path))
                .collect();
            let files: FxHashSet<&FilePath> = inside.iter().map(|&at| &self.all[at].file).collect();
            let is_outside = |user: &&UserOf| match &user.caller {
                Some(caller) => !is_within(caller, &self.all[module].path),
                None => !files.contains(&user.place.file),
            };
            let users = inside.iter().flat_map(|&at| &self.all[at].users).filter(is_outside);
            self.all[module].users = users.cloned().collect();
        }
    }

    /// The fates of all items. What is not settled is dead if nobody wanted it, or nobody but what is dead itself.
    pub(super) fn judged(self, timeline: &Timeline, texts: &[PlainText]) -> Vec<ItemFate> {
        let in_texts = self.named_in_texts(texts);
        let subjects = self.subjects_of_tests();
        let wanted = self.wanted(&in_texts);
        let wanted_subject = |it: &Departure| -> Option<&Departure> {
            let subjects = subjects.get(&it.path).filter(|_| it.kind() == InventoryKind::Test)?;
            let lost = subjects.iter().find(|subject| wanted.contains(subject));
            lost.map(|&subject| &self.all[subject])
        };
        let judged = self.all.iter().enumerate().map(|(at, it)| {
            let subject = wanted_subject(it);
            let (fate, to) = match &it.settled {
                Some((fate, to)) => (*fate, to.clone()),
                None if wanted.contains(&at) || subject.is_some() => (Fate::Gap, Vec::new()),
                None => (Fate::Dead, Vec::new()),
            };
            let of_texts = in_texts.get(&at).into_iter().flatten();
            let places = it.users.iter().map(|user| &user.place).chain(of_texts);
            let wanted_by: BTreeSet<&Wanted> = places.filter(|_| fate == Fate::Gap).collect();
            ItemFate {
                path: without_mark(&it.path),
                file: it.file.clone(),
                membership: Membership::default(),
                kind: it.kind(),
                fate,
                commit: commit(timeline, it.step),
                to: to.iter().map(|path| without_mark(path)).collect(),
                lost_callers: it.lost_callers(),
                lost_tests: self.lost_tests(at),
                wanted_by: wanted_by.into_iter().cloned().collect(),
                subject: subject.filter(|_| fate == Fate::Gap).map(|subject| subject.path.clone()),
            }
        });
        judged.collect()
    }

    /// The places of documents and configuration that name items without a successor. A name that another item has is not theirs.
    fn named_in_texts(&self, texts: &[PlainText]) -> FxHashMap<usize, Vec<Wanted>> {
        let names_there: FxHashSet<&str> = self.after.iter().map(|item| &*item.local.key.name).collect();
        let open = self.open();
        let nameless = open.into_iter().filter(|&at| !names_there.contains(self.all[at].name()));
        let nameless: Vec<usize> = nameless.collect();
        let by_name = named_in_texts(texts, nameless.iter().map(|&at| self.all[at].name()));
        let found = nameless
            .into_iter()
            .filter_map(|at| Some((at, by_name.get(self.all[at].name())?.clone())));
        found.collect()
    }

    /// The items without a successor that something wanted: code that is still there, tests, texts, or another such item.
    fn wanted(&self, in_texts: &FxHashMap<usize, Vec<Wanted>>) -> FxHashSet<usize> {
        let open = self.open();
        let gone: FxHashSet<&str> = open.iter().map(|&at| &*self.all[at].path).collect();
        let is_root = |user: &UserOf| match (&user.caller, user.place.what) {
            _ if user.is_match => false,
            (_, WantedAs::Import) => false,
            (_, WantedAs::Test) => true,
            (Some(caller), _) => !gone.contains(&**caller) || last(caller) == "main",
            (None, _) => true,
        };
        let roots = open.iter().copied();
        let roots = roots.filter(|at| in_texts.contains_key(at) || self.all[*at].users.iter().any(is_root));
        let mut used_by: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for &at in &open {
            let users = self.all[at].users.iter().filter(|user| !user.is_match);
            for caller in users.filter_map(|user| user.caller.as_deref()) {
                used_by.entry(caller).or_default().push(at);
            }
        }
        let mut wanted = FxHashSet::default();
        let mut pending: Vec<usize> = roots.collect();
        while let Some(at) = pending.pop() {
            if wanted.insert(at) {
                pending.extend(used_by.get(&*self.all[at].path).into_iter().flatten());
            }
        }
        // A module is wanted if something in it is.
        let modules = open.iter().filter(|&&at| self.all[at].kind() == InventoryKind::Module);
        let has_wanted = |module: &usize| wanted.iter().any(|&at| self.all[at].parent() == self.all[*module].path);
        let modules: Vec<usize> = modules.copied().filter(has_wanted).collect();
        wanted.extend(modules);
        wanted
    }
}
