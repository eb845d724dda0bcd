//! Types: records types as they are written.

use syn::{
    GenericArgument, GenericParam, PathArguments, PathSegment, Receiver, ReceiverKind, ReturnType, TraitItem, TypeParamBound,
    WherePredicate,
};

use super::locals::{Local, LocalNamespace};
use super::paths::{PathSyntax, angled};
use super::visits::Bounds;
use super::walk::Walk;
use crate::facts::model::{Bound, Generics, Name, Type, TypeId};

impl Walk<'_> {
    pub(super) fn ty(&mut self, ty: &syn::Type) -> TypeId {
        let ty = match ty {
            syn::Type::Path(it) => return self.path_type(it.into()),
            syn::Type::Paren(it) => return self.ty(&it.elem),
            syn::Type::Group(it) => return self.ty(&it.elem),
            syn::Type::Reference(it) => Type::Reference(self.ty(&it.elem)),
            syn::Type::Ptr(it) => Type::Pointer(self.ty(&it.elem)),
            syn::Type::Slice(it) => Type::Slice(self.ty(&it.elem)),
            syn::Type::Array(it) => Type::Array(self.ty(&it.elem)),
            syn::Type::Tuple(it) => Type::Tuple(it.elems.iter().map(|part| self.ty(part)).collect()),
            syn::Type::TraitObject(it) => Type::Traits(self.bounds(&it.bounds).into()),
            syn::Type::ImplTrait(it) => Type::Traits(self.bounds(&it.bounds).into()),
            syn::Type::FnPtr(it) => {
                let parameters = it.inputs.iter().map(|input| self.ty(&input.ty)).collect();
                Type::Function(parameters, self.output(&it.output))
            }
            _ => Type::Unknown,
        };
        self.tables.type_id(ty)
    }

    /// The type after `->`; `()` if there is none.
    pub(super) fn output(&mut self, output: &ReturnType) -> TypeId {
        match output {
            ReturnType::Type(_, ty) => self.ty(ty),
            ReturnType::Default => self.tables.type_id(Type::Tuple([].into())),
        }
    }

    fn path_type(&mut self, path: PathSyntax<'_>) -> TypeId {
        let segments = path.segments();
        let Some(of_type) = path.of_type else {
            return self.type_of_segments(path.is_absolute(), &segments);
        };
        let of = self.ty(&of_type.ty);
        let (of_trait, names) = segments.split_at(of_type.position);
        let of_trait = (!of_trait.is_empty()).then(|| self.path_of(path.is_absolute(), of_trait));
        let names = self.names(names);
        self.tables.projections(of, of_trait, &names)
    }

    /// The type that a path refers to, without a qualified self type.
    pub(super) fn type_of_segments(&mut self, absolute: bool, segments: &[&PathSegment]) -> TypeId {
        let (Some(first), Some(last)) = (segments.first(), segments.last()) else {
            return TypeId::UNKNOWN;
        };
        let name = self.ident(&first.ident);
        if !absolute && self.locals.get(name, LocalNamespace::Type).is_some_and(Local::is_bound) {
            let of = self.tables.type_id(Type::Parameter(name));
            let names = self.names(&segments[1..]);
            return self.tables.projections(of, None, &names);
        }
        if segments.len() > 1 && self.tables.facts.name(name) == "Self" {
            let of = self.tables.self_type();
            let names = self.names(&segments[1..]);
            return self.tables.projections(of, None, &names);
        }
        let arguments = angled(last).map_or_else(Box::default, |arguments| self.type_arguments(&arguments.args));
        let path = self.path_of(absolute, segments);
        self.tables.type_id(Type::Path(path, arguments))
    }

    /// The type of `self`, `&self` or `self: T`.
    pub(super) fn receiver(&mut self, receiver: &Receiver) -> TypeId {
        match &receiver.kind {
            ReceiverKind::Typed(_, ty) => self.ty(ty),
            ReceiverKind::Reference(..) => {
                let of = self.tables.self_type();
                self.tables.type_id(Type::Reference(of))
            }
            _ => self.tables.self_type(),
        }
    }

    /// The types among generic arguments.
    pub(super) fn type_arguments<'a>(&mut self, arguments: impl IntoIterator<Item = &'a GenericArgument>) -> Box<[TypeId]> {
        let types = arguments.into_iter().filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(self.ty(ty)),
            _ => None,
        });
        types.collect()
    }

    fn bounds(&mut self, bounds: &Bounds) -> Vec<Bound> {
        let traits = bounds.iter().filter_map(|bound| match bound {
            TypeParamBound::Trait(it) => self.bound(PathSyntax::from(&it.path)),
            _ => None,
        });
        traits.collect()
    }

    fn bound(&mut self, path: PathSyntax<'_>) -> Option<Bound> {
        let mut found = Bound {
            path: self.written_path(path),
            arguments: [].into(),
            associated: [].into(),
        };
        match &path.segments().last()?.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(arguments) => {
                found.arguments = self.type_arguments(&arguments.args);
                let associated = arguments.args.iter().filter_map(|argument| match argument {
                    GenericArgument::AssocType(it) => {
                        let ty = self.ty(&it.ty);
                        Some((self.ident(&it.ident), ty))
                    }
                    _ => None,
                });
                found.associated = associated.collect();
            }
            PathArguments::Parenthesized(it) => {
                let parameters = it.inputs.iter().map(|input| self.ty(&input.ty)).collect();
                let output = self.output(&it.output);
                found.arguments = [self.tables.type_id(Type::Tuple(parameters))].into();
                found.associated = [(self.tables.name("Output"), output)].into();
            }
        }
        Some(found)
    }

    /// Records the generic parameters of the current scope, which are in scope already.
    pub(super) fn record_generics(&mut self, generics: &syn::Generics) {
        let (parameters, bounds) = self.parameters_and_bounds(generics);
        self.push_generics(parameters, bounds);
    }

    /// Like [`Self::record_generics`], for a trait. Its supertraits are bounds of `Self`.
    pub(super) fn record_generics_of_trait(&mut self, generics: &syn::Generics, above: &Bounds, items: &[TraitItem]) {
        let (parameters, mut bounds) = self.parameters_and_bounds(generics);
        if !above.is_empty() {
            let of = self.tables.self_type();
            bounds.extend(self.bounds(above).into_iter().map(|bound| (of, bound)));
        }
        // The bounds of associated types: `type A: Bound`.
        for item in items {
            if let TraitItem::Type(ty) = item
                && !ty.bounds.is_empty()
            {
                let (of, name) = (self.tables.self_type(), self.ident(&ty.ident));
                let of = self.tables.projections(of, None, &[name]);
                bounds.extend(self.bounds(&ty.bounds).into_iter().map(|bound| (of, bound)));
            }
        }
        self.push_generics(parameters, bounds);
    }

    #[expect(clippy::type_complexity, reason = "the fields of `Generics`")]
    fn parameters_and_bounds(&mut self, generics: &syn::Generics) -> (Box<[(Name, Option<TypeId>)]>, Vec<(TypeId, Bound)>) {
        let mut bounds = Vec::new();
        let parameters = generics.params.iter().filter_map(|parameter| {
            let GenericParam::Type(it) = parameter else { return None };
            let name = self.ident(&it.ident);
            let of = self.tables.type_id(Type::Parameter(name));
            bounds.extend(self.bounds(&it.bounds).into_iter().map(|bound| (of, bound)));
            Some((name, it.default.as_ref().map(|(_, default)| self.ty(default))))
        });
        let parameters = parameters.collect();
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            if let WherePredicate::Type(it) = predicate {
                let of = self.ty(&it.bounded_ty);
                bounds.extend(self.bounds(&it.bounds).into_iter().map(|bound| (of, bound)));
            }
        }
        (parameters, bounds)
    }

    fn push_generics(&mut self, parameters: Box<[(Name, Option<TypeId>)]>, bounds: Vec<(TypeId, Bound)>) {
        let bounds = bounds.into();
        let found = Generics { parameters, bounds };
        if found != Generics::default() {
            self.tables.facts.generics.push((self.scope, found));
        }
    }
}
