//! How paths to something may be spelled, as far as can be said without resolving them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ImportKind, ItemKind, PathId};
use crate::link::declarations::lives_in;
use crate::link::impls::SimplifiedType;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::{Def, Item, Namespace, Workspace};

/// Every second name that something gets: `use a as b`, `type B = a`.
pub(in crate::link) struct Aliases(FxHashMap<Symbol, FxHashSet<Symbol>>);

impl Aliases {
    pub(in crate::link) fn of(workspace: &Workspace) -> Self {
        let mut aliases: FxHashMap<Symbol, FxHashSet<Symbol>> = FxHashMap::default();
        for file in &workspace.files {
            let last = |path: PathId| {
                let path = file.facts.path(path);
                path.segments.last().map(|name| file.symbols[name.0 as usize])
            };
            let imports = file.facts.imports.iter().filter_map(|import| match import.kind {
                ImportKind::Named(name) | ImportKind::ExternCrate(name, _) => Some((last(import.path)?, name)),
                _ => None,
            });
            let items = file.facts.items.iter().filter_map(|item| {
                let stands_for_another = matches!(item.kind, ItemKind::TypeAlias | ItemKind::AssociatedType(_));
                let target = item.ty.filter(|_| stands_for_another);
                Some((last(file.facts.type_path(target?)?)?, item.name))
            });
            for (from, name) in imports.chain(items) {
                let to = file.symbols[name.0 as usize];
                if from != to {
                    aliases.entry(from).or_default().insert(to);
                }
            }
        }
        Self(aliases)
    }

    /// Names, every alias of theirs, and aliases of those.
    pub(in crate::link) fn with(&self, names: impl IntoIterator<Item = Symbol>) -> FxHashSet<Symbol> {
        let mut all = FxHashSet::default();
        let mut waiting: Vec<Symbol> = names.into_iter().collect();
        while let Some(name) = waiting.pop() {
            if all.insert(name) {
                waiting.extend(self.0.get(&name).into_iter().flatten());
            }
        }
        all
    }
}

/// How paths to some items, or through them, may be spelled.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    /// What may stand alone, or behind anything.
    names: FxHashSet<Symbol>,
    /// What stands behind the name of a type: of these.
    of_types: FxHashMap<Symbol, FxHashSet<Symbol>>,
    /// A type is among them, which may be `Self`.
    has_types: bool,
}

impl Spellings {
    /// Of items, and of what is named so.
    pub(in crate::link) fn of(
        items: impl IntoIterator<Item = Item>,
        others: impl IntoIterator<Item = Symbol>,
        workspace: &Workspace,
    ) -> Self {
        let aliases = Aliases::of(workspace);
        let mut spellings = Self::default();
        let mut names: Vec<Symbol> = others.into_iter().collect();
        for item in items {
            let name = workspace.name_of(item);
            match types_of(item, workspace) {
                Some(types) => {
                    let types = aliases.with(types).into_iter().chain([SELF_TYPE]);
                    spellings.of_types.entry(name).or_default().extend(types);
                }
                None => names.push(name),
            }
            spellings.has_types |= lives_in(&workspace.item(item).kind, Namespace::Type);
        }
        spellings.names = aliases.with(names);
        spellings
    }

    /// A path to one of them may have a segment of this name.
    pub(in crate::link) fn have(&self, name: Symbol) -> bool {
        self.names.contains(&name) || self.of_types.contains_key(&name)
    }

    /// A path names one of them, or leads through one, if its segments are not something else of that name. That `Self` may be one
    /// is not for it to say: what it stands for has a name of its own around it.
    pub(in crate::link) fn may_lead(&self, mut segments: impl Iterator<Item = Symbol>) -> bool {
        let mut before = None;
        segments.any(|segment| {
            let before = before.replace(segment);
            self.is_one(segment, before)
        })
    }

    /// The same of the last segment, the others being nothing to the question. They come from the last to the first.
    pub(in crate::link) fn may_end(&self, mut segments: impl Iterator<Item = Symbol>) -> bool {
        let Some(last) = segments.next() else { return false };
        self.is_one(last, segments.next())
    }

    /// A segment may be one of them as `Self`.
    pub(in crate::link) fn may_be_self(&self, segment: Symbol) -> bool {
        self.has_types && segment == SELF_TYPE
    }

    fn is_one(&self, segment: Symbol, before: Option<Symbol>) -> bool {
        let of_type = || self.of_types.get(&segment).zip(before);
        self.names.contains(&segment) || of_type().is_some_and(|(types, before)| types.contains(&before))
    }
}

/// The types by whose names an item of an impl block is named, where the workspace has all of them. What a trait has is named by
/// every type that has the trait.
fn types_of(item: Item, workspace: &Workspace) -> Option<Vec<Symbol>> {
    let (instance, block) = workspace.impl_of(item)?;
    let facts = &workspace.file(instance.file).facts;
    let heads = workspace
        .heads(facts, block.self_type, instance.scope(block.inner))
        .into_iter();
    let names = heads.map(|head| match head {
        SimplifiedType::Def(Def::Item(of)) => Some(workspace.name_of(of)),
        _ => None,
    });
    names.collect()
}
