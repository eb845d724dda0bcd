//! Import resolution: runs all imports to a fixed point.
//!
//! An import can lead through other imports, in any order of the text and through any number of modules, so its path cannot be
//! resolved once and for all. The algorithm is a work list:
//!
//! 1. The imports are sorted into four [phases](Phase), so that those which others lead through usually come first: the standard
//!    library; globs and `extern crate`; re-exports; private imports.
//! 2. In each phase the waiting imports are resolved in rounds, in parallel, against what is known at the beginning of the round.
//!    Each result comes with its dependencies: the imports that it led through, and the scopes whose globs were searched, whether
//!    or not they had the name.
//! 3. If a result differs from the previous one, the imports that depend on it are resolved again. If a glob leads to other
//!    modules than before, so are the imports that searched its scope, or a scope whose globs lead there. They wait for the next
//!    round, whatever their phase is.
//!
//! A phase ends when no import waits. Most results change once, from nothing to a definition; a result can also be replaced,
//! because a named import takes precedence over a glob. A cycle that reaches no fixed point does not compile; the algorithm ends
//! because no import is resolved more than [`MOST_TURNS`] times.
//!
//! ```text
//! mod a { pub use crate::b::*; }            // 1: glob
//! mod b { pub use crate::c::Item as Name; } // 2: re-export
//! mod c { pub struct Item; }
//! mod d { use crate::a::Name; }             // 3: private
//! ```
//!
//! Here each import is resolved once: 1 leads to the module `b`, then 2 binds `b::Name` to `c::Item`, then 3 finds `Name` through
//! the glob of `a`. If 3 were a re-export too, it would be resolved in the same round as 2 and find `b::Name` unbound. It depends
//! on 2, though, so after the new result of 2 it is resolved again, and the next round binds it.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ImportKind, Visibility};
use crate::link::def_map::{DefMap, Dependencies, Imported, Lookup};
use crate::link::program::Program;
use crate::link::resolve::{Binding, Bindings, Mode, SpelledPath};
use crate::link::{Def, Import, Namespace, Scope};

/// The maximum number of times that an import is resolved. An import that still changes then is part of a cycle without a
/// solution.
const MOST_TURNS: u32 = 64;

/// Number of imports that are resolved in parallel; the next ones already see the results of these.
const AT_A_TIME: usize = 8192;

/// The order in which imports are resolved: those that others lead through come first, so that few are resolved again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Imports of the standard library, which all others may lead through.
    Standard,
    /// Globs and `extern crate`: any name may be imported through them.
    Wide,
    /// Re-exports: other modules may import their names.
    Passing,
    /// Private imports: only their module and its descendants see them.
    Own,
}

impl Phase {
    fn new(import: Import, program: &Program) -> Self {
        let standard = program.instances.last().map_or(0, |standard| standard.imports);
        let fact = program.import(import);
        match fact.kind {
            _ if import.0 >= standard => Self::Standard,
            ImportKind::Glob | ImportKind::ExternCrate(..) => Self::Wide,
            ImportKind::Named(_) | ImportKind::Unnamed if fact.visibility == Visibility::Private => Self::Own,
            ImportKind::Named(_) | ImportKind::Unnamed => Self::Passing,
        }
    }
}

/// The state of the algorithm.
pub(in crate::link) struct Settling {
    map: DefMap,
    /// For each import, the imports that were resolved through it since it last changed.
    dependents: Vec<Vec<Import>>,
    /// For each scope, the imports that searched its globs since these, or globs that they lead to, last changed.
    beyond: FxHashMap<Scope, Vec<Import>>,
    /// For each import, how often it was resolved.
    turns: Vec<u32>,
}

impl Settling {
    /// The initial state, in which no import is resolved.
    pub(in crate::link) fn new(map: DefMap) -> Self {
        let count = map.imported.len();
        Self {
            map,
            dependents: vec![Vec::new(); count],
            beyond: FxHashMap::default(),
            turns: vec![0; count],
        }
    }

    /// Resolves the wanted imports.
    pub(in crate::link) fn finish(mut self, is_wanted: impl Fn(Import, &DefMap) -> bool) -> DefMap {
        let wanted = self.map.imports().map(|(at, _)| at).filter(|at| is_wanted(*at, &self.map));
        let mut imports: Vec<(Phase, Import)> = wanted.map(|at| (Phase::new(at, &self.map), at)).collect();
        imports.sort_unstable();
        for phase in imports.chunk_by(|(one, _), (next, _)| one == next) {
            let mut waiting: Vec<Import> = phase.iter().map(|(_, import)| *import).collect();
            while !waiting.is_empty() {
                let some = waiting.chunks(AT_A_TIME).map(|some| self.settle(some));
                waiting = some.collect::<Vec<_>>().concat();
                waiting.sort_unstable();
                waiting.dedup();
            }
        }
        self.map
    }

    /// Resolves some imports against the current state, stores the results, and returns the imports that have to be resolved
    /// again because one that they depend on has changed.
    fn settle(&mut self, imports: &[Import]) -> Vec<Import> {
        let map = &self.map;
        let answers: Vec<Answer> = imports.par_iter().map(|import| map.bring(*import)).collect();
        let mut changed: Vec<Import> = Vec::new();
        for (&import, answer) in imports.iter().zip(answers) {
            for source in answer.dependencies.imports {
                self.dependents[source.0 as usize].push(import);
            }
            for scope in answer.dependencies.globs {
                self.beyond.entry(scope).or_default().push(import);
            }
            let at = import.0 as usize;
            self.turns[at] += 1;
            if self.map.imported[at] != answer.brought {
                Arc::make_mut(&mut self.map.imported)[at] = answer.brought;
                changed.push(import);
            }
        }
        let of_globs: FxHashSet<Scope> = changed.iter().filter_map(|import| self.map.scope_of_glob(*import)).collect();
        let led_elsewhere = self.map.note_globs(&of_globs);
        let beyond = led_elsewhere.iter().filter_map(|scope| self.beyond.remove(scope));
        let mut woken: Vec<Import> = beyond.flatten().collect();
        for import in changed {
            woken.append(&mut self.dependents[import.0 as usize]);
        }
        woken.retain(|import| self.turns[import.0 as usize] < MOST_TURNS);
        woken
    }
}

impl DefMap {
    /// Resolves an import against the current state.
    fn bring(&self, import: Import) -> Answer {
        let instance = self.instance_of_import(import);
        let fact = self.import(import);
        let scope = instance.scope(fact.scope);
        let mut lookup = Lookup {
            except: Some(import),
            ..Lookup::from(scope)
        };
        let (segments, absolute) = self.segments(scope, fact.path);
        let spelled = SpelledPath {
            segments: &segments,
            absolute,
            mode: Mode::Import,
        };
        let prefix = self.prefix_in_modules(spelled, &mut lookup);
        let mut bring = |space: Namespace| -> Bindings {
            if prefix.len() + 1 < segments.len() {
                return Bindings::new();
            }
            self.step_in_modules(spelled, &prefix, space, &mut lookup)
        };
        let mut brought = Imported::default();
        match fact.kind {
            ImportKind::Glob => brought.enter(Namespace::Type, bring(Namespace::Type)),
            ImportKind::ExternCrate(..) => {
                let assumed = || segments.last().map(|name| self.standard.outside(*name));
                brought.enter(Namespace::Type, self.named_crate(import).or_else(assumed).map(Binding::plain));
            }
            ImportKind::Named(_) | ImportKind::Unnamed => {
                brought.enter(Namespace::Type, bring(Namespace::Type));
                brought.enter(Namespace::Value, bring(Namespace::Value));
                match self.imported_textual_macro(import, &segments, absolute) {
                    Some(item) => brought.enter(Namespace::Macro, [Binding::plain(Def::Item(item))]),
                    None => brought.enter(Namespace::Macro, bring(Namespace::Macro)),
                }
            }
        }
        Answer {
            brought,
            dependencies: lookup.dependencies.once(),
        }
    }
}

/// The result of resolving an import, with its dependencies.
struct Answer {
    brought: Imported,
    dependencies: Dependencies,
}
