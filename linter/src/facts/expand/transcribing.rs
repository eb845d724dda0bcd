//! Transcribing: writes the text of an expansion from a template and the fragments of a call. Consecutive tokens of the
//! definition or the call are copied together with the text between them, so few places have to be stored.

use std::ops::Range;

use super::Origin;
use super::fragments::MatchedFragment;
use super::input::{MacroInput, Written};
use super::matching::{NamedMatch, NamedMatches};
use super::rules::{Part, Repetition};
use crate::facts::extract::places::Places;
use crate::facts::extract::source::Source;
use crate::facts::extract::tokens::{INVISIBLE_CLOSE, INVISIBLE_OPEN, Tokens};
use crate::finding::Span;

/// Maximum length of an expansion in bytes.
const LONGEST: usize = 1 << 20;

/// A text under construction.
pub(super) struct Transcript<'a> {
    definition: OriginalText<'a>,
    call: OriginalText<'a>,
    pub(super) text: String,
    pub(super) runs: Vec<TextRun>,
    /// The last token that was written.
    last: Option<(Origin, usize)>,
}

/// A part of the text that is copied from an original.
pub(super) struct TextRun {
    /// Where it begins, in bytes.
    pub(super) at: u32,
    /// Its length in bytes.
    pub(super) length: u32,
    pub(super) origin: Origin,
    /// The span of its first token in the original.
    pub(super) from: Span,
}

/// One of the two texts.
struct OriginalText<'a> {
    input: &'a MacroInput,
    places: Places<'a>,
}

/// The matches of metavariables in the current iteration of the repetitions around them.
type RoundMatches<'b> = Vec<(&'b str, &'b NamedMatch)>;

impl<'a> Transcript<'a> {
    pub(super) fn new(definition: &'a MacroInput, call: &'a MacroInput) -> Self {
        let part = |input: &'a MacroInput| OriginalText {
            input,
            places: input.places(),
        };
        Self {
            definition: part(definition),
            call: part(call),
            text: String::new(),
            runs: Vec::new(),
            last: None,
        }
    }

    /// Writes a template. `None` if a metavariable is repeated differently from its matcher, or if the text becomes too long.
    pub(super) fn template(&mut self, parts: &[Part], bindings: &NamedMatches<'_>) -> Option<()> {
        let mut scope: RoundMatches<'_> = bindings.iter().map(|(name, bound)| (*name, bound)).collect();
        self.parts(parts, &mut scope)
    }

    fn parts<'b>(&mut self, parts: &'b [Part], scope: &mut RoundMatches<'b>) -> Option<()> {
        for part in parts {
            match part {
                Part::Token(token) => self.token(Origin::Definition, *token),
                Part::Variable(name) => match value(scope, name)? {
                    NamedMatch::Single(fragment) => self.fragment(fragment),
                    NamedMatch::Sequence(_) => return None,
                },
                Part::Repeat(it) => self.repetition(it, scope)?,
                Part::Paste(name) => self.pasted(value(scope, name)?)?,
            }
            if self.text.len() > LONGEST {
                return None;
            }
        }
        Some(())
    }

    fn repetition<'b>(&mut self, it: &'b Repetition, scope: &mut RoundMatches<'b>) -> Option<()> {
        let repeated: Vec<(&str, &[NamedMatch])> = it
            .variables
            .iter()
            .filter_map(|name| match value(scope, name)? {
                NamedMatch::Sequence(rounds) => Some((&**name, rounds.as_slice())),
                NamedMatch::Single(_) => None,
            })
            .collect();
        let (_, first) = repeated.first()?;
        let count = first.len();
        if repeated.iter().any(|(_, rounds)| rounds.len() != count) {
            return None;
        }
        for round in 0..count {
            if round > 0 {
                it.separator.clone().for_each(|token| self.token(Origin::Definition, token));
            }
            let outside = scope.len();
            scope.extend(repeated.iter().map(|(name, rounds)| (*name, &rounds[round])));
            let written = self.parts(&it.inside, scope);
            scope.truncate(outside);
            written?;
        }
        Some(())
    }

    fn fragment(&mut self, fragment: &MatchedFragment) {
        if fragment.is_grouped {
            self.delimiter(INVISIBLE_OPEN);
        }
        fragment.tokens.clone().for_each(|token| self.token(Origin::Call, token));
        if fragment.is_grouped {
            self.delimiter(INVISIBLE_CLOSE);
        }
    }

    /// Writes the tokens of a repeated metavariable with `[<a b>]` joined to one name.
    fn pasted(&mut self, all: &NamedMatch) -> Option<()> {
        let NamedMatch::Sequence(all) = all else { return None };
        let source = &self.call.input.source;
        let fragments = all.iter().filter_map(|one| match one {
            NamedMatch::Single(fragment) => Some(fragment.tokens.clone()),
            NamedMatch::Sequence(_) => None,
        });
        for tokens in fragments {
            let mut at = tokens.start;
            while at < tokens.end {
                let close = source.closing(at);
                if close > at && source.is(at, b'[') && source.is(at + 1, b'<') && source.is(close - 1, b'>') {
                    self.joined(at + 2..close - 1)?;
                    at = close;
                } else {
                    self.token(Origin::Call, at);
                }
                at += 1;
            }
        }
        Some(())
    }

    /// Writes tokens as one name. Modifiers such as `:snake` change the part before them.
    fn joined(&mut self, tokens: Tokens) -> Option<()> {
        let source = &self.call.input.source;
        let text = |at: usize| source.tokens[at].text(&source.text);
        let mut parts: Vec<String> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            if source.is(at, b':') && at + 1 < tokens.end {
                let part = parts.pop()?;
                parts.push(in_case(&part, text(at + 1))?);
                at += 1;
            } else {
                parts.push(text(at).trim_matches('"').trim_start_matches("r#").to_owned());
            }
            at += 1;
        }
        let first = source.tokens.get(tokens.start)?;
        let from = self.call.input.written(first.start..first.end).next()?.written;
        self.text.push(' ');
        self.begin_run(Origin::Call, from);
        self.text.push_str(&parts.concat());
        self.last = None;
        Some(())
    }

    fn original(&self, origin: Origin) -> &OriginalText<'a> {
        match origin {
            Origin::Definition => &self.definition,
            Origin::Call => &self.call,
        }
    }

    /// Begins a part that is copied from an original, with a range of bytes of the written text.
    fn begin_run(&mut self, origin: Origin, from: Range<u32>) {
        self.runs.push(TextRun {
            at: self.text.len() as u32,
            length: from.end - from.start,
            origin,
            from: self.original(origin).places.span(from.start, from.end),
        });
    }

    fn delimiter(&mut self, sign: u8) {
        self.text.extend([' ', char::from(sign), ' ']);
        self.last = None;
    }

    fn token(&mut self, origin: Origin, at: usize) {
        let source = &self.original(origin).input.source;
        let token = source.tokens[at];
        let is_dollar_crate = origin == Origin::Call && token.text(&source.text).starts_with('$') && token.is_word();
        let before = self
            .last
            .filter(|(last, before)| *last == origin && before + 1 == at && !is_dollar_crate);
        let start = match before {
            Some((_, before)) => source.tokens[before].end,
            None => token.start,
        };
        if before.is_none() {
            self.text.push(' ');
        }
        if is_dollar_crate {
            self.text.push('$');
        }
        self.copy(origin, start..token.end, before.is_some());
        self.last = Some((origin, at));
    }

    /// Copies bytes of an original. `goes_on` is whether the bytes before them are the last that were written.
    fn copy(&mut self, origin: Origin, bytes: Range<u32>, mut goes_on: bool) {
        let input = self.original(origin).input;
        for Written { text, written } in input.written(bytes) {
            let length = self.text.len() as u32;
            let is_next = |run: &&mut TextRun| {
                run.at + run.length == length && run.from.start + run.length == written.start || written.is_empty()
            };
            match self.runs.last_mut().filter(|run| goes_on && is_next(run)) {
                Some(run) => run.length += written.end - written.start,
                None => self.begin_run(origin, written),
            }
            self.text.push_str(&input.source.text[text.start as usize..text.end as usize]);
            goes_on = true;
        }
    }
}

fn value<'b>(scope: &RoundMatches<'b>, name: &str) -> Option<&'b NamedMatch> {
    scope.iter().rev().find(|(other, _)| *other == name).map(|(_, bound)| *bound)
}

/// A part of a name in another case, as `paste!` changes it.
fn in_case(part: &str, case: &str) -> Option<String> {
    Some(match case {
        "lower" => part.to_lowercase(),
        "upper" => part.to_uppercase(),
        "snake" => snake_case(part),
        "camel" => part.split('_').map(capitalized).collect(),
        _ => return None,
    })
}

fn snake_case(part: &str) -> String {
    let mut snake = String::new();
    for character in part.chars() {
        if character.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// The tokens of a call between its delimiters.
pub(super) fn arguments(call: &Source) -> Option<Tokens> {
    let last = call.tokens.len().checked_sub(1)?;
    let open = call.tokens.iter().position(|token| token.opens())?;
    (call.closing(open) == last).then_some(open + 1..last)
}
