//! From a path to what it names, segment by segment.

use std::mem::take;

use smallvec::{SmallVec, smallvec};

use super::lookup::{Asking, Bindings, lives_in};
use super::symbols::{CRATE, DOLLAR_CRATE, SELF, SELF_TYPE, SUPER, Symbol};
use super::types::Head;
use super::{Def, Defs, Import, Item, Scope, Space, Workspace};
use crate::facts::{self, ItemKind, ScopeKind};

/// How a segment of a path came by a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What it names.
    pub def: Def,
    /// The scope and name under which it was found; `None` for members, crates and the prelude.
    pub declared: Option<(Scope, Symbol)>,
    /// The import through which that scope has it.
    pub import: Option<Import>,
}

impl Binding {
    /// Found without a name that a scope declares.
    pub(super) fn plain(def: Def) -> Self {
        Self {
            def,
            declared: None,
            import: None,
        }
    }
}

/// What the path up to one segment names.
pub type Step = SmallVec<[Binding; 1]>;

/// What each segment of a path names, in the order of the path. Shorter than the path where a segment is unknown.
pub type Resolution = SmallVec<[Step; 4]>;

/// How a path is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In code.
    Code,
    /// In a `use`: 2015 begins at the crate's root.
    Import,
}

/// A path as it is written, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelled<'a> {
    pub(super) segments: &'a [Symbol],
    /// It begins with `::`.
    pub(super) absolute: bool,
    pub(super) mode: Mode,
}

fn bound(def: Def) -> Step {
    smallvec![Binding::plain(def)]
}

impl Workspace {
    /// Resolves the segments of a path; the last one in `space`, those before as types.
    pub(super) fn resolve_path(
        &self,
        segments: &[Symbol],
        absolute: bool,
        space: Space,
        mode: Mode,
        asking: &mut Asking,
    ) -> Resolution {
        let spelled = Spelled {
            segments,
            absolute,
            mode,
        };
        let mut steps = self.resolve_prefix(spelled, asking);
        if steps.len() + 1 == segments.len() {
            let last = self.step(spelled, &steps, space, asking);
            steps.extend(Some(last).filter(|step| !step.is_empty()));
        }
        steps
    }

    /// Resolves all segments of a path but the last: what they name is the same for each space of the last one.
    pub(super) fn resolve_prefix(&self, spelled: Spelled<'_>, asking: &mut Asking) -> Resolution {
        let mut steps = Resolution::new();
        while steps.len() + 1 < spelled.segments.len() {
            let step = self.step(spelled, &steps, Space::Type, asking);
            if step.is_empty() {
                break;
            }
            steps.push(step);
        }
        steps
    }

    /// What the segment after `steps` names; nothing where there is none, as in `use *`.
    pub(super) fn step(&self, spelled: Spelled<'_>, steps: &Resolution, space: Space, asking: &mut Asking) -> Step {
        let Some(&name) = spelled.segments.get(steps.len()) else {
            return Step::new();
        };
        let mut step = match steps.last() {
            None => self.first_step(name, spelled, space, asking),
            Some(before) => {
                let found = self.next_step(before, name, space, asking);
                if steps.len() == 1 && self.is_of_primitive(spelled, before, &found) {
                    self.member(&self.primitive_def(spelled.segments[0]), name, space, asking)
                } else {
                    found
                }
            }
        };
        if spelled.mode == Mode::Import {
            // Associated items cannot be imported.
            step.retain(|binding| !matches!(binding.def, Def::Member(..)));
        }
        step
    }

    fn first_step(&self, name: Symbol, spelled: Spelled<'_>, space: Space, asking: &mut Asking) -> Step {
        let Spelled { absolute, mode, .. } = spelled;
        let krate = self.crate_of(asking.from);
        let data = &self.crates[krate.0 as usize];
        match name {
            CRATE | DOLLAR_CRATE => return bound(Def::Crate(krate)),
            SELF => return self.module_step(self.module(asking.from)),
            SUPER => {
                let parent = self.parent_module(self.module(asking.from));
                return parent.map(|parent| self.module_step(parent)).unwrap_or_default();
            }
            SELF_TYPE => return self.self_type(asking.from),
            _ => {}
        }
        let from_root = data.edition_2015 && (absolute || mode == Mode::Import);
        if from_root {
            let found = self.in_scope(data.root, name, space, asking);
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
        let found = self.lexical(name, space, asking);
        if found.is_empty() && space == Space::Type && self.standard.primitives().is_named(name) {
            return bound(self.primitive_def(name));
        }
        if found.is_empty() && self.may_begin_with_crate(spelled, space, asking) {
            return self.assumed_crate(krate, name).map(bound).unwrap_or_default();
        }
        found
    }

    /// A path in the code of a crate whose dependencies are known in part goes on behind a crate's name; a `use` may rename it.
    fn may_begin_with_crate(&self, spelled: Spelled<'_>, space: Space, asking: &Asking) -> bool {
        let goes_on = spelled.segments.len() > 1;
        if !self.crates[self.crate_of(asking.from).0 as usize].has_unnamed {
            return spelled.mode == Mode::Import && goes_on;
        }
        let is_macro = |import| {
            self.imported_textual_macro(import, spelled.segments, spelled.absolute)
                .is_some()
        };
        let is_renamed = || space == Space::Type && asking.except.is_some_and(|import| !is_macro(import));
        goes_on || (spelled.mode == Mode::Import && is_renamed())
    }

    /// A module that is called like a primitive type does not stand before what the type has: `use std::f32; f32::max(1., 2.)`.
    fn is_of_primitive(&self, spelled: Spelled<'_>, before: &Step, found: &Step) -> bool {
        let is_unknown = |binding: &Binding| matches!(binding.def, Def::Outside(_));
        spelled.mode == Mode::Code
            && !spelled.absolute
            && self.standard.primitives().is_named(spelled.segments[0])
            && before.iter().all(|binding| self.body(&binding.def).is_some())
            && found.iter().all(is_unknown)
    }

    /// Where it is not known which crates there are, a path whose first name is nowhere in sight begins with one.
    fn assumed_crate(&self, krate: super::Crate, name: Symbol) -> Option<Def> {
        let data = &self.crates[krate.0 as usize];
        let may_be = || data.has_unnamed && self.text(name).starts_with(char::is_lowercase);
        (data.open || may_be()).then(|| self.standard.outside(name))
    }

    fn next_step(&self, before: &Step, name: Symbol, space: Space, asking: &mut Asking) -> Step {
        let mut found = Step::new();
        for binding in before {
            for next in self.member(&binding.def, name, space, asking) {
                if !found.iter().any(|known| known.def == next.def) {
                    found.push(next);
                }
            }
        }
        found
    }

    /// What a module, type or crate has under a name.
    pub(super) fn member(&self, def: &Def, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        if let Some(body) = self.body(def) {
            return match name {
                SELF => self.module_step(body),
                SUPER => self
                    .parent_module(body)
                    .map(|parent| self.module_step(parent))
                    .unwrap_or_default(),
                name => {
                    let found = self.in_scope(body, name, space, asking);
                    if found.is_empty() {
                        self.beyond_stubs(def, body, name, asking)
                    } else {
                        found
                    }
                }
            };
        }
        match def {
            Def::Outside(outside) if name == SELF => bound(Def::Outside(outside.clone())),
            Def::Outside(outside) => {
                // What a primitive type has, or an impl of the workspace adds to a type of another crate.
                let head = self.standard.primitives().of_path(outside).unwrap_or(Head::Def(def.clone()));
                let found = self.of_head(&head, name, space);
                if found.is_empty() {
                    bound(Def::Outside(self.standard.child(outside, name)))
                } else {
                    found
                }
            }
            Def::Item(item) => self.associated(*item, name, space, asking),
            Def::Crate(_) | Def::Member(..) => Bindings::new(),
        }
    }

    /// What the impls of a type have under a name: inherent ones, else those of traits.
    pub(super) fn of_head(&self, head: &Head, name: Symbol, space: Space) -> Bindings {
        let key = (head.clone(), name);
        let own = self.living(self.tables.inherent.get(&key), space);
        if own.is_empty() {
            self.living(self.tables.of_traits.get(&key), space)
        } else {
            own
        }
    }

    pub(super) fn living(&self, items: impl Iterator<Item = Item>, space: Space) -> Bindings {
        let items = items.filter(|&member| lives_in(&self.item(member).kind, space));
        items.map(|member| Binding::plain(Def::Item(member))).collect()
    }

    /// A variant or an associated item of a type or trait.
    fn associated(&self, item: Item, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        match &self.item(item).kind {
            ItemKind::TypeAlias => {
                let question = (item, name, space);
                if asking.aliases.contains(&question) || asking.aliases.len() == MOST_ALIASES {
                    return Bindings::new();
                }
                let is_first = asking.aliases.is_empty();
                asking.aliases.push(question);
                let mut found = Bindings::new();
                for target in self.alias_target(item, asking) {
                    match target {
                        Def::Item(target) => found.extend(self.associated(target, name, space, asking)),
                        target @ Def::Outside(_) => found.extend(self.member(&target, name, space, asking)),
                        Def::Crate(_) | Def::Member(..) => {}
                    }
                }
                if is_first {
                    asking.aliases.clear();
                }
                found
            }
            ItemKind::Struct(_) | ItemKind::Union | ItemKind::Enum | ItemKind::Trait => {
                let found = self.living(self.tables.members.get(&(item, name)), space);
                if !found.is_empty() {
                    return found;
                }
                let found = self.of_head(&Head::Def(Def::Item(item)), name, space);
                if !found.is_empty() {
                    return found;
                }
                // What is not spelled out is derived or a trait's: a function, a constant or a type, but no macro.
                if space == Space::Macro {
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

    /// What a type alias stands for, asked from where it stands.
    fn alias_target(&self, alias: Item, asking: &mut Asking) -> Defs {
        let Some(path) = self.path_of_alias(alias) else {
            return Defs::new();
        };
        let scope = self.scope_of_item(alias);
        let (segments, absolute) = self.segments(scope, path);
        let mut there = Asking {
            consulted: take(&mut asking.consulted),
            aliases: take(&mut asking.aliases),
            ..Asking::from(scope)
        };
        let mut steps = self.resolve_path(&segments, absolute, Space::Type, Mode::Code, &mut there);
        asking.consulted = there.consulted;
        asking.aliases = there.aliases;
        let step = if steps.len() == segments.len() { steps.pop() } else { None };
        step.into_iter().flatten().map(|binding| binding.def).collect()
    }

    fn path_of_alias(&self, alias: Item) -> Option<facts::PathId> {
        let facts = &self.file(self.instance_of_item(alias).file).facts;
        self.item(alias).ty.and_then(|target| facts.type_path(target))
    }

    /// A type behind any number of aliases; none behind those that stand for each other.
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
                    let step = path.and_then(|path| self.resolve_in(self.scope_of_item(alias), path, Space::Type));
                    waiting.extend(step.into_iter().flatten().rev().map(|binding| binding.def));
                }
                None if !found.contains(&def) => found.push(def),
                _ => {}
            }
        }
        found
    }

    fn module_step(&self, module: Scope) -> Step {
        let def = match self.tables.module_of_body.get(&module) {
            Some(&item) => Def::Item(item),
            None => match self.scope(module).item {
                Some(item) if self.scope(module).kind == ScopeKind::Module => {
                    Def::Item(Item(self.instance_of_scope(module).items + item.0))
                }
                _ => Def::Crate(self.crate_of(module)),
            },
        };
        bound(def)
    }

    /// `Self`: the type of the impl, the trait, or the type around a scope.
    pub(super) fn self_type(&self, scope: Scope) -> Step {
        let mut at = Some(scope);
        while let Some(scope) = at {
            let instance = self.instance_of_scope(scope);
            let facts = &self.file(instance.file).facts;
            let data = self.scope(scope);
            match self.kind(scope) {
                ScopeKind::Impl(id) => {
                    let block = &facts.impls[id.0 as usize];
                    let Some(path) = facts.type_path(block.self_type) else {
                        return Step::new();
                    };
                    return self
                        .resolve_in(instance.scope(block.scope), path, Space::Type)
                        .unwrap_or_default();
                }
                ScopeKind::Trait | ScopeKind::Type => {
                    return data
                        .item
                        .map(|item| bound(Def::Item(Item(instance.items + item.0))))
                        .unwrap_or_default();
                }
                ScopeKind::Module | ScopeKind::File => return Step::new(),
                ScopeKind::Block | ScopeKind::Function => at = self.parent(scope),
            }
        }
        Step::new()
    }

    /// What a whole path of a file names in a scope; `None` when unknown.
    pub(super) fn resolve_in(&self, scope: Scope, path: facts::PathId, space: Space) -> Option<Step> {
        let (segments, absolute) = self.segments(scope, path);
        let asker = self.asker(scope, &segments);
        self.resolved.get((asker, path, space), || {
            let mut steps = self.resolve_path(&segments, absolute, space, Mode::Code, &mut Asking::from(asker));
            if steps.len() == segments.len() { steps.pop() } else { None }
        })
    }

    /// The scope to ask from in place of another: the innermost one around it that may answer differently from those further
    /// out.
    pub(super) fn asker(&self, scope: Scope, segments: &[Symbol]) -> Scope {
        match segments.first() {
            Some(&SELF_TYPE) => scope,
            _ => self.tables.declaring[scope.0 as usize],
        }
    }

    /// The segments of a path of the scope's file.
    pub(super) fn segments(&self, scope: Scope, path: facts::PathId) -> (SmallVec<[Symbol; 4]>, bool) {
        let file = self.file(self.instance_of_scope(scope).file);
        let path = file.facts.path(path);
        (
            path.segments.iter().map(|name| file.symbols[name.0 as usize]).collect(),
            path.absolute,
        )
    }
}

/// More aliases than this are not looked through for one answer.
const MOST_ALIASES: usize = 64;
