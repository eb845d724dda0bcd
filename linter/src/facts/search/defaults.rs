//! Defaults: what code takes instead if a call gives no value, by the methods and branches around the call.
//!
//! Between a call and its default there may be any methods (`.ok().map(…).unwrap_or(…)`), `?` and the like: the first default on the
//! way outwards is that of the call. What leaves the function (`return`, `panic!`) is no default.

use std::collections::BTreeMap;
use std::ops::Range;

use proc_macro2::Span as TokenSpan;
use syn::parse::Parse;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Arm, Block, Expr, ExprMethodCall, File, Item, Lit, Pat, Path, Stmt, Token};

use crate::facts::extract::attributes::unquoted;
use crate::facts::extract::parse::on_large_stack;
use crate::facts::extract::source::Source;
use crate::facts::extract::streams::{Spot, Streams};
use crate::facts::extract::text::inside_of;

/// A default, as far as its text alone determines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// A literal, by its value, however it is converted.
    Literal(String),
    /// A path, perhaps that of a constant: its text, and the byte offset of its first name.
    Path(String, u32),
    /// Anything else, as written.
    Computed(String),
}

/// The default of each of these calls, given the byte offset of the path or method name that is called. A call without a default is
/// left out. Nothing if the text does not parse.
pub fn defaults(text: &str, calls: impl IntoIterator<Item = u32>) -> BTreeMap<u32, DefaultValue> {
    with_syntax(text, |file, search| {
        let mut finder = DefaultFinder {
            search,
            calls: calls.into_iter().map(|call| (call, None)).collect(),
        };
        finder.visit_file(file);
        let found = finder.calls.into_iter();
        found.filter_map(|(call, found)| Some((call, found?.1))).collect()
    })
    .unwrap_or_default()
}

/// The value of the constant or static whose name is at a byte offset of a text.
pub fn constant_value(text: &str, name: u32) -> Option<DefaultValue> {
    at_constant(text, name, |search, value| search.value(value))
}

/// What `of_value` makes of the value of the constant or static whose name is at a byte offset of a text.
pub(super) fn at_constant<T>(text: &str, name: u32, of_value: impl Fn(&DefaultSearch<'_>, &Expr) -> T) -> Option<T> {
    struct ConstantFinder<'s, F, T> {
        search: DefaultSearch<'s>,
        name: u32,
        of_value: F,
        found: Option<T>,
    }
    impl<T, F: Fn(&DefaultSearch<'_>, &Expr) -> T> ConstantFinder<'_, F, T> {
        fn note(&mut self, name: TokenSpan, value: &Expr) {
            if self.search.start(name) == Some(self.name) {
                self.found = Some((self.of_value)(&self.search, value));
            }
        }
    }
    impl<'ast, T, F: Fn(&DefaultSearch<'_>, &Expr) -> T> Visit<'ast> for ConstantFinder<'_, F, T> {
        fn visit_item(&mut self, it: &'ast Item) {
            match it {
                Item::Const(it) => self.note(it.ident.span(), &it.expr),
                Item::Static(it) => self.note(it.ident.span(), &it.expr),
                _ => {}
            }
            syn::visit::visit_item(self, it);
        }

        fn visit_impl_item_const(&mut self, it: &'ast syn::ImplItemConst) {
            self.note(it.ident.span(), &it.expr);
        }

        fn visit_trait_item_const(&mut self, it: &'ast syn::TraitItemConst) {
            if let Some((_, value)) = &it.default {
                self.note(it.ident.span(), value);
            }
        }
    }
    with_syntax(text, |file, search| {
        let mut finder = ConstantFinder {
            search,
            name,
            of_value,
            found: None,
        };
        finder.visit_file(file);
        finder.found
    })
    .flatten()
}

pub(super) fn with_syntax<T>(text: &str, work: impl FnOnce(&File, DefaultSearch<'_>) -> T) -> Option<T> {
    let source = Source::new(text);
    let streams = Streams::new(&source);
    let parsed = || {
        let file = streams.parse(0..source.tokens.len(), File::parse).ok()?;
        Some(work(
            &file,
            DefaultSearch {
                source: &source,
                streams: &streams,
            },
        ))
    };
    on_large_stack([&source, &source], parsed).flatten()
}

/// The text of a file, for values in it.
#[derive(Clone, Copy)]
pub(super) struct DefaultSearch<'s> {
    pub(super) source: &'s Source,
    pub(super) streams: &'s Streams<'s>,
}

/// Visits every expression, and keeps for each call the smallest one that gives it a default.
struct DefaultFinder<'s> {
    search: DefaultSearch<'s>,
    calls: BTreeMap<u32, Option<(u32, DefaultValue)>>,
}

impl<'ast> Visit<'ast> for DefaultFinder<'_> {
    fn visit_expr(&mut self, it: &'ast Expr) {
        if let Some((call, default)) = self.default_by(it) {
            let size = self.search.size(it.span());
            let known = self.calls.get_mut(&call);
            if let Some(known) = known.filter(|known| known.as_ref().is_none_or(|(smallest, _)| size < *smallest)) {
                *known = Some((size, default));
            }
        }
        syn::visit::visit_expr(self, it);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        let inside = inside_of(self.search.source, &it.delimiter);
        let streams = self.search.streams;
        if let Ok(arguments) = streams.parse(inside.clone(), Punctuated::<Expr, Token![,]>::parse_terminated) {
            arguments.iter().for_each(|argument| self.visit_expr(argument));
        } else if let Ok(statements) = streams.parse(inside, Block::parse_within) {
            statements.iter().for_each(|statement| self.visit_stmt(statement));
        }
    }
}

impl DefaultFinder<'_> {
    /// The call to which an expression gives a default, and the default.
    fn default_by(&self, it: &Expr) -> Option<(u32, DefaultValue)> {
        match it {
            Expr::MethodCall(it) => {
                let value = self.search.default_of_method(it);
                let value = value.or_else(|| self.second_argument(&it.args));
                Some((
                    self.call_behind(&it.receiver).or_else(|| self.call_at(it.method.span()))?,
                    value?,
                ))
            }
            Expr::Call(it) => {
                let Expr::Path(callee) = &*it.func else { return None };
                let call = self.call_at(callee.path.segments.first()?.ident.span())?;
                Some((call, self.second_argument(&it.args)?))
            }
            Expr::Match(it) => {
                let call = self.call_behind(&it.expr)?;
                let otherwise = it.arms.iter().find(|arm| is_of_nothing(arm))?;
                Some((call, self.search.otherwise(&otherwise.body)?))
            }
            Expr::If(it) => {
                let Expr::Let(condition) = &*it.cond else { return None };
                let call = self.call_behind(&condition.expr)?;
                let (_, otherwise) = it.else_branch.as_ref()?;
                Some((call, self.search.otherwise(otherwise)?))
            }
            _ => None,
        }
    }

    /// The default that a reader of the workspace takes as its second and last argument: a literal or a path.
    fn second_argument(&self, arguments: &Punctuated<Expr, Token![,]>) -> Option<DefaultValue> {
        let default = arguments.iter().nth(1).filter(|_| arguments.len() == 2)?;
        let value = self.search.value(default);
        (!matches!(value, DefaultValue::Computed(_))).then_some(value)
    }

    /// The call whose result an expression passes on.
    fn call_behind(&self, it: &Expr) -> Option<u32> {
        match it {
            Expr::MethodCall(it) => self.call_at(it.method.span()).or_else(|| self.call_behind(&it.receiver)),
            Expr::Call(it) => match &*it.func {
                Expr::Path(callee) => self.call_at(callee.path.segments.first()?.ident.span()),
                _ => None,
            },
            Expr::Macro(it) => self.call_at(it.mac.path.segments.first()?.ident.span()),
            Expr::Try(it) => self.call_behind(&it.expr),
            Expr::Await(it) => self.call_behind(&it.base),
            Expr::Paren(it) => self.call_behind(&it.expr),
            Expr::Group(it) => self.call_behind(&it.expr),
            Expr::Reference(it) => self.call_behind(&it.expr),
            Expr::Block(it) => self.call_behind(last_value(&it.block)?),
            _ => None,
        }
    }

    fn call_at(&self, name: TokenSpan) -> Option<u32> {
        let start = self.search.start(name)?;
        self.calls.contains_key(&start).then_some(start)
    }
}

impl DefaultSearch<'_> {
    /// The default that a method gives to its receiver.
    fn default_of_method(&self, it: &ExprMethodCall) -> Option<DefaultValue> {
        let first = it.args.first();
        match it.method.to_string().as_str() {
            "unwrap_or" | "map_or" | "or" => self.otherwise(first?),
            "unwrap_or_else" | "map_or_else" | "or_else" => match first? {
                Expr::Closure(closure) => self.otherwise(&closure.body),
                Expr::Path(function) if is_new(&function.path) => Some(DefaultValue::Literal(String::new())),
                function => Some(DefaultValue::Computed(format!("{}()", self.text(function.span())))),
            },
            "unwrap_or_default" => Some(DefaultValue::Computed("Default::default()".to_owned())),
            _ => None,
        }
    }

    /// The value of code that runs if there is nothing; `None` if it leaves the function or gives nothing itself.
    fn otherwise(&self, it: &Expr) -> Option<DefaultValue> {
        (!self.leaves(it)).then(|| self.value(it))
    }

    fn leaves(&self, it: &Expr) -> bool {
        match it {
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
            Expr::Paren(it) => self.leaves(&it.expr),
            Expr::Group(it) => self.leaves(&it.expr),
            Expr::Block(it) => match it.block.stmts.last() {
                Some(Stmt::Expr(last, _)) => self.leaves(last),
                Some(Stmt::Macro(last)) => names_one(&last.mac.path, &LEAVING),
                _ => false,
            },
            Expr::Macro(it) => names_one(&it.mac.path, &LEAVING),
            Expr::Path(it) => names_one(&it.path, &["None"]),
            Expr::Call(it) => matches!(&*it.func, Expr::Path(callee) if names_one(&callee.path, &["Err", "exit", "abort"])),
            _ => false,
        }
    }

    fn value(&self, it: &Expr) -> DefaultValue {
        let computed = || DefaultValue::Computed(self.text(it.span()));
        match it {
            Expr::Lit(it) => DefaultValue::Literal(self.literal(&it.lit)),
            Expr::Unary(negative) if matches!(&*negative.expr, Expr::Lit(_)) => DefaultValue::Literal(self.text(it.span())),
            Expr::Paren(it) => self.value(&it.expr),
            Expr::Group(it) => self.value(&it.expr),
            Expr::Reference(it) => self.value(&it.expr),
            Expr::Cast(it) => self.value(&it.expr),
            Expr::Block(it) => last_value(&it.block).map_or_else(computed, |last| self.value(last)),
            Expr::Unsafe(it) => last_value(&it.block).map_or_else(computed, |last| self.value(last)),
            Expr::MethodCall(it) if it.args.is_empty() && CONVERSIONS.iter().any(|name| it.method == name) => {
                self.value(&it.receiver)
            }
            Expr::Call(it) => match (&*it.func, it.args.first()) {
                (Expr::Path(callee), Some(only)) if it.args.len() == 1 && names_one(&callee.path, &WRAPPERS) => self.value(only),
                (Expr::Path(callee), None) if is_new(&callee.path) => DefaultValue::Literal(String::new()),
                _ => computed(),
            },
            Expr::Path(path) if path.qself.is_none() => {
                match path.path.segments.first().map(|first| self.start(first.ident.span())) {
                    Some(Some(start)) => DefaultValue::Path(self.text(it.span()), start),
                    _ => computed(),
                }
            }
            _ => computed(),
        }
    }

    /// The value of a string literal; any other literal as written.
    fn literal(&self, it: &Lit) -> String {
        let text = self.text(it.span());
        unquoted(&text).unwrap_or(text)
    }

    pub(super) fn tokens(&self, span: TokenSpan) -> Range<usize> {
        let first = Spot::from_span(span).map_or(0, |spot| spot.token);
        // The position of a token is twice its number, and two more.
        let last = (span.end().column.saturating_sub(1) / 2).saturating_sub(1).max(first);
        first..(last + 1).min(self.source.tokens.len())
    }

    fn text(&self, span: TokenSpan) -> String {
        let tokens = &self.source.tokens[self.tokens(span)];
        let range = tokens
            .first()
            .zip(tokens.last())
            .map(|(first, last)| first.start as usize..last.end as usize);
        range.map_or_else(String::new, |range| self.source.text[range].to_owned())
    }

    fn size(&self, span: TokenSpan) -> u32 {
        self.tokens(span).len() as u32
    }

    pub(super) fn start(&self, span: TokenSpan) -> Option<u32> {
        Some(self.source.tokens.get(Spot::from_span(span)?.token)?.start)
    }
}

/// Methods without arguments that change the type of a value, but not what it says.
const CONVERSIONS: [&str; 9] = [
    "into",
    "to_owned",
    "to_string",
    "clone",
    "as_str",
    "as_ref",
    "into_boxed_str",
    "into_owned",
    "to_vec",
];

/// Functions that wrap or convert their argument.
const WRAPPERS: [&str; 5] = ["from", "Some", "Ok", "Borrowed", "Owned"];

/// Macros that never give a value.
const LEAVING: [&str; 5] = ["panic", "bail", "unreachable", "todo", "unimplemented"];

/// Whether the last name of a path is one of these.
fn names_one(path: &Path, names: &[&str]) -> bool {
    path.segments
        .last()
        .is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// Whether a path is that of `String::new` or the like, which makes an empty text.
fn is_new(path: &Path) -> bool {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    matches!(&names[..], [.., owner, new] if new == "new" && ["String", "OsString", "PathBuf"].contains(&owner.as_str()))
}

/// Whether a match arm is for the absence of a value: `Err(…)`, `None` or `_`.
fn is_of_nothing(arm: &Arm) -> bool {
    match &arm.pat {
        Pat::TupleStruct(it) => names_one(&it.path, &["Err"]),
        Pat::Path(it) => names_one(&it.path, &["None"]),
        Pat::Ident(it) => it.ident == "None",
        Pat::Wild(_) => true,
        _ => false,
    }
}

fn last_value(block: &Block) -> Option<&Expr> {
    match block.stmts.last()? {
        Stmt::Expr(last, None) => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The default of the call of `var` in an expression.
    fn default_in(expression: &str) -> Option<DefaultValue> {
        let text = format!("fn f() {{ {expression}; }}");
        let call = text.find("var(").expect("the text contains the call") as u32;
        defaults(&text, [call]).remove(&call)
    }

    fn literal(text: &str) -> Option<DefaultValue> {
        Some(DefaultValue::Literal(text.to_owned()))
    }

    #[test]
    fn a_literal_is_read_through_conversions() {
        for code in [
            "var(N).unwrap_or(\"80\".into())",
            "var(N).unwrap_or_else(|_| String::from(\"80\"))",
            "var(N).ok().and_then(|text| text.parse().ok()).unwrap_or(80)",
            "var(N).map_or(80, |it| it.len())",
            "var(N).ok().or(Some(\"80\".to_owned()))?",
            "var(N).or_else(|_| Ok(\"80\".to_owned()))?",
            "var(N).unwrap_or_else(|_| { warn!(\"not set\"); \"80\".to_owned() })",
            "match var(N) { Ok(it) => it, Err(_) => \"80\".to_string() }",
            "if let Ok(it) = var(N) { it } else { \"80\".to_owned() }",
            "println!(\"{}\", var(N).unwrap_or(\"80\".into()))",
            "var(N).unwrap_or(\"80\".into()).parse().unwrap_or(8080)",
            "var(N, \"80\")",
        ] {
            assert_eq!(default_in(code), literal("80"), "{code}");
        }
        assert_eq!(default_in("var(N).unwrap_or_else(String::new)"), literal(""));
    }

    #[test]
    fn a_path_is_left_to_the_caller_and_the_rest_is_shown() {
        let path = |text: &str, start| Some(DefaultValue::Path(text.to_owned(), start));
        assert_eq!(default_in("var(N).unwrap_or(limits::PORT)"), path("limits::PORT", 26));
        let computed = |text: &str| Some(DefaultValue::Computed(text.to_owned()));
        assert_eq!(default_in("var(N).unwrap_or_else(|_| port(1))"), computed("port(1)"));
        assert_eq!(default_in("var(N).ok().unwrap_or_default()"), computed("Default::default()"));
    }

    #[test]
    fn code_that_gives_up_has_no_default() {
        for code in [
            "var(N).unwrap()",
            "var(N)?",
            "var(N).ok().or(None)",
            "var(N).unwrap_or_else(|_| panic!(\"N is not set\"))",
            "var(N).unwrap_or_else(|_| std::process::exit(1))",
            "match var(N) { Ok(it) => it, Err(error) => return Err(error) }",
            "match var(N) { Ok(it) => it, Err(error) => { log(error); return; } }",
            "let Ok(it) = var(N) else { return }",
        ] {
            assert_eq!(default_in(code), None, "{code}");
        }
    }

    #[test]
    fn a_constant_has_the_value_of_its_initializer() {
        let text = "const A: u16 = 80; mod m { pub static B: &str = \"80\"; } impl C { const D: u8 = f(); }";
        let value = |name: &str| constant_value(text, text.find(name).expect("it is there") as u32 + 6);
        assert_eq!(value("const A"), literal("80"));
        assert_eq!(value("const D"), Some(DefaultValue::Computed("f()".to_owned())));
        assert_eq!(
            constant_value(text, text.find("B:").expect("it is there") as u32),
            literal("80")
        );
    }
}
