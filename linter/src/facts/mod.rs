//! What one file says by itself: items, imports, references, bodies and comments, owned and serialisable.
//!
//! [`FileFacts::parsed_as`] is a pure function of one text, and of what that stands for. It never fails: broken syntax is a value
//! ([`FileFacts::problems`]). It knows nothing of the disk, of configuration or of other files, and it is
//! the only place that knows the parser: a syntax tree lives and dies in the thread that parsed it.

mod extract;
mod model;

pub(crate) use extract::{FEWEST_STATEMENTS, Moved, PRIMITIVES, first_segments, is_primitive, moved_in_use};
pub(crate) use model::Answers;
pub use model::*;

#[cfg(test)]
mod tests;
