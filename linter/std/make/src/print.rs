//! Rust text, one line per item: a formatter for people would make it half as big again.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::catalogue::ident;

/// A module of the stubs.
#[derive(Default)]
pub(crate) struct Module {
    pub(crate) entries: BTreeSet<Entry>,
    pub(crate) modules: BTreeMap<String, Module>,
}

/// What stands in a module, in the order that it is written.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) rank: Rank,
    /// Lines without the module's indentation.
    pub(crate) text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Use,
    Item,
    Impl,
}

/// The text of a module's inside.
pub(crate) fn module(module: &Module) -> String {
    let mut text = String::new();
    write_module(module, "", &mut text);
    text
}

fn write_module(module: &Module, indent: &str, text: &mut String) {
    for line in module.entries.iter().flat_map(|entry| entry.text.lines()) {
        text.push_str(indent);
        text.push_str(line);
        text.push('\n');
    }
    for (name, inner) in &module.modules {
        text.push_str(&format!("{indent}pub mod {} {{\n", ident(name)));
        write_module(inner, &format!("{indent}\t"), text);
        text.push_str(&format!("{indent}}}\n"));
    }
}

/// A head that ends in `{}`, with members between the braces.
pub(crate) fn body(head: &str, members: &[String]) -> String {
    if members.is_empty() {
        return head.to_owned();
    }
    let mut text = head.trim_end_matches('}').to_owned();
    for line in members.iter().flat_map(|member| member.lines()) {
        text.push_str("\n\t");
        text.push_str(line);
    }
    text + "\n}"
}

/// Tokens with the white space that one would write.
pub(crate) fn tokens(tokens: TokenStream) -> String {
    let mut words = Vec::new();
    flatten(tokens, &mut words);
    let mut text = String::new();
    let mut before = "";
    for word in &words {
        if spaced(before, word) {
            text.push(' ');
        }
        text.push_str(word);
        before = word;
    }
    text
}

fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    let mut joint = false;
    for token in tokens {
        let was_joint = std::mem::take(&mut joint);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Punct(punct) => {
                joint = punct.spacing() == Spacing::Joint;
                match words.last_mut() {
                    Some(last) if was_joint && "::->=>...".contains(&format!("{last}{punct}")) => last.push(punct.as_char()),
                    _ => words.push(punct.to_string()),
                }
            }
            TokenTree::Ident(ident) => match words.last_mut() {
                Some(last) if last == "'" => last.push_str(&ident.to_string()),
                _ => words.push(ident.to_string()),
            },
            TokenTree::Literal(literal) => words.push(literal.to_string()),
        }
    }
}

fn spaced(before: &str, word: &str) -> bool {
    let is_word = |it: &str| it.starts_with(|first: char| first.is_alphanumeric() || "_'\"".contains(first));
    let is_keyword = ["as", "const", "dyn", "for", "impl", "in", "mut", "where"].contains(&before);
    match (before, word) {
        ("", _) | ("{", "}") => false,
        (_, "," | ";" | ")" | "]" | ">" | ":" | "::" | ".") => false,
        ("(" | "[" | "<" | "&" | "*" | "::" | "!" | "?" | "#" | ".", _) => false,
        ("{" | "}" | "," | ";" | ":" | "=" | "+" | "->" | "=>", _) => true,
        (_, "{" | "}" | "=" | "+" | "->" | "=>") => true,
        (_, "<") => is_keyword && before != "for" && before != "impl",
        (_, "(" | "!") => is_keyword || before.starts_with('\''),
        (_, "[") => is_keyword || before == ">" || before.starts_with('\''),
        (_, "&" | "*") => is_word(before) || before == ">",
        _ => is_word(word) && (is_word(before) || [">", ")", "]"].contains(&before)),
    }
}
