//! References: what each path is used for, and which paths name a binding or nothing.

use syn::visit::Visit;

use super::locals::{Local, Space};
use super::path_table::Segments;
use super::walk::Walk;
use super::{Certainty, Context, Name, PathId, Reference};
use crate::finding::Span;

impl Walk<'_> {
    /// The path as written, without its arguments.
    pub(super) fn written_path(&mut self, path: &syn::Path) -> PathId {
        let segments: Segments = path.segments.iter().map(|segment| self.ident(&segment.ident)).collect();
        self.path_id(path.leading_colon.is_some(), &segments)
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
                Some(Local::Bound(_)) => return,
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
        let own_type = self.ty(&qself.ty);
        let own_type = self.facts.type_path(own_type);
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
        let own_type = self.facts.path(own_type);
        let absolute = own_type.absolute;
        let mut segments: Segments = own_type.segments.into();
        let is_generic = segments.len() == 1 && self.locals.get(segments[0], Space::Type).is_some();
        if is_generic {
            return;
        }
        let span = self.span(qself.lt_token.span, last.ident.span());
        segments.extend(path.segments.iter().map(|segment| self.ident(&segment.ident)));
        let path = self.path_id(absolute, &segments);
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
        self.mentions.references.push(Reference {
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
            if attribute.path().is_ident("doc") {
                self.doc_links(attribute);
            } else {
                self.attribute_meta(&attribute.meta);
            }
        }
    }

    pub(super) fn attribute_meta(&mut self, meta: &syn::Meta) {
        let path = meta.path();
        if path.is_ident("derive") {
            for derived in super::attributes::list(meta) {
                self.plain_path(derived.path(), Context::Attribute, None, self.deriving);
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
}

/// Paths of one segment in these contexts are looked up among values first.
fn is_value(context: Context) -> bool {
    matches!(context, Context::Call | Context::Value | Context::Pattern)
}

/// `Self` as a type, and the primitive types, which nobody shadows.
fn names_no_item(name: &str) -> bool {
    name == "Self" || is_primitive(name)
}

/// A type that the language has without any library.
pub(crate) fn is_primitive(name: &str) -> bool {
    const PRIMITIVES: &[&str] = &[
        "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8", "usize",
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
