//! Which lines of a source a place shows, and what of a long line. Knows no format; never fails: a span that does not fit
//! the text (the file has changed since) is cut to it.

use std::ops::Range;

use super::text::{char_width, visible};
use crate::finding::Span;

/// A span of this many lines is shown whole.
const WHOLE: usize = 6;
/// Of a longer one this many lines are shown.
const HEAD: usize = 4;

/// Whether the lines before and after are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContextLines {
    /// They are, unless they are blank.
    Yes,
    /// Only the span's own lines.
    No,
}

/// The lines of a text that one span shows.
#[derive(Debug)]
pub(super) struct Window {
    /// Number and bytes of each line, line ends excluded.
    pub(super) lines: Vec<(u32, Range<usize>)>,
    /// The part of the span that is shown.
    pub(super) range: Range<usize>,
    /// Lines of the span that are not.
    pub(super) hidden: usize,
    /// The last line of the shown part.
    pub(super) last: u32,
}

impl Window {
    /// The lines that `span` shows of `text`.
    pub(super) fn new(text: &str, span: Span, context: ContextLines) -> Self {
        let start = floor(text, span.start as usize);
        let end = floor(text, span.end as usize).max(start);
        let inner = text[start..end].trim_end_matches(['\n', '\r']);
        let total = inner.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let shown = if total <= WHOLE { total } else { HEAD };

        let mut lines = Vec::new();
        let mut line = line_at(text, start);
        for number in span.line.. {
            lines.push((number, line.clone()));
            if lines.len() == shown {
                break;
            }
            line = line_at(text, next(text, &line));
        }
        let last = lines.last().map_or(span.line, |(number, _)| *number);
        let hidden = total - shown;
        let range = start..if hidden > 0 { line.end } else { start + inner.len() };
        let mut window = Self {
            lines,
            range,
            hidden,
            last,
        };
        if context == ContextLines::Yes {
            window.widen(text);
        }
        window
    }

    fn widen(&mut self, text: &str) {
        let is_blank = |line: &Range<usize>| text[line.clone()].trim().is_empty();
        if let Some((number, first)) = self.lines.first().cloned()
            && let Some(before) = text[..line_start(text, first.start)].strip_suffix('\n')
        {
            let before = line_at(text, before.len());
            if !is_blank(&before) {
                self.lines.insert(0, (number.saturating_sub(1), before));
            }
        }
        if let Some((number, last)) = self.lines.last().cloned()
            && self.hidden == 0
            && next(text, &last) < text.len()
        {
            let after = line_at(text, next(text, &last));
            if !is_blank(&after) {
                self.lines.push((number + 1, after));
            }
        }
    }
}

/// The nearest character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first byte of the line around a byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// The line around a byte, without byte order mark and line end.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = line_start(text, at);
    let line = text[start..].split('\n').next().unwrap_or_default();
    let mark = if start == 0 && line.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    start + mark..start + line.strip_suffix('\r').unwrap_or(line).len().max(mark)
}

/// The first byte after a line and its end.
fn next(text: &str, line: &Range<usize>) -> usize {
    text[line.end..].find('\n').map_or(text.len(), |at| line.end + at + 1)
}

/// A line as it is shown: what controls the terminal replaced, and only the part around the mark when it is long.
#[derive(Debug)]
pub(super) struct DisplayLine {
    pub(super) text: String,
    /// Byte of the line → byte of `text`, for every character shown, and for the end.
    bytes: Vec<(usize, usize)>,
}

impl DisplayLine {
    /// The part of `line` that takes at most `most` columns, the byte `mark` in it no further right than `furthest`.
    pub(super) fn new(line: &str, mark: usize, furthest: usize, most: usize) -> Self {
        let from = first_shown(line, mark, furthest);
        let mut text = String::from(if from > 0 { "…" } else { "" });
        let mut columns = text.chars().count();
        let mut bytes = Vec::new();
        let mut rest = line[from..].char_indices().map(|(at, char)| (from + at, visible(char)));
        let cut = loop {
            let Some((at, char)) = rest.next() else { break None };
            columns += char_width(char);
            let is_last = at + char.len_utf8() >= line.len();
            if columns > most || (columns == most && !is_last) {
                break Some(at);
            }
            bytes.push((at, text.len()));
            text.push(char);
        };
        bytes.push((cut.unwrap_or(line.len()), text.len()));
        if cut.is_some() {
            text.push('…');
        }
        Self { text, bytes }
    }

    /// Where a byte of the line stands in the text; the nearest end when it is not shown.
    pub(super) fn byte(&self, of_line: usize) -> usize {
        let index = self
            .bytes
            .partition_point(|(of, _)| *of < of_line)
            .min(self.bytes.len().saturating_sub(1));
        self.bytes.get(index).map_or(0, |(_, shown)| *shown)
    }
}

/// The first byte that is shown: of the line, or the one from which the mark stands at `furthest`. Looks at a bounded part
/// of the line: a generated one can have megabytes, and a finding every ten bytes.
fn first_shown(line: &str, mark: usize, furthest: usize) -> usize {
    let before = &line[..floor(line, mark)];
    let is_near = before.len() <= furthest * 4 && before.chars().map(char_width).sum::<usize>() <= furthest;
    if is_near {
        return 0;
    }
    let mut columns = 1; // of the sign that something is left out
    let fits = |(_, char): &(usize, char)| {
        columns += char_width(*char);
        columns <= furthest
    };
    before
        .char_indices()
        .rev()
        .take_while(fits)
        .last()
        .map_or(before.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, range: Range<usize>, context: ContextLines) -> Vec<(u32, &str)> {
        let window = Window::new(text, Span::in_text(text, range), context);
        window.lines.into_iter().map(|(number, line)| (number, &text[line])).collect()
    }

    #[test]
    fn a_line_has_its_neighbours_unless_blank() {
        assert_eq!(shown("a\nb\nc\n", 2..3, ContextLines::Yes), [(1, "a"), (2, "b"), (3, "c")]);
        assert_eq!(shown("a\n\nb\n \n", 3..4, ContextLines::Yes), [(3, "b")]);
        assert_eq!(shown("a\nb\nc\n", 2..3, ContextLines::No), [(2, "b")]);
    }

    #[test]
    fn line_ends_and_byte_order_mark_are_not_shown() {
        assert_eq!(shown("\u{FEFF}a\r\nb\r\n", 3..4, ContextLines::Yes), [(1, "a"), (2, "b")]);
        assert_eq!(shown("\u{FEFF}", 0..0, ContextLines::Yes), [(1, "")]);
    }

    #[test]
    fn a_long_span_shows_its_first_lines() {
        let text = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let window = Window::new(text, Span::in_text(text, 0..text.len()), ContextLines::Yes);
        assert_eq!((window.lines.len(), window.hidden, &text[window.range]), (4, 4, "1\n2\n3\n4"));
    }

    #[test]
    fn a_span_beyond_the_text_is_cut() {
        let span = Span {
            start: 90,
            end: 99,
            line: 7,
            column: 3,
        };
        assert_eq!(Window::new("é", span, ContextLines::Yes).lines, [(7, 0..2)]);
        assert_eq!(Window::new("", span, ContextLines::Yes).lines, [(7, 0..0)]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = "0123456789".repeat(20);
        let shown = DisplayLine::new(&line, 100, 7, 20);
        assert_eq!(shown.text, "…456789012345678901…");
        assert_eq!(&shown.text[shown.byte(100)..shown.byte(102)], "01");
        assert_eq!(shown.byte(0), "…".len());
        assert_eq!(shown.byte(180), shown.text.len() - "…".len());
    }

    #[test]
    fn a_line_that_fits_stays_whole() {
        assert_eq!(DisplayLine::new("fn f() {}", 3, 9, 9).text, "fn f() {}");
        assert_eq!(DisplayLine::new("fn f() {} ", 3, 9, 9).text, "fn f() {…");
        assert_eq!(DisplayLine::new("let é = 挨拶;", 8, 5, 20).text, "… é = 挨拶;");
    }

    #[test]
    fn replaced_characters_keep_the_marks_in_place() {
        let shown = DisplayLine::new("\x1b[31mé = 1", 5, 60, 80);
        assert_eq!(&shown.text[shown.byte(5)..shown.byte(7)], "é");
    }
}
