//! The walk over a syntax tree that fills the tables of [`FileFacts`]. This file holds what every part of the walk
//! shares: scopes, locals, what is expected; `items`, `paths` and `macros` say what is taken from which syntax.

use proc_macro2::Ident;
use rustc_hash::FxHashSet;

use super::attributes::Attributes;
use super::locals::{Local, LocalNamespace, Locals};
use super::tables::Tables;
use super::text::Text;
use super::tokens::Tokens;
use crate::facts::model::{Certainty, ForTests, ItemId, Name, PathId, ScopeFact, ScopeId, ScopeKind, TypeId, Value, ValueId};

/// The state of a walk.
pub(super) struct Walk<'t> {
    pub(super) text: Text<'t>,
    pub(super) tables: Tables,
    pub(super) scope: ScopeId,
    pub(super) item: Option<ItemId>,
    /// Whether compiled for tests only.
    pub(super) test: ForTests,
    /// Under `#[allow(deprecated)]`.
    pub(super) allows_deprecated: bool,
    /// Under some `#[cfg(…)]`.
    pub(super) cfg: bool,
    pub(super) in_macro: bool,
    pub(super) certainty: Certainty,
    pub(super) locals: Locals,
    /// Names bound by the function being walked, for its body's hash.
    pub(super) bound: FxHashSet<Name>,
    /// How many functions, and closures with a name, the walk is in.
    pub(super) nesting: usize,
    /// What has the type that is expected of the expression walked next.
    pub(super) expected: Option<ValueId>,
    /// What has the return type of the function being walked.
    pub(super) returned: Option<ValueId>,
    /// What has the type whose derives are walked next.
    pub(super) deriving: Option<ValueId>,
    /// What the attributes say that an item derives which is defined next.
    pub(super) derived: Vec<PathId>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: Text<'t>) -> Self {
        Self {
            text,
            tables: Tables::new(text.source.tokens.len()),
            scope: ScopeId(0),
            item: None,
            test: ForTests::NEVER,
            allows_deprecated: false,
            cfg: false,
            in_macro: false,
            certainty: Certainty::Read,
            locals: Locals::default(),
            bound: FxHashSet::default(),
            nesting: 0,
            expected: None,
            returned: None,
            deriving: None,
            derived: Vec::new(),
        }
    }

    /// Takes in the tree of a piece of the text.
    pub(super) fn file(&mut self, file: &syn::File, tokens: &Tokens) {
        let attributes = Attributes::of(&file.attrs, self.text.source);
        self.test = self.test_under(&attributes.test);
        self.cfg |= attributes.cfg;
        self.allows_deprecated |= attributes.allows_deprecated;
        self.tables.facts.scopes[0].test = self.test;
        self.tables.facts.scopes[0].allows_deprecated = self.allows_deprecated;
        self.inner_docs(tokens.start);
        self.attributes(&file.attrs);
        self.items(&file.items);
    }

    pub(super) fn ident(&mut self, ident: &Ident) -> Name {
        let text = self.text.of(ident);
        self.tables.name(text)
    }

    /// Walks `inside` in a new scope of the given kind.
    pub(super) fn in_scope<T>(&mut self, kind: ScopeKind, inside: impl FnOnce(&mut Self, ScopeId) -> T) -> T {
        let id = ScopeId(self.tables.facts.scopes.len() as u32);
        self.tables.facts.scopes.push(ScopeFact {
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
        let outer = (self.test, self.cfg, self.allows_deprecated);
        self.test = self.test_under(&attributes.test);
        self.cfg |= attributes.cfg;
        self.allows_deprecated |= attributes.allows_deprecated;
        let result = inside(self);
        (self.test, self.cfg, self.allows_deprecated) = outer;
        result
    }

    pub(super) fn bind(&mut self, name: Name, space: LocalNamespace, local: Local) {
        self.locals.bind(name, space, local);
        self.bound.insert(name);
    }

    /// A value of a type as written here.
    pub(super) fn typed(&mut self, ty: TypeId) -> ValueId {
        if ty == TypeId::UNKNOWN {
            return ValueId::UNKNOWN;
        }
        self.tables.value(Value::Typed(ty, self.scope))
    }
}
