//! What is inside a table, an array or a [`Located`](super::Located), handed to serde one by one. A mistake on the
//! way back gets the step that led to it.
//!
//! Knows nothing of what becomes of it.

use std::collections::btree_map;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};

use super::deserializer::Node;
use super::mistake::{Mistake, TomlStep};
use super::value::{TomlEntry, TomlTable, TomlValue};
use crate::finding::Place;

/// The entries of a table, one after the other.
pub(super) struct Entries<'a> {
    node: Node<'a>,
    entries: btree_map::Iter<'a, String, TomlEntry>,
    /// The fields that the type has; other keys are passed over.
    known: Option<&'static [&'static str]>,
    current: Option<(&'a str, &'a TomlValue)>,
}

impl<'a> Entries<'a> {
    /// All entries of `table`, at which `node` is, or those that `known` has.
    pub(super) fn new(node: Node<'a>, table: &'a TomlTable, known: Option<&'static [&'static str]>) -> Self {
        Self {
            node,
            entries: table.entries.iter(),
            known,
            current: None,
        }
    }
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
            .map_err(|mistake| mistake.below(TomlStep::Key(key.clone())))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let (key, value) = self.current.take().expect("serde asks for a value only after its key");
        let below = |mistake: Mistake| mistake.below(TomlStep::Key(key.to_owned()));
        seed.deserialize(self.node.below(value)).map_err(below)
    }
}

/// The elements of an array, one after the other.
pub(super) struct Elements<'a> {
    node: Node<'a>,
    values: std::slice::Iter<'a, TomlValue>,
    next: usize,
}

impl<'a> Elements<'a> {
    pub(super) fn new(node: Node<'a>, values: &'a [TomlValue]) -> Self {
        Self {
            node,
            values: values.iter(),
            next: 0,
        }
    }
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let Some(value) = self.values.next() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        let below = |mistake: Mistake| mistake.below(TomlStep::Index(index));
        seed.deserialize(self.node.below(value)).map(Some).map_err(below)
    }
}

/// What [`Located`](super::Located) is made of: four numbers, the file, the value.
pub(super) struct PlaceThenValue<'a> {
    node: Node<'a>,
    numbers: std::array::IntoIter<u32, 4>,
    file: Option<String>,
}

impl<'a> PlaceThenValue<'a> {
    pub(super) fn new(node: Node<'a>) -> Self {
        let Place { file, span } = node.place();
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
