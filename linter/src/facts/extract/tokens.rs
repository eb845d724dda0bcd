//! Tokens of a text, produced by the compiler's own lexer. Hashes, comments and the parser all use them. They do not depend on
//! the grammar.

use std::ops::Range;

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind as Lexed, tokenize};

/// A token other than white space and comments.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Token {
    pub(in crate::facts) kind: TokenKind,
    pub(in crate::facts) start: u32,
    pub(in crate::facts) end: u32,
}

/// Tokens of a file: a range of their numbers.
pub(in crate::facts) type Tokens = Range<usize>;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum TokenKind {
    Ident,
    /// A keyword of edition 2021, as an index into [`KEYWORDS`].
    Keyword(u8),
    Underscore,
    Lifetime,
    Int,
    Float,
    Char,
    Byte,
    Str,
    ByteStr,
    CStr,
    /// A single punctuation character. The lexer does not combine them.
    Punct(u8),
    /// Not a token of the language.
    Unknown,
}

/// The keywords of edition 2021, including reserved ones. Sorted. In older code, `async`, `await`, `dyn` and `try` may be
/// identifiers; their position determines whether they are.
const KEYWORDS: [&str; 51] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Length of the longest keywords: `abstract`, `continue`, `override`.
const LONGEST_KEYWORD: usize = 8;

/// The invisible delimiters around an expression or type that a macro captured and wrote into its expansion, so that it stays one
/// expression or type.
pub(in crate::facts) const INVISIBLE_OPEN: u8 = 1;
pub(in crate::facts) const INVISIBLE_CLOSE: u8 = 2;

impl TokenKind {
    fn new(kind: Lexed, text: &str) -> Self {
        match kind {
            Lexed::Ident if text == "_" => Self::Underscore,
            // In edition 2018, `a#b` is three tokens. The lexer does not know the edition.
            Lexed::Ident | Lexed::UnknownPrefix => Self::of_word(text),
            Lexed::RawIdent => Self::Ident,
            Lexed::Lifetime { .. } | Lexed::RawLifetime => Self::Lifetime,
            Lexed::Literal { kind, .. } => match kind {
                LiteralKind::Int { .. } => Self::Int,
                LiteralKind::Float { .. } => Self::Float,
                LiteralKind::Char { .. } => Self::Char,
                LiteralKind::Byte { .. } => Self::Byte,
                LiteralKind::Str { .. } | LiteralKind::RawStr { .. } => Self::Str,
                LiteralKind::ByteStr { .. } | LiteralKind::RawByteStr { .. } => Self::ByteStr,
                LiteralKind::CStr { .. } | LiteralKind::RawCStr { .. } => Self::CStr,
            },
            _ => match text.as_bytes() {
                [only] if b"$;,(){}[]<>@#~?&|+*/^%.:=!-".contains(only) => Self::Punct(*only),
                _ => Self::Unknown,
            },
        }
    }

    fn of_word(text: &str) -> Self {
        if text.len() > LONGEST_KEYWORD {
            return Self::Ident;
        }
        let keyword = KEYWORDS.binary_search(&text);
        keyword.map_or(Self::Ident, |at| Self::Keyword(at as u8))
    }

    /// Whether it is an identifier or keyword.
    pub(in crate::facts) fn is_word(self) -> bool {
        matches!(self, Self::Ident | Self::Keyword(_) | Self::Underscore)
    }

    pub(in crate::facts) fn is_literal(self) -> bool {
        use TokenKind::{Byte, ByteStr, CStr, Char, Float, Int, Str};
        matches!(self, Int | Float | Char | Byte | Str | ByteStr | CStr)
    }

    /// Whether it is an opening delimiter.
    pub(in crate::facts) fn opens(self) -> bool {
        matches!(self, Self::Punct(b'{' | b'(' | b'[' | INVISIBLE_OPEN))
    }

    /// Whether it is a closing delimiter.
    pub(in crate::facts) fn closes(self) -> bool {
        matches!(self, Self::Punct(b'}' | b')' | b']' | INVISIBLE_CLOSE))
    }
}

impl Token {
    /// Converts a token of the lexer. `text` is the whole file.
    pub(in crate::facts) fn new(kind: Lexed, range: Range<u32>, text: &str) -> Self {
        Self {
            kind: TokenKind::new(kind, &text[range.start as usize..range.end as usize]),
            start: range.start,
            end: range.end,
        }
    }

    /// In an expansion: makes an invisible delimiter a delimiter.
    pub(in crate::facts) fn show_delimiter(&mut self, text: &str) {
        if self.kind == TokenKind::Unknown
            && let [sign @ (INVISIBLE_OPEN | INVISIBLE_CLOSE)] = *self.text(text).as_bytes()
        {
            self.kind = TokenKind::Punct(sign);
        }
    }

    pub(in crate::facts) fn text(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    pub(in crate::facts) fn is(self, punct: u8) -> bool {
        self.kind == TokenKind::Punct(punct)
    }

    pub(in crate::facts) fn is_word(self) -> bool {
        self.kind.is_word()
    }

    pub(in crate::facts) fn opens(self) -> bool {
        self.kind.opens()
    }

    pub(in crate::facts) fn closes(self) -> bool {
        self.kind.closes()
    }
}

/// The depth that a recursive descent parser may reach on these tokens: open delimiters, plus in each of them the tokens since
/// the last separator, because operators, chains and `else if` nest without delimiters.
pub(in crate::facts) fn depth(tokens: &[Token], text: &str) -> usize {
    let mut deepest = 0;
    let mut below = 0; // sum over the delimiters that are open
    let mut run = 0; // tokens since the last separator on the present level
    let mut open: Vec<usize> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.opens() {
            open.push(run);
            below += run + 1;
            run = 0;
        } else if token.closes() {
            run = open.pop().unwrap_or(0);
            below = below.saturating_sub(run + 1);
            let closes_statement = token.is(b'}') && !tokens.get(index + 1).is_some_and(|next| continues(*next, text));
            run = if closes_statement { 0 } else { run + 1 };
        } else if token.is(b';') || token.is(b',') {
            run = 0;
        } else {
            run += 1;
        }
        deepest = deepest.max(below + run);
    }
    deepest
}

/// Whether the expression that a `}` ended continues with this token.
fn continues(next: Token, text: &str) -> bool {
    match next.kind {
        TokenKind::Keyword(_) => matches!(next.text(text), "else" | "as"),
        TokenKind::Punct(sign) => !matches!(sign, b'#' | b'}'),
        _ => false,
    }
}

/// Whether the first token is a delimiter that the last one closes.
pub(in crate::facts) fn closes_at_end(tokens: &[Token]) -> bool {
    let mut depth = 0usize;
    let end = tokens.iter().position(|token| {
        depth += usize::from(token.opens());
        depth = depth.saturating_sub(usize::from(token.closes()));
        depth == 0
    });
    tokens.len() > 1 && end == Some(tokens.len() - 1)
}

/// For each opening delimiter, the number of its closing one; for all other tokens, their own number.
pub(in crate::facts) fn closing(tokens: &[Token]) -> Vec<u32> {
    let mut closing: Vec<u32> = (0..tokens.len() as u32).collect();
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.opens() {
            open.push(at);
        } else if token.closes()
            && let Some(opening) = open.pop()
        {
            closing[opening] = at as u32;
        }
    }
    closing
}

/// The end of the operator that begins at a token: the longest one whose characters follow each other directly, as in the compiler.
/// Any other token is alone.
pub(in crate::facts) fn end_of_operator(tokens: &[Token], at: usize) -> usize {
    const OPERATORS: [&[u8]; 25] = [
        b"<<=", b">>=", b"...", b"..=", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=", b"%=", b"^=", b"&=",
        b"|=", b"<<", b">>", b"..", b"::", b"->", b"<-", b"=>",
    ];
    let mut signs = [0; 3];
    let mut count = 0;
    while let Some(token) = tokens.get(at + count)
        && let TokenKind::Punct(sign) = token.kind
        && (count == 0 || tokens[at + count - 1].end == token.start)
        && count < signs.len()
    {
        signs[count] = sign;
        count += 1;
    }
    let operator = OPERATORS.iter().find(|operator| signs[..count].starts_with(operator));
    at + operator.map_or(1, |operator| operator.len())
}

/// Whether every delimiter is closed by its counterpart.
pub(in crate::facts) fn balance(tokens: &[Token]) -> bool {
    let mut open = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Punct(sign) if token.opens() => open.push(sign),
            TokenKind::Punct(sign) if token.closes() => match open.pop() {
                Some(opening) if closer(opening) == sign => {}
                _ => return false,
            },
            _ => {}
        }
    }
    open.is_empty()
}

/// The closing delimiter for an opening one.
pub(in crate::facts) fn closer(opening: u8) -> u8 {
    match opening {
        b'(' => b')',
        b'[' => b']',
        INVISIBLE_OPEN => INVISIBLE_CLOSE,
        _ => b'}',
    }
}

/// Whether a literal is terminated.
pub(in crate::facts) fn is_terminated(kind: Lexed) -> bool {
    let Lexed::Literal { kind, .. } = kind else { return true };
    match kind {
        LiteralKind::Char { terminated }
        | LiteralKind::Byte { terminated }
        | LiteralKind::Str { terminated }
        | LiteralKind::ByteStr { terminated }
        | LiteralKind::CStr { terminated } => terminated,
        LiteralKind::RawStr { n_hashes } | LiteralKind::RawByteStr { n_hashes } | LiteralKind::RawCStr { n_hashes } => {
            n_hashes.is_some()
        }
        LiteralKind::Int { .. } | LiteralKind::Float { .. } => true,
    }
}

/// The suffix of a number, such as `u8`.
pub(in crate::facts) fn suffix(number: &str) -> &str {
    match tokenize(number, FrontmatterAllowed::No).next().map(|token| token.kind) {
        Some(Lexed::Literal { suffix_start, .. }) => number.get(suffix_start as usize..).unwrap_or_default(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;

    #[test]
    fn keywords_are_found() {
        assert!(KEYWORDS.is_sorted());
    }
}
