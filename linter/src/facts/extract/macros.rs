//! Macro calls and definitions. The arguments of a call are parsed as expressions, statements or items if possible, and scanned
//! as tokens otherwise. So are the bodies of `macro_rules!`.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, File, ItemMacro, Token};

use super::attributes::unquoted;
use super::heads::HeadSyntax;
use super::paths::PathSyntax;
use super::tokens::{Token, TokenKind, Tokens};
use super::walk::Walk;
use crate::facts::model::{Context, Grammar, ItemFact, ItemKind, Name, Type, Value, ValueId, Visibility};

impl<'t> Walk<'t> {
    /// Walks `name!(…)` in the position of an expression, statement, pattern or type. Returns its value if it is one of the
    /// well-known macros.
    pub(super) fn macro_in_code(&mut self, it: &syn::Macro) -> ValueId {
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
            "vec" => self.tables.value(Value::Array(first, true)),
            "format" => {
                let text = self.tables.named_type(&["std", "string", "String"], true);
                self.typed(text)
            }
            "dbg" => first,
            _ => ValueId::UNKNOWN,
        }
    }

    /// Walks `name! { … }` in the position of an item.
    pub(super) fn macro_in_items(&mut self, it: &syn::Macro) {
        let Some((name, tokens)) = self.invocation(it) else { return };
        if name == "include" {
            self.include(it, tokens.clone(), Grammar::Items);
        }
        self.inside_macro(|walk| {
            if matches!(name, "cfg_if" | "cfg_select") {
                walk.branches(tokens);
            } else if name == "thread_local" {
                walk.thread_locals(tokens);
            } else if let Some(items) = walk.text.parsed_items(tokens.clone()) {
                walk.items(&items.items);
            } else if walk.arguments(name, tokens.clone()).is_none() {
                walk.scan(tokens);
            }
        });
    }

    /// Walks the arguments of `thread_local!`: `static NAME: T = …` declares a `LocalKey<T>`.
    fn thread_locals(&mut self, tokens: Tokens) {
        // The last semicolon is optional.
        let ended = |walk: &Self| walk.text.streams.parse_ended(tokens.clone(), File::parse).ok();
        let Some(parsed) = self.text.parsed_items(tokens.clone()).or_else(|| ended(self)) else {
            return self.scan(tokens);
        };
        let first = self.tables.facts.items.len();
        self.items(&parsed.items);
        for at in first..self.tables.facts.items.len() {
            if self.tables.facts.items[at].kind == ItemKind::Static
                && let Some(of) = self.tables.facts.items[at].ty
            {
                let segments = ["std", "thread", "LocalKey"].map(|segment| self.tables.name(segment));
                let key = self.tables.path_id(true, &segments);
                self.tables.facts.items[at].ty = Some(self.tables.type_id(Type::Path(key, [of].into())));
            }
        }
    }

    /// Walks `macro_rules! name { … }`, or a call of a macro.
    pub(super) fn item_macro(&mut self, it: &ItemMacro) {
        match &it.ident {
            Some(name) if it.mac.path.is_ident("macro_rules") => self.macro_rules(it, name),
            _ => self.call_in_items(&it.attrs, &it.mac),
        }
    }

    fn macro_rules(&mut self, it: &ItemMacro, name: &proc_macro2::Ident) {
        let Some(keyword) = it.mac.path.segments.first().map(|first| first.ident.span()) else {
            return;
        };
        let attributes = self.annotations(&it.attrs, self.text.first_token(&it.attrs, keyword));
        let body = self.text.inside_of(&it.mac.delimiter);
        let end = self.text.source.tokens[body.end].end;
        let item = ItemFact {
            kind: ItemKind::Macro {
                exported: attributes.macro_export,
                by_path: false,
            },
            name: self.ident(name),
            scope: self.scope,
            inner: None,
            visibility: if attributes.macro_export {
                Visibility::Public
            } else {
                Visibility::Private
            },
            name_span: self.text.span(name.span()),
            span: self.text.places.span(self.text.start(keyword), end),
            test: self.test_under(&attributes.test),
            in_macro: self.in_macro,
            deprecated: attributes.deprecated.clone(),
            ty: None,
        };
        let item = self.tables.push_item(item);
        self.under(&attributes, |walk| {
            walk.behind_item(Some(item), |walk| walk.inside_macro(|walk| walk.scan(body)));
        });
    }

    /// Walks `pub macro name(…) { … }`: an item whose body is tokens. `syn` does not support it.
    pub(super) fn macro_by_path(&mut self, keyword: usize, tokens: Tokens) {
        let Some(it) = self.text.parsed(tokens.clone(), MacroByPath::parse) else {
            return self.scan(tokens);
        };
        let head = self.head(
            &HeadSyntax::new(&it.attributes, Some(&it.visibility), it.name.span(), &it.name, it.end)
                .behind([Some(it.keyword.span)]),
        );
        let kind = ItemKind::Macro {
            exported: false,
            by_path: true,
        };
        self.define(&head, kind);
        let mut at = keyword;
        while at < tokens.end {
            let close = self.text.source.closing(at);
            if close > at {
                self.scan(at + 1..close);
            }
            at = close + 1;
        }
    }

    /// The name of the macro that is called, and the tokens of its arguments.
    fn invocation(&mut self, it: &syn::Macro) -> Option<(&'t str, Tokens)> {
        let tokens = self.text.inside_of(&it.delimiter);
        let argument = tokens
            .clone()
            .next()
            .and_then(|first| self.string(&self.text.source.tokens[first]));
        self.path(PathSyntax::from(&it.path), Context::Macro, argument);
        let name = self.text.of(&it.path.segments.last()?.ident);
        Some((name, tokens))
    }

    /// The value of a string literal, as a name.
    pub(super) fn string(&mut self, token: &Token) -> Option<Name> {
        let text = unquoted(token.text(&self.text.source.text)).filter(|_| token.kind == TokenKind::Str)?;
        Some(self.tables.name(&text))
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

    /// Parses arguments as the code that they usually are. Returns the value of the first one; `None` if they do not parse.
    fn arguments(&mut self, name: &str, tokens: Tokens) -> Option<ValueId> {
        if name.ends_with("matches")
            && let Some((value, pattern, rest)) = self.text.parsed_matches(tokens.clone())
        {
            self.in_region(|walk| {
                let value = walk.expression(&value);
                walk.pattern(&pattern, value);
                rest.iter().for_each(|rest| {
                    walk.expression(rest);
                });
            });
            return Some(ValueId::UNKNOWN);
        }
        if let Some(list) = self
            .text
            .parsed(tokens.clone(), Punctuated::<Expr, Token![,]>::parse_terminated)
        {
            let values = list
                .iter()
                .map(|argument| self.expression(named_argument(argument).unwrap_or(argument)));
            let values: Vec<ValueId> = values.collect();
            return Some(values.first().copied().unwrap_or(ValueId::UNKNOWN));
        }
        if let Some((value, rest)) = self.text.parsed_first(tokens.clone(), Expr::parse)
            && let Some(rest) = self.text.after(rest, b';')
            && let Some(count) = self.text.parsed(rest, Expr::parse)
        {
            let value = self.expression(&value);
            self.expression(&count);
            return Some(value);
        }
        if let Some(statements) = self.text.parsed_block(tokens.clone()) {
            return Some(self.statements(&statements));
        }
        if let Some(types) = self
            .text
            .parsed(tokens.clone(), Punctuated::<syn::Type, Token![,]>::parse_terminated)
            && !types.iter().any(is_call_like)
        {
            types.iter().for_each(|ty| self.visit_type(ty));
            return Some(ValueId::UNKNOWN);
        }
        if let Some((value, rest)) = self.text.parsed_first(tokens, Expr::parse)
            && let Some(rest) = self.text.after(rest, b',')
        {
            let value = self.expression(&value);
            self.scan(rest);
            return Some(value);
        }
        None
    }

    /// Walks the arguments of `cfg_if!` or `cfg_select!`: `if #[cfg(…)] { items } else { items }`.
    fn branches(&mut self, tokens: Tokens) {
        let mut at = tokens.start;
        while at < tokens.end {
            let close = self.text.source.closing(at);
            if self.text.source.tokens[at].is(b'{') {
                let inside = at + 1..close;
                if let Some(items) = self.text.parsed_items(inside.clone()) {
                    self.items(&items.items);
                } else if let Some(statements) = self.text.parsed_block(inside.clone()) {
                    self.statements(&statements);
                } else {
                    self.scan(inside);
                }
            }
            at = close + 1;
        }
    }
}

/// `pub macro name(…) { … }`.
struct MacroByPath {
    attributes: Vec<Attribute>,
    visibility: syn::Visibility,
    keyword: Token![macro],
    name: proc_macro2::Ident,
    end: proc_macro2::Span,
}

impl Parse for MacroByPath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (attributes, visibility) = (input.call(Attribute::parse_outer)?, input.parse()?);
        let (keyword, name) = (input.parse()?, input.parse()?);
        let mut end = input.span();
        while !input.is_empty() {
            let group: proc_macro2::Group = input.parse()?;
            end = group.span_close();
        }
        Ok(Self {
            attributes,
            visibility,
            keyword,
            name,
            end,
        })
    }
}

/// Whether a type has the form `Name(a::Type)`. It parses as a type, like `Fn(A)`, but in the arguments of a macro it is more
/// likely a call or pattern.
fn is_call_like(ty: &syn::Type) -> bool {
    let syn::Type::Path(it) = ty else { return false };
    match it.path.segments.last().map(|last| &last.arguments) {
        Some(syn::PathArguments::Parenthesized(it)) => matches!(it.output, syn::ReturnType::Default),
        _ => false,
    }
}

/// The value of an argument such as `name = value`, in which `name` is a parameter of the macro.
fn named_argument(argument: &Expr) -> Option<&Expr> {
    let Expr::Assign(it) = argument else { return None };
    match &*it.left {
        Expr::Path(name) if PathSyntax::from(name).only().is_some() => Some(&it.right),
        _ => None,
    }
}
