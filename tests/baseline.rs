//! `ssot baseline` and what `ssot check` makes of its file.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use ssot::check::Request;
use ssot::check::baseline::{Baseline, FILE};
use ssot::snapshot::Snapshot;

use crate::cli::{BREAKS, CONTRACT, KEEPS, MANIFEST, Run, Workspace, commit};
use crate::harness::{Files, report, report_as_asked};

const LATE: (&str, &str) = ("src/late.rs", "fn home() { std::env::var(\"HOME\").ok(); }\n");
const BOTH: (&str, &str) = ("src/lib.rs", "mod boot;\nmod config;\nmod late;\n");

/// A workspace with one finding, which is in its baseline.
fn accepted() -> Workspace {
    let workspace = Workspace::broken();
    let run = workspace.run(&["baseline", "create"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "1 finding in `ssot-baseline.txt`: 1 record added, 0 records removed\n")
    );
    workspace
}

fn written(workspace: &Workspace) -> String {
    fs::read_to_string(workspace.folder().join(FILE)).expect("the baseline is there")
}

fn check(workspace: &Workspace, how: &[&str]) -> Run {
    workspace.run(&[&["check"], how].concat())
}

#[test]
fn accepted_findings_are_counted_and_not_reported() {
    let workspace = accepted();
    let run = check(&workspace, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("baseline    1 finding in the baseline"), "{}", run.out);
    assert_eq!(check(&workspace, &["--locked"]).code, 0);
    assert_eq!(check(&workspace, &["--no-baseline"]).code, 1);
    let told = |how: &[&str]| -> serde_json::Value {
        serde_json::from_str(&check(&workspace, &[&["--format", "json"], how].concat()).out).expect("one document")
    };
    let (with, without) = (told(&[]), told(&["--no-baseline"]));
    assert_eq!(with["looked-at"]["baselined"], 1);
    assert_eq!(with["score"], without["score"], "the score is not touched");
    assert_eq!(check(&workspace, &["--min-score", "99"]).code, 1, "nor what is asked of it");
}

#[test]
fn findings_of_strict_rules_are_never_accepted() {
    let workspace = accepted();
    let text = format!("{}\n[rule.direct-env-access]\nstrict = true\n", CONTRACT.1);
    workspace.write(CONTRACT.0, &text);
    let run = check(&workspace, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(!run.out.contains("in the baseline"), "{}", run.out);
    assert_eq!(workspace.run(&["baseline", "update"]).code, 0);
    assert!(!written(&workspace).contains("direct-env-access"));
}

#[test]
fn new_findings_are_reported() {
    let workspace = accepted();
    workspace.write(LATE.0, LATE.1);
    workspace.write(BOTH.0, BOTH.1);
    let run = check(&workspace, &["--format", "concise"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.out.contains("src/late.rs") && !run.out.contains("src/boot.rs"),
        "{}",
        run.out
    );
    let diff = workspace.run(&["baseline", "diff"]).out;
    assert!(
        diff.starts_with('+') && diff.ends_with("direct-env-access src/late.rs\n"),
        "{diff}"
    );
    workspace.run(&["baseline", "prune"]);
    assert_eq!(check(&workspace, &[]).code, 1, "`prune` accepts nothing");
    workspace.run(&["baseline", "update"]);
    assert_eq!(check(&workspace, &[]).code, 0);
    assert_eq!(workspace.run(&["baseline", "diff"]).out, "");
}

#[test]
fn fixed_findings_are_stale_until_they_are_pruned() {
    let workspace = accepted();
    workspace.write(KEEPS.0, KEEPS.1);
    let run = check(&workspace, &[]);
    assert_eq!(run.code, 0, "an improvement fails nothing: {run:?}");
    assert!(run.out.contains("1 record of the baseline without a finding"), "{}", run.out);
    let locked = check(&workspace, &["--locked"]);
    assert_eq!(locked.code, 1, "{locked:?}");
    assert!(locked.out.contains("ssot baseline prune"), "{}", locked.out);
    // A run that looks at a part, or leaves out a rule, knows the whole all the same.
    assert_eq!(
        check(
            &workspace,
            &["--locked", "-A", "direct-env-access", ".", "--", "src/config.rs"]
        )
        .code,
        1
    );
    workspace.run(&["baseline", "prune"]);
    assert_eq!(written(&workspace), "# ssot-baseline version 1\n");
    assert_eq!(check(&workspace, &["--locked"]).code, 0);
}

#[test]
fn code_that_does_not_parse_makes_no_record_stale() {
    let workspace = accepted();
    let before = written(&workspace);
    workspace.write(BREAKS.0, "fn port() { } }\n");
    assert!(!check(&workspace, &[]).out.contains("without a finding"));
    workspace.run(&["baseline", "prune"]);
    assert_eq!(written(&workspace), before);
}

#[test]
fn findings_of_a_moved_file_stay_in_the_baseline() {
    let workspace = accepted();
    fs::rename(
        workspace.folder().join("src/boot.rs"),
        workspace.folder().join("src/start.rs"),
    )
    .expect("writable");
    workspace.write("src/lib.rs", "mod config;\nmod start;\n");
    assert_eq!(check(&workspace, &["--locked"]).code, 0);
    workspace.run(&["baseline", "prune"]);
    assert!(
        written(&workspace).ends_with(" direct-env-access src/start.rs\n"),
        "{}",
        written(&workspace)
    );
}

/// Rivals are known by their names, not by the modules that they are in.
#[test]
fn a_rival_in_a_module_that_is_moved_is_not_new() {
    let workspace = Workspace::of(&[
        MANIFEST,
        (
            "ssot.toml",
            "[concept.pool]\ncanonical = \"app::Pool\"\nrivals = [\"*Pool\"]\n",
        ),
        ("src/lib.rs", "pub struct Pool;\npub mod second;\n"),
        ("src/second.rs", "pub struct SecondPool;\n"),
    ]);
    assert_eq!(workspace.run(&["baseline", "create"]).code, 0);
    fs::create_dir(workspace.folder().join("src/legacy")).expect("writable");
    fs::rename(
        workspace.folder().join("src/second.rs"),
        workspace.folder().join("src/legacy/second.rs"),
    )
    .expect("writable");
    workspace.write("src/lib.rs", "pub struct Pool;\npub mod legacy;\n");
    workspace.write("src/legacy/mod.rs", "pub mod second;\n");
    let moved = check(&workspace, &["--locked"]);
    assert_eq!(moved.code, 0, "{moved:?}");
}

/// Each call of a method is fixed by itself, so one more is new.
#[test]
fn one_more_call_of_a_deprecated_method_is_new() {
    const POOL: &str =
        "pub struct Pool;\nimpl Pool { pub fn get(&self) {} pub fn acquire(&self) {} }\npub fn f(pool: &Pool) { pool.get(); }\n";
    let workspace = Workspace::of(&[
        MANIFEST,
        (
            "ssot.toml",
            "[concept.pool]\ncanonical = \"app::Pool::acquire\"\ndeprecated = [\"app::Pool::get\"]\n",
        ),
        ("src/lib.rs", POOL),
    ]);
    assert_eq!(workspace.run(&["baseline", "create"]).code, 0);
    workspace.write("src/lib.rs", &format!("{POOL}pub fn g(pool: &Pool) {{ pool.get(); }}\n"));
    let run = check(&workspace, &["-D", "deprecated-import-path"]);
    assert!(run.code == 1 && run.out.contains("src/lib.rs:4:"), "{run:?}");
}

#[test]
fn a_baseline_is_not_written_in_ci() {
    let workspace = accepted();
    for what in [&["create"][..], &["update"], &["prune"], &["merge", FILE, FILE]] {
        let run = workspace.run_with(&[("CI", "true")], &[&["baseline"], what].concat());
        run.is_refused_with(&["a baseline is not written in CI", "--write-in-ci"]);
    }
    assert_eq!(workspace.run_with(&[("CI", "true")], &["baseline", "diff"]).code, 0);
    assert_eq!(
        workspace
            .run_with(&[("CI", "true")], &["baseline", "update", "--write-in-ci"])
            .code,
        0
    );
    assert_eq!(workspace.run_with(&[("CI", "true")], &["check"]).code, 0);
}

#[test]
fn refusals_say_what_to_do() {
    let workspace = accepted();
    workspace
        .run(&["baseline", "create"])
        .is_refused_with(&["baseline already", "ssot baseline update"]);
    workspace.write(FILE, "<<<<<<< HEAD\n");
    for command in [&["check"][..], &["baseline", "update"], &["baseline", "merge", FILE, FILE]] {
        workspace
            .run(command)
            .is_refused_with(&["line 1 is no record", "git checkout"]);
    }
    assert_eq!(check(&workspace, &["--no-baseline"]).code, 1);
    fs::remove_file(workspace.folder().join(FILE)).expect("writable");
    for what in ["update", "prune", "diff"] {
        workspace
            .run(&["baseline", what])
            .is_refused_with(&["there is no baseline", "ssot baseline create"]);
    }
}

#[test]
fn files_are_merged_into_the_first() {
    let workspace = accepted();
    let base = written(&workspace);
    workspace.write("base.txt", &base);
    workspace.write("theirs.txt", "# ssot-baseline version 1\n");
    let merge = |how: &[&str]| workspace.run(&[&["baseline", "merge", FILE, "theirs.txt"], how].concat()).out;
    assert_eq!(merge(&[]), "1 finding in `ssot-baseline.txt`\n");
    assert_eq!(written(&workspace), base);
    assert_eq!(merge(&["--base", "base.txt"]), "0 findings in `ssot-baseline.txt`\n");
}

/// What is staged is judged by the baseline that is staged.
#[test]
fn a_change_may_add_findings_that_its_baseline_accepts() {
    let workspace = accepted();
    if !commit(&workspace, 1, "first") {
        return;
    }
    workspace.write(LATE.0, LATE.1);
    workspace.write(BOTH.0, BOTH.1);
    assert_eq!(check(&workspace, &["--since", "HEAD"]).code, 1);
    workspace.run(&["baseline", "update"]);
    assert_eq!(check(&workspace, &["--since", "HEAD"]).code, 0);
    assert_eq!(check(&workspace, &["--since", "HEAD", "--no-baseline"]).code, 1);
}

/// A package in which each of the named modules reads some variables.
fn tree(modules: &[(String, Vec<u8>)]) -> Files {
    let root: String = modules.iter().map(|(name, _)| format!("mod {name};\n")).collect();
    let mut files = Files::from([(MANIFEST.0.into(), MANIFEST.1.into()), ("src/lib.rs".into(), root)]);
    for (name, variables) in modules {
        let reads = variables.iter().enumerate();
        let reads = reads.map(|(at, variable)| format!("fn read_{at}() {{ std::env::var(\"{variable}\").ok(); }}\n"));
        files.insert(format!("src/{name}.rs"), reads.collect());
    }
    files
}

fn baseline(modules: &[(String, Vec<u8>)]) -> Baseline {
    Baseline::from_findings(&report(&tree(modules)).findings)
}

fn modules(names: &'static str) -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let variables = prop::collection::vec(0..4u8, 0..5);
    prop::collection::btree_map(names, variables, 0..4).prop_map(|modules| modules.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(0x5507),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// As git's union driver does it: all lines of both, in an order that nobody has chosen.
    #[test]
    fn the_union_of_two_branches_is_the_baseline_of_the_merged_tree(
        base in modules("base_[a-c]"), ours in modules("ours_[a-c]"), theirs in modules("theirs_[a-c]"), seed in any::<u64>(),
    ) {
        let on = |branches: &[&Vec<(String, Vec<u8>)>]| baseline(&branches.iter().copied().flatten().cloned().collect::<Vec<_>>());
        let (one, other) = (on(&[&base, &ours]), on(&[&base, &theirs]));
        let merged = on(&[&base, &ours, &theirs]);
        prop_assert_eq!(&one.merge(&other, None), &merged);
        prop_assert_eq!(&other.merge(&one, Some(&on(&[&base]))), &merged);
        let text = format!("{one}{other}");
        let mut lines: Vec<&str> = text.lines().collect();
        let middle = seed as usize % lines.len();
        lines.rotate_left(middle);
        prop_assert_eq!(&Baseline::parse(&(lines.join("\n") + "\n")).expect("both were written by this program"), &merged);
    }

    #[test]
    fn only_findings_outside_the_baseline_are_reported(modules in modules("[a-d]")) {
        let files = tree(&modules);
        let all = report(&files);
        let request = |findings: &[ssot::finding::Finding]| Request {
            baseline: Some(Baseline::from_findings(findings)),
            locked: true,
            ..Request::default()
        };
        let snapshot = Snapshot::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let accepted = report_as_asked(&snapshot, &request(&all.findings));
        prop_assert!(accepted.findings.is_empty() && !accepted.gate.failed, "{:?}", accepted.gate);
        prop_assert_eq!(accepted.looked_at.baselined as usize, all.findings.len());
        prop_assert_eq!(accepted.score.overall, all.score.overall);
        // Any one that is not in it is told, and it alone.
        for (index, left_out) in all.findings.iter().enumerate() {
            let mut others = all.findings.clone();
            others.remove(index);
            let told = report_as_asked(&snapshot, &request(&others)).findings;
            prop_assert_eq!(told.len(), 1);
            prop_assert_eq!(told[0].fingerprint, left_out.fingerprint);
        }
    }
}

/// What is left of a record may look like another one.
#[test]
fn a_truncated_baseline_is_refused() {
    let workspace = Workspace::broken();
    assert_eq!(workspace.run(&["baseline", "create"]).code, 0);
    let file = workspace.folder().join("ssot-baseline.txt");
    let text = std::fs::read_to_string(&file).expect("it was written");
    for cut in [1, 4, 9] {
        std::fs::write(&file, &text[..text.len() - cut]).expect("its own file");
        for command in [&["check"][..], &["baseline", "update"]] {
            workspace
                .run(command)
                .is_refused_with(&["it is cut off", "git checkout HEAD"]);
        }
    }
}
