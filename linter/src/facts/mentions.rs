//! What the code of a file names: by paths, by methods and fields, in documentation. Most of a file, and asked for a file at a
//! time.

use serde::{Deserialize, Serialize};

use super::{Member, Name, PathId, ScopeId, Value, ValueId};
use crate::finding::Span;

/// What the code of a file names. Names and paths are those of its facts.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    /// Every place that names something by a path.
    pub references: Vec<Reference>,
    /// The links in documentation.
    pub doc_links: Vec<DocLink>,
    /// Method calls and fields: what they name hangs on a type.
    pub members: Vec<Member>,
    /// What the members hang on; the first is unknown.
    pub values: Vec<Value>,
    /// The values that others have in a row.
    pub value_lists: Vec<ValueId>,
}

/// A place that names something by a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The path as written.
    pub path: PathId,
    /// The scope that it is resolved in.
    pub scope: ScopeId,
    /// The path in the text, from its first segment to its last.
    pub span: Span,
    /// What the path is used for.
    pub context: Context,
    /// A pattern with braces: it names a type, `A::B(…)` and `A::B` a value.
    pub braced: bool,
    /// Where the reading is less sure than in plain code.
    pub certainty: Certainty,
    /// The first argument of the call or macro, when it is a string literal.
    pub argument: Option<Name>,
    /// The type that an annotation within reach gives to the value: `let x: T = path()`, `<T as Trait>::path()`; the
    /// struct that a derive is for.
    pub expected: Option<PathId>,
    /// Compiled for tests only, by an attribute on a statement or expression (else the scope says so).
    pub test: bool,
    /// It stands in the arguments of a macro or in the body of one.
    pub in_macro: bool,
}

/// A link in documentation to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocLink {
    /// The path as written.
    pub path: PathId,
    /// The scope that it is resolved in.
    pub scope: ScopeId,
    /// The path in the text.
    pub span: Span,
}

/// What a path is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// `path(…)`
    Call,
    /// `receiver.name(…)`; the path is the bare name.
    Method,
    /// `value.name`; the path is the bare name.
    Field,
    /// `path { … }`
    Construct,
    /// A type, or a trait in a bound or impl.
    Type,
    /// An import's leaf.
    Import,
    /// `path!(…)`
    Macro,
    /// In a pattern.
    Pattern,
    /// A value that is not called on the spot.
    Value,
    /// An attribute or a derive.
    Attribute,
    /// A link in documentation: no code, so no rule asks for it.
    Doc,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 11] = [
        Self::Call,
        Self::Method,
        Self::Field,
        Self::Construct,
        Self::Type,
        Self::Import,
        Self::Macro,
        Self::Pattern,
        Self::Value,
        Self::Attribute,
        Self::Doc,
    ];

    /// The word on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Method => "method",
            Self::Field => "field",
            Self::Construct => "construct",
            Self::Type => "type",
            Self::Import => "import",
            Self::Macro => "macro",
            Self::Pattern => "pattern",
            Self::Value => "value",
            Self::Attribute => "attribute",
            Self::Doc => "doc",
        }
    }
}

/// How sure the reading of a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    /// Plain code, or macro arguments that parse as expressions.
    Read,
    /// An identifier pattern that may be a binding or a constant, or a use of such a name: whoever
    /// resolves it knows.
    Binding,
    /// Found by scanning tokens that do not parse: what resolves to nothing is no blind spot.
    Scanned,
}
