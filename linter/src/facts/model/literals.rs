//! String literals. Few rules read them, so they are packed.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::mentions::{near, whole};
use super::{ForTests, ScopeId};
use crate::finding::Span;
use crate::interned::Texts;

/// The string literals of a file, in the order of the text. Byte strings and C strings are not among them, nor is anything in
/// attributes and comments.
#[derive(Debug, Default, PartialEq, Serialize, Encode, Decode)]
pub struct Literals {
    /// All values, without duplicates.
    pub(in crate::facts) values: Texts,
    /// The literals.
    pub list: Vec<Literal>,
}

/// A string literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Literal {
    /// Its value, by number.
    pub(in crate::facts) value: u32,
    /// The span, with quotes.
    pub span: Span,
    /// The scope that contains it. That of an initializer is the scope of the constant.
    pub scope: ScopeId,
    /// What the code around it does with it.
    pub role: LiteralRole,
    /// Whether it is compiled for tests only by an attribute on a statement or expression. The scope has its own such flag.
    pub test: ForTests,
}

/// What the code around a string literal does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
#[serde(rename_all = "kebab-case")]
pub enum LiteralRole {
    /// None of the others.
    Plain,
    /// The format string of `format!`, `println!`, `panic!`, a log macro and the like. Each hole of the value is written `{}`, except
    /// those that name a constant (`{COLUMNS}`): what fills them in is as fixed as the rest.
    Format,
    /// A part of a text that is put together: an operand of `+`, or the argument of `push_str`.
    Part,
    /// An argument of `concat!`, which the compiler puts together.
    Concatenated,
    /// The value of a constant or static.
    Initializer,
    /// A pattern.
    Pattern,
}

impl Literals {
    /// The value of a literal.
    pub fn value(&self, literal: &Literal) -> &str {
        self.values.get(literal.value)
    }

    /// For packing: replaces each span by its distance from the one before.
    pub(in crate::facts) fn with_near_spans(mut self) -> Self {
        let mut before = Span::default();
        for literal in &mut self.list {
            let span = literal.span;
            literal.span = near(span, before);
            before = span;
        }
        self
    }

    /// After unpacking: restores the spans.
    pub(in crate::facts) fn with_whole_spans(mut self) -> Self {
        let mut before = Span::default();
        for literal in &mut self.list {
            literal.span = whole(literal.span, before);
            before = literal.span;
        }
        self
    }
}
