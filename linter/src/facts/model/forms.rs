//! Code by what decides whether other code is its copy: bodies, blocks and outlines of definitions.

use bitcode::{Decode, Encode};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{ItemId, Name};
use crate::finding::Span;

/// The bodies of a file, to be packed.
///
/// A file has few pieces, again and again: here is one list of them, and a small number for each place.
#[derive(Debug, Default, PartialEq, Encode, Decode)]
pub(in crate::facts) struct Bodies {
    pieces: Vec<Piece>,
    /// Of all forms, one after the other.
    numbers: Vec<u32>,
    /// Each without its form, and how long that is.
    bodies: Vec<(Body, u32)>,
}

impl Bodies {
    pub(in crate::facts) fn of(bodies: Vec<Body>) -> Self {
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

/// The body of a function or closure, by what decides whether another is its copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Body {
    /// The function; of a closure, what it is in.
    pub item: ItemId,
    /// The name in the text that a closure is bound to; `None` for a function.
    pub closure: Option<(Name, Span)>,
    /// From the name's end to the closing brace; all of a closure.
    pub span: Span,
    /// Line of the closing brace.
    pub end_line: u32,
    /// Tokens between the braces; comments do not count.
    pub tokens: u32,
    /// Hash of head and body as they stand, without comments and white space.
    pub exact: u64,
    /// The same with parameters, locals and generics numbered in order of appearance.
    pub renamed: u64,
    /// What is between the braces, piece by piece; empty where there is too little to compare.
    pub form: Box<[Piece]>,
    /// What it is, where every body of the kind looks the same.
    pub plain: Option<Plain>,
    /// Its blocks that have enough statements to be copied for themselves.
    pub blocks: Box<[Block]>,
    /// Hash of the types that it takes and returns; 0 where those are nothing or `self` alone.
    pub signature: u64,
}

/// Bodies that are alike because there is only one way to write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub enum Plain {
    /// Most of it are short match arms.
    Table,
    /// One macro call and nothing else.
    Macro,
    /// Nothing is named and nothing is called.
    Literal,
    /// Every statement sets a field of `self`.
    Setter,
}

/// Statements in a row, in one pair of braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Block {
    /// In the order of the text.
    pub statements: Box<[Statement]>,
}

/// A statement, by what decides whether another is its copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Statement {
    /// Hash of its pieces.
    pub hash: u32,
    /// How many these are.
    pub tokens: u32,
    /// The statement in the text.
    pub span: Span,
    /// Line of its last token.
    pub end_line: u32,
}

/// A type, trait or constant by what a second definition of it would repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Encode, Decode)]
pub struct Outline {
    /// What it is of.
    pub item: ItemId,
    /// A hash for each field, variant or function, by name and types; for a constant one of type and value.
    pub parts: Box<[u64]>,
    /// Tokens of a constant's type and value; else the number of the parts.
    pub tokens: u32,
    /// Bytes of a constant's value where that is one text, its quotes included; else 0.
    pub text_size: u32,
    /// Line of its last token.
    pub end_line: u32,
}

/// A token of a body in the form in which bodies are compared: what sort it is of, and a hash of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct Piece(pub u32);

/// What a piece of a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PieceKind {
    /// A bracket, comma or semicolon.
    Punctuation,
    /// A keyword or operator.
    Word,
    /// A parameter, local or generic: all the same.
    Local,
    /// A name with a capital letter, or a primitive type.
    Type,
    /// A literal.
    Literal,
    /// Anything else with a name: what is called, a field, a module.
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

    /// What it is.
    pub fn kind(self) -> PieceKind {
        Self::KINDS[(self.0 & 7) as usize % Self::KINDS.len()]
    }
}
