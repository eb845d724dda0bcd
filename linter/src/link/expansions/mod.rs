//! Expansion of macro calls: finds the calls that refer to a `macro_rules!` of the workspace, and replaces them by their
//! expansions.
//!
//! Names are needed to find the macros, and expansions declare further names. So this step runs between the first declarations,
//! without expansions, and the [`DefMap`]: [`Expansions::grow`] resolves the calls that are not expanded yet, expands each with
//! the calls in its expansion, and so on, and is called again with the new declarations until nothing is left to expand. Usually
//! there are one or two rounds, because calls in an expansion are resolved in the same round, in the scope of the outermost call.
//! Another round is needed only if an expansion declares or imports macros.
//!
//! An expansion is a file of its own, which is included at its call, as `include!` does. Its spans are mapped to the call or the
//! definition when a place is reported.
//!
//! The expansion of one call is a function of two texts, `facts::Expansion`, and is cached under the hash of both. Calls of
//! macros of other crates and of procedural macros are not expanded: `facts` has extracted their arguments.

mod calls;
mod forest;
mod locals;
mod matter;
mod places;

use std::sync::Arc;

use bitcode::{Decode, Encode};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::facts::{Expansion, FileFacts, Origin};
use crate::link::File;
use crate::link::declarations::Declarations;
use crate::link::def_map::DefMap;
use crate::link::program::modules::CrateOrigin;
use crate::ranges::Ranges;
use calls::ResolvedCall;
use forest::{DefinitionSite, Definitions, ExpandedNode, Forest};
use matter::Matter;

/// Maximum depth of expansions within expansions. The recursion limit of rustc is the same.
const DEEPEST: usize = 128;

/// The sources of expansions.
pub(crate) struct ExpansionSource<'a> {
    /// The text of a file.
    pub(crate) text: &'a (dyn Fn(File) -> Option<Arc<str>> + Sync),
    /// The queried names.
    pub(crate) asked: &'a AskedNames,
    /// Returns the expansions with a key: known ones, or the result of the function.
    pub(crate) expansions: &'a ExpansionsByKey<'a>,
}

/// The names that the queries of a run ask about. Calls in bodies are expanded only if such a name may be in the expansion.
#[derive(Clone, Debug)]
pub(crate) enum AskedNames {
    /// All names.
    All,
    /// These names.
    These(Vec<String>),
}

/// Gets the expansions of some calls by a key, which is a hash of the texts of the calls and definitions.
type ExpansionsByKey<'a> = dyn Fn(u128, &dyn Fn() -> Vec<Option<Expansion>>) -> Vec<Option<Arc<Expansion>>> + Sync + 'a;

/// The expansions of a workspace. Their files follow those that were read.
#[derive(Debug, Default)]
pub(crate) struct Expansions {
    /// Number of files that were read.
    read: u32,
    /// The number of files whose macros were taken into account in the last search for calls.
    searched: u32,
    all: Vec<Arc<ExpandedCall>>,
    by_call: FxHashMap<(CrateOrigin, File, u32), SmallVec<[File; 1]>>,
    /// Calls of a workspace macro that could not be expanded completely.
    failed: FxHashSet<(CrateOrigin, File, u32)>,
    /// The macros of calls that could not be expanded.
    partly: FxHashSet<(File, u32)>,
}

/// A call with its expansion.
#[derive(Debug)]
pub(in crate::link) struct ExpandedCall {
    /// The file that contains the call, and the number of the call in it.
    call: (File, u32),
    /// The file that contains the definition, and the number of the definition in it.
    definition: (File, u32),
    /// The meaning of `$crate` in the definition.
    pub(in crate::link) dollar_crate: CrateOrigin,
    pub(in crate::link) expansion: Arc<Expansion>,
    /// The key under which the expansion is cached, and its index among those of the key.
    cached: (u128, u32),
}

impl ExpandedCall {
    /// The files that contain the call and the definition; the latter only if it is one of the workspace.
    pub(in crate::link) fn comes_from(&self) -> impl Iterator<Item = File> {
        let definition = Some(self.definition.0).filter(|file| *file != File::STANDARD);
        std::iter::once(self.call.0).chain(definition)
    }
}

/// The expansions of a workspace without their texts and facts, which are cached.
#[derive(Debug, Encode, Decode)]
pub(in crate::link) struct RecordedExpansions {
    all: Vec<RecordedCall>,
    by_call: Vec<((CrateOrigin, File, u32), Vec<File>)>,
    failed: Vec<(CrateOrigin, File, u32)>,
    partly: Vec<(File, u32)>,
}

/// An [`ExpandedCall`] in a record.
#[derive(Debug, Encode, Decode)]
struct RecordedCall {
    call: (File, u32),
    definition: (File, u32),
    dollar_crate: CrateOrigin,
    cached: (u128, u32),
}

impl Expansions {
    pub(in crate::link) fn record(&self) -> RecordedExpansions {
        let all = self.all.iter().map(|expanded| RecordedCall {
            call: expanded.call,
            definition: expanded.definition,
            dollar_crate: expanded.dollar_crate,
            cached: expanded.cached,
        });
        RecordedExpansions {
            all: all.collect(),
            by_call: self.by_call.iter().map(|(call, files)| (*call, files.to_vec())).collect(),
            failed: self.failed.iter().copied().collect(),
            partly: self.partly.iter().copied().collect(),
        }
    }

    /// The expansions of a record, in a workspace of so many files that were read. `edited` has the numbers of the calls in the edited
    /// files by those from before. `None` if an expansion is not cached any more.
    pub(in crate::link) fn from_record(
        record: &RecordedExpansions,
        files: usize,
        by_key: impl Fn(u128) -> Vec<Option<Arc<Expansion>>>,
        edited: &FxHashMap<File, FxHashMap<u32, u32>>,
    ) -> Option<Self> {
        let present = |(file, call): (File, u32)| match edited.get(&file) {
            Some(calls) => Some((file, *calls.get(&call)?)),
            None => Some((file, call)),
        };
        let mut known: FxHashMap<u128, Vec<Option<Arc<Expansion>>>> = FxHashMap::default();
        let all = record.all.iter().map(|recorded| {
            let (key, at) = recorded.cached;
            let of_key = known.entry(key).or_insert_with(|| by_key(key));
            Some(Arc::new(ExpandedCall {
                call: present(recorded.call)?,
                definition: recorded.definition,
                dollar_crate: recorded.dollar_crate,
                expansion: of_key.get(at as usize)?.clone()?,
                cached: recorded.cached,
            }))
        });
        let all: Vec<Arc<ExpandedCall>> = all.collect::<Option<_>>()?;
        let by_call = record.by_call.iter().map(|((krate, file, call), files)| {
            let (file, call) = present((*file, *call))?;
            Some(((*krate, file, call), files.iter().copied().collect()))
        });
        let failed = record.failed.iter().map(|(krate, file, call)| {
            let (file, call) = present((*file, *call))?;
            Some((*krate, file, call))
        });
        Some(Self {
            read: files as u32,
            searched: (files + all.len()) as u32,
            all,
            by_call: by_call.collect::<Option<_>>()?,
            failed: failed.collect::<Option<_>>()?,
            partly: record.partly.iter().copied().collect(),
        })
    }

    pub(crate) fn new(files: usize) -> Self {
        Self {
            read: files as u32,
            ..Self::default()
        }
    }

    /// The expansions of a call.
    pub(in crate::link) fn of_call(&self, krate: CrateOrigin, file: File, call: u32) -> &[File] {
        self.by_call.get(&(krate, file, call)).map_or(&[], SmallVec::as_slice)
    }

    /// The call whose expansion a file is; `None` for a file that was read.
    pub(in crate::link) fn get(&self, file: File) -> Option<&Arc<ExpandedCall>> {
        self.all.get(file.0.checked_sub(self.read)? as usize)
    }

    /// The file that was read and contains the outermost call.
    pub(in crate::link) fn file_around(&self, mut file: File) -> File {
        while let Some(expanded) = self.get(file) {
            file = expanded.call.0;
        }
        file
    }

    /// Number of expansions around the code of a file.
    fn depth(&self, file: File) -> usize {
        let around = std::iter::successors(self.get(file), |expanded| self.get(expanded.call.0));
        around.count()
    }

    /// Expands the calls that refer to macros of the workspace, or to well-known ones, and are not expanded yet. Returns the
    /// names of all scopes if nothing is left to expand.
    pub(crate) fn grow(&mut self, declarations: Declarations, source: &ExpansionSource<'_>) -> Option<DefMap> {
        // Only the macros of new files are searched for.
        let names = declarations.names_of_own_macros(self.searched);
        self.searched = self.read + self.all.len() as u32;
        let matter = Matter::new(&declarations, source.asked);
        let is_known = |key: &(CrateOrigin, File, u32)| self.by_call.contains_key(key) || self.failed.contains(key);
        let candidates = declarations.candidate_calls(&names, &matter, is_known);
        if candidates.is_empty() {
            return Some(DefMap::new(declarations));
        }
        let names = declarations.names_of_calls(&candidates);
        let defs = DefMap::for_names(declarations, names);
        let calls = defs.resolved_calls(&candidates);
        if calls.is_empty() {
            return Some(DefMap::new(defs.into_declarations()));
        }
        self.expand(&calls, &defs, source, &matter);
        None
    }

    fn expand(&mut self, calls: &[ResolvedCall], defs: &DefMap, source: &ExpansionSource<'_>, matter: &Matter) {
        let of_files: Vec<&[ResolvedCall]> = calls
            .chunk_by(|one, next| (one.key.0, one.key.1) == (next.key.0, next.key.1))
            .collect();
        let definitions = Definitions::new();
        let expand = |calls: &&[ResolvedCall]| Forest::new(calls, defs, self, (source, matter), &definitions).into_parts();
        let forests: Vec<_> = of_files.par_iter().map(expand).collect();
        for (calls, (nodes, failed)) in of_files.into_iter().zip(forests) {
            let (krate, file, _) = calls[0].key;
            self.enter(krate, file, (nodes, failed), defs);
        }
    }

    /// Adds the expansions of the calls in a file.
    fn enter(
        &mut self,
        krate: CrateOrigin,
        file: File,
        (nodes, failed): (Vec<ExpandedNode>, Vec<(DefinitionSite, u32)>),
        defs: &DefMap,
    ) {
        let first = self.read + self.all.len() as u32;
        let file_of = |node: usize| File(first + node as u32);
        for (at, node) in nodes.into_iter().enumerate() {
            let around = node.within.map_or(file, file_of);
            self.by_call.entry((krate, around, node.call)).or_default().push(file_of(at));
            self.all.push(Arc::new(ExpandedCall {
                call: (around, node.call),
                definition: match node.definition {
                    DefinitionSite::File(file, at) => (file, at),
                    DefinitionSite::Node(node, at) => (file_of(node), at),
                },
                dollar_crate: defs.origin_of_crate(node.dollar_crate),
                expansion: node.expansion,
                cached: node.cached,
            }));
        }
        for (definition, call) in failed {
            if let DefinitionSite::File(file, at) = definition {
                self.partly.insert((file, at));
            }
            self.failed.insert((krate, file, call));
        }
    }

    /// The number of calls in each file that could not be expanded completely.
    pub(in crate::link) fn unexpanded(&self) -> FxHashMap<File, u64> {
        let calls: FxHashSet<(File, u32)> = self.failed.iter().map(|(_, file, call)| (*file, *call)).collect();
        let mut counts: FxHashMap<File, u64> = FxHashMap::default();
        for (file, _) in calls {
            *counts.entry(file).or_default() += 1;
        }
        counts
    }

    /// The facts of all files and of the expansions. Facts about replaced code are removed, also in `read`, because copies of the
    /// facts of most files would take much memory.
    pub(crate) fn replaced(&self, read: &mut [Arc<FileFacts>]) -> Vec<Arc<FileFacts>> {
        let mut expansions: Vec<Arc<FileFacts>> = self
            .all
            .iter()
            .map(|expanded| Arc::clone(&expanded.expansion.facts))
            .collect();
        for (file, ranges) in self.ranges(read) {
            let facts = match (file.0 as usize).checked_sub(read.len()) {
                Some(at) => &mut expansions[at],
                None => &mut read[file.0 as usize],
            };
            Arc::make_mut(facts).leave_out(Ranges::new(ranges));
        }
        read.iter().cloned().chain(expansions).collect()
    }

    /// The ranges of bytes in each file that expansions replace.
    fn ranges(&self, read: &[Arc<FileFacts>]) -> FxHashMap<File, Vec<(u32, u32)>> {
        let facts = |file: File| match self.get(file) {
            Some(expanded) => &*expanded.expansion.facts,
            None => &*read[file.0 as usize],
        };
        let mut ranges: FxHashMap<File, Vec<(u32, u32)>> = FxHashMap::default();
        for expanded in &self.all {
            let (file, call) = expanded.call;
            let call = &facts(file).calls[call as usize];
            // The path of the macro remains.
            let arguments = call.span.start + call.path_length;
            ranges.entry(file).or_default().push((arguments, call.span.end));
            let (file, number) = expanded.definition;
            if file == File::STANDARD {
                continue;
            }
            let rules = &facts(file).macros[number as usize];
            let ranges = ranges.entry(file).or_default();
            if facts(file).is_exported(rules) || self.partly.contains(&expanded.definition) {
                let base = rules.span.start;
                let parts = expanded.expansion.parts_of(Origin::Definition);
                ranges.extend(parts.map(|(start, end)| (base + start, base + end)));
            } else {
                // All calls of the macro are expanded, so the facts of its rules are no longer needed.
                ranges.push((rules.span.start, rules.span.end));
            }
        }
        ranges
    }
}
