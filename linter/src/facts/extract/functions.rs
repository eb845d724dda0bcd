//! Functions: parameters, results and bodies; and the generic parameters of all kinds of items.

use syn::{Block, FnArg, GenericParam, Generics, ItemFn, Pat, PatType, ReceiverKind, ReturnType};

use super::attributes::ProcMacro;
use super::heads::HeadSyntax;
use super::locals::{Local, LocalNamespace};
use super::walk::Walk;
use crate::facts::model::{Body, ItemId, ItemKind, Name, ScopeKind, Signature, ValueId};
use crate::finding::Span;

/// Maximum nesting of bodies that are recorded on their own. Each body contains the text of all within it, so the total size
/// grows with the square of the depth; deeper ones are compared as parts of these.
const DEEPEST_BODY: usize = 32;

impl Walk<'_> {
    pub(super) fn function(&mut self, it: &ItemFn) {
        let braces = it.block.brace_token.span;
        let head = HeadSyntax::of_function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, braces.close());
        let head = self.head(&head.with_inside(Some(braces.open())));
        let kind = match &head.attributes.proc_macro {
            Some(ProcMacro::Called) => ItemKind::ProcMacro {
                name: head.name,
                called: true,
            },
            Some(ProcMacro::Attribute) => ItemKind::ProcMacro {
                name: head.name,
                called: false,
            },
            Some(ProcMacro::Derive(name)) => ItemKind::ProcMacro {
                name: self.tables.name(name),
                called: false,
            },
            None => ItemKind::Function(Signature {
                is_test: head.attributes.is_test,
                ..Signature::default()
            }),
        };
        let item = self.define(&head, kind);
        self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
            walk.body_of(item, &it.sig, Some(&it.block));
        });
    }

    /// Walks the signature and the body of a function, inside its scope.
    pub(super) fn body_of(&mut self, item: ItemId, it: &syn::Signature, block: Option<&Block>) {
        let outer = std::mem::take(&mut self.bound);
        self.generics(&it.generics);
        it.inputs.iter().for_each(|input| self.parameter(input));
        let facts = self.signature(it);
        let output = facts.output;
        if let ItemKind::Function(it) | ItemKind::AssociatedFunction(it, _) = &mut self.tables.facts.items[item.0 as usize].kind {
            *it = Signature {
                is_test: it.is_test,
                ..facts
            };
        }
        self.visit_output(&it.output);
        if let Some(block) = block {
            let is_declared = matches!(it.output, ReturnType::Type(..));
            self.expected = if is_declared { self.typed(output).known() } else { None };
            let around = std::mem::replace(&mut self.returned, self.expected);
            self.nesting += 1;
            self.block(block);
            self.nesting -= 1;
            self.returned = around;
            let name = self.tables.facts.items[item.0 as usize].name_span;
            let types = self
                .tables
                .facts
                .hash_of_types(&self.tables.facts.items[item.0 as usize].kind);
            let end = self.text.end(block.brace_token.span.close());
            self.body(item, None, self.text.places.span(name.end, end), types);
        }
        // The smaller set is merged into the larger one. The outer function has all names of the nested one.
        let inner = std::mem::replace(&mut self.bound, outer);
        let fewer = if inner.len() > self.bound.len() {
            std::mem::replace(&mut self.bound, inner)
        } else {
            inner
        };
        self.bound.extend(fewer);
    }

    fn parameter(&mut self, it: &FnArg) {
        match it {
            FnArg::Receiver(it) => {
                self.attributes(&it.attrs);
                if let ReceiverKind::Typed(_, ty) = &it.kind {
                    self.visit_type(ty);
                }
                let ty = self.receiver(it);
                let value = self.typed(ty);
                let name = self.tables.name("self");
                let values = self.values_at(self.text.start(it.self_token.span));
                self.locals.bind(name, values, Local::Bound(value));
            }
            FnArg::Typed(it) => {
                self.attributes(&it.attrs);
                self.visit_type(&it.ty);
                let ty = self.ty(&it.ty);
                let value = self.typed(ty);
                self.pattern(&it.pat, value);
            }
        }
    }

    /// Adds a body to the table. The properties that depend on its tokens are filled in later.
    pub(super) fn body(&mut self, item: ItemId, closure: Option<(Name, Span)>, span: Span, signature: u64) {
        if self.nesting >= DEEPEST_BODY {
            return;
        }
        self.tables.bodies.push(Body {
            item,
            closure,
            span,
            end_line: self.text.places.line(span.end),
            tokens: 0,
            exact: 0,
            renamed: 0,
            form: [].into(),
            plain: None,
            blocks: [].into(),
            signature,
        });
        self.tables.bound_in.push(self.bound.clone());
    }

    fn signature(&mut self, it: &syn::Signature) -> Signature {
        let inputs = it.inputs.iter().map(|input| match input {
            FnArg::Receiver(it) => self.receiver(it),
            FnArg::Typed(it) => self.ty(&it.ty),
        });
        let inputs = inputs.collect();
        let names = it.inputs.iter().map(|input| match input {
            FnArg::Typed(PatType { pat, .. }) => match &**pat {
                Pat::Ident(it) => Some(self.ident(&it.ident)),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        });
        Signature {
            inputs,
            input_names: names.collect(),
            takes_self: matches!(it.inputs.first(), Some(FnArg::Receiver(_))),
            is_async: it.asyncness.is_some(),
            is_test: false,
            output: self.output(&it.output),
        }
    }

    /// Adds generic parameters to the current scope: as local names, and to the table.
    pub(super) fn generics(&mut self, generics: &Generics) {
        self.bind_generics(generics);
        self.record_generics(generics);
    }

    /// Adds generic parameters to the local names, and walks their bounds.
    pub(super) fn bind_generics(&mut self, generics: &Generics) {
        for parameter in &generics.params {
            let (ident, spaces): (_, &[LocalNamespace]) = match parameter {
                GenericParam::Lifetime(it) => (&it.lifetime.ident, &[]),
                GenericParam::Type(it) => (&it.ident, &[LocalNamespace::Type]),
                GenericParam::Const(it) => (&it.ident, &[LocalNamespace::Type, LocalNamespace::Value]),
            };
            let name = self.ident(ident);
            if spaces.is_empty() {
                self.bound.insert(name);
            }
            for &space in spaces {
                self.bind(name, space, Local::Bound(ValueId::UNKNOWN));
            }
        }
        self.visit_generics(generics);
    }
}
