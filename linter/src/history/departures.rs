//! The items that went from their paths between two states, and what is known of each so far.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fates::Fate;
use super::inventory::{InventoryItem, InventoryKind, ItemKey, LocalItem};
use super::matching::is_other_body;
use super::timeline::{ItemLife, Sighting, Timeline};
use super::wanted::{UserOf, WantedAs};
use crate::finding::{Class, FilePath};

pub(super) type PlaceKey<'a> = (&'a FilePath, &'a ItemKey);

pub(super) fn by_place(items: &[InventoryItem]) -> FxHashMap<PlaceKey<'_>, usize> {
    items
        .iter()
        .enumerate()
        .map(|(at, item)| ((&item.file, &item.local.key), at))
        .collect()
}

/// An item that is not at its path any more.
pub(super) struct Departure {
    pub(super) path: String,
    pub(super) file: FilePath,
    /// The file that it was in when it went.
    pub(super) last_file: FilePath,
    pub(super) local: LocalItem,
    pub(super) class: Class,
    /// The step that took it away.
    pub(super) step: Option<usize>,
    /// The item of the base, if it stood there: an index into its inventory.
    pub(super) at_base: Option<usize>,
    /// Where its life leads: an index into the inventory of the end.
    pub(super) continued: Option<usize>,
    pub(super) users: Vec<UserOf>,
    pub(super) settled: Option<(Fate, Vec<String>)>,
}

impl Departure {
    /// An item that a commit of the range added, as it was seen, and what it is at the end.
    fn between(path: String, (life, seen): (&ItemLife, &Sighting), class: Class, continued: Option<usize>) -> Self {
        Self {
            path,
            last_file: life.last.file.clone(),
            file: seen.file.clone(),
            local: seen.local.clone(),
            class,
            step: life.left,
            at_base: None,
            continued,
            users: Vec::new(),
            settled: None,
        }
    }

    pub(super) fn kind(&self) -> InventoryKind {
        self.local.key.kind
    }

    pub(super) fn name(&self) -> &str {
        &self.local.key.name
    }

    pub(super) fn parent(&self) -> &str {
        parent(&self.path)
    }

    /// The name of the trait whose impl it is in.
    pub(super) fn implemented(&self) -> Option<&str> {
        let (_, name) = self.local.key.owner.rsplit_once(" as ")?;
        Some(name)
    }

    /// What it has become, or what took its place, so far.
    pub(super) fn successors(&self) -> &[String] {
        self.settled.as_ref().map_or(&[], |(_, to)| to)
    }

    /// The functions, constants, macros and types that ship and used it.
    pub(super) fn lost_callers(&self) -> u64 {
        let users = self.users.iter().filter(|user| user.place.what == WantedAs::Call);
        let distinct: FxHashSet<_> = users.map(|user| (&user.caller, &user.key, &user.place.file)).collect();
        distinct.len() as u64
    }
}

pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(parent, _)| parent)
}

/// Whether a path is another one, or leads into it.
pub(super) fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

pub(super) fn last(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, last)| last)
}

/// All items that went, and what is known of them so far.
pub(super) struct Departures<'a> {
    pub(super) all: Vec<Departure>,
    pub(super) before: &'a [InventoryItem],
    pub(super) after: &'a [InventoryItem],
    /// All by their paths; of two at one path, the last.
    by_path: FxHashMap<String, usize>,
    /// The types, traits and modules among them, by their paths.
    owners: FxHashMap<String, usize>,
    /// The items of the end that the base did not have.
    pub(super) fresh: Vec<usize>,
    /// Those of `fresh` that an item has become.
    pub(super) taken: FxHashSet<usize>,
    /// The items that commits of the range added and moved on.
    passed_on: Vec<Departure>,
    modules: ModulePaths,
    /// The members of impls of traits of types that went. They go with the types, and are none of `all`.
    pub(super) demanded: Vec<Departure>,
}

impl<'a> Departures<'a> {
    pub(super) fn new(
        timeline: &Timeline,
        before: &'a [InventoryItem],
        after: &'a [InventoryItem],
        submodules: &[FilePath],
    ) -> Self {
        let plain = |kind: InventoryKind| if kind.has_body() { InventoryKind::Function } else { kind };
        let key = |item: &'a InventoryItem| (plain(item.local.key.kind), &*item.path);
        let at_base: FxHashSet<_> = before.iter().map(key).collect();
        let at_end: FxHashSet<_> = after.iter().map(key).collect();
        let lives: FxHashMap<PlaceKey<'_>, &ItemLife> = timeline
            .lives
            .iter()
            .filter(|life| life.born.is_none())
            .map(|life| ((&life.first.file, &life.first.local.key), life))
            .collect();
        let end_by_place = by_place(after);
        let gone = before.iter().enumerate().filter(|(_, item)| !at_end.contains(&key(item)));
        let mut all: Vec<Departure> = gone
            .map(|(at, item)| {
                let life = lives.get(&(&item.file, &item.local.key));
                let now = life.filter(|life| !life.is_gone).map(|life| &life.last);
                let now = now.and_then(|now| end_by_place.get(&(&now.file, &now.local.key)).copied());
                Departure {
                    path: item.path.clone(),
                    file: item.file.clone(),
                    last_file: life.map_or(&item.file, |life| &life.last.file).clone(),
                    local: LocalItem::clone(&item.local),
                    class: item.class,
                    step: life.and_then(|life| life.left),
                    at_base: Some(at),
                    continued: now,
                    users: Vec::new(),
                    settled: None,
                }
            })
            .collect();
        let modules = ModulePaths {
            of_files: modules_of_files(before, after),
            crates: timeline.crates.clone(),
        };
        let passing = timeline.lives.iter().filter(|life| life.born.is_some() && life.is_gone);
        all.extend(passing.filter_map(|life| {
            let sighting = &life.last;
            let key = &sighting.local.key;
            let path = modules.path_of(&sighting.file, key);
            let is_known = at_end.contains(&(plain(key.kind), &*path)) || at_base.contains(&(plain(key.kind), &*path));
            let class = match key.kind {
                InventoryKind::Test => Class::Test,
                _ => Class::Production,
            };
            (!is_known).then(|| Departure::between(path, (life, sighting), class, None))
        }));
        let passed_on = timeline.lives.iter().filter(|life| life.born.is_some() && !life.is_gone);
        let passed_on = passed_on.filter_map(|life| {
            let now = *end_by_place.get(&(&life.last.file, &life.last.local.key))?;
            let is_elsewhere = (&life.first.file, &life.first.local.key) != (&life.last.file, &life.last.local.key);
            let path = modules.path_of(&life.first.file, &life.first.local.key);
            let is_known = at_base.contains(&(plain(life.first.local.key.kind), &*path));
            let is_gone = !is_known && is_elsewhere && path != after[now].path;
            is_gone.then(|| Departure::between(path, (life, &life.first), after[now].class, Some(now)))
        });
        let mut passed_on: Vec<Departure> = passed_on.collect();
        let is_known = |departure: &Departure| !submodules.iter().any(|folder| departure.file.is_within(folder));
        passed_on.retain(is_known);
        all.retain(is_known);
        let types: FxHashSet<String> = all
            .iter()
            .filter(|it| matches!(it.kind(), InventoryKind::Type | InventoryKind::Trait))
            .map(|it| it.path.clone())
            .collect();
        // What a trait demands goes with the type.
        let is_demanded = |departure: &mut Departure| departure.local.is_of_trait_impl && types.contains(departure.parent());
        let demanded = all.extract_if(.., is_demanded).collect();
        let fresh = after.iter().enumerate().filter(|(_, item)| !at_base.contains(&key(item)));
        let is_owner = |kind| matches!(kind, InventoryKind::Type | InventoryKind::Trait | InventoryKind::Module);
        let owners = all.iter().enumerate().filter(|(_, it)| is_owner(it.kind()));
        Self {
            by_path: all.iter().enumerate().map(|(at, it)| (it.path.clone(), at)).collect(),
            owners: owners.map(|(at, it)| (it.path.clone(), at)).collect(),
            all,
            before,
            after,
            fresh: fresh.map(|(at, _)| at).collect(),
            taken: FxHashSet::default(),
            passed_on,
            modules,
            demanded,
        }
    }

    pub(super) fn open(&self) -> Vec<usize> {
        (0..self.all.len()).filter(|&at| self.all[at].settled.is_none()).collect()
    }

    /// An item has become another one. One that has another name and another body does its job only.
    pub(super) fn becomes(&mut self, at: usize, end: usize) {
        let to = &self.after[end];
        let is_renamed = self.all[at].name() != to.local.key.name;
        let fate = match is_renamed {
            true if is_other_body(&self.all[at].local.code, &to.local.code) => Fate::Replaced,
            true => Fate::Renamed,
            false => Fate::Moved,
        };
        self.all[at].settled = Some((fate, vec![to.path.clone()]));
        self.taken.insert(end);
    }

    /// The items that commits of the range added and moved on, if nothing of the base has become them.
    pub(super) fn add_passed_on(&mut self) {
        for departure in std::mem::take(&mut self.passed_on) {
            if let Some(end) = departure.continued.filter(|end| !self.taken.contains(end)) {
                self.by_path.insert(departure.path.clone(), self.all.len());
                self.all.push(departure);
                self.becomes(self.all.len() - 1, end);
            }
        }
    }

    /// The path that an item of a state in between had.
    pub(super) fn path_between(&self, file: &FilePath, key: &ItemKey) -> String {
        self.modules.path_of(file, key)
    }

    /// The path that the owner of an item has at the end.
    pub(super) fn owner_now(&self, at: usize) -> String {
        let settled = self.owner(at).and_then(|owner| owner.settled.as_ref());
        let now = settled.and_then(|(_, to)| to.first()).cloned();
        now.unwrap_or_else(|| self.all[at].parent().to_owned())
    }

    /// The tests that used an item and went as well.
    pub(super) fn lost_tests(&self, at: usize) -> u64 {
        let users = self.all[at].users.iter().filter(|user| user.place.what == WantedAs::Test);
        let callers: FxHashSet<&str> = users.filter_map(|user| user.caller.as_deref()).collect();
        callers
            .into_iter()
            .filter(|caller| self.by_path.contains_key(*caller))
            .count() as u64
    }

    /// The item that was at a path, if it went.
    pub(super) fn departed(&self, path: &str) -> Option<&Departure> {
        self.by_path.get(path).map(|&at| &self.all[at])
    }

    /// The type, trait or module that an item was in, if that went as well.
    pub(super) fn owner(&self, at: usize) -> Option<&Departure> {
        self.owners.get(self.all[at].parent()).map(|&owner| &self.all[owner])
    }

    /// What departed items have become, by their paths.
    pub(super) fn successors(&self) -> FxHashMap<String, String> {
        let settled = self.all.iter().filter_map(|it| {
            let (_, to) = it.settled.as_ref()?;
            Some((it.path.clone(), to.first()?.clone()))
        });
        settled.collect()
    }
}

/// What is known of the paths of modules.
struct ModulePaths {
    /// The modules of the files of both states.
    of_files: FxHashMap<FilePath, String>,
    /// The names of crates that states in between had, by their folders.
    crates: FxHashMap<String, String>,
}

impl ModulePaths {
    /// The path of an item that a state in between had.
    fn path_of(&self, file: &FilePath, key: &ItemKey) -> String {
        let owner = key.owner.split(" as ").next().unwrap_or_default();
        let module = self.of_files.get(file).cloned().unwrap_or_else(|| self.by_convention(file));
        let path = [&*module, owner, &*key.name].into_iter().filter(|part| !part.is_empty());
        path.collect::<Vec<_>>().join("::")
    }

    /// The module that a file is by convention: `crates/core/src/net/http.rs` is `core::net::http`, if the crate has the name of its
    /// folder.
    fn by_convention(&self, file: &FilePath) -> String {
        let path = file.as_str().trim_end_matches(".rs");
        let parts: Vec<&str> = path.split('/').collect();
        let source = parts.iter().rposition(|part| *part == "src");
        let folder = source.map_or("", |at| path[..parts[..at].join("/").len()].trim_end_matches('/'));
        let named = self.crates.get(folder).map(String::as_str);
        let krate = named.unwrap_or_else(|| folder.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("crate"));
        let inside = &parts[source.map_or(0, |at| at + 1)..];
        let inside = inside.iter().filter(|part| !matches!(**part, "lib" | "main" | "mod"));
        let segments = std::iter::once(krate).chain(inside.copied());
        segments.map(|part| part.replace('-', "_")).collect::<Vec<_>>().join("::")
    }
}

/// The module of each file that holds items at its top level, as the later state has it: the one that most of them are in. An exported
/// macro is in the crate, and what a macro puts into an item is in that.
pub(super) fn modules_of_files(before: &[InventoryItem], after: &[InventoryItem]) -> FxHashMap<FilePath, String> {
    let mut modules = FxHashMap::default();
    for state in [before, after] {
        let mut counts: FxHashMap<&FilePath, BTreeMap<&str, usize>> = FxHashMap::default();
        for item in state.iter().filter(|item| item.local.key.owner.is_empty()) {
            *counts.entry(&item.file).or_default().entry(parent(&item.path)).or_default() += 1;
        }
        modules.extend(counts.into_iter().filter_map(|(file, counts)| {
            let (module, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
            Some((file.clone(), module.to_owned()))
        }));
    }
    modules
}
