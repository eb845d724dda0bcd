//! The primitive types: the language has them without any library, and they are called as their documentation calls them:
//! `f32::clamp`, `str::len`, `slice::first`.

use crate::facts::PRIMITIVES;
use crate::link::Def;
use crate::link::impls::Head;
use crate::link::outside::Outside;
use crate::link::program::Program;
use crate::link::program::symbols::{Symbol, Symbols};

/// The names of the primitive types.
#[derive(Debug)]
pub(in crate::link) struct Primitives {
    /// Those that are called by a name in code, too.
    named: Vec<Symbol>,
    slice: Symbol,
    array: Symbol,
    tuple: Symbol,
    pointer: Symbol,
    function: Symbol,
}

impl Primitives {
    pub(in crate::link) fn of(symbols: &mut Symbols) -> Self {
        Self {
            named: PRIMITIVES.iter().map(|name| symbols.intern(name)).collect(),
            slice: symbols.intern("slice"),
            array: symbols.intern("array"),
            tuple: symbols.intern("tuple"),
            pointer: symbols.intern("pointer"),
            function: symbols.intern("fn"),
        }
    }

    /// A name that code may write for a primitive type.
    pub(in crate::link) fn is_named(&self, name: Symbol) -> bool {
        self.named.contains(&name)
    }

    /// The type that a path is the name of.
    pub(in crate::link) fn of_path(&self, outside: &Outside) -> Option<Head> {
        match outside.segments[..] {
            [name] => self.head(name),
            _ => None,
        }
    }

    /// The type of a name.
    pub(in crate::link) fn head(&self, name: Symbol) -> Option<Head> {
        match name {
            name if self.is_named(name) => Some(Head::Primitive(name)),
            name if name == self.slice => Some(Head::Slice),
            name if name == self.array => Some(Head::Array),
            name if name == self.tuple => Some(Head::Tuple),
            name if name == self.pointer => Some(Head::Pointer),
            name if name == self.function => Some(Head::Function),
            _ => None,
        }
    }

    /// The name of a type.
    pub(in crate::link) fn name(&self, head: &Head) -> Option<Symbol> {
        match head {
            Head::Primitive(name) => Some(*name),
            Head::Slice => Some(self.slice),
            Head::Array => Some(self.array),
            Head::Tuple => Some(self.tuple),
            Head::Pointer => Some(self.pointer),
            Head::Function => Some(self.function),
            Head::Def(_) | Head::Any => None,
        }
    }
}

impl Program {
    /// A primitive type as a definition.
    pub(in crate::link) fn primitive_def(&self, name: Symbol) -> Def {
        Def::Outside(Outside::krate(name))
    }
}
