//! One page of the documentation -> the declaration of its item, and its impl blocks.

use std::collections::HashSet;

use quote::ToTokens;
use scraper::{ElementRef, Html};
use syn::parse::Parse;
use syn::visit_mut::VisitMut;

use crate::catalogue::{Catalogue, Place, ident};
use crate::html::{self, Deprecation, Marks};
use crate::trim::Bounds;
use crate::{Result, print};

/// A page that is being read.
pub(crate) struct Page<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) path: &'a str,
    pub(crate) html: &'a Html,
}

/// An impl block.
pub(crate) struct Block {
    item: syn::ItemImpl,
    pub(crate) members: Vec<String>,
}

impl Page<'_> {
    fn code(&self, element: ElementRef<'_>) -> String {
        html::code(element, &|href| self.catalogue.path(self.path, href))
    }

    fn parse<T: Parse>(&self, text: &str) -> Result<T> {
        syn::parse_str(text).map_err(|error| format!("{}: {error} in `{text}`", self.path))
    }

    /// Parses, trims and prints.
    fn stub<T: Parse + ToTokens>(&self, text: &str, trim: fn(&mut Bounds, &mut T)) -> Result<String> {
        let mut item: T = self.parse(text)?;
        trim(&mut Bounds::Telling, &mut item);
        Ok(print::tokens(item.into_token_stream()))
    }

    /// The item that the page is about, without its impls.
    pub(crate) fn item(&self, place: &Place, kind: &str) -> Result<String> {
        let name = ident(place.name());
        match kind {
            "macro" if place.path.len() == 1 => return Ok(format!("#[macro_export] macro_rules! {name} {{ () => {{}}; }}")),
            "macro" | "derive" | "attr" => return Ok(format!("pub macro {name}() {{}}")),
            _ => {}
        }
        let declaration = html::first(self.html, "pre.item-decl code").ok_or_else(|| format!("{}: no declaration", self.path))?;
        let text = self.code(declaration);
        match kind {
            "struct" => self.stub(&text, Bounds::visit_item_struct_mut),
            "union" => self.stub(&text, Bounds::visit_item_union_mut),
            "type" => self.stub(&text, Bounds::visit_item_type_mut),
            "fn" => self.stub(&format!("{text} {{}}"), Bounds::visit_item_fn_mut),
            "constant" => self.stub(&format!("{} = ();", before_value(&text)), Bounds::visit_item_const_mut),
            "static" => self.stub(&format!("{} = ();", before_value(&text)), Bounds::visit_item_static_mut),
            "enum" => self.enumeration(&text),
            "trait" => self.trait_item(&text),
            _ => Err(format!("{}: `{kind}` is no kind that this program knows", self.path)),
        }
    }

    fn enumeration(&self, text: &str) -> Result<String> {
        let mut item: syn::ItemEnum = self.parse(text)?;
        let unstable: HashSet<&str> = html::select(self.html.root_element(), "section.variant")
            .into_iter()
            .filter(|section| Marks::of_section(*section).unstable)
            .filter_map(|section| section.value().id()?.strip_prefix("variant."))
            .collect();
        item.variants = std::mem::take(&mut item.variants)
            .into_iter()
            .filter(|variant| !unstable.contains(variant.ident.to_string().as_str()))
            .collect();
        Bounds::Telling.visit_item_enum_mut(&mut item);
        Ok(print::tokens(item.into_token_stream()))
    }

    fn trait_item(&self, text: &str) -> Result<String> {
        let head = text.split('{').next().unwrap_or(text);
        let head = self.stub(&format!("{head} {{}}"), Bounds::visit_item_trait_mut)?;
        let mut members = Vec::new();
        for section in html::select(self.html.root_element(), "#main-content > .methods section") {
            members.extend(self.member(section, Of::Trait)?);
        }
        Ok(print::body(&head, &members))
    }

    /// The impl blocks of one list of the page.
    pub(crate) fn impls(&self, list: &str) -> Result<Vec<Block>> {
        let mut blocks = Vec::new();
        let sections = format!("{list} > section.impl, {list} > details > summary > section.impl");
        for section in html::select(self.html.root_element(), &sections) {
            let Some(head) = html::children_named(section, "h3").into_iter().next() else {
                return Err(format!("{}: an impl without head", self.path));
            };
            let head = self.code(head);
            // `(T₁, T₂, …, Tₙ)` stands for many impls, and for none that is Rust. `impl !Send` tells nothing.
            // `impl Fn() for` is for the compiler's own library only.
            let not_rust = head.contains(['₁', 'ₙ', '…']) || head.contains("!crate") || head.contains(") for ");
            if not_rust || Marks::of_section(section).unstable {
                continue;
            }
            let item: syn::ItemImpl = self.parse(&format!("{head} {{}}"))?;
            let of = if item.trait_.is_some() { Of::TraitImpl } else { Of::Impl };
            let mut members = Vec::new();
            let details = section
                .parent()
                .and_then(|summary| summary.parent())
                .and_then(ElementRef::wrap);
            if let Some(details) = details.filter(|it| it.value().name() == "details") {
                for section in html::select(details, ":scope > .impl-items section") {
                    members.extend(self.member(section, of)?);
                }
            }
            blocks.push(Block { item, members });
        }
        Ok(blocks)
    }

    /// A stable method, associated type or constant.
    fn member(&self, section: ElementRef<'_>, of: Of) -> Result<Option<String>> {
        let marks = Marks::of_section(section);
        let code = html::children_named(section, "h4").into_iter().next();
        let Some(code) = code.filter(|_| !marks.unstable) else {
            return Ok(None);
        };
        let text = self.code(code);
        let sort = section.value().id().and_then(|id| id.split('.').next()).unwrap_or_default();
        let stub = match (sort, of) {
            ("associatedtype", Of::Trait) => self.stub(&format!("{text};"), Bounds::visit_trait_item_type_mut),
            ("associatedtype", _) => self.stub(&format!("{text};"), Bounds::visit_impl_item_type_mut),
            (_, Of::TraitImpl) => return Ok(None),
            ("associatedconstant", Of::Trait) => {
                self.stub(&format!("{};", before_value(&text)), Bounds::visit_trait_item_const_mut)
            }
            ("associatedconstant", Of::Impl) => {
                self.stub(&format!("{} = ();", before_value(&text)), Bounds::visit_impl_item_const_mut)
            }
            ("method" | "tymethod", Of::Trait) => self.stub(&format!("{text};"), Bounds::visit_trait_item_fn_mut),
            ("method", Of::Impl) => self.stub(&format!("{text} {{}}"), Bounds::visit_impl_item_fn_mut),
            _ => Err(format!("{}: `{sort}` is no member that this program knows", self.path)),
        }?;
        Ok(Some(format!("{}{stub}", attribute(marks.deprecated.as_ref()))))
    }
}

/// What a member belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Trait,
    Impl,
    TraitImpl,
}

impl Block {
    pub(crate) fn head(&self, mut bounds: Bounds) -> String {
        let mut item = self.item.clone();
        bounds.visit_item_impl_mut(&mut item);
        print::tokens(item.into_token_stream())
    }

    /// The path of the trait, without generic arguments.
    pub(crate) fn of_trait(&self) -> String {
        self.item
            .trait_
            .as_ref()
            .map_or_else(String::new, |(_, path, _)| spelled(path))
    }

    /// The path of the type, also behind references.
    pub(crate) fn self_path(&self) -> Option<String> {
        let mut ty = &*self.item.self_ty;
        while let syn::Type::Reference(reference) = ty {
            ty = &reference.elem;
        }
        match ty {
            syn::Type::Path(path) => Some(spelled(&path.path)),
            _ => None,
        }
    }

    /// For any type, or for a reference to any type.
    pub(crate) fn is_blanket(&self) -> bool {
        let path = self.self_path();
        let mut parameters = self.item.generics.type_params();
        parameters.any(|parameter| path.as_ref().is_some_and(|path| parameter.ident == path))
    }
}

fn spelled(path: &syn::Path) -> String {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    names.join("::")
}

/// A constant without its value, which rustdoc shows abridged.
fn before_value(text: &str) -> &str {
    text.split_once(" = ")
        .map_or(text, |(before, _)| before)
        .trim_end_matches(';')
}

/// The attribute with the line's end, or nothing.
pub(crate) fn attribute(deprecation: Option<&Deprecation>) -> String {
    deprecation.map_or_else(String::new, |Deprecation { since, note }| {
        format!("#[deprecated(since = {since:?}, note = {note:?})]\n")
    })
}
