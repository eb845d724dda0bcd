//! Decides which calls to expand. A call among items is always expanded, because it may declare anything. A call in a body is
//! expanded if its expansion may declare something, if the type of other code depends on it, or if a queried name occurs in the
//! rules of the macro, in those of the macros that these call, or in the arguments.

use rustc_hash::FxHashSet;

use super::AskedNames;
use crate::facts::{Grammar, MacroCall, MacroRules, Name};
use crate::link::declarations::Declarations;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::queries::spellings::Aliases;

/// The names for which calls are expanded.
pub(super) enum Matter {
    /// All names.
    All,
    /// Some names.
    These {
        /// The queried names, with their aliases.
        names: FxHashSet<Symbol>,
        /// The macros whose expansions may contain one of the names, by name.
        mentioning: FxHashSet<Symbol>,
        /// The macros whose expansions may declare something.
        declaring: FxHashSet<Symbol>,
    },
}

impl Matter {
    pub(super) fn new(defs: &Declarations, asked: &AskedNames) -> Self {
        let AskedNames::These(asked) = asked else {
            return Self::All;
        };
        let asked = asked.iter().filter_map(|name| defs.symbol(name));
        let deprecated = defs.deprecated_items().map(|item| defs.name_of(item));
        let deprecated = deprecated.chain(defs.deprecated_re_exports());
        // `Self` may be a type that a query is about, and an included file may contain anything.
        let others = [Some(SELF_TYPE), defs.symbol("include")].into_iter().flatten();
        let names = Aliases::new(defs).with(asked.chain(deprecated).chain(others));
        Self::These {
            mentioning: macros(defs, |rules, symbol| {
                rules.names.iter().any(|name| names.contains(&symbol(*name)))
            }),
            declaring: macros(defs, |rules, _| rules.may_declare),
            names,
        }
    }

    /// Whether a call should be expanded, given the symbols of names. A name without a symbol occurs nowhere else.
    pub(super) fn is_worth(&self, call: &MacroCall, of_macro: Name, symbol: impl Fn(Name) -> Option<Symbol>) -> bool {
        let is_in_body = matches!(
            call.grammar,
            Grammar::Expression | Grammar::Statements | Grammar::Pattern | Grammar::Type
        );
        let Self::These {
            names,
            mentioning,
            declaring,
        } = self
        else {
            return true;
        };
        let is_among = |names: &FxHashSet<Symbol>, name: Name| symbol(name).is_some_and(|name| names.contains(&name));
        let may_declare = call.grammar == Grammar::Statements && is_among(declaring, of_macro);
        let may_mention = is_among(mentioning, of_macro) || call.names.iter().any(|name| is_among(names, *name));
        !is_in_body || call.is_value_used || may_declare || may_mention
    }
}

/// The names of the macros for which `holds`, and of those that call one of these.
fn macros(defs: &Declarations, holds: impl Fn(&MacroRules, &dyn Fn(Name) -> Symbol) -> bool) -> FxHashSet<Symbol> {
    let rules = defs.instances.iter().flat_map(|instance| {
        let file = defs.file(instance.file);
        file.facts.macros.iter().map(move |rules| (file, rules))
    });
    let mut rules: Vec<_> = rules.collect();
    let mut found: FxHashSet<Symbol> = FxHashSet::default();
    loop {
        let before = found.len();
        rules.retain(|(file, rules)| {
            let symbol = |name: Name| file.symbols[name.0 as usize];
            let is_one = holds(rules, &symbol) || rules.names.iter().any(|name| found.contains(&symbol(*name)));
            if is_one {
                found.insert(symbol(file.facts.item(rules.item).name));
            }
            !is_one
        });
        if found.len() == before {
            return found;
        }
    }
}
