//! Scanning: finds paths in tokens that do not parse, such as the arms of `macro_rules!` and the custom syntax of other macros.
//! Bindings are unknown there.

use std::ops::Range;

use super::locals::LocalNamespace;
use super::tokens::{TokenKind, Tokens};
use super::walk::Walk;
use crate::facts::model::{Certainty, Context, FirstArgument, LiteralRole, Name, Segments};

impl<'t> Walk<'t> {
    /// Records the paths in these tokens. A single lower-case name counts only if it is called.
    pub(super) fn scan(&mut self, tokens: Tokens) {
        let outer = (
            std::mem::replace(&mut self.in_macro, true),
            std::mem::replace(&mut self.certainty, Certainty::Scanned),
        );
        self.scan_tokens(tokens, 0);
        (self.in_macro, self.certainty) = outer;
    }

    fn scan_tokens(&mut self, tokens: Tokens, depth: usize) {
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(end) = self.scan_path(&tokens, at) {
                at = end;
                continue;
            }
            self.note_literal(at, LiteralRole::Plain);
            let close = self.text.source.closing(at);
            if close > at && !(at > tokens.start && self.is(&tokens, at - 1, b'#')) {
                self.scan_group(at, depth);
            }
            at = close + 1;
        }
    }

    /// Scans a group. It may be code although its surroundings are not, so it is parsed first. The depth of these attempts is
    /// limited, since each parses everything inside it.
    fn scan_group(&mut self, open: usize, depth: usize) {
        const DEEPEST_TRY: usize = 64;
        let inside = open + 1..self.text.source.closing(open);
        let may_be_block = self.text.source.tokens[open].is(b'{') && depth < DEEPEST_TRY;
        let block = if may_be_block {
            self.text.parsed_block(inside.clone())
        } else {
            None
        };
        match block {
            Some(block) => {
                self.statements(&block);
            }
            None => self.scan_tokens(inside, depth + 1),
        }
    }

    /// Records the path that begins at `start`, if there is one. Returns the number of the token after it.
    fn scan_path(&mut self, tokens: &Tokens, start: usize) -> Option<usize> {
        let mut at = start;
        let mut segments = Segments::new();
        let is_after = |punct| start > tokens.start && self.is(tokens, start - 1, punct);
        let follows_name = start > tokens.start && self.is_ident(tokens, start - 1);
        let absolute = self.is_separator(tokens, at) && !is_after(b'>') && !follows_name;
        let crate_of_macro = self.is(tokens, at, b'$') && self.is_word(tokens, at + 1, "crate");
        let first;
        if crate_of_macro {
            segments.push(self.tables.name("$crate"));
            first = at;
            at += 2;
        } else {
            if absolute {
                at += 2;
            }
            if !self.is_ident(tokens, at) || !absolute && !self.begins_path(tokens, at) {
                return None;
            }
            segments.push(self.tables.name(self.word(at)));
            first = at;
            at += 1;
        }
        let mut last = at - 1;
        while self.is_separator(tokens, at) {
            if self.is_ident(tokens, at + 2) {
                segments.push(self.tables.name(self.word(at + 2)));
                last = at + 2;
                at += 3;
            } else if self.is(tokens, at + 2, b'<') {
                at = self.after_angles(tokens, at + 2);
            } else {
                break;
            }
        }
        self.scanned(&segments, absolute, first..last, tokens, at);
        Some(at)
    }

    /// Records a path, with the context that follows from the tokens after it.
    fn scanned(&mut self, segments: &[Name], absolute: bool, names: Range<usize>, tokens: &Tokens, end: usize) {
        let Some(&name) = segments.last() else { return };
        let capital = self.tables.facts.name(name).starts_with(char::is_uppercase);
        let context = if self.is(tokens, end, b'!') && !self.is(tokens, end + 1, b'=') {
            Context::Macro
        } else if self.is(tokens, end, b'(') {
            Context::Call
        } else if self.is(tokens, end, b'{') && capital && self.is_literal(end) {
            Context::Construct
        } else {
            Context::Value
        };
        if context == Context::Macro && end + 1 < tokens.end {
            let arguments = end + 2..self.text.source.closing(end + 1).max(end + 2);
            self.note_roles(self.word(names.end), &arguments);
        }
        let single = segments.len() == 1 && !absolute;
        if single {
            let telling = matches!(context, Context::Macro | Context::Call) || capital;
            let bound = context != Context::Macro
                && (self
                    .locals
                    .get(name, self.values_at(self.text.source.tokens[names.start].start))
                    .is_some()
                    || self.locals.get(name, LocalNamespace::Type).is_some());
            if !telling || bound || self.tables.facts.name(name) == "$crate" || is_keyword(self.tables.facts.name(name)) {
                return;
            }
        }
        let open = end + usize::from(context == Context::Macro);
        let argument = match open < tokens.end && self.text.source.closing(open) > open + 1 {
            true => self.string(&self.text.source.tokens[open + 1]).map(FirstArgument::Text),
            false => None,
        };
        let all = &self.text.source.tokens;
        let span = self.text.places.span(all[names.start].start, all[names.end].end);
        let path = self.tables.path_id(absolute, segments);
        self.refer(path, span, context, Certainty::Scanned, argument, None);
    }

    fn word(&self, token: usize) -> &'t str {
        self.text.source.tokens[token].text(&self.text.source.text)
    }

    fn is(&self, tokens: &Tokens, at: usize, punct: u8) -> bool {
        tokens.contains(&at) && self.text.source.tokens[at].is(punct)
    }

    fn is_ident(&self, tokens: &Tokens, at: usize) -> bool {
        tokens.contains(&at) && self.text.source.tokens[at].is_word()
    }

    fn is_word(&self, tokens: &Tokens, at: usize, text: &str) -> bool {
        self.is_ident(tokens, at) && self.word(at) == text
    }

    fn is_separator(&self, tokens: &Tokens, at: usize) -> bool {
        self.is(tokens, at, b':') && self.is(tokens, at + 1, b':')
    }

    /// Whether the identifier at `at` begins a path. It does not if it is a field or method, a metavariable, the name of a
    /// definition, or the rest of a path that does not begin with a name (`<T>::name`, `$type::name`).
    fn begins_path(&self, tokens: &Tokens, at: usize) -> bool {
        const DEFINES: &[&str] = &[
            "fn",
            "struct",
            "enum",
            "union",
            "trait",
            "mod",
            "type",
            "const",
            "static",
            "let",
            "mut",
            "ref",
            "macro_rules",
        ];
        if at == tokens.start {
            return true;
        }
        let is_twice = |punct| at > tokens.start + 1 && self.is(tokens, at - 2, punct);
        match self.text.source.tokens[at - 1].kind {
            TokenKind::Punct(b'.') => is_twice(b'.'),
            TokenKind::Punct(b'$') | TokenKind::Punct(b'#') => false,
            TokenKind::Punct(b':') => !is_twice(b':'),
            _ if self.text.source.tokens[at - 1].is_word() => {
                matches!(self.word(at), "crate" | "self" | "super" | "Self") || !DEFINES.contains(&self.word(at - 1))
            }
            _ => true,
        }
    }

    /// The number of the token after the generic arguments that begin at `at`.
    fn after_angles(&self, tokens: &Tokens, mut at: usize) -> usize {
        let mut depth = 0usize;
        while at < tokens.end {
            match self.text.source.tokens[at].kind {
                TokenKind::Punct(b'<') => depth += 1,
                TokenKind::Punct(b'>') if !self.is(tokens, at - 1, b'-') => depth = depth.saturating_sub(1),
                TokenKind::Punct(b';') => return at,
                _ => {}
            }
            at = self.text.source.closing(at) + 1;
            if depth == 0 {
                break;
            }
        }
        at
    }

    /// Whether the contents of braces look like the fields of a struct literal.
    fn is_literal(&self, open: usize) -> bool {
        let inside = open + 1..self.text.source.closing(open);
        let first = inside.start;
        if self.is_ident(&inside, first) {
            inside.len() == 1 || self.is(&inside, first + 1, b',') || self.is(&inside, first + 1, b':')
        } else {
            inside.is_empty() || self.is(&inside, first, b'.') && self.is(&inside, first + 1, b'.')
        }
    }
}

pub(super) fn is_keyword(text: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn", "for", "if",
        "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "Self", "static", "struct",
        "super", "trait", "true", "type", "unsafe", "use", "where", "while",
    ];
    KEYWORDS.contains(&text)
}
