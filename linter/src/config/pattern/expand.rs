//! The groups of a path pattern taken apart: `a::{b, c}` into `a::b` and `a::c`.
//!
//! Every character keeps its offset, so that a mistake found later is still reported where it was written.
//! Knows nothing of segments.

use std::ops::Range;

use super::PatternError;

/// A pattern without groups and white space: its characters and where they were.
pub(super) type Alternative = Vec<(usize, char)>;

/// Bytes of one pattern. Together with the other limits it bounds the work on a hostile one.
const LONGEST: usize = 4096;

/// Alternatives of one pattern: `{a,b}::{a,b}::…` doubles with every group.
const MOST_ALTERNATIVES: usize = 1024;

/// Characters of all alternatives together.
const MOST_CHARACTERS: usize = 32_768;

/// Groups within groups.
const DEEPEST: usize = 16;

pub(super) fn expand(written: &str) -> Result<Vec<Alternative>, PatternError> {
    if written.len() > LONGEST {
        return Err(error(
            LONGEST..written.len(),
            format!("longer than {LONGEST} bytes; write several patterns"),
        ));
    }
    check_characters(written)?;
    let characters: Vec<(usize, char)> = written.char_indices().filter(|(_, it)| !it.is_whitespace()).collect();
    let mut groups = Groups {
        characters: &characters,
        next: 0,
    };
    let alternatives = groups.sequence(0)?;
    match groups.peek() {
        None => Ok(alternatives),
        Some((at, ',')) => Err(error(at..at + 1, "`,` outside of a group; write `{a, b}`, or two patterns")),
        Some((at, _)) => Err(error(at..at + 1, "this brace closes no group")),
    }
}

/// Refuses what can stand in no pattern, and white space inside a name.
fn check_characters(written: &str) -> Result<(), PatternError> {
    let mut end_of_name = None;
    for (at, character) in written.char_indices() {
        if character.is_whitespace() {
            continue;
        }
        let end = at + character.len_utf8();
        if let Some(message) = refusal(character) {
            return Err(error(at..end, message));
        }
        let is_of_name = !matches!(character, '{' | '}' | ',' | ':');
        match end_of_name {
            Some(before) if is_of_name && before < at => return Err(error(before..at, "white space within a name")),
            _ => end_of_name = is_of_name.then_some(end),
        }
    }
    Ok(())
}

fn refusal(character: char) -> Option<String> {
    match character {
        '{' | '}' | ',' | ':' | '_' | '*' | '!' | '#' => None,
        character if character.is_alphanumeric() => None,
        '-' => Some("`-` cannot appear in a path; crate names use `_` instead".to_owned()),
        '.' | '/' | '\\' => Some("the segments of a path are separated by `::`".to_owned()),
        character => Some(format!("`{}` cannot appear in a path", character.escape_debug())),
    }
}

fn error(range: Range<usize>, message: impl Into<String>) -> PatternError {
    PatternError {
        range,
        message: message.into(),
    }
}

struct Groups<'a> {
    characters: &'a [(usize, char)],
    next: usize,
}

impl Groups<'_> {
    fn peek(&self) -> Option<(usize, char)> {
        self.characters.get(self.next).copied()
    }

    /// Everything up to the end of the alternative, of the group or of the pattern.
    fn sequence(&mut self, depth: usize) -> Result<Vec<Alternative>, PatternError> {
        let mut alternatives = vec![Vec::new()];
        while let Some((at, character)) = self.peek() {
            let more = match character {
                ',' | '}' => break,
                '{' if depth == DEEPEST => return Err(error(at..at + 1, "groups nested too deeply")),
                '{' => self.group(at, depth + 1)?,
                _ => vec![self.plain()],
            };
            alternatives = product(&alternatives, &more, at)?;
        }
        Ok(alternatives)
    }

    /// The characters up to the next brace or comma.
    fn plain(&mut self) -> Alternative {
        let rest = &self.characters[self.next..];
        let length = rest
            .iter()
            .position(|(_, it)| matches!(it, '{' | '}' | ','))
            .unwrap_or(rest.len());
        self.next += length;
        rest[..length].to_vec()
    }

    /// A group, from its opening brace to its closing one. A comma may stand after its last alternative.
    fn group(&mut self, opening: usize, depth: usize) -> Result<Vec<Alternative>, PatternError> {
        let mut alternatives: Vec<Alternative> = Vec::new();
        loop {
            self.next += 1;
            let start = self.next;
            let more = self.sequence(depth)?;
            let is_empty = start == self.next;
            match self.peek() {
                None => return Err(error(opening..opening + 1, "this group is never closed")),
                Some((at, end)) if is_empty && (end == ',' || alternatives.is_empty()) => {
                    return Err(error(at..at + 1, "nothing before this in the group"));
                }
                Some(_) if is_empty => {}
                Some(_) => alternatives.extend(more),
            }
            if self.peek().is_some_and(|(_, end)| end == '}') {
                self.next += 1;
                return Ok(alternatives);
            }
        }
    }
}

/// Each of `firsts` followed by each of `seconds`.
fn product(firsts: &[Alternative], seconds: &[Alternative], at: usize) -> Result<Vec<Alternative>, PatternError> {
    let characters = |alternatives: &[Alternative]| alternatives.iter().map(Vec::len).sum::<usize>();
    let too_many = firsts.len() * seconds.len() > MOST_ALTERNATIVES;
    if too_many || characters(firsts) * seconds.len() + characters(seconds) * firsts.len() > MOST_CHARACTERS {
        let message = format!("groups that make more than {MOST_ALTERNATIVES} paths, or too long ones; write several patterns");
        return Err(error(at..at + 1, message));
    }
    let pairs = firsts
        .iter()
        .flat_map(|first| seconds.iter().map(move |second| [first.as_slice(), second].concat()));
    Ok(pairs.collect())
}
