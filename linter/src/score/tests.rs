use proptest::prelude::*;

use super::*;
use crate::finding::Related;

fn path(name: &str) -> FilePath {
    FilePath::new(name)
}

fn finding(file: &str, category: &str, severity: Severity) -> Finding {
    Finding {
        rule: "rule".into(),
        category: category.into(),
        concept: None,
        severity,
        class: Class::Production,
        place: Place::file(path(file)),
        item: String::new(),
        message: String::new(),
        help: None,
        related: Vec::new(),
        fix: None,
        fingerprint: Fingerprint::default(),
        content: Fingerprint::default(),
    }
}

fn conforming(category: &str, sites: u64) -> Conforming {
    Conforming {
        rule: "rule".into(),
        category: category.into(),
        concept: None,
        class: Class::Production,
        file: path("a.rs"),
        sites,
    }
}

fn score(findings: &[Finding], sites: &[Conforming]) -> Score {
    Score::new(
        &[(path("a.rs"), Class::Production)],
        &Vec::from_iter(findings),
        &Vec::from_iter(sites),
        &BTreeMap::new(),
    )
}

#[test]
fn golden_vectors_of_file_compliance() {
    let shown = |files, violating| Compliance::new(files, violating).score.map(|score| score.to_string());
    assert_eq!(shown(1144, 15).as_deref(), Some("98.7"));
    assert_eq!(shown(865, 0).as_deref(), Some("100.0"));
    assert_eq!(shown(279, 12).as_deref(), Some("95.7"));
    assert_eq!(shown(865, 136).as_deref(), Some("84.3"));
    assert_eq!(shown(23, 1).as_deref(), Some("95.7"));
    assert_eq!(shown(0, 0), None, "no files are not applicable, never 100");
}

#[test]
fn golden_vector_of_the_mean() {
    let sites: Vec<_> = [("a", 95), ("b", 94), ("c", 91), ("d", 89)]
        .into_iter()
        .map(|(name, sites)| conforming(name, sites))
        .collect();
    let findings: Vec<_> = [("a", 5), ("b", 6), ("c", 9), ("d", 11)]
        .into_iter()
        .flat_map(|(name, count)| (0..count).map(move |_| finding("a.rs", name, Severity::Low)))
        .collect();
    let score = score(&findings, &sites);
    assert_eq!(score.overall, Some(Points(92_250_000_000)));
    assert_eq!(score.label, Label::Excellent);
}

#[test]
fn a_category_without_sites_is_not_applicable() {
    let score = score(&[], &[]);
    assert_eq!((score.overall, score.label), (None, Label::NotApplicable));
}

#[test]
fn one_critical_finding_keeps_the_label_below_excellent() {
    let score = score(&[finding("a.rs", "a", Severity::Critical)], &[conforming("a", 10_000)]);
    assert!(score.overall.is_some_and(|overall| overall.as_f64() > 99.0));
    assert_eq!(score.label, Label::VeryGood);
}

#[test]
fn a_score_below_100_is_never_shown_as_100() {
    assert_eq!(
        Compliance::new(1_000_000, 1).score.map(|score| score.to_string()).as_deref(),
        Some("99.9")
    );
}

/// A severe finding costs whatever else there is: nothing is cut off before the score is computed.
#[test]
fn every_finding_counts_however_many_there_are() {
    let findings: Vec<_> = (0..500).map(|_| finding("a.rs", "a", Severity::High)).collect();
    let score = score(&findings, &[conforming("a", 1000)]);
    assert_eq!(score.categories[0].violating, 500);
    assert_eq!(score.ledger.len(), 500);
    assert_eq!(score.overall.map(|overall| overall.to_string()).as_deref(), Some("33.3"));
}

#[test]
fn violating_files_are_counted_only_if_they_were_checked() {
    let mut stray = finding("a.rs", "a", Severity::High);
    stray.related.push(Related {
        place: Place::file(path("not-audited.rs")),
        label: String::new(),
        violating: true,
    });
    let findings = [finding("Cargo.toml", "input", Severity::Medium), stray];
    let score = score(&findings, &[]);
    assert_eq!(score.files.overall, Compliance::new(1, 1));
}

#[test]
fn a_finding_with_copies_in_several_files_counts_in_each() {
    let files = [
        (path("a.rs"), Class::Production),
        (path("b.rs"), Class::Test),
        (path("c.rs"), Class::Production),
    ];
    let mut duplicate = finding("a.rs", "a", Severity::High);
    duplicate.related.push(Related {
        place: Place::file(path("b.rs")),
        label: String::new(),
        violating: true,
    });
    let score = Score::new(&files, &[&duplicate], &[], &BTreeMap::new());
    assert_eq!(score.files.production, Compliance::new(2, 1));
    assert_eq!(score.files.test, Compliance::new(1, 1));
    assert_eq!(score.files.overall, Compliance::new(3, 2));
    assert_eq!(score.categories[0].weighted, 8);
}

proptest! {
    #[test]
    fn deductions_add_up_to_what_is_missing(
        sites in prop::collection::vec((0usize..4, 0u64..50), 0..8),
        broken in prop::collection::vec((0usize..4, 0usize..4), 0..40),
        weights in prop::collection::vec(0.0f64..10.0, 4),
    ) {
        const NAMES: [&str; 4] = ["a", "b", "c", "d"];
        let sites: Vec<_> = sites.into_iter().map(|(name, sites)| conforming(NAMES[name], sites)).collect();
        let findings: Vec<_> = broken.into_iter().map(|(name, severity)| finding("a.rs", NAMES[name], Severity::ALL[severity])).collect();
        let weights = NAMES.into_iter().map(Into::into).zip(weights).collect();
        let score = Score::new(&[(path("a.rs"), Class::Production)], &Vec::from_iter(&findings), &Vec::from_iter(&sites), &weights);
        if let Some(overall) = score.overall {
            let lost: u64 = score.ledger.iter().map(|deduction| deduction.points.0).sum();
            prop_assert_eq!(overall.0 + lost, Points::FULL.0);
        }
    }
}
