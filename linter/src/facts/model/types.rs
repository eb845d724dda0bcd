//! Types as they are written. `link` needs them to infer the types of receivers.

use super::{FileFacts, ItemKind, Name, PathId};
use bitcode::{Decode, Encode};
use serde::Serialize;

/// Index of a type in [`FileFacts::types`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct TypeId(pub u32);

impl TypeId {
    /// `_`, or a type that a macro expands to: the first type of every file.
    pub const UNKNOWN: Self = Self(0);
}

/// A type as written, without lifetimes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub enum Type {
    /// `_`, or a type that a macro expands to.
    Unknown,
    /// `a::B<C>`: the path, and the type arguments of its last segment.
    Path(PathId, Box<[TypeId]>),
    /// A generic parameter that is in scope.
    Parameter(Name),
    /// `T::Name`, `<T as Trait>::Name`.
    Projection(TypeId, Option<PathId>, Name),
    /// `&T`, `&mut T`.
    Reference(TypeId),
    /// `*const T`, `*mut T`.
    Pointer(TypeId),
    /// `[T]`.
    Slice(TypeId),
    /// `[T; N]`.
    Array(TypeId),
    /// `(A, B)`.
    Tuple(Box<[TypeId]>),
    /// `dyn A + B`, `impl A`.
    Traits(Box<[Bound]>),
    /// `fn(A) -> B`: the parameters and the return type.
    Function(Box<[TypeId]>, TypeId),
}

/// A bound: `Trait<A, Name = B>`. As in the compiler, `Fn(A) -> B` is `Fn<(A,), Output = B>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub struct Bound {
    /// The trait.
    pub path: PathId,
    /// Its type arguments.
    pub arguments: Box<[TypeId]>,
    /// The associated types that it constrains.
    pub associated: Box<[(Name, TypeId)]>,
}

/// The generic parameters that a scope declares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Generics {
    /// The type parameters, with their defaults.
    pub parameters: Box<[(Name, Option<TypeId>)]>,
    /// The bounds on types: `T: Bound`, `where` clauses, and the supertraits of a trait as bounds of `Self`.
    pub bounds: Box<[(TypeId, Bound)]>,
}

impl FileFacts {
    /// The type with this id.
    pub fn ty(&self, ty: TypeId) -> &Type {
        &self.types[ty.0 as usize]
    }

    /// Whether parts of the type are left open, as in `Vec<_>`.
    pub(in crate::facts) fn is_partial(&self, ty: TypeId) -> bool {
        match self.ty(ty) {
            Type::Unknown => true,
            Type::Path(_, arguments) => arguments.iter().any(|&argument| self.is_partial(argument)),
            Type::Reference(of) | Type::Pointer(of) | Type::Slice(of) | Type::Array(of) => self.is_partial(*of),
            Type::Tuple(parts) => parts.iter().any(|&part| self.is_partial(part)),
            Type::Parameter(_) | Type::Projection(..) | Type::Traits(_) | Type::Function(..) => false,
        }
    }

    /// Hash of the types of a function's parameters and result, by their names; 0 if there are none except `self`.
    pub(in crate::facts) fn hash_of_types(&self, function: &ItemKind) -> u64 {
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

    /// The type, with paths reduced to their last segments.
    pub(in crate::facts) fn spelled_type(&self, ty: TypeId) -> String {
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

    /// The path of a type that is one, behind references.
    pub fn type_path(&self, ty: TypeId) -> Option<PathId> {
        match *self.ty(ty) {
            Type::Path(path, _) => Some(path),
            Type::Reference(of) => self.type_path(of),
            _ => None,
        }
    }

    /// All paths in a type, outermost first: `Result<Self, E>` has `Result`, `Self` and `E`.
    pub fn paths_in(&self, ty: TypeId) -> Vec<PathId> {
        self.paths_within(ty, |_| true)
    }

    /// The paths of the types that a value of a type holds, outermost first. Function pointers, trait objects and `PhantomData` hold
    /// nothing of what they name.
    pub(crate) fn paths_held(&self, ty: TypeId) -> Vec<PathId> {
        self.paths_within(ty, |ty| match ty {
            Type::Function(..) | Type::Traits(_) => false,
            Type::Path(path, _) => {
                let last = self.path(*path).segments.last();
                last.is_none_or(|last| self.name(*last) != "PhantomData")
            }
            _ => true,
        })
    }

    /// The paths in a type, and in those of its parts that `enters` accepts.
    fn paths_within(&self, ty: TypeId, enters: impl Fn(&Type) -> bool) -> Vec<PathId> {
        let mut paths = Vec::new();
        let mut waiting = vec![ty];
        while let Some(ty) = waiting.pop() {
            let parts: Vec<TypeId> = match self.ty(ty) {
                ty if !enters(ty) => Vec::new(),
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
