//! What the code of a file names: by paths, by methods and fields, in documentation. Most of a file, and asked for a file at a
//! time.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, Member, Name, PathId, ScopeId, TypeId, Value, ValueId};
use crate::finding::Span;

/// What the code of a file names. Names and paths are those of its facts.
#[derive(Debug, Default, PartialEq, Serialize, Encode, Decode)]
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

impl Mentions {
    /// To be packed: each span by how far it is from the one before, in numbers that are small for the most part.
    pub(in crate::facts) fn with_near_spans(mut self) -> Self {
        self.tables_of_spans(|spans| {
            let mut before = Span::default();
            spans.for_each(|span| before = std::mem::replace(span, near(*span, before)));
        });
        self
    }

    /// As they were before they were packed.
    pub(in crate::facts) fn with_whole_spans(mut self) -> Self {
        self.tables_of_spans(|spans| {
            let mut before = Span::default();
            spans.for_each(|span| {
                *span = whole(*span, before);
                before = *span;
            });
        });
        self
    }

    fn tables_of_spans(&mut self, mut change: impl FnMut(&mut dyn Iterator<Item = &mut Span>)) {
        change(&mut self.references.iter_mut().map(|reference| &mut reference.span));
        change(&mut self.doc_links.iter_mut().map(|link| &mut link.span));
        change(&mut self.members.iter_mut().map(|member| &mut member.span));
    }
}

fn near(span: Span, before: Span) -> Span {
    Span {
        start: distance(span.start, before.start),
        end: span.end.wrapping_sub(span.start),
        line: distance(span.line, before.line),
        column: span.column,
    }
}

fn whole(near: Span, before: Span) -> Span {
    let start = at_distance(near.start, before.start);
    Span {
        start,
        end: start.wrapping_add(near.end),
        line: at_distance(near.line, before.line),
        column: near.column,
    }
}

/// How far it is from one number to another, the sign in the last bit: small both ways.
fn distance(to: u32, from: u32) -> u32 {
    let distance = to.wrapping_sub(from).cast_signed();
    ((distance << 1) ^ (distance >> 31)).cast_unsigned()
}

fn at_distance(distance: u32, from: u32) -> u32 {
    from.wrapping_add((distance >> 1) ^ (distance & 1).wrapping_neg())
}

/// A place that names something by a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Reference {
    /// The path as written; of a name behind a type that no path spells (`[u8]`, a parameter) the name alone.
    pub path: PathId,
    /// The type before the last name, where the path does not say it: `T` of `T::name`, `<[T]>::name`, `<T as Trait>::name`.
    pub owner: TypeId,
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
    /// What has the type that is expected of the value, where the path does not say that: `let x: T = Default::default()`,
    /// `<T as Default>::default()`; the struct that a derive is for.
    pub expected: Option<ValueId>,
    /// Compiled for tests only, by an attribute on a statement or expression (else the scope says so).
    pub test: ForTests,
    /// It stands in the arguments of a macro or in the body of one.
    pub in_macro: bool,
}

/// A link in documentation to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct DocLink {
    /// The path as written.
    pub path: PathId,
    /// The scope that it is resolved in.
    pub scope: ScopeId,
    /// The path in the text.
    pub span: Span,
}

/// What a path is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Certainty {
    /// Plain code, or macro arguments that parse as expressions.
    Read,
    /// An identifier pattern that may be a binding or a constant, or a use of such a name: whoever
    /// resolves it knows.
    Binding,
    /// Found by scanning tokens that do not parse: what resolves to nothing is no blind spot.
    Scanned,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{near, whole};
    use crate::finding::Span;

    fn span() -> impl Strategy<Value = Span> {
        let numbers = any::<(u32, u32, u32, u32)>();
        numbers.prop_map(|(start, end, line, column)| Span {
            start,
            end,
            line,
            column,
        })
    }

    proptest! {
        #[test]
        fn spans_come_back_whole(span in span(), before in span()) {
            prop_assert_eq!(whole(near(span, before), before), span);
        }
    }
}
