//! Packed facts: most facts of a file are needed for one file at a time only, and would take too much memory unpacked.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bitcode::{Decode, DecodeOwned, Encode};

/// A value that is stored as bytes until it is needed.
#[derive(PartialEq, Encode, Decode)]
pub(in crate::facts) struct Packed<T> {
    bytes: Arc<[u8]>,
    of: PhantomData<T>,
}

impl<T: Encode + DecodeOwned + Default> Packed<T> {
    pub(in crate::facts) fn pack(value: &T) -> Self {
        Self {
            bytes: bitcode::encode(value).into(),
            of: PhantomData,
        }
    }

    /// The value. If there are no bytes, the default, which is that of an empty file. The bytes cannot be invalid: only
    /// [`Packed::pack`] writes them, and the cache verifies them with a checksum.
    pub(in crate::facts) fn unpack(&self) -> T {
        bitcode::decode(&self.bytes).unwrap_or_default()
    }
}

impl<T> Clone for Packed<T> {
    fn clone(&self) -> Self {
        Self {
            bytes: Arc::clone(&self.bytes),
            of: PhantomData,
        }
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self {
            bytes: Arc::default(),
            of: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Packed").field(&self.bytes.len()).finish()
    }
}
