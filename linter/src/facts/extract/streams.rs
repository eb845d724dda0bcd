//! Token streams for `syn`. The text is tokenized already; here its tokens are converted to those of `proc_macro2`, each with its
//! number as its span. Tokens that `syn` does not interpret are left out: doc comments, the contents of attributes, and the
//! arguments of macros, which become streams of their own when they are needed.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};

use super::source::Source;
use super::tokens::{INVISIBLE_OPEN, Token, TokenKind, Tokens, closer};

/// A syntax error, with the message of the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::facts) struct ParseError {
    /// The byte offset.
    pub(in crate::facts) at: u32,
    pub(in crate::facts) message: String,
}

/// Converts the tokens of a source to streams.
#[derive(Debug)]
pub(in crate::facts) struct Streams<'s> {
    source: &'s Source,
    ruler: Rc<Literal>,
}

thread_local! {
    /// A literal at least as long as there are positions. A subspan of a literal is the only way to create a span with a chosen
    /// position. Such a span is resolved by an addition, whereas one of `proc_macro2`'s own lexer has to be looked up in
    /// the text. A thread reuses the literal for all of its files, because creating one takes time proportional to its length.
    static RULER: RefCell<(usize, Rc<Literal>)> = RefCell::new((0, Rc::new(Literal::string(""))));
}

/// A literal with more positions than this is replaced by a shorter one as soon as that is enough: two bytes for each.
const LONGEST_KEPT: usize = 1 << 20;

/// A literal with at least this many positions.
fn ruler(places: usize) -> Rc<Literal> {
    RULER.with_borrow_mut(|(length, ruler)| {
        // The memory for one huge file must not be kept for as long as the thread lives.
        if *length < places || *length > LONGEST_KEPT && places <= LONGEST_KEPT {
            // No spans of the previous literal are left, because syntax trees are dropped before their file is done.
            proc_macro2::extra::invalidate_current_thread_spans();
            *length = places.next_power_of_two();
            let literal = format!("\"{}\"", " ".repeat(*length));
            *ruler = Rc::new(literal.parse().unwrap_or_else(|_| Literal::string("")));
        }
        Rc::clone(ruler)
    })
}

/// The position of a token: its number, and for a number that is two tuple indices (`tuple.0.1`), which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) struct Spot {
    pub(in crate::facts) token: usize,
    pub(in crate::facts) is_second: bool,
}

impl Spot {
    /// The position that a span encodes; `None` for a span without a token.
    pub(in crate::facts) fn from_span(span: Span) -> Option<Self> {
        let place = span.start().column;
        Some(Self {
            token: (place / 2).checked_sub(1)?,
            is_second: place % 2 == 1,
        })
    }
}

/// The context of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Code,
    /// The braces in a `use`.
    Imports,
    /// The braces of a trait.
    Trait,
    /// The parameters of a function in a trait, which need no names in edition 2015.
    Parameters,
}

/// The context of the groups that follow, as far as the tokens so far determine it.
#[derive(Default)]
struct Ahead {
    /// Whether there was a `trait` whose braces have not opened yet.
    is_trait: bool,
    /// If there was a `fn` whose parameters have not begun yet: the number of open angle brackets.
    angles: Option<usize>,
}

impl Ahead {
    fn group(&mut self, sign: u8) -> Inside {
        match sign {
            b'{' if std::mem::take(&mut self.is_trait) => Inside::Trait,
            b'(' if self.angles == Some(0) => {
                self.angles = None;
                Inside::Parameters
            }
            _ => Inside::Code,
        }
    }

    fn sign(&mut self, sign: u8, is_arrow: bool) {
        match sign {
            b';' => *self = Self::default(),
            b'<' => self.angles = self.angles.map(|angles| angles + 1),
            b'>' if !is_arrow => self.angles = self.angles.map(|angles| angles.saturating_sub(1)),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, inside: Inside) {
        match word {
            "trait" => self.is_trait = true,
            "fn" if inside == Inside::Trait => self.angles = Some(0),
            _ => {}
        }
    }
}

impl<'s> Streams<'s> {
    pub(in crate::facts) fn new(source: &'s Source) -> Self {
        Self {
            source,
            ruler: ruler(2 * (source.tokens.len() + 2)),
        }
    }

    /// The span of a range of tokens.
    fn span(&self, first: usize, last: usize) -> Span {
        self.part(2 * (first + 1), 2 * (last + 1) + 1)
    }

    fn part(&self, from: usize, to: usize) -> Span {
        self.ruler.subspan(from..to).unwrap_or_else(Span::call_site)
    }

    /// Parses tokens as a whole.
    ///
    /// # Errors
    ///
    /// The tokens do not parse, a delimiter is not balanced, or a token is not part of the language.
    pub(in crate::facts) fn parse<T>(
        &self,
        tokens: Tokens,
        thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> Result<T, ParseError> {
        self.parse_stream(tokens.clone(), || self.stream_of(tokens, Inside::Code), thing)
    }

    /// Like [`Self::parse`], but the last semicolon is optional.
    pub(in crate::facts) fn parse_ended<T>(
        &self,
        tokens: Tokens,
        thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> Result<T, ParseError> {
        let end = punct(';', Spacing::Alone, self.span(tokens.end, tokens.end));
        let ended = || {
            let mut stream = self.stream_of(tokens.clone(), Inside::Code)?;
            stream.extend([end]);
            Ok(stream)
        };
        self.parse_stream(tokens.clone(), ended, thing)
    }

    /// Parses a stream. If the parser panics, which no known input causes, the tokens count as unparsable and the run continues.
    fn parse_stream<T>(
        &self,
        tokens: Tokens,
        stream: impl FnOnce() -> Result<TokenStream, ParseError>,
        thing: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> Result<T, ParseError> {
        // The state that the panic interrupted is dropped, so nothing can observe it.
        let parsed = catch_unwind(AssertUnwindSafe(|| {
            thing.parse2(stream()?).map_err(|error| ParseError {
                at: self.byte(&tokens, Spot::from_span(error.span())),
                message: error.to_string(),
            })
        }));
        parsed.unwrap_or_else(|_| {
            Err(ParseError {
                at: 0,
                message: "the parser gave up here".into(),
            })
        })
    }

    /// The byte offset of an error; without a position, the end of the tokens.
    fn byte(&self, tokens: &Tokens, spot: Option<Spot>) -> u32 {
        match spot {
            Some(spot) => self.source.tokens[spot.token].start,
            None => self.source.tokens[tokens.clone()].last().map_or(0, |last| last.end),
        }
    }

    /// Converts tokens to a stream.
    fn stream_of(&self, tokens: Tokens, inside: Inside) -> Result<TokenStream, ParseError> {
        let mut trees = Vec::with_capacity(tokens.len());
        let mut ahead = Ahead::default();
        let mut parameter = tokens.start;
        let mut at = tokens.start;
        while at < tokens.end {
            if inside == Inside::Parameters && at == parameter {
                let (end, is_type) = self.parameter(at..tokens.end);
                if is_type {
                    let span = self.span(at, at);
                    trees.extend([Ident::new("_", span).into(), punct(':', Spacing::Alone, span)]);
                }
                parameter = end + 1;
            }
            if let Some(after) = self.left_out(&tokens, at, inside) {
                at = after;
                continue;
            }
            let token = self.source.tokens[at];
            match token.kind {
                TokenKind::Punct(sign) if token.opens() => {
                    let close = self.source.closing(at);
                    let closes = self.source.tokens[close];
                    if close == at || close >= tokens.end || !closes.is(closer(sign)) {
                        return Err(unbalanced(token));
                    }
                    let delimiter = match sign {
                        b'(' => Delimiter::Parenthesis,
                        b'[' => Delimiter::Bracket,
                        INVISIBLE_OPEN => Delimiter::None,
                        _ => Delimiter::Brace,
                    };
                    let mut group = Group::new(delimiter, self.inside(&tokens, at, close, (inside, ahead.group(sign)))?);
                    group.set_span(self.span(at, close));
                    trees.push(group.into());
                    at = close;
                }
                TokenKind::Punct(_) if token.closes() => return Err(unbalanced(token)),
                kind => {
                    match kind {
                        TokenKind::Punct(sign) => ahead.sign(sign, self.is(&tokens, at, 1, b'-')),
                        TokenKind::Keyword(_) => ahead.word(self.text(at), inside),
                        _ => {}
                    }
                    self.leaf(&tokens, at, &mut trees)?;
                }
            }
            at += 1;
        }
        Ok(trees.into_iter().collect())
    }

    /// Converts the tokens between two delimiters, as far as `syn` has to see them.
    fn inside(
        &self,
        tokens: &Tokens,
        open: usize,
        close: usize,
        (around, inside): (Inside, Inside),
    ) -> Result<TokenStream, ParseError> {
        if self.is_of_attribute(tokens, open) {
            // The contents of an attribute are left out, but it needs some path.
            let path = (open + 1 < close).then(|| TokenTree::from(Ident::new("a", self.span(open + 1, close - 1))));
            return Ok(path.into_iter().collect());
        }
        if self.is_of_macro(tokens, open) {
            return Ok(TokenStream::new());
        }
        // A brace follows `::` or `use` in imports only.
        let follows_path =
            self.is(tokens, open, 1, b':') && self.is(tokens, open, 2, b':') || open > tokens.start && self.text(open - 1) == "use";
        let is_import = self.source.tokens[open].is(b'{') && (follows_path || around == Inside::Imports);
        self.stream_of(open + 1..close, if is_import { Inside::Imports } else { inside })
    }

    /// The end of the first parameter, and whether it is a type without a name.
    fn parameter(&self, tokens: Tokens) -> (usize, bool) {
        let (mut angles, mut has_name) = (0usize, false);
        let mut at = tokens.start;
        while at < tokens.end {
            let is_arrow = self.is(&tokens, at, 1, b'-');
            match self.source.tokens[at].kind {
                TokenKind::Punct(b',') if angles == 0 => break,
                TokenKind::Punct(b'<') => angles += 1,
                TokenKind::Punct(b'>') if !is_arrow => angles = angles.saturating_sub(1),
                TokenKind::Punct(b':') if self.source.is(at + 1, b':') => at += 1,
                // A parameter with attributes has a name.
                TokenKind::Punct(b':' | b'#') if angles == 0 => has_name = true,
                _ => {}
            }
            at = self.source.closing(at) + 1;
        }
        let end = at.min(tokens.end);
        let is_receiver = end > tokens.start && self.text(end - 1) == "self";
        let is_variadic = self.source.is(tokens.start, b'.');
        (end, end > tokens.start && !has_name && !is_receiver && !is_variadic)
    }

    /// Whether a bracket opens an attribute: `#[…]`, `#![…]`.
    fn is_of_attribute(&self, tokens: &Tokens, open: usize) -> bool {
        let is_inner = self.is(tokens, open, 1, b'!') && self.is(tokens, open, 2, b'#');
        self.source.tokens[open].is(b'[') && (is_inner || self.is(tokens, open, 1, b'#'))
    }

    /// Whether a delimiter opens the arguments of a macro: `name!(…)`, `macro_rules! name(…)`.
    fn is_of_macro(&self, tokens: &Tokens, open: usize) -> bool {
        let is_name = |back: usize| self.before(tokens, open, back).is_some_and(|at| self.is_name(tokens, at));
        self.is(tokens, open, 1, b'!') && is_name(2) || is_name(1) && self.is(tokens, open, 2, b'!') && is_name(3)
    }

    /// The number of the token that is `back` tokens before another.
    fn before(&self, tokens: &Tokens, at: usize, back: usize) -> Option<usize> {
        at.checked_sub(back).filter(|before| *before >= tokens.start)
    }

    fn is(&self, tokens: &Tokens, at: usize, back: usize, punct: u8) -> bool {
        let before = self.before(tokens, at, back);
        before.is_some_and(|before| self.source.tokens[before].is(punct))
    }

    fn text(&self, at: usize) -> &'s str {
        self.source.tokens.get(at).map_or("", |token| token.text(&self.source.text))
    }

    /// Whether a word is an identifier at this position: it is not a keyword, or one that was introduced in a later edition.
    fn is_name(&self, tokens: &Tokens, at: usize) -> bool {
        match self.source.tokens[at].kind {
            TokenKind::Ident => true,
            TokenKind::Keyword(_) => match self.text(at) {
                "await" => !self.is(tokens, at, 1, b'.') || self.is(tokens, at, 2, b'.'),
                word @ ("async" | "dyn" | "try") => self.follows_definition(tokens, at) || !self.begins_syntax(word, at + 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the token before a word makes it an identifier regardless of what follows.
    fn follows_definition(&self, tokens: &Tokens, at: usize) -> bool {
        let Some(before) = self.before(tokens, at, 1) else {
            return false;
        };
        match self.source.tokens[before].kind {
            TokenKind::Punct(b'.') => !self.is(tokens, at, 2, b'.'),
            TokenKind::Keyword(_) => matches!(
                self.text(before),
                "fn" | "let" | "mod" | "struct" | "enum" | "trait" | "type" | "use" | "crate"
            ),
            _ => false,
        }
    }

    /// Whether a token continues the syntax that the keyword before it begins. It also counts if the token could not follow an
    /// identifier, because that is custom syntax of a macro.
    fn begins_syntax(&self, keyword: &str, next: usize) -> bool {
        let Some(token) = self.source.tokens.get(next) else {
            return false;
        };
        if token.kind == TokenKind::Ident || token.kind.is_literal() {
            return true;
        }
        match keyword {
            "async" => {
                matches!(
                    self.text(next),
                    "fn" | "move" | "unsafe" | "extern" | "use" | "for" | "static"
                ) || token.is(b'{')
                    || token.is(b'|')
            }
            "try" => token.is(b'{'),
            _ => match token.kind {
                TokenKind::Lifetime => true,
                TokenKind::Keyword(_) => !matches!(self.text(next), "as" | "in" | "else" | "if"),
                // `dyn::name` is a path, `dyn ::Name` a type.
                TokenKind::Punct(b':') => self.source.tokens[next - 1].end < token.start,
                TokenKind::Punct(sign) => b"(?<~[".contains(&sign),
                _ => false,
            },
        }
    }

    /// The number of the token after syntax that `syn` does not accept and that can be left out: the `pub` of `pub impl`, which
    /// an attribute macro removes; `box` before a pattern; `::` at the beginning of a tree inside a `use` tree.
    fn left_out(&self, tokens: &Tokens, at: usize, inside: Inside) -> Option<usize> {
        if inside == Inside::Imports && self.source.tokens[at].is(b':') {
            let begins_tree = at == tokens.start || self.source.tokens[at - 1].is(b',');
            return begins_tree.then_some((at + 2).min(tokens.end));
        }
        match self.source.tokens[at].kind {
            TokenKind::Keyword(_) if self.text(at) == "box" => return Some(at + 1),
            TokenKind::Keyword(_) if self.text(at) == "pub" => {}
            _ => return None,
        }
        let mut after = at + 1;
        if after < tokens.end && self.source.tokens[after].is(b'(') {
            after = self.source.closing(after) + 1;
        }
        let mut next = after;
        while next < tokens.end && matches!(self.text(next), "unsafe" | "default") {
            next += 1;
        }
        (next < tokens.end && self.text(next) == "impl").then_some(after)
    }

    fn leaf(&self, tokens: &Tokens, at: usize, trees: &mut Vec<TokenTree>) -> Result<(), ParseError> {
        let token = self.source.tokens[at];
        let text = token.text(&self.source.text);
        let span = self.span(at, at);
        let tree: TokenTree = match token.kind {
            TokenKind::Ident | TokenKind::Keyword(_) if self.is_name(tokens, at) => {
                name(text, span).ok_or_else(|| unknown(token))?
            }
            TokenKind::Keyword(_) | TokenKind::Underscore | TokenKind::Ident => Ident::new(text, span).into(),
            TokenKind::Lifetime => {
                trees.push(punct('\'', Spacing::Joint, span));
                name(text.strip_prefix('\'').unwrap_or(text), span).ok_or_else(|| unknown(token))?
            }
            TokenKind::Punct(sign) => {
                let next = self.source.tokens.get(at + 1).filter(|_| at + 1 < tokens.end);
                let is_joint = next.is_some_and(|next| next.start == token.end && is_operator(*next));
                let spacing = if is_joint { Spacing::Joint } else { Spacing::Alone };
                punct(char::from(sign), spacing, span)
            }
            TokenKind::Int | TokenKind::Float if self.is(tokens, at, 1, b'.') && !self.is(tokens, at, 2, b'.') => {
                self.indices(text, at, trees);
                return Ok(());
            }
            kind => {
                let mut literal = stand_in(kind).ok_or_else(|| unknown(token))?;
                literal.set_span(span);
                literal.into()
            }
        };
        trees.push(tree);
        Ok(())
    }

    /// Converts what follows the dot in `tuple.0` and `tuple.0.1`. The latter is a decimal number to the lexer.
    fn indices(&self, text: &str, at: usize, trees: &mut Vec<TokenTree>) {
        let place = 2 * (at + 1);
        let mut index = |text: &str, part: usize| {
            let mut literal = Literal::u32_unsuffixed(text.parse().unwrap_or_default());
            literal.set_span(self.part(place + part, place + part + 1));
            trees.push(literal.into());
        };
        let (first, second) = text.split_once('.').unwrap_or((text, ""));
        index(first, 0);
        if !second.is_empty() {
            index(second, 1);
        }
        if text.contains('.') {
            let dot = punct('.', Spacing::Alone, self.part(place, place + 1));
            let behind = trees.len() - usize::from(!second.is_empty());
            trees.insert(behind, dot);
        }
    }
}

/// Converts an identifier or lifetime. A keyword becomes a raw identifier. `None` if the lexer accepts it but the language does
/// not: `r#self`, `'1a`.
fn name(text: &str, span: Span) -> Option<TokenTree> {
    // `$crate` is a path segment like `crate`; its text determines the crate.
    let text = if text.starts_with('$') { "crate" } else { text };
    let (word, is_raw) = match text.strip_prefix("r#") {
        Some(word) => (word, true),
        None => (text, matches!(text, "async" | "await" | "dyn" | "try")),
    };
    let is_reserved = matches!(word, "_" | "self" | "super" | "Self" | "crate");
    if word.starts_with(|first: char| first.is_ascii_digit()) || word.is_empty() || is_raw && is_reserved {
        return None;
    }
    let ident = if is_raw {
        Ident::new_raw(word, span)
    } else {
        Ident::new(word, span)
    };
    Some(ident.into())
}

fn punct(sign: char, spacing: Spacing, span: Span) -> TokenTree {
    let mut punct = Punct::new(sign, spacing);
    punct.set_span(span);
    punct.into()
}

/// Whether a token may continue the operator that the punctuation before it begins.
fn is_operator(token: Token) -> bool {
    match token.kind {
        TokenKind::Punct(_) => !token.opens() && !token.closes(),
        TokenKind::Lifetime => true,
        _ => false,
    }
}

/// A literal of this kind with an arbitrary value. `syn` does not need the value; facts take it from the text.
fn stand_in(kind: TokenKind) -> Option<Literal> {
    Some(match kind {
        TokenKind::Int => Literal::u8_unsuffixed(0),
        TokenKind::Float => Literal::f32_unsuffixed(0.0),
        TokenKind::Char => Literal::character('a'),
        TokenKind::Byte => Literal::byte_character(b'a'),
        TokenKind::Str => Literal::string(""),
        TokenKind::ByteStr => Literal::byte_string(b""),
        TokenKind::CStr => Literal::c_string(c""),
        _ => return None,
    })
}

fn unbalanced(token: Token) -> ParseError {
    let message = match token.opens() {
        true => "unclosed delimiter",
        false => "unexpected closing delimiter",
    };
    ParseError {
        at: token.start,
        message: message.into(),
    }
}

fn unknown(token: Token) -> ParseError {
    ParseError {
        at: token.start,
        message: "unknown token".into(),
    }
}
