//! The primitive types: the language has them without any library, and they are called as their documentation calls them:
//! `f32::clamp`, `str::len`, `slice::first`.

use super::outside::Outside;
use super::symbols::{Symbol, Symbols};
use super::types::Head;
use super::{Def, Item, Workspace};
use crate::facts::{self, PRIMITIVES};

/// The names of the primitive types.
#[derive(Debug)]
pub(super) struct Primitives {
    /// Those that are called by a name in code, too.
    named: Vec<Symbol>,
    slice: Symbol,
    array: Symbol,
    tuple: Symbol,
    pointer: Symbol,
    function: Symbol,
}

impl Primitives {
    pub(super) fn of(symbols: &mut Symbols) -> Self {
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
    pub(super) fn is_named(&self, name: Symbol) -> bool {
        self.named.contains(&name)
    }

    /// The type that a path is the name of.
    pub(super) fn of_path(&self, outside: &Outside) -> Option<Head> {
        match outside.segments[..] {
            [name] => self.head(name),
            _ => None,
        }
    }

    /// The type of a name.
    pub(super) fn head(&self, name: Symbol) -> Option<Head> {
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
    pub(super) fn name(&self, head: &Head) -> Option<Symbol> {
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

impl Workspace {
    /// The name of the primitive type that an item's impl is for.
    pub(super) fn primitive_of(&self, item: Item) -> Option<Symbol> {
        let (instance, block) = self.impl_of(item)?;
        let facts = &self.file(instance.file).facts;
        let mut ty = block.self_type;
        while let facts::Type::Reference(of) = facts.ty(ty) {
            ty = *of;
        }
        let head = match facts.ty(ty) {
            facts::Type::Path(path, _) => Head::Primitive(self.primitive(facts, *path, instance.scope(block.scope))?),
            facts::Type::Slice(_) => Head::Slice,
            facts::Type::Array(_) => Head::Array,
            facts::Type::Tuple(_) => Head::Tuple,
            facts::Type::Pointer(_) => Head::Pointer,
            facts::Type::Function(..) => Head::Function,
            _ => return None,
        };
        self.standard.primitives().name(&head)
    }

    /// A primitive type as a definition.
    pub(super) fn primitive_def(&self, name: Symbol) -> Def {
        Def::Outside(Outside::krate(name))
    }
}
