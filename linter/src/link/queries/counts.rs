//! Use counts. Of all places that spell an item's name, only those that may refer to the item are resolved.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Name, Path};
use crate::link::program::modules::Instance;
use crate::link::queries::call_candidates::CallCandidates;
use crate::link::queries::references::References;
use crate::link::queries::spellings::Spellings;
use crate::link::{Def, Item, Workspace};

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

impl Workspace {
    /// Counts the uses of each of these items.
    pub fn use_counts(&self, items: &FxHashSet<Item>) -> UseCounts {
        let paths = Spellings::new(items.iter().copied(), None, self);
        let methods = CallCandidates::among(items.iter().copied(), self);
        let in_instance = |instance: &Instance| {
            let file = self.file(instance.file);
            let symbol = |name: &Name| file.symbols[name.0 as usize];
            let may_be = |path: Path<'_>| paths.may_end(path.segments.iter().rev().map(symbol));
            let mut wanted: Vec<bool> = file.facts.paths.iter().map(may_be).collect();
            if !wanted.contains(&true) && !methods.is_among(file.facts.called.iter().map(symbol), instance.krate) {
                return Vec::new();
            }
            let is_self = |path: Path<'_>| path.segments.last().is_some_and(|last| paths.may_be_self(symbol(last)));
            let selves = file.facts.paths.iter().map(is_self);
            wanted.iter_mut().zip(selves).for_each(|(wanted, is_self)| *wanted |= is_self);
            self.with_typing(instance, &mut |typing| {
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
                    Def::Item(item) => Some((self.item_around(scope), *items.get(&item)?)),
                    _ => None,
                });
                used.collect::<Vec<(Option<Item>, Item)>>()
            })
        };
        let used: Vec<Vec<(Option<Item>, Item)>> = self.own_instances().par_iter().map(in_instance).collect();
        let mut found = UseCounts::default();
        for (user, item) in used.into_iter().flatten() {
            *found.counts.entry(item).or_default() += 1;
            let user = user.filter(|user| *user != item && items.contains(user));
            found.among.extend(user.map(|user| (user, item)));
        }
        found
    }
}
