//! Whatever the rules of a macro and a call of it: the expansion ends, and its parts lie in the two texts.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ssot::facts::{Expansion, Grammar, MacroDefinition, MacroText, Origin};

fuzz_target!(|texts: (&str, &str)| {
    let (rules, call) = texts;
    let Some(definition) = MacroDefinition::parse(MacroText::OfFile(rules)) else {
        return;
    };
    for grammar in [Grammar::Items, Grammar::Statements, Grammar::Expression, Grammar::ImplItems] {
        let Some(expansion) = Expansion::new(&definition, MacroText::OfFile(call), grammar) else {
            continue;
        };
        let items = expansion.facts.items.iter().map(|item| item.name_span);
        let mentions = expansion.facts.mentions();
        let references = mentions.references.iter().map(|reference| reference.span);
        for (origin, span) in items.chain(references).filter_map(|span| expansion.origin(span)) {
            let text = if origin == Origin::Call { call } else { rules };
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
        }
    }
});
