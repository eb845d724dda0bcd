//! The Rust code in documentation: fenced blocks of Markdown files and of doc comments, and the paths that this code writes.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashSet;

use crate::facts::extract;
use crate::facts::extract::places::Places;
use crate::facts::extract::source::{Doc, Source};
use crate::facts::model::{
    Context, DocumentedBlock, DocumentedCode, DocumentedPath, FileFacts, Grammar, ImportKind, PathId, ScopeId, ScopeKind, TypeId,
};
use crate::ranges::Ranges;

/// The code blocks of a text.
#[derive(Debug)]
pub struct Documentation {
    blocks: Vec<CodeBlock>,
}

/// A fenced block.
#[derive(Debug)]
struct CodeBlock {
    /// The code; hidden lines are shown as rustdoc compiles them.
    code: MappedText,
    is_rust: bool,
    /// The last heading and the last paragraph before it.
    introduction: String,
}

/// Parts of a text, one after the other.
#[derive(Debug, Default)]
struct MappedText {
    text: String,
    /// For each part, its offset in `text` and in the original.
    parts: Vec<(usize, usize)>,
}

impl MappedText {
    /// Adds a part that is at `origin` in the original.
    fn push(&mut self, part: &str, origin: usize) {
        self.parts.push((self.text.len(), origin));
        self.text.push_str(part);
    }

    /// The offset in the original of a byte of the excerpt.
    fn origin(&self, at: usize) -> usize {
        let before = self.parts.partition_point(|(start, _)| *start <= at);
        let (start, origin) = before.checked_sub(1).map_or((0, 0), |part| self.parts[part]);
        origin + (at - start)
    }

    /// The bytes of the original from the first to the last of a range.
    fn origins(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.max(range.start + 1) - 1;
        self.origin(range.start)..self.origin(last) + 1
    }
}

impl Documentation {
    /// The code blocks of a Markdown file. Those that are marked as Rust are Rust.
    pub fn of_markdown(text: &str) -> Self {
        let mut whole = MappedText::default();
        whole.push(text, 0);
        Self {
            blocks: blocks(&whole, false),
        }
    }

    /// The code blocks in the doc comments of a Rust file. Those without a mark are Rust, too, as for rustdoc.
    pub fn of_doc_comments(text: &str) -> Self {
        if !has_fence(text) {
            return Self { blocks: Vec::new() };
        }
        let source = Source::new(text);
        let comments = comments(&source).into_iter();
        Self {
            blocks: comments
                .filter(|comment| has_fence(&comment.text))
                .flat_map(|comment| blocks(&comment, true))
                .collect(),
        }
    }

    /// The paths of at least two segments in the blocks of Rust code that have a word that is wanted. Other blocks are not parsed.
    /// `text` is the text of the documentation.
    pub fn paths(&self, text: &str, is_wanted: impl Fn(&str) -> bool) -> DocumentedCode {
        let is_parsed = |block: &CodeBlock| {
            let code = &block.code.text;
            let mut words = code.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            block.is_rust && code.contains("::") && words.any(&is_wanted)
        };
        let places = std::cell::LazyCell::new(|| Places::new(text, false));
        let mut documented = DocumentedCode::default();
        for (number, block) in (0..).zip(&self.blocks) {
            let paths = if is_parsed(block) {
                block.paths(number, &places)
            } else {
                Vec::new()
            };
            documented.blocks.push(match paths.is_empty() {
                true => DocumentedBlock::default(),
                false => DocumentedBlock {
                    introduction: block.introduction.clone(),
                    allows_deprecated: block.code.text.contains("allow(deprecated)"),
                },
            });
            documented.paths.extend(paths);
        }
        documented
    }

    /// The bytes of the blocks, whatever their language.
    pub(crate) fn code(&self) -> Ranges {
        let ranges = self.blocks.iter().filter(|block| !block.code.text.is_empty());
        let ranges = ranges.map(|block| block.code.origins(0..block.code.text.len()));
        Ranges::new(ranges.map(|range| (range.start as u32, range.end as u32)).collect())
    }
}

/// Whether a text may have a fenced block.
fn has_fence(text: &str) -> bool {
    ["```", "~~~"].iter().any(|fence| text.contains(fence))
}

/// The contents of the doc comments: those that follow one another without code between them are one text, as for rustdoc.
fn comments(source: &Source) -> Vec<MappedText> {
    let mut comments: Vec<MappedText> = Vec::new();
    let mut last: Option<&Doc> = None;
    for doc in &source.docs {
        let goes_on = last.is_some_and(|last| {
            let tokens = source.tokens_in(last.range.end..doc.range.start);
            last.is_inner == doc.is_inner && tokens.is_empty()
        });
        if !goes_on {
            comments.push(MappedText::default());
        }
        if let Some(comment) = comments.last_mut() {
            push_contents(doc, &source.text, comment);
        }
        last = Some(doc);
    }
    comments
}

/// Adds the lines of a doc comment, without the characters that make it one.
fn push_contents(doc: &Doc, text: &str, comment: &mut MappedText) {
    const MARK: usize = "///".len();
    let start = doc.range.start as usize + MARK;
    let contents = text.get(start..doc.range.end as usize).unwrap_or_default();
    let is_block = text[doc.range.start as usize..].starts_with("/*");
    let contents = contents.strip_suffix("*/").filter(|_| is_block).unwrap_or(contents);
    let mut at = start;
    for line in contents.split_inclusive('\n') {
        let bare = line.trim_start().strip_prefix('*').filter(|_| is_block).unwrap_or(line);
        let bare = bare.strip_prefix(' ').unwrap_or(bare);
        comment.push(bare, at + line.len() - bare.len());
        at += line.len();
    }
    if !contents.ends_with('\n') {
        comment.push("\n", at);
    }
}

/// The fenced blocks of a Markdown text.
fn blocks(markdown: &MappedText, unmarked_is_rust: bool) -> Vec<CodeBlock> {
    let mut found: Vec<CodeBlock> = Vec::new();
    let (mut heading, mut paragraph) = (String::new(), String::new());
    let mut is_open = false;
    for (event, range) in Parser::new_ext(&markdown.text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                is_open = true;
                found.push(CodeBlock {
                    code: MappedText::default(),
                    is_rust: is_rust(&language, unmarked_is_rust),
                    introduction: format!("{heading}\n{paragraph}"),
                });
            }
            Event::End(TagEnd::CodeBlock) => is_open = false,
            Event::Text(_) if is_open => {
                if let Some(block) = found.last_mut() {
                    let mut at = range.start;
                    for line in markdown.text[range].split_inclusive('\n') {
                        block.push(line, markdown.origin(at));
                        at += line.len();
                    }
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                heading = markdown.text[range].to_owned();
                paragraph.clear();
            }
            Event::Start(Tag::Paragraph) => paragraph = markdown.text[range].to_owned(),
            _ => {}
        }
    }
    found
}

/// Whether a block of this language is Rust that is meant to compile, by the rules of rustdoc.
fn is_rust(language: &str, unmarked_is_rust: bool) -> bool {
    const OF_RUST: [&str; 6] = ["rust", "rs", "no_run", "should_panic", "test_harness", "standalone_crate"];
    let words = || language.split([',', ' ', '\t']).filter(|word| !word.is_empty());
    let is_of_rust = |word: &str| OF_RUST.contains(&word) || word.starts_with("edition");
    let is_marked = words().any(|word| matches!(word, "rust" | "rs"));
    (is_marked || unmarked_is_rust) && words().all(is_of_rust)
}

impl CodeBlock {
    /// Adds a line of the code. Of a hidden line, the `#` is blanked out.
    fn push(&mut self, line: &str, origin: usize) {
        let bare = line.trim_start();
        let is_hidden = bare == "#" || bare.starts_with("# ") || bare.starts_with("#\n") || bare.starts_with("##");
        match is_hidden {
            true => self.code.push(&line.replacen('#', " ", 1), origin),
            false => self.code.push(line, origin),
        }
    }

    fn paths(&self, block: u32, places: &Places<'_>) -> Vec<DocumentedPath> {
        const BEFORE: &str = "fn main() {\n";
        // Most examples are statements, and items are statements, too.
        let as_statements = extract::facts(Grammar::Items, &format!("{BEFORE}{}\n}}", self.code.text));
        match as_statements.problems.is_empty() {
            true => self.paths_of(&as_statements, BEFORE.len(), (block, places)),
            // The parts that parse, such as the imports of an example that leaves something out.
            false => self.paths_of(&extract::facts(Grammar::Items, &self.code.text), 0, (block, places)),
        }
    }

    /// The paths in the facts of the code, which begins at a byte of their text.
    fn paths_of(&self, facts: &FileFacts, begin: usize, (block, places): (u32, &Places<'_>)) -> Vec<DocumentedPath> {
        let bound = bound(facts);
        let found = |path: PathId, scope: ScopeId, bytes: Range<usize>, is_macro: bool| {
            let path = facts.path(path);
            let segments: Vec<String> = path.segments.iter().map(|name| facts.name(*name).to_owned()).collect();
            let first = segments.first()?;
            let bytes = bytes.start.checked_sub(begin)?..bytes.end.checked_sub(begin)?;
            let is_of_block = !path.absolute && bound.contains(first.as_str());
            let is_inside = bytes.end <= self.code.text.len() && segments.len() > 1;
            let origins = || self.code.origins(bytes.clone());
            (is_inside && !is_of_block).then(|| DocumentedPath {
                leaves_block: supers(&segments) > modules_around(facts, scope),
                span: places.span(origins().start as u32, origins().end as u32),
                is_macro,
                block,
                comment: comment_above(&self.code.text[..bytes.start]),
                segments,
            })
        };
        let imports = facts.imports.iter();
        let imports = imports.filter_map(|import| {
            found(
                import.path,
                import.scope,
                import.span.start as usize..import.span.end as usize,
                false,
            )
        });
        let mentions = facts.mentions();
        let written = mentions
            .references
            .iter()
            .filter(|reference| reference.owner == TypeId::UNKNOWN);
        let written = written.filter_map(|reference| {
            let bytes = reference.span.start as usize..reference.span.end as usize;
            let is_macro = matches!(reference.context, Context::Macro | Context::Attribute);
            found(reference.path, reference.scope, bytes, is_macro)
        });
        let mut paths: Vec<DocumentedPath> = imports.chain(written).collect();
        paths.sort_by_key(|path| path.span.start);
        paths
    }
}

/// The names that a block of code itself gives to something.
fn bound(facts: &FileFacts) -> FxHashSet<&str> {
    let imported = facts.imports.iter().filter_map(|import| match import.kind {
        ImportKind::Named(name) if facts.path(import.path).segments.len() > 1 => Some(name),
        ImportKind::Named(name) if facts.path(import.path).segments.last() != Some(&name) => Some(name),
        ImportKind::ExternCrate(name, _) if facts.path(import.path).segments.last() != Some(&name) => Some(name),
        _ => None,
    });
    let declared = facts.items.iter().map(|item| item.name);
    imported.chain(declared).map(|name| facts.name(name)).collect()
}

/// The number of modules that a path goes up.
fn supers(segments: &[String]) -> usize {
    let segments = segments.iter().skip_while(|segment| *segment == "self");
    segments.take_while(|segment| *segment == "super").count()
}

/// The number of modules of the text around a scope.
fn modules_around(facts: &FileFacts, scope: ScopeId) -> usize {
    let around = std::iter::successors(Some(scope), |scope| facts.scope(*scope).parent);
    around.filter(|scope| facts.scope(*scope).kind == ScopeKind::Module).count()
}

/// The last comment in some code, if a line consists of it.
fn comment_above(code: &str) -> String {
    let comments = code.lines().rev().filter_map(|line| line.trim_start().strip_prefix("//"));
    comments.take(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(documentation: &Documentation, text: &str) -> Vec<String> {
        let documented = documentation.paths(text, |_| true);
        let paths = documented.paths.iter();
        paths.map(|path| path.segments.join("::")).collect()
    }

    fn places<'t>(documentation: &Documentation, text: &'t str) -> Vec<&'t str> {
        let documented = documentation.paths(text, |_| true);
        let places = documented.paths.iter();
        places
            .map(|path| &text[path.span.start as usize..path.span.end as usize])
            .collect()
    }

    #[test]
    fn markdown_marks_what_is_rust() {
        let text =
            "a\n```rust\nuse a::{b, c};\n```\n```\nuse d::e;\n```\n```rust,ignore\nuse f::g;\n```\n~~~rs\nlet x = h::i();\n~~~\n";
        let documentation = Documentation::of_markdown(text);
        assert_eq!(paths(&documentation, text), ["a::b", "a::c", "h::i"]);
        let places = places(&documentation, text);
        assert_eq!(places, ["b", "c", "h::i"]);
    }

    #[test]
    fn doc_comments_are_rust_unless_marked() {
        let text = "/// ```\n/// # use a::b;\n///   c::d(\n///    e::f);\n/// ```\n/// ```text\n/// g::h\n/// ```\nfn x() {}\n/** ü\n * ```no_run\n * i::j()\n * ```\n */\nfn y() {}\n";
        let documentation = Documentation::of_doc_comments(text);
        assert_eq!(paths(&documentation, text), ["a::b", "c::d", "e::f", "i::j"]);
        let places = places(&documentation, text);
        assert_eq!(places, ["b", "c::d", "e::f", "i::j"]);
        let at = |part: &str| text.find(part).expect("it is part of the text") as u32;
        assert!(documentation.code().contain(at("g::h")));
        assert!(!documentation.code().contain(at("fn x")));
    }

    #[test]
    fn what_a_block_declares_is_its_own() {
        let text = "```rust\nmod a { pub fn b() { super::c(); super::super::d(); } }\nuse x::y as z;\na::b(); z::w();\n// Before:\nf::g::<Vec<u8>>();\n";
        let documentation = Documentation::of_markdown(text);
        let paths = documentation.paths(text, |_| true).paths;
        let of = |path: &DocumentedPath| (path.segments.join("::"), path.leaves_block, path.comment.clone());
        let expected = [
            ("super::c".to_owned(), false, String::new()),
            ("super::super::d".to_owned(), true, String::new()),
            ("x::y".to_owned(), false, String::new()),
            ("f::g".to_owned(), false, " Before:".to_owned()),
        ];
        assert_eq!(paths.iter().map(of).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn introduction_is_heading_and_paragraph() {
        let text = "# New\n\none\n\n## Old way\n\ntwo\n\nthree:\n```rust\nuse a::b;\n```\n";
        let documented = Documentation::of_markdown(text).paths(text, |_| true);
        assert_eq!(documented.blocks[0].introduction, "## Old way\n\nthree:\n");
    }
}
