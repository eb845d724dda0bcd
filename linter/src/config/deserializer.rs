//! serde over a [`TomlValue`]: as usual, and besides it notes unknown keys, remembers the way to a mistake, and
//! gives a value its place.
//!
//! Knows nothing of configuration; what to do about a mistake is for `reading`.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::elements::{Elements, Entries, PlaceThenValue};
use super::mistake::Mistake;
use super::value::{Data, TomlEntry, TomlTable, TomlValue};
use crate::finding::Place;

/// Name of the struct by which [`Located`](super::Located) asks for a value and its place.
pub(super) const LOCATED: &str = "$ssot::Located";

/// Name of the newtype by which [`OrPath`](super::shapes::OrPath) takes a string for a table with only a `path`.
pub(super) const OR_PATH: &str = "$ssot::OrPath";

/// Name of the newtype by which [`OrValue`](super::shapes::OrValue) takes a string for a table with only a `value`.
pub(super) const OR_VALUE: &str = "$ssot::OrValue";

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
    value: &'a TomlValue,
    unknown: &'a UnknownKeys,
    is_root: bool,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a TomlValue, unknown: &'a UnknownKeys) -> Self {
        Self {
            value,
            unknown,
            is_root: true,
        }
    }

    /// Another value inside of this one.
    pub(super) fn below(self, value: &'a TomlValue) -> Self {
        Self {
            value,
            is_root: false,
            ..self
        }
    }

    pub(super) fn place(self) -> Place {
        self.value.place()
    }

    fn note_unknown(self, table: &TomlTable, known: &'static [&'static str]) {
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
            Data::Array(values) => visitor.visit_seq(Elements::new(self, values)),
            Data::Table(table) => visitor.visit_map(Entries::new(self, table, None)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if name == LOCATED {
            return visitor.visit_seq(PlaceThenValue::new(self));
        }
        let Data::Table(table) = &self.value.data else {
            return Err(self.mismatch("a table"));
        };
        self.note_unknown(table, fields);
        visitor.visit_map(Entries::new(self, table, Some(fields)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let Data::Table(table) = &self.value.data else {
            return Err(self.mismatch("a table"));
        };
        visitor.visit_map(Entries::new(self, table, None))
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
        let (key, expected) = match name {
            OR_PATH => ("path", "a string or a table with `path`"),
            OR_VALUE => ("value", "a string or a table with `value`"),
            _ => return visitor.visit_newtype_struct(self),
        };
        match &self.value.data {
            Data::Text(_) => visitor.visit_newtype_struct(self.below(&table_with(key, self.value))),
            Data::Table(_) => visitor.visit_newtype_struct(self),
            _ => Err(self.mismatch(expected)),
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
            Data::Table(table) => visitor.visit_enum(MapAccessDeserializer::new(Entries::new(self, table, None))),
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

/// `{ key = "…" }` for the string alone.
fn table_with(key: &str, text: &TomlValue) -> TomlValue {
    let mut table = TomlTable::new(text.place());
    table.entries.insert(
        key.to_owned(),
        TomlEntry {
            key_place: text.place(),
            value: text.clone(),
        },
    );
    TomlValue {
        data: Data::Table(table),
        ..text.clone()
    }
}
