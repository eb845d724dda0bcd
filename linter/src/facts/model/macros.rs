//! Macros: the definitions of `macro_rules!` and the calls of macros. Both are recorded by the place and the hash of their texts,
//! because an expansion is a function of the two texts.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{ForTests, Grammar, ItemId, Name, PathId, ScopeId, ValueId};
use crate::finding::Span;

/// The rules of a declarative macro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct MacroRules {
    /// The macro.
    pub item: ItemId,
    /// The span of everything after its name, delimiters included.
    pub span: Span,
    /// The hash of that text.
    pub hash: u64,
    /// The locals that the rules may refer to.
    pub captured: Box<[Captured]>,
    /// The names in the rules, without duplicates.
    pub names: Box<[Name]>,
    /// Whether the rules contain the keyword of an item outside of nested delimiters, so that an expansion may declare names.
    pub may_declare: bool,
}

/// A local that is in scope at a macro definition or call and whose name occurs in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Captured {
    /// Its name.
    pub name: Name,
    /// Its value; `None` for a generic parameter.
    pub value: Option<ValueId>,
}

/// A binding in the statements of an expansion whose name is written in the call. It is in scope after the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct BoundByCall {
    /// The name.
    pub name: Name,
    /// Its span.
    pub span: Span,
}

/// A macro call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct MacroCall {
    /// The path of the macro.
    pub path: PathId,
    /// The scope that contains the call.
    pub scope: ScopeId,
    /// The span from the path to the closing delimiter.
    pub span: Span,
    /// The hash of that text.
    pub hash: u64,
    /// The length in bytes of the text before the arguments and their delimiters: the path.
    pub path_length: u32,
    /// The locals that the arguments may refer to.
    pub captured: Box<[Captured]>,
    /// The names in the arguments, without duplicates.
    pub names: Box<[Name]>,
    /// The grammar of an expansion at this position.
    pub grammar: Grammar,
    /// The number of bytes after the call in which bindings of its expansion are in scope: up to the end of the block. `None` if
    /// there is no block around it, as in an expansion.
    pub bytes_of_scope: Option<u32>,
    /// Whether it is compiled for tests only.
    pub test: ForTests,
    /// Whether the type of other code, such as the receiver of a method, depends on the value of the call.
    pub is_value_used: bool,
}

/// Whether a name is that of a macro of std that is often called. Its calls declare nothing, so their facts are reduced.
pub(in crate::facts) fn is_macro_of_std(name: &str) -> bool {
    const NAMES: [&str; 27] = [
        "assert",
        "assert_eq",
        "assert_ne",
        "cfg",
        "concat",
        "debug_assert",
        "debug_assert_eq",
        "debug_assert_ne",
        "env",
        "eprint",
        "eprintln",
        "format",
        "format_args",
        "include_str",
        "line",
        "matches",
        "panic",
        "print",
        "println",
        "stringify",
        "todo",
        "unimplemented",
        "unreachable",
        "vec",
        "write",
        "writeln",
        "dbg",
    ];
    NAMES.contains(&name)
}
