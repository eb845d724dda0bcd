//! Resolution of macro calls to definitions.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::matter::Matter;
use crate::facts::{ImportKind, ItemKind, Name};
use crate::link::declarations::Declarations;
use crate::link::def_map::{DefMap, Lookup};
use crate::link::program::Program;
use crate::link::program::modules::{CrateOrigin, Instance};
use crate::link::program::standard::WELL_KNOWN_FROM;
use crate::link::program::symbols::{CRATE, DOLLAR_CRATE, Symbol};
use crate::link::resolve::{Mode, SpelledPath};
use crate::link::{Crate, Def, File, Item, Namespace, Scope};

/// A call, with the definitions that it may refer to: several if `cfg` chooses between them.
pub(super) struct ResolvedCall {
    pub(super) key: (CrateOrigin, File, u32),
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
    /// Whether a macro of the standard library's file is one of a well-known crate. Those of std itself have no rules in the
    /// stubs.
    fn is_well_known(&self, item: Item) -> bool {
        self.item(item).span.start >= WELL_KNOWN_FROM
    }

    /// The definition of a macro of the workspace by rules.
    fn rules_of(&self, item: Item) -> Option<Definition> {
        let instance = self.instance_of_item(item);
        let facts = &self.file(instance.file).facts;
        let is_standard = instance.krate == self.standard.krate();
        let is_of_item = |rules: &crate::facts::MacroRules| instance.items + rules.item.0 == item.0;
        let has_rules = |_: &usize| !is_standard || self.is_well_known(item);
        let rules = facts.macros.iter().position(is_of_item).filter(has_rules)?;
        Some(Definition {
            file: if is_standard { File::STANDARD } else { instance.file },
            rules: rules as u32,
            dollar_crate: self.dollar_crate(instance, 0),
        })
    }

    /// The crate that `$crate` refers to in the code of an instance. Each further `$` refers to one expansion outward.
    pub(in crate::link) fn dollar_crate<'a>(&'a self, mut instance: &'a Instance, level: usize) -> Crate {
        for _ in 0..level {
            let Some(inclusion) = instance.included_in else { break };
            instance = &self.instances[inclusion.instance as usize];
        }
        instance.dollar_crate
    }

    /// The crate that a name such as `$crate` refers to.
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

/// A call of a macro with the name of a workspace macro or a well-known macro.
pub(super) struct CandidateCall {
    pub(super) key: (CrateOrigin, File, u32),
    instance: u32,
}

impl Declarations {
    /// The calls of macros with one of these names that should be expanded and are not known yet.
    pub(super) fn candidate_calls(
        &self,
        names: &FxHashSet<Symbol>,
        matter: &Matter,
        is_known: impl Fn(&(CrateOrigin, File, u32)) -> bool,
    ) -> Vec<CandidateCall> {
        let mut calls = Vec::new();
        for instance in self.own_instances().iter().filter(|_| !names.is_empty()) {
            let file = self.file(instance.file);
            let symbol = |name: Name| Some(file.symbols[name.0 as usize]);
            for (at, call) in file.facts.calls.iter().enumerate() {
                let key = (self.origin_of_crate(instance.krate), instance.file, at as u32);
                let is_candidate = file.facts.path(call.path).segments.last().is_some_and(|last| {
                    // `facts` does not record the arguments of a macro with the name of one of std.
                    let is_worth = || file.facts.calls_macro_of_std(call.path) || matter.is_worth(call, *last, symbol);
                    names.contains(&file.symbols[last.0 as usize]) && is_worth()
                });
                if is_candidate && !file.facts.is_expanded(call.span) && !is_known(&key) {
                    let instance = self.index_of(instance);
                    calls.push(CandidateCall { key, instance });
                }
            }
        }
        calls
    }

    /// All names in the paths of some calls.
    pub(super) fn names_of_calls(&self, calls: &[CandidateCall]) -> FxHashSet<Symbol> {
        let names = calls.iter().flat_map(|call| {
            let instance = &self.instances[call.instance as usize];
            let fact = &self.file(instance.file).facts.calls[call.key.2 as usize];
            self.segments(instance.root(), fact.path).0
        });
        names.collect()
    }

    /// The names of macros by rules that calls can refer to only since the files from `first` on were added. If these files
    /// import anything, any macro may have come into scope.
    pub(in crate::link) fn names_of_own_macros(&self, first: u32) -> FxHashSet<Symbol> {
        let is_standard = |item: Item| self.is_standard(&Def::Item(item));
        let of_new_files = self.own_instances().iter().filter(|instance| instance.file.0 >= first);
        let imports = of_new_files.filter(|instance| !self.file(instance.file).facts.imports.is_empty());
        let first = if imports.count() > 0 { 0 } else { first };
        let is_new = |item: Item| {
            let file = self.file_of(item);
            file.0 >= first && (first == 0 || !is_standard(item))
        };
        let macros = self.items_of(&self.instances).filter(|(item, fact)| match fact.kind {
            ItemKind::Macro { .. } => is_new(*item) && (!is_standard(*item) || self.is_well_known(*item)),
            _ => false,
        });
        let mut names: FxHashSet<Symbol> = macros.map(|(item, _)| self.name_of(item)).collect();
        let renamed = self
            .imports()
            .filter(|(_, import)| matches!(import.kind, ImportKind::Named(_)));
        let aliases: Vec<(Symbol, Symbol)> = renamed
            .filter_map(|(at, import)| {
                let instance = self.instance_of_import(at);
                let (segments, _) = self.segments(instance.scope(import.scope), import.path);
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
}

impl DefMap {
    /// The candidates that refer to macros by rules.
    pub(super) fn resolved_calls(&self, candidates: &[CandidateCall]) -> Vec<ResolvedCall> {
        let resolved = candidates.iter().filter_map(|candidate| {
            let instance = &self.instances[candidate.instance as usize];
            let call = &self.file(instance.file).facts.calls[candidate.key.2 as usize];
            let scope = instance.scope(call.scope);
            let (segments, absolute) = self.segments(scope, call.path);
            let definitions = self.macros_named(scope, &segments, absolute, call.span.start);
            (!definitions.is_empty()).then_some(ResolvedCall {
                key: candidate.key,
                scope,
                definitions,
            })
        });
        resolved.collect()
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
        let definitions = found.iter().filter_map(|binding| match &binding.def {
            Def::Item(item) => self.rules_of(*item),
            Def::External(outside) => self.well_known(&outside.segments),
            _ => None,
        });
        let mut definitions: SmallVec<[Definition; 1]> = definitions.collect();
        if let ([name], true) = (segments, found.is_empty()) {
            definitions.extend(self.passed_on_by_crate(self.crate_of(scope), *name));
        }
        definitions
    }

    /// The macro of a well-known crate with a path.
    fn well_known(&self, path: &[Symbol]) -> Option<Definition> {
        let root = self.crates[self.standard.krate().0 as usize].root;
        let segments: SmallVec<[Symbol; 4]> = [CRATE, self.symbol("well_known")?]
            .into_iter()
            .chain(path.iter().copied())
            .collect();
        let spelled = SpelledPath {
            segments: &segments,
            absolute: false,
            mode: Mode::Code,
        };
        let mut lookup = Lookup::from(root);
        let steps = self.prefix_in_modules(spelled, &mut lookup);
        let found =
            (steps.len() + 1 == segments.len()).then(|| self.step_in_modules(spelled, &steps, Namespace::Macro, &mut lookup))?;
        found.iter().find_map(|binding| match binding.def {
            Def::Item(item) => self.rules_of(item),
            _ => None,
        })
    }

    /// The macro of a well-known crate that `#[macro_use] extern crate` imports into a whole crate.
    fn passed_on_by_crate(&self, krate: Crate, name: Symbol) -> Option<Definition> {
        let imports = self.crates_of_macros.get(&krate)?;
        imports.iter().find_map(|import| match self.named_crate(*import)? {
            Def::External(outside) => self.well_known(&[outside.segments.as_slice(), &[name]].concat()),
            _ => None,
        })
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
