//! Expansion of macro calls: which calls refer to a `macro_rules!` of the workspace, and what they are replaced by.
//!
//! Names are needed to find the macros, and expansions declare further names. So this step stands between the first
//! [`DefMap`](crate::link::DefMap), without expansions, and the final one: [`Expansions::grow`] resolves the calls that are not
//! expanded yet, expands each with the calls in its expansion, and so on, and is asked again with the next `DefMap` until nothing
//! new is found. Mostly there are one or two rounds, because calls in an expansion are resolved at once, from the call outward:
//! another round is needed only if an expansion declares or imports macros.
//!
//! An expansion is a file of its own, which is included at its call, as `include!` does. Its spans are mapped to the call or the
//! definition when a place is reported.
//!
//! It does not know how a text is expanded; that is a function of two texts, `facts::Expansion`, and it is cached under the hash
//! of both. Calls of macros of other crates and of procedural macros remain as they are: `facts` has read their arguments.

mod calls;
mod trees;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::facts::{Captured, Expansion, FileFacts, Impl, MacroRules, Origin, ScopeKind};
use crate::finding::{Place, Span};
use crate::link::def_map::DefMap;
use crate::link::program::Program;
use crate::link::program::modules::Instance;
use crate::link::program::symbols::Symbol;
use crate::link::{Crate, File, Scope};
use crate::ranges::Ranges;
use calls::Definition;
use trees::{DefinitionSite, ExpansionTree};

/// Maximum depth of expansions within expansions. The recursion limit of rustc is the same.
const DEEPEST: usize = 128;

/// The sources of expansions.
pub(crate) struct ExpansionSource<'a> {
    /// The text of a file.
    pub(crate) text: &'a (dyn Fn(File) -> Option<Arc<str>> + Sync),
    /// The expansion with a key: a known one, or the result of the function.
    pub(crate) expansion: &'a (dyn Fn(u128, &dyn Fn() -> Option<Expansion>) -> Option<Arc<Expansion>> + Sync),
}

/// The expansions of a workspace. Their files follow those that were read.
#[derive(Debug, Default)]
pub(crate) struct Expansions {
    /// Number of files that were read.
    read: u32,
    all: Vec<ExpandedCall>,
    by_call: FxHashMap<(Crate, File, u32), SmallVec<[File; 1]>>,
    /// Calls that refer to a macro of the workspace and were not expanded, or not wholly.
    failed: FxHashSet<(Crate, File, u32)>,
    /// The macros whose calls were not expanded.
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
    pub(in crate::link) dollar_crate: Crate,
    pub(in crate::link) expansion: Arc<Expansion>,
}

impl Expansions {
    pub(crate) fn new(files: usize) -> Self {
        Self {
            read: files as u32,
            ..Self::default()
        }
    }

    /// The expansions of a call.
    pub(in crate::link) fn of_call(&self, krate: Crate, file: File, call: u32) -> &[File] {
        self.by_call.get(&(krate, file, call)).map_or(&[], SmallVec::as_slice)
    }

    pub(in crate::link) fn get(&self, file: File) -> Option<&ExpandedCall> {
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

    /// Expands the calls that refer to macros of the workspace and are not expanded yet. Whether there were any.
    pub(crate) fn grow(&mut self, defs: &DefMap, source: &ExpansionSource<'_>) -> bool {
        let calls = defs.calls_of_own_macros(|key| self.by_call.contains_key(key) || self.failed.contains(key));
        let expand = |call: &calls::ResolvedCall| ExpansionTree::new(call, defs, self, source);
        let trees: Vec<(Vec<ExpansionTree>, Vec<Definition>)> = calls.par_iter().map(expand).collect();
        for (call, (trees, failed)) in calls.iter().zip(trees) {
            if !failed.is_empty() {
                self.failed.insert(call.key);
                self.partly.extend(failed.iter().map(|it| (it.file, it.rules)));
            }
            for tree in trees {
                self.enter(call.key, tree, &mut Vec::new());
            }
        }
        !calls.is_empty()
    }

    /// Enters an expansion and those in it. `around` are the files of the expansions around it.
    fn enter(&mut self, (krate, file, call): (Crate, File, u32), tree: ExpansionTree, around: &mut Vec<File>) {
        let own = File(self.read + self.all.len() as u32);
        let definition = match tree.definition {
            DefinitionSite::File(file, at) => (file, at),
            DefinitionSite::Around(level, at) => (around[level], at),
        };
        self.all.push(ExpandedCall {
            call: (file, call),
            definition,
            dollar_crate: tree.dollar_crate,
            expansion: tree.expansion,
        });
        self.by_call.entry((krate, file, call)).or_default().push(own);
        around.push(own);
        for (call, nested) in tree.nested {
            self.enter((krate, own, call), nested, around);
        }
        around.pop();
    }

    /// The number of calls in each file that were not expanded, or not wholly.
    pub(in crate::link) fn unexpanded(&self) -> FxHashMap<File, u64> {
        let calls: FxHashSet<(File, u32)> = self.failed.iter().map(|(_, file, call)| (*file, *call)).collect();
        let mut counts: FxHashMap<File, u64> = FxHashMap::default();
        for (file, _) in calls {
            *counts.entry(file).or_default() += 1;
        }
        counts
    }

    /// The facts of all files, without what the expansions replace, and those of the expansions.
    pub(crate) fn replaced(&self, read: &[Arc<FileFacts>]) -> Vec<Arc<FileFacts>> {
        let mut facts: Vec<Arc<FileFacts>> = read.to_vec();
        facts.extend(self.all.iter().map(|expanded| Arc::clone(&expanded.expansion.facts)));
        let mut ranges: FxHashMap<File, Vec<(u32, u32)>> = FxHashMap::default();
        for expanded in &self.all {
            let (file, call) = expanded.call;
            let call = &facts[file.0 as usize].calls[call as usize];
            // The path of the macro remains.
            let arguments = call.span.start + call.path_length;
            ranges.entry(file).or_default().push((arguments, call.span.end));
            let (file, number) = expanded.definition;
            let rules = &facts[file.0 as usize].macros[number as usize];
            let ranges = ranges.entry(file).or_default();
            if facts[file.0 as usize].is_exported(rules) || self.partly.contains(&expanded.definition) {
                let base = rules.span.start;
                let parts = expanded.expansion.parts_of(Origin::Definition);
                ranges.extend(parts.map(|(start, end)| (base + start, base + end)));
            } else {
                // All calls are known, so what none of them contains is not used.
                ranges.push((rules.span.start, rules.span.end));
            }
        }
        for (file, ranges) in ranges {
            let facts = &mut facts[file.0 as usize];
            *facts = Arc::new(facts.without(Ranges::new(ranges)));
        }
        facts
    }

    /// Where an expansion comes from; `None` for a file that was read.
    pub(in crate::link) fn origin_of(&self, file: File) -> Option<ExpansionOrigin> {
        let expanded = self.get(file)?;
        Some(ExpansionOrigin {
            call: expanded.call,
            definition: expanded.definition,
            expansion: Arc::clone(&expanded.expansion),
        })
    }
}

/// Where an expansion comes from.
#[derive(Debug)]
pub(in crate::link) struct ExpansionOrigin {
    /// The file that contains the call, and the number of the call in it.
    call: (File, u32),
    /// The file that contains the definition, and the number of the definition in it.
    definition: (File, u32),
    expansion: Arc<Expansion>,
}

impl Program {
    /// Where a span is written: for an expansion, a span of the call's or the definition's file.
    pub(crate) fn written_at(&self, mut file: File, mut span: Span) -> (File, Span) {
        while let Some((_, outer, within)) = self.outer(file, span) {
            (file, span) = (outer, within);
        }
        (file, span)
    }

    /// Where a span of an expansion comes from: the call or the definition, its file, which may be an expansion itself, and the
    /// span in that file. `None` for a file that was read.
    fn outer(&self, file: File, span: Span) -> Option<(Origin, File, Span)> {
        let origin = self.file(file).origin.as_ref()?;
        let (from, within) = origin.expansion.origin(span)?;
        let (outer, base) = match from {
            Origin::Call => {
                let (file, call) = origin.call;
                (file, self.file(file).facts.calls[call as usize].span)
            }
            Origin::Definition => {
                let (file, rules) = origin.definition;
                (file, self.file(file).facts.macros[rules as usize].span)
            }
        };
        Some((from, outer, within.after(base)))
    }

    /// The file and the byte offset that identify the source of a piece of code. Of one that an expansion mostly takes from the
    /// definition, where it ends there; otherwise where it begins in the call.
    pub(crate) fn source_of(&self, file: File, span: Span) -> (File, u32) {
        let last = Span {
            start: span.end.saturating_sub(1),
            ..span
        };
        let is_of_call = self
            .file(file)
            .origin
            .as_ref()
            .is_some_and(|origin| origin.expansion.is_mostly_of_call(span));
        let (file, written) = if is_of_call {
            self.written_at(file, span)
        } else {
            self.written_at(file, last)
        };
        (file, written.start)
    }

    /// Where something in an expansion is written, with the scope that contains the text there.
    pub(in crate::link) fn written_in(&self, instance: &Instance, scope: Scope, span: Span) -> (File, Scope, Span) {
        let (mut instance, mut scope, mut span) = (instance, scope, span);
        while let Some((from, file, within)) = self.outer(instance.file, span) {
            match (from, instance.included_in) {
                (Origin::Call, Some(inclusion)) => {
                    scope = inclusion.scope;
                    instance = &self.instances[inclusion.instance as usize];
                }
                _ => {
                    instance = &self.instances[self.first_instances[file.0 as usize] as usize];
                    scope = self.scope_of_rules(instance, within);
                }
            }
            span = within;
        }
        (instance.file, scope, span)
    }

    /// Whether a place is in the rules of a macro.
    pub(crate) fn is_in_macro_rules(&self, place: &Place) -> bool {
        let file = self.files().iter().find(|file| file.path == place.file);
        let rules = file.map(|file| file.facts.macros.as_slice()).unwrap_or_default();
        let at = place.span.start;
        rules.iter().any(|rules| (rules.span.start..rules.span.end).contains(&at))
    }

    /// Whether a name in an expansion refers to a local that is in scope at the call or, if it is written in the definition, there.
    /// The first segment of a longer path can only be a generic parameter.
    pub(in crate::link) fn is_captured(&self, instance: &Instance, name: Symbol, span: Span, goes_on: bool) -> bool {
        let (mut instance, mut span) = (instance, span);
        while let Some((from, file, within)) = self.outer(instance.file, span) {
            let is_name = |captured: &Captured| {
                let may_begin = !goes_on || captured.value.is_none();
                may_begin && self.file(file).symbols[captured.name.0 as usize] == name
            };
            let facts = &self.file(file).facts;
            let (Some(inclusion), Origin::Call) = (instance.included_in, from) else {
                let holds = |rules: &&MacroRules| rules.span.start <= within.start && within.start < rules.span.end;
                let rules = facts.macros.iter().rfind(holds);
                return rules.is_some_and(|rules| rules.captured.iter().any(is_name));
            };
            let call = inclusion.call.and_then(|call| facts.calls.get(call as usize));
            if call.is_some_and(|call| call.captured.iter().any(is_name)) {
                return true;
            }
            instance = &self.instances[inclusion.instance as usize];
            if !goes_on && self.is_bound_by_call(instance, name, within.start) {
                return true;
            }
            span = within;
        }
        false
    }

    /// For each instance, the names that the statements of expansions bind in it, each with the range of bytes in which it is in
    /// scope.
    pub(in crate::link) fn bound_by_calls(&self) -> FxHashMap<u32, Vec<(Symbol, u32, u32)>> {
        let mut bound: FxHashMap<u32, Vec<(Symbol, u32, u32)>> = FxHashMap::default();
        for instance in &self.instances {
            let file = self.file(instance.file);
            for binding in &file.facts.bound_by_call {
                let name = file.symbols[binding.name.0 as usize];
                let (mut inner, mut span) = (instance, binding.span);
                while let Some((Origin::Call, outer, within)) = self.outer(inner.file, span)
                    && let Some(inclusion) = inner.included_in
                    && let Some(call) = inclusion
                        .call
                        .and_then(|call| self.file(outer).facts.calls.get(call as usize))
                {
                    let end = call.bytes_of_scope.map_or(u32::MAX, |bytes| call.span.end + bytes);
                    bound.entry(inclusion.instance).or_default().push((name, call.span.end, end));
                    (inner, span) = (&self.instances[inclusion.instance as usize], within);
                    if call.bytes_of_scope.is_some() {
                        break;
                    }
                }
            }
        }
        bound
    }

    /// Whether a name refers, at a byte offset of an instance, to a binding that an expansion makes.
    pub(in crate::link) fn is_bound_by_call(&self, instance: &Instance, name: Symbol, at: u32) -> bool {
        let bound = self.bound_by_calls.get(&self.index_of(instance));
        bound.is_some_and(|bound| {
            bound
                .iter()
                .any(|(other, from, to)| *other == name && (*from..*to).contains(&at))
        })
    }

    /// The instances of a call's expansions.
    pub(in crate::link) fn expansions_of(&self, instance: &Instance, call: u32) -> impl Iterator<Item = &Instance> {
        let index = self.index_of(instance);
        let expansions = self.expansions.get(&(index, call)).into_iter().flatten();
        expansions.map(|&at| &self.instances[at as usize])
    }

    /// The scope of the impl block that an impl scope belongs to: that of the code around the call if an expansion consists of
    /// associated items, which `facts` puts into an `impl Self`.
    pub(in crate::link) fn impl_around(&self, scope: Scope) -> Scope {
        let instance = self.instance_of_scope(scope);
        let facts = &self.file(instance.file).facts;
        let is_self = |block: &Impl| match facts.type_path(block.self_type).map(|path| facts.path(path).segments) {
            Some([name]) => facts.name(*name) == "Self",
            _ => false,
        };
        let ScopeKind::Impl(block) = self.scope(scope).kind else {
            return scope;
        };
        if instance.included_in.is_none() || !is_self(&facts.impls[block.0 as usize]) {
            return scope;
        }
        let around = std::iter::successors(self.parent(scope), |around| self.parent(*around));
        let mut impls = around.filter(|around| matches!(self.scope(*around).kind, ScopeKind::Impl(_)));
        impls.next().map_or(scope, |around| self.impl_around(around))
    }

    /// The scope that contains the macro definition around a span.
    fn scope_of_rules(&self, instance: &Instance, span: Span) -> Scope {
        let facts = &self.file(instance.file).facts;
        let holds = |rules: &&MacroRules| rules.span.start <= span.start && span.start < rules.span.end;
        let rules = facts.macros.iter().rfind(holds);
        rules.map_or(instance.root(), |rules| instance.scope(facts.item(rules.item).scope))
    }
}
