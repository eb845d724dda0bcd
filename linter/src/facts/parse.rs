//! From text to facts: the whole file when it parses, else piece by piece, each piece that does not a problem.

use std::ops::Range;

use super::bodies;
use super::directives;
use super::outlines;
use super::places::{Origin, Places};
use super::source::{self, Source, Token};
use super::walk::Walk;
use super::{Bodies, FileFacts, Name, Packed, Problem};

/// Beyond this depth a piece is not handed to the parser, which would need a gigabyte of stack.
const DEEPEST: usize = 20_000;

/// What a level of [`source::depth`] may cost on the stack, parsing, walking and dropping. Measured on nested
/// parentheses, which cost most, with a margin of two.
const BYTES_PER_LEVEL: usize = if cfg!(debug_assertions) { 48 * 1024 } else { 16 * 1024 };

/// The stack that every caller is expected to have left.
const SHALLOW: usize = 20;

pub(super) fn facts(original: &str) -> FileFacts {
    let source = Source::of(original);
    let places = Places::of(&source.text, original.starts_with('\u{feff}'));
    let mut walk = Walk::new(&places);
    let mut problems = Vec::new();
    if parse(&mut walk, &source, &source.tokens, &source.text, Origin::default()).is_err() {
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
    mentions.keep_values_of_members();
    facts.mentions = Packed::of(&mentions);
    let name = |text: &str| facts.names.find(text, &names).map(Name);
    bodies::fill(&mut bodies, &bound_in, name, &source, &places);
    facts.bodies = Packed::of(&Bodies(bodies));
    facts.outlines = outlines::of(&facts, &source, &places);
    facts.problems = problems;
    facts.generated = source.generated;
    facts.lines = places.lines();
    facts.directives = directives::of(&source, &places);
    facts.shrink();
    facts
}

/// The pieces parse, the file does not: only the compiler's lexer and the parser's disagree on such a text.
fn whole_file(source: &Source, places: &Places<'_>) -> Problem {
    let range = source.unterminated.clone().unwrap_or(0..0);
    Problem {
        span: places.span(range.start, range.end),
        message: "the file does not parse as a whole".into(),
    }
}

fn parse_piece(walk: &mut Walk<'_>, source: &Source, places: &Places<'_>, piece: Range<u32>) -> Result<(), Problem> {
    let tokens = source.tokens_in(piece.clone());
    let text = &source.text[piece.start as usize..piece.end as usize];
    let origin = places.origin(piece.start);
    parse(walk, source, tokens, text, origin).map_err(|error| match error {
        Unparsed::TooDeep => Problem {
            span: places.span(piece.start, piece.end),
            message: format!("nested more than {DEEPEST} levels deep, not read"),
        },
        Unparsed::Syntax(line, column, message) => {
            let at = places.at(line, column, origin).max(piece.start);
            Problem {
                span: places.character(at),
                message,
            }
        }
    })
}

enum Unparsed {
    TooDeep,
    /// Line and column as the parser tells them, and its words.
    Syntax(u32, usize, String),
}

/// Parses `text` and walks its tree, on a stack that is deep enough for it.
fn parse(walk: &mut Walk<'_>, source: &Source, tokens: &[Token], text: &str, origin: Origin) -> Result<(), Unparsed> {
    let depth = source::depth(tokens, &source.text);
    if depth > DEEPEST {
        return Err(Unparsed::TooDeep);
    }
    let mut work = || {
        let result = match syn::parse_file(text) {
            Ok(file) => {
                walk.file(&file, origin);
                Ok(())
            }
            Err(error) => {
                let at = error.span().start();
                Err(Unparsed::Syntax(at.line as u32, at.column, phrase(&error)))
            }
        };
        // Spans refer to a table of the thread that would grow with each file.
        proc_macro2::extra::invalidate_current_thread_spans();
        result
    };
    if depth <= SHALLOW {
        work()
    } else {
        stacker::grow(depth * BYTES_PER_LEVEL, work)
    }
}

/// The parser's words as a lower-case phrase without full stop.
fn phrase(error: &syn::Error) -> String {
    let message = error.to_string();
    match message.as_str() {
        "lex error" => "a token that Rust does not know, or a delimiter without its partner".into(),
        _ => message,
    }
}
