//! serde over a [`Value`]: as usual, and besides it notes unknown keys, remembers the way to a mistake, and
//! gives a value its place.
//!
//! Knows nothing of configuration; what to do about a mistake is for `reading`.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::mistake::{Mistake, Step};
use super::value::{Data, Entry, Table, Value};
use crate::finding::Place;

/// Name of the struct by which [`Located`](super::Located) asks for a value and its place.
pub(super) const LOCATED: &str = "$ssot::Located";

/// Name of the newtype by which [`OrPath`](super::raw::OrPath) takes a string for a table with only a `path`.
pub(super) const OR_PATH: &str = "$ssot::OrPath";

/// The keys that no field was found for, by their places: a table is read more than once, and the value around
/// such a key may be dropped in between.
pub(super) type UnknownKeys = RefCell<BTreeMap<Place, UnknownKey>>;

/// A key that the struct it stands for has no field for.
pub(super) struct UnknownKey {
    /// The key.
    pub(super) key: String,
    /// Where it is written.
    pub(super) place: Place,
    /// The fields that there are.
    pub(super) known: &'static [&'static str],
    /// Whether it stands in the table that is read, rather than in one below.
    pub(super) at_root: bool,
}

/// A value on its way into a Rust type.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    value: &'a Value,
    unknown: &'a UnknownKeys,
    is_root: bool,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value, unknown: &'a UnknownKeys) -> Self {
        Self {
            value,
            unknown,
            is_root: true,
        }
    }

    fn below(self, value: &'a Value) -> Self {
        Self {
            value,
            is_root: false,
            ..self
        }
    }

    fn entries(self, table: &'a Table) -> Entries<'a> {
        Entries {
            node: self,
            entries: table.entries.iter(),
            known: None,
            current: None,
        }
    }

    fn note_unknown(self, table: &Table, known: &'static [&'static str]) {
        for (key, entry) in &table.entries {
            if !known.contains(&key.as_str()) {
                let place = entry.key_place.clone();
                let unknown = UnknownKey {
                    key: key.clone(),
                    place: place.clone(),
                    known,
                    at_root: self.is_root,
                };
                self.unknown.borrow_mut().insert(place, unknown);
            }
        }
    }

    fn mismatch(self, expected: &str) -> Mistake {
        Mistake::new(format!("expected {expected}, found {}", self.value.data.kind()))
    }
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.value.data {
            Data::Text(text) => visitor.visit_str(text),
            Data::Integer(integer) => visit_integer(*integer, visitor),
            Data::Float(float) => visitor.visit_f64(*float),
            Data::Boolean(boolean) => visitor.visit_bool(*boolean),
            Data::Array(values) => visitor.visit_seq(Elements {
                node: self,
                values: values.iter(),
                next: 0,
            }),
            Data::Table(table) => visitor.visit_map(self.entries(table)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if name == LOCATED {
            return visitor.visit_seq(PlaceThenValue::of(self));
        }
        let Data::Table(table) = &self.value.data else {
            return Err(self.mismatch("a table"));
        };
        self.note_unknown(table, fields);
        visitor.visit_map(Entries {
            known: Some(fields),
            ..self.entries(table)
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let Data::Table(table) = &self.value.data else {
            return Err(self.mismatch("a table"));
        };
        visitor.visit_map(self.entries(table))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.value.data {
            Data::Array(_) => self.deserialize_any(visitor),
            Data::Text(_) => Err(self.mismatch("an array").with_help(format!("write `[{}]`", self.value))),
            _ => Err(self.mismatch("an array")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        match &self.value.data {
            Data::Text(_) if name == OR_PATH => visitor.visit_newtype_struct(self.below(&table_with_path(self.value))),
            Data::Table(_) => visitor.visit_newtype_struct(self),
            _ if name == OR_PATH => Err(self.mismatch("a string or a table with `path`")),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match &self.value.data {
            Data::Text(text) => visitor.visit_enum(IntoDeserializer::<Mistake>::into_deserializer(text.as_str())),
            Data::Table(table) => visitor.visit_enum(MapAccessDeserializer::new(self.entries(table))),
            _ => Err(self.mismatch("a string")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

/// As the type that serde has a rule for; it turns only these into every other.
fn visit_integer<'de, V: Visitor<'de>>(integer: i128, visitor: V) -> Result<V::Value, Mistake> {
    if let Ok(integer) = i64::try_from(integer) {
        return visitor.visit_i64(integer);
    }
    match u64::try_from(integer) {
        Ok(integer) => visitor.visit_u64(integer),
        Err(_) => visitor.visit_i128(integer),
    }
}

/// `{ path = "…" }` for the string alone.
fn table_with_path(text: &Value) -> Value {
    let mut table = Table::new(text.place());
    table.entries.insert(
        "path".to_owned(),
        Entry {
            key_place: text.place(),
            value: text.clone(),
        },
    );
    Value {
        data: Data::Table(table),
        ..text.clone()
    }
}

/// The entries of a table, one after the other.
struct Entries<'a> {
    node: Node<'a>,
    entries: std::collections::btree_map::Iter<'a, String, Entry>,
    /// The fields that the type has; other keys are passed over.
    known: Option<&'static [&'static str]>,
    current: Option<(&'a str, &'a Value)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        let is_known = |key: &str| self.known.is_none_or(|known| known.contains(&key));
        let Some((key, entry)) = self.entries.find(|(key, _)| is_known(key)) else {
            return Ok(None);
        };
        self.current = Some((key, &entry.value));
        let key_only: StrDeserializer<'_, Mistake> = key.as_str().into_deserializer();
        seed.deserialize(key_only)
            .map(Some)
            .map_err(|mistake| mistake.below(Step::Key(key.clone())))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let (key, value) = self.current.take().expect("serde asks for a value only after its key");
        let below = |mistake: Mistake| mistake.below(Step::Key(key.to_owned()));
        seed.deserialize(self.node.below(value)).map_err(below)
    }
}

/// The elements of an array, one after the other.
struct Elements<'a> {
    node: Node<'a>,
    values: std::slice::Iter<'a, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let Some(value) = self.values.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        let below = |mistake: Mistake| mistake.below(Step::Index(index));
        seed.deserialize(self.node.below(value)).map(Some).map_err(below)
    }
}

/// What [`Located`](super::Located) is made of: four numbers, the file, the value.
struct PlaceThenValue<'a> {
    node: Node<'a>,
    numbers: std::array::IntoIter<u32, 4>,
    file: Option<String>,
}

impl<'a> PlaceThenValue<'a> {
    fn of(node: Node<'a>) -> Self {
        let Place { file, span } = node.value.place();
        let numbers = [span.start, span.end, span.line, span.column].into_iter();
        Self {
            node,
            numbers,
            file: Some(file.as_str().to_owned()),
        }
    }
}

impl<'de> SeqAccess<'de> for PlaceThenValue<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        if let Some(number) = self.numbers.next() {
            return seed.deserialize(number.into_deserializer()).map(Some);
        }
        match self.file.take() {
            Some(file) => seed.deserialize(file.into_deserializer()).map(Some),
            None => seed.deserialize(self.node).map(Some),
        }
    }
}
