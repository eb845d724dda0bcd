//! All pages -> the tree of stubs: what goes into which module, and what is left out because it is there already.

use std::collections::{BTreeMap, HashSet};

use scraper::{ElementRef, Html};

use crate::catalogue::{Catalogue, Place, Use, ident, written};
use crate::html::{self, Marks};
use crate::page::{Block, Page, attribute};
use crate::print::{Entry, Module, Rank, body};
use crate::trim::Bounds;
use crate::{Result, read};

/// Traits whose impls tell what a value gives, or which methods it has.
const TRAITS: [&str; 18] = [
    "crate::borrow::ToOwned",
    "crate::clone::Clone",
    "crate::default::Default",
    "crate::error::Error",
    "crate::fmt::Write",
    "crate::future::Future",
    "crate::hash::Hasher",
    "crate::io::BufRead",
    "crate::io::Read",
    "crate::io::Seek",
    "crate::io::Write",
    "crate::iter::DoubleEndedIterator",
    "crate::iter::IntoIterator",
    "crate::iter::Iterator",
    "crate::net::ToSocketAddrs",
    "crate::ops::Deref",
    "crate::ops::Index",
    "crate::str::FromStr",
];

/// Traits of which only the impls for every type matter.
const BLANKET_TRAITS: [&str; 8] = [
    "crate::any::Any",
    "crate::borrow::Borrow",
    "crate::convert::AsRef",
    "crate::convert::From",
    "crate::convert::Into",
    "crate::convert::TryFrom",
    "crate::convert::TryInto",
    "crate::string::ToString",
];

/// The whole library.
pub(crate) fn of(catalogue: &Catalogue) -> Result<Module> {
    let mut stubs = Stubs {
        catalogue,
        root: Module::default(),
        seen: HashSet::new(),
    };
    for (place, kind) in &catalogue.items {
        stubs.item(place, kind)?;
    }
    stubs.primitives()?;
    for (alias, item) in &catalogue.aliases {
        stubs.add_use(alias.module(), item, alias.name());
    }
    for module in catalogue.modules.iter().filter(|module| module.page.starts_with("std/")) {
        stubs.uses(&module.path, &module.page, &module.uses)?;
    }
    Ok(stubs.root)
}

struct Stubs<'a> {
    catalogue: &'a Catalogue,
    root: Module,
    /// Heads of impls, and their members: an impl stands on the page of each type that its head names.
    seen: HashSet<(String, String)>,
}

impl Stubs<'_> {
    fn module(&mut self, path: &[String]) -> &mut Module {
        path.iter()
            .fold(&mut self.root, |module, name| module.modules.entry(name.clone()).or_default())
    }

    fn add(&mut self, module: &[String], name: &str, rank: Rank, text: String) {
        let name = name.to_owned();
        self.module(module).entries.insert(Entry { name, rank, text });
    }

    fn add_use(&mut self, module: &[String], item: &Place, name: &str) {
        let target = written(&item.path);
        let text = if item.name() == name {
            format!("pub use {target};")
        } else {
            format!("pub use {target} as {};", ident(name))
        };
        self.add(module, name, Rank::Use, text);
    }

    fn item(&mut self, place: &Place, kind: &str) -> Result<()> {
        let html = Html::parse_document(&read(&self.catalogue.docs, &place.page)?);
        let page = Page {
            catalogue: self.catalogue,
            path: &place.page,
            html: &html,
        };
        let marks = Marks::of_page(&html);
        if marks.unstable {
            return Err(format!("{}: unstable, but its module does not say so", place.page));
        }
        let text = page.item(place, kind)?;
        let text = format!("{}{text}", attribute(marks.deprecated.as_ref()));
        self.add(place.module(), place.name(), Rank::Item, text);
        self.impls(&page, place.module(), place.name())?;
        if kind == "trait" {
            self.blanket_impls(&page, place)?;
        }
        Ok(())
    }

    /// The impls on the page of a type.
    fn impls(&mut self, page: &Page<'_>, module: &[String], name: &str) -> Result<()> {
        let mut inherent: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for block in page.impls("#implementations-list")? {
            inherent.entry(block.head(Bounds::Telling)).or_default().extend(block.members);
        }
        for (head, mut members) in inherent {
            members.retain(|member| self.seen.insert((head.clone(), member.clone())));
            if !members.is_empty() {
                self.add(module, name, Rank::Impl, body(&head, &members));
            }
        }
        for block in page.impls("#trait-implementations-list")? {
            // What a platform adds to a type, `OpenOptionsExt::mode`, comes in the middle of calls in a row.
            let of_trait = block.of_trait();
            if TRAITS.contains(&of_trait.as_str()) || of_trait.starts_with("crate::os::") {
                self.trait_impl(&block, module, name);
            }
        }
        Ok(())
    }

    /// The impls on the page of a trait that no type's page has.
    fn blanket_impls(&mut self, page: &Page<'_>, place: &Place) -> Result<()> {
        let path = written(&place.path);
        if !TRAITS.contains(&path.as_str()) && !BLANKET_TRAITS.contains(&path.as_str()) {
            return Ok(());
        }
        for block in page.impls("#implementors-list")? {
            if block.is_blanket() {
                self.trait_impl(&block, place.module(), place.name());
            }
        }
        Ok(())
    }

    fn trait_impl(&mut self, block: &Block, module: &[String], name: &str) {
        let bounds = if block.is_blanket() { Bounds::All } else { Bounds::Telling };
        let head = block.head(bounds);
        let of_unstable = block
            .self_path()
            .is_some_and(|path| path.starts_with("crate::") && !self.catalogue.has(&path));
        if !of_unstable && self.seen.insert((head.clone(), String::new())) {
            self.add(module, name, Rank::Impl, body(&head, &block.members));
        }
    }

    /// Primitive types are no items; their impls stand at the root.
    fn primitives(&mut self) -> Result<()> {
        let root = "std/index.html";
        let html = Html::parse_document(&read(&self.catalogue.docs, root)?);
        for link in html::select(html.root_element(), "#main-content > .item-table > dt > a.primitive") {
            let row: String = link
                .parent()
                .and_then(ElementRef::wrap)
                .map(|row| row.inner_html())
                .unwrap_or_default();
            if row.contains("stab unstable") {
                continue;
            }
            let (path, _) = html::target(root, link.value().attr("href").unwrap_or_default());
            let name: String = link.text().collect();
            let html = Html::parse_document(&read(&self.catalogue.docs, &path)?);
            let page = Page {
                catalogue: self.catalogue,
                path: &path,
                html: &html,
            };
            self.impls(&page, &[], &name)?;
        }
        Ok(())
    }

    /// The lines under "Re-exports".
    fn uses(&mut self, module: &[String], page: &str, uses: &[Use]) -> Result<()> {
        for it in uses {
            match it {
                Use::Named { page, fragment, name } => {
                    let Some(item) = self.catalogue.place(page) else { continue };
                    match fragment.as_deref().and_then(|it| it.strip_prefix("variant.")) {
                        Some(variant) => {
                            let text = format!("pub use {}::{variant};", written(&item.path));
                            self.add(module, name, Rank::Use, text);
                        }
                        // The import would bring in the module `std::vec` with the macro `vec!`.
                        None if item.path.len() == 1 && self.root.modules.contains_key(item.name()) => {}
                        None => self.add_use(module, item, name),
                    }
                }
                Use::Glob { page: target } => self.glob(module, page, target)?,
            }
        }
        Ok(())
    }

    /// `pub use a::*;`. What a prelude takes from its namesake in `core` stands in `core` only.
    fn glob(&mut self, module: &[String], page: &str, target: &str) -> Result<()> {
        let source = self.catalogue.modules.iter().find(|it| it.page == target);
        let source = source.ok_or_else(|| format!("{page}: re-exports all of {target}, which is no stable module"))?;
        if source.path == module {
            return self.uses(module, target, &source.uses);
        }
        let text = format!("pub use {}::*;", written(&source.path));
        self.add(module, "*", Rank::Use, text);
        Ok(())
    }
}
