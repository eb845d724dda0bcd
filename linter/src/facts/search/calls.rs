//! The extent of a call: what is between its parentheses, and the receiver of a method call.

use std::ops::Range;

use crate::facts::extract::source::Source;
use crate::finding::Span;

/// The tokens of a text, to find the extents of its calls.
#[derive(Debug)]
pub struct CallExtents {
    source: Source,
    /// For each closing delimiter, the number of its opening one; for all other tokens, their own number.
    opening: Vec<usize>,
}

impl CallExtents {
    /// Tokenizes a text.
    pub fn new(text: &str) -> Self {
        let source = Source::new(text);
        let mut opening: Vec<usize> = (0..source.tokens.len()).collect();
        for token in 0..source.tokens.len() {
            let closing = source.closing(token);
            if closing != token {
                opening[closing] = token;
            }
        }
        Self { source, opening }
    }

    /// The bytes of the call of a path, method or macro, given the span of the path or of the method's name: from the receiver, if
    /// there is one, to the closing parenthesis. `None` if it is not called there.
    pub fn extent(&self, callee: Span) -> Option<Range<u32>> {
        let tokens = &self.source.tokens;
        let first = tokens.partition_point(|token| token.end <= callee.start);
        let behind = tokens.partition_point(|token| token.start < callee.end);
        let arguments = self.behind_generics(behind + usize::from(self.is(behind, b'!')));
        tokens.get(arguments).filter(|token| token.opens())?;
        let end = tokens.get(self.source.closing(arguments))?.end;
        let is_method = first > 0 && self.is(first - 1, b'.');
        let first = if is_method { self.receiver(first) } else { first };
        Some(tokens[first].start..end)
    }

    fn is(&self, token: usize, punctuation: u8) -> bool {
        self.source.tokens.get(token).is_some_and(|token| token.is(punctuation))
    }

    /// The token behind `::<…>`, if that is at a token.
    fn behind_generics(&self, token: usize) -> usize {
        if !(self.is(token, b':') && self.is(token + 1, b':') && self.is(token + 2, b'<')) {
            return token;
        }
        let mut depth = 0;
        for at in token + 2..self.source.tokens.len() {
            depth += i32::from(self.is(at, b'<')) - i32::from(self.closes_generics(at));
            if depth == 0 {
                return at + 1;
            }
        }
        token
    }

    /// Whether a token is the `>` of generics, and not of an arrow.
    fn closes_generics(&self, token: usize) -> bool {
        self.is(token, b'>') && !(token > 0 && (self.is(token - 1, b'-') || self.is(token - 1, b'=')))
    }

    /// The first token of the receiver of a method call, given the token of the method's name.
    fn receiver(&self, method: usize) -> usize {
        let mut first = method;
        let mut is_behind_word = false;
        while let Some(before) = first.checked_sub(1) {
            let token = &self.source.tokens[before];
            let is_joint = [b'.', b':', b'?'].into_iter().any(|joint| token.is(joint));
            let is_word = token.is_word() || token.kind.is_literal();
            if is_joint {
                first = before;
            } else if self.opening[before] != before {
                first = self.opening[before];
            } else if self.closes_generics(before) {
                let Some(opening) = self.opening_of_generics(before) else {
                    break;
                };
                first = opening;
            } else if is_word && !is_behind_word {
                first = before;
            } else {
                break;
            }
            is_behind_word = is_word;
        }
        first
    }

    fn opening_of_generics(&self, closing: usize) -> Option<usize> {
        let mut depth = 0;
        (0..=closing).rev().find(|&at| {
            depth += i32::from(self.closes_generics(at)) - i32::from(self.is(at, b'<'));
            depth == 0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of the call of `zip` in a text.
    fn extent(text: &str) -> Option<&str> {
        let start = text.find("zip").expect("the text contains the name");
        let span = Span::in_text(text, start..start + 3);
        let range = CallExtents::new(text).extent(span)?;
        text.get(range.start as usize..range.end as usize)
    }

    #[test]
    fn a_call_ends_at_its_closing_parenthesis() {
        assert_eq!(extent("f(zip(1, g(2)), 3)"), Some("zip(1, g(2))"));
        assert_eq!(
            extent("zip::<Vec<u8>, fn(u8) -> u8>(1) + 2"),
            Some("zip::<Vec<u8>, fn(u8) -> u8>(1)")
        );
        assert_eq!(extent("zip!{ a } b"), Some("zip!{ a }"));
        assert_eq!(extent("let x = zip;"), None);
        assert_eq!(extent("zip"), None);
    }

    #[test]
    fn a_method_call_begins_with_its_receiver() {
        assert_eq!(extent("let x = a::b(1)?.c[0].zip(2).d();"), Some("a::b(1)?.c[0].zip(2)"));
        assert_eq!(extent("return self.zip()"), Some("self.zip()"));
        assert_eq!(extent("x + y.zip()"), Some("y.zip()"));
        assert_eq!(
            extent("f(a, collect::<Vec<u8>>(b).await.zip())"),
            Some("collect::<Vec<u8>>(b).await.zip()")
        );
        assert_eq!(extent("x = { a(); b }.zip();"), Some("{ a(); b }.zip()"));
    }
}
