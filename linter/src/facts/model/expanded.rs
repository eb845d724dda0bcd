//! Removal of facts about code that expansions replace: the arguments of expanded calls, and the parts of macro definitions that
//! expansions contain.

use super::{FileFacts, ItemId, ItemKind, MacroRules, PathId, TypeId, Visibility, is_macro_of_std};
use crate::finding::Span;
use crate::ranges::Ranges;

impl FileFacts {
    /// Whether a path is the name of a macro of std that is often called.
    pub(crate) fn calls_macro_of_std(&self, path: PathId) -> bool {
        match self.path(path).segments {
            [name] => is_macro_of_std(self.name(*name)),
            _ => false,
        }
    }

    /// The rules of the innermost macro definition that contains a byte.
    pub(crate) fn rules_at(&self, byte: u32) -> Option<&MacroRules> {
        let holds = |rules: &&MacroRules| (rules.span.start..rules.span.end).contains(&byte);
        self.macros.iter().rfind(holds)
    }

    /// Whether other crates may call a macro.
    pub(crate) fn is_exported(&self, rules: &MacroRules) -> bool {
        let item = self.item(rules.item);
        match item.kind {
            ItemKind::Macro { exported, by_path } => exported || by_path && item.visibility == Visibility::Public,
            _ => true,
        }
    }

    /// Whether code that begins at a span is replaced by an expansion.
    pub(crate) fn is_expanded(&self, span: Span) -> bool {
        self.expanded.contain(span.start)
    }

    /// Removes the facts that begin in these ranges, except links in doc comments, which an expansion may not contain. The
    /// numbers of items, scopes and calls stay the same.
    pub(crate) fn leave_out(&mut self, ranges: Ranges) {
        for item in self.items.iter_mut().filter(|item| ranges.contain(item.name_span.start)) {
            item.kind = ItemKind::Expanded;
        }
        for block in self.impls.iter_mut().filter(|block| ranges.contain(block.span.start)) {
            (block.self_type, block.trait_path) = (TypeId::UNKNOWN, None);
        }
        let is_expanded = |item: ItemId| self.items[item.0 as usize].kind == ItemKind::Expanded;
        self.derives.retain(|(item, _)| !is_expanded(*item));
        self.outlines.retain(|outline| !is_expanded(outline.item));
        self.imports.retain(|import| !ranges.contain(import.span.start));
        self.includes.retain(|include| !ranges.contain(include.span.start));
        self.expanded = ranges;
    }
}
