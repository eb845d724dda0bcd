//! A service before its clean-up, `fixtures/legacy-service`: how much there is to do, and what `ssot fix` leaves for people.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::cli::Workspace;
use crate::fix::compile;
use crate::fixtures::marked_texts;
use crate::harness::root;

/// The files in which everything looks like a violation, and nothing is one.
const LOOK_ALIKES: [&str; 13] = [
    "auth/src/token_lifecycle.rs",
    "backend/src/look_alikes/alike.rs",
    "backend/src/look_alikes/constants.rs",
    "backend/src/look_alikes/environment.rs",
    "backend/src/look_alikes/imports.rs",
    "backend/src/look_alikes/managers.rs",
    "backend/src/look_alikes/texts.rs",
    "backend/src/look_alikes/uses.rs",
    "backend/src/websocket_core/auth_permissiveness.rs",
    "backend/src/websocket_core/auth_remediation.rs",
    "backend/src/websocket_core/websocket_manager.rs",
    "backend/tests/integration/look_alikes.rs",
    "test-support/src/probes.rs",
];

/// A copy, which a test may change.
fn legacy_service() -> Workspace {
    let files = marked_texts(&root().join("fixtures/legacy-service"));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Workspace::of(&files)
}

fn findings(workspace: &Workspace) -> Vec<Value> {
    let run = workspace.run(&["check", "--format", "json"]);
    let mut report: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let findings = report["findings"].take();
    findings.as_array().expect("findings are an array").clone()
}

fn counts<'f>(findings: impl IntoIterator<Item = &'f Value>, field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(text(finding, field).to_owned()).or_default() += 1;
    }
    counts
}

fn text<'f>(finding: &'f Value, field: &str) -> &'f str {
    finding[field]
        .as_str()
        .unwrap_or_else(|| panic!("`{field}` is a text: {finding}"))
}

fn of_rule<'f>(findings: &'f [Value], rule: &str) -> Vec<&'f Value> {
    findings.iter().filter(|finding| finding["rule"] == rule).collect()
}

fn expected<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    counts.map(|(name, count)| (name.to_owned(), count)).into()
}

#[test]
fn all_that_is_seeded_is_found() {
    let findings = findings(&legacy_service());
    let by_rule = expected([
        ("deprecated-import-path", 78),
        ("direct-env-access", 20),
        ("duplicate-implementation", 13),
        ("non-factory-construction", 30),
        ("rival-definition", 2),
        ("scattered-import-paths", 7),
        ("shared-manager", 6),
    ]);
    assert_eq!(counts(&findings, "rule"), by_rule);
    let deprecated = of_rule(&findings, "deprecated-import-path");
    assert_eq!(counts(deprecated, "class"), expected([("production", 11), ("test", 67)]));
}

/// The manager and its neighbours are imported by 18 paths that have a successor.
#[test]
fn each_old_path_is_told() {
    let findings = findings(&legacy_service());
    let deprecated = of_rule(&findings, "deprecated-import-path");
    let paths = deprecated.iter().map(|finding| text(finding, "message").split('`').nth(1));
    let paths: BTreeSet<&str> = paths.map(|path| path.expect("the message names the path")).collect();
    assert_eq!(paths.len(), 18, "{paths:#?}");
}

#[test]
fn look_alikes_are_silent() {
    let workspace = legacy_service();
    for file in LOOK_ALIKES {
        assert!(workspace.folder().join(file).exists(), "{file}");
    }
    let mut findings = findings(&workspace);
    let places = |finding: &Value| {
        let related = finding["related"].as_array().cloned().unwrap_or_default();
        let violating = related.into_iter().filter(|place| place["violating"] == true);
        violating.chain([finding.clone()]).collect::<Vec<Value>>()
    };
    findings.retain(|finding| places(finding).iter().any(|place| LOOK_ALIKES.contains(&text(place, "file"))));
    assert!(findings.is_empty(), "{findings:#?}");
}

/// What is left needs a decision:
///
/// - of the imports: two by a glob, two in macros, three whose successor is a method, two with comments between them, and two in
///   a crate that does not depend on that of the successor
/// - of the environment: seven that write it or read other things than one text, two in macros, one re-export, one at build time,
///   and one in a crate that does not depend on that of the owner
/// - what to construct, to keep and to rename
#[test]
fn fixes_leave_what_people_decide() {
    let workspace = legacy_service();
    compile(workspace.folder(), "before");
    let run = workspace.run(&["fix", "--allow-dirty"]);
    assert!(run.err.contains("fixed 75 findings in 34 files"), "{run:?}");
    assert!(!run.err.contains("not fixed"), "{run:?}");
    compile(workspace.folder(), "afterwards");
    let left = expected([
        ("deprecated-import-path", 11),
        ("direct-env-access", 12),
        ("duplicate-implementation", 13),
        ("non-factory-construction", 30),
        ("rival-definition", 2),
        ("scattered-import-paths", 2),
        ("shared-manager", 6),
    ]);
    assert_eq!(counts(&findings(&workspace), "rule"), left);
    let again = workspace.run(&["fix", "--diff", "--allow-dirty"]);
    assert_eq!(again.out, "", "the second time there is nothing to fix");
}

#[test]
fn an_audit_lists_each_migration_with_its_successor_and_count() {
    let run = legacy_service().run(&["check", "--format", "audit-json"]);
    let audit: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let migrations = audit["migrations"].as_array().expect("migrations are an array");
    let findings: u64 = migrations.iter().filter_map(|migration| migration["findings"].as_u64()).sum();
    assert_eq!((migrations.len(), findings), (18, 78));
    assert!(
        migrations
            .iter()
            .all(|migration| text(migration, "help").starts_with("use `")),
        "{migrations:#?}"
    );
    let by_sites: Vec<u64> = migrations
        .iter()
        .filter_map(|migration| migration["sites"].as_u64())
        .collect();
    assert!(by_sites.is_sorted_by(|one, other| one >= other), "{by_sites:?}");
}
