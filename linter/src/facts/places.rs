//! Positions: from the parser's line and column to bytes and back. Knows no syntax.

use crate::finding::Span;

/// Where a piece of the text begins: the parser counts from there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Origin {
    /// Lines before its first.
    line: u32,
    /// Characters before it on its first line.
    column: usize,
}

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
    /// For each block of the text the number of characters that begin before it; empty if the text is ASCII.
    characters: Vec<u32>,
    /// The text begins with a byte order mark, blanked to three spaces; it is no character of line 1.
    mark: usize,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, has_mark: bool) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1));
        Self {
            text,
            line_starts: line_starts.collect(),
            characters: if text.is_ascii() { Vec::new() } else { counts(text) },
            mark: if has_mark { '\u{feff}'.len_utf8() } else { 0 },
        }
    }

    /// The number of lines; what follows the last line break is one only if there is something.
    pub(super) fn lines(&self) -> u32 {
        let last_is_empty = self.text.is_empty() || self.text.ends_with('\n');
        self.line_starts.len() as u32 - u32::from(last_is_empty)
    }

    /// The span from the start of one token to the end of another, both as the parser tells them of a piece of the text.
    pub(super) fn between(&self, from: proc_macro2::Span, to: proc_macro2::Span, origin: Origin) -> Span {
        let (from, to) = (from.start(), to.end());
        let start = self.at(from.line as u32, from.column, origin);
        let end = self.at(to.line as u32, to.column, origin);
        self.span(start, end.max(start))
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

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> &'t str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
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

    /// Where a piece of the text begins.
    pub(super) fn origin(&self, byte: u32) -> Origin {
        let line = self.index(byte);
        Origin {
            line: line as u32,
            column: self.column(line, byte),
        }
    }

    /// The byte at a line and column as the parser tells them of a piece of the text.
    pub(super) fn at(&self, line: u32, column: usize, origin: Origin) -> u32 {
        let before = if line == 1 { origin.column } else { 0 };
        match self.line_starts.get((line + origin.line) as usize - 1) {
            Some(&start) => self.byte(self.character_index(start) + before + column),
            None => self.text.len() as u32,
        }
    }

    /// Index of the line of a byte.
    fn index(&self, byte: u32) -> usize {
        self.line_starts.partition_point(|&start| start <= byte) - 1
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

    /// The byte at which a character begins; the end of the text if it has not so many.
    fn byte(&self, character: usize) -> u32 {
        if self.characters.is_empty() {
            return character.min(self.text.len()) as u32;
        }
        let block = self.characters.partition_point(|&before| before as usize <= character) - 1;
        let bytes = self.text.as_bytes().iter().enumerate().skip(block * BLOCK);
        let mut begins = bytes.filter(|&(_, &byte)| is_start(byte)).map(|(at, _)| at);
        let at = begins.nth(character - self.characters[block] as usize);
        at.unwrap_or(self.text.len()) as u32
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
