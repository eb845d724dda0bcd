//! The fourth phase: which associated items types have by their impl blocks, which traits they implement, and which traits a
//! scope has in scope. It needs imports to be resolved.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::declarations::Declared;
use super::def_map::DefMap;
use super::multimap::Multimap;
use super::program::modules::Instance;
use super::program::symbols::Symbol;
use super::{Def, Defs, Import, Item, Namespace, Scope};
use crate::facts::{self, FileFacts, ImportKind, ItemKind, Owner, PathId, TypeId};

/// The impl blocks and derives of all crates, by type.
#[derive(Debug)]
pub(super) struct Impls {
    /// The associated items of impl blocks, by type and name: those of inherent impls here, those of trait impls in `of_traits`.
    pub(super) inherent: Multimap<(SimplifiedType, Symbol), Item>,
    pub(super) of_traits: Multimap<(SimplifiedType, Symbol), Item>,
    /// The traits that a type implements, each with the scope of the impl block; of a derived one with the scope of the type.
    pub(super) implemented: FxHashMap<SimplifiedType, Vec<(Scope, Def)>>,
    /// The traits that a scope declares or imports by name, whose methods can be called there.
    pub(super) traits: FxHashMap<Scope, Vec<Item>>,
}

impl Impls {
    pub(super) fn new(defs: &DefMap) -> Self {
        let mut impls = Self {
            inherent: Multimap::default(),
            of_traits: Multimap::default(),
            implemented: FxHashMap::default(),
            traits: traits(defs),
        };
        // The headers are resolved in parallel and then entered in order, so that the tables do not depend on timing.
        let blocks: Vec<Vec<ImplHeader>> = defs.instances.par_iter().map(|instance| blocks(defs, instance)).collect();
        for (instance, blocks) in defs.instances.iter().zip(blocks) {
            impls.enter(defs, instance, &blocks);
        }
        impls
    }

    fn enter(&mut self, defs: &DefMap, instance: &Instance, blocks: &[ImplHeader]) {
        let facts = &defs.file(instance.file).facts;
        for (block, of) in facts.impls.iter().zip(blocks) {
            for of_trait in &of.traits {
                for head in &of.heads {
                    let implemented = self.implemented.entry(head.clone()).or_default();
                    implemented.push((instance.scope(block.inner), of_trait.clone()));
                }
            }
        }
        for &(item, path) in &facts.derives {
            let item = Item(instance.items + item.0);
            let of_trait = derived_trait(defs, defs.scope_of_item(item), path);
            if let Some((inner, of_trait)) = defs.inner_of(item).zip(of_trait) {
                let implemented = self.implemented.entry(SimplifiedType::Def(Def::Item(item))).or_default();
                implemented.push((inner, Def::Item(of_trait)));
            }
        }
        for (index, item) in facts.items.iter().enumerate() {
            let (ItemKind::AssociatedFunction(_, Owner::Impl(block))
            | ItemKind::AssociatedConst(Owner::Impl(block))
            | ItemKind::AssociatedType(Owner::Impl(block))) = item.kind
            else {
                continue;
            };
            let at = Item(instance.items + index as u32);
            let table = if facts.impls[block.0 as usize].trait_path.is_some() {
                &mut self.of_traits
            } else {
                &mut self.inherent
            };
            for head in &blocks[block.0 as usize].heads {
                table.push((head.clone(), defs.name_of(at)), at);
            }
        }
    }
}

/// The header of an impl block: its types, and its traits unless it is inherent. Several only if `cfg` chooses between
/// definitions.
struct ImplHeader {
    heads: SmallVec<[SimplifiedType; 1]>,
    traits: Defs,
}

fn blocks(defs: &DefMap, instance: &Instance) -> Vec<ImplHeader> {
    let facts = &defs.file(instance.file).facts;
    let blocks = facts.impls.iter().map(|block| {
        let (inner, instance, block) =
            defs.impl_block(instance.scope(block.inner))
                .unwrap_or((instance.scope(block.inner), instance, block));
        let facts = &defs.file(instance.file).facts;
        let of_trait = block.trait_path;
        let of_trait = of_trait.and_then(|path| defs.resolve(instance.scope(block.scope), path, Namespace::Type));
        ImplHeader {
            heads: defs.heads(facts, block.self_type, inner),
            traits: of_trait.into_iter().flatten().map(|binding| binding.def).collect(),
        }
    });
    blocks.collect()
}

/// The trait that a derive macro of the standard library implements: the trait of the same name in the same module.
fn derived_trait(defs: &DefMap, scope: Scope, derive: PathId) -> Option<Item> {
    let step = defs.resolve(scope, derive, Namespace::Macro)?;
    let derive = step.into_iter().find_map(|binding| match binding.def {
        Def::Item(item) if defs.is_standard(&binding.def) => Some(item),
        _ => None,
    })?;
    let beside = defs.declared.get(&(defs.scope_of_item(derive), defs.name_of(derive)));
    let mut items = beside.filter_map(|entry| match entry {
        Declared::Item(item, _) => Some(item),
        Declared::Import(_) => None,
    });
    items.find(|item| defs.item(*item).kind == ItemKind::Trait)
}

fn traits(defs: &DefMap) -> FxHashMap<Scope, Vec<Item>> {
    let is_trait = |item: &Item| defs.item(*item).kind == ItemKind::Trait;
    let mut traits: FxHashMap<Scope, Vec<Item>> = FxHashMap::default();
    for instance in &defs.instances {
        let facts = &defs.file(instance.file).facts;
        for (index, item) in facts.items.iter().enumerate() {
            if item.kind == ItemKind::Trait {
                let scope = instance.declaring(item.scope);
                traits.entry(scope).or_default().push(Item(instance.items + index as u32));
            }
        }
        for (index, import) in facts.imports.iter().enumerate() {
            if matches!(import.kind, ImportKind::Named(_) | ImportKind::Unnamed) {
                let imported = defs.imported(Import(instance.imports + index as u32));
                let items = imported.in_space(Namespace::Type).filter_map(|def| match def {
                    Def::Item(item) => Some(*item),
                    _ => None,
                });
                let scope = instance.declaring(import.scope);
                let found: Vec<Item> = items.filter(is_trait).collect();
                if !found.is_empty() {
                    traits.entry(scope).or_default().extend(found);
                }
            }
        }
    }
    traits
}

/// A type without its generic arguments: the key under which its associated items are found. rustc has a `SimplifiedType` for the
/// same purpose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum SimplifiedType {
    Def(Def),
    Primitive(Symbol),
    Slice,
    Array,
    Tuple,
    Pointer,
    Function,
    /// Every type, or every type that satisfies some bounds: the subject of a blanket impl.
    Any,
}

impl DefMap {
    /// The simplified types of a written type, behind references. Several only if `cfg` chooses between definitions.
    pub(super) fn heads(&self, facts: &FileFacts, ty: TypeId, scope: Scope) -> SmallVec<[SimplifiedType; 1]> {
        let head = match facts.ty(ty) {
            facts::Type::Reference(of) => return self.heads(facts, *of, scope),
            facts::Type::Path(path, _) => {
                if let Some(primitive) = self.primitive(facts, *path, scope) {
                    SimplifiedType::Primitive(primitive)
                } else {
                    let step = self.resolve(scope, *path, Namespace::Type).unwrap_or_default();
                    let defs = step.into_iter().flat_map(|binding| self.behind_aliases(binding.def));
                    return defs.map(SimplifiedType::Def).collect();
                }
            }
            facts::Type::Parameter(_) => SimplifiedType::Any,
            facts::Type::Slice(_) => SimplifiedType::Slice,
            facts::Type::Array(_) => SimplifiedType::Array,
            facts::Type::Tuple(_) => SimplifiedType::Tuple,
            facts::Type::Pointer(_) => SimplifiedType::Pointer,
            facts::Type::Function(..) => SimplifiedType::Function,
            facts::Type::Traits(bounds) => {
                let first = bounds
                    .first()
                    .and_then(|bound| self.resolve(scope, bound.path, Namespace::Type));
                let defs = first.into_iter().flatten().map(|binding| SimplifiedType::Def(binding.def));
                return defs.collect();
            }
            facts::Type::Projection(..) | facts::Type::Unknown => return SmallVec::new(),
        };
        smallvec::smallvec![head]
    }
}
