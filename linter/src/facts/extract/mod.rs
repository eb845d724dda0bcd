//! Extraction of facts from a text. Only this module depends on the parser, and a syntax tree never leaves the thread that parsed
//! it.

mod associated;
pub(in crate::facts) mod attributes;
mod bodies;
mod directives;
mod docs;
mod expressions;
mod functions;
mod gates;
mod heads;
mod imports;
mod includes;
mod items;
mod literals;
mod locals;
mod macros;
mod markers;
mod misleading;
mod outlines;
pub(in crate::facts) mod parse;
mod paths;
mod patterns;
pub(in crate::facts) mod places;
mod plain;
mod rewriting;
mod scanning;
pub(in crate::facts) mod source;
mod statements;
pub(in crate::facts) mod streams;
mod surroundings;
mod tables;
pub(in crate::facts) mod text;
pub(in crate::facts) mod tokens;
mod types;
mod visits;
mod walk;

#[cfg(test)]
pub(super) use parse::UNTERMINATED;
pub(in crate::facts) use parse::facts;
pub(crate) use paths::{PRIMITIVES, is_primitive};
pub(crate) use rewriting::{Moved, first_segments, moved_in_use};
pub(crate) use statements::FEWEST_STATEMENTS;
