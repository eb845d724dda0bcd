//! Directives: comments `// ssot: …`, and the code that each applies to. Uses tokens only, so that it works in code that does not
//! parse.

use super::places::Places;
use super::source::Source;
use super::tokens::{Token, TokenKind};
use crate::facts::model::{Covers, Directive};

/// All directives of a file.
pub(super) fn parse(source: &Source, places: &Places<'_>) -> Vec<Directive> {
    let comments = source.comments.iter().filter_map(|range| {
        let comment = source.text[range.start as usize..range.end as usize].trim_end();
        let end = range.start + comment.len() as u32;
        let body = comment.trim_start_matches('/').trim_start_matches('*').trim_start();
        let text = body.strip_prefix("ssot:")?.trim_start();
        let start = end - text.len() as u32;
        let text = text.trim_end_matches("*/").trim_end();
        let (removed_from, removed_to) = without(&source.text, range.start, end);
        Some(Directive {
            span: places.span(range.start, end),
            text: text.into(),
            text_span: places.span(start, start + text.len() as u32),
            removed: places.span(removed_from, removed_to),
            covers: covers(source, places, range.start, range.end),
        })
    });
    comments.collect()
}

/// The bytes to remove together with a comment: its lines if nothing else is on them, otherwise the white space before it.
fn without(text: &str, start: u32, end: u32) -> (u32, u32) {
    let (before, after) = (&text[..start as usize], &text[end as usize..]);
    let lead = before.trim_end_matches([' ', '\t']).len();
    let tail = after.find('\n').map_or(after.len(), |at| at + 1);
    let is_alone = (lead == 0 || before[..lead].ends_with('\n')) && after[..tail].trim().is_empty();
    if is_alone {
        (lead as u32, end + tail as u32)
    } else if lead == 0 || before[..lead].ends_with('\n') {
        (
            start,
            end + (after.len() - after.trim_start_matches([' ', '\t']).len()) as u32,
        )
    } else {
        (lead as u32, end)
    }
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

/// The end of the item, statement, match arm or field that begins with the first token.
fn end_of_statement(tokens: &[Token], text: &str) -> u32 {
    let mut depth = 0usize;
    // A comma ends an arm or field, but generic parameters contain commas as well.
    let is_item = tokens.iter().take_while(|token| !token.is(b'{')).any(|token| {
        matches!(
            token.text(text),
            "fn" | "struct" | "enum" | "impl" | "trait" | "mod" | "union" | "static" | "const" | "type" | "use"
        )
    });
    let mut last = tokens.first().map_or(0, |token| token.end);
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            _ if token.opens() => depth += 1,
            _ if token.closes() && depth == 0 => return last,
            _ if token.closes() => depth -= 1,
            _ => {}
        }
        last = token.end;
        let ends = match token.kind {
            TokenKind::Punct(b';') => depth == 0,
            TokenKind::Punct(b',') => depth == 0 && !is_item,
            TokenKind::Punct(b'}') => depth == 0 && !tokens.get(index + 1).is_some_and(|next| goes_on(next, text)),
            _ => false,
        };
        if ends {
            return last;
        }
    }
    last
}

fn goes_on(next: &Token, text: &str) -> bool {
    matches!(next.kind, TokenKind::Punct(b'.' | b'?' | b';' | b',')) || next.text(text) == "else"
}
