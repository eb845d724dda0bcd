//! Comments that speak to this tool, and the stretch of code that each speaks of. Goes by tokens, so that it also works
//! where the code does not parse.

use ra_ap_rustc_lexer::TokenKind;

use super::places::Places;
use super::source::{Source, Token};
use super::{Covers, Directive};

/// Every `// ssot: …` of a file.
pub(super) fn of(source: &Source, places: &Places<'_>) -> Vec<Directive> {
    let comments = source.comments.iter().filter_map(|range| {
        let comment = &source.text[range.start as usize..range.end as usize];
        let body = comment
            .trim_start_matches('/')
            .trim_start_matches('*')
            .trim_end_matches("*/")
            .trim();
        let text = body.strip_prefix("ssot:")?.trim();
        let covers = covers(source, places, range.start, range.end);
        Some(Directive {
            span: places.span(range.start, range.end),
            text: text.into(),
            covers,
        })
    });
    comments.collect()
}

fn covers(source: &Source, places: &Places<'_>, start: u32, end: u32) -> Covers {
    let next = source.tokens.partition_point(|token| token.start < end);
    let line = places.line(start);
    let ends_line = next
        .checked_sub(1)
        .is_some_and(|before| places.line(source.tokens[before].end - 1) == line);
    if ends_line {
        return Covers::Line(line);
    }
    match source.tokens.get(next) {
        Some(first) => Covers::Bytes(first.start, end_of_statement(&source.tokens[next..], &source.text)),
        None => Covers::Line(line),
    }
}

/// The end of the item, statement, arm or field that begins with the first token.
fn end_of_statement(tokens: &[Token], text: &str) -> u32 {
    let mut depth = 0usize;
    // The commas of generic parameters end nothing.
    let is_item = tokens
        .iter()
        .take_while(|token| token.kind != TokenKind::OpenBrace)
        .any(|token| {
            matches!(
                token.text(text),
                "fn" | "struct" | "enum" | "impl" | "trait" | "mod" | "union" | "static" | "const" | "type" | "use"
            )
        });
    let mut last = tokens.first().map_or(0, |token| token.end);
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::CloseBracket if depth == 0 => return last,
            TokenKind::CloseBrace | TokenKind::CloseParen | TokenKind::CloseBracket => depth -= 1,
            _ => {}
        }
        last = token.end;
        let ends = match token.kind {
            TokenKind::Semi => depth == 0,
            TokenKind::Comma => depth == 0 && !is_item,
            TokenKind::CloseBrace => depth == 0 && !tokens.get(index + 1).is_some_and(|next| goes_on(next, text)),
            _ => false,
        };
        if ends {
            return last;
        }
    }
    last
}

fn goes_on(next: &Token, text: &str) -> bool {
    matches!(
        next.kind,
        TokenKind::Dot | TokenKind::Question | TokenKind::Semi | TokenKind::Comma
    ) || next.text(text) == "else"
}
