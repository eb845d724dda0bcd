//! Macros: their arguments as expressions, statements or items where they parse, as tokens where not; and the
//! bodies of `macro_rules!`, which are tokens.

use super::attributes::unquoted;
use super::items::name_of;
use super::paths::{Written, ident};
use super::source::{Token, Tokens};
use super::tree::{Kind, Node, Prefix, Tree, Whole};
use super::walk::Walk;
use crate::facts::model::Type;
use crate::facts::model::{Context, Grammar, Item, ItemKind, Name, Visibility};
use crate::facts::model::{Value, ValueId};

impl<'t> Walk<'t> {
    /// `name!(…)` among expressions, statements, patterns or types; says where its value comes from, if the macro is one
    /// of the few that everybody knows.
    pub(super) fn macro_in_code(&mut self, it: Node<'_>) -> ValueId {
        let Some((name, tokens)) = self.invocation(it) else {
            return ValueId::UNKNOWN;
        };
        if name == "include" {
            self.include(it, tokens.clone(), Grammar::Expression);
        }
        let first = self.inside_macro(|walk| {
            let first = walk.arguments(name, tokens.clone());
            if first.is_none() {
                walk.scan(tokens);
            }
            first.unwrap_or(ValueId::UNKNOWN)
        });
        match name {
            "vec" => self.value(Value::Array(first, true)),
            "format" => {
                let text = self.named_type(&["std", "string", "String"], true);
                self.typed(text)
            }
            "dbg" => first,
            _ => ValueId::UNKNOWN,
        }
    }

    /// `name! { … }` among items.
    pub(super) fn macro_in_items(&mut self, it: Node<'_>) {
        let Some((name, tokens)) = self.invocation(it) else { return };
        if name == "include" {
            self.include(it, tokens.clone(), Grammar::Items);
        }
        self.inside_macro(|walk| {
            if matches!(name, "cfg_if" | "cfg_select") {
                walk.branches(tokens);
            } else if name == "thread_local" {
                walk.thread_locals(tokens);
            } else if let Some(items) = walk.parsed_items(tokens.clone()) {
                items.root().into_iter().for_each(|items| walk.items(items));
            } else if walk.arguments(name, tokens.clone()).is_none() {
                walk.scan(tokens);
            }
        });
    }

    /// `static NAME: T = …`, which is a `LocalKey<T>`.
    fn thread_locals(&mut self, tokens: Tokens) {
        let items = self.parsed_items(tokens.clone());
        // The last of them may stand without its semicolon.
        let items = items.or_else(|| self.parsed(tokens.clone(), &[], &[Kind::SEMICOLON], &Whole::SourceFile));
        let Some(parsed) = items else { return self.scan(tokens) };
        let first = self.facts.items.len();
        parsed.root().into_iter().for_each(|items| self.items(items));
        for at in first..self.facts.items.len() {
            if self.facts.items[at].kind == ItemKind::Static
                && let Some(of) = self.facts.items[at].ty
            {
                let segments = ["std", "thread", "LocalKey"].map(|segment| self.name(segment));
                let key = self.path_id(true, &segments);
                self.facts.items[at].ty = Some(self.type_id(Type::Path(key, [of].into())));
            }
        }
    }

    /// `macro_rules! name { … }`
    pub(super) fn macro_rules(&mut self, it: Node<'_>) {
        let attributes = self.annotations(it);
        let (Some(keyword), Some(name), Some(body)) = (it.child(Kind::MACRO_RULES_KW), name_of(it), it.child(Kind::TOKEN_TREE))
        else {
            return;
        };
        let item = Item {
            kind: ItemKind::Macro {
                exported: attributes.macro_export,
                by_path: false,
            },
            name: self.name(name.text()),
            scope: self.scope,
            inner: None,
            visibility: if attributes.macro_export {
                Visibility::Public
            } else {
                Visibility::Private
            },
            name_span: self.span(name),
            span: self.places.span(keyword.start(), body.end()),
            test: self.test_under(&attributes.test),
            in_macro: self.in_macro,
            deprecated: attributes.deprecated.clone(),
            ty: None,
        };
        let item = self.push_item(item);
        let body = self.inside_of(body);
        self.under(&attributes, |walk| {
            walk.behind_item(Some(item), |walk| walk.inside_macro(|walk| walk.scan(body)));
        });
    }

    /// `pub macro name(…) { … }`: an item like any other, of tokens.
    pub(super) fn macro_by_path(&mut self, it: Node<'_>) {
        let kind = ItemKind::Macro {
            exported: false,
            by_path: true,
        };
        let Some(head) = self.head(it) else { return };
        self.define(&head, kind);
        for body in it.all(Kind::TOKEN_TREE) {
            let body = self.inside_of(body);
            self.scan(body);
        }
    }

    /// The name of what is called, and the tokens that it is given.
    fn invocation<'n>(&mut self, it: Node<'n>) -> Option<(&'n str, Tokens)> {
        let path = Written::of(it.child(Kind::PATH)?);
        let tokens = self.inside_of(it.child(Kind::TOKEN_TREE)?);
        let argument = tokens
            .clone()
            .next()
            .and_then(|first| self.string(&self.source.tokens[first]));
        self.path(&path, Context::Macro, argument);
        let name = ident(*path.segments.last()?)?;
        Some((name.text(), tokens))
    }

    /// Takes in syntax that is no more to us than its tokens.
    pub(super) fn tokens_of(&mut self, it: Node<'_>) {
        let source = self.source;
        self.scan(source.token_at(it.start())..source.token_at(it.end()));
    }

    /// The tokens between the delimiters of a token tree.
    fn inside_of(&self, tree: Node<'_>) -> Tokens {
        let open = self.source.token_at(tree.start());
        open + 1..self.source.closing(open).max(open + 1)
    }

    /// What a string literal says, as a name.
    pub(super) fn string(&mut self, token: &Token) -> Option<Name> {
        let text = unquoted(token.text(&self.source.text)).filter(|_| token.kind == Kind::STRING)?;
        Some(self.name(&text))
    }

    fn inside_macro<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (
            std::mem::replace(&mut self.in_macro, true),
            self.certainty,
            self.expected.take(),
        );
        let result = walk(self);
        (self.in_macro, self.certainty, self.expected) = outer;
        result
    }

    /// Some tokens as one thing, if they are one, between other delimiters than their own or none.
    fn parsed(&self, tokens: Tokens, before: &[Kind], after: &[Kind], thing: &Whole) -> Option<Tree<'t>> {
        let all = &self.source.tokens;
        let (from, to) = (all.get(tokens.start.checked_sub(1)?)?, all.get(tokens.end)?);
        let before = before.iter().map(|&kind| Token { kind, ..*from });
        let after = after.iter().map(|&kind| Token { kind, ..*to });
        let inside = all[tokens].iter().copied();
        let tokens: Vec<Token> = before.chain(inside).chain(after).collect();
        Tree::whole(&self.source.text, &tokens, thing).ok()
    }

    fn parsed_items(&self, tokens: Tokens) -> Option<Tree<'t>> {
        self.parsed(tokens, &[], &[], &Whole::SourceFile)
    }

    pub(super) fn parsed_block(&self, tokens: Tokens) -> Option<Tree<'t>> {
        self.parsed(tokens, &[Kind::L_CURLY], &[Kind::R_CURLY], &Whole::Expr)
    }

    /// What the tokens begin with, and the tokens after it.
    fn parsed_first(&self, tokens: Tokens, thing: &Prefix) -> Option<(Tree<'t>, Tokens)> {
        let (tree, count) = Tree::prefix(&self.source.text, &self.source.tokens[tokens.clone()], thing).ok()?;
        Some((tree, tokens.start + count..tokens.end))
    }

    /// The tokens after the one of a kind that they begin with.
    fn after(&self, tokens: Tokens, kind: Kind) -> Option<Tokens> {
        let is_there = !tokens.is_empty() && self.source.tokens[tokens.start].kind == kind;
        is_there.then_some(tokens.start + 1..tokens.end)
    }

    /// Reads arguments as the code that they most often are, and answers the first; `None` when they are none.
    fn arguments(&mut self, name: &str, tokens: Tokens) -> Option<ValueId> {
        if name.ends_with("matches")
            && let Some((value, pattern, rest)) = self.parsed_matches(tokens.clone())
        {
            self.in_region(|walk| {
                let value = value.root().map_or(ValueId::UNKNOWN, |value| walk.expression(value));
                pattern.root().into_iter().for_each(|pattern| walk.pattern(pattern, value));
                rest.iter().filter_map(Tree::root).for_each(|rest| walk.visit(rest));
            });
            return Some(ValueId::UNKNOWN);
        }
        // As those of a call.
        let called = [Kind::IDENT, Kind::L_PAREN];
        if let Some(call) = self.parsed(tokens.clone(), &called, &[Kind::R_PAREN], &Whole::Expr)
            && let Some(list) = call.root().and_then(|call| call.child(Kind::ARG_LIST))
        {
            let values = list.expressions().map(|argument| match named_argument(argument) {
                Some(value) => self.expression(value),
                None => self.expression(argument),
            });
            let values: Vec<ValueId> = values.collect();
            return Some(values.first().copied().unwrap_or(ValueId::UNKNOWN));
        }
        if let Some((value, rest)) = self.parsed_first(tokens.clone(), &Prefix::Expr)
            && let Some(rest) = self.after(rest, Kind::SEMICOLON)
            && let Some(count) = self.parsed(rest, &[], &[], &Whole::Expr)
        {
            let value = value.root().map_or(ValueId::UNKNOWN, |value| self.expression(value));
            count.root().map(|count| self.expression(count));
            return Some(value);
        }
        if let Some(block) = self.parsed_block(tokens.clone()) {
            return block.root().map(|block| self.block(block));
        }
        if let Some(types) = self.parsed(tokens.clone(), &[Kind::L_PAREN], &[Kind::R_PAREN], &Whole::Type)
            && let Some(types) = types.root().filter(|types| !types.types().any(is_call_like))
        {
            self.visit(types);
            return Some(ValueId::UNKNOWN);
        }
        if let Some((value, rest)) = self.parsed_first(tokens, &Prefix::Expr)
            && let Some(rest) = self.after(rest, Kind::COMMA)
        {
            let value = value.root().map_or(ValueId::UNKNOWN, |value| self.expression(value));
            self.scan(rest);
            return Some(value);
        }
        None
    }

    /// The arguments of `matches!`: a value, a pattern, and the expressions of a guard or message.
    fn parsed_matches(&self, tokens: Tokens) -> Option<(Tree<'t>, Tree<'t>, Vec<Tree<'t>>)> {
        let (value, rest) = self.parsed_first(tokens, &Prefix::Expr)?;
        let (pattern, mut rest) = self.parsed_first(self.after(rest, Kind::COMMA)?, &Prefix::PatTop)?;
        let mut further = Vec::new();
        if let Some(guard) = self.after(rest.clone(), Kind::IF_KW) {
            let (guard, after) = self.parsed_first(guard, &Prefix::Expr)?;
            further.push(guard);
            rest = after;
        }
        while !rest.is_empty() {
            rest = self.after(rest, Kind::COMMA)?;
            if !rest.is_empty() {
                let (message, after) = self.parsed_first(rest, &Prefix::Expr)?;
                further.push(message);
                rest = after;
            }
        }
        Some((value, pattern, further))
    }

    /// `if #[cfg(…)] { items } else { items }`
    fn branches(&mut self, tokens: Tokens) {
        let mut at = tokens.start;
        while at < tokens.end {
            let close = self.source.closing(at);
            if self.source.tokens[at].kind == Kind::L_CURLY {
                let inside = at + 1..close;
                if let Some(items) = self.parsed_items(inside.clone()) {
                    items.root().into_iter().for_each(|items| self.items(items));
                } else if let Some(block) = self.parsed_block(inside.clone()) {
                    block.root().map(|block| self.block(block));
                } else {
                    self.scan(inside);
                }
            }
            at = close + 1;
        }
    }
}

/// `Name(a::Type)` is a type as `Fn(A)` is, but in the arguments of a macro it hardly means that.
fn is_call_like(ty: Node<'_>) -> bool {
    let path = ty.child(Kind::PATH).map(Written::of);
    let last = path.and_then(|path| path.segments.last().copied());
    last.is_some_and(|last| last.has(Kind::PARENTHESIZED_ARG_LIST) && !last.has(Kind::RET_TYPE))
}

/// `name = value` names a parameter of the macro: the value.
fn named_argument(argument: Node<'_>) -> Option<Node<'_>> {
    let mut parts = argument.parts();
    let (name, sign, value) = (parts.next()?, parts.next()?, parts.next()?);
    let is_name = name.kind() == Kind::PATH_EXPR && Written::of(name.child(Kind::PATH)?).only().is_some();
    (is_name && sign.kind() == Kind::EQ).then_some(value)
}
