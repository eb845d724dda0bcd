//! The spellings of paths: finds paths that may refer to an item by their segments, without resolving them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ImportKind, ItemKind, PathId};
use crate::link::declarations::lives_in;
use crate::link::impls::SimplifiedType;
use crate::link::program::Program;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::{Def, Item, Namespace, Workspace};

/// All aliases of the workspace, by `use a as b` and `type B = a`.
#[derive(Debug)]
pub(in crate::link) struct Aliases(FxHashMap<Symbol, FxHashSet<Symbol>>);

impl Aliases {
    pub(in crate::link) fn new(workspace: &Program) -> Self {
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

    /// The names, their aliases, the aliases of these, and so on.
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

/// The spellings of paths that may refer to some items or lead through them.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    /// Names that may be any segment of such a path.
    names: FxHashSet<Symbol>,
    /// Names that must follow the name of a type: for each, these types.
    of_types: FxHashMap<Symbol, FxHashSet<Symbol>>,
    /// Whether types are among the items, so that `Self` may refer to one.
    has_types: bool,
}

impl Spellings {
    /// The spellings of paths to `items`, and of all paths with one of the names `others`.
    pub(in crate::link) fn new(
        items: impl IntoIterator<Item = Item>,
        others: impl IntoIterator<Item = Symbol>,
        workspace: &Workspace,
    ) -> Self {
        let aliases = workspace.aliases();
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

    /// Whether a path to one of the items can have a segment of this name.
    pub(in crate::link) fn have(&self, name: Symbol) -> bool {
        self.names.contains(&name) || self.of_types.contains_key(&name)
    }

    /// Whether a path may refer to one of the items, or lead through one. `Self` is not considered, because the impl or type that
    /// defines it contains the name of the type.
    pub(in crate::link) fn may_lead(&self, mut segments: impl Iterator<Item = Symbol>) -> bool {
        let mut before = None;
        segments.any(|segment| {
            let before = before.replace(segment);
            self.is_one(segment, before)
        })
    }

    /// Whether a path may refer to one of the items by its last segment. The segments come in reverse order.
    pub(in crate::link) fn may_end(&self, mut segments: impl Iterator<Item = Symbol>) -> bool {
        let Some(last) = segments.next() else { return false };
        self.is_one(last, segments.next())
    }

    /// Whether a segment is a `Self` that may be one of the items.
    pub(in crate::link) fn may_be_self(&self, segment: Symbol) -> bool {
        self.has_types && segment == SELF_TYPE
    }

    fn is_one(&self, segment: Symbol, before: Option<Symbol>) -> bool {
        let of_type = || self.of_types.get(&segment).zip(before);
        self.names.contains(&segment) || of_type().is_some_and(|(types, before)| types.contains(&before))
    }
}

/// The names of the types through which an item of an impl block is named; `None` if not all of them are of the workspace. An
/// item of a trait can be named through every type that implements the trait.
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
