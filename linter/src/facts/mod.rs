//! Facts: everything that one file tells by itself, such as items, imports, references, bodies and directives. They are owned and
//! serialisable.
//!
//! [`FileFacts::parsed_as`] is a pure function of a text and its grammar. It never fails: broken syntax is a value
//! ([`FileFacts::problems`]). It knows nothing of the disk, of configuration or of other files. Only this module knows the parser,
//! and a syntax tree never leaves the thread that parsed it.

mod expand;
mod extract;
mod model;
mod search;

pub use expand::{Expansion, MacroDefinition, MacroText, Origin};
pub(crate) use extract::{FEWEST_STATEMENTS, Moved, PRIMITIVES, first_segments, is_primitive, moved_in_use};
pub(crate) use model::Answers;
pub use model::*;
pub use search::CallExtents;

#[cfg(test)]
mod tests;
