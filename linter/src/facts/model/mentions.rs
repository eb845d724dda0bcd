//! Mentions: the references in the code of a file, by paths, by method calls and fields, and in doc comments. They are the
//! largest part of the facts and needed for one file at a time, so they are packed.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, Member, Name, PathId, ScopeId, TypeId, Value, ValueId};
use crate::finding::Span;

/// The mentions of a file. Their names and paths are indices into the tables of its facts.
#[derive(Debug, Default, PartialEq, Serialize, Encode, Decode)]
pub struct Mentions {
    /// All references by path.
    pub references: Vec<Reference>,
    /// All links in doc comments.
    pub doc_links: Vec<DocLink>,
    /// All method calls and field accesses. What they refer to depends on a type.
    pub members: Vec<Member>,
    /// The values that members depend on. The first one is `Unknown`.
    pub values: Vec<Value>,
    /// The elements of all [`ValueList`](super::ValueList)s.
    pub value_lists: Vec<ValueId>,
    /// The value of the text, if it is an expression or statements.
    pub result: ValueId,
}

impl Mentions {
    /// For packing: replaces each span by its distance from the previous one, which is usually a small number.
    pub(in crate::facts) fn with_near_spans(mut self) -> Self {
        self.tables_of_spans(|spans| {
            let mut before = Span::default();
            spans.for_each(|span| before = std::mem::replace(span, near(*span, before)));
        });
        self
    }

    /// After unpacking: restores the spans.
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

pub(super) fn near(span: Span, before: Span) -> Span {
    Span {
        start: distance(span.start, before.start),
        end: span.end.wrapping_sub(span.start),
        line: distance(span.line, before.line),
        column: span.column,
    }
}

pub(super) fn whole(near: Span, before: Span) -> Span {
    let start = at_distance(near.start, before.start);
    Span {
        start,
        end: start.wrapping_add(near.end),
        line: at_distance(near.line, before.line),
        column: near.column,
    }
}

/// The difference of two numbers in zigzag encoding: the sign is in the lowest bit, so that small differences in both directions
/// are small numbers.
fn distance(to: u32, from: u32) -> u32 {
    let distance = to.wrapping_sub(from).cast_signed();
    ((distance << 1) ^ (distance >> 31)).cast_unsigned()
}

fn at_distance(distance: u32, from: u32) -> u32 {
    from.wrapping_add((distance >> 1) ^ (distance & 1).wrapping_neg())
}

/// A reference by path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Reference {
    /// The path as written. If it follows a type that is not a path (`[u8]`, a generic parameter): the name after the type alone.
    pub path: PathId,
    /// The type before the last name, if the path does not name it: `T` in `T::name`, `<[T]>::name` and `<T as Trait>::name`.
    pub owner: TypeId,
    /// The scope in which it is resolved.
    pub scope: ScopeId,
    /// The span of the path, from its first segment to its last.
    pub span: Span,
    /// The syntactic context.
    pub context: Context,
    /// Whether it is a pattern with braces, which refers to a type; `A::B(…)` and `A::B` refer to a value.
    pub braced: bool,
    /// How certain it is that this is a reference.
    pub certainty: Certainty,
    /// The first argument of the call or macro, if the code around it determines what it is.
    pub argument: Option<FirstArgument>,
    /// A value whose type is that expected of this one, if the path leaves its type open: as in `let x: T = Default::default()`
    /// and `<T as Default>::default()`. For a derive, a value of the type that it is for.
    pub expected: Option<ValueId>,
    /// Whether it is compiled for tests only by an attribute on a statement or expression. The scope has its own such flag.
    pub test: ForTests,
    /// Whether it is in the arguments or the body of a macro.
    pub in_macro: bool,
}

/// The first argument of a call or macro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum FirstArgument {
    /// A string literal.
    Text(Name),
    /// A path, or a local with the value of one: perhaps that of a constant. With the scope in which it is resolved.
    Path(PathId, ScopeId),
}

/// A link to an item in a doc comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct DocLink {
    /// The path as written.
    pub path: PathId,
    /// The scope in which it is resolved.
    pub scope: ScopeId,
    /// The span of the path.
    pub span: Span,
}

/// The syntactic context of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// `path(…)`.
    Call,
    /// `receiver.name(…)`. The path is the name alone.
    Method,
    /// `value.name`. The path is the name alone.
    Field,
    /// `path { … }`.
    Construct,
    /// A type, or a trait in a bound or impl.
    Type,
    /// The leaf of an import.
    Import,
    /// `path!(…)`.
    Macro,
    /// A pattern.
    Pattern,
    /// A value that is not called directly.
    Value,
    /// An attribute or derive.
    Attribute,
    /// A link in a doc comment. It is not code, so rules do not consider it.
    Doc,
}

impl Context {
    /// All contexts.
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

    /// The name on the command line and in output.
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

/// How certain it is that this is a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Certainty {
    /// Code that parses, in macro arguments too.
    Read,
    /// An identifier pattern that is a binding unless a constant has that name, or a use of such a binding. Only name resolution
    /// determines which.
    Binding,
    /// Found by scanning tokens that do not parse. If it resolves to nothing, it does not count as an unknown path.
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
