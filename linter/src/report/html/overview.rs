//! What one sees first: the score and its change, what lowered it, the gate, and what was looked at.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::prose::{ProsePart, prose};
use crate::finding::Severity;
use crate::report::{Report, text};
use crate::score::{Label, Points, Score};

/// Maximum number of bars of the waterfall; the other rules are one bar.
const MOST_BARS: usize = 10;

/// The head of the page.
#[derive(Debug)]
pub(super) struct Overview<'a> {
    /// The score with one decimal; `None` if nothing could be judged.
    pub(super) points: Option<String>,
    pub(super) label: &'static str,
    /// The class of its colour.
    pub(super) grade: &'static str,
    pub(super) change: Option<ScoreChange>,
    pub(super) reasons: Vec<Vec<ProsePart<'a>>>,
    pub(super) has_failed: bool,
    pub(super) severities: Vec<(Severity, String)>,
    pub(super) figures: Vec<(String, &'static str)>,
    pub(super) waterfall: Waterfall,
    pub(super) notes: Vec<Vec<ProsePart<'a>>>,
    pub(super) formula: &'static str,
}

/// The change of the score.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ScoreChange {
    /// `+1.2`.
    pub(super) points: String,
    pub(super) grade: &'static str,
    /// The state that it is compared with, as it follows "since".
    pub(super) since: String,
}

impl ScoreChange {
    /// From one score to another.
    pub(super) fn new(before: Points, after: Points, since: String) -> Self {
        let change = after.as_f64() - before.as_f64();
        let (points, grade) = match change {
            0.05.. => (format!("+{change:.1}"), "good"),
            ..=-0.05 => (format!("\u{2212}{:.1}", -change), "bad"),
            _ => ("unchanged".to_owned(), "same"),
        };
        Self { points, grade, since }
    }
}

impl<'a> Overview<'a> {
    pub(super) fn new(report: &'a Report, change: Option<ScoreChange>) -> Self {
        let score = &report.score;
        Self {
            points: score.overall.map(|points| points.to_string()),
            label: score.label.name(),
            grade: grade(score.label),
            change,
            reasons: report.gate.reasons.iter().map(|reason| prose(reason)).collect(),
            has_failed: report.gate.failed,
            severities: severities(report),
            figures: figures(report),
            waterfall: Waterfall::new(score),
            notes: report.notes.iter().map(|note| prose(note)).collect(),
            formula: score.formula,
        }
    }
}

fn grade(label: Label) -> &'static str {
    match label {
        Label::Excellent | Label::VeryGood => "good",
        Label::Good | Label::NeedsWork => "fair",
        Label::Failing => "bad",
        Label::NotApplicable => "same",
    }
}

/// The number of findings of each severity, the worst first.
fn severities(report: &Report) -> Vec<(Severity, String)> {
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    let all = Severity::ALL.into_iter().rev();
    all.map(|severity| (severity, text::thousands(count(severity)))).collect()
}

fn figures(report: &Report) -> Vec<(String, &'static str)> {
    let looked_at = &report.looked_at;
    let known = report.known.len() as u64;
    let figures = [
        (looked_at.files.values().sum(), ["file", "files"]),
        (looked_at.lines, ["line", "lines"]),
        (looked_at.crates, ["crate", "crates"]),
        (looked_at.rules, ["rule", "rules"]),
        (looked_at.concepts, ["concept", "concepts"]),
        (known, ["known finding, not reported", "known findings, not reported"]),
        (looked_at.exemptions, ["exempted finding", "exempted findings"]),
        (looked_at.unread, ["file not read completely", "files not read completely"]),
        (
            looked_at.unknown_paths + looked_at.unknown_methods,
            ["name not resolved", "names not resolved"],
        ),
    ];
    let always = 5;
    let figures = figures.into_iter().enumerate();
    figures
        .filter(|(at, (figure, _))| *at < always || *figure > 0)
        .map(|(_, (figure, [one, several]))| (text::thousands(figure), if figure == 1 { one } else { several }))
        .collect()
}

/// What lowered the score: bars from 100 down to it, one for each rule.
#[derive(Debug, Default)]
pub(super) struct Waterfall {
    pub(super) bars: Vec<WaterfallBar>,
    /// Where the axis begins, in points; it ends at 100.
    pub(super) floor: u64,
    /// The score on the axis, in percent.
    pub(super) end: f64,
}

/// The points that the findings of a rule take away.
#[derive(Debug)]
pub(super) struct WaterfallBar {
    /// The rule; `None` for those that are too small to have a bar of their own.
    pub(super) rule: Option<String>,
    pub(super) words: String,
    pub(super) findings: String,
    pub(super) points: String,
    /// The bar on the axis, in percent.
    pub(super) x: f64,
    pub(super) width: f64,
}

impl Waterfall {
    fn new(score: &Score) -> Self {
        let Some(overall) = score.overall else {
            return Self::default();
        };
        let lost = lost_by_rule(score);
        let floor = (overall.0 / (Points::FULL.0 / 100)) / 10 * 10;
        let axis = Points::FULL.as_f64() - floor as f64;
        let percent = |points: u64| Points(points).as_f64() / axis * 100.0;
        let mut left = Points::FULL.0;
        let bars = lost.into_iter().map(|(rule, points, findings)| {
            left -= points;
            WaterfallBar {
                words: rule.clone().unwrap_or_else(|| "other rules".to_owned()),
                rule,
                findings: text::thousands(findings),
                points: format!("\u{2212}{:.2}", Points(points).as_f64()),
                x: percent(left) - floor as f64 / axis * 100.0,
                width: percent(points),
            }
        });
        Self {
            bars: bars.collect(),
            floor,
            end: percent(overall.0) - floor as f64 / axis * 100.0,
        }
    }
}

/// The points that each rule takes away, the most first, with the number of findings. They add up to what is missing from 100.
fn lost_by_rule(score: &Score) -> Vec<(Option<String>, u64, u64)> {
    let mut by_rule: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for deduction in &score.ledger {
        let lost = by_rule.entry(&deduction.rule).or_default();
        lost.0 += deduction.points.0;
        lost.1 += 1;
    }
    let mut lost: Vec<(Option<String>, u64, u64)> = by_rule
        .into_iter()
        .map(|(rule, (points, findings))| (Some(rule.to_owned()), points, findings))
        .collect();
    lost.sort_by_key(|(_, points, _)| Reverse(*points));
    if lost.len() > MOST_BARS {
        let others = lost.split_off(MOST_BARS - 1);
        let points = others.iter().map(|(_, points, _)| points).sum();
        let findings = others.iter().map(|(.., findings)| findings).sum();
        lost.push((None, points, findings));
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_bars_lead_from_100_to_the_score() {
        let report = sample::hard();
        let waterfall = Waterfall::new(&report.score);
        let lost: u64 = lost_by_rule(&report.score).iter().map(|(_, points, _)| points).sum();
        let overall = report.score.overall.expect("there are sites");
        assert_eq!(lost + overall.0, Points::FULL.0);
        let first = &waterfall.bars[0];
        assert!((first.x + first.width - 100.0).abs() < 1e-6, "{waterfall:?}");
        for pair in waterfall.bars.windows(2) {
            assert!((pair[1].x + pair[1].width - pair[0].x).abs() < 1e-6, "{waterfall:?}");
        }
        let last = waterfall.bars.last().expect("there are findings");
        assert!((last.x - waterfall.end).abs() < 1e-6, "{waterfall:?}");
    }

    #[test]
    fn a_change_has_a_sign() {
        let change = |before: u64, after: u64| {
            let change = ScoreChange::new(Points(before * 100_000_000), Points(after * 100_000_000), String::new());
            (change.points, change.grade)
        };
        assert_eq!(change(900, 912), ("+1.2".to_owned(), "good"));
        assert_eq!(change(912, 900), ("\u{2212}1.2".to_owned(), "bad"));
        assert_eq!(change(900, 900), ("unchanged".to_owned(), "same"));
    }
}
