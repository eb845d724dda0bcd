//! The primitive types: the language has them without any library, and they are called as their documentation calls them:
//! `f32::clamp`, `str::len`, `slice::first`.

use crate::facts::PRIMITIVES;
use crate::link::Def;
use crate::link::external_path::ExternalPath;
use crate::link::impls::SimplifiedType;
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
    pub(in crate::link) fn of_path(&self, outside: &ExternalPath) -> Option<SimplifiedType> {
        match outside.segments[..] {
            [name] => self.head(name),
            _ => None,
        }
    }

    /// The type of a name.
    pub(in crate::link) fn head(&self, name: Symbol) -> Option<SimplifiedType> {
        match name {
            name if self.is_named(name) => Some(SimplifiedType::Primitive(name)),
            name if name == self.slice => Some(SimplifiedType::Slice),
            name if name == self.array => Some(SimplifiedType::Array),
            name if name == self.tuple => Some(SimplifiedType::Tuple),
            name if name == self.pointer => Some(SimplifiedType::Pointer),
            name if name == self.function => Some(SimplifiedType::Function),
            _ => None,
        }
    }

    /// The name of a type.
    pub(in crate::link) fn name(&self, head: &SimplifiedType) -> Option<Symbol> {
        match head {
            SimplifiedType::Primitive(name) => Some(*name),
            SimplifiedType::Slice => Some(self.slice),
            SimplifiedType::Array => Some(self.array),
            SimplifiedType::Tuple => Some(self.tuple),
            SimplifiedType::Pointer => Some(self.pointer),
            SimplifiedType::Function => Some(self.function),
            SimplifiedType::Def(_) | SimplifiedType::Any => None,
        }
    }
}

impl Program {
    /// A primitive type as a definition.
    pub(in crate::link) fn primitive_def(&self, name: Symbol) -> Def {
        Def::External(ExternalPath::krate(name))
    }
}
