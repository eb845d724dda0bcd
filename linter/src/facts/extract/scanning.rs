//! Paths among tokens that are no Rust syntax as a whole: the arms of `macro_rules!`, the languages of other macros. Bindings are
//! not known there.

use std::ops::Range;

use super::locals::Space;
use super::source::Tokens;
use super::tree::Kind;
use super::walk::Walk;
use crate::facts::model::Segments;
use crate::facts::model::{Certainty, Context, Name};

impl<'t> Walk<'t> {
    /// Finds the paths in tokens. A bare lower-case name counts only when it is called.
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
            let close = self.source.closing(at);
            if close > at && !(at > tokens.start && self.is(&tokens, at - 1, Kind::POUND)) {
                self.scan_group(at, depth);
            }
            at = close + 1;
        }
    }

    /// A group may be code even where its surroundings are not. To try that, all that is in it is parsed, again at each depth.
    fn scan_group(&mut self, open: usize, depth: usize) {
        const DEEPEST_TRY: usize = 64;
        let inside = open + 1..self.source.closing(open);
        let may_be_block = self.source.tokens[open].kind == Kind::L_CURLY && depth < DEEPEST_TRY;
        let block = if may_be_block {
            self.parsed_block(inside.clone())
        } else {
            None
        };
        match block {
            Some(block) => {
                block.root().map(|block| self.block(block));
            }
            None => self.scan_tokens(inside, depth + 1),
        }
    }

    /// Takes in the path that begins at `start`, if one does; answers where it ends.
    fn scan_path(&mut self, tokens: &Tokens, start: usize) -> Option<usize> {
        let mut at = start;
        let mut segments = Segments::new();
        let is_after = |kind| start > tokens.start && self.is(tokens, start - 1, kind);
        let follows_name = start > tokens.start && self.is_ident(tokens, start - 1);
        let absolute = self.is_separator(tokens, at) && !is_after(Kind::R_ANGLE) && !follows_name;
        let crate_of_macro = self.is(tokens, at, Kind::DOLLAR) && self.is_word(tokens, at + 1, "crate");
        let first;
        if crate_of_macro {
            segments.push(self.name("$crate"));
            first = at;
            at += 2;
        } else {
            if absolute {
                at += 2;
            }
            if !self.is_ident(tokens, at) || !absolute && !self.begins_path(tokens, at) {
                return None;
            }
            segments.push(self.name(self.text(at)));
            first = at;
            at += 1;
        }
        let mut last = at - 1;
        while self.is_separator(tokens, at) {
            if self.is_ident(tokens, at + 2) {
                segments.push(self.name(self.text(at + 2)));
                last = at + 2;
                at += 3;
            } else if self.is(tokens, at + 2, Kind::L_ANGLE) {
                at = self.after_angles(tokens, at + 2);
            } else {
                break;
            }
        }
        self.scanned(&segments, absolute, first..last, tokens, at);
        Some(at)
    }

    /// Takes in a path from its first to its last name, and what stands at its end.
    fn scanned(&mut self, segments: &[Name], absolute: bool, names: Range<usize>, tokens: &Tokens, end: usize) {
        let Some(&name) = segments.last() else { return };
        let capital = self.facts.name(name).starts_with(char::is_uppercase);
        let context = if self.is(tokens, end, Kind::BANG) && !self.is(tokens, end + 1, Kind::EQ) {
            Context::Macro
        } else if self.is(tokens, end, Kind::L_PAREN) {
            Context::Call
        } else if self.is(tokens, end, Kind::L_CURLY) && capital && self.is_literal(end) {
            Context::Construct
        } else {
            Context::Value
        };
        let single = segments.len() == 1 && !absolute;
        if single {
            let telling = matches!(context, Context::Macro | Context::Call) || capital;
            let bound = context != Context::Macro
                && (self.locals.get(name, Space::Value).is_some() || self.locals.get(name, Space::Type).is_some());
            if !telling || bound || self.facts.name(name) == "$crate" || is_keyword(self.facts.name(name)) {
                return;
            }
        }
        let open = end + usize::from(context == Context::Macro);
        let argument = match open < tokens.end && self.source.closing(open) > open + 1 {
            true => self.string(&self.source.tokens[open + 1]),
            false => None,
        };
        let all = &self.source.tokens;
        let span = self.places.span(all[names.start].start, all[names.end].end);
        let path = self.path_id(absolute, segments);
        self.refer(path, span, context, Certainty::Scanned, argument, None);
    }

    fn text(&self, token: usize) -> &'t str {
        self.source.tokens[token].text(&self.source.text)
    }

    fn is(&self, tokens: &Tokens, at: usize, kind: Kind) -> bool {
        tokens.contains(&at) && self.source.tokens[at].kind == kind
    }

    fn is_ident(&self, tokens: &Tokens, at: usize) -> bool {
        tokens.contains(&at) && self.source.tokens[at].is_word()
    }

    fn is_word(&self, tokens: &Tokens, at: usize, text: &str) -> bool {
        self.is_ident(tokens, at) && self.text(at) == text
    }

    fn is_separator(&self, tokens: &Tokens, at: usize) -> bool {
        self.is(tokens, at, Kind::COLON) && self.is(tokens, at + 1, Kind::COLON)
    }

    /// An identifier begins a path unless it is a field or method, a metavariable, a definition's name, or the rest of a
    /// path whose beginning is no plain path (`<T>::name`, `$type::name`).
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
        let is_twice = |kind| at > tokens.start + 1 && self.is(tokens, at - 2, kind);
        match self.source.tokens[at - 1].kind {
            Kind::DOT => is_twice(Kind::DOT),
            Kind::DOLLAR | Kind::POUND => false,
            Kind::COLON => !is_twice(Kind::COLON),
            _ if self.source.tokens[at - 1].is_word() => {
                matches!(self.text(at), "crate" | "self" | "super" | "Self") || !DEFINES.contains(&self.text(at - 1))
            }
            _ => true,
        }
    }

    /// The number after the angle brackets that open at `at`.
    fn after_angles(&self, tokens: &Tokens, mut at: usize) -> usize {
        let mut depth = 0usize;
        while at < tokens.end {
            match self.source.tokens[at].kind {
                Kind::L_ANGLE => depth += 1,
                Kind::R_ANGLE if !self.is(tokens, at - 1, Kind::MINUS) => depth = depth.saturating_sub(1),
                Kind::SEMICOLON => return at,
                _ => {}
            }
            at = self.source.closing(at) + 1;
            if depth == 0 {
                break;
            }
        }
        at
    }

    /// The inside of braces looks like the fields of a struct literal.
    fn is_literal(&self, open: usize) -> bool {
        let inside = open + 1..self.source.closing(open);
        let first = inside.start;
        if self.is_ident(&inside, first) {
            inside.len() == 1 || self.is(&inside, first + 1, Kind::COMMA) || self.is(&inside, first + 1, Kind::COLON)
        } else {
            inside.is_empty() || self.is(&inside, first, Kind::DOT) && self.is(&inside, first + 1, Kind::DOT)
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
