//! `include!(…)`: which file rustc reads in its place, as far as its name can be told without building, and as what.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, Name, ScopeId};
use crate::finding::Span;

/// What a text is parsed as. rustc reads a file as one of these, and as nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub enum Grammar {
    /// The body of a module, or what is included among items.
    #[default]
    Items,
    /// What is included in an expression, which a statement is, too.
    Expression,
}

impl Grammar {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Items, Self::Expression];

    /// Under what the facts of a text are kept that has this hash: what they say depends on both.
    pub(crate) fn key(self, hash: u128) -> u128 {
        match self {
            Self::Items => hash,
            Self::Expression => !hash,
        }
    }
}

/// The name that `include!` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum IncludedName {
    /// A path from the folder of the file that includes.
    Beside(Name),
    /// What follows the path of the package's folder.
    InPackage(Name),
    /// Only a build tells: it begins with `env!("OUT_DIR")`, or something else that is not in the text.
    Unknown,
}

/// An `include!(…)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Include {
    /// Which file.
    pub name: IncludedName,
    /// What the file is parsed as.
    pub grammar: Grammar,
    /// The scope that gets what is in the file.
    pub scope: ScopeId,
    /// The call, without its attributes.
    pub span: Span,
    /// Compiled for tests only.
    pub test: ForTests,
    /// Under some `#[cfg(…)]`: the file need not be there.
    pub cfg: bool,
    /// It came out of the arguments of another macro.
    pub in_macro: bool,
}
