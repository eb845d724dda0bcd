//! The model obeys every rule, and breaks each of them by exactly one small edit: `reference-service/breakages/`.
//!
//! A breakage is a page: the rule's id, one sentence, then for each file a line ``Append to `path`:`` and the code, with
//! marks where it is found.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ssot::finding::FilePath;
use ssot::snapshot::Snapshot;

use crate::harness::{Files, all_packs, report, report_on, unmet};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference-service")
}

fn snapshot() -> Snapshot {
    Snapshot::worktree(&root()).expect("the reference service is part of the repository")
}

#[test]
fn the_reference_service_is_clean() {
    let snapshot = snapshot();
    let report = report_on(&snapshot);
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!(
        report.score.overall.map(|overall| overall.to_string()).as_deref(),
        Some("100.0")
    );
    assert!(!report.gate.failed, "{:?}", report.gate);
    assert_eq!(report.looked_at.exemptions, 0, "a model needs no exemptions");
    assert!(report.looked_at.files.values().sum::<u64>() > 30, "all of it was looked at");
}

#[test]
fn each_breakage_gives_exactly_its_finding() {
    let whole = texts();
    let mut failures = String::new();
    for (rule, page) in breakages() {
        let mut files = whole.clone();
        for (path, code) in edits(&page) {
            let file = files
                .get_mut(&path)
                .unwrap_or_else(|| panic!("{rule}: there is no `{path}` to append to"));
            *file += &code;
        }
        if let Some(difference) = unmet(&files) {
            failures += &format!("{rule}:\n{difference}\n");
        }
        let found: BTreeSet<_> = report(&files)
            .findings
            .iter()
            .map(|finding| finding.rule.to_string())
            .collect();
        assert_eq!(
            found,
            BTreeSet::from([rule.clone()]),
            "{rule}: a breakage breaks its own rule"
        );
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_shipped_rule_has_a_breakage() {
    let rules: BTreeSet<String> = all_packs().rules.iter().map(|rule| rule.id.to_string()).collect();
    let pages: BTreeSet<String> = breakages().into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(
        pages, rules,
        "reference-service/breakages/<rule-id>.md shows the smallest edit that breaks a rule"
    );
}

#[test]
fn every_breakage_page_has_the_same_form() {
    for (rule, page) in breakages() {
        let (title, rest) = page.split_once("\n\n").unwrap_or_default();
        let (sentence, rest) = rest.split_once("\n\n").unwrap_or_default();
        assert_eq!(title, format!("# {rule}"), "the page begins with the rule's id");
        assert!(
            sentence.ends_with('.') && !sentence.contains('\n'),
            "{rule}: then a sentence on what goes wrong"
        );
        assert!(rest.starts_with("Append to `"), "{rule}: then the edits");
        assert!(
            page.contains("//~ ") || page.contains("#~ "),
            "{rule}: the code says where it is found"
        );
    }
}

/// Each file as it would be compared with marks; it has none of its own.
fn texts() -> Files {
    let snapshot = snapshot();
    let text = |file: &FilePath| snapshot.text(file).expect("the reference service can be read");
    snapshot.files().map(|file| (file.as_str().to_owned(), text(file))).collect()
}

/// Every page by the id of its rule.
fn breakages() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("breakages")).expect("the breakages are part of the repository");
    let mut pages: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.expect("the folder can be read").path();
            let name = path
                .file_stem()
                .and_then(|name| name.to_str())
                .expect("a page is named by its rule");
            (name.to_owned(), fs::read_to_string(&path).expect("a page can be read"))
        })
        .collect();
    pages.sort();
    pages
}

/// What a page appends, by file.
fn edits(page: &str) -> Vec<(String, String)> {
    let mut edits = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let path = line.strip_prefix("Append to `").and_then(|rest| rest.strip_suffix("`:"));
        let Some(path) = path else { continue };
        let block = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
        let code: Vec<&str> = block.take_while(|line| !line.starts_with("```")).collect();
        edits.push((path.to_owned(), code.join("\n") + "\n"));
    }
    edits
}
