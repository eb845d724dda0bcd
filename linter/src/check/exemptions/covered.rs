//! Determines which findings an exemption covers. There may be many of both, so no code visits all pairs: for a comment, a binary
//! search finds the findings in its span; for `ssot.toml`, an index finds places by their literal prefix.
//!
//! This module does not report mistakes in exemptions.

use std::collections::BinaryHeap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::config::{AllowIn, Exemption};
use crate::facts::Covers;
use crate::finding::{FilePath, Finding};
use crate::steps::step;

/// Findings, and what exempts them so far. An exemption is known by its number.
pub(super) struct CoveredFindings<'f> {
    findings: &'f [Finding],
    /// The findings by rule, file and place.
    by_place: Vec<usize>,
    /// For each finding, an exemption of the configuration that covers it.
    in_config: Vec<Option<usize>>,
    /// The ranges of `by_place` that comments exempt, each with the number of its exemption.
    by_comments: Vec<(Range<usize>, usize)>,
}

impl<'f> CoveredFindings<'f> {
    pub(super) fn new(findings: &'f [Finding]) -> Self {
        let mut by_place: Vec<usize> = (0..findings.len()).collect();
        by_place.sort_by_key(|&at| key(&findings[at]));
        Self {
            in_config: vec![None; findings.len()],
            by_comments: Vec::new(),
            by_place,
            findings,
        }
    }

    /// Exempts the findings that a comment covers (the whole file without `covers`) and returns their number.
    pub(super) fn by_comment(&mut self, number: usize, rule: &str, file: &FilePath, covers: Option<Covers>) -> u64 {
        let of_file = self.range(|(of, at, _)| (of, at).cmp(&(rule, file)));
        let in_file = &self.by_place[of_file.clone()];
        let span = |at: &usize| {
            step();
            self.findings[*at].place.span
        };
        let found = match covers {
            None => 0..in_file.len(),
            Some(Covers::Line(line)) => {
                in_file.partition_point(|at| span(at).line < line)..in_file.partition_point(|at| span(at).line <= line)
            }
            Some(Covers::Bytes(start, end)) => {
                let from = in_file.partition_point(|at| span(at).start < start);
                from..in_file.partition_point(|at| span(at).start < end).max(from)
            }
        };
        let count = found.len() as u64;
        self.by_comments
            .push((of_file.start + found.start..of_file.start + found.end, number));
        count
    }

    /// Exempts the findings that exemptions in `ssot.toml` cover, and returns the number for each. `first` is the number of the first.
    pub(super) fn by_config(&mut self, first: usize, exemptions: &[&Exemption]) -> Vec<u64> {
        let mut alike: FxHashMap<(&str, Vec<String>), Vec<usize>> = FxHashMap::default();
        for (at, exemption) in exemptions.iter().enumerate() {
            let places = exemption.within.iter().map(|place| place.value.to_string()).collect();
            alike.entry((&exemption.rule, places)).or_default().push(at);
        }
        let mut index: FxHashMap<(&str, String), Vec<(usize, &AllowIn)>> = FxHashMap::default();
        for same in alike.values() {
            let exemption = exemptions[same[0]];
            for place in &exemption.within {
                let mut beginnings = place.value.plain_beginnings();
                beginnings.sort_unstable();
                beginnings.dedup();
                for beginning in beginnings {
                    let known = index.entry((&exemption.rule, beginning)).or_default();
                    known.push((same[0], &place.value));
                }
            }
        }
        let mut taken = vec![0; exemptions.len()];
        for group in self
            .by_place
            .chunk_by(|&one, &next| is_alike(&self.findings[one], &self.findings[next]))
        {
            let finding = &self.findings[group[0]];
            let item: Vec<&str> = finding.item.split("::").collect();
            let known = names(&finding.place.file, &item)
                .filter_map(|name| index.get(&(&*finding.rule, name)))
                .flatten();
            let mut covering: Vec<usize> = known
                .filter(|(_, place)| {
                    step();
                    place.allows(&finding.place.file, &item)
                })
                .map(|(at, _)| *at)
                .collect();
            covering.sort_unstable();
            covering.dedup();
            for &at in &covering {
                taken[at] += group.len() as u64;
            }
            if let Some(exemption) = covering.first() {
                group.iter().for_each(|&at| self.in_config[at] = Some(first + exemption));
            }
        }
        for same in alike.values() {
            same.iter().for_each(|&at| taken[at] = taken[same[0]]);
        }
        taken
    }

    /// For each finding, the number of an exemption that covers it: of a comment, if there is one.
    pub(super) fn exemptions(mut self) -> Vec<Option<usize>> {
        self.by_comments.sort_by_key(|(range, _)| range.start);
        let mut waiting = self.by_comments.into_iter().peekable();
        let mut open: BinaryHeap<(usize, usize)> = BinaryHeap::new();
        for (place, &at) in self.by_place.iter().enumerate() {
            while let Some((range, number)) = waiting.next_if(|(range, _)| range.start <= place) {
                open.push((range.end, number));
            }
            // If the range that ends last does not reach this far, none does.
            if let Some((_, number)) = open.peek().filter(|(end, _)| *end > place) {
                self.in_config[at] = Some(*number);
            }
        }
        self.in_config
    }

    /// The range of `by_place` with the findings whose key compares equal.
    fn range(&self, order: impl Fn((&str, &FilePath, u32)) -> std::cmp::Ordering) -> Range<usize> {
        let order = |at: &usize| {
            step();
            order(key(&self.findings[*at]))
        };
        let start = self.by_place.partition_point(|at| order(at).is_lt());
        let end = self.by_place.partition_point(|at| order(at).is_le());
        start..end
    }
}

fn key(finding: &Finding) -> (&str, &FilePath, u32) {
    (&finding.rule, &finding.place.file, finding.place.span.start)
}

/// Whether the same exemptions cover both findings.
fn is_alike(one: &Finding, other: &Finding) -> bool {
    one.rule == other.rule && one.place.file == other.place.file && one.item == other.item
}

/// Every literal prefix that a place may have if it covers this item in this file.
fn names(file: &FilePath, item: &[&str]) -> impl Iterator<Item = String> {
    let file = file.as_str();
    let folders = file.match_indices('/').map(|(at, _)| file[..at].to_owned());
    let files = folders.chain([file.to_owned(), format!("**/{}", file.rsplit('/').next().unwrap_or(file))]);
    let items = (1..=item.len()).map(|length| item[..length].join("::"));
    let of_any_crate = (1..=item.len()).map(|length| [&["crate"], &item[1..length]].concat().join("::"));
    files
        .map(|file| format!("/{file}"))
        .chain(items)
        .chain(of_any_crate)
        .chain(["/".to_owned(), String::new()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Located;
    use crate::finding::{Class, Fingerprint, Place, Severity, Span};
    use crate::steps::steps_of;

    fn finding(rule: &str, file: &str, item: &str, line: u32) -> Finding {
        Finding {
            rule: rule.into(),
            category: "c".into(),
            concept: None,
            severity: Severity::High,
            class: Class::Production,
            place: Place {
                file: FilePath::new(file),
                span: Span {
                    start: line * 10,
                    end: line * 10 + 5,
                    line,
                    column: 1,
                },
            },
            item: item.into(),
            message: String::new(),
            help: None,
            related: Vec::new(),
            fix: None,
            fingerprint: Fingerprint::default(),
            content: Fingerprint::default(),
        }
    }

    fn exemption(rule: &str, within: &[&str]) -> Exemption {
        let located = |written: &&str| Located {
            value: AllowIn::parse(written).expect(written),
            place: Place::file(FilePath::new("ssot.toml")),
        };
        Exemption {
            rule: Located {
                value: rule.into(),
                place: Place::file(FilePath::new("ssot.toml")),
            },
            within: within.iter().map(located).collect(),
            reason: String::new(),
            until: None,
            max: None,
            place: Place::file(FilePath::new("ssot.toml")),
        }
    }

    fn is_covered(finding: &Finding, exemption: &Exemption) -> bool {
        let item: Vec<&str> = finding.item.split("::").collect();
        let mut places = exemption.within.iter();
        *finding.rule == *exemption.rule.value && places.any(|place| place.value.allows(&finding.place.file, &item))
    }

    /// The index finds the same as a comparison of all pairs.
    #[test]
    fn an_exemption_covers_what_its_places_allow() {
        let files = ["lib.rs", "src/lib.rs", "src/a/b.rs", "build.rs", "x/build.rs", "ssot.toml"];
        let items = ["", "app", "app::a", "app::a::b", "app::ab", "other::a::f", "a"];
        let places = [
            "lib.rs",
            "./src/lib.rs",
            "src/",
            "src/**",
            "src/*.rs",
            "**/b.rs",
            "*.rs",
            "build.rs",
            "{src,x}/*.rs",
            "src/{a,x}/b.rs",
            "/x/*",
            "app",
            "app::a",
            "crate::a",
            "crate",
            "crate::{a,ab}",
            "{app,other}::a",
            "*::a",
            "**",
            "app::*::b",
            "**::f",
            "app::a*",
        ];
        let mut findings = Vec::new();
        for (file, rule) in files.iter().flat_map(|file| [(file, "one"), (file, "two")]) {
            findings.extend(items.iter().zip(1..).map(|(item, line)| finding(rule, file, item, line)));
        }
        let of = |places: &[&str]| exemption("one", places);
        let mut exemptions: Vec<Exemption> = places.iter().map(|place| of(&[place])).collect();
        exemptions.extend([of(&["src/", "app::a"]), of(&["src/", "app::a"]), exemption("none", &["**"])]);
        for some in exemptions.chunks(1).chain([exemptions.as_slice()]) {
            let mut covered = CoveredFindings::new(&findings);
            let taken = covered.by_config(0, &some.iter().collect::<Vec<_>>());
            let count = |exemption: &Exemption| findings.iter().filter(|finding| is_covered(finding, exemption)).count() as u64;
            assert_eq!(taken, some.iter().map(count).collect::<Vec<_>>(), "{some:?}");
            for (finding, exemption) in findings.iter().zip(covered.exemptions()) {
                let is_allowed = some.iter().any(|exemption| is_covered(finding, exemption));
                assert_eq!(exemption.is_some(), is_allowed, "{some:?}");
                assert!(exemption.is_none_or(|number| is_covered(finding, &some[number])), "{some:?}");
            }
        }
    }

    #[test]
    fn a_comment_covers_its_line_its_stretch_or_its_file() {
        let findings = [("b", 1), ("a", 3), ("a", 1), ("a", 2), ("a", 2)].map(|(file, line)| finding("one", file, "", line));
        let by = |rule: &str, covers: Option<Covers>| {
            let mut covered = CoveredFindings::new(&findings);
            let count = covered.by_comment(7, rule, &FilePath::new("a"), covers);
            (
                count,
                covered.exemptions().iter().map(|exemption| *exemption == Some(7)).collect(),
            )
        };
        assert_eq!(by("one", Some(Covers::Line(2))), (2, vec![false, false, false, true, true]));
        assert_eq!(
            by("one", Some(Covers::Bytes(20, 31))),
            (3, vec![false, true, false, true, true])
        );
        assert_eq!(by("one", Some(Covers::Bytes(31, 20))), (0, vec![false; 5]));
        assert_eq!(by("one", None), (4, vec![false, true, true, true, true]));
        assert_eq!(by("two", None), (0, vec![false; 5]));
    }

    /// Doubling findings and exemptions takes little more than twice the steps, wherever they are.
    #[test]
    fn allowances_and_findings_may_both_be_many() {
        let steps = |count: u32, apart: bool, work: &(dyn Fn(&mut CoveredFindings<'_>) + Sync)| {
            let file = |at: u32| if apart { format!("src/f{at}.rs") } else { "src/f.rs".into() };
            let findings: Vec<Finding> = (0..count)
                .map(|at| finding("one", &file(at), &format!("app::f{at}"), at))
                .collect();
            let mut covered = CoveredFindings::new(&findings);
            steps_of(|| work(&mut covered))
        };
        let comments = |count: u32, covers: fn(u32) -> Option<Covers>| {
            steps(count, false, &|covered| {
                (0..count).for_each(|at| {
                    covered.by_comment(0, "one", &FilePath::new("src/f.rs"), covers(at));
                });
            })
        };
        let config = |count: u32, place: fn(u32) -> String| {
            steps(count, true, &|covered| {
                let exemptions: Vec<Exemption> = (0..count).map(|at| exemption("one", &[&place(at)])).collect();
                covered.by_config(0, &exemptions.iter().collect::<Vec<_>>());
            })
        };
        let near_linear = |few: u64, many: u64| assert!(few > 0 && many * 2 < few * 5, "{few} steps, then {many}");
        for covers in [|at| Some(Covers::Line(at)), |at| Some(Covers::Bytes(0, at * 10)), |_| None] {
            near_linear(comments(500, covers), comments(1000, covers));
        }
        for place in [
            |at| format!("src/f{at}.rs"),
            |at| format!("f{at}.rs"),
            |at| format!("app::f{at}"),
            |at| format!("crate::f{at}"),
            |_| "src/".to_owned(),
        ] {
            near_linear(config(500, place), config(1000, place));
        }
    }
}
