//! A value together with where it is written.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::deserializer::LOCATED;
use crate::finding::{FilePath, Place, Span};

/// A value and the place that it was read from. As the type of a field it reads the value and fills in the
/// place; it cannot stand below serde's `untagged` or `flatten`, which lose where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub place: Place,
}

impl<T> Located<T> {
    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located {
            value: change(self.value),
            place: self.place,
        }
    }
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(
            LOCATED,
            &["start", "end", "line", "column", "file", "value"],
            Parts(PhantomData),
        )
    }
}

struct Parts<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
    type Value = Located<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that was read from `ssot.toml` or a rule")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let mut number = || parts.next_element::<u32>()?.ok_or_else(|| A::Error::missing_field("place"));
        let span = Span {
            start: number()?,
            end: number()?,
            line: number()?,
            column: number()?,
        };
        let file: FilePath = parts.next_element()?.ok_or_else(|| A::Error::missing_field("file"))?;
        let value = parts.next_element()?.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(Located {
            value,
            place: Place { file, span },
        })
    }
}
