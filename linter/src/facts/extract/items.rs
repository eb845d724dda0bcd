//! Definitions: what the items of a file declare.

use proc_macro2::{Ident, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, Fields, ForeignItem, Generics, ImplItem, ItemConst, ItemEnum, ItemForeignMod, ItemImpl, ItemMod, ItemStatic,
    ItemStruct, ItemTrait, ItemTraitAlias, ItemType, ItemUnion, Stmt, Token, TraitItem, Variant,
};

use super::attributes::Attributes;
use super::heads::{Head, HeadSyntax};
use super::locals::{Local, Space};
use super::paths::{PathSyntax, angled};
use super::visits::extent;
use super::walk::Walk;
use crate::facts::model::{
    Context, Field, Impl, ImplId, ItemId, ItemKind, Name, Owner, ScopeKind, Shape, Signature, Type, TypeId, Visibility,
};

impl Walk<'_> {
    /// The items in a file, module or the arguments of a macro.
    pub(super) fn items(&mut self, items: &[syn::Item]) {
        items.iter().for_each(|item| self.item(item));
    }

    pub(super) fn item(&mut self, it: &syn::Item) {
        match it {
            syn::Item::Mod(it) => self.module(it),
            syn::Item::Fn(it) => self.function(it),
            syn::Item::Impl(it) => self.impl_block(it),
            syn::Item::Trait(it) => self.trait_item(it),
            syn::Item::TraitAlias(it) => self.trait_alias(it),
            syn::Item::Struct(it) => self.structure(it),
            syn::Item::Enum(it) => self.enumeration(it),
            syn::Item::Union(it) => self.union(it),
            syn::Item::Type(it) => self.type_alias(it),
            syn::Item::Const(it) => self.constant(it),
            syn::Item::Static(it) => self.static_item(it),
            syn::Item::Use(it) => self.use_item(it),
            syn::Item::ExternCrate(it) => self.extern_crate(it),
            syn::Item::ForeignMod(it) => self.foreign_items(it),
            syn::Item::Macro(it) => self.item_macro(it),
            syn::Item::Verbatim(tokens) => self.unknown_item(tokens),
            _ => {}
        }
    }

    /// An item that `syn` has no syntax for: a macro by path, or what only a trait or an `extern` block may leave open, by
    /// which the language of some macro means something else.
    fn unknown_item(&mut self, stream: &TokenStream) {
        let Some(tokens) = extent(stream) else { return };
        let words = tokens.clone().map(|at| (at, self.text.source.tokens[at]));
        let mut words = words
            .take_while(|(_, token)| token.is_word())
            .map(|(at, token)| (at, token.text(&self.text.source.text)));
        match words.find(|(_, word)| *word == "macro") {
            Some((at, _)) => self.macro_by_path(at, tokens),
            None => self.scan(tokens),
        }
    }

    /// Walks the inside of an item in a scope of its own.
    pub(super) fn inside(&mut self, item: ItemId, kind: ScopeKind, attributes: &Attributes, walk: impl FnOnce(&mut Self)) {
        self.under(attributes, |this| {
            this.behind_item(Some(item), |this| {
                this.in_scope(kind, |this, scope| {
                    this.tables.facts.items[item.0 as usize].inner = Some(scope);
                    walk(this);
                });
            });
        });
    }

    fn module(&mut self, it: &ItemMod) {
        let opening = it.content.as_ref().map(|(braces, _)| braces.span);
        let end = it.semi.map(|semi| semi.span).or(opening.map(|braces| braces.close()));
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.unsafety.map_or(it.mod_token.span, |word| word.span),
            keyword: it.mod_token.span,
            name: &it.ident,
            opening: opening.map(|braces| braces.open()),
            end: end.unwrap_or(it.ident.span()),
        });
        // A module whose file `cfg` chooses is as many modules, as if each had a `#[cfg]` of its own.
        for path in head.attributes.cfg_paths.iter().filter(|_| it.content.is_none()) {
            let path = Some(self.tables.name(path));
            self.define_module(&head, path, false);
        }
        let path = head.attributes.path.as_deref().map(|path| self.tables.name(path));
        let item = self.define_module(&head, path, it.content.is_some());
        if let Some((_, items)) = &it.content {
            self.inside(item, ScopeKind::Module, &head.attributes, |walk| walk.items(items));
        }
    }

    fn define_module(&mut self, head: &Head, path: Option<Name>, inline: bool) -> ItemId {
        let kind = ItemKind::Module {
            inline,
            path,
            macro_use: head.attributes.macro_use,
            cfg: head.attributes.cfg,
        };
        self.define(head, kind)
    }

    fn type_alias(&mut self, it: &ItemType) {
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.modifiers.defaultness.map_or(it.type_token.span, |word| word.span),
            keyword: it.type_token.span,
            name: &it.ident,
            opening: None,
            end: it.semi_token.span,
        });
        self.type_definition(&head, ItemKind::TypeAlias, &it.generics, |walk, alias| {
            walk.stands_for(alias, &it.ty)
        });
    }

    fn union(&mut self, it: &ItemUnion) {
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.union_token.span,
            keyword: it.union_token.span,
            name: &it.ident,
            opening: None,
            end: it.fields.brace_token.span.close(),
        });
        self.type_definition(&head, ItemKind::Union, &it.generics, |walk, union| {
            walk.fields(union, &it.fields.named, it.fields.brace_token.span.open());
        });
    }

    fn type_definition(&mut self, head: &Head, kind: ItemKind, generics: &Generics, inside: impl FnOnce(&mut Self, ItemId)) {
        let item = self.define(head, kind);
        self.inside(item, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(generics);
            inside(walk, item);
        });
    }

    /// What an alias or associated type stands for.
    fn stands_for(&mut self, alias: ItemId, ty: &syn::Type) {
        self.visit_type(ty);
        self.tables.facts.items[alias.0 as usize].ty = Some(self.ty(ty));
    }

    fn all_fields(&mut self, owner: ItemId, fields: &Fields) {
        match fields {
            Fields::Named(it) => self.fields(owner, &it.named, it.brace_token.span.open()),
            Fields::Unnamed(it) => self.fields(owner, &it.unnamed, it.paren_token.span.open()),
            Fields::Unit => {}
        }
    }

    /// Fields behind the delimiter that opens their list.
    fn fields(&mut self, owner: ItemId, fields: &Punctuated<syn::Field, Token![,]>, opening: proc_macro2::Span) {
        let mut before = opening;
        for (at, pair) in fields.pairs().enumerate() {
            let field = pair.value();
            let first = self.text.token(before) + 1;
            let deprecated = self.annotations(&field.attrs, first).deprecated.is_some();
            before = pair.punct().map_or(before, |comma| comma.span);
            self.visit_type(&field.ty);
            let name = match &field.ident {
                Some(name) => self.ident(name),
                None => self.tables.name(&at.to_string()),
            };
            let ty = self.ty(&field.ty);
            self.tables.facts.fields.push(Field {
                owner,
                name,
                ty,
                deprecated,
            });
        }
    }

    fn structure(&mut self, it: &ItemStruct) {
        let name = self.ident(&it.ident);
        let path = self.tables.path_id(false, &[name]);
        let ty = self.tables.type_id(Type::Path(path, [].into()));
        self.deriving = self.typed(ty).known();
        let end = it.semi_token.map(|semi| semi.span).or(end_of_fields(&it.fields));
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.struct_token.span,
            keyword: it.struct_token.span,
            name: &it.ident,
            opening: None,
            end: end.unwrap_or(it.ident.span()),
        });
        self.deriving = None;
        self.type_definition(&head, ItemKind::Struct(shape(&it.fields)), &it.generics, |walk, item| {
            walk.all_fields(item, &it.fields);
        });
    }

    fn enumeration(&mut self, it: &ItemEnum) {
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.enum_token.span,
            keyword: it.enum_token.span,
            name: &it.ident,
            opening: None,
            end: it.brace_token.span.close(),
        });
        self.type_definition(&head, ItemKind::Enum, &it.generics, |walk, parent| {
            it.variants.iter().for_each(|variant| walk.variant(variant, parent));
        });
    }

    /// A variant is as visible as its enum.
    fn variant(&mut self, it: &Variant, parent: ItemId) {
        let mut head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: None,
            first: it.ident.span(),
            keyword: it.ident.span(),
            name: &it.ident,
            opening: None,
            end: end_of_fields(&it.fields).unwrap_or(it.ident.span()),
        });
        head.visibility = Visibility::Public;
        let shape = shape(&it.fields);
        let item = self.define(&head, ItemKind::Variant { parent, shape });
        self.under(&head.attributes, |walk| {
            walk.all_fields(item, &it.fields);
            if let Some((_, value)) = &it.discriminant {
                walk.expression(value);
            }
        });
    }

    fn constant(&mut self, it: &ItemConst) {
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.modifiers.defaultness.map_or(it.const_token.span, |word| word.span),
            keyword: it.const_token.span,
            name: &it.ident,
            opening: None,
            end: it.semi_token.span,
        });
        self.value_item(&head, ItemKind::Const, &it.ty, Some(&it.expr));
    }

    fn static_item(&mut self, it: &ItemStatic) {
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.static_token.span,
            keyword: it.static_token.span,
            name: &it.ident,
            opening: None,
            end: it.semi_token.span,
        });
        self.value_item(&head, ItemKind::Static, &it.ty, Some(&it.expr));
    }

    fn value_item(&mut self, head: &Head, kind: ItemKind, ty: &syn::Type, value: Option<&Expr>) {
        let item = self.define(head, kind);
        self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
            walk.annotated_value(item, ty, value)
        });
    }

    /// The type and value of a constant or static.
    fn annotated_value(&mut self, item: ItemId, ty: &syn::Type, value: Option<&Expr>) {
        self.visit_type(ty);
        let ty = self.ty(ty);
        self.tables.facts.items[item.0 as usize].ty = Some(ty);
        if let Some(value) = value {
            self.expected = self.typed(ty).known();
            self.expression(value);
            self.expected = None;
        }
    }

    fn impl_block(&mut self, it: &ItemImpl) {
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

    /// An item of an impl block. What a trait declares, its impls publish.
    fn impl_item(&mut self, it: &ImplItem, id: ImplId, is_public: bool) {
        let owner = Owner::Impl(id);
        match it {
            ImplItem::Fn(it) => {
                let braces = it.block.brace_token.span;
                let ends = (Some(braces.open()), braces.close());
                let head = HeadSyntax::of_function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, ends);
                let head = self.associated_head(&head, is_public);
                self.associated_function(&head, owner, &it.sig, Some(&it.block));
            }
            ImplItem::Const(it) => {
                let head = HeadSyntax {
                    attributes: &it.attrs,
                    visibility: Some(&it.vis),
                    first: it.modifiers.defaultness.map_or(it.const_token.span, |word| word.span),
                    keyword: it.const_token.span,
                    name: &it.ident,
                    opening: None,
                    end: it.semi_token.span,
                };
                let head = self.associated_head(&head, is_public);
                self.associated_constant(&head, owner, &it.ty, Some(&it.expr));
            }
            ImplItem::Type(it) => {
                let head = HeadSyntax {
                    attributes: &it.attrs,
                    visibility: Some(&it.vis),
                    first: it.modifiers.defaultness.map_or(it.type_token.span, |word| word.span),
                    keyword: it.type_token.span,
                    name: &it.ident,
                    opening: None,
                    end: it.semi_token.span,
                };
                let head = self.associated_head(&head, is_public);
                let item = self.define(&head, ItemKind::AssociatedType(owner));
                self.in_region(|walk| {
                    walk.bind_generics(&it.generics);
                    walk.stands_for(item, &it.ty);
                });
            }
            ImplItem::Macro(it) => self.call_in_items(&it.attrs, &it.mac),
            ImplItem::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    fn trait_item(&mut self, it: &ItemTrait) {
        let words = [
            it.unsafety.map(|word| word.span),
            it.modifiers.auto_token.map(|word| word.span),
        ];
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: words.into_iter().flatten().next().unwrap_or(it.trait_token.span),
            keyword: it.trait_token.span,
            name: &it.ident,
            opening: Some(it.brace_token.span.open()),
            end: it.brace_token.span.close(),
        });
        let item = self.define(&head, ItemKind::Trait);
        self.inside(item, ScopeKind::Trait, &head.attributes, |walk| {
            walk.bind_generics(&it.generics);
            walk.record_generics_of_trait(&it.generics, &it.supertraits, &it.items);
            walk.visit_bounds(&it.supertraits);
            it.items.iter().for_each(|inner| walk.item_of_trait(inner, item));
        });
    }

    fn trait_alias(&mut self, it: &ItemTraitAlias) {
        let head = self.head(&HeadSyntax {
            attributes: &it.attrs,
            visibility: Some(&it.vis),
            first: it.trait_token.span,
            keyword: it.trait_token.span,
            name: &it.ident,
            opening: None,
            end: it.semi_token.span,
        });
        self.type_definition(&head, ItemKind::Trait, &it.generics, |walk, _| walk.visit_bounds(&it.bounds));
    }

    fn item_of_trait(&mut self, it: &TraitItem, of_trait: ItemId) {
        let owner = Owner::Trait(of_trait);
        match it {
            TraitItem::Fn(it) => {
                let braces = it.default.as_ref().map(|block| block.brace_token.span);
                let end = it.semi_token.map(|semi| semi.span).or(braces.map(|braces| braces.close()));
                let ends = (
                    braces.map(|braces| braces.open()),
                    end.unwrap_or(it.sig.paren_token.span.close()),
                );
                let head = HeadSyntax::of_function(&it.attrs, None, &it.modifiers, &it.sig, ends);
                let head = self.associated_head(&head, true);
                self.associated_function(&head, owner, &it.sig, it.default.as_ref());
            }
            TraitItem::Const(it) => {
                let head = HeadSyntax {
                    attributes: &it.attrs,
                    visibility: None,
                    first: it.modifiers.defaultness.map_or(it.const_token.span, |word| word.span),
                    keyword: it.const_token.span,
                    name: &it.ident,
                    opening: None,
                    end: it.semi_token.span,
                };
                let head = self.associated_head(&head, true);
                let value = it.default.as_ref().map(|(_, value)| value);
                self.associated_constant(&head, owner, &it.ty, value);
            }
            TraitItem::Type(it) => {
                let head = HeadSyntax {
                    attributes: &it.attrs,
                    visibility: None,
                    first: it.modifiers.defaultness.map_or(it.type_token.span, |word| word.span),
                    keyword: it.type_token.span,
                    name: &it.ident,
                    opening: None,
                    end: it.semi_token.span,
                };
                let head = self.associated_head(&head, true);
                self.define(&head, ItemKind::AssociatedType(owner));
                self.in_region(|walk| {
                    walk.bind_generics(&it.generics);
                    walk.visit_bounds(&it.bounds);
                    it.default.iter().for_each(|(_, default)| walk.visit_type(default));
                });
            }
            TraitItem::Macro(it) => self.call_in_items(&it.attrs, &it.mac),
            TraitItem::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    fn associated_head(&mut self, it: &HeadSyntax<'_>, is_public: bool) -> Head {
        let mut head = self.head(it);
        if is_public {
            head.visibility = Visibility::Public;
        }
        head
    }

    /// It sees the generics of its impl or trait, but no value of a function around that.
    fn associated_function(&mut self, head: &Head, owner: Owner, it: &syn::Signature, block: Option<&syn::Block>) {
        let item = self.define(head, ItemKind::AssociatedFunction(Signature::default(), owner));
        self.in_associated(item, &head.attributes, |walk| {
            walk.in_scope(ScopeKind::Function, |walk, scope| {
                walk.tables.facts.items[item.0 as usize].inner = Some(scope);
                walk.body_of(item, it, block);
            });
        });
    }

    fn associated_constant(&mut self, head: &Head, owner: Owner, ty: &syn::Type, value: Option<&Expr>) {
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

    fn foreign_items(&mut self, it: &ItemForeignMod) {
        let attributes = Attributes::of(&it.attrs, self.text.source);
        self.under(&attributes, |walk| it.items.iter().for_each(|item| walk.foreign_item(item)));
    }

    fn foreign_item(&mut self, it: &ForeignItem) {
        match it {
            ForeignItem::Fn(it) => {
                let ends = (None, it.semi_token.span);
                let head = self.head(&HeadSyntax::of_function(
                    &it.attrs,
                    Some(&it.vis),
                    &it.modifiers,
                    &it.sig,
                    ends,
                ));
                let item = self.define(&head, ItemKind::Function(Signature::default()));
                self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
                    walk.body_of(item, &it.sig, None)
                });
            }
            ForeignItem::Type(it) => {
                let head = self.head(&HeadSyntax {
                    attributes: &it.attrs,
                    visibility: Some(&it.vis),
                    first: it.type_token.span,
                    keyword: it.type_token.span,
                    name: &it.ident,
                    opening: None,
                    end: it.semi_token.span,
                });
                self.define(&head, ItemKind::Struct(Shape::Named));
            }
            ForeignItem::Static(it) => {
                let safety = match &it.safety {
                    syn::Safety::Safe(word) => Some(word.span),
                    syn::Safety::Unsafe(word) => Some(word.span),
                    syn::Safety::Default => None,
                };
                let head = self.head(&HeadSyntax {
                    attributes: &it.attrs,
                    visibility: Some(&it.vis),
                    first: safety.unwrap_or(it.static_token.span),
                    keyword: it.static_token.span,
                    name: &it.ident,
                    opening: None,
                    end: it.semi_token.span,
                });
                self.value_item(&head, ItemKind::Static, &it.ty, None);
            }
            ForeignItem::Macro(it) => self.call_in_items(&it.attrs, &it.mac),
            ForeignItem::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    /// A macro that is called in the place of items.
    pub(super) fn call_in_items(&mut self, attributes: &[Attribute], call: &syn::Macro) {
        let first = call
            .path
            .segments
            .first()
            .map_or(call.bang_token.span, |first| first.ident.span());
        let first = call.path.leading_colon.map_or(first, |colons| colons.spans[0]);
        let attributes = self.annotations(attributes, self.text.first_token(attributes, first));
        self.under(&attributes, |walk| walk.macro_in_items(call));
    }

    /// The names that a block's own items take away from bindings around it.
    pub(super) fn hide_behind_items(&mut self, statements: &[Stmt]) {
        for statement in statements {
            let Stmt::Item(item) = statement else { continue };
            let (name, spaces): (&Ident, &[Space]) = match item {
                syn::Item::Fn(it) => (&it.sig.ident, &[Space::Value]),
                syn::Item::Const(it) => (&it.ident, &[Space::Value]),
                syn::Item::Static(it) => (&it.ident, &[Space::Value]),
                syn::Item::Struct(it) => (&it.ident, &[Space::Value, Space::Type]),
                syn::Item::Enum(it) => (&it.ident, &[Space::Type]),
                syn::Item::Type(it) => (&it.ident, &[Space::Type]),
                syn::Item::Trait(it) => (&it.ident, &[Space::Type]),
                _ => continue,
            };
            let name = self.ident(name);
            for &space in spaces {
                self.locals.bind(name, space, Local::Hidden);
            }
        }
    }
}

fn end_of_fields(fields: &Fields) -> Option<proc_macro2::Span> {
    match fields {
        Fields::Named(it) => Some(it.brace_token.span.close()),
        Fields::Unnamed(it) => Some(it.paren_token.span.close()),
        Fields::Unit => None,
    }
}

fn shape(fields: &Fields) -> Shape {
    match fields {
        Fields::Named(_) => Shape::Named,
        Fields::Unnamed(_) => Shape::Tuple,
        Fields::Unit => Shape::Unit,
    }
}
