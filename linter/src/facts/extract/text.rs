//! Maps between syntax trees and the text: spans to tokens, and ranges of tokens to trees.

use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{AttrStyle, Attribute, Block, Expr, File, MacroDelimiter, Member, Pat, Stmt, Token as Word};

use super::places::Places;
use super::source::Source;
use super::streams::{Spot, Streams};
use super::tokens::{Token, Tokens};
use crate::finding::Span;

/// A text that is being parsed and walked.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) source: &'t Source,
    pub(super) streams: &'t Streams<'t>,
    pub(super) places: &'t Places<'t>,
}

impl<'t> Text<'t> {
    /// The number of the token at a span.
    pub(super) fn token(self, span: TokenSpan) -> usize {
        Spot::from_span(span).map_or(0, |spot| spot.token)
    }

    /// The token at a span; of several, the first.
    fn token_at(self, span: TokenSpan) -> Token {
        self.source.tokens[self.token(span)]
    }

    /// The byte offset at which the token of a span begins.
    pub(super) fn start(self, span: TokenSpan) -> u32 {
        self.token_at(span).start
    }

    /// The byte offset at which the first token of a span ends.
    pub(super) fn end(self, span: TokenSpan) -> u32 {
        self.token_at(span).end
    }

    /// The position of the first token of a span.
    pub(super) fn span(self, span: TokenSpan) -> Span {
        let token = self.token_at(span);
        self.places.span(token.start, token.end)
    }

    /// An identifier or lifetime, as written.
    pub(super) fn of(self, ident: &Ident) -> &'t str {
        self.token_at(ident.span()).text(&self.source.text)
    }

    /// The number of the first token of an item that may have attributes before its first word.
    pub(super) fn first_token(self, attributes: &[Attribute], word: TokenSpan) -> usize {
        let outer = attributes
            .iter()
            .find(|attribute| matches!(attribute.style, AttrStyle::Outer));
        self.token(outer.map_or(word, |outer| outer.pound_token.span))
    }

    /// The tokens between the delimiters of a macro call.
    pub(super) fn inside_of(self, delimiter: &MacroDelimiter) -> Tokens {
        inside_of(self.source, delimiter)
    }

    /// Parses tokens; `None` if they do not parse as a whole.
    pub(super) fn parsed<T>(self, tokens: Tokens, thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>) -> Option<T> {
        self.streams.parse(tokens, thing).ok()
    }

    pub(super) fn parsed_items(self, tokens: Tokens) -> Option<File> {
        self.parsed(tokens, File::parse)
    }

    pub(super) fn parsed_block(self, tokens: Tokens) -> Option<Vec<Stmt>> {
        self.parsed(tokens, |input| {
            Attribute::parse_inner(input)?;
            Block::parse_within(input)
        })
    }

    /// Parses the beginning of tokens, and returns it with the remaining ones.
    pub(super) fn parsed_first<T>(
        self,
        tokens: Tokens,
        thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> Option<(T, Tokens)> {
        let end = tokens.end;
        self.parsed(tokens, |input| {
            let first = thing(input)?;
            let next = if input.is_empty() {
                None
            } else {
                Spot::from_span(input.span())
            };
            input.parse::<TokenStream>()?;
            Ok((first, next.map_or(end, |next| next.token)..end))
        })
    }

    /// The tokens after a punctuation character that they begin with; `None` if they do not.
    pub(super) fn after(self, tokens: Tokens, punct: u8) -> Option<Tokens> {
        let is_there = !tokens.is_empty() && self.source.tokens[tokens.start].is(punct);
        is_there.then_some(tokens.start + 1..tokens.end)
    }

    /// Parses the arguments of `matches!`: a value, a pattern, and the expressions of a guard or message.
    pub(super) fn parsed_matches(self, tokens: Tokens) -> Option<(Expr, Pat, Vec<Expr>)> {
        self.parsed(tokens, |input| {
            let value = input.parse()?;
            input.parse::<Word![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            let mut further = Vec::new();
            if input.parse::<Option<Word![if]>>()?.is_some() {
                further.push(input.parse()?);
            }
            while !input.is_empty() {
                input.parse::<Word![,]>()?;
                if !input.is_empty() {
                    further.push(input.parse()?);
                }
            }
            Ok((value, pattern, further))
        })
    }

    /// The byte offset at which a token begins; if there is none, the end of the text.
    pub(super) fn start_of(self, token: usize) -> u32 {
        let token = self.source.tokens.get(token);
        token.map_or(self.source.text.len() as u32, |token| token.start)
    }

    /// The number of the token after the attributes that begin at `first`.
    pub(super) fn behind_attributes(self, first: usize) -> usize {
        let mut at = first;
        while self.source.is(at, b'#') && self.source.is(at + 1, b'[') {
            at = self.source.closing(at + 1) + 1;
        }
        at
    }

    pub(super) fn behind_inner_attributes(self, first: usize) -> usize {
        let mut at = first;
        while self.source.is(at, b'#') && self.source.is(at + 1, b'!') && self.source.is(at + 2, b'[') {
            at = self.source.closing(at + 2) + 1;
        }
        at
    }

    /// The span of a field's name. Two tuple indices (`tuple.0.1`) may be a single token.
    pub(super) fn span_of_member(self, member: &Member) -> Span {
        let span = match member {
            Member::Named(ident) => ident.span(),
            Member::Unnamed(index) => index.span,
        };
        let token = self.source.tokens[self.token(span)];
        let text = token.text(&self.source.text);
        match (text.find('.'), Spot::from_span(span)) {
            (Some(dot), Some(spot)) if spot.is_second => self.places.span(token.start + dot as u32 + 1, token.end),
            (Some(dot), _) => self.places.span(token.start, token.start + dot as u32),
            (None, _) => self.places.span(token.start, token.end),
        }
    }
}

/// The tokens between the delimiters of a macro call.
pub(in crate::facts) fn inside_of(source: &Source, delimiter: &MacroDelimiter) -> Tokens {
    let span = match delimiter {
        MacroDelimiter::Paren(it) => it.span,
        MacroDelimiter::Brace(it) => it.span,
        MacroDelimiter::Bracket(it) => it.span,
    };
    let open = Spot::from_span(span.open()).map_or(0, |spot| spot.token);
    open + 1..source.closing(open).max(open + 1)
}
