//! One TOML text and where its bytes are: offsets into lines and columns without walking the text each time.
//!
//! Knows nothing of TOML.

use std::ops::Range;

use crate::finding::{FilePath, Place, Span};

/// Bytes between two entries of [`TomlSource::characters`].
const STRIDE: usize = 256;

/// A text with its places. Every value read from it keeps it alive, so that a mistake found late still has a place.
#[derive(Debug)]
pub(super) struct TomlSource {
    /// The file that the text is from.
    pub(super) file: FilePath,
    /// The text, a byte order mark included.
    pub(super) text: Box<str>,
    /// Offset of the first byte of each line.
    lines: Vec<usize>,
    /// How many characters start before each byte whose offset is a multiple of [`STRIDE`]: a hostile file
    /// may be a single line with a hundred thousand values.
    characters: Vec<usize>,
}

impl TomlSource {
    pub(super) fn new(file: FilePath, text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let lines = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect();
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(STRIDE) {
            characters.push(characters[characters.len() - 1] + characters_in(block));
        }
        Self {
            file,
            text,
            lines,
            characters,
        }
    }

    /// The place of `range`.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place {
            file: self.file.clone(),
            span: self.span(range),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        let start = range.start.min(self.text.len());
        let line = self.lines.partition_point(|&at| at <= start);
        let column = self.characters_before(start) - self.characters_before(self.lines[line - 1]) + 1;
        Span {
            start: start as u32,
            end: range.end.clamp(start, self.text.len()) as u32,
            line: line as u32,
            column: column as u32,
        }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / STRIDE;
        self.characters[block] + characters_in(&self.text.as_bytes()[block * STRIDE..offset])
    }
}

/// How many characters start in `bytes`, a part of UTF-8 text.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_equal_those_of_a_walk_through_the_text(text in "([a-zé𝄞 ]{0,80}\n?){0,40}", from: prop::sample::Index) {
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = offsets[from.index(offsets.len())];
            let source = TomlSource::new(FilePath::new("ssot.toml"), text.as_str());
            prop_assert_eq!(source.span(start..text.len()), Span::in_text(&text, start..text.len()));
        }
    }
}
