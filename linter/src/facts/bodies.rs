//! Hashes of function bodies, over the tokens of the compiler's lexer: comments, white space and the comma after the last
//! of a list do not count, as the formatter decides them.

use ra_ap_rustc_lexer::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use super::source::{Source, Token};
use super::{Body, Name};

/// Fills in the hashes of the bodies; `bound` tells for each which of its names are parameters, locals or generics.
pub(super) fn hash(bodies: &mut [Body], bound: &[FxHashSet<Name>], names: &FxHashMap<Box<str>, Name>, source: &Source) {
    for (body, bound) in bodies.iter_mut().zip(bound) {
        let tokens = source.tokens_in(body.span.start..body.span.end);
        body.tokens = tokens_in_braces(tokens);
        body.exact = exact(tokens, source);
        body.renamed = renamed(tokens, source, |text| {
            names.get(text).is_some_and(|name| bound.contains(name))
        });
    }
}

fn exact(tokens: &[Token], source: &Source) -> u64 {
    let mut hasher = Xxh3::new();
    for token in without_last_commas(tokens) {
        hasher.update(token.text(&source.text).as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest()
}

fn without_last_commas(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    let closes = |token: &Token| {
        use TokenKind::{CloseBrace, CloseBracket, CloseParen};
        matches!(token.kind, CloseBrace | CloseBracket | CloseParen)
    };
    let nexts = tokens.iter().skip(1).map(Some).chain([None]);
    let is_last = move |next: Option<&Token>| next.is_some_and(closes);
    tokens
        .iter()
        .zip(nexts)
        .filter(move |(token, next)| token.kind != TokenKind::Comma || !is_last(*next))
        .map(|(token, _)| token)
}

/// Bound names by number of first appearance; a field or method of the same spelling keeps its name.
fn renamed(tokens: &[Token], source: &Source, is_bound: impl Fn(&str) -> bool) -> u64 {
    let mut hasher = Xxh3::new();
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    // `.name` is a field or method; `..name` ends a range.
    let mut before = [TokenKind::Eof; 2];
    for token in without_last_commas(tokens) {
        let text = token.text(&source.text);
        let nameable = matches!(
            token.kind,
            TokenKind::Ident | TokenKind::RawIdent | TokenKind::Lifetime { .. }
        );
        let is_member = before[1] == TokenKind::Dot && before[0] != TokenKind::Dot;
        if nameable && !is_member && is_bound(text.strip_prefix("r#").unwrap_or(text)) {
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

/// The tokens of the body alone: from its opening brace, the first outside parentheses and brackets, to its last.
fn tokens_in_braces(tokens: &[Token]) -> u32 {
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
    open.map_or(0, |open| tokens.len().saturating_sub(open + 2) as u32)
}
