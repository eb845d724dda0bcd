//! The look back: what became of the items that the last commits took away, and what to do.

use super::prose::{ProsePart, prose};
use crate::history::fates::{Fate, FateReport, ItemFate};
use crate::report::fates::meaning;
use crate::report::text;

/// Maximum number of items of a fate, of places of a gap, and of actions.
const MOST_ITEMS: usize = 200;
const MOST_PLACES: usize = 5;

/// A look back.
#[derive(Debug)]
pub(super) struct AuditView<'a> {
    pub(super) commits: String,
    pub(super) fates: Vec<FateView<'a>>,
    pub(super) gaps: Vec<GapView<'a>>,
    pub(super) more_gaps: usize,
    pub(super) plan: Vec<ActionView<'a>>,
    pub(super) more_actions: usize,
    pub(super) migrations: Vec<MigrationView<'a>>,
    pub(super) more_migrations: usize,
    pub(super) lost_texts: Vec<(&'static str, &'a str)>,
    pub(super) more_lost_texts: usize,
}

/// The items with a fate.
#[derive(Debug)]
pub(super) struct FateView<'a> {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) count: String,
    pub(super) items: Vec<FateRow<'a>>,
    pub(super) more: usize,
}

/// An item and what it became.
#[derive(Debug)]
pub(super) struct FateRow<'a> {
    pub(super) path: &'a str,
    pub(super) kind: &'static str,
    pub(super) to: String,
    pub(super) commit: &'a str,
}

/// An item that is missing.
#[derive(Debug)]
pub(super) struct GapView<'a> {
    pub(super) path: &'a str,
    pub(super) kind: &'static str,
    pub(super) inner: String,
    pub(super) commit: &'a str,
    pub(super) summary: &'a str,
    /// The places that wanted it.
    pub(super) wanted: Vec<String>,
    pub(super) more: String,
}

/// Something to do.
#[derive(Debug)]
pub(super) struct ActionView<'a> {
    pub(super) priority: u8,
    pub(super) action: Vec<ProsePart<'a>>,
    pub(super) items: usize,
}

/// A deprecated item that is still used.
#[derive(Debug)]
pub(super) struct MigrationView<'a> {
    pub(super) path: &'a str,
    pub(super) uses: u64,
    pub(super) note: Vec<ProsePart<'a>>,
}

impl<'a> AuditView<'a> {
    pub(super) fn new(report: &'a FateReport) -> Self {
        let gaps = report.gaps();
        let migrations = report.migrations.iter().take(MOST_ITEMS).map(|migration| MigrationView {
            path: &migration.path,
            uses: migration.uses,
            note: prose(migration.note.as_deref().unwrap_or_default()),
        });
        let plan = report.plan.iter().take(MOST_ITEMS).map(|action| ActionView {
            priority: action.priority,
            action: prose(&action.action),
            items: action.items.len(),
        });
        let lost_texts = report.lost_texts.iter().take(MOST_ITEMS);
        Self {
            commits: text::count(report.revisions.len().saturating_sub(1) as u64, "commit"),
            fates: Fate::ALL.into_iter().map(|fate| FateView::new(fate, report)).collect(),
            more_gaps: gaps.len().saturating_sub(MOST_ITEMS),
            gaps: gaps
                .into_iter()
                .take(MOST_ITEMS)
                .map(|(gap, inner)| GapView::new(gap, inner.len(), report))
                .collect(),
            plan: plan.collect(),
            more_actions: report.plan.len().saturating_sub(MOST_ITEMS),
            migrations: migrations.collect(),
            more_migrations: report.migrations.len().saturating_sub(MOST_ITEMS),
            lost_texts: lost_texts.map(|lost| (lost.names.name(), &*lost.value)).collect(),
            more_lost_texts: report.lost_texts.len().saturating_sub(MOST_ITEMS),
        }
    }
}

impl<'a> FateView<'a> {
    fn new(fate: Fate, report: &'a FateReport) -> Self {
        // Gaps have a list of their own, with what wanted them.
        let items = report.items.iter().filter(|item| item.fate == fate && fate != Fate::Gap);
        let rows = items.clone().take(MOST_ITEMS).map(|item| FateRow {
            path: &item.path,
            kind: item.kind.name(),
            to: item.to.join(", "),
            commit: &item.commit,
        });
        Self {
            name: fate.name(),
            meaning: meaning(fate),
            count: text::thousands(report.count(fate)),
            items: rows.collect(),
            more: items.count().saturating_sub(MOST_ITEMS),
        }
    }
}

impl<'a> GapView<'a> {
    fn new(gap: &'a ItemFate, inner: usize, report: &'a FateReport) -> Self {
        let wanted = gap.wanted_by.iter().take(MOST_PLACES);
        Self {
            path: &gap.path,
            kind: gap.kind.name(),
            inner: some(inner, "item"),
            commit: &gap.commit,
            summary: report.summary_of(&gap.commit),
            wanted: wanted
                .map(|wanted| format!("{}:{} {}", wanted.file, wanted.line, wanted.what.meaning()))
                .collect(),
            more: some(gap.wanted_by.len().saturating_sub(MOST_PLACES), "more place"),
        }
    }
}

/// A number of things in words; empty for none.
fn some(number: usize, word: &str) -> String {
    match number {
        0 => String::new(),
        number => text::count(number as u64, word),
    }
}
