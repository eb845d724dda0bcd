//! Patterns: the references in them, the bindings that they make, and which part of a value each takes.

use super::locals::{Local, Space};
use super::paths::Written;
use super::tree::{Kind, Node};
use super::walk::Walk;
use crate::facts::model::{Certainty, Context, Name};
use crate::facts::model::{Value, ValueId};

impl Walk<'_> {
    /// Walks a pattern that takes a value apart.
    pub(super) fn pattern(&mut self, it: Node<'_>, value: ValueId) {
        match it.kind() {
            Kind::IDENT_PAT => self.binding(it, value),
            Kind::PATH_PAT => {
                if let Some(path) = it.child(Kind::PATH) {
                    self.path(&Written::of(path), Context::Pattern, None);
                }
            }
            Kind::TUPLE_STRUCT_PAT => {
                let Some(path) = it.child(Kind::PATH).map(Written::of) else {
                    return;
                };
                self.path(&path, Context::Pattern, None);
                for (at, part) in it.patterns().enumerate() {
                    let field = self.name(&at.to_string());
                    let part_value = self.payload(value, &path, field);
                    self.pattern(part, part_value);
                }
            }
            Kind::RECORD_PAT => self.pattern_of_fields(it, value),
            Kind::TUPLE_PAT => {
                let rest = it.patterns().position(|part| part.kind() == Kind::REST_PAT);
                for (at, part) in it.patterns().enumerate() {
                    let is_counted = rest.is_none_or(|rest| at < rest);
                    let part_value = match is_counted {
                        true => self.derived(value, |of| Value::Part(of, at as u32)),
                        false => ValueId::UNKNOWN,
                    };
                    self.pattern(part, part_value);
                }
            }
            Kind::SLICE_PAT => {
                for part in it.patterns() {
                    let element = self.derived(value, Value::Element);
                    self.pattern(part, element);
                }
            }
            Kind::REF_PAT => {
                let value = self.derived(value, Value::Deref);
                it.patterns().for_each(|inner| self.pattern(inner, value));
            }
            Kind::OR_PAT | Kind::PAREN_PAT => it.patterns().for_each(|case| self.pattern(case, value)),
            Kind::RANGE_PAT => it.nodes().for_each(|end| self.end_of_range(end)),
            _ => it.nodes().for_each(|part| self.visit(part)),
        }
    }

    /// Walks `pattern: type`, where the type may be left out.
    pub(super) fn typed_pattern(&mut self, pattern: Node<'_>, ty: Option<Node<'_>>, value: ValueId) {
        let Some(ty) = ty else { return self.pattern(pattern, value) };
        self.visit(ty);
        let ty = self.ty(ty);
        let typed = self.typed(ty);
        // `Vec<_>` leaves to the value what it does not say.
        let value = if self.facts.is_partial(ty) {
            self.either(value, typed)
        } else {
            typed
        };
        self.pattern(pattern, value);
    }

    /// A struct pattern names a type, as a literal does; nothing is constructed.
    fn pattern_of_fields(&mut self, it: Node<'_>, value: ValueId) {
        let Some(path) = it.child(Kind::PATH).map(Written::of) else {
            return;
        };
        self.path(&path, Context::Pattern, None);
        if let Some(last) = self.mentions.references.last_mut() {
            last.braced = last.context == Context::Pattern;
        }
        let fields = it.child(Kind::RECORD_PAT_FIELD_LIST).into_iter();
        for field in fields.flat_map(|list| list.all(Kind::RECORD_PAT_FIELD)) {
            let Some(pattern) = field.pattern() else { continue };
            let name = field.child(Kind::NAME_REF).or_else(|| short_name(pattern));
            let name = self.name(name.map_or("", Node::text));
            let part_value = self.payload(value, &path, name);
            self.pattern(pattern, part_value);
        }
    }

    /// What a range begins or ends with is a constant, not a binding.
    fn end_of_range(&mut self, end: Node<'_>) {
        match (end.kind(), end.child(Kind::PATH), end.child(Kind::NAME)) {
            (Kind::PATH_PAT, Some(path), _) => {
                self.path_value(&Written::of(path), Context::Value, None);
            }
            (Kind::IDENT_PAT, _, Some(name)) => {
                let (span, name) = (self.span(name), self.name(name.text()));
                self.plain_path(false, &[name], span, Context::Value, None, None);
            }
            _ => self.visit(end),
        }
    }

    fn payload(&mut self, of: ValueId, path: &Written<'_>, field: Name) -> ValueId {
        if of == ValueId::UNKNOWN || path.anchor.is_some() {
            return ValueId::UNKNOWN;
        }
        let path = self.written_path(path);
        self.value(Value::Payload {
            of,
            path,
            scope: self.scope,
            field,
        })
    }

    fn binding(&mut self, it: Node<'_>, value: ValueId) {
        let Some(ident) = it.child(Kind::NAME) else { return };
        let capital = ident.text().starts_with(char::is_uppercase);
        let perhaps = capital && !it.has(Kind::REF_KW) && !it.has(Kind::MUT_KW) && it.pattern().is_none();
        let name = self.name(ident.text());
        if perhaps {
            let span = self.span(ident);
            let path = self.path_id(false, &[name]);
            self.refer(path, span, Context::Pattern, Certainty::Binding, None, None);
        }
        let local = if perhaps { Local::Perhaps } else { Local::Bound(value) };
        self.bind(name, Space::Value, local);
        if let Some(inner) = it.pattern() {
            self.pattern(inner, value);
        }
    }
}

/// `field` and `ref field` bind what they name.
fn short_name(pattern: Node<'_>) -> Option<Node<'_>> {
    match pattern.kind() {
        Kind::BOX_PAT => short_name(pattern.pattern()?),
        _ => pattern.child(Kind::NAME),
    }
}
