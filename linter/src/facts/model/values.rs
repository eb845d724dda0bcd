//! Values: the origin of the receiver of a method call or field access, step by step, as far as one function determines it.
//! `link` infers the types of these steps, only for the members that a query needs.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::types::TypeId;
use super::{FirstArgument, ForTests, Mentions, Name, PathId, ScopeId};
use crate::finding::Span;

/// Index of a value in [`Mentions::values`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct ValueId(pub u32);

impl ValueId {
    /// An unknown value: the first value of every file.
    pub const UNKNOWN: Self = Self(0);

    /// The value; `None` if it is unknown.
    pub(in crate::facts) fn known(self) -> Option<Self> {
        (self != Self::UNKNOWN).then_some(self)
    }
}

/// A list of values: a range of [`Mentions::value_lists`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct ValueList {
    pub(in crate::facts) first: u32,
    pub(in crate::facts) count: u32,
}

/// The origin of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum Value {
    /// An unknown value.
    Unknown,
    /// A value whose type is given by an annotation, a cast or a literal.
    Typed(TypeId, ScopeId),
    /// A path: a function, a constructor or a constant.
    Path {
        /// The path.
        path: PathId,
        /// The scope in which it is resolved.
        scope: ScopeId,
        /// The owner of the last name with its type arguments, if they are written: `Owner::<A>::name`.
        owner: TypeId,
        /// The type arguments of the last name, as a tuple.
        arguments: TypeId,
    },
    /// `callee(arguments)`.
    Call(ValueId, ValueList),
    /// `receiver.name::<A>(arguments)`: the receiver, the name, the arguments, and a value whose type is a tuple of the type
    /// arguments.
    Method(ValueId, Name, ValueList, ValueId),
    /// `path { … }`.
    Construct(PathId, ScopeId),
    /// `value.name`, or `value.0`.
    Field(ValueId, Name),
    /// `value[…]`, and whether the index is a range.
    Index(ValueId, bool),
    /// `&value`.
    Reference(ValueId),
    /// `*value`.
    Deref(ValueId),
    /// `value?`.
    Try(ValueId),
    /// `value.await`.
    Await(ValueId),
    /// `(a, b)`.
    Tuple(ValueList),
    /// `[a, b]` or `vec![a, b]`: the first element, and whether it is a `Vec`.
    Array(ValueId, bool),
    /// A closure, by the value of its body.
    Closure(ValueId),
    /// `async { … }`, by the value of its body.
    Async(ValueId),
    /// A parameter of a closure: the call that the closure is passed to, the index of the closure among its arguments, and the
    /// index of the parameter.
    Parameter(ValueId, u8, u8),
    /// A field that the pattern `path(…)` or `path { … }` extracts from a value.
    Payload {
        /// The value that is matched.
        of: ValueId,
        /// The struct or variant.
        path: PathId,
        /// The scope in which the path is resolved.
        scope: ScopeId,
        /// The field.
        field: Name,
    },
    /// A part that a tuple pattern extracts from a value, by its index.
    Part(ValueId, u32),
    /// An element that a slice pattern extracts from a value.
    Element(ValueId),
    /// An item that `for` takes from a value.
    Each(ValueId),
    /// A macro call, by its number in the calls of the file: the value of its expansion.
    Expansion(u32),
    /// One of two values, such as those of two branches.
    Either(ValueId, ValueId),
    /// The value that a call expects as an argument. Its type may depend on the expected type of the call.
    Demanded {
        /// The call.
        by: ValueId,
        /// The index of the argument.
        at: u8,
        /// A value of the expected type of the call.
        expected: ValueId,
    },
}

/// A method call or field access, `value.name(…)` or `value.name`. What it refers to depends on a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Member {
    /// The whole expression as a value.
    pub value: ValueId,
    /// The name of the method or field.
    pub name: Name,
    /// The span of the name.
    pub span: Span,
    /// The scope that contains it.
    pub scope: ScopeId,
    /// The first argument, if the code around it determines what it is.
    pub argument: Option<FirstArgument>,
    /// Whether it is compiled for tests only by an attribute on a statement or expression. The scope has its own such flag.
    pub test: ForTests,
    /// Whether it is in the arguments or the body of a macro.
    pub in_macro: bool,
}

impl Mentions {
    /// The names of the methods that are called.
    pub(in crate::facts) fn called(&self) -> Vec<Name> {
        let calls = self.members.iter();
        let calls = calls.filter(|member| matches!(self.value(member.value), Value::Method(..)));
        let mut names: Vec<Name> = calls.map(|member| member.name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The value with this id.
    pub fn value(&self, value: ValueId) -> Value {
        self.values[value.0 as usize]
    }

    /// The values of a list.
    pub fn values_of(&self, list: ValueList) -> &[ValueId] {
        &self.value_lists[list.first as usize..(list.first + list.count) as usize]
    }

    /// The macro calls whose value something depends on.
    pub(in crate::facts) fn expansions_in_use(&self) -> impl Iterator<Item = u32> {
        self.values.iter().filter_map(|value| match value {
            Value::Expansion(call) => Some(*call),
            _ => None,
        })
    }

    /// Removes the values that no member and no reference depends on, which are most of them.
    pub(in crate::facts) fn keep_values_in_use(&mut self, captured: &mut [&mut ValueId]) {
        let mut kept = vec![false; self.values.len()];
        let mut waiting: Vec<ValueId> = self.members.iter().map(|member| member.value).collect();
        waiting.extend(self.references.iter().filter_map(|reference| reference.expected));
        waiting.extend(captured.iter().map(|value| **value));
        waiting.extend([ValueId::UNKNOWN, self.result]);
        while let Some(value) = waiting.pop() {
            if !std::mem::replace(&mut kept[value.0 as usize], true) {
                let lists = &self.value_lists;
                self.values[value.0 as usize].each_part(lists, |part| waiting.push(part));
            }
        }
        let mut next = 0;
        let places: Vec<ValueId> = kept
            .iter()
            .map(|&kept| {
                let place = ValueId(next);
                next += u32::from(kept);
                place
            })
            .collect();
        let lists = std::mem::take(&mut self.value_lists);
        let values = std::mem::take(&mut self.values);
        for (value, _) in values.into_iter().zip(kept).filter(|(_, kept)| *kept) {
            let value = value.moved(&places, &lists, &mut self.value_lists);
            self.values.push(value);
        }
        for member in &mut self.members {
            member.value = places[member.value.0 as usize];
        }
        for value in captured.iter_mut() {
            **value = places[value.0 as usize];
        }
        self.result = places[self.result.0 as usize];
        for expected in self.references.iter_mut().filter_map(|reference| reference.expected.as_mut()) {
            *expected = places[expected.0 as usize];
        }
    }
}

impl Value {
    fn each_part(self, lists: &[ValueId], mut part: impl FnMut(ValueId)) {
        let list = |list: ValueList| &lists[list.first as usize..(list.first + list.count) as usize];
        match self {
            Self::Unknown | Self::Typed(..) | Self::Path { .. } | Self::Construct(..) | Self::Expansion(_) => {}
            Self::Call(of, arguments) => {
                part(of);
                list(arguments).iter().copied().for_each(part);
            }
            Self::Method(of, _, arguments, types) => {
                part(of);
                part(types);
                list(arguments).iter().copied().for_each(part);
            }
            Self::Tuple(parts) => list(parts).iter().copied().for_each(part),
            Self::Field(of, _)
            | Self::Index(of, _)
            | Self::Reference(of)
            | Self::Deref(of)
            | Self::Try(of)
            | Self::Await(of)
            | Self::Array(of, _)
            | Self::Closure(of)
            | Self::Async(of)
            | Self::Parameter(of, ..)
            | Self::Payload { of, .. }
            | Self::Part(of, _)
            | Self::Element(of)
            | Self::Each(of) => part(of),
            Self::Either(one, other) => {
                part(one);
                part(other);
            }
            Self::Demanded { by, expected, .. } => {
                part(by);
                part(expected);
            }
        }
    }

    /// The value with the ids of its parts replaced as in `places`. Its list is appended to `new`.
    fn moved(self, places: &[ValueId], old: &[ValueId], new: &mut Vec<ValueId>) -> Self {
        let at = |value: ValueId| places[value.0 as usize];
        let mut list = |list: ValueList| {
            let first = new.len() as u32;
            let parts = &old[list.first as usize..(list.first + list.count) as usize];
            new.extend(parts.iter().map(|&part| at(part)));
            ValueList { first, ..list }
        };
        match self {
            Self::Unknown | Self::Typed(..) | Self::Path { .. } | Self::Construct(..) | Self::Expansion(_) => self,
            Self::Call(of, arguments) => Self::Call(at(of), list(arguments)),
            Self::Method(of, name, arguments, types) => Self::Method(at(of), name, list(arguments), at(types)),
            Self::Tuple(parts) => Self::Tuple(list(parts)),
            Self::Field(of, name) => Self::Field(at(of), name),
            Self::Index(of, range) => Self::Index(at(of), range),
            Self::Reference(of) => Self::Reference(at(of)),
            Self::Deref(of) => Self::Deref(at(of)),
            Self::Try(of) => Self::Try(at(of)),
            Self::Await(of) => Self::Await(at(of)),
            Self::Array(of, is_vec) => Self::Array(at(of), is_vec),
            Self::Closure(of) => Self::Closure(at(of)),
            Self::Async(of) => Self::Async(at(of)),
            Self::Parameter(of, argument, index) => Self::Parameter(at(of), argument, index),
            Self::Payload { of, path, scope, field } => Self::Payload {
                of: at(of),
                path,
                scope,
                field,
            },
            Self::Part(of, index) => Self::Part(at(of), index),
            Self::Element(of) => Self::Element(at(of)),
            Self::Each(of) => Self::Each(at(of)),
            Self::Either(one, other) => Self::Either(at(one), at(other)),
            Self::Demanded { by, at: place, expected } => Self::Demanded {
                by: at(by),
                at: place,
                expected: at(expected),
            },
        }
    }
}
