//! The facts that clone detection compares: bodies of functions, blocks in them, and outlines of definitions.

use bitcode::{Decode, Encode};
use rustc_hash::FxHashMap;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::{ItemId, Name};
use crate::finding::Span;

/// The bodies of a file, in a form that packs well.
///
/// A file has few distinct pieces, which recur. So they are stored once, and the forms as indices.
#[derive(Debug, Default, PartialEq, Encode, Decode)]
pub(in crate::facts) struct Bodies {
    pieces: Vec<Piece>,
    /// The forms of all bodies, one after the other, as indices into `pieces`.
    numbers: Vec<u32>,
    /// Each body without its form, and the length of the form.
    bodies: Vec<(Body, u32)>,
}

impl Bodies {
    pub(in crate::facts) fn new(bodies: Vec<Body>) -> Self {
        let mut all = Self::default();
        let mut known: FxHashMap<Piece, u32> = FxHashMap::default();
        for mut body in bodies {
            let form = std::mem::take(&mut body.form);
            all.bodies.push((body, form.len() as u32));
            for piece in form {
                let next = all.pieces.len() as u32;
                let number = *known.entry(piece).or_insert(next);
                if number == next {
                    all.pieces.push(piece);
                }
                all.numbers.push(number);
            }
        }
        all
    }

    /// The bodies, in the order of the text.
    pub(in crate::facts) fn into_list(self) -> Vec<Body> {
        let mut pieces = self.numbers.iter().filter_map(|&number| self.pieces.get(number as usize));
        let whole = self.bodies.into_iter().map(|(mut body, length)| {
            body.form = pieces.by_ref().take(length as usize).copied().collect();
            body
        });
        whole.collect()
    }
}

/// The body of a function or closure, as clone detection compares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Body {
    /// The function; for a closure, the item that contains it.
    pub item: ItemId,
    /// The name that a closure is bound to, with its span; `None` for a function.
    pub closure: Option<(Name, Span)>,
    /// For a function, from the end of its name to the closing brace; for a closure, its whole text.
    pub span: Span,
    /// The line of the closing brace.
    pub end_line: u32,
    /// Number of tokens between the braces. Comments do not count.
    pub tokens: u32,
    /// Hash of the tokens of signature and body.
    pub exact: u64,
    /// Like `exact`, with parameters, locals and generics replaced by numbers in the order of their first occurrence.
    pub renamed: u64,
    /// The pieces between the braces; empty if they are too few to be compared.
    pub form: Box<[Piece]>,
    /// The kind of plain body, if it is one.
    pub plain: Option<Plain>,
    /// The blocks that have enough statements to be compared on their own.
    pub blocks: Box<[Block]>,
    /// Hash of the types of the parameters and the result; 0 if there are none except `self`.
    pub signature: u64,
}

/// Bodies that are alike because there is only one way to write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub enum Plain {
    /// Short match arms for the most part.
    Table,
    /// A single macro call.
    Macro,
    /// Literals only: it refers to nothing and calls nothing.
    Literal,
    /// Statements that each set a field of `self`.
    Setter,
}

/// The consecutive statements between a pair of braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Block {
    /// The statements, in the order of the text.
    pub statements: Box<[Statement]>,
}

/// A statement, as clone detection compares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Statement {
    /// Hash of its pieces.
    pub hash: u32,
    /// Number of its pieces.
    pub tokens: u32,
    /// Its span.
    pub span: Span,
    /// The line of its last token.
    pub end_line: u32,
}

/// The outline of a type, trait or constant: the parts that a second definition of it would repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Outline {
    /// The item.
    pub item: ItemId,
    /// One hash for each field, variant or function, of its name and types. For a constant: one hash of type and value.
    pub parts: Box<[u64]>,
    /// For a constant, the number of tokens of its type and value; otherwise the number of parts.
    pub tokens: u32,
    /// If the value of a constant is a single string literal, its length in bytes with the quotes; otherwise 0.
    pub text_size: u32,
    /// The line of its last token.
    pub end_line: u32,
}

/// A token of a body, as clone detection compares it: its kind and a hash of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct Piece(pub u32);

/// The kind of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PieceKind {
    /// A bracket, comma or semicolon.
    Punctuation,
    /// A keyword or operator.
    Word,
    /// A parameter, local or generic parameter. All are equal, whatever their names.
    Local,
    /// An identifier with a capital letter, or a primitive type.
    Type,
    /// A literal.
    Literal,
    /// Any other name: a function, field or module.
    Name,
}

impl Piece {
    const KINDS: [PieceKind; 6] = [
        PieceKind::Punctuation,
        PieceKind::Word,
        PieceKind::Local,
        PieceKind::Type,
        PieceKind::Literal,
        PieceKind::Name,
    ];

    pub(in crate::facts) fn new(kind: PieceKind, hash: u64) -> Self {
        Self((hash as u32) << 3 | kind as u32)
    }

    /// The piece of a token with this text. That of a local is the same for all texts.
    pub fn of(kind: PieceKind, text: &str) -> Self {
        let hash = if kind == PieceKind::Local {
            0
        } else {
            xxh3_64(text.as_bytes())
        };
        Self::new(kind, hash)
    }

    /// The kind of the piece.
    pub fn kind(self) -> PieceKind {
        Self::KINDS[(self.0 & 7) as usize % Self::KINDS.len()]
    }
}
