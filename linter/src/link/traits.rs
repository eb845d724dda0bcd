//! Trait items: which item with a given name a trait or its supertraits have, and which trait item an item of an impl, or a
//! type-relative path, corresponds to.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::def_map::Lookup;
use super::impls::SimplifiedType;
use super::program::symbols::{SELF_TYPE, Symbol};
use super::resolve::{Binding, Bindings};
use super::typing::Typing;
use super::typing::types::{TraitBound, Ty};
use super::{Def, Defs, ExternalPath, Item, Namespace, Scope, Workspace};
use crate::facts::{ScopeKind, TypeId};

impl Workspace {
    /// The traits whose methods can be called in a scope: those that the scope, its module or the prelude declares or imports.
    pub(super) fn traits_in_reach(&self, scope: Scope) -> FxHashSet<Item> {
        let mut waiting: Vec<Scope> = self.prelude.into_iter().collect();
        let mut at = Some(scope);
        while let Some(scope) = at {
            waiting.push(scope);
            let is_module = matches!(self.kind(scope), ScopeKind::Module | ScopeKind::File);
            at = if is_module { None } else { self.parent(scope) };
        }
        let mut seen: FxHashSet<Scope> = waiting.iter().copied().collect();
        let mut found = FxHashSet::default();
        while let Some(scope) = waiting.pop() {
            found.extend(self.linked.impls.traits.get(&scope).into_iter().flatten().copied());
            waiting.extend(self.globs.modules(scope).filter(|body| seen.insert(*body)));
        }
        found
    }

    /// The items with a given name in some traits, or in the nearest of their supertraits that has it. The items of opaque traits
    /// are unknown.
    pub(super) fn in_traits(&self, traits: impl IntoIterator<Item = Def>, name: Symbol, space: Namespace) -> Bindings {
        let mut found = Bindings::new();
        let mut waiting: Vec<Def> = traits.into_iter().collect();
        let mut seen: FxHashSet<Item> = FxHashSet::default();
        while let Some(of_trait) = waiting.pop() {
            let Def::Item(item) = of_trait else { continue };
            if !seen.insert(item) {
                continue;
            }
            let own = self.in_namespace(self.members.get(&(item, name)), space);
            if own.is_empty() {
                waiting.extend(self.traits_above(item));
            }
            found.extend(own);
        }
        found
    }

    /// The supertraits of a trait.
    pub(super) fn traits_above(&self, of_trait: Item) -> Defs {
        let Some(scope) = self.inner_of(of_trait) else {
            return Defs::new();
        };
        let bounds = self.generics(scope).into_iter().flat_map(|generics| generics.bounds.iter());
        let bounds = bounds.filter(|(subject, _)| self.is_named(scope, *subject, SELF_TYPE));
        let steps = bounds.filter_map(|(_, bound)| self.resolve_in(scope, bound.path, Namespace::Type));
        steps.flatten().map(|binding| binding.def).collect()
    }

    /// The other items that bindings refer to: for an item of a trait impl, the item of the trait with that name; for a
    /// type-relative name that no impl declares, the items of the traits that the type implements.
    pub(super) fn counterparts(&self, step: &Bindings, space: Namespace, from: Scope) -> Bindings {
        let mut found = Bindings::new();
        for binding in step {
            for other in self.counterparts_of(&binding.def, space, from) {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found
    }

    fn counterparts_of(&self, def: &Def, space: Namespace, from: Scope) -> Bindings {
        match def {
            Def::Item(item) => self.in_trait_of_impl(*item, space),
            Def::Member(owner, name) => self.provided_for(&SimplifiedType::Def(Def::Item(*owner)), *name, space, from),
            Def::External(outside) => match outside.segments.split_last() {
                Some((name, owner)) if !owner.is_empty() => {
                    let owner = ExternalPath {
                        segments: owner.into(),
                        called: false,
                    };
                    let head = self.standard.primitives().of_path(&owner);
                    self.provided_for(&head.unwrap_or(SimplifiedType::Def(Def::External(owner))), *name, space, from)
                }
                _ => Bindings::new(),
            },
            Def::Crate(_) => Bindings::new(),
        }
    }

    /// The traits that the impl block of an item implements; none if it is inherent.
    pub(super) fn traits_of_impl(&self, item: Item) -> Defs {
        let path = self
            .impl_of(item)
            .and_then(|(instance, block)| Some((instance.scope(block.scope), block.trait_path?)));
        let step = path.and_then(|(scope, path)| self.resolve_in(scope, path, Namespace::Type));
        step.into_iter().flatten().map(|binding| binding.def).collect()
    }

    /// The trait items that an item of a trait impl implements.
    fn in_trait_of_impl(&self, item: Item, space: Namespace) -> Bindings {
        let name = self.name_of(item);
        let mut found = Bindings::new();
        for of_trait in self.traits_of_impl(item) {
            match of_trait {
                Def::Item(of_trait) => found.extend(self.in_namespace(self.members.get(&(of_trait, name)), space)),
                Def::External(of_trait) => found.push(Binding::plain(Def::External(of_trait.child(name)))),
                Def::Crate(_) | Def::Member(..) => {}
            }
        }
        found
    }

    /// The items with a given name that traits provide for a type by default. If the type itself implements no trait with the
    /// name, those of blanket impls are considered.
    fn provided_for(&self, head: &SimplifiedType, name: Symbol, space: Namespace, from: Scope) -> Bindings {
        let having: SmallVec<[Item; 8]> = self.traits_having.get(&name).collect();
        if having.is_empty() {
            return Bindings::new();
        }
        let of_head = |head: &SimplifiedType| {
            let traits = self.linked.impls.implemented.get(head).into_iter().flatten();
            let traits = traits.filter_map(|(_, of_trait)| match of_trait {
                Def::Item(item) if having.contains(item) => Some(*item),
                _ => None,
            });
            let mut traits: Vec<Item> = traits.collect();
            traits.sort_unstable();
            traits.dedup();
            traits
        };
        let of_type = of_head(head);
        // If the type implements a single trait with the name, it is that one, since the code compiles. Of a blanket impl it is
        // not known whether its bounds hold for this type, so the trait must at least be in scope.
        let is_certain = of_type.len() == 1;
        // An opaque path may be a module, which implements nothing.
        let is_opaque = matches!(head, SimplifiedType::Def(Def::External(_)));
        let mut traits: Vec<Item> = match of_type.is_empty() {
            true if is_opaque => Vec::new(),
            true => of_head(&SimplifiedType::Any),
            false => of_type,
        };
        if !traits.is_empty() && !is_certain {
            let in_reach = self.traits_in_reach(from);
            traits.retain(|of_trait| in_reach.contains(of_trait));
        }
        let items = traits.into_iter().flat_map(|of_trait| self.members.get(&(of_trait, name)));
        self.in_namespace(items, space)
    }

    /// If bindings are items of several traits, keeps those whose trait is in scope.
    pub(super) fn keep_what_is_in_reach(&self, step: &mut Bindings, from: Scope) {
        let mut traits: SmallVec<[(Def, Defs); 2]> = step
            .iter()
            .map(|binding| match binding.def {
                Def::Item(item) => (binding.def.clone(), self.traits_of_impl(item)),
                _ => (binding.def.clone(), Defs::new()),
            })
            .collect();
        traits.dedup_by(|(_, one), (_, other)| one == other);
        if traits.len() < 2 {
            return;
        }
        let in_reach = self.traits_in_reach(from);
        let is_in_reach = |binding: &Binding| match binding.def {
            Def::Item(item) => self.traits_of_impl(item).iter().any(|of_trait| match of_trait {
                Def::Item(of_trait) => in_reach.contains(of_trait),
                _ => true,
            }),
            _ => true,
        };
        if step.iter().any(is_in_reach) {
            step.retain(|binding| is_in_reach(binding));
        }
    }
}

impl Typing<'_> {
    /// The type `P::A` of a generic parameter, as far as the bounds determine it: those of the enclosing code, and those that the
    /// traits of `P` declare for `A`.
    pub(super) fn projected(&self, scope: Scope, parameter: Symbol, name: Symbol) -> Ty {
        let workspace = self.workspace;
        let nothing = super::typing::types::Substitution::default();
        let is_subject = |subject| workspace.is_projection(scope, subject, parameter, name);
        let mut bounds = self.bounds_where(scope, &nothing, is_subject);
        let traits = self.bounds_of(scope, parameter, &nothing).into_iter().map(|bound| bound.def);
        for binding in workspace.in_traits(traits, name, Namespace::Type) {
            let Def::Item(item) = binding.def else { continue };
            let scope = workspace.scope_of_item(item);
            let is_subject = |subject| workspace.is_projection(scope, subject, SELF_TYPE, name);
            bounds.extend(self.bounds_where(scope, &nothing, is_subject));
        }
        if bounds.is_empty() {
            Ty::Unknown
        } else {
            Ty::Traits(bounds.into())
        }
    }

    /// The bindings of a type-relative name, `<owner>::name`, whose owner is written in a scope.
    pub(super) fn items_behind(&self, owner: TypeId, scope: Scope, name: Symbol, space: Namespace) -> Bindings {
        self.start(scope);
        let owner = self.lower(owner, scope, &super::typing::types::Substitution::default());
        self.behind(&owner, name, space)
    }

    /// The bindings of a type-relative name: an item of the type, or of a trait that it is known to implement.
    pub(super) fn behind(&self, owner: &Ty, name: Symbol, space: Namespace) -> Bindings {
        let workspace = self.workspace;
        match owner {
            Ty::Unknown => Bindings::new(),
            Ty::Traits(bounds) => match &bounds[..] {
                [
                    TraitBound {
                        def: Def::External(of_trait),
                        ..
                    },
                ] => smallvec::smallvec![Binding::plain(Def::External(of_trait.child(name)))],
                bounds => workspace.in_traits(bounds.iter().map(|bound| bound.def.clone()), name, space),
            },
            Ty::Parameter(scope, parameter) => {
                let bounds = self.bounds_of(*scope, *parameter, &super::typing::types::Substitution::default());
                workspace.in_traits(bounds.into_iter().map(|bound| bound.def), name, space)
            }
            ty => match self.head(ty) {
                Some(head) => workspace.behind_head(&head, name, space, self.scope.get()),
                None => Bindings::new(),
            },
        }
    }
}

impl Workspace {
    fn behind_head(&self, head: &SimplifiedType, name: Symbol, space: Namespace, from: Scope) -> Bindings {
        let mut lookup = Lookup::from(from);
        match head {
            SimplifiedType::Def(def) => self.member(def, name, space, &mut lookup),
            SimplifiedType::Primitive(primitive) => self.member(&self.primitive_def(*primitive), name, space, &mut lookup),
            head => {
                let found = self.of_head(head, name, space);
                if found.is_empty() {
                    self.provided_for(head, name, space, from)
                } else {
                    found
                }
            }
        }
    }
}
