//! Types of calls: the return type of the function, in which the generic parameters of the function and its impl or trait are
//! replaced by the types inferred from the receiver and the arguments.

use std::rc::Rc;

use crate::facts::{self, ItemKind, ScopeKind, Signature, Value, ValueId};
use crate::link::lang_items::LangItem;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::typing::Typing;
use crate::link::typing::types::{Substitution, TraitBound, Ty};
use crate::link::{Def, Item, Scope};

impl Typing<'_> {
    /// Binds the parameters of a method to the arguments of its turbofish, `::<A>`.
    pub(in crate::link) fn bind_turbofish(&self, types: ValueId, function: Item, bindings: &mut Substitution) {
        if let Value::Typed(types, scope) = self.mentions.value(types) {
            self.bind_written(function, types, self.scope(scope), bindings);
        }
    }

    /// Binds the parameters of a function to generic arguments that are written as a tuple of types in a scope.
    pub(in crate::link) fn bind_written(&self, function: Item, types: facts::TypeId, scope: Scope, bindings: &mut Substitution) {
        let (facts::Type::Tuple(types), Some(inner)) = (self.facts.ty(types), self.workspace.inner_of(function)) else {
            return;
        };
        let mut arguments: Vec<Ty> = types
            .iter()
            .map(|ty| self.lower(*ty, scope, &Substitution::default()))
            .collect();
        self.bind_arguments(inner, &mut arguments, bindings);
    }

    /// The type of the result of calling a function or constructor.
    pub(in crate::link) fn output(
        &self,
        function: Item,
        mut bindings: Substitution,
        receiver: Option<&Ty>,
        arguments: &[ValueId],
    ) -> Ty {
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
        let Some((owner, scope)) = self.type_of_constructor(item) else {
            return Ty::Unknown;
        };
        let mut bindings = Substitution::default();
        for (at, &argument) in arguments.iter().enumerate() {
            if let Some(ty) = self.workspace.field_at(item, at) {
                self.lower(ty, scope, &Substitution::default())
                    .unify(&self.type_of(argument), &mut bindings);
            }
        }
        let parameters = self.parameters_of(scope);
        let known = parameters.map(|name| bindings.get(name).cloned().unwrap_or(Ty::Unknown));
        self.named(Def::Item(owner), known.collect())
    }

    /// The struct or enum of a constructor, and the scope that declares its generic parameters.
    fn type_of_constructor(&self, item: Item) -> Option<(Item, Scope)> {
        let owner = match self.workspace.item(item).kind {
            ItemKind::Variant { .. } => self.workspace.owner_item(item)?,
            _ => item,
        };
        Some((owner, self.workspace.inner_of(owner)?))
    }

    fn parameters_of(&self, scope: Scope) -> impl Iterator<Item = Symbol> {
        let generics = self.workspace.generics(scope);
        let file = self.workspace.file(self.workspace.instance_of_scope(scope).file);
        let parameters = generics.into_iter().flat_map(|generics| generics.parameters.iter());
        parameters.map(|(name, _)| file.symbols[name.0 as usize])
    }

    /// The type that a call expects of its argument number `at`. `expected` is the type that the context expects of the call.
    pub(in crate::link) fn demanded(&self, call: ValueId, at: usize, expected: ValueId) -> Ty {
        let Some((function, mut bindings, receiver, arguments)) = self.called(call) else {
            return Ty::Unknown;
        };
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = &self.workspace.item(function).kind
        else {
            return self.demanded_by_constructor(function, at, expected);
        };
        let inputs = signature.inputs.get(usize::from(receiver.is_some())..).unwrap_or_default();
        let (Some(&input), Some(inner)) = (inputs.get(at), self.workspace.inner_of(function)) else {
            return Ty::Unknown;
        };
        let arguments = self.mentions.values_of(arguments);
        self.infer(signature, inner, receiver.as_ref(), arguments, &mut bindings);
        if !signature.is_async {
            let output = self.lower(signature.output, inner, &Substitution::default());
            bindings = output.matched(&self.type_of(expected), bindings);
        }
        let input = self.lower(input, inner, &bindings);
        self.without_parameters_of(&input, inner)
    }

    fn demanded_by_constructor(&self, item: Item, at: usize, expected: ValueId) -> Ty {
        let field = self.workspace.field_at(item, at);
        let Some((field, (owner, scope))) = field.zip(self.type_of_constructor(item)) else {
            return Ty::Unknown;
        };
        let parameters = self.parameters_of(scope).map(|name| Ty::Parameter(scope, name));
        let open = self.named(Def::Item(owner), parameters.collect());
        let bindings = open.matched(&self.type_of(expected), Substitution::default());
        let field = self.lower(field, scope, &bindings);
        self.without_parameters_of(&field, scope)
    }

    /// The function that a call refers to, with the substitution known so far, the receiver if it is a method call, and the
    /// arguments.
    fn called(&self, call: ValueId) -> Option<(Item, Substitution, Option<Ty>, facts::ValueList)> {
        match self.mentions.value(call) {
            Value::Method(receiver, name, arguments, types) => {
                let receiver = self.type_of(receiver);
                let mut found = self.find_method(&receiver, self.symbol(name))?;
                self.bind_turbofish(types, found.function, &mut found.bindings);
                Some((found.function, found.bindings, Some(receiver), arguments))
            }
            Value::Call(callee, arguments) => match self.type_of(callee) {
                Ty::Callable(function, bindings) => Some((function, (*bindings).clone(), None, arguments)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Infers the parameters of a function from the arguments of a call.
    fn infer(
        &self,
        signature: &Signature,
        inner: Scope,
        receiver: Option<&Ty>,
        arguments: &[ValueId],
        bindings: &mut Substitution,
    ) {
        let inputs = match receiver {
            Some(_) => signature.inputs.get(1..).unwrap_or_default(),
            None => &signature.inputs[..],
        };
        for (input, &argument) in inputs.iter().zip(arguments) {
            let expected = self.lower(*input, inner, &Substitution::default());
            match &expected {
                Ty::Parameter(scope, name) => {
                    let actual = self.type_of(argument);
                    let output = match &actual {
                        Ty::Function(output) => (**output).clone(),
                        Ty::Callable(function, of) => self.output(*function, (**of).clone(), None, &[]),
                        _ => Ty::Unknown,
                    };
                    let bound = self.function_bound(*scope, *name, &Substitution::default());
                    if let Some((_, returned)) = bound.as_ref().and_then(|bound| bound.associated.first()) {
                        returned.unify(&output, bindings);
                    }
                    bindings.bind(*name, &actual);
                }
                expected => {
                    expected.unify(&self.type_of(argument), bindings);
                }
            }
        }
    }

    /// The `Fn`, `FnMut` or `FnOnce` bound of a parameter, with its argument types and return type.
    fn function_bound(&self, scope: Scope, name: Symbol, bindings: &Substitution) -> Option<TraitBound> {
        let mut bounds = self.bounds_of(scope, name, bindings).into_iter();
        bounds.find(|bound| self.is_function_trait(&bound.def))
    }

    fn is_function_trait(&self, def: &Def) -> bool {
        self.workspace.linked.lang_items.is_among(def, &LangItem::CALLABLE)
    }

    /// The bounds of a generic parameter, from the scope that declares it and from the scopes between that and the current code.
    pub(in crate::link) fn bounds_of(&self, scope: Scope, name: Symbol, bindings: &Substitution) -> Vec<TraitBound> {
        let workspace = self.workspace;
        let mut found = self.bounds_where(scope, bindings, |subject| workspace.is_named(scope, subject, name));
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

    /// The bounds of all subjects that `is_subject` accepts, from a scope and from the scopes between that and the current code.
    pub(in crate::link) fn bounds_where(
        &self,
        scope: Scope,
        bindings: &Substitution,
        is_subject: impl Fn(facts::TypeId) -> bool,
    ) -> Vec<TraitBound> {
        let workspace = self.workspace;
        let inside = std::iter::successors(Some(self.scope.get()), |at| workspace.parent(*at));
        let mut inside: Vec<Scope> = inside.take_while(|at| *at != scope).collect();
        let instance = |scope| workspace.instance_of_scope(scope).scopes;
        let is_around = inside
            .last()
            .is_none_or(|outermost| workspace.parent(*outermost) == Some(scope));
        if !is_around {
            inside.clear();
        }
        // A `facts::TypeId` is only valid in its own file.
        inside.retain(|at| instance(*at) == instance(scope));
        let mut found = Vec::new();
        for scope in std::iter::once(scope).chain(inside) {
            let generics = workspace.generics(scope).into_iter();
            let bounds = generics.flat_map(|generics| generics.bounds.iter());
            let bounds = bounds.filter(|(subject, _)| is_subject(*subject));
            found.extend(bounds.filter_map(|(_, bound)| self.lower_bound(bound, scope, bindings)));
        }
        found
    }

    /// The type of a closure's parameter, from the bound of the function's parameter that the closure is passed for.
    pub(in crate::link) fn closure_parameter(&self, call: ValueId, argument: usize, index: usize) -> Ty {
        let Some((function, mut bindings, receiver, arguments)) = self.called(call) else {
            return Ty::Unknown;
        };
        let fact = self.workspace.item(function);
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = &fact.kind else {
            return Ty::Unknown;
        };
        let Some(inner) = self.workspace.inner_of(function) else {
            return Ty::Unknown;
        };
        let inputs = signature.inputs.get(usize::from(receiver.is_some())..).unwrap_or_default();
        // The other arguments may determine the parameters of the bound, as the first argument of `fold` does.
        for (input, &value) in inputs.iter().zip(self.mentions.values_of(arguments)) {
            if !matches!(self.mentions.value(value), Value::Closure(_)) {
                let expected = self.lower(*input, inner, &Substitution::default());
                expected.unify(&self.type_of(value), &mut bindings);
            }
        }
        let Some(&input) = inputs.get(argument) else {
            return Ty::Unknown;
        };
        let open = self.lower(input, inner, &Substitution::default());
        let parameters = match &open {
            Ty::Parameter(scope, name) => {
                let bound = self.function_bound(*scope, *name, &bindings);
                bound.and_then(|bound| bound.arguments.first().cloned())
            }
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

    fn mentions_parameters_of(&self, ty: &Ty, inner: Scope) -> bool {
        self.without_parameters_of(ty, inner) != *ty
    }

    /// Replaces the parameters of a function and its impl by `Unknown`, because they have no meaning outside of these.
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
}
