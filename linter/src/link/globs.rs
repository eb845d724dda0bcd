//! What globs bring into a scope: in any number of steps, and only where somebody declares the name.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::lookup::{Asking, Bindings, Entry, Glob, GlobTarget, Reach, lives_in};
use super::multimap::Multimap;
use super::resolve::Binding;
use super::symbols::Symbol;
use super::{Def, Item, Scope, Space, Workspace};
use crate::facts::ItemKind;

impl Workspace {
    /// What globs bring, of globs of globs too, in a loop: a chain of them may be longer than the stack is deep.
    pub(super) fn through_globs(&self, scope: Scope, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        let mut found = Bindings::new();
        if !self.tables.globs.contains_key(&scope) {
            return found;
        }
        asking.consulted.globs.push(scope);
        let declarers = self.declarers_in_reach(scope, (name, space), asking);
        if declarers.is_none() {
            return found;
        }
        let mut seen: SmallVec<[Scope; 8]> = smallvec::smallvec![scope];
        let mut waiting = seen.clone();
        while let Some(at) = waiting.pop() {
            for glob in self.tables.globs.get(&at).into_iter().flatten() {
                if asking.except == Some(glob.import) || !self.is_passable(glob, at, scope) {
                    continue;
                }
                for &target in &glob.targets {
                    let brought = match declarers.may_be(target) {
                        true => self.in_glob_target(target, name, space, asking, at),
                        false => Bindings::new(),
                    };
                    let goes_on = |body: &Scope| brought.is_empty() && !seen.contains(body) && self.leads_to(*body, &declarers);
                    let goes_on = target.module().filter(goes_on);
                    seen.extend(goes_on);
                    waiting.extend(goes_on);
                    for binding in brought {
                        if !found.iter().any(|known: &Binding| known.def == binding.def) {
                            found.push(binding);
                        }
                    }
                }
            }
        }
        found
    }

    /// Who has a name in a space, in reach of the globs of a scope, whoever may see it.
    fn declarers_in_reach(&self, scope: Scope, wanted: (Symbol, Space), asking: &mut Asking) -> Declarers {
        let reach = match self.tables.reach.get(&scope) {
            None => return Declarers::Listed(SmallVec::new()),
            Some(Reach::Far) => return Declarers::Many,
            Some(Reach::Known(reach)) => reach,
        };
        let itself = GlobTarget::Module(scope);
        let mut has = |target: &GlobTarget| *target != itself && self.has(*target, wanted, asking);
        // Some names are declared in thousands of places, and some globs reach as many: the fewer of both are looked through.
        let mut all = self.tables.declarers.get(&wanted.0);
        let some = all.by_ref().take(reach.len());
        let mut found: SmallVec<[GlobTarget; FEW]> = some.filter(|target| reach.contains(target) && has(target)).collect();
        if all.next().is_some() {
            found = reach.iter().copied().filter(has).collect();
        }
        if found.len() <= FEW {
            Declarers::Listed(found)
        } else {
            Declarers::Many
        }
    }

    /// The globs of a scope have one of those who have a name in reach.
    fn leads_to(&self, scope: Scope, declarers: &Declarers) -> bool {
        match (self.tables.reach.get(&scope), declarers) {
            (None, _) => false,
            (Some(Reach::Far), _) | (_, Declarers::Many) => true,
            (Some(Reach::Known(reach)), Declarers::Listed(few)) => few.iter().any(|target| reach.contains(target)),
        }
    }

    /// What a glob may lead to has a name in a space, whoever may see it.
    fn has(&self, target: GlobTarget, (name, space): (Symbol, Space), asking: &mut Asking) -> bool {
        match target {
            GlobTarget::Module(body) => self.tables.declared.get(&(body, name)).any(|entry| match entry {
                Entry::Item(_, spaces) => spaces.has(space),
                Entry::Import(import) => {
                    asking.consulted.imports.push(import);
                    self.tables.imported[import.0 as usize].in_space(space).next().is_some()
                }
            }),
            GlobTarget::Enum(item) => self.variants_named(item, name, space).next().is_some(),
        }
    }

    /// A variant with named fields is found among types only; its constructor is a literal.
    fn variants_named(&self, of: Item, name: Symbol, space: Space) -> impl Iterator<Item = Item> {
        let variants = self.tables.members.get(&(of, name));
        variants.filter(move |variant| {
            let kind = &self.item(*variant).kind;
            matches!(kind, ItemKind::Variant { .. }) && lives_in(kind, space)
        })
    }

    /// Notes who declares which name.
    pub(super) fn enter_declarers(&mut self) {
        let modules = self
            .tables
            .declared
            .keys()
            .map(|&(scope, name)| (name, GlobTarget::Module(scope)));
        let enums = self.tables.members.keys().map(|&(item, name)| (name, GlobTarget::Enum(item)));
        let mut declarers: Multimap<Symbol, GlobTarget> = Multimap::default();
        for (name, declarer) in modules.chain(enums) {
            declarers.push(name, declarer);
        }
        self.tables.declarers = declarers;
    }

    /// Notes what globs lead to, now that those of some scopes lead elsewhere than before, and says for which scopes that may
    /// have changed.
    pub(super) fn enter_reach(&mut self, changed: &FxHashSet<Scope>) -> Vec<Scope> {
        if changed.is_empty() {
            return Vec::new();
        }
        for scope in changed {
            let mut globs = self.tables.globs.remove(scope).unwrap_or_default();
            for glob in &mut globs {
                let defs = self.tables.imported[glob.import.0 as usize].in_space(Space::Type);
                glob.targets = defs.filter_map(|def| self.glob_target(def)).collect();
            }
            self.tables.globs.insert(*scope, globs);
        }
        let is_led_through = |scope: &Scope| {
            let reach = match self.tables.reach.get(scope) {
                None => return false,
                Some(Reach::Far) => return true,
                Some(Reach::Known(reach)) => reach,
            };
            // The fewer of both are looked through.
            if changed.len() < reach.len() {
                changed.iter().any(|module| reach.contains(&GlobTarget::Module(*module)))
            } else {
                let mut modules = reach.iter().filter_map(|target| target.module());
                modules.any(|module| changed.contains(&module))
            }
        };
        let scopes = self.tables.globs.par_iter().map(|(scope, _)| *scope);
        let scopes = scopes.filter(|scope| changed.contains(scope) || is_led_through(scope));
        let reach: Vec<_> = scopes.map(|scope| (scope, self.reach_of(scope))).collect();
        let scopes = reach.iter().map(|(scope, _)| *scope).collect();
        self.tables.reach.extend(reach);
        scopes
    }

    fn reach_of(&self, scope: Scope) -> Reach {
        let mut found = FxHashSet::default();
        let mut waiting = vec![scope];
        while let Some(at) = waiting.pop() {
            let globs = self.tables.globs.get(&at).into_iter().flatten();
            for target in globs.flat_map(|glob| &glob.targets) {
                if found.insert(*target) {
                    waiting.extend(target.module());
                }
            }
            if found.len() > FARTHEST {
                return Reach::Far;
            }
        }
        Reach::Known(found)
    }

    /// A glob on the way is one that the scope which asks may go through.
    fn is_passable(&self, glob: &Glob, at: Scope, asking: Scope) -> bool {
        at == asking || self.is_visible_by(glob.visibility, at, asking)
    }

    fn glob_target(&self, def: &Def) -> Option<GlobTarget> {
        match (self.body(def), def) {
            (Some(body), _) => Some(GlobTarget::Module(body)),
            (None, Def::Item(item)) => Some(GlobTarget::Enum(*item)),
            _ => None,
        }
    }

    fn in_glob_target(&self, target: GlobTarget, name: Symbol, space: Space, asking: &mut Asking, importer: Scope) -> Bindings {
        let item = match target {
            GlobTarget::Module(body) => {
                let mut found = self.declared_in(body, name, space, asking);
                found.retain(|binding| self.is_visible(binding, importer));
                return found;
            }
            GlobTarget::Enum(item) => item,
        };
        self.variants_named(item, name, space)
            .map(|variant| Binding {
                def: Def::Item(variant),
                declared: None,
                import: None,
            })
            .collect()
    }
}

/// Globs of people lead to hundreds of modules; to more than these a chain of them that is long, and then so is each of its parts.
const FARTHEST: usize = 4096;

/// More declarers of a name than this are looked for wherever globs lead.
const FEW: usize = 8;

/// Who declares a name.
enum Declarers {
    Listed(SmallVec<[GlobTarget; FEW]>),
    Many,
}

impl Declarers {
    fn is_none(&self) -> bool {
        matches!(self, Self::Listed(few) if few.is_empty())
    }

    fn may_be(&self, target: GlobTarget) -> bool {
        match self {
            Self::Listed(few) => few.contains(&target),
            Self::Many => true,
        }
    }
}
