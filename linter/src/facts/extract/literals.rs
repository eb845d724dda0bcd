//! String literals. The walk notes each with its scope; the tokens around it tell the rest.

use syn::Expr;

use super::attributes::unquoted;
use super::places::Places;
use super::source::Source;
use super::tokens::{TokenKind, Tokens};
use super::walk::Walk;
use crate::facts::model::{ForTests, Literal, LiteralRole, Literals, ScopeId};
use crate::interned::Interned;

/// A string literal that the walk has come across.
pub(super) struct NotedLiteral {
    token: usize,
    scope: ScopeId,
    role: LiteralRole,
    test: ForTests,
}

impl Walk<'_> {
    /// Notes a string literal; other tokens are left alone. An expansion contains only what is written in other places.
    pub(super) fn note_literal(&mut self, token: usize, role: LiteralRole) {
        if self.text.source.is_expansion || self.text.source.tokens[token].kind != TokenKind::Str {
            return;
        }
        let noted = NotedLiteral {
            token,
            scope: self.scope,
            role,
            test: self.test,
        };
        self.tables.literals.push(noted);
    }

    /// Notes the value of a constant or static, if it is a string literal.
    pub(super) fn note_initializer(&mut self, value: &Expr) {
        match value {
            Expr::Lit(it) => self.note_literal(self.text.token(it.lit.span()), LiteralRole::Initializer),
            Expr::Reference(it) => self.note_initializer(&it.expr),
            Expr::Paren(it) => self.note_initializer(&it.expr),
            Expr::Group(it) => self.note_initializer(&it.expr),
            _ => {}
        }
    }

    /// Notes what a macro makes of the literals among its arguments, if it is known.
    pub(super) fn note_roles(&mut self, name: &str, arguments: &Tokens) {
        if name == "concat" {
            let parts = top_level(self.text.source, arguments.clone());
            let parts: Vec<usize> = parts.map(|(at, _)| at).collect();
            parts
                .into_iter()
                .for_each(|at| self.note_literal(at, LiteralRole::Concatenated));
        } else if let Some(before) = arguments_before_format(name)
            && let Some(format) = format_string(self.text.source, arguments.clone(), before)
        {
            self.note_literal(format, LiteralRole::Format);
        }
    }
}

/// The literals that were noted. One that was noted more than once has the role of the first note.
pub(super) fn literals(mut noted: Vec<NotedLiteral>, source: &Source, places: &Places<'_>) -> Literals {
    noted.sort_by_key(|literal| literal.token);
    noted.dedup_by_key(|literal| literal.token);
    let mut literals = Literals::default();
    let mut index = Interned::with_room(noted.len());
    for NotedLiteral {
        token: at,
        scope,
        role,
        test,
    } in noted
    {
        let token = source.tokens[at];
        let Some(value) = unquoted(token.text(&source.text)) else {
            continue;
        };
        let role = match role {
            LiteralRole::Plain if is_part(source, at) => LiteralRole::Part,
            role => role,
        };
        let value = match role {
            LiteralRole::Format => with_plain_holes(value),
            _ => value,
        };
        literals.list.push(Literal {
            value: literals.values.enter(&value, &mut index),
            span: places.span(token.start, token.end),
            scope,
            role,
            test,
        });
    }
    literals
}

/// The number of arguments that precede the format string of a macro; `None` if the macro has none. A log macro may have further
/// ones before it (`target: "…"`, `user = %id`), but these are not literals alone.
fn arguments_before_format(name: &str) -> Option<usize> {
    match name {
        "format" | "format_args" | "print" | "println" | "eprint" | "eprintln" | "panic" | "todo" | "unimplemented"
        | "unreachable" | "trace" | "debug" | "info" | "warn" | "error" | "log" | "event" | "bail" | "anyhow" => Some(0),
        "write" | "writeln" | "assert" | "debug_assert" | "ensure" => Some(1),
        "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => Some(2),
        _ => None,
    }
}

/// The first argument that is a string literal alone and has at least so many arguments before it.
fn format_string(source: &Source, arguments: Tokens, before: usize) -> Option<usize> {
    let mut literals = top_level(source, arguments.clone());
    literals
        .find(|(at, preceding)| {
            let begins = *at == arguments.start || source.is(at - 1, b',');
            let ends = at + 1 == arguments.end || source.is(at + 1, b',');
            begins && ends && *preceding >= before
        })
        .map(|(at, _)| at)
}

/// The string literals in some tokens that are not in delimiters, each with the number of commas before it.
fn top_level(source: &Source, tokens: Tokens) -> impl Iterator<Item = (usize, usize)> {
    let (mut at, mut commas) = (tokens.start, 0);
    std::iter::from_fn(move || {
        while at < tokens.end {
            let here = at;
            at = source.closing(here).max(here) + 1;
            match source.tokens[here].kind {
                TokenKind::Str => return Some((here, commas)),
                TokenKind::Punct(b',') => commas += 1,
                _ => {}
            }
        }
        None
    })
}

/// Whether a text is put together from a literal and others: `"a" + b`, `a + &"b"`, `"a".to_owned() + b`, `a += "b"`,
/// `a.push_str("b")`.
fn is_part(source: &Source, at: usize) -> bool {
    let token = |at: usize| source.tokens.get(at);
    let is_word = |at: usize, word: &str| token(at).is_some_and(|token| token.text(&source.text) == word);
    let first = if at > 0 && source.is(at - 1, b'&') { at - 1 } else { at };
    let follows_plus = first > 0 && source.is(first - 1, b'+');
    let is_added = first > 1 && source.is(first - 1, b'=') && source.is(first - 2, b'+');
    let is_pushed = first > 1 && source.is(first - 1, b'(') && is_word(first - 2, "push_str");
    let mut next = at + 1;
    while source.is(next, b'.') && token(next + 1).is_some_and(|token| token.is_word()) && source.is(next + 2, b'(') {
        next = source.closing(next + 2) + 1;
    }
    follows_plus || is_added || is_pushed || source.is(next, b'+')
}

/// A format string with each hole written `{}`, except those that name a constant. Without any holes it is the text that is printed.
fn with_plain_holes(format: String) -> String {
    let mut plain = String::with_capacity(format.len());
    let mut has_holes = false;
    let mut rest = format.as_str();
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        plain.push_str(before);
        if let Some(behind) = from_open.strip_prefix("{{") {
            plain.push_str("{{");
            rest = behind;
            continue;
        }
        let Some(close) = from_open.find('}') else {
            return format;
        };
        let (hole, behind) = from_open.split_at(close + 1);
        plain.push_str(if names_constant(hole) { hole } else { "{}" });
        has_holes = true;
        rest = behind;
    }
    plain.push_str(rest);
    match has_holes {
        true => plain,
        false => plain.replace("{{", "{").replace("}}", "}"),
    }
}

/// Whether a hole is filled in by a constant: `{COLUMNS}`.
fn names_constant(hole: &str) -> bool {
    let is_of_constant = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_');
    match hole.trim_matches(['{', '}']).as_bytes() {
        [b'A'..=b'Z', rest @ ..] => rest.iter().all(is_of_constant),
        _ => false,
    }
}
