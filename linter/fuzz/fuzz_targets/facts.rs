//! Whatever the text of a file: its facts come, and their places lie in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ssot::facts::{FileFacts, Grammar, dump};

fuzz_target!(|text: &str| {
    FileFacts::parsed_as(Grammar::Expression, text);
    let facts = FileFacts::parse(text);
    let _ = dump(&facts);
    let items = facts.items.iter().flat_map(|item| [item.span, item.name_span]);
    let mentions = facts.mentions();
    let references = mentions.references.iter().map(|reference| reference.span);
    let problems = facts.problems.iter().map(|problem| problem.span);
    for span in items.chain(references).chain(problems) {
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    }
});
