//! Path resolution: resolves each segment of a path in the definition of the previous one.

use std::mem::take;

use smallvec::{SmallVec, smallvec};

use super::declarations::Declarations;
use super::def_map::{DefMap, Lookup};
use super::impls::SimplifiedType;
use super::program::Program;
use super::program::symbols::{CRATE, SELF, SELF_TYPE, SUPER, Symbol};
use super::{Def, Defs, Import, Item, Namespace, Scope, Workspace};
use crate::facts::{self, ItemKind, ScopeKind};

/// A definition that a name is bound to, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The definition.
    pub def: Def,
    /// The scope that declares or imports the name, and the name; `None` for associated items, crates and the prelude.
    pub declared: Option<(Scope, Symbol)>,
    /// The import by which that scope has the name; `None` if it declares the definition itself.
    pub import: Option<Import>,
}

impl Binding {
    /// A binding of a definition that was not found through a declaration of a scope.
    pub(super) fn plain(def: Def) -> Self {
        Self {
            def,
            declared: None,
            import: None,
        }
    }
}

/// The bindings of a name, or of a path up to one segment: several only if `cfg` chooses between them, none if unknown.
pub type Bindings = SmallVec<[Binding; 1]>;

/// The bindings of each segment of a path, in order. Shorter than the path if a segment is unknown.
pub type Resolution = SmallVec<[Bindings; 4]>;

/// The context in which a path is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In code.
    Code,
    /// In a `use`: in edition 2015 such a path is relative to the crate root.
    Import,
}

/// A path as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpelledPath<'a> {
    pub(super) segments: &'a [Symbol],
    /// Whether it begins with `::`.
    pub(super) absolute: bool,
    pub(super) mode: Mode,
}

pub(super) fn bound(def: Def) -> Bindings {
    smallvec![Binding::plain(def)]
}

/// Resolves all segments of a path except the last. `step` resolves one segment, given those before it. Stops at the first
/// unknown one.
fn prefix(spelled: SpelledPath<'_>, mut step: impl FnMut(&Resolution) -> Bindings) -> Resolution {
    let mut steps = Resolution::new();
    while steps.len() + 1 < spelled.segments.len() {
        let step = step(&steps);
        if step.is_empty() {
            break;
        }
        steps.push(step);
    }
    steps
}

/// Applies `after` to each definition of `before` and collects the results without duplicates.
fn next(before: &Bindings, mut after: impl FnMut(&Def) -> Bindings) -> Bindings {
    let mut found = Bindings::new();
    for binding in before {
        for next in after(&binding.def) {
            if !found.iter().any(|known: &Binding| known.def == next.def) {
                found.push(next);
            }
        }
    }
    found
}

impl Program {
    /// Whether a path such as `f32::max` is of the primitive type although a module of that name is in scope, as after `use
    /// std::f32`: the module has no such item.
    fn is_of_primitive(&self, spelled: SpelledPath<'_>, before: &Bindings, found: &Bindings) -> bool {
        let is_unknown = |binding: &Binding| matches!(binding.def, Def::External(_));
        !spelled.absolute
            && self.standard.primitives().is_named(spelled.segments[0])
            && before.iter().all(|binding| self.body(&binding.def).is_some())
            && found.iter().all(is_unknown)
    }
}

impl Declarations {
    /// Whether the first segment may be a crate whose name is not known, where the dependencies are known only in part. It must
    /// be followed by other segments, unless it is the whole path of a `use` that renames the crate.
    fn may_begin_with_crate(&self, spelled: SpelledPath<'_>, space: Namespace, lookup: &Lookup) -> bool {
        let goes_on = spelled.segments.len() > 1;
        if !self.crates[self.crate_of(lookup.from).0 as usize].has_unnamed {
            return spelled.mode == Mode::Import && goes_on;
        }
        let is_macro = |import| {
            self.imported_textual_macro(import, spelled.segments, spelled.absolute)
                .is_some()
        };
        let is_renamed = || space == Namespace::Type && lookup.except.is_some_and(|import| !is_macro(import));
        goes_on || (spelled.mode == Mode::Import && is_renamed())
    }
}

impl DefMap {
    /// Resolves all segments of a path except the last through modules and enums. They are in the type namespace, so the result
    /// serves all namespaces of the last one.
    pub(super) fn prefix_in_modules(&self, spelled: SpelledPath<'_>, lookup: &mut Lookup) -> Resolution {
        prefix(spelled, |steps| self.step_in_modules(spelled, steps, Namespace::Type, lookup))
    }

    /// The bindings of the segment after `steps`; empty if the path has none, as in `use *`.
    pub(super) fn step_in_modules(
        &self,
        spelled: SpelledPath<'_>,
        steps: &Resolution,
        space: Namespace,
        lookup: &mut Lookup,
    ) -> Bindings {
        let Some(&name) = spelled.segments.get(steps.len()) else {
            return Bindings::new();
        };
        match steps.last() {
            None => self.first_step(name, spelled, space, lookup),
            Some(before) => next(before, |def| self.child(def, name, space, lookup).unwrap_or_default()),
        }
    }

    /// The bindings of a path in the code of a scope, if it leads through modules and enums only. `None` if unknown.
    pub(super) fn resolve(&self, scope: Scope, path: facts::PathId, space: Namespace) -> Option<Bindings> {
        let (segments, absolute) = self.segments(scope, path);
        let spelled = SpelledPath {
            segments: &segments,
            absolute,
            mode: Mode::Code,
        };
        let mut lookup = Lookup::from(self.asker(scope, &segments));
        let steps = self.prefix_in_modules(spelled, &mut lookup);
        let is_known = steps.len() + 1 == segments.len();
        let last = is_known.then(|| self.step_in_modules(spelled, &steps, space, &mut lookup))?;
        (!last.is_empty()).then_some(last)
    }

    /// The bindings of the first segment of a path. `Self` is not handled here, because it needs impls.
    fn first_step(&self, name: Symbol, spelled: SpelledPath<'_>, space: Namespace, lookup: &mut Lookup) -> Bindings {
        let SpelledPath { absolute, mode, .. } = spelled;
        let krate = self.crate_of(lookup.from);
        let data = &self.crates[krate.0 as usize];
        match name {
            CRATE => return bound(Def::Crate(krate)),
            SELF => return self.module_step(self.module(lookup.from)),
            SUPER => {
                let parent = self.parent_module(self.module(lookup.from));
                return parent.map(|parent| self.module_step(parent)).unwrap_or_default();
            }
            _ => {}
        }
        if let Some(krate) = self.crate_of_dollar(name, lookup.from) {
            return bound(Def::Crate(krate));
        }
        let from_root = data.edition_2015 && (absolute || mode == Mode::Import);
        if from_root {
            let found = self.in_scope(data.root, name, space, lookup);
            if !found.is_empty() {
                return found;
            }
        }
        if absolute || from_root {
            return self
                .extern_crate(krate, name)
                .or_else(|| self.assumed_crate(krate, name))
                .map(bound)
                .unwrap_or_default();
        }
        let found = self.lexical(name, space, lookup);
        if found.is_empty() && space == Namespace::Type && self.standard.primitives().is_named(name) {
            return bound(self.primitive_def(name));
        }
        if found.is_empty() && self.may_begin_with_crate(spelled, space, lookup) {
            return self.assumed_crate(krate, name).map(bound).unwrap_or_default();
        }
        found
    }

    /// The bindings of a name in a module, an enum or an external crate; `None` if they depend on the impls of a type.
    fn child(&self, def: &Def, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Option<Bindings> {
        if let Some(body) = self.body(def) {
            return Some(match name {
                SELF => self.module_step(body),
                SUPER => self
                    .parent_module(body)
                    .map(|parent| self.module_step(parent))
                    .unwrap_or_default(),
                name => {
                    let found = self.in_scope(body, name, space, lookup);
                    if found.is_empty() {
                        self.beyond_stubs(def, body, name, lookup)
                    } else {
                        found
                    }
                }
            });
        }
        match def {
            Def::External(outside) if name == SELF => Some(bound(Def::External(outside.clone()))),
            Def::External(outside) => Some(bound(Def::External(self.standard.child(outside, name)))),
            Def::Item(item) if !matches!(self.item(*item).kind, ItemKind::TypeAlias) => {
                let found = self.in_namespace(self.members.get(&(*item, name)), space);
                (!found.is_empty()).then_some(found)
            }
            Def::Item(_) | Def::Crate(_) | Def::Member(..) => None,
        }
    }

    /// The types that a type refers to after its aliases are expanded; none if the aliases form a cycle.
    pub(super) fn behind_aliases(&self, def: Def) -> Defs {
        let mut found = Defs::new();
        let mut aliases: SmallVec<[Item; 4]> = SmallVec::new();
        let mut waiting: Defs = smallvec![def];
        while let Some(def) = waiting.pop() {
            let alias = match def {
                Def::Item(item) if matches!(self.item(item).kind, ItemKind::TypeAlias) => Some(item),
                _ => None,
            };
            match alias {
                Some(alias) if !aliases.contains(&alias) && aliases.len() < MOST_ALIASES => {
                    aliases.push(alias);
                    let path = self.path_of_alias(alias);
                    let step = path.and_then(|path| self.resolve(self.scope_of_item(alias), path, Namespace::Type));
                    waiting.extend(step.into_iter().flatten().rev().map(|binding| binding.def));
                }
                None if !found.contains(&def) => found.push(def),
                _ => {}
            }
        }
        found
    }
}

impl Workspace {
    /// Resolves all segments of a path in code: the last in `space`, the others as types.
    pub(super) fn resolve_path(&self, segments: &[Symbol], absolute: bool, space: Namespace, lookup: &mut Lookup) -> Resolution {
        let spelled = SpelledPath {
            segments,
            absolute,
            mode: Mode::Code,
        };
        let mut steps = prefix(spelled, |steps| self.step(spelled, steps, Namespace::Type, lookup));
        if steps.len() + 1 == segments.len() {
            let last = self.step(spelled, &steps, space, lookup);
            steps.extend(Some(last).filter(|step| !step.is_empty()));
        }
        steps
    }

    /// The bindings of the segment after `steps`; empty if the path has none.
    fn step(&self, spelled: SpelledPath<'_>, steps: &Resolution, space: Namespace, lookup: &mut Lookup) -> Bindings {
        let Some(before) = steps.last() else {
            return match spelled.segments.first() {
                Some(&SELF_TYPE) => self.self_type(lookup.from),
                _ => self.step_in_modules(spelled, steps, space, lookup),
            };
        };
        let Some(&name) = spelled.segments.get(steps.len()) else {
            return Bindings::new();
        };
        let found = next(before, |def| self.member(def, name, space, lookup));
        if steps.len() == 1 && self.is_of_primitive(spelled, before, &found) {
            self.member(&self.primitive_def(spelled.segments[0]), name, space, lookup)
        } else {
            found
        }
    }

    /// The bindings of a name in a module, type, trait or crate.
    pub(super) fn member(&self, def: &Def, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        // An external path may be a primitive type, or a type that an impl block of the workspace adds items to.
        if let Def::External(outside) = def
            && name != SELF
        {
            let head = self
                .standard
                .primitives()
                .of_path(outside)
                .unwrap_or(SimplifiedType::Def(def.clone()));
            let found = self.of_head(&head, name, space);
            if !found.is_empty() {
                return found;
            }
        }
        match (self.child(def, name, space, lookup), def) {
            (Some(found), _) => found,
            (None, Def::Item(item)) => self.associated(*item, name, space, lookup),
            (None, _) => Bindings::new(),
        }
    }

    /// The associated items with a given name that the impl blocks of a type have: of inherent ones, otherwise of trait impls.
    pub(super) fn of_head(&self, head: &SimplifiedType, name: Symbol, space: Namespace) -> Bindings {
        let key = (head.clone(), name);
        let own = self.in_namespace(self.linked.impls.inherent.get(&key), space);
        if own.is_empty() {
            self.in_namespace(self.linked.impls.of_traits.get(&key), space)
        } else {
            own
        }
    }

    /// The associated items with a given name that a type or trait has.
    fn associated(&self, item: Item, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        match &self.item(item).kind {
            ItemKind::TypeAlias => {
                let question = (item, name, space);
                if lookup.aliases.contains(&question) || lookup.aliases.len() == MOST_ALIASES {
                    return Bindings::new();
                }
                let is_first = lookup.aliases.is_empty();
                lookup.aliases.push(question);
                let mut found = Bindings::new();
                for target in self.alias_target(item, lookup) {
                    match target {
                        target @ (Def::Item(_) | Def::External(_)) => found.extend(self.member(&target, name, space, lookup)),
                        Def::Crate(_) | Def::Member(..) => {}
                    }
                }
                if is_first {
                    lookup.aliases.clear();
                }
                found
            }
            ItemKind::Struct(_) | ItemKind::Union | ItemKind::Enum | ItemKind::Trait => {
                let found = self.of_head(&SimplifiedType::Def(Def::Item(item)), name, space);
                if !found.is_empty() {
                    return found;
                }
                // If no impl declares the item, it comes from a derive or a trait, so it is a function, constant or type, but not
                // a macro.
                if space == Namespace::Macro {
                    Bindings::new()
                } else {
                    let above = self.in_traits(self.traits_above(item), name, space);
                    if above.is_empty() {
                        bound(Def::Member(item, name))
                    } else {
                        above
                    }
                }
            }
            _ => Bindings::new(),
        }
    }

    /// The definitions that a type alias refers to, resolved in the scope of the alias.
    fn alias_target(&self, alias: Item, lookup: &mut Lookup) -> Defs {
        let Some(path) = self.path_of_alias(alias) else {
            return Defs::new();
        };
        let scope = self.scope_of_item(alias);
        let (segments, absolute) = self.segments(scope, path);
        let mut there = Lookup {
            aliases: take(&mut lookup.aliases),
            ..Lookup::from(scope)
        };
        let mut steps = self.resolve_path(&segments, absolute, Namespace::Type, &mut there);
        lookup.aliases = there.aliases;
        let step = if steps.len() == segments.len() { steps.pop() } else { None };
        step.into_iter().flatten().map(|binding| binding.def).collect()
    }

    /// The meaning of `Self` in a scope: the type of the enclosing impl, the enclosing trait, or the enclosing type definition.
    pub(super) fn self_type(&self, scope: Scope) -> Bindings {
        let mut at = Some(scope);
        while let Some(scope) = at {
            let instance = self.instance_of_scope(scope);
            let data = self.scope(scope);
            match self.kind(scope) {
                ScopeKind::Impl(_) => {
                    let Some((_, instance, block)) = self.impl_block(scope) else {
                        return Bindings::new();
                    };
                    let facts = &self.file(instance.file).facts;
                    let Some(path) = facts.type_path(block.self_type) else {
                        return Bindings::new();
                    };
                    return self
                        .resolve_in(instance.scope(block.scope), path, Namespace::Type)
                        .unwrap_or_default();
                }
                ScopeKind::Trait | ScopeKind::Type => {
                    return data
                        .item
                        .map(|item| bound(Def::Item(Item(instance.items + item.0))))
                        .unwrap_or_default();
                }
                ScopeKind::Module | ScopeKind::File => return Bindings::new(),
                ScopeKind::Block | ScopeKind::Function => at = self.parent(scope),
            }
        }
        Bindings::new()
    }

    /// The bindings of a path in a scope; `None` if unknown.
    pub(super) fn resolve_in(&self, scope: Scope, path: facts::PathId, space: Namespace) -> Option<Bindings> {
        let (segments, absolute) = self.segments(scope, path);
        let asker = self.asker(scope, &segments);
        self.linked.resolved.get((asker, path, space), || {
            let mut steps = self.resolve_path(&segments, absolute, space, &mut Lookup::from(asker));
            if steps.len() == segments.len() { steps.pop() } else { None }
        })
    }
}

/// Maximum number of aliases that are expanded for one query.
const MOST_ALIASES: usize = 64;
