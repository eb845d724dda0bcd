//! Lists in code: the elements of the array that a constant is, and the names that serde gives to the variants of an enum.

use std::collections::BTreeMap;
use std::ops::Range;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Expr, ItemEnum, Token};

use super::defaults::{DefaultSearch, at_constant, with_syntax};
use crate::facts::extract::attributes::Meta;
use crate::facts::extract::source::Source;
use crate::facts::extract::text::inside_of;

/// The names that `#[serde(…)]` gives to the variants of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SerdeNames {
    /// `rename_all`, as written.
    pub rename_all: Option<String>,
    /// The variants with a `rename`, each with its new name.
    pub renamed: BTreeMap<String, String>,
}

/// The bytes of each element of the array or `vec![…]` that is the value of the constant or static whose name is at a byte offset of
/// a text. `None` if its value is something else.
pub fn elements(text: &str, name: u32) -> Option<Vec<Range<u32>>> {
    at_constant(text, name, elements_of).flatten()
}

fn elements_of(search: &DefaultSearch<'_>, value: &Expr) -> Option<Vec<Range<u32>>> {
    let ranges = |list: &Punctuated<Expr, Token![,]>| list.iter().map(|element| range(search, element)).collect();
    match value {
        Expr::Reference(it) => elements_of(search, &it.expr),
        Expr::Paren(it) => elements_of(search, &it.expr),
        Expr::Group(it) => elements_of(search, &it.expr),
        Expr::Array(it) => Some(ranges(&it.elems)),
        Expr::Macro(it) if it.mac.path.is_ident("vec") => {
            let inside = inside_of(search.source, &it.mac.delimiter);
            let list = search.streams.parse(inside, Punctuated::parse_terminated).ok()?;
            Some(ranges(&list))
        }
        _ => None,
    }
}

fn range(search: &DefaultSearch<'_>, it: &Expr) -> Range<u32> {
    let tokens = &search.source.tokens[search.tokens(it.span())];
    let ends = tokens.first().zip(tokens.last());
    ends.map_or(0..0, |(first, last)| first.start..last.end)
}

/// The names that serde gives to the variants of the enum whose name is at a byte offset of a text.
pub fn serde_names(text: &str, name: u32) -> Option<SerdeNames> {
    struct EnumFinder<'s> {
        search: DefaultSearch<'s>,
        name: u32,
        found: Option<SerdeNames>,
    }
    impl<'ast> Visit<'ast> for EnumFinder<'_> {
        fn visit_item_enum(&mut self, it: &'ast ItemEnum) {
            if self.search.start(it.ident.span()) != Some(self.name) {
                return;
            }
            let source = self.search.source;
            let renamed = it
                .variants
                .iter()
                .filter_map(|variant| Some((variant.ident.to_string(), argument(&variant.attrs, "rename", source)?)));
            self.found = Some(SerdeNames {
                rename_all: argument(&it.attrs, "rename_all", source),
                renamed: renamed.collect(),
            });
        }
    }
    with_syntax(text, |file, search| {
        let mut finder = EnumFinder {
            search,
            name,
            found: None,
        };
        finder.visit_file(file);
        finder.found
    })
    .flatten()
}

/// The text that an argument of `#[serde(…)]` has.
fn argument(attributes: &[Attribute], name: &str, source: &Source) -> Option<String> {
    let of_serde = attributes.iter().filter_map(|attribute| Meta::parse(attribute, source));
    let mut arguments = of_serde.filter(|meta| meta.is("serde")).flat_map(Meta::list);
    arguments.find(|argument| argument.is(name))?.string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_those_of_the_outermost_array() {
        let text = "pub const A: &[(&str, [u8; 1])] = &[(\"a\", [1]), B, C { d: 1 },];";
        let found = elements(text, text.find("A:").expect("it is there") as u32).expect("it is an array");
        let texts: Vec<&str> = found
            .iter()
            .map(|range| &text[range.start as usize..range.end as usize])
            .collect();
        assert_eq!(texts, ["(\"a\", [1])", "B", "C { d: 1 }"]);
        assert_eq!(elements("const A: &str = \"a\";", 6), None);
    }

    #[test]
    fn serde_says_the_names_of_variants() {
        let text =
            "#[derive(Serialize)] #[serde(tag = \"t\", rename_all = \"snake_case\")] enum E { A, #[serde(rename = \"b-b\")] B }";
        let names = serde_names(text, text.find("E {").expect("it is there") as u32).expect("it is an enum");
        assert_eq!(names.rename_all.as_deref(), Some("snake_case"));
        assert_eq!(names.renamed, BTreeMap::from([("B".to_owned(), "b-b".to_owned())]));
    }
}
