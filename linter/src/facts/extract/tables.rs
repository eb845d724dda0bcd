//! The tables of a file's facts under construction. Repeated entries are stored once and referred to by their numbers. This
//! module does not depend on the syntax tree.

use rustc_hash::FxHashSet;

use super::gates::Conditions;
use super::literals::NotedLiteral;
use crate::facts::model::{
    Body, FileFacts, Grammar, ItemFact, ItemId, Mentions, Name, Path, PathId, Segments, Type, TypeId, Value, ValueId, ValueList,
};
use crate::interned::Interned;

pub(super) struct Tables {
    pub(super) facts: FileFacts,
    pub(super) mentions: Mentions,
    pub(super) bodies: Vec<Body>,
    /// For each body, the names that are bound in it.
    pub(super) bound_in: Vec<FxHashSet<Name>>,
    pub(super) literals: Vec<NotedLiteral>,
    pub(super) names: Interned,
    paths: Interned,
    types: Interned,
    pub(super) conditions: Conditions,
}

impl Tables {
    /// Empty tables, with capacity for the facts of this number of tokens.
    pub(super) fn new(tokens: usize) -> Self {
        let mentions = Mentions {
            values: vec![Value::Unknown],
            ..Mentions::default()
        };
        let mut types = Interned::default();
        types.number(&&Type::Unknown, 0, |_| &Type::Unknown);
        Self {
            facts: FileFacts::unread(Grammar::default()),
            mentions,
            bodies: Vec::new(),
            bound_in: Vec::new(),
            literals: Vec::new(),
            names: Interned::with_room(tokens / 16),
            paths: Interned::with_room(tokens / 32),
            types,
            conditions: Conditions::default(),
        }
    }

    /// The number of a name, without `r#`.
    pub(super) fn name(&mut self, text: &str) -> Name {
        let text = text.strip_prefix("r#").unwrap_or(text);
        Name(self.facts.names.enter(text, &mut self.names))
    }

    pub(super) fn path_id(&mut self, absolute: bool, segments: &[Name]) -> PathId {
        let path = Path { absolute, segments };
        self.facts.paths.enter(path, &mut self.paths)
    }

    pub(super) fn type_id(&mut self, ty: Type) -> TypeId {
        let next = self.facts.types.len() as u32;
        let at = self.types.number(&&ty, next, |at| &self.facts.types[at as usize]);
        if at == next {
            self.facts.types.push(ty);
        }
        TypeId(at)
    }

    /// The type `Self`.
    pub(super) fn self_type(&mut self) -> TypeId {
        let name = self.name("Self");
        let path = self.path_id(false, &[name]);
        self.type_id(Type::Path(path, [].into()))
    }

    /// The type that a chain of type-relative names refers to. The trait applies to the first name only.
    pub(super) fn projections(&mut self, of: TypeId, of_trait: Option<PathId>, names: &[Name]) -> TypeId {
        names.iter().enumerate().fold(of, |of, (at, name)| {
            let of_trait = of_trait.filter(|_| at == 0);
            self.type_id(Type::Projection(of, of_trait, *name))
        })
    }

    /// The type that a path without arguments refers to.
    pub(super) fn named_type(&mut self, segments: &[&str], absolute: bool) -> TypeId {
        let segments: Segments = segments.iter().map(|segment| self.name(segment)).collect();
        let path = self.path_id(absolute, &segments);
        self.type_id(Type::Path(path, [].into()))
    }

    /// One of two values. If one of them is unknown, it is the other.
    pub(super) fn either(&mut self, one: ValueId, other: ValueId) -> ValueId {
        match (one, other) {
            (ValueId::UNKNOWN, known) | (known, ValueId::UNKNOWN) => known,
            (one, other) => self.value(Value::Either(one, other)),
        }
    }

    pub(super) fn value(&mut self, value: Value) -> ValueId {
        self.mentions.values.push(value);
        ValueId(self.mentions.values.len() as u32 - 1)
    }

    /// Reserves a number for a value whose parts refer to it, such as a call with a closure among its arguments. The value is
    /// filled in by [`Self::keep_promise`].
    pub(super) fn promised(&mut self) -> ValueId {
        self.value(Value::Unknown)
    }

    pub(super) fn keep_promise(&mut self, id: ValueId, value: Value) -> ValueId {
        self.mentions.values[id.0 as usize] = value;
        id
    }

    pub(super) fn list(&mut self, values: &[ValueId]) -> ValueList {
        let first = self.mentions.value_lists.len() as u32;
        self.mentions.value_lists.extend_from_slice(values);
        ValueList {
            first,
            count: values.len() as u32,
        }
    }

    /// A value that is derived from another; unknown if that is unknown.
    pub(super) fn derived(&mut self, of: ValueId, value: impl FnOnce(ValueId) -> Value) -> ValueId {
        if of == ValueId::UNKNOWN {
            return of;
        }
        self.value(value(of))
    }

    pub(super) fn push_item(&mut self, item: ItemFact) -> ItemId {
        self.facts.items.push(item);
        ItemId(self.facts.items.len() as u32 - 1)
    }
}
