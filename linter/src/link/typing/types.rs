//! Types, parts of which may be unknown, and the lowering of written types into them.

use std::rc::Rc;

use smallvec::SmallVec;

use crate::facts::{self, Bound, ItemKind, ScopeKind, TypeId};
use crate::link::impls::SimplifiedType;
use crate::link::lang_items::LangItem;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::typing::Typing;
use crate::link::{Def, ExternalPath, Item, Namespace, Scope};

/// A type. Parts of it may be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::link) enum Ty {
    Unknown,
    /// A struct, enum, union or opaque type, with its generic arguments.
    Named(Def, Rc<[Ty]>),
    Primitive(Symbol),
    /// A generic parameter, with the scope that declares it.
    Parameter(Scope, Symbol),
    Reference(Rc<Ty>),
    Pointer(Rc<Ty>),
    Slice(Rc<Ty>),
    Array(Rc<Ty>),
    Tuple(Rc<[Ty]>),
    /// A type that is known only by its bounds: `impl Trait`, `dyn Trait`.
    Traits(Rc<[TraitBound]>),
    /// A closure or function pointer, by its return type.
    Function(Rc<Ty>),
    /// The function item or constructor itself, with what is known of its generic parameters.
    Callable(Item, Rc<Substitution>),
    /// A future, by its output.
    Future(Rc<Ty>),
}

/// A bound: `Trait<A, Name = B>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::link) struct TraitBound {
    pub(in crate::link) def: Def,
    pub(in crate::link) arguments: Rc<[Ty]>,
    pub(in crate::link) associated: Rc<[(Symbol, Ty)]>,
}

/// The types that replace generic parameters, and `Self`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::link) struct Substitution(SmallVec<[(Symbol, Ty); 4]>);

impl Substitution {
    pub(in crate::link) fn get(&self, name: Symbol) -> Option<&Ty> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty)
    }

    /// Binds a parameter, unless it is bound to a type without unknown parts already.
    pub(in crate::link) fn bind(&mut self, name: Symbol, ty: &Ty) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if known.is_complete() => {}
            Some((_, known)) => *known = ty.clone(),
            None => self.0.push((name, ty.clone())),
        }
    }

    pub(in crate::link) fn set(&mut self, name: Symbol, ty: Ty) {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, ty));
    }
}

impl Ty {
    pub(in crate::link) fn is_complete(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Named(_, parts) | Self::Tuple(parts) => parts.iter().all(Self::is_complete),
            Self::Reference(of) | Self::Pointer(of) | Self::Slice(of) | Self::Array(of) | Self::Function(of) | Self::Future(of) => {
                of.is_complete()
            }
            Self::Primitive(_) | Self::Parameter(..) | Self::Traits(_) | Self::Callable(..) => true,
        }
    }

    /// Whether the type has more than `most` parts. Stops counting there, since a type can be exponentially large.
    pub(in crate::link) fn has_more_parts_than(&self, most: usize) -> bool {
        let mut waiting: SmallVec<[&Self; 16]> = smallvec::smallvec![self];
        let mut parts = 0;
        while let Some(ty) = waiting.pop() {
            parts += 1;
            if parts > most {
                return true;
            }
            match ty {
                Self::Named(_, inner) | Self::Tuple(inner) => waiting.extend(inner.iter()),
                Self::Reference(of)
                | Self::Pointer(of)
                | Self::Slice(of)
                | Self::Array(of)
                | Self::Function(of)
                | Self::Future(of) => {
                    waiting.push(of);
                }
                Self::Traits(bounds) => {
                    let arguments = bounds.iter().flat_map(|bound| bound.arguments.iter());
                    let associated = bounds.iter().flat_map(|bound| bound.associated.iter().map(|(_, ty)| ty));
                    waiting.extend(arguments.chain(associated));
                }
                Self::Callable(_, bindings) => waiting.extend(bindings.0.iter().map(|(_, ty)| ty)),
                Self::Unknown | Self::Primitive(_) | Self::Parameter(..) => {}
            }
        }
        false
    }

    /// The type behind any number of references, and whether there were any.
    pub(in crate::link) fn behind_references(&self) -> (&Self, bool) {
        match self {
            Self::Reference(of) => (of.behind_references().0, true),
            ty => (ty, false),
        }
    }

    pub(in crate::link) fn referenced(self, is_reference: bool) -> Self {
        match self {
            Self::Unknown | Self::Reference(_) => self,
            ty if is_reference => Self::Reference(Rc::new(ty)),
            ty => ty,
        }
    }

    /// `known`, extended by the parameters of `self` if `self` and `other` unify; otherwise `known` unchanged.
    pub(in crate::link) fn matched(&self, other: &Self, known: Substitution) -> Substitution {
        let mut bindings = known.clone();
        if self.unify(other, &mut bindings) { bindings } else { known }
    }

    /// Unifies `self` with `other`, which binds the parameters of `self`. `false` if the two cannot be the same type.
    pub(in crate::link) fn unify(&self, other: &Self, bindings: &mut Substitution) -> bool {
        let all = |these: &[Self], those: &[Self], bindings: &mut Substitution| {
            let pairs = these.iter().zip(those);
            pairs.fold(true, |agrees, (this, that)| this.unify(that, bindings) && agrees)
        };
        match (self, other) {
            (Self::Parameter(_, name), other) => {
                bindings.bind(*name, other);
                true
            }
            (Self::Unknown, _) | (_, Self::Unknown | Self::Parameter(..)) => true,
            (Self::Named(this, these), Self::Named(that, those)) => this == that && all(these, those, bindings),
            (Self::Primitive(this), Self::Primitive(that)) => this == that,
            (Self::Reference(this), Self::Reference(that))
            | (Self::Pointer(this), Self::Pointer(that))
            | (Self::Slice(this), Self::Slice(that))
            | (Self::Array(this), Self::Array(that))
            | (Self::Function(this), Self::Function(that))
            | (Self::Future(this), Self::Future(that)) => this.unify(that, bindings),
            (Self::Tuple(these), Self::Tuple(those)) => these.len() == those.len() && all(these, those, bindings),
            (Self::Traits(these), Self::Traits(those)) => {
                let same = these
                    .iter()
                    .find_map(|this| Some((this, those.iter().find(|that| that.def == this.def)?)));
                same.is_some_and(|(this, that)| all(&this.arguments, &that.arguments, bindings))
            }
            // A type that is known by its bounds may be any type that satisfies them.
            (Self::Traits(_), _) => true,
            _ => false,
        }
    }
}

impl Typing<'_> {
    /// Lowers a type that is written in a scope, with the parameters replaced by `bindings`.
    pub(in crate::link) fn lower(&self, ty: TypeId, scope: Scope, bindings: &Substitution) -> Ty {
        if !bindings.0.is_empty() {
            return self.deeper(|| self.lower_at_depth(ty, scope, bindings));
        }
        if let Some(known) = self.lowered.borrow().get(&(ty, scope)) {
            return known.clone();
        }
        let lowered = self.deeper(|| self.lower_at_depth(ty, scope, bindings));
        // Only complete types are remembered: an unknown part may be due to the limits on steps, which a later query may not
        // reach.
        if lowered.is_complete() {
            self.lowered.borrow_mut().insert((ty, scope), lowered.clone());
        }
        lowered
    }

    fn lower_at_depth(&self, ty: TypeId, scope: Scope, bindings: &Substitution) -> Ty {
        let workspace = self.workspace;
        let file = workspace.file(workspace.instance_of_scope(scope).file);
        let lower = |ty: &TypeId| self.lower(*ty, scope, bindings);
        let symbol = |name: &facts::Name| file.symbols[name.0 as usize];
        match file.facts.ty(ty) {
            facts::Type::Unknown => Ty::Unknown,
            facts::Type::Path(path, arguments) => self.lower_path(*path, arguments, scope, bindings),
            facts::Type::Parameter(name) => {
                let name = symbol(name);
                match bindings.get(name) {
                    Some(ty) => ty.clone(),
                    None => self.parameter(name, scope),
                }
            }
            facts::Type::Projection(of, of_trait, name) => {
                let of_trait = of_trait.and_then(|path| workspace.resolve_in(scope, path, Namespace::Type));
                let of_trait = of_trait.and_then(|step| step.into_iter().next()).map(|binding| binding.def);
                self.project(&lower(of), of_trait.as_ref(), symbol(name))
            }
            facts::Type::Reference(of) => match lower(of) {
                Ty::Unknown => Ty::Unknown,
                ty => Ty::Reference(Rc::new(ty)),
            },
            facts::Type::Pointer(of) => Ty::Pointer(Rc::new(lower(of))),
            facts::Type::Slice(of) => Ty::Slice(Rc::new(lower(of))),
            facts::Type::Array(of) => Ty::Array(Rc::new(lower(of))),
            facts::Type::Tuple(parts) => Ty::Tuple(parts.iter().map(lower).collect()),
            facts::Type::Traits(bounds) => {
                let bounds = bounds.iter().flat_map(|bound| self.lower_bound(bound, scope, bindings));
                Ty::Traits(bounds.collect())
            }
            facts::Type::Function(_, output) => Ty::Function(Rc::new(lower(output))),
        }
    }

    /// The generic parameter with a given name, declared by the innermost enclosing scope that has it.
    fn parameter(&self, name: Symbol, scope: Scope) -> Ty {
        let mut at = Some(scope);
        while let Some(scope) = at {
            let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
            let declares = self.workspace.generics(scope).is_some_and(|generics| {
                let mut parameters = generics.parameters.iter();
                parameters.any(|(parameter, _)| file.symbols[parameter.0 as usize] == name)
            });
            if declares {
                return Ty::Parameter(scope, name);
            }
            at = self.workspace.parent(scope);
        }
        Ty::Unknown
    }

    pub(in crate::link) fn lower_bound(&self, bound: &Bound, scope: Scope, bindings: &Substitution) -> Option<TraitBound> {
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let step = self.workspace.resolve_in(scope, bound.path, Namespace::Type)?;
        let def = step.into_iter().next()?.def;
        let lower = |ty: &TypeId| self.lower(*ty, scope, bindings);
        let associated = bound.associated.iter();
        Some(TraitBound {
            def,
            arguments: bound.arguments.iter().map(lower).collect(),
            associated: associated
                .map(|(name, ty)| (file.symbols[name.0 as usize], lower(ty)))
                .collect(),
        })
    }

    fn lower_path(&self, path: facts::PathId, arguments: &[TypeId], scope: Scope, bindings: &Substitution) -> Ty {
        let workspace = self.workspace;
        let facts = &workspace.file(workspace.instance_of_scope(scope).file).facts;
        if let Some(primitive) = workspace.primitive(facts, path, scope) {
            return Ty::Primitive(primitive);
        }
        let (segments, _) = workspace.segments(scope, path);
        if segments[..] == [SELF_TYPE] {
            return match bindings.get(SELF_TYPE) {
                Some(ty) => ty.clone(),
                None => self.self_type(scope),
            };
        }
        // In an expansion, a generic parameter of the code around the call looks like any other name.
        if let [name] = segments[..]
            && workspace.instance_of_scope(scope).included_in.is_some()
            && let parameter @ Ty::Parameter(..) = self.parameter(name, scope)
        {
            return parameter;
        }
        let Some(def) = workspace
            .resolve_in(scope, path, Namespace::Type)
            .and_then(|step| step.into_iter().next())
        else {
            return Ty::Unknown;
        };
        let arguments = arguments
            .iter()
            .map(|argument| self.lower(*argument, scope, bindings))
            .collect();
        self.named(def.def, arguments)
    }

    /// The type of a definition with these generic arguments, and defaults for the missing ones. An alias is expanded.
    pub(in crate::link) fn named(&self, def: Def, mut arguments: Vec<Ty>) -> Ty {
        let Def::Item(item) = def else {
            return match def {
                Def::Member(owner, name) => self.project(&self.named(Def::Item(owner), Vec::new()), None, name),
                // The `Result` of an opaque crate, as in `anyhow::Result<T>`, is an alias of the standard one.
                Def::External(outside) if self.is_called_result(&outside) && !arguments.is_empty() => self
                    .workspace
                    .linked
                    .lang_items
                    .get(LangItem::Result)
                    .map_or(Ty::Unknown, |result| self.named(result, arguments)),
                def => Ty::Named(def, arguments.into()),
            };
        };
        let workspace = self.workspace;
        let fact = workspace.item(item);
        let Some(inner) = workspace.inner_of(item) else {
            return Ty::Unknown;
        };
        let mut bindings = Substitution::default();
        self.bind_arguments(inner, &mut arguments, &mut bindings);
        match fact.kind {
            ItemKind::Struct(_) | ItemKind::Enum | ItemKind::Union => Ty::Named(Def::Item(item), arguments.into()),
            ItemKind::TypeAlias => fact.ty.map_or(Ty::Unknown, |ty| self.lower(ty, inner, &bindings)),
            ItemKind::Trait => Ty::Traits(Rc::new([TraitBound {
                def: Def::Item(item),
                arguments: arguments.into(),
                associated: Rc::new([]),
            }])),
            _ => Ty::Unknown,
        }
    }

    fn is_called_result(&self, outside: &ExternalPath) -> bool {
        outside
            .segments
            .last()
            .is_some_and(|&last| self.workspace.text(last) == "Result")
    }

    /// Binds the generic parameters of a scope to arguments in order, and to their defaults if there are too few arguments.
    pub(in crate::link) fn bind_arguments(&self, scope: Scope, arguments: &mut Vec<Ty>, bindings: &mut Substitution) {
        let Some(generics) = self.workspace.generics(scope) else {
            return;
        };
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        for (at, (name, default)) in generics.parameters.iter().enumerate() {
            if at == arguments.len() {
                let default = default.map_or(Ty::Unknown, |default| self.lower(default, scope, bindings));
                arguments.push(default);
            }
            bindings.set(file.symbols[name.0 as usize], arguments[at].clone());
        }
    }

    /// The type of `Self` in a scope: that of the enclosing impl, the parameter of the enclosing trait, or the enclosing type.
    pub(in crate::link) fn self_type(&self, scope: Scope) -> Ty {
        let workspace = self.workspace;
        let mut at = Some(scope);
        while let Some(scope) = at {
            match workspace.kind(scope) {
                ScopeKind::Impl(_) => {
                    let block = workspace.impl_block(scope);
                    return block.map_or(Ty::Unknown, |(scope, _, block)| {
                        self.lower(block.self_type, scope, &Substitution::default())
                    });
                }
                ScopeKind::Trait => return Ty::Parameter(scope, SELF_TYPE),
                ScopeKind::Type => {
                    let item = workspace.item_around(scope);
                    return item.map_or(Ty::Unknown, |item| self.named(Def::Item(item), Vec::new()));
                }
                ScopeKind::Module | ScopeKind::File => return Ty::Unknown,
                ScopeKind::Block | ScopeKind::Function => at = workspace.parent(scope),
            }
        }
        Ty::Unknown
    }

    pub(in crate::link) fn head(&self, ty: &Ty) -> Option<SimplifiedType> {
        Some(match ty {
            Ty::Named(def, _) => SimplifiedType::Def(def.clone()),
            Ty::Primitive(name) => SimplifiedType::Primitive(*name),
            Ty::Slice(_) => SimplifiedType::Slice,
            Ty::Array(_) => SimplifiedType::Array,
            Ty::Tuple(_) => SimplifiedType::Tuple,
            Ty::Pointer(_) => SimplifiedType::Pointer,
            Ty::Function(_) | Ty::Callable(..) => SimplifiedType::Function,
            Ty::Reference(of) => return self.head(of),
            Ty::Unknown | Ty::Parameter(..) | Ty::Traits(_) | Ty::Future(_) => return None,
        })
    }
}
