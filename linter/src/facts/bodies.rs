//! Hashes of function bodies, over the tokens of the compiler's lexer: comments, white space and the comma after the last
//! of a list do not count, as the formatter decides them.

use std::ops::Range;

use ra_ap_rustc_lexer::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::places::Places;
use super::plain::plain;
use super::source::{Source, Token};
use super::statements::blocks;
use super::{Body, Name, Piece, PieceKind};

/// Fills in what the tokens of the bodies tell; `bound` tells for each which of its names are parameters, locals or generics.
pub(super) fn fill(
    bodies: &mut [Body],
    bound: &[FxHashSet<Name>],
    names: &FxHashMap<Box<str>, Name>,
    source: &Source,
    places: &Places<'_>,
) {
    for (body, bound) in bodies.iter_mut().zip(bound) {
        let tokens = source.tokens_in(body.span.start..body.span.end);
        let is_bound: Vec<bool> = tokens.iter().map(|token| binds(token, bound, names, source)).collect();
        let inner = match body.closure {
            Some(_) => 0..tokens.len(),
            None => in_braces(tokens),
        };
        body.tokens = inner.len() as u32;
        body.exact = exact(tokens, source);
        body.renamed = renamed(tokens, source, &is_bound);
        if body.tokens >= FEWEST_TOKENS {
            let form = form(&tokens[inner.clone()], source, &is_bound[inner.clone()]);
            body.plain = plain(&tokens[inner], &form, source);
            body.blocks = blocks(&form, places);
            body.form = form.into_iter().map(|(piece, _)| piece).collect();
        }
    }
}

/// The token is a name that is bound in the body; whether it stands for that is for its neighbours to say.
fn binds(token: &Token, bound: &FxHashSet<Name>, names: &FxHashMap<Box<str>, Name>, source: &Source) -> bool {
    let is_name = matches!(
        token.kind,
        TokenKind::Ident | TokenKind::RawIdent | TokenKind::Lifetime { .. }
    );
    let text = || token.text(&source.text);
    is_name
        && names
            .get(text().strip_prefix("r#").unwrap_or(text()))
            .is_some_and(|name| bound.contains(name))
}

/// Bodies with fewer tokens say too little to be told apart.
const FEWEST_TOKENS: u32 = 20;

fn form(tokens: &[Token], source: &Source, is_bound: &[bool]) -> Vec<(Piece, Token)> {
    let mut before = [TokenKind::Eof; 2];
    let mut pieces: Vec<(Piece, Token)> = Vec::with_capacity(tokens.len());
    for (at, &token) in without_last_commas(tokens) {
        let text = token.text(&source.text);
        let is_member = before[1] == TokenKind::Dot && before[0] != TokenKind::Dot;
        // `Type::Variant`, `Type::new`
        let owner = || pieces.iter().rev().nth(2).map(|(owner, _)| owner.kind());
        let is_of_type = before == [TokenKind::Colon; 2] && owner() == Some(PieceKind::Type);
        let kind = match token.kind {
            TokenKind::Ident | TokenKind::RawIdent if is_of_type => PieceKind::Name,
            TokenKind::Ident | TokenKind::RawIdent => kind_of_name(text, is_member, is_bound[at]),
            TokenKind::Lifetime { .. } => PieceKind::Local,
            TokenKind::Literal { .. } => PieceKind::Literal,
            TokenKind::OpenParen
            | TokenKind::CloseParen
            | TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
            | TokenKind::Comma
            | TokenKind::Semi => PieceKind::Punctuation,
            _ => PieceKind::Word,
        };
        let hash = if kind == PieceKind::Local {
            0
        } else {
            xxh3_64(text.as_bytes())
        };
        pieces.push((Piece::new(kind, hash), token));
        before = [before[1], token.kind];
    }
    pieces
}

fn kind_of_name(text: &str, is_member: bool, is_bound: bool) -> PieceKind {
    let name = text.strip_prefix("r#").unwrap_or(text);
    if !is_member && is_bound {
        return PieceKind::Local;
    }
    if is_member {
        return PieceKind::Name;
    }
    if name == "self" {
        return PieceKind::Local;
    }
    if super::macros::is_keyword(name) {
        return PieceKind::Word;
    }
    if matches!(name, "true" | "false") {
        return PieceKind::Literal;
    }
    let is_type = super::is_primitive(name) || name.starts_with(char::is_uppercase);
    if is_type { PieceKind::Type } else { PieceKind::Name }
}

/// The hash of tokens as they stand.
pub(super) fn exact(tokens: &[Token], source: &Source) -> u64 {
    let mut hasher = Xxh3::new();
    for (_, token) in without_last_commas(tokens) {
        hasher.update(token.text(&source.text).as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest()
}

/// The tokens with their places, without the comma after the last of a list.
fn without_last_commas(tokens: &[Token]) -> impl Iterator<Item = (usize, &Token)> {
    let closes = |token: &Token| {
        use TokenKind::{CloseBrace, CloseBracket, CloseParen};
        matches!(token.kind, CloseBrace | CloseBracket | CloseParen)
    };
    let nexts = tokens.iter().skip(1).map(Some).chain([None]);
    let is_last = move |next: Option<&Token>| next.is_some_and(closes);
    tokens
        .iter()
        .enumerate()
        .zip(nexts)
        .filter(move |((_, token), next)| token.kind != TokenKind::Comma || !is_last(*next))
        .map(|(token, _)| token)
}

/// Bound names by number of first appearance; a field or method of the same spelling keeps its name.
fn renamed(tokens: &[Token], source: &Source, is_bound: &[bool]) -> u64 {
    let mut hasher = Xxh3::new();
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    // `.name` is a field or method; `..name` ends a range.
    let mut before = [TokenKind::Eof; 2];
    for (at, token) in without_last_commas(tokens) {
        let text = token.text(&source.text);
        let is_member = before[1] == TokenKind::Dot && before[0] != TokenKind::Dot;
        if is_bound[at] && !is_member {
            let next = numbers.len() as u32;
            hasher.update(&numbers.entry(text).or_insert(next).to_le_bytes());
            hasher.update(&[1]);
        } else {
            hasher.update(text.as_bytes());
            hasher.update(&[0]);
        }
        before = [before[1], token.kind];
    }
    hasher.digest()
}

/// Where the tokens of the body alone are: from its opening brace, the first outside parentheses and brackets, to its last.
fn in_braces(tokens: &[Token]) -> Range<usize> {
    let mut depth = 0usize;
    let open = tokens.iter().position(|token| match token.kind {
        TokenKind::OpenParen | TokenKind::OpenBracket => {
            depth += 1;
            false
        }
        TokenKind::CloseParen | TokenKind::CloseBracket => {
            depth = depth.saturating_sub(1);
            false
        }
        kind => kind == TokenKind::OpenBrace && depth == 0,
    });
    open.map_or(0..0, |open| open + 1..tokens.len().saturating_sub(1).max(open + 1))
}
