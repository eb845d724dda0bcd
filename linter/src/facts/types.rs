//! Types as they are written: what a method call on a value needs in order to be resolved later.

use serde::{Deserialize, Serialize};
use syn::punctuated::Punctuated;

use super::locals::{Local, Space};
use super::path_table::Segments;
use super::walk::Walk;
use super::{FileFacts, ItemKind, Name, PathId};

/// Index of a type in [`FileFacts::types`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TypeId(pub u32);

impl TypeId {
    /// `_`, or a type that a macro writes: the first of every file.
    pub const UNKNOWN: Self = Self(0);
}

/// A type as written. Lifetimes are left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    /// `_`, or a type that a macro writes.
    Unknown,
    /// `a::B<C>`: the path, and the type arguments of its last segment.
    Path(PathId, Box<[TypeId]>),
    /// A generic parameter that is in force.
    Parameter(Name),
    /// `T::Name`, `<T as Trait>::Name`
    Projection(TypeId, Option<PathId>, Name),
    /// `&T`, `&mut T`
    Reference(TypeId),
    /// `*const T`, `*mut T`
    Pointer(TypeId),
    /// `[T]`
    Slice(TypeId),
    /// `[T; N]`
    Array(TypeId),
    /// `(A, B)`
    Tuple(Box<[TypeId]>),
    /// `dyn A + B`, `impl A`
    Traits(Box<[Bound]>),
    /// `fn(A) -> B`: the parameters, and what it returns.
    Function(Box<[TypeId]>, TypeId),
}

/// `Trait<A, Name = B>`; `Fn(A) -> B` is `Fn<(A,), Output = B>`, as for the compiler.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// The trait.
    pub path: PathId,
    /// Its type arguments.
    pub arguments: Box<[TypeId]>,
    /// What it says of associated types.
    pub associated: Box<[(Name, TypeId)]>,
}

/// Generic parameters, in force from the scope that has them on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generics {
    /// Type parameters with their defaults.
    pub parameters: Box<[(Name, Option<TypeId>)]>,
    /// What must hold of types: `T: Bound`, `where`, and the traits above a trait as bounds of `Self`.
    pub bounds: Box<[(TypeId, Bound)]>,
}

impl FileFacts {
    /// The type behind an id.
    pub fn ty(&self, ty: TypeId) -> &Type {
        &self.types[ty.0 as usize]
    }

    /// It leaves something open: `Vec<_>`.
    pub(super) fn is_partial(&self, ty: TypeId) -> bool {
        match self.ty(ty) {
            Type::Unknown => true,
            Type::Path(_, arguments) => arguments.iter().any(|&argument| self.is_partial(argument)),
            Type::Reference(of) | Type::Pointer(of) | Type::Slice(of) | Type::Array(of) => self.is_partial(*of),
            Type::Tuple(parts) => parts.iter().any(|&part| self.is_partial(part)),
            Type::Parameter(_) | Type::Projection(..) | Type::Traits(_) | Type::Function(..) => false,
        }
    }

    /// A hash of the types that a function takes and returns, by their names; 0 where those are nothing or `self` alone.
    pub(super) fn hash_of_types(&self, function: &ItemKind) -> u64 {
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = function else {
            return 0;
        };
        let is_nothing = |ty: &TypeId| matches!(self.ty(*ty), Type::Tuple(parts) if parts.is_empty());
        let given = &signature.inputs[usize::from(signature.takes_self)..];
        if given.is_empty() && is_nothing(&signature.output) {
            return 0;
        }
        let mut text = String::new();
        signature
            .inputs
            .iter()
            .chain([&signature.output])
            .for_each(|ty| self.spell_type(*ty, &mut text));
        xxhash_rust::xxh3::xxh3_64(text.as_bytes())
    }

    /// A type by the names in it, without the paths to them.
    pub(super) fn spelled_type(&self, ty: TypeId) -> String {
        let mut text = String::new();
        self.spell_type(ty, &mut text);
        text
    }

    fn spell_type(&self, ty: TypeId, text: &mut String) {
        let all = |types: &[TypeId], text: &mut String| types.iter().for_each(|ty| self.spell_type(*ty, text));
        match self.ty(ty) {
            Type::Unknown => text.push('_'),
            Type::Path(path, arguments) => {
                let last = self.path(*path).segments.last();
                text.push_str(last.map_or("", |name| self.name(*name)));
                text.push('<');
                all(arguments, text);
                text.push('>');
            }
            Type::Parameter(_) | Type::Projection(..) => text.push('T'),
            Type::Reference(of) | Type::Pointer(of) => {
                text.push('&');
                self.spell_type(*of, text);
            }
            Type::Slice(of) | Type::Array(of) => {
                text.push('[');
                self.spell_type(*of, text);
            }
            Type::Tuple(parts) => {
                text.push('(');
                all(parts, text);
                text.push(')');
            }
            Type::Traits(bounds) => text.push_str(&"+".repeat(bounds.len())),
            Type::Function(inputs, output) => {
                text.push('|');
                all(inputs, text);
                self.spell_type(*output, text);
            }
        }
    }

    /// The path of a type that is one, looking through references.
    pub fn type_path(&self, ty: TypeId) -> Option<PathId> {
        match *self.ty(ty) {
            Type::Path(path, _) => Some(path),
            Type::Reference(of) => self.type_path(of),
            _ => None,
        }
    }

    /// Every path that a type mentions, outermost first: `Result<Self, E>` gives `Result`, `Self`, `E`.
    pub fn paths_in(&self, ty: TypeId) -> Vec<PathId> {
        let mut paths = Vec::new();
        let mut waiting = vec![ty];
        while let Some(ty) = waiting.pop() {
            let parts: Vec<TypeId> = match self.ty(ty) {
                Type::Unknown | Type::Parameter(_) => Vec::new(),
                Type::Path(path, arguments) => {
                    paths.push(*path);
                    arguments.to_vec()
                }
                Type::Projection(of, ..) | Type::Reference(of) | Type::Pointer(of) | Type::Slice(of) | Type::Array(of) => vec![*of],
                Type::Tuple(parts) => parts.to_vec(),
                Type::Traits(bounds) => {
                    let associated = bounds.iter().flat_map(|bound| bound.associated.iter().map(|(_, ty)| *ty));
                    let arguments = bounds.iter().flat_map(|bound| bound.arguments.iter().copied());
                    arguments.chain(associated).collect()
                }
                Type::Function(parameters, output) => parameters.iter().copied().chain([*output]).collect(),
            };
            waiting.extend(parts.into_iter().rev());
        }
        paths
    }
}

impl Walk<'_> {
    pub(super) fn type_id(&mut self, ty: Type) -> TypeId {
        let next = self.facts.types.len() as u32;
        let at = self.types.number(&&ty, next, |at| &self.facts.types[at as usize]);
        if at == next {
            self.facts.types.push(ty);
        }
        TypeId(at)
    }

    pub(super) fn ty(&mut self, ty: &syn::Type) -> TypeId {
        let ty = match ty {
            syn::Type::Path(it) => return self.path_type(it),
            syn::Type::Paren(it) => return self.ty(&it.elem),
            syn::Type::Group(it) => return self.ty(&it.elem),
            syn::Type::Reference(it) => Type::Reference(self.ty(&it.elem)),
            syn::Type::Ptr(it) => Type::Pointer(self.ty(&it.elem)),
            syn::Type::Slice(it) => Type::Slice(self.ty(&it.elem)),
            syn::Type::Array(it) => Type::Array(self.ty(&it.elem)),
            syn::Type::Tuple(it) => Type::Tuple(it.elems.iter().map(|part| self.ty(part)).collect()),
            syn::Type::TraitObject(it) => Type::Traits(self.bounds(&it.bounds)),
            syn::Type::ImplTrait(it) => Type::Traits(self.bounds(&it.bounds)),
            syn::Type::BareFn(it) => {
                let parameters = it.inputs.iter().map(|input| self.ty(&input.ty)).collect();
                Type::Function(parameters, self.output(&it.output))
            }
            _ => Type::Unknown,
        };
        self.type_id(ty)
    }

    pub(super) fn output(&mut self, output: &syn::ReturnType) -> TypeId {
        match output {
            syn::ReturnType::Default => self.type_id(Type::Tuple([].into())),
            syn::ReturnType::Type(_, ty) => self.ty(ty),
        }
    }

    fn path_type(&mut self, it: &syn::TypePath) -> TypeId {
        let segments: Vec<&syn::PathSegment> = it.path.segments.iter().collect();
        let Some(qself) = &it.qself else {
            return self.type_of_segments(it.path.leading_colon.is_some(), &segments);
        };
        let of = self.ty(&qself.ty);
        let (of_trait, names) = segments.split_at(qself.position.min(segments.len()));
        let of_trait = (!of_trait.is_empty()).then(|| self.path_of_segments(it.path.leading_colon.is_some(), of_trait));
        self.projections(of, of_trait, names)
    }

    /// The type that a path without a `<T>` before it names.
    pub(super) fn type_of_segments(&mut self, absolute: bool, segments: &[&syn::PathSegment]) -> TypeId {
        let (Some(first), Some(last)) = (segments.first(), segments.last()) else {
            return TypeId::UNKNOWN;
        };
        let name = self.ident(&first.ident);
        if !absolute && self.locals.get(name, Space::Type).is_some_and(Local::is_bound) {
            let of = self.type_id(Type::Parameter(name));
            return self.projections(of, None, &segments[1..]);
        }
        if first.ident == "Self" && segments.len() > 1 {
            let of = self.self_type();
            return self.projections(of, None, &segments[1..]);
        }
        let arguments = match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) => self.type_arguments(arguments),
            _ => [].into(),
        };
        let path = self.path_of_segments(absolute, segments);
        self.type_id(Type::Path(path, arguments))
    }

    fn path_of_segments(&mut self, absolute: bool, segments: &[&syn::PathSegment]) -> PathId {
        let segments: Segments = segments.iter().map(|segment| self.ident(&segment.ident)).collect();
        self.path_id(absolute, &segments)
    }

    fn self_type(&mut self) -> TypeId {
        let name = self.name("Self");
        let path = self.path_id(false, &[name]);
        self.type_id(Type::Path(path, [].into()))
    }

    fn projections(&mut self, of: TypeId, of_trait: Option<PathId>, names: &[&syn::PathSegment]) -> TypeId {
        names.iter().fold(of, |of, segment| {
            let name = self.ident(&segment.ident);
            self.type_id(Type::Projection(of, of_trait, name))
        })
    }

    /// The types among generic arguments.
    pub(super) fn type_arguments(&mut self, arguments: &syn::AngleBracketedGenericArguments) -> Box<[TypeId]> {
        let types = arguments.args.iter().filter_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(self.ty(ty)),
            _ => None,
        });
        types.collect()
    }

    fn bounds(&mut self, bounds: &Punctuated<syn::TypeParamBound, syn::Token![+]>) -> Box<[Bound]> {
        bounds.iter().filter_map(|bound| self.bound(bound)).collect()
    }

    fn bound(&mut self, bound: &syn::TypeParamBound) -> Option<Bound> {
        let syn::TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let path = self.written_path(&bound.path);
        let mut found = Bound {
            path,
            arguments: [].into(),
            associated: [].into(),
        };
        match &bound.path.segments.last()?.arguments {
            syn::PathArguments::None => {}
            syn::PathArguments::AngleBracketed(it) => {
                found.arguments = self.type_arguments(it);
                let associated = it.args.iter().filter_map(|argument| match argument {
                    syn::GenericArgument::AssocType(it) => Some((self.ident(&it.ident), self.ty(&it.ty))),
                    _ => None,
                });
                found.associated = associated.collect();
            }
            syn::PathArguments::Parenthesized(it) => {
                let parameters = it.inputs.iter().map(|input| self.ty(input)).collect();
                let output = self.output(&it.output);
                found.arguments = [self.type_id(Type::Tuple(parameters))].into();
                found.associated = [(self.name("Output"), output)].into();
            }
        }
        Some(found)
    }

    /// Records generic parameters, which are in force already, as those of the scope being walked.
    pub(super) fn record_generics(&mut self, generics: &syn::Generics, above: &Punctuated<syn::TypeParamBound, syn::Token![+]>) {
        let mut found = Generics::default();
        let mut bounds = Vec::new();
        let parameters = generics.params.iter().filter_map(|parameter| match parameter {
            syn::GenericParam::Type(it) => Some(it),
            _ => None,
        });
        let parameters = parameters.map(|it| {
            let name = self.ident(&it.ident);
            let of = self.type_id(Type::Parameter(name));
            bounds.extend(self.bounds(&it.bounds).into_iter().map(|bound| (of, bound)));
            (name, it.default.as_ref().map(|default| self.ty(default)))
        });
        found.parameters = parameters.collect();
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            if let syn::WherePredicate::Type(it) = predicate {
                let of = self.ty(&it.bounded_ty);
                bounds.extend(self.bounds(&it.bounds).into_iter().map(|bound| (of, bound)));
            }
        }
        if !above.is_empty() {
            let of = self.self_type();
            bounds.extend(self.bounds(above).into_iter().map(|bound| (of, bound)));
        }
        found.bounds = bounds.into();
        if found != Generics::default() {
            self.facts.generics.push((self.scope, found));
        }
    }
}
