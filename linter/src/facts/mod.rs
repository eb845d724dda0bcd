//! Facts: all data that can be extracted from one file alone, such as items, imports, references, bodies and directives. They are
//! owned and serialisable.
//!
//! [`FileFacts::parsed_as`] is a pure function of a text and its grammar. It never fails: syntax errors are part of the result
//! ([`FileFacts::problems`]). It does not depend on the disk, the configuration or other files. Only this module depends on the
//! parser, and a syntax tree never leaves the thread that parsed it.

mod expand;
mod extract;
mod model;
mod search;

pub use expand::{Expansion, MacroDefinition, MacroText, Origin};
pub(crate) use extract::{FEWEST_STATEMENTS, Moved, PRIMITIVES, first_segments, is_primitive, moved_in_use};
pub(crate) use model::Answers;
pub use model::*;
pub use search::{
    CallExtents, CodeShape, DefaultValue, Documentation, SerdeNames, ShapeMatch, constant_value, defaults, elements, serde_names,
};

#[cfg(test)]
mod tests;

impl FileFacts {
    /// The facts of a text that consists of items. Never fails or panics, and terminates for every input.
    pub fn parse(text: &str) -> Self {
        Self::parsed_as(Grammar::Items, text)
    }

    /// The facts of a text in this grammar. Never fails or panics, and terminates for every input.
    pub fn parsed_as(grammar: Grammar, text: &str) -> Self {
        let mut facts = extract::facts(grammar, text);
        facts.pack_documented(&Documentation::of_doc_comments(text).paths(text, |_| true));
        facts.interface = facts.hash_of_declarations();
        facts
    }
}
