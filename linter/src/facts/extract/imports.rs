//! Imports: the leaves of `use` trees, and `extern crate`.

use super::paths::{Written, ident};
use super::tree::{Kind, Node};
use super::walk::Walk;
use crate::facts::model::{Import, ImportKind, Name, PathId};
use crate::finding::Span;

impl Walk<'_> {
    pub(super) fn use_item(&mut self, it: Node<'_>) {
        let head = self.annotations(it);
        let docs = self.source.end_before(it.start())..it.start();
        let first = self.source.docs(docs, false).next().map_or(it.start(), |doc| doc.range.start);
        let leaf = Import {
            path: PathId(0),
            kind: ImportKind::Unnamed,
            scope: self.scope,
            visibility: self.visibility(it),
            span: Span::FILE,
            item_span: self.places.span(first, it.end()),
            deprecated: head.deprecated,
            test: self.test_under(&head.test),
            allows_deprecated: self.allows_deprecated || head.allows_deprecated,
            in_macro: self.in_macro,
        };
        if let Some(tree) = it.child(Kind::USE_TREE) {
            self.use_tree(tree, &mut Vec::new(), false, &leaf);
        }
    }

    /// Flattens a tree of imports. The tree is as deep as the file is nested, and so is the stack.
    fn use_tree(&mut self, tree: Node<'_>, prefix: &mut Vec<Name>, absolute: bool, leaf: &Import) {
        let outer = prefix.len();
        let path = tree.child(Kind::PATH).map(Written::of);
        let absolute = absolute || tree.has(Kind::COLON2) && path.is_none() || path.as_ref().is_some_and(|path| path.absolute);
        let segments = path.iter().flat_map(|path| path.segments.iter().copied());
        if let Some(list) = tree.child(Kind::USE_TREE_LIST) {
            prefix.extend(segments.map(|segment| self.segment(segment)));
            list.all(Kind::USE_TREE)
                .for_each(|tree| self.use_tree(tree, prefix, absolute, leaf));
        } else if let Some(star) = tree.child(Kind::STAR) {
            prefix.extend(segments.map(|segment| self.segment(segment)));
            let span = self.places.span(star.start(), star.end());
            self.import_leaf(prefix, absolute, ImportKind::Glob, span, leaf);
        } else if let Some((last, before)) = path.as_ref().and_then(|path| path.segments.split_last()) {
            prefix.extend(before.iter().map(|segment| self.segment(*segment)));
            self.named_leaf(*last, tree.child(Kind::RENAME), prefix, absolute, leaf);
        }
        prefix.truncate(outer);
    }

    fn named_leaf(&mut self, last: Node<'_>, rename: Option<Node<'_>>, prefix: &mut Vec<Name>, absolute: bool, leaf: &Import) {
        let Some(ident) = ident(last) else { return };
        let span = self.places.span(ident.start(), rename.unwrap_or(ident).end());
        let name = self.name(ident.text());
        let owner = prefix.last().copied().filter(|_| ident.text() == "self");
        let written = owner.unwrap_or(name);
        let kind = match rename.map(new_name) {
            Some("_") => ImportKind::Unnamed,
            Some(rename) => ImportKind::Named(self.name(rename)),
            None => ImportKind::Named(written),
        };
        if owner.is_none() {
            prefix.push(written);
        }
        self.import_leaf(prefix, absolute, kind, span, leaf);
    }

    fn import_leaf(&mut self, segments: &[Name], absolute: bool, kind: ImportKind, span: Span, leaf: &Import) {
        let path = self.path_id(absolute, segments);
        self.facts.imports.push(Import {
            path,
            kind,
            span,
            ..leaf.clone()
        });
    }

    pub(super) fn extern_crate(&mut self, it: Node<'_>) {
        let attributes = self.annotations(it);
        let (Some(keyword), Some(ident)) = (it.child(Kind::EXTERN_KW), it.child(Kind::NAME_REF)) else {
            return;
        };
        let krate = self.name(ident.text());
        let name = match it.child(Kind::RENAME).map(new_name) {
            Some("_") | None => krate,
            Some(rename) => self.name(rename),
        };
        let path = self.path_id(true, &[krate]);
        let import = Import {
            path,
            kind: ImportKind::ExternCrate(name, attributes.macro_use),
            scope: self.scope,
            visibility: self.visibility(it),
            span: self.places.span(ident.start(), ident.end()),
            item_span: self.places.span(keyword.start(), it.end()),
            deprecated: attributes.deprecated,
            test: self.test_under(&attributes.test),
            allows_deprecated: self.allows_deprecated || attributes.allows_deprecated,
            in_macro: self.in_macro,
        };
        self.facts.imports.push(import);
    }
}

/// The name after `as`.
pub(super) fn new_name(rename: Node<'_>) -> &str {
    let name = rename.parts().find(|part| part.kind() != Kind::AS_KW);
    name.map(Node::text).unwrap_or_default()
}
