//! Rewriting of paths and imports: edits that depend on how the old text is composed.

use proc_macro2::{Ident, Span};
use syn::parse::Parse;
use syn::{ItemUse, UseGroup, UseTree};

use super::imports::first_of;
use super::source::Source;
use super::streams::{Spot, Streams};
use super::tokens::Token;

/// An import that gets another path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The byte offset of the leaf in the text of its `use`.
    pub at: u32,
    /// The new path, without the name that it is bound to; for a glob, the path of the module.
    pub to: String,
}

/// The length in bytes of the first segments of the path that a text begins with; `None` if it has fewer or is not a plain path.
pub(crate) fn first_segments(path: &str, segments: usize) -> Option<usize> {
    let mut rest = path.strip_prefix("::").unwrap_or(path);
    for segment in 0..segments {
        if segment > 0 {
            rest = rest.trim_start().strip_prefix("::")?.trim_start();
        }
        let name = rest.strip_prefix("$").or(rest.strip_prefix("r#")).unwrap_or(rest);
        let length = name.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(name.len());
        rest = &name[length..];
        if length == 0 {
            return None;
        }
    }
    Some(path.len() - rest.len())
}

/// The text of a `use` with some of its leaves moved. Leaves that stay keep their form. A leaf whose new path is below one of the
/// groups stays in that group; the others get `use` items of their own, one for each module. `indent` is the text before the item
/// on its line. `None` if the text is not a `use`, or has no such leaf.
pub(crate) fn moved_in_use(text: &str, moved: &[Moved], indent: &str) -> Option<String> {
    let source = Source::new(text);
    let item = Streams::new(&source).parse(0..source.tokens.len(), ItemUse::parse).ok()?;
    let mut rewriting = Rewriting {
        source: &source,
        moved,
        seen: 0,
        out: Vec::new(),
    };
    let kept = rewriting.tree(&item.tree, "", item.leading_colon.is_some());
    if rewriting.seen != moved.len() {
        return None;
    }
    let head = &text[..rewriting.token(item.use_token.span)?.start as usize];
    let uses = kept.into_iter().chain(grouped(rewriting.out));
    let uses: Vec<String> = uses.map(|tree| format!("{head}use {tree};")).collect();
    Some(uses.join(&format!("\n{indent}")))
}

struct Rewriting<'a> {
    source: &'a Source,
    moved: &'a [Moved],
    /// Number of moved leaves found so far.
    seen: usize,
    /// The leaves that leave their group: the new path, and the name that each is bound to.
    out: Vec<(String, LeafName)>,
}

/// The name that an import is bound to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LeafName {
    Glob,
    As(String),
}

impl Rewriting<'_> {
    /// The new path of the leaf at a byte offset.
    fn destination(&self, at: u32) -> Option<String> {
        let moved = self.moved.iter().find(|moved| moved.at == at)?;
        Some(moved.to.clone())
    }

    fn token(&self, span: Span) -> Option<Token> {
        self.source.tokens.get(Spot::from_span(span)?.token).copied()
    }

    /// The text from the token of one span to that of another.
    fn text(&self, first: Span, last: Span) -> &str {
        let (first, last) = (self.token(first), self.token(last));
        first
            .zip(last)
            .map_or("", |(first, last)| &self.source.text[first.start as usize..last.end as usize])
    }

    fn ident(&self, ident: &Ident) -> &str {
        self.text(ident.span(), ident.span())
    }

    /// The text of what remains of a tree after `prefix`. Adds the leaves that leave it to `out`.
    fn tree(&mut self, tree: &UseTree, prefix: &str, is_absolute: bool) -> Option<String> {
        let mut before = String::from(if is_absolute { "::" } else { "" });
        let mut last = tree;
        while let UseTree::Path(it) = last {
            before.push_str(self.ident(&it.ident));
            before.push_str("::");
            last = &it.tree;
        }
        let prefix = format!("{prefix}{before}");
        let owner = prefix.trim_end_matches("::").rsplit("::").next().unwrap_or_default();
        let rest = match last {
            UseTree::Group(it) => self.group(it, &prefix),
            UseTree::Glob(it) => self.leaf(it.star_token.span, LeafName::Glob, "*".to_owned()),
            UseTree::Rename(it) => {
                let written = self.text(it.ident.span(), it.rename.span()).to_owned();
                let name = self.ident(&it.rename).to_owned();
                self.leaf(it.ident.span(), LeafName::As(name), written)
            }
            UseTree::Name(it) => {
                let written = self.ident(&it.ident).to_owned();
                let name = if written == "self" { owner } else { &written };
                self.leaf(it.ident.span(), LeafName::As(name.to_owned()), written)
            }
            UseTree::Path(_) => None,
        };
        rest.map(|rest| format!("{before}{rest}"))
    }

    fn leaf(&mut self, first: Span, name: LeafName, written: String) -> Option<String> {
        match self.destination(self.token(first)?.start) {
            Some(to) => {
                self.seen += 1;
                self.out.push((to, name));
                None
            }
            None => Some(written),
        }
    }

    fn group(&mut self, group: &UseGroup, prefix: &str) -> Option<String> {
        let before = self.seen;
        let (mut kept, mut stayed): (Vec<String>, Vec<(String, LeafName)>) = Default::default();
        for tree in &group.items {
            let out = self.out.len();
            let first = Spot::from_span(first_of(tree)).map_or(0, |spot| spot.token);
            kept.extend(self.tree(tree, prefix, self.source.follows_colon(first)));
            // A leaf whose new path is below this group can stay in it.
            let is_below = |(to, _): &(String, LeafName)| to.starts_with(prefix) && to.len() > prefix.len();
            let below: Vec<(String, LeafName)> = self.out.extract_if(out.., |moved| is_below(moved)).collect();
            stayed.extend(below.into_iter().map(|(to, name)| (to[prefix.len()..].to_owned(), name)));
        }
        kept.extend(grouped(stayed));
        let braces = group.brace_token.span;
        let text = self.text(braces.open(), braces.close());
        if self.seen == before {
            return Some(text.to_owned());
        }
        let is_alone = kept.len() == 1 && kept[0] != "self" && !kept[0].starts_with("self ");
        match kept.len() {
            0 => None,
            1 if is_alone => kept.pop(),
            _ => Some(in_braces(text, &kept)),
        }
    }
}

/// The leaves in braces: on one line, or one per line, as before.
fn in_braces(was: &str, kept: &[String]) -> String {
    let Some(indent) = was.strip_prefix('{').and_then(|rest| rest.strip_prefix('\n')) else {
        return format!("{{{}}}", kept.join(", "));
    };
    let indent = &indent[..indent.len() - indent.trim_start_matches([' ', '\t']).len()];
    let end = was.rsplit('\n').next().unwrap_or_default();
    let lines: String = kept.iter().map(|tree| format!("\n{indent}{tree},")).collect();
    format!("{{{lines}\n{end}")
}

/// The text of a leaf at the end of its path.
fn leaf(to: &str, name: &LeafName) -> String {
    let last = to.rsplit("::").next().unwrap_or(to);
    match name {
        LeafName::Glob => format!("{to}::*"),
        LeafName::As(name) if name == last => to.to_owned(),
        LeafName::As(name) => format!("{to} as {name}"),
    }
}

/// The trees of the new imports, one for each module.
fn grouped(mut moved: Vec<(String, LeafName)>) -> Vec<String> {
    moved.sort();
    moved.dedup();
    let mut modules: Vec<(String, Vec<String>)> = Vec::new();
    for (to, name) in &moved {
        let whole = leaf(to, name);
        let module = match name {
            LeafName::Glob => to.as_str(),
            LeafName::As(_) => to.rsplit_once("::").map_or("", |(module, _)| module),
        };
        let last = whole
            .get(module.len()..)
            .unwrap_or_default()
            .trim_start_matches("::")
            .to_owned();
        match modules.last_mut() {
            Some((known, leaves)) if known == module => leaves.push(last),
            _ => modules.push((module.to_owned(), vec![last])),
        }
    }
    let trees = modules.into_iter().flat_map(|(module, leaves)| match leaves.as_slice() {
        _ if module.is_empty() => leaves, // inside a group
        [leaf] => vec![format!("{module}::{leaf}")],
        leaves => vec![format!("{module}::{{{}}}", leaves.join(", "))],
    });
    trees.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Checks the text of a `use` after each leaf named `…Old` was moved to `to`.
    #[track_caller]
    fn check(text: &str, to: &[(&str, &str)], expected: &str) {
        let moved = to.iter().map(|(leaf, to)| Moved {
            at: text.find(leaf).expect("the leaf is in the text") as u32,
            to: (*to).to_owned(),
        });
        let moved: Vec<Moved> = moved.collect();
        let rewritten = moved_in_use(text, &moved, "    ").expect("the text is a `use`");
        assert_eq!(rewritten, expected);
        let facts = crate::facts::FileFacts::parse(&rewritten);
        assert!(facts.problems.is_empty());
    }

    #[test]
    fn one_import_is_written_anew() {
        check("use a::old::X;", &[("X", "a::new::X")], "use a::new::X;");
        check(
            "pub(crate) use a::old::X as Y;",
            &[("X", "b::X")],
            "pub(crate) use b::X as Y;",
        );
        check("use a::old::X;", &[("X", "a::new::Z")], "use a::new::Z as X;");
        check("use a::old::X as Z;", &[("X", "a::new::Z")], "use a::new::Z;");
        check("use a::old::*;", &[("*", "a::new")], "use a::new::*;");
        check("use a::old as o;", &[("old", "a::new")], "use a::new as o;");
    }

    #[test]
    fn what_stays_keeps_its_form() {
        check("use a::old::{X, Y};", &[("X", "b::X")], "use a::old::Y;\n    use b::X;");
        check(
            "use a::old::{X, Y , Z};",
            &[("Y", "b::Y")],
            "use a::old::{X, Z};\n    use b::Y;",
        );
        check(
            "use a::{ c::{D,E}, old::X };",
            &[("X", "b::X")],
            "use a::c::{D,E};\n    use b::X;",
        );
        check(
            "use a::old::{self, X};",
            &[("X", "b::X")],
            "use a::old::{self};\n    use b::X;",
        );
        check(
            "use a::{\n    b::C,\n    old::{X, Y},\n};",
            &[("X", "n::X"), ("Y", "n::Y")],
            "use a::b::C;\n    use n::{X, Y};",
        );
        check(
            "use a::{\n    b::C,\n    d::E,\n    old::X,\n};",
            &[("X", "n::X")],
            "use a::{\n    b::C,\n    d::E,\n};\n    use n::X;",
        );
    }

    #[test]
    fn what_goes_below_a_group_stays_in_it() {
        check("use a::{b::C, old::X};", &[("X", "a::new::X")], "use a::{b::C, new::X};");
        check(
            "use a::{b::C, old::X as Y};",
            &[("X", "a::new::X")],
            "use a::{b::C, new::X as Y};",
        );
        check(
            "use a::{old::{X, Y}, b};",
            &[("X", "a::n::X"), ("Y", "c::Y")],
            "use a::{b, n::X};\n    use c::Y;",
        );
    }

    #[test]
    fn what_goes_together_is_grouped() {
        let both = [("X", "a::n::X"), ("Y", "a::n::Y")];
        check("use a::{old::{X, Y}, b};", &both, "use a::{b, n::{X, Y}};");
        check("use a::old::{X, Y};", &both, "use a::n::{X, Y};");
        check(
            "use a::{old::X, Y};",
            &[("X", "a::P"), ("Y", "a::Q")],
            "use a::{P as X, Q as Y};",
        );
    }

    #[test]
    fn the_module_itself_goes_with_its_name() {
        check(
            "use a::old::{self, X};",
            &[("self", "b::new")],
            "use a::old::X;\n    use b::new as old;",
        );
    }

    #[test]
    fn attributes_go_with_both() {
        check(
            "#[cfg(x)]\n    pub use a::old::{X, Y};",
            &[("X", "b::X")],
            "#[cfg(x)]\n    pub use a::old::Y;\n    #[cfg(x)]\n    pub use b::X;",
        );
    }

    #[test]
    fn segments_are_counted_in_the_text() {
        assert_eq!(first_segments("a::b::c", 2), Some(4));
        assert_eq!(first_segments("::a :: b::c", 2), Some(8));
        assert_eq!(first_segments("$crate::b", 1), Some(6));
        assert_eq!(first_segments("r#a::é::c", 2), Some(7));
        assert_eq!(first_segments("a", 2), None);
        assert_eq!(first_segments("<A as B>::c", 1), None);
    }

    /// A generated `use` tree, for the property test below.
    #[derive(Clone, Debug)]
    enum TreeShape {
        LeafName,
        Rename,
        Glob,
        Path(&'static str, Box<TreeShape>),
        Group(Vec<TreeShape>),
    }

    fn tree() -> impl Strategy<Value = TreeShape> {
        let leaf = prop_oneof![Just(TreeShape::LeafName), Just(TreeShape::Rename), Just(TreeShape::Glob)];
        leaf.prop_recursive(4, 16, 4, |below| {
            let segment = prop::sample::select(vec!["a", "b", "old"]);
            prop_oneof![
                (segment, below.clone()).prop_map(|(name, tree)| TreeShape::Path(name, Box::new(tree))),
                prop::collection::vec(below, 1..5).prop_map(TreeShape::Group),
            ]
        })
    }

    /// Writes a tree and records the position of each leaf. All names differ, as in code that compiles.
    fn write(tree: &TreeShape, text: &mut String, leaves: &mut Vec<u32>) {
        let number = leaves.len();
        match tree {
            TreeShape::LeafName | TreeShape::Rename | TreeShape::Glob => leaves.push(text.len() as u32),
            TreeShape::Path(..) | TreeShape::Group(_) => {}
        }
        match tree {
            TreeShape::LeafName => *text += &format!("X{number}"),
            TreeShape::Rename => *text += &format!("X{number} as Y{number}"),
            TreeShape::Glob => text.push('*'),
            TreeShape::Path(name, below) => {
                *text += &format!("{name}::");
                write(below, text, leaves);
            }
            TreeShape::Group(trees) => {
                text.push('{');
                for (at, tree) in trees.iter().enumerate() {
                    *text += if at > 0 { ", " } else { "" };
                    write(tree, text, leaves);
                }
                text.push('}');
            }
        }
    }

    /// The imports of a text: paths, and the names that they are bound to.
    fn imports(text: &str) -> Vec<(String, String)> {
        let facts = crate::facts::FileFacts::parse(text);
        assert!(facts.problems.is_empty(), "{text}");
        let imports = facts.imports.iter().map(|import| {
            let name = match import.kind {
                crate::facts::ImportKind::Named(name) => facts.name(name).to_owned(),
                _ => "*".to_owned(),
            };
            (facts.spelled(import.path), name)
        });
        imports.collect()
    }

    proptest! {
        /// A moved leaf has its new path and its old name, and nothing else changes.
        #[test]
        fn the_same_names_are_imported(
            tree in tree(),
            chosen in prop::collection::vec(prop::option::of(prop::sample::select(vec!["a", "a::b", "new", "new::c"])), 16),
        ) {
            let (mut text, mut leaves) = ("use r::".to_owned(), Vec::new());
            write(&tree, &mut text, &mut leaves);
            text.push(';');
            let mut expected = imports(&text);
            prop_assert_eq!(expected.len(), leaves.len());
            let mut moved = Vec::new();
            for ((at, module), (path, name)) in leaves.iter().zip(&chosen).zip(&mut expected) {
                let Some(module) = module else { continue };
                // Below the root of the tree, or elsewhere.
                let root = if at % 2 == 0 { "r::" } else { "" };
                let to = if name == "*" { format!("{root}{module}") } else { format!("{root}{module}::{name}") };
                moved.push(Moved { at: *at, to: to.clone() });
                *path = to;
            }
            let after = moved_in_use(&text, &moved, "").expect("it is a `use`");
            let mut found = imports(&after);
            // Two globs of one module are the same import.
            expected.sort();
            expected.dedup();
            found.sort();
            found.dedup();
            prop_assert_eq!(found, expected, "{} became {}", text, after);
        }
    }
}
