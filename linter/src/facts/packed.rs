//! Parts of the facts as bytes: most of what a file says is asked for a file at a time, and would fill the memory if it lay
//! ready for all.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A value as bytes, until somebody asks for it.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Packed<T> {
    #[serde(with = "serde_bytes")]
    bytes: Box<[u8]>,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned + Default> Packed<T> {
    /// `room` is a guess at how many bytes it takes.
    pub(super) fn of(value: &T, room: usize) -> Self {
        let bytes = postcard::to_extend(value, Vec::with_capacity(room)).expect("tables know how long they are");
        Self {
            bytes: bytes.into(),
            of: PhantomData,
        }
    }

    /// The value. Without bytes it is that of a file that says nothing; none are broken, as nobody else writes them and the
    /// cache adds them up.
    pub fn unpack(&self) -> T {
        postcard::from_bytes(&self.bytes).unwrap_or_default()
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self {
            bytes: Box::default(),
            of: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Packed").field(&self.bytes.len()).finish()
    }
}
