//! A record of resolved names: what imports and macro calls resolved to. From it, a workspace is linked again after an edit that changed no
//! declaration, without the search for macro calls and without the fixed point of imports, which take most of the time.
//!
//! In a record, items, scopes and imports are numbers in the order of files, which such an edit leaves as they are. Names are texts, since
//! the code in a body may add some or remove some.

use std::sync::Arc;

use bitcode::{Decode, Encode};
use rustc_hash::FxHashMap;

use super::declarations::Declarations;
use super::def_map::{DefMap, Imported, ImportedDef};
use super::expansions::{Expansions, RecordedExpansions};
use super::external_path::ExternalPath;
use super::program::symbols::Symbol;
use super::{Crate, Def, File, Item, Namespace, Scope};
use crate::facts::{Expansion, FileFacts, Grammar, MacroCall, ScopeId};
use crate::interned::{Interned, Texts};

/// What imports and macro calls resolved to.
#[derive(Debug, Encode, Decode)]
pub(crate) struct LinkRecord {
    /// The names by which a call may refer to a macro that is expanded.
    macros: Vec<String>,
    expansions: RecordedExpansions,
    imports: RecordedImports,
    /// For each crate, whether its package has a dependency that its code never names: it decides what unknown names are.
    have_unnamed: Vec<bool>,
}

impl LinkRecord {
    pub(crate) fn new(defs: &DefMap, expansions: &Expansions) -> Self {
        let macros = defs.names_of_own_macros(0);
        let mut macros: Vec<String> = macros.into_iter().map(|name| defs.text(name).to_owned()).collect();
        macros.sort_unstable();
        Self {
            macros,
            expansions: expansions.record(),
            imports: RecordedImports::new(defs),
            have_unnamed: have_unnamed(defs),
        }
    }

    /// The numbers of the calls in a file that may be expanded, before and after an edit that left the declarations as they were.
    /// `None` if the calls are not the same ones, so that others may have to be expanded.
    pub(crate) fn same_calls(&self, before: &FileFacts, now: &FileFacts) -> Option<FxHashMap<u32, u32>> {
        let [before, now] = [before, now].map(|facts| self.calls_of_macros(facts));
        let calls = before.iter().zip(&now);
        let are_same = before.len() == now.len() && calls.clone().all(|((_, call), (_, other))| call == other);
        are_same.then(|| calls.map(|((number, _), (other, _))| (*number, *other)).collect())
    }

    /// The calls in a file whose name is that of a macro that is expanded, with their numbers.
    fn calls_of_macros(&self, facts: &FileFacts) -> Vec<(u32, CallInScope)> {
        let is_macro = |name: &str| self.macros.binary_search_by(|known| known.as_str().cmp(name)).is_ok();
        let calls = facts.calls.iter().zip(0..).filter(|(call, _)| {
            let last = facts.path(call.path).segments.last();
            last.is_some_and(|last| is_macro(facts.name(*last)))
        });
        let in_scope = |call: &MacroCall| CallInScope {
            path: facts.spelled(call.path),
            arguments: call.hash,
            scope: call.scope,
            macros_before: facts.places_of_macros().filter(|place| *place < call.span.start).count(),
            grammar: call.grammar,
            is_value_used: call.is_value_used,
        };
        calls.map(|(call, number)| (number, in_scope(call))).collect()
    }

    /// The expansions. `by_key` gets those of some calls by the key under which they are cached, and `edited` the numbers of the calls in
    /// the edited files. `None` if an expansion is not known any more.
    pub(crate) fn expansions(
        &self,
        files: usize,
        by_key: impl Fn(u128) -> Vec<Option<Arc<Expansion>>>,
        edited: &FxHashMap<File, FxHashMap<u32, u32>>,
    ) -> Option<Expansions> {
        Expansions::from_record(&self.expansions, files, by_key, edited)
    }

    /// The names of all scopes. `None` if the record is not about these declarations.
    pub(crate) fn def_map(&self, declarations: Declarations) -> Option<DefMap> {
        let is_same = have_unnamed(&declarations) == self.have_unnamed;
        let imported = is_same.then(|| self.imports.imported(&declarations)).flatten()?;
        DefMap::with_imported(declarations, imported)
    }
}

/// All that decides whether a call is expanded, besides the declarations.
#[derive(PartialEq, Eq)]
struct CallInScope {
    path: String,
    /// The hash of its text.
    arguments: u64,
    scope: ScopeId,
    /// The number of macros, and of modules and files that may pass macros on, that come before it.
    macros_before: usize,
    grammar: Grammar,
    is_value_used: bool,
}

fn have_unnamed(declarations: &Declarations) -> Vec<bool> {
    declarations.crates.iter().map(|krate| krate.has_unnamed).collect()
}

/// The definitions that all imports resolve to.
#[derive(Debug, Default, Encode, Decode)]
struct RecordedImports {
    names: Texts,
    /// For each import, where its definitions end.
    ends: Vec<u32>,
    defs: Vec<RecordedImport>,
}

/// A definition that an import resolves to. Names are indices into the record's names.
#[derive(Debug, Encode, Decode)]
struct RecordedImport {
    space: Namespace,
    def: RecordedDef,
    declared: Option<(Scope, u32)>,
}

#[derive(Debug, Encode, Decode)]
enum RecordedDef {
    Crate(Crate),
    Item(Item),
    Member(Item, u32),
    External(Vec<u32>, bool),
}

impl RecordedImports {
    fn new(defs: &DefMap) -> Self {
        let mut record = Self::default();
        let mut index = Interned::default();
        let mut numbers: FxHashMap<Symbol, u32> = FxHashMap::default();
        let names = &mut record.names;
        let mut number = |name: Symbol| {
            *numbers
                .entry(name)
                .or_insert_with(|| names.enter(defs.text(name), &mut index))
        };
        for imported in defs.imported.iter() {
            for found in imported.all() {
                record.defs.push(RecordedImport {
                    space: found.space,
                    def: match &found.def {
                        Def::Crate(krate) => RecordedDef::Crate(*krate),
                        Def::Item(item) => RecordedDef::Item(*item),
                        Def::Member(item, name) => RecordedDef::Member(*item, number(*name)),
                        Def::External(path) => {
                            let segments = path.segments.iter().map(|segment| number(*segment));
                            RecordedDef::External(segments.collect(), path.called)
                        }
                    },
                    declared: found.declared.map(|(scope, name)| (scope, number(name))),
                });
            }
            record.ends.push(record.defs.len() as u32);
        }
        record
    }

    /// The definitions with the symbols of a workspace. `None` if it has other imports or lacks a name.
    fn imported(&self, declarations: &Declarations) -> Option<Vec<Imported>> {
        let symbols: Option<Vec<Symbol>> = self.names.iter().map(|name| declarations.symbol(name)).collect();
        let symbols = symbols?;
        let symbol = |number: u32| symbols[number as usize];
        let def = |found: &RecordedImport| ImportedDef {
            space: found.space,
            def: match &found.def {
                RecordedDef::Crate(krate) => Def::Crate(*krate),
                RecordedDef::Item(item) => Def::Item(*item),
                RecordedDef::Member(item, name) => Def::Member(*item, symbol(*name)),
                RecordedDef::External(segments, called) => Def::External(ExternalPath {
                    segments: segments.iter().map(|segment| symbol(*segment)).collect(),
                    called: *called,
                }),
            },
            declared: found.declared.map(|(scope, name)| (scope, symbol(name))),
        };
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends).map(|(start, end)| start as usize..*end as usize);
        Some(ranges.map(|range| self.defs[range].iter().map(def).collect()).collect())
    }
}
