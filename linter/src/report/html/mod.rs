//! `html`: the report as one page that needs nothing but a browser. What it says is what other formats say; it only adds drawings.
//!
//! Every text from the code, from git or from the configuration is escaped by the templates, or set as text by the script. The page's
//! policy allows its own style and script by their hashes, so that nothing else can run or load.

mod audit;
mod choices;
mod concepts;
mod excerpts;
mod figures;
mod layers;
mod link;
mod map;
mod matrix;
mod overview;
mod packed;
mod page_text;
mod policy;
mod prose;
mod treemap;
mod trend;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use askama::Template;

use super::{Report, Style, summary, text};
use crate::history::fates::FateReport;
use crate::history::trend::TrendPoint;
use audit::AuditView;
use choices::{FilterChoice, choices};
use concepts::{ConceptView, ExemptionView};
use layers::LayersView;
pub use link::ForgeLink;
use map::{MapTile, PackageRow, TileFilter};
use matrix::{BypassEdge, BypassGraph, SiteMatrix};
use overview::{Overview, ScoreChange};
use packed::{FindingState, PackedFindings, packed, stated};
pub(crate) use page_text::PageText;
use prose::{ProsePart, prose};
use trend::TrendView;

/// A report and what belongs to it on a page.
#[derive(Clone, Copy, Debug)]
pub struct HtmlPage<'a> {
    /// The report.
    pub report: &'a Report,
    /// The name of the workspace; may be empty.
    pub title: &'a str,
    /// The commit that is checked out.
    pub revision: Option<&'a str>,
    /// The trend and the look back.
    pub history: PageHistory<'a>,
    /// Where lines are shown on the web.
    pub link: Option<&'a ForgeLink>,
    /// A server refreshes the page: the number of its state.
    pub state: Option<u64>,
}

/// What a page has of the past.
#[derive(Clone, Copy, Debug)]
pub enum PageHistory<'a> {
    /// Nothing, for this reason: a sentence without full stop.
    Absent(&'a str),
    /// The states at the last commits, and the fates of what they took away.
    Known {
        /// The states, oldest first.
        trend: &'a [TrendPoint],
        /// The fates.
        audit: &'a FateReport,
    },
}

/// The number of findings that the page shows without its script.
const MOST_STATIC: usize = 50;

/// Maximum number of crates in the table of crates.
const MOST_PACKAGES: usize = 300;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes the report as a page without history.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let page = HtmlPage {
        report,
        title: "",
        revision: None,
        history: PageHistory::Absent("`ssot report` adds the trend and the look back"),
        link: None,
        state: None,
    };
    page.write(out)
}

impl HtmlPage<'_> {
    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let page = PageTemplate::new(self)?.render().map_err(io::Error::other)?;
        out.write_all(tidy(&page).as_bytes())
    }

    /// The change of the score since the compared state, else since the first revision of the trend.
    fn change(&self) -> Option<ScoreChange> {
        let after = self.report.score.overall?;
        if let Some(before) = self.report.before {
            return Some(ScoreChange::new(before, after, "the compared state".to_owned()));
        }
        let PageHistory::Known { trend, .. } = self.history else {
            return None;
        };
        let [first, later @ ..] = trend else { return None };
        let commits = text::count(later.len() as u64, "commit");
        let since = format!("{}, {commits} earlier", first.commit.get(..10).unwrap_or(&first.commit));
        let before = first.score.filter(|_| !later.is_empty())?;
        Some(ScoreChange::new(before, after, since))
    }
}

/// The text without empty lines and blanks at the ends of lines.
fn tidy(page: &str) -> String {
    let mut tidied = String::with_capacity(page.len());
    for line in page.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        tidied += line;
        tidied.push('\n');
    }
    tidied
}

/// The page as its template has it.
#[derive(Template)]
#[template(path = "page.html")]
struct PageTemplate<'a> {
    title: &'a str,
    revision: Option<&'a str>,
    state: Option<u64>,
    policy: String,
    style: String,
    script: String,
    extent: String,
    overview: Overview<'a>,
    trend: Option<TrendView<'a>>,
    audit: Option<AuditView<'a>>,
    absent: Vec<ProsePart<'a>>,
    tiles: Vec<MapTile>,
    packages: Vec<PackageFigures>,
    more_packages: String,
    matrix: SiteMatrix,
    graph: BypassGraph,
    layers: Vec<LayersView>,
    choices: Vec<FilterChoice>,
    rows: Vec<StaticRow<'a>>,
    total: String,
    left_out: usize,
    packed: PackedFindings,
    concepts: Vec<ConceptView<'a>>,
    more_concepts: String,
    exemptions: Vec<ExemptionView<'a>>,
    more_exemptions: String,
}

/// A row of the table of crates, in words.
#[derive(Debug)]
struct PackageFigures {
    name: String,
    files: String,
    lines: String,
    findings: String,
    shade: &'static str,
    words: String,
}

/// A finding as the page shows it without its script.
#[derive(Debug)]
struct StaticRow<'a> {
    severity: &'static str,
    state: &'static str,
    message: Vec<ProsePart<'a>>,
    place: String,
    link: Option<String>,
    rule: &'a str,
    help: Vec<ProsePart<'a>>,
}

impl<'a> PageTemplate<'a> {
    fn new(page: &'a HtmlPage<'a>) -> io::Result<Self> {
        let report = page.report;
        let findings = stated(report);
        let packed = packed(report, &findings, page.link.map(ForgeLink::template), packed::MOST_BYTES)?;
        let files = figures::by_file(report);
        let matrix = SiteMatrix::new(report);
        let (trend, audit, absent) = match page.history {
            PageHistory::Absent(reason) => (None, None, prose(reason)),
            PageHistory::Known { trend, audit } => (TrendView::new(trend), Some(AuditView::new(audit)), Vec::new()),
        };
        let (concepts, more_concepts) = concepts::concepts(report, page.link);
        let packages = map::packages(&files);
        let (exemptions, more_exemptions) = concepts::exemptions(report);
        let (style, script) = (format!("\n{}", tidy(STYLE)), format!("\n{}", tidy(SCRIPT)));
        Ok(Self {
            title: page.title,
            revision: page.revision.map(|revision| revision.get(..10).unwrap_or(revision)),
            state: page.state,
            policy: policy::policy(&style, &script, page.state.is_some()),
            style,
            script,
            extent: summary::files(report),
            overview: Overview::new(report, page.change()),
            trend,
            audit,
            absent,
            tiles: map::tiles(&files),
            more_packages: more(packages.len().saturating_sub(MOST_PACKAGES), "more crate"),
            packages: packages.iter().take(MOST_PACKAGES).map(PackageFigures::new).collect(),
            graph: BypassGraph::new(matrix.drawn()),
            matrix,
            layers: layers::layers(report),
            choices: choices(report, &findings),
            rows: findings
                .iter()
                .take(MOST_STATIC)
                .map(|found| StaticRow::new(found, page))
                .collect(),
            total: text::count(findings.len() as u64, "finding"),
            left_out: findings.len() - packed.kept,
            packed,
            concepts,
            more_concepts: more(more_concepts, "more concept"),
            exemptions,
            more_exemptions: more(more_exemptions, "more exemption"),
        })
    }

    /// The edges of the graph that are not drawn.
    fn other_edges(&self) -> &[BypassEdge] {
        &self.matrix.edges[self.matrix.drawn().len()..]
    }
}

/// The number of things that are left out, in words; empty if there are none.
fn more(count: usize, what: &str) -> String {
    match count {
        0 => String::new(),
        count => text::count(count as u64, what),
    }
}

impl PackageFigures {
    fn new(row: &PackageRow<'_>) -> Self {
        Self {
            name: row.name.to_owned(),
            files: text::thousands(row.files),
            lines: text::thousands(row.lines),
            findings: text::thousands(row.findings),
            shade: row.sites.shade(),
            words: row.sites.words(),
        }
    }
}

impl<'a> StaticRow<'a> {
    fn new((finding, state): &packed::StatedFinding<'a>, page: &HtmlPage<'_>) -> Self {
        let (file, line) = (finding.place.file.as_str(), finding.place.span.line);
        Self {
            severity: finding.severity.name(),
            state: match state {
                FindingState::New => "",
                FindingState::Known => "known",
                FindingState::Exempted(_) => "exempted",
            },
            message: prose(&finding.message),
            place: text::place(&finding.place),
            link: page.link.map(|link| link.to(file, line)),
            rule: &finding.rule,
            help: prose(finding.help.as_deref().unwrap_or_default()),
        }
    }
}
