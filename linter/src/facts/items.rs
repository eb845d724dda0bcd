//! Definitions: what the items of a file declare.

use syn::punctuated::Punctuated;
use syn::visit::Visit;

use super::attributes::{Attributes, ProcMacro};
use super::locals::{Local, Space};
use super::types::TypeId;
use super::values::ValueId;
use super::walk::Walk;
use super::{Body, Context, Field, Impl, ImplId, Item, ItemId, ItemKind, Name, Owner, ScopeKind, Shape, Signature, Visibility};
use crate::finding::Span;

/// What is written before the keyword of an item, and the keyword-to-end span.
pub(super) struct Head<'a> {
    attributes: Attributes,
    visibility: &'a syn::Visibility,
    span: Span,
}

impl Walk<'_> {
    pub(super) fn items(&mut self, items: &[syn::Item]) {
        for item in items {
            self.item(item);
        }
    }

    pub(super) fn item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Mod(it) => self.module(it),
            syn::Item::Fn(it) => self.function(it),
            syn::Item::Impl(it) => self.impl_block(it),
            syn::Item::Trait(it) => self.trait_item(it),
            syn::Item::Struct(it) => self.structure(it),
            syn::Item::Enum(it) => self.enumeration(it),
            syn::Item::Union(it) => {
                let head = self.head(&it.attrs, &it.vis, it.union_token.span, it.fields.brace_token.span.close());
                self.type_definition(head, &it.ident, ItemKind::Union, &it.generics, |walk, union| {
                    walk.fields(union, it.fields.named.iter());
                });
            }
            syn::Item::Type(it) => {
                let head = self.head(&it.attrs, &it.vis, it.type_token.span, it.semi_token.span);
                self.type_definition(head, &it.ident, ItemKind::TypeAlias, &it.generics, |walk, alias| {
                    walk.visit_type(&it.ty);
                    walk.facts.items[alias.0 as usize].ty = Some(walk.ty(&it.ty));
                });
            }
            syn::Item::TraitAlias(it) => {
                let head = self.head(&it.attrs, &it.vis, it.trait_token.span, it.semi_token.span);
                self.type_definition(head, &it.ident, ItemKind::Trait, &it.generics, |walk, _| {
                    it.bounds.iter().for_each(|bound| walk.visit_type_param_bound(bound));
                });
            }
            syn::Item::Const(it) => {
                let head = self.head(&it.attrs, &it.vis, it.const_token.span, it.semi_token.span);
                self.constant(head, &it.ident, ItemKind::Const, &it.ty, Some(&it.expr));
            }
            syn::Item::Static(it) => {
                let head = self.head(&it.attrs, &it.vis, it.static_token.span, it.semi_token.span);
                self.constant(head, &it.ident, ItemKind::Static, &it.ty, Some(&it.expr));
            }
            syn::Item::Use(it) => self.use_item(it),
            syn::Item::ExternCrate(it) => self.extern_crate(it),
            syn::Item::ForeignMod(it) => {
                let attributes = Attributes::of(&it.attrs);
                self.under(&attributes, |walk| it.items.iter().for_each(|item| walk.foreign_item(item)));
            }
            syn::Item::Macro(it) => self.macro_item(it),
            // Syntax of unstable Rust, or of attribute macros such as `pub impl`: read what tokens tell.
            syn::Item::Verbatim(tokens) => self.verbatim(tokens.clone()),
            _ => {}
        }
    }

    pub(super) fn head<'a>(
        &mut self,
        attributes: &[syn::Attribute],
        visibility: &'a syn::Visibility,
        first: proc_macro2::Span,
        last: proc_macro2::Span,
    ) -> Head<'a> {
        self.attributes(attributes);
        let first = first_of_visibility(visibility).unwrap_or(first);
        Head {
            attributes: Attributes::of(attributes),
            visibility,
            span: self.span(first, last),
        }
    }

    pub(super) fn visibility(&mut self, visibility: &syn::Visibility) -> Visibility {
        match visibility {
            syn::Visibility::Public(_) => Visibility::Public,
            syn::Visibility::Inherited => Visibility::Private,
            syn::Visibility::Restricted(it) => match it.path.get_ident().map(ToString::to_string).as_deref() {
                Some("crate") => Visibility::Crate,
                Some("self") => Visibility::Private,
                Some("super") => Visibility::Super,
                _ => Visibility::In(self.written_path(&it.path)),
            },
        }
    }

    /// Enters an item into the table.
    pub(super) fn define(&mut self, head: &Head<'_>, ident: &proc_macro2::Ident, kind: ItemKind) -> ItemId {
        let visibility = self.visibility(head.visibility);
        let name = self.ident(ident);
        let name_span = self.span(ident.span(), ident.span());
        self.push_item(Item {
            kind,
            name,
            scope: self.scope,
            inner: None,
            visibility,
            name_span,
            span: head.span,
            test: self.test || head.attributes.test,
            in_macro: self.in_macro,
            deprecated: head.attributes.deprecated.clone(),
            ty: None,
        })
    }

    pub(super) fn push_item(&mut self, item: Item) -> ItemId {
        self.facts.items.push(item);
        ItemId(self.facts.items.len() as u32 - 1)
    }

    /// Walks the inside of an item in a scope of its own.
    fn inside(&mut self, item: ItemId, kind: ScopeKind, test: &Attributes, walk: impl FnOnce(&mut Self)) {
        self.under(test, |this| {
            this.behind_item(Some(item), |this| {
                this.in_scope(kind, |this, scope| {
                    this.facts.items[item.0 as usize].inner = Some(scope);
                    walk(this);
                });
            });
        });
    }

    fn module(&mut self, it: &syn::ItemMod) {
        let last = it.semi.as_ref().map_or_else(
            || it.content.as_ref().map_or(it.ident.span(), |(brace, _)| brace.span.close()),
            |semi| semi.span,
        );
        let head = self.head(&it.attrs, &it.vis, it.mod_token.span, last);
        let path = head.attributes.path.as_deref().map(|path| self.name(path));
        let kind = ItemKind::Module {
            inline: it.content.is_some(),
            path,
            macro_use: head.attributes.macro_use,
            cfg: head.attributes.cfg,
        };
        let item = self.define(&head, &it.ident, kind);
        if let Some((_, items)) = &it.content {
            self.inside(item, ScopeKind::Module, &head.attributes, |walk| walk.items(items));
        }
    }

    fn type_definition(
        &mut self,
        head: Head<'_>,
        ident: &proc_macro2::Ident,
        kind: ItemKind,
        generics: &syn::Generics,
        inside: impl FnOnce(&mut Self, ItemId),
    ) {
        let item = self.define(&head, ident, kind);
        self.inside(item, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(generics);
            inside(walk, item);
        });
    }

    fn fields<'a>(&mut self, owner: ItemId, fields: impl Iterator<Item = &'a syn::Field>) {
        for (at, field) in fields.enumerate() {
            self.visit_field(field);
            let name = match &field.ident {
                Some(ident) => self.ident(ident),
                None => self.name(&at.to_string()),
            };
            let ty = self.ty(&field.ty);
            let deprecated = Attributes::of(&field.attrs).deprecated.is_some();
            self.facts.fields.push(Field {
                owner,
                name,
                ty,
                deprecated,
            });
        }
    }

    fn structure(&mut self, it: &syn::ItemStruct) {
        let last = it
            .semi_token
            .as_ref()
            .map_or_else(|| last_of_fields(&it.fields, it.ident.span()), |semi| semi.span);
        let name = self.ident(&it.ident);
        self.deriving = Some(self.path_id(false, &[name]));
        let head = self.head(&it.attrs, &it.vis, it.struct_token.span, last);
        self.deriving = None;
        let kind = ItemKind::Struct(shape(&it.fields));
        self.type_definition(head, &it.ident, kind, &it.generics, |walk, item| {
            walk.fields(item, it.fields.iter())
        });
    }

    fn enumeration(&mut self, it: &syn::ItemEnum) {
        let head = self.head(&it.attrs, &it.vis, it.enum_token.span, it.brace_token.span.close());
        let parent = self.define(&head, &it.ident, ItemKind::Enum);
        self.inside(parent, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(&it.generics);
            for variant in &it.variants {
                let public = syn::Visibility::Public(syn::token::Pub::default());
                let last = last_of_fields(&variant.fields, variant.ident.span());
                let span = walk.span(variant.ident.span(), last);
                walk.attributes(&variant.attrs);
                let head = Head {
                    attributes: Attributes::of(&variant.attrs),
                    visibility: &public,
                    span,
                };
                let item = walk.define(
                    &head,
                    &variant.ident,
                    ItemKind::Variant {
                        parent,
                        shape: shape(&variant.fields),
                    },
                );
                walk.under(&head.attributes, |walk| {
                    walk.fields(item, variant.fields.iter());
                    if let Some((_, value)) = &variant.discriminant {
                        walk.visit_expr(value);
                    }
                });
            }
        });
    }

    fn constant(&mut self, head: Head<'_>, ident: &proc_macro2::Ident, kind: ItemKind, ty: &syn::Type, value: Option<&syn::Expr>) {
        let item = self.define(&head, ident, kind);
        self.under(&head.attributes, |walk| {
            walk.behind_item(Some(item), |walk| {
                walk.in_scope(ScopeKind::Function, |walk, scope| {
                    walk.facts.items[item.0 as usize].inner = Some(scope);
                    walk.annotated_value(item, ty, value);
                });
            });
        });
    }

    fn function(&mut self, it: &syn::ItemFn) {
        let head = self.head(
            &it.attrs,
            &it.vis,
            first_of_signature(&it.sig),
            it.block.brace_token.span.close(),
        );
        let kind = match &head.attributes.proc_macro {
            Some(ProcMacro::Called) => ItemKind::ProcMacro {
                name: self.ident(&it.sig.ident),
                called: true,
            },
            Some(ProcMacro::Attribute) => ItemKind::ProcMacro {
                name: self.ident(&it.sig.ident),
                called: false,
            },
            Some(ProcMacro::Derive(name)) => ItemKind::ProcMacro {
                name: self.name(name),
                called: false,
            },
            None => ItemKind::Function(Signature::default()),
        };
        let item = self.define(&head, &it.sig.ident, kind);
        self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
            walk.body_of(item, &it.sig, Some(&it.block))
        });
    }

    /// Head and body of a function, inside its scope.
    fn body_of(&mut self, item: ItemId, signature: &syn::Signature, block: Option<&syn::Block>) {
        let outer = std::mem::take(&mut self.bound);
        self.generics(&signature.generics);
        for input in &signature.inputs {
            match input {
                syn::FnArg::Receiver(receiver) => {
                    self.attributes(&receiver.attrs);
                    self.visit_type(&receiver.ty);
                    let ty = self.ty(&receiver.ty);
                    let value = self.typed(ty);
                    let name = self.name("self");
                    self.locals.bind(name, Space::Value, Local::Bound(value));
                }
                syn::FnArg::Typed(typed) => {
                    self.attributes(&typed.attrs);
                    self.visit_type(&typed.ty);
                    let ty = self.ty(&typed.ty);
                    let value = self.typed(ty);
                    self.pattern(&typed.pat, value);
                }
            }
        }
        let facts = self.signature(signature);
        if let ItemKind::Function(it) | ItemKind::AssociatedFunction(it, _) = &mut self.facts.items[item.0 as usize].kind {
            *it = facts;
        }
        self.visit_return_type(&signature.output);
        if let Some(block) = block {
            self.visit_block(block);
            let end = block.brace_token.span.close();
            let end = self.span(end, end);
            let name = self.facts.items[item.0 as usize].name_span;
            let types = self.facts.hash_of_types(&self.facts.items[item.0 as usize].kind);
            self.body(item, None, self.places.span(name.end, end.end), types);
        }
        let inner = std::mem::replace(&mut self.bound, outer);
        self.bound.extend(inner);
    }

    /// Enters a body into the table; what its tokens tell comes later.
    pub(super) fn body(&mut self, item: ItemId, closure: Option<(Name, Span)>, span: Span, signature: u64) {
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

    fn signature(&mut self, signature: &syn::Signature) -> Signature {
        let inputs = signature.inputs.iter().map(|input| match input {
            syn::FnArg::Receiver(receiver) => self.ty(&receiver.ty),
            syn::FnArg::Typed(typed) => self.ty(&typed.ty),
        });
        Signature {
            takes_self: signature.receiver().is_some(),
            is_async: signature.asyncness.is_some(),
            inputs: inputs.collect(),
            output: self.output(&signature.output),
        }
    }

    fn impl_block(&mut self, it: &syn::ItemImpl) {
        let attributes = Attributes::of(&it.attrs);
        self.attributes(&it.attrs);
        let locals = std::mem::take(&mut self.locals);
        let id = ImplId(self.facts.impls.len() as u32);
        let around = self.scope;
        let trait_path = it.trait_.as_ref().map(|(_, path, _)| self.written_path(path));
        let span = self.span(it.impl_token.span, it.brace_token.span.open());
        let close = it.brace_token.span.close();
        let end_line = self.span(close, close).line;
        self.facts.impls.push(Impl {
            self_type: TypeId::UNKNOWN,
            trait_path,
            trait_arguments: [].into(),
            scope: around,
            inner: around,
            span,
            end_line,
        });
        self.under(&attributes, |walk| {
            walk.in_scope(ScopeKind::Impl(id), |walk, scope| {
                walk.facts.impls[id.0 as usize].inner = scope;
                walk.generics(&it.generics);
                walk.facts.impls[id.0 as usize].self_type = walk.ty(&it.self_ty);
                let of_trait = it.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
                if let Some(syn::PathArguments::AngleBracketed(arguments)) = of_trait.map(|last| &last.arguments) {
                    walk.facts.impls[id.0 as usize].trait_arguments = walk.type_arguments(arguments);
                }
                if let Some((_, path, _)) = &it.trait_ {
                    walk.path(path, None, Context::Type, None);
                }
                walk.visit_type(&it.self_ty);
                for item in &it.items {
                    walk.impl_item(item, Owner::Impl(id), trait_path.is_some());
                }
            });
        });
        self.locals = locals;
    }

    fn impl_item(&mut self, item: &syn::ImplItem, owner: Owner, of_trait: bool) {
        // What a trait declares, its impls publish.
        let public = syn::Visibility::Public(syn::token::Pub::default());
        match item {
            syn::ImplItem::Fn(it) => {
                let visibility = if of_trait { &public } else { &it.vis };
                let last = it.block.brace_token.span.close();
                let mut head = self.head(&it.attrs, &it.vis, first_of_signature(&it.sig), last);
                head.visibility = visibility;
                self.associated_function(head, &it.sig, Some(&it.block), owner);
            }
            syn::ImplItem::Const(it) => {
                let mut head = self.head(&it.attrs, &it.vis, it.const_token.span, it.semi_token.span);
                head.visibility = if of_trait { &public } else { &it.vis };
                self.associated_value(head, &it.ident, owner, &it.ty, Some(&it.expr));
            }
            syn::ImplItem::Type(it) => {
                let mut head = self.head(&it.attrs, &it.vis, it.type_token.span, it.semi_token.span);
                head.visibility = if of_trait { &public } else { &it.vis };
                let item = self.define(&head, &it.ident, ItemKind::AssociatedType(owner));
                self.in_region(|walk| {
                    walk.bind_generics(&it.generics);
                    walk.visit_type(&it.ty);
                    walk.facts.items[item.0 as usize].ty = Some(walk.ty(&it.ty));
                });
            }
            syn::ImplItem::Macro(it) => self.macro_in_items(&it.mac),
            syn::ImplItem::Verbatim(tokens) => self.verbatim(tokens.clone()),
            _ => {}
        }
    }

    /// An associated function sees the generics of its impl or trait, but no value of a function around that.
    fn associated_function(&mut self, head: Head<'_>, signature: &syn::Signature, block: Option<&syn::Block>, owner: Owner) {
        let item = self.define(
            &head,
            &signature.ident,
            ItemKind::AssociatedFunction(Signature::default(), owner),
        );
        self.under(&head.attributes, |walk| {
            let outer = walk.item.replace(item);
            walk.in_region(|walk| {
                walk.in_scope(ScopeKind::Function, |walk, scope| {
                    walk.facts.items[item.0 as usize].inner = Some(scope);
                    walk.body_of(item, signature, block);
                });
            });
            walk.item = outer;
        });
    }

    fn associated_value(
        &mut self,
        head: Head<'_>,
        ident: &proc_macro2::Ident,
        owner: Owner,
        ty: &syn::Type,
        value: Option<&syn::Expr>,
    ) {
        let item = self.define(&head, ident, ItemKind::AssociatedConst(owner));
        self.under(&head.attributes, |walk| {
            let outer = walk.item.replace(item);
            walk.in_region(|walk| {
                walk.annotated_value(item, ty, value);
            });
            walk.item = outer;
        });
    }

    /// The type and value of a constant or static.
    fn annotated_value(&mut self, item: ItemId, ty: &syn::Type, value: Option<&syn::Expr>) {
        self.visit_type(ty);
        let ty = self.ty(ty);
        self.facts.items[item.0 as usize].ty = Some(ty);
        if let Some(value) = value {
            self.expected = self.facts.type_path(ty);
            self.expression(value);
            self.expected = None;
        }
    }

    fn trait_item(&mut self, it: &syn::ItemTrait) {
        let head = self.head(&it.attrs, &it.vis, it.trait_token.span, it.brace_token.span.close());
        let item = self.define(&head, &it.ident, ItemKind::Trait);
        self.inside(item, ScopeKind::Trait, &head.attributes, |walk| {
            walk.bind_generics(&it.generics);
            walk.record_generics(&it.generics, &it.supertraits);
            it.supertraits.iter().for_each(|bound| walk.visit_type_param_bound(bound));
            for inner in &it.items {
                walk.trait_member(inner, Owner::Trait(item));
            }
        });
    }

    fn trait_member(&mut self, item: &syn::TraitItem, owner: Owner) {
        let public = syn::Visibility::Public(syn::token::Pub::default());
        match item {
            syn::TraitItem::Fn(it) => {
                let last = match (&it.default, &it.semi_token) {
                    (Some(block), _) => block.brace_token.span.close(),
                    (None, semi) => semi.as_ref().map_or_else(|| it.sig.ident.span(), |semi| semi.span),
                };
                let span = self.span(first_of_signature(&it.sig), last);
                self.attributes(&it.attrs);
                let head = Head {
                    attributes: Attributes::of(&it.attrs),
                    visibility: &public,
                    span,
                };
                self.associated_function(head, &it.sig, it.default.as_ref(), owner);
            }
            syn::TraitItem::Const(it) => {
                let span = self.span(it.const_token.span, it.semi_token.span);
                self.attributes(&it.attrs);
                let head = Head {
                    attributes: Attributes::of(&it.attrs),
                    visibility: &public,
                    span,
                };
                self.associated_value(head, &it.ident, owner, &it.ty, it.default.as_ref().map(|(_, value)| value));
            }
            syn::TraitItem::Type(it) => {
                let span = self.span(it.type_token.span, it.semi_token.span);
                self.attributes(&it.attrs);
                let head = Head {
                    attributes: Attributes::of(&it.attrs),
                    visibility: &public,
                    span,
                };
                self.define(&head, &it.ident, ItemKind::AssociatedType(owner));
                self.in_region(|walk| {
                    walk.bind_generics(&it.generics);
                    it.bounds.iter().for_each(|bound| walk.visit_type_param_bound(bound));
                    if let Some((_, default)) = &it.default {
                        walk.visit_type(default);
                    }
                });
            }
            syn::TraitItem::Macro(it) => self.macro_in_items(&it.mac),
            syn::TraitItem::Verbatim(tokens) => self.verbatim(tokens.clone()),
            _ => {}
        }
    }

    fn foreign_item(&mut self, item: &syn::ForeignItem) {
        match item {
            syn::ForeignItem::Fn(it) => {
                let head = self.head(&it.attrs, &it.vis, first_of_signature(&it.sig), it.semi_token.span);
                let item = self.define(&head, &it.sig.ident, ItemKind::Function(Signature::default()));
                self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
                    walk.body_of(item, &it.sig, None)
                });
            }
            syn::ForeignItem::Static(it) => {
                let head = self.head(&it.attrs, &it.vis, it.static_token.span, it.semi_token.span);
                self.constant(head, &it.ident, ItemKind::Static, &it.ty, None);
            }
            syn::ForeignItem::Type(it) => {
                let head = self.head(&it.attrs, &it.vis, it.type_token.span, it.semi_token.span);
                self.define(&head, &it.ident, ItemKind::Struct(Shape::Named));
            }
            syn::ForeignItem::Macro(it) => self.macro_in_items(&it.mac),
            _ => {}
        }
    }

    /// Brings generic parameters into force, for the scope being walked.
    fn generics(&mut self, generics: &syn::Generics) {
        self.bind_generics(generics);
        self.record_generics(generics, &Punctuated::new());
    }

    /// Brings generic parameters into force and walks their bounds.
    fn bind_generics(&mut self, generics: &syn::Generics) {
        for parameter in &generics.params {
            match parameter {
                syn::GenericParam::Type(it) => self.bind(&it.ident, Space::Type, Local::Bound(ValueId::UNKNOWN)),
                syn::GenericParam::Const(it) => {
                    self.bind(&it.ident, Space::Type, Local::Bound(ValueId::UNKNOWN));
                    self.bind(&it.ident, Space::Value, Local::Bound(ValueId::UNKNOWN));
                }
                syn::GenericParam::Lifetime(it) => {
                    let name = self.name(&it.lifetime.to_string());
                    self.bound.insert(name);
                }
            }
        }
        self.visit_generics(generics);
    }

    /// The names that a block's own items take away from bindings around it.
    pub(super) fn hide_behind_items(&mut self, block: &syn::Block) {
        for statement in &block.stmts {
            let syn::Stmt::Item(item) = statement else { continue };
            let (ident, spaces): (&proc_macro2::Ident, &[Space]) = match item {
                syn::Item::Fn(it) => (&it.sig.ident, &[Space::Value]),
                syn::Item::Const(it) => (&it.ident, &[Space::Value]),
                syn::Item::Static(it) => (&it.ident, &[Space::Value]),
                syn::Item::Struct(it) => (&it.ident, &[Space::Value, Space::Type]),
                syn::Item::Enum(it) => (&it.ident, &[Space::Type]),
                syn::Item::Type(it) => (&it.ident, &[Space::Type]),
                syn::Item::Trait(it) => (&it.ident, &[Space::Type]),
                _ => continue,
            };
            let name = self.ident(ident);
            for &space in spaces {
                self.locals.bind(name, space, Local::Hidden);
            }
        }
    }

    /// Whether a block declares anything, and so is a scope.
    pub(super) fn declares(block: &syn::Block) -> bool {
        block.stmts.iter().any(|statement| matches!(statement, syn::Stmt::Item(_)))
    }
}

fn shape(fields: &syn::Fields) -> Shape {
    match fields {
        syn::Fields::Named(_) => Shape::Named,
        syn::Fields::Unnamed(_) => Shape::Tuple,
        syn::Fields::Unit => Shape::Unit,
    }
}

pub(super) fn first_of_visibility(visibility: &syn::Visibility) -> Option<proc_macro2::Span> {
    match visibility {
        syn::Visibility::Public(token) => Some(token.span),
        syn::Visibility::Restricted(it) => Some(it.pub_token.span),
        syn::Visibility::Inherited => None,
    }
}

fn last_of_fields(fields: &syn::Fields, otherwise: proc_macro2::Span) -> proc_macro2::Span {
    match fields {
        syn::Fields::Named(it) => it.brace_token.span.close(),
        syn::Fields::Unnamed(it) => it.paren_token.span.close(),
        syn::Fields::Unit => otherwise,
    }
}

fn first_of_signature(signature: &syn::Signature) -> proc_macro2::Span {
    let words = [
        signature.constness.as_ref().map(|token| token.span),
        signature.asyncness.as_ref().map(|token| token.span),
        signature.unsafety.as_ref().map(|token| token.span),
        signature.abi.as_ref().map(|abi| abi.extern_token.span),
    ];
    words.into_iter().flatten().next().unwrap_or(signature.fn_token.span)
}
