//! Where a place ends, in the lines and columns that other programs count in. Knows no format; never fails: a span that does
//! not fit the text is cut to it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::excerpt::has_text;
use super::lines::{floor, line_at, line_start};
use crate::finding::{FilePath, Place};

/// A line and a column, counted from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// A place in its text.
#[derive(Debug)]
pub(super) struct TextRegion<'a> {
    pub(super) start: Position,
    /// The position after its last character.
    pub(super) end: Position,
    text: &'a str,
    range: Range<usize>,
}

impl<'a> TextRegion<'a> {
    /// The region of a place; `None` for a file as a whole and for one whose text is not there.
    pub(super) fn from_place(place: &Place, sources: &'a BTreeMap<FilePath, Arc<str>>) -> Option<Self> {
        let text: &str = sources.get(&place.file).filter(|_| has_text(place, sources))?;
        let start = floor(text, place.span.start as usize);
        let range = start..floor(text, place.span.end as usize).max(start);
        let start = Position {
            line: place.span.line,
            column: place.span.column,
        };
        let length = |text: &str| text.chars().count() as u32;
        let end = match text[range.clone()].rsplit_once('\n') {
            None => Position {
                column: start.column + length(&text[range.clone()]),
                ..start
            },
            Some((lines, last)) => Position {
                line: start.line + 1 + lines.matches('\n').count() as u32,
                column: length(last) + 1,
            },
        };
        Some(Self { start, end, text, range })
    }

    /// The columns of start and end in bytes of UTF-8, counted from 1.
    pub(super) fn byte_columns(&self) -> (u32, u32) {
        let column = |at: usize| (at - line_start(self.text, at)) as u32 + 1;
        (column(self.range.start), column(self.range.end))
    }

    /// The lines that it touches, whole, without their ends; `None` when they have more than `most` bytes. Only so much of
    /// the text is looked at: a generated line can have megabytes, and a finding every ten bytes.
    pub(super) fn lines(&self, most: usize) -> Option<Vec<&'a str>> {
        let near = floor(self.text, self.range.start.saturating_sub(most));
        let until = floor(self.text, self.range.start.saturating_add(most));
        if self.range.end > until {
            return None;
        }
        let window = &self.text[near..until];
        let start = line_start(window, self.range.start - near);
        let end = line_at(window, self.range.end - near).end;
        let is_cut = (start == 0 && near > 0) || (end == window.len() && until < self.text.len());
        let lines = window.get(start..end)?.lines().collect();
        (!is_cut && end - start <= most).then_some(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;

    fn with_region<T>(text: &str, range: Range<usize>, check: impl FnOnce(Option<TextRegion<'_>>) -> T) -> T {
        let place = Place {
            file: FilePath::new("a.rs"),
            span: Span::in_text(text, range),
        };
        let sources = BTreeMap::from([(place.file.clone(), Arc::from(text))]);
        check(TextRegion::from_place(&place, &sources))
    }

    fn ends(text: &str, range: Range<usize>) -> Option<(u32, u32)> {
        with_region(text, range, |region| {
            region.map(|region| (region.end.line, region.end.column))
        })
    }

    #[test]
    fn the_end_is_after_the_last_character() {
        assert_eq!(ends("let é = ü;", 9..11), Some((1, 10)));
        assert_eq!(ends("a\n  b\nc", 4..5), Some((2, 4)));
        assert_eq!(ends("fn a() {\n    é\n}\n", 0..17), Some((3, 2)));
        assert_eq!(ends("a\nb", 0..2), Some((2, 1)));
        assert_eq!(ends("abc", 1..1), Some((1, 2)));
    }

    #[test]
    fn a_file_as_a_whole_has_no_region() {
        assert_eq!(ends("", 0..0), None);
    }

    #[test]
    fn byte_columns_count_utf8_bytes() {
        assert_eq!(
            with_region("x\nlet é = ü;", 11..13, |region| region.map(|region| region.byte_columns())),
            Some((10, 12))
        );
    }

    #[test]
    fn lines_are_complete_or_absent() {
        let lines = |text: &str, range, most| with_region(text, range, |region| region?.lines(most).map(|lines| lines.join("|")));
        assert_eq!(lines("one\r\ntwo\r\nthree\r\n", 6..7, 9).as_deref(), Some("two"));
        assert_eq!(lines("one\ntwo\nthree", 1..9, 99).as_deref(), Some("one|two|three"));
        assert_eq!(lines("0123456789\n", 4..5, 10).as_deref(), Some("0123456789"));
        assert_eq!(lines("0123456789\n", 4..5, 9), None);
        assert_eq!(lines("ééééé", 4..6, 3), None);
        assert_eq!(lines("one\ntwo", 0..7, 3), None);
    }
}
