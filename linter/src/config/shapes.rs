//! Shapes of values that TOML has no type for: a table that may be a string, a table with any keys, a day.
//!
//! Knows nothing of where they stand.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::deserializer::{OR_PATH, OR_VALUE};

/// A table, or a string in place of one that has only a `path`.
#[derive(Clone)]
pub(super) struct OrPath<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrPath<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(OR_PATH, Inner(PhantomData)).map(Self)
    }
}

/// A table, or a string in place of one that has only a `value`.
#[derive(Clone)]
pub(super) struct OrValue<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrValue<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_newtype_struct(OR_VALUE, Inner(PhantomData))
            .map(Self)
    }
}

/// Reads the table that a newtype stands for.
struct Inner<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a table")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// A list with at least one element: with none, a rule would have nothing to look for.
pub(crate) fn filled<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() {
        return Err(D::Error::custom("an empty list, with which the rule would find nothing"));
    }
    Ok(list)
}

/// A table with any keys, which someone else reads.
#[derive(Default)]
pub(super) struct AnyTable;

impl<'de> Deserialize<'de> for AnyTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Skip;

        impl<'de> Visitor<'de> for Skip {
            type Value = AnyTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyTable, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyTable)
            }
        }

        deserializer.deserialize_map(Skip)
    }
}

/// A day, as `2026-12-31`; TOML's own dates as well as strings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date(pub(super) String);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        if is_day(&written) {
            Ok(Self(written))
        } else {
            Err(D::Error::custom("not a day of the form YYYY-MM-DD"))
        }
    }
}

/// A day that there is, as `2026-12-31`.
pub(crate) fn is_day(written: &str) -> bool {
    let bytes = written.as_bytes();
    let has_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 {
                *byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if !has_form {
        return false;
    }
    let number = |from: usize, to: usize| written[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
