//! TOML as a tree in which every key and value knows its text and its place there.
//!
//! The tree owns its parts and can be taken apart and merged: the options of one rule come from a pack and from the user's
//! file, and a mistake in them is still reported where it was written.
//! Knows nothing of what the keys mean.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::source::TomlSource;
use crate::finding::Place;

/// A TOML table; its entries may come from several files.
#[derive(Clone, Debug)]
pub struct TomlTable {
    pub(super) entries: BTreeMap<String, TomlEntry>,
    /// Keys that were dropped because of a mistake that is reported already; they do not count as missing.
    pub(super) dropped: Vec<String>,
    /// Keys that the table's neighbour knows, and that may have been meant.
    pub(super) neighbours: &'static [&'static str],
    place: Place,
}

/// A key of a table with its value.
#[derive(Clone, Debug)]
pub(super) struct TomlEntry {
    pub(super) key_place: Place,
    pub(super) value: TomlValue,
}

/// A TOML value.
#[derive(Clone, Debug)]
pub(super) struct TomlValue {
    pub(super) data: Data,
    pub(super) range: Range<usize>,
    pub(super) source: Arc<TomlSource>,
}

/// The data of a value. A date is text, because nothing here calculates with dates.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Text(String),
    Integer(i128),
    Float(f64),
    Boolean(bool),
    Array(Vec<TomlValue>),
    Table(TomlTable),
}

impl TomlTable {
    /// A table without entries.
    pub(super) fn new(place: Place) -> Self {
        Self {
            entries: BTreeMap::new(),
            dropped: Vec::new(),
            neighbours: &[],
            place,
        }
    }

    /// The place of the table: its header, or its braces.
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn set_place(&mut self, place: Place) {
        self.place = place;
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether there is a key at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets every key of `later`, whether or not it is here already.
    pub(super) fn overlay(&mut self, later: Self) {
        self.entries.extend(later.entries);
        self.neighbours = later.neighbours;
    }

    /// Removes and returns the table below `key`; `None` if there is none or it is not a table.
    pub(super) fn take_table(&mut self, key: &str) -> Option<Self> {
        match self.entries.remove(key)?.value.data {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl TomlValue {
    /// A table as a value. It may come from no text or from several: it only has the place that it says itself.
    pub(super) fn from_table(table: TomlTable) -> Self {
        let source = Arc::new(TomlSource::new(table.place.file.clone(), ""));
        Self {
            data: Data::Table(table),
            range: 0..0,
            source,
        }
    }

    /// The place of the value.
    pub(super) fn place(&self) -> Place {
        match &self.data {
            Data::Table(table) => table.place.clone(),
            _ => self.source.place(self.range.clone()),
        }
    }

    /// The place of a part of a text: exact for a string without escapes on one line, else the whole value.
    pub(super) fn place_within(&self, part: Range<usize>) -> Place {
        match &self.data {
            Data::Text(text) if self.range.len() == text.len() + 2 => {
                let start = self.range.start + 1;
                self.source.place(start + part.start..start + part.end)
            }
            _ => self.place(),
        }
    }
}

impl Data {
    /// The type of the value, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Boolean(_) => "a boolean",
            Self::Array(_) => "an array",
            Self::Table(_) => "a table",
        }
    }
}

/// As one line of TOML.
impl fmt::Display for TomlValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.data {
            Data::Text(text) => write!(f, "\"{}\"", text.escape_debug()),
            Data::Integer(integer) => integer.fmt(f),
            Data::Float(float) => write!(f, "{float:?}"),
            Data::Boolean(boolean) => boolean.fmt(f),
            Data::Array(values) => {
                let values: Vec<String> = values.iter().map(Self::to_string).collect();
                write!(f, "[{}]", values.join(", "))
            }
            Data::Table(table) => {
                let entries = table.entries.iter().map(|(key, entry)| format!("{key} = {}", entry.value));
                write!(f, "{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}
