//! Looking back: what became of the items of a history. A history is a text in `fixtures/history`, one block a commit, and at its
//! end the fates.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::cli::{KEEPS, Workspace, commit};
use crate::harness::root;

/// A history in a repository of the test's own.
struct History {
    workspace: Workspace,
    /// The lines after `expect`.
    expected: Vec<String>,
}

/// Reads a text up to the line `<<<`.
fn text<'a>(lines: &mut impl Iterator<Item = &'a str>) -> String {
    let text: Vec<&str> = lines.take_while(|line| *line != "<<<").collect();
    text.join("\n") + "\n"
}

impl History {
    fn of(name: &str) -> Self {
        let path = root().join("fixtures/history").join(name);
        let series = fs::read_to_string(path).expect("the fixture is part of the repository");
        let workspace = Workspace::of(&[]);
        let mut lines = series.lines();
        let mut message = None;
        let mut number = 0;
        let mut commit_all = |message: Option<&str>| {
            number += 1;
            message.is_none_or(|message| commit(&workspace, number, message))
        };
        let mut expected = Vec::new();
        while let Some(line) = lines.next() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let words: Vec<&str> = rest.split(' ').collect();
            match (word, &words[..]) {
                ("#" | "", _) => {}
                ("commit", _) => {
                    assert!(commit_all(message), "{message:?}");
                    message = Some(rest);
                }
                ("write", [file]) => workspace.write(file, &text(&mut lines)),
                ("edit", [file]) => {
                    let edit = text(&mut lines);
                    let (old, new) = edit.split_once("===\n").expect("an edit has two texts");
                    replace(&workspace, file, old, new);
                }
                ("replace", [file, old, new]) => {
                    let text = read(&workspace, file).replace(old, new);
                    workspace.write(file, &text);
                }
                ("remove", [file]) => remove(&workspace, file),
                ("rename", [from, to]) => {
                    workspace.write(to, &read(&workspace, from));
                    remove(&workspace, from);
                }
                ("expect", _) => {
                    assert!(commit_all(message.take()), "the last commit");
                    expected = lines.by_ref().filter(|line| !line.is_empty()).map(str::to_owned).collect();
                }
                _ => panic!("`{line}` is no line of a history"),
            }
        }
        Self { workspace, expected }
    }

    fn audit(&self, options: &[&str]) -> Value {
        let run = self.workspace.run(&[&["audit", "--format", "json"], options].concat());
        assert_eq!(run.code, 0, "{run:?}");
        serde_json::from_str(&run.out).expect("it is JSON")
    }
}

fn read(workspace: &Workspace, file: &str) -> String {
    fs::read_to_string(workspace.folder().join(file)).expect("the file is there")
}

fn remove(workspace: &Workspace, file: &str) {
    fs::remove_file(workspace.folder().join(file)).expect("the file is there");
}

/// Replaces the only place with a text, whole lines or a part of one.
fn replace(workspace: &Workspace, file: &str, old: &str, new: &str) {
    let before = read(workspace, file);
    let (old, new) = if before.matches(old).count() == 1 {
        (old, new)
    } else {
        (old.trim_end_matches('\n'), new.trim_end_matches('\n'))
    };
    assert_eq!(before.matches(old).count(), 1, "{file} has once:\n{old}");
    workspace.write(file, &before.replacen(old, new, 1));
}

/// The fates in a report, in the form of the fixture.
fn fates(report: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let items = report["items"].as_array().expect("it has items");
    let mut fates: Vec<String> = items
        .iter()
        .map(|item| {
            let mut to: Vec<String> = item["to"].as_array().into_iter().flatten().map(word).collect();
            to.sort();
            let arrow = if to.is_empty() {
                String::new()
            } else {
                format!(" -> {}", to.join(" "))
            };
            format!(
                "{} {} {}{arrow}",
                word(&item["fate"]),
                word(&item["kind"]),
                word(&item["path"])
            )
        })
        .collect();
    fates.sort();
    fates
}

/// Lines with single spaces, sorted.
fn lines(lines: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = lines
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    lines.sort();
    lines
}

/// Compares the fates of a history with those that it expects.
#[track_caller]
fn has_its_fates(name: &str) {
    let history = History::of(name);
    let report = history.audit(&["--last", "40"]);
    let found = fates(&report);
    let wanted = lines(&history.expected);
    let missing: Vec<&String> = wanted.iter().filter(|fate| !found.contains(fate)).collect();
    let unexpected: Vec<&String> = found.iter().filter(|fate| !wanted.contains(fate)).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "missing: {missing:#?}\nunexpected: {unexpected:#?}"
    );
}

#[test]
fn each_item_that_went_has_its_fate() {
    has_its_fates("fates.txt");
}

#[test]
fn items_may_change_crates_kinds_and_owners() {
    has_its_fates("kinds.txt");
}

#[test]
fn items_share_the_fate_of_their_members_callers_and_implementations() {
    has_its_fates("followers.txt");
}

#[test]
fn a_crate_with_another_interface_takes_the_place_of_one() {
    has_its_fates("crates.txt");
}

#[test]
fn steps_between_the_ends_are_followed() {
    has_its_fates("between.txt");
}

#[test]
fn gaps_have_their_evidence_and_a_place_in_the_plan() {
    let history = History::of("fates.txt");
    let report = history.audit(&[]);
    let items = report["items"].as_array().expect("it has items");
    let gaps: BTreeMap<&str, &Value> = items
        .iter()
        .filter(|item| item["fate"] == "gap")
        .filter_map(|item| Some((item["path"].as_str()?, item)))
        .collect();
    let evidence = |path: &str| -> Vec<String> {
        let wanted = gaps[path]["wanted-by"].as_array().into_iter().flatten();
        wanted
            .map(|it| {
                format!(
                    "{} {}",
                    it["what"].as_str().unwrap_or_default(),
                    it["file"].as_str().unwrap_or_default()
                )
            })
            .collect()
    };
    assert_eq!(evidence("billing::ledger::export_ledger"), ["doc README.md"]);
    assert_eq!(evidence("catalog::prices::warm_up_prices"), ["config deploy/shop.toml"]);
    assert_eq!(
        evidence("billing::ledger::Ledger::forget_old"),
        ["test billing/src/ledger.rs"]
    );
    assert_eq!(gaps["catalog::stock::convert_old_rows"]["lost-callers"], 1);
    let planned: Vec<&str> = report["plan"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|action| action["items"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .collect();
    assert!(gaps.keys().all(|gap| planned.contains(gap)), "{planned:?}");
}

#[test]
fn an_import_is_evidence_beside_the_call() {
    let report = History::of("kinds.txt").audit(&[]);
    let items = report["items"].as_array().expect("it has items");
    let gap = items.iter().find(|item| item["path"] == "sensors::readings::smooth");
    let wanted = gap.expect("it went")["wanted-by"].as_array().into_iter().flatten();
    let mut wanted: Vec<&str> = wanted.filter_map(|place| place["what"].as_str()).collect();
    wanted.sort_unstable();
    assert_eq!(wanted, ["call", "import"]);
}

#[test]
fn what_is_left_behind_is_listed() {
    has_its_fates("remains.txt");
    let history = History::of("remains.txt");
    let report = history.audit(&[]);
    let lost = report["lost-texts"].as_array().into_iter().flatten();
    let lost: Vec<String> = lost
        .map(|lost| {
            format!(
                "{} {}",
                lost["names"].as_str().unwrap_or_default(),
                lost["value"].as_str().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        lost,
        ["variable DESK_MARGIN", "route /api/outlines", "event outline_sketched"]
    );
    let migrations = report["migrations"].as_array().into_iter().flatten();
    let migrations: Vec<String> = migrations
        .map(|open| {
            format!(
                "{} {} {}",
                open["path"].as_str().unwrap_or_default(),
                open["uses"],
                open["successor-uses"]
            )
        })
        .collect();
    assert_eq!(migrations, ["desk::paper::Sheet::is_printable 1 null", "desk::old::Page 2 4"]);
}

#[test]
fn a_range_without_commits_is_an_error_with_the_next_step() {
    let history = History::of("fates.txt");
    let run = history.workspace.run(&["audit", "--range", "HEAD..HEAD"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("no commit after its base"), "{}", run.err);
}

#[test]
fn the_trend_is_judged_by_the_present_configuration() {
    let workspace = Workspace::broken();
    assert!(commit(&workspace, 1, "broken"), "git is there");
    workspace.write(KEEPS.0, KEEPS.1);
    assert!(commit(&workspace, 2, "fixed, \"at last\""), "git is there");
    let run = workspace.run(&["score", "--trend", "5", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let points = report["trend"].as_array().expect("it has points");
    let figures: Vec<(&Value, &Value)> = points
        .iter()
        .map(|point| (&point["findings"]["direct-env-access"], &point["score"]))
        .collect();
    assert_eq!(figures.len(), 2, "{report}");
    assert_eq!(*figures[0].0, 1, "{report}");
    assert!(figures[1].0.is_null(), "{report}");
    assert_eq!(*figures[1].1, 100.0, "{report}");
    let csv = workspace.run(&["score", "--trend", "5", "--format", "csv"]).out;
    let header = csv.lines().next().unwrap_or_default();
    assert_eq!(header, "commit,time,score,files,lines,exemptions,direct-env-access");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let apart = workspace
        .run(&["score", "--trend", "5", "--every", "1w", "--format", "csv"])
        .out;
    assert_eq!(apart.lines().count(), 2, "the two commits are a second apart: {apart}");
}

#[test]
fn a_bare_repository_is_refused_with_the_way_out() {
    let workspace = Workspace::clean();
    assert!(commit(&workspace, 1, "first"), "git is there");
    let elsewhere = Workspace::of(&[]);
    let bare = elsewhere.folder().join("bare.git");
    let clone = std::process::Command::new("git")
        .args(["clone", "--quiet", "--bare"])
        .args([workspace.folder(), &bare])
        .output();
    assert!(clone.is_ok_and(|output| output.status.success()), "git clones");
    let run = elsewhere.run(&["audit", "bare.git"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("git worktree add"), "{}", run.err);
}

#[test]
fn a_shallow_clone_is_refused_with_the_way_out() {
    let workspace = Workspace::clean();
    for second in 1..=3 {
        workspace.write(
            "src/config.rs",
            &format!("pub fn port() -> Option<String> {{ None }}\npub const N: u32 = {second};\n"),
        );
        assert!(commit(&workspace, second, "another"), "git is there");
    }
    let shallow = workspace.folder().join("shallow");
    let clone = std::process::Command::new("git")
        .args(["clone", "--quiet", "--depth", "2"])
        .arg(format!("file://{}", workspace.folder().display()))
        .arg(&shallow)
        .output();
    assert!(clone.is_ok_and(|output| output.status.success()), "git clones");
    let run = workspace.run(&["audit", "shallow", "--last", "2"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("--unshallow"), "{}", run.err);
    assert_eq!(workspace.run(&["audit", "shallow", "--last", "1"]).code, 0);
    // The missing part may have commits since then.
    let run = workspace.run(&["audit", "shallow", "--since", "2025-06-01"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("--unshallow"), "{}", run.err);
}

#[test]
fn a_range_without_rust_is_an_error() {
    let workspace = Workspace::of(&[("notes.md", "one\n")]);
    assert!(commit(&workspace, 1, "one"), "git is there");
    workspace.write("notes.md", "two\n");
    assert!(commit(&workspace, 2, "two"), "git is there");
    let run = workspace.run(&["audit"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("no Rust item"), "{}", run.err);
}
