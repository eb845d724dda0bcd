//! Searches in the text of one file, for questions of rules that are not facts: they depend on the configuration, and few files are
//! searched.
//!
//! A search is a pure function of the text and the question. It knows nothing of other files: the caller resolves the names.

mod calls;
mod defaults;
mod documentation;
mod lists;
mod shape;

pub use calls::CallExtents;
pub use defaults::{DefaultValue, constant_value, defaults};
pub use documentation::Documentation;
pub use lists::{SerdeNames, elements, serde_names};
pub use shape::{CodeShape, ShapeMatch};
