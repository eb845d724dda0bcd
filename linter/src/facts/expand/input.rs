//! The two texts of an expansion, with attributes instead of doc comments: to a macro, `/// text` is `#[doc = r" text"]`, in its
//! rules as in its calls.

use std::ops::Range;

use crate::facts::extract::places::Places;
use crate::facts::extract::source::{Doc, Source};

/// The rules of a macro, or a call.
#[derive(Debug)]
pub(super) struct MacroInput {
    pub(super) source: Source,
    /// The text with its doc comments, if there are any.
    written: Option<String>,
    /// Where attributes begin and end, and the texts in them; in order.
    pieces: Vec<InputPiece>,
}

/// A part of the text: from its beginning to that of the next piece.
#[derive(Clone, Copy, Debug)]
struct InputPiece {
    start: u32,
    /// The byte of the written text that it begins at.
    written: u32,
    /// The length of what it stands for in the written text, if that is not its own length.
    stands_for: Option<u32>,
}

/// A range of bytes, and the range of the written text that it is from.
pub(super) struct Written {
    pub(super) text: Range<u32>,
    pub(super) written: Range<u32>,
}

impl MacroInput {
    /// `source` makes a source of a text.
    pub(super) fn new(text: &str, source: impl Fn(&str) -> Source) -> Self {
        let as_written = source(text);
        if as_written.docs.is_empty() {
            return Self {
                source: as_written,
                written: None,
                pieces: Vec::new(),
            };
        }
        let mut text = String::with_capacity(2 * as_written.text.len());
        let mut pieces = Vec::new();
        let mut at = 0;
        for doc in &as_written.docs {
            text.push_str(&as_written.text[at..doc.range.start as usize]);
            push_attribute(doc, &as_written.text, &mut text, &mut pieces);
            at = doc.range.end as usize;
        }
        text.push_str(&as_written.text[at..]);
        Self {
            source: source(&text),
            written: Some(as_written.text),
            pieces,
        }
    }

    /// The places in the written text.
    pub(super) fn places(&self) -> Places<'_> {
        Places::new(self.written.as_deref().unwrap_or(&self.source.text), false)
    }

    /// The parts of a range of bytes, each with the part of the written text that it is from.
    pub(super) fn written(&self, range: Range<u32>) -> impl Iterator<Item = Written> {
        let mut next = self.pieces.partition_point(|piece| piece.start <= range.start);
        let mut start = range.start;
        std::iter::from_fn(move || {
            if start >= range.end {
                return None;
            }
            let piece = next.checked_sub(1).map_or(InputPiece::UNCHANGED, |at| self.pieces[at]);
            let end = self.pieces.get(next).map_or(range.end, |piece| piece.start.min(range.end));
            let part = start..end;
            (next, start) = (next + 1, end);
            Some(piece.part(part))
        })
    }

    /// Whether a token is of a doc comment.
    pub(super) fn is_of_doc_comment(&self, token: usize) -> bool {
        let start = self.source.tokens[token].start;
        let piece = self.pieces.partition_point(|piece| piece.start <= start).checked_sub(1);
        piece.is_some_and(|piece| self.pieces[piece].stands_for.is_some())
    }
}

impl InputPiece {
    const UNCHANGED: Self = Self {
        start: 0,
        written: 0,
        stands_for: None,
    };

    fn part(self, text: Range<u32>) -> Written {
        let longest = self.stands_for.unwrap_or(u32::MAX);
        let at = |byte: u32| self.written + (byte - self.start).min(longest);
        Written {
            written: at(text.start)..at(text.end),
            text,
        }
    }
}

/// Writes a doc comment as an attribute. Its literal is raw, with as many hashes as its text needs.
fn push_attribute(doc: &Doc, written: &str, text: &mut String, pieces: &mut Vec<InputPiece>) {
    /// The length of `///`, `//!`, `/**` and `/*!`.
    const MARK: u32 = 3;
    let comment = &written[doc.range.start as usize..doc.range.end as usize];
    let content = content(comment);
    let hashes = "#".repeat(hashes_around(content));
    let bang = if doc.is_inner { "!" } else { "" };
    let mut piece = |text: &str, written: u32, stands_for| {
        pieces.push(InputPiece {
            start: text.len() as u32,
            written,
            stands_for,
        });
    };
    let behind = doc.range.start + MARK + content.len() as u32;
    piece(text, doc.range.start, Some(MARK));
    text.extend(["#", bang, "[doc = r", &hashes, "\""]);
    piece(text, doc.range.start + MARK, None);
    text.push_str(content);
    piece(text, behind, Some(doc.range.end - behind));
    text.extend(["\"", &hashes, "]"]);
    piece(text, doc.range.end, None);
}

/// A doc comment without its delimiters.
fn content(comment: &str) -> &str {
    let content = comment.get(3..).unwrap_or_default();
    if comment.starts_with("/*") {
        return content.strip_suffix("*/").unwrap_or(content);
    }
    content.strip_suffix('\r').unwrap_or(content)
}

/// The number of hashes that a raw string literal with this content needs.
fn hashes_around(content: &str) -> usize {
    let (mut most, mut count) = (0, 0);
    for sign in content.bytes() {
        count = match sign {
            b'"' => 1,
            b'#' if count > 0 => count + 1,
            _ => 0,
        };
        most = most.max(count);
    }
    most
}
