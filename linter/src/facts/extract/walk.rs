//! The walk over a syntax tree that fills the tables of [`FileFacts`]. This file holds what every part of the walk
//! shares: interning, scopes, locals; `items`, `paths` and `macros` say what is taken from which syntax.

use rustc_hash::FxHashSet;

use super::attributes::Attributes;
use super::gates::Conditions;
use super::locals::{Local, Locals, Space};
use super::places::Places;
use super::source::Source;
use super::tree::Node;
use crate::facts::model::Type;
use crate::facts::model::{
    Body, Certainty, FileFacts, ForTests, Grammar, ItemId, Mentions, Name, Path, PathId, Scope, ScopeId, ScopeKind,
};
use crate::facts::model::{Value, ValueId};
use crate::finding::Span;
use crate::interned::Interned;

/// The state of a walk.
pub(super) struct Walk<'t> {
    pub(super) facts: FileFacts,
    pub(super) mentions: Mentions,
    pub(super) bodies: Vec<Body>,
    pub(super) source: &'t Source,
    pub(super) places: &'t Places<'t>,
    pub(super) names: Interned,
    paths: Interned,
    pub(super) types: Interned,
    pub(super) scope: ScopeId,
    pub(super) item: Option<ItemId>,
    /// Whether compiled for tests only.
    pub(super) test: ForTests,
    pub(super) conditions: Conditions,
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
    /// For each of the bodies, the names bound in it.
    pub(super) bound_in: Vec<FxHashSet<Name>>,
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
    pub(super) fn new(source: &'t Source, places: &'t Places<'t>) -> Self {
        let facts = FileFacts::unread(Grammar::default());
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
            source,
            places,
            names: Interned::with_room(source.tokens.len() / 16),
            paths: Interned::with_room(source.tokens.len() / 32),
            types,
            scope: ScopeId(0),
            item: None,
            test: ForTests::NEVER,
            conditions: Conditions::default(),
            allows_deprecated: false,
            cfg: false,
            in_macro: false,
            certainty: Certainty::Read,
            locals: Locals::default(),
            bound: FxHashSet::default(),
            nesting: 0,
            bound_in: Vec::new(),
            expected: None,
            returned: None,
            deriving: None,
            derived: Vec::new(),
        }
    }

    /// Takes in the tree of a piece of the text.
    pub(super) fn file(&mut self, file: Node<'_>) {
        let attributes = Attributes::of(file, self.source);
        self.test = self.test_under(&attributes.test);
        self.cfg |= attributes.cfg;
        self.allows_deprecated |= attributes.allows_deprecated;
        self.facts.scopes[0].test = self.test;
        self.facts.scopes[0].allows_deprecated = self.allows_deprecated;
        self.doc_comments(file);
        self.attributes(file);
        self.items(file);
    }

    pub(super) fn name(&mut self, text: &str) -> Name {
        let text = text.strip_prefix("r#").unwrap_or(text);
        Name(self.facts.names.enter(text, &mut self.names))
    }

    pub(super) fn path_id(&mut self, absolute: bool, segments: &[Name]) -> PathId {
        let path = Path { absolute, segments };
        self.facts.paths.enter(path, &mut self.paths)
    }

    /// A node in the text.
    pub(super) fn span(&self, node: Node<'_>) -> Span {
        self.places.span(node.start(), node.end())
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
        let outer = (self.test, self.cfg, self.allows_deprecated);
        self.test = self.test_under(&attributes.test);
        self.cfg |= attributes.cfg;
        self.allows_deprecated |= attributes.allows_deprecated;
        let result = inside(self);
        (self.test, self.cfg, self.allows_deprecated) = outer;
        result
    }

    pub(super) fn bind(&mut self, name: Name, space: Space, local: Local) {
        self.locals.bind(name, space, local);
        self.bound.insert(name);
    }
}
