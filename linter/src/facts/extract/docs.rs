//! Intra-doc links: ``[`Name`]``, `[Name]`, `[text](path::to::Name)`, ``[`text`]: path``, with the syntax of rustdoc.

use std::ops::Range;

use super::walk::Walk;
use crate::facts::model::{DocLink, PathId, Segments};

/// Prefixes that select one of several items with the same name.
const DISAMBIGUATORS: [&str; 17] = [
    "struct", "enum", "trait", "union", "mod", "module", "const", "constant", "fn", "function", "field", "method", "derive",
    "type", "value", "macro", "prim",
];

impl Walk<'_> {
    /// Records the links in the outer doc comments of an item whose first token, attributes included, is `first`.
    pub(super) fn docs_before(&mut self, first: usize) {
        self.docs_from(first, self.text.behind_attributes(first), false);
    }

    /// Records the links in the inner doc comments before the token `first`.
    pub(super) fn inner_docs(&mut self, first: usize) {
        self.docs_from(first, self.text.behind_inner_attributes(first), true);
    }

    /// Records the links in the doc comments before a token, those between attributes included.
    fn docs_from(&mut self, first: usize, word: usize, inner: bool) {
        let source = self.text.source;
        let start = first.checked_sub(1).map_or(0, |before| source.tokens[before].end);
        let docs = source.docs(start..self.text.start_of(word), inner);
        docs.for_each(|doc| self.doc_links(doc.range.clone()));
    }

    /// Records the links in a doc comment or in the literal of a `doc` attribute.
    pub(super) fn doc_links(&mut self, range: Range<u32>) {
        let text = self.text.source.text.as_str();
        for (at, written) in links(&text[range.start as usize..range.end as usize]) {
            let Some(path) = self.linked_path(written) else { continue };
            let start = range.start + at as u32;
            let link = DocLink {
                path,
                scope: self.scope,
                span: self.text.places.span(start, start + written.len() as u32),
            };
            self.tables.mentions.doc_links.push(link);
        }
    }

    fn linked_path(&mut self, written: &str) -> Option<PathId> {
        let path = written.trim_end_matches("()").trim_end_matches('!');
        let (absolute, path) = match path.strip_prefix("::") {
            Some(path) => (true, path),
            None => (false, path),
        };
        let is_name = |segment: &str| {
            let mut characters = segment.chars();
            characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
                && characters.all(|character| character.is_alphanumeric() || character == '_')
        };
        if !path.split("::").all(is_name) {
            return None;
        }
        let segments: Segments = path.split("::").map(|segment| self.tables.name(segment)).collect();
        Some(self.tables.path_id(absolute, &segments))
    }
}

/// The targets of the links in a text, each with its byte offset.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('[').map(|open| at + open) {
        at = open + 1;
        let Some(close) = text[at..].find(']').map(|close| at + close) else {
            break;
        };
        let label = at..close;
        let after = &text[close + 1..];
        let target = if after.starts_with('(') {
            after.find(')').map(|end| close + 2..close + 1 + end)
        } else if let Some(defined) = after.strip_prefix(": ") {
            let end = defined.find(char::is_whitespace).unwrap_or(defined.len());
            Some(close + 3..close + 3 + end)
        } else {
            Some(label)
        };
        if let Some(target) = target {
            found.extend(target_of(text, target));
        }
    }
    found
}

/// The path in a target, without backticks and disambiguator.
fn target_of(text: &str, range: std::ops::Range<usize>) -> Option<(usize, &str)> {
    let mut start = range.start;
    let mut target = &text[range];
    if let Some(inner) = target.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')) {
        start += 1;
        target = inner;
    }
    if let Some((word, path)) = target.split_once('@')
        && DISAMBIGUATORS.contains(&word)
    {
        start += word.len() + 1;
        target = path;
    }
    (!target.is_empty()).then_some((start, target))
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn targets_of_links() {
        let targets = |text| links(text).into_iter().map(|(_, target)| target).collect::<Vec<_>>();
        assert_eq!(
            targets("see [`a::B`] and [c] and [text](d::e) [`f`](fn@g)"),
            ["a::B", "c", "d::e", "g"]
        );
        assert_eq!(targets("[`x`]: crate::y and more"), ["crate::y"]);
        assert_eq!(targets("a [ without end"), [""; 0]);
        assert_eq!(targets("[]() [ ] äö [é]"), [" ", "é"]);
        let text = "ä [`b`]";
        assert_eq!(&text[links(text)[0].0..], "b`]");
    }
}
