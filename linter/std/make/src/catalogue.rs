//! Which stable items there are, where they are documented, and which of their paths is the canonical one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html};

use crate::{Result, html, read};

/// Left out: target-specific and compiler-specific names by the thousand, which no rule speaks of.
const SKIPPED: [&str; 3] = ["arch", "intrinsics", "simd"];

/// All stable items of the documentation.
pub(crate) struct Catalogue {
    pub(crate) docs: PathBuf,
    pub(crate) modules: Vec<Module>,
    /// The page of each item, once: the one at its canonical path.
    pub(crate) items: BTreeMap<Place, Kind>,
    /// Other paths of items: where, and what.
    pub(crate) aliases: Vec<(Place, Place)>,
    /// The canonical place of what a page documents.
    canonical: HashMap<String, Place>,
    /// Canonical paths as written.
    paths: HashSet<String>,
}

/// A stable module, with its re-exports.
pub(crate) struct Module {
    pub(crate) page: String,
    pub(crate) path: Vec<String>,
    pub(crate) uses: Vec<Use>,
}

/// A line of a module's re-exports.
pub(crate) enum Use {
    /// The page and fragment that the link leads to, and the name here.
    Named {
        page: String,
        fragment: Option<String>,
        name: String,
    },
    /// `pub use module::*;`, by the page of the module.
    Glob { page: String },
}

/// `struct`, `fn`, …: the first word of a page's name.
pub(crate) type Kind = String;

/// A path below the crate, with the page that stands for it. Ordered as one prefers paths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// `core` and `alloc` only for what `std` does not have.
    outside: bool,
    prelude: bool,
    length: usize,
    pub(crate) path: Vec<String>,
    pub(crate) page: String,
}

impl Place {
    /// The place of `std/sync/struct.Mutex.html`; a module has its `index.html`.
    fn of_page(page: &str) -> Option<(Self, Kind)> {
        let mut path: Vec<String> = page.split('/').map(str::to_owned).collect();
        let file = path.pop()?;
        let krate = path.first()?.clone();
        path.remove(0);
        let stem = file.strip_suffix(".html")?;
        let kind = match stem.split_once('.') {
            Some((kind, name)) => {
                path.push(name.to_owned());
                kind.to_owned()
            }
            None => "mod".to_owned(),
        };
        let place = Self {
            outside: krate != "std",
            prelude: path.iter().rev().skip(1).any(|segment| segment == "prelude"),
            length: path.len(),
            path,
            page: page.to_owned(),
        };
        Some((place, kind))
    }

    pub(crate) fn module(&self) -> &[String] {
        &self.path[..self.path.len() - 1]
    }

    pub(crate) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

impl Catalogue {
    /// Walks the modules of `std`, then those of `core` and `alloc`.
    pub(crate) fn read(docs: &Path) -> Result<Self> {
        let mut pages = Vec::new();
        let mut modules = Vec::new();
        for krate in ["std", "core", "alloc"] {
            walk(docs, &format!("{krate}/index.html"), &mut modules, &mut pages)?;
        }

        // Pages of one item tell so by the place of its source, its kind and its name.
        let mut same: BTreeMap<(String, String), Vec<(Place, Kind)>> = BTreeMap::new();
        for page in pages {
            let (place, kind) = Place::of_page(&page).ok_or_else(|| format!("{page}: not the page of an item"))?;
            let identity = (format!("{kind} {}", place.name()), source(docs, &page)?);
            same.entry(identity).or_default().push((place, kind));
        }

        let mut catalogue = Self {
            docs: docs.to_owned(),
            modules,
            items: BTreeMap::new(),
            aliases: Vec::new(),
            canonical: HashMap::new(),
            paths: HashSet::new(),
        };
        let taken: HashSet<(Vec<String>, Namespace)> = same
            .values()
            .flatten()
            .filter(|(place, _)| !place.outside)
            .map(|(place, kind)| (place.path.clone(), namespace(kind)))
            .collect();
        for mut places in same.into_values() {
            places.sort();
            let (best, kind) = places[0].clone();
            for (place, _) in &places {
                catalogue.canonical.insert(place.page.clone(), best.clone());
            }
            // `core::panic!` is not `std::panic!`, and who writes `std::` means the latter.
            if best.outside && taken.contains(&(best.path.clone(), namespace(&kind))) {
                continue;
            }
            let others = places.iter().skip(1).filter(|(place, _)| place.outside == best.outside);
            catalogue.aliases.extend(
                others
                    .filter(|(place, _)| place.path != best.path)
                    .map(|(place, _)| (place.clone(), best.clone())),
            );
            catalogue.paths.insert(written(&best.path));
            catalogue.items.insert(best, kind);
        }
        Ok(catalogue)
    }

    /// Whether the item of a page is in the stubs, and where.
    pub(crate) fn place(&self, page: &str) -> Option<&Place> {
        self.canonical.get(page)
    }

    /// Whether the stubs have a type or trait of this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// The path of what a link in code leads to. Unstable things, which the stubs do not have, keep their own.
    pub(crate) fn path(&self, page: &str, href: &str) -> String {
        let (target, _) = html::target(page, href);
        let path = match self.canonical.get(&target) {
            Some(place) => place.path.clone(),
            None => Place::of_page(&target).map_or_else(Vec::new, |(place, _)| place.path),
        };
        written(&path)
    }
}

/// Items of one name can stand side by side when they are of different namespaces.
#[derive(PartialEq, Eq, Hash)]
enum Namespace {
    Types,
    Values,
    Macros,
}

fn namespace(kind: &str) -> Namespace {
    match kind {
        "macro" | "derive" | "attr" => Namespace::Macros,
        "fn" | "constant" | "static" => Namespace::Values,
        _ => Namespace::Types,
    }
}

/// `crate::a::b`, with `r#` where a name needs it.
pub(crate) fn written(path: &[String]) -> String {
    path.iter()
        .fold("crate".to_owned(), |text, name| format!("{text}::{}", ident(name)))
}

/// A name as identifier.
pub(crate) fn ident(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}

/// Reads the tables of a module and goes on into its stable modules.
fn walk(docs: &Path, page: &str, modules: &mut Vec<Module>, pages: &mut Vec<String>) -> Result<()> {
    let text = Html::parse_document(&read(docs, page)?);
    let (place, _) = Place::of_page(page).ok_or_else(|| format!("{page}: not the page of a module"))?;
    let mut uses = Vec::new();
    let mut inner = Vec::new();
    for row in html::select(text.root_element(), "#main-content > .item-table > dt") {
        if !html::select(row, ".stab.unstable").is_empty() {
            continue;
        }
        let Some(link) = html::select(row, "a[href]").into_iter().next() else {
            continue;
        };
        let href = link.value().attr("href").unwrap_or_default();
        let (target, fragment) = html::target(page, href);
        if let Some(code) = html::select(row, "code").into_iter().next().filter(|it| is_use(*it)) {
            uses.push(read_use(code, link, target, fragment));
            continue;
        }
        match Place::of_page(&target) {
            Some((place, kind)) if kind == "mod" => {
                if !SKIPPED.contains(&place.name()) || place.path.len() > 1 {
                    inner.push(target);
                }
            }
            Some((_, kind)) if kind == "primitive" || kind == "keyword" => {}
            Some(_) => pages.push(target),
            None => return Err(format!("{page}: link to {target}, which is no page of an item")),
        }
    }
    modules.push(Module {
        page: page.to_owned(),
        path: place.path,
        uses,
    });
    inner.iter().try_for_each(|page| walk(docs, page, modules, pages))
}

fn is_use(code: ElementRef<'_>) -> bool {
    code.text().collect::<String>().starts_with("pub use ")
}

/// `pub use a::<link>;`, `pub use a::<link> as b;` or `pub use a::<link>::*;`
fn read_use(code: ElementRef<'_>, link: ElementRef<'_>, page: String, fragment: Option<&str>) -> Use {
    let text: String = code.text().collect();
    let text = text.trim_end_matches(';');
    if text.ends_with("::*") {
        return Use::Glob { page };
    }
    let name = match text.rsplit_once(" as ") {
        Some((_, name)) => name.to_owned(),
        None => link.text().collect(),
    };
    Use::Named {
        page,
        fragment: fragment.map(str::to_owned),
        name,
    }
}

/// Where an item is written, and its declaration: macros write several items at one place.
fn source(docs: &Path, page: &str) -> Result<String> {
    let text = read(docs, page)?;
    // The head of the page is enough, and much less to read.
    let end = text
        .find("item-decl")
        .and_then(|start| Some(start + text[start..].find("</pre>")?))
        .ok_or_else(|| format!("{page}: no declaration"))?;
    let head = Html::parse_document(&text[..end]);
    let link = html::first(&head, ".main-heading a.src").ok_or_else(|| format!("{page}: no link to the source"))?;
    let href = link.value().attr("href").unwrap_or_default();
    let (file, lines) = html::target(page, href);
    let declaration: String = html::first(&head, "pre.item-decl code")
        .ok_or_else(|| format!("{page}: no code in the declaration"))?
        .text()
        .collect();
    Ok(format!("{file}#{} {declaration}", lines.unwrap_or_default()))
}
