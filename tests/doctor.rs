//! `ssot doctor`: where a rule finds something, its probes are found as well; where it can find nothing, that is said.

use std::collections::BTreeSet;

use ssot::check::Request;
use ssot::config::Config;
use ssot::doctor::{ExaminedRule, ProofResult, examine};
use ssot::rules::KINDS;
use ssot::snapshot::Snapshot;

use crate::harness::{Files, report, root, with_manifest};
use crate::pages::sections;

fn examined(files: &Files) -> Vec<ExaminedRule> {
    let snapshot = Snapshot::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    examine(&snapshot, &Config::from_snapshot(&snapshot), &Request::default())
}

/// On the pages of all kinds: a rule that reports something in a section can report something.
#[test]
fn a_rule_with_findings_has_a_probe_that_is_found() {
    let mut failures = String::new();
    let mut kinds_without_proof: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name).collect();
    for kind in KINDS {
        for (title, files) in sections(kind.page) {
            let files = with_manifest(files, "app");
            let found = report(&files).findings;
            let snapshot = Snapshot::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
            let rules = Config::from_snapshot(&snapshot).rules;
            let of_kind = rules.iter().filter(|rule| rule.kind.value == kind.name);
            let examined = examined(&files);
            for rule in of_kind.filter(|rule| found.iter().any(|finding| finding.rule == rule.id)) {
                let of_rule = examined.iter().filter(|examined| examined.rule == rule.id);
                let mut of_rule = of_rule.flat_map(|examined| &examined.contracts);
                match of_rule.any(|proof| proof.result == ProofResult::Found) {
                    true => drop(kinds_without_proof.remove(kind.name)),
                    false => failures += &format!("{}, {title}: {}\n", kind.name, rule.id),
                }
            }
        }
    }
    assert!(failures.is_empty(), "rules that report something, but no probe:\n{failures}");
    assert!(kinds_without_proof.is_empty(), "{kinds_without_proof:?}");
}

#[test]
fn every_contract_of_the_reference_service_can_be_broken() {
    let snapshot = Snapshot::worktree(&root().join("reference-service")).expect("it is a folder");
    let examined = examine(&snapshot, &Config::from_snapshot(&snapshot), &Request::default());
    let open: Vec<&ExaminedRule> = examined
        .iter()
        .filter(|rule| rule.contracts.is_empty() || rule.contracts.iter().any(|proof| proof.result != ProofResult::Found))
        .collect();
    let contracts: usize = examined.iter().map(|rule| rule.contracts.len()).sum();
    assert!(contracts > 300 && open.is_empty(), "{open:#?}");
}

#[test]
fn contracts_that_nothing_can_break_are_told() {
    let files = [
        ("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n"),
        (
            "ssot.toml",
            "[concept.environment]\n\
             canonical = \"app::env\"\n\
             bypasses = [\"std::env::var\", \"std::env::vra\", \"nowhere::read\"]\n\
             [concept.clock]\n\
             canonical = \"app::clock\"\n\
             bypasses = [\"std::time::Instant::now\"]\n\
             [concept.files]\n\
             canonical = \"app::files\"\n\
             bypasses = [\"std::fs::read\"]\n\
             allow-in = [\"src/**\"]\n",
        ),
        ("src/lib.rs", "pub mod env;\npub mod files;\n"),
        ("src/env.rs", "pub fn read() { std::env::var(\"A\").ok(); }\n"),
        ("src/files.rs", ""),
    ];
    let files: Files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let told: Vec<(String, Option<String>)> = examined(&files)
        .into_iter()
        .filter(|examined| examined.rule.starts_with("direct"))
        .flat_map(|examined| examined.contracts)
        .map(|proof| match proof.result {
            ProofResult::Found => (proof.subject, None),
            ProofResult::NotFound(why) => (proof.subject, Some(why)),
        })
        .collect();
    let nothing = "no crate can write code that breaks it: nothing leads there, or every place is allowed or exempt";
    let expected = [
        (
            "std::time::Instant::now",
            Some("`app::clock`, the canonical path of `clock`, is not in the workspace"),
        ),
        ("std::fs::read", Some(nothing)),
        ("std::env::var", None),
        ("std::env::vra", Some("`std::env::vra` names nothing")),
        ("nowhere::read", Some("no crate of the workspace depends on `nowhere`")),
    ];
    let expected: Vec<(String, Option<String>)> = expected
        .map(|(subject, why)| (subject.to_owned(), why.map(str::to_owned)))
        .into();
    let (told, expected): (BTreeSet<_>, BTreeSet<_>) = (told.into_iter().collect(), expected.into_iter().collect());
    assert_eq!(told, expected);
}
