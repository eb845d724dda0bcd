//! Glob imports: the names that the globs of a scope bring, directly or through globs of the modules that they lead to.
//!
//! The names that a glob imports are not copied into the scope: if every module imports a prelude of everything, that would be a
//! table of all names for each module. Instead, each look-up searches the graph whose nodes are scopes and whose edges are globs,
//! from both ends:
//!
//! - *Along* the globs, from the scope that the name is looked up in. A module that declares the name is a result; one that does
//!   not but has globs is searched next.
//! - *Against* the globs, from each module or enum that declares the name, to the scopes that its globs bring it into. When this
//!   arrives at a scope that the search along the globs has visited, the declaration is a result.
//!
//! Either direction alone finds everything, and either can visit all modules of a workspace where the other takes a few steps. So
//! each step goes in the direction that has been cheaper so far, counted in globs, and the search ends when one direction has
//! nothing left to visit.
//!
//! ```text
//! mod prelude { pub use crate::{m0::*, m1::*, /* … */ m999::*}; }
//! mod m0 { use crate::prelude::*; pub struct S0; fn f(_: S7) {} }
//! mod m7 { use crate::prelude::*; pub struct S7; }
//! ```
//!
//! `S7` in `m0`: along the globs, `m0` leads to `prelude`, and that to a thousand modules. Against them, only `m7` declares the
//! name, and only `prelude` has a glob of `m7`. So the two directions meet at `prelude` after a few steps. If each module
//! declared an `Error` instead and a scope had a glob of one module, a single step along that glob would be cheaper.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::facts::Visibility;
use crate::link::declarations::Declarations;
use crate::link::def_map::{DefMap, Imported, Lookup};
use crate::link::multimap::Multimap;
use crate::link::program::symbols::Symbol;
use crate::link::resolve::{Binding, Bindings};
use crate::link::{Def, Import, Item, Namespace, Scope};
use crate::steps::step;

/// A glob import, with its targets as far as imports are resolved.
#[derive(Clone, Debug)]
struct Glob {
    import: Import,
    visibility: Visibility,
    targets: SmallVec<[GlobTarget; 1]>,
}

/// A glob import as an edge against its direction: stored with its target.
#[derive(Clone, Copy, Debug)]
struct Globbing {
    /// The scope that contains it.
    scope: Scope,
    import: Import,
    visibility: Visibility,
}

/// The target of a glob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::link) enum GlobTarget {
    Module(Scope),
    Enum(Item),
}

impl GlobTarget {
    fn new(def: &Def, declarations: &Declarations) -> Option<Self> {
        match (declarations.body(def), def) {
            (Some(body), _) => Some(Self::Module(body)),
            (None, Def::Item(item)) => Some(Self::Enum(*item)),
            _ => None,
        }
    }

    fn module(self) -> Option<Scope> {
        match self {
            Self::Module(body) => Some(body),
            Self::Enum(_) => None,
        }
    }
}

/// The globs of all scopes, as edges in both directions.
#[derive(Clone, Debug)]
pub(in crate::link) struct Globs {
    of_scope: FxHashMap<Scope, Vec<Glob>>,
    /// For each target, the globs that lead to it, as far as imports are resolved.
    leading_to: FxHashMap<GlobTarget, Vec<Globbing>>,
    /// The scopes that declare a name, and the enums with such a variant. A name without an entry is not searched for.
    declarers: Multimap<Symbol, GlobTarget>,
}

impl Globs {
    /// The globs of all scopes, with their targets still unknown.
    pub(in crate::link) fn new(declarations: &Declarations) -> Self {
        let mut of_scope: FxHashMap<Scope, Vec<Glob>> = FxHashMap::default();
        for (at, import) in declarations.imports() {
            if let Some(scope) = declarations.scope_of_glob(at) {
                of_scope.entry(scope).or_default().push(Glob {
                    import: at,
                    visibility: import.visibility,
                    targets: SmallVec::new(),
                });
            }
        }
        let modules = declarations.declared.keys();
        let modules = modules.map(|&(scope, name)| (name, GlobTarget::Module(scope)));
        let enums = declarations
            .members
            .keys()
            .map(|&(item, name)| (name, GlobTarget::Enum(item)));
        let mut declarers = Multimap::default();
        for (name, declarer) in modules.chain(enums) {
            declarers.push(name, declarer);
        }
        Self {
            of_scope,
            leading_to: FxHashMap::default(),
            declarers,
        }
    }

    /// Updates the targets of the globs in the scopes `changed` from the current results of imports. Returns these scopes and
    /// those whose globs lead to them, directly or indirectly.
    pub(in crate::link) fn enter(
        &mut self,
        changed: &FxHashSet<Scope>,
        imported: &[Imported],
        declarations: &Declarations,
    ) -> FxHashSet<Scope> {
        let before = changed.iter().flat_map(|scope| self.of(*scope));
        let before: FxHashSet<GlobTarget> = before.flat_map(|glob| glob.targets.iter().copied()).collect();
        for target in before {
            let leading = self.leading_to.entry(target).or_default();
            leading.retain(|globbing| !changed.contains(&globbing.scope));
        }
        for &scope in changed {
            for glob in self.of_scope.get_mut(&scope).into_iter().flatten() {
                let defs = imported[glob.import.0 as usize].in_space(Namespace::Type);
                glob.targets = defs.filter_map(|def| GlobTarget::new(def, declarations)).collect();
                let &mut Glob { import, visibility, .. } = glob;
                for &target in &glob.targets {
                    let leading = self.leading_to.entry(target).or_default();
                    leading.push(Globbing {
                        scope,
                        import,
                        visibility,
                    });
                }
            }
        }
        self.closure(changed)
    }

    /// Some scopes, and those whose globs lead to them, directly or indirectly.
    fn closure(&self, scopes: &FxHashSet<Scope>) -> FxHashSet<Scope> {
        let mut found = scopes.clone();
        let mut waiting: Vec<Scope> = scopes.iter().copied().collect();
        while let Some(scope) = waiting.pop() {
            for globbing in self.leading_to(GlobTarget::Module(scope)) {
                step();
                if found.insert(globbing.scope) {
                    waiting.push(globbing.scope);
                }
            }
        }
        found
    }

    fn of(&self, scope: Scope) -> &[Glob] {
        self.of_scope.get(&scope).map_or(&[], Vec::as_slice)
    }

    fn leading_to(&self, target: GlobTarget) -> &[Globbing] {
        self.leading_to.get(&target).map_or(&[], Vec::as_slice)
    }

    /// The number of targets in the workspace of each glob of a scope, with its import.
    pub(in crate::link) fn target_counts(&self, scope: Scope) -> impl Iterator<Item = (Import, usize)> {
        self.of(scope).iter().map(|glob| (glob.import, glob.targets.len()))
    }

    /// The modules that the globs of a scope lead to directly.
    pub(in crate::link) fn modules(&self, scope: Scope) -> impl Iterator<Item = Scope> {
        let targets = self.of(scope).iter().flat_map(|glob| glob.targets.iter());
        targets.filter_map(|target| target.module())
    }
}

impl DefMap {
    /// The bindings of a name that the globs of a scope bring, directly or indirectly.
    pub(in crate::link) fn through_globs(&self, scope: Scope, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        if self.globs.of(scope).is_empty() {
            return Bindings::new();
        }
        lookup.dependencies.globs.push(scope);
        if self.globs.declarers.get(&name).next().is_none() {
            return Bindings::new();
        }
        Search::new(self, scope, (name, space), lookup).run()
    }

    /// The bindings of a name in the target of a glob, whether or not they are visible.
    fn in_glob_target(&self, target: GlobTarget, (name, space): (Symbol, Namespace), lookup: &mut Lookup) -> Bindings {
        match target {
            GlobTarget::Module(body) => self.declared_in(body, name, space, lookup),
            GlobTarget::Enum(item) => {
                let variants = self.variants_named(item, name, space);
                variants.map(|variant| Binding::plain(Def::Item(variant))).collect()
            }
        }
    }
}

/// A search for one name from both ends. See the module documentation.
struct Search<'s> {
    defs: &'s DefMap,
    scope: Scope,
    wanted: (Symbol, Namespace),
    lookup: &'s mut Lookup,
    found: Bindings,
    /// The search along the globs: modules that do not declare the name, so that their own globs have to be searched.
    along: Front,
    /// The search against the globs, from `declaration`: the scopes that it is brought into.
    against: Front,
    /// The declaration that the search against the globs currently starts from.
    declaration: Option<Binding>,
    /// The declarations that it starts from next, each with the module or enum that declares it.
    declarations: Vec<(GlobTarget, Binding)>,
}

/// The state of one direction of the search.
#[derive(Default)]
struct Front {
    seen: ScopesSeen,
    waiting: SmallVec<[Scope; FEW]>,
    /// Number of globs that were followed so far.
    cost: usize,
}

impl Front {
    fn enter(&mut self, scope: Scope) {
        if self.seen.insert(scope) {
            self.waiting.push(scope);
        }
    }
}

/// A set of scopes. Most searches visit few, for which a list is faster than a hash set.
#[derive(Default)]
struct ScopesSeen {
    few: SmallVec<[Scope; FEW]>,
    many: FxHashSet<Scope>,
}

/// Number of scopes up to which a list is used.
const FEW: usize = 8;

/// The cost of a step against the globs relative to a step along them: a step against them may follow declarations that never
/// reach the scope, and makes the result depend on them.
const DEARER: usize = 16;

impl ScopesSeen {
    fn contains(&self, scope: Scope) -> bool {
        self.few.contains(&scope) || self.many.contains(&scope)
    }

    fn insert(&mut self, scope: Scope) -> bool {
        if self.few.contains(&scope) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(scope);
            return true;
        }
        self.many.insert(scope)
    }
}

impl<'s> Search<'s> {
    fn new(defs: &'s DefMap, scope: Scope, wanted: (Symbol, Namespace), lookup: &'s mut Lookup) -> Self {
        let mut along = Front::default();
        along.enter(scope);
        Self {
            defs,
            scope,
            wanted,
            lookup,
            found: Bindings::new(),
            along,
            against: Front::default(),
            declaration: None,
            declarations: Vec::new(),
        }
    }

    /// Runs until one of the directions has nothing left to visit.
    fn run(mut self) -> Bindings {
        let defs = self.defs;
        let mut declarers = defs.globs.declarers.get(&self.wanted.0);
        let mut cost_of_along = defs.globs.of(self.scope).len();
        while !self.along.waiting.is_empty() {
            if self.along.cost + cost_of_along <= DEARER * (self.against.cost + self.cost_of_against()) {
                self.go_along();
                cost_of_along = self.along.waiting.last().map_or(0, |next| defs.globs.of(*next).len());
            } else if let Some(next) = self.against.waiting.pop() {
                self.go_against(next);
            } else if let Some((declarer, binding)) = self.declarations.pop() {
                self.begin_against(declarer, binding);
            } else if let Some(declarer) = declarers.next() {
                self.enter_declarations(declarer);
            } else {
                break;
            }
        }
        self.found
            .sort_by(|one, other| (&one.def, one.declared).cmp(&(&other.def, other.declared)));
        self.found.dedup_by(|next, before| next.def == before.def);
        self.found
    }

    fn cost_of_against(&self) -> usize {
        let next = self.against.waiting.last().map(|scope| GlobTarget::Module(*scope));
        let next = next.or(self.declarations.last().map(|(declarer, _)| *declarer));
        next.map_or(1, |target| self.defs.globs.leading_to(target).len())
    }

    fn go_along(&mut self) {
        let Some(at) = self.along.waiting.pop() else { return };
        for glob in self.defs.globs.of(at) {
            step();
            self.along.cost += 1;
            if !self.is_passable(glob.import, glob.visibility, at) {
                continue;
            }
            for &target in &glob.targets {
                let brought = self.brought(target, at);
                let enters = target
                    .module()
                    .filter(|module| brought.is_empty() && !self.defs.globs.of(*module).is_empty());
                if enters.is_some_and(|module| self.against.seen.contains(module)) {
                    self.meet();
                }
                enters.into_iter().for_each(|module| self.along.enter(module));
                brought.into_iter().for_each(|binding| self.find(binding));
            }
        }
    }

    fn go_against(&mut self, module: Scope) {
        let target = GlobTarget::Module(module);
        self.follow_against(target, |search, to| search.brought(target, to).is_empty());
    }

    fn begin_against(&mut self, declarer: GlobTarget, binding: Binding) {
        if self.found.contains(&binding) {
            return;
        }
        self.against.seen = ScopesSeen::default();
        self.declaration = Some(binding.clone());
        let defs = self.defs;
        self.follow_against(declarer, |_, to| defs.is_visible(&binding, to));
    }

    /// Goes from a target to the scopes with a glob of it, as far as the declaration is visible there.
    fn follow_against(&mut self, target: GlobTarget, comes_through: impl Fn(&mut Self, Scope) -> bool) {
        for &Globbing {
            scope,
            import,
            visibility,
        } in self.defs.globs.leading_to(target)
        {
            step();
            self.against.cost += 1;
            if !self.is_passable(import, visibility, scope) || !comes_through(self, scope) {
                continue;
            }
            if self.along.seen.contains(scope) {
                return self.meet();
            }
            self.against.enter(scope);
        }
    }

    fn enter_declarations(&mut self, declarer: GlobTarget) {
        step();
        self.against.cost += 1;
        if self.defs.globs.leading_to(declarer).is_empty() {
            return;
        }
        let bindings = self.defs.in_glob_target(declarer, self.wanted, self.lookup);
        self.declarations
            .extend(bindings.into_iter().map(|binding| (declarer, binding)));
    }

    /// Adds the declaration to the results if both directions have arrived at the same scope.
    fn meet(&mut self) {
        let declaration = self.declaration.take();
        declaration.into_iter().for_each(|binding| self.find(binding));
    }

    fn find(&mut self, binding: Binding) {
        if self.declaration.as_ref().is_none_or(|declaration| *declaration == binding) {
            self.declaration = None;
            self.against.waiting.clear();
            self.against.seen = ScopesSeen::default();
        }
        if !self.found.contains(&binding) {
            self.found.push(binding);
        }
    }

    /// The bindings that a glob imports into a scope from the target itself, as opposed to from the target's own globs.
    fn brought(&mut self, target: GlobTarget, to: Scope) -> Bindings {
        let mut found = self.defs.in_glob_target(target, self.wanted, self.lookup);
        found.retain(|binding| self.defs.is_visible(binding, to));
        found
    }

    /// Whether the search may lead through a glob: it must be visible from the scope in which the name is looked up.
    fn is_passable(&self, import: Import, visibility: Visibility, of: Scope) -> bool {
        let is_open = || of == self.scope || self.defs.is_visible_by(visibility, of, self.scope);
        self.lookup.except != Some(import) && is_open()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::link::tests::link;
    use crate::link::{Interest, Use};
    use crate::steps::steps_of;

    const MANIFEST: &str = "//- Cargo.toml\n[package]\nname = \"app\"\nedition = \"2021\"\n//- src/lib.rs\n";

    /// Number of steps for each module that linking and resolving every path take.
    fn steps_per_module(count: usize, modules: impl Fn(usize) -> String) -> u64 {
        let text: Vec<String> = (0..count).map(modules).collect();
        let fixture = format!("{MANIFEST}{}", text.join("\n"));
        let named = |usage: Use| usage.target().is_empty().then_some(());
        let work = || assert!(link(&fixture).uses(&Interest::Everything, named).is_empty());
        let reading = || drop(crate::facts::FileFacts::parse(&text.concat()));
        (steps_of(work) - steps_of(reading)) / count as u64
    }

    /// Whatever the graph of globs is, the number of steps is proportional to the number of modules.
    #[test]
    fn globs_are_followed_in_as_many_steps_as_there_are_modules() {
        let cycle = |count| move |at| format!("mod m{at} {{ pub use super::m{}::*; }}", (at + 1) % count);
        let chain = |count| {
            move |at| {
                format!(
                    "pub mod m{at} {{ {} }}",
                    if at + 1 < count {
                        format!("pub use super::m{}::*;", at + 1)
                    } else {
                        String::new()
                    }
                )
            }
        };
        let prelude = |count| {
            move |at| match at {
                0 => {
                    let globs: String = (1..count).map(|at| format!("pub use super::m{at}::*; ")).collect();
                    format!("mod prelude {{ {globs} }}")
                }
                at => format!(
                    "mod m{at} {{ use super::prelude::*; pub struct S{at}; const fn f(_: S1, _: S{}) {{}} }}",
                    count - at
                ),
            }
        };
        for count in [250, 1000] {
            assert!(steps_per_module(count, cycle(count)) <= 4, "a cycle");
            assert!(steps_per_module(count, chain(count)) <= 4, "a chain");
            assert!(steps_per_module(count, prelude(count)) <= 40, "a prelude");
        }
    }

    /// A generated module: its globs, and how it declares `thing`.
    fn module() -> impl Strategy<Value = (Vec<(usize, usize)>, usize)> {
        (prop::collection::vec((0usize..4, 0usize..6), 0..4), 0usize..10)
    }

    fn written(at: usize, (globs, thing): &(Vec<(usize, usize)>, usize)) -> String {
        let globs = globs.iter().map(|(visibility, target)| {
            let visibility = ["pub", "pub(super)", "pub(self)", "pub"][*visibility];
            format!("{visibility} use crate::m{target}::*; ")
        });
        let thing = [
            "pub fn thing() {}",
            "fn thing() {}",
            "pub use crate::m0::thing;",
            "pub use crate::m1::other as thing;",
        ]
        .get(*thing);
        format!(
            "pub mod m{at} {{ {} {} mod below {{ use super::*; }} }}\n",
            globs.collect::<String>(),
            thing.unwrap_or(&"")
        )
    }

    proptest! {
        /// The result does not depend on which direction is followed: the search with both finds what each direction finds alone.
        #[test]
        fn both_ends_find_what_globs_lead_to(modules in prop::collection::vec(module(), 6)) {
            let text: String = modules.iter().enumerate().map(|(at, module)| written(at, module)).collect();
            let workspace = link(&format!("{MANIFEST}{text}"));
            let name = workspace.symbol("thing");
            for (&scope, name) in workspace.globs.of_scope.keys().flat_map(|scope| name.map(|name| (scope, name))) {
                let wanted = (name, Namespace::Value);
                let mut lookup = [Lookup::from(scope), Lookup::from(scope), Lookup::from(scope)];
                let [both, one, other] = lookup.each_mut();
                let both = Search::new(&workspace, scope, wanted, both).run();
                let mut along = Search::new(&workspace, scope, wanted, one);
                along.against.cost = 1 << 40;
                prop_assert_eq!(&both, &along.run(), "{}", text);
                let mut against = Search::new(&workspace, scope, wanted, other);
                against.along.cost = 1 << 40;
                prop_assert_eq!(&both, &against.run(), "{}", text);
            }
        }
    }
}
