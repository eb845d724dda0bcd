//! From a text to its facts: the only place that knows the parser. A syntax tree lives and dies in the thread that parsed it.

use super::model::{FileFacts, Grammar};

mod associated;
mod attributes;
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
mod locals;
mod macros;
mod outlines;
mod parse;
mod paths;
mod patterns;
mod places;
mod plain;
mod rewriting;
mod scanning;
mod source;
mod statements;
mod streams;
mod tables;
mod text;
mod tokens;
mod types;
mod visits;
mod walk;

#[cfg(test)]
pub(super) use parse::UNTERMINATED;
pub(crate) use paths::{PRIMITIVES, is_primitive};
pub(crate) use rewriting::{Moved, first_segments, moved_in_use};
pub(crate) use statements::FEWEST_STATEMENTS;

impl FileFacts {
    /// Reads one text as the body of a module. Never fails, never panics, and ends for every input.
    pub fn of(text: &str) -> Self {
        Self::parsed_as(Grammar::Items, text)
    }

    /// Reads one text as what it stands for where it is included; likewise.
    pub fn parsed_as(grammar: Grammar, text: &str) -> Self {
        parse::facts(grammar, text)
    }
}
