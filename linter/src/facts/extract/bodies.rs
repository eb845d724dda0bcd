//! Hashes of function bodies. They are computed from tokens, without comments, white space and trailing commas, which depend on
//! formatting.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::paths::is_primitive;
use super::places::Places;
use super::plain::plain;
use super::source::Source;
use super::statements::blocks;
use super::tokens::{Token, TokenKind};
use crate::facts::model::{Body, Name, Piece, PieceKind};

/// Fills in the properties of bodies that depend on tokens. `bound` contains for each body the names of its parameters, locals
/// and generics.
pub(super) fn fill(
    bodies: &mut [Body],
    bound: &[FxHashSet<Name>],
    name: impl Fn(&str) -> Option<Name>,
    source: &Source,
    places: &Places<'_>,
) {
    let mut words: Vec<Word> = Vec::new();
    let mut room: Vec<u8> = Vec::new();
    for (body, bound) in bodies.iter_mut().zip(bound) {
        let tokens = source.tokens_in(body.span.start..body.span.end);
        let is_bound = |text: &str| name(text).is_some_and(|name| bound.contains(&name));
        words.clear();
        words.extend(said(tokens, source, is_bound));
        let inner = match body.closure {
            Some(_) => 0..tokens.len(),
            None => in_braces(tokens),
        };
        body.tokens = inner.len() as u32;
        body.exact = hash(without_last_commas(&words).map(|word| word.hash), &mut room);
        body.renamed = renamed(&words, &mut room);
        if body.tokens >= FEWEST_TOKENS {
            let form = form(&words[inner.clone()], source);
            body.plain = plain(&tokens[inner], &form, source);
            body.blocks = blocks(&form, places);
            body.form = form.into_iter().map(|(piece, _)| piece).collect();
        }
    }
}

/// A token of a body.
#[derive(Clone, Copy)]
struct Word {
    token: Token,
    /// Hash of its text.
    hash: u64,
    /// Whether it is a name that is bound in the body. The tokens around it determine whether it refers to the binding.
    is_bound: bool,
}

fn said(tokens: &[Token], source: &Source, is_bound: impl Fn(&str) -> bool) -> impl Iterator<Item = Word> {
    tokens.iter().map(move |&token| {
        let text = token.text(&source.text);
        let may_be_bound = matches!(token.kind, TokenKind::Ident | TokenKind::Lifetime);
        Word {
            token,
            hash: xxh3_64(text.as_bytes()),
            is_bound: may_be_bound && is_bound(text.strip_prefix("r#").unwrap_or(text)),
        }
    })
}

/// Combines hashes in their order. `room` is a buffer that is reused.
fn hash(hashes: impl Iterator<Item = u64>, room: &mut Vec<u8>) -> u64 {
    room.clear();
    hashes.for_each(|hash| room.extend_from_slice(&hash.to_le_bytes()));
    xxh3_64(room)
}

/// Minimum number of tokens in a body that gets a form. Shorter ones are too similar to be compared.
const FEWEST_TOKENS: u32 = 20;

fn form(words: &[Word], source: &Source) -> Vec<(Piece, Token)> {
    let mut before = [TokenKind::Unknown; 2];
    let mut pieces: Vec<(Piece, Token)> = Vec::with_capacity(words.len());
    for &Word { token, hash, is_bound } in without_last_commas(words) {
        let text = token.text(&source.text);
        let is_member = before[1] == TokenKind::Punct(b'.') && before[0] != TokenKind::Punct(b'.');
        // In `Type::Variant` and `Type::new`, the last name belongs to the type.
        let owner = || pieces.iter().rev().nth(2).map(|(owner, _)| owner.kind());
        let is_of_type = before == [TokenKind::Punct(b':'); 2] && owner() == Some(PieceKind::Type);
        let kind = match token.kind {
            _ if token.is_word() && is_of_type => PieceKind::Name,
            kind if token.is_word() => kind_of_word(kind, text, is_member, is_bound),
            TokenKind::Lifetime => PieceKind::Local,
            kind if kind.is_literal() => PieceKind::Literal,
            TokenKind::Punct(b',') | TokenKind::Punct(b';') => PieceKind::Punctuation,
            _ if token.opens() || token.closes() => PieceKind::Punctuation,
            _ => PieceKind::Word,
        };
        let hash = if kind == PieceKind::Local { 0 } else { hash };
        pieces.push((Piece::new(kind, hash), token));
        before = [before[1], token.kind];
    }
    pieces
}

fn kind_of_word(kind: TokenKind, text: &str, is_member: bool, is_bound: bool) -> PieceKind {
    if is_member {
        return PieceKind::Name;
    }
    if is_bound || text == "self" {
        return PieceKind::Local;
    }
    if !matches!(kind, TokenKind::Ident | TokenKind::Underscore) {
        return PieceKind::Word;
    }
    let name = text.strip_prefix("r#").unwrap_or(text);
    let is_type = is_primitive(name) || name.starts_with(char::is_uppercase);
    if is_type { PieceKind::Type } else { PieceKind::Name }
}

/// Hash of tokens as they are.
pub(super) fn exact(tokens: &[Token], source: &Source) -> u64 {
    let words: Vec<Word> = said(tokens, source, |_| false).collect();
    hash(without_last_commas(&words).map(|word| word.hash), &mut Vec::new())
}

/// The words without trailing commas.
fn without_last_commas(words: &[Word]) -> impl Iterator<Item = &Word> {
    let nexts = words.iter().skip(1).map(Some).chain([None]);
    let is_last = move |next: Option<&Word>| next.is_some_and(|next| next.token.closes());
    words
        .iter()
        .zip(nexts)
        .filter(move |(word, next)| !word.token.is(b',') || !is_last(*next))
        .map(|(word, _)| word)
}

/// Hash of the words, with bound names replaced by numbers in the order of their first occurrence. A field or method of the same
/// name keeps its name.
fn renamed(words: &[Word], room: &mut Vec<u8>) -> u64 {
    let mut numbers: FxHashMap<u64, u64> = FxHashMap::default();
    // `.name` is a field or method; in `..name`, the name is the end of a range.
    let mut before = [TokenKind::Unknown; 2];
    let hashes = without_last_commas(words).map(|word| {
        let is_member = before[1] == TokenKind::Punct(b'.') && before[0] != TokenKind::Punct(b'.');
        before = [before[1], word.token.kind];
        if word.is_bound && !is_member {
            let next = numbers.len() as u64;
            *numbers.entry(word.hash).or_insert(next)
        } else {
            word.hash
        }
    });
    hash(hashes, room)
}

/// The range of the tokens between the braces of a body. The first brace outside of parentheses and brackets opens it, the last
/// token closes it.
fn in_braces(tokens: &[Token]) -> Range<usize> {
    let mut depth = 0usize;
    let open = tokens.iter().position(|token| match token.kind {
        TokenKind::Punct(b'(') | TokenKind::Punct(b'[') => {
            depth += 1;
            false
        }
        TokenKind::Punct(b')') | TokenKind::Punct(b']') => {
            depth = depth.saturating_sub(1);
            false
        }
        kind => kind == TokenKind::Punct(b'{') && depth == 0,
    });
    open.map_or(0..0, |open| open + 1..tokens.len().saturating_sub(1).max(open + 1))
}
