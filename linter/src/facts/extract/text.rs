//! Between a tree and its text: the tokens that spans are of, and trees of stretches of tokens.

use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{AttrStyle, Attribute, Block, Expr, File, MacroDelimiter, Member, Pat, Stmt, Token as Word};

use super::places::Places;
use super::source::Source;
use super::streams::{Spot, Streams};
use super::tokens::{Token, Tokens};
use crate::finding::Span;

/// A text that is being read.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) source: &'t Source,
    pub(super) streams: &'t Streams<'t>,
    pub(super) places: &'t Places<'t>,
}

impl<'t> Text<'t> {
    /// The number of the token that a span is of.
    pub(super) fn token(self, span: TokenSpan) -> usize {
        Spot::of(span).map_or(0, |spot| spot.token)
    }

    /// The token that a span is of; of one of several tokens the first.
    fn token_at(self, span: TokenSpan) -> Token {
        self.source.tokens[self.token(span)]
    }

    /// The first byte of what has a span.
    pub(super) fn start(self, span: TokenSpan) -> u32 {
        self.token_at(span).start
    }

    /// The byte after the first token of what has a span.
    pub(super) fn end(self, span: TokenSpan) -> u32 {
        self.token_at(span).end
    }

    /// One token in the text.
    pub(super) fn span(self, span: TokenSpan) -> Span {
        let token = self.token_at(span);
        self.places.span(token.start, token.end)
    }

    /// A name, or a lifetime, as it is written.
    pub(super) fn of(self, ident: &Ident) -> &'t str {
        self.token_at(ident.span()).text(&self.source.text)
    }

    /// The number of the first token of what has attributes before its first word.
    pub(super) fn first_token(self, attributes: &[Attribute], word: TokenSpan) -> usize {
        let outer = attributes
            .iter()
            .find(|attribute| matches!(attribute.style, AttrStyle::Outer));
        self.token(outer.map_or(word, |outer| outer.pound_token.span))
    }

    /// The tokens between the delimiters of a macro.
    pub(super) fn inside_of(self, delimiter: &MacroDelimiter) -> Tokens {
        let span = match delimiter {
            MacroDelimiter::Paren(it) => it.span,
            MacroDelimiter::Brace(it) => it.span,
            MacroDelimiter::Bracket(it) => it.span,
        };
        let open = self.token(span.open());
        open + 1..self.source.closing(open).max(open + 1)
    }

    /// Some tokens as one thing, if they are one.
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

    /// What the tokens begin with, and the tokens after it.
    pub(super) fn parsed_first<T>(
        self,
        tokens: Tokens,
        thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> Option<(T, Tokens)> {
        let end = tokens.end;
        self.parsed(tokens, |input| {
            let first = thing(input)?;
            let next = if input.is_empty() { None } else { Spot::of(input.span()) };
            input.parse::<TokenStream>()?;
            Ok((first, next.map_or(end, |next| next.token)..end))
        })
    }

    /// The tokens after the sign that they begin with.
    pub(super) fn after(self, tokens: Tokens, punct: u8) -> Option<Tokens> {
        let is_there = !tokens.is_empty() && self.source.tokens[tokens.start].is(punct);
        is_there.then_some(tokens.start + 1..tokens.end)
    }

    /// The arguments of `matches!`: a value, a pattern, and the expressions of a guard or message.
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

    /// The byte where a token begins; the end of the text, if there is none.
    pub(super) fn start_of(self, token: usize) -> u32 {
        let token = self.source.tokens.get(token);
        token.map_or(self.source.text.len() as u32, |token| token.start)
    }

    /// The number of the token after the attributes that begin with one.
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

    /// A field's name in the text; two indices may be one token there.
    pub(super) fn span_of_member(self, member: &Member) -> Span {
        let span = match member {
            Member::Named(ident) => ident.span(),
            Member::Unnamed(index) => index.span,
        };
        let token = self.source.tokens[self.token(span)];
        let text = token.text(&self.source.text);
        match (text.find('.'), Spot::of(span)) {
            (Some(dot), Some(spot)) if spot.is_second => self.places.span(token.start + dot as u32 + 1, token.end),
            (Some(dot), _) => self.places.span(token.start, token.start + dot as u32),
            (None, _) => self.places.span(token.start, token.end),
        }
    }
}
