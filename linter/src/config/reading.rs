//! Reads a table into a Rust type and reports all mistakes at once. serde stops at the first value that does not fit, so that
//! value is dropped and the table is read again until the rest fits.
//!
//! Knows nothing of what is read. Rule kinds read their options with it.

use serde::de::DeserializeOwned;

use super::deserializer::{Node, UnknownKey, UnknownKeys};
use super::mistake::{Mistake, TomlStep};
use super::problems::{ConfigProblem, Quoted, suggestion};
use super::value::{Data, TomlTable, TomlValue};

/// Values that are dropped from one table, each for a reading of its own.
const MOST_MISTAKES: usize = 100;

/// The value that `table` describes, and all mistakes in it.
///
/// An unknown key, at any depth, is reported with a similar field name. A value of the wrong type is reported and dropped; in an
/// array or a nested table, only that value is dropped. If a required key of `T` is missing, the result is
/// `T::default()`.
pub fn read<T: DeserializeOwned + Default>(table: &TomlTable) -> (T, Vec<ConfigProblem>) {
    let mut problems = Vec::new();
    let read = read_in_place(&mut table.clone(), &mut problems);
    (read, problems)
}

/// Like [`read`], but also drops invalid values from `table`.
pub(super) fn read_in_place<T>(table: &mut TomlTable, problems: &mut Vec<ConfigProblem>) -> T
where
    T: DeserializeOwned + Default,
{
    let (read, unknown) = read_until_it_fits(table, problems);
    for unknown in unknown {
        if unknown.at_root {
            table.entries.remove(&unknown.key);
        }
        problems.push(unknown.problem(table.neighbours));
    }
    read
}

/// Like [`read_in_place`], but accepts unknown keys and moves them to a table of their own.
pub(super) fn read_with_rest<T>(table: &mut TomlTable, problems: &mut Vec<ConfigProblem>) -> (T, TomlTable)
where
    T: DeserializeOwned + Default,
{
    let (read, unknown) = read_until_it_fits(table, problems);
    let mut rest = TomlTable::new(table.place().clone());
    for unknown in unknown {
        if !unknown.at_root {
            problems.push(unknown.problem(&[]));
        } else if let Some((key, entry)) = table.entries.remove_entry(&unknown.key) {
            rest.entries.insert(key, entry);
            rest.neighbours = unknown.known;
        }
    }
    (read, rest)
}

fn read_until_it_fits<T>(table: &mut TomlTable, problems: &mut Vec<ConfigProblem>) -> (T, Vec<UnknownKey>)
where
    T: DeserializeOwned + Default,
{
    let unknown = UnknownKeys::default();
    let mut root = TomlValue::from_table(table.clone());
    let read = drop_until_it_fits(&mut root, &unknown, problems);
    if let Data::Table(left) = root.data {
        *table = left;
    }
    (read, unknown.into_inner().into_values().collect())
}

fn drop_until_it_fits<T>(root: &mut TomlValue, unknown: &UnknownKeys, problems: &mut Vec<ConfigProblem>) -> T
where
    T: DeserializeOwned + Default,
{
    for _ in 0..MOST_MISTAKES {
        let mistake = match T::deserialize(Node::root(root, unknown)) {
            Ok(read) => return read,
            Err(mistake) => mistake,
        };
        let (value, way) = follow(root, mistake.way());
        if !is_told(value, &mistake) {
            problems.push(problem(value, mistake));
        }
        if !drop_at(root, &way) {
            return T::default();
        }
    }
    problems.push(ConfigProblem::new(
        root.place(),
        format!("more than {MOST_MISTAKES} mistakes: the rest are not reported"),
    ));
    T::default()
}

/// The value at the end of `way`, and how far the way goes: a string that stood for a table has nothing below it.
fn follow(root: &TomlValue, mut way: Vec<TomlStep>) -> (&TomlValue, Vec<TomlStep>) {
    let mut value = root;
    for at in 0..way.len() {
        let below = match (&value.data, &way[at]) {
            (Data::Table(table), TomlStep::Key(key)) => table.entries.get(key).map(|entry| &entry.value),
            (Data::Array(values), TomlStep::Index(index)) => values.get(*index),
            _ => None,
        };
        let Some(below) = below else {
            way.truncate(at);
            break;
        };
        value = below;
    }
    (value, way)
}

/// Whether a key is missing only because it was dropped.
fn is_told(value: &TomlValue, mistake: &Mistake) -> bool {
    match (&value.data, mistake.missing) {
        (Data::Table(table), Some(missing)) => table.dropped.iter().any(|dropped| dropped == missing),
        _ => false,
    }
}

fn problem(value: &TomlValue, mistake: Mistake) -> ConfigProblem {
    let place = match mistake.within {
        Some(part) => value.place_within(part),
        None => value.place(),
    };
    ConfigProblem {
        help: mistake.help,
        ..ConfigProblem::new(place, mistake.message)
    }
}

/// Drops the value at the end of `way`; the root cannot be dropped.
fn drop_at(root: &mut TomlValue, way: &[TomlStep]) -> bool {
    let Some((first, below)) = way.split_first() else {
        return false;
    };
    match (&mut root.data, first) {
        (Data::Table(table), TomlStep::Key(key)) => {
            let dropped = table
                .entries
                .get_mut(key)
                .is_some_and(|entry| drop_at(&mut entry.value, below));
            if !dropped {
                table.entries.remove(key);
                table.dropped.push(key.clone());
            }
        }
        (Data::Array(values), TomlStep::Index(index)) => {
            let dropped = values.get_mut(*index).is_some_and(|value| drop_at(value, below));
            if !dropped && *index < values.len() {
                values.remove(*index);
            }
        }
        _ => return false,
    }
    true
}

impl UnknownKey {
    fn problem(self, neighbours: &[&str]) -> ConfigProblem {
        let beside: &[&str] = if self.at_root { neighbours } else { &[] };
        let help = suggestion(&self.key, self.known.iter().chain(beside).copied());
        let message = format!("unknown key {}", Quoted(&self.key));
        ConfigProblem {
            help,
            ..ConfigProblem::new(self.place, message)
        }
    }
}
