//! `agent`: for programs that read and write text, and pay for every word: a line for each finding with what to do and
//! where else, no drawing, no source.

use std::io::{self, Write};

use super::style::Style;
use super::{Report, concise, text};
use crate::finding::Finding;

/// The most related places that are named; the rest are counted.
const MOST_RELATED: usize = 5;

/// Writes a line for each finding, then one for the whole.
pub(super) fn write(report: &Report, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lines = report.findings.iter().map(|finding| line(finding, style));
    let whole = style.summary.then(|| concise::whole(report, style));
    lines.chain(whole).try_for_each(|line| writeln!(out, "{line}"))
}

fn line(finding: &Finding, style: &Style) -> String {
    let mut line = concise::line(finding, style);
    if let Some(help) = &finding.help {
        line += &format!("; help: {}", text::clean(help));
    }
    if finding.related.is_empty() {
        return line;
    }
    let shown = finding.related.iter().take(MOST_RELATED);
    let mut places: Vec<String> = shown.map(|related| text::place(&related.place)).collect();
    if let Some(more) = finding.related.len().checked_sub(MOST_RELATED).filter(|more| *more > 0) {
        places.push(format!("and {} more", text::thousands(more as u64)));
    }
    line + "; also: " + &places.join(", ")
}
