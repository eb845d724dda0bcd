//! What a scenario saw, or what it saw instead of what has to be.

use std::error::Error;
use std::fmt::Debug;

/// How a step ends: what is not as it has to be is told by the error.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Demands that what was seen is what has to be.
pub(crate) fn same<T: PartialEq<W> + Debug, W: Debug>(what: &str, seen: T, wanted: W) -> Outcome {
    if seen == wanted {
        return Ok(());
    }
    Err(format!("{what}: {seen:?} instead of {wanted:?}").into())
}

/// Demands that something holds.
pub(crate) fn demand(holds: bool, otherwise: impl FnOnce() -> String) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(otherwise().into())
    }
}
