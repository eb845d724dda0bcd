//! The paths in the code blocks of documentation.

use bitcode::{Decode, Encode};

use crate::finding::Span;

/// The paths that the Rust code in the documentation of a text writes.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub struct DocumentedCode {
    /// The paths of at least two segments, in the order of the text.
    pub paths: Vec<DocumentedPath>,
    /// The code blocks of the text; those without a path are empty.
    pub blocks: Vec<DocumentedBlock>,
}

/// A path that a block of Rust code writes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DocumentedPath {
    /// The segments, without generic arguments.
    pub segments: Vec<String>,
    /// Its span in the text; of an import, that of the leaf.
    pub span: Span,
    /// Whether it goes above the block with `super`.
    pub leaves_block: bool,
    /// Whether it names a macro, an attribute or a derive.
    pub is_macro: bool,
    /// The number of its block.
    pub block: u32,
    /// The text before it that says what the code is: the comment above it in the block.
    pub comment: String,
}

/// A block of code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct DocumentedBlock {
    /// The last heading and the last paragraph before it.
    pub introduction: String,
    /// Whether it allows what is marked `#[deprecated]`.
    pub allows_deprecated: bool,
}

impl DocumentedCode {
    /// The block of a path.
    pub fn block(&self, path: &DocumentedPath) -> &DocumentedBlock {
        &self.blocks[path.block as usize]
    }
}
