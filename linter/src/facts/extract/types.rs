//! Types as they are written.

use super::locals::{Local, Space};
use super::paths::{Written, angled, ident};
use super::tree::{Kind, Node};
use super::walk::Walk;
use crate::facts::model::{Bound, Generics, Name, PathId, Type, TypeId};

impl Walk<'_> {
    pub(super) fn type_id(&mut self, ty: Type) -> TypeId {
        let next = self.facts.types.len() as u32;
        let at = self.types.number(&&ty, next, |at| &self.facts.types[at as usize]);
        if at == next {
            self.facts.types.push(ty);
        }
        TypeId(at)
    }

    pub(super) fn ty(&mut self, ty: Node<'_>) -> TypeId {
        let ty = match ty.kind() {
            Kind::PATH_TYPE => return ty.child(Kind::PATH).map_or(TypeId::UNKNOWN, |path| self.path_type(path)),
            Kind::PAREN_TYPE | Kind::FOR_TYPE => return self.inner_type(ty),
            Kind::REF_TYPE => Type::Reference(self.inner_type(ty)),
            Kind::PTR_TYPE => Type::Pointer(self.inner_type(ty)),
            Kind::SLICE_TYPE => Type::Slice(self.inner_type(ty)),
            Kind::ARRAY_TYPE => Type::Array(self.inner_type(ty)),
            Kind::TUPLE_TYPE => Type::Tuple(ty.types().map(|part| self.ty(part)).collect()),
            Kind::DYN_TRAIT_TYPE | Kind::IMPL_TRAIT_TYPE => Type::Traits(self.bounds(ty).into()),
            Kind::FN_PTR_TYPE => {
                let parameters = ty.child(Kind::PARAM_LIST).into_iter().flat_map(|list| list.all(Kind::PARAM));
                let parameters = parameters.filter_map(Node::ty).map(|ty| self.ty(ty)).collect();
                Type::Function(parameters, self.output(ty))
            }
            _ => Type::Unknown,
        };
        self.type_id(ty)
    }

    fn inner_type(&mut self, ty: Node<'_>) -> TypeId {
        ty.ty().map_or(TypeId::UNKNOWN, |inner| self.ty(inner))
    }

    /// What stands behind `->`; nothing is `()`.
    pub(super) fn output(&mut self, function: Node<'_>) -> TypeId {
        match function.child(Kind::RET_TYPE) {
            Some(output) => self.inner_type(output),
            None => self.type_id(Type::Tuple([].into())),
        }
    }

    fn path_type(&mut self, path: Node<'_>) -> TypeId {
        let path = Written::of(path);
        let Some((anchor, of_trait)) = path.anchor else {
            return self.type_of_segments(path.absolute, &path.segments);
        };
        let of = self.inner_type(anchor);
        let (of_trait, names) = path.segments.split_at(of_trait);
        let of_trait = (!of_trait.is_empty()).then(|| self.path_of(path.absolute, of_trait));
        let names = self.names(names);
        self.projections(of, of_trait, &names)
    }

    /// The type that a path without a `<T>` before it names.
    pub(super) fn type_of_segments(&mut self, absolute: bool, segments: &[Node<'_>]) -> TypeId {
        let (Some(&first), Some(&last)) = (segments.first(), segments.last()) else {
            return TypeId::UNKNOWN;
        };
        let name = self.segment(first);
        if !absolute && self.locals.get(name, Space::Type).is_some_and(Local::is_bound) {
            let of = self.type_id(Type::Parameter(name));
            let names = self.names(&segments[1..]);
            return self.projections(of, None, &names);
        }
        if segments.len() > 1 && self.facts.name(name) == "Self" {
            let of = self.self_type();
            let names = self.names(&segments[1..]);
            return self.projections(of, None, &names);
        }
        let arguments = angled(last).map_or_else(Box::default, |arguments| self.type_arguments(arguments));
        let path = self.path_of(absolute, segments);
        self.type_id(Type::Path(path, arguments))
    }

    /// The type of `self`, `&self` or `self: T`.
    pub(super) fn receiver(&mut self, receiver: Node<'_>) -> TypeId {
        match receiver.ty() {
            Some(ty) => self.ty(ty),
            None if receiver.has(Kind::AMP) => {
                let of = self.self_type();
                self.type_id(Type::Reference(of))
            }
            None => self.self_type(),
        }
    }

    pub(super) fn self_type(&mut self) -> TypeId {
        let name = self.name("Self");
        let path = self.path_id(false, &[name]);
        self.type_id(Type::Path(path, [].into()))
    }

    /// The types that names behind a type stand for. A trait is written for the first of them only.
    pub(super) fn projections(&mut self, of: TypeId, of_trait: Option<PathId>, names: &[Name]) -> TypeId {
        names.iter().enumerate().fold(of, |of, (at, name)| {
            let of_trait = of_trait.filter(|_| at == 0);
            self.type_id(Type::Projection(of, of_trait, *name))
        })
    }

    /// The types among generic arguments.
    pub(super) fn type_arguments(&mut self, arguments: Node<'_>) -> Box<[TypeId]> {
        let types = arguments.all(Kind::TYPE_ARG).filter_map(Node::ty);
        types.map(|ty| self.ty(ty)).collect()
    }

    /// The bounds that stand behind a node's colon, `dyn` or `impl`.
    fn bounds(&mut self, node: Node<'_>) -> Vec<Bound> {
        let bounds = node.child(Kind::TYPE_BOUND_LIST).into_iter();
        let bounds = bounds.flat_map(|list| list.all(Kind::TYPE_BOUND));
        let paths = bounds.filter_map(Node::ty).filter_map(|bound| bound.child(Kind::PATH));
        paths.filter_map(|path| self.bound(path)).collect()
    }

    fn bound(&mut self, path: Node<'_>) -> Option<Bound> {
        let path = Written::of(path);
        let mut found = Bound {
            path: self.written_path(&path),
            arguments: [].into(),
            associated: [].into(),
        };
        let last = *path.segments.last()?;
        if let Some(arguments) = angled(last) {
            found.arguments = self.type_arguments(arguments);
            let associated = arguments.all(Kind::ASSOC_TYPE_ARG).filter_map(|argument| {
                let ty = self.ty(argument.ty()?);
                Some((self.name(ident(argument)?.text()), ty))
            });
            found.associated = associated.collect();
        } else if let Some(inputs) = last.child(Kind::PARENTHESIZED_ARG_LIST) {
            let parameters = self.type_arguments(inputs);
            let output = self.output(last);
            found.arguments = [self.type_id(Type::Tuple(parameters))].into();
            found.associated = [(self.name("Output"), output)].into();
        }
        Some(found)
    }

    /// What a trait demands of its own types: `type A: Bound`.
    fn bounds_of_associated_types(&mut self, of_trait: Node<'_>) -> Vec<(TypeId, Bound)> {
        let items = of_trait.child(Kind::ASSOC_ITEM_LIST).into_iter();
        let types = items.flat_map(|list| list.all(Kind::TYPE_ALIAS));
        let mut found = Vec::new();
        for ty in types.filter(|ty| ty.child(Kind::TYPE_BOUND_LIST).is_some()) {
            let Some(name) = ty.child(Kind::NAME) else { continue };
            let (of, name) = (self.self_type(), self.name(name.text()));
            let of = self.projections(of, None, &[name]);
            found.extend(self.bounds(ty).into_iter().map(|bound| (of, bound)));
        }
        found
    }

    /// Records generic parameters, which are in force already, as those of the scope being walked; and the traits above a trait.
    pub(super) fn record_generics(&mut self, item: Node<'_>) {
        let mut found = Generics::default();
        let mut bounds = Vec::new();
        let parameters = item.child(Kind::GENERIC_PARAM_LIST).into_iter();
        let parameters = parameters.flat_map(|list| list.all(Kind::TYPE_PARAM));
        let parameters = parameters.filter_map(|parameter| {
            let name = self.name(parameter.child(Kind::NAME)?.text());
            let of = self.type_id(Type::Parameter(name));
            bounds.extend(self.bounds(parameter).into_iter().map(|bound| (of, bound)));
            Some((name, parameter.ty().map(|default| self.ty(default))))
        });
        found.parameters = parameters.collect();
        for clause in item.all(Kind::WHERE_CLAUSE) {
            for predicate in clause.all(Kind::WHERE_PRED) {
                if let Some(ty) = predicate.ty() {
                    let of = self.ty(ty);
                    bounds.extend(self.bounds(predicate).into_iter().map(|bound| (of, bound)));
                }
            }
        }
        if item.kind() == Kind::TRAIT && item.has(Kind::COLON) {
            let of = self.self_type();
            bounds.extend(self.bounds(item).into_iter().map(|bound| (of, bound)));
        }
        if item.kind() == Kind::TRAIT {
            bounds.extend(self.bounds_of_associated_types(item));
        }
        found.bounds = bounds.into();
        if found != Generics::default() {
            self.facts.generics.push((self.scope, found));
        }
    }
}
