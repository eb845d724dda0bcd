//! A plain table: a first column of names, then columns of figures. Knows nothing of what stands in it.

use std::io::{self, Write};

use super::style::{Paint, Style};
use super::text;

/// One field, and how it is painted.
pub(crate) struct Cell {
    text: String,
    paint: Option<Paint>,
}

impl Cell {
    /// A field that is painted.
    pub(crate) fn painted(text: impl ToString, paint: Paint) -> Self {
        Self {
            text: text::clean(&text.to_string()).into_owned(),
            paint: Some(paint),
        }
    }
}

impl<T: ToString> From<T> for Cell {
    fn from(text: T) -> Self {
        Self {
            text: text::clean(&text.to_string()).into_owned(),
            paint: None,
        }
    }
}

/// The alignment of the columns after the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Names.
    Left,
    /// Figures.
    Right,
}

/// Columns of a figure, at least: tables one below the other have theirs in line.
const FIGURE: usize = 10;

/// Titles and rows; each row has as many fields as there are titles.
pub(crate) struct Table {
    titles: Vec<&'static str>,
    align: Align,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(titles: &[&'static str], align: Align) -> Self {
        Self {
            titles: titles.to_vec(),
            align,
            rows: Vec::new(),
        }
    }

    /// One row more.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// No row was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Columns that the widest field of the first column needs, so that several tables can stand in line.
    pub(crate) fn first_width(&self) -> usize {
        self.column_width(0)
    }

    fn column_width(&self, column: usize) -> usize {
        let cells = self
            .rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| text::width(&cell.text));
        let least = if column > 0 && self.align == Align::Right { FIGURE } else { 0 };
        cells
            .chain([least])
            .chain(self.titles.get(column).map(|title| title.len()))
            .max()
            .unwrap_or(0)
    }

    /// Writes titles and rows, two columns from the left, the first column `first_width` wide or wider.
    pub(crate) fn write(&self, first_width: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut widths: Vec<usize> = (0..self.titles.len()).map(|column| self.column_width(column)).collect();
        if let Some(first) = widths.first_mut() {
            *first = first_width.max(*first);
        }
        let titles: Vec<Cell> = self.titles.iter().map(|title| Cell::painted(title, Paint::Faint)).collect();
        for row in std::iter::once(&titles).chain(&self.rows) {
            writeln!(out, "{}", self.line(row, &widths, style).trim_end())?;
        }
        Ok(())
    }

    fn line(&self, row: &[Cell], widths: &[usize], style: &Style) -> String {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            let gap = " ".repeat(width.saturating_sub(text::width(&cell.text)));
            let shown = cell
                .paint
                .map_or_else(|| cell.text.clone(), |paint| style.paint(paint, &cell.text));
            let is_right = column > 0 && self.align == Align::Right;
            line += "  ";
            line += &if is_right { gap.clone() + &shown } else { shown + &gap };
        }
        line
    }
}
