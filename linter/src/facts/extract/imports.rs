//! Imports: the leaves of `use` trees, and `extern crate`.

use proc_macro2::Ident;
use syn::{ItemExternCrate, ItemUse, UseTree};

use super::heads::first_of_visibility;
use super::walk::Walk;
use crate::facts::model::{ImportFact, ImportKind, Name, PathId};
use crate::finding::Span;

impl Walk<'_> {
    pub(super) fn use_item(&mut self, it: &ItemUse) {
        let word = first_of_visibility(&it.vis).unwrap_or(it.use_token.span);
        let first = self.text.first_token(&it.attrs, word);
        let attributes = self.annotations(&it.attrs, first);
        let start = self.text.source.tokens[first].start;
        let docs = self.text.source.docs(self.text.source.end_before(start)..start, false).next();
        let leaf = ImportFact {
            path: PathId(0),
            kind: ImportKind::Unnamed,
            scope: self.scope,
            visibility: self.visibility(&it.vis),
            span: Span::FILE,
            item_span: self
                .text
                .places
                .span(docs.map_or(start, |doc| doc.range.start), self.text.end(it.semi_token.span)),
            deprecated: attributes.deprecated,
            test: self.test_under(&attributes.test),
            allows_deprecated: self.allows_deprecated || attributes.allows_deprecated,
            in_macro: self.in_macro,
        };
        self.use_tree(&it.tree, &mut Vec::new(), it.leading_colon.is_some(), &leaf);
    }

    /// Flattens a `use` tree. The recursion is as deep as the tree, for which the stack is large enough.
    fn use_tree(&mut self, tree: &UseTree, prefix: &mut Vec<Name>, absolute: bool, leaf: &ImportFact) {
        let outer = prefix.len();
        match tree {
            UseTree::Path(it) => {
                prefix.push(self.ident(&it.ident));
                self.use_tree(&it.tree, prefix, absolute, leaf);
            }
            UseTree::Group(it) => {
                for tree in &it.items {
                    let absolute = absolute || self.text.source.follows_colon(self.text.token(first_of(tree)));
                    self.use_tree(tree, prefix, absolute, leaf);
                }
            }
            UseTree::Glob(it) => {
                let span = self.text.span(it.star_token.span);
                self.import_leaf(prefix, absolute, ImportKind::Glob, span, leaf);
            }
            UseTree::Name(it) => self.named_leaf(&it.ident, None, prefix, absolute, leaf),
            UseTree::Rename(it) => self.named_leaf(&it.ident, Some(&it.rename), prefix, absolute, leaf),
        }
        prefix.truncate(outer);
    }

    fn named_leaf(&mut self, ident: &Ident, rename: Option<&Ident>, prefix: &mut Vec<Name>, absolute: bool, leaf: &ImportFact) {
        let span = self
            .text
            .places
            .span(self.text.start(ident.span()), self.text.end(rename.unwrap_or(ident).span()));
        let name = self.ident(ident);
        let owner = prefix.last().copied().filter(|_| self.text.of(ident) == "self");
        let written = owner.unwrap_or(name);
        let kind = match rename.map(|rename| self.text.of(rename)) {
            Some("_") => ImportKind::Unnamed,
            Some(rename) => ImportKind::Named(self.tables.name(rename)),
            None => ImportKind::Named(written),
        };
        if owner.is_none() {
            prefix.push(written);
        }
        self.import_leaf(prefix, absolute, kind, span, leaf);
    }

    fn import_leaf(&mut self, segments: &[Name], absolute: bool, kind: ImportKind, span: Span, leaf: &ImportFact) {
        let path = self.tables.path_id(absolute, segments);
        self.tables.facts.imports.push(ImportFact {
            path,
            kind,
            span,
            ..leaf.clone()
        });
    }

    pub(super) fn extern_crate(&mut self, it: &ItemExternCrate) {
        let word = first_of_visibility(&it.vis).unwrap_or(it.extern_token.span);
        let attributes = self.annotations(&it.attrs, self.text.first_token(&it.attrs, word));
        let krate = self.ident(&it.ident);
        let name = match it.rename.as_ref().map(|(_, rename)| self.text.of(rename)) {
            Some("_") | None => krate,
            Some(rename) => self.tables.name(rename),
        };
        let path = self.tables.path_id(true, &[krate]);
        let import = ImportFact {
            path,
            kind: ImportKind::ExternCrate(name, attributes.macro_use),
            scope: self.scope,
            visibility: self.visibility(&it.vis),
            span: self.text.span(it.ident.span()),
            item_span: self
                .text
                .places
                .span(self.text.start(it.extern_token.span), self.text.end(it.semi_token.span)),
            deprecated: attributes.deprecated,
            test: self.test_under(&attributes.test),
            allows_deprecated: self.allows_deprecated || attributes.allows_deprecated,
            in_macro: self.in_macro,
        };
        self.tables.facts.imports.push(import);
    }
}

/// The first token of a `use` tree.
pub(super) fn first_of(tree: &UseTree) -> proc_macro2::Span {
    match tree {
        UseTree::Path(it) => it.ident.span(),
        UseTree::Name(it) => it.ident.span(),
        UseTree::Rename(it) => it.ident.span(),
        UseTree::Glob(it) => it.star_token.span,
        UseTree::Group(it) => it.brace_token.span.open(),
    }
}
