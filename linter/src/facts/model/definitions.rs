//! The definitions of a file: items with their fields, impl blocks and visibility.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, ImplId, ItemId, Name, PathId, ScopeId, TypeId};
use crate::finding::Span;

/// An item: anything that has a name and can be referred to by a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ItemFact {
    /// The kind of item.
    pub kind: ItemKind,
    /// Its name.
    pub name: Name,
    /// The scope that declares it. Of a variant or associated item: the scope that declares its owner.
    pub scope: ScopeId,
    /// The scope that it opens, if it opens one.
    pub inner: Option<ScopeId>,
    /// Its visibility.
    pub visibility: Visibility,
    /// The span of its name.
    pub name_span: Span,
    /// The span of the whole item, without attributes and doc comments.
    pub span: Span,
    /// Whether it is compiled for tests only, by its own attributes or those around it.
    pub test: ForTests,
    /// Whether it is in the arguments of a macro.
    pub in_macro: bool,
    /// Its `#[deprecated]`.
    pub deprecated: Option<Deprecation>,
    /// The type of a constant or static; the target of a type alias or associated type.
    pub ty: Option<TypeId>,
}

/// A field of a struct, union or variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Field {
    /// The struct, union or variant.
    pub owner: ItemId,
    /// Its name; in a tuple struct or variant, its index.
    pub name: Name,
    /// Its type.
    pub ty: TypeId,
    /// Its visibility. The fields of a variant are as visible as their enum.
    pub visibility: Visibility,
    /// The span of its name; in a tuple struct or variant, of its type.
    pub name_span: Span,
    /// Whether it is marked `#[deprecated]`.
    pub deprecated: bool,
}

/// `#[deprecated(since = "…", note = "…")]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Deprecation {
    /// The note: what to use instead, in the author's words.
    pub note: Option<Box<str>>,
}

/// The kind of an item, with the properties that only this kind has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum ItemKind {
    /// A module.
    Module {
        /// Whether its body follows in braces.
        inline: bool,
        /// The path in `#[path = "…"]`.
        path: Option<Name>,
        /// Whether it has `#[macro_use]`, so that its macros stay in textual scope after it.
        macro_use: bool,
        /// Whether it has a `#[cfg(…)]`, so that its file may be missing on purpose.
        cfg: bool,
    },
    /// A free function.
    Function(Signature),
    /// An associated function or method.
    AssociatedFunction(Signature, Owner),
    /// An associated constant.
    AssociatedConst(Owner),
    /// An associated type.
    AssociatedType(Owner),
    /// A struct.
    Struct(Shape),
    /// A union.
    Union,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant {
        /// The enum.
        parent: ItemId,
        /// The syntax of its fields.
        shape: Shape,
    },
    /// A trait or trait alias.
    Trait,
    /// `type A = B;`.
    TypeAlias,
    /// A constant.
    Const,
    /// A static.
    Static,
    /// `macro_rules!`, or a declarative macro 2.0.
    Macro {
        /// Whether it has `#[macro_export]`, so that it is also in scope at the crate root by path.
        exported: bool,
        /// Whether it is declared as `macro name { … }`, which is in scope by path like any other item.
        by_path: bool,
    },
    /// Formerly an item in the arguments of a macro call, which is replaced by its expansion.
    Expanded,
    /// The function that implements a procedural macro: `#[proc_macro…]`.
    ProcMacro {
        /// The name of the macro.
        name: Name,
        /// Whether it is called as `name!(…)`, as opposed to an attribute or derive.
        called: bool,
    },
}

impl ItemKind {
    /// The name in output: the keyword of the item, if it has one.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Module { .. } => "mod",
            Self::Function(_) | Self::AssociatedFunction(..) => "fn",
            Self::AssociatedConst(_) | Self::Const => "const",
            Self::AssociatedType(..) | Self::TypeAlias => "type",
            Self::Struct(_) => "struct",
            Self::Union => "union",
            Self::Enum => "enum",
            Self::Variant { .. } => "variant",
            Self::Trait => "trait",
            Self::Static => "static",
            Self::Macro { .. } => "macro",
            Self::ProcMacro { .. } => "proc-macro",
            Self::Expanded => "expanded",
        }
    }
}

/// The owner of an associated item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Owner {
    /// An impl block.
    Impl(ImplId),
    /// A trait.
    Trait(ItemId),
    /// The trait that contains the macro call whose expansion declares the item.
    TraitAround,
}

/// The syntax of the fields of a struct or variant, which is also that of its constructor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Shape {
    /// `struct A;`
    Unit,
    /// `struct A(…);`
    Tuple,
    /// `struct A { … }`
    Named,
}

/// The signature of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Signature {
    /// Whether it takes `self` in any form. If so, that is the first of its inputs.
    pub takes_self: bool,
    /// Whether it is `async`, so that the output is that of the returned future.
    pub is_async: bool,
    /// Whether an attribute such as `#[test]` makes it a test.
    pub is_test: bool,
    /// The types of the parameters.
    pub inputs: Box<[TypeId]>,
    /// The names of the parameters; `None` for a pattern that binds no name or several.
    pub input_names: Box<[Option<Name>]>,
    /// The return type.
    pub output: TypeId,
}

/// The visibility of an item or import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub enum Visibility {
    /// `pub`.
    Public,
    /// No keyword, or `pub(self)`: visible in the module and its descendants.
    Private,
    /// `pub(crate)`.
    Crate,
    /// `pub(super)`.
    Super,
    /// `pub(in path)`.
    In(PathId),
}

/// An impl block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Impl {
    /// The type that it is for.
    pub self_type: TypeId,
    /// The trait that it implements; `None` if it is inherent.
    pub trait_path: Option<PathId>,
    /// The type arguments of the trait.
    pub trait_arguments: Box<[TypeId]>,
    /// The scope that contains it.
    pub scope: ScopeId,
    /// The scope that it opens.
    pub inner: ScopeId,
    /// From `impl` to the end of the header.
    pub span: Span,
    /// The line of the closing brace.
    pub end_line: u32,
}
