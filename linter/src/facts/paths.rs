//! References: what each path in expressions, patterns and types is used for, and which names are bindings.

use syn::visit::{self, Visit};

use super::attributes::Attributes;
use super::locals::{Local, Space};
use super::walk::Walk;
use super::{Certainty, Context, Name, Path, PathId, Reference, ScopeKind};
use crate::finding::Span;

impl Walk<'_> {
    /// The path as written, without its arguments.
    pub(super) fn written_path(&mut self, path: &syn::Path) -> PathId {
        let segments = path.segments.iter().map(|segment| self.ident(&segment.ident)).collect();
        self.path_id(Path {
            absolute: path.leading_colon.is_some(),
            segments,
        })
    }

    /// The path of a type that is one, looking through references and parentheses.
    pub(super) fn type_path_id(&mut self, ty: &syn::Type) -> Option<PathId> {
        match ty {
            syn::Type::Path(it) if it.qself.is_none() => Some(self.written_path(&it.path)),
            syn::Type::Reference(it) => self.type_path_id(&it.elem),
            syn::Type::Paren(it) => self.type_path_id(&it.elem),
            syn::Type::Group(it) => self.type_path_id(&it.elem),
            _ => None,
        }
    }

    /// A path in the code: what it names, and the types among its arguments.
    pub(super) fn path(&mut self, path: &syn::Path, qself: Option<&syn::QSelf>, context: Context, argument: Option<Name>) {
        let expected = self.expected.take();
        if let Some(qself) = qself {
            self.qualified_path(path, qself, context, argument);
        } else {
            self.plain_path(path, context, argument, expected);
        }
        for segment in &path.segments {
            self.visit_path_arguments(&segment.arguments);
        }
    }

    fn plain_path(&mut self, path: &syn::Path, context: Context, argument: Option<Name>, expected: Option<PathId>) {
        let (Some(first), Some(last)) = (path.segments.first(), path.segments.last()) else {
            return;
        };
        let single = path.segments.len() == 1;
        let name = self.ident(&first.ident);
        let mut certainty = self.certainty;
        if path.leading_colon.is_none() {
            if single && context == Context::Type && names_no_item(self.facts.name(name)) {
                return;
            }
            let space = if single && is_value(context) {
                Space::Value
            } else {
                Space::Type
            };
            match self.locals.get(name, space) {
                Some(Local::Bound) => return,
                Some(Local::Perhaps) => certainty = Certainty::Binding,
                Some(Local::Hidden) | None => {}
            }
        }
        let span = self.span(first.ident.span(), last.ident.span());
        let path = self.written_path(path);
        self.refer(path, span, context, certainty, argument, expected);
    }

    /// `<T as Trait>::name` names an item of the trait and expects a `T`; `<T>::name` is `T::name`.
    fn qualified_path(&mut self, path: &syn::Path, qself: &syn::QSelf, context: Context, argument: Option<Name>) {
        let own_type = self.type_path_id(&qself.ty);
        self.visit_type(&qself.ty);
        let (Some(first), Some(last)) = (path.segments.first(), path.segments.last()) else {
            return;
        };
        if qself.position > 0 {
            let span = self.span(first.ident.span(), last.ident.span());
            let path = self.written_path(path);
            self.refer(path, span, context, self.certainty, argument, own_type);
            return;
        }
        let Some(own_type) = own_type else { return };
        let own_type = self.facts.path(own_type).clone();
        let is_generic = own_type.segments.len() == 1 && self.locals.get(own_type.segments[0], Space::Type).is_some();
        if is_generic {
            return;
        }
        let span = self.span(qself.lt_token.span, last.ident.span());
        let rest: Vec<Name> = path.segments.iter().map(|segment| self.ident(&segment.ident)).collect();
        let segments = own_type.segments.iter().copied().chain(rest).collect();
        let path = self.path_id(Path {
            absolute: own_type.absolute,
            segments,
        });
        self.refer(path, span, context, self.certainty, argument, None);
    }

    pub(super) fn refer(
        &mut self,
        path: PathId,
        span: Span,
        context: Context,
        certainty: Certainty,
        argument: Option<Name>,
        expected: Option<PathId>,
    ) {
        self.facts.references.push(Reference {
            path,
            scope: self.scope,
            span,
            context,
            braced: false,
            certainty,
            argument,
            expected,
            test: self.test,
            in_macro: self.in_macro,
        });
    }

    /// References of attributes and derives; built-in attributes name nothing.
    pub(super) fn attributes(&mut self, attributes: &[syn::Attribute]) {
        for attribute in attributes {
            self.attribute_meta(&attribute.meta);
        }
    }

    fn attribute_meta(&mut self, meta: &syn::Meta) {
        let path = meta.path();
        if path.is_ident("derive") {
            for derived in super::attributes::list(meta) {
                self.plain_path(derived.path(), Context::Attribute, None, None);
            }
        } else if path.is_ident("cfg_attr") {
            for inner in super::attributes::list(meta).iter().skip(1) {
                self.attribute_meta(inner);
            }
        } else if !is_builtin(path) {
            self.plain_path(path, Context::Attribute, None, None);
            if let syn::Meta::List(list) = meta {
                self.scan(list.tokens.clone());
            }
        }
    }

    /// The first argument, when it is a string.
    fn string_argument(&mut self, arguments: &syn::punctuated::Punctuated<syn::Expr, syn::Token![,]>) -> Option<Name> {
        match arguments.first()? {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(self.name(&text.value())),
            _ => None,
        }
    }

    /// Walks an expression that an annotation gives a type.
    fn annotated(&mut self, ty: Option<PathId>, value: &syn::Expr) {
        self.expected = ty;
        self.visit_expr(value);
        self.expected = None;
    }

    fn statement_macro(&mut self, it: &syn::StmtMacro) {
        let attributes = Attributes::of(&it.attrs);
        self.attributes(&it.attrs);
        self.under(&attributes, |walk| walk.macro_in_code(&it.mac));
    }
}

/// Paths of one segment in these contexts are looked up among values first.
fn is_value(context: Context) -> bool {
    matches!(context, Context::Call | Context::Value | Context::Pattern)
}

/// `Self` as a type, and the primitive types, which nobody shadows.
fn names_no_item(name: &str) -> bool {
    const PRIMITIVES: &[&str] = &[
        "Self", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8",
        "usize",
    ];
    PRIMITIVES.binary_search(&name).is_ok()
}

/// Attributes of the compiler, and of tools that name nothing by path.
fn is_builtin(path: &syn::Path) -> bool {
    const BUILTIN: &[&str] = &[
        "allow",
        "automatically_derived",
        "bench",
        "cfg",
        "clippy",
        "cold",
        "coverage",
        "debugger_visualizer",
        "default",
        "deny",
        "deprecated",
        "diagnostic",
        "doc",
        "expect",
        "export_name",
        "feature",
        "forbid",
        "global_allocator",
        "ignore",
        "inline",
        "instruction_set",
        "link",
        "link_name",
        "link_section",
        "macro_export",
        "macro_use",
        "miri",
        "must_use",
        "no_implicit_prelude",
        "no_link",
        "no_main",
        "no_mangle",
        "no_std",
        "non_exhaustive",
        "path",
        "proc_macro",
        "proc_macro_attribute",
        "proc_macro_derive",
        "recursion_limit",
        "repr",
        "rust_analyzer",
        "rustfmt",
        "should_panic",
        "target_feature",
        "test",
        "track_caller",
        "type_length_limit",
        "unsafe",
        "used",
        "warn",
        "windows_subsystem",
    ];
    path.segments
        .first()
        .is_some_and(|first| BUILTIN.contains(&first.ident.to_string().as_str()))
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item(&mut self, it: &'ast syn::Item) {
        self.item(it);
    }

    fn visit_attribute(&mut self, it: &'ast syn::Attribute) {
        self.attribute_meta(&it.meta);
    }

    fn visit_block(&mut self, it: &'ast syn::Block) {
        self.in_region(|walk| {
            if Self::declares(it) {
                walk.hide_behind_items(it);
                walk.in_scope(ScopeKind::Block, |walk, _| visit::visit_block(walk, it));
            } else {
                visit::visit_block(walk, it);
            }
        });
    }

    fn visit_stmt(&mut self, it: &'ast syn::Stmt) {
        match it {
            syn::Stmt::Local(local) => self.visit_local(local),
            syn::Stmt::Item(item) => self.item(item),
            syn::Stmt::Expr(expression, _) => self.visit_expr(expression),
            syn::Stmt::Macro(statement) => self.statement_macro(statement),
        }
    }

    fn visit_local(&mut self, it: &'ast syn::Local) {
        let attributes = Attributes::of(&it.attrs);
        self.under(&attributes, |walk| {
            let annotation = match &it.pat {
                syn::Pat::Type(typed) => walk.type_path_id(&typed.ty),
                _ => None,
            };
            if let Some(init) = &it.init {
                walk.annotated(annotation, &init.expr);
                if let Some((_, diverge)) = &init.diverge {
                    walk.visit_expr(diverge);
                }
            }
            walk.visit_pat(&it.pat);
        });
    }

    fn visit_expr(&mut self, it: &'ast syn::Expr) {
        match it {
            syn::Expr::Path(path) => self.path(&path.path, path.qself.as_ref(), Context::Value, None),
            syn::Expr::Call(_) | syn::Expr::Paren(_) | syn::Expr::Group(_) => visit::visit_expr(self, it),
            _ => {
                self.expected = None;
                visit::visit_expr(self, it);
            }
        }
    }

    fn visit_expr_call(&mut self, it: &'ast syn::ExprCall) {
        let argument = self.string_argument(&it.args);
        match &*it.func {
            syn::Expr::Path(path) => self.path(&path.path, path.qself.as_ref(), Context::Call, argument),
            callee => {
                self.expected = None;
                self.visit_expr(callee);
            }
        }
        self.expected = None;
        it.args.iter().for_each(|argument| self.visit_expr(argument));
    }

    fn visit_expr_struct(&mut self, it: &'ast syn::ExprStruct) {
        self.path(&it.path, it.qself.as_ref(), Context::Construct, None);
        it.fields.iter().for_each(|field| self.visit_expr(&field.expr));
        if let Some(rest) = &it.rest {
            self.visit_expr(rest);
        }
    }

    fn visit_expr_closure(&mut self, it: &'ast syn::ExprClosure) {
        self.in_region(|walk| visit::visit_expr_closure(walk, it));
    }

    fn visit_expr_let(&mut self, it: &'ast syn::ExprLet) {
        self.visit_expr(&it.expr);
        self.visit_pat(&it.pat);
    }

    fn visit_expr_if(&mut self, it: &'ast syn::ExprIf) {
        self.in_region(|walk| {
            walk.visit_expr(&it.cond);
            walk.visit_block(&it.then_branch);
        });
        if let Some((_, otherwise)) = &it.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_while(&mut self, it: &'ast syn::ExprWhile) {
        self.in_region(|walk| visit::visit_expr_while(walk, it));
    }

    fn visit_expr_for_loop(&mut self, it: &'ast syn::ExprForLoop) {
        self.visit_expr(&it.expr);
        self.in_region(|walk| {
            walk.visit_pat(&it.pat);
            walk.visit_block(&it.body);
        });
    }

    fn visit_arm(&mut self, it: &'ast syn::Arm) {
        let attributes = Attributes::of(&it.attrs);
        self.under(&attributes, |walk| walk.in_region(|walk| visit::visit_arm(walk, it)));
    }

    fn visit_pat_ident(&mut self, it: &'ast syn::PatIdent) {
        let capital = it.ident.to_string().starts_with(char::is_uppercase);
        let perhaps = capital && it.by_ref.is_none() && it.mutability.is_none() && it.subpat.is_none();
        if perhaps {
            let span = self.span(it.ident.span(), it.ident.span());
            let name = self.ident(&it.ident);
            let path = self.path_id(Path {
                absolute: false,
                segments: [name].into(),
            });
            self.refer(path, span, Context::Pattern, Certainty::Binding, None, None);
        }
        self.bind(&it.ident, Space::Value, if perhaps { Local::Perhaps } else { Local::Bound });
        if let Some((_, inner)) = &it.subpat {
            self.visit_pat(inner);
        }
    }

    fn visit_pat(&mut self, it: &'ast syn::Pat) {
        match it {
            syn::Pat::Path(path) => self.path(&path.path, path.qself.as_ref(), Context::Pattern, None),
            syn::Pat::TupleStruct(inner) => {
                self.path(&inner.path, inner.qself.as_ref(), Context::Pattern, None);
                inner.elems.iter().for_each(|pattern| self.visit_pat(pattern));
            }
            syn::Pat::Struct(inner) => {
                self.struct_pattern(inner);
            }
            _ => visit::visit_pat(self, it),
        }
    }

    fn visit_type_path(&mut self, it: &'ast syn::TypePath) {
        self.path(&it.path, it.qself.as_ref(), Context::Type, None);
    }

    fn visit_trait_bound(&mut self, it: &'ast syn::TraitBound) {
        self.path(&it.path, None, Context::Type, None);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        self.macro_in_code(it);
    }
}

impl Walk<'_> {
    fn struct_pattern(&mut self, it: &syn::PatStruct) {
        // A struct pattern names a type, as a literal does; nothing is constructed.
        self.path(&it.path, it.qself.as_ref(), Context::Pattern, None);
        if let Some(last) = self.facts.references.last_mut() {
            last.braced = last.context == Context::Pattern;
        }
        it.fields.iter().for_each(|field| self.visit_pat(&field.pat));
    }
}
