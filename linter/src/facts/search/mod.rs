//! Searches in the text of one file, for questions of rules that are not facts: they depend on the configuration, and few files are
//! searched.
//!
//! A search is a pure function of the text and the question. It knows nothing of other files: the caller resolves the names.

mod calls;
mod documentation;
mod shape;

pub use calls::CallExtents;
pub use documentation::{Documentation, DocumentedPath};
pub use shape::{CodeShape, ShapeMatch};
