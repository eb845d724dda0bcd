//! Definitions: what the items of a file declare.

use super::attributes::Attributes;
use super::locals::{Local, Space};
use super::paths::{Written, angled};
use super::tree::{Kind, Node, Role};
use super::walk::Walk;
use crate::facts::model::{
    Context, Field, Impl, ImplId, Item, ItemId, ItemKind, Name, Owner, ScopeKind, Shape, Signature, Visibility,
};
use crate::facts::model::{Type, TypeId};
use crate::finding::Span;

/// What an item's attributes say, and what it is called.
pub(super) struct Head<'t> {
    pub(super) attributes: Attributes,
    pub(super) name: Node<'t>,
    visibility: Visibility,
    /// From its visibility or keyword to its end.
    span: Span,
}

impl Walk<'_> {
    /// The items in a file, module or the arguments of a macro.
    pub(super) fn items(&mut self, list: Node<'_>) {
        let items = list.nodes().filter(|part| part.kind() != Kind::ATTR);
        items.for_each(|item| self.item(item));
    }

    pub(super) fn item(&mut self, it: Node<'_>) {
        if is_unfinished(it) {
            return self.tokens_of(it);
        }
        match it.kind() {
            Kind::MODULE => self.module(it),
            Kind::FN => self.function(it),
            Kind::IMPL => self.impl_block(it),
            Kind::TRAIT => self.trait_item(it),
            Kind::STRUCT => self.structure(it),
            Kind::ENUM => self.enumeration(it),
            Kind::UNION => self.type_definition(it, ItemKind::Union, |walk, union| walk.fields(union, it)),
            Kind::TYPE_ALIAS => self.type_definition(it, ItemKind::TypeAlias, |walk, alias| walk.stands_for(alias, it)),
            Kind::CONST => self.constant(it, ItemKind::Const),
            Kind::STATIC => self.constant(it, ItemKind::Static),
            Kind::USE => self.use_item(it),
            Kind::EXTERN_CRATE => self.extern_crate(it),
            Kind::EXTERN_BLOCK => {
                let attributes = Attributes::of(it, self.source);
                let items = it.child(Kind::EXTERN_ITEM_LIST).into_iter().flat_map(|list| list.nodes());
                self.under(&attributes, |walk| items.for_each(|item| walk.foreign_item(item)));
            }
            Kind::MACRO_RULES => self.macro_rules(it),
            Kind::MACRO_DEF => self.macro_by_path(it),
            Kind::MACRO_CALL => {
                let attributes = self.annotations(it);
                self.under(&attributes, |walk| walk.macro_in_items(it));
            }
            _ => {}
        }
    }

    /// Takes in what is written before the keyword of an item; `None` where it has no name.
    pub(super) fn head<'t>(&mut self, it: Node<'t>) -> Option<Head<'t>> {
        let attributes = self.annotations(it);
        let name = name_of(it)?;
        Some(Head {
            attributes,
            name,
            visibility: self.visibility(it),
            span: self.places.span(first(it, name), it.end()),
        })
    }

    pub(super) fn visibility(&mut self, it: Node<'_>) -> Visibility {
        let Some(visibility) = it.child(Kind::VISIBILITY) else {
            return Visibility::Private;
        };
        let within = visibility.child(Kind::VISIBILITY_INNER);
        let Some(path) = within.and_then(|within| within.child(Kind::PATH)) else {
            return Visibility::Public;
        };
        match path.text() {
            "crate" => Visibility::Crate,
            "self" => Visibility::Private,
            "super" => Visibility::Super,
            _ => Visibility::In(self.written_path(&Written::of(path))),
        }
    }

    /// Enters an item into the table.
    pub(super) fn define(&mut self, head: &Head<'_>, kind: ItemKind) -> ItemId {
        let name = self.name(head.name.text());
        let name_span = self.span(head.name);
        let test = self.test_under(&head.attributes.test);
        let derived = std::mem::take(&mut self.derived);
        let item = ItemId(self.facts.items.len() as u32);
        if matches!(kind, ItemKind::Struct(_) | ItemKind::Enum | ItemKind::Union) {
            self.facts.derives.extend(derived.into_iter().map(|path| (item, path)));
        }
        self.push_item(Item {
            kind,
            name,
            scope: self.scope,
            inner: None,
            visibility: head.visibility,
            name_span,
            span: head.span,
            test,
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
    pub(super) fn inside(&mut self, item: ItemId, kind: ScopeKind, attributes: &Attributes, walk: impl FnOnce(&mut Self)) {
        self.under(attributes, |this| {
            this.behind_item(Some(item), |this| {
                this.in_scope(kind, |this, scope| {
                    this.facts.items[item.0 as usize].inner = Some(scope);
                    walk(this);
                });
            });
        });
    }

    fn module(&mut self, it: Node<'_>) {
        let Some(head) = self.head(it) else { return };
        let body = it.child(Kind::ITEM_LIST);
        // A module whose file `cfg` chooses is as many modules, as if each had a `#[cfg]` of its own.
        for path in head.attributes.cfg_paths.iter().filter(|_| body.is_none()) {
            let path = Some(self.name(path));
            self.define_module(&head, path, false);
        }
        let path = head.attributes.path.as_deref().map(|path| self.name(path));
        let item = self.define_module(&head, path, body.is_some());
        if let Some(body) = body {
            self.inside(item, ScopeKind::Module, &head.attributes, |walk| walk.items(body));
        }
    }

    fn define_module(&mut self, head: &Head<'_>, path: Option<Name>, inline: bool) -> ItemId {
        let kind = ItemKind::Module {
            inline,
            path,
            macro_use: head.attributes.macro_use,
            cfg: head.attributes.cfg,
        };
        self.define(head, kind)
    }

    fn type_definition(&mut self, it: Node<'_>, kind: ItemKind, inside: impl FnOnce(&mut Self, ItemId)) {
        let Some(head) = self.head(it) else { return };
        let item = self.define(&head, kind);
        self.inside(item, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(it);
            inside(walk, item);
        });
    }

    /// What an alias or associated type stands for.
    fn stands_for(&mut self, alias: ItemId, it: Node<'_>) {
        if let Some(ty) = it.ty() {
            self.visit(ty);
            self.facts.items[alias.0 as usize].ty = Some(self.ty(ty));
        }
    }

    fn fields(&mut self, owner: ItemId, it: Node<'_>) {
        let Some((_, list)) = field_list(it) else { return };
        let is_field = |part: &Node<'_>| matches!(part.kind(), Kind::RECORD_FIELD | Kind::TUPLE_FIELD);
        for (at, field) in list.nodes().filter(is_field).enumerate() {
            let deprecated = self.annotations(field).deprecated.is_some();
            let Some(ty) = field.ty() else { continue };
            self.visit(ty);
            let name = match field.child(Kind::NAME) {
                Some(name) => self.name(name.text()),
                None => self.name(&at.to_string()),
            };
            let ty = self.ty(ty);
            self.facts.fields.push(Field {
                owner,
                name,
                ty,
                deprecated,
            });
        }
    }

    fn structure(&mut self, it: Node<'_>) {
        let Some(name) = name_of(it) else { return };
        let name = self.name(name.text());
        let path = self.path_id(false, &[name]);
        let ty = self.type_id(Type::Path(path, [].into()));
        self.deriving = self.typed(ty).known();
        let head = self.head(it);
        self.deriving = None;
        let Some(head) = head else { return };
        let item = self.define(&head, ItemKind::Struct(shape(it)));
        self.inside(item, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(it);
            walk.fields(item, it);
        });
    }

    fn enumeration(&mut self, it: Node<'_>) {
        let Some(head) = self.head(it) else { return };
        let parent = self.define(&head, ItemKind::Enum);
        self.inside(parent, ScopeKind::Type, &head.attributes, |walk| {
            walk.generics(it);
            let list = it.child(Kind::VARIANT_LIST).into_iter();
            list.flat_map(|list| list.all(Kind::VARIANT))
                .for_each(|variant| walk.variant(variant, parent));
        });
    }

    /// A variant is as visible as its enum.
    fn variant(&mut self, it: Node<'_>, parent: ItemId) {
        let Some(mut head) = self.head(it) else { return };
        let end = field_list(it).map_or(head.name, |(_, list)| list).end();
        head.visibility = Visibility::Public;
        head.span = self.places.span(head.name.start(), end);
        let shape = shape(it);
        let item = self.define(&head, ItemKind::Variant { parent, shape });
        self.under(&head.attributes, |walk| {
            walk.fields(item, it);
            let value = it.parts().skip_while(|part| part.kind() != Kind::EQ);
            value.for_each(|value| walk.visit(value));
        });
    }

    fn constant(&mut self, it: Node<'_>, kind: ItemKind) {
        let Some(head) = self.head(it) else { return };
        let item = self.define(&head, kind);
        self.under(&head.attributes, |walk| {
            walk.behind_item(Some(item), |walk| {
                walk.in_scope(ScopeKind::Function, |walk, scope| {
                    walk.facts.items[item.0 as usize].inner = Some(scope);
                    walk.annotated_value(item, it);
                });
            });
        });
    }

    fn impl_block(&mut self, it: Node<'_>) {
        let (Some(keyword), Some(body)) = (it.child(Kind::IMPL_KW), it.child(Kind::ASSOC_ITEM_LIST)) else {
            return;
        };
        let (of_trait, self_type) = match it.has(Kind::FOR_KW) {
            true => (it.ty(), it.types().nth(1)),
            false => (None, it.ty()),
        };
        let of_trait = of_trait.and_then(|of_trait| of_trait.child(Kind::PATH)).map(Written::of);
        let attributes = self.annotations(it);
        let locals = std::mem::take(&mut self.locals);
        let id = ImplId(self.facts.impls.len() as u32);
        let around = self.scope;
        let trait_path = of_trait.as_ref().map(|path| self.written_path(path));
        self.facts.impls.push(Impl {
            self_type: TypeId::UNKNOWN,
            trait_path,
            trait_arguments: [].into(),
            scope: around,
            inner: around,
            span: self.places.span(keyword.start(), body.start() + 1),
            end_line: self.places.line(it.end() - 1),
        });
        self.under(&attributes, |walk| {
            walk.in_scope(ScopeKind::Impl(id), |walk, scope| {
                walk.facts.impls[id.0 as usize].inner = scope;
                walk.generics(it);
                if let Some(ty) = self_type {
                    walk.facts.impls[id.0 as usize].self_type = walk.ty(ty);
                }
                if let Some(path) = &of_trait {
                    if let Some(arguments) = path.segments.last().and_then(|last| angled(*last)) {
                        walk.facts.impls[id.0 as usize].trait_arguments = walk.type_arguments(arguments);
                    }
                    walk.path(path, Context::Type, None);
                }
                self_type.into_iter().for_each(|ty| walk.visit(ty));
                let items = body.nodes().filter(|part| part.kind() != Kind::ATTR);
                items.for_each(|item| walk.associated(item, Owner::Impl(id), of_trait.is_some()));
            });
        });
        self.locals = locals;
    }

    /// An item of an impl block or trait. What a trait declares, its impls publish.
    fn associated(&mut self, it: Node<'_>, owner: Owner, is_public: bool) {
        let kind = match it.kind() {
            Kind::FN => ItemKind::AssociatedFunction(Signature::default(), owner),
            Kind::CONST => ItemKind::AssociatedConst(owner),
            Kind::TYPE_ALIAS => ItemKind::AssociatedType(owner),
            _ => return self.item(it),
        };
        if is_unfinished(it) && matches!(owner, Owner::Impl(_)) {
            return self.tokens_of(it);
        }
        let Some(mut head) = self.head(it) else { return };
        if is_public {
            head.visibility = Visibility::Public;
        }
        let item = self.define(&head, kind);
        if it.kind() == Kind::TYPE_ALIAS {
            return self.in_region(|walk| {
                walk.bind_generics(it);
                it.child(Kind::TYPE_BOUND_LIST)
                    .into_iter()
                    .for_each(|bounds| walk.visit(bounds));
                match owner {
                    Owner::Impl(_) => walk.stands_for(item, it),
                    Owner::Trait(_) => it.types().for_each(|default| walk.visit(default)),
                }
            });
        }
        // It sees the generics of its impl or trait, but no value of a function around that.
        self.under(&head.attributes, |walk| {
            let outer = walk.item.replace(item);
            walk.in_region(|walk| match it.kind() {
                Kind::FN => walk.in_scope(ScopeKind::Function, |walk, scope| {
                    walk.facts.items[item.0 as usize].inner = Some(scope);
                    walk.body_of(item, it);
                }),
                _ => walk.annotated_value(item, it),
            });
            walk.item = outer;
        });
    }

    /// The type and value of a constant or static.
    fn annotated_value(&mut self, item: ItemId, it: Node<'_>) {
        let Some(ty) = it.ty() else { return };
        self.visit(ty);
        let ty = self.ty(ty);
        self.facts.items[item.0 as usize].ty = Some(ty);
        let value = it.parts().skip_while(|part| part.kind() != Kind::EQ);
        let value = value.filter_map(|part| match part.kind() {
            Kind::CONST_ARG => part.expression(),
            _ => Some(part).filter(|part| part.role() == Role::Expression),
        });
        for value in value {
            self.expected = self.typed(ty).known();
            self.expression(value);
            self.expected = None;
        }
    }

    fn trait_item(&mut self, it: Node<'_>) {
        let Some(items) = it.child(Kind::ASSOC_ITEM_LIST) else {
            return self.type_definition(it, ItemKind::Trait, |walk, _| {
                it.child(Kind::TYPE_BOUND_LIST)
                    .into_iter()
                    .for_each(|bounds| walk.visit(bounds));
            });
        };
        let Some(head) = self.head(it) else { return };
        let item = self.define(&head, ItemKind::Trait);
        self.inside(item, ScopeKind::Trait, &head.attributes, |walk| {
            walk.generics(it);
            it.child(Kind::TYPE_BOUND_LIST)
                .into_iter()
                .for_each(|bounds| walk.visit(bounds));
            let items = items.nodes().filter(|part| part.kind() != Kind::ATTR);
            items.for_each(|inner| walk.associated(inner, Owner::Trait(item), true));
        });
    }

    fn foreign_item(&mut self, it: Node<'_>) {
        match it.kind() {
            Kind::FN => {
                let Some(head) = self.head(it) else { return };
                let item = self.define(&head, ItemKind::Function(Signature::default()));
                self.inside(item, ScopeKind::Function, &head.attributes, |walk| walk.body_of(item, it));
            }
            Kind::TYPE_ALIAS => {
                let Some(head) = self.head(it) else { return };
                self.define(&head, ItemKind::Struct(Shape::Named));
            }
            Kind::STATIC => self.constant(it, ItemKind::Static),
            Kind::MACRO_CALL => self.item(it),
            _ => {}
        }
    }

    /// The names that a block's own items take away from bindings around it.
    pub(super) fn hide_behind_items(&mut self, statements: Node<'_>) {
        for item in statements.nodes() {
            let spaces: &[Space] = match item.kind() {
                Kind::FN | Kind::CONST | Kind::STATIC => &[Space::Value],
                Kind::STRUCT => &[Space::Value, Space::Type],
                Kind::ENUM | Kind::TYPE_ALIAS | Kind::TRAIT => &[Space::Type],
                _ => continue,
            };
            let Some(name) = name_of(item) else { continue };
            let name = self.name(name.text());
            for &space in spaces {
                self.locals.bind(name, space, Local::Hidden);
            }
        }
    }
}

/// It says what only a trait or an `extern` block may leave open: a language of some macro, which means something else by it.
fn is_unfinished(it: Node<'_>) -> bool {
    match it.kind() {
        Kind::FN => !it.has(Kind::BLOCK_EXPR),
        Kind::CONST | Kind::STATIC | Kind::TYPE_ALIAS => !it.has(Kind::EQ),
        _ => false,
    }
}

/// The name of an item; `_` is one.
pub(super) fn name_of(it: Node<'_>) -> Option<Node<'_>> {
    it.child(Kind::NAME).or_else(|| it.child(Kind::UNDERSCORE))
}

/// Where an item begins: at its visibility, else the first of the words that say what it is.
fn first(it: Node<'_>, name: Node<'_>) -> u32 {
    let is_word = |part: &Node<'_>| match part.kind() {
        Kind::VISIBILITY
        | Kind::MOD_KW
        | Kind::FN_KW
        | Kind::TRAIT_KW
        | Kind::STRUCT_KW
        | Kind::ENUM_KW
        | Kind::UNION_KW
        | Kind::TYPE_KW
        | Kind::CONST_KW
        | Kind::STATIC_KW => true,
        Kind::ASYNC_KW | Kind::UNSAFE_KW | Kind::ABI => it.kind() == Kind::FN,
        _ => false,
    };
    it.parts().find(is_word).unwrap_or(name).start()
}

/// The fields of a struct, union or variant.
fn field_list(it: Node<'_>) -> Option<(Shape, Node<'_>)> {
    let named = it.child(Kind::RECORD_FIELD_LIST).map(|list| (Shape::Named, list));
    named.or_else(|| it.child(Kind::TUPLE_FIELD_LIST).map(|list| (Shape::Tuple, list)))
}

fn shape(it: Node<'_>) -> Shape {
    field_list(it).map_or(Shape::Unit, |(shape, _)| shape)
}
