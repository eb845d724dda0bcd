//! What attributes say of the thing they stand on.

use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue, Token, punctuated::Punctuated};

use super::Deprecation;

/// The attributes that facts depend on.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// `#[cfg(test)]`, or a test function.
    pub(super) test: bool,
    /// Any `#[cfg(…)]`.
    pub(super) cfg: bool,
    pub(super) deprecated: Option<Deprecation>,
    /// `#[allow(deprecated)]` or `#[expect(deprecated)]`.
    pub(super) allows_deprecated: bool,
    /// `#[path = "…"]`
    pub(super) path: Option<String>,
    pub(super) macro_use: bool,
    pub(super) macro_export: bool,
    /// The name under which a function of a macro crate is called.
    pub(super) proc_macro: Option<ProcMacro>,
}

/// How a function becomes a macro.
#[derive(Debug)]
pub(super) enum ProcMacro {
    /// `#[proc_macro]`: by its own name.
    Called,
    /// `#[proc_macro_attribute]`: by its own name.
    Attribute,
    /// `#[proc_macro_derive(Name)]`
    Derive(String),
}

impl Attributes {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut found = Self::default();
        for attribute in attributes {
            found.read(&attribute.meta);
        }
        found
    }

    fn read(&mut self, meta: &Meta) {
        let Some(last) = meta.path().segments.last() else { return };
        match last.ident.to_string().as_str() {
            "cfg" => {
                self.cfg = true;
                self.test |= list(meta).iter().all(requires_test) && !list(meta).is_empty();
            }
            "cfg_attr" => {
                for inner in list(meta).iter().skip(1) {
                    if inner.path().is_ident("path") {
                        self.cfg = true;
                    } else if !inner.path().is_ident("test") {
                        self.read(inner);
                    }
                }
            }
            // `#[test]`, `#[tokio::test]`, `#[rstest]` and their like.
            "test" | "bench" | "rstest" | "test_case" | "quickcheck" | "wasm_bindgen_test" | "test_log" => {
                self.test = true;
            }
            "deprecated" => self.deprecated = Some(Deprecation { note: note(meta) }),
            "allow" | "expect" => self.allows_deprecated |= list(meta).iter().any(|lint| lint.path().is_ident("deprecated")),
            "path" => self.path = string(meta),
            "macro_use" => self.macro_use = true,
            "macro_export" => self.macro_export = true,
            "proc_macro" => self.proc_macro = Some(ProcMacro::Called),
            "proc_macro_attribute" => self.proc_macro = Some(ProcMacro::Attribute),
            "proc_macro_derive" => {
                let name = list(meta)
                    .first()
                    .and_then(|first| first.path().get_ident().map(ToString::to_string));
                self.proc_macro = name.map(ProcMacro::Derive);
            }
            _ => {}
        }
    }
}

/// The metas in the parentheses of an attribute; none when they are not metas.
pub(super) fn list(meta: &Meta) -> Vec<Meta> {
    let Meta::List(list) = meta else { return Vec::new() };
    let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    metas.map(|metas| metas.into_iter().collect()).unwrap_or_default()
}

/// The predicate can hold only under `cfg(test)`.
fn requires_test(predicate: &Meta) -> bool {
    if predicate.path().is_ident("test") {
        return matches!(predicate, Meta::Path(_));
    }
    let inner = list(predicate);
    if predicate.path().is_ident("all") {
        return inner.iter().any(requires_test);
    }
    predicate.path().is_ident("any") && !inner.is_empty() && inner.iter().all(requires_test)
}

/// `#[deprecated = "note"]` or `#[deprecated(note = "…")]`.
fn note(meta: &Meta) -> Option<Box<str>> {
    let inner = list(meta).into_iter().find(|inner| inner.path().is_ident("note"));
    string(meta).or_else(|| string(&inner?)).map(Into::into)
}

fn string(meta: &Meta) -> Option<String> {
    match meta {
        Meta::NameValue(MetaNameValue {
            value: Expr::Lit(ExprLit { lit: Lit::Str(text), .. }),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}
