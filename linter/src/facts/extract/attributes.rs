//! Attributes that facts depend on. They are read token by token, because the syntax of their arguments depends on the attribute,
//! and most attributes are irrelevant.

use super::gates::Gate;
use super::source::Source;
use super::streams::Spot;
use super::tokens::{Token, Tokens, closes_at_end};
use crate::facts::model::Deprecation;
use syn::Attribute;

/// The relevant attributes of an item or expression.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// `#[cfg(test)]`, a feature that may be for tests, or the attribute of a test function.
    pub(super) test: Gate,
    /// Whether one of them makes a function a test.
    pub(super) is_test: bool,
    /// Whether there is a `#[cfg(…)]`.
    pub(super) cfg: bool,
    pub(super) deprecated: Option<Deprecation>,
    /// `#[allow(deprecated)]` or `#[expect(deprecated)]`.
    pub(super) allows_deprecated: bool,
    /// `#[path = "…"]`.
    pub(super) path: Option<String>,
    /// `#[cfg_attr(…, path = "…")]`.
    pub(super) cfg_paths: Vec<String>,
    pub(super) macro_use: bool,
    pub(super) macro_export: bool,
    /// How a function of a proc-macro crate becomes a macro.
    pub(super) proc_macro: Option<ProcMacro>,
}

/// The kinds of procedural macros.
#[derive(Debug)]
pub(super) enum ProcMacro {
    /// `#[proc_macro]`. Its name is that of the function.
    Called,
    /// `#[proc_macro_attribute]`. Its name is that of the function.
    Attribute,
    /// `#[proc_macro_derive(Name)]`.
    Derive(String),
}

impl Attributes {
    /// Collects the relevant properties of all attributes.
    pub(super) fn new(attributes: &[Attribute], source: &Source) -> Self {
        let mut found = Self::default();
        for meta in attributes.iter().filter_map(|attribute| Meta::parse(attribute, source)) {
            found.read(meta);
        }
        found
    }

    fn read(&mut self, meta: Meta<'_>) {
        match meta.last() {
            "cfg" => {
                self.cfg = true;
                self.add_gate(Gate::All(meta.list().into_iter().map(gate).collect()));
            }
            "cfg_attr" => {
                for inner in meta.list().into_iter().skip(1) {
                    if inner.is("path") {
                        self.cfg = true;
                        self.cfg_paths.extend(inner.string());
                    } else if !inner.is("test") {
                        self.read(inner);
                    }
                }
            }
            // `#[test]`, `#[tokio::test]`, `#[rstest]` and similar ones.
            "test" | "bench" | "rstest" | "test_case" | "quickcheck" | "wasm_bindgen_test" | "test_log" => {
                self.add_gate(Gate::Always);
                self.is_test = true;
            }
            "deprecated" => self.deprecated = Some(Deprecation { note: note(meta) }),
            "allow" | "expect" => self.allows_deprecated |= meta.list().iter().any(|lint| lint.is("deprecated")),
            "path" => self.path = meta.string(),
            "macro_use" => self.macro_use = true,
            "macro_export" => self.macro_export = true,
            "proc_macro" => self.proc_macro = Some(ProcMacro::Called),
            "proc_macro_attribute" => self.proc_macro = Some(ProcMacro::Attribute),
            "proc_macro_derive" => {
                let name = meta.list().first().map(|first| first.last().to_owned());
                self.proc_macro = name.map(ProcMacro::Derive);
            }
            _ => {}
        }
    }

    /// Adds a gate: the code is for tests only if one of its attributes says so.
    fn add_gate(&mut self, gate: Gate) {
        self.test = match std::mem::take(&mut self.test) {
            Gate::Never => gate,
            before => Gate::Either(vec![before, gate]),
        };
    }
}

/// The tokens between the brackets of an attribute.
fn inside(attribute: &Attribute) -> Option<Tokens> {
    let brackets = attribute.bracket_token.span;
    Some(Spot::from_span(brackets.open())?.token + 1..Spot::from_span(brackets.close())?.token)
}

/// The content of an attribute's brackets, or an element of a list in them: a path and its arguments.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Meta<'t> {
    text: &'t str,
    pub(super) path: &'t [Token],
    /// `= value`, `(list)`, or nothing.
    pub(super) given: &'t [Token],
}

impl<'t> Meta<'t> {
    pub(in crate::facts) fn parse(attribute: &Attribute, source: &'t Source) -> Option<Self> {
        Self::read(&source.text, source.tokens.get(inside(attribute)?)?)
    }

    fn read(text: &'t str, tokens: &'t [Token]) -> Option<Self> {
        let is_path = |token: &Token| token.is_word() || token.is(b':');
        let end = tokens.iter().position(|token| !is_path(token)).unwrap_or(tokens.len());
        let (path, given) = tokens.split_at(end);
        let is_whole = match given {
            [] => true,
            [first, rest @ ..] if first.is(b'=') => !rest.is_empty(),
            [first, ..] => first.opens() && closes_at_end(given),
        };
        (!path.is_empty() && is_whole).then_some(Self { text, path, given })
    }

    /// The segments of its path.
    pub(super) fn names(self) -> impl Iterator<Item = &'t str> {
        let names = self.path.iter().filter(|token| !token.is(b':'));
        names.map(move |name| name.text(self.text))
    }

    /// Whether its path begins with `::`.
    pub(super) fn is_absolute(self) -> bool {
        self.path.first().is_some_and(|first| first.is(b':'))
    }

    fn last(self) -> &'t str {
        self.names().last().unwrap_or_default()
    }

    /// Whether its path is this single name.
    pub(in crate::facts) fn is(self, name: &str) -> bool {
        matches!(self.path, [only] if only.text(self.text) == name)
    }

    /// The elements of its list; empty if it has no list, or one with other syntax.
    pub(in crate::facts) fn list(self) -> Vec<Self> {
        let [open, inside @ .., _] = self.given else {
            return Vec::new();
        };
        if open.is(b'=') {
            return Vec::new();
        }
        let mut depth = 0usize;
        let parts = inside.split(|token| {
            depth += usize::from(token.opens());
            depth = depth.saturating_sub(usize::from(token.closes()));
            depth == 0 && token.is(b',')
        });
        let parts: Vec<&[Token]> = parts.collect();
        // A trailing comma is allowed.
        let parts = match parts.as_slice() {
            [parts @ .., []] => parts,
            parts => parts,
        };
        let metas = parts.iter().map(|part| Self::read(self.text, part));
        metas.collect::<Option<Vec<Self>>>().unwrap_or_default()
    }

    /// The string that is assigned to it.
    pub(in crate::facts) fn string(self) -> Option<String> {
        match self.given {
            [_, value] if self.given[0].is(b'=') => unquoted(value.text(self.text)),
            _ => None,
        }
    }
}

/// The gate of a `cfg` predicate. The operators are inverted: `all(…)` becomes [`Gate::Either`], because one part that holds for
/// tests only is enough; `any(…)` becomes [`Gate::All`]. `not(…)` never makes code test-only.
fn gate(predicate: Meta<'_>) -> Gate {
    if predicate.is("test") && predicate.given.is_empty() {
        return Gate::Always;
    }
    if predicate.is("feature") {
        return predicate.string().map_or(Gate::Never, Gate::Feature);
    }
    let inner = || predicate.list().into_iter().map(gate).collect();
    match () {
        () if predicate.is("all") => Gate::Either(inner()),
        () if predicate.is("any") => Gate::All(inner()),
        () => Gate::Never,
    }
}

/// The note of `#[deprecated = "note"]` or `#[deprecated(note = "…")]`.
fn note(meta: Meta<'_>) -> Option<Box<str>> {
    let inner = meta.list().into_iter().find(|inner| inner.is("note"));
    meta.string().or_else(|| inner?.string()).map(Into::into)
}

/// The value of a string literal; `None` for any other token.
pub(in crate::facts) fn unquoted(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let text = raw.trim_start_matches('#');
        let hashes = raw.len() - text.len();
        let end = text.len().checked_sub(hashes + 1)?;
        return text.get(..end)?.strip_prefix('"').map(str::to_owned);
    }
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = String::with_capacity(text.len());
    rustc_literal_escaper::unescape_str(text, |_, character| value.extend(character));
    Some(value)
}
