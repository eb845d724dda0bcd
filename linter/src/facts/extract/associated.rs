//! Impl blocks and traits, with their items.

use syn::{Expr, ImplItem, ItemImpl, ItemTrait, TraitItem};

use super::attributes::Attributes;
use super::heads::{HeadSyntax, ItemHead};
use super::paths::{PathSyntax, angled};
use super::walk::Walk;
use crate::facts::model::{Context, Grammar, Impl, ImplId, ItemId, ItemKind, Owner, ScopeKind, Signature, TypeId, Visibility};

impl Walk<'_> {
    pub(super) fn impl_block(&mut self, it: &ItemImpl) {
        let of_trait = it.trait_.as_ref().map(|(path, _)| PathSyntax::from(path));
        let braces = it.brace_token.span;
        let words = [
            it.modifiers.defaultness.map(|word| word.span),
            it.unsafety.map(|word| word.span),
        ];
        let word = words.into_iter().flatten().next().unwrap_or(it.impl_token.span);
        let attributes = self.annotations(&it.attrs, self.text.first_token(&it.attrs, word));
        self.inner_docs(self.text.token(braces.open()) + 1);
        let locals = std::mem::take(&mut self.locals);
        let id = ImplId(self.tables.facts.impls.len() as u32);
        let around = self.scope;
        let trait_path = of_trait.map(|path| self.written_path(path));
        self.tables.facts.impls.push(Impl {
            self_type: TypeId::UNKNOWN,
            trait_path,
            trait_arguments: [].into(),
            scope: around,
            inner: around,
            span: self
                .text
                .places
                .span(self.text.start(it.impl_token.span), self.text.end(braces.open())),
            end_line: self.text.places.line(self.text.start(braces.close())),
        });
        self.under(&attributes, |walk| {
            walk.in_scope(ScopeKind::Impl(id), |walk, scope| {
                walk.tables.facts.impls[id.0 as usize].inner = scope;
                walk.generics(&it.generics);
                walk.tables.facts.impls[id.0 as usize].self_type = walk.ty(&it.self_ty);
                if let Some(path) = of_trait {
                    if let Some(arguments) = path.segments().last().and_then(|last| angled(last)) {
                        walk.tables.facts.impls[id.0 as usize].trait_arguments = walk.type_arguments(&arguments.args);
                    }
                    walk.path(path, Context::Type, None);
                }
                walk.visit_type(&it.self_ty);
                it.items.iter().for_each(|item| walk.impl_item(item, id, of_trait.is_some()));
            });
        });
        self.locals = locals;
    }

    /// Walks an item of an impl block. An item of a trait impl is as public as the trait.
    fn impl_item(&mut self, it: &ImplItem, id: ImplId, is_public: bool) {
        let owner = Owner::Impl(id);
        match it {
            ImplItem::Fn(it) => {
                let braces = it.block.brace_token.span;
                let head = HeadSyntax::of_function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, braces.close());
                let head = head.with_inside(Some(braces.open()));
                let head = self.associated_head(&head, is_public);
                self.associated_function(&head, owner, &it.sig, Some(&it.block));
            }
            ImplItem::Const(it) => {
                let head = HeadSyntax::new(&it.attrs, Some(&it.vis), it.const_token.span, &it.ident, it.semi_token.span)
                    .behind([it.modifiers.defaultness.map(|word| word.span)]);
                let head = self.associated_head(&head, is_public);
                self.associated_constant(&head, owner, &it.ty, Some(&it.expr));
            }
            ImplItem::Type(it) => {
                let head = HeadSyntax::new(&it.attrs, Some(&it.vis), it.type_token.span, &it.ident, it.semi_token.span)
                    .behind([it.modifiers.defaultness.map(|word| word.span)]);
                let head = self.associated_head(&head, is_public);
                let item = self.define(&head, ItemKind::AssociatedType(owner));
                self.in_region(|walk| {
                    walk.bind_generics(&it.generics);
                    walk.stands_for(item, &it.ty);
                });
            }
            ImplItem::Macro(it) => {
                let grammar = if is_public {
                    Grammar::TraitImplItems
                } else {
                    Grammar::ImplItems
                };
                self.call_in_items(&it.attrs, &it.mac, Some(grammar));
            }
            ImplItem::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    pub(super) fn trait_item(&mut self, it: &ItemTrait) {
        let words = [
            it.unsafety.map(|word| word.span),
            it.modifiers.auto_token.map(|word| word.span),
        ];
        let head = self.head(
            &HeadSyntax::new(
                &it.attrs,
                Some(&it.vis),
                it.trait_token.span,
                &it.ident,
                it.brace_token.span.close(),
            )
            .behind(words)
            .with_inside(Some(it.brace_token.span.open())),
        );
        let item = self.define(&head, ItemKind::Trait);
        self.inside(item, ScopeKind::Trait, &head.attributes, |walk| {
            walk.bind_generics(&it.generics);
            walk.record_generics_of_trait(&it.generics, &it.supertraits, &it.items);
            walk.visit_bounds(&it.supertraits);
            walk.items_of_trait(&it.items, Owner::Trait(item));
        });
    }

    /// Walks the items in the body of a trait.
    pub(super) fn items_of_trait(&mut self, items: &[TraitItem], owner: Owner) {
        items.iter().for_each(|item| self.item_of_trait(item, owner));
    }

    fn item_of_trait(&mut self, it: &TraitItem, owner: Owner) {
        match it {
            TraitItem::Fn(it) => {
                let braces = it.default.as_ref().map(|block| block.brace_token.span);
                let end = it.semi_token.map(|semi| semi.span).or(braces.map(|braces| braces.close()));
                let end = end.unwrap_or(it.sig.paren_token.span.close());
                let head = HeadSyntax::of_function(&it.attrs, None, &it.modifiers, &it.sig, end);
                let head = head.with_inside(braces.map(|braces| braces.open()));
                let head = self.associated_head(&head, true);
                self.associated_function(&head, owner, &it.sig, it.default.as_ref());
            }
            TraitItem::Const(it) => {
                let head = HeadSyntax::new(&it.attrs, None, it.const_token.span, &it.ident, it.semi_token.span)
                    .behind([it.modifiers.defaultness.map(|word| word.span)]);
                let head = self.associated_head(&head, true);
                let value = it.default.as_ref().map(|(_, value)| value);
                self.associated_constant(&head, owner, &it.ty, value);
            }
            TraitItem::Type(it) => {
                let head = HeadSyntax::new(&it.attrs, None, it.type_token.span, &it.ident, it.semi_token.span)
                    .behind([it.modifiers.defaultness.map(|word| word.span)]);
                let head = self.associated_head(&head, true);
                self.define(&head, ItemKind::AssociatedType(owner));
                self.in_region(|walk| {
                    walk.bind_generics(&it.generics);
                    walk.visit_bounds(&it.bounds);
                    it.default.iter().for_each(|(_, default)| walk.visit_type(default));
                });
            }
            TraitItem::Macro(it) => self.call_in_items(&it.attrs, &it.mac, Some(Grammar::TraitItems)),
            TraitItem::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    fn associated_head(&mut self, it: &HeadSyntax<'_>, is_public: bool) -> ItemHead {
        let mut head = self.head(it);
        if is_public {
            head.visibility = Visibility::Public;
        }
        head
    }

    /// Walks an associated function. It sees the generic parameters of its impl or trait, but not the locals of an enclosing
    /// function.
    fn associated_function(&mut self, head: &ItemHead, owner: Owner, it: &syn::Signature, block: Option<&syn::Block>) {
        let item = self.define(head, ItemKind::AssociatedFunction(Signature::default(), owner));
        self.in_associated(item, &head.attributes, |walk| {
            walk.in_scope(ScopeKind::Function, |walk, scope| {
                walk.tables.facts.items[item.0 as usize].inner = Some(scope);
                walk.body_of(item, it, block);
            });
        });
    }

    fn associated_constant(&mut self, head: &ItemHead, owner: Owner, ty: &syn::Type, value: Option<&Expr>) {
        let item = self.define(head, ItemKind::AssociatedConst(owner));
        self.in_associated(item, &head.attributes, |walk| walk.annotated_value(item, ty, value));
    }

    fn in_associated(&mut self, item: ItemId, attributes: &Attributes, walk: impl FnOnce(&mut Self)) {
        self.under(attributes, |this| {
            let outer = this.item.replace(item);
            this.in_region(walk);
            this.item = outer;
        });
    }
}
