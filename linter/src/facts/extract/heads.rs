//! Item heads: the syntax before the body of an item, which is similar for all kinds of items.

use proc_macro2::{Ident, Span as TokenSpan};
use syn::{Attribute, FnModifiers, Safety, Signature};

use super::attributes::Attributes;
use super::paths::PathSyntax;
use super::walk::Walk;
use crate::facts::model::{ItemFact, ItemId, ItemKind, Name, Visibility};
use crate::finding::Span;

/// The parts of an item that determine its name and its extent.
#[derive(Clone, Copy)]
pub(super) struct HeadSyntax<'t> {
    pub(super) attributes: &'t [Attribute],
    pub(super) visibility: Option<&'t syn::Visibility>,
    /// The first token after attributes and visibility.
    pub(super) first: TokenSpan,
    /// The keyword of the item's kind, at which its span begins.
    pub(super) keyword: TokenSpan,
    pub(super) name: &'t Ident,
    /// The brace that opens its body. Inner doc comments follow it.
    pub(super) opening: Option<TokenSpan>,
    /// The last token.
    pub(super) end: TokenSpan,
}

impl<'t> HeadSyntax<'t> {
    /// The head of an item that begins with its keyword and ends at `end`.
    pub(super) fn new(
        attributes: &'t [Attribute],
        visibility: Option<&'t syn::Visibility>,
        keyword: TokenSpan,
        name: &'t Ident,
        end: TokenSpan,
    ) -> Self {
        Self {
            attributes,
            visibility,
            first: keyword,
            keyword,
            name,
            opening: None,
            end,
        }
    }

    /// The same head, with the first of these tokens that exists before the keyword.
    pub(super) fn behind<const N: usize>(self, words: [Option<TokenSpan>; N]) -> Self {
        let first = words.into_iter().flatten().next().unwrap_or(self.first);
        Self { first, ..self }
    }

    /// The same head, with the brace that opens the body.
    pub(super) fn with_inside(self, opening: Option<TokenSpan>) -> Self {
        Self { opening, ..self }
    }

    /// The head of a function.
    pub(super) fn of_function(
        attributes: &'t [Attribute],
        visibility: Option<&'t syn::Visibility>,
        modifiers: &FnModifiers,
        it: &'t Signature,
        end: TokenSpan,
    ) -> Self {
        let words = [
            it.constness.map(|word| word.span),
            it.asyncness.map(|word| word.span),
            match &it.safety {
                Safety::Unsafe(word) => Some(word.span),
                Safety::Safe(_) | Safety::Default => None,
            },
            it.abi.as_ref().map(|abi| abi.extern_token.span),
        ];
        let keyword = words.into_iter().flatten().next().unwrap_or(it.fn_token.span);
        let safe = match &it.safety {
            Safety::Safe(word) => Some(word.span),
            Safety::Unsafe(_) | Safety::Default => None,
        };
        Self::new(attributes, visibility, keyword, &it.ident, end).behind([modifiers.defaultness.map(|word| word.span), safe])
    }
}

/// The attributes and the name of an item.
pub(super) struct ItemHead {
    pub(super) attributes: Attributes,
    pub(super) name: Name,
    pub(super) name_span: Span,
    pub(super) visibility: Visibility,
    /// From the visibility or the keyword to the end.
    pub(super) span: Span,
}

/// The first token of a visibility.
pub(super) fn first_of_visibility(visibility: &syn::Visibility) -> Option<TokenSpan> {
    match visibility {
        syn::Visibility::Public(word) => Some(word.span),
        syn::Visibility::Restricted(it) => Some(it.pub_token.span),
        syn::Visibility::Inherited => None,
    }
}

impl Walk<'_> {
    /// Walks the head of an item.
    pub(super) fn head(&mut self, it: &HeadSyntax<'_>) -> ItemHead {
        let of_visibility = it.visibility.and_then(first_of_visibility);
        let first = self.text.first_token(it.attributes, of_visibility.unwrap_or(it.first));
        self.docs_before(first);
        if let Some(opening) = it.opening {
            self.inner_docs(self.text.token(opening) + 1);
        }
        self.attributes(it.attributes);
        let start = self.text.start(of_visibility.unwrap_or(it.keyword));
        ItemHead {
            attributes: Attributes::new(it.attributes, self.text.source),
            name: self.ident(it.name),
            name_span: self.text.span(it.name.span()),
            visibility: it.visibility.map_or(Visibility::Private, |it| self.visibility(it)),
            span: self.text.places.span(start, self.text.end(it.end)),
        }
    }

    pub(super) fn visibility(&mut self, it: &syn::Visibility) -> Visibility {
        let path = match it {
            syn::Visibility::Public(_) => return Visibility::Public,
            syn::Visibility::Inherited => return Visibility::Private,
            syn::Visibility::Restricted(it) => PathSyntax::from(&*it.path),
        };
        match path.only().map(|only| self.text.of(&only.ident)) {
            Some("crate") => Visibility::Crate,
            Some("self") => Visibility::Private,
            Some("super") => Visibility::Super,
            _ => Visibility::In(self.written_path(path)),
        }
    }

    /// Adds an item to the table.
    pub(super) fn define(&mut self, head: &ItemHead, kind: ItemKind) -> ItemId {
        let test = self.test_under(&head.attributes.test);
        let derived = std::mem::take(&mut self.derived);
        let item = ItemId(self.tables.facts.items.len() as u32);
        if matches!(kind, ItemKind::Struct(_) | ItemKind::Enum | ItemKind::Union) {
            self.tables.facts.derives.extend(derived.into_iter().map(|path| (item, path)));
        }
        self.tables.push_item(ItemFact {
            kind,
            name: head.name,
            scope: self.scope,
            inner: None,
            visibility: head.visibility,
            name_span: head.name_span,
            span: head.span,
            test,
            in_macro: self.in_macro,
            deprecated: head.attributes.deprecated.clone(),
            ty: None,
        })
    }
}
