//! Items of traits: what a trait has under a name, itself or by those above it, and which of them an item of an impl, or
//! a name behind a type, is the same as.

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
    /// The traits whose methods can be called in a scope without naming them.
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
            found.extend(self.impls.traits.get(&scope).into_iter().flatten().copied());
            waiting.extend(self.globs.modules(scope).filter(|body| seen.insert(*body)));
        }
        found
    }

    /// What some traits have under a name, or traits above them: the nearest. Of an opaque trait it is not known what it has.
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

    /// What a trait demands of `Self`.
    pub(super) fn traits_above(&self, of_trait: Item) -> Defs {
        let Some(scope) = self.inner_of(of_trait) else {
            return Defs::new();
        };
        let bounds = self.generics(scope).into_iter().flat_map(|generics| generics.bounds.iter());
        let bounds = bounds.filter(|(subject, _)| self.is_named(scope, *subject, SELF_TYPE));
        let steps = bounds.filter_map(|(_, bound)| self.resolve_in(scope, bound.path, Namespace::Type));
        steps.flatten().map(|binding| binding.def).collect()
    }

    /// The same items by another way: of an item of an impl those of its trait, of a name behind a type that no impl spells out
    /// those of the traits that the type has.
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

    /// The traits that an item's impl is of; none of an inherent one.
    pub(super) fn traits_of_impl(&self, item: Item) -> Defs {
        let path = self
            .impl_of(item)
            .and_then(|(instance, block)| Some((instance.scope(block.scope), block.trait_path?)));
        let step = path.and_then(|(scope, path)| self.resolve_in(scope, path, Namespace::Type));
        step.into_iter().flatten().map(|binding| binding.def).collect()
    }

    /// The items that an item of an impl of a trait gives a body to.
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

    /// What traits provide for a type without the doing of their impls; failing that, those that all types have in reach.
    fn provided_for(&self, head: &SimplifiedType, name: Symbol, space: Namespace, from: Scope) -> Bindings {
        let having: SmallVec<[Item; 8]> = self.traits_having.get(&name).collect();
        if having.is_empty() {
            return Bindings::new();
        }
        let of_head = |head: &SimplifiedType| {
            let traits = self.impls.implemented.get(head).into_iter().flatten();
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
        // Code that compiles means the only one; of what every type has it is not known whether this one does.
        let is_certain = of_type.len() == 1;
        // What is opaque may be a module.
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

    /// Of the items of several traits under one name only those of traits in reach are meant.
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
    /// `P::A` of a parameter as far as its bounds tell: those of the code around, and those that its traits demand.
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

    /// What a name names behind a type that is written in a scope.
    pub(super) fn items_behind(&self, owner: TypeId, scope: Scope, name: Symbol, space: Namespace) -> Bindings {
        self.start(scope);
        let owner = self.lower(owner, scope, &super::typing::types::Substitution::default());
        self.behind(&owner, name, space)
    }

    /// What a name behind a type names: an item of the type, or of a trait that it is known to have.
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
        let mut asking = Lookup::from(from);
        match head {
            SimplifiedType::Def(def) => self.member(def, name, space, &mut asking),
            SimplifiedType::Primitive(primitive) => self.member(&self.primitive_def(*primitive), name, space, &mut asking),
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
