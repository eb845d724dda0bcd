//! Positions: from the parser's line and column to bytes and back. Knows no syntax.

use crate::finding::Span;

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    line_starts: Vec<u32>,
    /// The text begins with a byte order mark, blanked to three spaces; it is no character of line 1.
    mark: u32,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, has_mark: bool) -> Self {
        let ends = memchr_lines(text);
        let line_starts = std::iter::once(0).chain(ends).collect();
        Self {
            text,
            line_starts,
            mark: if has_mark { '\u{feff}'.len_utf8() as u32 } else { 0 },
        }
    }

    pub(super) fn lines(&self) -> u32 {
        let last = self.line_starts.last().copied().unwrap_or(0) as usize;
        self.line_starts.len() as u32 - u32::from(last == self.text.len())
    }

    /// The span from the start of one token to the end of another, both as the parser tells them, in a piece of
    /// text that begins with the line of index `base`.
    pub(super) fn between(&self, from: proc_macro2::Span, to: proc_macro2::Span, base: u32) -> Span {
        let (from, to) = (from.start(), to.end());
        let start = self.byte(from.line as u32 + base, from.column);
        let end = self.byte(to.line as u32 + base, to.column);
        self.span(start, end.max(start))
    }

    /// The span of a range of bytes.
    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        let line = self.line_starts.partition_point(|&at| at <= start);
        let line_start = self.line_starts[line - 1];
        let before = &self.text[line_start as usize..start as usize];
        let characters = if before.is_ascii() {
            before.len()
        } else {
            before.chars().count()
        } as u32;
        let mark = if line == 1 { self.mark.min(characters) } else { 0 };
        Span {
            start,
            end,
            line: line as u32,
            column: characters - mark + 1,
        }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, byte: u32) -> u32 {
        self.line_starts.partition_point(|&at| at <= byte) as u32
    }

    /// The byte at which the line of `byte` begins.
    pub(super) fn line_start(&self, byte: u32) -> u32 {
        self.line_starts[self.line(byte) as usize - 1]
    }

    /// The byte at a line and column of the parser.
    pub(super) fn at(&self, line: u32, column: usize) -> u32 {
        self.byte(line, column)
    }

    fn byte(&self, line: u32, column: usize) -> u32 {
        let start = self
            .line_starts
            .get(line as usize - 1)
            .copied()
            .unwrap_or(self.text.len() as u32);
        let rest = &self.text[start as usize..];
        let head = rest.as_bytes().get(..column);
        let bytes = match head {
            Some(head) if head.is_ascii() => column,
            _ => rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at),
        };
        start + bytes as u32
    }
}

fn memchr_lines(text: &str) -> impl Iterator<Item = u32> {
    text.bytes()
        .enumerate()
        .filter(|&(_, byte)| byte == b'\n')
        .map(|(at, _)| at as u32 + 1)
}
