//! The text before parsing, tokenized once with the compiler's own lexer. Finds comments, which the parser skips, and nesting
//! that would overflow its stack, and splits a text into pieces that may parse on their own. It does not depend on the grammar.

use std::ops::Range;

use ra_ap_rustc_lexer::{DocStyle, FrontmatterAllowed, TokenKind as Lexed, strip_shebang, tokenize};

use super::tokens::{Token, TokenKind, Tokens, balance, closing, is_terminated};
use crate::ranges::Ranges;
use crate::steps::step;

/// A text that is prepared for the parser, with its tokens. Byte offsets are those of the original text.
#[derive(Debug)]
pub(in crate::facts) struct Source {
    /// The text, with byte order mark, shebang line and front matter blanked out.
    pub(in crate::facts) text: String,
    pub(in crate::facts) tokens: Vec<Token>,
    /// For each opening delimiter, the number of its closing one; for all other tokens, their own number.
    closing: Vec<u32>,
    /// The comments except doc comments.
    pub(in crate::facts) comments: Vec<Range<u32>>,
    pub(in crate::facts) docs: Vec<Doc>,
    /// For an expansion, the ranges of bytes that are copied from the call.
    of_call: Ranges,
    /// Whether the text is an expansion.
    pub(in crate::facts) is_expansion: bool,
    /// A literal or comment that is not terminated.
    pub(in crate::facts) unterminated: Option<Range<u32>>,
    /// Whether a comment before the first token says that the file is generated.
    pub(in crate::facts) generated: bool,
    /// The front matter of a cargo script: its manifest.
    pub(in crate::facts) front_matter: Option<String>,
}

/// A doc comment.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Doc {
    pub(in crate::facts) range: Range<u32>,
    /// Whether it documents the enclosing item: `//!`, `/*!`.
    pub(in crate::facts) is_inner: bool,
}

impl Source {
    pub(in crate::facts) fn new(original: &str) -> Self {
        let (text, front_matter) = blank_prologue(original);
        Self {
            front_matter,
            ..Self::tokenized(text)
        }
    }

    /// The text of an expansion, in which `$crate` is a name and a captured expression or type is between invisible delimiters.
    pub(in crate::facts) fn from_expansion(text: String, of_call: Ranges) -> Self {
        let mut source = Self {
            of_call,
            is_expansion: true,
            ..Self::tokenized(text)
        };
        let mut tokens: Vec<Token> = Vec::with_capacity(source.tokens.len());
        for token in std::mem::take(&mut source.tokens) {
            tokens.push(token);
            join_dollar_crate(&mut tokens, &source.text);
        }
        tokens.iter_mut().for_each(|token| token.show_delimiter(&source.text));
        source.closing = closing(&tokens);
        source.tokens = tokens;
        source
    }

    fn tokenized(text: String) -> Self {
        let mut source = Self {
            tokens: Vec::with_capacity(text.len() / 4),
            closing: Vec::new(),
            comments: Vec::new(),
            docs: Vec::new(),
            of_call: Ranges::default(),
            is_expansion: false,
            unterminated: None,
            generated: false,
            front_matter: None,
            text: String::new(),
        };
        let mut at = 0u32;
        let mut lexed = tokenize(&text, FrontmatterAllowed::No);
        while let Some(token) = lexed.next() {
            let range = at..at + token.len;
            at = range.end;
            match token.kind {
                // The lexer reserves `#"` and `##`, as edition 2024 does. In older code, which macros may have in their arguments,
                // the sign is a token of its own, and a string may follow.
                Lexed::GuardedStrPrefix => {
                    let sign = range.start..range.start + 1;
                    at = sign.end;
                    lexed = tokenize(&text[at as usize..], FrontmatterAllowed::No);
                    source.tokens.push(Token::new(Lexed::Pound, sign, &text));
                }
                Lexed::Whitespace => {}
                Lexed::LineComment { doc_style } => {
                    source.comment(&text, range, doc_style, true);
                }
                Lexed::BlockComment { doc_style, terminated } => {
                    source.comment(&text, range, doc_style, terminated);
                }
                kind => {
                    if !is_terminated(kind) {
                        source.unterminated.get_or_insert(range.clone());
                    }
                    source.tokens.push(Token::new(kind, range, &text));
                }
            }
        }
        drop(lexed);
        source.text = text;
        source.closing = closing(&source.tokens);
        source
    }

    fn comment(&mut self, text: &str, range: Range<u32>, doc: Option<DocStyle>, terminated: bool) {
        if !terminated {
            self.unterminated.get_or_insert(range.clone());
        }
        let comment = &text[range.start as usize..range.end as usize];
        // Only plain comments count, because generators write these. A doc comment may describe such marks.
        if doc.is_none() && self.tokens.is_empty() && says_generated(comment) {
            self.generated = true;
        }
        match doc {
            Some(style) => self.docs.push(Doc {
                range,
                is_inner: style == DocStyle::Inner,
            }),
            None => self.comments.push(range),
        }
    }

    /// All comments, doc comments among them, in the order of the text.
    pub(in crate::facts) fn all_comments(&self) -> impl Iterator<Item = Range<u32>> {
        let docs = self.docs.iter().map(|doc| doc.range.clone());
        let mut all: Vec<Range<u32>> = self.comments.iter().cloned().chain(docs).collect();
        all.sort_unstable_by_key(|comment| comment.start);
        all.into_iter()
    }

    /// The doc comments in a range of bytes: inner or outer ones.
    pub(in crate::facts) fn docs(&self, within: Range<u32>, inner: bool) -> impl Iterator<Item = &Doc> {
        let first = self.docs.partition_point(|doc| doc.range.start < within.start);
        let docs = self.docs[first..].iter();
        let docs = docs.take_while(move |doc| doc.range.end <= within.end);
        docs.filter(move |doc| doc.is_inner == inner)
    }

    /// Whether a byte of an expansion is copied from the call.
    pub(in crate::facts) fn is_of_call(&self, byte: u32) -> bool {
        self.of_call.contain(byte)
    }

    /// The number of the first token that begins at or after a byte offset.
    pub(in crate::facts) fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// The end of the last token before a byte offset.
    pub(in crate::facts) fn end_before(&self, byte: u32) -> u32 {
        let before = self.token_at(byte).checked_sub(1);
        before.map_or(0, |before| self.tokens[before].end)
    }

    /// Whether the token with this number exists and is this punctuation character.
    pub(in crate::facts) fn is(&self, token: usize, punct: u8) -> bool {
        self.tokens.get(token).is_some_and(|token| token.is(punct))
    }

    /// Whether the previous token is a colon.
    pub(in crate::facts) fn follows_colon(&self, token: usize) -> bool {
        token > 0 && self.tokens[token - 1].is(b':')
    }

    /// The number of the closing delimiter of a token.
    pub(in crate::facts) fn closing(&self, token: usize) -> usize {
        self.closing[token] as usize
    }

    /// The texts of tokens, with a space between any two.
    pub(in crate::facts) fn spaced(&self, tokens: &[Token]) -> String {
        let texts: Vec<&str> = tokens.iter().map(|token| token.text(&self.text)).collect();
        texts.join(" ")
    }

    /// The tokens that lie within a range of bytes.
    pub(in crate::facts) fn tokens_in(&self, range: Range<u32>) -> &[Token] {
        &self.tokens[self.numbers_in(range)]
    }

    /// The numbers of the tokens that lie within a range of bytes.
    pub(in crate::facts) fn numbers_in(&self, range: Range<u32>) -> Tokens {
        let from = self.token_at(range.start);
        let to = self.tokens.partition_point(|token| token.end <= range.end);
        from..to.max(from)
    }

    /// The pieces of the text that may each be an item. They end at a `;` or `}` outside of all delimiters. If the delimiters do
    /// not balance, the keyword of an item at the beginning of a line begins a new piece as well.
    pub(in crate::facts) fn pieces(&self) -> Vec<Range<u32>> {
        let balanced = balance(&self.tokens);
        let mut pieces = Vec::new();
        let mut start = None;
        let mut depth = 0usize;
        let mut head = PieceHead::default();
        for (index, token) in self.tokens.iter().enumerate() {
            if start.is_some() && !balanced && self.starts_item_at_margin(token) && !self.follows_attribute(index) {
                let from = start.take().unwrap_or(token.start);
                pieces.push(from..self.tokens[index - 1].end);
                depth = 0;
            }
            if start.is_none() {
                start = Some(token.start);
                head = PieceHead::default();
            }
            head.go_on(*token, &self.text);
            depth += usize::from(token.opens());
            depth = depth.saturating_sub(usize::from(token.closes()));
            let ends = match token.kind {
                TokenKind::Punct(b';') => depth == 0,
                TokenKind::Punct(b'}') => depth == 0 && !head.ends_at_semicolon(&self.text) && !self.goes_on_at(index + 1),
                _ => false,
            };
            if ends && let Some(from) = start.take() {
                pieces.push(from..token.end);
            }
        }
        if let (Some(from), Some(last)) = (start, self.tokens.last()) {
            pieces.push(from..last.end);
        }
        pieces
    }

    /// Whether a piece other than the first begins with an inner attribute, which must precede all items.
    pub(in crate::facts) fn has_late_inner_attributes(&self, pieces: &[Range<u32>]) -> bool {
        let mut late = pieces.iter().skip(1).map(|piece| self.token_at(piece.start));
        late.any(|first| self.is(first, b'#') && self.is(first + 1, b'!'))
    }

    /// Whether the item continues after a closing brace, as in `impl A<{ N }> for B`.
    fn goes_on_at(&self, index: usize) -> bool {
        self.is(index, b'>') || self.is(index, b',')
    }

    fn starts_item_at_margin(&self, token: &Token) -> bool {
        let at_margin = token.start == 0 || self.text.as_bytes()[token.start as usize - 1] == b'\n';
        at_margin
            && matches!(
                token.text(&self.text),
                "fn" | "pub"
                    | "impl"
                    | "struct"
                    | "enum"
                    | "trait"
                    | "use"
                    | "mod"
                    | "static"
                    | "const"
                    | "type"
                    | "extern"
                    | "unsafe"
                    | "async"
                    | "macro_rules"
                    | "#"
            )
    }

    /// Whether an attribute precedes the token. It belongs to the same item, so no piece begins here.
    fn follows_attribute(&self, index: usize) -> bool {
        index > 0 && self.tokens[index - 1].is(b']') && !self.tokens[index].is(b'#')
    }
}

/// The first words of a piece, collected token by token. Searching for them at the end of a piece would take quadratic time.
#[derive(Default)]
struct PieceHead {
    /// Number of open parentheses and brackets.
    depth: usize,
    /// The first two words outside of these, except `pub`.
    words: [Option<Token>; 2],
}

impl PieceHead {
    fn go_on(&mut self, token: Token, text: &str) {
        step();
        match token.kind {
            TokenKind::Punct(b'[' | b'(') => self.depth += 1,
            TokenKind::Punct(b']' | b')') => self.depth = self.depth.saturating_sub(1),
            _ if self.depth == 0 && token.is_word() && token.text(text) != "pub" => self.word(token),
            _ => {}
        }
    }

    fn word(&mut self, token: Token) {
        if let Some(free) = self.words.iter_mut().find(|word| word.is_none()) {
            *free = Some(token);
        }
    }

    /// Whether the piece ends at a semicolon only, whatever braces it contains: `use`, `static`, `const` and `type`.
    fn ends_at_semicolon(&self, text: &str) -> bool {
        let [first, second] = self.words.map(|word| word.map(|token| token.text(text)));
        match first {
            Some("use" | "static" | "type") => true,
            Some("const") => !matches!(second, Some("fn" | "unsafe" | "async" | "extern")),
            _ => false,
        }
    }
}

/// Joins `$` and `crate` at the end of the tokens to one name. Each `$` before them is part of it: `$$crate` is the `$crate` of
/// the text that the call is in.
fn join_dollar_crate(tokens: &mut Vec<Token>, text: &str) {
    let Some(last) = tokens.pop() else { return };
    let mut joined = last;
    if last.text(text) == "crate" {
        while let Some(dollar) = tokens.pop_if(|before| before.is(b'$') && before.end == joined.start) {
            joined.start = dollar.start;
            joined.kind = TokenKind::Ident;
        }
    }
    tokens.push(joined);
}

/// Whether a comment contains a mark that generators leave: `@generated`, and the sentences of bindgen, protoc and Go-style
/// tools.
fn says_generated(comment: &str) -> bool {
    let lower = comment.to_ascii_lowercase();
    lower.contains("@generated")
        || lower.contains("automatically generated by")
        || (lower.contains("generated") && lower.contains("do not edit"))
}

/// Blanks out what precedes the Rust code: byte order mark, shebang line, front matter of a cargo script. All byte offsets and
/// line numbers stay the same. Also returns the lines of the front matter without its fences, if there is one.
fn blank_prologue(original: &str) -> (String, Option<String>) {
    let mark = if original.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let shebang = mark + strip_shebang(&original[mark..]).unwrap_or(0);
    let front_matter = shebang
        + tokenize(&original[shebang..], FrontmatterAllowed::Yes)
            .scan(0usize, |at, token| {
                *at += token.len as usize;
                Some((token.kind, *at))
            })
            .take_while(|(kind, _)| matches!(kind, Lexed::Whitespace | Lexed::Frontmatter { .. }))
            .filter(|(kind, _)| matches!(kind, Lexed::Frontmatter { .. }))
            .last()
            .map_or(0, |(_, end)| end);
    let blanked = original[..front_matter]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let mut text: String = blanked.collect();
    text.push_str(&original[front_matter..]);
    let fenced = original[shebang..front_matter].trim();
    let lines = fenced.split_once('\n').and_then(|(_, rest)| rest.rsplit_once('\n'));
    (text, lines.map(|(lines, _)| lines.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::depth as depth_of;
    use super::*;
    use crate::steps::steps_of;

    fn pieces(text: &str) -> Vec<String> {
        let source = Source::new(text);
        source
            .pieces()
            .into_iter()
            .map(|range| text[range.start as usize..range.end as usize].to_owned())
            .collect()
    }

    #[test]
    fn a_piece_ends_where_an_item_ends() {
        assert_eq!(
            pieces("use a::{b};\n#[x]\nfn f() { g(); }\nconst A: B = B { c: 1 };\nconst fn h() {} struct S;"),
            [
                "use a::{b};",
                "#[x]\nfn f() { g(); }",
                "const A: B = B { c: 1 };",
                "const fn h() {}",
                "struct S;"
            ]
        );
        assert_eq!(
            pieces("impl A<{ 1 }, { 2 }> for B {} m! {} fn f() {}"),
            ["impl A<{ 1 }, { 2 }> for B {}", "m! {}", "fn f() {}"]
        );
    }

    #[test]
    fn an_item_at_the_margin_ends_what_was_left_open() {
        assert_eq!(
            pieces("fn broken() { if x {\n#[test]\nfn whole() {}\nfn last() {}"),
            ["fn broken() { if x {", "#[test]\nfn whole() {}", "fn last() {}"]
        );
    }

    /// Each token is read once, however many pieces there are.
    #[test]
    fn text_of_many_pieces_is_cut_in_one_pass() {
        for part in ["}", ";", "\n#", "\nfn", "(", ")", "\npub", "\n[fn", "{ ;", "use x; "] {
            let source = Source::new(&part.repeat(1000));
            let steps = steps_of(|| drop(source.pieces()));
            assert_eq!(steps, source.tokens.len() as u64, "{part:?}");
        }
    }

    #[test]
    fn the_prologue_keeps_every_place() {
        let text = "\u{feff}#!/usr/bin/env cargo\n---\n[dependencies]\n---\nfn main() {}\n";
        let source = Source::new(text);
        assert_eq!(source.text.len(), text.len());
        assert_eq!(source.text.trim(), "fn main() {}");
        assert_eq!(source.text.lines().count(), text.lines().count());
    }

    #[test]
    fn depth_counts_delimiters_operators_and_chains() {
        let depth = |text: &str| {
            let source = Source::new(text);
            depth_of(&source.tokens, &source.text)
        };
        assert!(depth(&"(".repeat(500)) >= 500);
        assert!(depth(&format!("fn f() {{ {} x }}", "!".repeat(500))) >= 500);
        assert!(depth(&format!("fn f() {{ if a {{}} {} }}", "else if a {}".repeat(500))) >= 500);
        assert!(depth(&"fn f() { g(1, 2); h(); } ".repeat(500)) < 30);
    }
}
