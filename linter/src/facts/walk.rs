//! The walk over a syntax tree that fills the tables of [`FileFacts`]. This file holds what every part of the walk
//! shares: interning, scopes, locals; `items`, `paths` and `macros` say what is taken from which syntax.

use std::fmt::Write;

use rustc_hash::FxHashSet;

use super::attributes::Attributes;
use super::locals::{Local, Locals, Space};
use super::places::{Origin, Places};
use super::types::Type;
use super::values::Value;
use super::{Body, Certainty, FileFacts, ItemId, Mentions, Name, Path, PathId, Scope, ScopeId, ScopeKind};
use crate::finding::Span;
use crate::interned::Interned;

/// The state of a walk.
pub(super) struct Walk<'t> {
    pub(super) facts: FileFacts,
    pub(super) mentions: Mentions,
    pub(super) bodies: Vec<Body>,
    pub(super) places: &'t Places<'t>,
    /// Where the piece of text begins that is being walked.
    origin: Origin,
    pub(super) names: Interned,
    paths: Interned,
    pub(super) types: Interned,
    pub(super) scope: ScopeId,
    pub(super) item: Option<ItemId>,
    /// Compiled for tests only.
    pub(super) test: bool,
    /// Under `#[allow(deprecated)]`.
    pub(super) allows_deprecated: bool,
    pub(super) in_macro: bool,
    pub(super) certainty: Certainty,
    pub(super) locals: Locals,
    /// Names bound by the function being walked, for its body's hash.
    pub(super) bound: FxHashSet<Name>,
    /// For each of the bodies, the names bound in it.
    pub(super) bound_in: Vec<FxHashSet<Name>>,
    /// The text of the identifier at hand.
    spelled: String,
    /// The type that an annotation gives to the expression walked next.
    pub(super) expected: Option<PathId>,
    /// The type whose derives are walked next.
    pub(super) deriving: Option<PathId>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(places: &'t Places<'t>) -> Self {
        let facts = FileFacts {
            scopes: vec![Scope::file()],
            types: vec![Type::Unknown],
            ..FileFacts::default()
        };
        let mentions = Mentions {
            values: vec![Value::Unknown],
            ..Mentions::default()
        };
        let mut types = Interned::default();
        types.number(&&Type::Unknown, 0, |_| &Type::Unknown);
        Self {
            facts,
            mentions,
            bodies: Vec::new(),
            places,
            origin: Origin::default(),
            names: Interned::default(),
            paths: Interned::default(),
            types,
            scope: ScopeId(0),
            item: None,
            test: false,
            allows_deprecated: false,
            in_macro: false,
            certainty: Certainty::Read,
            locals: Locals::default(),
            bound: FxHashSet::default(),
            bound_in: Vec::new(),
            spelled: String::new(),
            expected: None,
            deriving: None,
        }
    }

    /// Takes in the tree of a piece of the text.
    pub(super) fn file(&mut self, file: &syn::File, origin: Origin) {
        self.origin = origin;
        let attributes = Attributes::of(&file.attrs);
        self.test |= attributes.test;
        self.allows_deprecated |= attributes.allows_deprecated;
        self.facts.scopes[0].test = self.test;
        self.facts.scopes[0].allows_deprecated = self.allows_deprecated;
        self.attributes(&file.attrs);
        self.items(&file.items);
    }

    pub(super) fn name(&mut self, text: &str) -> Name {
        let text = text.strip_prefix("r#").unwrap_or(text);
        Name(self.facts.names.enter(text, &mut self.names))
    }

    pub(super) fn ident(&mut self, ident: &proc_macro2::Ident) -> Name {
        // `Ident` gives its text to a formatter only: one buffer for all.
        let mut spelled = std::mem::take(&mut self.spelled);
        spelled.clear();
        let _ = write!(spelled, "{ident}");
        let name = self.name(&spelled);
        self.spelled = spelled;
        name
    }

    pub(super) fn path_id(&mut self, absolute: bool, segments: &[Name]) -> PathId {
        let path = Path { absolute, segments };
        self.facts.paths.enter(path, &mut self.paths)
    }

    pub(super) fn span(&self, from: proc_macro2::Span, to: proc_macro2::Span) -> Span {
        self.places.between(from, to, self.origin)
    }

    /// Walks `inside` in a new scope of the given kind.
    pub(super) fn in_scope<T>(&mut self, kind: ScopeKind, inside: impl FnOnce(&mut Self, ScopeId) -> T) -> T {
        let id = ScopeId(self.facts.scopes.len() as u32);
        self.facts.scopes.push(Scope {
            parent: Some(self.scope),
            kind,
            item: self.item,
            test: self.test,
            allows_deprecated: self.allows_deprecated,
        });
        let outer = std::mem::replace(&mut self.scope, id);
        let result = inside(self, id);
        self.scope = outer;
        result
    }

    /// Walks `inside` with the bindings it makes in force until its end.
    pub(super) fn in_region<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.locals.mark();
        let result = inside(self);
        self.locals.end(mark);
        result
    }

    /// Walks an item's inside, which sees no binding and no generic parameter of the function around it.
    pub(super) fn behind_item<T>(&mut self, item: Option<ItemId>, inside: impl FnOnce(&mut Self) -> T) -> T {
        let locals = std::mem::take(&mut self.locals);
        let expected = self.expected.take();
        let outer = std::mem::replace(&mut self.item, item);
        let result = inside(self);
        self.item = outer;
        self.expected = expected;
        self.locals = locals;
        result
    }

    /// Walks `inside` as what its attributes make of it: code for tests, code that may use what is deprecated.
    pub(super) fn under<T>(&mut self, attributes: &Attributes, inside: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.test, self.allows_deprecated);
        self.test |= attributes.test;
        self.allows_deprecated |= attributes.allows_deprecated;
        let result = inside(self);
        (self.test, self.allows_deprecated) = outer;
        result
    }

    pub(super) fn bind(&mut self, ident: &proc_macro2::Ident, space: Space, local: Local) {
        let name = self.ident(ident);
        self.locals.bind(name, space, local);
        self.bound.insert(name);
    }
}
