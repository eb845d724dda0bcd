//! `ssot score --what-if`: the score if some findings were fixed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::style::{Paint, Style};
use super::summary::share;
use super::table::{Align, Cell, Table};
use super::{Report, VERSION, text};
use crate::finding::{Finding, Fingerprint};
use crate::history::difference::Change;
use crate::score::{Points, Score};

/// The score now, and if some findings were fixed. A fixed site counts as gone, not as one that keeps the contract, so the score
/// after the fixes is at least this.
#[derive(Debug)]
pub(crate) struct Prospect<'a> {
    now: &'a Score,
    then: Score,
    fixed: Vec<&'a Finding>,
}

#[derive(Serialize)]
struct ProspectDocument {
    version: u32,
    fixed: Vec<Fingerprint>,
    score: Change<Option<Points>>,
    categories: Vec<CategoryProspect>,
}

#[derive(Serialize)]
struct CategoryProspect {
    name: String,
    #[serde(flatten)]
    score: Change<Option<Points>>,
}

impl<'a> Prospect<'a> {
    /// The prospect of fixing the findings with these fingerprints.
    pub(crate) fn new(report: &'a Report, fixed: &BTreeSet<Fingerprint>) -> Self {
        let is_fixed = |finding: &&Finding| fixed.contains(&finding.fingerprint);
        Self {
            now: &report.score,
            then: report.score_without(|finding| fixed.contains(&finding.fingerprint)),
            fixed: report.scored_findings().filter(is_fixed).collect(),
        }
    }

    /// The categories with their scores; a category that has no site left has none.
    fn categories(&self) -> Vec<CategoryProspect> {
        let then = |name: &str| self.then.categories.iter().find(|category| *category.name == *name)?.score;
        let now = self.now.categories.iter();
        let prospects = now.map(|category| CategoryProspect {
            name: category.name.to_string(),
            score: Change {
                before: category.score,
                after: then(&category.name),
            },
        });
        prospects.collect()
    }

    /// Writes a table of what changes.
    pub(crate) fn write_table(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new(&["category", "now", "then"], Align::Right);
        for category in self.categories().iter().filter(|category| category.score.is_changed()) {
            let name = Cell::from(text::clean(&category.name).into_owned());
            table.row([name, share(category.score.before), share(category.score.after)]);
        }
        let overall = Cell::painted("overall", Paint::Strong);
        table.row([overall, share(self.now.overall), share(self.then.overall)]);
        table.write(0, style, out)?;
        let fixed = text::count(self.fixed.len() as u64, "finding");
        let label = style.paint(self.then.label.into(), self.then.label.name());
        writeln!(
            out,
            "\n  with {fixed} fixed: {label}, and better if the fixed code keeps the contract"
        )
    }

    /// Writes one JSON document.
    pub(crate) fn write_json(&self, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let document = ProspectDocument {
            version: VERSION,
            fixed: self.fixed.iter().map(|finding| finding.fingerprint).collect(),
            score: Change {
                before: self.now.overall,
                after: self.then.overall,
            },
            categories: self.categories(),
        };
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }
}
