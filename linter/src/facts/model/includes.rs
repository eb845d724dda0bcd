//! `include!(…)`: the file that it names, if that is known without a build, and the grammar that the file is parsed with.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, Name, ScopeId};
use crate::finding::Span;

/// The grammar that a text is parsed with. rustc parses an included file by one of the first two, depending on the position of
/// the `include!`, and the expansion of a macro by any, depending on the position of the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub enum Grammar {
    /// Items: the body of a module, or a file that is included among items.
    #[default]
    Items,
    /// An expression, or statements: a file that is included anywhere else.
    Expression,
    /// Associated items of an inherent impl.
    ImplItems,
    /// Associated items of a trait impl.
    TraitImplItems,
    /// Associated items of a trait.
    TraitItems,
    /// Items of an `extern` block.
    ForeignItems,
    /// Statements.
    Statements,
    /// A pattern.
    Pattern,
    /// A type.
    Type,
}

impl Grammar {
    /// The grammars of files.
    pub const OF_FILES: [Self; 2] = [Self::Items, Self::Expression];

    /// The cache key for the facts of a text with this hash: they depend on both.
    pub(crate) fn key(self, hash: u128) -> u128 {
        match self {
            Self::Items => hash,
            Self::Expression => !hash,
            Self::Statements => hash.rotate_left(1),
            Self::Pattern => hash.rotate_left(2),
            Self::Type => hash.rotate_left(3),
            Self::ImplItems => hash.rotate_left(4),
            Self::TraitImplItems => hash.rotate_left(5),
            Self::TraitItems => hash.rotate_left(6),
            Self::ForeignItems => hash.rotate_left(7),
        }
    }
}

/// The path that an `include!` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum IncludedName {
    /// A path relative to the folder of the including file.
    Beside(Name),
    /// A path relative to the folder of the package.
    InPackage(Name),
    /// A path that is known only during a build: it begins with `env!("OUT_DIR")`, or with another value that is not in the text.
    Unknown,
}

/// An `include!(…)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Include {
    /// The file.
    pub name: IncludedName,
    /// The grammar that it is parsed with.
    pub grammar: Grammar,
    /// The scope that its contents belong to.
    pub scope: ScopeId,
    /// The span of the call, without attributes.
    pub span: Span,
    /// Whether it is compiled for tests only.
    pub test: ForTests,
    /// Whether it is under some `#[cfg(…)]`, so that the file may be missing on purpose.
    pub cfg: bool,
    /// Whether it is in the arguments of another macro.
    pub in_macro: bool,
}
