//! `include!(…)`: the file that it names, if that is known without a build.

use super::attributes::unquoted;
use super::tokens::{Token, Tokens, closes_at_end};
use super::walk::Walk;
use crate::facts::model::{Grammar, Include, IncludedName};

impl Walk<'_> {
    /// Records a call of a macro named `include`, if it is the built-in one.
    pub(super) fn include(&mut self, call: &syn::Macro, tokens: Tokens, grammar: Grammar) {
        let names = call.path.segments.iter().map(|segment| self.text.of(&segment.ident));
        if !matches!(names.collect::<Vec<_>>()[..], [_] | ["std" | "core", _]) {
            return;
        }
        let name = match Computed::parse(&self.text.source.text, &self.text.source.tokens[tokens.clone()]) {
            Some(Computed { in_package, text }) if in_package => IncludedName::InPackage(self.tables.name(&text)),
            Some(Computed { text, .. }) => IncludedName::Beside(self.tables.name(&text)),
            None => IncludedName::Unknown,
        };
        let colons = call.path.leading_colon.map(|colons| colons.spans[0]);
        let first = colons.or_else(|| Some(call.path.segments.first()?.ident.span()));
        let start = first.map_or(0, |first| self.text.start(first));
        let span = self.text.places.span(start, self.text.source.tokens[tokens.end].end);
        self.tables.facts.includes.push(Include {
            name,
            grammar,
            scope: self.scope,
            span,
            test: self.test,
            cfg: self.cfg,
            in_macro: self.in_macro,
        });
    }
}

/// A string that the compiler computes from the arguments of `include!`.
#[derive(Debug, PartialEq, Eq)]
struct Computed {
    /// Whether the path of the package's folder precedes it.
    in_package: bool,
    text: String,
}

impl Computed {
    /// Evaluates the argument of `include!`; `None` if its value is not determined by the text.
    fn parse(text: &str, tokens: &[Token]) -> Option<Self> {
        let tokens = match tokens {
            [tokens @ .., last] if last.is(b',') => tokens,
            tokens => tokens,
        };
        if let [literal] = tokens {
            return Some(Self {
                in_package: false,
                text: literal_text(literal.text(text))?,
            });
        }
        let name = tokens.iter().position(|token| token.is(b'!'))?;
        let [open, arguments @ .., _] = &tokens[name + 1..] else {
            return None;
        };
        // The closing delimiter must be the last token.
        let is_call = open.opens() && closes_at_end(&tokens[name + 1..]);
        match tokens[..name].last()?.text(text) {
            "concat" if is_call => Self::joined(text, arguments),
            "env" if is_call => match arguments {
                [name, ..] if unquoted(name.text(text))? == "CARGO_MANIFEST_DIR" => Some(Self {
                    in_package: true,
                    text: String::new(),
                }),
                _ => None,
            },
            _ => None,
        }
    }

    /// Concatenates the arguments of `concat!`.
    fn joined(text: &str, arguments: &[Token]) -> Option<Self> {
        let mut joined = Self {
            in_package: false,
            text: String::new(),
        };
        let mut depth = 0usize;
        let parts = arguments.split(|token| {
            depth += usize::from(token.opens());
            depth = depth.saturating_sub(usize::from(token.closes()));
            depth == 0 && token.is(b',')
        });
        for (at, part) in parts.filter(|part| !part.is_empty()).enumerate() {
            let part = Self::parse(text, part)?;
            if part.in_package && at > 0 {
                return None;
            }
            joined.in_package |= part.in_package;
            joined.text.push_str(&part.text);
        }
        Some(joined)
    }
}

/// The text that `concat!` produces for a literal. Only kinds that occur in file names are supported.
fn literal_text(literal: &str) -> Option<String> {
    let is_as_written = literal.bytes().all(|byte| byte.is_ascii_digit()) && !(literal.len() > 1 && literal.starts_with('0'));
    if is_as_written || matches!(literal, "true" | "false") {
        return Some(literal.to_owned());
    }
    let character = literal.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    match character {
        Some(character) => Some(rustc_literal_escaper::unescape_char(character).ok()?.to_string()),
        None => unquoted(literal),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::FileFacts;
    use crate::facts::model::{Grammar, IncludedName};

    /// The names of the files that a text includes, and their grammars.
    fn included(text: &str) -> Vec<String> {
        let facts = FileFacts::parse(text);
        assert!(facts.problems.is_empty(), "{:?}", facts.problems);
        let told = facts.includes.iter().map(|include| {
            let name = match include.name {
                IncludedName::Beside(name) => facts.name(name).to_owned(),
                IncludedName::InPackage(name) => format!("PACKAGE{}", facts.name(name)),
                IncludedName::Unknown => "?".to_owned(),
            };
            let mark = if include.grammar == Grammar::Items {
                ""
            } else {
                " as an expression"
            };
            format!("{name}{mark}")
        });
        told.collect()
    }

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(included(&format!("include!({name});")), [expected], "{name}");
    }

    #[test]
    fn a_name_is_what_the_compiler_puts_together() {
        check("\"a.in\"", "a.in");
        check("r#\"a.in\"#,", "a.in");
        check("concat!(\"a\", 10, '.', \"in\")", "a10.in");
        check("concat!(\"a\", 1, true, r\".in\",)", "a1true.in");
        check("concat!(concat!(\"a\", \"/\"), \"b.in\")", "a/b.in");
        check("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/a.rs\")", "PACKAGE/src/a.rs");
        check(
            "std::concat!(::core::env![\"CARGO_MANIFEST_DIR\", \"why\"], \"/a.rs\")",
            "PACKAGE/a.rs",
        );
        check("env!(\"CARGO_MANIFEST_DIR\")", "PACKAGE");
    }

    #[test]
    fn what_only_a_build_tells_is_unknown() {
        check("concat!(env!(\"OUT_DIR\"), \"/a.rs\")", "?");
        check("env!(\"GENERATED\")", "?");
        check("concat!(\"a\", env!(\"CARGO_MANIFEST_DIR\"))", "?");
        check("concat!(\"a\", stringify!(b))", "?");
        check("concat!(\"a\") + b!()", "?");
        check("name!()", "?");
        check("concat!(\"a\", 0x1, 1.0)", "?");
        check("", "?");
    }

    #[test]
    fn a_file_is_parsed_as_what_stands_in_its_place() {
        let text = "include!(\"a\"); mod m { core::include! { \"b\" } } static S: T = ::std::include!(\"c\");
            fn f() { include!(\"d\"); let x = [include!(\"e\")]; g(include!(\"f\")); m!(include!(\"g\")); include!(\"h\") }";
        let expression = |name: &str| format!("{name} as an expression");
        let mut expected = vec!["a".to_owned(), "b".to_owned()];
        expected.extend(["c", "d", "e", "f", "g", "h"].map(expression));
        assert_eq!(included(text), expected);
    }

    #[test]
    fn other_macros_include_nothing() {
        assert!(included("own::include!(\"a\"); include_str!(\"b\"); fn f() { include_bytes!(\"c\"); }").is_empty());
    }
}
