//! Random bytes, as a value that is handed in.
//!
//! Only [`SystemEntropy`] asks the operating system; a test brings bytes of its own.

use std::fmt::Debug;

/// A source of bytes that nobody can predict.
pub trait Entropy: Debug + Send + Sync {
    /// Fills `bytes` completely or not at all.
    ///
    /// # Errors
    /// When the source gives no bytes. Nothing weaker may take its place.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyFailure>;
}

/// The random source had no bytes to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the random source of the system gave no bytes")]
pub struct EntropyFailure;

/// The cryptographic source of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyFailure> {
        getrandom::fill(bytes).map_err(|_| EntropyFailure)
    }
}
