//! The score of findings and sites. No cap, no sampling, the same files above and below the line, and
//! everything that is counted is printed. Knows nothing of formats.
//!
//! The formula stands in `formula.md`. It has a version; a change of it is a change of a contract.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::finding::{Class, FilePath, Finding, Fingerprint, Place, Severity};
use crate::rules::run::Conforming;

mod points;

pub use points::Points;

/// Version of the formula. The second counts as conforming only sites of the contract itself.
pub const VERSION: u32 = 2;

/// The formula in short; `formula.md` beside this file has all of it.
pub const FORMULA: &str = "a category has 100 × conforming / (conforming + weighted) sites, where a violating site weighs \
    8 (critical), 4 (high), 2 (medium) or 1 (low); the score is the mean of the categories that have sites, each by its weight \
    in [score.weights]";

/// The category of findings that no score counts: what is wrong with the input itself.
pub const INPUT: &str = "input";

/// A workspace in figures.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Score {
    /// Version of the formula.
    pub version: u32,
    /// The formula in words.
    pub formula: &'static str,
    /// Mean of the applicable categories; `None` when no category has a site.
    pub overall: Option<Points>,
    /// The overall score in a word.
    pub label: Label,
    /// Files without findings, by class.
    pub files: FileCompliance,
    /// Sites by category.
    pub categories: Vec<Adoption>,
    /// Sites by rule.
    pub rules: Vec<Adoption>,
    /// Sites by concept.
    pub concepts: Vec<Adoption>,
    /// Every deduction from 100; they add up to 100 − overall exactly.
    pub ledger: Vec<Deduction>,
}

/// The share of files in which nothing was found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FileCompliance {
    /// All files.
    pub overall: Compliance,
    /// Code that ships.
    pub production: Compliance,
    /// Tests.
    pub test: Compliance,
    /// Examples and generated files.
    pub other: Compliance,
}

/// Files against violating files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Compliance {
    /// Number of files.
    pub files: u64,
    /// Number of them with a finding.
    pub violating: u64,
    /// 100 × (files − violating) / files; `None` without files.
    pub score: Option<Points>,
}

impl Compliance {
    /// The compliance of `files` of which `violating` have findings; never more than there are.
    pub fn new(files: u64, violating: u64) -> Self {
        let violating = violating.min(files);
        Self {
            files,
            violating,
            score: (files > 0).then(|| Points::share(files - violating, files)),
        }
    }
}

/// Sites that keep a contract against those that break it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Adoption {
    /// The category, rule or concept.
    pub name: Arc<str>,
    /// Sites that keep the contract.
    pub conforming: u64,
    /// Sites that break it.
    pub violating: u64,
    /// The violating sites by the weight of their severities.
    pub weighted: u64,
    /// 100 × conforming / (conforming + weighted); `None` without sites.
    pub score: Option<Points>,
}

/// One finding's part in what is missing from 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Deduction {
    /// The finding.
    pub fingerprint: Fingerprint,
    /// Its rule.
    pub rule: Arc<str>,
    /// The category that it counts in.
    pub category: Arc<str>,
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// Points off the overall score.
    pub points: Points,
}

/// A score in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// 90 and above, and nothing critical.
    Excellent,
    /// 80 and above.
    VeryGood,
    /// 70 and above.
    Good,
    /// 50 and above.
    NeedsWork,
    /// Below 50.
    Failing,
    /// No category has a site.
    NotApplicable,
}

impl Label {
    /// The label of a score. `has_critical` is whether there is a finding of the highest severity.
    pub fn new(overall: Option<Points>, has_critical: bool) -> Self {
        let Some(overall) = overall else { return Self::NotApplicable };
        match overall.0 / (Points::FULL.0 / 100) {
            90.. if !has_critical => Self::Excellent,
            80.. => Self::VeryGood,
            70.. => Self::Good,
            50.. => Self::NeedsWork,
            _ => Self::Failing,
        }
    }

    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excellent => "EXCELLENT",
            Self::VeryGood => "VERY GOOD",
            Self::Good => "GOOD",
            Self::NeedsWork => "NEEDS WORK",
            Self::Failing => "FAILING",
            Self::NotApplicable => "NOT APPLICABLE",
        }
    }
}

impl Score {
    /// Scores findings and sites over `files`; `weights` are those of categories, 1 where none is given.
    pub fn new(
        files: &[(FilePath, Class)],
        findings: &[&Finding],
        conforming: &[&Conforming],
        weights: &BTreeMap<String, f64>,
    ) -> Self {
        let counted: Vec<&Finding> = findings
            .iter()
            .copied()
            .filter(|finding| &*finding.category != INPUT)
            .collect();
        let categories = adoption(
            counted.iter().map(|finding| (finding.category.clone(), *finding)),
            conforming.iter().map(|site| (site.category.clone(), site.sites)),
        );
        let rules = adoption(
            counted.iter().map(|finding| (finding.rule.clone(), *finding)),
            conforming.iter().map(|site| (site.rule.clone(), site.sites)),
        );
        let concepts = adoption(
            counted
                .iter()
                .filter_map(|finding| Some((finding.concept.clone()?, *finding))),
            conforming.iter().filter_map(|site| Some((site.concept.clone()?, site.sites))),
        );
        let (overall, ledger) = overall(&categories, &counted, weights);
        let has_critical = findings.iter().any(|finding| finding.severity == Severity::Critical);
        Self {
            version: VERSION,
            formula: FORMULA,
            overall,
            label: Label::new(overall, has_critical),
            files: file_compliance(files, findings),
            categories,
            rules,
            concepts,
            ledger,
        }
    }
}

fn adoption<'a>(
    violating: impl Iterator<Item = (Arc<str>, &'a Finding)>,
    conforming: impl Iterator<Item = (Arc<str>, u64)>,
) -> Vec<Adoption> {
    let mut counts: BTreeMap<Arc<str>, (u64, u64, u64)> = BTreeMap::new();
    for (name, sites) in conforming {
        counts.entry(name).or_default().0 += sites;
    }
    for (name, finding) in violating {
        let count = counts.entry(name).or_default();
        count.1 += finding.sites();
        count.2 += weight(finding);
    }
    let adoptions = counts.into_iter().map(|(name, (conforming, violating, weighted))| {
        let sites = conforming + weighted;
        let score = (sites > 0).then(|| Points::share(conforming, sites));
        Adoption {
            name,
            conforming,
            violating,
            weighted,
            score,
        }
    });
    adoptions.collect()
}

fn weight(finding: &Finding) -> u64 {
    finding.sites() * u64::from(finding.severity.weight())
}

/// The sites of a category, as a score counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CategorySites {
    /// The conforming sites.
    pub conforming: u64,
    /// The violating sites by the weight of their severities.
    pub weighted: u64,
}

/// The overall score of categories by name; `weights` are those of categories, 1 where none is given. `None` without sites.
pub fn overall_of(categories: &BTreeMap<String, CategorySites>, weights: &BTreeMap<String, f64>) -> Option<Points> {
    let applicable = categories.iter().filter(|(_, sites)| sites.conforming + sites.weighted > 0);
    let losses = losses(applicable.map(|(name, sites)| (&**name, *sites)), weights)?;
    Some(Points(Points::FULL.0 - losses.iter().map(|loss| loss.0).sum::<u64>()))
}

/// What each category takes away from 100; `None` if no category has any weight. All have sites.
fn losses<'c>(categories: impl Iterator<Item = (&'c str, CategorySites)>, weights: &BTreeMap<String, f64>) -> Option<Vec<Points>> {
    let categories: Vec<(&str, CategorySites)> = categories.collect();
    // Weights count in thousandths.
    let shares = categories
        .iter()
        .map(|(name, _)| (weights.get(*name).copied().unwrap_or(1.0).clamp(0.0, 1e9) * 1000.0) as u64);
    let shares: Vec<u64> = shares.collect();
    if shares.iter().sum::<u64>() == 0 {
        return None;
    }
    let losses = categories.iter().zip(Points::FULL.split(&shares)).map(|((_, sites), worth)| {
        let all = u128::from(sites.conforming + sites.weighted);
        Points((u128::from(worth.0) * u128::from(sites.weighted)).div_ceil(all) as u64)
    });
    Some(losses.collect())
}

/// The weighted mean of the categories that have sites, as 100 less what each finding takes away.
fn overall(categories: &[Adoption], findings: &[&Finding], weights: &BTreeMap<String, f64>) -> (Option<Points>, Vec<Deduction>) {
    let applicable: Vec<&Adoption> = categories.iter().filter(|category| category.score.is_some()).collect();
    let sites = applicable.iter().map(|category| {
        let sites = CategorySites {
            conforming: category.conforming,
            weighted: category.weighted,
        };
        (&*category.name, sites)
    });
    let Some(losses) = losses(sites, weights) else {
        return (None, Vec::new());
    };
    let mut ledger = Vec::new();
    let mut lost = 0;
    for (category, loss) in applicable.iter().zip(losses) {
        lost += loss.0;
        let own: Vec<&&Finding> = findings.iter().filter(|finding| finding.category == category.name).collect();
        let parts = loss.split(&own.iter().map(|finding| weight(finding)).collect::<Vec<_>>());
        ledger.extend(own.into_iter().zip(parts).map(|(finding, points)| Deduction {
            fingerprint: finding.fingerprint,
            rule: finding.rule.clone(),
            category: finding.category.clone(),
            place: finding.place.clone(),
            points,
        }));
    }
    ledger.sort_by(|one, other| {
        (std::cmp::Reverse(one.points), &one.place, &one.rule).cmp(&(std::cmp::Reverse(other.points), &other.place, &other.rule))
    });
    (Some(Points(Points::FULL.0 - lost)), ledger)
}

fn file_compliance(files: &[(FilePath, Class)], findings: &[&Finding]) -> FileCompliance {
    let mut violating: BTreeSet<&FilePath> = BTreeSet::new();
    for finding in findings {
        violating.insert(&finding.place.file);
        violating.extend(
            finding
                .related
                .iter()
                .filter(|related| related.violating)
                .map(|related| &related.place.file),
        );
    }
    let count = |wanted: &[Class]| {
        let of_class = || files.iter().filter(|(_, class)| wanted.contains(class));
        Compliance::new(
            of_class().count() as u64,
            of_class().filter(|(path, _)| violating.contains(path)).count() as u64,
        )
    };
    FileCompliance {
        overall: count(&Class::ALL),
        production: count(&[Class::Production]),
        test: count(&[Class::Test]),
        other: count(&[Class::Example, Class::Generated]),
    }
}

#[cfg(test)]
mod tests;
