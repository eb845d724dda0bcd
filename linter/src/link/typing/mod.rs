//! Type inference for receivers: finds the function of a method call and the type that a field belongs to. The type of a value is
//! inferred from its origin, as far as annotations determine it. Otherwise it is unknown; nothing is guessed.

mod calls;
mod methods;
pub(in crate::link) mod types;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{self, FileFacts, ItemKind, Member, Mentions, PathId, ScopeId, Shape, Value, ValueId};
use crate::link::lang_items::LangItem;
use crate::link::program::modules::Instance;
use crate::link::program::symbols::Symbol;
use crate::link::typing::types::{Substitution, Ty};
use crate::link::{Def, Item, Namespace, Scope, Workspace};

/// Maximum depth of recursion for one query. No program needs as many steps; a cycle does.
pub(in crate::link) const DEEPEST: u32 = 64;
/// Maximum number of steps in total for one query: nested aliases can double the number of steps at each level.
const MOST_STEPS: u32 = 20_000;
/// Maximum number of parts of a type. A type with more was made by such doubling and is treated as unknown.
const MOST_PARTS: usize = 200;
/// Maximum number of dereferences of a receiver, such as those of `&Arc<Box<T>>`: a `Deref` can be cyclic.
pub(in crate::link) const MOST_DEREFERENCES: usize = 12;

/// Infers the types of the values of one file. Not shared between threads.
pub(in crate::link) struct Typing<'a> {
    pub(in crate::link) workspace: &'a Workspace,
    pub(in crate::link) instance: &'a Instance,
    pub(in crate::link) facts: &'a FileFacts,
    pub(in crate::link) mentions: &'a Mentions,
    /// For an expansion, the file that contains the call.
    outer: Option<&'a Self>,
    known: RefCell<FxHashMap<ValueId, Ty>>,
    /// Memo of written types, without substitution: the same fields and signatures are queried again and again.
    pub(in crate::link) lowered: RefCell<FxHashMap<(facts::TypeId, Scope), Ty>>,
    pub(in crate::link) in_reach: RefCell<FxHashMap<Scope, Rc<FxHashSet<Item>>>>,
    /// The scope of the code that the current query is about. It decides which bounds hold and which traits are in scope.
    pub(in crate::link) scope: Cell<Scope>,
    depth: Cell<u32>,
    steps: Cell<u32>,
}

/// A function that was found on a type.
pub(in crate::link) struct Callee {
    pub(in crate::link) function: Item,
    /// The types of the parameters of its impl or trait, and of `Self`.
    pub(in crate::link) bindings: Substitution,
}

impl Workspace {
    /// Calls `work` with the typing of an instance. The typing of an expansion needs that of the file with the call.
    pub(in crate::link) fn with_typing<T>(&self, instance: &Instance, work: &mut dyn FnMut(&Typing<'_>) -> T) -> T {
        let mentions = self.file(instance.file).facts.mentions();
        match instance.included_in {
            Some(inclusion) if inclusion.call.is_some() => {
                let outer = &self.instances[inclusion.instance as usize];
                self.with_typing(outer, &mut |outer| {
                    work(&Typing::within(Some(outer), self, instance, &mentions))
                })
            }
            _ => work(&Typing::new(self, instance, &mentions)),
        }
    }
}

impl<'a> Typing<'a> {
    pub(in crate::link) fn new(workspace: &'a Workspace, instance: &'a Instance, mentions: &'a Mentions) -> Self {
        Self::within(None, workspace, instance, mentions)
    }

    /// The typing of an instance. In an expansion, names may refer to locals of `outer`.
    fn within(outer: Option<&'a Self>, workspace: &'a Workspace, instance: &'a Instance, mentions: &'a Mentions) -> Self {
        Self {
            workspace,
            instance,
            facts: &workspace.file(instance.file).facts,
            mentions,
            outer,
            known: RefCell::default(),
            lowered: RefCell::default(),
            in_reach: RefCell::default(),
            scope: Cell::new(instance.root()),
            depth: Cell::new(0),
            steps: Cell::new(0),
        }
    }

    /// The function that a method call refers to, or the field that an access refers to; `None` if unknown.
    pub(in crate::link) fn member(&self, member: &Member) -> Option<Def> {
        self.start(self.instance.scope(member.scope));
        match self.mentions.value(member.value) {
            Value::Method(receiver, name, ..) => {
                let found = self.find_method(&self.type_of(receiver), self.symbol(name))?;
                Some(Def::Item(found.function))
            }
            Value::Field(of, name) => {
                let name = self.symbol(name);
                let owner = self.owner_of_field(&self.type_of(of), name)?;
                Some(Def::Member(owner, name))
            }
            _ => None,
        }
    }

    /// The definition of a value's type, if it is a struct, enum, union or opaque type.
    pub(in crate::link) fn named_type_of(&self, value: ValueId, scope: Scope) -> Option<Def> {
        self.start(scope);
        match self.type_of(value) {
            Ty::Named(def, _) => Some(def),
            _ => None,
        }
    }

    /// Begins a new query in a scope: resets the number of steps.
    pub(in crate::link) fn start(&self, scope: Scope) {
        self.steps.set(0);
        self.scope.set(scope);
    }

    fn owner_of_field(&self, ty: &Ty, name: Symbol) -> Option<Item> {
        self.dereferences(ty).find_map(|ty| match ty {
            Ty::Named(Def::Item(item), _) if self.workspace.field(item, name).is_some() => Some(item),
            _ => None,
        })
    }

    /// Runs a step of inference, or returns `Unknown` if the limits are exceeded.
    pub(in crate::link) fn deeper(&self, step: impl FnOnce() -> Ty) -> Ty {
        self.steps.set(self.steps.get() + 1);
        if self.depth.get() >= DEEPEST || self.steps.get() > MOST_STEPS {
            return Ty::Unknown;
        }
        self.depth.set(self.depth.get() + 1);
        let ty = step();
        self.depth.set(self.depth.get() - 1);
        if ty.has_more_parts_than(MOST_PARTS) { Ty::Unknown } else { ty }
    }

    pub(in crate::link) fn symbol(&self, name: facts::Name) -> Symbol {
        self.workspace.file(self.instance.file).symbols[name.0 as usize]
    }

    pub(in crate::link) fn scope(&self, scope: ScopeId) -> Scope {
        self.instance.scope(scope)
    }

    pub(in crate::link) fn type_of(&self, value: ValueId) -> Ty {
        if let Some(ty) = self.known.borrow().get(&value) {
            return ty.clone();
        }
        // Until its type is found, the value counts as unknown: this ends the recursion for a value that depends on itself.
        self.known.borrow_mut().insert(value, Ty::Unknown);
        let ty = self.deeper(|| self.find_type(self.mentions.value(value)));
        self.known.borrow_mut().insert(value, ty.clone());
        ty
    }

    fn find_type(&self, value: Value) -> Ty {
        match value {
            Value::Unknown => Ty::Unknown,
            Value::Expansion(call) => self.expansion(call),
            Value::Typed(ty, scope) => self.lower(ty, self.scope(scope), &Substitution::default()),
            Value::Path {
                path,
                scope,
                owner,
                arguments,
            } => self.type_of_path(path, self.scope(scope), owner, arguments),
            Value::Call(callee, arguments) => match self.type_of(callee) {
                Ty::Callable(function, bindings) => {
                    self.output(function, (*bindings).clone(), None, self.mentions.values_of(arguments))
                }
                Ty::Function(output) => (*output).clone(),
                _ => Ty::Unknown,
            },
            Value::Method(receiver, name, arguments, types) => {
                let receiver = self.type_of(receiver);
                let name = self.symbol(name);
                let Some(mut found) = self.find_method(&receiver, name) else {
                    return self.type_of_usual_method(&receiver, name);
                };
                self.bind_turbofish(types, found.function, &mut found.bindings);
                self.output(
                    found.function,
                    found.bindings,
                    Some(&receiver),
                    self.mentions.values_of(arguments),
                )
            }
            Value::Construct(path, scope) => {
                let step = self.workspace.resolve_in(self.scope(scope), path, Namespace::Type);
                let def = step.and_then(|step| step.into_iter().next()).map(|binding| binding.def);
                def.map_or(Ty::Unknown, |def| self.constructed(&def))
            }
            Value::Field(of, name) => self.field(&self.type_of(of), self.symbol(name)),
            Value::Index(of, is_range) => self.indexed(&self.type_of(of), is_range),
            Value::Reference(of) => match self.type_of(of) {
                Ty::Unknown => Ty::Unknown,
                ty => Ty::Reference(Rc::new(ty)),
            },
            Value::Deref(of) => self.dereferenced(&self.type_of(of)).unwrap_or(Ty::Unknown),
            Value::Try(of) => match self.type_of(of) {
                Ty::Named(def, arguments)
                    if self
                        .workspace
                        .linked
                        .lang_items
                        .is_among(&def, &[LangItem::Option, LangItem::Result]) =>
                {
                    arguments.first().cloned().unwrap_or(Ty::Unknown)
                }
                _ => Ty::Unknown,
            },
            Value::Await(of) => self.awaited(&self.type_of(of)),
            Value::Tuple(parts) => {
                let parts = self.mentions.values_of(parts).iter();
                Ty::Tuple(parts.map(|&part| self.type_of(part)).collect())
            }
            Value::Array(of, is_vec) => {
                let of = self.type_of(of);
                if is_vec {
                    self.workspace
                        .linked
                        .lang_items
                        .get(LangItem::Vec)
                        .map_or(Ty::Unknown, |vec| Ty::Named(vec, Rc::new([of])))
                } else {
                    Ty::Array(Rc::new(of))
                }
            }
            Value::Closure(body) => Ty::Function(Rc::new(self.type_of(body))),
            Value::Async(body) => Ty::Future(Rc::new(self.type_of(body))),
            Value::Demanded { by, at, expected } => self.demanded(by, at as usize, expected),
            Value::Parameter(call, argument, index) => self.closure_parameter(call, argument as usize, index as usize),
            Value::Payload { of, path, scope, field } => self.payload(of, path, self.scope(scope), self.symbol(field)),
            Value::Part(of, index) => {
                let ty = self.type_of(of);
                let (ty, is_reference) = ty.behind_references();
                match ty {
                    Ty::Tuple(parts) => parts
                        .get(index as usize)
                        .cloned()
                        .unwrap_or(Ty::Unknown)
                        .referenced(is_reference),
                    _ => Ty::Unknown,
                }
            }
            Value::Element(of) => {
                let ty = self.type_of(of);
                let (ty, is_reference) = ty.behind_references();
                self.element(ty).unwrap_or(Ty::Unknown).referenced(is_reference)
            }
            Value::Each(of) => self.each(&self.type_of(of)),
            Value::Either(one, other) => match self.type_of(one) {
                ty if ty.is_complete() => ty,
                ty => match self.type_of(other) {
                    Ty::Unknown => ty,
                    other if ty == Ty::Unknown || other.is_complete() => other,
                    _ => ty,
                },
            },
        }
    }

    fn type_of_path(&self, path: PathId, scope: Scope, owner: facts::TypeId, arguments: facts::TypeId) -> Ty {
        let (segments, _) = self.workspace.segments(scope, path);
        let Some(&name) = segments.last() else { return Ty::Unknown };
        if segments.len() == 1
            && let Some(ty) = self.captured(name)
        {
            return ty;
        }
        if owner != facts::TypeId::UNKNOWN {
            let owner = self.lower(owner, scope, &Substitution::default());
            return self.associated(&owner, name, arguments, scope);
        }
        self.type_of_path_as_resolved(path, scope, arguments)
    }

    /// The type of a macro call's expansion.
    fn expansion(&self, call: u32) -> Ty {
        let Some(instance) = self.workspace.expansions_of(self.instance, call).next() else {
            return Ty::Unknown;
        };
        let mentions = self.workspace.file(instance.file).facts.mentions();
        let inner = Typing::within(Some(self), self.workspace, instance, &mentions);
        inner.depth.set(self.depth.get());
        inner.steps.set(self.steps.get());
        let ty = inner.type_of(mentions.result);
        self.steps.set(inner.steps.get());
        ty
    }

    /// The type of a local that is in scope at the call of the macro, or at its definition, if the name refers to one.
    fn captured(&self, name: Symbol) -> Option<Ty> {
        let (outer, inclusion) = (self.outer?, self.instance.included_in?);
        let facts = outer.facts;
        let call = facts.calls.get(inclusion.call? as usize)?;
        let rules = facts.macros.iter().flat_map(|rules| &rules.captured);
        let mut captured = call.captured.iter().chain(rules);
        match captured.find(|captured| outer.symbol(captured.name) == name) {
            Some(captured) => {
                outer.depth.set(self.depth.get());
                Some(outer.type_of(captured.value?))
            }
            None => outer.captured(name),
        }
    }

    fn type_of_path_as_resolved(&self, path: PathId, scope: Scope, arguments: facts::TypeId) -> Ty {
        let Some(step) = self.workspace.resolve_in(scope, path, Namespace::Value) else {
            return Ty::Unknown;
        };
        let Some(def) = step.into_iter().next().map(|binding| binding.def) else {
            return Ty::Unknown;
        };
        match def {
            Def::Item(item) => match &self.workspace.item(item).kind {
                ItemKind::Const | ItemKind::Static | ItemKind::AssociatedConst(_) => self.constant(item),
                ItemKind::Struct(Shape::Unit) | ItemKind::Variant { shape: Shape::Unit, .. } => self.constructed(&Def::Item(item)),
                ItemKind::Struct(_) | ItemKind::Variant { .. } => Ty::Callable(item, Rc::default()),
                ItemKind::Function(_) | ItemKind::AssociatedFunction(..) => {
                    let mut bindings = Substitution::default();
                    self.bind_written(item, arguments, scope, &mut bindings);
                    Ty::Callable(item, Rc::new(bindings))
                }
                _ => Ty::Unknown,
            },
            Def::Member(owner, name) => self.provided(&self.named(Def::Item(owner), Vec::new()), name),
            Def::External(outside) => match outside.segments[..] {
                [owner, name] if self.workspace.standard.primitives().is_named(owner) => {
                    self.associated(&Ty::Primitive(owner), name, arguments, scope)
                }
                _ => Ty::Unknown,
            },
            Def::Crate(_) => Ty::Unknown,
        }
    }

    fn constant(&self, item: Item) -> Ty {
        let fact = self.workspace.item(item);
        let scope = self.workspace.inner_of(item).unwrap_or(self.workspace.scope_of_item(item));
        fact.ty
            .map_or(Ty::Unknown, |ty| self.lower(ty, scope, &Substitution::default()))
    }

    /// The type that a struct or variant constructs, with unknown generic arguments.
    fn constructed(&self, def: &Def) -> Ty {
        match def {
            Def::Item(item) => match self.workspace.item(*item).kind {
                ItemKind::Variant { .. } => match self.workspace.owner_of(*item) {
                    Some(owner) => self.named(owner, Vec::new()),
                    None => Ty::Unknown,
                },
                _ => self.named(Def::Item(*item), Vec::new()),
            },
            def => self.named(def.clone(), Vec::new()),
        }
    }

    fn payload(&self, of: ValueId, path: PathId, scope: Scope, field: Symbol) -> Ty {
        let workspace = self.workspace;
        let Some(step) = workspace.resolve_in(scope, path, Namespace::Type) else {
            return Ty::Unknown;
        };
        let behind = step.into_iter().flat_map(|binding| workspace.behind_aliases(binding.def));
        let Some(Def::Item(item)) = behind.into_iter().next() else {
            return Ty::Unknown;
        };
        let owner = match workspace.item(item).kind {
            ItemKind::Variant { .. } => match workspace.owner_of(item) {
                Some(Def::Item(owner)) => owner,
                _ => return Ty::Unknown,
            },
            _ => item,
        };
        let ty = self.type_of(of);
        let (ty, is_reference) = ty.behind_references();
        let arguments = match ty {
            Ty::Named(Def::Item(named), arguments) if *named == owner => arguments.to_vec(),
            _ => Vec::new(),
        };
        self.field_of(item, owner, arguments, field).referenced(is_reference)
    }

    /// The type of a field of a struct or variant, for these generic arguments of its type.
    fn field_of(&self, item: Item, owner: Item, mut arguments: Vec<Ty>, field: Symbol) -> Ty {
        let (Some(ty), Some(inner)) = (self.workspace.field(item, field), self.workspace.inner_of(owner)) else {
            return Ty::Unknown;
        };
        let mut bindings = Substitution::default();
        self.bind_arguments(inner, &mut arguments, &mut bindings);
        self.lower(ty, inner, &bindings)
    }

    fn field(&self, ty: &Ty, name: Symbol) -> Ty {
        let found = self.dereferences(ty).find_map(|ty| match ty {
            Ty::Named(Def::Item(item), arguments) if self.workspace.field(item, name).is_some() => {
                Some(self.field_of(item, item, arguments.to_vec(), name))
            }
            Ty::Tuple(parts) => {
                let index = self.workspace.text(name).parse().ok();
                let part = index.and_then(|index: usize| parts.get(index));
                Some(part.cloned().unwrap_or(Ty::Unknown))
            }
            _ => None,
        });
        found.unwrap_or(Ty::Unknown)
    }

    fn element(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Slice(of) | Ty::Array(of) => Some((**of).clone()),
            Ty::Named(def, arguments) if self.workspace.linked.lang_items.is_among(def, &[LangItem::Vec]) => {
                arguments.first().cloned()
            }
            _ => None,
        }
    }

    fn indexed(&self, ty: &Ty, is_range: bool) -> Ty {
        let found = self.dereferences(ty).find_map(|ty| match self.element(&ty) {
            Some(element) if is_range => Some(Ty::Slice(Rc::new(element))),
            Some(element) => Some(element),
            None => match self.project_lang_item(&ty, LangItem::Index, "Output") {
                Ty::Unknown => None,
                output => Some(output),
            },
        });
        found.unwrap_or(Ty::Unknown)
    }

    fn awaited(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Future(output) => (**output).clone(),
            ty => match self.project_lang_item(ty, LangItem::Future, "Output") {
                Ty::Unknown => self.project_lang_item(ty, LangItem::IntoFuture, "Output"),
                output => output,
            },
        }
    }

    fn each(&self, ty: &Ty) -> Ty {
        match self.project_lang_item(ty, LangItem::Iterator, "Item") {
            Ty::Unknown => self.project_lang_item(ty, LangItem::IntoIterator, "Item"),
            item => item,
        }
    }
}
