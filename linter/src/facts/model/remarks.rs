//! Remarks on the text of a file that no item, path or literal tells of: comments on unfinished work, and characters that a reader
//! does not see as what they are.

use bitcode::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ForTests, ScopeId};
use crate::finding::Span;

/// A word in a comment that marks unfinished work: `// TODO: close the connection`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Marker {
    /// The word.
    pub word: MarkerWord,
    /// What the comment says after the word, up to the end of the paragraph. Line breaks are spaces.
    pub text: Box<str>,
    /// The span of the word.
    pub span: Span,
    /// The scope of the code that the comment is in or precedes.
    pub scope: ScopeId,
    /// Whether that code is compiled for tests only.
    pub test: ForTests,
}

/// The words that mark unfinished work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Encode, Decode)]
#[serde(rename_all = "UPPERCASE")]
pub enum MarkerWord {
    /// A known fault.
    Bug,
    /// Something that is wrong and has to be mended.
    Fixme,
    /// A makeshift.
    Hack,
    /// A makeshift.
    Kludge,
    /// Something to decide.
    Tbd,
    /// Something to do.
    Todo,
    /// Work that is not finished.
    Wip,
    /// Something questionable.
    Xxx,
}

impl MarkerWord {
    /// Every word.
    pub const ALL: [Self; 8] = [
        Self::Bug,
        Self::Fixme,
        Self::Hack,
        Self::Kludge,
        Self::Tbd,
        Self::Todo,
        Self::Wip,
        Self::Xxx,
    ];

    /// As it is written in a comment.
    pub fn text(self) -> &'static str {
        match self {
            Self::Bug => "BUG",
            Self::Fixme => "FIXME",
            Self::Hack => "HACK",
            Self::Kludge => "KLUDGE",
            Self::Tbd => "TBD",
            Self::Todo => "TODO",
            Self::Wip => "WIP",
            Self::Xxx => "XXX",
        }
    }
}

/// Characters that a reader takes for something else, or does not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Misleading {
    /// What is misleading about them.
    pub kind: MisleadingKind,
    /// Their span.
    pub span: Span,
    /// The scope that contains them.
    pub scope: ScopeId,
    /// Whether they are in code that is compiled for tests only.
    pub test: ForTests,
}

/// The way in which characters mislead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub enum MisleadingKind {
    /// The byte order mark at the beginning of a file.
    ByteOrderMark,
    /// A control character that changes the order in which the text around it is displayed.
    Bidirectional(char),
    /// A character without width.
    Invisible(char),
    /// An identifier that looks like one in ASCII, because letters of another script are among its letters.
    MixedScripts {
        /// The identifier.
        name: Box<str>,
        /// The text that it looks like.
        like: Box<str>,
    },
    /// An identifier that looks like another one of the file.
    Confusable {
        /// The identifier.
        name: Box<str>,
        /// The other one.
        like: Box<str>,
    },
}
