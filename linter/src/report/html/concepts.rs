//! The register of single sources: a section for each concept, with who uses it, what rivals it, and what is exempted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::ForgeLink;
use super::figures::SiteCount;
use super::prose::{ProsePart, prose};
use crate::finding::Finding;
use crate::report::{ConceptInfo, ExemptionInfo, Report, text};
use crate::score::Points;

/// Maximum number of crates, findings and exemptions that a section lists.
const MOST: usize = 12;

/// Maximum number of concepts.
const MOST_CONCEPTS: usize = 200;

/// Maximum number of exemptions in the list of all.
const MOST_EXEMPTIONS: usize = 500;

/// A concept.
#[derive(Debug)]
pub(super) struct ConceptView<'a> {
    pub(super) info: &'a ConceptInfo,
    /// The number of its section, for links.
    pub(super) number: usize,
    /// The place of its source, with a link.
    pub(super) home: Option<(String, Option<String>)>,
    pub(super) declared: String,
    pub(super) sites: SiteCount,
    pub(super) score: Option<Points>,
    /// The crates that use it as they should, with their sites.
    pub(super) users: Vec<(&'a str, String)>,
    pub(super) more_users: usize,
    /// The findings of rules about rivals.
    pub(super) rivals: Vec<RivalView<'a>>,
    pub(super) more_rivals: usize,
    /// The number of findings.
    pub(super) findings: u64,
    pub(super) exemptions: Vec<ExemptionView<'a>>,
}

/// A second definition.
#[derive(Debug)]
pub(super) struct RivalView<'a> {
    pub(super) place: String,
    pub(super) message: Vec<ProsePart<'a>>,
}

/// An exemption.
#[derive(Debug)]
pub(super) struct ExemptionView<'a> {
    pub(super) place: String,
    pub(super) rules: String,
    pub(super) reason: &'a str,
    pub(super) until: &'a str,
    pub(super) findings: u64,
}

/// A facet of a concept, for the template: its name and what is written.
pub(super) type WrittenFacet<'a> = (&'static str, &'a [String]);

impl ConceptView<'_> {
    /// The facets that are declared.
    pub(super) fn facets(&self) -> Vec<WrittenFacet<'_>> {
        let all: [WrittenFacet<'_>; 5] = [
            ("constructed by", &self.info.factory),
            ("goes around it", &self.info.bypasses),
            ("reserved names", &self.info.rivals),
            ("former paths", &self.info.deprecated),
            ("not judged in", &self.info.allow_in),
        ];
        all.into_iter().filter(|(_, written)| !written.is_empty()).collect()
    }
}

/// The concepts, those with violating sites first, and the number of those that are left out.
pub(super) fn concepts<'a>(report: &'a Report, link: Option<&ForgeLink>) -> (Vec<ConceptView<'a>>, usize) {
    let mut views: Vec<ConceptView<'_>> = report.concepts.iter().map(|info| view(info, report, link)).collect();
    views.sort_by_key(|view| Reverse((view.sites.violating, view.sites.conforming)));
    let more = views.len().saturating_sub(MOST_CONCEPTS);
    views.truncate(MOST_CONCEPTS);
    for (number, view) in views.iter_mut().enumerate() {
        view.number = number + 1;
    }
    (views, more)
}

fn view<'a>(info: &'a ConceptInfo, report: &'a Report, link: Option<&ForgeLink>) -> ConceptView<'a> {
    let home = info.home.as_ref().map(|place| {
        let to = link.map(|link| link.to(place.file.as_str(), place.span.line));
        (text::place(place), to)
    });
    let adoption = report.score.concepts.iter().find(|adoption| adoption.name == info.name);
    let is_own = |finding: &&Finding| finding.concept.as_ref() == Some(&info.name);
    let is_of_rivals = |finding: &&Finding| {
        report
            .rules
            .iter()
            .any(|rule| rule.id == finding.rule && rule.kind == "rival")
    };
    let (users, more_users) = users(info, report);
    let rivals: Vec<&Finding> = report.scored_findings().filter(is_own).filter(is_of_rivals).collect();
    let exemptions = report.exemptions.iter().filter_map(|exemption| {
        let own = exemption.findings.iter().filter(is_own).count() as u64;
        (own > 0).then(|| exemption_view(exemption, own))
    });
    ConceptView {
        info,
        number: 0,
        home,
        declared: text::place(&info.place),
        sites: adoption.map_or_else(SiteCount::default, |adoption| SiteCount {
            conforming: adoption.conforming,
            violating: adoption.violating,
        }),
        score: adoption.and_then(|adoption| adoption.score),
        users,
        more_users,
        more_rivals: rivals.len().saturating_sub(MOST),
        rivals: rivals.into_iter().take(MOST).map(rival).collect(),
        findings: report.scored_findings().filter(is_own).count() as u64,
        exemptions: exemptions.take(MOST).collect(),
    }
}

fn rival(finding: &Finding) -> RivalView<'_> {
    RivalView {
        place: text::place(&finding.place),
        message: prose(&finding.message),
    }
}

/// The crates with conforming sites, those with the most first, and the number of those that are left out.
fn users<'a>(info: &ConceptInfo, report: &'a Report) -> (Vec<(&'a str, String)>, usize) {
    let mut users: BTreeMap<&str, u64> = BTreeMap::new();
    for site in report
        .conforming
        .iter()
        .filter(|site| site.concept.as_ref() == Some(&info.name))
    {
        *users.entry(report.membership(&site.file).package_name()).or_default() += site.sites;
    }
    let mut users: Vec<(&str, u64)> = users.into_iter().collect();
    users.sort_by_key(|(_, sites)| Reverse(*sites));
    let more = users.len().saturating_sub(MOST);
    let users = users.into_iter().take(MOST);
    (users.map(|(user, sites)| (user, text::count(sites, "site"))).collect(), more)
}

fn exemption_view(exemption: &ExemptionInfo, findings: u64) -> ExemptionView<'_> {
    ExemptionView {
        place: text::place(&exemption.place),
        rules: exemption.rules.join(", "),
        reason: &exemption.reason,
        until: exemption.until.as_deref().unwrap_or("no end"),
        findings,
    }
}

/// All exemptions, those that end first at the top, and the number of those that are left out.
pub(super) fn exemptions(report: &Report) -> (Vec<ExemptionView<'_>>, usize) {
    let mut all: Vec<&ExemptionInfo> = report
        .exemptions
        .iter()
        .filter(|exemption| !exemption.findings.is_empty())
        .collect();
    all.sort_by_key(|exemption| (exemption.until.is_none(), &exemption.until, &exemption.place));
    let more = all.len().saturating_sub(MOST_EXEMPTIONS);
    let views = all.into_iter().take(MOST_EXEMPTIONS);
    (
        views
            .map(|exemption| exemption_view(exemption, exemption.findings.len() as u64))
            .collect(),
        more,
    )
}
