//! The walk over a syntax tree that fills the tables of [`FileFacts`]. This file contains what all parts of the walk share:
//! scopes, locals and expected types. `items`, `paths`, `macros` and others handle the kinds of syntax.

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
    /// Whether the current code is compiled for tests only.
    pub(super) test: ForTests,
    /// Whether `#[allow(deprecated)]` applies to the current code.
    pub(super) allows_deprecated: bool,
    /// Whether the current code is under a `#[cfg(…)]`.
    pub(super) cfg: bool,
    pub(super) in_macro: bool,
    /// Whether the current code is part of a macro definition.
    pub(super) in_rules: bool,
    /// The byte offset at which the innermost block ends.
    pub(super) block_end: Option<u32>,
    /// The number of blocks around the current code.
    pub(super) blocks: usize,
    /// Whether the bindings of the current pattern stay in scope after the expansion.
    pub(super) binds_behind: bool,
    pub(super) certainty: Certainty,
    pub(super) locals: Locals,
    /// The names that are bound by the current function, for the hash of its body.
    pub(super) bound: FxHashSet<Name>,
    /// Number of enclosing functions, and of closures that a name is bound to.
    pub(super) nesting: usize,
    /// A value of the expected type of the next expression.
    pub(super) expected: Option<ValueId>,
    /// A value of the return type of the current function.
    pub(super) returned: Option<ValueId>,
    /// A value of the type whose derives are walked next.
    pub(super) deriving: Option<ValueId>,
    /// The derives of the item that is defined next.
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
            in_rules: false,
            block_end: None,
            blocks: 0,
            binds_behind: false,
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

    /// Walks the syntax tree of a piece of the text.
    pub(super) fn file(&mut self, file: &syn::File, tokens: &Tokens) {
        let attributes = Attributes::new(&file.attrs, self.text.source);
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

    /// Walks `inside` in a new scope.
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

    /// Walks `inside`. The bindings that it makes are in scope until its end.
    pub(super) fn in_region<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.locals.mark();
        let result = inside(self);
        self.locals.end(mark);
        result
    }

    /// Walks the body of an item, in which no bindings and generic parameters of an enclosing function are in scope.
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

    /// Walks `inside` under attributes: code for tests, code that may use deprecated items.
    pub(super) fn under<T>(&mut self, attributes: &Attributes, inside: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.test, self.cfg, self.allows_deprecated);
        self.test = self.test_under(&attributes.test);
        self.cfg |= attributes.cfg;
        self.allows_deprecated |= attributes.allows_deprecated;
        let result = inside(self);
        (self.test, self.cfg, self.allows_deprecated) = outer;
        result
    }

    /// Like [`Self::under`], for attributes of code that declares no items. What it may use that is deprecated depends on the scope.
    pub(super) fn under_in_body<T>(&mut self, attributes: &Attributes, inside: impl FnOnce(&mut Self) -> T) -> T {
        let is_scope = attributes.allows_deprecated && !self.allows_deprecated;
        self.under(attributes, |walk| match is_scope {
            true => walk.in_scope(ScopeKind::Block, |walk, _| inside(walk)),
            false => inside(walk),
        })
    }

    pub(super) fn bind(&mut self, name: Name, space: LocalNamespace, local: Local) {
        self.locals.bind(name, space, local);
        self.bound.insert(name);
    }

    /// The namespace of local values for a name at a byte offset.
    pub(super) fn values_at(&self, byte: u32) -> LocalNamespace {
        match self.text.source.is_of_call(byte) {
            true => LocalNamespace::ValueOfCall,
            false => LocalNamespace::Value,
        }
    }

    /// A value of a type that is written at the current position.
    pub(super) fn typed(&mut self, ty: TypeId) -> ValueId {
        if ty == TypeId::UNKNOWN {
            return ValueId::UNKNOWN;
        }
        self.tables.value(Value::Typed(ty, self.scope))
    }
}
