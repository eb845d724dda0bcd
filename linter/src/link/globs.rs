//! What globs bring into a scope: in any number of steps, and only where somebody declares the name.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::lookup::{Asking, Bindings, GlobTarget, lives_in};
use super::multimap::Multimap;
use super::resolve::Binding;
use super::symbols::Symbol;
use super::{Def, Import, Scope, Space, Workspace};
use crate::facts::ItemKind;

impl Workspace {
    /// What globs bring, of globs of globs too, in a loop: a chain of them may be longer than the stack is deep.
    pub(super) fn through_globs(&self, scope: Scope, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        let mut found = Bindings::new();
        if !self.tables.globs.contains_key(&scope) {
            return found;
        }
        let declarers = self.declarers(scope, name);
        if !self.may_be_brought(scope, name, &declarers) {
            return found;
        }
        let mut seen: SmallVec<[Scope; 8]> = smallvec::smallvec![scope];
        let mut waiting = seen.clone();
        while let Some(at) = waiting.pop() {
            for &glob in self.tables.globs.get(&at).into_iter().flatten() {
                if asking.except == Some(glob) || !self.is_passable(glob, at, scope) {
                    continue;
                }
                asking.consulted.push(glob);
                for target in self.tables.imported[glob.0 as usize].in_space(Space::Type) {
                    let Some(target) = self.glob_target(target) else { continue };
                    let brought = match declarers.may_be(target) {
                        true => self.in_glob_target(target, name, space, asking, at),
                        false => Bindings::new(),
                    };
                    let goes_on = target.module().filter(|body| brought.is_empty() && !seen.contains(body));
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

    /// Who declares a name, but for a scope itself.
    fn declarers(&self, scope: Scope, name: Symbol) -> Declarers {
        let others = self.tables.declarers.get(&name);
        let others = others.filter(|declarer| *declarer != GlobTarget::Module(scope));
        let some: SmallVec<[GlobTarget; FEW]> = others.take(FEW + 1).collect();
        if some.len() > FEW {
            Declarers::Many
        } else {
            Declarers::Few(some)
        }
    }

    /// One of those that declare the name is in reach of the globs of a scope; before imports are settled, anywhere.
    fn may_be_brought(&self, scope: Scope, name: Symbol, declarers: &Declarers) -> bool {
        let reach = self.tables.reach.get(&scope);
        let mut all = match (declarers, reach) {
            (Declarers::Few(few), Some(reach)) => return few.iter().any(|declarer| reach.contains(declarer)),
            (Declarers::Few(few), None) => return !few.is_empty(),
            (Declarers::Many, _) => self.tables.declarers.get(&name),
        };
        let Some(reach) = reach else { return true };
        // Some names are declared in thousands of places, and some globs reach as many: the fewer of both are looked through.
        for _ in reach {
            match all.next() {
                Some(declarer) if reach.contains(&declarer) => return true,
                Some(_) => {}
                None => return false,
            }
        }
        reach.iter().any(|target| match target {
            GlobTarget::Module(scope) => self.tables.declared.has(&(*scope, name)),
            GlobTarget::Enum(item) => self.tables.members.has(&(*item, name)),
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

    /// Notes what the globs of each scope lead to.
    pub(super) fn enter_reach(&mut self) {
        let scopes: Vec<Scope> = self.tables.globs.keys().copied().collect();
        let reach = scopes.par_iter().map(|&scope| (scope, self.reach_of(scope)));
        self.tables.reach = reach.collect();
    }

    fn reach_of(&self, scope: Scope) -> FxHashSet<GlobTarget> {
        let mut found = FxHashSet::default();
        let mut waiting = vec![scope];
        while let Some(at) = waiting.pop() {
            let globs = self.tables.globs.get(&at).into_iter().flatten();
            for target in globs.flat_map(|glob| self.tables.imported[glob.0 as usize].in_space(Space::Type)) {
                if let Some(target) = self.glob_target(target)
                    && found.insert(target)
                {
                    waiting.extend(target.module());
                }
            }
        }
        found
    }

    /// A glob on the way is one that the scope which asks may go through.
    fn is_passable(&self, glob: Import, at: Scope, asking: Scope) -> bool {
        at == asking || self.is_visible_by(self.import(glob).visibility, at, asking)
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
        let variants = self.tables.members.get(&(item, name));
        let variants = variants.filter(|&variant| lives_in_as_variant(&self.item(variant).kind, space));
        variants
            .map(|variant| Binding {
                def: Def::Item(variant),
                declared: None,
                import: None,
            })
            .collect()
    }
}

/// More declarers of a name than this are looked up where they may be, instead of being compared.
const FEW: usize = 8;

/// Who declares a name.
enum Declarers {
    Few(SmallVec<[GlobTarget; FEW]>),
    Many,
}

impl Declarers {
    fn may_be(&self, target: GlobTarget) -> bool {
        match self {
            Self::Few(few) => few.contains(&target),
            Self::Many => true,
        }
    }
}

/// A variant with named fields is found among types only; its constructor is a literal.
fn lives_in_as_variant(kind: &ItemKind, space: Space) -> bool {
    matches!(kind, ItemKind::Variant { .. }) && lives_in(kind, space)
}
