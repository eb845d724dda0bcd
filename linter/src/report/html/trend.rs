//! The trend: the score and the findings of each rule over the revisions, as lines.

use std::collections::BTreeMap;

use crate::history::trend::TrendPoint;
use crate::report::text;

/// The size of a drawing. It is stretched to the width of the page, so texts stand beside it.
pub(super) const WIDTH: f64 = 1000.0;
pub(super) const HEIGHT: f64 = 240.0;

/// Room above and below the lines.
const MARGIN: f64 = 12.0;

/// Maximum number of lines; the other rules are one line.
const MOST_LINES: usize = 6;

/// The two drawings of a trend, over the same revisions.
#[derive(Debug)]
pub(super) struct TrendView<'a> {
    pub(super) revisions: Vec<TrendRevision<'a>>,
    pub(super) score: TrendScale,
    pub(super) findings: TrendScale,
}

/// A revision, as a stripe of the drawings.
#[derive(Debug)]
pub(super) struct TrendRevision<'a> {
    pub(super) x: f64,
    pub(super) width: f64,
    /// The first ten digits of the commit.
    pub(super) short: &'a str,
    pub(super) summary: &'a str,
    pub(super) score: String,
    pub(super) findings: String,
    /// The lines of code.
    pub(super) lines: String,
}

/// Lines with one scale.
#[derive(Debug, Default)]
pub(super) struct TrendScale {
    pub(super) top: String,
    pub(super) bottom: String,
    pub(super) lines: Vec<TrendLine>,
}

/// A line of a drawing.
#[derive(Debug)]
pub(super) struct TrendLine {
    pub(super) name: String,
    /// The number of its colour and pattern.
    pub(super) number: usize,
    /// Its points, as SVG has them.
    pub(super) points: String,
    pub(super) first: String,
    pub(super) last: String,
}

impl<'a> TrendView<'a> {
    /// `None` for fewer than two revisions, between which there is no line.
    pub(super) fn new(points: &'a [TrendPoint]) -> Option<Self> {
        let step = WIDTH / points.len() as f64;
        let revisions = points.iter().enumerate().map(|(index, point)| TrendRevision {
            x: index as f64 * step,
            width: step,
            short: point.commit.get(..10).unwrap_or(&point.commit),
            summary: &point.summary,
            score: point.score.map_or_else(|| "n/a".to_owned(), |score| score.to_string()),
            findings: text::count(point.findings.values().sum(), "finding"),
            lines: text::count(point.lines, "line"),
        });
        (points.len() > 1).then(|| Self {
            revisions: revisions.collect(),
            score: score_scale(points),
            findings: findings_scale(points),
        })
    }
}

impl TrendView<'_> {
    /// The two drawings with their titles.
    pub(super) fn scales(&self) -> [(&'static str, &TrendScale); 2] {
        [("Score", &self.score), ("Findings by rule", &self.findings)]
    }
}

fn score_scale(points: &[TrendPoint]) -> TrendScale {
    let scores: Vec<Option<f64>> = points.iter().map(|point| Some(point.score?.as_f64())).collect();
    let known = || scores.iter().flatten().copied();
    let (low, high) = (known().fold(100.0, f64::min), known().fold(0.0, f64::max));
    let (bottom, top) = ((low - 0.5).floor().max(0.0), (high + 0.5).ceil().min(100.0).max(low));
    let written = |score: Option<&Option<f64>>| {
        score
            .copied()
            .flatten()
            .map_or_else(|| "n/a".to_owned(), |score| format!("{score:.1}"))
    };
    TrendScale {
        top: format!("{top:.0}"),
        bottom: format!("{bottom:.0}"),
        lines: vec![TrendLine {
            name: "score".into(),
            number: 0,
            points: line(&scores, bottom, top),
            first: written(scores.first()),
            last: written(scores.last()),
        }],
    }
}

fn findings_scale(points: &[TrendPoint]) -> TrendScale {
    let mut rules: BTreeMap<&str, u64> = BTreeMap::new();
    for (rule, count) in points.iter().flat_map(|point| &point.findings) {
        let most = rules.entry(rule).or_default();
        *most = (*most).max(*count);
    }
    let mut names: Vec<&str> = rules.keys().copied().collect();
    names.sort_by_key(|rule| std::cmp::Reverse(rules[rule]));
    let others = if names.len() > MOST_LINES {
        names.split_off(MOST_LINES - 1)
    } else {
        Vec::new()
    };
    let of = |rules: &[&str]| -> Vec<u64> {
        let count = |point: &TrendPoint| rules.iter().filter_map(|rule| point.findings.get(*rule)).sum();
        points.iter().map(count).collect()
    };
    let mut series: Vec<(String, Vec<u64>)> = names.iter().map(|rule| ((*rule).to_owned(), of(&[*rule]))).collect();
    if !others.is_empty() {
        series.push((format!("{} other rules", others.len()), of(&others)));
    }
    let top = series
        .iter()
        .flat_map(|(_, counts)| counts)
        .copied()
        .max()
        .unwrap_or(1)
        .max(1);
    let lines = series.into_iter().enumerate().map(|(index, (name, counts))| {
        let values: Vec<Option<f64>> = counts.iter().map(|count| Some(*count as f64)).collect();
        let written = |count: Option<&u64>| count.map_or_else(String::new, |count| text::thousands(*count));
        TrendLine {
            name,
            number: index + 1,
            points: line(&values, 0.0, top as f64),
            first: written(counts.first()),
            last: written(counts.last()),
        }
    });
    TrendScale {
        top: text::thousands(top),
        bottom: "0".into(),
        lines: lines.collect(),
    }
}

/// The points of a line, each in the middle of its stripe. A revision without a value has none.
fn line(values: &[Option<f64>], bottom: f64, top: f64) -> String {
    let step = WIDTH / values.len() as f64;
    let range = (top - bottom).max(f64::EPSILON);
    let points = values.iter().enumerate().filter_map(|(index, value)| {
        let height = ((*value)? - bottom) / range * (HEIGHT - 2.0 * MARGIN);
        Some(format!("{:.1},{:.1}", (index as f64 + 0.5) * step, HEIGHT - MARGIN - height))
    });
    points.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Points;

    #[test]
    fn lines_follow_the_revisions() {
        let point = |commit: &str, score: u64, findings: &[(&str, u64)]| TrendPoint {
            commit: commit.into(),
            time: 0,
            summary: "<b>".into(),
            score: Some(Points(score * 1_000_000_000)),
            findings: findings.iter().map(|(rule, count)| ((*rule).to_owned(), *count)).collect(),
            files: 1,
            lines: 1,
            exemptions: 0,
        };
        let points = [point("0123456789ab", 80, &[("a", 4)]), point("b", 90, &[("a", 2), ("b", 1)])];
        let view = TrendView::new(&points).expect("two revisions have a line");
        assert_eq!(view.revisions[0].short, "0123456789");
        assert_eq!(view.findings.lines[0].points, "250.0,12.0 750.0,120.0");
        assert_eq!((&*view.findings.lines[1].first, &*view.findings.lines[1].last), ("0", "1"));
        assert_eq!((&*view.score.bottom, &*view.score.top), ("79", "91"));
        assert!(TrendView::new(&points[..1]).is_none());
    }

    #[test]
    fn rules_without_a_line_of_their_own_share_one() {
        let findings = (0..9).map(|at| (format!("rule-{at}"), 10 - at)).collect();
        let point = TrendPoint {
            commit: String::new(),
            time: 0,
            summary: String::new(),
            score: None,
            findings,
            files: 0,
            lines: 0,
            exemptions: 0,
        };
        let points = [point.clone(), point];
        let scale = TrendView::new(&points).expect("two revisions have a line").findings;
        let last = scale.lines.last().expect("there are lines");
        assert_eq!(
            (scale.lines.len(), &*last.name, &*last.last),
            (MOST_LINES, "4 other rules", "14")
        );
    }
}
