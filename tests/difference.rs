//! `ssot diff`: two states of a workspace in a repository of the test's own.

use std::fs;

use serde_json::Value;

use crate::cli::{CONTRACT, MANIFEST, OWNER, Run, Workspace, commit};
use crate::staged::git;

const ROOT: &str =
    "pub mod config;\npub mod text;\npub mod lines;\nmod boot;\nmod inner;\npub use inner::shown;\n#[cfg(test)]\nmod tests;\n";

/// A state with the findings `port` and `home`.
const EARLIER: &[(&str, &str)] = &[
    MANIFEST,
    CONTRACT,
    OWNER,
    ("src/lib.rs", ROOT),
    ("src/inner.rs", "pub fn shown() {}\npub fn hidden() {}\n"),
    ("src/tests.rs", "pub fn helper() {}\n"),
    (
        "src/boot.rs",
        "fn port() { std::env::var(\"PORT\").ok(); }\nfn home() { std::env::var(\"HOME\").ok(); }\n",
    ),
    (
        "src/text.rs",
        "pub struct Line { pub text: String }
impl Line {
    pub fn is_blank(&self) -> bool { self.text.trim().is_empty() && !self.text.starts_with('\\t') }
}
pub fn split_line(text: &str) -> Vec<String> { text.split(',').map(|part| part.trim().to_owned()).collect() }
pub fn gone() {}
pub fn first() -> u8 { 1 }
",
    ),
    ("src/lines.rs", ""),
];

/// The same with `port` fixed, `home` on another line, a new finding `shell`, and one that is exempted.
const LATER: &[(&str, &str)] = &[
    (
        "src/boot.rs",
        "//! The start.\n
fn port() { crate::config::port(); }\nfn home() { std::env::var(\"HOME\").ok(); }
fn shell() { std::env::var(\"SHELL\").ok(); }
// ssot: allow(direct-env-access) reason=\"before the configuration\"
fn early() { std::env::var(\"EARLY\").ok(); }
",
    ),
    (
        "src/inner.rs",
        "pub fn shown() {}\npub fn hidden() {}\npub fn hidden_too() {}\n",
    ),
    ("src/tests.rs", "pub fn helper_of_tests() {}\n"),
    (
        "src/text.rs",
        "#[deprecated(note = \"count\")]\npub fn first() -> u8 { 1 }\npub fn fresh() {}\n",
    ),
    (
        "src/lines.rs",
        "pub struct Line { pub text: String }
impl Line {
    pub fn is_blank(&self) -> bool { self.text.trim().is_empty() && !self.text.starts_with('\\t') }
}
pub fn parts_of_line(text: &str) -> Vec<String> { text.split(',').map(|part| part.trim().to_owned()).collect() }
",
    ),
];

fn write(workspace: &Workspace, files: &[(&str, &str)]) {
    files.iter().for_each(|(path, text)| workspace.write(path, text));
}

/// A repository with the earlier state committed; `None` where there is no git.
fn earlier() -> Option<Workspace> {
    let workspace = Workspace::of(EARLIER);
    workspace.write(".gitignore", "/target\n");
    commit(&workspace, 1, "earlier").then_some(workspace)
}

/// A repository whose last two commits are the earlier and the later state.
fn both() -> Option<Workspace> {
    let workspace = earlier()?;
    write(&workspace, LATER);
    commit(&workspace, 2, "later").then_some(workspace)
}

fn diff(workspace: &Workspace, arguments: &[&str]) -> Run {
    workspace.run(&[&["diff"], arguments].concat())
}

#[track_caller]
fn difference(workspace: &Workspace, arguments: &[&str]) -> Value {
    let run = diff(workspace, &[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).expect("it is JSON")
}

/// The places of findings, such as `src/boot.rs:1`.
fn places(findings: &Value) -> Vec<String> {
    let findings = findings.as_array().expect("a list");
    let place = |finding: &Value| format!("{}:{}", finding["file"].as_str().unwrap_or_default(), finding["line"]);
    findings.iter().map(place).collect()
}

fn words(values: &Value) -> Vec<&str> {
    values.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn findings_are_fixed_new_or_remain_wherever_their_line_is() {
    let Some(workspace) = both() else { return };
    let found = difference(&workspace, &["HEAD~1..HEAD"]);
    assert_eq!(found["version"], 1);
    assert_eq!(places(&found["fixed"]), ["src/boot.rs:1"]);
    assert_eq!(places(&found["new"]), ["src/boot.rs:5"]);
    assert_eq!(places(&found["remaining"]), ["src/boot.rs:4"]);
    assert_eq!(found["new"][0]["rule"], "direct-env-access");
}

#[test]
fn the_score_changes_with_its_causes() {
    let Some(workspace) = both() else { return };
    write(&workspace, &[("src/boot.rs", "fn port() { crate::config::port(); }\n")]);
    let score = difference(&workspace, &["HEAD"])["score"].clone();
    assert!(score["before"].as_f64() < score["after"].as_f64(), "{score}");
    let category = &score["categories"][0];
    assert!(category["before"].as_f64() < category["after"].as_f64(), "{score}");
    let rule = &category["rules"][0];
    assert_eq!(
        (&rule["rule"], &rule["before"], &rule["after"]),
        (&"direct-env-access".into(), &2.into(), &0.into())
    );
    let told = diff(&workspace, &["HEAD"]).out;
    assert!(told.contains("direct-env-access: 2 -> 0 findings"), "{told}");
}

#[test]
fn public_items_are_added_removed_moved_and_deprecated() {
    let Some(workspace) = both() else { return };
    let public = difference(&workspace, &["HEAD~1..HEAD"])["public"].clone();
    assert_eq!(words(&public["added"]), ["app::text::fresh"]);
    assert_eq!(words(&public["removed"]), ["app::text::gone"]);
    assert_eq!(words(&public["deprecated"]), ["app::text::first"]);
    let moved: Vec<(&str, &str)> = public["moved"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| Some((item["from"].as_str()?, item["to"].as_str()?)))
        .collect();
    assert_eq!(
        moved,
        [
            ("app::text::Line", "app::lines::Line"),
            ("app::text::split_line", "app::lines::parts_of_line")
        ]
    );
}

#[test]
fn an_item_is_public_by_every_path_that_others_can_write() {
    let Some(workspace) = earlier() else { return };
    workspace.write(
        "src/lib.rs",
        "pub mod config;\npub mod text;\npub mod lines;\nmod boot;\nmod inner;\n
pub use inner::hidden as renamed;\npub use lines as rows;\npub mod prelude { pub use crate::text::*; pub use crate::prelude as again; }
pub enum Level { Low }\nmacro_rules! made { ($name:ident) => { pub fn $name() {} } }\nmade!(by_macro);
#[macro_export]\nmacro_rules! shared { () => {} }\n",
    );
    workspace.write("src/main.rs", "pub mod parts { pub fn of_the_program() {} }\nfn main() {}\n");
    let public = difference(&workspace, &["HEAD"])["public"].clone();
    let added = [
        "app::Level",
        "app::by_macro",
        "app::prelude",
        "app::prelude::Line",
        "app::prelude::again",
        "app::prelude::first",
        "app::prelude::gone",
        "app::prelude::split_line",
        "app::renamed",
        "app::rows",
        "app::shared!",
    ];
    assert_eq!(words(&public["added"]), added);
    assert_eq!(words(&public["removed"]), ["app::shown"]);
}

#[test]
fn what_is_not_committed_is_compared_from_the_worktree_or_the_index() {
    let Some(workspace) = earlier() else { return };
    write(&workspace, LATER);
    assert_eq!(places(&difference(&workspace, &["HEAD"])["new"]), ["src/boot.rs:5"]);
    assert_eq!(places(&difference(&workspace, &[])["new"]), ["src/boot.rs:5"]);
    assert!(places(&difference(&workspace, &["HEAD", "--staged"])["new"]).is_empty());
    assert!(git(&workspace, &["add", "."]));
    workspace.write("src/boot.rs", "");
    assert_eq!(
        places(&difference(&workspace, &["HEAD", "--staged"])["new"]),
        ["src/boot.rs:5"]
    );
    assert!(places(&difference(&workspace, &["main"])["new"]).is_empty());
}

#[test]
fn only_new_findings_fail_and_only_if_that_is_asked_for() {
    let Some(workspace) = both() else { return };
    for (arguments, code) in [
        (&["HEAD~1..HEAD"][..], 0),
        (&["HEAD~1..HEAD", "--fail-on", "new"], 1),
        (&["HEAD..HEAD~1", "--fail-on", "new"], 1),
        (&["HEAD", "--fail-on", "new"], 0),
        (&["HEAD~1..", "--fail-on", "new", "--format", "json"], 1),
    ] {
        let run = diff(&workspace, arguments);
        assert_eq!(run.code, code, "{run:?}");
    }
}

#[test]
fn exemptions_come_and_go() {
    let Some(workspace) = both() else { return };
    let exempt = "[[exempt]]\nrule = \"direct-env-access\"\nin = [\"src/boot.rs\"]\nreason = \"soon\"\nmax = 9\n";
    workspace.write("ssot.toml", &format!("{}\n{exempt}", CONTRACT.1));
    let exemptions = difference(&workspace, &["HEAD~1"])["exemptions"].clone();
    let texts = |value: &Value| -> Vec<String> {
        let all = value.as_array().into_iter().flatten();
        all.map(|it| {
            format!(
                "{}:{} {}",
                it["file"].as_str().unwrap_or_default(),
                it["line"],
                it["text"].as_str().unwrap_or_default()
            )
        })
        .collect()
    };
    assert_eq!(
        texts(&exemptions["added"]),
        [
            "src/boot.rs:6 allow(direct-env-access) reason=\"before the configuration\"",
            "ssot.toml:4 [[exempt]] direct-env-access in src/boot.rs, at most 9"
        ]
    );
    assert!(texts(&exemptions["removed"]).is_empty());
    let back = difference(&workspace, &["HEAD..HEAD~1"])["exemptions"].clone();
    assert_eq!((texts(&back["removed"]).len(), texts(&back["added"]).len()), (1, 0));
    assert_eq!(back["exempted"]["before"], 1);
}

#[test]
fn records_of_the_baseline_come_and_go_and_hide_no_finding() {
    let Some(workspace) = both() else { return };
    assert_eq!(workspace.run(&["baseline", "create"]).code, 0);
    let found = difference(&workspace, &["HEAD~1"]);
    let added: Vec<&Value> = found["baseline"]["added"].as_array().into_iter().flatten().collect();
    assert_eq!(added.len(), 2, "{found}");
    assert_eq!(
        (&added[0]["rule"], &added[0]["file"]),
        (&"direct-env-access".into(), &"src/boot.rs".into())
    );
    assert_eq!(places(&found["new"]), ["src/boot.rs:5"]);
    assert!(commit(&workspace, 3, "accepted"));
    workspace.write("ssot-baseline.txt", "<<<<<<< HEAD\n");
    diff(&workspace, &["HEAD"]).is_refused_with(&["baseline", "git checkout HEAD"]);
    assert!(commit(&workspace, 4, "broken"));
    diff(&workspace, &["HEAD..HEAD~1"]).is_refused_with(&["baseline", "another commit"]);
}

#[test]
fn a_new_contract_makes_no_code_new() {
    let Some(workspace) = earlier() else { return };
    fs::remove_file(workspace.folder().join("ssot.toml")).expect("it was written");
    assert!(commit(&workspace, 2, "without a contract"));
    workspace.write("ssot.toml", CONTRACT.1);
    let found = difference(&workspace, &["HEAD"]);
    assert_eq!(places(&found["remaining"]).len(), 2, "{found}");
    assert!(
        places(&found["new"]).is_empty() && places(&found["fixed"]).is_empty(),
        "{found}"
    );
    // The source that the contract names is new as well.
    fs::remove_file(workspace.folder().join("ssot.toml")).expect("it was written");
    workspace.write("src/lib.rs", "mod boot;\n");
    assert!(commit(&workspace, 3, "without a source"));
    workspace.write("ssot.toml", CONTRACT.1);
    workspace.write("src/lib.rs", ROOT);
    let found = difference(&workspace, &["HEAD"]);
    let fixed = found["fixed"].as_array().into_iter().flatten();
    assert_eq!(
        fixed.filter(|finding| finding["rule"] == "config-mistake").count(),
        0,
        "{found}"
    );
}

#[test]
fn a_finding_in_a_file_that_cannot_be_read_is_not_fixed() {
    let Some(workspace) = earlier() else { return };
    workspace.write("src/boot.rs", "fn port( {\n");
    let found = difference(&workspace, &["HEAD"]);
    assert!(places(&found["fixed"]).is_empty(), "{found}");
    assert_eq!(places(&found["unjudged"]).len(), 2, "{found}");
    assert!(!places(&found["new"]).is_empty(), "{found}");
}

#[test]
fn a_finding_that_is_exempted_is_not_fixed() {
    let Some(workspace) = earlier() else { return };
    workspace.write(
        "src/boot.rs",
        "// ssot: allow(direct-env-access) reason=\"before the configuration\"
fn port() { std::env::var(\"PORT\").ok(); }\n",
    );
    let found = difference(&workspace, &["HEAD"]);
    assert_eq!(places(&found["exempted"]), ["src/boot.rs:2"], "{found}");
    assert_eq!(places(&found["fixed"]), ["src/boot.rs:2"], "`home` is gone: {found}");
    let told = diff(&workspace, &["HEAD"]).out;
    assert!(told.contains("exempted, not fixed"), "{told}");
}

#[test]
fn an_exemption_of_one_finding_is_not_one_of_another() {
    let Some(workspace) = earlier() else { return };
    let exempt = "// ssot: allow(direct-env-access) reason=\"before the configuration\"\n";
    let (port, home) = (
        "fn port() { std::env::var(\"PORT\").ok(); }\n",
        "fn home() { std::env::var(\"HOME\").ok(); }\n",
    );
    workspace.write("src/boot.rs", &format!("{exempt}{port}{home}"));
    assert!(commit(&workspace, 2, "one"), "git is there");
    workspace.write("src/boot.rs", &format!("{exempt}{home}"));
    let found = difference(&workspace, &["HEAD"]);
    assert_eq!(places(&found["exempted"]), ["src/boot.rs:2"], "{found}");
    assert!(places(&found["fixed"]).is_empty(), "{found}");
}

#[test]
fn a_state_does_not_differ_from_itself_and_back_is_the_reverse() {
    let Some(workspace) = both() else { return };
    write(&workspace, &[("src/text.rs", "pub fn gone() {}\n"), ("src/late.rs", "")]);
    workspace.write(
        "src/boot.rs",
        "fn home() { std::env::var(\"HOME\").ok(); std::env::var(\"HOME\").ok(); }\n",
    );
    assert!(commit(&workspace, 3, "last"));
    let states = ["HEAD~2", "HEAD~1", "HEAD"];
    for before in states {
        for after in states {
            let forth = difference(&workspace, &[&format!("{before}..{after}")]);
            let back = difference(&workspace, &[&format!("{after}..{before}")]);
            assert_eq!(forth["fixed"], back["new"], "{before}..{after}");
            assert_eq!(forth["public"]["removed"], back["public"]["added"], "{before}..{after}");
            assert_eq!(
                forth["exemptions"]["removed"], back["exemptions"]["added"],
                "{before}..{after}"
            );
            assert_eq!(forth["score"]["before"], back["score"]["after"]);
            if before == after {
                for list in [
                    "/fixed",
                    "/new",
                    "/public/added",
                    "/public/removed",
                    "/public/moved",
                    "/public/deprecated",
                ] {
                    assert_eq!(forth.pointer(list), Some(&Value::Array(Vec::new())), "{list}");
                }
                assert_eq!(forth["score"]["categories"], Value::Array(Vec::new()));
            }
        }
    }
}

#[test]
fn hostile_names_are_escaped_in_markdown() {
    let Some(workspace) = earlier() else { return };
    assert!(git(&workspace, &["branch", "<img>|@all"]));
    workspace.write(
        "src/lib.rs",
        "mod config;\nmod text;\nmod lines;\n#[path = \"a`|<b>.rs\"]\nmod boot;\nmod inner;\n",
    );
    workspace.write(
        "src/a`|<b>.rs",
        "fn shell() { std::env::var(\"SHELL\").ok(); }
// ssot: allow(direct-env-access) reason=\"</details> `x` ![y](z) | @all\"
fn early() { std::env::var(\"EARLY\").ok(); }\n",
    );
    let told = diff(&workspace, &["<img>|@all", "--format", "markdown"]);
    assert_eq!(told.code, 0, "{told:?}");
    let out = told.out;
    assert!(out.contains("`` src/a`|<b>.rs:1:"), "{out}");
    assert!(out.contains("``  allow(") || out.contains("`` allow("), "{out}");
    // What is left outside of code has no markup of others.
    let outside: String = out.split("``").step_by(2).collect();
    assert!(
        !outside.contains("</details>") && !outside.contains("![y]") && !outside.contains("<b>"),
        "{out}"
    );
    let title = out.lines().next().unwrap_or_default();
    assert!(title.contains("`<img>|@all`"), "{title}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_next_step() {
    let Some(workspace) = both() else { return };
    for states in ["nowhere", "nowhere..HEAD", "HEAD..nowhere", "^HEAD"] {
        diff(&workspace, &[states]).is_refused_with(&["names no commit here", "git fetch"]);
    }
    for states in ["..HEAD", "HEAD...HEAD~1"] {
        diff(&workspace, &[states]).is_refused_with(&["a range is `A..B`"]);
    }
    diff(&workspace, &["HEAD~1..HEAD", "--staged"]).is_refused_with(&["ssot diff HEAD~1 --staged"]);
    let alone = Workspace::clean();
    let refused = diff(&alone, &["HEAD"]);
    if !refused.err.contains("could not be started") {
        refused.is_refused_with(&["git init"]);
    }
}
