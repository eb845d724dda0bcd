//! Macros: their arguments as expressions, statements or items where they parse, as tokens where not; and the
//! bodies of `macro_rules!`, which are tokens.

use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::Visit;

use super::attributes::Attributes;
use super::locals::Space;
use super::types::Type;
use super::values::{Value, ValueId};
use super::walk::Walk;
use super::{Certainty, Context, Item, ItemKind, Name, ScopeKind, Visibility};

impl Walk<'_> {
    /// `name!(…)` among expressions, statements, patterns or types; says where its value comes from, if the macro is one
    /// of the few that everybody knows.
    pub(super) fn macro_in_code(&mut self, it: &syn::Macro) -> ValueId {
        self.invocation(it);
        let first = self.inside_macro(|walk| {
            let first = walk.arguments(&it.path, &it.tokens);
            if first.is_none() {
                walk.scan(it.tokens.clone());
            }
            first.unwrap_or(ValueId::UNKNOWN)
        });
        match it.path.segments.last().map(|last| last.ident.to_string()).as_deref() {
            Some("vec") => self.value(Value::Array(first, true)),
            Some("format") => {
                let text = self.named_type(&["std", "string", "String"], true);
                self.typed(text)
            }
            Some("dbg") => first,
            _ => ValueId::UNKNOWN,
        }
    }

    /// `name! { … }` among items.
    pub(super) fn macro_in_items(&mut self, it: &syn::Macro) {
        self.invocation(it);
        if it.path.is_ident("include")
            && let Ok(path) = syn::parse2::<syn::LitStr>(it.tokens.clone())
        {
            let path = self.name(&path.value());
            self.facts.includes.push((path, self.scope));
        }
        self.inside_macro(|walk| {
            let is_cfg_if = it.path.segments.last().is_some_and(|last| last.ident == "cfg_if");
            if is_cfg_if {
                walk.branches(it.tokens.clone());
            } else if it.path.segments.last().is_some_and(|last| last.ident == "thread_local") {
                walk.thread_locals(it.tokens.clone());
            } else if let Ok(items) = parse_items.parse2(it.tokens.clone()) {
                walk.items(&items);
            } else if walk.arguments(&it.path, &it.tokens).is_none() {
                walk.scan(it.tokens.clone());
            }
        });
    }

    /// `static NAME: T = …`, which is a `LocalKey<T>`.
    fn thread_locals(&mut self, tokens: TokenStream) {
        // The last one may stand without its semicolon.
        let mut ended = tokens.clone();
        ended.extend([TokenTree::Punct(Punct::new(';', Spacing::Alone))]);
        let Ok(items) = parse_items.parse2(tokens.clone()).or_else(|_| parse_items.parse2(ended)) else {
            return self.scan(tokens);
        };
        let first = self.facts.items.len();
        self.items(&items);
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

    /// `macro_rules! name { … }`, or an invocation among items.
    pub(super) fn macro_item(&mut self, it: &syn::ItemMacro) {
        self.attributes(&it.attrs);
        let attributes = Attributes::of(&it.attrs);
        let Some(ident) = &it.ident else {
            return self.under(&attributes, |walk| walk.macro_in_items(&it.mac));
        };
        let first = it
            .mac
            .path
            .segments
            .first()
            .map_or_else(|| ident.span(), |first| first.ident.span());
        let last = it.mac.delimiter.span().close();
        let item = Item {
            kind: ItemKind::Macro {
                exported: attributes.macro_export,
                by_path: false,
            },
            name: self.ident(ident),
            scope: self.scope,
            inner: None,
            visibility: if attributes.macro_export {
                Visibility::Public
            } else {
                Visibility::Private
            },
            name_span: self.span(ident.span(), ident.span()),
            span: self.span(first, last),
            test: self.test || attributes.test,
            in_macro: self.in_macro,
            deprecated: attributes.deprecated.clone(),
            ty: None,
        };
        let item = self.push_item(item);
        self.under(&attributes, |walk| {
            walk.behind_item(Some(item), |walk| walk.inside_macro(|walk| walk.scan(it.mac.tokens.clone())));
        });
    }

    /// Syntax that the parser passes on as tokens.
    pub(super) fn verbatim(&mut self, tokens: TokenStream) {
        let attributed = |input: ParseStream<'_>| -> syn::Result<syn::ItemImpl> {
            let attributes = input.call(syn::Attribute::parse_outer)?;
            input.parse::<syn::Visibility>()?;
            let mut item: syn::ItemImpl = input.parse()?;
            item.attrs.splice(0..0, attributes);
            Ok(item)
        };
        match attributed.parse2(tokens.clone()) {
            Ok(item) => self.item(&syn::Item::Impl(item)),
            Err(_) => match parse_macro_by_path.parse2(tokens.clone()) {
                Ok((attributes, visibility, ident)) => {
                    self.macro_by_path(&attributes, &visibility, &ident);
                    self.scan(tokens);
                }
                Err(_) => self.scan(tokens),
            },
        }
    }

    /// `pub macro name(…) { … }`: an item like any other.
    fn macro_by_path(&mut self, attributes: &[syn::Attribute], visibility: &syn::Visibility, ident: &proc_macro2::Ident) {
        let kind = ItemKind::Macro {
            exported: false,
            by_path: true,
        };
        let head = self.head(attributes, visibility, ident.span(), ident.span());
        self.define(&head, ident, kind);
    }

    fn invocation(&mut self, it: &syn::Macro) {
        let argument = match it.tokens.clone().into_iter().next() {
            Some(TokenTree::Literal(literal)) => syn::parse_str::<syn::LitStr>(&literal.to_string())
                .ok()
                .map(|text| self.name(&text.value())),
            _ => None,
        };
        self.path(&it.path, None, Context::Macro, argument);
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

    /// Reads arguments as the code that they most often are, and answers the first; `None` when they are none.
    fn arguments(&mut self, path: &syn::Path, tokens: &TokenStream) -> Option<ValueId> {
        let matches = path
            .segments
            .last()
            .is_some_and(|last| last.ident.to_string().ends_with("matches"));
        if matches && let Ok((value, pattern, rest)) = parse_matches.parse2(tokens.clone()) {
            self.in_region(|walk| {
                let value = walk.expression(&value);
                walk.pattern(&pattern, value);
                rest.iter().for_each(|expression| walk.visit_expr(expression));
            });
            return Some(ValueId::UNKNOWN);
        }
        if let Ok(list) = Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated.parse2(tokens.clone()) {
            let values = list.iter().map(|expression| match expression {
                // `name = value` names a parameter of the macro.
                syn::Expr::Assign(assign) if is_identifier(&assign.left) => self.expression(&assign.right),
                expression => self.expression(expression),
            });
            let values: Vec<ValueId> = values.collect();
            return Some(values.first().copied().unwrap_or(ValueId::UNKNOWN));
        }
        if let Ok((value, count)) = parse_two::<syn::Token![;], syn::Expr>.parse2(tokens.clone()) {
            let value = self.expression(&value);
            self.expression(&count);
            return Some(value);
        }
        if let Ok(stmts) = syn::Block::parse_within.parse2(tokens.clone()) {
            let brace_token = syn::token::Brace::default();
            return Some(self.block(&syn::Block { brace_token, stmts }));
        }
        if let Ok(types) = Punctuated::<syn::Type, syn::Token![,]>::parse_terminated.parse2(tokens.clone()) {
            types.iter().for_each(|ty| self.visit_type(ty));
            return Some(ValueId::UNKNOWN);
        }
        if let Ok((value, rest)) = parse_two::<syn::Token![,], TokenStream>.parse2(tokens.clone()) {
            let value = self.expression(&value);
            self.scan(rest);
            return Some(value);
        }
        None
    }

    /// `if #[cfg(…)] { items } else { items }`
    fn branches(&mut self, tokens: TokenStream) {
        for tree in tokens {
            let TokenTree::Group(group) = tree else { continue };
            if group.delimiter() != Delimiter::Brace {
                continue;
            }
            match parse_items.parse2(group.stream()) {
                Ok(items) => self.items(&items),
                Err(_) => match syn::Block::parse_within.parse2(group.stream()) {
                    Ok(stmts) => self.visit_block(&syn::Block {
                        brace_token: syn::token::Brace::default(),
                        stmts,
                    }),
                    Err(_) => self.scan(group.stream()),
                },
            }
        }
    }

    /// Finds the paths in tokens that are no Rust syntax as a whole: the arms of `macro_rules!`, the languages of
    /// other macros. Bindings are not known here, so a bare lower-case name counts only when it is called.
    pub(super) fn scan(&mut self, tokens: TokenStream) {
        let outer = (
            std::mem::replace(&mut self.in_macro, true),
            std::mem::replace(&mut self.certainty, Certainty::Scanned),
        );
        self.scan_trees(&tokens.into_iter().collect::<Vec<_>>());
        (self.in_macro, self.certainty) = outer;
    }

    fn scan_trees(&mut self, trees: &[TokenTree]) {
        let mut at = 0;
        while at < trees.len() {
            if let Some(end) = self.scan_path(trees, at) {
                at = end;
                continue;
            }
            if let TokenTree::Group(group) = &trees[at]
                && !is_punct(trees.get(at.wrapping_sub(1)), '#')
            {
                self.scan_group(group);
            }
            at += 1;
        }
    }

    /// A group may be code even where its surroundings are not.
    fn scan_group(&mut self, group: &proc_macro2::Group) {
        if group.delimiter() == Delimiter::Brace
            && let Ok(stmts) = syn::Block::parse_within.parse2(group.stream())
        {
            let scoped = stmts.iter().any(|statement| matches!(statement, syn::Stmt::Item(_)));
            let block = syn::Block {
                brace_token: syn::token::Brace::default(),
                stmts,
            };
            if scoped {
                self.in_scope(ScopeKind::Block, |walk, _| walk.visit_block(&block));
            } else {
                self.visit_block(&block);
            }
            return;
        }
        self.scan_trees(&group.stream().into_iter().collect::<Vec<_>>());
    }

    /// Takes in the path that begins at `start`, if one does; answers where it ends.
    fn scan_path(&mut self, trees: &[TokenTree], start: usize) -> Option<usize> {
        let before = start.checked_sub(1).and_then(|at| trees.get(at));
        let mut at = start;
        let mut segments: Vec<Name> = Vec::new();
        let absolute = is_path_separator(trees, at) && !is_punct(before, '>') && !matches!(before, Some(TokenTree::Ident(_)));
        let crate_of_macro = is_punct(trees.get(at), '$') && is_ident(trees.get(at + 1), "crate");
        let (first, mut last);
        if crate_of_macro {
            segments.push(self.name("$crate"));
            first = trees[at].span();
            last = trees[at + 1].span();
            at += 2;
        } else {
            if absolute {
                at += 2;
            }
            let TokenTree::Ident(ident) = trees.get(at)? else {
                return None;
            };
            if !absolute && !begins_path(ident, before, trees.get(start.wrapping_sub(2))) {
                return None;
            }
            segments.push(self.ident(ident));
            first = ident.span();
            last = ident.span();
            at += 1;
        }
        while is_path_separator(trees, at) {
            match trees.get(at + 2) {
                Some(TokenTree::Ident(ident)) => {
                    segments.push(self.ident(ident));
                    last = ident.span();
                    at += 3;
                }
                Some(TokenTree::Punct(punct)) if punct.as_char() == '<' => at = after_angles(trees, at + 2),
                _ => break,
            }
        }
        self.scanned(&segments, absolute, first, last, trees, at);
        Some(at)
    }

    fn scanned(
        &mut self,
        segments: &[Name],
        absolute: bool,
        first: proc_macro2::Span,
        last: proc_macro2::Span,
        trees: &[TokenTree],
        end: usize,
    ) {
        let Some(&name) = segments.last() else { return };
        let capital = self.facts.name(name).starts_with(char::is_uppercase);
        let context = match trees.get(end) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '!' && !is_punct(trees.get(end + 1), '=') => Context::Macro,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Context::Call,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace && capital && is_literal(group) => {
                Context::Construct
            }
            _ => Context::Value,
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
        let argument = match trees.get(end + usize::from(context == Context::Macro)) {
            Some(TokenTree::Group(group)) => match group.stream().into_iter().next() {
                Some(TokenTree::Literal(literal)) => syn::parse_str::<syn::LitStr>(&literal.to_string())
                    .ok()
                    .map(|text| self.name(&text.value())),
                _ => None,
            },
            _ => None,
        };
        let span = self.span(first, last);
        let path = self.path_id(absolute, segments);
        self.refer(path, span, context, Certainty::Scanned, argument, None);
    }
}

/// The head of a macro 2.0; its parameters and body are tokens.
fn parse_macro_by_path(input: ParseStream<'_>) -> syn::Result<(Vec<syn::Attribute>, syn::Visibility, proc_macro2::Ident)> {
    let attributes = input.call(syn::Attribute::parse_outer)?;
    let visibility = input.parse()?;
    input.parse::<syn::Token![macro]>()?;
    let ident = input.parse()?;
    input.parse::<TokenStream>()?;
    Ok((attributes, visibility, ident))
}

fn parse_items(input: ParseStream<'_>) -> syn::Result<Vec<syn::Item>> {
    let mut items = Vec::new();
    input.call(syn::Attribute::parse_inner)?;
    while !input.is_empty() {
        match input.parse()? {
            syn::Item::Verbatim(_) => return Err(input.error("not an item of stable Rust")),
            item => items.push(item),
        }
    }
    Ok(items)
}

/// The arguments of `matches!`: a value, a pattern, and the expressions of a guard or message.
fn parse_matches(input: ParseStream<'_>) -> syn::Result<(syn::Expr, syn::Pat, Vec<syn::Expr>)> {
    let value = input.parse()?;
    input.parse::<syn::Token![,]>()?;
    let pattern = syn::Pat::parse_multi_with_leading_vert(input)?;
    let mut rest = Vec::new();
    if input.parse::<Option<syn::Token![if]>>()?.is_some() {
        rest.push(input.parse()?);
    }
    while input.parse::<Option<syn::Token![,]>>()?.is_some() && !input.is_empty() {
        rest.push(input.parse()?);
    }
    Ok((value, pattern, rest))
}

/// `value; count`, the arguments of `vec!`; or an expression before a comma and what is no list of expressions.
fn parse_two<Separator: Parse, Rest: Parse>(input: ParseStream<'_>) -> syn::Result<(syn::Expr, Rest)> {
    let value = input.parse()?;
    input.parse::<Separator>()?;
    Ok((value, input.parse()?))
}

fn is_identifier(expression: &syn::Expr) -> bool {
    matches!(expression, syn::Expr::Path(it) if it.qself.is_none() && it.path.get_ident().is_some())
}

fn is_punct(tree: Option<&TokenTree>, character: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

fn is_ident(tree: Option<&TokenTree>, text: &str) -> bool {
    matches!(tree, Some(TokenTree::Ident(ident)) if ident == text)
}

fn is_path_separator(trees: &[TokenTree], at: usize) -> bool {
    is_punct(trees.get(at), ':') && is_punct(trees.get(at + 1), ':')
}

/// An identifier begins a path unless it is a field or method, a metavariable, a definition's name, or the rest of a
/// path whose beginning is no plain path (`<T>::name`, `$type::name`).
fn begins_path(ident: &proc_macro2::Ident, before: Option<&TokenTree>, further: Option<&TokenTree>) -> bool {
    match before {
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            '.' => is_punct(further, '.'),
            '$' | '\'' | '#' => false,
            ':' => !is_punct(further, ':'),
            _ => true,
        },
        Some(TokenTree::Ident(word)) => {
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
            let is_crate_word = ["crate", "self", "super", "Self"].iter().any(|word| ident == word);
            is_crate_word || !DEFINES.iter().any(|define| word == define)
        }
        _ => true,
    }
}

/// The index after the angle brackets that open at `at`.
fn after_angles(trees: &[TokenTree], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(tree) = trees.get(at) {
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !is_punct(trees.get(at.wrapping_sub(1)), '-') => {
                depth = depth.saturating_sub(1);
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => return at,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The inside of braces looks like the fields of a struct literal.
fn is_literal(group: &proc_macro2::Group) -> bool {
    let mut trees = group.stream().into_iter();
    match (trees.next(), trees.next()) {
        (None, _) => true,
        (Some(TokenTree::Ident(_)), second) => second.is_none() || is_punct(second.as_ref(), ',') || is_punct(second.as_ref(), ':'),
        (first, second) => is_punct(first.as_ref(), '.') && is_punct(second.as_ref(), '.'),
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
