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
        if !self.tables.globs.contains_key(&scope) || !self.may_be_brought(scope, name) {
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
                    let brought = self.in_glob_target(target, name, space, asking, at);
                    let goes_on = self.body(target).filter(|body| brought.is_empty() && !seen.contains(body));
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

    /// One of those that declare the name is in reach of the globs of a scope; before imports are settled, anywhere.
    fn may_be_brought(&self, scope: Scope, name: Symbol) -> bool {
        let mut declarers = self.tables.declarers.get(&name);
        let Some(reach) = self.tables.reach.get(&scope) else {
            return declarers.next().is_some();
        };
        // Some names are declared in thousands of places, and some globs reach as many: the fewer of both are looked through.
        for _ in reach {
            match declarers.next() {
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
                match (self.body(target), target) {
                    (Some(body), _) if found.insert(GlobTarget::Module(body)) => waiting.push(body),
                    (None, Def::Item(item)) => {
                        found.insert(GlobTarget::Enum(*item));
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// A glob on the way is one that the scope which asks may go through.
    fn is_passable(&self, glob: Import, at: Scope, asking: Scope) -> bool {
        at == asking || self.is_visible_by(self.import(glob).visibility, at, asking)
    }

    fn in_glob_target(&self, target: &Def, name: Symbol, space: Space, asking: &mut Asking, importer: Scope) -> Bindings {
        if let Some(body) = self.body(target) {
            let mut found = self.declared_in(body, name, space, asking);
            found.retain(|binding| self.is_visible(binding, importer));
            return found;
        }
        let Def::Item(item) = target else { return Bindings::new() };
        let variants = self.tables.members.get(&(*item, name));
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

/// A variant with named fields is found among types only; its constructor is a literal.
fn lives_in_as_variant(kind: &ItemKind, space: Space) -> bool {
    matches!(kind, ItemKind::Variant { .. }) && lives_in(kind, space)
}
