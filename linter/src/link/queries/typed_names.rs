//! Queries about names with a written type: parameters and fields.

use crate::facts::{ItemFact, ItemKind, Name, Owner, Shape, Type, TypeId, Visibility};
use crate::finding::{Class, Place};
use crate::link::lang_items::LangItem;
use crate::link::program::modules::Instance;
use crate::link::{Def, Item, Namespace, Scope, Workspace};

/// A parameter of a function, or a field of a struct or variant.
#[derive(Clone, Debug)]
pub struct TypedName<'a> {
    /// Its name.
    pub name: &'a str,
    /// The function, struct or variant.
    pub item: Item,
    /// The scope in which its type is written.
    pub scope: Scope,
    /// The place of the name; of a parameter, that of the function's name.
    pub place: Place,
    /// What the code is for.
    pub class: Class,
    /// Whether code anywhere may use it, as far as its own visibility and that of its function or type tell.
    pub is_public: bool,
    ty: TypeId,
}

/// An impl of `From` for a type of the workspace.
#[derive(Clone, Debug)]
pub struct FromImpl {
    /// The type that it makes.
    pub to: Item,
    /// What it makes it of.
    pub from: Def,
    /// The head of the impl.
    pub place: Place,
    /// The scope that contains it.
    pub scope: Scope,
    /// What the code is for.
    pub class: Class,
}

impl Workspace {
    /// Every parameter and field. Left out are the functions of trait impls, because the trait determines their parameters.
    pub fn typed_names(&self) -> impl Iterator<Item = TypedName<'_>> {
        self.own_instances().iter().flat_map(move |instance| {
            let facts = &self.file(instance.file).facts;
            let items = facts.items.iter().zip(instance.items..);
            let parameters = items.flat_map(move |(fact, at)| self.parameters(instance, Item(at), fact));
            let fields = facts.fields.iter().map(move |field| {
                let item = Item(instance.items + field.owner.0);
                let fact = facts.item(field.owner);
                let is_public = match fact.kind {
                    ItemKind::Variant { parent, .. } => facts.item(parent).visibility == Visibility::Public,
                    _ => fact.visibility == Visibility::Public && field.visibility == Visibility::Public,
                };
                TypedName {
                    name: facts.name(field.name),
                    item,
                    scope: instance.scope(fact.inner.unwrap_or(fact.scope)),
                    place: self.place_in(instance.file, field.name_span),
                    class: self.class(item),
                    is_public,
                    ty: field.ty,
                }
            });
            parameters.chain(fields)
        })
    }

    fn parameters<'a>(&'a self, instance: &'a Instance, item: Item, fact: &'a ItemFact) -> impl Iterator<Item = TypedName<'a>> {
        let facts = &self.file(instance.file).facts;
        let (signature, is_public) = match &fact.kind {
            ItemKind::Function(signature) => (Some(signature), true),
            ItemKind::AssociatedFunction(signature, Owner::Impl(_)) if !self.is_of_trait(item) => (Some(signature), true),
            ItemKind::AssociatedFunction(signature, owner) => match self.owning_trait(item, *owner) {
                Some(of_trait) => (Some(signature), self.is_public(of_trait)),
                None => (None, false),
            },
            _ => (None, false),
        };
        let typed = signature
            .into_iter()
            .flat_map(|signature| signature.input_names.iter().zip(&signature.inputs));
        typed.filter_map(move |(name, ty)| {
            let name: Name = (*name)?;
            Some(TypedName {
                name: facts.name(name),
                item,
                scope: instance.scope(fact.inner.unwrap_or(fact.scope)),
                place: self.place(item),
                class: self.class(item),
                is_public: is_public && fact.visibility == Visibility::Public,
                ty: *ty,
            })
        })
    }

    /// The type of a parameter or field, behind references and `Option`.
    pub fn type_of_name(&self, name: &TypedName<'_>) -> Option<Def> {
        self.bare_type(name.scope, self.instance_of_item(name.item), name.ty)
    }

    /// The only field of a tuple struct: its type, and whether it is public. `None` if there are no or several fields.
    pub fn only_field(&self, item: Item) -> Option<(Option<Def>, Visibility)> {
        let instance = self.instance_of_item(item);
        let facts = &self.file(instance.file).facts;
        let fact = self.item(item);
        // Fields stand in the order of their owners.
        let first = facts.fields.partition_point(|field| instance.items + field.owner.0 < item.0);
        let mut fields = facts.fields[first..]
            .iter()
            .take_while(|field| instance.items + field.owner.0 == item.0);
        let field = fields.next().filter(|_| fact.kind == ItemKind::Struct(Shape::Tuple))?;
        let scope = instance.scope(fact.inner.unwrap_or(fact.scope));
        fields
            .next()
            .is_none()
            .then(|| (self.bare_type(scope, instance, field.ty), field.visibility))
    }

    /// Whether an associated function makes a value of `raw`, and may refuse to: it takes nothing else and returns a `Result` or an
    /// `Option`.
    pub fn is_checked_constructor(&self, function: Item, raw: &Def) -> bool {
        let fact = self.item(function);
        let (ItemKind::AssociatedFunction(signature, _), Some(inner)) = (&fact.kind, fact.inner) else {
            return false;
        };
        let instance = self.instance_of_item(function);
        let facts = &self.file(instance.file).facts;
        let [input] = &*signature.inputs else { return false };
        // By name, because an alias such as `anyhow::Result` may be one of another crate.
        let refuses = facts
            .paths_in(signature.output)
            .first()
            .and_then(|path| facts.path(*path).segments.last())
            .is_some_and(|name| matches!(facts.name(*name), "Result" | "Option"));
        let taken = self.bare_type(instance.scope(inner), instance, *input);
        refuses && !signature.takes_self && taken.is_some_and(|taken| self.is_same_text(&taken, raw))
    }

    /// Whether two definitions are one, where `str` and `String` are one too.
    pub fn is_same_text(&self, one: &Def, other: &Def) -> bool {
        let is_text = |def: &Def| matches!(self.path(def).as_str(), "str" | "std::string::String");
        one == other || is_text(one) && is_text(other)
    }

    /// The impls of `From` for types of the workspace.
    pub fn conversions(&self) -> Vec<FromImpl> {
        let of_instance = |instance: &Instance| {
            let facts = &self.file(instance.file).facts;
            let found = facts.impls.iter().filter_map(|block| {
                let (path, [from]) = (block.trait_path?, &*block.trait_arguments) else {
                    return None;
                };
                let (scope, inner) = (instance.scope(block.scope), instance.scope(block.inner));
                let mut traits = self.resolve_in(scope, path, Namespace::Type)?.into_iter();
                let is_from = traits.any(|binding| self.linked.lang_items.is_among(&binding.def, &[LangItem::From]));
                let Def::Item(to) = self.bare_type(scope, instance, block.self_type).filter(|_| is_from)? else {
                    return None;
                };
                Some(FromImpl {
                    to,
                    from: self.bare_type(inner, instance, *from)?,
                    place: self.place_in(instance.file, block.span),
                    scope: inner,
                    class: self.class_of(instance, [self.scope(inner).test]),
                })
            });
            found.collect::<Vec<_>>()
        };
        self.own_instances().iter().flat_map(of_instance).collect()
    }

    fn bare_type(&self, scope: Scope, instance: &Instance, ty: TypeId) -> Option<Def> {
        let facts = &self.file(instance.file).facts;
        let mut ty = ty;
        loop {
            match facts.ty(ty) {
                Type::Reference(of) => ty = *of,
                Type::Path(path, arguments) => {
                    let found = self.resolve_in(scope, *path, Namespace::Type)?;
                    let def = found.into_iter().next()?.def;
                    match &**arguments {
                        [of] if self.linked.lang_items.is_among(&def, &[LangItem::Option]) => ty = *of,
                        _ => return Some(self.seen(def)),
                    }
                }
                _ => return None,
            }
        }
    }
}
