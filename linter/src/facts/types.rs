//! Types as they are written: what a method call on a value needs in order to be resolved later.

use super::locals::{Local, Space};
use super::paths::{Written, angled, ident};
use super::tree::{Kind, Node};
use super::walk::Walk;
use super::{FileFacts, ItemKind, Name, PathId};
use bitcode::{Decode, Encode};
use serde::Serialize;

/// Index of a type in [`FileFacts::types`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct TypeId(pub u32);

impl TypeId {
    /// `_`, or a type that a macro writes: the first of every file.
    pub const UNKNOWN: Self = Self(0);
}

/// A type as written. Lifetimes are left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub struct Bound {
    /// The trait.
    pub path: PathId,
    /// Its type arguments.
    pub arguments: Box<[TypeId]>,
    /// What it says of associated types.
    pub associated: Box<[(Name, TypeId)]>,
}

/// Generic parameters, in force from the scope that has them on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
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

    pub(super) fn ty(&mut self, ty: Node<'_>) -> TypeId {
        let ty = match ty.kind() {
            Kind::PATH_TYPE => return ty.child(Kind::PATH).map_or(TypeId::UNKNOWN, |path| self.path_type(path)),
            Kind::PAREN_TYPE | Kind::FOR_TYPE => return self.inner_type(ty),
            Kind::REF_TYPE => Type::Reference(self.inner_type(ty)),
            Kind::PTR_TYPE => Type::Pointer(self.inner_type(ty)),
            Kind::SLICE_TYPE => Type::Slice(self.inner_type(ty)),
            Kind::ARRAY_TYPE => Type::Array(self.inner_type(ty)),
            Kind::TUPLE_TYPE => Type::Tuple(ty.types().map(|part| self.ty(part)).collect()),
            Kind::DYN_TRAIT_TYPE | Kind::IMPL_TRAIT_TYPE => Type::Traits(self.bounds(ty).into()),
            Kind::FN_PTR_TYPE => {
                let parameters = ty.child(Kind::PARAM_LIST).into_iter().flat_map(|list| list.all(Kind::PARAM));
                let parameters = parameters.filter_map(Node::ty).map(|ty| self.ty(ty)).collect();
                Type::Function(parameters, self.output(ty))
            }
            _ => Type::Unknown,
        };
        self.type_id(ty)
    }

    fn inner_type(&mut self, ty: Node<'_>) -> TypeId {
        ty.ty().map_or(TypeId::UNKNOWN, |inner| self.ty(inner))
    }

    /// What stands behind `->`; nothing is `()`.
    pub(super) fn output(&mut self, function: Node<'_>) -> TypeId {
        match function.child(Kind::RET_TYPE) {
            Some(output) => self.inner_type(output),
            None => self.type_id(Type::Tuple([].into())),
        }
    }

    fn path_type(&mut self, path: Node<'_>) -> TypeId {
        let path = Written::of(path);
        let Some((anchor, of_trait)) = path.anchor else {
            return self.type_of_segments(path.absolute, &path.segments);
        };
        let of = self.inner_type(anchor);
        let (of_trait, names) = path.segments.split_at(of_trait);
        let of_trait = (!of_trait.is_empty()).then(|| self.path_of(path.absolute, of_trait));
        let names = self.names(names);
        self.projections(of, of_trait, &names)
    }

    /// The type that a path without a `<T>` before it names.
    pub(super) fn type_of_segments(&mut self, absolute: bool, segments: &[Node<'_>]) -> TypeId {
        let (Some(&first), Some(&last)) = (segments.first(), segments.last()) else {
            return TypeId::UNKNOWN;
        };
        let name = self.segment(first);
        if !absolute && self.locals.get(name, Space::Type).is_some_and(Local::is_bound) {
            let of = self.type_id(Type::Parameter(name));
            let names = self.names(&segments[1..]);
            return self.projections(of, None, &names);
        }
        if segments.len() > 1 && self.facts.name(name) == "Self" {
            let of = self.self_type();
            let names = self.names(&segments[1..]);
            return self.projections(of, None, &names);
        }
        let arguments = angled(last).map_or_else(Box::default, |arguments| self.type_arguments(arguments));
        let path = self.path_of(absolute, segments);
        self.type_id(Type::Path(path, arguments))
    }

    /// The type of `self`, `&self` or `self: T`.
    pub(super) fn receiver(&mut self, receiver: Node<'_>) -> TypeId {
        match receiver.ty() {
            Some(ty) => self.ty(ty),
            None if receiver.has(Kind::AMP) => {
                let of = self.self_type();
                self.type_id(Type::Reference(of))
            }
            None => self.self_type(),
        }
    }

    pub(super) fn self_type(&mut self) -> TypeId {
        let name = self.name("Self");
        let path = self.path_id(false, &[name]);
        self.type_id(Type::Path(path, [].into()))
    }

    /// The types that names behind a type stand for. A trait is written for the first of them only.
    pub(super) fn projections(&mut self, of: TypeId, of_trait: Option<PathId>, names: &[Name]) -> TypeId {
        names.iter().enumerate().fold(of, |of, (at, name)| {
            let of_trait = of_trait.filter(|_| at == 0);
            self.type_id(Type::Projection(of, of_trait, *name))
        })
    }

    /// The types among generic arguments.
    pub(super) fn type_arguments(&mut self, arguments: Node<'_>) -> Box<[TypeId]> {
        let types = arguments.all(Kind::TYPE_ARG).filter_map(Node::ty);
        types.map(|ty| self.ty(ty)).collect()
    }

    /// The bounds that stand behind a node's colon, `dyn` or `impl`.
    fn bounds(&mut self, node: Node<'_>) -> Vec<Bound> {
        let bounds = node.child(Kind::TYPE_BOUND_LIST).into_iter();
        let bounds = bounds.flat_map(|list| list.all(Kind::TYPE_BOUND));
        let paths = bounds.filter_map(Node::ty).filter_map(|bound| bound.child(Kind::PATH));
        paths.filter_map(|path| self.bound(path)).collect()
    }

    fn bound(&mut self, path: Node<'_>) -> Option<Bound> {
        let path = Written::of(path);
        let mut found = Bound {
            path: self.written_path(&path),
            arguments: [].into(),
            associated: [].into(),
        };
        let last = *path.segments.last()?;
        if let Some(arguments) = angled(last) {
            found.arguments = self.type_arguments(arguments);
            let associated = arguments.all(Kind::ASSOC_TYPE_ARG).filter_map(|argument| {
                let ty = self.ty(argument.ty()?);
                Some((self.name(ident(argument)?.text()), ty))
            });
            found.associated = associated.collect();
        } else if let Some(inputs) = last.child(Kind::PARENTHESIZED_ARG_LIST) {
            let parameters = self.type_arguments(inputs);
            let output = self.output(last);
            found.arguments = [self.type_id(Type::Tuple(parameters))].into();
            found.associated = [(self.name("Output"), output)].into();
        }
        Some(found)
    }

    /// What a trait demands of its own types: `type A: Bound`.
    fn bounds_of_associated_types(&mut self, of_trait: Node<'_>) -> Vec<(TypeId, Bound)> {
        let items = of_trait.child(Kind::ASSOC_ITEM_LIST).into_iter();
        let types = items.flat_map(|list| list.all(Kind::TYPE_ALIAS));
        let mut found = Vec::new();
        for ty in types.filter(|ty| ty.child(Kind::TYPE_BOUND_LIST).is_some()) {
            let Some(name) = ty.child(Kind::NAME) else { continue };
            let (of, name) = (self.self_type(), self.name(name.text()));
            let of = self.projections(of, None, &[name]);
            found.extend(self.bounds(ty).into_iter().map(|bound| (of, bound)));
        }
        found
    }

    /// Records generic parameters, which are in force already, as those of the scope being walked; and the traits above a trait.
    pub(super) fn record_generics(&mut self, item: Node<'_>) {
        let mut found = Generics::default();
        let mut bounds = Vec::new();
        let parameters = item.child(Kind::GENERIC_PARAM_LIST).into_iter();
        let parameters = parameters.flat_map(|list| list.all(Kind::TYPE_PARAM));
        let parameters = parameters.filter_map(|parameter| {
            let name = self.name(parameter.child(Kind::NAME)?.text());
            let of = self.type_id(Type::Parameter(name));
            bounds.extend(self.bounds(parameter).into_iter().map(|bound| (of, bound)));
            Some((name, parameter.ty().map(|default| self.ty(default))))
        });
        found.parameters = parameters.collect();
        for clause in item.all(Kind::WHERE_CLAUSE) {
            for predicate in clause.all(Kind::WHERE_PRED) {
                if let Some(ty) = predicate.ty() {
                    let of = self.ty(ty);
                    bounds.extend(self.bounds(predicate).into_iter().map(|bound| (of, bound)));
                }
            }
        }
        if item.kind() == Kind::TRAIT && item.has(Kind::COLON) {
            let of = self.self_type();
            bounds.extend(self.bounds(item).into_iter().map(|bound| (of, bound)));
        }
        if item.kind() == Kind::TRAIT {
            bounds.extend(self.bounds_of_associated_types(item));
        }
        found.bounds = bounds.into();
        if found != Generics::default() {
            self.facts.generics.push((self.scope, found));
        }
    }
}
