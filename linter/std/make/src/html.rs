//! What is common to all pages of rustdoc: code with links, and marks of stability.

use scraper::{ElementRef, Html, Node, Selector};

/// Elements below `root` that match a CSS selector.
pub(crate) fn select<'a>(root: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("selectors are constants of this program");
    root.select(&selector).collect()
}

/// The first match on a whole page.
pub(crate) fn first<'a>(page: &'a Html, css: &str) -> Option<ElementRef<'a>> {
    select(page.root_element(), css).into_iter().next()
}

/// The child elements that have a class.
pub(crate) fn children<'a>(parent: ElementRef<'a>, class: &str) -> Vec<ElementRef<'a>> {
    parent.child_elements().filter(|child| has_class(*child, class)).collect()
}

pub(crate) fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|it| it == class)
}

/// The text of a piece of code, where `resolve` turns the link of each type into its path.
pub(crate) fn code(element: ElementRef<'_>, resolve: &dyn Fn(&str) -> String) -> String {
    let mut text = String::new();
    write_code(element, resolve, &mut text);
    text
}

fn write_code(element: ElementRef<'_>, resolve: &dyn Fn(&str) -> String, text: &mut String) {
    for child in element.children() {
        if let Node::Text(words) = child.value() {
            text.push_str(words);
        }
        let Some(child) = ElementRef::wrap(child) else { continue };
        let not_code = child.value().name() == "summary"
            || ["comment", "tooltip", "code-attribute"]
                .iter()
                .any(|class| has_class(child, class));
        if not_code {
            continue;
        }
        match child.value().attr("href") {
            Some(href) if is_type(child) => {
                // Where a name is ambiguous, rustdoc writes its module before the link.
                let qualifier = text
                    .trim_end_matches(|it: char| it.is_alphanumeric() || "_:".contains(it))
                    .len();
                if text.ends_with("::") {
                    text.truncate(qualifier);
                }
                text.push_str(&resolve(href));
            }
            _ => {
                // Only the layout parts a `where` from the word before it.
                text.push_str(if child.value().name() == "div" { " " } else { "" });
                write_code(child, resolve, text);
            }
        }
    }
}

fn is_type(link: ElementRef<'_>) -> bool {
    ["struct", "enum", "union", "trait", "traitalias", "type"]
        .iter()
        .any(|class| has_class(link, class))
}

/// What a page says of the stability of a thing.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    pub(crate) unstable: bool,
    pub(crate) deprecated: Option<Deprecation>,
}

/// `#[deprecated(since = "…", note = "…")]`
#[derive(Clone, Debug)]
pub(crate) struct Deprecation {
    pub(crate) since: String,
    pub(crate) note: String,
}

impl Marks {
    /// Of the item that a page is about.
    pub(crate) fn of_page(page: &Html) -> Self {
        let infos = select(page.root_element(), "#main-content > .item-info");
        Self::read(infos)
    }

    /// Of a member: the marks stand in its section or right after it.
    pub(crate) fn of_section(section: ElementRef<'_>) -> Self {
        let mut infos = children(section, "item-info");
        let after = section.next_siblings().filter_map(ElementRef::wrap);
        infos.extend(after.take_while(|it| has_class(*it, "item-info")));
        Self::read(infos)
    }

    fn read(infos: Vec<ElementRef<'_>>) -> Self {
        let mut marks = Self::default();
        for stab in infos.into_iter().flat_map(|info| select(info, ".stab")) {
            let words: String = stab.text().collect();
            marks.unstable |= has_class(stab, "unstable");
            // "Deprecating in a future version" is left out: rustc does not warn of it either.
            if let Some((_, rest)) = words.split_once("Deprecated since ") {
                let (since, note) = rest.split_once(": ").unwrap_or((rest, ""));
                marks.deprecated = Some(Deprecation {
                    since: since.trim().to_owned(),
                    note: note.split_whitespace().collect::<Vec<_>>().join(" "),
                });
            }
        }
        marks
    }
}

/// The page that a link leads to, as path below the root of the documentation, and the fragment.
pub(crate) fn target<'a>(page: &str, href: &'a str) -> (String, Option<&'a str>) {
    let (file, fragment) = match href.split_once('#') {
        Some((file, fragment)) => (file, Some(fragment)),
        None => (href, None),
    };
    if file.is_empty() {
        return (page.to_owned(), fragment);
    }
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    for segment in file.split('/') {
        match segment {
            ".." => drop(segments.pop()),
            "." => {}
            _ => segments.push(segment),
        }
    }
    (segments.join("/"), fragment)
}

/// The child elements of one name.
pub(crate) fn children_named<'a>(parent: ElementRef<'a>, name: &str) -> Vec<ElementRef<'a>> {
    parent.child_elements().filter(|child| child.value().name() == name).collect()
}
