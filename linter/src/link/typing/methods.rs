//! Method lookup: which function a name refers to on a type, among inherent ones, those of traits in scope, and those of the
//! types that it dereferences to; and projection of associated types.

use std::rc::Rc;

use smallvec::SmallVec;

use crate::facts::{self, ItemKind, ScopeKind};
use crate::link::impls::SimplifiedType;
use crate::link::lang_items::LangItem;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::typing::types::{Substitution, TraitBound, Ty};
use crate::link::typing::{Callee, DEEPEST, MOST_DEREFERENCES, Typing};
use crate::link::{Def, Item, Namespace, Scope};

impl Typing<'_> {
    /// The type of the path `owner::name` as a value: an associated function.
    pub(in crate::link) fn associated(&self, owner: &Ty, name: Symbol, arguments: facts::TypeId, scope: Scope) -> Ty {
        match self.find_associated(owner, name, false) {
            Some(mut found) => {
                self.bind_written(found.function, arguments, scope, &mut found.bindings);
                Ty::Callable(found.function, Rc::new(found.bindings))
            }
            None => self.provided(owner, name),
        }
    }

    /// The type of a constructor that no known impl declares: it is derived, or one of the many `From` impls of the standard
    /// library.
    pub(in crate::link) fn provided(&self, ty: &Ty, name: Symbol) -> Ty {
        let traits = LangItem::CONSTRUCTING
            .iter()
            .filter_map(|item| self.workspace.linked.lang_items.get(*item));
        let Some((function, _)) = traits
            .into_iter()
            .find_map(|of_trait| self.in_trait(&of_trait, name, false, 0))
        else {
            return Ty::Unknown;
        };
        let mut bindings = Substitution::default();
        bindings.set(SELF_TYPE, ty.clone());
        Ty::Callable(function, Rc::new(bindings))
    }

    /// A type and the types that it dereferences to, one after the other.
    pub(in crate::link) fn dereferences(&self, ty: &Ty) -> impl Iterator<Item = Ty> {
        std::iter::successors(Some(ty.clone()), |ty| self.dereferenced(ty)).take(MOST_DEREFERENCES)
    }

    /// The type of `*value`; `None` if it cannot be dereferenced or is unknown.
    pub(in crate::link) fn dereferenced(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Reference(of) | Ty::Pointer(of) => Some((**of).clone()),
            Ty::Array(of) => Some(Ty::Slice(Rc::clone(of))),
            Ty::Named(..) | Ty::Parameter(..) | Ty::Traits(_) => match self.project_lang_item(ty, LangItem::Deref, "Target") {
                Ty::Unknown => None,
                target => Some(target),
            },
            _ => None,
        }
    }

    /// [`Self::project`] for a trait that is a lang item.
    pub(in crate::link) fn project_lang_item(&self, ty: &Ty, of_trait: LangItem, name: &str) -> Ty {
        match (self.workspace.linked.lang_items.get(of_trait), self.workspace.symbol(name)) {
            (Some(of_trait), Some(name)) => self.project(ty, Some(&of_trait), name),
            _ => Ty::Unknown,
        }
    }

    /// The type `<ty as Trait>::Name`, or of any trait of `ty` if none is given.
    pub(in crate::link) fn project(&self, ty: &Ty, of_trait: Option<&Def>, name: Symbol) -> Ty {
        self.deeper(|| self.project_at_depth(ty, of_trait, name))
    }

    fn project_at_depth(&self, ty: &Ty, of_trait: Option<&Def>, name: Symbol) -> Ty {
        let in_bounds = |bounds: &[TraitBound]| {
            let bounds = bounds
                .iter()
                .filter(|bound| of_trait.is_none_or(|of_trait| self.has_above(&bound.def, of_trait)));
            let mut associated = bounds.flat_map(|bound| bound.associated.iter());
            associated.find(|(known, _)| *known == name).map(|(_, ty)| ty.clone())
        };
        match ty {
            Ty::Future(output) => match self.workspace.text(name) {
                "Output" => return (**output).clone(),
                _ => return Ty::Unknown,
            },
            Ty::Traits(bounds) => return in_bounds(bounds).unwrap_or(Ty::Unknown),
            Ty::Parameter(scope, parameter) => {
                let known = in_bounds(&self.bounds_of(*scope, *parameter, &Substitution::default()));
                return known.unwrap_or_else(|| self.projected(*scope, *parameter, name));
            }
            _ => {}
        }
        let Some(head) = self.head(ty) else { return Ty::Unknown };
        for item in self.workspace.linked.impls.of_traits.get(&(head, name)) {
            let fact = self.workspace.item(item);
            let (ItemKind::AssociatedType(_), Some(target)) = (&fact.kind, fact.ty) else {
                continue;
            };
            if let Some(bindings) = self.in_impl(item, ty, of_trait) {
                let scope = self.workspace.scope_of_item(item);
                return self.lower(target, scope, &bindings);
            }
        }
        Ty::Unknown
    }

    /// Whether a trait is `above` or has it as a supertrait, in which case its bounds also bind the associated types of `above`.
    fn has_above(&self, of_trait: &Def, above: &Def) -> bool {
        let mut waiting = vec![of_trait.clone()];
        let mut seen = rustc_hash::FxHashSet::default();
        while let Some(at) = waiting.pop() {
            if at == *above {
                return true;
            }
            if let Def::Item(item) = at
                && seen.insert(item)
            {
                waiting.extend(self.workspace.traits_above(item));
            }
        }
        false
    }

    /// The substitution for the impl of an item, if that impl is for this type and of this trait.
    fn in_impl(&self, item: Item, ty: &Ty, of_trait: Option<&Def>) -> Option<Substitution> {
        let workspace = self.workspace;
        let scope = workspace.scope_of_item(item);
        let (ScopeKind::Impl(_), true) = (
            workspace.scope(scope).kind,
            of_trait.is_none_or(|of_trait| workspace.traits_of_impl(item).contains(of_trait)),
        ) else {
            return None;
        };
        let mut bindings = self.for_type(scope, ty)?;
        bindings.set(SELF_TYPE, ty.clone());
        Some(bindings)
    }

    /// The method with a given name that a receiver of this type has. The order is the compiler's: inherent methods, those of
    /// traits, then the same for each type that it dereferences to.
    pub(in crate::link) fn find_method(&self, ty: &Ty, name: Symbol) -> Option<Callee> {
        let found = self.dereferences(ty).find_map(|ty| self.find_associated(&ty, name, true));
        if found.is_some() {
            return found;
        }
        // Blanket impls come last, because it is not known which types satisfy their bounds.
        if *ty == Ty::Unknown {
            return None;
        }
        let mut blanket = self.workspace.linked.impls.of_traits.get(&(SimplifiedType::Any, name));
        let function = blanket.find(|&item| self.is_function(item, true) && self.is_in_reach(item))?;
        let mut bindings = Substitution::default();
        bindings.set(SELF_TYPE, ty.behind_references().0.clone());
        Some(Callee { function, bindings })
    }

    /// Whether a method can be called in the current scope: one of a trait impl requires that the trait is in scope.
    fn is_in_reach(&self, method: Item) -> bool {
        let workspace = self.workspace;
        let scope = workspace.scope_of_item(method);
        let Some((scope, _, block)) = workspace.impl_block(scope) else {
            return true;
        };
        let Some(path) = block.trait_path else { return true };
        let step = workspace.resolve_in(scope, path, Namespace::Type).unwrap_or_default();
        step.iter().any(|binding| self.has_in_reach(&binding.def))
    }

    /// Whether a trait may be in scope. An external trait always may.
    fn has_in_reach(&self, of_trait: &Def) -> bool {
        let Def::Item(of_trait) = of_trait else { return true };
        let scope = self.scope.get();
        let known = self.in_reach.borrow().get(&scope).cloned();
        let in_reach = known.unwrap_or_else(|| {
            let found = Rc::new(self.workspace.traits_in_reach(scope));
            self.in_reach.borrow_mut().insert(scope, Rc::clone(&found));
            found
        });
        in_reach.contains(of_trait)
    }

    fn is_function(&self, item: Item, is_method: bool) -> bool {
        match &self.workspace.item(item).kind {
            ItemKind::AssociatedFunction(signature, _) => signature.takes_self || !is_method,
            _ => false,
        }
    }

    /// The associated function with a given name that a type itself has, without dereferencing.
    fn find_associated(&self, ty: &Ty, name: Symbol, is_method: bool) -> Option<Callee> {
        let workspace = self.workspace;
        let of_traits = |bounds: &[TraitBound]| {
            bounds
                .iter()
                .find_map(|bound| self.in_trait(&bound.def, name, is_method, DEEPEST / 8))
                .map(|(function, of_trait)| {
                    let mut bindings = Substitution::default();
                    let arguments = bounds.iter().find(|bound| bound.def == of_trait);
                    let mut arguments = arguments.map(|bound| bound.arguments.to_vec()).unwrap_or_default();
                    if let Def::Item(item) = of_trait
                        && let Some(inner) = workspace.inner_of(item)
                    {
                        self.bind_arguments(inner, &mut arguments, &mut bindings);
                    }
                    bindings.set(SELF_TYPE, ty.clone());
                    Callee { function, bindings }
                })
        };
        match ty {
            Ty::Traits(bounds) => return of_traits(bounds),
            Ty::Parameter(scope, parameter) => return of_traits(&self.bounds_of(*scope, *parameter, &Substitution::default())),
            // A reference has the methods of the type that it refers to.
            Ty::Reference(_) if is_method => return None,
            _ => {}
        }
        let head = self.head(ty)?;
        let tables = [&workspace.linked.impls.inherent, &workspace.linked.impls.of_traits];
        for table in tables {
            for item in table.get(&(head.clone(), name)) {
                if self.is_function(item, is_method)
                    && (!is_method || self.is_in_reach(item))
                    && let Some(bindings) = self.in_impl(item, ty, None)
                {
                    return Some(Callee {
                        function: item,
                        bindings,
                    });
                }
            }
        }
        // Default methods of the traits that the type implements. A type may implement many traits, but few traits have a method
        // of this name, so these are compared first.
        const FEW: usize = 8;
        let having: SmallVec<[Item; FEW]> = workspace.traits_having.get(&name).take(FEW + 1).collect();
        let may_have = |of_trait: &Def| match of_trait {
            Def::Item(item) => having.len() > FEW || having.contains(item),
            _ => false,
        };
        if having.is_empty() {
            return None;
        }
        for &(scope, ref of_trait) in workspace.linked.impls.implemented.get(&head).into_iter().flatten() {
            if may_have(of_trait)
                && let Some((function, _)) = self.in_trait(of_trait, name, is_method, 0)
                && (!is_method || self.has_in_reach(of_trait))
                && let Some(mut bindings) = self.for_type(scope, ty)
            {
                if let Def::Item(of_trait) = of_trait
                    && let Some(inner) = workspace.inner_of(*of_trait)
                {
                    let mut arguments = self.trait_arguments(scope, &bindings);
                    self.bind_arguments(inner, &mut arguments, &mut bindings);
                }
                bindings.set(SELF_TYPE, ty.clone());
                return Some(Callee { function, bindings });
            }
        }
        None
    }

    /// The substitution for the impl with this scope, if it is for this type.
    fn for_type(&self, scope: Scope, ty: &Ty) -> Option<Substitution> {
        // A derived impl is for all instances of the type.
        if self.workspace.scope(scope).kind == ScopeKind::Type {
            return Some(Substitution::default());
        }
        let (scope, _, block) = self.workspace.impl_block(scope)?;
        let mut bindings = Substitution::default();
        let pattern = self.lower(block.self_type, scope, &bindings);
        if !pattern.unify(ty, &mut bindings) {
            return None;
        }
        self.bind_by_bounds(scope, &mut bindings);
        Some(bindings)
    }

    /// Infers parameters from bounds: in `impl<I, T> … for Cloned<I> where I: Iterator<Item = &T>`, only the bound determines
    /// `T`.
    fn bind_by_bounds(&self, scope: Scope, bindings: &mut Substitution) {
        let Some(generics) = self.workspace.generics(scope) else {
            return;
        };
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let symbol = |name: facts::Name| file.symbols[name.0 as usize];
        let is_open = generics
            .parameters
            .iter()
            .any(|(name, _)| bindings.get(symbol(*name)).is_none());
        if !is_open {
            return;
        }
        for (subject, bound) in &generics.bounds {
            let of_trait = self
                .workspace
                .resolve_in(scope, bound.path, Namespace::Type)
                .and_then(|step| step.into_iter().next());
            let of_trait = of_trait.map(|binding| binding.def);
            for (name, ty) in &bound.associated {
                let subject = self.lower(*subject, scope, bindings);
                let actual = self.project(&subject, of_trait.as_ref(), symbol(*name));
                self.lower(*ty, scope, &Substitution::default()).unify(&actual, bindings);
            }
        }
    }

    fn trait_arguments(&self, scope: Scope, bindings: &Substitution) -> Vec<Ty> {
        let Some((scope, _, block)) = self.workspace.impl_block(scope) else {
            return Vec::new();
        };
        let arguments = block.trait_arguments.iter();
        arguments.map(|ty| self.lower(*ty, scope, bindings)).collect()
    }

    /// The function with a given name in a trait, or in its supertraits up to `above` levels, with the trait that has it.
    fn in_trait(&self, of_trait: &Def, name: Symbol, is_method: bool, above: u32) -> Option<(Item, Def)> {
        let Def::Item(item) = of_trait else { return None };
        let mut members = self.workspace.members.get(&(*item, name));
        if let Some(found) = members.find(|&member| self.is_function(member, is_method)) {
            return Some((found, of_trait.clone()));
        }
        let inner = self.workspace.inner_of(*item).filter(|_| above > 0)?;
        let supertraits = self.bounds_of(inner, SELF_TYPE, &Substitution::default());
        supertraits
            .iter()
            .filter(|bound| bound.def != *of_trait)
            .find_map(|bound| self.in_trait(&bound.def, name, is_method, above - 1))
    }

    /// The type of methods that derives and blanket impls give to most types, by their names.
    pub(in crate::link) fn type_of_usual_method(&self, receiver: &Ty, name: Symbol) -> Ty {
        match self.workspace.text(name) {
            "clone" | "to_owned" => receiver.behind_references().0.clone(),
            _ => Ty::Unknown,
        }
    }
}
