//! Resolution of the references in one file. Paths recur, so each is resolved once for all references in a module whose look-up
//! starts in the same scope.

use rustc_hash::FxHashMap;

use crate::facts::{Certainty, Context, ItemKind, PathId, Reference, Shape, TypeId};
use crate::finding::Span;
use crate::link::def_map::Lookup;
use crate::link::program::modules::Instance;
use crate::link::program::symbols::Symbol;
use crate::link::queries::uses::{Use, is_relative};
use crate::link::resolve::{Binding, Bindings, Resolution};
use crate::link::typing::Typing;
use crate::link::{Def, Namespace, Scope, Workspace};

/// The references of one instance of a file.
pub(in crate::link) struct References<'a> {
    typing: &'a Typing<'a>,
    workspace: &'a Workspace,
    instance: &'a Instance,
    resolved: FxHashMap<(Scope, PathId, Namespace), Resolved>,
}

/// The result of resolving a path.
#[derive(Clone, Debug, Default)]
struct Resolved {
    /// The bindings, with stubs of the standard library replaced by canonical paths.
    steps: Resolution,
    counterparts: Bindings,
    /// Whether a pattern of one identifier can refer to it.
    is_constant: bool,
}

impl<'a> References<'a> {
    pub(in crate::link) fn new(typing: &'a Typing<'a>) -> Self {
        Self {
            typing,
            workspace: typing.workspace,
            instance: typing.instance,
            resolved: FxHashMap::default(),
        }
    }

    /// The resolved use of a reference; `None` for an identifier pattern that binds a name.
    pub(in crate::link) fn use_of(&mut self, reference: &Reference) -> Option<Use> {
        let (workspace, instance) = (self.workspace, self.instance);
        let scope = instance.scope(reference.scope);
        let (segments, absolute) = workspace.segments(scope, reference.path);
        let space = Namespace::from_context(reference.context, reference.braced);
        if space != Namespace::Macro && !absolute && self.is_local(segments[0], reference.span, segments.len() > 1) {
            return None;
        }
        let mut resolve = |space| self.resolve(reference, &segments, absolute, space);
        let mut resolved = resolve(space);
        let mut context = reference.context;
        // If resolution as a value fails inside a macro, only the macro knows what the path is: it may be a type.
        let may_be_type = (reference.certainty == Certainty::Scanned || reference.in_macro) && context == Context::Value;
        if resolved.steps.len() < segments.len() && may_be_type {
            resolved = resolve(Namespace::Type);
            context = Context::Type;
        }
        // A generic argument of one segment may be a constant: `lengths::<SIZE>()`.
        if resolved.steps.is_empty() && context == Context::Type && segments.len() == 1 {
            let constant = resolve(Namespace::Value);
            if constant.is_constant {
                resolved = constant;
                context = Context::Value;
            }
        }
        if reference.certainty == Certainty::Binding && !resolved.is_constant {
            return None;
        }
        let mut steps = resolved.steps;
        if space == Namespace::Macro && steps.len() == segments.len() {
            spell_macro(&mut steps, reference.context == Context::Macro);
        }
        let (argument, argument_path) = workspace.argument(instance, reference.argument);
        let expected = reference.expected.and_then(|value| self.typing.named_type_of(value, scope));
        Some(Use {
            file: instance.file,
            scope,
            span: reference.span,
            context,
            class: workspace.class_of(instance, [reference.test, workspace.scope(scope).test]),
            in_macro: reference.in_macro,
            is_expanded: false,
            steps,
            counterparts: resolved.counterparts,
            relative: is_relative(&segments),
            behind_type: is_behind_type(reference, &segments),
            written: segments,
            argument,
            argument_path,
            expected: expected.map(|def| workspace.seen(def)),
            import: None,
        })
    }

    /// Whether a name refers to a local across an expansion: it is declared around the call whose expansion the instance is, or
    /// by the expansion of an earlier call.
    fn is_local(&self, name: Symbol, span: Span, goes_on: bool) -> bool {
        let (workspace, instance) = (self.workspace, self.instance);
        let is_captured = || workspace.is_captured(instance, name, span, goes_on);
        instance.included_in.is_some() && is_captured() || !goes_on && workspace.is_bound_by_call(instance, name, span.start)
    }

    fn resolve(&mut self, reference: &Reference, segments: &[Symbol], absolute: bool, space: Namespace) -> Resolved {
        let scope = self.instance.scope(reference.scope);
        if reference.owner != TypeId::UNKNOWN {
            return self.behind_type(reference, segments, absolute, space);
        }
        if space == Namespace::Macro
            && let [name] = segments
            && let Some(item) = self.workspace.textual_macro(scope, *name, reference.span.start)
        {
            let step = smallvec::smallvec![Binding::plain(Def::Item(item))];
            return self.seen(smallvec::smallvec![step], segments, space, scope);
        }
        let asker = self.workspace.asker(scope, segments);
        let key = (asker, reference.path, space);
        if let Some(resolved) = self.resolved.get(&key) {
            return resolved.clone();
        }
        let mut lookup = Lookup::from(asker);
        let steps = self.workspace.resolve_path(segments, absolute, space, &mut lookup);
        let resolved = self.seen(steps, segments, space, scope);
        self.resolved.insert(key, resolved.clone());
        resolved
    }

    /// Resolves a type-relative name. The type determines it; in `<T as Trait>::name` the written trait does so as well.
    fn behind_type(&self, reference: &Reference, segments: &[Symbol], absolute: bool, space: Namespace) -> Resolved {
        let scope = self.instance.scope(reference.scope);
        let Some(&name) = segments.last() else {
            return Resolved::default();
        };
        let mut steps = Resolution::new();
        if !is_behind_type(reference, segments) {
            let mut lookup = Lookup::from(scope);
            steps = self.workspace.resolve_path(segments, absolute, space, &mut lookup);
        }
        let found = self.typing.items_behind(reference.owner, scope, name, space);
        let is_same = |binding: &Binding, of_trait: &Bindings| {
            let others = self
                .workspace
                .counterparts(&smallvec::smallvec![binding.clone()], space, scope);
            others.iter().any(|other| of_trait.contains(other))
        };
        if steps.len() < segments.len() {
            steps.extend((steps.len() + 1 == segments.len() && !found.is_empty()).then_some(found));
            return self.seen(steps, segments, space, scope);
        }
        let of_impl = steps.last().map(|of_trait| {
            let of_impl = found.into_iter().filter(|binding| is_same(binding, of_trait));
            of_impl
                .map(|binding| self.workspace.seen_binding(binding))
                .collect::<Bindings>()
        });
        let mut resolved = self.seen(steps, segments, space, scope);
        resolved.counterparts.extend(of_impl.unwrap_or_default());
        resolved
    }

    fn seen(&self, mut steps: Resolution, segments: &[Symbol], space: Namespace, from: Scope) -> Resolved {
        if steps.len() == segments.len()
            && let Some(last) = steps.last_mut()
        {
            self.workspace.keep_what_is_in_reach(last, from);
        }
        let is_constant = steps.last().is_some_and(|step| self.is_constant(step));
        let counterparts = self.workspace.seen_counterparts(&steps, segments.len(), space, from);
        self.workspace.seen_steps(&mut steps);
        Resolved {
            steps,
            counterparts,
            is_constant,
        }
    }

    /// Whether a pattern of one identifier can refer to this rather than bind a name.
    fn is_constant(&self, step: &[Binding]) -> bool {
        step.iter().any(|binding| match &binding.def {
            Def::Item(item) => matches!(
                self.workspace.item(*item).kind,
                ItemKind::Const
                    | ItemKind::Static
                    | ItemKind::Struct(Shape::Unit)
                    | ItemKind::Variant { shape: Shape::Unit, .. }
                    | ItemKind::AssociatedConst(_)
            ),
            // An opaque path may be a constant; a struct of the standard library cannot.
            Def::External(_) => true,
            Def::Crate(_) | Def::Member(..) => false,
        })
    }
}

/// Whether the written path has only the type-relative name, not the type.
fn is_behind_type(reference: &Reference, segments: &[Symbol]) -> bool {
    reference.owner != TypeId::UNKNOWN && segments.len() == 1
}

/// Spells a macro of an external crate: with `!` if it is called, without if it is an attribute or derive.
fn spell_macro(steps: &mut Resolution, called: bool) {
    for binding in steps.last_mut().into_iter().flatten() {
        if let Def::External(outside) = &mut binding.def {
            outside.called = called;
        }
    }
}
