//! A linked workspace after an edit inside of bodies. All items, scopes and imports keep their numbers and their meaning, so the tables of
//! the phases are shared with the workspace from before the edit, and only the facts of the edited files are replaced.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashSet;

use super::program::crates::ExternCrate;
use super::program::symbols::Symbol;
use super::program::{Program, SourceFile};
use super::{File, Linked, Workspace, memo};
use crate::facts::FileFacts;
use crate::finding::{FilePath, Place};

impl Workspace {
    /// The workspace with other facts of some files, whose interfaces are the same. `None` if the edit may have changed what unknown
    /// names mean, or if a table depends on places in the files: of macros, of their calls, of what passes them on, or of a problem.
    pub(crate) fn with_edited(&self, edited: &[(File, Arc<FileFacts>)]) -> Option<Self> {
        let paths: FxHashSet<FilePath> = edited.iter().map(|(file, _)| self.file(*file).path.clone()).collect();
        let is_plain =
            |(file, facts): &(File, Arc<FileFacts>)| facts.places_of_macros().next().is_none() && self.file(*file).unexpanded == 0;
        let is_told = |place: &Place| paths.contains(&place.file);
        let has_problems = self.problems().iter().any(|problem| is_told(&problem.place))
            || self.missing_files().iter().any(|missing| is_told(&missing.place));
        if has_problems || !edited.iter().all(is_plain) || self.with_code_of(&paths).len() > edited.len() {
            return None;
        }
        let mut defs = self.linked.defs.clone();
        let program = defs.program_mut();
        for (file, facts) in edited {
            program.replace_facts(*file, facts);
        }
        let is_same = |file: File| program.names_same_crates(file, self);
        edited.iter().all(|(file, _)| is_same(*file)).then_some(())?;
        let uses = self.linked.uses.lock().unwrap_or_else(PoisonError::into_inner);
        let linked = Linked {
            impls: Arc::clone(&self.linked.impls),
            lang_items: self.linked.lang_items.clone(),
            resolved: memo::Memo::new(),
            aliases: OnceLock::clone(&self.linked.aliases),
            uses: Mutex::new(uses.without(self, |file| edited.iter().any(|(edited, _)| *edited == file))),
            defs,
        };
        Some(Self {
            linked: Arc::new(linked),
            focus: None,
        })
    }
}

impl Program {
    fn replace_facts(&mut self, file: File, facts: &Arc<FileFacts>) {
        let symbols = facts.names.iter().map(|name| match self.symbols.get(name) {
            Some(symbol) => symbol,
            None => Arc::make_mut(&mut self.symbols).intern(name),
        });
        let source = SourceFile {
            symbols: symbols.collect(),
            facts: Arc::clone(facts),
            ..SourceFile::clone(self.file(file))
        };
        self.files[file.0 as usize] = Arc::new(source);
    }

    /// Whether a file contains the names of the same dependencies as in another state. A dependency that a package never names decides
    /// what its unknown names are.
    fn names_same_crates(&self, file: File, before: &Self) -> bool {
        let packages = self.own_instances().iter().filter(|instance| instance.file == file);
        let packages: Vec<_> = packages
            .map(|instance| self.crates[instance.krate.0 as usize].package)
            .collect();
        let crates = self.crates.iter().filter(|krate| packages.contains(&krate.package));
        let outside = crates.flat_map(|krate| krate.externs.iter());
        let mut names = outside
            .filter(|(_, of)| matches!(of, ExternCrate::External(_)))
            .map(|(name, _)| *name);
        let has = |program: &Self, name: Symbol| program.file(file).symbols.contains(&name);
        names.all(|name| has(self, name) == has(before, name))
    }
}
