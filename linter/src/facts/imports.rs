//! Imports: the leaves of `use` trees, and `extern crate`.

use super::attributes::Attributes;
use super::items::first_of_visibility;
use super::walk::Walk;
use super::{Import, ImportKind, Name, PathId};
use crate::finding::Span;

impl Walk<'_> {
    pub(super) fn use_item(&mut self, it: &syn::ItemUse) {
        self.attributes(&it.attrs);
        let head = Attributes::of(&it.attrs);
        let keyword = first_of_visibility(&it.vis).unwrap_or(it.use_token.span);
        let first = it.attrs.first().map_or(keyword, |attribute| attribute.pound_token.span);
        let leaf = Import {
            path: PathId(0),
            kind: ImportKind::Unnamed,
            scope: self.scope,
            visibility: self.visibility(&it.vis),
            span: Span::FILE,
            item_span: self.span(first, it.semi_token.span),
            deprecated: head.deprecated,
            test: self.test || head.test,
            allows_deprecated: self.allows_deprecated || head.allows_deprecated,
            in_macro: self.in_macro,
        };
        self.use_tree(&it.tree, &mut Vec::new(), it.leading_colon.is_some(), &leaf);
    }

    /// Flattens a tree of imports. The tree is as deep as the file is nested, and so is the stack.
    fn use_tree(&mut self, tree: &syn::UseTree, prefix: &mut Vec<Name>, absolute: bool, leaf: &Import) {
        match tree {
            syn::UseTree::Path(it) => {
                let name = self.ident(&it.ident);
                prefix.push(name);
                self.use_tree(&it.tree, prefix, absolute, leaf);
                prefix.pop();
            }
            syn::UseTree::Group(it) => it.items.iter().for_each(|tree| self.use_tree(tree, prefix, absolute, leaf)),
            syn::UseTree::Glob(it) => {
                let span = self.span(it.star_token.span, it.star_token.span);
                self.import_leaf(prefix, absolute, ImportKind::Glob, span, leaf);
            }
            syn::UseTree::Name(it) => self.named_leaf(&it.ident, None, prefix, absolute, leaf),
            syn::UseTree::Rename(it) => self.named_leaf(&it.ident, Some(&it.rename), prefix, absolute, leaf),
        }
    }

    fn named_leaf(
        &mut self,
        ident: &proc_macro2::Ident,
        rename: Option<&proc_macro2::Ident>,
        prefix: &mut Vec<Name>,
        absolute: bool,
        leaf: &Import,
    ) {
        let span = self.span(ident.span(), rename.unwrap_or(ident).span());
        let is_self = ident == "self" && !prefix.is_empty();
        let written = if is_self {
            prefix[prefix.len() - 1]
        } else {
            self.ident(ident)
        };
        let kind = match rename {
            Some(rename) if rename == "_" => ImportKind::Unnamed,
            Some(rename) => ImportKind::Named(self.ident(rename)),
            None => ImportKind::Named(written),
        };
        if is_self {
            self.import_leaf(prefix, absolute, kind, span, leaf);
        } else {
            prefix.push(written);
            self.import_leaf(prefix, absolute, kind, span, leaf);
            prefix.pop();
        }
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

    pub(super) fn extern_crate(&mut self, it: &syn::ItemExternCrate) {
        self.attributes(&it.attrs);
        let attributes = Attributes::of(&it.attrs);
        let krate = self.ident(&it.ident);
        let name = match &it.rename {
            Some((_, rename)) if rename == "_" => krate,
            Some((_, rename)) => self.ident(rename),
            None => krate,
        };
        let path = self.path_id(true, &[krate]);
        let import = Import {
            path,
            kind: ImportKind::ExternCrate(name, attributes.macro_use),
            scope: self.scope,
            visibility: self.visibility(&it.vis),
            span: self.span(it.ident.span(), it.ident.span()),
            item_span: self.span(it.extern_token.span, it.semi_token.span),
            deprecated: attributes.deprecated,
            test: self.test || attributes.test,
            allows_deprecated: self.allows_deprecated || attributes.allows_deprecated,
            in_macro: self.in_macro,
        };
        self.facts.imports.push(import);
    }
}
