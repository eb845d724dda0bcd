//! Patterns: the references in them, the bindings that they make, and which part of a value each takes.

use syn::visit::{self, Visit};

use super::locals::{Local, Space};
use super::values::{Value, ValueId};
use super::walk::Walk;
use super::{Certainty, Context, Name};

impl Walk<'_> {
    /// Walks a pattern that takes a value apart.
    pub(super) fn pattern(&mut self, it: &syn::Pat, value: ValueId) {
        match it {
            syn::Pat::Ident(it) => self.binding(it, value),
            syn::Pat::Type(it) => {
                self.visit_type(&it.ty);
                let ty = self.ty(&it.ty);
                let typed = self.typed(ty);
                // `Vec<_>` leaves to the value what it does not say.
                let value = if self.facts.is_partial(ty) {
                    self.either(value, typed)
                } else {
                    typed
                };
                self.pattern(&it.pat, value);
            }
            syn::Pat::Path(path) => self.path(&path.path, path.qself.as_ref(), Context::Pattern, None),
            syn::Pat::TupleStruct(it) => {
                self.path(&it.path, it.qself.as_ref(), Context::Pattern, None);
                for (at, part) in it.elems.iter().enumerate() {
                    let field = self.name(&at.to_string());
                    let part_value = self.payload(value, it.qself.is_none(), &it.path, field);
                    self.pattern(part, part_value);
                }
            }
            syn::Pat::Struct(it) => {
                // A struct pattern names a type, as a literal does; nothing is constructed.
                self.path(&it.path, it.qself.as_ref(), Context::Pattern, None);
                if let Some(last) = self.mentions.references.last_mut() {
                    last.braced = last.context == Context::Pattern;
                }
                for field in &it.fields {
                    let name = self.member_name(&field.member);
                    let part_value = self.payload(value, it.qself.is_none(), &it.path, name);
                    self.pattern(&field.pat, part_value);
                }
            }
            syn::Pat::Tuple(it) => {
                let rest = it.elems.iter().position(|part| matches!(part, syn::Pat::Rest(_)));
                for (at, part) in it.elems.iter().enumerate() {
                    let is_counted = rest.is_none_or(|rest| at < rest);
                    let part_value = match is_counted {
                        true => self.derived(value, |of| Value::Part(of, at as u32)),
                        false => ValueId::UNKNOWN,
                    };
                    self.pattern(part, part_value);
                }
            }
            syn::Pat::Slice(it) => {
                for part in &it.elems {
                    let element = self.derived(value, Value::Element);
                    self.pattern(part, element);
                }
            }
            syn::Pat::Reference(it) => {
                let value = self.derived(value, Value::Deref);
                self.pattern(&it.pat, value);
            }
            syn::Pat::Or(it) => it.cases.iter().for_each(|case| self.pattern(case, value)),
            syn::Pat::Paren(it) => self.pattern(&it.pat, value),
            it => visit::visit_pat(self, it),
        }
    }

    fn payload(&mut self, of: ValueId, plain: bool, path: &syn::Path, field: Name) -> ValueId {
        if of == ValueId::UNKNOWN || !plain {
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

    fn binding(&mut self, it: &syn::PatIdent, value: ValueId) {
        let capital = it.ident.to_string().starts_with(char::is_uppercase);
        let perhaps = capital && it.by_ref.is_none() && it.mutability.is_none() && it.subpat.is_none();
        if perhaps {
            let span = self.span(it.ident.span(), it.ident.span());
            let name = self.ident(&it.ident);
            let path = self.path_id(false, &[name]);
            self.refer(path, span, Context::Pattern, Certainty::Binding, None, None);
        }
        let local = if perhaps { Local::Perhaps } else { Local::Bound(value) };
        self.bind(&it.ident, Space::Value, local);
        if let Some((_, inner)) = &it.subpat {
            self.pattern(inner, value);
        }
    }
}
