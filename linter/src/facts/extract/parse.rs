//! Parsing: parses the pieces of a text one by one, or the whole text if that fails. Each piece that does not parse is a problem.
//! An expression is parsed as a whole.

use std::ops::Range;

use syn::parse::Parse;
use syn::{Block, Expr, File, ItemTrait, Pat, Type};

use super::bodies;
use super::directives;
use super::literals;
use super::markers;
use super::misleading;
use super::outlines;
use super::places::Places;
use super::source::Source;
use super::streams::{ParseError, Streams};
use super::surroundings::Surroundings;
use super::tables::Tables;
use super::text::Text;
use super::tokens::{Tokens, depth};
use super::walk::Walk;
use crate::facts::model::{FileFacts, Grammar, Name, Owner, Problem, ValueId};

/// Maximum depth of a piece that is parsed: beyond it the parser would need a gigabyte of stack.
const DEEPEST: usize = 20_000;

/// Stack that one level of [`depth`] needs at most, in bytes, for parsing, walking and dropping. Measured on nested parentheses,
/// which need most, with a margin of two.
const BYTES_PER_LEVEL: usize = if cfg!(debug_assertions) { 48 * 1024 } else { 16 * 1024 };

pub(in crate::facts) fn facts(grammar: Grammar, original: &str) -> FileFacts {
    let source = Source::new(original);
    let has_mark = original.starts_with('\u{feff}');
    let mut facts = facts_of_source(grammar, &source, has_mark);
    remarks(&mut facts, original, &source, has_mark);
    facts
}

/// What the text itself tells, as opposed to an expansion, which repeats it.
fn remarks(facts: &mut FileFacts, original: &str, source: &Source, has_mark: bool) {
    let places = || Places::new(&source.text, has_mark);
    facts.markers = markers::extract(source, || (places(), Surroundings::new(facts, source)));
    facts.beyond_ascii = !original.is_ascii();
    if facts.beyond_ascii {
        facts.misleading = misleading::extract(original, source, &places(), || Surroundings::new(facts, source));
    }
}

/// The facts of a source, which begins with a byte order mark or not.
pub(in crate::facts) fn facts_of_source(grammar: Grammar, source: &Source, has_mark: bool) -> FileFacts {
    let places = Places::new(&source.text, has_mark);
    let streams = Streams::new(source);
    let text = Text {
        source,
        streams: &streams,
        places: &places,
    };
    let (walk, problems) = match grammar {
        Grammar::Items | Grammar::ImplItems | Grammar::TraitImplItems | Grammar::ForeignItems => items(text),
        Grammar::TraitItems | Grammar::Expression | Grammar::Statements | Grammar::Pattern | Grammar::Type => whole(text, grammar),
    };
    let Tables {
        mut facts,
        mut mentions,
        mut bodies,
        bound_in,
        literals,
        names,
        ..
    } = walk.tables;
    let rules = facts.macros.iter_mut().map(|rules| &mut rules.captured);
    let captured = rules.chain(facts.calls.iter_mut().map(|call| &mut call.captured));
    let captured = captured.flatten().filter_map(|captured| captured.value.as_mut());
    mentions.keep_values_in_use(&mut captured.collect::<Vec<_>>());
    for call in mentions.expansions_in_use() {
        facts.calls[call as usize].is_value_used = true;
    }
    facts.called = mentions.called();
    let name = |text: &str| facts.names.find(text, &names).map(Name);
    bodies::fill(&mut bodies, &bound_in, name, source, &places);
    facts.pack(mentions, bodies, literals::literals(literals, source, &places));
    facts.grammar = grammar;
    facts.outlines = outlines::extract(&facts, source, &places);
    facts.problems = problems;
    facts.generated = source.generated;
    facts.front_matter = source.front_matter.as_deref().map(Box::from);
    facts.lines = places.lines();
    facts.directives = directives::parse(source, &places);
    facts.shrink();
    facts
}

/// Parses a text as items, piece by piece. That is faster, because a piece fits into the processor's cache, and an error in one
/// piece does not affect the others. If there is an error, though, the text may have been cut at the wrong places,
/// so the whole text is parsed as well, and if that succeeds it is the result.
fn items(text: Text<'_>) -> (Walk<'_>, Vec<Problem>) {
    let mut walk = Walk::new(text);
    let pieces = text.source.pieces();
    let is_apart = text.source.unterminated.is_none() && !pieces.is_empty() && !text.source.has_late_inner_attributes(&pieces);
    let problems = pieces.into_iter();
    let problems = problems.filter_map(|piece| parse_piece(&mut walk, text, piece, Grammar::Items).err());
    let mut problems: Vec<Problem> = problems.collect();
    if problems.is_empty() && is_apart {
        return (walk, problems);
    }
    let mut whole = Walk::new(text);
    if text.source.unterminated.is_none() && parse(&mut whole, text.source, 0..text.source.tokens.len(), Grammar::Items).is_ok() {
        return (whole, Vec::new());
    }
    if problems.is_empty() {
        problems.push(whole_file(text));
    }
    (walk, problems)
}

/// Parses a text as a whole.
fn whole(text: Text<'_>, grammar: Grammar) -> (Walk<'_>, Vec<Problem>) {
    let mut walk = Walk::new(text);
    let whole = 0..text.source.text.len() as u32;
    let read = parse_piece(&mut walk, text, whole, grammar);
    (walk, read.err().into_iter().collect())
}

pub(in crate::facts) const UNTERMINATED: &str = "a literal or comment that does not end";

/// The problem of a file that does not parse although each piece does.
fn whole_file(text: Text<'_>) -> Problem {
    let places = text.places;
    match &text.source.unterminated {
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

fn parse_piece(walk: &mut Walk<'_>, text: Text<'_>, piece: Range<u32>, grammar: Grammar) -> Result<(), Problem> {
    let Text { source, places, .. } = text;
    if let Some(open) = source.unterminated.as_ref().filter(|open| piece.contains(&open.start)) {
        return Err(Problem {
            span: places.character(open.start),
            message: UNTERMINATED.into(),
        });
    }
    parse(walk, source, source.numbers_in(piece.clone()), grammar).map_err(|error| match error {
        Unparsed::TooDeep => Problem {
            span: places.span(piece.start, piece.end),
            message: format!("nested more than {DEEPEST} levels deep, not read"),
        },
        Unparsed::Syntax(ParseError { at, message }) => Problem {
            span: places.character(at.max(piece.start)),
            message,
        },
    })
}

enum Unparsed {
    TooDeep,
    Syntax(ParseError),
}

/// Runs `work`, which parses parts of the sources, on a stack that is large enough. `None` if one of them is nested too deep.
pub(in crate::facts) fn on_large_stack<T>(sources: [&Source; 2], work: impl FnOnce() -> T) -> Option<T> {
    let depths = sources.map(|source| depth(&source.tokens, &source.text));
    let depth = depths.into_iter().max().filter(|depth| *depth <= DEEPEST)?;
    let stack = depth * BYTES_PER_LEVEL;
    Some(stacker::maybe_grow(stack, stack, work))
}

/// Parses tokens and walks their syntax tree, on a stack that is large enough.
fn parse(walk: &mut Walk<'_>, source: &Source, tokens: Tokens, grammar: Grammar) -> Result<(), Unparsed> {
    let depth = depth(&source.tokens[tokens.clone()], &source.text);
    if depth > DEEPEST {
        return Err(Unparsed::TooDeep);
    }
    let work = || match grammar {
        Grammar::Items | Grammar::ImplItems | Grammar::TraitImplItems | Grammar::ForeignItems => {
            let file = walk.text.streams.parse(tokens.clone(), File::parse)?;
            walk.file(&file, &tokens);
            Ok(())
        }
        Grammar::TraitItems => {
            let around = walk.text.streams.parse(tokens, ItemTrait::parse)?;
            walk.items_of_trait(&around.items, Owner::TraitAround);
            Ok(())
        }
        Grammar::Expression => {
            let value = walk.text.streams.parse(tokens, Expr::parse)?;
            walk.tables.mentions.result = walk.expression(&value);
            Ok(())
        }
        Grammar::Statements => {
            let statements = walk.text.streams.parse(tokens, Block::parse_within)?;
            walk.tables.mentions.result = walk.statements_of_scope(&statements);
            Ok(())
        }
        Grammar::Pattern => {
            let pattern = walk.text.streams.parse(tokens, Pat::parse_multi_with_leading_vert)?;
            walk.pattern(&pattern, ValueId::UNKNOWN);
            Ok(())
        }
        Grammar::Type => {
            let ty = walk.text.streams.parse(tokens, Type::parse)?;
            walk.visit_type(&ty);
            Ok(())
        }
    };
    let stack = depth * BYTES_PER_LEVEL;
    stacker::maybe_grow(stack, stack, work).map_err(Unparsed::Syntax)
}
