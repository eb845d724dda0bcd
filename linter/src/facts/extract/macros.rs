//! Macro calls and definitions. The arguments of a call are parsed as expressions, statements or items if possible, and scanned
//! as tokens otherwise. So are the bodies of `macro_rules!`.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, File, ItemMacro, Token};
use xxhash_rust::xxh3::xxh3_64;

use super::attributes::unquoted;
use super::heads::HeadSyntax;
use super::locals::{Local, LocalNamespace};
use super::paths::PathSyntax;
use super::source::Source;
use super::tokens::{Token, TokenKind, Tokens};
use super::walk::Walk;
use crate::facts::model::{
    Captured, Context, FirstArgument, Grammar, ItemFact, ItemId, ItemKind, MacroCall, MacroRules, Name, Type, Value, ValueId,
    Visibility,
};
use crate::finding::Span;

impl<'t> Walk<'t> {
    /// Walks `name!(…)` in the position of an expression, statement, pattern or type. Returns its value if it is one of the
    /// well-known macros.
    pub(super) fn macro_in_code(&mut self, it: &syn::Macro, grammar: Grammar) -> ValueId {
        let Some((name, tokens)) = self.invocation(it) else {
            return ValueId::UNKNOWN;
        };
        let value = self.macro_call(it, tokens.clone(), grammar);
        if name == "include" {
            self.include(it, tokens.clone(), Grammar::Expression);
        }
        if is_text_only(it, name) {
            return ValueId::UNKNOWN;
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
            _ => value,
        }
    }

    /// Walks `name! { … }` in the position of an item.
    pub(super) fn macro_in_items(&mut self, it: &syn::Macro, grammar: Option<Grammar>) {
        let Some((name, tokens)) = self.invocation(it) else { return };
        if let Some(grammar) = grammar {
            self.macro_call(it, tokens.clone(), grammar);
        }
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
            _ => self.call_in_items(&it.attrs, &it.mac, Some(Grammar::Items)),
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
        self.rules(item, body.start - 1, body.end);
        self.under(&attributes, |walk| {
            walk.behind_item(Some(item), |walk| walk.inside_macro(|walk| walk.scan_rules(body)));
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
        let item = self.define(&head, kind);
        self.rules(item, keyword + 2, tokens.end - 1);
        let mut at = keyword;
        while at < tokens.end {
            let close = self.text.source.closing(at);
            if close > at {
                self.scan_rules(at + 1..close);
            }
            at = close + 1;
        }
    }

    /// Records the path of a macro that is called. Returns its name and the tokens of the arguments.
    fn invocation(&mut self, it: &syn::Macro) -> Option<(&'t str, Tokens)> {
        let tokens = self.text.inside_of(&it.delimiter);
        let argument = tokens
            .clone()
            .next()
            .and_then(|first| self.string(&self.text.source.tokens[first]))
            .map(FirstArgument::Text);
        self.path(PathSyntax::from(&it.path), Context::Macro, argument);
        let name = self.text.of(&it.path.segments.last()?.ident);
        self.note_roles(name, &tokens);
        Some((name, tokens))
    }

    /// Records a call, unless it is part of a macro definition. Returns the value of its expansion.
    fn macro_call(&mut self, it: &syn::Macro, arguments: Tokens, grammar: Grammar) -> ValueId {
        let colons = it.path.leading_colon.map(|colons| colons.spans[0]);
        let first = colons.or_else(|| Some(it.path.segments.first()?.ident.span()));
        let Some(first) = first.filter(|_| !self.in_rules) else {
            return ValueId::UNKNOWN;
        };
        let (span, hash) = self.hashed(self.text.start(first), arguments.end);
        let path = self.written_path(PathSyntax::from(&it.path));
        let (captured, names) = match self.tables.facts.calls_macro_of_std(path) {
            true => (Box::default(), Box::default()),
            false => (self.captured(arguments.clone()), self.names_in(arguments.clone())),
        };
        let call = MacroCall {
            path,
            scope: self.scope,
            span,
            hash,
            path_length: self.text.source.tokens[arguments.start - 1].start - span.start,
            captured,
            names,
            grammar,
            bytes_of_scope: self.block_end.and_then(|end| end.checked_sub(span.end)),
            test: self.test,
            is_value_used: false,
        };
        let number = self.tables.facts.calls.len() as u32;
        self.tables.facts.calls.push(call);
        self.tables.value(Value::Expansion(number))
    }

    /// Scans the tokens of a macro definition.
    fn scan_rules(&mut self, tokens: Tokens) {
        let outer = std::mem::replace(&mut self.in_rules, true);
        self.scan(tokens);
        self.in_rules = outer;
    }

    /// Records the rules of a macro: everything after its name.
    fn rules(&mut self, item: ItemId, first: usize, last: usize) {
        let (span, hash) = self.hashed(self.text.source.tokens[first].start, last);
        let captured = self.captured(first..last);
        let may_declare = may_declare(self.text.source, first..last);
        let names = self.names_in(first..last);
        self.tables.facts.macros.push(MacroRules {
            item,
            span,
            hash,
            captured,
            names,
            may_declare,
        });
    }

    /// The names in some tokens, except those of metavariables and keywords.
    fn names_in(&mut self, tokens: Tokens) -> Box<[Name]> {
        let source = self.text.source;
        let is_name = |at: &usize| {
            let token = source.tokens[*at];
            let is_word = token.kind == TokenKind::Ident || token.text(&source.text) == "Self";
            is_word && !(*at > 0 && source.is(at - 1, b'$'))
        };
        let names = tokens.filter(is_name);
        let mut names: Vec<Name> = names
            .map(|at| self.tables.name(source.tokens[at].text(&source.text)))
            .collect();
        names.sort_unstable();
        names.dedup();
        names.into()
    }

    /// The locals in scope whose names occur in some tokens.
    fn captured(&mut self, tokens: Tokens) -> Box<[Captured]> {
        let mut captured: Vec<Captured> = Vec::new();
        if self.locals.is_empty() {
            return captured.into();
        }
        for at in tokens {
            let token = self.text.source.tokens[at];
            if token.kind != TokenKind::Ident && token.text(&self.text.source.text) != "self" {
                continue;
            }
            let name = self.tables.name(token.text(&self.text.source.text));
            let value = match self.locals.get(name, self.values_at(token.start)) {
                Some(Local::Bound(value)) => Some(value),
                _ if self.locals.get(name, LocalNamespace::Type).is_some_and(Local::is_bound) => None,
                _ => continue,
            };
            if !captured.iter().any(|known| known.name == name) {
                captured.push(Captured { name, value });
            }
        }
        captured.into()
    }

    /// The span from a byte offset to the end of a token, and the hash of this text.
    fn hashed(&self, start: u32, last: usize) -> (Span, u64) {
        let source = self.text.source;
        let end = source.tokens.get(last).map_or(source.text.len() as u32, |last| last.end);
        let text = &source.text[start as usize..end as usize];
        (self.text.places.span(start, end), xxh3_64(text.as_bytes()))
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

/// Whether the rules of a macro contain the keyword of an item at the outermost level of a matcher or template.
fn may_declare(source: &Source, tokens: Tokens) -> bool {
    // The rules are in braces, and each matcher and template is in delimiters of its own. Repetitions do not count.
    const LEVEL_OF_A_SIDE: usize = 2;
    let mut ends: Vec<usize> = Vec::new();
    for at in tokens {
        while ends.last() == Some(&at) {
            ends.pop();
        }
        let token = source.tokens[at];
        if token.opens() && !(at > 0 && source.is(at - 1, b'$')) {
            ends.push(source.closing(at));
        } else if ends.len() <= LEVEL_OF_A_SIDE && ITEM_KEYWORDS.contains(&token.text(&source.text)) {
            return true;
        }
    }
    false
}

/// The keywords that items begin with.
const ITEM_KEYWORDS: [&str; 13] = [
    "const",
    "enum",
    "extern",
    "fn",
    "impl",
    "macro",
    "macro_rules",
    "mod",
    "static",
    "struct",
    "trait",
    "type",
    "use",
];

/// Whether a macro is one of std whose arguments are text rather than code.
fn is_text_only(call: &syn::Macro, name: &str) -> bool {
    const TEXT_ONLY: [&str; 2] = ["compile_error", "stringify"];
    let first = call.path.segments.first().filter(|_| call.path.segments.len() == 2);
    let is_of_std = call.path.segments.len() == 1 || first.is_some_and(|first| first.ident == "std" || first.ident == "core");
    is_of_std && TEXT_ONLY.contains(&name)
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
