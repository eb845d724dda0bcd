//! Removal of what expansions replace: the arguments of expanded calls, and the parts of macro definitions that they contain.

use super::{FileFacts, ItemKind, MacroRules, TypeId, Visibility};
use crate::finding::Span;
use crate::ranges::Ranges;

impl FileFacts {
    /// Whether other crates may call a macro.
    pub(crate) fn is_exported(&self, rules: &MacroRules) -> bool {
        let item = self.item(rules.item);
        match item.kind {
            ItemKind::Macro { exported, by_path } => exported || by_path && item.visibility == Visibility::Public,
            _ => true,
        }
    }

    /// Whether what begins at a span is replaced by an expansion.
    pub(crate) fn is_expanded(&self, span: Span) -> bool {
        self.expanded.contain(span.start)
    }

    /// The facts without what begins in these ranges, except links in doc comments, which an expansion may not contain. The numbers
    /// of items, scopes and calls stay the same.
    pub(crate) fn without(&self, ranges: Ranges) -> Self {
        let mut facts = self.clone();
        for item in facts.items.iter_mut().filter(|item| ranges.contain(item.name_span.start)) {
            item.kind = ItemKind::Expanded;
        }
        for block in facts.impls.iter_mut().filter(|block| ranges.contain(block.span.start)) {
            (block.self_type, block.trait_path) = (TypeId::UNKNOWN, None);
        }
        let is_expanded = |item: super::ItemId| facts.items[item.0 as usize].kind == ItemKind::Expanded;
        facts.derives.retain(|(item, _)| !is_expanded(*item));
        facts.outlines.retain(|outline| !is_expanded(outline.item));
        facts.imports.retain(|import| !ranges.contain(import.span.start));
        facts.includes.retain(|include| !ranges.contain(include.span.start));
        facts.expanded = ranges;
        facts
    }
}
