//! Fragments: finds where a fragment ends that begins at a token of a call. A fragment is the longest text of its kind that `syn`
//! parses; if the tokens alone determine its end, `syn` is not used.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Block, Expr, Item, Pat, Type};

use super::rules::NonterminalKind;
use crate::facts::extract::source::Source;
use crate::facts::extract::streams::{Spot, Streams};
use crate::facts::extract::tokens::{INVISIBLE_OPEN, TokenKind, Tokens, end_of_operator};

/// A part of the call.
#[derive(Clone, Debug)]
pub(super) struct MatchedFragment {
    pub(super) tokens: Tokens,
    /// Whether it stays one expression or type in any context, as if it was in parentheses.
    pub(super) is_grouped: bool,
}

/// The maximum number of positions that are tried as the end of a fragment.
const MOST_ENDS: usize = 64;

/// Finds the fragments of a call.
pub(super) struct Fragments<'a> {
    call: &'a Source,
    streams: Streams<'a>,
    /// The number of tokens that were parsed.
    pub(super) steps: usize,
}

impl<'a> Fragments<'a> {
    pub(super) fn new(call: &'a Source) -> Self {
        Self {
            call,
            streams: Streams::new(call),
            steps: 0,
        }
    }

    fn text(&self, at: usize) -> &'a str {
        self.call.tokens.get(at).map_or("", |token| token.text(&self.call.text))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.call.tokens.get(at).map(|token| token.kind)
    }

    fn is(&self, at: usize, sign: u8) -> bool {
        self.call.is(at, sign)
    }

    /// The token of the language that begins at a token of the lexer.
    fn operator(&self, at: usize) -> &'a str {
        let last = end_of_operator(&self.call.tokens, at) - 1;
        match (self.call.tokens.get(at), self.call.tokens.get(last)) {
            (Some(first), Some(last)) => &self.call.text[first.start as usize..last.end as usize],
            _ => "",
        }
    }

    /// Whether a fragment of a kind may begin with a token. As in rustc, the token alone determines it, and a keyword or operator
    /// with which no fragment of the kind begins leaves the call to other parts of the matcher.
    pub(super) fn may_begin(&self, kind: NonterminalKind, at: usize) -> bool {
        use NonterminalKind::{Block, Expr, Ident, Item, Lifetime, Literal, Meta, Pat, PatParam, Path, Stmt, TokenTree, Ty, Vis};
        let Some(first) = self.kind(at) else { return false };
        if first == TokenKind::Punct(INVISIBLE_OPEN) {
            return !matches!(kind, Ident | Lifetime | Literal | Block);
        }
        match kind {
            Ident => first.is_word() && first != TokenKind::Underscore,
            Lifetime => first == TokenKind::Lifetime,
            Literal => first.is_literal() || matches!(self.operator(at), "-" | "true" | "false"),
            Block => first == TokenKind::Punct(b'{'),
            Path | Meta => first.is_word() || self.operator(at) == "::",
            TokenTree | Item | Stmt => !first.closes(),
            Vis => first.is_word() || self.is(at, b',') || self.begins_type(first, at),
            Expr => self.begins_expression(first, at),
            Ty => self.begins_type(first, at),
            Pat | PatParam => {
                first.is_word()
                    || first.is_literal()
                    || matches!(
                        self.operator(at),
                        "(" | "[" | "&" | "-" | "&&" | ".." | "..." | "::" | "<" | "<<"
                    )
                    || kind == Pat && self.operator(at) == "|"
            }
        }
    }

    fn begins_expression(&self, first: TokenKind, at: usize) -> bool {
        match first {
            TokenKind::Keyword(_) => matches!(
                self.text(at),
                "Self"
                    | "async"
                    | "box"
                    | "break"
                    | "const"
                    | "continue"
                    | "crate"
                    | "do"
                    | "false"
                    | "for"
                    | "if"
                    | "loop"
                    | "match"
                    | "move"
                    | "return"
                    | "self"
                    | "static"
                    | "super"
                    | "true"
                    | "try"
                    | "unsafe"
                    | "while"
                    | "yield"
            ),
            TokenKind::Punct(_) => matches!(
                self.operator(at),
                "(" | "{" | "[" | "!" | "-" | "*" | "|" | "||" | "&" | "&&" | ".." | "..." | "..=" | "<" | "<<" | "::" | "#"
            ),
            _ => true,
        }
    }

    fn begins_type(&self, first: TokenKind, at: usize) -> bool {
        match first {
            TokenKind::Ident | TokenKind::Underscore | TokenKind::Lifetime => true,
            TokenKind::Keyword(_) => matches!(
                self.text(at),
                "Self" | "crate" | "dyn" | "extern" | "fn" | "for" | "impl" | "self" | "super" | "typeof" | "unsafe"
            ),
            _ => matches!(
                self.operator(at),
                "(" | "[" | "!" | "*" | "&" | "&&" | "?" | "<" | "<<" | "::"
            ),
        }
    }

    /// The fragment of a kind that begins at a token.
    pub(super) fn fragment(&mut self, kind: NonterminalKind, at: usize, limit: usize) -> Option<MatchedFragment> {
        let end = self.end_of_fragment(kind, at, limit)?;
        let is_single =
            end == at + 1 || self.kind(at) == Some(TokenKind::Punct(INVISIBLE_OPEN)) && self.call.closing(at) + 1 == end;
        Some(MatchedFragment {
            tokens: at..end,
            is_grouped: matches!(kind, NonterminalKind::Expr | NonterminalKind::Ty) && !is_single,
        })
    }

    fn end_of_fragment(&mut self, kind: NonterminalKind, at: usize, limit: usize) -> Option<usize> {
        if kind == NonterminalKind::Vis {
            return Some(self.end_of_visibility(at, limit));
        }
        let first = self.kind(at).filter(|first| at < limit && !first.closes())?;
        let single = |is_it: bool| is_it.then_some(at + 1);
        match kind {
            NonterminalKind::Ident => single(first.is_word() && first != TokenKind::Underscore),
            NonterminalKind::Lifetime => single(first == TokenKind::Lifetime),
            NonterminalKind::Literal => {
                let value = at + usize::from(first == TokenKind::Punct(b'-'));
                let is_literal =
                    self.kind(value).is_some_and(TokenKind::is_literal) || matches!(self.text(value), "true" | "false");
                (is_literal && value < limit).then_some(value + 1)
            }
            NonterminalKind::TokenTree => Some(self.end_of_token_tree(at, limit)),
            NonterminalKind::Block => (first == TokenKind::Punct(b'{')).then(|| self.call.closing(at) + 1),
            NonterminalKind::Path => self.end_of_path(at, limit),
            NonterminalKind::Meta => self.end_of_meta(at, limit),
            NonterminalKind::Expr if first == TokenKind::Underscore && at + 1 == limit => None,
            NonterminalKind::Expr => self.end_of_expression(at, limit),
            NonterminalKind::Ty => self
                .end_of_type(at, limit)
                .or_else(|| self.end_of_prefix(at, limit, Type::parse)),
            NonterminalKind::Pat | NonterminalKind::PatParam => self.end_by(
                at,
                limit,
                |it, at| it.ends_pattern(at) || kind == NonterminalKind::PatParam && it.is(at, b'|'),
                |it, tokens| it.parses(tokens, Pat::parse_multi_with_leading_vert),
            ),
            NonterminalKind::Stmt => self
                .end_by(
                    at,
                    limit,
                    |it, at| it.ends_expression(at),
                    |it, tokens| it.streams.parse_ended(tokens, Block::parse_within).is_ok(),
                )
                .or_else(|| self.end_of_item(at, limit)),
            NonterminalKind::Item => self.end_of_item(at, limit),
            NonterminalKind::Vis => None,
        }
    }

    fn end_of_expression(&mut self, at: usize, limit: usize) -> Option<usize> {
        self.end_by(
            at,
            limit,
            |it, at| it.ends_expression(at),
            |it, tokens| it.parses(tokens, Expr::parse),
        )
        .or_else(|| self.end_of_prefix(at, limit, Expr::parse))
    }

    fn parses<T>(&self, tokens: Tokens, thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>) -> bool {
        self.streams.parse(tokens, thing).is_ok()
    }

    /// The first position from a token on at which a fragment that ends there parses. `ends` returns whether a token may follow
    /// it.
    fn end_by(
        &mut self,
        start: usize,
        limit: usize,
        ends: impl Fn(&Self, usize) -> bool,
        parses: impl Fn(&Self, Tokens) -> bool,
    ) -> Option<usize> {
        let mut at = start;
        let mut tries = 0;
        while at < limit && tries < MOST_ENDS {
            at = self.call.closing(at).max(at) + 1;
            if at >= limit || ends(self, at) {
                tries += 1;
                self.steps += at.min(limit) - start;
                if parses(self, start..at.min(limit)) {
                    return Some(at.min(limit));
                }
            }
        }
        None
    }

    /// The end of the longest fragment that begins at a token. This takes time proportional to the remaining tokens, so it is
    /// tried last.
    fn end_of_prefix<T>(&mut self, start: usize, limit: usize, fragment: fn(ParseStream<'_>) -> syn::Result<T>) -> Option<usize> {
        self.steps += limit - start;
        let next = self.streams.parse(start..limit, |input| {
            fragment(input)?;
            let next = if input.is_empty() {
                None
            } else {
                Spot::from_span(input.span())
            };
            input.parse::<TokenStream>()?;
            Ok(next)
        });
        next.ok().map(|next| next.map_or(limit, |next| next.token))
    }

    /// Whether a token may follow an expression or statement.
    fn ends_expression(&self, at: usize) -> bool {
        self.is(at, b',') || self.is(at, b';') || self.operator(at) == "=>"
    }

    /// Whether a token may follow a pattern.
    fn ends_pattern(&self, at: usize) -> bool {
        let is_second_sign =
            self.call.tokens[at - 1].end == self.call.tokens[at].start && (self.is(at - 1, b'.') || self.is(at - 1, b'='));
        self.is(at, b'=') && !is_second_sign || self.is(at, b',') || matches!(self.text(at), "if" | "in")
    }

    /// The end of a type. Commas and other separators inside of angle brackets do not end it.
    fn end_of_type(&mut self, at: usize, limit: usize) -> Option<usize> {
        let mut angles = 0usize;
        let mut ends = Vec::new();
        let mut next = at;
        while next < limit && ends.len() < MOST_ENDS {
            match self.kind(next) {
                Some(TokenKind::Punct(b'<')) => angles += 1,
                Some(TokenKind::Punct(b'>')) if !self.is(next.saturating_sub(1), b'-') && angles > 0 => angles -= 1,
                _ => {}
            }
            next = self.call.closing(next).max(next) + 1;
            if next >= limit || angles == 0 && self.ends_type(next) {
                ends.push(next.min(limit));
            }
        }
        ends.into_iter().find(|end| {
            self.steps += end - at;
            self.parses(at..*end, Type::parse)
        })
    }

    /// Whether a token may follow a type.
    fn ends_type(&self, at: usize) -> bool {
        let is_colon = self.is(at, b':') && !self.is(at + 1, b':') && !self.is(at - 1, b':');
        let is_end = [b'{', b'[', b',', b'=', b';', b'|', b'>']
            .iter()
            .any(|&sign| self.is(at, sign));
        is_colon || is_end && !self.is(at - 1, b'-') || matches!(self.text(at), "as" | "where")
    }

    /// The end of an item: after a semicolon or a brace.
    fn end_of_item(&mut self, start: usize, limit: usize) -> Option<usize> {
        let mut at = start;
        let mut tries = 0;
        while at < limit && tries < MOST_ENDS {
            let close = self.call.closing(at).max(at);
            at = close + 1;
            if self.is(close, b';') || self.is(close, b'}') {
                tries += 1;
                self.steps += at - start;
                if self.parses(start..at, Item::parse) {
                    return Some(at);
                }
            }
        }
        None
    }

    fn end_of_visibility(&self, at: usize, limit: usize) -> usize {
        if at >= limit || self.text(at) != "pub" {
            return at;
        }
        if at + 1 >= limit || !self.is(at + 1, b'(') {
            return at + 1;
        }
        let close = self.call.closing(at + 1);
        match self.text(at + 2) {
            "in" => close + 1,
            "crate" | "self" | "super" if close == at + 3 => close + 1,
            _ => at + 1,
        }
    }

    /// The end of a token tree. Several tokens of the lexer may be one operator of the language.
    fn end_of_token_tree(&self, at: usize, limit: usize) -> usize {
        let close = self.call.closing(at);
        if close > at {
            return close + 1;
        }
        end_of_operator(&self.call.tokens, at).min(limit)
    }

    fn is_path_separator(&self, at: usize, limit: usize) -> bool {
        at + 1 < limit && self.operator(at) == "::"
    }

    /// The end of a path of a type: with generic arguments, and those of `Fn(A) -> B`.
    fn end_of_path(&mut self, start: usize, limit: usize) -> Option<usize> {
        self.end_of_segments(start, limit, |it, at| it.end_of_arguments(at, limit))
    }

    /// The end of a path without arguments.
    fn end_of_plain_path(&mut self, start: usize, limit: usize) -> Option<usize> {
        self.end_of_segments(start, limit, |_, at| Some(at))
    }

    /// The end of the segments of a path. `behind_name` is the end of what follows the name of a segment.
    fn end_of_segments(
        &mut self,
        start: usize,
        limit: usize,
        behind_name: impl Fn(&mut Self, usize) -> Option<usize>,
    ) -> Option<usize> {
        let mut at = start;
        loop {
            if self.is_path_separator(at, limit) {
                at += 2;
            } else if at > start {
                return Some(at);
            }
            let is_segment = at < limit && self.kind(at)?.is_word();
            at = behind_name(self, is_segment.then_some(at + 1)?)?;
        }
    }

    /// The end of the arguments of a path segment, if there are any.
    fn end_of_arguments(&mut self, at: usize, limit: usize) -> Option<usize> {
        let arguments = match self.is_path_separator(at, limit) {
            true if self.is(at + 2, b'<') || self.is(at + 2, b'(') => at + 2,
            _ => at,
        };
        if arguments < limit && self.is(arguments, b'<') {
            Some(self.end_of_angles(arguments, limit))
        } else if arguments < limit && self.is(arguments, b'(') {
            self.end_of_signature(arguments, limit)
        } else {
            Some(at)
        }
    }

    /// The end of `(A) -> B`.
    fn end_of_signature(&mut self, open: usize, limit: usize) -> Option<usize> {
        let end = self.call.closing(open) + 1;
        if end >= limit || self.operator(end) != "->" {
            return Some(end);
        }
        self.end_of_prefix(end + 2, limit, Type::without_plus)
    }

    fn end_of_angles(&self, open: usize, limit: usize) -> usize {
        let (mut at, mut depth) = (open, 0usize);
        while at < limit {
            match self.kind(at) {
                Some(TokenKind::Punct(b'<')) => depth += 1,
                Some(TokenKind::Punct(b'>')) if !self.is(at - 1, b'-') => depth = depth.saturating_sub(1),
                _ => {}
            }
            at = self.call.closing(at).max(at) + 1;
            if depth == 0 {
                break;
            }
        }
        at
    }

    /// The end of the contents of an attribute's brackets.
    fn end_of_meta(&mut self, at: usize, limit: usize) -> Option<usize> {
        let end = self.end_of_plain_path(at, limit)?;
        if end < limit && self.call.closing(end) > end {
            return Some(self.call.closing(end) + 1);
        }
        if end + 1 < limit && self.operator(end) == "=" {
            return self.end_of_expression(end + 1, limit);
        }
        Some(end)
    }
}
