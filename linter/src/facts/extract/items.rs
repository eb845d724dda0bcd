//! Items: the definitions of a file.

use proc_macro2::{Ident, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, Fields, ForeignItem, Generics, ItemConst, ItemEnum, ItemForeignMod, ItemMod, ItemStatic, ItemStruct,
    ItemTraitAlias, ItemType, ItemUnion, Stmt, Token, Variant,
};

use super::attributes::Attributes;
use super::heads::{HeadSyntax, ItemHead};
use super::locals::{Local, LocalNamespace};
use super::visits::extent;
use super::walk::Walk;
use crate::facts::model::{Field, Grammar, ItemId, ItemKind, Name, ScopeKind, Shape, Signature, Type, Visibility};

impl Walk<'_> {
    /// Walks the items of a file, a module or the arguments of a macro.
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

    /// Walks an item that `syn` does not support: a declarative macro 2.0, or syntax that is valid only as input of a macro, such
    /// as an item without a body.
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

    /// Walks the body of an item in a scope of its own.
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
        let head = self.head(
            &HeadSyntax::new(
                &it.attrs,
                Some(&it.vis),
                it.mod_token.span,
                &it.ident,
                end.unwrap_or(it.ident.span()),
            )
            .behind([it.unsafety.map(|word| word.span)]),
        );
        // A module whose file is chosen by `cfg_attr` counts as several modules, each under a `#[cfg]`.
        for path in head.attributes.cfg_paths.iter().filter(|_| it.content.is_none()) {
            let path = Some(self.tables.name(path));
            self.define_module(&head, path, false);
        }
        let path = head.attributes.path.as_deref().map(|path| self.tables.name(path));
        let item = self.define_module(&head, path, it.content.is_some());
        if let Some((braces, items)) = &it.content {
            self.inside(item, ScopeKind::Module, &head.attributes, |walk| {
                // The links of inner documentation are those of the module itself.
                walk.inner_docs(walk.text.token(braces.span.open()) + 1);
                walk.items(items);
            });
        }
    }

    fn define_module(&mut self, head: &ItemHead, path: Option<Name>, inline: bool) -> ItemId {
        let kind = ItemKind::Module {
            inline,
            path,
            macro_use: head.attributes.macro_use,
            cfg: head.attributes.cfg,
        };
        self.define(head, kind)
    }

    fn type_alias(&mut self, it: &ItemType) {
        let head = self.head(
            &HeadSyntax::new(&it.attrs, Some(&it.vis), it.type_token.span, &it.ident, it.semi_token.span)
                .behind([it.modifiers.defaultness.map(|word| word.span)]),
        );
        self.type_definition(&head, ItemKind::TypeAlias, &it.generics, |walk, alias| {
            walk.stands_for(alias, &it.ty)
        });
    }

    fn union(&mut self, it: &ItemUnion) {
        let head = self.head(&HeadSyntax::new(
            &it.attrs,
            Some(&it.vis),
            it.union_token.span,
            &it.ident,
            it.fields.brace_token.span.close(),
        ));
        self.type_definition(&head, ItemKind::Union, &it.generics, |walk, union| {
            walk.fields(union, &it.fields.named, it.fields.brace_token.span.open());
        });
    }

    fn type_definition(&mut self, head: &ItemHead, kind: ItemKind, generics: &Generics, inside: impl FnOnce(&mut Self, ItemId)) {
        let item = self.define(head, kind);
        self.inside(item, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(generics);
            inside(walk, item);
        });
    }

    /// Records the target of a type alias or associated type.
    pub(super) fn stands_for(&mut self, alias: ItemId, ty: &syn::Type) {
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

    /// Walks the fields after the delimiter `opening`.
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
            let name_span = match &field.ident {
                Some(ident) => self.text.span(ident.span()),
                None => self
                    .text
                    .places
                    .character(self.text.start_of(self.text.behind_attributes(first))),
            };
            let visibility = self.visibility(&field.vis);
            self.tables.facts.fields.push(Field {
                owner,
                name,
                ty,
                visibility,
                name_span,
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
        let head = self.head(&HeadSyntax::new(
            &it.attrs,
            Some(&it.vis),
            it.struct_token.span,
            &it.ident,
            end.unwrap_or(it.ident.span()),
        ));
        self.deriving = None;
        self.type_definition(&head, ItemKind::Struct(shape(&it.fields)), &it.generics, |walk, item| {
            walk.all_fields(item, &it.fields);
        });
    }

    fn enumeration(&mut self, it: &ItemEnum) {
        let head = self.head(&HeadSyntax::new(
            &it.attrs,
            Some(&it.vis),
            it.enum_token.span,
            &it.ident,
            it.brace_token.span.close(),
        ));
        self.type_definition(&head, ItemKind::Enum, &it.generics, |walk, parent| {
            it.variants.iter().for_each(|variant| walk.variant(variant, parent));
        });
    }

    /// Walks a variant. It has the visibility of its enum.
    fn variant(&mut self, it: &Variant, parent: ItemId) {
        let mut head = self.head(&HeadSyntax::new(
            &it.attrs,
            None,
            it.ident.span(),
            &it.ident,
            end_of_fields(&it.fields).unwrap_or(it.ident.span()),
        ));
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
        let head = self.head(
            &HeadSyntax::new(&it.attrs, Some(&it.vis), it.const_token.span, &it.ident, it.semi_token.span)
                .behind([it.modifiers.defaultness.map(|word| word.span)]),
        );
        self.value_item(&head, ItemKind::Const, &it.ty, Some(&it.expr));
    }

    fn static_item(&mut self, it: &ItemStatic) {
        let head = self.head(&HeadSyntax::new(
            &it.attrs,
            Some(&it.vis),
            it.static_token.span,
            &it.ident,
            it.semi_token.span,
        ));
        self.value_item(&head, ItemKind::Static, &it.ty, Some(&it.expr));
    }

    fn value_item(&mut self, head: &ItemHead, kind: ItemKind, ty: &syn::Type, value: Option<&Expr>) {
        let item = self.define(head, kind);
        self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
            walk.annotated_value(item, ty, value)
        });
    }

    /// Walks the type and the value of a constant or static.
    pub(super) fn annotated_value(&mut self, item: ItemId, ty: &syn::Type, value: Option<&Expr>) {
        self.visit_type(ty);
        let ty = self.ty(ty);
        self.tables.facts.items[item.0 as usize].ty = Some(ty);
        if let Some(value) = value {
            self.note_initializer(value);
            self.expected = self.typed(ty).known();
            self.expression(value);
            self.expected = None;
        }
    }

    fn trait_alias(&mut self, it: &ItemTraitAlias) {
        let head = self.head(&HeadSyntax::new(
            &it.attrs,
            Some(&it.vis),
            it.trait_token.span,
            &it.ident,
            it.semi_token.span,
        ));
        self.type_definition(&head, ItemKind::Trait, &it.generics, |walk, _| walk.visit_bounds(&it.bounds));
    }

    fn foreign_items(&mut self, it: &ItemForeignMod) {
        let attributes = Attributes::new(&it.attrs, self.text.source);
        self.under(&attributes, |walk| it.items.iter().for_each(|item| walk.foreign_item(item)));
    }

    fn foreign_item(&mut self, it: &ForeignItem) {
        match it {
            ForeignItem::Fn(it) => {
                let head = HeadSyntax::of_function(&it.attrs, Some(&it.vis), &it.modifiers, &it.sig, it.semi_token.span);
                let head = self.head(&head);
                let item = self.define(&head, ItemKind::Function(Signature::default()));
                self.inside(item, ScopeKind::Function, &head.attributes, |walk| {
                    walk.body_of(item, &it.sig, None)
                });
            }
            ForeignItem::Type(it) => {
                let head = self.head(&HeadSyntax::new(
                    &it.attrs,
                    Some(&it.vis),
                    it.type_token.span,
                    &it.ident,
                    it.semi_token.span,
                ));
                self.define(&head, ItemKind::Struct(Shape::Named));
            }
            ForeignItem::Static(it) => {
                let safety = match &it.safety {
                    syn::Safety::Safe(word) => Some(word.span),
                    syn::Safety::Unsafe(word) => Some(word.span),
                    syn::Safety::Default => None,
                };
                let head = self.head(
                    &HeadSyntax::new(&it.attrs, Some(&it.vis), it.static_token.span, &it.ident, it.semi_token.span)
                        .behind([safety]),
                );
                self.value_item(&head, ItemKind::Static, &it.ty, None);
            }
            ForeignItem::Macro(it) => self.call_in_items(&it.attrs, &it.mac, Some(Grammar::ForeignItems)),
            ForeignItem::Verbatim(tokens) => self.verbatim(tokens),
            _ => {}
        }
    }

    /// Walks a macro call in the position of an item. `grammar` is that of an expansion, if it can be read on its own.
    pub(super) fn call_in_items(&mut self, attributes: &[Attribute], call: &syn::Macro, grammar: Option<Grammar>) {
        let first = call
            .path
            .segments
            .first()
            .map_or(call.bang_token.span, |first| first.ident.span());
        let first = call.path.leading_colon.map_or(first, |colons| colons.spans[0]);
        let attributes = self.annotations(attributes, self.text.first_token(attributes, first));
        self.under(&attributes, |walk| walk.macro_in_items(call, grammar));
    }

    /// Hides the local names that the items of a block shadow.
    pub(super) fn hide_behind_items(&mut self, statements: &[Stmt]) {
        const VALUES: &[LocalNamespace] = &[LocalNamespace::Value, LocalNamespace::ValueOfCall];
        for statement in statements {
            let Stmt::Item(item) = statement else { continue };
            let (name, spaces): (&Ident, &[LocalNamespace]) = match item {
                syn::Item::Fn(it) => (&it.sig.ident, VALUES),
                syn::Item::Const(it) => (&it.ident, VALUES),
                syn::Item::Static(it) => (&it.ident, VALUES),
                syn::Item::Struct(it) => (
                    &it.ident,
                    &[LocalNamespace::Value, LocalNamespace::ValueOfCall, LocalNamespace::Type],
                ),
                syn::Item::Enum(it) => (&it.ident, &[LocalNamespace::Type]),
                syn::Item::Type(it) => (&it.ident, &[LocalNamespace::Type]),
                syn::Item::Trait(it) => (&it.ident, &[LocalNamespace::Type]),
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
