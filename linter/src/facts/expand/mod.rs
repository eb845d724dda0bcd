//! Expansion of `macro_rules!`: computes the expansion of a call, and its facts, from the text of the definition and the text of
//! the call.
//!
//! [`Expansion::new`] is a pure function of the two texts and the grammar at the call's position. As in rustc, doc comments are
//! attributes (`input`), and the first rule whose matcher matches is used; `matching` finds the rule, `fragments` the ends of
//! fragments, and `transcribing` writes the text. `syn` determines the end of a fragment such as an expression; everything else
//! works on the tokens of the two texts, so that each token of an expansion keeps its place.
//!
//! Why not `ra_ap_mbe`, rust-analyzer's expander? On 19,540 calls of two public workspaces, version 0.0.348 took 247 ms from text
//! to text and this module 140 ms, and its time is quadratic in the number of fragments of a call: with 20,000 expressions in one
//! call, more than 100 s against 81 ms. It adds 51 crates, needs a database and spans of its own, and its newest version needs a
//! newer compiler than this crate does. It differs from rustc, too: it drops later rounds of nested repetitions, and it misreads
//! `pub (u8, u8)` and `r#type`. Our own differences, found with the same calls, are each a test of this module.
//!
//! It does not know which macro a call refers to, or the crate of `$crate`: `link` finds the definition, and resolves the names
//! of an expansion in the scope of the call.
//!
//! Not supported: the unstable metavariable expressions (`${count(…)}`), and matchers that need more steps than realistic calls.

use std::sync::Arc;

use bitcode::{Decode, Encode};

use super::extract::parse::{facts_of_source, on_large_stack};
use super::extract::places::Places;
use super::extract::source::Source;
use super::extract::tokens::TokenKind;
use super::model::{FileFacts, Grammar};
use crate::finding::Span;
use crate::ranges::Ranges;
use input::MacroInput;
use matching::Matching;
use rules::MacroRule;
use transcribing::{TextRun, Transcript};

mod fragments;
mod input;
mod matching;
mod rules;
mod transcribing;

/// The code that replaces a macro call.
#[derive(Debug, PartialEq, Encode, Decode)]
pub struct Expansion {
    /// The facts of the text, with spans in this text.
    pub facts: Arc<FileFacts>,
    /// The text, if it contains calls or definitions of macros, which are expanded in turn; empty otherwise.
    pub text: Box<str>,
    /// The origins of the parts of the text, in order.
    runs: Vec<CopiedRun>,
}

/// The text that a part of an expansion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Origin {
    /// The definition of the macro.
    Definition,
    /// The call.
    Call,
}

/// A part of an expansion that is copied from one of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
struct CopiedRun {
    /// Where it begins in the expansion: byte offset, line and column.
    at: u32,
    line: u32,
    column: u32,
    /// Its length in bytes.
    length: u32,
    origin: Origin,
    /// The span of its first token in the original.
    from: Span,
}

/// A text that is an input of an expansion. If it is from an expansion itself, `$crate` is a name in it.
#[derive(Clone, Copy, Debug)]
pub enum MacroText<'t> {
    /// A part of a file.
    OfFile(&'t str),
    /// A part of an expansion.
    OfExpansion(&'t str),
}

impl MacroText<'_> {
    fn input(self) -> MacroInput {
        match self {
            Self::OfFile(text) => MacroInput::new(text, Source::new),
            Self::OfExpansion(text) => MacroInput::new(text, |text| Source::from_expansion(text.to_owned(), Ranges::default())),
        }
    }
}

/// The rules of a macro, ready to be applied to calls.
#[derive(Debug)]
pub struct MacroDefinition {
    input: MacroInput,
    rules: Vec<MacroRule>,
}

impl MacroDefinition {
    /// Parses everything after the name of a macro. `None` if it has a form that is not supported.
    pub fn parse(text: MacroText<'_>) -> Option<Self> {
        let input = text.input();
        let rules = rules::parse(&input).filter(|_| has_known_tokens(&input.source))?;
        Some(Self { input, rules })
    }
}

impl Expansion {
    /// Expands a call. `None` if no rule matches, or if the text does not parse.
    pub fn new(definition: &MacroDefinition, call: MacroText<'_>, grammar: Grammar) -> Option<Self> {
        let call = call.input();
        let sources = [&definition.input.source, &call.source];
        let transcript = on_large_stack(sources, || transcribe(definition, &call, grammar)).flatten()?;
        let Transcript { text, runs, .. } = transcript;
        let of_call = runs.iter().filter(|run| run.origin == Origin::Call);
        let of_call = of_call.map(|run| (run.at, run.at + run.length)).collect();
        let source = Source::from_expansion(text, Ranges::new(of_call));
        let places = Places::new(&source.text, false);
        let parsed_as = |grammar| Some(facts_of_source(grammar, &source, false)).filter(|facts| facts.problems.is_empty());
        let facts = parsed_as(grammar).or_else(|| {
            // The last expression of a block is a statement, too, so its expansion may consist of several.
            (grammar == Grammar::Expression)
                .then(|| parsed_as(Grammar::Statements))
                .flatten()
        })?;
        let is_final = facts.macros.is_empty() && facts.calls.iter().all(|call| facts.calls_macro_of_std(call.path));
        let text = if is_final { "".into() } else { source.text.as_str().into() };
        Some(Self {
            runs: runs.into_iter().map(|run| CopiedRun::new(run, &places)).collect(),
            facts: Arc::new(facts),
            text,
        })
    }

    /// The ranges of bytes of an original that the expansion contains.
    pub(crate) fn parts_of(&self, origin: Origin) -> impl Iterator<Item = (u32, u32)> {
        let runs = self.runs.iter().filter(move |run| run.origin == origin);
        runs.map(|run| (run.from.start, run.from.start + run.length))
    }

    /// The parts of a span, each with its origin.
    pub(crate) fn parts_within(&self, span: Span) -> impl Iterator<Item = (Origin, Span)> {
        let overlaps = move |run: &&CopiedRun| run.at < span.end && span.start < run.at + run.length;
        let runs = self.runs.iter().filter(overlaps);
        runs.map(move |run| (run.origin, run.original(span)))
    }

    /// The origin of a span of the expansion. If the beginning or the end of a path comes from the call, the origin is that part.
    pub fn origin(&self, span: Span) -> Option<(Origin, Span)> {
        let at = |byte: u32| {
            self.runs
                .get(self.runs.partition_point(|run| run.at <= byte).saturating_sub(1))
        };
        let (first, last) = (at(span.start)?, at(span.end.saturating_sub(1).max(span.start))?);
        let run = if last.origin == Origin::Call { last } else { first };
        Some((run.origin, run.original(span)))
    }
}

impl CopiedRun {
    fn new(run: TextRun, places: &Places<'_>) -> Self {
        let place = places.span(run.at, run.at);
        Self {
            at: run.at,
            line: place.line,
            column: place.column,
            length: run.length,
            origin: run.origin,
            from: run.from,
        }
    }

    /// The part of a span that is in this run, in the original.
    fn original(&self, span: Span) -> Span {
        let from = self.from;
        // A span that begins before the run has no line and column in it.
        let is_within = span.start >= self.at && (span.line, span.column) >= (self.line, self.column);
        let (line, column) = match is_within {
            true if span.line == self.line => (from.line, from.column + span.column - self.column),
            true => (from.line + span.line - self.line, span.column),
            false => (from.line, from.column),
        };
        let start = from.start + span.start.saturating_sub(self.at).min(self.length);
        let end = from.start + span.end.saturating_sub(self.at).min(self.length);
        Span {
            start,
            end: end.max(start),
            line,
            column,
        }
    }
}

fn transcribe<'a>(definition: &'a MacroDefinition, call: &'a MacroInput, grammar: Grammar) -> Option<Transcript<'a>> {
    if !has_known_tokens(&call.source) {
        return None;
    }
    let arguments = transcribing::arguments(&call.source)?;
    let mut matching = Matching::new(&definition.input.source, &call.source, &arguments);
    // `Self` is a placeholder for the type and the trait of the impl block that contains the call. A trait around it needs no name.
    let (before, after) = match grammar {
        Grammar::ImplItems => ("impl Self {", "}"),
        Grammar::TraitImplItems => ("impl Self for Self {", "}"),
        Grammar::TraitItems => ("trait Around {", "}"),
        Grammar::ForeignItems => ("extern {", "}"),
        _ => ("", ""),
    };
    let mut transcript = Transcript::new(&definition.input, call);
    for rule in &definition.rules {
        if let Some(bindings) = matching.bindings(rule, &arguments) {
            transcript.text.push_str(before);
            transcript.template(&rule.template, &bindings)?;
            transcript.text.push_str(after);
            return Some(transcript);
        }
    }
    None
}

fn has_known_tokens(source: &Source) -> bool {
    source.tokens.iter().all(|token| token.kind != TokenKind::Unknown)
}

#[cfg(test)]
mod tests;
