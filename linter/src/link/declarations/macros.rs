//! Textual scope of `macro_rules!`: a macro is visible from its definition to the end of its scope, in the modules declared after
//! it, and beyond its module if that is `#[macro_use]`.

use rustc_hash::FxHashMap;

use crate::facts::ItemKind;
use crate::link::declarations::Declarations;
use crate::link::program::Program;
use crate::link::program::symbols::Symbol;
use crate::link::{Def, Import, Item, Scope};

/// The `macro_rules!` of each scope by name, each with the byte offset from which it is visible.
pub(in crate::link) type TextualMacros = FxHashMap<Scope, FxHashMap<Symbol, Vec<(u32, Item)>>>;

/// Collects the textual scopes of all `macro_rules!`. A `#[macro_use] mod` and an included file pass their macros on to the scope
/// around.
pub(in crate::link) fn textual(program: &Program) -> TextualMacros {
    let mut macros = TextualMacros::default();
    let mut passed_on: Vec<(Scope, Scope, u32)> = Vec::new();
    for (at, item) in program.items() {
        let scope = program.scope_of_item(at);
        match item.kind {
            ItemKind::Macro { by_path: false, .. } => {
                macros
                    .entry(scope)
                    .or_default()
                    .entry(program.name_of(at))
                    .or_default()
                    .push((item.span.start, at));
            }
            ItemKind::Module { macro_use: true, .. } => {
                if let Some(body) = program.body(&Def::Item(at)) {
                    passed_on.push((body, scope, item.span.start));
                }
            }
            _ => {}
        }
    }
    let included = program
        .instances
        .iter()
        .filter_map(|instance| Some((instance.root(), instance.included_in?)));
    passed_on.extend(included.map(|(root, inclusion)| (root, inclusion.scope, inclusion.at)));
    // Inner modules first, so that their macros are passed on all the way. They have the higher numbers.
    passed_on.sort_by(|one, other| other.cmp(one));
    for (from, to, position) in passed_on {
        let names: Vec<(Symbol, Item)> = macros
            .get(&from)
            .into_iter()
            .flatten()
            .filter_map(|(name, list)| list.last().map(|(_, item)| (*name, *item)))
            .collect();
        let around = macros.entry(to).or_default();
        for (name, item) in names {
            around.entry(name).or_default().push((position, item));
        }
    }
    for list in macros.values_mut().flat_map(|names| names.values_mut()) {
        list.sort_unstable();
    }
    macros
}

impl Declarations {
    /// The macro that a name refers to by textual scope, at a byte offset of the scope's file.
    pub(in crate::link) fn textual_macro(&self, mut scope: Scope, name: Symbol, mut position: u32) -> Option<Item> {
        loop {
            if let Some(list) = self.macros.get(&scope).and_then(|names| names.get(&name)) {
                let before = list.partition_point(|(at, _)| *at < position);
                if let Some((_, item)) = before.checked_sub(1).and_then(|at| list.get(at)) {
                    return Some(*item);
                }
            }
            scope = match (self.scope(scope).parent, self.instance_of_scope(scope).included_in) {
                (Some(_), _) => self.parent(scope)?,
                (None, Some(inclusion)) => {
                    position = inclusion.at;
                    inclusion.scope
                }
                (None, None) => {
                    let declared_by = *self.module_of_body.get(&scope)?;
                    position = self.item(declared_by).span.start;
                    self.scope_of_item(declared_by)
                }
            };
        }
    }

    /// The macro that `use name` refers to if `macro_rules! name` is in textual scope there.
    pub(in crate::link) fn imported_textual_macro(&self, import: Import, segments: &[Symbol], absolute: bool) -> Option<Item> {
        let ([name], false) = (segments, absolute) else {
            return None;
        };
        let fact = self.import(import);
        let scope = self.instance_of_import(import).scope(fact.scope);
        self.textual_macro(scope, *name, fact.item_span.start)
    }
}
