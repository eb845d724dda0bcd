//! Parts of the facts as bytes: most of what a file says is asked for a file at a time, and would fill the memory if it lay
//! ready for all.

use std::fmt;
use std::marker::PhantomData;

use bitcode::{Decode, DecodeOwned, Encode};

/// A value as bytes, until somebody asks for it.
#[derive(PartialEq, Encode, Decode)]
pub(in crate::facts) struct Packed<T> {
    bytes: Box<[u8]>,
    of: PhantomData<T>,
}

impl<T: Encode + DecodeOwned + Default> Packed<T> {
    pub(in crate::facts) fn of(value: &T) -> Self {
        Self {
            bytes: bitcode::encode(value).into(),
            of: PhantomData,
        }
    }

    /// The value. Without bytes it is that of a file that says nothing; none are broken, as nobody else writes them and the
    /// cache adds them up.
    pub(in crate::facts) fn unpack(&self) -> T {
        bitcode::decode(&self.bytes).unwrap_or_default()
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
