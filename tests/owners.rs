//! Parts of a workspace: findings, scores and gaps by crate, owner and category.

use serde_json::Value;

use crate::cli::{Run, Workspace, commit};

/// Two crates, each with a finding about the environment; the second has an event written by hand, too.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"),
    (
        "ssot.toml",
        "[concept.environment]\ncanonical = \"core_config::env\"\ncategory = \"configuration\"\n[concept.clock]\n\
         canonical = \"core_config::clock\"\ncategory = \"time\"\nbypasses = [\"std::time::Instant::now\"]\n",
    ),
    (
        "CODEOWNERS",
        "* @everyone\n/crates/web/ @Web team@example.com\n/crates/web/src/free.rs\n",
    ),
    (
        "crates/config/Cargo.toml",
        "[package]\nname = \"core-config\"\nedition = \"2021\"\n",
    ),
    (
        "crates/config/src/lib.rs",
        "pub mod env { pub fn port() { std::env::var(\"PORT\").ok(); } }\npub mod clock { pub fn now() {} }\nfn home() { std::env::var(\"HOME\").ok(); }\n",
    ),
    (
        "crates/web/Cargo.toml",
        "[package]\nname = \"web\"\nedition = \"2021\"\n[dependencies]\ncore-config = { path = \"../config\" }\n",
    ),
    (
        "crates/web/src/lib.rs",
        "mod free;\nfn port() { core_config::env::port(); std::env::var(\"PORT\").ok(); }\nfn now() { std::time::Instant::now(); }\n",
    ),
    ("crates/web/src/free.rs", "fn shell() { std::env::var(\"SHELL\").ok(); }\n"),
];

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// The lines of the findings of a check with some options, such as `web:2`.
fn found(options: &[&str]) -> Vec<String> {
    let run = Workspace::of(FILES).run(&[&["check", "--format", "json"], options].concat());
    let report = json(&run);
    let findings = report["findings"].as_array().expect("a list").iter();
    let mut lines: Vec<String> = findings
        .map(|finding| {
            let file = finding["file"].as_str().unwrap_or_default();
            format!("{}:{}", file.trim_start_matches("crates/"), finding["line"])
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn findings_are_selected_by_crate_owner_and_category() {
    let (config, web, now, free) = (
        "config/src/lib.rs:3",
        "web/src/lib.rs:2",
        "web/src/lib.rs:3",
        "web/src/free.rs:1",
    );
    let cases: [(&[&str], &[&str]); 7] = [
        (&[], &[config, free, web, now]),
        (&["--crate", "web"], &[free, web, now]),
        (&["--owner", "@web"], &[web, now]),
        (&["--owner", "unowned"], &[free]),
        (&["--owner", "unowned", "--owner", "@everyone"], &[config, free]),
        (&["--category", "time"], &[now]),
        (
            &["--crate", "web", "--category", "configuration", "--owner", "team@example.com"],
            &[web],
        ),
    ];
    for (options, expected) in cases {
        assert_eq!(found(options), expected, "{options:?}");
    }
}

#[test]
fn what_does_not_exist_is_not_selected_in_silence() {
    let workspace = Workspace::of(FILES);
    let check = |options: &[&str]| workspace.run(&[&["check"], options].concat());
    check(&["--crate", "wep"]).is_refused_with(&["there is no crate `wep`", "did you mean `web`?"]);
    check(&["--owner", "@wob"]).is_refused_with(&["there is no owner `@wob`", "`CODEOWNERS` does not name it"]);
    check(&["--category", "tine"]).is_refused_with(&["there is no category `tine`", "did you mean `time`?"]);
    std::fs::remove_file(workspace.folder().join("CODEOWNERS")).expect("it was written");
    check(&["--owner", "@web"]).is_refused_with(&["there is no CODEOWNERS", ".github/CODEOWNERS"]);
}

#[test]
fn what_cannot_be_read_is_part_of_every_selection() {
    let workspace = Workspace::of(FILES);
    workspace.write("crates/web/src/free.rs", "fn shell( {\n");
    workspace.write(
        "ssot.toml",
        "[rule.direct-env-acces]\nlevel = \"off\"\n[concept.clock]\ncategory = \"time\"\n",
    );
    for options in [["--category", "time"], ["--crate", "web"], ["--owner", "unowned"]] {
        let run = workspace.run(&[&["check", "--format", "concise"], &options[..]].concat());
        assert_eq!(run.code, 1, "{run:?}");
        for rule in ["unparsed-code", "config-mistake"] {
            assert!(run.out.contains(rule), "{rule}: {run:?}");
        }
    }
}

#[test]
fn a_finding_has_its_crate_and_its_owners() {
    let report = json(&Workspace::of(FILES).run(&["check", "--format", "json", "--category", "time"]));
    let finding = &report["findings"][0];
    assert_eq!(finding["crate"], "web", "{finding}");
    assert_eq!(finding["owners"], serde_json::json!(["@Web", "team@example.com"]));
}

#[test]
fn lines_of_codeowners_without_a_meaning_are_a_note() {
    let workspace = Workspace::of(FILES);
    workspace.write("CODEOWNERS", "* @everyone\ncrates web\n");
    let run = workspace.run(&["check"]);
    assert!(
        run.out.contains("1 line of `CODEOWNERS` ignored, the first is line 2"),
        "{run:?}"
    );
}

#[test]
fn groups_have_figures_of_their_own() {
    let workspace = Workspace::of(FILES);
    let rows = |by: &str| {
        let run = workspace.run(&["score", "--by", by, "--format", "csv"]);
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    assert_eq!(
        rows("crate"),
        "crate,files,lines,findings,conforming,violating,score\ncore-config,1,3,1,1,1,20\nweb,2,4,3,1,3,5.555555555\n"
    );
    assert_eq!(
        rows("owner"),
        "owner,files,lines,findings,conforming,violating,score\n@Web,1,3,2,1,2,10\n@everyone,1,3,1,1,1,20\n\
         team@example.com,1,3,2,1,2,10\nunowned,1,1,1,0,1,0\n"
    );
    let by_category = json(&workspace.run(&["score", "--by", "category", "--format", "json"]));
    let groups = by_category["groups"].as_array().expect("a list");
    let findings: u64 = groups.iter().filter_map(|group| group["findings"].as_u64()).sum();
    assert_eq!((by_category["by"].as_str(), findings), (Some("category"), 4), "{by_category}");
}

#[test]
fn the_trend_is_that_of_the_selected_part() {
    let workspace = Workspace::of(FILES);
    assert!(commit(&workspace, 1, "all"), "git is there");
    let findings = |options: &[&str]| {
        let run = workspace.run(&[&["score", "--trend", "1", "--format", "json"], options].concat());
        let point = json(&run)["trend"][0].clone();
        let findings = point["findings"].as_object().expect("an object").values();
        findings.filter_map(Value::as_u64).sum::<u64>()
    };
    assert_eq!(findings(&[]), 4);
    assert_eq!(findings(&["--crate", "web"]), 3);
    assert_eq!(findings(&["--category", "time"]), 1);
    assert_eq!(findings(&["--owner", "unowned", "-A", "direct-env-access"]), 0);
}

#[test]
fn people_read_findings_in_groups() {
    let run = Workspace::of(FILES).run(&["check", "--format", "concise", "--group-by", "owner"]);
    let headings: Vec<&str> = run.out.lines().filter(|line| line.starts_with("owner ")).collect();
    assert_eq!(
        headings,
        [
            "owner @Web: 2 findings",
            "owner @everyone: 1 finding",
            "owner team@example.com: 2 findings",
            "owner unowned: 1 finding"
        ],
        "{run:?}"
    );
}

#[test]
fn the_score_after_a_fix_is_foretold() {
    let workspace = Workspace::of(FILES);
    let asked = |ids: &[&str]| workspace.run(&[&["score", "--what-if"], ids, &["--format", "json"]].concat());
    let before = json(&workspace.run(&["score", "--format", "json"]))["score"]["overall"].clone();
    let all = json(&asked(&["fix", "direct-env-access"]));
    assert_eq!(all["score"]["before"], before);
    assert_eq!(all["fixed"].as_array().map(Vec::len), Some(3), "{all}");
    assert!(all["score"]["after"].as_f64() > before.as_f64(), "{all}");
    let id = all["fixed"][0].as_str().expect("a fingerprint");
    let one = json(&asked(&["fix", &id[..8]]));
    assert_eq!(one["fixed"], serde_json::json!([id]), "{one}");
    assert!(one["score"]["after"].as_f64() <= all["score"]["after"].as_f64(), "{one}");
    asked(&["mend", "direct-env-access"]).is_refused_with(&["`mend` is not `fix`"]);
    asked(&["fix", "00000000"]).is_refused_with(&["`00000000` does not name a finding"]);
    let told = workspace.run(&["score", "--what-if", "fix", "direct-env-access"]).out;
    assert!(told.contains("with 3 findings fixed"), "{told}");
}

#[test]
fn gaps_are_selected_and_grouped() {
    let workspace = Workspace::of(FILES);
    workspace.write(
        "crates/web/src/free.rs",
        "pub fn shown() { wanted(); }\nfn wanted() { let ports = [80, 443]; println!(\"{ports:?}\"); }\n",
    );
    assert!(commit(&workspace, 1, "before"), "git is there");
    workspace.write("crates/web/src/free.rs", "pub fn shown() {}\n");
    assert!(commit(&workspace, 2, "after"));
    let audit = |options: &[&str]| workspace.run(&[&["audit", "--last", "1"], options].concat());
    let paths = |options: &[&str]| {
        let report = json(&audit(&[options, &["--format", "json"]].concat()));
        let items = report["items"].as_array().expect("a list").clone();
        items
            .iter()
            .map(|item| item["path"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<String>>()
    };
    let all = paths(&[]);
    assert_eq!(all, ["web::free::wanted"]);
    assert_eq!(paths(&["--owner", "unowned"]), all);
    assert_eq!(paths(&["--crate", "core-config"]), [""; 0]);
    let told = audit(&["--group-by", "crate"]).out;
    assert!(told.contains("crate web\n  web::free::wanted"), "{told}");
    std::fs::remove_dir_all(workspace.folder().join("crates/web")).expect("it is there");
    assert!(commit(&workspace, 3, "no web"));
    let gone = paths(&["--crate", "web"]);
    assert!(gone.contains(&"web::now".to_owned()), "{gone:?}");
    audit(&["--crate", "wep"]).is_refused_with(&["there is no crate `wep`"]);
}
