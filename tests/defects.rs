//! Faults of an earlier tool of this sort, each of which must be impossible here. Those of the score's arithmetic (findings
//! cut off before scoring, files above the line that are not below it, several files in one entry, nothing out of nothing
//! being 100) are tested beside it, in `linter/src/score/tests.rs`; files that do not parse in `hostile.rs`.

use ssot::check::gate::QualityGate;
use ssot::check::{Request, check};
use ssot::config::Config;
use ssot::finding::{FilePath, Severity};
use ssot::snapshot::Snapshot;

use crate::harness::{Files, report, unmet, with_manifest};

const READS_ENVIRONMENT: &str = "fn f() { std::env::var(\"X\").ok(); } //~ direct-env-access\n";

fn files<const N: usize>(files: [(&str, &str); N]) -> Files {
    with_manifest(
        files
            .into_iter()
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect(),
        "app",
    )
}

#[track_caller]
fn holds(files: &Files) {
    let difference = unmet(files);
    assert!(difference.is_none(), "{}", difference.unwrap_or_default());
}

/// Sections once filtered by names that no checker gave any more, and said PASS beside a FAIL.
#[test]
fn the_summary_counts_exactly_what_is_listed() {
    let report = report(&files([
        ("src/lib.rs", READS_ENVIRONMENT),
        ("src/main.rs", READS_ENVIRONMENT),
    ]));
    let violating: u64 = report.score.rules.iter().map(|rule| rule.violating).sum();
    assert_eq!(
        violating,
        report.findings.iter().map(ssot::finding::Finding::sites).sum::<u64>()
    );
    assert!(report.gate.failed, "high findings fail the default gate");
}

/// The fix that one rule proposed was itself on its list.
#[test]
fn advice_to_use_a_forbidden_path_is_a_mistake() {
    holds(&files([
        (
            "ssot.toml",
            "[concept.env]
bypasses = [
    { path = \"std::env::var\", instead = \"app::old::get\" }, #~ config-mistake: `app::old::get` is advised here and deprecated
]
[concept.get]
canonical = \"app::new::get\"
deprecated = [\"app::old::get\"]
",
        ),
        (
            "src/lib.rs",
            "pub mod new { pub fn get() {} }\npub mod old { pub use crate::new::get; }\n",
        ),
    ]));
}

/// Folders were left out where a part of their absolute path was `lib`, `env`, `docs` or `build`.
#[test]
fn no_folder_is_excluded_by_its_name() {
    holds(&files([
        ("src/lib.rs", "mod env; mod docs; mod build; mod inner;"),
        ("src/env/mod.rs", READS_ENVIRONMENT),
        ("src/docs/mod.rs", READS_ENVIRONMENT),
        ("src/build/mod.rs", READS_ENVIRONMENT),
        ("src/inner.rs", "mod lib;"),
        ("src/inner/lib/mod.rs", READS_ENVIRONMENT),
    ]));
}

/// Exclusions were compared with forward slashes only, so one platform saw more files than another.
#[test]
fn paths_are_the_same_on_every_platform() {
    assert_eq!(FilePath::join("src", "a\\b.rs"), FilePath::join("src", "a/b.rs"));
    assert_eq!(FilePath::join("src", "./../x/./y.rs"), Some(FilePath::new("x/y.rs")));
    assert_eq!(FilePath::join("src", "../../x.rs"), None);
}

/// A threshold that counted only with a second flag.
#[test]
fn a_minimum_score_fails_by_itself() {
    let snapshot = Snapshot::from_texts([("main.rs", READS_ENVIRONMENT)]);
    let config = Config::from_snapshot(&snapshot);
    let gate = QualityGate {
        fail_on: Severity::Critical,
        min_score: Some(99.0),
        deny: Vec::new(),
        ratchets: Vec::new(),
    };
    let verdict = check(&snapshot, &config, &gate, &Request::default()).gate;
    assert!(verdict.failed && verdict.reasons[0].contains("is below 99.0"), "{verdict:?}");
}

/// A status that counted high and medium findings only.
#[test]
fn critical_findings_alone_fail() {
    let configuration = "[rule.direct-env-access]\nseverity = \"critical\"\n[gate]\nfail-on = \"high\"\n";
    let report = report(&files([("ssot.toml", configuration), ("src/lib.rs", READS_ENVIRONMENT)]));
    assert!(report.gate.failed, "{:?}", report.gate);
}

/// The folder with the main code was not among those looked at by default.
#[test]
fn every_crate_of_the_tree_is_checked_by_default() {
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nedition = \"2021\"\n");
    holds(&files([
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"services/*\"]\n"),
        ("app/Cargo.toml", &package("app")),
        ("app/src/main.rs", READS_ENVIRONMENT),
        ("services/auth/Cargo.toml", &package("auth")),
        ("services/auth/src/lib.rs", READS_ENVIRONMENT),
        ("not-a-member/Cargo.toml", &package("other")),
        ("not-a-member/src/lib.rs", READS_ENVIRONMENT),
        ("scripts/tool.rs", READS_ENVIRONMENT),
    ]));
}

/// Patterns of text matched comments, strings and the checker itself.
#[test]
fn comments_and_strings_are_not_code() {
    holds(&files([(
        "src/lib.rs",
        "//! std::env::var(\"X\")\n// std::env::var(\"X\")\n/* std::env::var(\"X\") */\nconst A: &str = \"std::env::var(X)\";\nconst B: &str = r#\"env::var(\"X\")\"#;\n",
    )]));
}

/// The search for copies looked at plain functions only, and most of the code was async.
#[test]
fn async_functions_methods_and_associated_functions_are_compared() {
    let body = "(x: u32) -> u32 { let mut sum = 0; for i in 0..x { if i % 3 == 0 || i % 5 == 0 { sum += step(i) * 2 + 1; } else { sum -= 1; } } sum }";
    let text = format!(
        "pub async fn plain{body}\nstruct S;\nimpl S {{\n    async fn method{body} //~ duplicate-implementation: one of 2 copies\n    async unsafe fn other{body}\n}}\n"
    );
    holds(&files([("src/lib.rs", &text)]));
}

/// What is of no type that is known here may still be told from what is asked about, by its arguments and by what can see it.
#[test]
fn calls_that_cannot_be_a_deprecated_method_are_not_unknown() {
    let methods = |calls: &str| {
        let text = format!(
            "pub struct A;\nimpl A {{ #[deprecated] pub fn old(&self, _: u8) {{}} }}\n\
             mod inner {{ pub struct B; impl B {{ #[deprecated] fn own(&self) {{}} }} }}\n\
             fn f(a: A, u: elsewhere::U) {{ {calls} }}\n"
        );
        let files = files([("src/lib.rs", &text)]);
        let report = report(&files);
        let found = report
            .findings
            .iter()
            .filter(|finding| &*finding.rule == "deprecated-import-path");
        (
            found.count(),
            report.looked_at.unknown_methods,
            report.looked_at.unknown_paths,
        )
    };
    assert_eq!(methods("a.old(1);"), (1, 0, 0));
    assert_eq!(methods("u.old(1);"), (0, 1, 0));
    assert_eq!(methods("u.old(); u.old(1, 2); u.old; u.own();"), (0, 0, 0));
}
