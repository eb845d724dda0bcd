//! How often something is used. Of the many places that a name may stand for it, only those are resolved that could see it.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::called::Called;
use super::modules::Instance;
use super::references::References;
use super::spellings::Spellings;
use super::typing::Typing;
use super::{Def, Item, Workspace};
use crate::facts::{Name, Path};

impl Workspace {
    /// How often each of some items is used; an import is no use.
    pub fn use_counts(&self, items: &FxHashSet<Item>) -> FxHashMap<Item, u64> {
        let paths = Spellings::of(items.iter().copied(), None, self);
        let methods = Called::among(items.iter().copied(), self);
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
            let mentions = file.facts.mentions();
            let references = mentions.references.iter();
            let references = references.filter(|reference| wanted[reference.path.0 as usize]);
            let typing = Typing::new(self, instance, &mentions);
            let mut resolving = References::of(&typing);
            let by_path = references.filter_map(|reference| resolving.use_of(reference));
            let by_path = by_path.filter_map(|usage| usage.target().first().map(|binding| binding.def.clone()));
            let members = mentions.members.iter();
            let members = members.filter(|member| methods.may_be(member, &mentions, instance));
            let by_type = members.filter_map(|member| typing.member(member));
            let used = by_path.chain(by_type).filter_map(|def| match def {
                Def::Item(item) => items.get(&item).copied(),
                _ => None,
            });
            used.collect::<Vec<Item>>()
        };
        let used: Vec<Vec<Item>> = self.own_instances().par_iter().map(in_instance).collect();
        let mut counts = FxHashMap::default();
        for item in used.into_iter().flatten() {
            *counts.entry(item).or_default() += 1;
        }
        counts
    }
}
