//! What a file defines: its items with their fields and impl blocks, each by what other files may see of it.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, ImplId, ItemId, Name, PathId, ScopeId, TypeId};
use crate::finding::Span;

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ItemFact {
    /// What it is.
    pub kind: ItemKind,
    /// Its name.
    pub name: Name,
    /// The scope that declares it; for a variant and an associated item, the scope of its owner.
    pub scope: ScopeId,
    /// The scope that it opens, if any.
    pub inner: Option<ScopeId>,
    /// Who may name it.
    pub visibility: Visibility,
    /// The name in the text.
    pub name_span: Span,
    /// The whole item, without its attributes and docs.
    pub span: Span,
    /// Compiled for tests only, by its own attributes or those around it.
    pub test: ForTests,
    /// It came out of the arguments of a macro.
    pub in_macro: bool,
    /// Marked `#[deprecated]`, with the note.
    pub deprecated: Option<Deprecation>,
    /// The type of a constant or static; what an alias or associated type stands for.
    pub ty: Option<TypeId>,
}

/// A field of a struct, union or variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Field {
    /// What it is a field of.
    pub owner: ItemId,
    /// Its name; a number in a tuple.
    pub name: Name,
    /// Its type.
    pub ty: TypeId,
    /// Marked `#[deprecated]`.
    pub deprecated: bool,
}

/// `#[deprecated(since = "…", note = "…")]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Deprecation {
    /// What to use instead, in the author's words.
    pub note: Option<Box<str>>,
}

/// What an item is, with what only that kind has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum ItemKind {
    /// A module; `inline` when its body follows, `path` from `#[path = "…"]`.
    Module {
        /// The body follows in braces.
        inline: bool,
        /// From `#[path = "…"]`.
        path: Option<Name>,
        /// `#[macro_use]`: its macros go on after it.
        macro_use: bool,
        /// Has a `#[cfg(…)]`, so its file may be missing on purpose.
        cfg: bool,
    },
    /// A free function.
    Function(Signature),
    /// An associated function or method of the owner.
    AssociatedFunction(Signature, Owner),
    /// `const` in an impl or trait.
    AssociatedConst(Owner),
    /// `type` in an impl or trait.
    AssociatedType(Owner),
    /// A struct.
    Struct(Shape),
    /// A union.
    Union,
    /// An enum.
    Enum,
    /// A variant of the enum before it.
    Variant {
        /// The enum.
        parent: ItemId,
        /// How it is written.
        shape: Shape,
    },
    /// A trait, or a trait alias.
    Trait,
    /// `type A = B`
    TypeAlias,
    /// A constant.
    Const,
    /// A static.
    Static,
    /// `macro_rules!`, or a declarative macro 2.0.
    Macro {
        /// `#[macro_export]`: lives at the crate's root too.
        exported: bool,
        /// `macro name { … }`: an item like any other.
        by_path: bool,
    },
    /// A function that is the macro of its crate: `#[proc_macro…]`.
    ProcMacro {
        /// The name that it is used by.
        name: Name,
        /// Used as `name!(…)`, not as an attribute or derive.
        called: bool,
    },
}

/// What an associated item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Owner {
    /// An impl block.
    Impl(ImplId),
    /// A trait.
    Trait(ItemId),
}

/// How a struct or variant is written, and so how it is constructed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Shape {
    /// `struct A;`
    Unit,
    /// `struct A(…);`
    Tuple,
    /// `struct A { … }`
    Named,
}

/// What a rule may want to know of a function's head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Signature {
    /// Takes `self` in some form, as the first of its inputs.
    pub takes_self: bool,
    /// It is `async`: what it returns comes after `.await`.
    pub is_async: bool,
    /// The types of the parameters.
    pub inputs: Box<[TypeId]>,
    /// The return type.
    pub output: TypeId,
}

/// Who may name an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub enum Visibility {
    /// `pub`
    Public,
    /// No keyword, or `pub(self)`: the module and what is below it.
    Private,
    /// `pub(crate)`
    Crate,
    /// `pub(in crate::facts)`
    Super,
    /// `pub(in path)`
    In(PathId),
}

/// An impl block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Impl {
    /// The type.
    pub self_type: TypeId,
    /// The trait, if any.
    pub trait_path: Option<PathId>,
    /// The type arguments of the trait.
    pub trait_arguments: Box<[TypeId]>,
    /// The scope that it stands in.
    pub scope: ScopeId,
    /// The scope that it opens.
    pub inner: ScopeId,
    /// From `impl` to the end of the head.
    pub span: Span,
    /// Line of the closing brace.
    pub end_line: u32,
}
