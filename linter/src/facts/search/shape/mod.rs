//! Shapes of code: an expression or statement with holes, found wherever code has this shape. The idea is that of structural search
//! in ast-grep, semgrep and rust-analyzer.
//!
//! A shape is written as Rust. `$x` stands for an expression or a name, `$_` for any, `$x:literal` for a literal and `$x:path` for a
//! path; a hole that occurs twice stands for the same text. `$$$` stands for any number of arguments, elements or fields. A path with
//! several segments, such as `regex::Regex::new`, stands for what it names: every path is a candidate, and the caller, who resolves
//! names, decides. Whatever else is written is compared as it is written, apart from white space, parentheses and comments.
//!
//! Not searched: the rules of macros, and arguments of macros that are neither expressions nor statements.

use serde::Deserialize;
use syn::parse::Parse;
use syn::visit::Visit;
use syn::{Block, Expr, File, Stmt};

use self::node::{NodeKind, Nodes, ShapeNode};
use crate::facts::extract::parse::on_large_stack;
use crate::facts::extract::source::Source;
use crate::facts::extract::streams::Streams;
use crate::facts::extract::tokens::TokenKind;
use crate::finding::Span;

mod matching;
mod node;

/// A shape of code.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct CodeShape {
    written: String,
    root: ShapeNode,
}

/// A place where code has a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeMatch {
    /// The span of the code.
    pub span: Span,
    /// What the holes with a name stand for, in the order of the shape.
    pub holes: Vec<(String, String)>,
    /// The paths of the shape that must be resolved, each with the byte offset of the path in the code that stands for it.
    pub paths: Vec<(String, u32)>,
}

impl TryFrom<String> for CodeShape {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        Self::parse(&written)
    }
}

impl CodeShape {
    /// Parses a shape.
    ///
    /// # Errors
    ///
    /// It is no expression and no statement, or a hole alone, which would match any code.
    pub fn parse(written: &str) -> Result<Self, String> {
        let text = without_holes(written)?;
        let source = Source::new(&text);
        let streams = Streams::new(&source);
        let nodes = Nodes {
            source: &source,
            streams: &streams,
        };
        let all = 0..source.tokens.len();
        let root = match streams.parse(all.clone(), Expr::parse) {
            Ok(expression) => nodes.expression(&expression),
            Err(error) => match streams.parse(all, Block::parse_within).as_deref() {
                Ok([statement]) => nodes.statement(statement),
                Ok(_) => return Err("a shape is one expression or one statement".to_owned()),
                Err(_) => return Err(format!("neither an expression nor a statement: {}", error.message)),
            },
        };
        match root.kind {
            NodeKind::Hole | NodeKind::Holes => Err("a hole alone matches any code".to_owned()),
            _ => Ok(Self {
                written: written.to_owned(),
                root,
            }),
        }
    }

    /// Code that has the shape.
    pub fn example(&self) -> String {
        let text = without_holes(&self.written).unwrap_or_default();
        let source = Source::new(&text);
        let mut code = String::new();
        let mut copied = 0;
        for token in &source.tokens {
            let filling = match token.text(&source.text).strip_prefix(node::HOLE) {
                Some(hole) if hole.starts_with("literal") => "\"probe\"",
                Some(hole) if hole.starts_with("path") => "probe::probe",
                _ => continue,
            };
            code.push_str(&source.text[copied..token.start as usize]);
            code.push_str(filling);
            copied = token.end as usize;
        }
        code + &source.text[copied..]
    }

    /// The names that a text must contain to contain the shape.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.each(&mut |node| names.extend(node.required_name()));
        names
    }

    /// The paths that must be resolved.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths = Vec::new();
        self.root.each(&mut |node| paths.extend(node.path_to_resolve()));
        paths
    }

    /// All places of a text that have the shape, in their order. Nothing if the text does not parse.
    pub fn find(&self, text: &str) -> Vec<ShapeMatch> {
        let source = Source::new(text);
        let streams = Streams::new(&source);
        let found = on_large_stack([&source, &source], || self.find_in(&source, &streams, text));
        found.unwrap_or_default()
    }

    fn find_in(&self, source: &Source, streams: &Streams<'_>, text: &str) -> Vec<ShapeMatch> {
        let Ok(file) = streams.parse(0..source.tokens.len(), File::parse) else {
            return Vec::new();
        };
        let mut finder = Finder {
            shape: self,
            nodes: Nodes { source, streams },
            text,
            found: Vec::new(),
        };
        finder.visit_file(&file);
        finder.found.sort_by_key(|found| (found.span.start, found.span.end));
        finder.found
    }
}

/// As it was written.
impl std::fmt::Display for CodeShape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.written)
    }
}

/// Visits every expression and statement.
struct Finder<'s> {
    shape: &'s CodeShape,
    nodes: Nodes<'s>,
    text: &'s str,
    found: Vec<ShapeMatch>,
}

impl Finder<'_> {
    fn compare(&mut self, node: impl FnOnce(&Nodes<'_>) -> ShapeNode) {
        let node = node(&self.nodes);
        let Some(bindings) = matching::bindings(&self.shape.root, &node, self.nodes.source) else {
            return;
        };
        let range = node.range.start as usize..node.range.end as usize;
        self.found.push(ShapeMatch {
            span: Span::in_text(self.text, range),
            holes: bindings.holes,
            paths: bindings.paths,
        });
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr(&mut self, it: &'ast Expr) {
        if node::kind(it) == self.shape.root.kind {
            self.compare(|nodes| nodes.expression(it));
        }
        syn::visit::visit_expr(self, it);
    }

    fn visit_stmt(&mut self, it: &'ast Stmt) {
        match it {
            // `name!(…);` is an expression, too.
            Stmt::Macro(call) if self.shape.root.kind == NodeKind::Macro => self.compare(|nodes| nodes.call_of_macro(&call.mac)),
            _ if self.shape.root.kind == NodeKind::Statement => self.compare(|nodes| nodes.statement(it)),
            _ => {}
        }
        syn::visit::visit_stmt(self, it);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        if let Some(arguments) = self.nodes.arguments(it) {
            arguments.iter().for_each(|argument| self.visit_expr(argument));
        } else if let Some(statements) = self.nodes.statements_in(it) {
            statements.iter().for_each(|statement| self.visit_stmt(statement));
        }
    }
}

/// The text of a shape in which each hole is a name that says what the hole is.
fn without_holes(written: &str) -> Result<String, String> {
    let source = Source::new(written);
    let text = |at: usize| source.tokens.get(at).map_or("", |token| token.text(&source.text));
    let is_joint = |at: usize| {
        source
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.start == source.tokens[at].end)
    };
    let mut shape = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < source.tokens.len() {
        if !source.is(at, b'$') {
            at += 1;
            continue;
        }
        shape.push_str(&source.text[copied..source.tokens[at].start as usize]);
        let last = if source.is(at + 1, b'$') && source.is(at + 2, b'$') {
            shape.push_str(node::HOLES);
            let is_named = is_joint(at + 2) && source.tokens[at + 3].kind == TokenKind::Ident;
            at + 2 + usize::from(is_named)
        } else if source
            .tokens
            .get(at + 1)
            .is_some_and(|name| name.is_word() || name.kind == TokenKind::Underscore)
        {
            let is_kind = is_joint(at + 1) && source.is(at + 2, b':') && is_joint(at + 2) && !source.is(at + 3, b':');
            let kind = if is_kind { text(at + 3) } else { "any" };
            if !node::HOLE_KINDS.contains(&kind) {
                return Err(format!(
                    "a hole has no kind `{kind}`: there are `{}`",
                    node::HOLE_KINDS.join("`, `")
                ));
            }
            shape.push_str(&format!("{}{kind}_{}", node::HOLE, text(at + 1)));
            if is_kind { at + 3 } else { at + 1 }
        } else {
            return Err("a name follows `$`; `$$$` stands for any number of arguments".to_owned());
        };
        copied = source.tokens[last].end as usize;
        at = last + 1;
    }
    shape.push_str(&source.text[copied..]);
    Ok(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts in a function's body that have a shape.
    fn found(shape: &str, body: &str) -> Vec<String> {
        let text = format!("fn f() {{ {body} }}");
        let shape = CodeShape::parse(shape).expect("the shape is one");
        let matches = shape.find(&text);
        matches
            .iter()
            .map(|found| text[found.span.start as usize..found.span.end as usize].to_owned())
            .collect()
    }

    #[test]
    fn a_hole_stands_for_a_whole_expression() {
        assert_eq!(
            found("$x.unwrap()", "let a = 1 + b.c(d)?.unwrap(); e.unwrap_or(1);"),
            ["b.c(d)?.unwrap()"]
        );
        assert_eq!(
            found("f($x, 2)", "f(1 + 1, 2); f(1, 2, 3); f(1, 3); g(1, 2)"),
            ["f(1 + 1, 2)"]
        );
        assert_eq!(found("$a + $b", "a * 2 + b; a - b"), ["a * 2 + b"]);
        assert_eq!(
            found("$x == $x", "a.b == a.b; a.b == a . b; a == b"),
            ["a.b == a.b", "a.b == a . b"]
        );
    }

    #[test]
    fn three_dollars_stand_for_any_arguments() {
        assert_eq!(found("f($$$)", "f(); f(1, 2); g()"), ["f()", "f(1, 2)"]);
        assert_eq!(found("f($first, $$$REST)", "f(); f(1); f(1, 2, 3)"), ["f(1)", "f(1, 2, 3)"]);
        assert_eq!(found("[$$$, 0]", "[1, 2, 0]; [0]; [0, 1]"), ["[1, 2, 0]", "[0]"]);
        assert_eq!(
            found("A { size: 1, $$$ }", "A { name, size: 1 }; A { size: 2 }; B { size: 1 }"),
            ["A { name, size: 1 }"]
        );
    }

    #[test]
    fn a_hole_may_have_a_kind() {
        assert_eq!(
            found("f($x:literal)", "f(1); f(\"a\"); f(-1); f(a); f(g())"),
            ["f(1)", "f(\"a\")", "f(-1)"]
        );
        assert_eq!(found("f($x:path)", "f(1); f(a::B); f(a)"), ["f(a::B)", "f(a)"]);
        assert!(CodeShape::parse("f($x:thing)").is_err());
    }

    #[test]
    fn the_body_of_a_closure_has_a_shape() {
        assert_eq!(
            found("$x.map(|_| $y)", "a.map(|_| b.c()); a.map(move |_| 1); a.map(|it| it)"),
            ["a.map(|_| b.c())"]
        );
    }

    #[test]
    fn statements_and_macros_have_shapes() {
        assert_eq!(
            found("let _ = $x;", "let _ = f(); let a = f(); let _b = 1;"),
            ["let _ = f();"]
        );
        assert_eq!(found("$x.ok();", "a.ok(); let b = a.ok(); f(a.ok())"), ["a.ok();"]);
        assert_eq!(
            found("print!($$$)", "print!(\"{}\", 1); print!(); println!()"),
            ["print!(\"{}\", 1)", "print!()"]
        );
        assert_eq!(
            found("g($x)", "assert!(g(1), \"no\"); vec![g(2); 3]; thread! { let a = g(3); }"),
            ["g(1)", "g(2)", "g(3)"]
        );
    }

    #[test]
    fn a_path_of_several_segments_is_left_to_be_resolved() {
        let shape = CodeShape::parse("regex::Regex::new($x:literal)").expect("the shape is one");
        let text = "fn f() { Re::new(\"a\"); new(a) }";
        let [only] = &shape.find(text)[..] else {
            panic!("one call has a literal")
        };
        assert_eq!(only.holes, [("x".to_owned(), "\"a\"".to_owned())]);
        assert_eq!(only.paths, [("regex::Regex::new".to_owned(), 9)]);
    }

    #[test]
    fn what_matches_anything_is_no_shape() {
        for shape in ["$x", "$$$", "", "fn", "a; b", "f($)"] {
            assert!(CodeShape::parse(shape).is_err(), "{shape}");
        }
    }
}
