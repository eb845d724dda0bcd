//! Resolution of macro calls to definitions.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::facts::{ImportKind, ItemKind};
use crate::link::declarations::Declarations;
use crate::link::def_map::{DefMap, Lookup};
use crate::link::program::Program;
use crate::link::program::modules::Instance;
use crate::link::program::symbols::{CRATE, DOLLAR_CRATE, Symbol};
use crate::link::resolve::{Mode, SpelledPath};
use crate::link::{Crate, Def, File, Item, Namespace, Scope};

/// A call, with the definitions that it may refer to: several if `cfg` chooses between them.
pub(super) struct ResolvedCall {
    pub(super) key: (Crate, File, u32),
    /// The scope that contains it.
    pub(super) scope: Scope,
    pub(super) definitions: SmallVec<[Definition; 1]>,
}

/// A definition in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition {
    pub(super) file: File,
    /// The number of the definition in the file.
    pub(super) rules: u32,
    /// The meaning of `$crate` in it.
    pub(super) dollar_crate: Crate,
}

impl Program {
    /// The definition of a macro of the workspace by rules.
    fn rules_of(&self, item: Item) -> Option<Definition> {
        let instance = self.instance_of_item(item);
        let facts = &self.file(instance.file).facts;
        let is_own = instance.krate != self.standard.krate();
        let is_of_item = |rules: &crate::facts::MacroRules| instance.items + rules.item.0 == item.0;
        let rules = facts.macros.iter().position(is_of_item).filter(|_| is_own)?;
        Some(Definition {
            file: instance.file,
            rules: rules as u32,
            dollar_crate: self.dollar_crate(instance, 0),
        })
    }

    /// The crate that `$crate` stands for in the code of an instance. Each further `$` is for one expansion outward.
    pub(in crate::link) fn dollar_crate<'a>(&'a self, mut instance: &'a Instance, level: usize) -> Crate {
        for _ in 0..level {
            let Some(inclusion) = instance.included_in else { break };
            instance = &self.instances[inclusion.instance as usize];
        }
        instance.dollar_crate
    }

    /// The crate that a name such as `$crate` stands for.
    pub(in crate::link) fn crate_of_dollar(&self, name: Symbol, scope: Scope) -> Option<Crate> {
        let instance = self.instance_of_scope(scope);
        if name == DOLLAR_CRATE {
            return Some(instance.dollar_crate);
        }
        instance.included_in?;
        let level = level_of_dollar_crate(self.text(name))?;
        Some(self.dollar_crate(instance, level))
    }
}

/// The number of expansions outward that `$crate` is from, if a name is one.
pub(super) fn level_of_dollar_crate(name: &str) -> Option<usize> {
    let level = name.strip_suffix("$crate")?;
    level.bytes().all(|byte| byte == b'$').then_some(level.len())
}

impl DefMap {
    /// The calls that refer to macros of the workspace by rules and are not known yet.
    pub(super) fn calls_of_own_macros(&self, is_known: impl Fn(&(Crate, File, u32)) -> bool + Sync) -> Vec<ResolvedCall> {
        let names = self.names_of_own_macros();
        let mut calls = Vec::new();
        if names.is_empty() {
            return calls;
        }
        for instance in self.own_instances() {
            let file = self.file(instance.file);
            for (at, call) in file.facts.calls.iter().enumerate() {
                let key = (instance.krate, instance.file, at as u32);
                let path = file.facts.path(call.path);
                let is_named = path
                    .segments
                    .last()
                    .is_some_and(|last| names.contains(&file.symbols[last.0 as usize]));
                if !is_named || file.facts.is_expanded(call.span) || is_known(&key) {
                    continue;
                }
                let scope = instance.scope(call.scope);
                let (segments, absolute) = self.segments(scope, call.path);
                let definitions = self.macros_named(scope, &segments, absolute, call.span.start);
                if !definitions.is_empty() {
                    calls.push(ResolvedCall { key, scope, definitions });
                }
            }
        }
        calls
    }

    /// The names of all macros of the workspace by rules, and those that imports give them.
    fn names_of_own_macros(&self) -> FxHashSet<Symbol> {
        let macros = self.items().filter(|(_, fact)| matches!(fact.kind, ItemKind::Macro { .. }));
        let mut names: FxHashSet<Symbol> = macros.map(|(item, _)| self.name_of(item)).collect();
        let renamed = self
            .imports()
            .filter(|(_, import)| matches!(import.kind, ImportKind::Named(_)));
        let aliases: Vec<(Symbol, Symbol)> = renamed
            .filter_map(|(at, _)| {
                let scope = self.instance_of_import(at).scope(self.import(at).scope);
                let (segments, _) = self.segments(scope, self.import(at).path);
                Some((*segments.last()?, self.name_of_import(at)?))
            })
            .filter(|(name, alias)| name != alias)
            .collect();
        loop {
            let before = names.len();
            let known = aliases.iter().filter(|(name, _)| names.contains(name));
            let added: Vec<Symbol> = known.map(|(_, alias)| *alias).collect();
            names.extend(added);
            if names.len() == before {
                return names;
            }
        }
    }

    /// The macros of the workspace that a path in a scope refers to, at a byte offset of the scope's file.
    pub(super) fn macros_named(
        &self,
        scope: Scope,
        segments: &[Symbol],
        absolute: bool,
        position: u32,
    ) -> SmallVec<[Definition; 1]> {
        if let ([name], false) = (segments, absolute)
            && let Some(item) = self.textual_macro(scope, *name, position)
        {
            return self.rules_of(item).into_iter().collect();
        }
        let spelled = SpelledPath {
            segments,
            absolute,
            mode: Mode::Code,
        };
        let mut lookup = Lookup::from(self.asker(scope, segments));
        let steps = self.prefix_in_modules(spelled, &mut lookup);
        if steps.len() + 1 != segments.len() {
            return SmallVec::new();
        }
        let found = self.step_in_modules(spelled, &steps, Namespace::Macro, &mut lookup);
        let items = found.iter().filter_map(|binding| match binding.def {
            Def::Item(item) => self.rules_of(item),
            _ => None,
        });
        items.collect()
    }

    /// The macros that a path refers to whose first segment is the crate `krate`.
    pub(super) fn macros_in_crate(&self, krate: Crate, rest: &[Symbol]) -> SmallVec<[Definition; 1]> {
        let root = self.crates[krate.0 as usize].root;
        let segments: SmallVec<[Symbol; 4]> = std::iter::once(CRATE).chain(rest.iter().copied()).collect();
        self.macros_named(root, &segments, false, 0)
    }
}

impl Declarations {
    /// The symbols of some names; `None` if one of them occurs in no file that was linked.
    pub(super) fn symbols_of<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<SmallVec<[Symbol; 4]>> {
        names.map(|name| self.symbol(name)).collect()
    }
}
