//! Matching: finds the rule that a call matches, and the fragments of the call. A fragment is the longest text of its kind that
//! `syn` parses; if the tokens alone determine its end, `syn` is not used.

use proc_macro2::TokenStream;
use rustc_hash::FxHashMap;
use syn::parse::{Parse, ParseStream};
use syn::{Block, Expr, Item, Pat, Type};

use super::rules::{MacroRule, Matcher, NonterminalKind, Repetition, Times};
use crate::facts::extract::source::Source;
use crate::facts::extract::streams::{Spot, Streams};
use crate::facts::extract::tokens::{INVISIBLE_OPEN, TokenKind, Tokens};

/// The fragments that the metavariables of a rule are bound to.
pub(super) type NamedMatches<'d> = FxHashMap<&'d str, NamedMatch>;

/// The match of a metavariable: a fragment, or a list with a match for each iteration of the repetition around it.
#[derive(Clone, Debug)]
pub(super) enum NamedMatch {
    Single(MatchedFragment),
    Sequence(Vec<NamedMatch>),
}

/// A part of the call.
#[derive(Clone, Debug)]
pub(super) struct MatchedFragment {
    pub(super) tokens: Tokens,
    /// Whether it stays one expression or type in any context, as if it was in parentheses.
    pub(super) is_grouped: bool,
}

/// Maximum number of steps for one call. A matcher that needs more takes exponential time.
const MOST_STEPS: usize = 1 << 20;

/// The maximum number of positions that are tried as the end of a fragment.
const MOST_ENDS: usize = 64;

/// The state of matching a call.
pub(super) struct Matching<'a> {
    definition: &'a Source,
    call: &'a Source,
    streams: Streams<'a>,
    /// For each token of the call, the closing delimiter of the group that contains it.
    ends: Vec<usize>,
    steps: usize,
}

impl<'a> Matching<'a> {
    /// `arguments` are the tokens of `call` between the delimiters.
    pub(super) fn new(definition: &'a Source, call: &'a Source, arguments: &Tokens) -> Self {
        Self {
            definition,
            call,
            streams: Streams::new(call),
            ends: ends_of_groups(call, arguments),
            steps: 0,
        }
    }

    /// The bindings of the metavariables of a rule, if the arguments match it.
    pub(super) fn bindings<'d>(&mut self, rule: &'d MacroRule, arguments: &Tokens) -> Option<NamedMatches<'d>> {
        let mut bindings = NamedMatches::default();
        let end = self.sequence(&rule.matcher, arguments.start, arguments.end, &mut bindings)?;
        (end == arguments.end).then_some(bindings)
    }

    /// Matches all matchers from a token on. Returns the end of what they match.
    fn sequence<'d>(
        &mut self,
        matchers: &'d [Matcher],
        mut at: usize,
        end: usize,
        bindings: &mut NamedMatches<'d>,
    ) -> Option<usize> {
        for (index, matcher) in matchers.iter().enumerate() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            match matcher {
                Matcher::Token(token) => {
                    let is_same = at < end && self.definition_text(*token) == self.text(at);
                    at = is_same.then_some(at + 1)?;
                }
                Matcher::Fragment(name, kind) => {
                    let fragment = self.fragment(*kind, at, self.limit(at, end))?;
                    at = fragment.tokens.end;
                    bindings.insert(name, NamedMatch::Single(fragment));
                }
                Matcher::Repeat(it) => return self.repetition(it, &matchers[index + 1..], at, end, bindings),
            }
        }
        Some(at)
    }

    /// Matches a repetition as often as possible such that the matchers after it still match.
    fn repetition<'d>(
        &mut self,
        it: &'d Repetition<Matcher>,
        after: &'d [Matcher],
        at: usize,
        end: usize,
        bindings: &mut NamedMatches<'d>,
    ) -> Option<usize> {
        let mut rounds: Vec<NamedMatches<'d>> = Vec::new();
        let mut stops = vec![at];
        while let Some(&stop) = stops.last()
            && (it.times != Times::AtMostOne || rounds.is_empty())
        {
            let mut round = NamedMatches::default();
            let start = if rounds.is_empty() {
                Some(stop)
            } else {
                self.separator(it, stop, end)
            };
            match start.and_then(|start| self.sequence(&it.inside, start, end, &mut round)) {
                // An iteration that matches no token would repeat forever.
                Some(next) if next > stop => {
                    stops.push(next);
                    rounds.push(round);
                }
                _ => break,
            }
        }
        let fewest = usize::from(it.times == Times::AtLeastOne);
        loop {
            let stop = stops.pop().filter(|_| rounds.len() >= fewest)?;
            let mut rest = NamedMatches::default();
            if let Some(matched) = self.sequence(after, stop, end, &mut rest) {
                bindings.extend(rest);
                for name in &it.variables {
                    let rounds = rounds.iter_mut().filter_map(|round| round.remove(&**name));
                    bindings.insert(name, NamedMatch::Sequence(rounds.collect()));
                }
                return Some(matched);
            }
            rounds.pop();
        }
    }

    /// The end of the separator, if it follows.
    fn separator<T>(&self, it: &Repetition<T>, at: usize, end: usize) -> Option<usize> {
        let after = at + it.separator.len();
        let is_there = after <= end
            && (at..after)
                .zip(it.separator.clone())
                .all(|(at, token)| self.text(at) == self.definition_text(token));
        is_there.then_some(after)
    }

    fn definition_text(&self, token: usize) -> &'a str {
        self.definition.tokens[token].text(&self.definition.text)
    }

    fn text(&self, at: usize) -> &'a str {
        self.call.tokens.get(at).map_or("", |token| token.text(&self.call.text))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.call.tokens.get(at).map(|token| token.kind)
    }

    /// The end of the group that contains a token.
    fn limit(&self, at: usize, end: usize) -> usize {
        self.ends.get(at).map_or(end, |limit| end.min(*limit))
    }

    /// The fragment of a kind that begins at a token.
    fn fragment(&mut self, kind: NonterminalKind, at: usize, limit: usize) -> Option<MatchedFragment> {
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
            NonterminalKind::Expr => self
                .end_by(
                    at,
                    limit,
                    |it, at| it.ends_expression(at),
                    |it, tokens| it.parses(tokens, Expr::parse),
                )
                .or_else(|| self.end_of_prefix(at, limit, Expr::parse)),
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

    fn is(&self, at: usize, sign: u8) -> bool {
        self.call.is(at, sign)
    }

    fn is_arrow(&self, at: usize) -> bool {
        self.is(at, b'=') && self.is(at + 1, b'>')
    }

    /// Whether a token may follow an expression or statement.
    fn ends_expression(&self, at: usize) -> bool {
        self.is(at, b',') || self.is(at, b';') || self.is_arrow(at)
    }

    /// Whether a token may follow a pattern.
    fn ends_pattern(&self, at: usize) -> bool {
        let is_equals = self.is(at, b'=') && !self.is(at - 1, b'.') && !self.is(at - 1, b'=');
        is_equals || self.is(at, b',') || matches!(self.text(at), "if" | "in")
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
        let is_restricted =
            at + 1 < limit && self.is(at + 1, b'(') && matches!(self.text(at + 2), "crate" | "self" | "super" | "in");
        if is_restricted {
            self.call.closing(at + 1) + 1
        } else {
            at + 1
        }
    }

    /// The end of a token tree. Several tokens of the lexer may be one operator of the language.
    fn end_of_token_tree(&self, at: usize, limit: usize) -> usize {
        const OPERATORS: [&str; 24] = [
            "<<=", ">>=", "...", "..=", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<",
            ">>", "..", "::", "->", "=>",
        ];
        let close = self.call.closing(at);
        if close > at {
            return close + 1;
        }
        let token = self.call.tokens[at];
        let rest = &self.call.text[token.start as usize..];
        let operator = OPERATORS
            .iter()
            .find(|operator| rest.starts_with(**operator))
            .map_or(1, |operator| operator.len());
        match token.kind {
            TokenKind::Punct(_) => (at + operator).min(limit),
            _ => at + 1,
        }
    }

    /// The end of a path, with generic arguments.
    fn end_of_path(&self, start: usize, limit: usize) -> Option<usize> {
        let is_separator = |at: usize| at + 1 < limit && self.is(at, b':') && self.is(at + 1, b':');
        let mut at = if self.is(start, b'<') {
            self.end_of_angles(start, limit)
        } else {
            start
        };
        loop {
            if is_separator(at) {
                at += 2;
            } else if at > start {
                return Some(at);
            }
            let is_segment = at < limit && self.kind(at)?.is_word();
            at = is_segment.then_some(at + 1)?;
            let arguments = if is_separator(at) && self.is(at + 2, b'<') {
                at + 2
            } else {
                at
            };
            if arguments < limit && self.is(arguments, b'<') {
                at = self.end_of_angles(arguments, limit);
            }
        }
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
    fn end_of_meta(&self, at: usize, limit: usize) -> Option<usize> {
        let end = self.end_of_path(at, limit)?;
        if end < limit && self.call.closing(end) > end {
            return Some(self.call.closing(end) + 1);
        }
        let is_value = end < limit && self.is(end, b'=') && !self.is_arrow(end);
        Some(if is_value { limit } else { end })
    }
}

/// For each token, the closing delimiter of the group that contains it; outside of all groups, the end of the arguments.
fn ends_of_groups(call: &Source, arguments: &Tokens) -> Vec<usize> {
    let mut ends = vec![arguments.end; call.tokens.len()];
    let mut around = Vec::new();
    for (at, end) in ends.iter_mut().enumerate().take(arguments.end).skip(arguments.start) {
        if around.last() == Some(&at) {
            around.pop();
        }
        *end = around.last().copied().unwrap_or(arguments.end);
        if call.closing(at) > at {
            around.push(call.closing(at));
        }
    }
    ends
}
