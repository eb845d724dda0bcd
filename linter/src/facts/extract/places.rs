//! Positions: converts byte offsets to lines and columns.

use std::cell::Cell;

use crate::finding::Span;

/// Number of bytes in a block. The characters before each block are counted once.
const BLOCK: usize = 256;

/// The positions of the lines of a text.
///
/// Generated code can have lines of megabytes, so no query walks a line from its beginning: characters are counted once for each
/// block, and a query walks one block.
#[derive(Debug)]
pub(in crate::facts) struct Places<'t> {
    text: &'t str,
    line_starts: Vec<u32>,
    /// The line of the last query. Most queries are for the same line or the next one.
    last: Cell<usize>,
    /// For each block, the number of characters before it; empty if the text is ASCII.
    characters: Vec<u32>,
    /// The length of a byte order mark, which is blanked out to three spaces. It is not part of line 1.
    mark: usize,
}

impl<'t> Places<'t> {
    pub(in crate::facts) fn new(text: &'t str, has_mark: bool) -> Self {
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

    /// Number of lines. The text after the last line break counts only if it is not empty.
    pub(in crate::facts) fn lines(&self) -> u32 {
        let last_is_empty = self.text.is_empty() || self.text.ends_with('\n');
        self.line_starts.len() as u32 - u32::from(last_is_empty)
    }

    /// The span of a range of bytes.
    pub(in crate::facts) fn span(&self, start: u32, end: u32) -> Span {
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

    /// The span of the character at a byte offset; empty at the end of the text.
    pub(in crate::facts) fn character(&self, byte: u32) -> Span {
        let length = self.text[byte as usize..].chars().next().map_or(0, char::len_utf8);
        self.span(byte, byte + length as u32)
    }

    /// The line of a byte offset, counted from 1.
    pub(in crate::facts) fn line(&self, byte: u32) -> u32 {
        self.index(byte) as u32 + 1
    }

    /// The index of the line of a byte offset.
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

    /// Number of characters between the beginning of a line and a byte offset in it.
    fn column(&self, line: usize, byte: u32) -> usize {
        self.character_index(byte) - self.character_index(self.line_starts[line])
    }

    /// Number of characters before a byte offset.
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
    // The end of the text can be queried too, and can coincide with the beginning of a block.
    counts.push(total);
    counts
}

/// Number of characters that begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

/// Whether a character begins with this byte: continuation bytes have the form `10xxxxxx`.
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
