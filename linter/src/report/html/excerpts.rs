//! The source lines that the page shows: each line of a file once, however many findings show it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::{FilePath, Place, Span};

/// How many lines a finding shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ExcerptLimits {
    /// Lines before and after the place.
    pub(super) around: u32,
    /// Lines of the place itself.
    pub(super) most: u32,
    /// Places of a finding, its own and related ones.
    pub(super) places: usize,
}

/// Maximum number of lines in which the end of an item is looked for.
const MOST_LINES: u32 = 400;

/// Maximum number of characters of a line.
const MOST_CHARACTERS: usize = 240;

/// The starts of the lines of a text.
#[derive(Debug)]
struct LineStarts<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// The lines of files that are shown.
#[derive(Debug)]
pub(super) struct ShownLines<'a> {
    texts: BTreeMap<&'a FilePath, LineStarts<'a>>,
    shown: BTreeMap<&'a FilePath, BTreeSet<u32>>,
}

/// Consecutive lines of a file, with the number of the first.
pub(super) type LineRun = (u32, Vec<String>);

impl<'a> ShownLines<'a> {
    pub(super) fn new(sources: &'a BTreeMap<FilePath, Arc<str>>) -> Self {
        let texts = sources.iter().map(|(file, text)| {
            let ends = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1);
            let starts = std::iter::once(0).chain(ends).collect();
            (file, LineStarts { text, starts })
        });
        Self {
            texts: texts.collect(),
            shown: BTreeMap::new(),
        }
    }

    /// The last line of a place.
    pub(super) fn last_line(&self, place: &Place) -> u32 {
        let Some(lines) = self.texts.get(&place.file) else {
            return place.span.line;
        };
        let end = (place.span.end as usize).saturating_sub(1).max(place.span.start as usize);
        let line = lines.starts.partition_point(|start| *start <= end) as u32;
        line.max(place.span.line)
    }

    /// The last line of the item that begins at a place, as its indentation says: that of the first bracket which closes there. For
    /// a finding about an item whose place is its name.
    pub(super) fn end_of_item(&self, place: &Place) -> u32 {
        let own = place.span.line;
        let Some(lines) = self.texts.get(&place.file) else {
            return own;
        };
        let indentation = |line: &str| line.len() - line.trim_start().len();
        let first = lines.line(own);
        let closes = |number: &u32| {
            let line = lines.line(*number);
            let ends = line.trim_start().starts_with('}') || matches!(line.trim_start(), "];" | ");");
            ends && indentation(&line) == indentation(&first)
        };
        if first.ends_with(['}', ';']) {
            return own;
        }
        let following = own + 1..=lines.count().min(own.saturating_add(MOST_LINES));
        following.into_iter().find(closes).unwrap_or(own)
    }

    /// The number of characters of a place.
    pub(super) fn length(&self, place: &Place) -> u32 {
        let lines = self.texts.get(&place.file);
        let text = lines.and_then(|lines| lines.text.get(place.span.start as usize..place.span.end as usize));
        text.map_or(0, |text| text.chars().count() as u32)
    }

    /// Shows a place up to a line. A file as a whole has no line that says more than its name.
    pub(super) fn show(&mut self, place: &Place, last: u32, limits: ExcerptLimits) {
        let last = last.min(place.span.line.saturating_add(limits.most).saturating_sub(1));
        let Some((file, lines)) = self.texts.get_key_value(&place.file) else {
            return;
        };
        if place.span == Span::FILE || limits.most == 0 {
            return;
        }
        let first = place.span.line.saturating_sub(limits.around).max(1);
        let last = last.saturating_add(limits.around).min(lines.count());
        self.shown.entry(file).or_default().extend(first..=last);
    }

    /// The lines that are shown, in runs.
    pub(super) fn runs(&self) -> BTreeMap<&'a FilePath, Vec<LineRun>> {
        let files = self.shown.iter().filter_map(|(file, numbers)| {
            let lines = self.texts.get(file)?;
            let mut runs: Vec<LineRun> = Vec::new();
            for number in numbers {
                let line = lines.line(*number);
                match runs.last_mut() {
                    Some((first, run)) if *first + run.len() as u32 == *number => run.push(line),
                    _ => runs.push((*number, vec![line])),
                }
            }
            Some((*file, runs))
        });
        files.collect()
    }
}

impl LineStarts<'_> {
    /// The number of lines; what follows the last line break is none if it is empty.
    fn count(&self) -> u32 {
        let ends_with_break = self.text.ends_with('\n');
        (self.starts.len() - usize::from(ends_with_break && self.starts.len() > 1)) as u32
    }

    /// A line, cut if it is long.
    fn line(&self, number: u32) -> String {
        let index = number.saturating_sub(1) as usize;
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end().trim_start_matches('\u{FEFF}');
        match line.char_indices().nth(MOST_CHARACTERS) {
            Some((cut, _)) => format!("{}…", &line[..cut]),
            None => line.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: ExcerptLimits = ExcerptLimits {
        around: 1,
        most: 2,
        places: 2,
    };

    fn runs(text: &str, ranges: &[(usize, usize)]) -> Vec<LineRun> {
        let file = FilePath::new("a.rs");
        let sources = BTreeMap::from([(file.clone(), Arc::from(text))]);
        let mut shown = ShownLines::new(&sources);
        for (start, end) in ranges {
            let span = Span::in_text(text, *start..*end);
            let place = Place {
                file: file.clone(),
                span,
            };
            shown.show(&place, shown.last_line(&place), LIMITS);
        }
        shown.runs().remove(&file).unwrap_or_default()
    }

    #[test]
    fn a_place_shows_its_lines_and_those_around() {
        let text = "one\ntwo\nthree\nfour\nfive\nsix\n";
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(runs(text, &[(4, 6)]), [(1, lines(&["one", "two", "three"]))]);
        assert_eq!(runs(text, &[(4, 27)]), [(1, lines(&["one", "two", "three", "four"]))]);
        assert_eq!(runs(text, &[(24, 27)]), [(5, lines(&["five", "six"]))]);
        assert_eq!(
            runs(text, &[(4, 6), (8, 9)]),
            [(1, lines(&["one", "two", "three", "four"]))],
            "each line once"
        );
    }

    #[test]
    fn a_long_line_is_cut_and_a_place_beyond_the_text_is_nothing() {
        let text = "é".repeat(1000);
        assert_eq!(runs(&text, &[(0, 2)])[0].1[0].chars().count(), MOST_CHARACTERS + 1);
        let file = FilePath::new("a.rs");
        let sources = BTreeMap::from([(file.clone(), Arc::from("a\n"))]);
        let mut shown = ShownLines::new(&sources);
        let span = Span {
            start: 90,
            end: 99,
            line: 70,
            column: 1,
        };
        shown.show(&Place { file, span }, 70, LIMITS);
        assert_eq!(shown.runs().into_values().flatten().count(), 0);
    }

    #[test]
    fn an_item_ends_where_its_bracket_closes() {
        let text =
            "fn one() {\n    if a {\n    }\n}\nfn two() {}\nconst X: [u8; 1] = [\n    1,\n];\nfn three(\n    a: u8,\n) {\n}\n";
        let file = FilePath::new("a.rs");
        let sources = BTreeMap::from([(file.clone(), Arc::from(text))]);
        let shown = ShownLines::new(&sources);
        let end = |name: &str| {
            let start = text.find(name).expect(name);
            let span = Span::in_text(text, start..start + name.len());
            shown.end_of_item(&Place {
                file: file.clone(),
                span,
            })
        };
        assert_eq!(["one", "two", "X", "three"].map(end), [4, 5, 8, 12]);
    }
}
