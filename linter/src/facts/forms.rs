//! Code by what decides whether other code is its copy: bodies, blocks and outlines of definitions.

use rustc_hash::FxHashMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ItemId, Name};
use crate::finding::Span;

/// The bodies of a file.
///
/// A file has few pieces, again and again: as bytes there is one list of them, and a number of one digit or two for each place.
#[derive(Debug, Default, PartialEq)]
pub struct Bodies(pub Vec<Body>);

impl Serialize for Bodies {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut numbers: FxHashMap<Piece, u32> = FxHashMap::default();
        let mut number = |piece: Piece| {
            *numbers.entry(piece).or_insert_with(|| {
                pieces.push(piece);
                pieces.len() as u32 - 1
            })
        };
        let forms = self
            .0
            .iter()
            .map(|body| body.form.iter().map(|&piece| number(piece)).collect());
        let forms: Vec<Vec<u32>> = forms.collect();
        (pieces, forms, &self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Bodies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (pieces, forms, mut bodies): (Vec<Piece>, Vec<Vec<u32>>, Vec<Body>) = Deserialize::deserialize(deserializer)?;
        let piece = |number: u32| pieces.get(number as usize).copied();
        for (body, form) in bodies.iter_mut().zip(forms) {
            let form: Option<Box<[Piece]>> = form.into_iter().map(piece).collect();
            body.form = form.ok_or_else(|| D::Error::custom("a piece that is not in the list"))?;
        }
        Ok(Self(bodies))
    }
}

/// The body of a function or closure, by what decides whether another is its copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(with = "postcard::fixint::le")]
    pub exact: u64,
    /// The same with parameters, locals and generics numbered in order of appearance.
    #[serde(with = "postcard::fixint::le")]
    pub renamed: u64,
    /// What is between the braces, piece by piece; empty where there is too little to compare.
    #[serde(skip)] // written by `Bodies`
    pub form: Box<[Piece]>,
    /// What it is, where every body of the kind looks the same.
    pub plain: Option<Plain>,
    /// Its blocks that have enough statements to be copied for themselves.
    pub blocks: Box<[Block]>,
    /// Hash of the types that it takes and returns; 0 where those are nothing or `self` alone.
    #[serde(with = "postcard::fixint::le")]
    pub signature: u64,
}

/// Bodies that are alike because there is only one way to write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// In the order of the text.
    pub statements: Box<[Statement]>,
}

/// A statement, by what decides whether another is its copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Hash of its pieces.
    #[serde(with = "postcard::fixint::le")]
    pub hash: u32,
    /// How many these are.
    pub tokens: u32,
    /// The statement in the text.
    pub span: Span,
    /// Line of its last token.
    pub end_line: u32,
}

/// A type, trait or constant by what a second definition of it would repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// What it is of.
    pub item: ItemId,
    /// A hash for each field, variant or function, by name and types; for a constant one of type and value.
    pub parts: Box<[u64]>,
    /// Tokens of a constant's type and value; else the number of the parts.
    pub tokens: u32,
    /// Line of its last token.
    pub end_line: u32,
}

/// A token of a body in the form in which bodies are compared: what sort it is of, and a hash of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Piece(#[serde(with = "postcard::fixint::le")] pub u32);

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

    pub(super) fn new(kind: PieceKind, hash: u64) -> Self {
        Self((hash as u32) << 3 | kind as u32)
    }

    /// What it is.
    pub fn kind(self) -> PieceKind {
        Self::KINDS[(self.0 & 7) as usize % Self::KINDS.len()]
    }
}
