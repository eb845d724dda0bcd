//! The ledger of `ssot score --why`: every deduction from 100.

use std::io::{self, Write};

use serde::Serialize;

use super::style::{Paint, Style};
use super::table::{Align, Cell, Table};
use super::{VERSION, summary, text};
use crate::score::{Points, Score};

/// Digits of a fingerprint that are shown; `--what-if fix` takes them.
const ID_DIGITS: usize = 8;

/// Characters of a line of prose.
const WIDTH: usize = 78;

#[derive(Serialize)]
struct ScoreDocument<'a> {
    version: u32,
    score: &'a Score,
}

/// Writes the tables behind the score, and the score.
pub fn write_score(score: &Score, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    summary::write_all(&summary::score_tables(score), style, out)?;
    summary::write_score(score, style, out)
}

/// Writes the score as one JSON document.
pub(crate) fn write_json(score: &Score, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &ScoreDocument { version: VERSION, score })?;
    writeln!(out)
}

/// Writes each deduction with its points, rule and place, the largest first, and their sum, which is exactly what is missing
/// from 100: every digit is shown, so that the reader can add them up.
pub fn write_why(score: &Score, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(overall) = score.overall else {
        return writeln!(out, "\n  no category has a site: there is nothing to deduct from");
    };
    let mut table = Table::new(&["points off", "rule", "category", "id", "place"], Align::Left);
    for deduction in &score.ledger {
        let span = deduction.place.span;
        let place = format!("{}:{}:{}", text::path(&deduction.place.file), span.line, span.column);
        let name = |name: &str| Cell::from(text::clean(name).into_owned());
        table.row([
            all_digits(deduction.points).into(),
            name(&deduction.rule),
            name(&deduction.category),
            deduction.fingerprint.to_string().get(..ID_DIGITS).unwrap_or_default().into(),
            place.into(),
        ]);
    }
    writeln!(out)?;
    if !table.is_empty() {
        table.write(0, style, out)?;
        writeln!(out)?;
    }
    let sum = Points(score.ledger.iter().map(|deduction| deduction.points.0).sum());
    let total = style.paint(Paint::Strong, all_digits(sum));
    writeln!(
        out,
        "  {total}  sum of {}",
        text::count(score.ledger.len() as u64, "deduction")
    )?;
    writeln!(out, "  {}  100 less the sum: the score", all_digits(overall))?;
    writeln!(out)?;
    let formula = format!("formula {}: {}", score.version, score.formula);
    let lines = textwrap::wrap(&formula, WIDTH);
    lines.iter().try_for_each(|line| writeln!(out, "  {line}"))
}

/// Points to the last digit, the decimal points in line: ` 4.500000000`.
fn all_digits(points: Points) -> String {
    let one = Points::FULL.0 / 100;
    format!("{:>3}.{:09}", points.0 / one, points.0 % one)
}
