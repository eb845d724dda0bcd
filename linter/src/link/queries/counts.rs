//! Use counts. Of all places that spell an item's name, only those that may refer to the item are resolved. What was counted is
//! remembered, also for the run after an edit inside of bodies, which counts in the edited files only.

use std::sync::PoisonError;

use bitcode::{Decode, Encode};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Name, Path};
use crate::finding::FilePath;
use crate::link::program::modules::Instance;
use crate::link::queries::call_candidates::CallCandidates;
use crate::link::queries::references::References;
use crate::link::queries::spellings::Spellings;
use crate::link::{Def, File, Item, Workspace};

/// The number of uses of some items, and which of them use each other.
#[derive(Clone, Debug, Default)]
pub struct UseCounts {
    counts: FxHashMap<Item, u64>,
    among: FxHashSet<(Item, Item)>,
}

impl UseCounts {
    /// The number of uses of an item. Imports do not count.
    pub fn of(&self, item: Item) -> u64 {
        self.counts.get(&item).copied().unwrap_or_default()
    }

    /// Whether the body of one item refers to the other.
    pub fn uses(&self, user: Item, used: Item) -> bool {
        self.among.contains(&(user, used))
    }
}

/// The uses of an item: the item whose body contains one, and the used item.
type CountedUse = (Option<Item>, Item);

/// The uses of some items that are known.
#[derive(Debug, Default)]
pub(in crate::link) struct KnownUses {
    /// The items.
    items: FxHashSet<Item>,
    /// Those that were asked about in this run.
    asked: FxHashSet<Item>,
    /// The uses in each instance; `None` where they are not known.
    of_instances: Vec<Option<Vec<CountedUse>>>,
}

/// The uses of some items in each file, for a later run.
#[derive(Debug, Default, Encode, Decode)]
pub(crate) struct RecordedUses {
    items: Vec<Item>,
    of_instances: Vec<Vec<CountedUse>>,
}

impl KnownUses {
    /// The same without the uses in some files.
    pub(in crate::link) fn without(&self, workspace: &Workspace, is_left_out: impl Fn(File) -> bool) -> Self {
        let uses = workspace.own_instances().iter().zip(&self.of_instances);
        let uses = uses.map(|(instance, uses)| uses.clone().filter(|_| !is_left_out(instance.file)));
        Self {
            items: self.asked.clone(),
            asked: FxHashSet::default(),
            of_instances: uses.collect(),
        }
    }
}

impl Workspace {
    /// Counts the uses of each of these items.
    pub fn use_counts(&self, items: &FxHashSet<Item>) -> UseCounts {
        let mut known = self.linked.uses.lock().unwrap_or_else(PoisonError::into_inner);
        self.count_uses(items, &mut known);
        let mut found = UseCounts::default();
        for &(user, item) in known
            .of_instances
            .iter()
            .flatten()
            .flatten()
            .filter(|(_, item)| items.contains(item))
        {
            *found.counts.entry(item).or_default() += 1;
            let user = user.filter(|user| *user != item && items.contains(user));
            found.among.extend(user.map(|user| (user, item)));
        }
        found
    }

    /// The uses that were counted in this run.
    pub(crate) fn counted_uses(&self) -> RecordedUses {
        let known = self.linked.uses.lock().unwrap_or_else(PoisonError::into_inner);
        let of_instance = |uses: &Option<Vec<CountedUse>>| {
            let uses = uses.iter().flatten();
            uses.filter(|(_, item)| known.asked.contains(item)).copied().collect()
        };
        RecordedUses {
            items: known.asked.iter().copied().collect(),
            of_instances: known.of_instances.iter().map(of_instance).collect(),
        }
    }

    /// Adds what a run counted whose declarations were the same, except in the files that were edited since.
    pub(crate) fn remember_uses(&self, recorded: RecordedUses, edited: &FxHashSet<FilePath>) {
        if recorded.of_instances.len() != self.own_instances().len() {
            return;
        }
        let uses = self.own_instances().iter().zip(recorded.of_instances);
        let uses = uses.map(|(instance, uses)| (!edited.contains(&self.file(instance.file).path)).then_some(uses));
        let mut known = self.linked.uses.lock().unwrap_or_else(PoisonError::into_inner);
        known.items = recorded.items.into_iter().collect();
        known.of_instances = uses.collect();
    }

    /// Adds the uses of these items to those that are known.
    fn count_uses(&self, items: &FxHashSet<Item>, known: &mut KnownUses) {
        let new: FxHashSet<Item> = items.difference(&known.items).copied().collect();
        known.of_instances.resize(self.own_instances().len(), None);
        let all: FxHashSet<Item> = known.items.union(&new).copied().collect();
        let (of_new, of_all) = (UseSearch::new(self, &new), UseSearch::new(self, &all));
        let instances = self.own_instances().par_iter().zip(&mut known.of_instances);
        instances.for_each(|(instance, uses)| match uses {
            Some(_) if new.is_empty() => {}
            Some(uses) => uses.extend(of_new.in_instance(instance)),
            None => *uses = Some(of_all.in_instance(instance)),
        });
        known.asked.extend(items);
        known.items = all;
    }
}

/// A search for the uses of some items.
struct UseSearch<'a> {
    workspace: &'a Workspace,
    items: &'a FxHashSet<Item>,
    paths: Spellings,
    methods: CallCandidates<'a>,
}

impl<'a> UseSearch<'a> {
    fn new(workspace: &'a Workspace, items: &'a FxHashSet<Item>) -> Self {
        Self {
            workspace,
            items,
            paths: Spellings::new(items.iter().copied(), None, workspace),
            methods: CallCandidates::among(items.iter().copied(), workspace),
        }
    }

    fn in_instance(&self, instance: &Instance) -> Vec<CountedUse> {
        let Self {
            workspace,
            items,
            paths,
            methods,
        } = self;
        let file = workspace.file(instance.file);
        let symbol = |name: &Name| file.symbols[name.0 as usize];
        let may_be = |path: Path<'_>| paths.may_end(path.segments.iter().rev().map(symbol));
        let mut wanted: Vec<bool> = file.facts.paths.iter().map(may_be).collect();
        if !wanted.contains(&true) && !methods.is_among(file.facts.called.iter().map(symbol), instance.krate) {
            return Vec::new();
        }
        let is_self = |path: Path<'_>| path.segments.last().is_some_and(|last| paths.may_be_self(symbol(last)));
        let selves = file.facts.paths.iter().map(is_self);
        wanted.iter_mut().zip(selves).for_each(|(wanted, is_self)| *wanted |= is_self);
        workspace.with_typing(instance, &mut |typing| {
            let mentions = typing.mentions;
            let references = mentions.references.iter();
            let references = references.filter(|reference| wanted[reference.path.0 as usize]);
            let mut resolving = References::new(typing);
            let by_path = references.filter_map(|reference| resolving.use_of(reference));
            let by_path = by_path.filter_map(|usage| Some((usage.scope, usage.target().first()?.def.clone())));
            let members = mentions.members.iter();
            let members = members.filter(|member| methods.may_be(member, mentions, instance));
            let by_type = members.filter_map(|member| Some((instance.scope(member.scope), typing.member(member)?)));
            let used = by_path.chain(by_type).filter_map(|(scope, def)| match def {
                Def::Item(item) => Some((workspace.item_around(scope), *items.get(&item)?)),
                _ => None,
            });
            used.collect()
        })
    }
}
