//! The expansions of the calls in one file, and of the calls in these expansions, level by level. The expansions of a level are
//! looked up together, because many small entries of the cache take more time and space than few large ones.

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use xxhash_rust::xxh3::Xxh3;

use super::calls::{Definition, ResolvedCall, level_of_dollar_crate};
use super::matter::Matter;
use super::{DEEPEST, ExpansionSource, Expansions};
use crate::facts::{Expansion, FileFacts, ItemKind, MacroCall, MacroDefinition, MacroRules, MacroText, Name, ScopeId};
use crate::finding::Span;
use crate::link::def_map::DefMap;
use crate::link::memo::Memo;
use crate::link::program::standard::STANDARD_TEXT;
use crate::link::{Crate, File, Scope};
use crate::ranges::Ranges;

/// The maximum number of expansions for the calls of one file, so that the expansion of a macro that calls itself twice ends.
const MOST_EXPANSIONS: usize = 1 << 16;

/// The parsed definitions, by file and number. A definition is parsed when a call of it is not in the cache.
pub(super) type Definitions = Memo<(File, u32), Option<Arc<MacroDefinition>>>;

/// The file that contains a definition, with the number of the definition in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum DefinitionSite {
    /// A file that is known.
    File(File, u32),
    /// An expansion of the same forest.
    Node(usize, u32),
}

/// An expansion.
#[derive(Debug)]
pub(super) struct ExpandedNode {
    /// The expansion that contains the call, by its index; `None` if the file does.
    pub(super) within: Option<usize>,
    /// The number of the call in its file or expansion.
    pub(super) call: u32,
    pub(super) definition: DefinitionSite,
    pub(super) dollar_crate: Crate,
    pub(super) expansion: Arc<Expansion>,
    /// The key under which the expansion is cached, and its index among those of the key.
    pub(super) cached: (u128, u32),
    /// The scope and the position of the outermost call.
    outermost: (Scope, u32),
}

/// A call that is to be expanded by one definition.
struct Task {
    within: Option<usize>,
    call: u32,
    span: Span,
    definition: DefinitionSite,
    dollar_crate: Crate,
    outermost: (Scope, u32),
}

/// The expansions of the calls in one file.
pub(super) struct Forest<'a> {
    pub(super) file: File,
    defs: &'a DefMap,
    expansions: &'a Expansions,
    source: &'a ExpansionSource<'a>,
    matter: &'a Matter,
    definitions: &'a Definitions,
    pub(super) nodes: Vec<ExpandedNode>,
    /// The macros of calls that could not be expanded, each with the number of the outermost call, which is one of the file.
    pub(super) failed: Vec<(DefinitionSite, u32)>,
}

impl<'a> Forest<'a> {
    /// Expands some calls of a file.
    pub(super) fn new(
        calls: &[ResolvedCall],
        defs: &'a DefMap,
        expansions: &'a Expansions,
        (source, matter): (&'a ExpansionSource<'a>, &'a Matter),
        definitions: &'a Definitions,
    ) -> Self {
        let file = calls.first().map_or(File::STANDARD, |call| call.key.1);
        let mut forest = Self {
            file,
            defs,
            expansions,
            source,
            matter,
            definitions,
            nodes: Vec::new(),
            failed: Vec::new(),
        };
        let facts = &defs.file_or_standard(file).facts;
        let mut tasks: Vec<Task> = calls.iter().flat_map(|call| tasks_of(call, facts)).collect();
        for _ in expansions.depth(file)..DEEPEST {
            if tasks.is_empty() || forest.nodes.len() + tasks.len() > MOST_EXPANSIONS {
                break;
            }
            tasks = forest.expand(tasks);
        }
        let beyond_limits = tasks.iter().map(|task| (task.definition, forest.outermost_call(task)));
        let beyond_limits: Vec<(DefinitionSite, u32)> = beyond_limits.collect();
        forest.failed.extend(beyond_limits);
        forest
    }
}

impl Forest<'_> {
    /// The expansions, and the macros of calls that could not be expanded.
    pub(super) fn into_parts(self) -> (Vec<ExpandedNode>, Vec<(DefinitionSite, u32)>) {
        (self.nodes, self.failed)
    }
}

/// A call of a parent, with the tasks to expand it.
fn tasks_of(call: &ResolvedCall, facts: &FileFacts) -> Vec<Task> {
    let fact = &facts.calls[call.key.2 as usize];
    let tasks = call.definitions.iter().map(|it| Task {
        within: None,
        call: call.key.2,
        span: fact.span,
        definition: DefinitionSite::File(it.file, it.rules),
        dollar_crate: it.dollar_crate,
        outermost: (call.scope, fact.span.start),
    });
    tasks.collect()
}

impl Forest<'_> {
    /// Expands the calls of a level, and returns the calls in their expansions. The arguments of a call are replaced with it, so
    /// the calls in them are expanded only if the call itself cannot be.
    fn expand(&mut self, mut tasks: Vec<Task>) -> Vec<Task> {
        let mut nested = Vec::new();
        while !tasks.is_empty() {
            let (outer, inner) = outermost(tasks);
            let mut expanded: FxHashMap<Option<usize>, Vec<(u32, u32)>> = FxHashMap::default();
            let (key, expansions) = self.expansions_of(&outer);
            for ((task, expansion), at) in outer.iter().zip(expansions).zip(0..) {
                let Some(expansion) = expansion else {
                    self.failed.push((task.definition, self.outermost_call(task)));
                    continue;
                };
                expanded
                    .entry(task.within)
                    .or_default()
                    .push((task.span.start, task.span.end));
                self.nodes.push(ExpandedNode {
                    within: task.within,
                    call: task.call,
                    definition: task.definition,
                    dollar_crate: task.dollar_crate,
                    expansion,
                    cached: (key, at),
                    outermost: task.outermost,
                });
                nested.extend(self.calls_in(self.nodes.len() - 1));
            }
            let expanded: FxHashMap<Option<usize>, Ranges> = expanded
                .into_iter()
                .map(|(within, ranges)| (within, Ranges::new(ranges)))
                .collect();
            let is_left = |task: &Task| {
                expanded
                    .get(&task.within)
                    .is_none_or(|ranges| !ranges.contain(task.span.start))
            };
            tasks = inner.into_iter().filter(is_left).collect();
        }
        nested
    }

    /// The number of the call of the file in whose expansion a call is.
    fn outermost_call(&self, task: &Task) -> u32 {
        let around = std::iter::successors(task.within, |node| self.nodes[*node].within);
        around.last().map_or(task.call, |node| self.nodes[node].call)
    }

    /// The expansions of some calls, known ones or new ones, and the key under which they are cached.
    fn expansions_of(&self, tasks: &[Task]) -> (u128, Vec<Option<Arc<Expansion>>>) {
        let mut hasher = Xxh3::new();
        for task in tasks {
            let (rules, call) = (self.rules(task.definition), self.call(task));
            hasher.update(&rules.hash.to_le_bytes());
            hasher.update(&call.hash.to_le_bytes());
            hasher.update(&[call.grammar as u8]);
        }
        let key = hasher.digest128();
        (key, (self.source.expansions)(key, &|| self.computed(tasks)))
    }

    /// Expands some calls.
    fn computed(&self, tasks: &[Task]) -> Vec<Option<Expansion>> {
        let text = OnceCell::new();
        let computed = tasks.iter().map(|task| {
            let call = self.call(task);
            let definition = self.definition(task.definition)?;
            let call_text = match task.within {
                Some(within) => MacroText::OfExpansion(part(&self.nodes[within].expansion.text, call.span)?),
                None => self.text_of_file(&text, call.span)?,
            };
            Expansion::new(&definition, call_text, call.grammar)
        });
        computed.collect()
    }

    /// Part of the text of the file, which may be an expansion itself.
    fn text_of_file<'t>(&'t self, text: &'t OnceCell<Option<Arc<str>>>, span: Span) -> Option<MacroText<'t>> {
        match self.expansions.get(self.file) {
            Some(expanded) => part(&expanded.expansion.text, span).map(MacroText::OfExpansion),
            None => part(text.get_or_init(|| (self.source.text)(self.file)).as_ref()?, span).map(MacroText::OfFile),
        }
    }

    fn call(&self, task: &Task) -> &MacroCall {
        let facts = match task.within {
            Some(within) => &self.nodes[within].expansion.facts,
            None => &self.defs.file_or_standard(self.file).facts,
        };
        &facts.calls[task.call as usize]
    }

    fn rules(&self, site: DefinitionSite) -> &MacroRules {
        match site {
            DefinitionSite::File(file, at) => &self.defs.file_or_standard(file).facts.macros[at as usize],
            DefinitionSite::Node(node, at) => &self.nodes[node].expansion.facts.macros[at as usize],
        }
    }

    /// A definition, parsed.
    fn definition(&self, site: DefinitionSite) -> Option<Arc<MacroDefinition>> {
        let span = self.rules(site).span;
        let parsed = |text: MacroText<'_>| MacroDefinition::parse(text).map(Arc::new);
        match site {
            DefinitionSite::Node(node, _) => parsed(MacroText::OfExpansion(part(&self.nodes[node].expansion.text, span)?)),
            DefinitionSite::File(file, at) => self.definitions.get((file, at), || {
                if file == File::STANDARD {
                    return parsed(MacroText::OfFile(part(STANDARD_TEXT, span)?));
                }
                match self.expansions.get(file) {
                    Some(expanded) => parsed(MacroText::OfExpansion(part(&expanded.expansion.text, span)?)),
                    None => parsed(MacroText::OfFile(part(&(self.source.text)(file)?, span)?)),
                }
            }),
        }
    }

    /// The calls in an expansion that refer to macros of the workspace.
    fn calls_in(&self, node: usize) -> Vec<Task> {
        let facts = &self.nodes[node].expansion.facts;
        let symbol = |name: Name| self.defs.symbol(facts.name(name));
        let is_worth = |call: &MacroCall| {
            let last = facts.path(call.path).segments.last();
            last.is_some_and(|last| self.matter.is_worth(call, *last, symbol))
        };
        // Without a text there are only calls of macros that are usually those of std.
        let has_text = !self.nodes[node].expansion.text.is_empty();
        let calls = facts.calls.iter().enumerate();
        let calls = calls.filter(|(_, call)| has_text && is_worth(call));
        let tasks = calls.flat_map(|(at, call)| {
            let definitions = self.definitions_of(node, call);
            definitions
                .into_iter()
                .map(move |(definition, dollar_crate)| (at as u32, call.span, definition, dollar_crate))
        });
        let outermost = self.nodes[node].outermost;
        let tasks = tasks.map(|(call, span, definition, dollar_crate)| Task {
            within: Some(node),
            call,
            span,
            definition,
            dollar_crate,
            outermost,
        });
        tasks.collect()
    }

    /// The definitions that a call in an expansion refers to, each with the meaning of its `$crate`. Names are resolved at the
    /// outermost call.
    fn definitions_of(&self, node: usize, call: &MacroCall) -> SmallVec<[(DefinitionSite, Crate); 1]> {
        if let Some((declaring, at)) = self.declared_around(node, call) {
            let site = DefinitionSite::Node(declaring, at);
            return smallvec::smallvec![(site, self.nodes[declaring].dollar_crate)];
        }
        let found = self.definitions_by_name(node, call).into_iter();
        found
            .map(|it| (DefinitionSite::File(it.file, it.rules), it.dollar_crate))
            .collect()
    }

    fn definitions_by_name(&self, node: usize, call: &MacroCall) -> SmallVec<[Definition; 1]> {
        let facts = &self.nodes[node].expansion.facts;
        let path = facts.path(call.path);
        let names = || path.segments.iter().map(|name| facts.name(*name));
        let first = names().next().unwrap_or_default();
        if let Some(level) = level_of_dollar_crate(first) {
            let around = std::iter::successors(Some(node), |node| self.nodes[*node].within).nth(level);
            let rest = self.defs.symbols_of(names().skip(1));
            return match (around, rest) {
                (Some(around), Some(rest)) => self.defs.macros_in_crate(self.nodes[around].dollar_crate, &rest),
                _ => SmallVec::new(),
            };
        }
        let Some(segments) = self.defs.symbols_of(names()) else {
            return SmallVec::new();
        };
        let (scope, position) = self.nodes[node].outermost;
        let found = self.defs.macros_named(scope, &segments, path.absolute, position);
        match &segments[..] {
            // With `#[macro_export(local_inner_macros)]`, macros are looked up in the crate of the definition.
            [name] if found.is_empty() => self.defs.macros_in_crate(self.nodes[node].dollar_crate, &[*name]),
            _ => found,
        }
    }

    /// The macro that an expansion around a call declares before it: the expansion, and the number of the definition.
    fn declared_around(&self, node: usize, call: &MacroCall) -> Option<(usize, u32)> {
        let innermost = &self.nodes[node].expansion.facts;
        let path = innermost.path(call.path);
        let ([name], false) = (path.segments, path.absolute) else {
            return None;
        };
        let name = innermost.name(*name);
        let (mut position, mut scope, mut at) = (call.span.start, Some(call.scope), Some(node));
        while let Some(node) = at {
            let ExpandedNode {
                within, call, expansion, ..
            } = &self.nodes[node];
            let facts = &expansion.facts;
            let is_visible = |rules: &MacroRules| {
                let item = facts.item(rules.item);
                let is_by_text = matches!(item.kind, ItemKind::Macro { by_path: false, .. });
                is_by_text && facts.name(item.name) == name && item.span.start < position && encloses(facts, item.scope, scope)
            };
            if let Some(found) = facts.macros.iter().rposition(is_visible) {
                return Some((node, found as u32));
            }
            let outer = within.map(|outer| &self.nodes[outer].expansion.facts.calls[*call as usize]);
            position = outer.map_or(0, |call| call.span.start);
            (scope, at) = (outer.map(|call| call.scope), *within);
        }
        None
    }
}

/// Separates the calls that are in the arguments of others. The tasks are in the order of their parents and calls.
fn outermost(tasks: Vec<Task>) -> (Vec<Task>, Vec<Task>) {
    let (mut outer, mut inner): (Vec<Task>, Vec<Task>) = (Vec::new(), Vec::new());
    for task in tasks {
        let is_inner = outer
            .last()
            .is_some_and(|last| last.within == task.within && last.call != task.call && task.span.start < last.span.end);
        if is_inner { inner.push(task) } else { outer.push(task) }
    }
    (outer, inner)
}

/// Whether a scope is `inner` or around it.
fn encloses(facts: &FileFacts, scope: ScopeId, inner: Option<ScopeId>) -> bool {
    std::iter::successors(inner, |inner| facts.scope(*inner).parent).any(|inner| inner == scope)
}

fn part(text: &str, span: Span) -> Option<&str> {
    text.get(span.start as usize..span.end as usize)
}
