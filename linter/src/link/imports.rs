//! Imports to a fixed point: each is resolved again whenever an import that it went through has changed.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::lookup::{Asking, Imported};
use super::resolve::{Binding, Mode, Spelled, Step};
use super::symbols::Symbol;
use super::{Def, Import, Item, Space, Workspace};
use crate::facts::ImportKind;

/// An import that is still changing after so many turns is a cycle without an answer.
const MOST_TURNS: u32 = 64;

impl Workspace {
    /// Fills in what every import brings.
    pub(super) fn settle_imports(&mut self) {
        let count = self.tables.imported.len();
        let mut dependents: Vec<FxHashSet<Import>> = vec![FxHashSet::default(); count];
        let mut turns = vec![0u32; count];
        // The standard library's come first, as all others hang on them.
        let own = self.instances.last().map_or(0, |standard| standard.imports);
        let mut waiting: VecDeque<Import> = (own..count as u32).chain(0..own).map(Import).collect();
        let mut is_waiting = vec![true; count];
        while let Some(import) = waiting.pop_front() {
            let at = import.0 as usize;
            is_waiting[at] = false;
            turns[at] += 1;
            if turns[at] > MOST_TURNS {
                continue;
            }
            let (brought, consulted) = self.bring(import);
            for source in consulted {
                dependents[source.0 as usize].insert(import);
            }
            if self.tables.imported[at] == brought {
                continue;
            }
            self.tables.imported[at] = brought;
            let mut woken: Vec<Import> = dependents[at].iter().copied().collect();
            woken.sort_unstable();
            for dependent in woken {
                if !std::mem::replace(&mut is_waiting[dependent.0 as usize], true) {
                    waiting.push_back(dependent);
                }
            }
        }
    }

    /// `use name` after `macro_rules! name` is of that macro.
    fn imported_textual_macro(&self, import: Import, segments: &[Symbol], absolute: bool) -> Option<Item> {
        let ([name], false) = (segments, absolute) else {
            return None;
        };
        let fact = self.import(import);
        let scope = self.instance_of_import(import).scope(fact.scope);
        self.textual_macro(scope, *name, fact.item_span.start)
    }

    /// What an import brings as things stand, and the imports that this hangs on.
    fn bring(&self, import: Import) -> (Imported, SmallVec<[Import; 4]>) {
        let instance = self.instance_of_import(import);
        let fact = self.import(import);
        let scope = instance.scope(fact.scope);
        let mut asking = Asking {
            except: Some(import),
            ..Asking::from(scope)
        };
        let (segments, absolute) = self.segments(scope, fact.path);
        let spelled = Spelled {
            segments: &segments,
            absolute,
            mode: Mode::Import,
        };
        let prefix = self.resolve_prefix(spelled, &mut asking);
        let mut bring = |space: Space| -> Step {
            if prefix.len() + 1 < segments.len() {
                return Step::new();
            }
            self.step(spelled, &prefix, space, &mut asking)
        };
        let mut brought = Imported::default();
        match fact.kind {
            ImportKind::Glob => brought.enter(Space::Type, bring(Space::Type)),
            ImportKind::ExternCrate(..) => {
                let assumed = || segments.last().map(|name| self.standard.outside(*name));
                brought.enter(Space::Type, self.named_crate(import).or_else(assumed).map(Binding::plain));
            }
            ImportKind::Named(_) | ImportKind::Unnamed => {
                brought.enter(Space::Type, bring(Space::Type));
                brought.enter(Space::Value, bring(Space::Value));
                match self.imported_textual_macro(import, &segments, absolute) {
                    Some(item) => brought.enter(Space::Macro, [Binding::plain(Def::Item(item))]),
                    None => brought.enter(Space::Macro, bring(Space::Macro)),
                }
            }
        }
        (brought, asking.consulted)
    }
}
