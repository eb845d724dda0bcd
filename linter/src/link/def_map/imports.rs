//! Imports to a fixed point: each is resolved again whenever an import that it went through has changed.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ImportKind, Visibility};
use crate::link::def_map::{DefMap, Dependencies, Imported, Lookup};
use crate::link::program::Program;
use crate::link::resolve::{Binding, Bindings, Mode, SpelledPath};
use crate::link::{Def, Import, Namespace, Scope};

/// An import that is still changing after so many turns is a cycle without an answer.
const MOST_TURNS: u32 = 64;

/// So many are resolved at a time by all threads; the next ones see what these bring.
const AT_A_TIME: usize = 8192;

/// Which imports are settled before which: those that others go through come first, so that few have to be resolved again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Of the standard library: all others hang on them.
    Standard,
    /// Globs and crates: any name may come through them.
    Wide,
    /// Re-exports: names come through them from afar.
    Passing,
    /// What is for the scope alone.
    Own,
}

impl Phase {
    fn of(import: Import, program: &Program) -> Self {
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

/// What is known while imports are settled.
pub(in crate::link) struct Settling {
    map: DefMap,
    /// For each import those that went through it since it changed.
    dependents: Vec<Vec<Import>>,
    /// For each scope those that went through its globs since one of these changed, or one that they lead to.
    beyond: FxHashMap<Scope, Vec<Import>>,
    /// How often each was resolved.
    turns: Vec<u32>,
}

impl Settling {
    /// Begins with imports that bring nothing.
    pub(in crate::link) fn new(map: DefMap) -> Self {
        let count = map.imported.len();
        Self {
            map,
            dependents: vec![Vec::new(); count],
            beyond: FxHashMap::default(),
            turns: vec![0; count],
        }
    }

    /// Fills in what every import brings.
    pub(in crate::link) fn finish(mut self) -> DefMap {
        let mut imports: Vec<(Phase, Import)> = self.map.imports().map(|(at, _)| (Phase::of(at, &self.map), at)).collect();
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

    /// Resolves some imports, all as things stand, and gives those that have to be resolved again: they went through one that
    /// has changed.
    fn settle(&mut self, imports: &[Import]) -> Vec<Import> {
        let map = &self.map;
        let answers: Vec<Answer> = imports.par_iter().map(|import| map.bring(*import)).collect();
        let mut changed: Vec<Import> = Vec::new();
        for (&import, answer) in imports.iter().zip(answers) {
            for source in answer.consulted.imports {
                self.dependents[source.0 as usize].push(import);
            }
            for scope in answer.consulted.globs {
                self.beyond.entry(scope).or_default().push(import);
            }
            let at = import.0 as usize;
            self.turns[at] += 1;
            if self.map.imported[at] != answer.brought {
                self.map.imported[at] = answer.brought;
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
    /// What an import brings as things stand.
    fn bring(&self, import: Import) -> Answer {
        let instance = self.instance_of_import(import);
        let fact = self.import(import);
        let scope = instance.scope(fact.scope);
        let mut asking = Lookup {
            except: Some(import),
            ..Lookup::from(scope)
        };
        let (segments, absolute) = self.segments(scope, fact.path);
        let spelled = SpelledPath {
            segments: &segments,
            absolute,
            mode: Mode::Import,
        };
        let prefix = self.prefix_in_modules(spelled, &mut asking);
        let mut bring = |space: Namespace| -> Bindings {
            if prefix.len() + 1 < segments.len() {
                return Bindings::new();
            }
            self.step_in_modules(spelled, &prefix, space, &mut asking)
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
            consulted: asking.consulted.once(),
        }
    }
}

/// What an import brings, and what that hangs on.
struct Answer {
    brought: Imported,
    consulted: Dependencies,
}
