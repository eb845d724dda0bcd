//! Functions: their parameters, what they give, and their bodies; and the generic parameters of whatever has some.

use super::attributes::ProcMacro;
use super::locals::{Local, Space};
use super::tree::{Kind, Node};
use super::walk::Walk;
use crate::facts::model::ValueId;
use crate::facts::model::{Body, ItemId, ItemKind, Name, ScopeKind, Signature};
use crate::finding::Span;

/// Bodies within so many others are compared as part of these alone: each has the text of all within it.
const DEEPEST_BODY: usize = 32;

impl Walk<'_> {
    pub(super) fn function(&mut self, it: Node<'_>) {
        let Some(head) = self.head(it) else { return };
        let kind = match &head.attributes.proc_macro {
            Some(ProcMacro::Called) => ItemKind::ProcMacro {
                name: self.name(head.name.text()),
                called: true,
            },
            Some(ProcMacro::Attribute) => ItemKind::ProcMacro {
                name: self.name(head.name.text()),
                called: false,
            },
            Some(ProcMacro::Derive(name)) => ItemKind::ProcMacro {
                name: self.name(name),
                called: false,
            },
            None => ItemKind::Function(Signature::default()),
        };
        let item = self.define(&head, kind);
        self.inside(item, ScopeKind::Function, &head.attributes, |walk| walk.body_of(item, it));
    }

    /// Head and body of a function, inside its scope.
    pub(super) fn body_of(&mut self, item: ItemId, it: Node<'_>) {
        let outer = std::mem::take(&mut self.bound);
        self.generics(it);
        let parameters = it.child(Kind::PARAM_LIST).into_iter().flat_map(|list| list.nodes());
        for parameter in parameters {
            self.attributes(parameter);
            match (parameter.kind(), parameter.pattern()) {
                (Kind::SELF_PARAM, _) => {
                    parameter.ty().into_iter().for_each(|ty| self.visit(ty));
                    let ty = self.receiver(parameter);
                    let value = self.typed(ty);
                    let name = self.name("self");
                    self.locals.bind(name, Space::Value, Local::Bound(value));
                }
                (_, Some(pattern)) => {
                    let mut value = ValueId::UNKNOWN;
                    if let Some(ty) = parameter.ty() {
                        self.visit(ty);
                        let ty = self.ty(ty);
                        value = self.typed(ty);
                    }
                    self.pattern(pattern, value);
                }
                (_, None) => {}
            }
        }
        let facts = self.signature(it);
        let output = facts.output;
        if let ItemKind::Function(it) | ItemKind::AssociatedFunction(it, _) = &mut self.facts.items[item.0 as usize].kind {
            *it = facts;
        }
        if let Some(output) = it.child(Kind::RET_TYPE) {
            self.visit(output);
        }
        if let Some(block) = it.child(Kind::BLOCK_EXPR) {
            let returns = it.child(Kind::RET_TYPE);
            self.expected = returns.and_then(|_| self.typed(output).known());
            let around = std::mem::replace(&mut self.returned, self.expected);
            self.nesting += 1;
            self.block(block);
            self.nesting -= 1;
            self.returned = around;
            let name = self.facts.items[item.0 as usize].name_span;
            let types = self.facts.hash_of_types(&self.facts.items[item.0 as usize].kind);
            self.body(item, None, self.places.span(name.end, block.end()), types);
        }
        // The fewer go to the more: an outer function knows the names of all within it.
        let inner = std::mem::replace(&mut self.bound, outer);
        let fewer = if inner.len() > self.bound.len() {
            std::mem::replace(&mut self.bound, inner)
        } else {
            inner
        };
        self.bound.extend(fewer);
    }

    /// Enters a body into the table; what its tokens tell comes later.
    pub(super) fn body(&mut self, item: ItemId, closure: Option<(Name, Span)>, span: Span, signature: u64) {
        if self.nesting >= DEEPEST_BODY {
            return;
        }
        self.bodies.push(Body {
            item,
            closure,
            span,
            end_line: self.places.line(span.end),
            tokens: 0,
            exact: 0,
            renamed: 0,
            form: [].into(),
            plain: None,
            blocks: [].into(),
            signature,
        });
        self.bound_in.push(self.bound.clone());
    }

    fn signature(&mut self, it: Node<'_>) -> Signature {
        let list = it.child(Kind::PARAM_LIST);
        let parameters = list.into_iter().flat_map(|list| list.nodes());
        let inputs = parameters.filter_map(|parameter| match parameter.kind() {
            Kind::SELF_PARAM => Some(self.receiver(parameter)),
            _ => parameter.ty().map(|ty| self.ty(ty)),
        });
        Signature {
            inputs: inputs.collect(),
            takes_self: list.is_some_and(|list| list.has(Kind::SELF_PARAM)),
            is_async: it.has(Kind::ASYNC_KW),
            output: self.output(it),
        }
    }

    /// Brings generic parameters into force, for the scope being walked.
    pub(super) fn generics(&mut self, it: Node<'_>) {
        self.bind_generics(it);
        self.record_generics(it);
    }

    /// Brings generic parameters into force and walks their bounds.
    pub(super) fn bind_generics(&mut self, it: Node<'_>) {
        let parameters = it.child(Kind::GENERIC_PARAM_LIST);
        for parameter in parameters.into_iter().flat_map(|list| list.nodes()) {
            let spaces: &[Space] = match parameter.kind() {
                Kind::TYPE_PARAM => &[Space::Type],
                Kind::CONST_PARAM => &[Space::Type, Space::Value],
                _ => &[],
            };
            if let Some(lifetime) = parameter.child(Kind::LIFETIME) {
                let name = self.name(lifetime.text());
                self.bound.insert(name);
            }
            if let Some(name) = parameter.child(Kind::NAME) {
                let name = self.name(name.text());
                for &space in spaces {
                    self.bind(name, space, Local::Bound(ValueId::UNKNOWN));
                }
            }
        }
        let clauses = it.all(Kind::WHERE_CLAUSE);
        parameters.into_iter().chain(clauses).for_each(|part| self.visit(part));
    }
}
