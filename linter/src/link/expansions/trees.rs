//! The expansion of a call, and of the calls in it.

use std::sync::Arc;

use smallvec::SmallVec;

use super::calls::{Definition, ResolvedCall, level_of_dollar_crate};
use super::{DEEPEST, ExpansionSource, Expansions};
use crate::facts::{Expansion, FileFacts, ItemKind, MacroCall, MacroRules, MacroText, ScopeId};
use crate::finding::Span;
use crate::link::def_map::DefMap;
use crate::link::{Crate, File, Scope};

/// Maximum number of expansions for one call, so that a macro that calls itself twice ends.
const MOST_EXPANSIONS: usize = 1 << 14;

/// The file that contains a definition, with the number of the definition in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum DefinitionSite {
    /// A file that is known.
    File(File, u32),
    /// One of the expansions around the call, counted from the outermost.
    Around(usize, u32),
}

/// An expansion with those of the calls in it.
#[derive(Debug)]
pub(super) struct ExpansionTree {
    pub(super) definition: DefinitionSite,
    pub(super) dollar_crate: Crate,
    pub(super) expansion: Arc<Expansion>,
    /// The calls that are expanded, by their numbers.
    pub(super) nested: Vec<(u32, Self)>,
}

/// A call on its way through the expansions around it.
struct Expander<'a> {
    defs: &'a DefMap,
    expansions: &'a Expansions,
    source: &'a ExpansionSource<'a>,
    /// The scope and the position of the outermost call.
    scope: Scope,
    position: u32,
    /// The depth of the outermost call.
    depth: usize,
    /// The expansions around the current call, each with the meaning of its `$crate` and the position of the call in it.
    around: Vec<(Arc<Expansion>, Crate, Span)>,
    count: usize,
    /// The macros of calls that could not be expanded.
    failed: Vec<Definition>,
}

impl ExpansionTree {
    /// The expansions of a call, one for each definition that it may refer to, and the macros of calls in it that could not be
    /// expanded.
    pub(super) fn new(
        call: &ResolvedCall,
        defs: &DefMap,
        expansions: &Expansions,
        source: &ExpansionSource<'_>,
    ) -> (Vec<Self>, Vec<Definition>) {
        let (_, file, at) = call.key;
        let facts = &defs.file(file).facts;
        let fact = &facts.calls[at as usize];
        let mut expander = Expander {
            defs,
            expansions,
            source,
            scope: call.scope,
            position: fact.span.start,
            depth: expansions.depth(file),
            around: Vec::new(),
            count: 0,
            failed: Vec::new(),
        };
        let text = || expander_text(source, expansions, file, fact.span);
        let definitions = call.definitions.iter();
        let trees: Vec<Option<Self>> = definitions.map(|it| expander.known(it, fact, &text)).collect();
        (trees.into_iter().flatten().collect(), expander.failed)
    }
}

/// A part of the text of a file, which may be an expansion.
enum OwnedText {
    OfFile(Arc<str>, Span),
    OfExpansion(Arc<Expansion>, Span),
}

impl OwnedText {
    fn as_text(&self) -> Option<MacroText<'_>> {
        let part = |text: &str, span: &Span| span.start as usize..(span.end as usize).min(text.len());
        match self {
            Self::OfFile(text, span) => text.get(part(text, span)).map(MacroText::OfFile),
            Self::OfExpansion(it, span) => it.text.get(part(&it.text, span)).map(MacroText::OfExpansion),
        }
    }
}

fn expander_text(source: &ExpansionSource<'_>, expansions: &Expansions, file: File, span: Span) -> Option<OwnedText> {
    match expansions.get(file) {
        Some(expanded) => Some(OwnedText::OfExpansion(Arc::clone(&expanded.expansion), span)),
        None => Some(OwnedText::OfFile((source.text)(file)?, span)),
    }
}

impl Expander<'_> {
    /// Expands a call with a definition in a file.
    fn known(&mut self, it: &Definition, call: &MacroCall, text: &dyn Fn() -> Option<OwnedText>) -> Option<ExpansionTree> {
        let rules = &self.defs.file(it.file).facts.macros[it.rules as usize];
        let definition = || expander_text(self.source, self.expansions, it.file, rules.span);
        let expansion = self.expansion(rules, &definition, call, text);
        let site = DefinitionSite::File(it.file, it.rules);
        let tree = expansion.and_then(|expansion| self.tree(site, it.dollar_crate, expansion, call.span));
        if tree.is_none() {
            self.failed.push(*it);
        }
        tree
    }

    fn expansion(
        &self,
        rules: &MacroRules,
        definition: &dyn Fn() -> Option<OwnedText>,
        call: &MacroCall,
        text: &dyn Fn() -> Option<OwnedText>,
    ) -> Option<Arc<Expansion>> {
        let key = call.grammar.key(u128::from(rules.hash) << 64 | u128::from(call.hash));
        let expand = || {
            let (definition, call_text) = (definition()?, text()?);
            Expansion::new(definition.as_text()?, call_text.as_text()?, call.grammar)
        };
        (self.source.expansion)(key, &expand)
    }

    /// Expands the calls in an expansion.
    fn tree(
        &mut self,
        definition: DefinitionSite,
        dollar_crate: Crate,
        expansion: Arc<Expansion>,
        call: Span,
    ) -> Option<ExpansionTree> {
        self.count += 1;
        if self.depth + self.around.len() >= DEEPEST || self.count > MOST_EXPANSIONS {
            return None;
        }
        self.around.push((Arc::clone(&expansion), dollar_crate, call));
        let calls = expansion.facts.calls.iter().enumerate();
        let mut nested = Vec::new();
        for (at, call) in calls {
            // The arguments of a call are replaced with it.
            let is_within = |(before, _): &(u32, ExpansionTree)| {
                let outer = expansion.facts.calls[*before as usize].span;
                outer.start < call.span.start && call.span.end <= outer.end
            };
            if nested.iter().any(is_within) {
                continue;
            }
            nested.extend(self.nested(&expansion, call).into_iter().map(|tree| (at as u32, tree)));
        }
        self.around.pop();
        Some(ExpansionTree {
            definition,
            dollar_crate,
            expansion,
            nested,
        })
    }

    /// The expansions of a call in the innermost expansion.
    fn nested(&mut self, within: &Arc<Expansion>, call: &MacroCall) -> Vec<ExpansionTree> {
        let text = || Some(OwnedText::OfExpansion(Arc::clone(within), call.span));
        if let Some((level, at)) = self.declared_around(call) {
            let (outer, dollar_crate, _) = &self.around[level];
            let (outer, dollar_crate) = (Arc::clone(outer), *dollar_crate);
            let rules = &outer.facts.macros[at as usize];
            let definition = || Some(OwnedText::OfExpansion(Arc::clone(&outer), rules.span));
            let expansion = self.expansion(rules, &definition, call, &text);
            let tree = expansion.and_then(|it| self.tree(DefinitionSite::Around(level, at), dollar_crate, it, call.span));
            return tree.into_iter().collect();
        }
        let definitions = self.definitions(&within.facts, call);
        let trees: Vec<Option<ExpansionTree>> = definitions.iter().map(|it| self.known(it, call, &text)).collect();
        trees.into_iter().flatten().collect()
    }

    /// The definitions of a macro that a call in the innermost expansion refers to. Its names are resolved at the outermost call.
    fn definitions(&self, facts: &FileFacts, call: &MacroCall) -> SmallVec<[Definition; 1]> {
        let path = facts.path(call.path);
        let names = || path.segments.iter().map(|name| facts.name(*name));
        let Some(first) = names().next() else { return SmallVec::new() };
        if let Some(level) = level_of_dollar_crate(first) {
            let around = self.around.len().checked_sub(level + 1).and_then(|at| self.around.get(at));
            let rest = self.defs.symbols_of(names().skip(1));
            return match (around, rest) {
                (Some((_, krate, _)), Some(rest)) => self.defs.macros_in_crate(*krate, &rest),
                _ => SmallVec::new(),
            };
        }
        let Some(segments) = self.defs.symbols_of(names()) else {
            return SmallVec::new();
        };
        let found = self.defs.macros_named(self.scope, &segments, path.absolute, self.position);
        match (&segments[..], self.around.last()) {
            // `#[macro_export(local_inner_macros)]` looks for macros beside the definition.
            ([name], Some((_, krate, _))) if found.is_empty() => self.defs.macros_in_crate(*krate, &[*name]),
            _ => found,
        }
    }

    /// The macro that one of the expansions around a call declares before it: the level of the expansion, and the number of the
    /// definition.
    fn declared_around(&self, call: &MacroCall) -> Option<(usize, u32)> {
        let innermost = &self.around.last()?.0.facts;
        let path = innermost.path(call.path);
        let ([name], false) = (path.segments, path.absolute) else {
            return None;
        };
        let name = innermost.name(*name);
        let mut position = call.span.start;
        let mut scope = Some(call.scope);
        for (level, (expansion, _, outer)) in self.around.iter().enumerate().rev() {
            let facts = &expansion.facts;
            let is_visible = |rules: &&MacroRules| {
                let item = facts.item(rules.item);
                let is_by_text = matches!(item.kind, ItemKind::Macro { by_path: false, .. });
                is_by_text && facts.name(item.name) == name && item.span.start < position && encloses(facts, item.scope, scope)
            };
            if let Some(at) = facts.macros.iter().rposition(|rules| is_visible(&rules)) {
                return Some((level, at as u32));
            }
            position = outer.start;
            scope = None;
        }
        None
    }
}

/// Whether a scope is `inner` or around it. If `inner` is not known, only the file's own scope is.
fn encloses(facts: &FileFacts, scope: ScopeId, inner: Option<ScopeId>) -> bool {
    let mut at = inner;
    while let Some(inner) = at {
        if inner == scope {
            return true;
        }
        at = facts.scope(inner).parent;
    }
    scope.0 == 0
}
