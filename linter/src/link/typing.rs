//! Which function a method call names: the type of its receiver, followed from where the value comes from as far as
//! annotations tell. What they do not tell is unknown; nothing is guessed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::modules::Instance;
use super::symbols::{SELF_TYPE, Symbol};
use super::types::{Bindings, Head, TraitBound, Ty};
use super::{Def, Item, Scope, Space, Workspace};
use crate::facts::{self, FileFacts, ItemKind, Member, PathId, ScopeId, ScopeKind, Shape, Signature, Value, ValueId};

/// More steps from one thing to the next than any program needs; a circle has more.
const DEEPEST: u32 = 64;
/// `&Arc<Box<T>>` is looked through step by step, but not for ever.
const MOST_DEREFERENCES: usize = 12;

/// Traits with functions that give a value of the type.
const CONSTRUCTING: [&str; 5] = [
    "clone::Clone",
    "default::Default",
    "convert::From",
    "convert::TryFrom",
    "iter::FromIterator",
];

/// Finds the types of the values of one file.
pub(super) struct Typing<'a> {
    pub(super) workspace: &'a Workspace,
    instance: &'a Instance,
    facts: &'a FileFacts,
    known: RefCell<FxHashMap<ValueId, Ty>>,
    depth: Cell<u32>,
}

/// A function that was found on a type.
pub(super) struct Found {
    pub(super) function: Item,
    /// What the parameters of its impl or trait stand for, and `Self`.
    pub(super) bindings: Bindings,
}

impl<'a> Typing<'a> {
    pub(super) fn new(workspace: &'a Workspace, instance: &'a Instance) -> Self {
        Self {
            workspace,
            instance,
            facts: &workspace.file(instance.file).facts,
            known: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// The function that a method call calls; the field that is named.
    pub(super) fn member(&self, member: &Member) -> Option<Def> {
        match self.facts.value(member.value) {
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

    fn owner_of_field(&self, ty: &Ty, name: Symbol) -> Option<Item> {
        let mut at = ty.clone();
        for _ in 0..MOST_DEREFERENCES {
            match &at {
                Ty::Named(Def::Item(item), _) if self.workspace.field(*item, name).is_some() => return Some(*item),
                _ => at = self.dereferenced(&at)?,
            }
        }
        None
    }

    /// Runs a step, unless too many led here.
    pub(super) fn deeper(&self, step: impl FnOnce() -> Ty) -> Ty {
        if self.depth.get() >= DEEPEST {
            return Ty::Unknown;
        }
        self.depth.set(self.depth.get() + 1);
        let ty = step();
        self.depth.set(self.depth.get() - 1);
        ty
    }

    fn symbol(&self, name: facts::Name) -> Symbol {
        self.workspace.file(self.instance.file).symbols[name.0 as usize]
    }

    fn scope(&self, scope: ScopeId) -> Scope {
        self.instance.scope(scope)
    }

    pub(super) fn type_of(&self, value: ValueId) -> Ty {
        if let Some(ty) = self.known.borrow().get(&value) {
            return ty.clone();
        }
        // A value that hangs on itself is unknown while it is looked at.
        self.known.borrow_mut().insert(value, Ty::Unknown);
        let ty = self.deeper(|| self.find_type(self.facts.value(value)));
        self.known.borrow_mut().insert(value, ty.clone());
        ty
    }

    fn find_type(&self, value: Value) -> Ty {
        match value {
            Value::Unknown => Ty::Unknown,
            Value::Typed(ty, scope) => self.lower(ty, self.scope(scope), &Bindings::default()),
            Value::Path {
                path,
                scope,
                owner,
                arguments,
            } => self.type_of_path(path, self.scope(scope), owner, arguments),
            Value::Call(callee, arguments) => match self.type_of(callee) {
                Ty::Callable(function, bindings) => {
                    self.output(function, (*bindings).clone(), None, self.facts.values_of(arguments))
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
                self.bind_turbofish(found.function, types, &mut found.bindings);
                self.output(
                    found.function,
                    found.bindings,
                    Some(&receiver),
                    self.facts.values_of(arguments),
                )
            }
            Value::Construct(path, scope) => {
                let step = self.workspace.resolve_in(self.scope(scope), path, Space::Type);
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
                Ty::Named(def, arguments) if self.is_std(&def, &["option::Option", "result::Result"]) => {
                    arguments.first().cloned().unwrap_or(Ty::Unknown)
                }
                _ => Ty::Unknown,
            },
            Value::Await(of) => self.awaited(&self.type_of(of)),
            Value::Tuple(parts) => {
                let parts = self.facts.values_of(parts).iter();
                Ty::Tuple(parts.map(|&part| self.type_of(part)).collect())
            }
            Value::Array(of, is_vec) => {
                let of = self.type_of(of);
                if is_vec {
                    self.std("vec::Vec").map_or(Ty::Unknown, |vec| Ty::Named(vec, Rc::new([of])))
                } else {
                    Ty::Array(Rc::new(of))
                }
            }
            Value::Closure(body) => Ty::Function(Rc::new(self.type_of(body))),
            Value::Async(body) => Ty::Future(Rc::new(self.type_of(body))),
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
        if owner != facts::TypeId::UNKNOWN {
            let owner = self.lower(owner, scope, &Bindings::default());
            return self.associated(&owner, name, arguments, scope);
        }
        self.type_of_path_as_resolved(path, scope, arguments)
    }

    fn type_of_path_as_resolved(&self, path: PathId, scope: Scope, arguments: facts::TypeId) -> Ty {
        let Some(step) = self.workspace.resolve_in(scope, path, Space::Value) else {
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
                    let mut bindings = Bindings::default();
                    self.bind_written(item, arguments, scope, &mut bindings);
                    Ty::Callable(item, Rc::new(bindings))
                }
                _ => Ty::Unknown,
            },
            Def::Member(owner, name) => self.provided(&self.named(Def::Item(owner), Vec::new()), name),
            Def::Outside(outside) => match self.workspace.standard.of_primitive(&outside) {
                Some((primitive, name)) => self.associated(&Ty::Primitive(primitive), name, arguments, scope),
                None => Ty::Unknown,
            },
            Def::Crate(_) => Ty::Unknown,
        }
    }

    /// A function of a type, as a value.
    fn associated(&self, owner: &Ty, name: Symbol, arguments: facts::TypeId, scope: Scope) -> Ty {
        match self.find_associated(owner, name, false) {
            Some(mut found) => {
                self.bind_written(found.function, arguments, scope, &mut found.bindings);
                Ty::Callable(found.function, Rc::new(found.bindings))
            }
            None => self.provided(owner, name),
        }
    }

    /// A constructor that no impl in sight spells out: derived, or one of the many `From` of the standard library.
    fn provided(&self, ty: &Ty, name: Symbol) -> Ty {
        let traits = CONSTRUCTING.iter().filter_map(|path| self.std(path));
        let Some((function, _)) = traits
            .into_iter()
            .find_map(|of_trait| self.in_trait(&of_trait, name, false, 0))
        else {
            return Ty::Unknown;
        };
        let mut bindings = Bindings::default();
        bindings.set(SELF_TYPE, ty.clone());
        Ty::Callable(function, Rc::new(bindings))
    }

    fn constant(&self, item: Item) -> Ty {
        let fact = self.workspace.item(item);
        let scope = self.workspace.inner_of(item).unwrap_or(self.workspace.scope_of_item(item));
        fact.ty.map_or(Ty::Unknown, |ty| self.lower(ty, scope, &Bindings::default()))
    }

    /// The type of what a struct or variant constructs, with nothing known of its arguments.
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

    fn bind_turbofish(&self, function: Item, types: facts::TypeId, bindings: &mut Bindings) {
        let scope = self.instance.root();
        self.bind_written(function, types, scope, bindings);
    }

    /// Gives the parameters of a function what is written for them: a tuple of types, in a scope.
    fn bind_written(&self, function: Item, types: facts::TypeId, scope: Scope, bindings: &mut Bindings) {
        let (facts::Type::Tuple(types), Some(inner)) = (self.facts.ty(types), self.workspace.inner_of(function)) else {
            return;
        };
        let mut arguments: Vec<Ty> = types.iter().map(|ty| self.lower(*ty, scope, &Bindings::default())).collect();
        self.bind_arguments(inner, &mut arguments, bindings);
    }

    /// What a call of a function gives.
    fn output(&self, function: Item, mut bindings: Bindings, receiver: Option<&Ty>, arguments: &[ValueId]) -> Ty {
        let workspace = self.workspace;
        let fact = workspace.item(function);
        let signature = match &fact.kind {
            ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _) => signature,
            _ => return self.output_of_constructor(function, arguments),
        };
        let Some(inner) = workspace.inner_of(function) else {
            return Ty::Unknown;
        };
        let open = self.lower(signature.output, inner, &bindings);
        if !open.is_complete() || self.mentions_parameters_of(&open, inner) {
            self.infer(signature, inner, receiver, arguments, &mut bindings);
        }
        let output = self.lower(signature.output, inner, &bindings);
        let output = self.without_parameters_of(&output, inner);
        if signature.is_async {
            Ty::Future(Rc::new(output))
        } else {
            output
        }
    }

    fn output_of_constructor(&self, item: Item, arguments: &[ValueId]) -> Ty {
        let owner = match self.workspace.item(item).kind {
            ItemKind::Variant { .. } => match self.workspace.owner_of(item) {
                Some(Def::Item(owner)) => owner,
                _ => return Ty::Unknown,
            },
            _ => item,
        };
        let Some(scope) = self.workspace.inner_of(owner) else {
            return Ty::Unknown;
        };
        let mut bindings = Bindings::default();
        for (at, &argument) in arguments.iter().enumerate() {
            if let Some(ty) = self.workspace.field_at(item, at) {
                self.lower(ty, scope, &Bindings::default())
                    .unify(&self.type_of(argument), &mut bindings);
            }
        }
        let generics = self.workspace.generics(scope);
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let parameters = generics.into_iter().flat_map(|generics| generics.parameters.iter());
        let known = parameters.map(|(name, _)| bindings.get(file.symbols[name.0 as usize]).cloned().unwrap_or(Ty::Unknown));
        self.named(Def::Item(owner), known.collect())
    }

    /// Learns from the arguments of a call what the parameters of its function are.
    fn infer(&self, signature: &Signature, inner: Scope, receiver: Option<&Ty>, arguments: &[ValueId], bindings: &mut Bindings) {
        let inputs = match receiver {
            Some(_) => signature.inputs.get(1..).unwrap_or_default(),
            None => &signature.inputs[..],
        };
        for (input, &argument) in inputs.iter().zip(arguments) {
            let expected = self.lower(*input, inner, &Bindings::default());
            match &expected {
                Ty::Parameter(scope, name) => {
                    let actual = self.type_of(argument);
                    if let (Ty::Function(output), Some(bound)) = (&actual, self.function_bound(*scope, *name)) {
                        let returned = bound.associated.first().map(|(_, ty)| ty.clone());
                        returned.unwrap_or(Ty::Unknown).unify(output, bindings);
                    } else if let (Ty::Callable(function, of), Some(bound)) = (&actual, self.function_bound(*scope, *name)) {
                        let output = self.output(*function, (**of).clone(), None, &[]);
                        let returned = bound.associated.first().map(|(_, ty)| ty.clone());
                        returned.unwrap_or(Ty::Unknown).unify(&output, bindings);
                    }
                    bindings.bind(*name, &actual);
                }
                expected => {
                    expected.unify(&self.type_of(argument), bindings);
                }
            }
        }
    }

    /// The bound of a parameter that says what it is called with and returns.
    fn function_bound(&self, scope: Scope, name: Symbol) -> Option<TraitBound> {
        self.bounds_of(scope, name)
            .into_iter()
            .find(|bound| !bound.associated.is_empty() && self.is_function_trait(&bound.def))
    }

    fn is_function_trait(&self, def: &Def) -> bool {
        self.is_std(def, &["ops::Fn", "ops::FnMut", "ops::FnOnce"])
    }

    /// What is demanded of a parameter, by the scope that declares it and those inside it up to the function's.
    pub(super) fn bounds_of(&self, scope: Scope, name: Symbol) -> Vec<TraitBound> {
        let workspace = self.workspace;
        let file = workspace.file(workspace.instance_of_scope(scope).file);
        let is_subject = |ty: facts::TypeId| match file.facts.ty(ty) {
            facts::Type::Parameter(parameter) => file.symbols[parameter.0 as usize] == name,
            facts::Type::Path(path, _) => workspace.segments(scope, *path).0[..] == [name],
            _ => false,
        };
        let mut found = Vec::new();
        if let Some(generics) = workspace.generics(scope) {
            let bounds = generics.bounds.iter().filter(|(subject, _)| is_subject(*subject));
            found.extend(bounds.filter_map(|(_, bound)| self.lower_bound(bound, scope, &Bindings::default())));
        }
        if name == SELF_TYPE
            && workspace.scope(scope).kind == ScopeKind::Trait
            && let Some(item) = workspace.item_around(scope)
        {
            found.push(TraitBound {
                def: Def::Item(item),
                arguments: Rc::new([]),
                associated: Rc::new([]),
            });
        }
        found
    }

    /// The type of a closure's parameter, from what the function demands that the closure is passed to.
    fn closure_parameter(&self, call: ValueId, argument: usize, index: usize) -> Ty {
        let (function, mut bindings, receiver, arguments) = match self.facts.value(call) {
            Value::Method(receiver, name, arguments, types) => {
                let receiver = self.type_of(receiver);
                let Some(mut found) = self.find_method(&receiver, self.symbol(name)) else {
                    return Ty::Unknown;
                };
                self.bind_turbofish(found.function, types, &mut found.bindings);
                (found.function, found.bindings, true, arguments)
            }
            Value::Call(callee, arguments) => match self.type_of(callee) {
                Ty::Callable(function, bindings) => (function, (*bindings).clone(), false, arguments),
                _ => return Ty::Unknown,
            },
            _ => return Ty::Unknown,
        };
        let fact = self.workspace.item(function);
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = &fact.kind else {
            return Ty::Unknown;
        };
        let Some(inner) = self.workspace.inner_of(function) else {
            return Ty::Unknown;
        };
        let inputs = signature.inputs.get(usize::from(receiver)..).unwrap_or_default();
        // What the arguments say that are no closures: the first of `fold`.
        for (input, &value) in inputs.iter().zip(self.facts.values_of(arguments)) {
            if !matches!(self.facts.value(value), Value::Closure(_)) {
                let expected = self.lower(*input, inner, &Bindings::default());
                expected.unify(&self.type_of(value), &mut bindings);
            }
        }
        let Some(&input) = inputs.get(argument) else {
            return Ty::Unknown;
        };
        let open = self.lower(input, inner, &Bindings::default());
        let parameters = match &open {
            Ty::Parameter(scope, name) => self.called_with(*scope, *name, &bindings),
            _ => match self.lower(input, inner, &bindings) {
                Ty::Traits(bounds) => bounds.iter().find_map(|bound| bound.arguments.first().cloned()),
                _ => None,
            },
        };
        match parameters {
            Some(Ty::Tuple(parts)) => {
                let ty = parts.get(index).cloned().unwrap_or(Ty::Unknown);
                self.without_parameters_of(&ty, inner)
            }
            _ => Ty::Unknown,
        }
    }

    /// The tuple of what a parameter that is a function is called with.
    fn called_with(&self, scope: Scope, name: Symbol, bindings: &Bindings) -> Option<Ty> {
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let generics = self.workspace.generics(scope)?;
        let bounds = generics.bounds.iter().filter(|(subject, _)| {
            matches!(file.facts.ty(*subject), facts::Type::Parameter(parameter) if file.symbols[parameter.0 as usize] == name)
        });
        let mut bounds = bounds.filter_map(|(_, bound)| self.lower_bound(bound, scope, bindings));
        let bound = bounds.find(|bound| self.is_function_trait(&bound.def))?;
        bound.arguments.first().cloned()
    }

    fn payload(&self, of: ValueId, path: PathId, scope: Scope, field: Symbol) -> Ty {
        let workspace = self.workspace;
        let Some(step) = workspace.resolve_in(scope, path, Space::Type) else {
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

    /// A field of a struct or variant, where its type has these arguments.
    fn field_of(&self, item: Item, owner: Item, mut arguments: Vec<Ty>, field: Symbol) -> Ty {
        let (Some(ty), Some(inner)) = (self.workspace.field(item, field), self.workspace.inner_of(owner)) else {
            return Ty::Unknown;
        };
        let mut bindings = Bindings::default();
        self.bind_arguments(inner, &mut arguments, &mut bindings);
        self.lower(ty, inner, &bindings)
    }

    fn field(&self, ty: &Ty, name: Symbol) -> Ty {
        let mut at = ty.clone();
        for _ in 0..MOST_DEREFERENCES {
            match &at {
                Ty::Named(Def::Item(item), arguments) if self.workspace.field(*item, name).is_some() => {
                    return self.field_of(*item, *item, arguments.to_vec(), name);
                }
                Ty::Tuple(parts) => {
                    let index = self.workspace.text(name).parse().ok();
                    let part = index.and_then(|index: usize| parts.get(index));
                    return part.cloned().unwrap_or(Ty::Unknown);
                }
                _ => {}
            }
            match self.dereferenced(&at) {
                Some(next) => at = next,
                None => break,
            }
        }
        Ty::Unknown
    }

    fn element(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Slice(of) | Ty::Array(of) => Some((**of).clone()),
            Ty::Named(def, arguments) if self.is_std(def, &["vec::Vec"]) => arguments.first().cloned(),
            _ => None,
        }
    }

    fn indexed(&self, ty: &Ty, is_range: bool) -> Ty {
        let mut at = ty.clone();
        for _ in 0..MOST_DEREFERENCES {
            if let Some(element) = self.element(&at) {
                return if is_range { Ty::Slice(Rc::new(element)) } else { element };
            }
            let output = self.project_std(&at, "Index", "Output");
            if output != Ty::Unknown {
                return output;
            }
            match self.dereferenced(&at) {
                Some(next) => at = next,
                None => break,
            }
        }
        Ty::Unknown
    }

    fn awaited(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Future(output) => (**output).clone(),
            ty => match self.project_std(ty, "Future", "Output") {
                Ty::Unknown => self.project_std(ty, "IntoFuture", "Output"),
                output => output,
            },
        }
    }

    fn each(&self, ty: &Ty) -> Ty {
        match self.project_std(ty, "Iterator", "Item") {
            Ty::Unknown => self.project_std(ty, "IntoIterator", "Item"),
            item => item,
        }
    }

    /// `*value`; `None` where that is not possible or not known.
    pub(super) fn dereferenced(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Reference(of) | Ty::Pointer(of) => Some((**of).clone()),
            Ty::Array(of) => Some(Ty::Slice(Rc::clone(of))),
            Ty::Named(..) | Ty::Parameter(..) | Ty::Traits(_) => match self.project_std(ty, "Deref", "Target") {
                Ty::Unknown => None,
                target => Some(target),
            },
            _ => None,
        }
    }

    fn project_std(&self, ty: &Ty, of_trait: &str, name: &str) -> Ty {
        match (self.workspace.symbol(of_trait), self.workspace.symbol(name)) {
            (Some(of_trait), Some(name)) => self.project(ty, Some(of_trait), name),
            _ => Ty::Unknown,
        }
    }

    /// `<ty as Trait>::Name`, by the name of the trait.
    pub(super) fn project(&self, ty: &Ty, of_trait: Option<Symbol>, name: Symbol) -> Ty {
        self.deeper(|| self.project_at_depth(ty, of_trait, name))
    }

    fn project_at_depth(&self, ty: &Ty, of_trait: Option<Symbol>, name: Symbol) -> Ty {
        let in_bounds = |bounds: &[TraitBound]| {
            let mut associated = bounds.iter().flat_map(|bound| bound.associated.iter());
            associated.find(|(known, _)| *known == name).map(|(_, ty)| ty.clone())
        };
        match ty {
            Ty::Future(output) => match self.workspace.text(name) {
                "Output" => return (**output).clone(),
                _ => return Ty::Unknown,
            },
            Ty::Traits(bounds) => return in_bounds(bounds).unwrap_or(Ty::Unknown),
            Ty::Parameter(scope, parameter) => {
                return in_bounds(&self.bounds_of(*scope, *parameter)).unwrap_or(Ty::Unknown);
            }
            _ => {}
        }
        let Some(head) = self.head(ty) else { return Ty::Unknown };
        for &item in self.workspace.tables.of_traits.get(&(head, name)).into_iter().flatten() {
            let fact = self.workspace.item(item);
            let (ItemKind::AssociatedType(_), Some(target)) = (&fact.kind, fact.ty) else {
                continue;
            };
            if let Some(bindings) = self.in_impl(item, ty, of_trait) {
                let scope = self.workspace.scope_of_item(item);
                return self.lower(target, scope, &bindings);
            }
        }
        Ty::Unknown
    }

    /// What the parameters of an item's impl stand for, if the impl is for this type and of that trait.
    fn in_impl(&self, item: Item, ty: &Ty, of_trait: Option<Symbol>) -> Option<Bindings> {
        let workspace = self.workspace;
        let scope = workspace.scope_of_item(item);
        let ScopeKind::Impl(block) = workspace.scope(scope).kind else {
            return None;
        };
        let file = workspace.file(workspace.instance_of_item(item).file);
        let block = &file.facts.impls[block.0 as usize];
        if let Some(of_trait) = of_trait {
            let path = file.facts.path(block.trait_path?);
            let last = path.segments.last()?;
            if file.symbols[last.0 as usize] != of_trait {
                return None;
            }
        }
        let mut bindings = self.for_type(scope, ty)?;
        bindings.set(SELF_TYPE, ty.clone());
        Some(bindings)
    }

    /// The method of a name that a value of a type has, looked for as the compiler does: the type's own, its traits', then
    /// those of what it dereferences to.
    pub(super) fn find_method(&self, ty: &Ty, name: Symbol) -> Option<Found> {
        let mut at = ty.clone();
        for _ in 0..MOST_DEREFERENCES {
            if let Some(found) = self.find_associated(&at, name, true) {
                return Some(found);
            }
            match self.dereferenced(&at) {
                Some(next) => at = next,
                None => break,
            }
        }
        // What every type has that has some traits: last, as it is not known which do.
        if *ty == Ty::Unknown {
            return None;
        }
        let blanket = self.workspace.tables.of_traits.get(&(Head::Any, name));
        let function = blanket
            .into_iter()
            .flatten()
            .copied()
            .find(|&item| self.is_function(item, true))?;
        let mut bindings = Bindings::default();
        bindings.set(SELF_TYPE, ty.behind_references().0.clone());
        Some(Found { function, bindings })
    }

    fn is_function(&self, item: Item, is_method: bool) -> bool {
        match &self.workspace.item(item).kind {
            ItemKind::AssociatedFunction(signature, _) => signature.takes_self || !is_method,
            _ => false,
        }
    }

    /// An associated function of exactly this type.
    fn find_associated(&self, ty: &Ty, name: Symbol, is_method: bool) -> Option<Found> {
        let workspace = self.workspace;
        let of_traits = |bounds: &[TraitBound]| {
            bounds
                .iter()
                .find_map(|bound| self.in_trait(&bound.def, name, is_method, DEEPEST / 8))
                .map(|(function, of_trait)| {
                    let mut bindings = Bindings::default();
                    let arguments = bounds.iter().find(|bound| bound.def == of_trait);
                    let mut arguments = arguments.map(|bound| bound.arguments.to_vec()).unwrap_or_default();
                    if let Def::Item(item) = of_trait
                        && let Some(inner) = workspace.inner_of(item)
                    {
                        self.bind_arguments(inner, &mut arguments, &mut bindings);
                    }
                    bindings.set(SELF_TYPE, ty.clone());
                    Found { function, bindings }
                })
        };
        match ty {
            Ty::Traits(bounds) => return of_traits(bounds),
            Ty::Parameter(scope, parameter) => return of_traits(&self.bounds_of(*scope, *parameter)),
            // Its methods are those of what it refers to.
            Ty::Reference(_) if is_method => return None,
            _ => {}
        }
        let head = self.head(ty)?;
        let tables = [&workspace.tables.inherent, &workspace.tables.of_traits];
        for table in tables {
            for &item in table.get(&(head.clone(), name)).into_iter().flatten() {
                if self.is_function(item, is_method)
                    && let Some(bindings) = self.in_impl(item, ty, None)
                {
                    return Some(Found {
                        function: item,
                        bindings,
                    });
                }
            }
        }
        // What a trait provides without the impl's doing.
        for &(scope, ref of_trait) in workspace.tables.implemented.get(&head).into_iter().flatten() {
            if let Some((function, _)) = self.in_trait(of_trait, name, is_method, 0)
                && let Some(mut bindings) = self.for_type(scope, ty)
            {
                if let Def::Item(of_trait) = of_trait
                    && let Some(inner) = workspace.inner_of(*of_trait)
                {
                    let mut arguments = self.trait_arguments(scope, &bindings);
                    self.bind_arguments(inner, &mut arguments, &mut bindings);
                }
                bindings.set(SELF_TYPE, ty.clone());
                return Some(Found { function, bindings });
            }
        }
        None
    }

    /// What the parameters of an impl stand for if it is for this type.
    fn for_type(&self, scope: Scope, ty: &Ty) -> Option<Bindings> {
        let ScopeKind::Impl(block) = self.workspace.scope(scope).kind else {
            return None;
        };
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let mut bindings = Bindings::default();
        let pattern = self.lower(file.facts.impls[block.0 as usize].self_type, scope, &bindings);
        if !pattern.unify(ty, &mut bindings) {
            return None;
        }
        self.bind_by_bounds(scope, &mut bindings);
        Some(bindings)
    }

    /// `impl<I, T> … for Cloned<I> where I: Iterator<Item = &T>` says by the bound alone what `T` is.
    fn bind_by_bounds(&self, scope: Scope, bindings: &mut Bindings) {
        let Some(generics) = self.workspace.generics(scope) else {
            return;
        };
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let symbol = |name: facts::Name| file.symbols[name.0 as usize];
        let is_open = generics
            .parameters
            .iter()
            .any(|(name, _)| bindings.get(symbol(*name)).is_none());
        if !is_open {
            return;
        }
        for (subject, bound) in &generics.bounds {
            let of_trait = file.facts.path(bound.path).segments.last().map(|name| symbol(*name));
            for (name, ty) in &bound.associated {
                let subject = self.lower(*subject, scope, bindings);
                let actual = self.project(&subject, of_trait, symbol(*name));
                self.lower(*ty, scope, &Bindings::default()).unify(&actual, bindings);
            }
        }
    }

    fn trait_arguments(&self, scope: Scope, bindings: &Bindings) -> Vec<Ty> {
        let ScopeKind::Impl(block) = self.workspace.scope(scope).kind else {
            return Vec::new();
        };
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let arguments = file.facts.impls[block.0 as usize].trait_arguments.iter();
        arguments.map(|ty| self.lower(*ty, scope, bindings)).collect()
    }

    /// An item of a trait or of one above it, with the trait that has it.
    fn in_trait(&self, of_trait: &Def, name: Symbol, is_method: bool, above: u32) -> Option<(Item, Def)> {
        let Def::Item(item) = of_trait else { return None };
        let members = self.workspace.tables.members.get(&(*item, name)).into_iter().flatten();
        if let Some(found) = members.copied().find(|&member| self.is_function(member, is_method)) {
            return Some((found, of_trait.clone()));
        }
        let inner = self.workspace.inner_of(*item).filter(|_| above > 0)?;
        let supertraits = self.bounds_of(inner, SELF_TYPE);
        supertraits
            .iter()
            .filter(|bound| bound.def != *of_trait)
            .find_map(|bound| self.in_trait(&bound.def, name, is_method, above - 1))
    }

    /// Methods that `#[derive]` or a blanket impl gives, by their names.
    fn type_of_usual_method(&self, receiver: &Ty, name: Symbol) -> Ty {
        match self.workspace.text(name) {
            "clone" | "to_owned" => receiver.behind_references().0.clone(),
            _ => Ty::Unknown,
        }
    }

    fn mentions_parameters_of(&self, ty: &Ty, inner: Scope) -> bool {
        self.without_parameters_of(ty, inner) != *ty
    }

    /// Parameters of a function and of the impl around it mean nothing outside of it.
    fn without_parameters_of(&self, ty: &Ty, inner: Scope) -> Ty {
        let is_inner = |scope: Scope| scope == inner || self.workspace.parent(inner) == Some(scope);
        let one = |of: &Rc<Ty>| Rc::new(self.without_parameters_of(of, inner));
        let all = |parts: &Rc<[Ty]>| parts.iter().map(|part| self.without_parameters_of(part, inner)).collect();
        match ty {
            Ty::Parameter(scope, _) if is_inner(*scope) => Ty::Unknown,
            Ty::Named(def, arguments) => Ty::Named(def.clone(), all(arguments)),
            Ty::Tuple(parts) => Ty::Tuple(all(parts)),
            Ty::Reference(of) => match self.without_parameters_of(of, inner) {
                Ty::Unknown => Ty::Unknown,
                ty => Ty::Reference(Rc::new(ty)),
            },
            Ty::Pointer(of) => Ty::Pointer(one(of)),
            Ty::Slice(of) => Ty::Slice(one(of)),
            Ty::Array(of) => Ty::Array(one(of)),
            Ty::Function(of) => Ty::Function(one(of)),
            Ty::Future(of) => Ty::Future(one(of)),
            ty => ty.clone(),
        }
    }

    fn is_std(&self, def: &Def, paths: &[&str]) -> bool {
        paths.iter().any(|path| self.std(path).as_ref() == Some(def))
    }

    /// A type or trait of the standard library, one of those that the language itself knows.
    pub(super) fn std(&self, path: &str) -> Option<Def> {
        self.workspace.tables.known.get(path).map(|item| Def::Item(*item))
    }
}
