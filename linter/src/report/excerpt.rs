//! The source that a finding shows: stretches of one or several files with marks in them, in the form that miette draws.
//!
//! miette would walk each file from its first byte and print lines of any length; this hands it short texts made for
//! the purpose, under the names and numbers of the real ones.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::lines::{ContextLines, DisplayLine, Window};
use super::text;
use crate::finding::{FilePath, Place, Span};

/// A place to show.
#[derive(Debug)]
pub(super) struct Annotation<'a> {
    /// The place.
    pub(super) place: &'a Place,
    /// The label.
    pub(super) label: Option<&'a str>,
    /// It is the finding's own place, shown first and with its surroundings.
    pub(super) is_own: bool,
}

/// There is a text to draw on; a file as a whole has no line that would say more than its name.
pub(super) fn has_text(place: &Place, sources: &BTreeMap<FilePath, Arc<str>>) -> bool {
    place.span != Span::FILE && sources.contains_key(&place.file)
}

/// Texts made of the shown lines, one after the other, and the marks in them.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    text: String,
    /// Columns of its widest line.
    width: usize,
    blocks: Vec<ExcerptBlock>,
    marks: Vec<PlacedAnnotation>,
}

/// Neighbouring lines of one file.
#[derive(Debug)]
struct ExcerptBlock {
    /// In the excerpt's text.
    range: Range<usize>,
    /// One byte is taken, so that offsets tell blocks apart, and no text is shown.
    is_empty: bool,
    file: String,
    first_line: u32,
}

/// A spot, placed in the excerpt's text.
#[derive(Debug)]
struct PlacedAnnotation {
    range: Range<usize>,
    label: Option<String>,
    is_own: bool,
    span: Span,
}

impl Excerpt {
    /// The lines of `spots`, for drawings of `width` columns. A spot in a file without text has only its name and numbers shown.
    pub(super) fn new(spots: &[Annotation<'_>], sources: &BTreeMap<FilePath, Arc<str>>, width: usize) -> Self {
        let width = width.saturating_sub(gutter(spots, sources)).max(20);
        let mut excerpt = Self {
            width,
            ..Self::default()
        };
        let mut files: Vec<&FilePath> = Vec::new();
        for spot in spots {
            if !files.contains(&&spot.place.file) {
                files.push(&spot.place.file);
            }
        }
        for file in files {
            let here = spots.iter().filter(|spot| spot.place.file == *file);
            let (drawn, bare): (Vec<_>, Vec<_>) = here.partition(|spot| has_text(spot.place, sources));
            bare.into_iter().for_each(|spot| excerpt.add_place(spot));
            if let Some(text) = sources.get(file) {
                excerpt.add_lines(file, text, &drawn);
            }
        }
        excerpt.marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
        excerpt
    }

    fn add_place(&mut self, spot: &Annotation<'_>) {
        let start = self.text.len();
        self.text.push('\n');
        self.blocks.push(ExcerptBlock {
            range: start..start + 1,
            is_empty: true,
            file: text::path(&spot.place.file).into_owned(),
            first_line: spot.place.span.line,
        });
        let label = spot.label.map(str::to_owned);
        self.marks.push(PlacedAnnotation {
            range: start..start,
            label,
            is_own: spot.is_own,
            span: spot.place.span,
        });
    }

    fn add_lines(&mut self, file: &FilePath, source: &str, spots: &[&Annotation<'_>]) {
        let windows: Vec<(&Annotation<'_>, Window)> = spots.iter().map(|spot| (*spot, window(source, spot))).collect();
        let mut lines: BTreeMap<u32, ExcerptLine> = BTreeMap::new();
        for (number, range) in windows.iter().flat_map(|(_, window)| &window.lines) {
            let (start, furthest) = first_mark(&windows, range, self.width);
            let shown = DisplayLine::new(&source[range.clone()], start, furthest, self.width);
            lines.insert(
                *number,
                ExcerptLine {
                    start: range.start,
                    at: 0,
                    shown,
                },
            );
        }
        for run in runs(&lines, spots) {
            let start = self.text.len();
            let first_line = run.first().copied().unwrap_or(1);
            for number in run {
                let Some(line) = lines.get_mut(&number) else { continue };
                line.at = self.text.len();
                self.text += &line.shown.text;
                self.text.push('\n');
            }
            let file = text::path(file).into_owned();
            self.blocks.push(ExcerptBlock {
                range: start..self.text.len(),
                is_empty: false,
                file,
                first_line,
            });
        }
        for (spot, window) in &windows {
            let offset = |number: u32, byte: usize| lines.get(&number).map_or(0, |line| line.offset(byte));
            let start = offset(spot.place.span.line, window.range.start);
            let end = offset(window.last, window.range.end).max(start);
            let label = label(spot.label, window.hidden);
            self.marks.push(PlacedAnnotation {
                range: start..end,
                label,
                is_own: spot.is_own,
                span: spot.place.span,
            });
        }
    }

    /// Whether each mark is the finding's own, in the order in which miette draws them.
    pub(super) fn owns(&self) -> impl Iterator<Item = bool> {
        self.marks.iter().map(|mark| mark.is_own)
    }

    /// The marks for miette, their labels folded so that they end where the lines do.
    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> {
        self.marks.iter().map(|mark| {
            let label = mark
                .label
                .as_ref()
                .map(|label| text::fold(label, self.width.saturating_sub(self.label_column(mark))).join("\n"));
            let span = SourceSpan::from(mark.range.clone());
            if mark.is_own {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        })
    }

    /// Where miette begins a label: right of the middle of its mark, and for several lines at the left.
    fn label_column(&self, mark: &PlacedAnnotation) -> usize {
        let marked = &self.text[mark.range.clone()];
        if marked.contains('\n') {
            return 5;
        }
        let line_start = self.text[..mark.range.start].rfind('\n').map_or(0, |at| at + 1);
        text::width(&self.text[line_start..mark.range.start]) + text::width(marked) / 2 + 5
    }
}

/// A line that is shown.
struct ExcerptLine {
    /// Its first byte in the source.
    start: usize,
    /// Its first byte in the excerpt's text.
    at: usize,
    shown: DisplayLine,
}

impl ExcerptLine {
    /// The position of a byte of the source in the excerpt's text.
    fn offset(&self, byte: usize) -> usize {
        self.at + self.shown.byte(byte.saturating_sub(self.start))
    }
}

/// Columns that miette takes at the left: line numbers, a rule, and room for the arrows around several lines.
fn gutter(spots: &[Annotation<'_>], sources: &BTreeMap<FilePath, Arc<str>>) -> usize {
    const MOST_LINES: u32 = 8;
    let last = spots
        .iter()
        .map(|spot| spot.place.span.line)
        .max()
        .unwrap_or(1)
        .saturating_add(MOST_LINES);
    let is_long = |spot: &&Annotation<'_>| {
        sources
            .get(&spot.place.file)
            .is_some_and(|text| window(text, spot).last > spot.place.span.line)
    };
    let arrows = spots.iter().filter(is_long).count();
    last.to_string().len() + 4 + if arrows > 0 { arrows + 3 } else { 0 }
}

fn window(source: &str, spot: &Annotation<'_>) -> Window {
    Window::new(
        source,
        spot.place.span,
        if spot.is_own { ContextLines::Yes } else { ContextLines::No },
    )
}

/// The byte of a line where its first mark starts, and the column that it may have: further left where words follow.
fn first_mark(windows: &[(&Annotation<'_>, Window)], line: &Range<usize>, width: usize) -> (usize, usize) {
    let starts = windows
        .iter()
        .filter(|(_, window)| (line.start..=line.end).contains(&window.range.start));
    let first = starts.min_by_key(|(_, window)| window.range.start);
    first.map_or((0, width), |(spot, window)| {
        let furthest = if spot.label.is_some() { width * 2 / 5 } else { width * 3 / 4 };
        (window.range.start - line.start, furthest)
    })
}

/// The numbers of the lines, neighbours together, those around the finding's own place first.
fn runs(lines: &BTreeMap<u32, ExcerptLine>, spots: &[&Annotation<'_>]) -> Vec<Vec<u32>> {
    let mut runs: Vec<Vec<u32>> = Vec::new();
    for &number in lines.keys() {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last + 1 == number) => run.push(number),
            _ => runs.push(vec![number]),
        }
    }
    let own = |run: &Vec<u32>| spots.iter().any(|spot| spot.is_own && run.contains(&spot.place.span.line));
    runs.sort_by_key(|run| !own(run));
    runs
}

fn label(label: Option<&str>, hidden: usize) -> Option<String> {
    let more = (hidden > 0).then(|| format!("and {}", text::count(hidden as u64, "more line")));
    match (label, more) {
        (Some(label), Some(more)) => Some(format!("{label} ({more})")),
        (label, more) => label.map(str::to_owned).or(more),
    }
}

impl SourceCode for Excerpt {
    /// The block around a span. miette asks without context for the numbers in the header, and tries spans over two
    /// blocks to see whether they are one.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let range = span.offset()..span.offset() + span.len();
        // A block's last byte is a line end of ours, which no mark touches.
        let around = |block: &&ExcerptBlock| block.range.start <= range.start && range.end < block.range.end;
        let block = self.blocks.iter().find(around).ok_or(MietteError::OutOfBounds)?;
        let data = if block.is_empty { "" } else { &self.text[block.range.clone()] };
        let mark = self
            .marks
            .iter()
            .find(|mark| mark.range == range && before == 0 && after == 0);
        let (line, column) = mark.map_or((block.first_line, 1), |mark| (mark.span.line, mark.span.column));
        Ok(Box::new(MietteSpanContents::new_named(
            block.file.clone(),
            data.as_bytes(),
            block.range.clone().into(),
            line.saturating_sub(1) as usize,
            column.saturating_sub(1) as usize,
            data.lines().count(),
        )))
    }
}
