//! Positions of the protocol: lines and columns from 0, columns in the encoding that client and server have negotiated.

use lsp_types::{Position, Range};

use crate::finding::Span;
use crate::report::lines::floor;

/// The unit of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes, which the rest of this program counts.
    Utf8,
    /// UTF-16 code units, which every client supports.
    Utf16,
}

/// A text with the offsets of its lines.
#[derive(Debug)]
pub(super) struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'a> LineIndex<'a> {
    /// As the protocol defines, a line ends with `\n`, `\r\n` or a lone `\r`.
    pub(super) fn new(text: &'a str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end);
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts, encoding }
    }

    /// The position of a byte. A byte inside a character has the position of the first byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = floor(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let before = &self.text[self.starts[line]..offset];
        let character = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
        };
        Position::new(line as u32, character as u32)
    }

    /// The byte offset of a position. A column beyond the line denotes its end; a line beyond the text denotes the end of the
    /// text.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else {
            return self.text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        let wanted = position.character as usize;
        start
            + match self.encoding {
                Encoding::Utf8 => floor(line, wanted),
                Encoding::Utf16 => byte_of_unit(line, wanted),
            }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start as usize), self.position(span.end as usize))
    }

    /// The byte offsets of a range, in order even if start and end are swapped.
    pub(super) fn bytes(&self, range: Range) -> std::ops::Range<usize> {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        one.min(other)..one.max(other)
    }
}

/// The byte offset of a number of UTF-16 code units. Inside a surrogate pair, it is the offset of the character.
fn byte_of_unit(line: &str, units: usize) -> usize {
    let mut seen = 0;
    let after = line.char_indices().find(|(_, character)| {
        seen += character.len_utf16();
        seen > units
    });
    after.map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\r\nü𝄞b\rc\n";

    fn at(line: u32, character: u32) -> Position {
        Position::new(line, character)
    }

    #[test]
    fn columns_are_counted_in_the_agreed_encoding() {
        let (utf8, utf16) = (LineIndex::new(TEXT, Encoding::Utf8), LineIndex::new(TEXT, Encoding::Utf16));
        let b = TEXT.find('b').expect("it is there");
        assert_eq!((utf8.position(b), utf16.position(b)), (at(1, 6), at(1, 3)));
        assert_eq!((utf8.offset(at(1, 6)), utf16.offset(at(1, 3))), (b, b));
        assert_eq!((utf8.position(b + 2), utf8.position(TEXT.len())), (at(2, 0), at(3, 0)));
    }

    #[test]
    fn offsets_survive_the_conversion_to_positions_and_back() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = LineIndex::new(TEXT, encoding);
            // Between `\r` and `\n` there is no position.
            let boundaries = (0..=TEXT.len()).filter(|at| TEXT.is_char_boundary(*at) && *at != 2);
            for offset in boundaries {
                assert_eq!(lines.offset(lines.position(offset)), offset, "{encoding:?}");
            }
        }
    }

    #[test]
    fn positions_out_of_range_are_clamped() {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = LineIndex::new(TEXT, encoding);
            assert_eq!(lines.offset(at(0, 99)), 1);
            assert_eq!(lines.offset(at(99, 0)), TEXT.len());
            assert_eq!(lines.position(999), at(3, 0));
            assert_eq!(lines.bytes(Range::new(at(2, 1), at(0, 0))), 0..12);
        }
        // Inside a character with two code units and four bytes.
        assert_eq!(LineIndex::new(TEXT, Encoding::Utf16).offset(at(1, 2)), 5);
        assert_eq!(LineIndex::new(TEXT, Encoding::Utf8).offset(at(1, 4)), 5);
    }
}
