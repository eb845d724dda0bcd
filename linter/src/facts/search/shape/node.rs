//! Syntax as a tree of nodes that all have the same form, so that two trees can be compared without knowing their kinds. What has no
//! kind of its own is compared by its tokens.

use std::ops::Range;

use proc_macro2::Span as TokenSpan;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprStruct, Local, Macro, Member, Path, Stmt, Token};

use crate::facts::extract::source::Source;
use crate::facts::extract::streams::Streams;
use crate::facts::extract::text::inside_of;

/// What the name of a hole begins with, followed by its kind and name.
pub(super) const HOLE: &str = "__hole_";
/// The name of a hole for any number of arguments.
pub(super) const HOLES: &str = "__holes";
/// The kinds of holes.
pub(super) const HOLE_KINDS: [&str; 4] = ["any", "expr", "literal", "path"];

/// A part of the syntax.
#[derive(Clone, Debug)]
pub(super) struct ShapeNode {
    pub(super) kind: NodeKind,
    /// What distinguishes it from others of its kind: the name of a method, an operator, a literal.
    pub(super) label: String,
    pub(super) parts: Vec<ShapeNode>,
    /// Its bytes.
    pub(super) range: Range<u32>,
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    Hole,
    Holes,
    Array,
    Assign,
    Await,
    Binary,
    Call,
    Cast,
    Closure,
    Field,
    FieldValue,
    Index,
    Literal,
    Macro,
    Method,
    Path,
    Range,
    Reference,
    Return,
    Statement,
    Struct,
    /// Compared by its tokens.
    Text,
    Try,
    Tuple,
    Unary,
}

/// The kind of an expression's node, unless it is a hole.
pub(super) fn kind(it: &Expr) -> NodeKind {
    match it {
        Expr::Paren(it) => kind(&it.expr),
        Expr::Group(it) => kind(&it.expr),
        Expr::Array(_) => NodeKind::Array,
        Expr::Assign(_) => NodeKind::Assign,
        Expr::Await(_) => NodeKind::Await,
        Expr::Binary(_) => NodeKind::Binary,
        Expr::Call(_) => NodeKind::Call,
        Expr::Cast(_) => NodeKind::Cast,
        Expr::Closure(_) => NodeKind::Closure,
        Expr::Field(_) => NodeKind::Field,
        Expr::Index(_) => NodeKind::Index,
        Expr::Lit(_) => NodeKind::Literal,
        Expr::Macro(_) => NodeKind::Macro,
        Expr::MethodCall(_) => NodeKind::Method,
        Expr::Path(it) if it.qself.is_none() => NodeKind::Path,
        Expr::Range(_) => NodeKind::Range,
        Expr::Reference(_) => NodeKind::Reference,
        Expr::Return(_) => NodeKind::Return,
        Expr::Struct(it) if it.qself.is_none() => NodeKind::Struct,
        Expr::Try(_) => NodeKind::Try,
        Expr::Tuple(_) => NodeKind::Tuple,
        Expr::Unary(_) => NodeKind::Unary,
        _ => NodeKind::Text,
    }
}

impl ShapeNode {
    /// Calls `visit` for the node and all of its parts.
    pub(super) fn each<'n>(&'n self, visit: &mut impl FnMut(&'n Self)) {
        visit(self);
        self.parts.iter().for_each(|part| part.each(visit));
    }

    /// A name that code must contain to match.
    pub(super) fn required_name(&self) -> Option<&str> {
        let is_name = match self.kind {
            NodeKind::Method | NodeKind::Field | NodeKind::FieldValue => true,
            NodeKind::Path | NodeKind::Macro | NodeKind::Struct => !self.label.contains("::"),
            _ => false,
        };
        let name = self.label.trim_end_matches('!');
        let is_name = is_name && !name.starts_with(HOLE) && name.starts_with(|first: char| first.is_alphabetic() || first == '_');
        is_name.then_some(name)
    }

    /// A path of several segments, which must be resolved.
    pub(super) fn path_to_resolve(&self) -> Option<&str> {
        let is_path = matches!(self.kind, NodeKind::Path | NodeKind::Macro | NodeKind::Struct);
        (is_path && self.label.contains("::")).then_some(self.label.as_str())
    }
}

/// Converts syntax to nodes.
pub(super) struct Nodes<'s> {
    pub(super) source: &'s Source,
    pub(super) streams: &'s Streams<'s>,
}

impl Nodes<'_> {
    /// The numbers of the tokens of a span.
    fn tokens(&self, span: TokenSpan) -> Range<usize> {
        // The position of a token is twice its number, and two more.
        let number = |place: usize| (place / 2).saturating_sub(1);
        let first = number(span.start().column);
        let last = number(span.end().column.saturating_sub(1)).max(first);
        first..(last + 1).min(self.source.tokens.len())
    }

    fn node(&self, kind: NodeKind, label: impl Into<String>, parts: Vec<ShapeNode>, span: TokenSpan) -> ShapeNode {
        let tokens = self.tokens(span);
        let of = |token: usize| self.source.tokens.get(token);
        ShapeNode {
            kind,
            label: label.into(),
            parts,
            range: of(tokens.start).map_or(0, |first| first.start)..of(tokens.end - 1).map_or(0, |last| last.end),
        }
    }

    fn text(&self, span: TokenSpan) -> String {
        self.source.spaced(&self.source.tokens[self.tokens(span)])
    }

    fn as_text(&self, it: &impl Spanned) -> ShapeNode {
        self.node(NodeKind::Text, self.text(it.span()), Vec::new(), it.span())
    }

    pub(super) fn expression(&self, it: &Expr) -> ShapeNode {
        let span = it.span();
        let node = |label: &str, parts: Vec<ShapeNode>| self.node(kind(it), label, parts, span);
        match it {
            Expr::Paren(it) => self.expression(&it.expr),
            Expr::Group(it) => self.expression(&it.expr),
            Expr::Array(it) => node("", self.list(&it.elems)),
            Expr::Assign(it) => node("", vec![self.expression(&it.left), self.expression(&it.right)]),
            Expr::Await(it) => node("", vec![self.expression(&it.base)]),
            Expr::Binary(it) => node(
                &self.text(it.op.span()),
                vec![self.expression(&it.left), self.expression(&it.right)],
            ),
            Expr::Call(it) => {
                let arguments = self.list(&it.args);
                node("", std::iter::once(self.expression(&it.func)).chain(arguments).collect())
            }
            Expr::Cast(it) => node(&self.text(it.ty.span()), vec![self.expression(&it.expr)]),
            Expr::Closure(it) => {
                let head = self.tokens(span).start..self.tokens(it.body.span()).start;
                let head = self.source.spaced(&self.source.tokens[head]);
                node(&head, vec![self.expression(&it.body)])
            }
            Expr::Field(it) => node(&self.member(&it.member), vec![self.expression(&it.base)]),
            Expr::Index(it) => node("", vec![self.expression(&it.expr), self.expression(&it.index)]),
            Expr::Macro(it) => self.call_of_macro(&it.mac),
            Expr::MethodCall(it) => {
                let arguments = self.list(&it.args);
                let parts = std::iter::once(self.expression(&it.receiver)).chain(arguments);
                node(&it.method.to_string(), parts.collect())
            }
            Expr::Path(path) if path.qself.is_none() => self.path_or_hole(&path.path, span),
            Expr::Reference(it) => node(
                if it.mutability.is_some() { "mut" } else { "" },
                vec![self.expression(&it.expr)],
            ),
            Expr::Return(it) => node("", it.expr.iter().map(|value| self.expression(value)).collect()),
            Expr::Struct(it) if it.qself.is_none() => node(&path_text(&it.path), self.fields(it)),
            Expr::Try(it) => node("", vec![self.expression(&it.expr)]),
            Expr::Tuple(it) => node("", self.list(&it.elems)),
            Expr::Unary(it) => node(&self.text(it.op.span()), vec![self.expression(&it.expr)]),
            it => self.node(kind(it), self.text(span), Vec::new(), span),
        }
    }

    fn path_or_hole(&self, path: &Path, span: TokenSpan) -> ShapeNode {
        let text = path_text(path);
        let kind = if text == HOLES {
            NodeKind::Holes
        } else if text.starts_with(HOLE) {
            NodeKind::Hole
        } else {
            NodeKind::Path
        };
        self.node(kind, text, Vec::new(), span)
    }

    fn list(&self, list: &Punctuated<Expr, Token![,]>) -> Vec<ShapeNode> {
        list.iter().map(|element| self.expression(element)).collect()
    }

    fn member(&self, member: &Member) -> String {
        match member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        }
    }

    fn fields(&self, it: &ExprStruct) -> Vec<ShapeNode> {
        let fields = it.fields.iter().map(|field| {
            let value = self.expression(&field.expr);
            match value.kind {
                NodeKind::Holes => value,
                _ => self.node(NodeKind::FieldValue, self.member(&field.member), vec![value], field.span()),
            }
        });
        let rest = it.rest.iter().map(|rest| self.as_text(rest));
        fields.chain(rest).collect()
    }

    /// The node of a macro call. The arguments are parts if they are expressions, and otherwise text.
    pub(super) fn call_of_macro(&self, it: &Macro) -> ShapeNode {
        let parts = match self.arguments(it) {
            Some(arguments) => self.list(&arguments),
            None => {
                let text = self.source.spaced(&self.source.tokens[self.inside(it)]);
                vec![self.node(NodeKind::Text, text, Vec::new(), it.span())]
            }
        };
        let node = self.node(NodeKind::Macro, format!("{}!", path_text(&it.path)), parts, it.path.span());
        let end = self
            .source
            .tokens
            .get(self.inside(it).end)
            .map_or(node.range.end, |close| close.end);
        ShapeNode {
            range: node.range.start..end,
            ..node
        }
    }

    /// The numbers of the tokens between the delimiters of a macro call.
    fn inside(&self, it: &Macro) -> Range<usize> {
        inside_of(self.source, &it.delimiter)
    }

    /// The arguments of a macro call, if they are a list of expressions or `value; count`.
    pub(super) fn arguments(&self, it: &Macro) -> Option<Punctuated<Expr, Token![,]>> {
        let list = self.streams.parse(self.inside(it), Punctuated::parse_terminated);
        let repeated = || {
            let parsed = self.streams.parse(self.inside(it), |input| {
                let value: Expr = input.parse()?;
                input.parse::<Token![;]>()?;
                Ok([value, input.parse()?])
            });
            parsed.map(|both| both.into_iter().collect())
        };
        list.or_else(|_| repeated()).ok()
    }

    /// The statements that the arguments of a macro call consist of.
    pub(super) fn statements_in(&self, it: &Macro) -> Option<Vec<Stmt>> {
        self.streams.parse(self.inside(it), Block::parse_within).ok()
    }

    pub(super) fn statement(&self, it: &Stmt) -> ShapeNode {
        let span = it.span();
        let node = |label: &str, parts: Vec<ShapeNode>| self.node(NodeKind::Statement, label, parts, span);
        match it {
            Stmt::Local(it) => node("let", self.local(it)),
            Stmt::Expr(it, Some(_)) => node(";", vec![self.expression(it)]),
            Stmt::Expr(it, None) => self.expression(it),
            Stmt::Macro(it) if it.semi_token.is_some() => node(";", vec![self.call_of_macro(&it.mac)]),
            Stmt::Macro(it) => self.call_of_macro(&it.mac),
            it => self.as_text(it),
        }
    }

    /// The pattern, the value, and the block of `else`.
    fn local(&self, it: &Local) -> Vec<ShapeNode> {
        let pattern = match self.text(it.pat.span()) {
            name if name.starts_with(HOLE) => self.node(NodeKind::Hole, name, Vec::new(), it.pat.span()),
            text => self.node(NodeKind::Text, text, Vec::new(), it.pat.span()),
        };
        let value = it.init.iter().map(|init| self.expression(&init.expr));
        let otherwise = it.init.iter().filter_map(|init| init.diverge.as_ref());
        let otherwise = otherwise.map(|(_, otherwise)| self.as_text(otherwise));
        std::iter::once(pattern).chain(value).chain(otherwise).collect()
    }
}

/// A path without generic arguments.
fn path_text(path: &Path) -> String {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    names.join("::")
}
