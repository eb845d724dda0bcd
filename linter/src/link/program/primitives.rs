//! Primitive types. They are built into the language, and a path to one of their items is spelled as in the documentation:
//! `f32::clamp`, `str::len`, `slice::first`.

use crate::facts::PRIMITIVES;
use crate::link::Def;
use crate::link::external_path::ExternalPath;
use crate::link::impls::SimplifiedType;
use crate::link::program::Program;
use crate::link::program::symbols::{Symbol, Symbols};

/// The symbols of the primitive types.
#[derive(Debug)]
pub(in crate::link) struct Primitives {
    /// Those that can be written as a name in code: `u8`, `str`. The others have a syntax of their own, such as `[T]`.
    named: Vec<Symbol>,
    slice: Symbol,
    array: Symbol,
    tuple: Symbol,
    pointer: Symbol,
    function: Symbol,
}

impl Primitives {
    pub(in crate::link) fn new(symbols: &mut Symbols) -> Self {
        Self {
            named: PRIMITIVES.iter().map(|name| symbols.intern(name)).collect(),
            slice: symbols.intern("slice"),
            array: symbols.intern("array"),
            tuple: symbols.intern("tuple"),
            pointer: symbols.intern("pointer"),
            function: symbols.intern("fn"),
        }
    }

    /// Whether code can write this name for a primitive type.
    pub(in crate::link) fn is_named(&self, name: Symbol) -> bool {
        self.named.contains(&name)
    }

    /// The primitive type that the path names.
    pub(in crate::link) fn of_path(&self, outside: &ExternalPath) -> Option<SimplifiedType> {
        match outside.segments[..] {
            [name] => self.head(name),
            _ => None,
        }
    }

    /// The primitive type with this name.
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

    /// The name of a primitive type.
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
    /// The definition that represents a primitive type.
    pub(in crate::link) fn primitive_def(&self, name: Symbol) -> Def {
        Def::External(ExternalPath::krate(name))
    }
}
