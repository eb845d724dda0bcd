//! Patterns: the references in them, their bindings, and the part of the value that each binding gets.

use syn::{Expr, Member, Pat, PatIdent, PatStruct, Type};

use super::locals::{Local, LocalNamespace};
use super::paths::PathSyntax;
use super::walk::Walk;
use crate::facts::model::{BoundByCall, Certainty, Context, Grammar, LiteralRole, Name, Value, ValueId};

impl Walk<'_> {
    /// Walks a pattern that destructures a value.
    pub(super) fn pattern(&mut self, it: &Pat, value: ValueId) {
        match it {
            Pat::Ident(it) => self.binding(it, value),
            Pat::Path(it) => self.path(it.into(), Context::Pattern, None),
            Pat::Lit(it) => self.note_literal(self.text.token(it.lit.span()), LiteralRole::Pattern),
            Pat::TupleStruct(it) => {
                let path = PathSyntax::new(it.qself.as_ref(), &it.path);
                self.path(path, Context::Pattern, None);
                for (at, part) in it.elems.iter().enumerate() {
                    let field = self.tables.name(&at.to_string());
                    let part_value = self.payload(value, path, field);
                    self.pattern(part, part_value);
                }
            }
            Pat::Struct(it) => self.pattern_of_fields(it, value),
            Pat::Tuple(it) => {
                let rest = it.elems.iter().position(|part| matches!(part, Pat::Rest(_)));
                for (at, part) in it.elems.iter().enumerate() {
                    let is_counted = rest.is_none_or(|rest| at < rest);
                    let part_value = match is_counted {
                        true => self.tables.derived(value, |of| Value::Part(of, at as u32)),
                        false => ValueId::UNKNOWN,
                    };
                    self.pattern(part, part_value);
                }
            }
            Pat::Slice(it) => {
                for part in &it.elems {
                    let element = self.tables.derived(value, Value::Element);
                    self.pattern(part, element);
                }
            }
            Pat::Reference(it) => {
                let value = self.tables.derived(value, Value::Deref);
                self.pattern(&it.pat, value);
            }
            Pat::Or(it) => it.cases.iter().for_each(|case| self.pattern(case, value)),
            Pat::Paren(it) => self.pattern(&it.pat, value),
            Pat::Guard(it) => {
                self.pattern(&it.pat, value);
                self.expression(&it.guard);
            }
            Pat::Type(it) => self.typed_pattern(&it.pat, &it.ty, value),
            Pat::Range(it) => {
                let ends = [&it.start, &it.end];
                ends.into_iter().flatten().for_each(|end| self.end_of_range(end));
            }
            Pat::Const(it) => {
                self.block(&it.block);
            }
            Pat::Macro(it) => {
                self.macro_in_code(&it.mac, Grammar::Pattern);
            }
            Pat::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    /// Walks `pattern: type`.
    pub(super) fn typed_pattern(&mut self, pattern: &Pat, ty: &Type, value: ValueId) {
        self.visit_type(ty);
        let ty = self.ty(ty);
        let typed = self.typed(ty);
        // If the type leaves parts open, as `Vec<_>` does, the value determines them.
        let value = if self.tables.facts.is_partial(ty) {
            self.tables.either(value, typed)
        } else {
            typed
        };
        self.pattern(pattern, value);
    }

    /// Walks a struct pattern. It refers to a type, like a struct literal, but constructs nothing.
    fn pattern_of_fields(&mut self, it: &PatStruct, value: ValueId) {
        let path = PathSyntax::new(it.qself.as_ref(), &it.path);
        self.path(path, Context::Pattern, None);
        if let Some(last) = self.tables.mentions.references.last_mut() {
            last.braced = last.context == Context::Pattern;
        }
        for field in &it.fields {
            let name = self.member_name(&field.member);
            let part_value = self.payload(value, path, name);
            self.pattern(&field.pat, part_value);
        }
    }

    /// The name of a field; in a tuple struct, its index.
    pub(super) fn member_name(&mut self, member: &Member) -> Name {
        match member {
            Member::Named(ident) => self.ident(ident),
            Member::Unnamed(index) => self.tables.name(&index.index.to_string()),
        }
    }

    /// Walks an end of a range pattern: a constant, not a binding.
    fn end_of_range(&mut self, end: &Expr) {
        match end {
            Expr::Path(it) => {
                self.path_value(it.into(), Context::Value, None);
            }
            end => {
                self.expression(end);
            }
        }
    }

    fn payload(&mut self, of: ValueId, path: PathSyntax<'_>, field: Name) -> ValueId {
        if of == ValueId::UNKNOWN || path.of_type.is_some() {
            return ValueId::UNKNOWN;
        }
        let path = self.written_path(path);
        self.tables.value(Value::Payload {
            of,
            path,
            scope: self.scope,
            field,
        })
    }

    fn binding(&mut self, it: &PatIdent, value: ValueId) {
        let capital = self.text.of(&it.ident).starts_with(char::is_uppercase);
        let perhaps = capital && it.by_ref.is_none() && it.mutability.is_none() && it.subpat.is_none();
        let name = self.ident(&it.ident);
        if perhaps {
            let span = self.text.span(it.ident.span());
            let path = self.tables.path_id(false, &[name]);
            self.refer(path, span, Context::Pattern, Certainty::Binding, None, None);
        }
        let local = if perhaps { Local::Perhaps } else { Local::Bound(value) };
        let values = self.values_at(self.text.start(it.ident.span()));
        if values == LocalNamespace::ValueOfCall && self.binds_behind {
            let span = self.text.span(it.ident.span());
            self.tables.facts.bound_by_call.push(BoundByCall { name, span });
        }
        self.bind(name, values, local);
        if let Some((_, inner)) = &it.subpat {
            self.pattern(inner, value);
        }
    }
}
