//! Positions: from bytes to lines and columns. Knows no syntax.

use std::cell::Cell;

use crate::finding::Span;

/// Bytes between two counts of characters.
const BLOCK: usize = 256;

/// Where the lines of a text begin.
///
/// Generated code may stand on one line of megabytes, so nothing here walks a line from its start: characters are counted
/// once, block by block, and a question walks one block.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    line_starts: Vec<u32>,
    /// The line that was asked for last: the next question is about the same one or the next, mostly.
    last: Cell<usize>,
    /// For each block of the text the number of characters that begin before it; empty if the text is ASCII.
    characters: Vec<u32>,
    /// The text begins with a byte order mark, blanked to three spaces; it is no character of line 1.
    mark: usize,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, has_mark: bool) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(breaks.map(|at| at as u32 + 1));
        Self {
            text,
            line_starts: line_starts.collect(),
            last: Cell::new(0),
            characters: if text.is_ascii() { Vec::new() } else { counts(text) },
            mark: if has_mark { '\u{feff}'.len_utf8() } else { 0 },
        }
    }

    /// The number of lines; what follows the last line break is one only if there is something.
    pub(super) fn lines(&self) -> u32 {
        let last_is_empty = self.text.is_empty() || self.text.ends_with('\n');
        self.line_starts.len() as u32 - u32::from(last_is_empty)
    }

    /// The span of a range of bytes.
    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        let line = self.index(start);
        let before = self.column(line, start);
        let mark = if line == 0 { self.mark.min(before) } else { 0 };
        Span {
            start,
            end,
            line: line as u32 + 1,
            column: (before - mark) as u32 + 1,
        }
    }

    /// The span of the one character that begins at a byte; empty at the end of the text.
    pub(super) fn character(&self, byte: u32) -> Span {
        let length = self.text[byte as usize..].chars().next().map_or(0, char::len_utf8);
        self.span(byte, byte + length as u32)
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, byte: u32) -> u32 {
        self.index(byte) as u32 + 1
    }

    /// Index of the line of a byte.
    fn index(&self, byte: u32) -> usize {
        const NEAR: usize = 4;
        let ends_after = |line: &usize| self.line_starts.get(line + 1).is_none_or(|&next| byte < next);
        let last = self.last.get();
        let near = (last..last + NEAR)
            .find(ends_after)
            .filter(|_| self.line_starts[last] <= byte);
        let line = near.unwrap_or_else(|| self.line_starts.partition_point(|&start| start <= byte) - 1);
        self.last.set(line);
        line
    }

    /// Characters between the start of a line and a byte on it.
    fn column(&self, line: usize, byte: u32) -> usize {
        self.character_index(byte) - self.character_index(self.line_starts[line])
    }

    /// How many characters begin before a byte.
    fn character_index(&self, byte: u32) -> usize {
        let byte = byte as usize;
        let Some(&before) = self.characters.get(byte / BLOCK) else {
            return byte;
        };
        before as usize + starts(&self.text.as_bytes()[byte / BLOCK * BLOCK..byte])
    }
}

fn counts(text: &str) -> Vec<u32> {
    let blocks = text.as_bytes().chunks(BLOCK);
    let mut total = 0;
    let mut counts: Vec<u32> = blocks
        .map(|block| {
            let before = total;
            total += starts(block) as u32;
            before
        })
        .collect();
    // The end of the text is a place too, and it may be where a block would begin.
    counts.push(total);
    counts
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

/// A byte that goes on with a character has the form `10xxxxxx`.
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
