//! From text to facts: the whole file when it parses, else piece by piece, each piece that does not a problem.

use std::ops::Range;

use super::bodies;
use super::directives;
use super::outlines;
use super::places::Places;
use super::source::{self, Source, Token};
use super::tree::{Stumble, Tree, Whole};
use super::walk::Walk;
use super::{Bodies, FileFacts, Name, Packed, Problem};

/// Beyond this depth a piece is not handed to the parser, which would need a gigabyte of stack.
const DEEPEST: usize = 20_000;

/// What a level of [`source::depth`] may cost on the stack, parsing, walking and dropping. Measured on nested
/// parentheses, which cost most, with a margin of two.
const BYTES_PER_LEVEL: usize = if cfg!(debug_assertions) { 48 * 1024 } else { 16 * 1024 };

pub(super) fn facts(original: &str) -> FileFacts {
    let source = Source::of(original);
    let places = Places::of(&source.text, original.starts_with('\u{feff}'));
    let mut walk = Walk::new(&source, &places);
    let mut problems = Vec::new();
    if source.unterminated.is_some() || parse(&mut walk, &source, &source.tokens).is_err() {
        for piece in source.pieces() {
            if let Err(problem) = parse_piece(&mut walk, &source, &places, piece) {
                problems.push(problem);
            }
        }
        if problems.is_empty() {
            problems.push(whole_file(&source, &places));
        }
    }
    let Walk {
        mut facts,
        mut mentions,
        mut bodies,
        bound_in,
        names,
        ..
    } = walk;
    mentions.keep_values_in_use();
    facts.called = mentions.called();
    facts.mentions = Packed::of(&mentions.with_near_spans());
    let name = |text: &str| facts.names.find(text, &names).map(Name);
    bodies::fill(&mut bodies, &bound_in, name, &source, &places);
    facts.bodies = Packed::of(&Bodies::of(bodies));
    facts.outlines = outlines::of(&facts, &source, &places);
    facts.problems = problems;
    facts.generated = source.generated;
    facts.lines = places.lines();
    facts.directives = directives::of(&source, &places);
    facts.shrink();
    facts
}

pub(super) const UNTERMINATED: &str = "a literal or comment that does not end";

/// The pieces parse, the file does not: something stands between them.
fn whole_file(source: &Source, places: &Places<'_>) -> Problem {
    match &source.unterminated {
        Some(open) => Problem {
            span: places.span(open.start, open.end),
            message: UNTERMINATED.into(),
        },
        None => Problem {
            span: places.span(0, 0),
            message: "the file does not parse as a whole".into(),
        },
    }
}

fn parse_piece(walk: &mut Walk<'_>, source: &Source, places: &Places<'_>, piece: Range<u32>) -> Result<(), Problem> {
    if let Some(open) = source.unterminated.as_ref().filter(|open| piece.contains(&open.start)) {
        return Err(Problem {
            span: places.character(open.start),
            message: UNTERMINATED.into(),
        });
    }
    parse(walk, source, source.tokens_in(piece.clone())).map_err(|error| match error {
        Unparsed::TooDeep => Problem {
            span: places.span(piece.start, piece.end),
            message: format!("nested more than {DEEPEST} levels deep, not read"),
        },
        Unparsed::Syntax(Stumble { at, message }) => Problem {
            span: places.character(at.max(piece.start)),
            message,
        },
    })
}

enum Unparsed {
    TooDeep,
    Syntax(Stumble),
}

/// Parses some tokens and walks their tree, on a stack that is deep enough for it.
fn parse(walk: &mut Walk<'_>, source: &Source, tokens: &[Token]) -> Result<(), Unparsed> {
    let depth = source::depth(tokens);
    if depth > DEEPEST {
        return Err(Unparsed::TooDeep);
    }
    let work = || {
        let tree = Tree::whole(&source.text, tokens, &Whole::SourceFile).map_err(Unparsed::Syntax)?;
        tree.root().into_iter().for_each(|file| walk.file(file));
        Ok(())
    };
    let stack = depth * BYTES_PER_LEVEL;
    stacker::maybe_grow(stack, stack, work)
}
